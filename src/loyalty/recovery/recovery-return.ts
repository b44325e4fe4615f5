import { requireColumn, requireKnown, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { normalQuantile } from "../../numeric/distributions.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { percentileInterval } from "../../statistics/percentile-interval.ts";
import type { Column, ParameterInterval, Warning } from "../../types.ts";

/** A programme of service recovery in a period. */
export interface RecoveryProgram {
  /** Failures that are taken care of: cases. */
  readonly failures: number;
  /** Share of them that are made good. */
  readonly recoveredShare: number;
  /** Share of customers who stay after a recovery. */
  readonly retentionIfRecovered: number;
  /** Share who stay without one. */
  readonly retentionIfNot: number;
  /** Lifetime value of a customer kept. */
  readonly lifetimeValue: number;
  /**
   * What the good word of a recovered customer is worth.
   * @defaultValue 0
   */
  readonly wordOfMouthValue?: number | undefined;
  /** Cost of a case, recovered or not; above 0. */
  readonly costPerCase: number;
}

/** The name of an input of {@link recoveryReturn}. */
export type RecoveryInput = keyof RecoveryProgram;

/** Options of {@link recoveryReturn}. */
export interface RecoveryReturnOptions extends LevelOptions {
  /**
   * Standard errors of inputs that were estimated; the others count as known.
   * @defaultValue none
   */
  readonly standardErrors?: Readonly<Partial<Record<RecoveryInput, number>>> | undefined;
  /**
   * Draws of inputs (bootstrap, posterior), columns of one length; entry k of each belongs to draw k, the other inputs stay as given.
   * @defaultValue none
   */
  readonly draws?: Readonly<Partial<Record<RecoveryInput, Column>>> | undefined;
}

/** What {@link recoveryReturn} returns. */
export interface RecoveryReturn {
  /** Customers kept: failures · recoveredShare · (retentionIfRecovered − retentionIfNot). */
  readonly customersSaved: number;
  /** customersSaved · lifetimeValue + failures · recoveredShare · wordOfMouthValue. */
  readonly benefit: number;
  /** failures · costPerCase. */
  readonly cost: number;
  /** benefit − cost. */
  readonly net: number;
  /** net / cost (补救投资回报率). */
  readonly returnOnInvestment: number;
  /** Cost of a case at which the return is 0: benefit / failures. */
  readonly breakEvenCostPerCase: number;
  /** Standard error of the return by the delta method, inputs taken as independent; `null` without standard errors. */
  readonly standardError: number | null;
  /** returnOnInvestment ± z · standard error; `null` likewise. */
  readonly deltaInterval: ParameterInterval | null;
  /** Percentile interval of the return over the draws; `null` without. */
  readonly drawsInterval: ParameterInterval | null;
  /** Share of the draws with a return above 0; `null` without. */
  readonly profitableShare: number | null;
  /** `recovery-harms` where recovered customers stay less often than others. */
  readonly warnings: readonly Warning[];
}

const share = { min: 0, max: 1 };
const amount = { min: 0, max: 1e12 };
const least = 1e-9;
const rules = {
  failures: { min: 0, openMin: true, max: 1e12 },
  recoveredShare: share,
  retentionIfRecovered: share,
  retentionIfNot: share,
  lifetimeValue: amount,
  wordOfMouthValue: amount,
  costPerCase: { min: least, max: 1e12, advice: "A recovery that costs nothing has no return on investment." },
} as const;
const inputs = Object.keys(rules) as RecoveryInput[];

type Inputs = Readonly<Record<RecoveryInput, number>>;

/**
 * What service recovery pays back (服务补救投资回报率): customers kept and good words against the cost of all cases.
 *
 * saved = failures · recovered · (retention if recovered − if not); benefit = saved · lifetime value + failures · recovered · word of mouth;
 * return = (benefit − cost)/cost; it is 0 at a cost of benefit/failures a case. Standard error by the delta method: √Σ (∂return/∂x · SE)².
 *
 * @param program - Failures, who is recovered and who stays, what a customer is worth, what a case costs.
 * @param options - Standard errors or draws of the inputs; level of the intervals.
 * @returns Customers saved, benefit, cost, return, break-even cost, and intervals of the return.
 * @throws InputError `out-of-range` for shares outside 0 to 1, no failures or no cost, `not-finite`, `length-mismatch` for draws of different
 * number, `empty`, `bad-option` for errors or draws of what is no input.
 * @remarks The retention of those not recovered should come from like customers with like problems: those whom the bank could not recover
 * differ in both. Lifetime values from `customerLifetimeValue` of clv. How satisfaction passes on to profit: {@link satisfactionProfitChain}.
 * There is no standard twin.
 * @example
 * ```ts
 * import { recoveryReturn } from "customer-equity/loyalty";
 * const { returnOnInvestment, breakEvenCostPerCase, deltaInterval } = recoveryReturn(
 *   {
 *     failures: 1000, recoveredShare: 0.7, retentionIfRecovered: 0.85, retentionIfNot: 0.45,
 *     lifetimeValue: 1800, wordOfMouthValue: 40, costPerCase: 150,
 *   },
 *   { standardErrors: { retentionIfRecovered: 0.02, retentionIfNot: 0.04 } },
 * );
 * console.log(returnOnInvestment.toFixed(3), breakEvenCostPerCase.toFixed(0), deltaInterval!.lower.toFixed(2)); // 2.547 532 1.81
 * ```
 */
export function recoveryReturn(program: RecoveryProgram, options?: RecoveryReturnOptions): RecoveryReturn {
  const { level: asked, standardErrors, draws } = requireOptions(options);
  const level = requireLevel(asked);
  const given = requireOptions(program, "program") as RecoveryProgram;
  requireKnown(given, inputs, "program");
  const values = Object.fromEntries(
    inputs.map((input) => {
      const value = input === "wordOfMouthValue" ? (given[input] ?? 0) : given[input];
      return [input, requireNumber(value, `program.${input}`, rules[input])];
    }),
  ) as Inputs;
  const customersSaved =
    values.failures * values.recoveredShare * (values.retentionIfRecovered - values.retentionIfNot);
  const benefit =
    customersSaved * values.lifetimeValue + values.failures * values.recoveredShare * values.wordOfMouthValue;
  const cost = values.failures * values.costPerCase;
  const returnOnInvestment = returnOf(values);
  const standardError = standardErrors === undefined ? null : deltaError(values, standardErrors);
  const reach = standardError === null ? null : normalQuantile(0.5 + level / 2) * standardError;
  const drawn = draws === undefined ? null : returnsOf(values, draws);
  return {
    customersSaved,
    benefit,
    cost,
    net: benefit - cost,
    returnOnInvestment,
    breakEvenCostPerCase: breakEven(values),
    standardError,
    deltaInterval: reach === null ? null : { lower: returnOnInvestment - reach, upper: returnOnInvestment + reach },
    drawsInterval: drawn === null ? null : percentileInterval(drawn, level),
    profitableShare: drawn === null ? null : drawn.filter((value) => value > 0).length / drawn.length,
    warnings:
      customersSaved < 0
        ? [
            {
              code: "recovery-harms",
              message:
                "Recovered customers stay less often than those not recovered: check whether the two retention rates were exchanged, or compare like cases.",
            },
          ]
        : [],
  };
}

/** Benefit of a case. */
function breakEven(values: Inputs): number {
  const { recoveredShare, retentionIfRecovered, retentionIfNot, lifetimeValue, wordOfMouthValue } = values;
  return recoveredShare * ((retentionIfRecovered - retentionIfNot) * lifetimeValue + wordOfMouthValue);
}

function returnOf(values: Inputs): number {
  return breakEven(values) / values.costPerCase - 1;
}

function deltaError(values: Inputs, given: NonNullable<RecoveryReturnOptions["standardErrors"]>): number {
  const errors = requireOptions(given, "options.standardErrors");
  requireKnown(errors, inputs, "options.standardErrors");
  if (Object.values(errors).every((error) => error === undefined)) {
    throw new InputError({
      code: "empty",
      path: "options.standardErrors",
      expected: "a standard error of an input",
      received: errors,
    });
  }
  const { recoveredShare: s, retentionIfRecovered, retentionIfNot, lifetimeValue, wordOfMouthValue } = values;
  const kept = retentionIfRecovered - retentionIfNot;
  const slopes: Inputs = {
    failures: 0,
    recoveredShare: kept * lifetimeValue + wordOfMouthValue,
    retentionIfRecovered: s * lifetimeValue,
    retentionIfNot: -s * lifetimeValue,
    lifetimeValue: s * kept,
    wordOfMouthValue: s,
    costPerCase: -breakEven(values) / values.costPerCase,
  };
  const parts = inputs.map((input) => {
    const error = requireNumber(errors[input] ?? 0, `options.standardErrors.${input}`, amount);
    return (slopes[input] * error) / values.costPerCase;
  });
  return Math.hypot(...parts);
}

/** The return of each draw. */
function returnsOf(values: Inputs, given: NonNullable<RecoveryReturnOptions["draws"]>): Float64Array {
  const draws = requireOptions(given, "options.draws");
  requireKnown(draws, inputs, "options.draws");
  const names = inputs.filter((input) => draws[input] !== undefined);
  let rows: number | undefined;
  for (const input of names) {
    const path = `options.draws.${input}`;
    requireRows(draws[input]!, path);
    rows = requireColumn(draws[input], path, rules[input], rows).length;
  }
  if (rows === undefined) {
    throw new InputError({ code: "empty", path: "options.draws", expected: "draws of an input", received: draws });
  }
  return Float64Array.from({ length: rows }, (_, k) =>
    returnOf({ ...values, ...Object.fromEntries(names.map((input) => [input, draws[input]![k]!])) }),
  );
}
