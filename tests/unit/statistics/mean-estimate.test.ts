import { describe, expect, it } from "vitest";
import { meanEstimate, sampleMean } from "../../../src/statistics/mean-estimate.ts";

function estimate(values: readonly number[], level = 0.95) {
  return meanEstimate(Float64Array.from(values), level);
}

describe("meanEstimate", () => {
  it("gives R's t.test", () => {
    const found = estimate([5, 4, 4, 3, 5, 2, 4, 5, 1, 4])!;
    expect(found.mean).toBeCloseTo(3.7, 14);
    expect(found.standardDeviation).toBeCloseTo(1.3374935098492586, 13);
    expect(found.standardError).toBeCloseTo(1.3374935098492586 / Math.sqrt(10), 13);
    expect(found.lower).toBeCloseTo(2.7432147810383896, 12);
    expect(found.upper).toBeCloseTo(4.6567852189616108, 12);
    expect(found.t).toBeCloseTo(8.7480255092540169, 11);
    expect(found.pValue! / 1.0764229865058324e-5).toBeCloseTo(1, 10);
  });

  it("keeps its digits far from 0", () => {
    const near = estimate([1, 2, 4])!;
    const far = estimate([1e9 + 1, 1e9 + 2, 1e9 + 4])!;
    expect(far.standardDeviation).toBeCloseTo(near.standardDeviation!, 12);
    expect(far.mean - 1e9).toBeCloseTo(7 / 3, 6);
  });

  it("has null where there is nothing to say", () => {
    expect(estimate([])).toBeNull();
    const one = { standardDeviation: null, standardError: null, lower: null, upper: null, t: null, pValue: null };
    expect(estimate([3])).toEqual({ mean: 3, n: 1, ...one });
    // Three times 0.1 leaves no rounding.
    const same = estimate([0.1, 0.1, 0.1])!;
    expect(same).toEqual({
      mean: 0.1,
      n: 3,
      standardDeviation: 0,
      standardError: 0,
      lower: 0.1,
      upper: 0.1,
      t: null,
      pValue: null,
    });
  });
});

describe("sampleMean", () => {
  it("with equal weights is the plain estimate", () => {
    const values = Float64Array.from([5, 4, 4, 3, 5, 2, 4, 5, 1, 4]);
    const { t, pValue, ...plain } = meanEstimate(values, 0.9)!;
    expect([t, pValue]).not.toContain(null);
    const weighted = sampleMean(values, new Float64Array(10).fill(1), 0.9);
    expect(weighted).toEqual({ ...plain, effectiveN: 10, designEffect: 1 });
  });

  it("of numbers whose squares overflow is finite", () => {
    const { mean, standardDeviation } = sampleMean(Float64Array.of(1e300, -1e300), Float64Array.of(1, 1), 0.95);
    expect([mean, standardDeviation! / 1e300]).toEqual([0, Math.SQRT2]);
  });
});
