/** A stream of random numbers that a seed determines. */
export interface RandomStream {
  /** Uniform in (0, 1). */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Exponential with mean 1. */
  readonly exponential: () => number;
  /** Gamma with the given shape and mean. */
  readonly gamma: (shape: number, mean: number) => number;
}

/** SplitMix32 and textbook transformations: enough for a demonstration, not for statistics. */
export function randomStream(seed: number): RandomStream {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let bits = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return (((bits ^ (bits >>> 15)) >>> 0) + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  // Marsaglia & Tsang (2000), for shapes of at least 1.
  const largeGamma = (shape: number): number => {
    const d = shape - 1 / 3;
    for (;;) {
      const z = normal();
      const v = (1 + z / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(uniform()) < z * z * 0.5 + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return {
    uniform,
    normal,
    exponential: () => -Math.log(uniform()),
    // A gamma of shape below 1 is one of shape + 1 times U^(1/shape).
    gamma: (shape, mean) =>
      (mean / shape) * (shape >= 1 ? largeGamma(shape) : largeGamma(shape + 1) * uniform() ** (1 / shape)),
  };
}
