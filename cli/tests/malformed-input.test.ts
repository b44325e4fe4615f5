import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTransactions } from "../src/input/read-transactions.ts";
import { readOptions } from "../src/options/read-options.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const header = "customer_id,date,amount\n";
const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + (i % 300))).toISOString().slice(0, 10);
/** Thirty customers with some eight purchases each. */
const body = Array.from({ length: 240 }, (_, i) => `C${i % 30},${day(i * 37)},${1 + (i % 50)}.50\n`).join("");
const good = header + body;

/** Root may read and write everything, so a test that root runs acts as another user meanwhile. */
async function asOrdinaryUser(task: () => Promise<void>): Promise<void> {
  const root = process.getuid?.() === 0;
  if (root) {
    chmodSync(folder, 0o777);
    process.seteuid?.(65_534);
  }
  try {
    await task();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  readonly written: readonly string[];
}

async function value(...words: string[]): Promise<Outcome> {
  const target = join(folder, "out");
  rmSync(target, { recursive: true, force: true });
  let out = "";
  let error = "";
  const code = await run(["value", ...words, "--out", target], {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    status: noStatus,
  });
  return { code, out, error, written: existsSync(target) ? readdirSync(target).sort() : [] };
}

/** The input is refused with the message, and nothing is written. */
async function refused(words: readonly string[], message: RegExp): Promise<void> {
  const { code, out, error, written } = await value(...words);
  expect(error).toMatch(message);
  expect(error).not.toMatch(/\n\s+at /);
  expect([code, out, written]).toEqual([2, "", []]);
}

/** The input is read, and all results are written. */
async function accepted(...words: string[]): Promise<Outcome> {
  const outcome = await value(...words);
  expect([outcome.code, outcome.error]).toEqual([0, ""]);
  expect(outcome.written).toEqual(["customers.csv", "models.json", "report.html"]);
  return outcome;
}

describe("malformed input", () => {
  it("a wrong date on row 1,234,567", async () => {
    const lines = Buffer.alloc(1_240_000 * 22);
    let end = lines.write(header, 0, "latin1");
    for (let i = 1; i <= 1_240_000; i++) {
      const date = i === 1_234_567 ? "2024-02-30" : "2024-02-20";
      end += lines.write(`${i % 1000},${date},5\n`, end, "latin1");
    }
    const path = file("long.csv", lines.subarray(0, end));
    await refused(
      [path],
      /^customer-equity: long\.csv, row 1,234,567, column "date": expected a date that exists, .* found "2024-02-30"/,
    );
    rmSync(path);
  }, 60_000);

  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ["a missing column", "customer_id,amount\n1,2\n", /No column of bad\.csv looks like the date: name it by --date/],
    [
      "text in the amount",
      `${good}C1,2024-03-01,five\n`,
      /bad\.csv, row 241, column "amount": expected a number .* "five"/,
    ],
    ["an empty file", "", /bad\.csv is empty: expected a header line/],
    ["a header only", header, /bad\.csv: a header line but no transactions/],
    ["blank lines only", "\n\n\n", /bad\.csv: expected a header line at the top/],
    ["one purchase of one customer", `${header}1,2024-01-01,5\n`, /at least one customer with a repeat purchase/],
    ["a row with a cell too few", `${good}C1,2024-03-01\n`, /row 241: expected 3 cells, as in the header, found 2/],
    [
      "a row with a cell too many",
      `${good}C1,2024-03-01,5,6\n`,
      /row 241: expected 3 cells, as in the header, found 4/,
    ],
    ["a quote that is never closed", `${good}C1,"2024-03-01,5\n`, /row 241: expected balanced double quotes/],
    ["text after a quoted cell", `${good}"C1"x,2024-03-01,5\n`, /row 241: expected balanced double quotes/],
    [
      "a quote in the header that is never closed",
      `customer_id,"date,amount\n${body}`,
      /line 1: a quotation mark in the header/,
    ],
    ["a line of 10 MB", `${good}${"x".repeat(10_000_000)},2024-03-01,5\n`, /row 241: expected a line of at most 2 MB/],
    ["a header of 10 MB", `${"x".repeat(10_000_000)},date,amount\n`, /bad\.csv, line 1: longer than 2 MB/],
    ["two columns of one name", `customer_id,date,date\n1,2024-01-01,2\n`, /"date", "date" could each be the date/],
    ["a spreadsheet", Buffer.from("PK\u0003\u0004rest of a zip archive"), /is a spreadsheet or a zip archive/],
    ["a gzip file without its ending", gzipSync(good), /packed by gzip, but its name does not end in \.gz/],
    ["random bytes", Uint8Array.from({ length: 3000 }, (_, i) => (i * i * 7919 + i * 31) % 251), /UTF-8|header|column/],
  ];
  it.each(cases)("%s", async (_, content, message) => {
    await refused([file("bad.csv", content)], message);
  });

  it("GBK is refused with advice, and read with it, ids intact", async () => {
    // 客户号,日期,金额 and 张三 in GBK; the rows are ASCII but for the customer.
    const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
    const head = bytes("\xbf\xcd\xbb\xa7\xba\xc5,\xc8\xd5\xc6\xda,\xbd\xf0\xb6\xee\n");
    const rows = Array.from({ length: 40 }, (_, i) => bytes(`\xd5\xc5\xc8\xfd${i % 8},${day(i * 37)},5\n`));
    const path = file("gbk.csv", Buffer.concat([head, ...rows]));
    await refused(
      [path],
      /gbk\.csv, line 1: expected text in UTF-8\. It looks like gb18030 \(GBK\): give --encoding gb18030/,
    );
    await accepted(path, "--encoding", "gb18030");
    expect(readFileSync(join(folder, "out", "customers.csv"), "utf8")).toContain("\n张三0,");
    await refused([path, "--encoding", "utf-16le"], /gbk\.csv/);
  });

  it("one line in another encoding is named, and left out on request", async () => {
    const path = file(
      "mixed.csv",
      Buffer.concat([Buffer.from(good), Buffer.from("M\xfcller,2024-03-01,5\n", "latin1")]),
    );
    await refused([path], /mixed\.csv, line 242: expected text in UTF-8/);
    const { out } = await accepted(path, "--skip-bad-rows");
    expect(out).toContain("1 rows that cannot be read (row 241: expected text in UTF-8");
  });

  it("UTF-16 is recognised and read", async () => {
    const path = file("utf16.csv", Buffer.from(`\ufeff${good}`, "utf16le"));
    await refused([path], /It looks like utf-16le: give --encoding utf-16le/);
    await accepted(path, "--encoding", "utf-16le");
  });

  it("mixed line ends, a byte order mark and quotes are read as what they are", async () => {
    await accepted(file("plain.csv", good));
    const expected = readFileSync(join(folder, "out", "customers.csv"), "utf8");
    const lines = good.split("\n");
    const variants = [
      lines.map((line, i) => line + (i % 3 === 0 ? "\r\n" : "\n")).join(""),
      lines.join("\r"),
      `\ufeff${good}`,
      lines.map((line) => line.replace(/^(C\d+),/, '"$1",')).join("\r\n"),
    ];
    for (const [i, content] of variants.entries()) {
      await accepted(file(`variant${i}.csv`, content));
      expect(readFileSync(join(folder, "out", "customers.csv"), "utf8"), `variant ${i}`).toBe(expected);
    }
  });

  it("files that are none", async () => {
    await refused([folder], /it is a folder\. To read all files in it/);
    await refused([join(folder, "missing.csv")], /missing\.csv cannot be read: there is no such file/);
    await refused([join(folder, "missing-*.csv")], /no file matches this pattern/);
    await refused(
      [file("cut.csv.gz", gzipSync(good).subarray(0, 200))],
      /cut\.csv\.gz cannot be read: .* ends too early/,
    );
    await refused([file("fake.csv.gz", good)], /fake\.csv\.gz cannot be read: it is not, or not wholly, a gzip file/);
    await refused([file("fake.parquet", good)], /fake\.parquet cannot be read: it is not a Parquet file/);
    await refused([file("cut.parquet", "PAR1 and then nothing")], /cut\.parquet cannot be read as Parquet/);
  });

  it("a file that may not be read, a folder that may not be written", async () => {
    const secret = file("secret.csv", good);
    chmodSync(secret, 0o000);
    const open = file("ok.csv", good);
    const locked = join(folder, "locked");
    mkdirSync(locked, { mode: 0o555 });
    let error = "";
    const add = (text: string): void => {
      error += text;
    };
    await asOrdinaryUser(async () => {
      await refused([secret], /reading it is not allowed/);
      const words = ["value", open, "--out", join(locked, "deeper")];
      expect(await run(words, { out: add, error: add, status: noStatus })).toBe(2);
    });
    expect(error).toMatch(/--out: cannot write into .* writing there is not allowed/);
  });
});

describe("several files", () => {
  it("patterns, other orders of columns and other separators are one log; a file named twice counts once", async () => {
    const rows = body.trimEnd().split("\n");
    const [first, second] = [rows.slice(0, 100), rows.slice(100)];
    const one = file("part 1 [a].csv", `${header}${first.join("\n")}\n`);
    const turned = second.map((line) => line.split(",").reverse().join(";"));
    file("part 2 第二.csv", `amount;date;customer_id\n${turned.join("\n")}\n`);
    await accepted(file("whole.csv", good));
    const expected = readFileSync(join(folder, "out", "customers.csv"), "utf8");
    const { out } = await accepted(join(folder, "part*.csv"), one);
    expect(out).toContain("Value of the customers in 2 files");
    expect(readFileSync(join(folder, "out", "customers.csv"), "utf8")).toBe(expected);
  });

  it("the file and its own row are named", async () => {
    const one = file("one.csv", good);
    const two = file("two's.csv", `${header}1,2024-01-01,5\n1,2024-01-32,5\n`);
    await refused([one, two], /two's\.csv, row 2, column "date"/);
    await refused(
      [one, file("three.csv", "customer_id,date\n1,2024-01-01\n")],
      /three\.csv: expected amounts as in one\.csv/,
    );
  });
});

describe("Parquet", () => {
  const path = join(folder, "log.parquet");
  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const csv = file("for-parquet.csv", good);
    await connection.run(`COPY (SELECT substr(customer_id, 2)::INTEGER AS customer_id, date::DATE AS date,
      date::TIMESTAMP + INTERVAL 13 HOUR AS booked, amount::DECIMAL(10, 2) AS amount FROM read_csv('${csv}')) TO '${path}'`);
    connection.closeSync();
  });

  it("gives what the CSV file of the same rows gives", async () => {
    await accepted(path, "--date", "date");
    const customers = readFileSync(join(folder, "out", "customers.csv"), "utf8");
    await accepted(path, "--date", "booked");
    expect(readFileSync(join(folder, "out", "customers.csv"), "utf8")).toBe(customers);
    await accepted(file("plain.csv", good));
    expect(customers.replace(/^(\d)/gm, "C$1")).toBe(readFileSync(join(folder, "out", "customers.csv"), "utf8"));
  });

  it("names its columns, and the row of a missing amount", async () => {
    await refused([path, "--customer", "client"], /log\.parquet has no column "client"\. Its columns: "customer_id"/);
  });
});

describe("any table", () => {
  const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  const cell = fc
    .string({ unit: fc.constantFrom("a", "é", "客", '"', ",", ";", " ", "\n", "'", "|", "\\"), maxLength: 6 })
    // A cell of blanks alone is a cell without a customer; line ends of Windows inside cells are another matter.
    .filter((text) => text.trim() === text && text !== "");

  it("is read as a strict CSV parser reads it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, fc.double({ min: -1e6, max: 1e6, noNaN: true })), {
          minLength: 1,
          maxLength: 12,
        }),
        async (rows) => {
          const text = `note,customer,date,amount\n${rows
            .map(([note, id, amount]) => [quote(note), quote(id), "2024-01-02", String(amount)].join(","))
            .join("\n")}\n`;
          const parsed = parse(text, { columns: true }) as { customer: string; amount: string }[];
          const log = await readTransactions([file("any.csv", text)], readOptions({ date: "date", amount: "amount" }));
          expect(Array.from(log.customer, (code) => log.names[code])).toEqual(parsed.map(({ customer }) => customer));
          expect(Array.from(log.amount ?? [])).toEqual(parsed.map(({ amount }) => Number(amount)));
          expect(log.skipped).toEqual([]);
        },
      ),
      { seed: 20_261_122, numRuns: 25 },
    );
  }, 60_000);
});
