import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { erf, erfc, scaledErfc } from "../../../src/numeric/error-function.ts";
import {
  digamma,
  digammaDifference,
  logBeta,
  logBetaDifference,
  logGamma,
  logGammaDifference,
  trigamma,
  trigammaDifference,
} from "../../../src/numeric/gamma-functions.ts";
import {
  inverseRegularizedBetaLogit,
  regularizedBeta,
  regularizedBetaComplement,
} from "../../../src/numeric/incomplete-beta.ts";
import {
  inverseRegularizedGammaP,
  regularizedGammaP,
  regularizedGammaQ,
} from "../../../src/numeric/incomplete-gamma.ts";
import { logAddExp, logSumExp } from "../../../src/numeric/logarithms.ts";

const seed = { seed: 20261122 };

/** Positive numbers whose logarithm is uniform. */
const scale = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: low, max: high, noNaN: true }).map((exponent) => 10 ** exponent);
const shape = scale(-8, 8);
const unit = fc.double({ min: 0, max: 1, noNaN: true });

const near = (got: number, expected: number, tolerance: number, size: number = Math.abs(expected)): void =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * size);

describe("gamma functions", () => {
  it("obey their recurrences", () => {
    fc.assert(
      fc.property(shape, (x) => {
        // x + 1 is rounded: what that moves is no error of the function.
        const moved = 1e-16 * (x + 1);
        const size = Math.abs(logGamma(x)) + Math.abs(Math.log(x)) + moved * Math.abs(digamma(x + 1)) * 1e14;
        near(logGamma(x + 1), logGamma(x) + Math.log(x), 1e-14, size + 1);
        near(digamma(x + 1), digamma(x) + 1 / x, 1e-14, Math.abs(digamma(x)) + 1 / x + 1);
        near(trigamma(x + 1), trigamma(x) - 1 / x / x, 1e-14, trigamma(x) + 1 / x / x + 1);
      }),
      seed,
    );
  });

  it("differences add up over consecutive steps", () => {
    fc.assert(
      fc.property(scale(-3, 6), fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (a, m, n) => {
        const size = Math.abs(logGammaDifference(a, m)) + Math.abs(logGammaDifference(a + m, n)) + 1;
        near(logGammaDifference(a, m + n), logGammaDifference(a, m) + logGammaDifference(a + m, n), 1e-13, size);
        near(digammaDifference(a, m + n), digammaDifference(a, m) + digammaDifference(a + m, n), 1e-13);
        near(trigammaDifference(a, m + n), trigammaDifference(a, m) + trigammaDifference(a + m, n), 1e-13);
      }),
      seed,
    );
  });

  it("the difference of log-betas is the sum over trials, and additive", () => {
    fc.assert(
      fc.property(shape, shape, fc.integer({ min: 0, max: 300 }), (a, b, n) => {
        let sum = 0;
        for (let j = 0; j < n; j++) sum -= Math.log1p(a / (b + j));
        near(logBetaDifference(a, b, n), sum, 1e-13);
      }),
      seed,
    );
  });

  it("differences agree with what they are differences of, and rise with n", () => {
    fc.assert(
      fc.property(scale(-3, 4), scale(-3, 4), scale(-3, 4), (a, b, n) => {
        const size = Math.abs(logGamma(a + n)) + Math.abs(logGamma(a)) + 1;
        near(logGammaDifference(a, n), logGamma(a + n) - logGamma(a), 1e-13, size + n);
        near(digammaDifference(a, n), digamma(a + n) - digamma(a), 1e-13, Math.abs(digamma(a)) + Math.log1p(n) + 1);
        near(trigammaDifference(a, n), trigamma(a + n) - trigamma(a), 1e-13, trigamma(a) + trigamma(a + n));
        near(logBetaDifference(a, b, n), logBeta(a, b + n) - logBeta(a, b), 1e-12, a + b + n + 1e3);
        expect(logBetaDifference(a, b, 1.001 * n)).toBeLessThanOrEqual(logBetaDifference(a, b, n));
        expect(digammaDifference(a, 1.001 * n)).toBeGreaterThanOrEqual(digammaDifference(a, n));
      }),
      seed,
    );
  });

  it("log-beta is symmetric and obeys B(a, b) = B(a + 1, b) + B(a, b + 1)", () => {
    fc.assert(
      fc.property(scale(-6, 5), scale(-6, 5), (a, b) => {
        expect(logBeta(a, b)).toBe(logBeta(b, a));
        const sum = logAddExp(logBetaDifference(b, a, 1), logBetaDifference(a, b, 1));
        near(sum, 0, 1e-14, 1);
      }),
      seed,
    );
  });

  it("are numbers over the whole domain", () => {
    fc.assert(
      fc.property(scale(-150, 150), scale(-150, 150), scale(-150, 150), (a, b, n) => {
        for (const value of [logGamma(a), digamma(a), trigamma(a), logBeta(a, b), logGammaDifference(a, n)])
          expect(value).toSatisfy(Number.isFinite);
        for (const steps of [n, Math.min(1e6, Math.ceil(n))])
          for (const value of [
            logGammaDifference(a, steps),
            digammaDifference(a, steps),
            logBetaDifference(a, b, steps),
          ])
            expect(value).toSatisfy(Number.isFinite);
      }),
      seed,
    );
  });
});

describe("sums of exponentials", () => {
  it("agree, and shift with their terms", () => {
    const exponents = fc.array(fc.double({ min: -700, max: 700, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(exponents, fc.double({ min: -1e6, max: 1e6, noNaN: true }), (values, shift) => {
        near(logSumExp(values), values.reduce(logAddExp, -Infinity), 1e-12, 1e3);
        near(logSumExp(values.map((v) => v + shift)), logSumExp(values) + shift, 1e-12, 1e6);
      }),
      seed,
    );
  });
});

describe("error function", () => {
  it("is odd, complements erfc, and decreases in the tail", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 26, noNaN: true }), (x) => {
        expect(erf(-x)).toBe(-erf(x));
        near(erf(x) + erfc(x), 1, 1e-15);
        near(erfc(x) + erfc(-x), 2, 1e-15);
        expect(erfc(x * (1 + 1e-12))).toBeLessThanOrEqual(erfc(x) * (1 + 1e-14));
        near(Math.exp(-x * x) * scaledErfc(x), erfc(x), 1e-12);
      }),
      seed,
    );
  });
});

describe("incomplete gamma function", () => {
  it("has tails that complement each other and rise with x", () => {
    fc.assert(
      fc.property(shape, scale(-10, 1), (a, ratio) => {
        const x = a * ratio;
        const p = regularizedGammaP(a, x);
        const q = regularizedGammaQ(a, x);
        expect(p).toBeGreaterThanOrEqual(0);
        expect(q).toBeGreaterThanOrEqual(0);
        near(p + q, 1, 1e-12);
        expect(regularizedGammaP(a, x * 1.001)).toBeGreaterThanOrEqual(p * (1 - 1e-12));
        expect(regularizedGammaQ(a, x * 1.001)).toBeLessThanOrEqual(q * (1 + 1e-12));
      }),
      seed,
    );
  });

  it("obeys P(a + 1, x) = P(a, x) - x^a exp(-x) / Γ(a + 1)", () => {
    fc.assert(
      fc.property(scale(-3, 3), scale(-3, 3), (a, x) => {
        const step = Math.exp(a * Math.log(x) - x - logGamma(a + 1));
        near(regularizedGammaP(a + 1, x), regularizedGammaP(a, x) - step, 1e-11, 1);
      }),
      seed,
    );
  });

  it("is undone by its inverse, in the smaller tail", () => {
    fc.assert(
      fc.property(scale(-3, 6), scale(-30, -0.302), fc.boolean(), (a, tail, upper) => {
        const p = upper ? 1 - tail : tail;
        const x = inverseRegularizedGammaP(a, p);
        if (x < 1e-290) return;
        // What the rounding of x moves: its own relative error times the slope in ln x, at most that of a bell.
        const tolerance = 1e-12 + 1e-14 * (Math.sqrt(a) + 1) * (1 - Math.log(tail));
        if (upper) near(regularizedGammaQ(a, x), 1 - p, tolerance);
        else near(regularizedGammaP(a, x), p, tolerance);
      }),
      seed,
    );
  });

  it("is a probability over the whole domain", () => {
    fc.assert(
      fc.property(scale(-300, 15), scale(-300, 300), unit, (a, x, p) => {
        for (const value of [regularizedGammaP(a, x), regularizedGammaQ(a, x)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(inverseRegularizedGammaP(a, p)).toBeGreaterThanOrEqual(0);
      }),
      seed,
    );
  });
});

describe("incomplete beta function", () => {
  it("has tails that complement each other, mirror each other and rise with x", () => {
    fc.assert(
      fc.property(shape, shape, unit, (a, b, x) => {
        const p = regularizedBeta(x, a, b);
        const q = regularizedBetaComplement(x, a, b);
        near(p + q, 1, 1e-12);
        if (x >= 0.5) near(regularizedBeta(1 - x, b, a), q, 1e-12);
        const next = Math.min(1, x * 1.001);
        expect(regularizedBeta(next, a, b)).toBeGreaterThanOrEqual(p * (1 - 1e-11));
        expect(regularizedBetaComplement(next, a, b)).toBeLessThanOrEqual(q * (1 + 1e-11));
      }),
      seed,
    );
  });

  it("obeys I(a, b) = x I(a - 1, b) + (1 - x) I(a, b - 1), shapes raised by 1", () => {
    fc.assert(
      fc.property(scale(-3, 3), scale(-3, 3), unit, (a, b, x) => {
        const sum = x * regularizedBeta(x, a, b + 1) + (1 - x) * regularizedBeta(x, a + 1, b);
        near(regularizedBeta(x, a + 1, b + 1), sum, 1e-11);
      }),
      seed,
    );
  });

  it("is undone by its inverse", () => {
    fc.assert(
      fc.property(scale(-2, 5), scale(-2, 5), scale(-30, -0.302), (a, b, p) => {
        const logit = inverseRegularizedBetaLogit(p, a, b);
        if (Math.abs(logit) > 30) return;
        const x = 1 / (1 + Math.exp(-logit));
        const tolerance = 1e-12 + 1e-14 * (Math.sqrt(a) + Math.sqrt(b)) * (1 - Math.log(p));
        if (x < 0.5) near(regularizedBeta(x, a, b), p, tolerance);
        else near(regularizedBetaComplement(1 / (1 + Math.exp(logit)), b, a), p, tolerance);
      }),
      seed,
    );
  });

  it("has an inverse that mirrors, too", () => {
    fc.assert(
      fc.property(scale(-5, 8), scale(-5, 8), fc.integer({ min: 0, max: 2 ** 40 }), (a, b, k) => {
        const p = k / 2 ** 40;
        if (p !== 0.5) expect(inverseRegularizedBetaLogit(1 - p, b, a)).toBe(-inverseRegularizedBetaLogit(p, a, b));
      }),
      seed,
    );
  });

  it("is a probability over the whole domain", () => {
    fc.assert(
      fc.property(scale(-300, 15), scale(-300, 15), unit, (a, b, x) => {
        for (const value of [regularizedBeta(x, a, b), regularizedBetaComplement(x, a, b)]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
        }
        expect(inverseRegularizedBetaLogit(x, a, b)).not.toBeNaN();
      }),
      seed,
    );
  });
});
