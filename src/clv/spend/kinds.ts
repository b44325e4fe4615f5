import { InputError } from "../../errors.ts";
import type { Fitted } from "../../types.ts";
import { requireParameters, unwrapModel } from "../models.ts";
import { type FrequencyGammaGammaModel, frequencyGammaGammaProcess } from "./frequency-gamma-gamma.ts";
import { type GammaGammaModel, gammaGammaProcess } from "./gamma-gamma.ts";
import { type NormalNormalModel, normalNormalProcess } from "./normal-normal.ts";
import { type ShiftedGammaGammaModel, shiftedGammaGammaProcess } from "./shifted-gamma-gamma.ts";
import type { SpendProcess } from "./spend-process.ts";
import { type TrendGammaGammaModel, trendGammaGammaProcess } from "./trend-gamma-gamma.ts";

/** Every model of spend. */
export type SpendModel =
  | GammaGammaModel
  | ShiftedGammaGammaModel
  | NormalNormalModel
  | FrequencyGammaGammaModel
  | TrendGammaGammaModel;

/** The kinds of models of spend. */
export const spendProcesses: { readonly [K in SpendModel["kind"]]: SpendProcess<Extract<SpendModel, { kind: K }>> } = {
  "gamma-gamma": gammaGammaProcess,
  "shifted-gamma-gamma": shiftedGammaGammaProcess,
  "normal-normal": normalNormalProcess,
  "frequency-gamma-gamma": frequencyGammaGammaProcess,
  "trend-gamma-gamma": trendGammaGammaProcess,
};

/** Whether a kind is that of a model of spend. */
export function isSpendKind(kind: unknown): kind is SpendModel["kind"] {
  return typeof kind === "string" && Object.hasOwn(spendProcesses, kind);
}

/** How verbs see a model: the process of its kind. */
export function spendProcessOf<M extends SpendModel>(model: M): SpendProcess<M> {
  return spendProcesses[model.kind] as unknown as SpendProcess<M>;
}

/** The spend model itself, checked to be one. */
export function unwrapSpendModel(subject: Fitted<SpendModel>, path = "spend"): SpendModel {
  const model = unwrapModel(subject, path);
  if (isSpendKind(model.kind)) {
    requireParameters(model, spendProcesses[model.kind].parameters, path);
    return model;
  }
  throw new InputError({
    code: "unknown-kind",
    path: `${path}.kind`,
    expected: `a model of spend: ${Object.keys(spendProcesses).join(", ")}`,
    received: (model as { kind: unknown }).kind,
  });
}
