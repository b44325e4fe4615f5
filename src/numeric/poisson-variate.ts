/** ln n! for n = 0..15. */
const logFactorials = /* @__PURE__ */ Float64Array.from({ length: 16 }, (_, n) => {
  let factorial = 1;
  for (let k = 2; k <= n; k++) factorial *= k;
  return Math.log(factorial);
});

/**
 * ln of the Poisson probability of k. Around the mean, Stirling's series and the deviance keep what a difference of k ln(mean) and
 * ln k! would lose (both are of order 1e10 at a mean of 1e9).
 */
function logProbability(k: number, mean: number): number {
  if (k < 16) return k * Math.log(mean) - mean - logFactorials[k]!;
  const relative = (k - mean) / mean;
  const deviance = mean * ((1 + relative) * Math.log1p(relative) - relative);
  const stirling = (1 / 12 - (1 / 360 - 1 / (1260 * k * k)) / (k * k)) / k;
  return -deviance - stirling - 0.5 * Math.log(2 * Math.PI * k);
}

/**
 * A Poisson variate. Below a mean of 10 by sequential search of the distribution function, above it by transformed rejection with
 * squeeze (Hörmann 1993, algorithm PTRS).
 *
 * Domain: 0 <= mean <= 2^52. `uniform` gives numbers of the open interval (0, 1).
 */
export function poissonVariate(mean: number, source: { uniform(): number }): number {
  if (mean < 10) {
    let left = source.uniform();
    let probability = Math.exp(-mean);
    let k = 0;
    while (left > probability) {
      left -= probability;
      k++;
      probability *= mean / k;
      // The distribution function has reached 1 but for rounding, which must not become a count.
      if (k > 200) return poissonVariate(mean, source);
    }
    return k;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const logScale = Math.log(1.1239 + 1.1328 / (b - 3.4));
  const inside = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = source.uniform() - 0.5;
    const v = source.uniform();
    const distance = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / distance + b) * u + mean + 0.43);
    if (distance >= 0.07 && v <= inside) return k;
    if (k < 0 || (distance < 0.013 && v > distance)) continue;
    if (Math.log(v) + logScale - Math.log(a / (distance * distance) + b) <= logProbability(k, mean)) return k;
  }
}
