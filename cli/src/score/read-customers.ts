import type { ModelUnit } from "customer-equity";
import type { PurchaseHistory } from "customer-equity/clv";
import { decimal } from "../decimal.ts";
import { type RowFault, type RowsRead, readRows, type WantedColumn } from "../input/read-rows.ts";
import type { ReadOptions } from "../options/read-options.ts";
import type { Status } from "../terminal.ts";

/** The names of the columns that hold a customer's history. */
export interface HistoryColumns {
  readonly customer: string;
  readonly frequency: string;
  readonly recency: string;
  readonly age: string;
  /** `undefined` where the models have no spend. */
  readonly meanSpend: string | undefined;
}

/** Reads customers' histories as `value` writes them into `customers.csv`, in the unit of the models. */
export async function readCustomers(
  file: string,
  names: HistoryColumns,
  timeUnit: ModelUnit,
  options: Pick<ReadOptions, "separator" | "encoding" | "skipBadRows">,
  status: Status,
): Promise<{ readonly history: PurchaseHistory; readonly read: RowsRead }> {
  const wanted: WantedColumn[] = [
    { name: names.customer, option: "customer" },
    { name: names.frequency, option: "frequency" },
    { name: names.recency, option: "recency" },
    { name: names.age, option: "age" },
  ];
  if (names.meanSpend !== undefined) wanted.push({ name: names.meanSpend, option: "mean-spend" });
  const customers = new Set<string>();
  const frequency: number[] = [];
  const recency: number[] = [];
  const age: number[] = [];
  const meanSpend: number[] = [];
  const read = await readRows(
    file,
    wanted,
    options,
    (cells) => {
      const [id, ...texts] = cells as readonly string[];
      const [x, last, end, spend] = texts.map(decimal) as [number, number, number, number | undefined];
      const at = faultOf(x, last, end, spend);
      if (at !== null)
        return { column: wanted[at.cell]?.name as string, expected: at.expected, found: cells[at.cell] as string };
      const fault = idFault(names.customer, id as string, customers);
      if (fault !== null) return fault;
      customers.add(id as string);
      frequency.push(x);
      recency.push(last);
      age.push(end);
      if (spend !== undefined) meanSpend.push(x === 0 ? 0 : spend);
      return null;
    },
    status,
  );
  const history = {
    customers: [...customers],
    frequency: Float64Array.from(frequency),
    recency: Float64Array.from(recency),
    age: Float64Array.from(age),
    timeUnit,
    ...(names.meanSpend === undefined ? {} : { meanSpend: Float64Array.from(meanSpend) }),
  };
  return { history, read };
}

/** What is wrong with the id of a customer, `null` where nothing is. */
export function idFault(column: string, id: string, known: { has(id: string): boolean }): RowFault | null {
  if (id === "") return { column, expected: "the id of a customer", found: id };
  return known.has(id) ? { column, expected: "each customer once", found: id } : null;
}

/** The cell of a history that cannot be, and what could: numbers are NaN where the text is none, spend is not always read. */
function faultOf(
  frequency: number,
  recency: number,
  age: number,
  meanSpend: number | undefined,
): { readonly cell: number; readonly expected: string } | null {
  if (!(Number.isInteger(frequency) && frequency >= 0)) {
    return { cell: 1, expected: "a whole number of repeat purchases, 0 or more" };
  }
  if (!(age >= 0)) return { cell: 3, expected: "a number of at least 0" };
  if (frequency === 0 && recency !== 0) return { cell: 2, expected: "0, as the frequency is 0" };
  if (frequency > 0 && !(recency > 0 && recency <= age)) {
    return { cell: 2, expected: `a number above 0 and up to the age, ${age}, as the frequency is ${frequency}` };
  }
  if (frequency > 0 && meanSpend !== undefined && !Number.isFinite(meanSpend)) {
    return { cell: 4, expected: `a number, as the frequency is ${frequency}` };
  }
  return null;
}
