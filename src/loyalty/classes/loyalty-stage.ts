import { requireNumber, requireOptions } from "../../checks.ts";
import { reachLimit } from "../../numeric/reaches.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers, withIds } from "../customer-columns.ts";

/** The four kinds of loyalty of one customer, each from 0 to 1, in the order in which they form. */
export interface LoyaltyScores {
  /** The customer knows what the bank offers, and thinks it better (认知). */
  readonly cognitive: number;
  /** The customer likes the bank (情感). */
  readonly affective: number;
  /** The customer means to stay (意向). */
  readonly conative: number;
  /** The customer acts on it, and overcomes what stands in the way (行为). */
  readonly action: number;
}

/** The four kinds of loyalty of many customers, one entry a customer, each from 0 to 1. */
export interface LoyaltyScoreColumns {
  /** Cognitive loyalty (认知). */
  readonly cognitive: Column;
  /** Affective loyalty (情感). */
  readonly affective: Column;
  /** Conative loyalty (意向). */
  readonly conative: Column;
  /** Loyalty in action (行为). */
  readonly action: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link loyaltyStage}. */
export interface LoyaltyStageOptions {
  /**
   * Score from which on a stage is reached. A convention.
   * @defaultValue 0.6
   */
  readonly threshold?: number | undefined;
}

/** The stages of loyalty (客户忠诚形成的四个阶段; Oliver 1999), the highest first. */
export const loyaltyStages: readonly ClassName[] = [
  { label: "action", labelZh: "行为忠诚" },
  { label: "conative", labelZh: "意向忠诚" },
  { label: "affective", labelZh: "情感忠诚" },
  { label: "cognitive", labelZh: "认知忠诚" },
  { label: "none", labelZh: "尚未忠诚" },
];

/**
 * How far a customer's loyalty has formed (客户忠诚形成的一般过程: 认知 → 认可 → 偏好 → 忠诚): cognitive, affective, conative, action.
 *
 * The last stage of the unbroken run from the first whose scores reach the threshold; `none` where the first does not. A later stage
 * without the earlier ones does not count.
 *
 * @param data - The four scores of one customer as numbers, or of many as columns without gaps.
 * @param options - The threshold.
 * @returns For one customer the stage, for columns a class column, the highest stage first. The rule is how many stages are reached, 0 to 4.
 * The distance is the smallest change of a score that would change the stage: how far the next one misses the threshold, or the weakest of
 * those reached exceeds it.
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for a score outside 0 to 1; `not-finite`, also for a missing
 * score; `bad-option`.
 * @remarks Source: Oliver (1999), Whence consumer loyalty?, Journal of Marketing 63 (special issue); the threshold is a convention.
 * @example
 * ```ts
 * import { loyaltyStage } from "customer-equity/loyalty";
 * console.log(loyaltyStage({ cognitive: 0.7, affective: 0.8, conative: 0.5, action: 0.9 }).labelZh); // 情感忠诚
 * ```
 */
export function loyaltyStage<D extends LoyaltyScores | LoyaltyScoreColumns>(
  data: D,
  options?: LoyaltyStageOptions,
): Classified<D, Classification, ClassColumn> {
  const { threshold = 0.6 } = requireOptions(options);
  const share = { min: 0, max: 1 };
  const limit = reachLimit(requireNumber(threshold, "options.threshold", share));
  const { single, rows, columns, customers } = readCustomers(data, {
    cognitive: share,
    affective: share,
    conative: share,
    action: share,
  });
  const rules = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let reached = 0;
    let nearest = 1;
    for (const column of columns) {
      const score = column[i]!;
      nearest = Math.min(nearest, Math.abs(score - threshold));
      if (score < limit) break;
      reached++;
    }
    rules[i] = reached;
    distances[i] = nearest;
  }
  const codes = rules.map((reached) => columns.length - reached);
  const column = { classes: loyaltyStages, codes, rules, distances, ...withIds(customers) };
  return (single ? firstClass(column) : column) as Classified<D, Classification, ClassColumn>;
}
