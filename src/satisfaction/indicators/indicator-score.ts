import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";

/** What an operating figure is at its worst and at its best. */
export interface IndicatorRange {
  /** The value that scores 0; above `best` where lower is better. */
  readonly worst: number;
  /** The value that scores 100. */
  readonly best: number;
}

/**
 * An operating figure as a score from 0 to 100 (指标得分): complaints a thousand customers, minutes in the queue, retention.
 *
 * score = 100 (value − worst)/(best − worst), cut off at 0 and 100. `worst` may be larger than `best`: lower is better then.
 *
 * @param value - The figure, in any unit.
 * @param range - The values that score 0 and 100, in the same unit.
 * @returns A score from 0 to 100.
 * @throws InputError `bad-option` where worst and best are the same, `not-finite`.
 * @remarks Twin: `scales::rescale` with `squish` in R.
 * @example
 * ```ts
 * import { indicatorScore } from "customer-equity/satisfaction";
 * console.log(indicatorScore(4.2, { worst: 12, best: 2 })); // 78
 * ```
 */
export function indicatorScore(value: number, range: IndicatorRange): number {
  requireNumber(value, "value");
  return scoreInRange(value, requireRange(range, "range"));
}

/** The score of a checked value in a checked range. */
export function scoreInRange(value: number, { worst, best }: IndicatorRange): number {
  // Halves, so that ends far apart do not overflow.
  const share = (value / 2 - worst / 2) / (best / 2 - worst / 2);
  return 100 * Math.min(1, Math.max(0, share));
}

/** Checks the ends of a range. */
export function requireRange(range: IndicatorRange, path: string): IndicatorRange {
  const { worst, best } = requireOptions(range, path);
  requireNumber(worst, `${path}.worst`);
  requireNumber(best, `${path}.best`);
  // Halves, as above: ends that are next to each other at the smallest size have none between them.
  if (worst / 2 !== best / 2) return range;
  throw new InputError({
    code: "bad-option",
    path: `${path}.best`,
    expected: "another value than `worst`",
    received: best,
    advice: "Say which value scores 0 and which 100.",
  });
}
