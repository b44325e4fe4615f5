import { requireKnown, requireNumber, requireOptions } from "../../checks.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers } from "../customer-columns.ts";
import { quadrantColumn } from "./quadrant-column.ts";
import { fivePoints, onScale } from "./satisfaction-zone.ts";

/** Satisfaction and loyalty of one customer. */
export interface SatisfactionAndLoyalty {
  /** Satisfaction (满意度), on the scale of the options. */
  readonly satisfaction: number;
  /** Loyalty (忠诚度), on its scale. */
  readonly loyalty: number;
}

/** Satisfaction and loyalty of many customers, one entry a customer. */
export interface SatisfactionAndLoyaltyColumns {
  /** Satisfaction (满意度), on the scale of the options. */
  readonly satisfaction: Column;
  /** Loyalty (忠诚度), on its scale. */
  readonly loyalty: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link satisfactionLoyaltyType}. */
export interface SatisfactionLoyaltyTypeOptions {
  /**
   * The scale of satisfaction.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * The scale of loyalty; `{ min: 0, max: 100 }` for an index.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly loyaltyScale?: AnswerScale | undefined;
  /**
   * Where high starts, each on its own scale. A convention.
   * @defaultValue satisfaction 4 and loyalty 3.5 of a scale from 1 to 5, and the same shares of other scales
   */
  readonly cuts?:
    | {
        /** Satisfaction from which on it is high. */
        readonly satisfaction?: number | undefined;
        /** Loyalty from which on it is high. */
        readonly loyalty?: number | undefined;
      }
    | undefined;
}

/** The four kinds of customers by satisfaction and loyalty (Jones & Sasser 1995), in the order of the rules. */
export const satisfactionLoyaltyTypes: readonly ClassName[] = [
  { label: "apostle", labelZh: "传道者" },
  { label: "mercenary", labelZh: "图利者" },
  { label: "hostage", labelZh: "人质" },
  { label: "defector", labelZh: "破坏者" },
];

/**
 * Whether a customer is satisfied and stays (apostle 传道者), is satisfied and goes (mercenary 图利者), stays without being satisfied (hostage
 * 人质), or neither (defector 破坏者).
 *
 * On scales from 1 to 5 satisfaction is high from 4, loyalty from 3.5. A value on its cut is high.
 *
 * @param data - One customer as numbers, or many as columns without gaps.
 * @param options - The scales of the answers; the cuts.
 * @returns For one customer the type, for columns a class column. Rules 0 to 3 in the order of `satisfactionLoyaltyTypes`. The distance is
 * that from the nearer cut, as a share of its scale.
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for an answer outside its scale or a cut outside it;
 * `not-finite`, also for a missing answer; `bad-option`.
 * @remarks Source: Jones & Sasser (1995), Harvard Business Review 73(6), who call the extreme apostle and the extreme defector, the
 * terrorist, by names of their own; the cuts are a convention. There is no twin.
 * @example
 * ```ts
 * import { satisfactionLoyaltyType } from "customer-equity/loyalty";
 * console.log(satisfactionLoyaltyType({ satisfaction: 2, loyalty: 4.2 }).labelZh); // 人质
 * ```
 */
export function satisfactionLoyaltyType<D extends SatisfactionAndLoyalty | SatisfactionAndLoyaltyColumns>(
  data: D,
  options?: SatisfactionLoyaltyTypeOptions,
): Classified<D, Classification, ClassColumn> {
  const { scale: given = fivePoints, loyaltyScale: givenLoyalty = fivePoints, cuts } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const loyaltyScale = requireScale(givenLoyalty, "options.loyaltyScale");
  const own = requireOptions(cuts, "options.cuts");
  requireKnown(own, ["satisfaction", "loyalty"], "options.cuts");
  const { satisfaction = onScale(4, scale), loyalty = onScale(3.5, loyaltyScale) } = own;
  const { single, columns, customers } = readCustomers(data, { satisfaction: scale, loyalty: loyaltyScale });
  const column = quadrantColumn(
    {
      values: columns[0]!,
      cut: requireNumber(satisfaction, "options.cuts.satisfaction", scale),
      width: scale.max - scale.min,
    },
    {
      values: columns[1]!,
      cut: requireNumber(loyalty, "options.cuts.loyalty", loyaltyScale),
      width: loyaltyScale.max - loyaltyScale.min,
    },
    satisfactionLoyaltyTypes,
    customers,
  );
  return (single ? firstClass(column) : column) as Classified<D, Classification, ClassColumn>;
}
