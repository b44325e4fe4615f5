import { requireNumber, requireOptions } from "../../checks.ts";
import type { AnswerScale } from "../../survey/answers.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers } from "../customer-columns.ts";
import { quadrantColumn } from "./quadrant-column.ts";
import { fivePointScale, fivePoints } from "./satisfaction-zone.ts";

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
   * The scale of satisfaction; others than 1 to 5 are rescaled to it.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * The scale of loyalty; `{ min: 0, max: 100 }` for an index.
   * @defaultValue { min: 1, max: 5 }
   */
  readonly loyaltyScale?: AnswerScale | undefined;
  /**
   * Where high starts, on the scale from 1 to 5. A convention.
   * @defaultValue { satisfaction: 4, loyalty: 3.5 }
   */
  readonly cuts?:
    | {
        /** Satisfaction from which on it is high. */
        readonly satisfaction: number;
        /** Loyalty from which on it is high. */
        readonly loyalty: number;
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
 * Both on the scale from 1 to 5, 1 + 4 (x − min)/(max − min); a value on its cut is high.
 *
 * @param data - One customer as numbers, or many as columns without gaps.
 * @param options - The scales of the answers; the cuts.
 * @returns For one customer the type, for columns a class column. Rules 0 to 3 in the order of `satisfactionLoyaltyTypes`. The distance is
 * that from the nearer cut, in points of the scale from 1 to 5.
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for an answer outside its scale or a cut outside 1 to 5;
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
  const { scale, loyaltyScale, cuts = { satisfaction: 4, loyalty: 3.5 } } = requireOptions(options);
  const meet = requireOptions(cuts, "options.cuts");
  const satisfied = fivePointScale(scale);
  const loyal = fivePointScale(loyaltyScale, "options.loyaltyScale");
  const { single, columns, customers } = readCustomers(data, { satisfaction: satisfied.scale, loyalty: loyal.scale });
  const column = quadrantColumn(
    {
      values: satisfied.rescale(columns[0]!),
      cut: requireNumber(meet.satisfaction, "options.cuts.satisfaction", fivePoints),
      width: 1,
    },
    {
      values: loyal.rescale(columns[1]!),
      cut: requireNumber(meet.loyalty, "options.cuts.loyalty", fivePoints),
      width: 1,
    },
    satisfactionLoyaltyTypes,
    customers,
  );
  return (single ? firstClass(column) : column) as Classified<D, Classification, ClassColumn>;
}
