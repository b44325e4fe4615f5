import { gaussLegendre16 } from "./quadrature.ts";

/** The relative change per step below which Gregory's formula is exact to the last digits. */
const slowRate = 1 / 64;

/** Terms that are always taken one by one. */
const few = 64;

/** Coefficients of Gregory's formula: of the differences of order 1, 2, ... at the ends of a sum. */
const gregory = [
  1 / 12,
  1 / 24,
  19 / 720,
  3 / 160,
  863 / 60_480,
  275 / 24_192,
  33_953 / 3_628_800,
  8183 / 1_036_800,
] as const;

/**
 * Sum of f(k) over k = 0, 1, ..., count - 1 for a positive f of a real argument that falls, in as much time for a trillion terms as for a
 * thousand: one by one until the rest has vanished, or f changes slowly; from there on as an integral, by Gauss-Legendre panels,
 * with Gregory's correction by differences at the ends.
 *
 * Domain: f falls, at a relative rate of `rate(k)` at most, which falls itself; f is analytic within 1 / `rate(k)` of k. Relative error
 * below 1e-13 beyond that of f.
 */
export function fallingSum(f: (k: number) => number, rate: (k: number) => number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) {
    if (k >= few && count - k > few && rate(k) < slowRate) return sum + slowSum(f, rate, k, count - 1);
    const term = f(k);
    sum += term;
    if (term * (count - k) < 1e-17 * sum) break;
  }
  return sum;
}

function slowSum(f: (k: number) => number, rate: (k: number) => number, first: number, last: number): number {
  let sum = 0.5 * (f(first) + f(last)) + endCorrection((k) => f(first + k)) + endCorrection((k) => f(last - k));
  const { nodes, weights } = gaussLegendre16;
  for (let from = first; from < last; ) {
    const to = Math.min(last, from + 3 / rate(from));
    const half = 0.5 * (to - from);
    let added = 0;
    for (let i = 0; i < nodes.length; i++) added += weights[i]! * f(from + half * (1 + nodes[i]!));
    sum += half * added;
    if (f(to) * (last - to) < 1e-17 * sum) break;
    from = to;
  }
  return sum;
}

/** Sum of (-1)^j coefficient j times the difference of order j of f(0), f(1), ...: what trapezoids leave at an end. */
function endCorrection(f: (k: number) => number): number {
  const values = Array.from({ length: gregory.length + 1 }, (_, k) => f(k));
  let sum = 0;
  let sign = -1;
  for (const coefficient of gregory) {
    for (let k = 0; k + 1 < values.length; k++) values[k] = values[k + 1]! - values[k]!;
    values.pop();
    sum += sign * coefficient * values[0]!;
    sign = -sign;
  }
  return sum;
}
