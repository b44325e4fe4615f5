import { InputError } from "../../errors.ts";
import { daysPerUnit, requireTimeUnit } from "../../time.ts";
import { requireParameters } from "../models.ts";
import { type BgNbdModel, bgNbdProcess } from "./bg-nbd.ts";
import type { TransactionModelBase, TransactionProcess } from "./process.ts";

/** Every model of purchases: what the generic verbs take. */
export type TransactionModel = BgNbdModel;

/** The table of kinds: the one place where a kind becomes a process. */
export const transactionProcesses: { readonly [K in TransactionModel["kind"]]: TransactionProcess<TransactionModel> } =
  Object.freeze({ "bg-nbd": bgNbdProcess });

/** The process of a model, whose parameters and unit are checked. */
export function processOf(model: TransactionModelBase, path = "model"): TransactionProcess<TransactionModel> {
  const process = Object.hasOwn(transactionProcesses, model.kind)
    ? transactionProcesses[model.kind as TransactionModel["kind"]]
    : undefined;
  if (process !== undefined) {
    requireParameters(model, process.parameters, path);
    if (!Object.hasOwn(daysPerUnit, model.timeUnit)) requireTimeUnit(model.timeUnit, `${path}.timeUnit`);
    return process;
  }
  throw new InputError({
    code: "unknown-kind",
    path: `${path}.kind`,
    expected: `a model of purchases: ${Object.keys(transactionProcesses).join(", ")}`,
    received: model.kind,
  });
}
