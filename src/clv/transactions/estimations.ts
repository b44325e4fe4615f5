import type { Estimation } from "./estimate-process.ts";
import { bgBbEstimation } from "./fit-bg-bb.ts";
import { condensedEstimation } from "./fit-bg-cnbd-k.ts";
import { bgNbdEstimation } from "./fit-bg-nbd.ts";
import { ggompertzNbdEstimation } from "./fit-ggompertz-nbd.ts";
import { mbgNbdEstimation } from "./fit-mbg-nbd.ts";
import { nbdEstimation } from "./fit-nbd.ts";
import { paretoNbdEstimation } from "./fit-pareto-nbd.ts";
import { pdoEstimation } from "./fit-pdo.ts";
import type { TransactionModel } from "./kinds.ts";

/** How each kind is estimated: for samplers, profiles and tests, which know a model by its kind alone. Never loaded by scoring. */
const estimations: {
  readonly [K in TransactionModel["kind"]]: (model: Extract<TransactionModel, { kind: K }>) => Estimation;
} = {
  "bg-bb": () => bgBbEstimation,
  "bg-cnbd-k": ({ k }) => condensedEstimation(0, k),
  "bg-nbd": () => bgNbdEstimation,
  "ggompertz-nbd": () => ggompertzNbdEstimation,
  "mbg-cnbd-k": ({ k }) => condensedEstimation(1, k),
  "mbg-nbd": () => mbgNbdEstimation,
  nbd: () => nbdEstimation,
  "pareto-nbd": () => paretoNbdEstimation,
  pdo: ({ tau }) => pdoEstimation(tau),
};

/** The kinds that are estimated by maximum likelihood. */
export const estimatedKinds: readonly string[] = Object.keys(estimations);

/** How a model of its kind, with what is fixed in it, is estimated; `undefined` for what is no such model. */
export function estimationOf(model: TransactionModel | undefined): Estimation | undefined {
  if (model === undefined || !Object.hasOwn(estimations, model.kind)) return undefined;
  return (estimations[model.kind] as (model: TransactionModel) => Estimation)(model);
}
