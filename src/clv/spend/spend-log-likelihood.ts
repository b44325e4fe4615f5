import { InputError } from "../../errors.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Column, Fitted } from "../../types.ts";
import { likelihoodRows } from "../history/likelihood-rows.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { isCustomer } from "../history/require-history.ts";
import { requireSameUnit } from "../transactions/scoring.ts";
import { gammaGammaLikelihood, spendLikelihoodRows } from "./gamma-gamma-likelihood.ts";
import { type SpendModel, unwrapSpendModel } from "./kinds.ts";
import { normalNormalLikelihood, normalRows } from "./normal-normal-likelihood.ts";
import type { ShiftedGammaGammaModel } from "./shifted-gamma-gamma.ts";
import { shiftedGammaGammaLikelihood } from "./shifted-gamma-gamma-likelihood.ts";
import { requirePlainMeans, type SpendRows, spendRows } from "./spend-rows.ts";
import { standardized } from "./standardized-means.ts";
import { spendPaths, trendGammaGammaLikelihood } from "./trend-gamma-gamma-likelihood.ts";

/** Log-likelihood of the means of a history, or of one customer, under a model of spend; of each amount for one with a half-life. */
export function spendLogLikelihood(subject: Fitted<SpendModel>, data: Customer | PurchaseHistory): number {
  const model = unwrapSpendModel(subject, "model");
  const at = (likelihood: LogLikelihood, ...parameters: number[]): number =>
    likelihood(Float64Array.from(parameters), new Float64Array(parameters.length));
  if (model.kind === "trend-gamma-gamma") {
    if (isCustomer(data)) refuseCustomer();
    spendRows(data as PurchaseHistory, "histories");
    requireSameUnit(data.timeUnit, model.timeUnit, "history.timeUnit", "the unit of the model");
    const { paths } = spendPaths(data as PurchaseHistory);
    return at(trendGammaGammaLikelihood(paths), model.p, model.q, model.gamma, model.halfLife);
  }
  const columns = spendRows(data);
  requirePlainMeans(data);
  const weight = isCustomer(data) ? undefined : data.weight;
  if (model.kind === "normal-normal") {
    const { picked } = standardized(columns, weight);
    const rows = normalRows(columns, weight, picked, 0, 1, false);
    return at(normalNormalLikelihood(rows), model.mu, model.sigma, model.tau);
  }
  if (model.kind === "shifted-gamma-gamma") return ofShifted(model, columns, weight);
  const { rows } = spendLikelihoodRows(columns, weight, model.kind === "frequency-gamma-gamma");
  const slope = model.kind === "frequency-gamma-gamma" ? [model.slope] : [];
  return at(gammaGammaLikelihood(rows), model.p, model.q, model.gamma, ...slope);
}

/** Means at or below the shift do not enter, as those of 0 or less do not in gamma-gamma. */
function ofShifted(
  { p, q, gamma, shift }: ShiftedGammaGammaModel,
  { count, meanSpend, length, single }: SpendRows,
  weight: Column | undefined,
): number {
  const picked = Array.from({ length }, (_, i) => i).filter((i) => count[i] !== 0 && meanSpend[i]! > shift);
  if (picked.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: single ? "customer.meanSpend" : "history.meanSpend",
      expected: `at least one customer with a mean above the shift of ${shift}, and a purchase behind it`,
      received: 0,
    });
  }
  const rows = likelihoodRows(
    picked.map((i) => count[i]!),
    [picked.map((i) => meanSpend[i]!)],
    weight && picked.map((i) => weight[i]!),
  );
  return shiftedGammaGammaLikelihood(rows, Infinity)(Float64Array.of(p, q, gamma, shift), new Float64Array(4));
}

function refuseCustomer(): never {
  throw new InputError({
    code: "insufficient-data",
    path: "customer",
    expected: "a history with its purchases (keepPurchases), as each amount is judged by those before it",
    received: "one customer",
  });
}
