import { requireNumber } from "../checks.ts";

/** The option of all that gives intervals. */
export interface LevelOptions {
  /**
   * Level of the intervals (置信水平).
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
}

/** The level of an interval, checked: a share above 0, far enough below 1 for its quantiles to be finite; 0.95 where none was given. */
export function requireLevel(level: number | undefined, path = "options.level"): number {
  return requireNumber(level ?? 0.95, path, { min: 0, openMin: true, max: 1 - 1e-12 });
}
