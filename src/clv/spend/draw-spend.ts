import type { RandomStream } from "../../numeric/random.ts";
import type { Fitted } from "../../types.ts";
import type { Customer, PurchaseHistory } from "../history/purchase-history.ts";
import { type SpendModel, unwrapSpendModel } from "./kinds.ts";
import { spendRows, spentOf } from "./spend-rows.ts";

/** Draws `count` amounts of the customer in row i. */
export type SpendDrawer = (i: number, count: number, stream: RandomStream) => number[];

/** A drawer of amounts given each customer's history; without data, of customers drawn at random. */
export function spendDrawer(subject: Fitted<SpendModel>, data: Customer | PurchaseHistory | undefined): SpendDrawer {
  const { p, q, gamma } = unwrapSpendModel(subject, "options.spend");
  const rows = data === undefined ? undefined : spendRows(data);
  return (i, count, stream) => {
    const bought = rows === undefined ? 0 : rows.count[i]!;
    const spent = rows === undefined ? 0 : spentOf(rows, i);
    const rate = stream.gamma(p * bought + q) / (gamma + spent);
    return Array.from({ length: count }, () => stream.gamma(p) / rate);
  };
}
