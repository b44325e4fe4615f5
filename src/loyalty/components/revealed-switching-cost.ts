import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Warning } from "../../types.ts";

/** A bank of the market with the price of a service and those who buy it there. */
export interface PricedBank {
  /** What a customer pays, a year or a month. */
  readonly price: number;
  /** Its customers, above 0. */
  readonly customers: number;
}

/** What {@link revealedSwitchingCost} says of a bank. */
export interface RevealedCost extends PricedBank {
  /** Its name. */
  readonly name: string;
  /** What keeps a customer from leaving it, in the unit of the price. */
  readonly switchingCost: number;
  /** The switching cost as a share of the price; `null` where the price is 0. */
  readonly share: number | null;
}

/** What {@link revealedSwitchingCost} returns. */
export interface RevealedSwitchingCost {
  /** The banks, the largest first; of the same size as they were given. */
  readonly banks: readonly RevealedCost[];
  /** `negative-switching-cost`. */
  readonly warnings: readonly Warning[];
}

/**
 * Switching costs as prices and market shares reveal them (显示性转换成本): what must keep customers in dearer banks, given that nobody
 * undercuts anybody.
 *
 * Banks by size N₁ ≥ … ≥ N_I: S_i = p_i − N_I p_I / (N_i + N_I) for i < I, and S_I = p_I − N₁ p₁ / (N₁ + N_I).
 *
 * Each larger bank fears to be undercut by the smallest, the smallest by the largest. The service must be the same but for the name.
 *
 * @param banks - By bank its price and its customers, at least two banks.
 * @returns The switching cost of each bank's customers, the largest bank first.
 * @throws InputError `insufficient-data` for fewer than two banks, `out-of-range` for a price below 0 or customers not above 0,
 * `not-finite`, `bad-option` for what is no record.
 * @remarks Source: Shy (2002), International Journal of Industrial Organization 20(1), equations 5 to 7. There is no standard twin.
 * @example
 * ```ts
 * import { revealedSwitchingCost } from "customer-equity/loyalty";
 * const { banks } = revealedSwitchingCost({
 *   first: { price: 1.9, customers: 500 }, second: { price: 1.8, customers: 300 }, third: { price: 1.7, customers: 200 },
 * });
 * console.log(banks.map(({ switchingCost }) => switchingCost.toFixed(4)).join(" ")); // 1.4143 1.1200 0.3429
 * ```
 */
export function revealedSwitchingCost(banks: Readonly<Record<string, PricedBank>>): RevealedSwitchingCost {
  const read = Object.entries(requireOptions(banks, "banks")).map(([name, bank]) => {
    const { price, customers } = requireOptions(bank ?? null, `banks.${name}`);
    return {
      name,
      price: requireNumber(price, `banks.${name}.price`, { min: 0, max: 1e70 }),
      customers: requireNumber(customers, `banks.${name}.customers`, { min: 1e-70, max: 1e70 }),
    };
  });
  if (read.length < 2) {
    throw new InputError({
      code: "insufficient-data",
      path: "banks",
      expected: "at least two banks between which customers can change",
      received: read.length,
    });
  }
  const bySize = read.sort((one, other) => other.customers - one.customers);
  const [largest, smallest] = [bySize[0]!, bySize.at(-1)!];
  const found = bySize.map((bank): RevealedCost => {
    const rival = bank === smallest ? largest : smallest;
    const switchingCost = bank.price - (rival.customers / (bank.customers + rival.customers)) * rival.price;
    return { ...bank, switchingCost, share: bank.price > 0 ? switchingCost / bank.price : null };
  });
  const negative = found.filter(({ switchingCost }) => switchingCost < 0).map(({ name }) => name);
  return {
    banks: found,
    warnings:
      negative.length === 0
        ? []
        : [
            {
              code: "negative-switching-cost",
              message: `The switching cost of ${negative.join(", ")} is negative: prices that far apart are no equilibrium of the same service. Compare prices of what is really alike.`,
              count: negative.length,
            },
          ],
  };
}
