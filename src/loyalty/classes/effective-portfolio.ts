import { requireColumn, requireLength, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";

/**
 * How many banks a customer uses in effect (有效银行数), when one bank has most of the business and others little: the number of equal
 * shares that would be as concentrated.
 *
 * 1/Σs² with the shares s of wallet, divided by their sum: 1 where one bank has all, n where n banks have the same.
 *
 * @param wallet - What each bank has of the customer's business, as shares or in money, at least 0: a column of one customer, or by bank a
 * column of many customers, 0 where a customer does not use the bank.
 * @returns A number of banks, at least 1; for many customers one entry a customer. `loyaltyDiamond` takes it as the portfolio.
 * @throws InputError `empty` without banks or customers, `out-of-range` for a share below 0, or a customer all of whose shares are 0;
 * `length-mismatch`, `not-finite`.
 * @remarks The inverse of the Herfindahl–Hirschman index, Hill's number of order 2. Twin: R `vegan::diversity(index = "invsimpson")`.
 * @example
 * ```ts
 * import { effectivePortfolio } from "customer-equity/loyalty";
 * console.log(effectivePortfolio([0.6, 0.3, 0.1]).toFixed(4)); // 2.1739
 * console.log(effectivePortfolio({ own: [80, 50], north: [0, 50] })); // Float64Array(2) [ 1, 2 ]
 * ```
 */
export function effectivePortfolio<D extends Column | Readonly<Record<string, Column>>>(
  wallet: D,
): D extends Column ? number : Float64Array {
  const single = Array.isArray(wallet) || wallet instanceof Float64Array;
  const result = single ? portfolioOfOne(wallet) : portfolioOfMany(wallet as Readonly<Record<string, Column>>);
  return result as D extends Column ? number : Float64Array;
}

function portfolioOfOne(wallet: Column): number {
  const shares = requireColumn(wallet, "wallet", { min: 0 });
  requireRows(shares, "wallet");
  return effectiveNumber(shares, "wallet");
}

function portfolioOfMany(wallet: Readonly<Record<string, Column>>): Float64Array {
  const given = requireOptions(wallet, "wallet");
  const names = Object.keys(given);
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "wallet", expected: "at least one bank", received: wallet });
  }
  const columns = names.map((name) => requireColumn(given[name], `wallet.${name}`, { min: 0 }));
  const rows = columns[0]!.length;
  requireRows(columns[0]!, `wallet.${names[0]}`);
  for (const [j, column] of columns.entries()) requireLength(column, `wallet.${names[j]}`, rows);
  const shares = new Float64Array(names.length);
  return Float64Array.from({ length: rows }, (_, i) => {
    for (let j = 0; j < shares.length; j++) shares[j] = columns[j]![i]!;
    return effectiveNumber(shares, `wallet (customer ${i})`);
  });
}

function effectiveNumber(shares: Column, path: string): number {
  let largest = 0;
  for (let j = 0; j < shares.length; j++) largest = Math.max(largest, shares[j]!);
  if (largest === 0) {
    throw new InputError({ code: "out-of-range", path, expected: "at least one share above 0", received: shares });
  }
  // As parts of the largest, whose squares cannot overflow.
  let sum = 0;
  let squares = 0;
  for (let j = 0; j < shares.length; j++) {
    const part = shares[j]! / largest;
    sum += part;
    squares += part * part;
  }
  return Math.max(1, (sum * sum) / squares);
}
