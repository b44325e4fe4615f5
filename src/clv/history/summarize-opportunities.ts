import { requireFunction, requireLength, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Warning } from "../../types.ts";
import { historyWarnings } from "./history-warnings.ts";
import type { PurchaseHistory } from "./purchase-history.ts";
import { refuseId, requireIterable } from "./transaction-log.ts";

/** What {@link summarizeOpportunities} needs to know of a table or of records. */
export interface SummarizeOpportunitiesOptions<R> {
  /** How many opportunities a year there are: 1 for a yearly gift, 12 for a monthly salary. */
  readonly opportunitiesPerYear: number;
  /** The first so many opportunities make the history, those after them the holdout; all of them the history where absent. */
  readonly calibration?: number | undefined;
  /** Ids: of the rows of a table, or of customers who may have no record. */
  readonly customers?: readonly string[] | undefined;
  /** Customer of a record. Its presence says that `rows` are records and not a table. */
  readonly customer?: ((row: R) => string | number) | undefined;
  /** Opportunity of a record: 1 for the first after the one at which the customer came. */
  readonly opportunity?: ((row: R) => number) | undefined;
  /** Whether the customer bought at it; every record is a purchase where absent. */
  readonly bought?: ((row: R) => boolean | number) | undefined;
  /** How many opportunities each customer of the records has had, one for all or by customer; the latest in the records where absent. */
  readonly opportunities?: number | ((customer: string) => number) | undefined;
}

const wholeFromOne = { min: 1, integer: true } as const;

/**
 * Purchase history of customers who can buy at fixed opportunities only (购买机会汇总): yearly gifts, monthly salary payments, seasons.
 *
 * Rows are a table, one row a customer and one entry (0 or 1) an opportunity, the oldest first; or, with the accessors `customer` and
 * `opportunity`, records in any order. The opportunity at which a customer came is not among them. `frequency` x counts the purchases,
 * `recency` t_x is the number of the last one's opportunity, `age` n that of the opportunities.
 *
 * @param rows - A table of 0 and 1 (rows may differ in length: later customers had fewer opportunities), or records.
 * @param options - Opportunities a year; accessors, where rows are records; `calibration` to set the last opportunities apart.
 * @returns A history with `timeUnit: "opportunity"`, for `fitBgBb`; customers of records in the order of first appearance. Several records
 * of one customer and opportunity are one purchase. `warnings`: `opportunities-assumed` where nobody said how many there were.
 * @throws InputError `empty` for no rows, `out-of-range` or `not-finite` for an entry that is not 0 or 1 and an opportunity that is not a
 * whole number from 1, `length-mismatch` for ids or a holdout that do not fit the rows, `bad-option` for options that are none.
 * @remarks Source: the summary (x, t_x, n) of Fader, Hardie & Shang (2010), Marketing Science 29(6). Twins: BTYD
 * `dc.MakeRFmatrixCal`, lifetimes `utils.summary_data_from_transaction_data` followed by counting by hand.
 * @example
 * ```ts
 * import { summarizeOpportunities } from "customer-equity/clv";
 * const table = summarizeOpportunities([[1, 0, 1, 0], [0, 0, 0, 0]], { opportunitiesPerYear: 1 });
 * console.log(table.frequency, table.recency, table.age); // [2, 0] [3, 0] [4, 4]
 * const records = summarizeOpportunities([{ id: "a", month: 1 }, { id: "a", month: 3 }], {
 *   customer: (r) => r.id, opportunity: (r) => r.month, opportunities: 4, customers: ["a", "b"], opportunitiesPerYear: 12,
 * });
 * console.log(records.recency); // [3, 0]
 * ```
 */
export function summarizeOpportunities<R>(
  rows: Iterable<R>,
  options: SummarizeOpportunitiesOptions<R>,
): PurchaseHistory {
  const { opportunitiesPerYear, calibration, customer } = requireOptions(options);
  requireNumber(opportunitiesPerYear, "options.opportunitiesPerYear", { min: 0, openMin: true });
  if (calibration !== undefined) requireNumber(calibration, "options.calibration", wholeFromOne);
  const { table, customers, warnings } =
    customer === undefined ? readTable(rows, options) : readRecords(rows, customer, options);
  requireRows(table, "rows");
  const columns = summarize(table, calibration);
  return {
    ...columns,
    timeUnit: "opportunity",
    opportunitiesPerYear,
    ...(customers === undefined ? {} : { customers }),
    warnings: [...warnings, ...historyWarnings(columns)],
  };
}

/** For each customer 1 where an opportunity was taken. */
interface Opportunities {
  readonly table: readonly Uint8Array[];
  readonly customers: readonly string[] | undefined;
  readonly warnings: readonly Warning[];
}

function summarize(
  table: readonly Uint8Array[],
  calibration: number | undefined,
): Pick<PurchaseHistory, "frequency" | "recency" | "age" | "holdout"> {
  const [frequency, recency, age, later] = Array.from({ length: 4 }, () => new Float64Array(table.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  table.forEach((taken, i) => {
    if (calibration !== undefined) requireLength(taken, `rows[${i}]`, table[0]!.length);
    age[i] = Math.min(taken.length, calibration ?? Infinity);
    for (let k = 0; k < taken.length; k++) {
      if (taken[k] === 0) continue;
      if (k >= age[i]!) later[i]!++;
      else {
        frequency[i]!++;
        recency[i] = k + 1;
      }
    }
  });
  const duration = table[0]!.length - (calibration ?? table[0]!.length);
  const holdout = duration > 0 ? { holdout: { duration, frequency: later } } : {};
  return { frequency, recency, age, ...holdout };
}

function readTable(rows: Iterable<unknown>, { customers }: SummarizeOpportunitiesOptions<never>): Opportunities {
  const table: Uint8Array[] = [];
  for (const row of requireIterable(rows, "rows")) {
    const path = `rows[${table.length}]`;
    if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
      throw new InputError({
        code: "bad-option",
        path,
        expected: "a row of 0 and 1",
        received: row,
        advice: "For records give the accessors customer and opportunity.",
      });
    }
    table.push(Uint8Array.from(row as ArrayLike<unknown>, (entry, k) => zeroOrOne(entry, `${path}[${k}]`)));
  }
  if (customers !== undefined) requireLength(customers, "options.customers", table.length);
  return { table, customers, warnings: [] };
}

function zeroOrOne(value: unknown, path: string): 0 | 1 {
  if (value === 0 || value === false) return 0;
  if (value === 1 || value === true) return 1;
  throw new InputError({ code: "out-of-range", path, expected: "0 or 1", received: value });
}

function readRecords<R>(
  rows: Iterable<R>,
  customer: (row: R) => string | number,
  options: SummarizeOpportunitiesOptions<R>,
): Opportunities {
  const { opportunity, bought, opportunities, customers = [] } = options;
  requireFunction(customer, "options.customer");
  requireFunction(opportunity, "options.opportunity");
  if (bought !== undefined) requireFunction(bought, "options.bought");
  const taken = new Map<string, number[]>(customers.map((id) => [id, []]));
  let latest = 0;
  let i = 0;
  for (const row of requireIterable(rows, "rows")) {
    const given = customer(row);
    if (given === "" || (typeof given !== "string" && !Number.isFinite(given))) refuseId(given, `rows[${i}].customer`);
    const at = requireNumber(opportunity!(row), `rows[${i}].opportunity`, wholeFromOne);
    latest = Math.max(latest, at);
    const own = taken.get(String(given)) ?? [];
    taken.set(String(given), own);
    if (bought === undefined || zeroOrOne(bought(row), `rows[${i}].bought`) === 1) own.push(at);
    i++;
  }
  const table = Array.from(taken, ([id, own]) => {
    const count = typeof opportunities === "function" ? opportunities(id) : (opportunities ?? latest);
    const row = new Uint8Array(requireNumber(count, "options.opportunities", { min: 0, integer: true, max: 1e6 }));
    for (const at of own) {
      requireNumber(at, `opportunity of ${id}`, { ...wholeFromOne, max: row.length });
      row[at - 1] = 1;
    }
    return row;
  });
  const assumed: Warning = {
    code: "opportunities-assumed",
    message: `Every customer was taken to have had ${latest} opportunities, up to the latest in the records: give opportunities if there were more, or fewer for some.`,
  };
  return { table, customers: [...taken.keys()], warnings: opportunities === undefined ? [assumed] : [] };
}
