import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import {
  type LikelihoodOptimum,
  type LogLikelihood,
  maximizeLikelihood,
  type Ridge,
} from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { Column, LikelihoodFit } from "../../types.ts";
import { parameterOf, requireCoefficients } from "../covariates/coefficients.ts";
import { missingCovariate } from "../covariates/covariate-effects.ts";
import { type CovariateOptions, requirePenalty } from "../covariates/covariate-options.ts";
import { fitWithCovariates } from "../covariates/fit-with-covariates.ts";
import { calendarColumn, covariateOf, momentsOverTime, withPaths } from "../dynamic/calendar-columns.ts";
import { type LikelihoodRows, likelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import type { ModelUnit } from "../model-unit.ts";
import { requireParameters } from "../models.ts";
import { transactionProcesses } from "./kinds.ts";
import type { TransactionModelBase } from "./process.ts";
import { requireSameUnit } from "./scoring.ts";

/** What the moments of a history say before anything is estimated. */
export interface HistoryMoments {
  /** Repeat purchases per time of observation. */
  readonly meanRate: number;
  /** Mean time of observation. */
  readonly meanAge: number;
  /** Repeat purchases per time until the last of them: how often customers buy while they do. */
  readonly activeRate: number;
  /** Share of customers with a repeat purchase. */
  readonly repeatShare: number;
  /** The covariates, in the order of the columns asked for. */
  readonly covariates?: readonly CovariateMoments[] | undefined;
}

/** How a covariate is distributed over customers. */
export interface CovariateMoments {
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

/** A column that a likelihood reads beside the frequency. */
type LikelihoodColumn = "recency" | "age" | `covariates.${string}` | `calendar.${string}`;

/** How a purchase process is estimated: all that distinguishes its fit from that of another. */
export interface Estimation {
  readonly parameterNames: readonly string[];
  /** The working space in which it is done. */
  readonly transform: Transform;
  /** The columns that enter beside the frequency, in the order in which the likelihood reads them. */
  readonly columns: readonly LikelihoodColumn[];
  /** Log-likelihood and gradient over distinct rows. */
  readonly likelihood: (rows: LikelihoodRows) => LogLikelihood;
  /** Starting points; the best one counts, and a warning says where they disagree. */
  readonly starts: (moments: HistoryMoments) => readonly (readonly number[])[];
  readonly ridges: readonly Ridge[];
  /** Weak normal priors of the working coordinates, for samplers. */
  readonly priors: (
    moments: HistoryMoments,
  ) => readonly { readonly mean: number; readonly standardDeviation: number }[];
  /** Size of the sample on which starts are tried, where a row is expensive; many rows are sampled in any case. */
  readonly sampleRows?: number;
}

/** What every fit of a process may be asked for. */
export interface ProcessOptions extends CovariateOptions<string> {
  readonly start?: object | undefined;
}

/**
 * The fit of a process from a start of the caller's, or from the data's own moments: `make` builds the model of the estimates and of
 * what is `fixed` in it, its unit among them. With covariates, their effects are estimated too.
 */
export function fitProcess<M, Fixed extends { readonly timeUnit: ModelUnit }>(
  estimation: Estimation,
  make: (parameters: never) => M,
  fixed: Fixed,
  history: PurchaseHistory,
  options: ProcessOptions,
): LikelihoodFit<M> {
  const path = "options.start";
  const { start, covariates, penalty } = options;
  const { parameterNames } = estimation;
  const given = start as Readonly<Record<string, unknown>> | undefined;
  if (given !== undefined) {
    requireHistory(history);
    requireParameters(
      requireOptions(given, path),
      parameterNames.map((name) => ({ name })),
      path,
    );
    requireSameUnit(
      given["timeUnit"] as ModelUnit | undefined,
      fixed.timeUnit,
      `${path}.timeUnit`,
      "the unit of the history",
    );
  }
  if (covariates !== undefined) {
    const { parameters: definitions } = Object.values(transactionProcesses).find((one) => one.make === make)!;
    const coefficients = requireCoefficients(covariates, definitions, "options.covariates");
    const names = [...parameterNames, ...coefficients.map(({ name }) => name)];
    return fitWithCovariates(
      {
        plain: estimation,
        definitions,
        coefficients,
        penalty: requirePenalty(penalty),
        start: given && names.map((name) => parameterOf(given as unknown as TransactionModelBase, name)),
      },
      make,
      fixed,
      history,
    );
  }
  if (penalty !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "options.penalty",
      expected: "nothing, without covariates",
      received: penalty,
      advice: "The penalty holds the coefficients of covariates: say which ones in `covariates`.",
    });
  }
  const { estimate, ...rest } = estimateProcess(
    estimation,
    history,
    given && parameterNames.map((name) => given[name] as number),
  );
  const parameters = Object.fromEntries(parameterNames.map((name, i) => [name, estimate[i]!]));
  return { model: make({ ...parameters, ...fixed } as never), ...rest };
}

/** Maximum likelihood from a checked start, or from the data's own moments. */
function estimateProcess(
  estimation: Estimation,
  history: PurchaseHistory,
  start: readonly number[] | undefined,
): LikelihoodOptimum {
  const { likelihood, sampleRows } = estimation;
  const { rows, ...moments } = purchaseRows(history, estimation.columns);
  const sample = sampleOf(rows, rows.index.length > manyRows ? undefined : sampleRows);
  return maximizeLikelihood({
    logLikelihood: likelihood(rows),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: estimation.parameterNames,
    transform: estimation.transform,
    starts: start === undefined ? estimation.starts(moments) : [start],
    sample: sample && { logLikelihood: likelihood(sample), customers: sample.customers },
    ridges: estimation.ridges,
  });
}

/** The weak prior of a logarithm of a shape or precision, and of a logit of a share. */
export const weakPrior: { readonly mean: number; readonly standardDeviation: number } = {
  mean: 0,
  standardDeviation: 1.5,
};

/** The weak prior of the logarithm of a mean rate, around the data's own. */
export function ratePrior(rate: number): { readonly mean: number; readonly standardDeviation: number } {
  return { mean: Math.log(rate), standardDeviation: 2 };
}

/** Rows above which the usual sample is large enough for any process. */
const manyRows = 20_000;

/** Checks a history and groups its equal rows; throws where nobody bought twice, unless they are a `part` of others who did. */
export function purchaseRows(
  history: PurchaseHistory,
  columns: Estimation["columns"],
  part?: "part",
): HistoryMoments & { readonly rows: LikelihoodRows } {
  requireHistory(history);
  const rows = likelihoodRows(
    history.frequency,
    columns.map((name) => columnOf(history, name)),
    history.weight,
  );
  let purchases = 0;
  for (let k = 0; k < rows.counts.length; k++) purchases += rows.counts[k]! * rows.countWeights[k]!;
  if (purchases === 0 && part === undefined) {
    throw new InputError({
      code: "no-repeat-purchases",
      path: "history.frequency",
      expected: "at least one customer with a repeat purchase",
      received: 0,
      advice: "Observe for longer, or score with a model that was fitted on other customers.",
    });
  }
  const { age, recency, frequency, weight } = history;
  let [time, activeTime, repeaters] = [0, 0, 0];
  for (let i = 0; i < age.length; i++) {
    const w = weight?.[i] ?? 1;
    time += w * age[i]!;
    if (frequency[i] === 0) continue;
    activeTime += w * recency[i]!;
    repeaters += w;
  }
  const covariates = columns.filter(
    (name) => name.startsWith("covariates.") || name.startsWith("calendar.purchaseSums."),
  );
  return {
    rows: withPaths(rows, history),
    meanRate: purchases / time,
    meanAge: time / rows.customers,
    activeRate: purchases / activeTime,
    repeatShare: repeaters / rows.customers,
    ...(covariates.length === 0
      ? {}
      : { covariates: covariates.map((name) => momentsAt(history, name, rows.customers)) }),
  };
}

function columnOf(history: PurchaseHistory, name: LikelihoodColumn): Column {
  if (name === "recency" || name === "age") return history[name];
  if (name.startsWith("calendar.")) return calendarColumn(history, name.slice("calendar.".length));
  const own = name.slice(name.indexOf(".") + 1);
  const column = Object.hasOwn(history.covariates ?? {}, own) ? history.covariates![own] : undefined;
  if (column === undefined) throw missingCovariate(own, "history.covariates");
  return column;
}

function momentsAt(history: PurchaseHistory, name: LikelihoodColumn, customers: number): CovariateMoments {
  if (name.startsWith("calendar.")) return momentsOverTime(history, covariateOf(name));
  return momentsOf(columnOf(history, name), history.weight, customers);
}

function momentsOf(column: Column, weight: Column | undefined, customers: number): CovariateMoments {
  let [sum, squares, least, most] = [0, 0, Infinity, -Infinity];
  for (let i = 0; i < column.length; i++) {
    sum += (weight?.[i] ?? 1) * column[i]!;
    least = Math.min(least, column[i]!);
    most = Math.max(most, column[i]!);
  }
  const mean = sum / customers;
  for (let i = 0; i < column.length; i++) squares += (weight?.[i] ?? 1) * (column[i]! - mean) ** 2;
  return { mean, deviation: least === most ? 0 : Math.sqrt(squares / customers), least, most };
}

/** The ridge along which customers do not differ in their purchase rates: the first of the working coordinates, ln r, runs away. */
export const sameRatesRidge: Ridge = {
  axis: 0,
  towards: 1,
  limit: {
    code: "no-overdispersion",
    message:
      "Customers do not differ in their purchase rates beyond chance: r and alpha run to infinity with r / alpha fixed. Predictions remain valid; r and alpha mean nothing one by one.",
  },
  weak: {
    code: "weak-r",
    message: "The spread of purchase rates (r) is poorly determined; predictions remain valid.",
  },
};
