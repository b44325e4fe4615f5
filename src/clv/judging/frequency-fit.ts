import { requireNumber, requireOptions } from "../../checks.ts";
import { chiSquareSurvival } from "../../numeric/distributions.ts";
import type { Column, Fitted, Warning } from "../../types.ts";
import { type NewcomerGroup, newcomersBy } from "../covariates/covariate-columns.ts";
import { effectCount } from "../covariates/covariate-effects.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { unwrapModel } from "../models.ts";
import { processOf, type TransactionModel } from "../transactions/kinds.ts";
import { type Prepared, prepare } from "../transactions/scoring.ts";

/** Options of {@link frequencyFit}. */
export interface FrequencyFitOptions {
  /**
   * Customers with this many repeat purchases or more share the last bin; 1 to 500.
   * @defaultValue 7
   */
  readonly maxFrequency?: number | undefined;
  /**
   * How many parameters were estimated on these very customers: 0 for a model that was fitted to others.
   * @defaultValue all parameters of the model
   */
  readonly estimatedParameters?: number | undefined;
}

/** Customers with one number of repeat purchases. */
export interface FrequencyBin {
  readonly frequency: number;
  /** The last bin: this many or more. */
  readonly open: boolean;
  /** Customers who have made so many repeat purchases. */
  readonly actual: number;
  /** Customers who were expected to. */
  readonly expected: number;
}

/** What {@link frequencyFit} returns. */
export interface FrequencyFit {
  readonly customers: number;
  /** From 0 repeat purchases up; both columns add up to the customers. */
  readonly bins: readonly FrequencyBin[];
  /** Sum of (actual − expected)² / expected; `null` where nobody was expected in a bin that is not empty. */
  readonly chiSquare: number | null;
  /** Bins − 1 − estimated parameters; `null` where nothing is left. */
  readonly degreesOfFreedom: number | null;
  /** Chance of a worse fit if the model is right; `null` where one of the above is. */
  readonly pValue: number | null;
  readonly warnings: readonly Warning[];
}

/** Below this expectation the chi-square distribution is no good approximation. */
const fewCustomers = 5;

/**
 * Compares how many customers made 0, 1, 2, … repeat purchases with how many were expected to (购买次数分布拟合): whether the model
 * describes the customers it was fitted to.
 *
 * Expected: the sum over customers of P(X(T) = n), T being the customer's own age; the last bin is open, its expectation the rest. Tested by
 * χ² = Σ (actual − expected)² / expected with bins − 1 − estimated parameters degrees of freedom. With very many customers every model
 * fails this test: then look at how large the differences are.
 *
 * @param subject - A model, or the fit that holds it.
 * @param history - The customers; weights are counted as customers.
 * @param options - The last bin; how many parameters were estimated on these customers.
 * @returns Bins, χ², degrees of freedom and p-value; a warning `few-expected` where a bin has an expectation below 5.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for an option.
 * @remarks Source: Fader, Hardie & Lee (2005), Marketing Science 24(2), figure 2: χ² of 4.82 (BG/NBD) and 11.99 (Pareto/NBD) on the CDNOW
 * sample, which a test reproduces. Twins: BTYD `bgnbd.PlotFrequencyInCalibration`, CLVTools `plot(which = "pmf")`,
 * lifetimes `plot_period_transactions` (by simulation); none of them tests.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, frequencyFit, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 2000, age: 39, seed: 7 });
 * const { bins, degreesOfFreedom, pValue } = frequencyFit(fitBgNbd(history), history);
 * console.log(bins.length, degreesOfFreedom, pValue !== null && pValue > 0.01); // 8 3 true
 * ```
 */
export function frequencyFit(
  subject: Fitted<TransactionModel>,
  history: PurchaseHistory,
  options?: FrequencyFitOptions,
): FrequencyFit {
  const { maxFrequency = 7, estimatedParameters } = requireOptions(options);
  requireNumber(maxFrequency, "options.maxFrequency", { min: 1, max: 500, integer: true });
  const model = unwrapModel(subject);
  const estimated = requireNumber(
    estimatedParameters ?? processOf(model).parameters.length + effectCount(model.covariates),
    "options.estimatedParameters",
    { min: 0, integer: true },
  );
  const prepared = prepare(model, history);
  const { frequency, age, weight } = history;

  const actual = new Float64Array(maxFrequency + 1);
  let customers = 0;
  for (let i = 0; i < frequency.length; i++) {
    const own = weight?.[i] ?? 1;
    customers += own;
    actual[Math.min(frequency[i]!, maxFrequency)]! += own;
  }
  const expected = expectedCounts(prepared, newcomersBy(prepared.rows, age, weight), maxFrequency);

  let chiSquare = 0;
  for (let n = 0; n <= maxFrequency; n++) {
    const distance = (actual[n]! - expected[n]!) ** 2;
    if (distance > 0) chiSquare += distance / expected[n]!;
  }
  const degreesOfFreedom = maxFrequency - estimated;
  const tested = Number.isFinite(chiSquare) && degreesOfFreedom > 0;
  return {
    customers,
    bins: Array.from(actual, (count, n) => ({
      frequency: n,
      open: n === maxFrequency,
      actual: count,
      expected: expected[n]!,
    })),
    chiSquare: Number.isFinite(chiSquare) ? chiSquare : null,
    degreesOfFreedom: degreesOfFreedom > 0 ? degreesOfFreedom : null,
    pValue: tested ? chiSquareSurvival(chiSquare, degreesOfFreedom) : null,
    warnings: warningsOf(expected),
  };
}

/** Customers expected to have made 0, 1, …, and `last` or more repeat purchases, from how many there are of each age. */
function expectedCounts({ model, process }: Prepared, groups: readonly NewcomerGroup[], last: number): Float64Array {
  const counts = Array.from({ length: last }, (_, n) => n);
  const expected = new Float64Array(last + 1);
  for (const { key: horizon, newcomers, customers } of groups) {
    const chances = counts.map(() => new Float64Array(newcomers.length));
    process.transactionProbabilities(model, newcomers, horizon, counts, chances);
    customers.forEach((own, c) => {
      let rest = 1;
      chances.forEach((chance, n) => {
        expected[n]! += own * chance[c]!;
        rest -= chance[c]!;
      });
      expected[last]! += own * Math.max(0, rest);
    });
  }
  return expected;
}

function warningsOf(expected: Column): readonly Warning[] {
  const few = Array.from(expected).filter((count) => count < fewCustomers).length;
  if (few === 0) return [];
  return [
    {
      code: "few-expected",
      message: `In ${few} bins fewer than ${fewCustomers} customers were expected, too few for the p-value to be trusted: lower maxFrequency or take more customers.`,
      count: few,
    },
  ];
}
