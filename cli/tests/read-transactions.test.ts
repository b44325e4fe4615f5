import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { BadInput } from "../src/bad-input.ts";
import { readTransactions, type TransactionLog } from "../src/input/read-transactions.ts";
import type { ReadOptions } from "../src/options/read-options.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const guessed: ReadOptions = {
  customer: undefined,
  date: undefined,
  amount: undefined,
  datePattern: undefined,
  separator: undefined,
  encoding: undefined,
  decimalComma: false,
  where: [],
  skipBadRows: false,
};

function read(
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  name = "log.csv",
): Promise<TransactionLog> {
  const file = join(folder, name);
  writeFileSync(file, content);
  return readTransactions([file], { ...guessed, ...options });
}

async function refusal(
  content: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  name?: string,
): Promise<string> {
  const error: unknown = await read(content, options, name).then(
    () => "no error",
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(BadInput);
  return (error as BadInput).message;
}

/** The customer of each transaction. */
function customers({ customer, names }: TransactionLog): readonly string[] {
  return Array.from(customer, (code) => names[code] as string);
}

const plain = "customer_id,date,amount\n7,2024-01-02,10.50\n8,2024-01-03,20\n7,2024-01-09,-3\n";

describe("readTransactions", () => {
  it("reads columns and says which they were", async () => {
    const log = await read(plain);
    expect(customers(log)).toEqual(["7", "8", "7"]);
    expect([...log.day]).toEqual([19724, 19725, 19731]);
    expect(log.amount).toEqual(Float64Array.of(10.5, 20, -3));
    expect(log.rowsRead).toBe(3);
    expect(log.skipped).toEqual([]);
    expect(log.source).toBe("customer = customer_id, date = date, amount = amount");
  });

  it("gives the same log for CRLF, a byte order mark, quotes, blank lines, no last line end, gzip and other separators", async () => {
    const expected = await read(plain);
    const quoted = '"customer_id","date","amount"\n"7","2024-01-02","10.50"\n"8",2024-01-03," 20 "\n7,2024-01-09,-3';
    const variants: readonly (readonly [string | Uint8Array, Partial<ReadOptions>, string?])[] = [
      [plain.replaceAll("\n", "\r\n"), {}],
      [plain.replaceAll("\n", "\r"), {}],
      [plain.replace("\n", "\r\n"), {}],
      [plain.replace(/\n$/, "\r\n"), {}],
      [`\uFEFF${plain}`, {}],
      [quoted, {}],
      [plain.replaceAll("\n", "\n\n"), {}],
      [gzipSync(plain), {}, "log.csv.gz"],
      [plain.replaceAll(",", ";"), {}],
      [plain.replaceAll(",", ";"), { separator: ";" }],
      [plain.replaceAll(",", "\t"), {}],
    ];
    for (const [content, options, name] of variants) {
      expect(await read(content, options, name)).toEqual({ ...expected, files: [name ?? "log.csv"] });
    }
  });

  it("keeps separators, quotes and line ends inside quotes", async () => {
    const log = await read('customer,note,date,amount\n"Li, ""Wei""","two\nlines",2024-01-02,1\n');
    expect(customers(log)).toEqual(['Li, "Wei"']);
  });

  it("reads dates by a pattern, and a product of two columns", async () => {
    const content = "id;date;Quantity;UnitPrice\n1;930101;3;2.5\n1;930102;-2;2.5\n";
    const log = await read(content, { datePattern: "yymmdd", amount: "Quantity*UnitPrice" });
    expect([...log.day]).toEqual([8401, 8402]);
    expect(log.amount).toEqual(Float64Array.of(7.5, -5));
    expect(log.source).toBe("customer = id, date = date, amount = Quantity × UnitPrice");
    expect(await read(content, { datePattern: "yymmdd" })).toEqual(log);
  });

  it("reads numbers with a decimal comma on request, and nothing else then", async () => {
    const content = "id;date;amount\n1;2024-01-01;1.234,50\n1;2024-01-02;-7\n1;2024-01-03;0,5\n";
    const log = await read(content, { decimalComma: true });
    expect(log.amount).toEqual(Float64Array.of(1234.5, -7, 0.5));
    expect(await refusal(content.replace("0,5", "1234.50"), { decimalComma: true })).toMatch(
      /row 3, column "amount": expected a number such as 1\.234,50, found "1234\.50"/,
    );
  });

  it("does without amounts", async () => {
    const log = await read("customer_id,date\n1,2024-01-01\n");
    expect(log.amount).toBeUndefined();
    expect(log.source).toContain("amount = none");
  });

  it("guesses Chinese column names", async () => {
    const log = await read("客户号,交易日期,交易金额\n0001,2024年1月2日,5\n", { datePattern: "yyyy年m月d日" });
    expect(log.source).toBe("customer = 客户号, date = 交易日期, amount = 交易金额");
    expect([...log.day]).toEqual([19724]);
  });

  it("counts what filters and empty ids leave out", async () => {
    const content =
      "customer_id,date,type,amount\n1,2024-01-01,card,1\n1,bad,fee,bad\n2,2024-01-02,cash,2\n ,2024-01-02,card,3\n";
    const where = [{ column: "type", values: ["card", "cash"], negated: false }];
    const log = await read(content, { where });
    expect(customers(log)).toEqual(["1", "2"]);
    expect(log.rowsRead).toBe(4);
    expect(log.skipped).toEqual([
      { reason: "where", count: 1, examples: [] },
      { reason: "no-customer", count: 1, examples: [] },
    ]);
    const without = await read(content, { where: [{ column: "type", values: ["fee", "cash"], negated: true }] });
    expect(customers(without)).toEqual(["1"]);
  });

  it("leaves bad rows out on request, and lists them", async () => {
    const log = await read("customer_id,date,amount\n1,2024-01-01,1\n1,2024-13-01,1\n1,2024-01-03\n1,2024-01-04,x\n", {
      skipBadRows: true,
    });
    expect(customers(log)).toEqual(["1"]);
    expect(log.skipped).toEqual([
      {
        reason: "bad-row",
        count: 3,
        examples: [
          "row 3: expected 3 cells, as in the header, found 2",
          'row 2, column "date": expected a date that exists, written yyyy-mm-dd (another spelling: --date-pattern), found "2024-13-01"',
          'row 4, column "amount": expected a number such as 1234.50, found "x"',
        ],
      },
    ]);
  });

  it("reads a file of many chunks to the last row", async () => {
    const lines = Array.from(
      { length: 50_000 },
      (_, i) => `客户${i % 1000},2024-01-${String(1 + (i % 28)).padStart(2, "0")},${i}`,
    );
    const log = await read(`customer,date,amount\n${lines.join("\n")}\n`);
    expect(log.rowsRead).toBe(50_000);
    expect(customers(log)[49_999]).toBe("客户999");
    expect(log.amount?.[49_999]).toBe(49_999);
    expect(log.names.length).toBe(1000);
  });
});

describe("readTransactions on a wrong file", () => {
  it("names file, row, column, what was expected and what was found", async () => {
    expect(await refusal("customer_id,date,amount\n1,2024-01-01,1\n1,01.02.2024,1\n")).toMatch(
      /^log\.csv, row 2, column "date": expected a date that exists, written yyyy-mm-dd .*, found "01\.02\.2024"\./,
    );
    expect(await refusal("customer_id,date,amount\n1,31.02.24,1\n", { datePattern: "dd.mm.yy" })).toContain(
      "written dd.mm.yy",
    );
    expect(await refusal("customer_id,date,amount\r\n\r\n1,2024-01-01,abc\r\n")).toMatch(
      /row 1, column "amount": expected a number such as 1234\.50, found "abc"/,
    );
    for (const amount of ["", "1.234,50", "0x10", "NaN", "Infinity", "1e999"]) {
      expect(await refusal(`customer_id;date;amount\n1;2024-01-01;${amount}\n`)).toContain(`found "${amount}"`);
    }
    expect(await refusal("customer_id,date,amount\n1,2024-01-01\n")).toMatch(
      /row 1: expected 3 cells, as in the header, found 2\./,
    );
  });

  it("names the columns there are where one is missing, double or not clear", async () => {
    expect(await refusal(plain, { customer: "client" })).toBe(
      '--customer: log.csv has no column "client". Its columns: "customer_id", "date", "amount".',
    );
    expect(await refusal(plain, { amount: "amount*rate" })).toMatch(/^--amount: log\.csv has no column "rate"/);
    expect(await refusal(plain, { amount: "a*b*c" })).toMatch(/^--amount: expected a column or the product of two/);
    expect(await refusal(plain, { where: [{ column: "type", values: ["x"], negated: false }] })).toMatch(
      /^--where: .* "type"/,
    );
    expect(await refusal("a,b\n1,2\n")).toMatch(
      /^No column of log\.csv looks like the customer: name it by --customer/,
    );
    expect(await refusal("account_id,account,date\n1,2,2024-01-01\n")).toMatch(
      /^"account_id", "account" could each be the customer: choose one by --customer/,
    );
    expect(await refusal("id,date,date\n1,2,3\n", { date: "date" })).toMatch(/two columns named "date"/);
  });

  it("refuses files without transactions", async () => {
    expect(await refusal("")).toMatch(/log\.csv is empty/);
    expect(await refusal("customer_id,date,amount\n")).toMatch(/a header line but no transactions/);
    expect(await refusal(plain, { where: [{ column: "amount", values: ["99"], negated: false }] })).toMatch(
      /none of its 3 rows is left \(left out: 3 by --where\)/,
    );
  });

  it("refuses what is not a readable text file", async () => {
    await expect(readTransactions([join(folder, "missing.csv")], guessed)).rejects.toThrow(
      /missing\.csv cannot be read: there is no such file/,
    );
    await expect(readTransactions([folder], guessed)).rejects.toThrow(/it is a folder/);
    expect(await refusal(plain, {}, "fake.csv.gz")).toMatch(/not, or not wholly, a gzip file/);
    expect(await refusal(gzipSync(plain).subarray(0, 40), {}, "cut.csv.gz")).toMatch(/ends too early/);
    expect(await refusal(Uint8Array.of(0x63, 0xff, 0xfe, 0x0a))).toMatch(/expected text in UTF-8/);
    expect(await refusal('customer_id,date,amount\n1,"2024-01-01,1\n')).toMatch(
      /row 1: expected balanced double quotes/,
    );
  });
});
