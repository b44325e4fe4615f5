import { logBeta } from "./gamma-functions.ts";

const tiny = 1e-300;

/** Continued fraction of the incomplete beta function (modified Lentz), quick for x < (a + 1)/(a + b + 2). */
function continuedFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < tiny) d = tiny;
  d = 1 / d;
  let value = d;
  for (let k = 1; k < 100_000; k++) {
    const even = (k * (b - k) * x) / ((a + 2 * k - 1) * (a + 2 * k));
    d = 1 + even * d;
    c = 1 + even / c;
    if (Math.abs(d) < tiny) d = tiny;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    value *= d * c;
    const odd = (-(a + k) * (a + b + k) * x) / ((a + 2 * k) * (a + 2 * k + 1));
    d = 1 + odd * d;
    c = 1 + odd / c;
    if (Math.abs(d) < tiny) d = tiny;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    value *= step;
    if (Math.abs(step - 1) < 2e-16) break;
  }
  return value;
}

/** I_x(a, b), the chance that a Beta(a, b) variable is at most x; for x in [0, 1], a, b > 0. */
export function regularizedBeta(x: number, a: number, b: number): number {
  return lowerTail(x, 1 - x, a, b);
}

/** x and its complement 1 - x given apart, so that neither loses digits. */
export function lowerTail(x: number, complement: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const front = a * Math.log(x) + b * Math.log(complement) - logBeta(a, b);
  if (x <= (a + 1) / (a + b + 2)) return Math.min(1, (Math.exp(front) * continuedFraction(x, a, b)) / a);
  return Math.max(0, 1 - (Math.exp(front) * continuedFraction(complement, b, a)) / b);
}

/** x with I_x(a, b) = share, by bisection in ln x and ln (1 - x) finished by Newton steps. */
export function inverseRegularizedBeta(share: number, a: number, b: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let low = 0;
  let high = 1;
  let x = a / (a + b);
  for (let round = 0; round < 200; round++) {
    const miss = regularizedBeta(x, a, b) - share;
    if (miss === 0) return x;
    if (miss > 0) high = x;
    else low = x;
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta(a, b));
    let next = x - miss / density;
    if (!(next > low && next < high)) next = low === 0 ? high / 8 : (low + high) / 2;
    if (Math.abs(next - x) <= 1e-16 * x) return next;
    x = next;
  }
  return x;
}
