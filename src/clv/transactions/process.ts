import type { RandomStream } from "../../numeric/random.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import type { CovariatePath } from "../history/history-calendar.ts";
import type { ModelUnit } from "../model-unit.ts";
import type { ParameterDefinition } from "../models.ts";
import type { DiscountRates } from "./discount-rates.ts";

/** What every model of purchases carries besides its parameters. */
export interface TransactionModelBase {
  /** Which process: the word that the verbs dispatch on. */
  readonly kind: string;
  /** Version of the stored form. */
  readonly version: 1;
  /** The unit of every time that goes in or comes out. */
  readonly timeUnit: ModelUnit;
  /** How covariates act on its parameters: by parameter, the coefficient of each covariate. */
  readonly covariates?: CovariateEffects | undefined;
}

/** Customers to be scored, as typed columns of equal length. */
export interface Rows {
  readonly length: number;
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Sums of the logarithms of the gaps, where they are known. */
  readonly logGapSum?: Float64Array | undefined;
  /** The covariates that the model asks for. */
  readonly covariates?: Readonly<Record<string, Float64Array>> | undefined;
  /** Covariates over time, where they are known. */
  readonly calendar?: RowCalendar | undefined;
}

/** Covariates over time: for each row the index of its path, and by covariate the sums of the values at its repeat purchases. */
export interface RowCalendar {
  readonly path: Float64Array;
  readonly paths: readonly CovariatePath[];
  readonly purchaseSums: Readonly<Record<string, Float64Array>>;
}

/** What a drop-out rate or chance is counted by. */
export type DropOutBasis = "time" | "purchase" | "opportunity";

/** Mean rates of each customer given the history, for {@link TransactionProcess}. */
export interface ProcessRates<M> {
  /** `null` where nobody drops out: `dropOut` is then left as it is. */
  readonly dropOutPer: DropOutBasis | null;
  /** Writes the means of the purchase rate and of the drop-out rate or chance. */
  means(model: M, rows: Rows, purchaseRate: Float64Array, dropOut: Float64Array): void;
}

/**
 * A purchase process: what the generic verbs need of it. Every function writes one entry a row into `out`; arguments are
 * checked before they arrive. `horizon` and `rate` are in the model's unit.
 */
export interface TransactionProcess<M extends TransactionModelBase> {
  readonly kind: M["kind"];
  readonly label: string;
  readonly labelZh: string;
  readonly parameters: readonly ParameterDefinition[];
  /** Parameters that a model may have besides; what they may be depends on the others, and `make` checks it. */
  readonly optionalParameters?: readonly ParameterDefinition[] | undefined;
  /** There where covariates change over time: checks that rows come with a calendar of those that the model asks for. */
  requireCalendar?(model: M, calendar: RowCalendar | undefined, path: string): void;
  /** Set where the process counts opportunities instead of time. */
  readonly unit?: "opportunity";
  /** The checked constructor, for parameters of any origin. */
  readonly make: (parameters: never) => M;
  /** Log-likelihood of each customer's history. */
  logLikelihoods(model: M, rows: Rows, out: Float64Array): void;
  /** Chance that the customer is still active `ahead` after the end of observation. */
  probabilityAlive(model: M, rows: Rows, ahead: number, out: Float64Array): void;
  /** Expected purchases in the `horizons` after the end of observation, one column for each horizon. */
  expectedTransactions(model: M, rows: Rows, horizons: readonly number[], out: readonly Float64Array[]): void;
  /** The same, each purchase discounted at a continuous rate; the horizon may be Infinity. */
  discountedExpectedTransactions(model: M, rows: Rows, horizon: number, rates: DiscountRates, out: Float64Array): void;
  /** Chance of exactly `counts[j]` purchases in the horizon, one column for each count. */
  transactionProbabilities(
    model: M,
    rows: Rows,
    horizon: number,
    counts: readonly number[],
    out: readonly Float64Array[],
  ): void;
  /**
   * Draws one customer's purchase times in (0, horizon] after the end of observation, given the history in row i, and pushes
   * them onto `times`; returns whether the customer is active at the end.
   */
  simulate(model: M, rows: Rows, i: number, horizon: number, stream: RandomStream, times: number[]): boolean;
  /** Mean rates given the history; absent where the process does not tell them. */
  readonly rates?: ProcessRates<M>;
}
