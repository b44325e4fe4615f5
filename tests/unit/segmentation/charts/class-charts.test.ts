import { describe, expect, it } from "vitest";
import {
  type ClassColumn,
  classDistributionChart,
  crossMatrix,
  crossMatrixChart,
  migrationChart,
  migrationMatrix,
} from "../../../../src/segmentation/index.ts";
import { refuses } from "../../../refuses.ts";
import { expectGoodChart } from "../../charts/render.ts";

const column = (codes: readonly number[], labels: readonly (readonly [string, string])[]): ClassColumn => ({
  classes: labels.map(([label, labelZh]) => ({ label, labelZh })),
  codes: Uint16Array.from(codes),
  rules: new Uint16Array(codes.length),
  distances: new Float64Array(codes.length),
  customers: codes.map((_, i) => `c${i}`),
});
const loyalty = [
  ["loyal", "忠诚"],
  ["latent", "潜在忠诚"],
  ["none", "不忠诚"],
] as const;
const worth = [
  ["high", "高价值"],
  ["low", "低价值"],
] as const;
const before = column([0, 0, 0, 1, 1, 0, 0, 1], loyalty);
const after = column([0, 0, 1, 1, 0, 0, 0, 1], loyalty);
const value = column([0, 0, 1, 1, 1, 0, 0, 1], worth);
const money = [900, 800, 40, 30, 20, 700, 600, 10];

describe("crossMatrixChart", () => {
  const matrix = crossMatrix(before, value, { values: money });

  it("writes into each cell what was asked for, the largest the strongest", async () => {
    const chart = crossMatrixChart(matrix, { rowTitle: "loyalty", columnTitle: "value" });
    expect(chart.data.values.map((cell) => cell["label"])).toEqual(["4", "1", "0", "3", "0", "0"]);
    expect(chart.data.values.map((cell) => cell["strength"])).toEqual([1, 0.25, 0, 0.75, 0, 0]);
    expect(chart.description).toBe(
      "The largest cell is “loyal” and “high”, with 50 % of the customers; how far the one says the other is Cramér's V of 0.77, between 0 and 1.",
    );
    await expectGoodChart(chart, ["loyal", "latent", "none", "high", "low", "loyalty", "value"]);
    const shares = crossMatrixChart(matrix, { show: "shareOfRow", language: "zh" });
    expect(shares.data.values.map((cell) => cell["label"])).toEqual(["80%", "20%", "0%", "100%", "无客户", "无客户"]);
    await expectGoodChart(shares, ["忠诚", "高价值"]);
    const sums = crossMatrixChart(matrix, { show: "value" });
    expect(sums.data.values[0]).toMatchObject({ row: "loyal", column: "high", label: "3k", value: 3000 });
    expect(sums.description).toContain("of the largest value is “loyal” and “high”, with 3k from 50 %");
  });

  it("refuses what it cannot draw", () => {
    refuses(() => crossMatrixChart(crossMatrix(before, value), { show: "value" }), "bad-option", "options.show");
    refuses(() => crossMatrixChart({} as never), "bad-option", "matrix.rows");
    const twice = column(
      [0],
      [
        ["a", "甲"],
        ["a", "乙"],
      ],
    );
    refuses(() => crossMatrixChart(crossMatrix(twice, twice)), "bad-option", "matrix.rows");
  });
});

describe("migrationChart", () => {
  it("gives each class a row that sums to 1, with those who left", async () => {
    const remaining = {
      ...after,
      codes: after.codes.slice(0, 7),
      customers: after.customers!.slice(0, 7),
      ordered: false,
    };
    const chart = migrationChart(migrationMatrix({ ...before, ordered: false }, remaining));
    expect(chart.data.values.map((cell) => cell["label"]).slice(0, 4)).toEqual(["80 %", "20 %", "0 %", "0 %"]);
    expect(chart.data.values.slice(4, 8).map((cell) => cell["label"])).toEqual(["33 %", "33 %", "0 %", "33 %"]);
    expect(chart.data.values.slice(8).map((cell) => cell["label"])).toEqual(["nobody", "nobody", "nobody", "nobody"]);
    expect(chart.description).toBe(
      "Of 8 customers 63 % stayed in their class, 25 % moved to another, 13 % left; 0 are new.",
    );
    const stayed = migrationChart(migrationMatrix(before, after));
    expect(stayed.data.values.slice(3, 6).map((cell) => cell["label"])).toEqual(["33 %", "67 %", "0 %"]);
    await expectGoodChart(chart, ["loyal", "latent", "left", "before", "after"]);
    await expectGoodChart(migrationChart(migrationMatrix(before, after), { language: "zh" }), ["忠诚", "潜在忠诚"]);
  });

  it("refuses what is no migration", () => {
    refuses(() => migrationChart(undefined as never), "bad-option", "migration.classes");
    refuses(() => migrationChart({ classes: [] } as never), "empty", "migration.classes");
  });
});

describe("classDistributionChart", () => {
  it("draws every class, empty ones included", async () => {
    const chart = classDistributionChart(before);
    expect(chart.data.values).toEqual([
      { name: "loyal", customers: 5, share: 0.625, label: "63 % · 5" },
      { name: "latent", customers: 3, share: 0.375, label: "38 % · 3" },
      { name: "none", customers: 0, share: 0, label: "0 % · 0" },
    ]);
    expect(chart.description).toBe("The largest class is “loyal”, with 63 % of 8 customers; 1 class is empty.");
    expect(classDistributionChart(before, { title: "Kinds of loyalty" }).title).toBe("Kinds of loyalty");
    await expectGoodChart(chart, ["loyal", "latent", "none"]);
    const all = classDistributionChart(column([0, 0], worth), { language: "zh" });
    expect(all.description).toBe("全部2位客户均为“高价值”。");
    await expectGoodChart(all, ["高价值", "低价值"]);
  });

  it("refuses an empty column and what is none", () => {
    refuses(() => classDistributionChart(column([], worth)), "empty", "classes.codes");
    refuses(() => classDistributionChart([1] as never), "bad-option", "classes");
  });
});
