import { requireColumn, requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type RandomStream, randomStream } from "../../numeric/random.ts";
import type { Column, Fitted } from "../../types.ts";
import { covariateColumns, newcomerRows } from "../covariates/covariate-columns.ts";
import { CohortCalendar, type FirstPurchases, requireCohortCalendar } from "../dynamic/cohort-calendar.ts";
import type { CovariateCalendar } from "../dynamic/expand-calendar.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { deviation, logDeviation, withNulls } from "../history/spend-spread.ts";
import { calendarUnit, type ModelUnit, requireWholeOpportunities } from "../model-unit.ts";
import { type Outcome, unwrapModel } from "../models.ts";
import { spendDrawer } from "../spend/draw-spend.ts";
import type { SpendModel } from "../spend/kinds.ts";
import type { SpendDrawer } from "../spend/spend-process.ts";
import { type DiscountRates, rateAt } from "./discount-rates.ts";
import { processOf, type TransactionModel } from "./kinds.ts";
import { type Prepared, prepare, requireHorizon } from "./scoring.ts";

/** Beyond this many discount lengths a purchase is worth less than the last digit of one today. */
const farAway = 42;

/** Options of {@link simulateTransactions}. */
export interface SimulateTransactionsOptions {
  /** How far ahead, in the model's unit; finite. */
  readonly horizon: number;
  /** Seed of the draws: the same seed gives the same purchases, whatever the order or the number of customers around. */
  readonly seed: number;
  /** A spend model, to draw an amount for each purchase. */
  readonly spend?: Fitted<SpendModel> | undefined;
}

/** Purchases drawn from a model: one entry a purchase, and one entry a customer. */
export interface SimulatedTransactions {
  /** For each purchase the row of its customer. */
  readonly customer: Uint32Array;
  /** For each purchase its time after the end of observation, in `timeUnit`; ascending within a customer. */
  readonly time: Float64Array;
  /** For each purchase its amount, where a spend model was given. */
  readonly amount?: Float64Array | undefined;
  /** For each customer the number of purchases. */
  readonly frequency: Float64Array;
  /** For each customer 1 if still active at the end of the horizon, else 0. */
  readonly active: Uint8Array;
  readonly horizon: number;
  readonly timeUnit: ModelUnit;
  readonly seed: number;
}

/**
 * Draws a possible future of each customer (模拟交易): the purchases of the time after the end of observation, given the purchase
 * history; for `newCustomer()` those of a customer drawn at random.
 *
 * Each customer's rate and drop-out chance are drawn from the posterior given the history, then the purchases. Customer i uses
 * stream (seed, i) of a counter-based generator. A row is one customer, whatever its weight.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history or one customer.
 * @param options - Horizon, seed and, for amounts, a spend model.
 * @returns The purchases as columns, and each customer's count and state at the end.
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for a horizon that is not a finite
 * number of at least 0 or a seed that is not a whole number.
 * @remarks Twins: lifetimes `BetaGeoFitter.generate_new_data` and `beta_geometric_nbd_model` (new customers only, unseeded by default).
 * @example
 * ```ts
 * import { bgNbd, simulateTransactions } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const future = simulateTransactions(model, { frequency: 7, recency: 35, age: 38 }, { horizon: 52, seed: 1 });
 * console.log(future.frequency[0] === future.time.length); // true
 * ```
 */
export function simulateTransactions(
  subject: Fitted<TransactionModel>,
  data: Customer | PurchaseHistory,
  options: SimulateTransactionsOptions,
): SimulatedTransactions {
  const { horizon, seed, spend } = requireOptions(options);
  requireHorizon(horizon, "options.horizon");
  requireSeed(seed);
  const { model, process, rows } = prepare(subject, data);
  requireWholeOpportunities(model.timeUnit, [horizon], "options.horizon");
  const frequency = new Float64Array(rows.length);
  const active = new Uint8Array(rows.length);
  const log = new PurchaseLog(spend === undefined ? undefined : spendDrawer(spend, data));
  for (let i = 0; i < rows.length; i++) {
    const stream = randomStream(seed, i);
    const times: number[] = [];
    active[i] = process.simulate(model, rows, i, horizon, stream, times) ? 1 : 0;
    frequency[i] = times.length;
    log.add(i, times, stream);
  }
  return { ...log.columns(), frequency, active, horizon, timeUnit: model.timeUnit, seed };
}

/** Options of {@link simulateCohort}. */
export interface SimulateCohortOptions {
  /** How many customers. */
  readonly customers: number;
  /** How long each is observed after the first purchase, in the model's unit: one for all, or a column. */
  readonly age: number | Column;
  /** Length of a holdout period after it; none where absent. */
  readonly holdout?: number | undefined;
  /** What is known of the customers, for models with covariates: one value for all, or a column; the history carries them. */
  readonly covariates?: Readonly<Record<string, number | Column>> | undefined;
  /** Covariates over time, for models that ask for them: customer i is the calendar's i-th, where it has customers of its own. */
  readonly calendar?: CovariateCalendar | undefined;
  /**
   * With a calendar: the day of the first purchase, or a column of day numbers.
   * @defaultValue the first day of the calendar
   */
  readonly firstPurchase?: FirstPurchases | undefined;
  /** Seed of the draws. */
  readonly seed: number;
  /** A spend model, to draw an amount for each purchase. */
  readonly spend?: Fitted<SpendModel> | undefined;
}

/** A cohort drawn from a model. */
export interface SimulatedCohort {
  /** What an observer would have summarized. */
  readonly history: PurchaseHistory;
  /** Every purchase, the first one of each customer (at time 0) included; times count from it. */
  readonly transactions: Pick<SimulatedTransactions, "customer" | "time" | "amount">;
  /** For each customer 1 if still active at the end of age and holdout, else 0. */
  readonly active: Uint8Array;
  readonly seed: number;
}

/**
 * Draws a cohort of customers from a model (模拟客户群): their purchase histories as an observer would see them, with a holdout period
 * where asked for. For planning, and for checking that a fit finds the parameters again.
 *
 * @param subject - A model, or the fit that holds it.
 * @param options - Customers, age, holdout, seed and, for amounts, a spend model.
 * @returns The history, the purchases behind it, and who is still active at the end.
 * @throws InputError `out-of-range` or `not-finite` for a count, age, holdout or seed that is none, `length-mismatch` for a column of ages
 * of another length.
 * @remarks Twins: lifetimes `beta_geometric_nbd_model`, BTYDplus `bgcnbd.GenerateData`.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, simulateCohort } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(model, { customers: 2000, age: 52, holdout: 26, seed: 7 });
 * console.log(fitBgNbd(history).converged); // true
 * ```
 */
export function simulateCohort(subject: Fitted<TransactionModel>, options: SimulateCohortOptions): SimulatedCohort {
  const model = unwrapModel(subject);
  const process = processOf(model);
  const { age, holdout = 0, seed, spend, ...rest } = requireOptions(options);
  const customers = requireNumber(rest.customers, "options.customers", { min: 1, integer: true });
  requireHorizon(holdout, "options.holdout");
  requireSeed(seed);
  const ages =
    typeof age === "number"
      ? new Float64Array(customers).fill(requireNumber(age, "options.age", { min: 0 }))
      : Float64Array.from(requireColumn(age, "options.age", { min: 0 }, customers));
  requireWholeOpportunities(model.timeUnit, ages, "options.age");
  requireWholeOpportunities(model.timeUnit, [holdout], "options.holdout");
  const covariates = cohortCovariates(options.covariates, customers);
  const overTime =
    options.calendar === undefined && process.requireCalendar === undefined
      ? undefined
      : cohortCalendar(model, options, customers);
  const newcomers = newcomerRows(
    customers,
    process.requireCalendar === undefined ? covariateColumns(model, covariates, "options.covariates") : undefined,
    overTime?.rows,
  );
  process.requireCalendar?.(model, newcomers.calendar, "options.calendar");
  const columns = () => new Float64Array(customers);
  const frequency = columns();
  const recency = columns();
  const meanSpend = columns();
  const logGapSum = columns();
  const spendLogDeviation = columns();
  const spendDeviation = columns();
  const behind: number[] = [];
  const later = { frequency: columns(), spend: columns() };
  const active = new Uint8Array(customers);
  const log = new PurchaseLog(spend === undefined ? undefined : spendDrawer(spend, undefined));
  for (let i = 0; i < customers; i++) {
    const stream = randomStream(seed, i);
    const times = [0];
    active[i] = process.simulate(model, newcomers, i, ages[i]! + holdout, stream, times) ? 1 : 0;
    const amounts = log.add(i, times, stream);
    for (let k = 1; k < times.length; k++) {
      const amount = amounts?.[k] ?? 0;
      if (times[k]! <= ages[i]!) {
        frequency[i]!++;
        recency[i] = times[k]!;
        meanSpend[i]! += amount;
        behind[frequency[i]! - 1] = amount;
        logGapSum[i]! += Math.log(times[k]! - times[k - 1]!);
        overTime?.add(i, times[k]!);
      } else {
        later.frequency[i]!++;
        later.spend[i]! += amount;
      }
    }
    if (frequency[i]! > 0) meanSpend[i]! /= frequency[i]!;
    spendLogDeviation[i] = logDeviation(behind, 0, frequency[i]!, meanSpend[i]!);
    spendDeviation[i] = deviation(behind, 0, frequency[i]!, meanSpend[i]!);
  }
  const history: PurchaseHistory = {
    frequency,
    recency,
    age: ages,
    logGapSum,
    timeUnit: model.timeUnit,
    ...overTime?.observed(),
    ...(covariates === undefined ? {} : { covariates }),
    ...(model.timeUnit === "opportunity" ? { opportunitiesPerYear: model.opportunitiesPerYear } : {}),
    ...(spend === undefined ? {} : { meanSpend, spendLogDeviation: withNulls(spendLogDeviation), spendDeviation }),
    ...(holdout === 0
      ? {}
      : {
          holdout: {
            duration: holdout,
            frequency: later.frequency,
            ...(spend === undefined ? {} : { spend: later.spend }),
          },
        }),
  };
  return { history, transactions: log.columns(), active, seed };
}

function cohortCovariates(
  covariates: Readonly<Record<string, number | Column>> | undefined,
  customers: number,
): Readonly<Record<string, Float64Array>> | undefined {
  if (covariates === undefined) return undefined;
  const path = "options.covariates";
  return Object.fromEntries(
    Object.entries(requireOptions(covariates, path)).map(([name, value]) => [
      name,
      typeof value === "number"
        ? new Float64Array(customers).fill(requireNumber(value, `${path}.${name}`))
        : Float64Array.from(requireColumn(value, `${path}.${name}`, {}, customers)),
    ]),
  );
}

function cohortCalendar(model: TransactionModel, options: SimulateCohortOptions, customers: number): CohortCalendar {
  const calendar = requireCohortCalendar(options.calendar);
  return new CohortCalendar(calendar, options.firstPurchase, customers, calendarUnit(model));
}

/** Collects purchases and, with a drawer, an amount for each. */
class PurchaseLog {
  readonly #customer: number[] = [];
  readonly #time: number[] = [];
  readonly #amount: number[] = [];
  readonly #drawer: SpendDrawer | undefined;

  constructor(drawer: SpendDrawer | undefined) {
    this.#drawer = drawer;
  }

  add(customer: number, times: readonly number[], stream: RandomStream): readonly number[] | undefined {
    const amounts = this.#drawer?.(customer, times.length, stream);
    for (let k = 0; k < times.length; k++) {
      this.#customer.push(customer);
      this.#time.push(times[k]!);
      if (amounts !== undefined) this.#amount.push(amounts[k]!);
    }
    return amounts;
  }

  columns(): Pick<SimulatedTransactions, "customer" | "time" | "amount"> {
    return {
      customer: Uint32Array.from(this.#customer),
      time: Float64Array.from(this.#time),
      ...(this.#drawer === undefined ? {} : { amount: Float64Array.from(this.#amount) }),
    };
  }
}

/** Options of {@link simulateCounts}. */
interface SimulateCountsOptions {
  /** Draws an amount for each purchase, which then counts in its place. */
  readonly drawer: SpendDrawer;
  /** Count a first purchase, today, as well. */
  readonly first: boolean;
}

/**
 * The outcome behind an expectation: purchases drawn for each customer up to the longest horizon and counted, discounted at the
 * continuous rates, within each. With a drawer each purchase counts its amount. A row of weight w is w customers, and its outcome their
 * mean: times the weight it is what came out of the row.
 */
export function simulateCounts(
  { model, process, rows, weight }: Pick<Prepared, "model" | "process" | "rows" | "weight">,
  outcome: Outcome,
  horizons: readonly number[],
  rates: DiscountRates,
  out: readonly Float64Array[],
  options?: SimulateCountsOptions,
): void {
  const { drawer, first = false } = options ?? {};
  const longest = Math.max(...horizons);
  for (let i = 0; i < rows.length; i++) {
    const rate = rateAt(rates, i);
    const end = Math.min(longest, rate > 0 ? farAway / rate : Infinity);
    if (end === Infinity) {
      throw new InputError({
        code: "diverges",
        path: "options.horizon",
        expected: "a finite horizon or a discount rate above 0, to draw an outcome",
        received: longest,
      });
    }
    const stream = randomStream(outcome.seed, i);
    const customers = customersBehind(weight, i);
    for (let drawn = 0; drawn < customers; drawn++) {
      const times = first ? [0] : [];
      process.simulate(model, rows, i, end, stream, times);
      const amounts = drawer?.(i, times.length, stream);
      for (let h = 0; h < horizons.length; h++) {
        for (let k = 0; k < times.length && times[k]! <= horizons[h]!; k++) {
          out[h]![i]! += (amounts?.[k] ?? 1) * (rate === 0 ? 1 : Math.exp(-rate * times[k]!));
        }
      }
    }
    for (const column of out) column[i]! /= customers;
  }
  outcome.drawn = true;
}

/** How many customers to draw for a row: its weight, one for a weight of 0, whose outcome does not count. */
function customersBehind(weight: Column | undefined, i: number): number {
  const customers = weight?.[i] ?? 1;
  if (Number.isInteger(customers)) return Math.max(1, customers);
  throw new InputError({
    code: "bad-option",
    path: `history.weight[${i}]`,
    expected: "a whole number of customers, to draw the outcome of each",
    received: customers,
    advice: "Leave `outcome` away: the expectation takes any weight.",
  });
}
