import { requireKnown, requireNumber, requireOptions } from "../../checks.ts";
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
   * The scale of the answers.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Where indifference and where affection start, on the scale of the answers. A convention.
   * @defaultValue 3 and 4.5 of a scale from 1 to 5, and the same shares of other scales
   */
  readonly cuts?:
    | {
        /** Satisfaction from which on a customer no longer defects. */
        readonly indifference?: number | undefined;
        /** Satisfaction from which on a customer is attached. */
        readonly affection?: number | undefined;
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
 * On a scale from 1 to 5: affection from 4.5, indifference from 3, defection below; on another, from min + 0.875 (max − min) and its middle.
 * A value on a cut belongs to the better zone.
 *
 * @param data - One customer as a number, or many as a column without gaps.
 * @param options - The scale of the answers; the cuts.
 * @returns For one customer the zone, for columns a class column. Rules 0 to 2 in the order of `satisfactionZones`. The distance is that
 * from the nearer cut, as a share of the scale.
 * @throws InputError `empty`, `duplicate-id`, `length-mismatch`; `out-of-range` for an answer outside the scale or a cut outside it;
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
  const { scale: given = fivePoints, cuts } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const own = requireOptions(cuts, "options.cuts");
  requireKnown(own, ["indifference", "affection"], "options.cuts");
  const [usualIndifference, usualAffection] = zoneCuts(scale);
  const { indifference = usualIndifference, affection = usualAffection } = own;
  requireNumber(indifference, "options.cuts.indifference", scale);
  if (requireNumber(affection, "options.cuts.affection", scale) <= indifference) {
    throw new InputError({
      code: "bad-option",
      path: "options.cuts.affection",
      expected: `a number above the cut of indifference (${indifference})`,
      received: affection,
    });
  }
  const { single, rows, columns, customers } = readCustomers(data, { satisfaction: scale });
  const values = columns[0]!;
  const width = scale.max - scale.min;
  const codes = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const [stay, attached] = [reachLimit(indifference), reachLimit(affection)];
  for (let i = 0; i < rows; i++) {
    const value = values[i]!;
    codes[i] = value >= attached ? 0 : value >= stay ? 1 : 2;
    distances[i] = Math.min(Math.abs(value - indifference), Math.abs(value - affection)) / width;
  }
  const column = { classes: satisfactionZones, codes, rules: codes.slice(), distances, ...withIds(customers) };
  return (single ? firstClass(column) : column) as Classified<D, Classification, ClassColumn>;
}

/** The scale that the literature speaks of. */
export const fivePoints: AnswerScale = { min: 1, max: 5 };

/** Where indifference and affection start on a scale where nothing else is said. */
export function zoneCuts(scale: AnswerScale): readonly [indifference: number, affection: number] {
  return [onScale(3, scale), onScale(4.5, scale)];
}

/** The place on a scale of a number of points from 1 to 5. */
export function onScale(points: number, { min, max }: AnswerScale): number {
  return min + ((points - 1) / 4) * (max - min);
}
