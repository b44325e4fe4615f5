import { describe, expect, it } from "vitest";
import { parallelAnalysis, principalComponents, screeChart } from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";
import { expectGoodChart } from "../../charts/render.ts";

const correlations = [
  [1, 0.6, 0.5, 0.2],
  [0.6, 1, 0.4, 0.3],
  [0.5, 0.4, 1, 0.1],
  [0.2, 0.3, 0.1, 1],
];
const parallel = parallelAnalysis({ correlations, n: 100 }, { seed: 1 });

describe("screeChart", () => {
  it("draws the eigenvalues beside those of random answers", () => {
    const { values } = screeChart(parallel).data;
    expect(values.slice(0, 4).map(({ eigenvalue }) => eigenvalue)).toEqual(parallel.eigenvalues);
    expect(values.slice(4).map(({ eigenvalue }) => eigenvalue)).toEqual(parallel.randomQuantiles);
    expect(values.map(({ component }) => component)).toEqual([1, 2, 3, 4, 1, 2, 3, 4]);
  });

  it("draws Kaiser's line where there are none", () => {
    const chart = screeChart(principalComponents({ correlations }));
    expect(chart.data.values.slice(4).map(({ eigenvalue }) => eigenvalue)).toEqual([1, 1, 1, 1]);
    expect(chart.description).toBe(
      "1 of 4 components has an eigenvalue above 1; together it explains 53 % of the variance.",
    );
  });

  it("says it in both languages, also where there is nothing to keep", () => {
    const none = screeChart({ eigenvalues: [1, 1, 1], randomQuantiles: [1.2, 1, 0.9] });
    expect(none.description).toBe("No component has an eigenvalue above that of random answers.");
    const data = { eigenvalues: [1.8, 1.1, 0.1], randomQuantiles: [1.2, 1, 0.9] };
    expect(screeChart(data).description).toBe(
      "2 of 3 components have an eigenvalue above that of random answers; together they explain 97 % of the variance.",
    );
    expect(screeChart(data, { language: "zh" }).description).toBe(
      "3个成分中有2个的特征值高于随机数据，共解释97%的方差。",
    );
    expect(screeChart({ eigenvalues: [0.5] }, { language: "zh" }).description).toBe("没有成分的特征值高于1。");
  });

  it("renders", async () => {
    await expectGoodChart(screeChart(parallel), ["component", "eigenvalue", "answers", "random answers"]);
    await expectGoodChart(screeChart(principalComponents({ correlations }), { language: "zh", width: 320 }), [
      "成分",
      "特征值",
      "实际数据",
      "凯泽准则",
    ]);
    const many = Float64Array.from({ length: 3000 }, (_, i) => 3 / (1 + i));
    await expectGoodChart(screeChart({ eigenvalues: many }), ["Kaiser's rule"]);
  });

  it("refuses what are no eigenvalues", () => {
    const of = (data: unknown, options?: unknown) => () => screeChart(data as never, options as never);
    refuses(of(undefined), "not-finite", "data.eigenvalues");
    refuses(of({ eigenvalues: [] }), "empty", "data.eigenvalues");
    refuses(of({ eigenvalues: [1, Number.NaN] }), "not-finite", "data.eigenvalues[1]");
    refuses(of({ eigenvalues: [1, 1], randomQuantiles: [1] }), "length-mismatch", "data.randomQuantiles");
    refuses(of(parallel, { language: "de" }), "bad-option", "options.language");
  });
});
