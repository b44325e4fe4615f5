import { requireColumn, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column, Fitted } from "../../types.ts";
import { withSameCovariates } from "../covariates/covariate-columns.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { type ModelUnit, requireWholeOpportunities } from "../model-unit.ts";
import { unwrapModel } from "../models.ts";
import { expectedSpend } from "../spend/expected-spend.ts";
import type { SpendModel } from "../spend/kinds.ts";
import { discountedExpectedTransactions } from "../transactions/discounted-expected-transactions.ts";
import { processOf, type TransactionModel } from "../transactions/kinds.ts";
import { requireHorizon } from "../transactions/scoring.ts";
import { type ContourLine, contourLines } from "./contour-lines.ts";

/** What a purchase of the customers on the map brings. */
export interface IsoValueSpend {
  readonly model: Fitted<SpendModel>;
  /** Profit margin: the share of an amount that is kept, 0.3 means 30 %. */
  readonly margin: number;
  /**
   * Mean spend of a repeat purchase of these customers; above 0.
   * @defaultValue nothing is known: every purchase is expected to bring the mean of all customers
   */
  readonly meanSpend?: number | undefined;
}

/** Options of {@link isoValueCurves}. */
export interface IsoValueCurvesOptions {
  /** Time since the first purchase of all customers on the map, in the model's unit; above 0. */
  readonly age: number;
  /**
   * How far ahead, in the model's unit.
   * @defaultValue Infinity
   */
  readonly horizon?: number | undefined;
  /** Discount rate a year: 0.1 means 10 %. */
  readonly annualDiscountRate: number;
  /** Most repeat purchases on the map, 2 to 1,000. */
  readonly maxFrequency: number;
  /**
   * The values to draw a curve for, at most 50.
   * @defaultValue four to ten round values, evenly spaced
   */
  readonly levels?: Column | undefined;
  /**
   * Into how many equal steps the age is divided, 2 to 1,000; where a model counts opportunities, each of them is a step.
   * @defaultValue 40
   */
  readonly recencySteps?: number | undefined;
  /** Values in money instead of purchases. */
  readonly spend?: IsoValueSpend | undefined;
  /** What is known of the customers on the map, for models with covariates. */
  readonly covariates?: Readonly<Record<string, number>> | undefined;
}

/** Customers of equal value: points of frequency and recency, in order along the line. */
export interface IsoValueCurve {
  readonly level: number;
  readonly frequency: readonly number[];
  readonly recency: readonly number[];
  /** The curve bends backwards: at some recency it passes two frequencies, of which the higher is worth no more. */
  readonly bendsBack: boolean;
}

/** Where, at one recency, more purchases begin to mean less value. */
export interface TurningPoint {
  readonly recency: number;
  /** The frequency of the highest value; every higher one on the map is worth less. */
  readonly frequency: number;
  readonly value: number;
}

/** What {@link isoValueCurves} returns. */
export interface IsoValueCurves {
  /** What the values are: discounted purchases, or what they bring. */
  readonly measure: "discounted purchases" | "value";
  readonly age: number;
  readonly horizon: number;
  readonly annualDiscountRate: number;
  readonly timeUnit: ModelUnit;
  /** The rows of `values`: 1, 2, … repeat purchases. */
  readonly frequency: readonly number[];
  /** The columns of `values`: times from the first to the last purchase, up to the age. */
  readonly recency: readonly number[];
  /** `values[i][j]` at `frequency[i]` and `recency[j]`; `null` where so many purchases do not fit into so few opportunities. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The value of a customer of this age without a repeat purchase. */
  readonly withoutRepeat: number;
  /** The curves, by level upwards; a level may have several. */
  readonly curves: readonly IsoValueCurve[];
  /** Each recency at which the highest frequency on the map is not the most valuable one. */
  readonly turningPoints: readonly TurningPoint[];
}

/** The most levels where none were asked for. */
const usualLevels = 10;

/**
 * Value of customers of one age by frequency and recency, and the curves along which it is the same (等值曲线): who is worth as much as
 * whom. Up to a point more purchases mean more value; but of two customers who have been silent for equally long the more frequent one
 * is the more likely to be gone, so that the curves bend backwards where the last purchase is long ago.
 *
 * The matrix holds discounted expected transactions, or these times expected spend and margin, at whole frequencies and evenly spaced
 * recencies. Curves by marching squares on it: crossings are interpolated along straight lines between neighbours; where high corners of
 * a cell lie across from each other, the mean of its four values decides whether they are joined.
 *
 * @param subject - A model of purchases, or the fit that holds it.
 * @param options - Age, discount rate, most repeat purchases; horizon, levels, steps, spend.
 * @returns The matrix, the curves, and where curves bend backwards.
 * @throws InputError `out-of-range`, `not-finite` or `bad-option` for an option; `diverges` where the values are infinite: nothing is
 * discounted to infinity, or the mean spend is infinite.
 * @remarks Source: Fader, Hardie & Lee (2005), RFM and CLV: Using iso-value curves for customer base analysis, Journal of Marketing Research
 * 42(4). Twin: BTYD `pnbd.Plot.DERT`, Pareto/NBD only, at an infinite horizon.
 * @example
 * ```ts
 * import { isoValueCurves, paretoNbd } from "customer-equity/clv";
 * const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
 * const { curves, turningPoints } = isoValueCurves(model, { age: 78, annualDiscountRate: 0.15, maxFrequency: 14 });
 * console.log(curves.length > 4, turningPoints.length > 10); // true true
 * ```
 */
export function isoValueCurves(subject: Fitted<TransactionModel>, options: IsoValueCurvesOptions): IsoValueCurves {
  const model = unwrapModel(subject);
  requireMap(model);
  const { horizon = Infinity, spend, levels } = requireOptions(options);
  const age = requireNumber(options?.age, "options.age", { min: 0, openMin: true });
  requireWholeOpportunities(model.timeUnit, [age], "options.age");
  requireHorizon(horizon, "options.horizon", true);
  const annualDiscountRate = requireNumber(options.annualDiscountRate, "options.annualDiscountRate", {
    min: 0,
    max: 1,
    advice: "A rate of 0.1 means 10 % a year.",
  });
  const frequency = upTo(requireNumber(options.maxFrequency, "options.maxFrequency", steps));
  const recency = recencies(age, model.timeUnit, options.recencySteps);
  if (levels !== undefined) {
    requireRows(requireColumn(levels, "options.levels"), "options.levels");
    requireNumber(levels.length, "options.levels.length", { max: 50 });
  }

  const customers = withSameCovariates(grid(model, age, frequency, recency), options.covariates);
  const counts = discountedExpectedTransactions(model, customers, { annualDiscountRate, horizon });
  const each = spend === undefined ? undefined : perPurchase(spend, customers);
  const found = counts.map((count, k) => (count === 0 ? 0 : count * (each?.[k] ?? 1)));
  if (!found.every(Number.isFinite)) {
    throw new InputError({
      code: "diverges",
      path: "options",
      expected: "values that are finite",
      received: Infinity,
      advice:
        "Give a discount rate above 0 or a horizon; where the mean spend is infinite, fit it with finiteMean: true.",
    });
  }

  // The first of the customers has no repeat purchase; the others follow in the order of the matrix.
  let next = 1;
  const values = frequency.map((x) => recency.map((t) => (fits(model, x, t) ? found[next++]! : null)));
  const chosen = levels === undefined ? roundLevels(found.subarray(1)) : [...new Set(levels)].sort((a, b) => a - b);
  return {
    measure: spend === undefined ? "discounted purchases" : "value",
    age,
    horizon,
    annualDiscountRate,
    timeUnit: model.timeUnit,
    frequency,
    recency,
    values,
    withoutRepeat: found[0]!,
    curves: chosen.flatMap((level) =>
      contourLines(recency, frequency, values, level).map((line) => ({
        level,
        frequency: line.y,
        recency: line.x,
        bendsBack: bendsBack(line),
      })),
    ),
    turningPoints: turningPoints(frequency, recency, values),
  };
}

/** Where covariates change over time, customers of the same frequency, recency and age still differ. */
function requireMap(model: TransactionModel): void {
  if (processOf(model).requireCalendar === undefined) return;
  throw new InputError({
    code: "unknown-kind",
    path: "model.kind",
    expected: "a model without covariates that change over time",
    received: model.kind,
    advice:
      "Purchases are worth more or less by when they were made: fit paretoNbd for a map, or score the customers themselves.",
  });
}

const steps = { min: 2, max: 1000, integer: true } as const;

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

function recencies(age: number, unit: ModelUnit, asked: number | undefined): readonly number[] {
  if (unit === "opportunity") return upTo(requireNumber(age, "options.age", steps));
  const count = requireNumber(asked ?? 40, "options.recencySteps", steps);
  return upTo(count).map((j) => (j === count ? age : (age * j) / count));
}

/** Each opportunity brings at most one purchase. */
function fits(model: TransactionModel, x: number, recency: number): boolean {
  return model.timeUnit !== "opportunity" || x <= recency;
}

/** A customer without a repeat purchase, and those of the matrix row by row. */
function grid(
  model: TransactionModel,
  age: number,
  frequencies: readonly number[],
  recencies: readonly number[],
): PurchaseHistory {
  const frequency = [0];
  const recency = [0];
  for (const x of frequencies) {
    for (const t of recencies) {
      if (!fits(model, x, t)) continue;
      frequency.push(x);
      recency.push(t);
    }
  }
  const { timeUnit } = model;
  return {
    frequency: Float64Array.from(frequency),
    recency: Float64Array.from(recency),
    age: new Float64Array(frequency.length).fill(age),
    timeUnit,
    ...(timeUnit === "opportunity" ? { opportunitiesPerYear: model.opportunitiesPerYear } : {}),
  };
}

/** What a purchase of each customer of the grid is expected to leave. */
function perPurchase(spend: IsoValueSpend, customers: PurchaseHistory): Float64Array {
  const { model, meanSpend } = requireOptions(spend, "options.spend");
  const margin = requireNumber(spend.margin, "options.spend.margin", { min: -1, max: 1 });
  if (meanSpend !== undefined) requireNumber(meanSpend, "options.spend.meanSpend", { min: 0, openMin: true });
  const rows = customers.frequency.length;
  const known = {
    ...customers,
    meanSpend: new Float64Array(rows).fill(meanSpend ?? 0),
    // Without a mean no purchase stands behind one.
    ...(meanSpend === undefined ? { spendCount: new Float64Array(rows) } : {}),
  };
  return expectedSpend(model, known).map((amount) => (margin === 0 ? 0 : margin * amount));
}

/** At most {@link usualLevels} multiples of 1, 2 or 5 times a power of ten within the values. */
function roundLevels(values: Float64Array): readonly number[] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const wish = (most - least) / usualLevels;
  const power = 10 ** Math.floor(Math.log10(wish));
  // Values that are all the same, or differ by less than numbers can tell, have no curves.
  if (!(wish > 1e-12 * Math.abs(most)) || !(power > 1e-290)) return [];
  const step = power * (wish > 5 * power ? 10 : wish > 2 * power ? 5 : wish > power ? 2 : 1);
  const levels: number[] = [];
  for (let k = Math.floor(least / step) + 1; k * step < most; k++) levels.push(Number((k * step).toPrecision(12)));
  return levels;
}

/** Whether a line turns round in x. */
function bendsBack({ x }: ContourLine): boolean {
  let forward = false;
  let backward = false;
  for (let i = 1; i < x.length; i++) {
    if (x[i]! > x[i - 1]!) forward = true;
    else if (x[i]! < x[i - 1]!) backward = true;
  }
  return forward && backward;
}

function turningPoints(
  frequency: readonly number[],
  recency: readonly number[],
  values: IsoValueCurves["values"],
): readonly TurningPoint[] {
  return recency.flatMap((t, j) => {
    let best = -1;
    let last = -1;
    for (let i = 0; i < frequency.length; i++) {
      const value = values[i]![j];
      if (value == null) continue;
      last = i;
      if (best < 0 || value >= values[best]![j]!) best = i;
    }
    return best < 0 || best === last ? [] : [{ recency: t, frequency: frequency[best]!, value: values[best]![j]! }];
  });
}
