import { InputError } from "../../errors.ts";
import type { Ridge } from "../../statistics/maximum-likelihood.ts";
import { type LikelihoodRows, likelihoodRows } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";

/** What every fit of a purchase process begins with. */
export interface PurchaseRows {
  readonly rows: LikelihoodRows;
  /** Repeat purchases per time of observation. */
  readonly meanRate: number;
  /** Mean time of observation. */
  readonly meanAge: number;
}

/** Checks a history and groups its equal rows by frequency and the given columns; throws where nobody bought twice. */
export function purchaseRows(history: PurchaseHistory, columns: readonly ("recency" | "age")[]): PurchaseRows {
  requireHistory(history);
  const rows = likelihoodRows(
    history.frequency,
    columns.map((name) => history[name]),
    history.weight,
  );
  let purchases = 0;
  for (let k = 0; k < rows.counts.length; k++) purchases += rows.counts[k]! * rows.countWeights[k]!;
  if (purchases === 0) {
    throw new InputError({
      code: "no-repeat-purchases",
      path: "history.frequency",
      expected: "at least one customer with a repeat purchase",
      received: history.frequency,
      advice: "Observe for longer, or score with a model that was fitted on other customers.",
    });
  }
  const { age, weight } = history;
  let time = 0;
  for (let i = 0; i < age.length; i++) time += (weight?.[i] ?? 1) * age[i]!;
  return { rows, meanRate: purchases / time, meanAge: time / rows.customers };
}

/** The ridge along which customers do not differ in their purchase rates: the first working coordinate, ln r, runs away. */
export function sameRatesRidge(size: number): Ridge {
  return {
    direction: Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0)),
    limit: {
      code: "no-overdispersion",
      message:
        "Customers do not differ in their purchase rates beyond chance: r and alpha run to infinity with r / alpha fixed. Predictions remain valid; r and alpha mean nothing one by one.",
    },
    weak: {
      code: "weak-r",
      message: "The spread of purchase rates (r) is poorly determined; predictions remain valid.",
    },
  };
}
