import { InputError } from "../../errors.ts";
import type { Fitted } from "../../types.ts";
import { requireParameters, unwrapModel } from "../models.ts";
import { type GammaGammaModel, gammaGammaParameters } from "./gamma-gamma.ts";

/** Every model of spend. */
export type SpendModel = GammaGammaModel;

/** The spend model itself, checked to be one. */
export function unwrapSpendModel(subject: Fitted<SpendModel>, path = "spend"): SpendModel {
  const model = unwrapModel(subject, path);
  if (model.kind === "gamma-gamma") {
    requireParameters(model, gammaGammaParameters, path);
    return model;
  }
  throw new InputError({
    code: "unknown-kind",
    path: `${path}.kind`,
    expected: "a model of spend: gamma-gamma",
    received: (model as { kind: unknown }).kind,
  });
}
