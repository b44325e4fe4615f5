import { requireFunction, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, isoDate } from "../../time.ts";
import { refuseId, requireIterable } from "../history/transaction-log.ts";

/** Where records of dated values keep what they say. */
export interface DatedValues<R> {
  readonly rows: Iterable<R>;
  /** First day on which the values of a row hold. */
  readonly from: (row: R) => DateInput;
  /** Last day on which they hold. */
  readonly until?: ((row: R) => DateInput) | undefined;
  /**
   * Without `until`: in the `"period"` of the calendar that the row's day lies in, or `"until-next"` row (of this customer), the last one to the
   * end of the calendar.
   * @defaultValue "period"
   */
  readonly holds?: "period" | "until-next" | undefined;
  /** The covariates, by name. */
  readonly values: Readonly<Record<string, (row: R) => number>>;
  /** By covariate, its value on days for which there is no row; without one such days are missing. */
  readonly otherwise?: Readonly<Record<string, number>> | undefined;
}

/** Dated values of single customers. */
export interface CustomerDatedValues<R> extends DatedValues<R> {
  /** Customer of a row. Numbers become strings. */
  readonly customer: (row: R) => string | number;
}

/** Values in each period of the calendar of each customer (one after another), and for which periods there are any. */
export interface PeriodValues {
  readonly customers: readonly string[];
  readonly names: readonly string[];
  /** By name; entry `c * periods + k` is that of customer c in period k, 0 where there is none. */
  readonly columns: readonly Float64Array[];
  /** Periods `first[c]` to `last[c]`, the latter not included, are those with values. */
  readonly first: Float64Array;
  readonly last: Float64Array;
}

interface Span {
  readonly from: number;
  readonly until: number;
  readonly values: readonly number[];
}

/**
 * Spreads dated rows over the periods of a calendar: a period that several rows share has the mean of their values, weighted by days. There need
 * be no rows before a customer's first one and after the last; there must be in between. Rows that overlap are refused.
 */
export function valuesByPeriod<R>(
  source: DatedValues<R> & Partial<Pick<CustomerDatedValues<R>, "customer">>,
  edges: Float64Array,
  read: (date: DateInput, path: string) => number,
  path: string,
): PeriodValues {
  const { values, otherwise, customer } = requireOptions(source, path);
  const names = Object.keys(requireOptions(values, `${path}.values`));
  if (names.length === 0) {
    throw new InputError({
      code: "empty",
      path: `${path}.values`,
      expected: "at least one covariate",
      received: values,
    });
  }
  for (const name of names) requireFunction(values[name], `${path}.values.${name}`);
  for (const [name, value] of Object.entries(requireOptions(otherwise, `${path}.otherwise`))) {
    requireOneOf(name, `${path}.otherwise`, names);
    requireNumber(value, `${path}.otherwise.${name}`);
  }
  const filled = names.map((name) => otherwise?.[name]);
  const spans = spansOf(source, names, edges, read, path);
  const customers = [...spans.keys()];
  const periods = edges.length - 1;
  const columns = names.map(() => new Float64Array(customers.length * periods));
  const first = new Float64Array(customers.length);
  const last = new Float64Array(customers.length);
  customers.forEach((id, c) => {
    const whose = customer === undefined ? "" : ` of customer ${JSON.stringify(id)}`;
    const own = inOrder(spans.get(id)!, whose, path);
    [first[c], last[c]] = spread(own, edges, filled, columns, c * periods, whose, path);
  });
  return { customers, names, columns, first, last };
}

/** The rows of each customer as spans of days. */
function spansOf<R>(
  source: DatedValues<R> & Partial<Pick<CustomerDatedValues<R>, "customer">>,
  names: readonly string[],
  edges: Float64Array,
  read: (date: DateInput, path: string) => number,
  path: string,
): Map<string, Span[]> {
  const { rows, from, until, holds = "period", values, customer } = source;
  requireFunction(from, `${path}.from`);
  if (until !== undefined) requireFunction(until, `${path}.until`);
  if (customer !== undefined) requireFunction(customer, `${path}.customer`);
  requireOneOf(holds, `${path}.holds`, ["period", "until-next"]);
  const spans = new Map<string, Span[]>();
  const end = edges[edges.length - 1]! - 1;
  let i = 0;
  for (const row of requireIterable(rows, `${path}.rows`)) {
    const place = `${path}.rows[${i++}]`;
    const id = customer === undefined ? "" : customer(row);
    if (customer !== undefined && ((typeof id !== "string" && !Number.isFinite(id)) || id === "")) {
      refuseId(id, `${place}.customer`);
    }
    const key = String(id);
    const start = read(from(row), `${place}.from`);
    const own = spans.get(key) ?? [];
    if (own.length === 0) spans.set(key, own);
    const numbers = names.map((name) => requireNumber(values[name]!(row), `${place}.${name}`));
    if (until !== undefined) {
      const stop = read(until(row), `${place}.until`);
      if (stop < start) {
        const expected = `a date not before ${isoDate(start)}`;
        throw new InputError({ code: "out-of-range", path: `${place}.until`, expected, received: isoDate(stop) });
      }
      own.push({ from: start, until: stop, values: numbers });
    } else if (holds === "until-next") own.push({ from: start, until: Infinity, values: numbers });
    else if (start >= edges[0]! && start <= end) {
      const k = periodAt(edges, start);
      own.push({ from: edges[k]!, until: edges[k + 1]! - 1, values: numbers });
    }
  }
  return spans;
}

/** Spans by their beginnings; those that hold until the next one end there. */
function inOrder(spans: Span[], whose: string, path: string): readonly Span[] {
  spans.sort((a, b) => a.from - b.from);
  return spans.map((span, i) => {
    const next = spans[i + 1];
    if (next === undefined) return span;
    if (span.until === Infinity && next.from > span.from) return { ...span, until: next.from - 1 };
    if (span.until < next.from) return span;
    throw new InputError({
      code: "bad-option",
      path: `${path}.rows`,
      expected: `one row${whose} a day`,
      received: `two for ${isoDate(next.from)}`,
      advice: "Rows must not overlap: let one end before the next begins, or keep the one that holds.",
    });
  });
}

/** Fills in the periods of one customer; returns the first one with values and the one after the last. */
function spread(
  spans: readonly Span[],
  edges: Float64Array,
  filled: readonly (number | undefined)[],
  columns: readonly Float64Array[],
  at: number,
  whose: string,
  path: string,
): readonly [number, number] {
  const periods = edges.length - 1;
  const everywhere = filled.every((value) => value !== undefined);
  let first = -1;
  let last = -1;
  let next = 0;
  for (let k = 0; k < periods; k++) {
    const [from, end] = [edges[k]!, edges[k + 1]!];
    while (next < spans.length && spans[next]!.until < from) next++;
    let known = 0;
    for (let j = next; j < spans.length && spans[j]!.from < end; j++) {
      const span = spans[j]!;
      const days = Math.min(end, span.until + 1) - Math.max(from, span.from);
      known += days;
      for (let c = 0; c < columns.length; c++) columns[c]![at + k]! += days * span.values[c]!;
    }
    if (known === 0 && !everywhere) continue;
    // A customer comes and goes within a period: what there is of it stands for the whole.
    const outside = Math.max(0, spans[0]!.from - from) + Math.max(0, end - 1 - spans[spans.length - 1]!.until);
    const missing = end - from - known;
    if (missing > outside && !everywhere) refuseGap(spans, next, from, end, whose, path);
    if (first >= 0 && last !== k) refuseSpan(edges[last]!, from, whose, path);
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!;
      // One row for all of it: the value as it is.
      const single = missing === 0 && spans[next]!.from <= from && spans[next]!.until >= end - 1;
      if (single) column[at + k] = spans[next]!.values[c]!;
      else
        column[at + k] = everywhere ? (column[at + k]! + missing * filled[c]!) / (end - from) : column[at + k]! / known;
    }
    if (first < 0) first = k;
    last = k + 1;
  }
  return first < 0 ? [0, 0] : [first, last];
}

/** Part of a period is not known. */
function refuseGap(
  spans: readonly Span[],
  next: number,
  from: number,
  end: number,
  whose: string,
  path: string,
): never {
  let day = Math.max(from, spans[0]!.from);
  for (let j = next; j < spans.length && spans[j]!.from <= day; j++) day = spans[j]!.until + 1;
  const until = spans.find((span) => span.from > day)?.from ?? end;
  return refuseSpan(day, Math.min(end, until), whose, path);
}

function refuseSpan(from: number, end: number, whose: string, path: string): never {
  throw new InputError({
    code: "missing-covariate",
    path: `${path}.rows`,
    expected: `a row${whose} for each day from the first to the last`,
    received: `none from ${isoDate(from)} to ${isoDate(end - 1)}`,
    advice: "Add rows for these days, or say what holds on days without one (`otherwise`).",
  });
}

/** The period that a day lies in. */
function periodAt(edges: ArrayLike<number>, day: number): number {
  let low = 0;
  let high = edges.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (edges[middle]! <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}
