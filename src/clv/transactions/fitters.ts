import type { LikelihoodFit } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { fitBgNbd } from "./fit-bg-nbd.ts";
import { fitMbgNbd } from "./fit-mbg-nbd.ts";
import { fitNbd } from "./fit-nbd.ts";
import { fitParetoNbd } from "./fit-pareto-nbd.ts";
import type { TransactionModel } from "./kinds.ts";

/** The kinds that any history can be fitted by. */
export type FittedKind = Extract<TransactionModel["kind"], "nbd" | "bg-nbd" | "mbg-nbd" | "pareto-nbd">;

/** The fit of each of them. */
export const fitters: Readonly<Record<FittedKind, (history: PurchaseHistory) => LikelihoodFit<TransactionModel>>> =
  Object.freeze({ nbd: fitNbd, "bg-nbd": fitBgNbd, "mbg-nbd": fitMbgNbd, "pareto-nbd": fitParetoNbd });
