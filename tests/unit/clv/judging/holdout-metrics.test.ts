import { describe, expect, test } from "vitest";
import {
  bgNbd,
  fitBgNbd,
  fitMbgNbd,
  fitParetoNbd,
  holdoutMetrics,
  nbd,
  selectRows,
  simulateCohort,
} from "../../../../src/clv/index.ts";
import { agreement } from "../../../../src/statistics/agreement.ts";
import { cdnowSample } from "../../../cdnow-sample.ts";
import { describeReference } from "../../../reference-data.ts";
import { reproduces } from "../../../validation.ts";

const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const { history } = simulateCohort(truth, { customers: 1500, age: 39, holdout: 39, seed: 7 });

describe("agreement", () => {
  test("by hand", () => {
    const result = agreement([1, 2, 3, 4], [2, 2, 5, 3]);
    expect(result.meanAbsoluteError).toBe(1);
    expect(result.rootMeanSquaredError).toBeCloseTo(Math.sqrt(6 / 4), 15);
    expect(result.bias).toBeCloseTo(10 / 12 - 1, 15);
    // Ranks of the second column: 1.5, 1.5, 4, 3.
    expect(result.rankCorrelation).toBeCloseTo(3.5 / Math.sqrt(5 * 4.5), 14);
    expect(result.calibrationSlope).toBeCloseTo(3 / 5, 14);
  });

  test("weights are repeated rows; what does not exist is null", () => {
    const [x, y] = [
      [1, 5, 2, 2],
      [0, 3, 1, 4],
    ];
    const repeated = agreement([1, 5, 5, 2, 2, 2], [0, 3, 3, 1, 4, 4]);
    const weighted = agreement(x!, y!, [1, 2, 1, 2]);
    for (const [name, value] of Object.entries(repeated)) {
      expect((weighted as unknown as Record<string, number>)[name], name).toBeCloseTo(value as number, 13);
    }
    expect(agreement([1, 1], [0, 0])).toMatchObject({ bias: null, correlation: null, calibrationSlope: null });
  });
});

describe("holdoutMetrics", () => {
  const metrics = holdoutMetrics(truth, history);

  test("groups hold everybody and their purchases", () => {
    for (const groups of [metrics.byFrequency, metrics.byRecency]) {
      const sum = (entry: "expected" | "actual") =>
        groups.reduce((total, group) => total + group.customers * group[entry], 0);
      expect(groups.reduce((total, { customers }) => total + customers, 0)).toBe(1500);
      expect(sum("actual")).toBeCloseTo(metrics.actual, 8);
      expect(sum("expected")).toBeCloseTo(metrics.model.expected, 8);
    }
  });

  test("intervals of the true model hold what happens, those of a model that knows less of customers do so by being wider", () => {
    expect(metrics.intervals.customers).toBe(1500);
    expect(metrics.intervals.coverage).toBeGreaterThan(0.9);
    expect(metrics.intervals.coverage).toBeLessThan(0.98);
    const doubled = holdoutMetrics(truth, { ...history, weight: new Float64Array(1500).fill(2) });
    expect(doubled.intervals).toEqual({ ...metrics.intervals, customers: 3000 });
    const late = {
      ...history,
      holdout: { ...history.holdout!, frequency: history.holdout!.frequency.map((x) => 3 * x + 5) },
    };
    expect(holdoutMetrics(truth, late as never).intervals.coverage).toBeLessThan(0.3);
    // By hand: a Poisson count of mean 2 has its 5 % and 95 % points at 0 and 5.
    const poisson = nbd({ r: 1e9, alpha: 1e9, timeUnit: "week" });
    const three = {
      frequency: [0, 0, 0],
      recency: [0, 0, 0],
      age: [1, 1, 1],
      timeUnit: "week",
      holdout: { duration: 2, frequency: [0, 5, 6] },
    } as const;
    expect(holdoutMetrics(poisson, three).intervals).toEqual({
      level: 0.9,
      coverage: 2 / 3,
      meanWidth: 5,
      customers: 3,
    });
  });

  test("the Gini coefficient is 1 for the best order, and by hand", () => {
    const gini = (frequency: readonly number[], actual: readonly number[]) =>
      holdoutMetrics(nbd({ r: 1, alpha: 10, timeUnit: "week" }), {
        frequency,
        recency: frequency.map((x) => Math.min(x, 5)),
        age: frequency.map(() => 10),
        timeUnit: "week",
        holdout: { duration: 10, frequency: actual },
      }).model.gini;
    expect(gini([4, 3, 2, 0], [7, 3, 1, 0])).toBeCloseTo(1, 12);
    expect(gini([0, 2, 3, 4], [7, 3, 1, 0])).toBeCloseTo(-1, 12);
    expect(gini([1, 1, 1, 1], [7, 3, 1, 0])).toBeCloseTo(0, 12);
    expect(gini([1, 2, 3, 4], [2, 2, 2, 2])).toBeNull();
    // Gains of the order 3, 7, 1, 0 against 7, 3, 1, 0, in quarters: areas 0.5 (3 + 13 + 21 + 22) / 44 and (7 + 17 + 21 + 22) / 88, less a half.
    expect(gini([3, 4, 2, 0], [7, 3, 1, 0])).toBeCloseTo((59 / 88 - 0.5) / (67 / 88 - 0.5), 12);
  });

  test("the true model is calibrated and beats the rules of thumb", () => {
    const { model, benchmarks, activity } = metrics;
    expect(Math.abs(model.bias!)).toBeLessThan(0.06);
    expect(Math.abs(model.calibrationSlope! - 1)).toBeLessThan(0.1);
    expect(Math.abs(activity.expected / activity.actual - 1)).toBeLessThan(0.06);
    for (const rule of [benchmarks.pastRate, benchmarks.hiatus]) {
      expect(model.rootMeanSquaredError).toBeLessThan(rule.rootMeanSquaredError);
    }
    expect(activity.hitRate).toBeGreaterThan(activity.hiatusHitRate - 0.01);
    expect(model.topFifthShare!).toBeGreaterThan(0.4);
  });

  test("the order of the rows does not matter, weights are repeated rows", () => {
    const few = selectRows(
      history,
      Array.from({ length: 60 }, (_, i) => i),
    );
    const twice = selectRows(
      few,
      Array.from({ length: 120 }, (_, i) => (119 - i) % 60),
    );
    const doubled = holdoutMetrics(truth, twice);
    const weighted = holdoutMetrics(truth, { ...few, weight: new Float64Array(60).fill(2) });
    expect(weighted.model.rootMeanSquaredError).toBeCloseTo(doubled.model.rootMeanSquaredError, 12);
    expect(weighted.model.topFifthShare).toBeCloseTo(doubled.model.topFifthShare!, 12);
    expect(weighted.byRecency.map(({ actual }) => actual)).toEqual(doubled.byRecency.map(({ actual }) => actual));
    expect(weighted.activity.hitRate).toBeCloseTo(doubled.activity.hitRate, 14);
  });

  test("wrong calls say what is wrong", () => {
    const { holdout: _, ...without } = history;
    const wrong = (code: string, data: object, options?: object) =>
      expect(() => holdoutMetrics(truth, data as never, options)).toThrow(expect.objectContaining({ code }));
    wrong("insufficient-data", without);
    wrong("out-of-range", history, { hiatus: -1 });
    wrong("out-of-range", history, { maxFrequency: 0 });
    wrong("unit-mismatch", { ...history, timeUnit: "day" });
  });
});

describeReference("holdout of the CDNOW sample, 39 weeks", () => {
  test.each([
    ["Pareto/NBD", fitParetoNbd, [1665.51, 0.7545, 1.6028, 0.6302]],
    ["BG/NBD", fitBgNbd, [1653.41, 0.7855, 1.608, 0.6256]],
    ["MBG/NBD", fitMbgNbd, [1576.73, 0.7648, 1.6072, 0.6273]],
  ] as const)("%s", (label, fitter, [total, absolute, squared, correlation]) => {
    const sample = cdnowSample();
    const { model, byFrequency, actual } = holdoutMetrics(fitter(sample), sample);
    expect(actual).toBe(1882);
    const figures = [
      ["total", model.expected, total, 6e-3],
      ["mean absolute error", model.meanAbsoluteError, absolute, 6e-5],
      ["root mean squared error", model.rootMeanSquaredError, squared, 6e-5],
      ["correlation", model.correlation!, correlation, 6e-5],
    ] as const;
    for (const [name, value, expected, tolerance] of figures) {
      reproduces(
        {
          area: "clv",
          figure: `${label}, holdout of the CDNOW sample: ${name}`,
          source: "recomputed from the public file with independent code",
          expected,
          tolerance,
          absolute: true,
        },
        value,
      );
    }
    if (label !== "Pareto/NBD") return;
    const means = [0.138, 0.599, 1.196, 1.714, 2.398, 2.907, 3.819, 6.403];
    const actuals = [0.237, 0.697, 1.393, 1.56, 2.532, 2.947, 3.862, 6.359];
    byFrequency.forEach((group, x) => {
      expect(Math.abs(group.expected - means[x]!)).toBeLessThan(6e-4);
      expect(Math.abs(group.actual - actuals[x]!)).toBeLessThan(6e-4);
    });
  });
});
