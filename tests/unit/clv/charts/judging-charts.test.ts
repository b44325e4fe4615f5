import { describe, expect, it } from "vitest";
import {
  bgBb,
  bgNbd,
  type Chart,
  compareModelsChart,
  compareTransactionModels,
  frequencyChart,
  frequencyFit,
  holdoutChart,
  holdoutMetrics,
  isoValueChart,
  isoValueCurves,
  nbd,
  paretoNbd,
  simulateCohort,
} from "../../../../src/clv/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

const bg = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const pareto = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
const { history } = simulateCohort(bg, { customers: 1200, age: 39, holdout: 39, seed: 7 });
const options = { age: 78, annualDiscountRate: 0.15, maxFrequency: 14 };

describe("frequencyChart", () => {
  const fit = frequencyFit(bg, history);

  it("has two bars for each bin", () => {
    const { values } = frequencyChart(fit).data;
    expect(values).toHaveLength(16);
    expect(values[0]).toEqual({ repeats: "0", series: "actual", customers: fit.bins[0]!.actual });
    expect(values.at(-1)).toEqual({ repeats: "7+", series: "expected", customers: fit.bins[7]!.expected });
    expect(pointsOf(frequencyChart(frequencyFit(bg, history, { maxFrequency: 500 })))).toBe(1002);
  });

  it("says it in a sentence", () => {
    const bins = [
      { frequency: 0, open: false, actual: 1411, expected: 1407.7 },
      { frequency: 1, open: true, actual: 946, expected: 949.3 },
    ];
    const made = { customers: 2357, bins, chiSquare: 4.8211, degreesOfFreedom: 3, pValue: 0.1854, warnings: [] };
    expect(frequencyChart(made).description).toBe(
      "Of 2,357 customers 1,411 made no repeat purchase where the model expects 1,408; over all 2 bins the chi-square is 4.82 with 3 degrees of freedom (p = 0.19).",
    );
    expect(frequencyChart({ ...made, pValue: 1e-9 }, { language: "zh" }).description).toBe(
      "2,357位客户中有1,411位没有重复购买，模型预期1,408位；2组的卡方值为4.82，自由度为3（p < 0.001）。",
    );
    expect(frequencyChart({ ...made, pValue: null }).description).toBe(
      "Of 2,357 customers 1,411 made no repeat purchase where the model expects 1,408.",
    );
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(frequencyChart(fit), ["repeat purchases", "customers", "actual", "expected", "7+"]);
    await expectGoodChart(frequencyChart(fit, { language: "zh" }), ["重复购买次数", "客户数", "实际", "预期"]);
  });

  it("refuses what is not a fit", () => {
    expect(() => frequencyChart({ ...fit, bins: [] })).toThrow(expect.objectContaining({ code: "empty" }));
    const broken = { ...fit, bins: [{ ...fit.bins[0]!, expected: Number.NaN }] };
    expect(() => frequencyChart(broken)).toThrow(expect.objectContaining({ path: "fit.bins[0].expected" }));
    expect(() => frequencyChart(null as never)).toThrow(expect.objectContaining({ code: "bad-option" }));
    expect(() => frequencyChart(fit, { language: "fr" as never })).toThrow(
      expect.objectContaining({ path: "options.language" }),
    );
  });
});

describe("holdoutChart", () => {
  const metrics = holdoutMetrics(bg, history);

  it("has the means of each group", () => {
    const { values } = holdoutChart(metrics).data;
    expect(values).toHaveLength(16);
    expect(values[1]).toEqual({ repeats: "0", series: "expected", purchases: metrics.byFrequency[0]!.expected });
    const last = metrics.byFrequency.at(-1)!;
    expect(values.at(-2)).toEqual({ repeats: `7–${last.to}`, series: "actual", purchases: last.actual });
  });

  it("thins many groups", () => {
    const byFrequency = Array.from({ length: 5000 }, (_, i) => ({
      from: i,
      to: i,
      customers: 1,
      expected: i / 2,
      actual: Math.sqrt(i),
    }));
    const chart = holdoutChart({ ...metrics, byFrequency });
    expect(pointsOf(chart)).toBeLessThanOrEqual(2000);
    expect(pointsOf(chart)).toBeGreaterThan(900);
    expect(chart.data.values.at(-1)).toMatchObject({ repeats: "4999" });
  });

  it("says it in a sentence", () => {
    const group = (from: number, to: number, actual: number, expected: number) => ({
      from,
      to,
      customers: 9,
      actual,
      expected,
    });
    const byFrequency = [group(0, 0, 0.237, 0.138), group(7, 29, 6.359, 6.403)];
    expect(holdoutChart({ ...metrics, byFrequency }).description).toBe(
      "In the 39 weeks after the split, customers with the fewest repeat purchases before it (0) made 0.24 each where the model expected 0.14, and those with the most (7–29) made 6.4 where it expected 6.4.",
    );
    expect(holdoutChart({ ...metrics, byFrequency }, { language: "zh" }).description).toBe(
      "检验期39周内，此前重复购买最少（0次）的客户平均购买0.24次，模型预期0.14次；此前最多（7–29次）的客户平均购买6.4次，模型预期6.4次。",
    );
    const one = { ...metrics, byFrequency: byFrequency.slice(0, 1), timeUnit: "opportunity", duration: 3 } as const;
    expect(holdoutChart(one).description).toBe(
      "In the 3 opportunities after the split the customers made 0.24 purchases each where the model expected 0.14.",
    );
    expect(holdoutChart(one, { language: "zh" }).title).toBe("检验期3次购买机会内的购买次数");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(holdoutChart(metrics), ["repeat purchases before the split", "purchases a customer"]);
    await expectGoodChart(holdoutChart(metrics, { language: "zh" }), ["校准期内重复购买次数", "每位客户购买次数"]);
    const one = { ...metrics, byFrequency: metrics.byFrequency.slice(0, 1) };
    await expectGoodChart(holdoutChart(one), ["actual"]);
  });

  it("refuses what are not metrics", () => {
    expect(() => holdoutChart({ ...metrics, byFrequency: [] })).toThrow(expect.objectContaining({ code: "empty" }));
    expect(() => holdoutChart({ ...metrics, timeUnit: "eon" as never })).toThrow(
      expect.objectContaining({ path: "metrics.timeUnit" }),
    );
    const broken = [{ ...metrics.byFrequency[0]!, actual: -1 }];
    expect(() => holdoutChart({ ...metrics, byFrequency: broken })).toThrow(
      expect.objectContaining({ path: "metrics.byFrequency[0].actual" }),
    );
  });
});

describe("compareModelsChart", () => {
  const comparison = compareTransactionModels(history);

  it("has the gap of each model, the lowest first", () => {
    const { values } = compareModelsChart(comparison).data;
    expect(values.map(({ model }) => model)).toEqual(comparison.models.map(({ label }) => label));
    expect(values[0]).toMatchObject({ gap: 0, chosen: 1 });
    expect(values[0]!["label"]).toMatch(/^0\.0, chosen, holdout error \d/);
    expect(values.find(({ chosen }) => chosen === 1)!["model"]).toBe(
      comparison.models.find(({ kind }) => kind === comparison.best)!.label,
    );
    const { bic, holdout } = comparison.models[1]!;
    const gap = bic - comparison.models[0]!.bic;
    expect(values[1]).toMatchObject({
      gap,
      label: `${gap.toFixed(1)}, holdout error ${holdout!.model.rootMeanSquaredError.toFixed(3)}`,
    });
  });

  it("says it in a sentence", () => {
    const [first, second] = comparison.models;
    const models = [
      { ...first!, label: "BG/NBD", bic: 19_206.1 },
      { ...second!, label: "Pareto/NBD", bic: 19_207.4 },
    ];
    expect(compareModelsChart({ ...comparison, models, best: first!.kind }).description).toBe(
      "Of 2 models BG/NBD is chosen, with a BIC of 19,206; the next by BIC, Pareto/NBD, is at 1.3 above the lowest.",
    );
    const worse = { ...comparison, models, best: second!.kind };
    expect(compareModelsChart(worse).description).toBe(
      "Of 2 models Pareto/NBD is chosen, with a BIC of 19,207, 1.3 above the lowest; the next by BIC, BG/NBD, is at 0.0 above the lowest.",
    );
    expect(compareModelsChart(worse, { language: "zh" }).description).toBe(
      "2个模型中选用Pareto/NBD，其 BIC 为 19,207，比最低者高 1.3；其余模型中 BIC 最低的是BG/NBD，比最低者高 0.0。",
    );
    const alone = { ...comparison, models: models.slice(0, 1), best: first!.kind };
    expect(compareModelsChart(alone).description).toBe("BG/NBD is the only model compared, with a BIC of 19,206.");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(compareModelsChart(comparison), ["BIC above the lowest", "0.0, chosen", "Pareto/NBD"]);
    await expectGoodChart(compareModelsChart(comparison, { language: "zh" }), ["与最低 BIC 之差", "0.0，选用"]);
    const { holdout: _, ...calibration } = history;
    const plain = compareTransactionModels(calibration, { kinds: ["bg-nbd"] });
    await expectGoodChart(compareModelsChart(plain), ["BG/NBD", "0.0, chosen"]);
  });

  it("refuses what is not a comparison", () => {
    expect(() => compareModelsChart({ ...comparison, models: [] })).toThrow(expect.objectContaining({ code: "empty" }));
    expect(() => compareModelsChart({ ...comparison, best: "none" as never })).toThrow(
      expect.objectContaining({ path: "comparison.best" }),
    );
  });
});

describe("isoValueChart", () => {
  const curves = isoValueCurves(pareto, options);
  const labels = (chart: Chart) => chart.data.values.map(({ label }) => label).filter((label) => label !== null);

  it("has the points of the curves, each curve with a label", () => {
    const chart = isoValueChart(curves);
    const points = curves.curves.reduce((sum, { recency }) => sum + recency.length, 0);
    expect(chart.data.values).toHaveLength(points);
    expect(labels(chart).sort()).toEqual(curves.curves.map(({ level }) => `${level}`).sort());
    expect(pointsOf(chart)).toBe(points + curves.turningPoints.length);
    for (const { level, label, frequency } of chart.data.values) {
      if (label === null) continue;
      const own = curves.curves.find((curve) => curve.level === level)!;
      expect(frequency).toBe(Math.min(...own.frequency));
    }
  });

  it("thins long curves", () => {
    const levels = Array.from({ length: 40 }, (_, i) => 0.5 * (i + 1));
    const fine = isoValueCurves(pareto, { ...options, maxFrequency: 60, recencySteps: 1000, levels });
    expect(fine.curves.reduce((sum, { recency }) => sum + recency.length, 0)).toBeGreaterThan(2000);
    expect(pointsOf(isoValueChart(fine))).toBeLessThanOrEqual(2000);
    const many = Array.from({ length: 800 }, (_, i) => ({
      level: i,
      frequency: [1, 2],
      recency: [1, 2],
      bendsBack: false,
    }));
    expect(labels(isoValueChart({ ...curves, curves: many }))).toHaveLength(533);
  });

  it("says it in a sentence", () => {
    const turn = curves.turningPoints[Math.floor(curves.turningPoints.length / 2)]!;
    const recency = Math.round(turn.recency);
    const text = isoValueChart(curves).description;
    expect(text).toMatch(
      new RegExp(
        `^Of the customers who came 78 weeks ago and bought last ${recency} weeks after that, those with ${turn.frequency} repeat purchases? are worth most, [0-9.]+ discounted purchases; beyond the dashed line more purchases mean less value, with 14 of them [0-9.]+ discounted purchases\\.$`,
      ),
    );
    expect(isoValueChart(curves, { language: "zh" }).description).toMatch(/^首购已过78周.*次折现购买。$/);
    const loyal = isoValueCurves(nbd({ r: 0.385, alpha: 12.07, timeUnit: "week" }), options);
    expect(isoValueChart(loyal).description).toMatch(
      /^Customers who came 78 weeks ago are worth between 5\.74 and 59\.6 discounted purchases, the more/,
    );
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(isoValueChart(curves), ["time from first to last purchase, weeks", "repeat purchases", "20"]);
    await expectGoodChart(isoValueChart(curves, { language: "zh" }), [
      "首购至最近一次购买的时间（周）",
      "重复购买次数",
    ]);
    const donors = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783, opportunitiesPerYear: 1 });
    const gifts = isoValueCurves(donors, { age: 6, annualDiscountRate: 0.1, maxFrequency: 6 });
    await expectGoodChart(isoValueChart(gifts), ["opportunities"]);
    await expectGoodChart(isoValueChart(gifts, { language: "zh" }), ["（购买机会）"]);
  });

  it("refuses what are not curves", () => {
    expect(() => isoValueChart({ ...curves, curves: [] })).toThrow(
      expect.objectContaining({ code: "empty", path: "curves.curves" }),
    );
    expect(() => isoValueChart({ ...curves, values: [] })).toThrow(
      expect.objectContaining({ code: "length-mismatch" }),
    );
    const broken = [{ ...curves.curves[0]!, recency: [1] }];
    expect(() => isoValueChart({ ...curves, curves: broken })).toThrow(
      expect.objectContaining({ path: "curves.curves[0].recency" }),
    );
  });
});
