/** A function of a place and two parameters of its distribution. */
export type TailFunction = (place: number, a: number, b: number) => number;

/**
 * The place at which an increasing tail probability equals exp(`logTarget`): Newton's method on its logarithm, kept inside the bracket
 * found so far. Meant for tails whose logarithm is concave in the place (the logarithm of a gamma variable, the log-odds of a beta
 * variable, either tail): from the left of the root it then converges without overshooting. Error below 1e-15 max(1, |place|), plus
 * what an error of the tail moves the root.
 *
 * `density` is the derivative of `tail` in the place; `start` any place, the closer the better.
 */
export function tailRoot(
  tail: TailFunction,
  density: TailFunction,
  a: number,
  b: number,
  logTarget: number,
  start: number,
): number {
  let low = -Infinity;
  let high = Infinity;
  let place = start;
  for (let round = 0; round < 200; round++) {
    const probability = tail(place, a, b);
    const miss = logTarget - Math.log(probability);
    if (miss === 0) break;
    if (miss > 0) low = place;
    else high = place;
    let next = place + (miss * probability) / density(place, a, b);
    // Where the tail or the density has underflowed there is no step: halve the bracket, or open it.
    if (!(next > low && next < high && Number.isFinite(next))) {
      if (low === -Infinity) next = place - Math.max(1, Math.abs(place));
      else if (high === Infinity) next = place + Math.max(1, Math.abs(place));
      else next = 0.5 * (low + high);
    }
    const close = Math.abs(next - place) <= 1e-15 * Math.max(1, Math.abs(next));
    place = next;
    if (close) break;
  }
  return place;
}

/**
 * The standard normal quantile of exp(`logP`) <= 1/2 to 5e-4: a start for the exact ones. Rational approximation 26.2.23 of
 * Abramowitz & Stegun (1964).
 */
export function roughNormalQuantile(logP: number): number {
  const t = Math.sqrt(-2 * logP);
  return (2.515517 + t * (0.802853 + 0.010328 * t)) / (1 + t * (1.432788 + t * (0.189269 + 0.001308 * t))) - t;
}
