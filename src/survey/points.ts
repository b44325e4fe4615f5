import { InputError } from "../errors.ts";

/** How points that somebody shared out are read. */
export interface PointsRule {
  /** What they have to total. */
  readonly total: number;
  /** How far from that they may be. */
  readonly tolerance: number;
  /** Take any total above 0. */
  readonly rescale: boolean;
}

/** Checks what the points of one respondent or expert total, and returns it. */
export function requireTotal(points: number, path: string, { total, tolerance, rescale }: PointsRule): number {
  if (points > 0 && points < Infinity && (rescale || Math.abs(points - total) <= tolerance)) return points;
  throw new InputError({
    code: "out-of-range",
    path,
    expected: rescale
      ? "points with a finite sum above 0"
      : `points that total ${total}, or differ by at most ${tolerance}`,
    received: points,
    advice: rescale ? undefined : "Correct them, leave them out, or divide them by their total with `rescale: true`.",
  });
}
