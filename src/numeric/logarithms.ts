import { powersOfTwo } from "./exponential.ts";

/**
 * ln(1 - exp(d)) for d < 0 (-Infinity allowed): by expm1 where the difference is small, by log1p where exp(d) is. Relative error
 * below 1e-15.
 */
export function log1mexp(d: number): number {
  return d > -Math.LN2 ? Math.log(-Math.expm1(d)) : Math.log1p(-Math.exp(d));
}

/** ln(exp(a) + exp(b)) without overflow; either or both may be -Infinity, the logarithm of 0. */
export function logAddExp(a: number, b: number): number {
  const larger = Math.max(a, b);
  // The difference of two equal infinities does not exist.
  return Number.isFinite(larger) ? larger + Math.log1p(Math.exp(-Math.abs(a - b))) : larger;
}

/** ln of the sum of exp(v) over all values, without overflow; -Infinity, the logarithm of 0, for none. */
export function logSumExp(values: ArrayLike<number>): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i]!);
  if (!Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum);
}

/** 1 / (1 + (j + 1/2) / 128), so short that its product with 24 bits is exact, but 1 for j = 0: what is close to 1 keeps its digits. */
const reciprocals: Float64Array = /* @__PURE__ */ Float64Array.from({ length: 128 }, (_, j) =>
  j === 0 ? 1 : Math.round(1024 / (1 + (j + 0.5) / 128)) / 1024,
);

const minusLogs: Float64Array = /* @__PURE__ */ reciprocals.map((reciprocal) => -Math.log(reciprocal));

/** A double in two halves, and which of them holds the exponent and the first digits. */
const double: Float64Array = /* @__PURE__ */ new Float64Array(1);
const halves: Int32Array = /* @__PURE__ */ new Int32Array(double.buffer);
const upper: number = /* @__PURE__ */ new Uint8Array(Int32Array.of(1).buffer)[0]!;

/**
 * Writes ln(1 + z) of the first `length` entries z >= 0 of a column into another one. Relative error below 7e-16 (three units in the last
 * place).
 *
 * As k ln 2 - ln c + ln(1 + r) where 1 + z = 2^k (1 + r) / c with a c from a table; written out, as `expEach` is, for speed.
 */
export function log1pEach(column: Float64Array, logs: Float64Array, length: number): void {
  const inverses = reciprocals;
  const tabulated = minusLogs;
  const doublings = powersOfTwo;
  const whole = double;
  const parts = halves;
  const first = upper;
  let huge = false;
  for (let i = 0; i < length; i++) {
    const z = column[i]!;
    if (z > 1e38) huge = true;
    const sum = 1 + z;
    whole[0] = sum;
    const digits = parts[first]!;
    const k = (digits >> 20) - 1023;
    const j = (digits >> 13) & 127;
    const scale = inverses[j]! * doublings[1075 - k]!;
    // In two parts, and with what the sum lost, so that r is exact.
    const short = Math.fround(sum);
    const r = short * scale - 1 + (sum - short + (z - (sum - 1))) * scale;
    const square = r * r;
    const bend =
      1 / 2 - r * (1 / 3) + square * (1 / 4 - r * (1 / 5) + square * (1 / 6 - r * (1 / 7) + square * (1 / 8)));
    logs[i] = k * Math.LN2 + tabulated[j]! + (r - square * bend);
  }
  // A short number ends at 3e38.
  if (huge) for (let i = 0; i < length; i++) logs[i] = Math.log1p(column[i]!);
}

/**
 * Sum of weight ln(1 + z) over the entries z >= 0 of a column, as many as there are weights. Where neighbours have the same weight it is
 * the logarithm of a product, which is carried less 1, so that tiny entries keep their digits: a third of the time that logarithms take.
 */
export function sumLog1p(column: Float64Array, weight: Float64Array): number {
  let sum = 0;
  let excess = 0;
  let common = weight[0] ?? 0;
  for (let i = 0; i < weight.length; i++) {
    const z = column[i]!;
    const w = weight[i]!;
    if (w !== common || excess > 1e150 || z > 1e150) {
      sum += common * Math.log1p(excess);
      excess = 0;
      common = w;
    }
    excess = excess * (1 + z) + z;
  }
  return sum + common * Math.log1p(excess);
}
