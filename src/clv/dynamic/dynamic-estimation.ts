import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { Coefficient } from "../covariates/coefficients.ts";
import { covariateEstimation, covariatesOf } from "../covariates/covariate-estimation.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import type { Estimation } from "../transactions/estimate-process.ts";
import { paretoNbdEstimation } from "../transactions/fit-pareto-nbd.ts";
import { dynamicLikelihood } from "./dynamic-likelihood.ts";
import { dynamicParetoNbdProcess } from "./dynamic-pareto-nbd.ts";

/** How Pareto/NBD with covariates over time is estimated: as with covariates that do not change, but for the likelihood. */
export function dynamicEstimation(coefficients: readonly Coefficient[]): Estimation {
  const { parameters } = dynamicParetoNbdProcess;
  const estimation = covariateEstimation(paretoNbdEstimation, coefficients, parameters);
  return {
    ...estimation,
    columns: [
      ...paretoNbdEstimation.columns,
      "calendar.path",
      ...covariatesOf(coefficients).map((name) => `calendar.purchaseSums.${name}` as const),
    ],
    likelihood: (rows) => effectsLikelihood(rows, coefficients),
  };
}

/** The likelihood by the coefficients that are estimated, of which one may act on purchases and attrition alike. */
function effectsLikelihood(rows: LikelihoodRows, coefficients: readonly Coefficient[]): LogLikelihood {
  const names = covariatesOf(coefficients);
  const plain = paretoNbdEstimation.parameterNames.length;
  const acting = (parameter: string): number[] =>
    [...coefficients.keys()].filter((c) => coefficients[c]!.parameters.includes(parameter));
  const [onAlpha, onBeta] = [acting("alpha"), acting("beta")];
  const nameOf = (c: number): string => coefficients[c]!.covariate;
  const [recency, age, path, ...sums] = rows.columns as readonly Float64Array[];
  const atPurchases = onAlpha.map((c) => sums[names.indexOf(nameOf(c))]!);
  const likelihood = dynamicLikelihood(
    { ...rows, columns: [recency!, age!, path!, ...atPurchases] },
    { ...rows.calendar!, alpha: onAlpha.map(nameOf), beta: onBeta.map(nameOf) },
  );
  const places = [...onAlpha, ...onBeta];
  const each = new Float64Array(plain + places.length);
  const slopes = new Float64Array(plain + places.length);
  return (natural, gradient) => {
    for (let i = 0; i < plain; i++) each[i] = natural[i]!;
    for (let j = 0; j < places.length; j++) each[plain + j] = natural[plain + places[j]!]!;
    const value = likelihood(each, slopes);
    gradient.fill(0);
    for (let i = 0; i < plain; i++) gradient[i] = slopes[i]!;
    for (let j = 0; j < places.length; j++) gradient[plain + places[j]!]! += slopes[plain + j]!;
    return value;
  };
}
