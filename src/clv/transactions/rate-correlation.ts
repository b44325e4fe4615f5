import { InputError } from "../../errors.ts";
import { exponentialSide } from "../../numeric/correlated-pareto-kernel.ts";
import type { Fitted } from "../../types.ts";
import { unwrapModel } from "../models.ts";
import { correlationBounds } from "./correlation-density.ts";
import { processOf } from "./kinds.ts";
import type { ParetoNbdModel } from "./pareto-nbd.ts";

/** What {@link rateCorrelation} returns. */
export interface RateCorrelation {
  /** Correlation of the purchase rate and the attrition rate over customers. */
  readonly correlation: number;
  /** The lowest and the highest one that the density can express with these parameters in this unit of time. */
  readonly lowest: number;
  readonly highest: number;
}

/**
 * How purchase and attrition rates go together over customers (购买率与流失率的相关系数), as a Pareto/NBD model with the parameter `m` has it:
 * above 0, those who buy often leave sooner.
 *
 * cor(λ, μ) = m · √r/(α+1) · (α/(α+1))^r · √s/(β+1) · (β/(β+1))^s. The bounds of m bound the correlation: to little where the rates are
 * small, that is where the unit of time is short. A correlation at its bound says that the data ask for more than the density has.
 *
 * @param subject - A Pareto/NBD model, or the fit that holds it; without `m` the correlation is 0.
 * @returns The correlation, and the lowest and highest one that these r, alpha, s and beta allow.
 * @throws InputError `unknown-kind` for another model, `out-of-range` or `not-finite` for parameters.
 * @remarks Source: Park & Fader (2004), Marketing Science 23(3), after Sarmanov (1966). Twin: CLVTools `Cor(life,trans)` of
 * `pnbd(use.cor = TRUE)`, the same formula, without the bounds.
 * @example
 * ```ts
 * import { paretoNbd, rateCorrelation } from "customer-equity/clv";
 * const model = paretoNbd({ r: 0.53, alpha: 9.9, s: 0.5, beta: 9.2, m: 10, timeUnit: "week" });
 * console.log(rateCorrelation(model).correlation.toFixed(3)); // 0.042
 * ```
 */
export function rateCorrelation(subject: Fitted<ParetoNbdModel>): RateCorrelation {
  const model = unwrapModel(subject);
  processOf(model);
  if (model.kind !== "pareto-nbd") {
    throw new InputError({
      code: "unknown-kind",
      path: "model.kind",
      expected: "a model of kind pareto-nbd",
      received: model.kind,
    });
  }
  const { r, alpha, s, beta, m = 0 } = model;
  const [purchase, attrition] = [exponentialSide(r, alpha, 1), exponentialSide(s, beta, 1)];
  const { lower, upper } = correlationBounds(purchase, attrition);
  const unit = ((purchase.mean * Math.sqrt(r)) / (alpha + 1)) * ((attrition.mean * Math.sqrt(s)) / (beta + 1));
  return { correlation: m * unit, lowest: lower * unit, highest: upper * unit };
}
