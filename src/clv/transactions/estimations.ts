import { InputError } from "../../errors.ts";
import { coefficientsOf } from "../covariates/coefficients.ts";
import { checkedEffects } from "../covariates/covariate-effects.ts";
import { covariateEstimation } from "../covariates/covariate-estimation.ts";
import { dynamicEstimation } from "../dynamic/dynamic-estimation.ts";
import type { Estimation } from "./estimate-process.ts";
import { bgBbEstimation } from "./fit-bg-bb.ts";
import { condensedEstimation } from "./fit-bg-cnbd-k.ts";
import { bgNbdEstimation } from "./fit-bg-nbd.ts";
import { correlatedEstimation } from "./fit-correlated-pareto-nbd.ts";
import { ggompertzNbdEstimation } from "./fit-ggompertz-nbd.ts";
import { mbgNbdEstimation } from "./fit-mbg-nbd.ts";
import { nbdEstimation } from "./fit-nbd.ts";
import { paretoNbdEstimation } from "./fit-pareto-nbd.ts";
import { pdoEstimation } from "./fit-pdo.ts";
import { type TransactionModel, transactionProcesses } from "./kinds.ts";

/** How each kind is estimated: for samplers, profiles and tests, which know a model by its kind alone. Never loaded by scoring. */
const estimations: {
  readonly [K in TransactionModel["kind"]]: (model: Extract<TransactionModel, { kind: K }>) => Estimation;
} = {
  "bg-bb": () => bgBbEstimation,
  "bg-cnbd-k": ({ k }) => condensedEstimation(0, k),
  "bg-nbd": () => bgNbdEstimation,
  "dynamic-pareto-nbd": () => paretoNbdEstimation,
  "ggompertz-nbd": () => ggompertzNbdEstimation,
  "mbg-cnbd-k": ({ k }) => condensedEstimation(1, k),
  "mbg-nbd": () => mbgNbdEstimation,
  nbd: () => nbdEstimation,
  "pareto-nbd": ({ m }) => (m === undefined ? paretoNbdEstimation : correlatedEstimation(paretoNbdEstimation)),
  pdo: ({ tau }) => pdoEstimation(tau),
};

/** The kinds that are estimated by maximum likelihood. */
export const estimatedKinds: readonly string[] = /* @__PURE__ */ Object.keys(estimations);

/**
 * How a model of its kind, with what is fixed in it, is estimated; `undefined` for what is no such model. With covariates, the names of a fit's
 * parameters tell which of their coefficients are one.
 */
export function estimationOf(
  model: TransactionModel | undefined,
  parameterNames?: readonly string[],
): Estimation | undefined {
  if (model === undefined || !Object.hasOwn(estimations, model.kind)) return undefined;
  const plain = (estimations[model.kind] as (model: TransactionModel) => Estimation)(model);
  const { parameters } = transactionProcesses[model.kind];
  const effects = checkedEffects(model.covariates, parameters, "model.covariates");
  if (effects === undefined) return plain;
  if ("m" in model && model.m !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: "model.m",
      expected: "a model with covariates, or with a correlation, not both",
      received: model.m,
      advice: "Such a model can be scored; it is not estimated.",
    });
  }
  const coefficients = coefficientsOf(effects, parameterNames);
  if (model.kind === "dynamic-pareto-nbd") return dynamicEstimation(coefficients);
  return covariateEstimation(plain, coefficients, parameters);
}
