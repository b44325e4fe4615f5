import { InputError } from "../../errors.ts";
import { daysPerUnit, isoDate, type TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import type { CovariatePath } from "../history/history-calendar.ts";
import type { RowCalendar } from "../transactions/process.ts";

/** What the clocks of a model depend on. */
export interface Clocked {
  readonly covariates?: CovariateEffects | undefined;
  readonly timeUnit: TimeUnit;
}

/**
 * The two clocks of a customer since the first purchase: A(t), the integral of e^(g1'z(u)) over (0, t), in which purchases are a Poisson
 * process of the customer's own constant rate, and D(t), that of e^(g2'z(u)), in which the lifetime is exponential. Both are straight on
 * each piece.
 */
export interface Clocks {
  /** Where each piece begins; the first one at 0. Times are in the model's unit. */
  readonly start: Float64Array;
  /** Where the last one ends; may be Infinity. */
  readonly end: number;
  /** How fast the clocks run on each piece. */
  readonly purchaseSpeed: Float64Array;
  readonly dropOutSpeed: Float64Array;
  /** What they show at the start of each piece. */
  readonly purchaseTime: Float64Array;
  readonly dropOutTime: Float64Array;
}

/** The largest exponent of a multiplier: a rate 10^43 times as high as another one means nothing. */
const largestExponent = 100;

/** Dates are whole days, and their differences divided by a unit are not exact. */
const tolerance = 1e-9;

/** The clocks of one path. Pieces on which both run as before are joined. */
function clocksOf({ covariates, timeUnit }: Clocked, path: CovariatePath): Clocks {
  const { firstPurchase, starts, values } = path;
  const days = daysPerUnit[timeUnit];
  const end = path.end === null ? Infinity : (path.end - firstPurchase) / days;
  const pieces = starts.length;
  const start = new Float64Array(pieces);
  const speeds = ["alpha", "beta"].map((parameter) => {
    const effects = covariates?.[parameter] ?? {};
    const exponents = new Float64Array(pieces);
    for (const [name, coefficient] of Object.entries(effects)) {
      const column = values[name]!;
      for (let k = 0; k < pieces; k++) exponents[k]! += coefficient * column[k]!;
    }
    for (let k = 0; k < pieces; k++) {
      if (!(Math.abs(exponents[k]!) <= largestExponent)) refuseExponent(exponents[k]!, effects);
    }
    return exponents.map(Math.exp);
  });
  const [purchaseSpeed, dropOutSpeed] = speeds as [Float64Array, Float64Array];
  const purchaseTime = new Float64Array(pieces);
  const dropOutTime = new Float64Array(pieces);
  let last = -1;
  for (let k = 0; k < pieces; k++) {
    const from = Math.max(0, (starts[k]! - firstPurchase) / days);
    const to = k + 1 < pieces ? (starts[k + 1]! - firstPurchase) / days : end;
    const [a, d] = [purchaseSpeed[k]!, dropOutSpeed[k]!];
    if (!(to > 0) || (last >= 0 && purchaseSpeed[last] === a && dropOutSpeed[last] === d)) continue;
    last++;
    start[last] = from;
    purchaseSpeed[last] = a;
    dropOutSpeed[last] = d;
    if (last === 0) continue;
    const length = from - start[last - 1]!;
    purchaseTime[last] = purchaseTime[last - 1]! + purchaseSpeed[last - 1]! * length;
    dropOutTime[last] = dropOutTime[last - 1]! + dropOutSpeed[last - 1]! * length;
  }
  const cut = (column: Float64Array): Float64Array => column.subarray(0, last + 1);
  return {
    start: cut(start),
    end,
    purchaseSpeed: cut(purchaseSpeed),
    dropOutSpeed: cut(dropOutSpeed),
    purchaseTime: cut(purchaseTime),
    dropOutTime: cut(dropOutTime),
  };
}

/** The clocks of rows that are scored, made when they are first asked for. */
export class RowClocks {
  readonly #model: Clocked;
  readonly #calendar: RowCalendar;
  readonly #known: (Clocks | undefined)[] = [];

  constructor(model: Clocked, calendar: RowCalendar) {
    this.#model = model;
    this.#calendar = calendar;
  }

  /** Those of row i, which must know the covariates until a time after the first purchase. */
  until(i: number, time: number): Clocks {
    const index = this.#calendar.path[i]!;
    const path = this.#calendar.paths[index]!;
    this.#known[index] ??= clocksOf(this.#model, path);
    const clocks = this.#known[index];
    if (time > clocks.end + tolerance * Math.max(1, clocks.end)) refuseSpan(path, i, time, this.#model.timeUnit);
    return clocks;
  }
}

/** The clocks of the rows that were scored last: a simulation asks for each row alone. */
const latest = /* @__PURE__ */ new WeakMap<RowCalendar, { readonly model: Clocked; readonly clocks: RowClocks }>();

/** The clocks of rows under a model. */
export function rowClocks(model: Clocked, calendar: RowCalendar): RowClocks {
  const found = latest.get(calendar);
  if (found?.model === model) return found.clocks;
  const clocks = new RowClocks(model, calendar);
  latest.set(calendar, { model, clocks });
  return clocks;
}

/** The piece that a time belongs to; one at which two pieces meet belongs to the earlier one, but 0 to the first. */
export function pieceBefore({ start }: Clocks, time: number): number {
  let low = 0;
  let high = start.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (start[middle]! < time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What the clock of purchases shows at a time on piece k. */
export function purchaseTimeAt({ start, purchaseSpeed, purchaseTime }: Clocks, k: number, time: number): number {
  return purchaseTime[k]! + purchaseSpeed[k]! * (time - start[k]!);
}

/** What the clock of attrition shows at a time on piece k. */
export function dropOutTimeAt({ start, dropOutSpeed, dropOutTime }: Clocks, k: number, time: number): number {
  return dropOutTime[k]! + dropOutSpeed[k]! * (time - start[k]!);
}

/** Where piece k ends. */
export function pieceEnd({ start, end }: Clocks, k: number): number {
  return k + 1 < start.length ? start[k + 1]! : end;
}

function refuseExponent(exponent: number, effects: Readonly<Record<string, number>>): never {
  throw new InputError({
    code: "out-of-range",
    path: "model.covariates",
    expected: `covariates (${Object.keys(effects).join(", ")}) that multiply a rate by at most e^${largestExponent}, and by no less than e^-${largestExponent}`,
    received: exponent,
    advice: "Measure covariates from a typical value and in units of their usual spread, and fit the model again.",
  });
}

function refuseSpan(path: CovariatePath, i: number, time: number, timeUnit: TimeUnit): never {
  const from = isoDate(path.end!);
  const day = path.firstPurchase + time * daysPerUnit[timeUnit];
  const until =
    time === Infinity
      ? "for ever"
      : day < 2_900_000
        ? `until ${isoDate(Math.ceil(day - tolerance))}`
        : `for ${time} ${timeUnit}s`;
  throw new InputError({
    code: "missing-covariate",
    path: "calendar",
    expected: `covariates of row ${i} ${until}`,
    received: `covariates until ${from}`,
    advice:
      time === Infinity
        ? `What is missing is all time from ${from} on: give a horizon, or say in expandCalendar what holds \`afterwards\`.`
        : `What is missing is the time from ${from} ${until}: expand the calendar that far, or say what holds \`afterwards\`.`,
  });
}
