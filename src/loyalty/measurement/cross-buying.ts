import { requireColumn, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type MeanEstimate, meanEstimate } from "../../statistics/mean-estimate.ts";
import { type SampleShare, wilsonInterval } from "../../statistics/share-interval.ts";
import type { Column } from "../../types.ts";

/** By name of a product 1 for each customer who holds it and 0 for each other. */
export type ProductHoldings = Readonly<Record<string, Column>>;

/** How many customers hold so many products. */
export interface HoldingCount {
  /** Products held. */
  readonly products: number;
  /** Customers who hold as many. */
  readonly customers: number;
  /** Their share of all customers. */
  readonly share: number;
}

/** How widely a product is held. */
export interface ProductPenetration extends SampleShare {
  /** Name of the product. */
  readonly name: string;
  /** Customers who hold it. */
  readonly holders: number;
  /** holders / customers (产品渗透率). */
  readonly share: number;
}

/** What {@link crossBuying} returns. */
export interface CrossBuying {
  /** Products a customer holds on average (户均产品数), with its interval. */
  readonly depth: MeanEstimate;
  /** Share of the customers who hold two products or more (交叉购买率), with Wilson's interval. */
  readonly crossBuyers: SampleShare;
  /** For each number of products that occurs, how many customers hold as many, fewest first. */
  readonly distribution: readonly HoldingCount[];
  /** Each product, where holdings were given by product; the most widely held first. `null` for bare counts. */
  readonly products: readonly ProductPenetration[] | null;
  /** Customers. */
  readonly n: number;
}

/**
 * How many products customers hold (交叉购买): a customer with a card, a deposit and a fund leaves less easily than one with a card.
 *
 * @param holdings - Products held by each customer, whole numbers; or by name of a product a column of 1 (holds it) and 0.
 * @param options - Level of the intervals.
 * @returns Mean depth, the share of customers with two products or more, the distribution, and the penetration of each product.
 * @throws InputError `empty`, `out-of-range` for what is no count (or not 0 or 1), `length-mismatch`, `not-finite`.
 * @remarks Depth goes with loyalty but also with tenure and income; that deeper customers stay longer does not show that selling a
 * product makes anybody stay. Interval of a share: Wilson (1927). Twins: R `table`, `t.test`, `prop.test(correct = FALSE)`.
 * @example
 * ```ts
 * import { crossBuying } from "customer-equity/loyalty";
 * const { depth, crossBuyers, products } = crossBuying({ card: [1, 1, 1, 0], deposit: [1, 0, 1, 1], fund: [0, 0, 1, 0] });
 * console.log(depth.mean, crossBuyers.share, products?.[2]?.name); // 1.75 0.5 fund
 * ```
 */
export function crossBuying(holdings: Column | ProductHoldings, options?: LevelOptions): CrossBuying {
  const level = requireLevel(requireOptions(options).level);
  const bare = Array.isArray(holdings) || holdings instanceof Float64Array;
  const products = bare ? null : readHoldings(holdings as ProductHoldings);
  const counts = Float64Array.from(
    products === null
      ? requireColumn(holdings, "holdings", { integer: true, min: 0, max: 1e6 })
      : products[0]!.column.map((_, i) => products.reduce((sum, { column }) => sum + column[i]!, 0)),
  );
  requireRows(counts, "holdings");
  const n = counts.length;
  const sized = new Map<number, number>();
  for (const count of counts) sized.set(count, (sized.get(count) ?? 0) + 1);
  const shareOf = (customers: number): SampleShare => {
    const share = customers / n;
    return { share, ...wilsonInterval(share, n, level) };
  };
  const holdersOf = (column: Float64Array): number => column.reduce((sum, held) => sum + held, 0);
  return {
    depth: meanEstimate(counts, level)!,
    crossBuyers: shareOf(counts.reduce((sum, count) => sum + (count >= 2 ? 1 : 0), 0)),
    distribution: [...sized]
      .sort(([one], [other]) => one - other)
      .map(([held, customers]) => ({ products: held, customers, share: customers / n })),
    products:
      products
        ?.map(({ name, column }) => ({ name, holders: holdersOf(column), ...shareOf(holdersOf(column)) }))
        .sort((a, b) => b.holders - a.holders) ?? null,
    n,
  };
}

function readHoldings(holdings: ProductHoldings): { readonly name: string; readonly column: Float64Array }[] {
  const names = Object.keys(requireOptions(holdings, "holdings"));
  let rows: number | undefined;
  const products = names.map((name) => {
    const path = `holdings.${name}`;
    const advice = "Write 1 for a customer who holds the product and 0 for one who does not.";
    const column = requireColumn(holdings[name], path, { integer: true, min: 0, max: 1, advice }, rows);
    rows = column.length;
    return { name, column: Float64Array.from(column) };
  });
  if (products.length > 0) return products;
  throw new InputError({ code: "empty", path: "holdings", expected: "at least one product", received: holdings });
}
