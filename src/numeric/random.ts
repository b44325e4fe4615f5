import { philox } from "./philox.ts";
import { poissonVariate } from "./poisson-variate.ts";

const twoTo32 = 4294967296;
const twoTo53 = 9007199254740992;

/** The upper of the two 32-bit words of a safe integer (two's complement, as `>>> 0` gives the lower one). */
function upperWord(integer: number): number {
  return Math.floor(integer / twoTo32) >>> 0;
}

/**
 * An endless sequence of random numbers, a function of seed and stream number only: Philox 4x32-10 in counter mode with the seed as
 * key and the stream number as the upper half of the counter. Streams of one seed are independent of each other, so replicate k drawn
 * from stream k does not depend on the order or the thread in which replicates are drawn.
 *
 * The uniform bits are the same on every platform; variates made with `Math.log` and its kin may differ in the last digit between
 * engines.
 */
export class RandomStream {
  readonly #key0: number;
  readonly #key1: number;
  readonly #stream0: number;
  readonly #stream1: number;
  readonly #words: Uint32Array = new Uint32Array(4);
  #block = 0;
  #used = 4;
  #spareNormal = Number.NaN;

  /** Starts stream `stream` of `seed`: any safe integers, also negative ones. */
  constructor(seed: number, stream: number) {
    this.#key0 = seed >>> 0;
    this.#key1 = upperWord(seed);
    this.#stream0 = stream >>> 0;
    this.#stream1 = upperWord(stream);
  }

  /** Whole number uniform on 0 .. 2^53 - 1. */
  #bits53(): number {
    if (this.#used === 4) {
      const block = this.#block++;
      philox(block >>> 0, upperWord(block), this.#stream0, this.#stream1, this.#key0, this.#key1, this.#words);
      this.#used = 0;
    }
    const high = this.#words[this.#used]! >>> 5;
    const low = this.#words[this.#used + 1]! >>> 6;
    this.#used += 2;
    return high * 67108864 + low;
  }

  /** Uniform on the open interval (0, 1): a multiple of 2^-53, never 0 and never 1. */
  uniform(): number {
    for (;;) {
      const bits = this.#bits53();
      if (bits > 0) return bits / twoTo53;
    }
  }

  /** Uniform on the whole numbers 0 .. n - 1, without bias, for 1 <= n <= 2^53. */
  integer(n: number): number {
    const limit = twoTo53 - (twoTo53 % n);
    for (;;) {
      const bits = this.#bits53();
      if (bits < limit) return bits % n;
    }
  }

  /** Standard normal, by the polar method of Marsaglia (the second number of each pair is kept for the next call). */
  normal(): number {
    const spare = this.#spareNormal;
    if (!Number.isNaN(spare)) {
      this.#spareNormal = Number.NaN;
      return spare;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square < 1 && square > 0) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        this.#spareNormal = y * scale;
        return x * scale;
      }
    }
  }

  /** Exponential with mean 1. */
  exponential(): number {
    return -Math.log(this.uniform());
  }

  /**
   * Gamma with mean `shape` and scale 1, by the squeeze method of Marsaglia & Tsang (2000); shapes below 1 by the power of a
   * uniform. 0 only where the variate is below the smallest double.
   *
   * Domain: 1e-300 <= shape <= 1e300.
   */
  gamma(shape: number): number {
    return shape < 1 ? Math.exp(this.#logSmallGamma(shape)) : this.#largeGamma(shape);
  }

  #largeGamma(shape: number): number {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const root = 1 + c * x;
      if (root <= 0) continue;
      const v = root * root * root;
      const u = this.uniform();
      const square = x * x;
      if (u < 1 - 0.0331 * square * square) return d * v;
      if (Math.log(u) < d * excess(c * x)) return d * v;
    }
  }

  /** Logarithm of a gamma variate of a shape below 1, which itself may be far below the smallest double. */
  #logSmallGamma(shape: number): number {
    return Math.log(this.#largeGamma(shape + 1)) - this.exponential() / shape;
  }

  /**
   * Beta with mean a / (a + b), as a ratio of gamma variates; in logarithms where a shape is below 1, so that tiny a and b give the
   * two-point limit.
   *
   * Domain: 1e-300 <= a, b <= 1e300. May round to 0 or 1.
   */
  beta(a: number, b: number): number {
    if (a >= 1 && b >= 1) {
      const x = this.#largeGamma(a);
      return x / (x + this.#largeGamma(b));
    }
    const logX = a < 1 ? this.#logSmallGamma(a) : Math.log(this.#largeGamma(a));
    const logY = b < 1 ? this.#logSmallGamma(b) : Math.log(this.#largeGamma(b));
    return logX < logY ? Math.exp(logX - logY) / (1 + Math.exp(logX - logY)) : 1 / (1 + Math.exp(logY - logX));
  }

  /** Poisson with the given mean: 0 <= mean <= 2^52. */
  poisson(mean: number): number {
    return poissonVariate(mean, this);
  }

  /** Failures before the first success (0, 1, 2, ...) where each trial succeeds with chance p: 1e-300 <= p <= 1. */
  geometric(p: number): number {
    return p === 1 ? 0 : Math.floor(this.exponential() / -Math.log1p(-p));
  }
}

/** y^2 9/2 + 1 - (1 + y)^3 + 3 ln(1 + y), whose leading three orders cancel. */
function excess(y: number): number {
  if (Math.abs(y) > 1e-3) return 4.5 * y * y + 1 - (1 + y) ** 3 + 3 * Math.log1p(y);
  return y ** 4 * (-0.75 + y * (0.6 - 0.5 * y));
}

/**
 * Stream number `stream` of a seed. Both are safe integers; negative ones are as good as others.
 *
 * Source of the generator: Salmon, Moraes, Dror & Shaw (2011).
 */
export function randomStream(seed: number, stream = 0): RandomStream {
  return new RandomStream(seed, stream);
}
