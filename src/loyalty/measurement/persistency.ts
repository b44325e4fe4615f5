import {
  requireArray,
  requireColumn,
  requireLength,
  requireNumber,
  requireOptions,
  requireRows,
} from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";

/** When a customer was active: one entry for each period with activity; a period may be there several times. */
export interface CustomerActivity {
  /** Numbers of the periods, whole: months counted from any start. */
  readonly periods: Column;
  /**
   * What the customer did in them: transactions, turnover; above 0.
   * @defaultValue 1 for each period
   */
  readonly volumes?: Column | undefined;
}

/** The same of many customers, one row a customer and period. */
export interface ActivityRows extends CustomerActivity {
  /** The customer of each row. */
  readonly customers: readonly string[];
}

/** Options of {@link persistency}. */
export interface PersistencyOptions {
  /** Number of the last period that is looked at. */
  readonly asOf: number;
  /**
   * Periods in each of the two windows that are compared.
   * @defaultValue 6
   */
  readonly window?: number | undefined;
}

/** How lasting a customer's activity is: numbers of one customer, columns of many. */
export interface Persistency<V = number, N = number | null> {
  /** The first period with activity. */
  readonly firstPeriod: V;
  /** Periods from the first with activity up to `asOf`, both included (客户年限). */
  readonly tenure: V;
  /** Periods with activity. */
  readonly activePeriods: V;
  /** activePeriods / tenure, above 0 up to 1 (活跃月占比). */
  readonly activeRatio: V;
  /** The longest run of periods with activity in each (最长连续活跃期). */
  readonly longestRun: V;
  /** The run that ends at `asOf`; 0 where that period has no activity. */
  readonly currentRun: V;
  /** Volume of the last window by that of the window before, less 1 (变动情况); `null` where the window before has none, or next to none. */
  readonly change: N;
  /** `short-history` where a change compares with a window that began before the customer did. */
  readonly warnings: readonly Warning[];
}

/** {@link Persistency} of many customers. */
export interface PersistencyColumns extends Persistency<Float64Array, NullableColumn> {
  /** Ids in the order of their first row. */
  readonly customers: readonly string[];
}

const largestPeriod = 1e9;

/**
 * How faithful, lasting and changing a customer is (客户持久性分析): tenure, the share of periods with activity, the longest run, and whether
 * the customer does more or less than before.
 *
 * With `window` w the change is Σ volume of (asOf − w, asOf] / Σ volume of (asOf − 2w, asOf − w] − 1.
 *
 * @param activity - `{ periods, volumes }` of one customer, or with `customers` the rows of many; only periods with activity.
 * @param options - The last period looked at; length of the windows.
 * @returns Numbers of one customer, or columns of many with their ids.
 * @throws InputError `empty` without activity, `out-of-range` for periods after `asOf` or volumes of 0, `not-finite`, `length-mismatch`,
 * `bad-option` for ids that are no texts.
 * @remarks The persistency part of the 7P analysis of customers (客户分析 7P) as Chinese texts on bank marketing teach it. A customer without
 * activity has no row and no result: count them apart. There is no standard twin.
 * @example
 * ```ts
 * import { persistency } from "customer-equity/loyalty";
 * // Months of 2024: active in 9 of 12.
 * const periods = [1, 2, 3, 4, 6, 7, 9, 10, 12];
 * const volumes = [80, 80, 80, 80, 80, 100, 100, 150, 150];
 * const { activeRatio, longestRun, change } = persistency({ periods, volumes }, { asOf: 12 });
 * console.log(activeRatio, longestRun, change); // 0.75 4 0.25
 * ```
 */
export function persistency<A extends CustomerActivity | ActivityRows>(
  activity: A,
  options: PersistencyOptions,
): A extends ActivityRows ? PersistencyColumns : Persistency {
  const { asOf, window = 6 } = requireOptions(options) as PersistencyOptions;
  requireNumber(asOf, "options.asOf", { integer: true, min: -largestPeriod, max: largestPeriod });
  requireNumber(window, "options.window", { integer: true, min: 1, max: largestPeriod });
  const { periods, volumes, customers } = requireOptions<CustomerActivity & Partial<ActivityRows>>(
    activity,
    "activity",
  );
  const advice = "Leave out what came after `asOf`.";
  requireColumn(periods, "activity.periods", { integer: true, min: -largestPeriod, max: asOf, advice });
  requireRows(periods, "activity.periods");
  if (volumes !== undefined) {
    const rule = { min: 0, openMin: true, max: 1e15, advice: "Leave out periods without activity." };
    requireColumn(volumes, "activity.volumes", rule, periods.length);
  }
  const rowsOf = groupRows(customers, periods.length);
  const results = [...rowsOf.values()].map((rows) => describe(rows, periods, volumes, { asOf, window }));
  const short = results.filter(({ tenure, change }) => change !== null && tenure < 2 * window).length;
  const warnings = short > 0 ? [shortHistory(short, window)] : [];
  if (customers === undefined) return { ...results[0]!, warnings } as never;
  const column = (field: keyof Omit<Figures, "change">): Float64Array =>
    Float64Array.from(results, (one) => one[field]);
  const columns: PersistencyColumns = {
    customers: [...rowsOf.keys()],
    firstPeriod: column("firstPeriod"),
    tenure: column("tenure"),
    activePeriods: column("activePeriods"),
    activeRatio: column("activeRatio"),
    longestRun: column("longestRun"),
    currentRun: column("currentRun"),
    change: results.map(({ change }) => change),
    warnings,
  };
  return columns as never;
}

type Figures = Omit<Persistency, "warnings">;

/** The rows of each customer, in the order of their first one. */
function groupRows(customers: readonly string[] | undefined, rows: number): Map<string, number[]> {
  if (customers === undefined) return new Map([["", Array.from({ length: rows }, (_, i) => i)]]);
  requireArray(customers, "activity.customers", "a list of ids");
  requireLength(customers, "activity.customers", rows);
  const rowsOf = new Map<string, number[]>();
  for (let i = 0; i < rows; i++) {
    const id = requireText(customers[i], `activity.customers[${i}]`);
    const own = rowsOf.get(id);
    if (own === undefined) rowsOf.set(id, [i]);
    else own.push(i);
  }
  return rowsOf;
}

function describe(
  rows: readonly number[],
  periods: Column,
  volumes: Column | undefined,
  { asOf, window }: { readonly asOf: number; readonly window: number },
): Figures {
  const active = Float64Array.from(new Set(rows.map((i) => periods[i]!))).sort();
  let [longestRun, run] = [0, 0];
  for (let k = 0; k < active.length; k++) {
    run = k > 0 && active[k] === active[k - 1]! + 1 ? run + 1 : 1;
    longestRun = Math.max(longestRun, run);
  }
  const place = volumes === undefined ? active : Float64Array.from(rows, (i) => periods[i]!);
  let [last, previous] = [0, 0];
  for (let k = 0; k < place.length; k++) {
    const volume = volumes === undefined ? 1 : volumes[rows[k]!]!;
    const age = asOf - place[k]!;
    if (age < window) last += volume;
    else if (age < 2 * window) previous += volume;
  }
  const tenure = asOf - active[0]! + 1;
  return {
    firstPeriod: active[0]!,
    tenure,
    activePeriods: active.length,
    activeRatio: active.length / tenure,
    longestRun,
    currentRun: active.at(-1) === asOf ? run : 0,
    change: Number.isFinite(last / previous) ? last / previous - 1 : null,
  };
}

function shortHistory(count: number, window: number): Warning {
  return {
    code: "short-history",
    message: `The change compares with a window that began before the customer did. Read it only where tenure is at least ${2 * window} periods, or take a shorter window.`,
    count,
  };
}
