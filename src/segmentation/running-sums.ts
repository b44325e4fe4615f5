/**
 * Running sums of values: entry k is the sum of the first k, entry 0 is 0. Values are finite.
 *
 * Compensated (Neumaier, 1974): what a large sum rounds off a small value is kept apart, so that shares of a million
 * values stay within a tolerance of 1e-12.
 */
export function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
    sums[i + 1] = sum + lost;
  }
  return sums;
}
