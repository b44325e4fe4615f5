import { requireFlag, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type DateInput, dateReader, isoDate, refuseDate, requireTimeUnit, type TimeUnit } from "../../time.ts";
import type { SummaryRules } from "./purchase-history.ts";

/** A customer whom a roster names, with the day of acquisition where it is known. */
export interface RosterEntry {
  /** The id, spelt as in the log. */
  readonly customer: string | number;
  /**
   * Day of acquisition (获客日): account opened, card issued; `null` where it is not known. Without it, a customer who never
   * bought has no age.
   */
  readonly acquired?: DateInput | null | undefined;
}

/** How a transaction log becomes a purchase history. Dates are inclusive. */
export interface SummaryOptions {
  /** The unit of every time in the history. */
  readonly timeUnit: TimeUnit;
  /**
   * First day of the log. A customer with an earlier transaction or acquisition is left out: part of that history was
   * not seen, and counting from the first purchase in the log would bias the rates. Without it, customers may be of any
   * age.
   */
  readonly observedFrom?: DateInput | undefined;
  /**
   * Last day of the log; later transactions are left out.
   *
   * @defaultValue the day of the last transaction, with a warning
   */
  readonly observedUntil?: DateInput | undefined;
  /**
   * Last day of the calibration period (校准期): ages are measured to it, and what follows up to `observedUntil` is the
   * holdout period (检验期). Customers who first buy after it are left out.
   */
  readonly splitAt?: DateInput | undefined;
  /** First day of acquisition of the cohort: customers acquired earlier are left out. */
  readonly acquiredFrom?: DateInput | undefined;
  /** Last day of acquisition of the cohort: customers acquired later are left out. */
  readonly acquiredUntil?: DateInput | undefined;
  /**
   * Whether a customer's transactions of one day are one purchase. `false` is for continuous times (fractional day
   * numbers): then only simultaneous transactions are one.
   *
   * @defaultValue true
   */
  readonly mergeSameDay?: boolean | undefined;
  /**
   * What negative amounts (returns and reversals, 退货与冲正) do. As returns they never count as purchases: `"ignore"` leaves them
   * out and lists them; `"net"` sets them against their customer's spend: on the day of the first purchase against the
   * first purchase, later against the repeat or holdout purchases. `"count"` is for amounts that are profits (fees less costs, 手续费减成本)
   * and may be negative: they are purchases like others, for `fitNormalNormal` or `fitShiftedGammaGamma`.
   *
   * @defaultValue "ignore"
   */
  readonly returns?: "ignore" | "net" | "count" | undefined;
  /**
   * Which purchases `meanSpend` is the mean of: the repeat purchases, or all of them with the first (then `spendCount`
   * says how many that are).
   *
   * @defaultValue "repeats"
   */
  readonly spendOf?: "repeats" | "all" | undefined;
  /**
   * Customers who may not have bought: ids, or records with the day of acquisition. A day of acquisition is the birth
   * of the relation: age counts from it, and every purchase on a later day is a repeat purchase; it counts as it is
   * only where no purchase came before it. A customer without purchase and without date is listed in `leftOut`.
   */
  readonly roster?: Iterable<string | number | RosterEntry> | undefined;
  /**
   * Keep the transactions in `history.purchases`, so that histories of shards can be merged exactly.
   *
   * @defaultValue false
   */
  readonly keepPurchases?: boolean | undefined;
}

/** Checks the options and turns their dates into day numbers. */
export function resolveRules(options: SummaryOptions, timeZone?: string): SummaryRules {
  const given = requireOptions<SummaryOptions>(options);
  const { mergeSameDay = true, returns = "ignore", spendOf = "repeats", keepPurchases = false } = given;
  requireFlag(mergeSameDay, "options.mergeSameDay");
  requireFlag(keepPurchases, "options.keepPurchases");
  const read = dateReader({ timeZone });
  const date = (
    name: "observedFrom" | "observedUntil" | "splitAt" | "acquiredFrom" | "acquiredUntil",
  ): number | null => {
    const value = given[name];
    if (value === undefined) return null;
    const day = read(value);
    if (Number.isNaN(day)) refuseDate(value, `options.${name}`);
    return mergeSameDay ? Math.floor(day) : day;
  };
  const rules: SummaryRules = {
    timeUnit: requireTimeUnit(given.timeUnit, "options.timeUnit"),
    observedFrom: date("observedFrom"),
    observedUntil: date("observedUntil"),
    splitAt: date("splitAt"),
    acquiredFrom: date("acquiredFrom"),
    acquiredUntil: date("acquiredUntil"),
    mergeSameDay,
    returns: requireOneOf(returns, "options.returns", ["ignore", "net", "count"]),
    spendOf: requireOneOf(spendOf, "options.spendOf", ["repeats", "all"]),
  };
  requireOrder(
    rules.observedFrom,
    rules.splitAt ?? rules.observedUntil,
    "options.observedFrom",
    "the end of observation",
  );
  requireOrder(rules.acquiredFrom, rules.acquiredUntil, "options.acquiredFrom", "acquiredUntil");
  return rules;
}

function requireOrder(from: number | null, until: number | null, path: string, name: string): void {
  if (from === null || until === null || from <= until) return;
  throw new InputError({ code: "bad-option", path, expected: `a date not after ${name}`, received: isoDate(from) });
}
