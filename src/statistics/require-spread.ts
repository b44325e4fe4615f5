import { requireNumber } from "../checks.ts";

/** Deviations whose squares, and products of a few, are within the range of numbers. */
const range = { min: 1e-70, max: 1e75, advice: "Take another unit, so that the values are not so small or so large." };

/** Checks the standard deviation of the column at `path`, and returns it. */
export function requireSpread(deviation: number, path: string): number {
  return requireNumber(deviation, `standard deviation of ${path}`, range);
}
