import { BadInput } from "../bad-input.ts";
import type { ReadOptions, RowFilter } from "../options/read-options.ts";

/** A column of the file by its name and position. */
interface FileColumn {
  readonly name: string;
  readonly index: number;
}

/** Which columns of the file are read. */
export interface FileColumns {
  readonly customer: FileColumn;
  readonly date: FileColumn;
  /** The factors of the amount: none where the file has no amounts, one column, or two for a product. */
  readonly amount: readonly FileColumn[];
  readonly where: readonly (RowFilter & { readonly index: number })[];
}

/** Names by which columns are guessed, letters and digits only; an earlier list wins over a later one. */
const usualNames = {
  customer: [
    [
      "customerid",
      "customer",
      "custid",
      "cust",
      "customernumber",
      "customerno",
      "客户号",
      "客户编号",
      "客户id",
      "客户",
    ],
    ["accountid", "account", "clientid", "client", "userid", "user", "memberid", "账号", "账户", "会员号"],
    ["id"],
  ],
  date: [
    ["date", "日期", "交易日期"],
    [
      "transactiondate",
      "invoicedate",
      "orderdate",
      "purchasedate",
      "paymentdate",
      "bookingdate",
      "valuedate",
      "记账日期",
    ],
    ["datetime", "timestamp", "time", "day", "交易时间"],
  ],
  amount: [
    ["amount", "金额", "交易金额"],
    ["transactionamount", "totalamount", "total", "value", "revenue", "sales", "spend", "turnover", "消费金额"],
    ["price", "sum"],
  ],
} as const;

/** The columns that the options name, or the header suggests; throws {@link BadInput} where that is not clear. */
export function chooseColumns(names: readonly string[], options: ReadOptions, file: string): FileColumns {
  const named = (name: string, option: string): FileColumn => {
    const index = names.indexOf(name.trim());
    if (index < 0) {
      throw new BadInput(`--${option}: ${file} has no column ${JSON.stringify(name)}. Its columns: ${list(names)}.`);
    }
    if (names.lastIndexOf(name.trim()) !== index) {
      throw new BadInput(`--${option}: ${file} has two columns named ${JSON.stringify(name)}; rename one of them.`);
    }
    return { name: name.trim(), index };
  };
  const required = (what: "customer" | "date"): FileColumn => {
    const given = options[what];
    const name = given ?? guess(names, what);
    if (name === undefined) {
      throw new BadInput(
        `No column of ${file} looks like the ${what}: name it by --${what}. Its columns: ${list(names)}. ` +
          (names.length === 1 ? "Is something else between its cells? Give --separator." : ""),
      );
    }
    return named(name, what);
  };
  return {
    customer: required("customer"),
    date: required("date"),
    amount: amountFactors(names, options.amount).map((name) => named(name, "amount")),
    where: options.where.map((filter) => ({ ...filter, index: named(filter.column, "where").index })),
  };
}

function list(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}

/** The letters and digits of a name, in lower case: what names are told apart by where they are guessed. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

function guess(names: readonly string[], what: keyof typeof usualNames): string | undefined {
  const found = likelyColumns(names, what);
  if (found.length > 1) throw new BadInput(`${list(found)} could each be the ${what}: choose one by --${what}.`);
  return found[0];
}

/** The columns whose names suggest the role, those of the most telling names alone; more than one where they are equally likely. */
export function likelyColumns(names: readonly string[], what: keyof typeof usualNames): readonly string[] {
  for (const usual of usualNames[what]) {
    const found = names.filter((name) => (usual as readonly string[]).includes(plain(name)));
    if (found.length > 0) return found;
  }
  return [];
}

/** A whole name may contain the sign `*`; only where there is no such column is it a product. */
function amountFactors(names: readonly string[], given: string | undefined): readonly string[] {
  if (given !== undefined) {
    if (names.includes(given.trim())) return [given];
    const factors = given.split("*");
    if (factors.length > 2 || factors.some((name) => name.trim() === "")) {
      throw new BadInput(`--amount: expected a column or the product of two, A*B, found ${JSON.stringify(given)}.`);
    }
    return factors;
  }
  const quantity = names.find((name) => plain(name) === "quantity");
  const price = names.find((name) => ["unitprice", "price"].includes(plain(name)));
  const amount = guess(names, "amount");
  // A price is only the amount where nothing says how many were bought.
  if (quantity !== undefined && price !== undefined && (amount === undefined || amount === price))
    return [quantity, price];
  return amount === undefined ? [] : [amount];
}
