import { describe, expect, test } from "vitest";
import { bgCnbdK, fitBgCnbdK, gapRegularity, mbgCnbdK, parseModel, simulateCohort } from "../../../../src/clv/index.ts";
import { modelSchema } from "../../../../src/schema/index.ts";

describe("regularity of purchases", () => {
  test.each([1, 2, 4, 12])("k = %d is found again, by either method and by the fit", (k) => {
    const truth = mbgCnbdK({ k, r: 2, alpha: 1.5 / k, a: 0.8, b: 6, timeUnit: "week" });
    const { history, transactions } = simulateCohort(truth, { customers: 3000, age: 78, seed: 20_261_122 });
    const last = gapRegularity(transactions);
    expect(last.method).toBe("last-two-gaps");
    expect(last.lower).toBeLessThan(k * 1.05);
    expect(last.upper).toBeGreaterThan(k * 0.95);
    const all = gapRegularity(history);
    expect(all.method).toBe("all-gaps");
    expect(all.customers).toBeGreaterThan(1000);
    // Few gaps a customer and the end of observation cut off long ones: a little biased, and narrow.
    expect(Math.abs(all.k / k - 1)).toBeLessThan(0.15);
    expect(all.upper! - all.lower).toBeLessThan(last.upper! - last.lower);
    for (const { pValue, message, messageZh } of [last, all]) {
      if (k > 1) expect(pValue).toBeLessThan(0.001);
      expect(message).toMatch(k > 1 ? /fitBgCnbdK/ : /BG\/NBD|bursts|regularity/);
      expect(messageZh).toMatch(/^k 约为/);
    }
    expect(fitBgCnbdK(history, { modified: true }).model.k).toBe(k);
  });

  test("the estimate by hand: M = 1/2, 1/3, 9/10", () => {
    const customer = [1, 1, 1, 2, 2, 2, 3, 3, 3, 4];
    const time = [0, 1, 2, 6, 0, 4, 0, 1, 10, 3];
    const found = gapRegularity({ customer, time });
    const mean = (0 + (1 / 3 - 0.5) ** 2 + 0.4 ** 2) / 3;
    expect(found.customers).toBe(3);
    expect(found.k).toBeCloseTo((1 - 4 * mean) / (8 * mean), 12);
  });

  test("no answer where there is none", () => {
    expect(() => gapRegularity({ customer: [1, 1, 1], time: [0, 1, 3] })).toThrow(/three purchases/);
    const clock = { customer: [1, 1, 1, 2, 2, 2], time: [0, 7, 14, 3, 10, 17] };
    expect(() => gapRegularity(clock)).toThrow(expect.objectContaining({ code: "zero-variance" }));
    const columns = { frequency: [2, 3], recency: [14, 21], age: [20, 30], timeUnit: "day" } as const;
    expect(() => gapRegularity(columns)).toThrow(/logGapSum/);
    const logGapSum = [2 * Math.log(7), 3 * Math.log(7)];
    expect(() => gapRegularity({ ...columns, logGapSum })).toThrow(expect.objectContaining({ code: "zero-variance" }));
    expect(() => gapRegularity({ customer: [1], time: [1, 2] })).toThrow(/data.customer/);
  });
});

describe("k as part of a model", () => {
  const parameters = { r: 0.8, alpha: 2, a: 0.8, b: 3, timeUnit: "week" } as const;
  test("whole, from 1 on, stored and read", () => {
    for (const make of [bgCnbdK, mbgCnbdK]) {
      for (const k of [0, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => make({ ...parameters, k })).toThrow(/\.k/);
      const model = make({ ...parameters, k: 3 });
      const stored = JSON.parse(JSON.stringify(model));
      expect(parseModel(stored)).toEqual(model);
      expect(modelSchema.safeParse(stored).success).toBe(true);
      expect(modelSchema.safeParse({ ...stored, k: 1.5 }).success).toBe(false);
    }
  });

  test("customers by the clock are told so", () => {
    const truth = bgCnbdK({ k: 40, r: 3, alpha: 0.05, a: 0.8, b: 6, timeUnit: "week" });
    const { history } = simulateCohort(truth, { customers: 400, age: 78, seed: 5 });
    const fit = fitBgCnbdK(history);
    expect(fit.model.k).toBe(12);
    expect(fit.warnings.map(({ code }) => code)).toContain("very-regular");
    expect(fitBgCnbdK(history, { k: 40 }).logLikelihood).toBeGreaterThan(fit.logLikelihood);
  });
});
