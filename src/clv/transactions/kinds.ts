import { requireOneOf } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { daysPerUnit } from "../../time.ts";
import { checkedEffects } from "../covariates/covariate-effects.ts";
import { withCovariates } from "../covariates/with-covariates.ts";
import { type DynamicParetoNbdModel, dynamicParetoNbdProcess } from "../dynamic/dynamic-pareto-nbd.ts";
import { requireParameters } from "../models.ts";
import { type BgBbModel, bgBbProcess } from "./bg-bb.ts";
import { type BgCnbdKModel, bgCnbdKProcess } from "./bg-cnbd-k.ts";
import { type BgNbdModel, bgNbdProcess } from "./bg-nbd.ts";
import { type CorrelatedParetoNbdModel, correlatedParetoNbdProcess } from "./correlated-pareto-nbd.ts";
import { requireCorrelation } from "./correlation-density.ts";
import { type GgompertzNbdModel, ggompertzNbdProcess } from "./ggompertz-nbd.ts";
import { type MbgCnbdKModel, mbgCnbdKProcess } from "./mbg-cnbd-k.ts";
import { type MbgNbdModel, mbgNbdProcess } from "./mbg-nbd.ts";
import { type NbdModel, nbdProcess } from "./nbd.ts";
import { type ParetoNbdModel, paretoNbdProcess } from "./pareto-nbd.ts";
import { type PdoModel, pdoProcess } from "./pdo.ts";
import type { TransactionModelBase, TransactionProcess } from "./process.ts";

/** Every model of purchases: what the generic verbs take. */
export type TransactionModel =
  | BgBbModel
  | BgCnbdKModel
  | BgNbdModel
  | DynamicParetoNbdModel
  | GgompertzNbdModel
  | MbgCnbdKModel
  | MbgNbdModel
  | NbdModel
  | ParetoNbdModel
  | PdoModel;

/** The table of kinds: the one place where a kind becomes a process. */
export const transactionProcesses: { readonly [K in TransactionModel["kind"]]: TransactionProcess<TransactionModel> } =
  Object.freeze({
    "bg-bb": bgBbProcess,
    "bg-cnbd-k": bgCnbdKProcess,
    "bg-nbd": bgNbdProcess,
    "dynamic-pareto-nbd": dynamicParetoNbdProcess,
    "ggompertz-nbd": ggompertzNbdProcess,
    "mbg-cnbd-k": mbgCnbdKProcess,
    "mbg-nbd": mbgNbdProcess,
    nbd: nbdProcess,
    "pareto-nbd": paretoNbdProcess,
    pdo: pdoProcess,
  } as { readonly [K in TransactionModel["kind"]]: TransactionProcess<TransactionModel> });

/** The process of a model of Pareto/NBD kind whose rates are correlated, else the one of its kind. */
function withCorrelation(
  process: TransactionProcess<TransactionModel>,
  model: TransactionModelBase,
): TransactionProcess<TransactionModel> {
  // At m = 0 the density is that of independent rates.
  if (!isCorrelated(model) || model.m === 0) return process;
  return correlatedParetoNbdProcess as TransactionProcess<TransactionModel>;
}

function isCorrelated(model: TransactionModelBase): model is CorrelatedParetoNbdModel {
  return model.kind === "pareto-nbd" && (model as { readonly m?: unknown }).m !== undefined;
}

/** The process of a model, whose parameters and unit are checked. */
export function processOf(model: TransactionModelBase, path = "model"): TransactionProcess<TransactionModel> {
  const plain = Object.hasOwn(transactionProcesses, model.kind)
    ? transactionProcesses[model.kind as TransactionModel["kind"]]
    : undefined;
  if (plain !== undefined) {
    const process = withCorrelation(plain, model);
    requireParameters(model, process.parameters, path);
    if (isCorrelated(model)) requireCorrelation(model, path);
    const effects = checkedEffects(model.covariates, process.parameters, `${path}.covariates`);
    const units = process.unit === undefined ? daysPerUnit : { opportunity: 1 };
    if (!Object.hasOwn(units, model.timeUnit)) requireOneOf(model.timeUnit, `${path}.timeUnit`, Object.keys(units));
    return effects === undefined || process.requireCalendar ? process : withCovariates(process);
  }
  throw new InputError({
    code: "unknown-kind",
    path: `${path}.kind`,
    expected: `a model of purchases: ${Object.keys(transactionProcesses).join(", ")}`,
    received: model.kind,
  });
}
