import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bgBracket } from "../../../src/numeric/bg-bracket.ts";
import { scaledExponentialIntegral } from "../../../src/numeric/exponential-integral.ts";
import { logParetoKernel } from "../../../src/numeric/pareto-kernel.ts";
import { paretoKernelGradient } from "../../../src/numeric/pareto-kernel-derivatives.ts";
import { powerIntegral } from "../../../src/numeric/power-integral.ts";
import { randomStream } from "../../../src/numeric/random.ts";
import { hypergeometricOneB } from "../../hypergeometric-one-b.ts";

const seed = 20261122;

/** A number whose logarithm is uniform. */
const positive = (low: number, high: number): fc.Arbitrary<number> =>
  fc.double({ min: Math.log10(low), max: Math.log10(high), noNaN: true }).map((exponent) => 10 ** exponent);

describe("bgBracket", () => {
  it("lies between 0 and both of its bounds, wherever its parameters are", () => {
    fc.assert(
      fc.property(
        positive(1e-8, 1e8),
        positive(1e-4, 1e8),
        positive(1e-10, 1e9),
        positive(1e-10, 1e9),
        fc.constantFrom(0, 1),
        fc.nat(100_000),
        positive(1e-3, 1e4),
        positive(1e-6, 1e6),
        (r, alpha, a, b, m, x, age, t) => {
          const value = bgBracket(r, alpha, a, b, m, x, age, t);
          expect(value).toBeGreaterThan(0);
          expect(value).toBeLessThanOrEqual((1 + 1e-12) * ((r + x) / (alpha + age)) * t);
          if (a > 1) expect(value).toBeLessThanOrEqual(((1 + 1e-12) * (a + b + x + m - 1)) / (a - 1));
        },
      ),
      { seed, numRuns: 1000 },
    );
  });
});

describe("hypergeometricOneB", () => {
  it("is the mean of 1 / (1 - z p): between its values at the mean of p and at the ends", () => {
    fc.assert(
      fc.property(positive(1e-6, 1e6), positive(1e-6, 1e6), positive(1e-12, 1e12), fc.boolean(), (b, d, w, below) => {
        const z = below ? -w : w / (1 + w);
        const value = hypergeometricOneB(b, b + d, z);
        expect(value).toBeGreaterThanOrEqual((1 - 1e-10) / (1 - (z * b) / (b + d)));
        expect(value).toBeLessThanOrEqual((1 + 1e-10) * Math.max(1, 1 / (1 - z)));
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe("logParetoKernel", () => {
  const parameters = [positive(0.01, 1000), positive(0.01, 100), positive(1e-3, 1e4), positive(1e-3, 1e4)] as const;

  it("adds up over adjoining intervals", () => {
    fc.assert(
      fc.property(
        ...parameters,
        positive(0.01, 100),
        positive(1e-6, 100),
        positive(1e-6, 1e4),
        (p, q, A, B, t0, d1, d2) => {
          const [t1, t2] = [t0 + d1, t0 + d1 + d2];
          const whole = logParetoKernel(p, q, A, B, t0, t2);
          const parts =
            Math.exp(logParetoKernel(p, q, A, B, t0, t1) - whole) +
            Math.exp(logParetoKernel(p, q, A, B, t1, t2) - whole);
          expect(Math.abs(parts - 1)).toBeLessThan(1e-11);
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it("has the value that comes with its gradient, which is finite", () => {
    const gradient = new Float64Array(4);
    fc.assert(
      fc.property(...parameters, positive(0.01, 100), positive(1e-6, 1e4), (p, q, A, B, t0, d) => {
        const t1 = t0 + d;
        const value = paretoKernelGradient(p, q, A, B, t0, t1, gradient);
        expect(Math.abs(value - logParetoKernel(p, q, A, B, t0, t1))).toBeLessThan(1e-11 + 1e-14 * Math.abs(value));
        expect(gradient.every((entry) => Number.isFinite(entry))).toBe(true);
        expect(gradient[2]).toBeLessThan(0);
        expect(gradient[3]).toBeLessThan(0);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe("powerIntegral and scaledExponentialIntegral", () => {
  it("increase with y, decrease with s and z, and never are NaN", () => {
    fc.assert(
      fc.property(positive(1e-6, 1e3), positive(1e-10, 1e10), (s, y) => {
        expect(powerIntegral(s, 1.1 * y)).toBeGreaterThanOrEqual(powerIntegral(s, y));
        expect(powerIntegral(1.1 * s, y)).toBeLessThanOrEqual(powerIntegral(s, y));
        const value = scaledExponentialIntegral(s, y);
        expect(value).toBeGreaterThan(0);
        expect(scaledExponentialIntegral(s, 1.1 * y)).toBeLessThan(value);
        expect(scaledExponentialIntegral(1.1 * s, y)).toBeLessThanOrEqual(value * (1 + 1e-14));
        expect(value).toBeLessThan(1 / y);
      }),
      { seed, numRuns: 1000 },
    );
  });
});

describe("RandomStream", () => {
  it("gives legal variates for every seed, stream and parameter", () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.maxSafeInteger(),
        positive(1e-300, 1e300),
        positive(1e-300, 1e300),
        positive(1e-9, 1e15),
        fc.integer({ min: 1, max: 2 ** 53 - 1 }),
        (start, number, a, b, mean, n) => {
          const stream = randomStream(start, number);
          const u = stream.uniform();
          expect(u > 0 && u < 1).toBe(true);
          expect(Number.isFinite(stream.normal())).toBe(true);
          expect(stream.exponential()).toBeGreaterThan(0);
          const gamma = stream.gamma(a);
          expect(gamma >= 0 && gamma < Infinity).toBe(true);
          const beta = stream.beta(a, b);
          expect(beta >= 0 && beta <= 1).toBe(true);
          for (const count of [stream.poisson(mean), stream.geometric(Math.min(1, a)), stream.integer(n)]) {
            expect(Number.isInteger(count) && count >= 0).toBe(true);
          }
        },
      ),
      { seed, numRuns: 2000 },
    );
  });
});
