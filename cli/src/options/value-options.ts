import type { TimeUnit } from "customer-equity";
import type { FittedKind } from "customer-equity/clv";
import { day, numberIn, type OptionTypes, type OptionValues, oneOf, refuse } from "./words.ts";

/** Which history is made of a log. Dates are day numbers. */
export interface HistoryOptions {
  readonly unit: TimeUnit;
  readonly from: number | undefined;
  readonly until: number | undefined;
  readonly split: number | undefined;
  readonly returns: "ignore" | "net";
}

/** What is to be computed. */
export interface ValueOptions extends HistoryOptions {
  /** The model of purchases; `best` for the one that describes the log best. */
  readonly model: FittedKind | "best";
  /** Length of the future that counts, in `unit`. */
  readonly horizon: number;
  readonly annualDiscountRate: number;
  readonly margin: number;
  /** Cumulative shares of value at which one tier ends and the next begins. */
  readonly boundaries: readonly number[];
  readonly labels: readonly string[];
}

/** A year in each unit: the default horizon. */
const unitsPerYear: Readonly<Record<TimeUnit, number>> = { hour: 8766, day: 365, week: 52, month: 12, year: 1 };

const modelKinds = [
  "nbd",
  "bg-nbd",
  "mbg-nbd",
  "pareto-nbd",
  "ggompertz-nbd",
  "bg-cnbd-k",
  "mbg-cnbd-k",
  "best",
] as const satisfies readonly (FittedKind | "best")[];

/** The options that say what the purchase history is. */
export const historyOptionTypes = {
  unit: { type: "string", default: "week" },
  from: { type: "string" },
  until: { type: "string" },
  split: { type: "string" },
  returns: { type: "string", default: "ignore" },
} as const satisfies OptionTypes;

/** The options that say what the purchase history and the value of customers are. */
export const valueOptionTypes = {
  ...historyOptionTypes,
  model: { type: "string", default: "bg-nbd" },
  horizon: { type: "string" },
  "discount-rate": { type: "string", default: "0.1" },
  margin: { type: "string", default: "1" },
  tiers: { type: "string", default: "0.8,0.95" },
  labels: { type: "string" },
} as const satisfies OptionTypes;

/** The lines of the history in the help of a command. */
export const historyOptionsHelp = `The purchase history
  --unit UNIT            hour, day, week, month or year    (default: week)
  --from DATE            first day of the log; customers who bought before it are left out
  --until DATE           last day of the log               (default: the day of its last transaction)
  --split DATE           test: fit on the log up to this day as well, and compare that forecast with what came after it
  --returns ignore|net   negative amounts: leave them out, or set them against the customer's spend; they never count
                         as purchases                      (default: ignore)`;

/** The lines of them all. */
export const valueOptionsHelp = `${historyOptionsHelp}

Value and tiers
  --model KIND           of purchases: ${modelKinds.slice(0, -2).join(", ")},
                         ${modelKinds.at(-2)} or ${modelKinds.at(-1)}, the one that describes the log best   (default: bg-nbd);
                         the command "models" compares them
  --horizon NUMBER       how much of the future counts, in units   (default: one year)
  --discount-rate RATE   a year; 0.1 means 10 %            (default: 0.1)
  --margin SHARE         profit as a share of the amount; 0.3 means 30 %   (default: 1, value is then revenue)
  --tiers SHARES         cumulative shares of value at which a tier ends   (default: 0.8,0.95)
  --labels NAMES         names of the tiers, best first    (default: A,B,C)`;

/** Checks the options that say what the history is; throws `BadInput` with the option and what it expects. */
export function historyOptions(values: OptionValues<typeof historyOptionTypes>): HistoryOptions {
  return {
    unit: oneOf("unit", values.unit, Object.keys(unitsPerYear) as TimeUnit[]),
    from: day("from", values.from),
    until: day("until", values.until),
    split: day("split", values.split),
    returns: oneOf("returns", values.returns, ["ignore", "net"]),
  };
}

/** Checks the options that say what is computed; throws `BadInput` with the option and what it expects. */
export function valueOptions(values: OptionValues<typeof valueOptionTypes>): ValueOptions {
  const history = historyOptions(values);
  const { unit } = history;
  const boundaries = tierShares(values.tiers);
  return {
    ...history,
    model: oneOf("model", values.model, modelKinds),
    horizon:
      values.horizon === undefined
        ? unitsPerYear[unit]
        : numberIn("horizon", values.horizon, Number.MIN_VALUE, 1e6, `a number of ${unit}s above 0`),
    annualDiscountRate: numberIn(
      "discount-rate",
      values["discount-rate"],
      0,
      1,
      "a rate a year from 0 to 1; 0.1 means 10 %",
    ),
    margin: numberIn(
      "margin",
      values.margin,
      Number.MIN_VALUE,
      1,
      "a share of the amount above 0 and up to 1; 0.3 means 30 %",
    ),
    boundaries,
    labels: tierLabels(values.labels, boundaries.length + 1),
  };
}

function tierShares(text: string): readonly number[] {
  const shares = text.split(",").map((share) => numberIn("tiers", share.trim(), 0, 1, "shares such as 0.8,0.95"));
  if (shares.some((share, i) => share <= (shares[i - 1] ?? 0) || share >= 1)) {
    refuse("tiers", "rising shares above 0 and below 1, such as 0.8,0.95", text);
  }
  return shares;
}

function tierLabels(text: string | undefined, count: number): readonly string[] {
  if (text === undefined) return Array.from({ length: count }, (_, i) => String.fromCharCode(65 + i));
  const labels = text.split(",").map((label) => label.trim());
  const usable = labels.length === count && new Set(labels).size === count && !labels.includes("");
  return usable ? labels : refuse("labels", `${count} different names, one more than --tiers has shares`, text);
}
