import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";

const size = 40_000;

function sample(seed: number, draw: (stream: ReturnType<typeof randomStream>) => number, count = size): Float64Array {
  const stream = randomStream(seed);
  return Float64Array.from({ length: count }, () => draw(stream));
}

/** Kolmogorov-Smirnov distance times sqrt(n): exceeds 1.95 with chance 0.001. */
function distance(values: Float64Array, cdf: (x: number) => number): number {
  const sorted = values.slice().sort();
  let worst = 0;
  for (const [k, x] of sorted.entries()) {
    const p = cdf(x);
    worst = Math.max(worst, Math.abs(p - k / sorted.length), Math.abs(p - (k + 1) / sorted.length));
  }
  return worst * Math.sqrt(sorted.length);
}

/** Chi-square of counts against probabilities (cells below 5 expected are pooled), standardised: (chi2 - df) / sqrt(2 df). */
function chiSquare(values: Float64Array, probability: (k: number) => number, from: number, to: number): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let statistic = 0;
  let cells = 0;
  let restCount = values.length;
  let restExpected = values.length;
  for (let k = from; k <= to; k++) {
    const expected = values.length * probability(k);
    if (expected < 5) continue;
    const count = counts.get(k) ?? 0;
    statistic += (count - expected) ** 2 / expected;
    cells++;
    restCount -= count;
    restExpected -= expected;
  }
  if (restExpected > 5) statistic += (restCount - restExpected) ** 2 / restExpected;
  else {
    expect(restCount).toBeLessThan(25);
    cells--;
  }
  return (statistic - cells) / Math.sqrt(2 * cells);
}

function moments(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length };
}

/** Lower regularised gamma function of an integer shape: 1 - sum of Poisson terms. */
function erlangCdf(shape: number): (x: number) => number {
  return (x) => {
    let term = Math.exp(-x);
    let sum = 0;
    for (let k = 0; k < shape; k++) {
      sum += term;
      term *= x / (k + 1);
    }
    return 1 - sum;
  };
}

/** erf by its Taylor series (|x| < 6 here: terms up to e^18, enough digits for a test of 1e-3). */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let k = 1; k < 200; k++) {
    term *= (-x * x) / k;
    sum += term / (2 * k + 1);
  }
  return (2 * sum) / Math.sqrt(Math.PI);
}

function poissonProbability(mean: number): (k: number) => number {
  const logFactorial = new Float64Array(3000);
  for (let k = 1; k < 3000; k++) logFactorial[k] = logFactorial[k - 1]! + Math.log(k);
  return (k) => Math.exp(k * Math.log(mean) - mean - logFactorial[k]!);
}

describe("streams", () => {
  it("starts every seed and stream with the same bits on every platform", () => {
    const first = (seed: number, stream: number): number => randomStream(seed, stream).uniform() * 2 ** 53;
    // Philox words of counter 0, key 0: 6627e8d5 e169c58d, the upper 27 and 26 bits of which make the first uniform.
    expect(first(0, 0)).toBe((0x6627e8d5 >>> 5) * 2 ** 26 + (0xe169c58d >>> 6));
    // Computed apart, with whole numbers of unlimited length.
    expect(
      [first(1, 0), first(-1, 0), first(0, 1), first(0, -1), first(2 ** 40, 0)].map((x) => x.toString(16)),
    ).toEqual(["1c7d00cf94283a", "e548ee0551d1c", "1088a2bfc235ba", "1ad084360741d7", "2837ca2610a5e"]);
  });

  it("repeats itself, and does not depend on what other streams did", () => {
    const alone = randomStream(7, 3);
    const expected = Array.from({ length: 50 }, () => alone.normal());
    const others = [randomStream(7, 2), randomStream(7, 4)];
    const again = randomStream(7, 3);
    const seen = Array.from({ length: 50 }, (_, k) => {
      for (let j = 0; j < k % 5; j++) others[j % 2]!.gamma(0.7);
      return again.normal();
    });
    expect(seen).toEqual(expected);
  });

  it("gives different numbers for different seeds and streams, both words of them", () => {
    const firsts = [0, 1, -1, 2 ** 32, -(2 ** 32), 2 ** 52, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER].flatMap(
      (a) => [0, 1, 2 ** 32, 2 ** 52].map((b) => randomStream(a, b).uniform()),
    );
    expect(new Set(firsts).size).toBe(firsts.length);
  });

  it("has no correlation between neighbouring streams, between neighbouring seeds, nor within a stream", () => {
    const correlation = (x: readonly number[], y: readonly number[]): number =>
      x.reduce((sum, value, k) => sum + (value - 0.5) * (y[k]! - 0.5), 0) * (12 / Math.sqrt(x.length));
    const draws = (seed: number, stream: number): number[] => {
      const source = randomStream(seed, stream);
      return Array.from({ length: 10_000 }, () => source.uniform());
    };
    const base = draws(5, 0);
    expect(Math.abs(correlation(base, draws(5, 1)))).toBeLessThan(3.5);
    expect(Math.abs(correlation(base, draws(6, 0)))).toBeLessThan(3.5);
    expect(Math.abs(correlation(base.slice(1), base.slice(0, -1)))).toBeLessThan(3.5);
    // First numbers of many streams: the use one stream per customer makes of it.
    const acrossStreams = Float64Array.from({ length: size }, (_, k) => randomStream(11, k).uniform());
    expect(distance(acrossStreams, (x) => x)).toBeLessThan(1.95);
  });
});

describe("variates follow their distributions", () => {
  it("uniform", () => {
    const values = sample(1, (s) => s.uniform());
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(distance(values, (x) => x)).toBeLessThan(1.95);
  });

  it("normal", () => {
    expect(
      distance(
        sample(2, (s) => s.normal()),
        (x) => 0.5 * (1 + erf(x / Math.SQRT2)),
      ),
    ).toBeLessThan(1.95);
  });

  it("exponential", () => {
    expect(
      distance(
        sample(3, (s) => s.exponential()),
        (x) => -Math.expm1(-x),
      ),
    ).toBeLessThan(1.95);
  });

  it.each([1, 2, 5, 30])("gamma of shape %d", (shape) => {
    expect(
      distance(
        sample(4 + shape, (s) => s.gamma(shape)),
        erlangCdf(shape),
      ),
    ).toBeLessThan(1.95);
  });

  it("gamma of shape 1/2 is half a squared normal", () => {
    expect(
      distance(
        sample(40, (s) => s.gamma(0.5)),
        (x) => erf(Math.sqrt(x)),
      ),
    ).toBeLessThan(1.95);
  });

  it("gamma of a tiny shape: its power `shape` is uniform in the limit", () => {
    // P(G <= x) = x^shape / Gamma(1 + shape) for x << 1, and Gamma(1.001) = 0.99942377.
    const values = sample(41, (s) => s.gamma(0.001));
    const below = values.filter((x) => x < 1e-100).length / size;
    const expected = 1e-100 ** 0.001 / 0.9994237724845955;
    expect(Math.abs(below - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / size));
  });

  it.each([0.03, 0.8, 7.3, 1e6, 1e12, 1e15])("gamma of shape %d has mean and variance `shape`", (shape) => {
    const { mean, variance } = moments(sample(42, (s) => (s.gamma(shape) - shape) / Math.sqrt(shape)));
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(size));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / size));
  });

  it.each([
    { a: 1, b: 1, cdf: (x: number) => x },
    { a: 0.5, b: 0.5, cdf: (x: number) => (2 / Math.PI) * Math.asin(Math.sqrt(x)) },
    { a: 0.2, b: 1, cdf: (x: number) => x ** 0.2 },
    { a: 1, b: 0.01, cdf: (x: number) => 1 - (1 - x) ** 0.01 },
    { a: 2, b: 3, cdf: (x: number) => x * x * (6 - 8 * x + 3 * x * x) },
    { a: 1, b: 1e9, cdf: (x: number) => -Math.expm1(1e9 * Math.log1p(-x)) },
    { a: 1e-5, b: 1, cdf: (x: number) => x ** 1e-5 },
  ])("beta($a, $b)", ({ a, b, cdf }) => {
    const values = sample(50, (s) => s.beta(a, b));
    expect(values.every((x) => x >= 0 && x <= 1)).toBe(true);
    // Where mass piles up at an end in double precision the distribution function has a step there: test inside only.
    const inside = [1e-300, 1e-100, 1e-10, 0.01, 0.3, 0.5, 0.7, 0.99, 0.5e-9, 1e-9, 3e-9];
    for (const x of inside) {
      const expected = cdf(x);
      const seen = values.filter((value) => value <= x).length / size;
      expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected) + 1e-9) / size));
    }
  });

  it("beta of two tiny parameters is a coin, of two huge ones its mean", () => {
    const coin = sample(51, (s) => s.beta(1e-8, 3e-8));
    expect(coin.every((x) => x < 1e-12 || x > 1 - 1e-12)).toBe(true);
    expect(Math.abs(moments(coin).mean - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / size));
    const extreme = sample(52, (s) => s.beta(1e-300, 1e-300));
    expect(extreme.every((x) => x === 0 || x === 1)).toBe(true);
    const { mean, variance } = moments(sample(53, (s) => s.beta(1e8, 3e8)));
    expect(Math.abs(mean - 0.25)).toBeLessThan(4 * Math.sqrt(0.1875 / 4e8 / size));
    expect(Math.abs(variance / (0.1875 / 4e8) - 1)).toBeLessThan(4 * Math.sqrt(2 / size));
  });

  it.each([0.01, 0.9, 5, 9.99, 10, 14, 60, 700])("Poisson of mean %d", (mean) => {
    const spread = 10 + 9 * Math.sqrt(mean);
    const values = sample(60, (s) => s.poisson(mean));
    const from = Math.max(0, Math.floor(mean - spread));
    expect(chiSquare(values, poissonProbability(mean), from, Math.ceil(mean + spread))).toBeLessThan(3.5);
  });

  it.each([1e4, 1e6, 1e9, 1e12])("Poisson of mean %d has that mean and variance, and a normal shape", (mean) => {
    const values = sample(61, (s) => (s.poisson(mean) - mean) / Math.sqrt(mean));
    const { mean: center, variance } = moments(values);
    expect(Math.abs(center)).toBeLessThan(4 / Math.sqrt(size));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / size));
    if (mean >= 1e6) expect(distance(values, (x) => 0.5 * (1 + erf(x / Math.SQRT2)))).toBeLessThan(1.95);
  });

  it("Poisson of mean 0 is 0", () => {
    expect(sample(62, (s) => s.poisson(0), 100).every((k) => k === 0)).toBe(true);
  });

  it.each([0.9, 0.3, 0.02])("geometric(%d)", (p) => {
    const values = sample(70, (s) => s.geometric(p));
    expect(chiSquare(values, (k) => p * (1 - p) ** k, 0, 2000)).toBeLessThan(3.5);
  });

  it("geometric(1) is 0, and geometric of a tiny chance is exponential", () => {
    expect(randomStream(1).geometric(1)).toBe(0);
    expect(
      distance(
        sample(71, (s) => s.geometric(1e-12) * 1e-12),
        (x) => -Math.expm1(-x),
      ),
    ).toBeLessThan(1.95);
  });

  it.each([1, 2, 7, 100])("integer(%d)", (n) => {
    const values = sample(80, (s) => s.integer(n));
    expect(values.every((k) => Number.isInteger(k) && k >= 0 && k < n)).toBe(true);
    if (n > 1) expect(chiSquare(values, () => 1 / n, 0, n - 1)).toBeLessThan(3.5);
  });

  it("integer of a huge range", () => {
    const n = 3 * 2 ** 51;
    const values = sample(81, (s) => s.integer(n));
    expect(values.every((k) => Number.isInteger(k) && k >= 0 && k < n)).toBe(true);
    expect(distance(values, (x) => x / n)).toBeLessThan(1.95);
  });
});
