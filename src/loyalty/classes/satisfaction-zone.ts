import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { reachLimit } from "../../numeric/reaches.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers, withIds } from "../customer-columns.ts";

/** How satisfied one customer is. */
export interface SatisfiedCustomer {
  /** Satisfaction (满意度), on the scale of the options. */
  readonly satisfaction: number;
}

/** How satisfied many customers are, one entry a customer. */
export interface SatisfactionColumns {
  /** Satisfaction (满意度), on the scale of the options. */
  readonly satisfaction: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link satisfactionZone}. */
export interface SatisfactionZoneOptions {
  /**
   * The scale of the answers; others than 1 to 5 are rescaled to it.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Where indifference and where affection start, on the scale from 1 to 5. A convention.
   * @defaultValue { indifference: 3, affection: 4.5 }
   */
  readonly cuts?:
    | {
        /** Satisfaction from which on a customer no longer defects. */
        readonly indifference: number;
        /** Satisfaction from which on a customer is attached. */
        readonly affection: number;
      }
    | undefined;
}

/** The zones of satisfaction (满意-忠诚区域; Heskett et al. 1994), the best first, in the order of the rules. */
export const satisfactionZones: readonly ClassName[] = [
  { label: "affection", labelZh: "情感区" },
  { label: "indifference", labelZh: "无差异区" },
  { label: "defection", labelZh: "流失区" },
];

/**
 * In which zone of satisfaction a customer stands (满意-忠诚的三个区域): where satisfied customers stay out of affection 情感区, where they stay
 * or leave as it comes 无差异区, or where they leave 流失区.
 *
 * On the scale from 1 to 5, s = 1 + 4 (x − min)/(max − min): affection from 4.5, indifference from 3, defection below. A value on a cut
 * belongs to the better zone.
 *
 * @param data - One customer as a number, or many as a column without gaps.
 * @param options - The scale of the answers; the cuts.
 * @returns For one customer the zone, for columns a class column. Rules 0 to 2 in the order of `satisfactionZones`. The distance is that
 * from the nearer cut, in points of the scale from 1 to 5.
 * @throws InputError `empty`, `duplicate-id`, `length-mismatch`; `out-of-range` for an answer outside the scale or a cut outside 1 to 5;
 * `not-finite`, also for a missing answer; `bad-option` for cuts that do not rise.
 * @remarks Source: Heskett, Jones, Loveman, Sasser & Schlesinger (1994), Harvard Business Review 72(2); the cuts are a convention. In banks
 * the link from satisfaction to behavior is weak in several studies: check it on your own customers before you act on zones.
 * @example
 * ```ts
 * import { satisfactionZone } from "customer-equity/loyalty";
 * console.log(satisfactionZone({ satisfaction: 4.5 }).labelZh); // 情感区
 * const zones = satisfactionZone({ satisfaction: [9, 4, 10] }, { scale: { min: 1, max: 10 } });
 * console.log(Array.from(zones.codes, (code) => zones.classes[code]!.label).join(" ")); // affection defection affection
 * ```
 */
export function satisfactionZone<D extends SatisfiedCustomer | SatisfactionColumns>(
  data: D,
  options?: SatisfactionZoneOptions,
): Classified<D, Classification, ClassColumn> {
  const { scale, cuts = { indifference: 3, affection: 4.5 } } = requireOptions(options);
  const { indifference, affection } = requireOptions(cuts, "options.cuts");
  requireNumber(indifference, "options.cuts.indifference", fivePoints);
  if (requireNumber(affection, "options.cuts.affection", fivePoints) <= indifference) {
    throw new InputError({
      code: "bad-option",
      path: "options.cuts.affection",
      expected: `a number above the cut of indifference (${indifference})`,
      received: affection,
    });
  }
  const toFive = fivePointScale(scale);
  const { single, rows, columns, customers } = readCustomers(data, { satisfaction: toFive.scale });
  const values = toFive.rescale(columns[0]!);
  const codes = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const [stay, attached] = [reachLimit(indifference), reachLimit(affection)];
  for (let i = 0; i < rows; i++) {
    const value = values[i]!;
    codes[i] = value >= attached ? 0 : value >= stay ? 1 : 2;
    distances[i] = Math.min(Math.abs(value - indifference), Math.abs(value - affection));
  }
  const column = { classes: satisfactionZones, codes, rules: codes.slice(), distances, ...withIds(customers) };
  return (single ? firstClass(column) : column) as Classified<D, Classification, ClassColumn>;
}

/** The scale that the literature speaks of. */
export const fivePoints: AnswerScale = { min: 1, max: 5 };

/** A scale, checked, and how its values become points from 1 to 5. */
export function fivePointScale(
  given: AnswerScale | undefined,
  path = "options.scale",
): { readonly scale: AnswerScale; readonly rescale: (values: Float64Array) => Float64Array } {
  const { min, max } = requireScale(given ?? fivePoints, path);
  const same = min === fivePoints.min && max === fivePoints.max;
  return {
    scale: { min, max },
    rescale: (values) => (same ? values : values.map((value) => 1 + (4 * (value - min)) / (max - min))),
  };
}
