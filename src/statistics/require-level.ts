import { requireNumber } from "../checks.ts";

/** The level of an interval, checked: a share inside (0, 1), 0.95 where none was given. */
export function requireLevel(level: number | undefined, path = "options.level"): number {
  return requireNumber(level ?? 0.95, path, { min: 0, max: 1, openMin: true, openMax: true });
}
