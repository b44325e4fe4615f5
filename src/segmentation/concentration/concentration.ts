import type { Column, Warning } from "../../types.ts";
import { giniOf } from "./gini.ts";
import { type CustomersForShare, customersForShareOf, topShareOf } from "./top-share.ts";
import { requireVolumes } from "./volumes.ts";

/** How concentrated a business is, by every common measure. */
export interface Concentration {
  /** Customers. */
  readonly count: number;
  /** Sum of their volumes. */
  readonly total: number;
  /** Gini coefficient; `unbiased` is multiplied by n/(n − 1) and `null` for a single customer. */
  readonly gini: number;
  readonly unbiasedGini: number | null;
  /** Share of the business of the top 1 %, 5 %, 10 % and 20 % of customers. */
  readonly top1: number;
  readonly top5: number;
  readonly top10: number;
  readonly top20: number;
  /** How few customers hold 80 %. */
  readonly for80: CustomersForShare;
  /** Share of the largest customer, of the four and of the eight largest (CR1, CR4, CR8). */
  readonly largest: number;
  readonly largest4: number;
  readonly largest8: number;
  /** Herfindahl-Hirschman index Σ s²; normalised to [0, 1] (`null` for a single customer). */
  readonly herfindahl: number;
  readonly normalizedHerfindahl: number | null;
  /** Number of equal customers with the same index, 1/HHI. */
  readonly effectiveCount: number;
  /** Entropy −Σ s ln s, and Theil's index ln n − entropy. */
  readonly entropy: number;
  readonly theil: number;
  /** Rosenbluth (Hall-Tideman) index 1/(2 Σ i s₍ᵢ₎ − 1), ranks from the largest. */
  readonly rosenbluth: number;
  /** `few-customers`: below 100, the top 1 % is a part of one customer. */
  readonly warnings: readonly Warning[];
}

/** With so many customers the top 1 % is a whole one. */
const enough = 100;

/**
 * How concentrated the business is (客户集中度, 二八原理): the share of the top customers, Gini, Herfindahl and relatives at once.
 *
 * @param values - One volume a customer (balance, transactions, fees), at least 0.
 * @returns Every measure; what does not exist for a single customer is `null`.
 * @throws InputError `out-of-range` for a negative volume, `zero-variance` where the sum is 0, `empty` for none.
 * @remarks Sources: Gini (1912); Herfindahl (1950); Theil (1967); Rosenbluth (1961). Twins: R `ineq`, `DescTools`.
 * @example
 * ```ts
 * import { concentration } from "customer-equity/segmentation";
 * const { top20, for80 } = concentration([400, 200, 120, 90, 60, 50, 30, 25, 15, 10]);
 * console.log(top20, for80.count); // 0.6 4
 * ```
 */
export function concentration(values: Column): Concentration {
  const volumes = requireVolumes(values);
  const { descending, total } = volumes;
  const count = descending.length;
  const largest = (k: number): number => topShareOf(volumes, Math.min(1, k / count));
  let herfindahl = 0;
  let entropy = 0;
  let ranks = 0;
  for (let i = 0; i < count; i++) {
    const share = descending[i]! / total;
    herfindahl += share * share;
    if (share > 0) entropy -= share * Math.log(share);
    ranks += (i + 1) * share;
  }
  const gini = giniOf(volumes);
  return {
    count,
    total,
    gini,
    unbiasedGini: count > 1 ? (gini * count) / (count - 1) : null,
    top1: topShareOf(volumes, 0.01),
    top5: topShareOf(volumes, 0.05),
    top10: topShareOf(volumes, 0.1),
    top20: topShareOf(volumes, 0.2),
    for80: customersForShareOf(volumes, 0.8),
    largest: largest(1),
    largest4: largest(4),
    largest8: largest(8),
    herfindahl,
    normalizedHerfindahl: count > 1 ? Math.max(0, (herfindahl - 1 / count) / (1 - 1 / count)) : null,
    effectiveCount: 1 / herfindahl,
    entropy,
    theil: Math.max(0, Math.log(count) - entropy),
    rosenbluth: 1 / (2 * ranks - 1),
    warnings: count < enough ? [fewCustomers(count)] : [],
  };
}

function fewCustomers(count: number): Warning {
  return {
    code: "few-customers",
    message: `With ${count} customers the top 1 % is a part of the largest one; look at the largest customers (CR1, CR4, CR8) instead.`,
    count,
  };
}
