import { requireNumber, requireOneOf } from "../checks.ts";
import { InputError } from "../errors.ts";
import { daysPerUnit, type TimeUnit } from "../time.ts";

/** What a model and its history count in: a unit of the calendar, or opportunities to buy (购买机会), of which there are so many a year. */
export type ModelUnit = TimeUnit | "opportunity";

/** A model, a history or a customer, as far as its unit goes. */
export interface Counted {
  readonly timeUnit: ModelUnit;
  /** How many opportunities a year there are, where `timeUnit` is `"opportunity"`. */
  readonly opportunitiesPerYear?: number | undefined;
}

const modelUnits: readonly ModelUnit[] = [...(Object.keys(daysPerUnit) as TimeUnit[]), "opportunity"];

/** Returns `value` if it names a unit that a model can count in, else throws. */
export function requireModelUnit(value: unknown, path: string): ModelUnit {
  return requireOneOf(value, path, modelUnits);
}

/** The unit of a history that is to be fitted by a model of the calendar; throws `unit-mismatch` where it counts opportunities. */
export function calendarUnit(history: Counted): TimeUnit {
  const { timeUnit } = history;
  if (timeUnit !== "opportunity") return timeUnit;
  throw new InputError({
    code: "unit-mismatch",
    path: "history.timeUnit",
    expected: "a unit of the calendar: hour, day, week, month or year",
    received: timeUnit,
    advice: "Fit opportunities with fitBgBb, or summarize the purchases with their dates.",
  });
}

/** How many of a model's units make a year. */
export function unitsPerYear({ timeUnit, opportunitiesPerYear }: Counted): number {
  return timeUnit === "opportunity" ? opportunitiesPerYear! : daysPerUnit.year / daysPerUnit[timeUnit];
}

/** Checks that a span, a horizon or an age, is a whole number of opportunities where opportunities are counted. */
export function requireWholeOpportunities(unit: ModelUnit, spans: ArrayLike<number>, path: string): void {
  if (unit !== "opportunity") return;
  for (let i = 0; i < spans.length; i++) {
    requireNumber(spans[i], spans.length === 1 ? path : `${path}[${i}]`, {
      min: 0,
      integer: true,
      allowInfinity: true,
      advice: "The model counts opportunities, which do not come in parts.",
    });
  }
}
