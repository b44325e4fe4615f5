import { requireFlag, requireLength, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { largestAnswer, readAnswers } from "../../survey/answers.ts";
import type { ClassName, Column, NullableColumn } from "../../types.ts";

/** How strong an attitude is, and whether it tells the bank from its rivals. */
export interface AttitudeStrength {
  /** How sure the customer is of the opinion (态度强度). */
  readonly strength: "strong" | "weak";
  /** Whether the customer thinks better of this bank than of others (态度差异). */
  readonly differentiated: boolean;
}

/** One of the four levels of relative attitude. */
export interface RelativeAttitudeLevel extends ClassName {
  /** The level. */
  readonly label: "highest" | "high" | "low" | "lowest";
  /** The level as a number from 1 to 4, for `loyaltyMatrix` with the scale `{ min: 1, max: 4 }`, whose middle parts low from high. */
  readonly level: number;
}

/** The four levels of relative attitude (相对态度), the highest first. */
export const relativeAttitudeLevels: readonly RelativeAttitudeLevel[] = [
  { label: "highest", labelZh: "最高", level: 4 },
  { label: "high", labelZh: "高", level: 3 },
  { label: "low", labelZh: "低", level: 2 },
  { label: "lowest", labelZh: "最低", level: 1 },
];

/**
 * How high an attitude is beside that to rivals (相对态度), from its strength and from whether it tells the banks apart.
 *
 * Strong and differentiated: highest; weak and differentiated: high; strong and not: low; weak and not: lowest. That the bank is told apart
 * counts for more than strength: who thinks highly of every bank is nobody's loyal customer.
 *
 * @param attitude - Strength, and whether the bank is told from others.
 * @returns The level with its Chinese name, and as a number.
 * @throws InputError `bad-option` for another word or no flag.
 * @remarks Source: Dick & Basu (1994), figure 2.
 * @example
 * ```ts
 * import { relativeAttitudeLevel } from "customer-equity/loyalty";
 * console.log(relativeAttitudeLevel({ strength: "weak", differentiated: true }).label); // high
 * ```
 */
export function relativeAttitudeLevel(attitude: AttitudeStrength): RelativeAttitudeLevel {
  const { strength, differentiated } = requireOptions(attitude, "attitude");
  const strong = requireOneOf(strength, "attitude.strength", ["strong", "weak"]) === "strong";
  const apart = requireFlag(differentiated, "attitude.differentiated");
  return relativeAttitudeLevels[(apart ? 0 : 2) + (strong ? 0 : 1)]!;
}

/** What one customer thinks of the own bank and of others. */
export interface BankAttitudes {
  /** The attitude to the own bank, on any scale. */
  readonly own: number;
  /** By bank the attitude to it, on the same scale; `null` for a bank that the customer does not use. */
  readonly others: Readonly<Record<string, number | null>>;
}

/** What many customers think of the own bank and of others, one entry a customer. */
export interface BankAttitudeColumns {
  /** The attitude to the own bank, `null` where there is no answer. */
  readonly own: Column | NullableColumn;
  /** By bank the attitude to it, `null` for who does not use it. */
  readonly others: Readonly<Record<string, Column | NullableColumn>>;
}

/** Options of {@link relativeAttitude}. */
export interface RelativeAttitudeOptions {
  /**
   * What the own bank is compared with: the mean of the others used, or the best of them.
   * @defaultValue "mean"
   */
  readonly against?: "mean" | "best" | undefined;
}

/**
 * How much better customers think of the own bank than of the others they use (相对态度): the attitude to it less the mean, or the best, of
 * those to the others.
 *
 * own − mean(others) or own − max(others), over the other banks of which there is an answer.
 *
 * @param data - One customer as numbers, or many as columns.
 * @param options - What to compare with.
 * @returns A difference in points of the scale; `null` where the customer uses no other bank, or gave no answer on the own one. For columns
 * one entry a customer.
 * @throws InputError `empty`, `length-mismatch`, `not-finite`, `bad-option`; `out-of-range` beyond ±1e70.
 * @remarks Source: Dick & Basu (1994); mean or best is a convention. On a scale from 1 to 7 differences go from −6 to 6, with 0 in the
 * middle: `loyaltyMatrix` takes them with the scale `{ min: -6, max: 6 }`.
 * @example
 * ```ts
 * import { relativeAttitude } from "customer-equity/loyalty";
 * const customer = { own: 6, others: { north: 5, south: 3 } };
 * console.log(relativeAttitude(customer), relativeAttitude(customer, { against: "best" })); // 2 1
 * console.log(relativeAttitude({ own: [6, 5], others: { north: [5, null], south: [3, null] } })); // [ 2, null ]
 * ```
 */
export function relativeAttitude<D extends BankAttitudes | BankAttitudeColumns>(
  data: D,
  options?: RelativeAttitudeOptions,
): D extends BankAttitudes ? number | null : NullableColumn {
  const { against = "mean" } = requireOptions(options);
  const best = requireOneOf(against, "options.against", ["mean", "best"]) === "best";
  const { own, others } = requireOptions(data, "data") as BankAttitudes | BankAttitudeColumns;
  const rivals = requireOptions(others, "data.others");
  if (Object.keys(rivals).length === 0) {
    throw new InputError({ code: "empty", path: "data.others", expected: "at least one other bank", received: others });
  }
  const compare = (mine: number, theirs: readonly number[]): number | null => {
    if (Number.isNaN(mine) || theirs.length === 0) return null;
    return mine - (best ? Math.max(...theirs) : theirs.reduce((sum, value) => sum + value / theirs.length, 0));
  };
  const result =
    typeof own === "number"
      ? compare(requireNumber(own, "data.own", anyAnswer), attitudesOfOne(rivals as BankAttitudes["others"]))
      : compareColumns(own, rivals as BankAttitudeColumns["others"], compare);
  return result as D extends BankAttitudes ? number | null : NullableColumn;
}

/** Differences of answers within this are numbers. */
const anyAnswer = { min: -largestAnswer, max: largestAnswer };

function attitudesOfOne(others: BankAttitudes["others"]): number[] {
  return Object.entries(others).flatMap(([bank, value]) =>
    value === null ? [] : [requireNumber(value, `data.others.${bank}`, anyAnswer)],
  );
}

function compareColumns(
  own: BankAttitudeColumns["own"],
  others: BankAttitudeColumns["others"],
  compare: (mine: number, theirs: readonly number[]) => number | null,
): NullableColumn {
  const mine = readAnswers({ own }, "data", { scale: anyAnswer }).columns[0]!;
  const { items, columns, respondents } = readAnswers(others, "data.others", { scale: anyAnswer });
  requireLength(columns[0]!, `data.others.${items[0]}`, mine.length);
  return Array.from({ length: respondents }, (_, i) =>
    compare(
      mine[i]!,
      columns.map((column) => column[i]!).filter((attitude) => !Number.isNaN(attitude)),
    ),
  );
}
