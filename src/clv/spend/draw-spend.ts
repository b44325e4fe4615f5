import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { type SpendModel, spendProcessOf, unwrapSpendModel } from "./kinds.ts";
import type { SpendDrawer } from "./spend-process.ts";
import { scoredRows } from "./spend-rows.ts";

/** A drawer of amounts given each customer's history; without data, of customers drawn at random. */
export function spendDrawer(subject: Fitted<SpendModel>, data: Customer | PurchaseHistory | undefined): SpendDrawer {
  const model = unwrapSpendModel(subject, "options.spend");
  return spendProcessOf(model).drawer(model, data === undefined ? undefined : scoredRows(model, data));
}
