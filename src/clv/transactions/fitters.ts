import type { LikelihoodFit } from "../../types.ts";
import type { CovariateOptions } from "../covariates/covariate-options.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { fitBgCnbdK } from "./fit-bg-cnbd-k.ts";
import { fitBgNbd } from "./fit-bg-nbd.ts";
import { fitGgompertzNbd } from "./fit-ggompertz-nbd.ts";
import { fitMbgNbd } from "./fit-mbg-nbd.ts";
import { fitNbd } from "./fit-nbd.ts";
import { fitParetoNbd } from "./fit-pareto-nbd.ts";
import type { TransactionModel } from "./kinds.ts";

/** The kinds that a history of the calendar can be fitted by without a further choice. */
export type FittedKind = Exclude<TransactionModel["kind"], "bg-bb" | "dynamic-pareto-nbd" | "pdo">;

/** Covariates of the history that are to act on how often customers buy, and on when they leave. */
export interface PurchaseCovariates {
  /** Acts on `alpha`. */
  readonly purchases?: readonly string[] | undefined;
  /** Acts on `beta`, or on `a` and `b`; on nothing where nobody leaves (NBD). */
  readonly attrition?: readonly string[] | undefined;
}

type Fitter = (history: PurchaseHistory, covariates?: PurchaseCovariates) => LikelihoodFit<TransactionModel>;

/** The options of a fit whose drop-out is ruled by these parameters; none without covariates. */
function acting<P extends string>(
  { purchases = [], attrition = [] }: PurchaseCovariates = {},
  ...parameters: readonly P[]
): CovariateOptions<P | "alpha"> {
  const covariates = Object.fromEntries([["alpha", purchases], ...parameters.map((name) => [name, attrition])]);
  if (!Object.values(covariates).some((names) => (names as readonly string[]).length > 0)) return {};
  return { covariates: covariates as CovariateOptions<P | "alpha">["covariates"] };
}

/** The fit of each of them. */
export const fitters: Readonly<Record<FittedKind, Fitter>> = /* @__PURE__ */ Object.freeze({
  nbd: (history, z) => fitNbd(history, acting(z)),
  "bg-nbd": (history, z) => fitBgNbd(history, acting(z, "a", "b")),
  "mbg-nbd": (history, z) => fitMbgNbd(history, acting(z, "a", "b")),
  "pareto-nbd": (history, z) => fitParetoNbd(history, acting(z, "beta")),
  "ggompertz-nbd": (history, z) => fitGgompertzNbd(history, acting(z, "beta")),
  "bg-cnbd-k": (history, z) => fitBgCnbdK(history, acting(z, "a", "b")),
  "mbg-cnbd-k": (history, z) => fitBgCnbdK(history, { ...acting(z, "a", "b"), modified: true }),
} satisfies Record<FittedKind, Fitter>);

/** The kinds that know how regular purchases are, for which they need the gaps (`logGapSum`). */
export const regularKinds: readonly FittedKind[] = ["bg-cnbd-k", "mbg-cnbd-k"];
