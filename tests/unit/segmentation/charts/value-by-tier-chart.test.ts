import { describe, expect, it } from "vitest";
import {
  abcTiers,
  type ClassColumn,
  tierByThreshold,
  tierByValueShare,
  valueByTierChart,
} from "../../../../src/segmentation/index.ts";
import { expectGoodChart, renderSvg } from "../../charts/render.ts";

const ten = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];
const abc = tierByValueShare(ten, abcTiers);

describe("valueByTierChart", () => {
  it("sets the share of customers beside the share of value", () => {
    const { values } = valueByTierChart(abc, ten).data;
    expect(values.map(({ tier, measure }) => `${tier}: ${measure}`)).toEqual([
      "A: share of customers",
      "A: share of value",
      "B: share of customers",
      "B: share of value",
      "C: share of customers",
      "C: share of value",
    ]);
    expect(values.map(({ share }) => share)).toEqual([0.4, 0.81, 0.3, 0.14, 0.3, 0.05]);
    expect(values.map(({ label }) => label)).toEqual(["40 %", "81 %", "30 %", "14 %", "30 %", "5 %"]);
  });

  it("draws the customer pyramid, the best tier at the top", () => {
    expect(valueByTierChart(abc, ten, { form: "pyramid" }).data.values).toEqual([
      { tier: "A", customers: 4, shareOfCustomers: 0.4, value: 810, shareOfValue: 0.81, label: "4 customers · 810" },
      { tier: "B", customers: 3, shareOfCustomers: 0.3, value: 140, shareOfValue: 0.14, label: "3 customers · 140" },
      { tier: "C", customers: 3, shareOfCustomers: 0.3, value: 50, shareOfValue: 0.05, label: "3 customers · 50" },
    ]);
    expect(valueByTierChart(abc, ten, { form: "pyramid", language: "zh" }).data.values[0]).toMatchObject({
      tier: "A类",
      label: "4户 · 810",
    });
  });

  it("says of classes without an order which has the largest value", () => {
    const { title, description } = valueByTierChart({ ...abc, ordered: false }, ten.toReversed());
    expect(title).toBe("Customers and value by class");
    expect(description).toBe(
      "The class of the largest value is “C”, with 30 % of the customers and 72 % of the value.",
    );
  });

  it("keeps an empty tier", () => {
    const tiers = tierByThreshold([5, 20], { cuts: [10, 100], labels: ["gold", "silver", "basic"] });
    const { values } = valueByTierChart(tiers, [5, 20], { form: "pyramid" }).data;
    expect(values.map(({ tier, customers, label }) => [tier, customers, label])).toEqual([
      ["gold", 0, "0 customers · 0"],
      ["silver", 1, "1 customer · 20"],
      ["basic", 1, "1 customer · 5"],
    ]);
  });

  it("says it in a sentence", () => {
    expect(valueByTierChart(abc, ten).description).toBe(
      "The best tier, A, has 40 % of the customers and 81 % of the value; the last, C, has 30 % and 5 %.",
    );
    expect(valueByTierChart(abc, ten, { language: "zh", form: "pyramid" }).description).toBe(
      "最高层级“A类”的客户占40%，贡献81%的价值；最低层级“C类”的客户占30%，贡献5%。",
    );
  });

  it("says so where all are in one tier", () => {
    const cuts = { cuts: [1], labels: ["gold", "basic"], labelsZh: ["金卡", "普通"] };
    const one = tierByThreshold([5], cuts);
    expect(valueByTierChart(one, [5]).description).toBe("The only customer is in the tier gold.");
    expect(valueByTierChart(one, [5], { language: "zh" }).description).toBe("仅有一位客户，属于“金卡”层级。");
    const two = tierByThreshold([5, 7], cuts);
    expect(valueByTierChart(two, [5, 7]).description).toBe(
      "All 2 customers are in one tier, gold, with a value of 12.",
    );
    expect(valueByTierChart(two, [5, 7], { language: "zh" }).description).toBe(
      "全部2位客户同属“金卡”层级，价值合计12。",
    );
  });

  it("has no shares of a total that is not positive", () => {
    const tiers = tierByThreshold([2, -3], { cuts: [0], labels: ["winners", "losers"], labelsZh: ["盈利", "亏损"] });
    const chart = valueByTierChart(tiers, [2, -3]);
    expect(chart.data.values.map(({ share }) => share)).toEqual([0.5, null, 0.5, null]);
    expect(chart.description).toBe(
      "The best tier, winners, has 50 % of the customers and the last, losers, 50 %; the value of all is -1, of which there are no shares.",
    );
    expect(valueByTierChart(tiers, [2, -3], { language: "zh" }).description).toBe(
      "最高层级“盈利”的客户占50%，最低层级“亏损”的客户占50%；全部客户的价值合计为-1，无法计算价值占比。",
    );
  });

  it("grows with the tiers", () => {
    const values = Array.from({ length: 20 }, (_, i) => i);
    const tiers = tierByThreshold(values, { cuts: values.slice(1) });
    expect(valueByTierChart(tiers, values).height).toBe(770);
    expect(valueByTierChart(tiers, values, { height: 500 }).height).toBe(500);
  });

  it("refuses what cannot be read, and wrong calls", () => {
    const refuses = (call: () => unknown, code: string, path: string) =>
      expect(call).toThrow(expect.objectContaining({ code, path }));
    const many = Array.from({ length: 101 }, (_, i) => i);
    refuses(
      () => valueByTierChart(tierByThreshold(many, { cuts: many.slice(1) }), many),
      "bad-option",
      "tiers.classes",
    );
    const same: ClassColumn = { ...abc, classes: abc.classes.map(() => ({ label: "x", labelZh: "x" })) };
    refuses(() => valueByTierChart(same, ten), "bad-option", "tiers.classes");
    refuses(() => valueByTierChart(abc, ten.slice(1)), "length-mismatch", "tiers.codes");
    refuses(() => valueByTierChart(abc, [Number.NaN, ...ten.slice(1)]), "not-finite", "values[0]");
    refuses(() => valueByTierChart(abc, ten, { form: "pie" as never }), "bad-option", "options.form");
    refuses(() => valueByTierChart({} as ClassColumn, ten), "bad-option", "tiers");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(valueByTierChart(abc, ten), ["share of value", "81 %"]);
    await expectGoodChart(valueByTierChart(abc, ten, { form: "pyramid" }), ["4 customers · 810"]);
    await expectGoodChart(valueByTierChart(abc, ten, { language: "zh" }), ["客户占比", "A类", "81%"]);
    await expectGoodChart(valueByTierChart(abc, ten, { language: "zh", form: "pyramid" }), ["4户 · 810"]);
    const losses = tierByThreshold([2, -3], { cuts: [0] });
    await expectGoodChart(valueByTierChart(losses, [2, -3]), ["tier 2", "50 %"]);
    await expectGoodChart(valueByTierChart(losses, [0, 0], { form: "pyramid" }), ["tier 2"]);
  });

  it("takes the colour of its labels from the theme", async () => {
    const svg = await renderSvg(valueByTierChart(abc, ten, { form: "pyramid" }), { text: { color: "#abcdef" } });
    expect(svg.match(/<text[^>]*fill="#abcdef"[^>]*>[^<]*customers/g)).toHaveLength(3);
  });
});
