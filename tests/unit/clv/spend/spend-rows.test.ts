import { describe, expect, test } from "vitest";
import {
  bgNbd,
  customerLifetimeValue,
  expectedSpend,
  fitGammaGamma,
  gammaGamma,
  medianSpend,
  type PurchaseHistory,
  predictionInterval,
  summarizeTransactionColumns,
} from "../../../../src/clv/index.ts";

const transactions = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const spend = gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
const options = { annualDiscountRate: 0.1, margin: 0.3, horizon: 52 };

describe("a customer who returned more than was bought again", () => {
  const log = {
    customer: ["A", "A", "A", "B", "B", "C", "C", "D", "D", "D"],
    day: [0, 20, 30, 0, 25, 0, 40, 5, 50, 60],
    amount: [50, 20, -90, 30, 35, 60, 44, 10, 12, 9],
  };
  const history = summarizeTransactionColumns(log, { timeUnit: "week", observedUntil: 100, returns: "net" });
  const zeroed: PurchaseHistory = {
    ...history,
    meanSpend: Array.from(history.meanSpend!, (mean) => Math.max(0, mean)),
  };

  test("is in the history with a mean below 0", () => {
    expect(history.meanSpend![0]).toBe(-70);
    expect(history.warnings!.find(({ code }) => code === "non-positive-mean-spend")!.count).toBe(1);
  });

  test("counts as one whose repeat purchases brought 0, and stops nobody else from being scored", () => {
    const fit = fitGammaGamma({ ...history, meanSpend: history.meanSpend! });
    for (const model of [fit, spend]) {
      expect(expectedSpend(model, history)).toEqual(expectedSpend(model, zeroed));
      expect(medianSpend(model, history)).toEqual(medianSpend(model, zeroed));
    }
    const one = { frequency: 1, recency: 3, age: 14, meanSpend: -70 };
    expect(expectedSpend(spend, one)).toBe(expectedSpend(spend, { ...one, meanSpend: 0 }));
  });

  test("is counted in the warnings of a value", () => {
    const value = customerLifetimeValue({ transactions, spend }, history, options);
    expect(value.values).toEqual(customerLifetimeValue({ transactions, spend }, zeroed, options).values);
    expect(value.warnings.find(({ code }) => code === "negative-mean-spend")!.count).toBe(1);
    const codes = customerLifetimeValue({ transactions, spend }, zeroed, options).warnings.map(({ code }) => code);
    expect(codes).not.toContain("negative-mean-spend");
    const one = { frequency: 1, recency: 3, age: 14, meanSpend: -70 };
    const single = customerLifetimeValue({ transactions, spend }, one, options);
    expect(single.warnings.map(({ code }) => code)).toEqual(["negative-mean-spend"]);
  });

  test("has outcomes, too", () => {
    const draws = { models: [{ transactions, spend }], method: "posterior", seed: 1, warnings: [] } as const;
    const total = (data: PurchaseHistory) =>
      predictionInterval(draws, (models) => customerLifetimeValue(models, data, options).total, { outcome: true }).mean;
    expect(total(history)).toBe(total(zeroed));
  });
});

describe("spend of all purchases, the first one included", () => {
  const log = { customer: ["A", "A", "A", "B"], day: [0, 20, 30, 0], amount: [10, 20, 25, 900] };
  const all = { timeUnit: "week", observedUntil: 100, spendOf: "all" } as const;
  const history = summarizeTransactionColumns(log, all);

  test("scores a customer alone as in the column", () => {
    const column = expectedSpend(spend, history);
    const medians = medianSpend(spend, history);
    const values = customerLifetimeValue({ transactions, spend }, history, options).values;
    for (const i of [0, 1]) {
      const customer = {
        frequency: history.frequency[i]!,
        recency: history.recency[i]!,
        age: history.age[i]!,
        meanSpend: history.meanSpend[i]!,
        spendCount: history.spendCount![i]!,
      };
      expect(expectedSpend(spend, customer)).toBe(column[i]);
      expect(medianSpend(spend, customer)).toBe(medians[i]);
      expect(customerLifetimeValue({ transactions, spend }, customer, options).values).toBe(values[i]);
    }
    expect(() => expectedSpend(spend, { frequency: 0, recency: 0, age: 9, spendCount: 1 })).toThrow(
      expect.objectContaining({ code: "insufficient-data", path: "customer.meanSpend" }),
    );
    expect(() => expectedSpend(spend, { frequency: 0, recency: 0, age: 9, meanSpend: 3, spendCount: 0.5 })).toThrow(
      expect.objectContaining({ code: "out-of-range", path: "customer.spendCount" }),
    );
  });

  test("has no customer without spend to speak of", () => {
    const { warnings } = fitGammaGamma(history);
    expect(warnings.map(({ code }) => code)).not.toContain("without-spend");
    const roster = summarizeTransactionColumns(log, { ...all, roster: [{ customer: "N", acquired: 0 }] });
    const without = fitGammaGamma(roster).warnings.find(({ code }) => code === "without-spend")!;
    expect(without.count).toBe(1);
    expect(without.message).not.toContain("repeat");
  });

  test("is compared with frequency over everybody who spent", () => {
    // Among repeat buyers spend is constant; those who bought once spend far more.
    const customer = Array.from({ length: 60 }, (_, c) => c);
    const twice = customer.filter((c) => c % 2 === 0);
    const columns = {
      customer: [...customer, ...twice, ...twice],
      day: [...customer.map(() => 0), ...twice.map(() => 10), ...twice.map(() => 20)],
      amount: [...customer.map((c) => (c % 2 === 0 ? 10 : 90)), ...twice.map(() => 10), ...twice.map(() => 10)],
    };
    const codes = (spendOf: "all" | "repeats") =>
      summarizeTransactionColumns(columns, { ...all, spendOf }).warnings!.map(({ code }) => code);
    expect(codes("all")).toContain("spend-frequency-correlation");
    expect(codes("repeats")).not.toContain("spend-frequency-correlation");
  });
});
