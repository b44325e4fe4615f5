import type { LikelihoodFit } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { fitBgCnbdK } from "./fit-bg-cnbd-k.ts";
import { fitBgNbd } from "./fit-bg-nbd.ts";
import { fitGgompertzNbd } from "./fit-ggompertz-nbd.ts";
import { fitMbgNbd } from "./fit-mbg-nbd.ts";
import { fitNbd } from "./fit-nbd.ts";
import { fitParetoNbd } from "./fit-pareto-nbd.ts";
import type { TransactionModel } from "./kinds.ts";

/** The kinds that a history of the calendar can be fitted by without a further choice. */
export type FittedKind = Exclude<TransactionModel["kind"], "bg-bb" | "pdo">;

/** The fit of each of them. */
export const fitters: Readonly<Record<FittedKind, (history: PurchaseHistory) => LikelihoodFit<TransactionModel>>> =
  Object.freeze({
    nbd: fitNbd,
    "bg-nbd": fitBgNbd,
    "mbg-nbd": fitMbgNbd,
    "pareto-nbd": fitParetoNbd,
    "ggompertz-nbd": fitGgompertzNbd,
    "bg-cnbd-k": (history) => fitBgCnbdK(history),
    "mbg-cnbd-k": (history) => fitBgCnbdK(history, { modified: true }),
  });

/** The kinds that know how regular purchases are, for which they need the gaps (`logGapSum`). */
export const regularKinds: readonly FittedKind[] = ["bg-cnbd-k", "mbg-cnbd-k"];
