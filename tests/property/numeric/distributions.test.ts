import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaCdf,
  betaQuantile,
  betaSurvival,
  chiSquareCdf,
  chiSquareQuantile,
  chiSquareSurvival,
  fCdf,
  fQuantile,
  fSurvival,
  gammaCdf,
  gammaQuantile,
  gammaSurvival,
  normalCdf,
  normalQuantile,
  normalSurvival,
  studentTCdf,
  studentTQuantile,
  studentTSurvival,
} from "../../../src/numeric/distributions.ts";

const seed = { seed: 20261122 };
const scale = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);

type Function3 = (x: number, first: number, second: number) => number;
interface Family {
  readonly name: string;
  readonly cdf: Function3;
  readonly survival: Function3;
  readonly quantile: Function3;
}

const families: readonly Family[] = [
  { name: "normal", cdf: normalCdf, survival: normalSurvival, quantile: normalQuantile },
  { name: "Student t", cdf: studentTCdf, survival: studentTSurvival, quantile: studentTQuantile },
  { name: "chi-square", cdf: chiSquareCdf, survival: chiSquareSurvival, quantile: chiSquareQuantile },
  { name: "F", cdf: fCdf, survival: fSurvival, quantile: fQuantile },
  { name: "beta", cdf: betaCdf, survival: betaSurvival, quantile: betaQuantile },
  { name: "gamma", cdf: gammaCdf, survival: gammaSurvival, quantile: gammaQuantile },
];

describe.each(families)("$name distribution", ({ cdf, survival, quantile }) => {
  it("has a quantile that its distribution function undoes", () => {
    fc.assert(
      fc.property(scale(-1, 4), scale(-1, 4), scale(-20, -0.0001), (first, second, p) => {
        const x = quantile(p, first, second);
        // Where a double cannot tell x from the end of the support, p is not determined either.
        if (Math.abs(x) < 1e-290 || (cdf === betaCdf && x > 0.999)) return;
        const slack = 1e-12 + 1e-14 * (Math.sqrt(first) + Math.sqrt(second)) * (1 - Math.log(p));
        expect(Math.abs(cdf(x, first, second) - p)).toBeLessThanOrEqual(slack * p);
      }),
      seed,
    );
  });

  it("has tails that complement each other and quantiles that rise", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(scale(-3, 6), scale(-3, 6), scale(-100, 100), unit, unit, (first, second, x, p, other) => {
        for (const argument of [x, -x])
          expect(cdf(argument, first, second) + survival(argument, first, second)).toBeCloseTo(1, 11);
        const [low, high] = [Math.min(p, other), Math.max(p, other)];
        const [from, to] = [quantile(low, first, second), quantile(high, first, second)];
        expect(from).not.toBeNaN();
        expect(to).not.toBeNaN();
        expect(from > to && from - to > 1e-10 * Math.abs(to)).toBe(false);
      }),
      seed,
    );
  });
});

describe("relations between the distributions", () => {
  it("the normal and t are symmetric", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), scale(-2, 6), (x, df) => {
        expect(normalCdf(x)).toBe(normalSurvival(-x));
        expect(studentTCdf(x, df)).toBe(studentTSurvival(-x, df));
      }),
      seed,
    );
  });

  it("F(1, n) is the square of t(n), and chi-square(1) of the normal", () => {
    fc.assert(
      fc.property(scale(-3, 1), scale(-1, 4), (t, df) => {
        expect(fSurvival(t * t, 1, df) / (2 * studentTSurvival(t, df))).toBeCloseTo(1, 11);
        expect(chiSquareSurvival(t * t, 1) / (2 * normalSurvival(t))).toBeCloseTo(1, 11);
      }),
      seed,
    );
  });

  it("t tends to the normal", () => {
    for (const p of [1e-6, 0.02, 0.3, 0.8]) expect(studentTQuantile(p, 1e9) / normalQuantile(p)).toBeCloseTo(1, 7);
  });
});
