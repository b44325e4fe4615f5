import { requireColumn, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";
import { runningSums } from "../running-sums.ts";

/** Volumes or profits, sorted from the largest, with their sums. */
export interface Volumes {
  readonly descending: Float64Array;
  /** Entry k is the sum of the k largest. */
  readonly cumulative: Float64Array;
  readonly total: number;
}

/** Profits beyond this could overflow when they are added up. */
const largestProfit = 1e290;

/** Checks a column of volumes: none negative, not all 0. */
export function requireVolumes(values: Column, path = "values"): Volumes {
  requireColumn(values, path, {
    min: 0,
    advice: "Concentration is of volumes; for profits, some of them negative, use whaleCurve.",
  });
  requireRows(values, path);
  const volumes = sortAndAdd(values);
  if (volumes.total > 0 && volumes.total < Infinity) return volumes;
  throw new InputError({
    code: volumes.total === 0 ? "zero-variance" : "out-of-range",
    path,
    expected: "volumes with a finite sum above 0",
    received: values,
  });
}

/** Checks a column of profits, which may be negative. */
export function requireProfits(profits: Column, path: string, length?: number): Volumes {
  requireColumn(profits, path, { min: -largestProfit, max: largestProfit }, length);
  requireRows(profits, path);
  return sortAndAdd(profits);
}

function sortAndAdd(values: Column): Volumes {
  const descending = new Float64Array(values).sort().reverse();
  const cumulative = runningSums(descending);
  return { descending, cumulative, total: cumulative[descending.length]! };
}
