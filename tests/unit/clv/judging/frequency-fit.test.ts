import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgNbd,
  fitBgNbd,
  fitParetoNbd,
  frequencyFit,
  newCustomer,
  type PurchaseHistory,
  selectRows,
  simulateCohort,
  transactionProbability,
} from "../../../../src/clv/index.ts";
import { cdnowSample } from "../../../cdnow-sample.ts";
import { describeReference } from "../../../reference-data.ts";
import { reproduces } from "../../../validation.ts";

const model = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const history = {
  frequency: [0, 2, 0, 1, 9, 3],
  recency: [0, 30, 0, 4, 38, 12],
  age: [39, 39, 38, 39, 39, 20],
  timeUnit: "week",
} as const satisfies PurchaseHistory;

describe("frequencyFit", () => {
  test("sums the chances of customers of their own age", () => {
    const { customers, bins, degreesOfFreedom } = frequencyFit(model, history, { maxFrequency: 6 });
    expect(customers).toBe(6);
    expect(bins.map(({ actual }) => actual)).toEqual([2, 1, 1, 1, 0, 0, 1]);
    expect(bins.map(({ open }) => open)).toEqual([false, false, false, false, false, false, true]);
    for (const { frequency, open, expected } of bins) {
      if (open) continue;
      const sum = history.age.reduce(
        (total, horizon) => total + transactionProbability(model, newCustomer(), { count: frequency, horizon }),
        0,
      );
      expect(expected).toBeCloseTo(sum, 13);
    }
    expect(bins.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(6, 13);
    expect(degreesOfFreedom).toBe(2);
  });

  test("tests what is left after the estimated parameters", () => {
    const fitted = frequencyFit(model, history);
    const judged = frequencyFit({ model }, history, { estimatedParameters: 0 });
    const statistic = fitted.bins.reduce((sum, { actual, expected }) => sum + (actual - expected) ** 2 / expected, 0);
    expect(fitted.chiSquare).toBeCloseTo(statistic, 12);
    expect(judged.chiSquare).toBe(fitted.chiSquare);
    expect([fitted.degreesOfFreedom, judged.degreesOfFreedom]).toEqual([3, 7]);
    expect(judged.pValue!).toBeGreaterThan(fitted.pValue!);
    expect(frequencyFit(model, history, { maxFrequency: 4 })).toMatchObject({ degreesOfFreedom: null, pValue: null });
    expect(fitted.warnings).toMatchObject([{ code: "few-expected", count: 8 }]);
  });

  test("weights are repeated rows", () => {
    const repeated = frequencyFit(model, selectRows(history, [0, 1, 1, 1, 2, 3, 4, 5, 5]));
    const weighted = frequencyFit(model, { ...history, weight: [1, 3, 1, 1, 1, 2] });
    expect(weighted.customers).toBe(9);
    repeated.bins.forEach((bin, i) => {
      expect(weighted.bins[i]!.actual).toBe(bin.actual);
      expect(weighted.bins[i]!.expected).toBeCloseTo(bin.expected, 13);
    });
  });

  test("the true model passes, a wrong one does not", () => {
    const { history: drawn } = simulateCohort(model, { customers: 20_000, age: 39, seed: 3 });
    const truth = frequencyFit(model, drawn, { estimatedParameters: 0 });
    expect(truth.warnings).toEqual([]);
    expect(truth.pValue!).toBeGreaterThan(0.01);
    const wrong = frequencyFit(bgNbd({ ...model, r: 0.9 }), drawn, { estimatedParameters: 0 });
    expect(wrong.pValue!).toBeLessThan(1e-6);
  });

  test("bins in which nobody can be: no statistic, and a warning", () => {
    const never = bgNbd({ r: 1e-9, alpha: 1e9, a: 1, b: 1, timeUnit: "week" });
    const { chiSquare, pValue, warnings } = frequencyFit(
      never,
      { ...history, frequency: [0, 500, 0, 1, 9, 3] },
      {
        maxFrequency: 400,
      },
    );
    expect([chiSquare, pValue]).toEqual([null, null]);
    expect(warnings.map(({ code }) => code)).toEqual(["few-expected"]);
  });

  test("opportunities", () => {
    const { bins } = frequencyFit(
      bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8, opportunitiesPerYear: 1 }),
      { frequency: [0, 2, 6], recency: [0, 4, 6], age: [6, 6, 6], timeUnit: "opportunity", opportunitiesPerYear: 1 },
      { maxFrequency: 8 },
    );
    expect(bins.reduce((sum, { expected }) => sum + expected, 0)).toBeCloseTo(3, 12);
    expect(bins.at(-1)!.expected).toBeCloseTo(0, 12);
  });

  test("refuses wrong calls", () => {
    const refuses = (options: object, code: string, path: string) =>
      expect(() => frequencyFit(model, history, options)).toThrow(expect.objectContaining({ code, path }));
    refuses({ maxFrequency: 0 }, "out-of-range", "options.maxFrequency");
    refuses({ maxFrequency: 501 }, "out-of-range", "options.maxFrequency");
    refuses({ estimatedParameters: 1.5 }, "out-of-range", "options.estimatedParameters");
    expect(() => frequencyFit(model, { ...history, timeUnit: "day" })).toThrow(
      expect.objectContaining({ code: "unit-mismatch" }),
    );
    expect(() => frequencyFit({} as never, history)).toThrow(expect.objectContaining({ code: "unknown-kind" }));
  });
});

describeReference("repeat purchases in 39 weeks of the CDNOW sample", () => {
  const source = "Fader, Hardie & Lee (2005), Marketing Science 24(2), figure 2";
  const sample = cdnowSample();

  test("BG/NBD: chi-square 4.82 with 3 degrees of freedom", () => {
    const { chiSquare, degreesOfFreedom, bins } = frequencyFit(fitBgNbd(sample), sample);
    expect(bins.map(({ actual }) => actual)).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expect(degreesOfFreedom).toBe(3);
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD, CDNOW sample: chi-square of the frequencies",
        source,
        expected: 4.82,
        tolerance: 0.005,
        absolute: true,
      },
      chiSquare!,
    );
  });

  test("Pareto/NBD: chi-square 11.99", () => {
    const { chiSquare, pValue } = frequencyFit(fitParetoNbd(sample), sample);
    expect(pValue).toBeCloseTo(0.0074, 4);
    reproduces(
      {
        area: "clv",
        figure: "Pareto/NBD, CDNOW sample: chi-square of the frequencies",
        source,
        expected: 11.99,
        tolerance: 0.005,
        absolute: true,
      },
      chiSquare!,
    );
  });
});
