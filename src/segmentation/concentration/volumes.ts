import { requireColumn, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";

/** Volumes, sorted from the largest, with their sum. */
export interface Volumes {
  readonly descending: Float64Array;
  readonly total: number;
}

/** Checks a column of volumes: none negative, not all 0. */
export function requireVolumes(values: Column, path = "values"): Volumes {
  requireColumn(values, path, {
    min: 0,
    advice: "Concentration is of volumes; for profits, some of them negative, use whaleCurve.",
  });
  requireRows(values, path);
  const descending = sortDescending(values);
  let total = 0;
  for (let i = 0; i < descending.length; i++) total += descending[i]!;
  if (total > 0 && total < Infinity) return { descending, total };
  throw new InputError({
    code: total === 0 ? "zero-variance" : "out-of-range",
    path,
    expected: "volumes with a finite sum above 0",
    received: total,
  });
}

/** A copy of a column, sorted from the largest. */
export function sortDescending(values: Column): Float64Array {
  return new Float64Array(values).sort().reverse();
}
