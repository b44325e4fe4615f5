import { requireOptions } from "../../checks.ts";
import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { requireWholeOpportunities } from "../model-unit.ts";
import type { TransactionModel } from "./kinds.ts";
import { prepare, requireHorizon, type Scored, scored } from "./scoring.ts";

/** Options of {@link probabilityAlive}. */
export interface ProbabilityAliveOptions {
  /**
   * How long after the end of observation, in the model's unit.
   * @defaultValue 0
   */
  readonly ahead?: number | undefined;
}

/**
 * Chance that a customer is still active (客户活跃概率), now or some time ahead, given the purchase history.
 *
 * BG/NBD: P = 1 / (1 + [x>0] a/(b+x−1) ((α+T)/(α+t_x))^(r+x)); a time u ahead it is multiplied by 2F1(r+x, a; a+b+x; −u/(α+T)).
 * Under BG/NBD a customer without a repeat purchase is active now with certainty, by assumption.
 *
 * @param subject - A model, or the fit that holds it.
 * @param data - A history (one entry a customer, in its order) or one customer (a number).
 * @param options - `ahead`: a time after the end of observation.
 * @returns Probabilities in [0, 1].
 * @throws InputError for data that are not a history, `unit-mismatch` where units differ, `out-of-range` for a negative `ahead`.
 * @remarks Source: Fader, Hardie & Lee (2008), Computing P(alive) using the BG/NBD model. Twins: BTYD `bgnbd.PAlive`, CLVTools
 * `predict` (PAlive), lifetimes `conditional_probability_alive`; none of them looks ahead.
 * @example
 * ```ts
 * import { bgNbd, probabilityAlive } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * console.log(probabilityAlive(model, customer).toFixed(4)); // 0.7266
 * console.log(probabilityAlive(model, customer, { ahead: 13 }) < 0.7266); // true
 * ```
 */
export function probabilityAlive<D extends Customer | PurchaseHistory>(
  subject: Fitted<TransactionModel>,
  data: D,
  options?: ProbabilityAliveOptions,
): Scored<D> {
  const { ahead = 0 } = requireOptions(options);
  requireHorizon(ahead, "options.ahead");
  const { model, process, rows, single } = prepare(subject, data);
  requireWholeOpportunities(model.timeUnit, [ahead], "options.ahead");
  const out = new Float64Array(rows.length);
  process.probabilityAlive(model, rows, ahead, out);
  return scored<D>(out, single);
}
