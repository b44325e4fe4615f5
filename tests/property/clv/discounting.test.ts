/** Discounting at the edges of the parameters, where the fits themselves end on a ridge. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bgNbd, discountedExpectedTransactions, expectedTransactions, newCustomer } from "../../../src/clv/index.ts";

const magnitude = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true }).map((e) => 10 ** e);
const extremes = fc.record({
  r: magnitude(-2, 12),
  meanRate: magnitude(-4, 2),
  a: magnitude(-3, 5),
  b: magnitude(-3, 5),
});

test("a finite horizon is worth at most forever, more horizon is more, and far enough is forever", () => {
  fc.assert(
    fc.property(extremes, fc.double({ min: 0.001, max: 1, noNaN: true }), (parameters, annualDiscountRate) => {
      const { r, meanRate, a, b } = parameters;
      const model = bgNbd({ r, alpha: r / meanRate, a, b, timeUnit: "week" });
      const worth = (horizon?: number) =>
        discountedExpectedTransactions(model, newCustomer(), { annualDiscountRate, horizon });
      const forever = worth();
      let before = 0;
      for (const horizon of [1, 39, 156, 2000, 1e5]) {
        const within = worth(horizon);
        expect(within).toBeGreaterThanOrEqual(before * (1 - 1e-10));
        expect(within).toBeLessThanOrEqual(forever * (1 + 1e-10));
        expect(within).toBeLessThanOrEqual(expectedTransactions(model, newCustomer(), { horizon }) * (1 + 1e-10));
        before = within;
      }
      // 45 discount lengths ahead nothing is left.
      const far = 45 / (Math.log1p(annualDiscountRate) / (365.25 / 7));
      expect(Math.abs(worth(far) / forever - 1)).toBeLessThan(1e-10);
    }),
    { seed: 20_261_122, numRuns: 60 },
  );
});

test("the Poisson limit has the value of the limit, however large r is", () => {
  const worth = (r: number, horizon?: number) =>
    discountedExpectedTransactions(bgNbd({ r, alpha: r / 2, a: 3, b: 2.4, timeUnit: "week" }), newCustomer(), {
      annualDiscountRate: 0.1,
      horizon,
    });
  for (const horizon of [156, 1e5, undefined]) {
    const limit = worth(1e13, horizon);
    for (const r of [1e15, 1e25, 1e80, 1e140]) expect(worth(r, horizon) / limit).toBeCloseTo(1, 10);
  }
});
