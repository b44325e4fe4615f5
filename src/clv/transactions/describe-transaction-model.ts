import type { Fitted } from "../../types.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { unwrapModel } from "../models.ts";
import { processOf, type TransactionModel } from "./kinds.ts";

/** What {@link describeTransactionModel} returns. */
export interface TransactionModelDescription {
  readonly kind: TransactionModel["kind"];
  /** The name in the literature. */
  readonly label: string;
  readonly labelZh: string;
  /** The parameters, in the order of the papers. */
  readonly parameters: readonly { readonly name: string; readonly meaning: string; readonly value: number }[];
  /** How covariates act on them: by parameter, the coefficient of each covariate; absent without covariates. */
  readonly covariates?: CovariateEffects | undefined;
}

/**
 * What a model of purchases is called and what its parameters mean (模型说明): for reports and model cards that take whatever model comes.
 *
 * @param subject - A model, or the fit that holds it.
 * @returns Names in English and Chinese, and each parameter with its meaning and value.
 * @throws InputError `unknown-kind` for what is no model of purchases, `out-of-range` or `not-finite` for its parameters.
 * @remarks Twins: none; CLVTools `summary` prints a name.
 * @example
 * ```ts
 * import { describeTransactionModel, paretoNbd } from "customer-equity/clv";
 * const model = paretoNbd({ r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7, timeUnit: "week" });
 * const { label, parameters } = describeTransactionModel(model);
 * console.log(label, parameters.map(({ name }) => name).join(" ")); // Pareto/NBD r alpha s beta
 * ```
 */
export function describeTransactionModel(subject: Fitted<TransactionModel>): TransactionModelDescription {
  const model = unwrapModel(subject);
  const { label, labelZh, parameters } = processOf(model);
  return {
    kind: model.kind,
    label,
    labelZh,
    parameters: parameters.map(({ name, meaning }) => ({
      name,
      meaning,
      value: (model as unknown as Readonly<Record<string, number>>)[name]!,
    })),
    ...(model.covariates === undefined ? {} : { covariates: model.covariates }),
  };
}
