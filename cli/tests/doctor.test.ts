import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { dateSpelling } from "../src/doctor/date-spelling.ts";
import type { Diagnosis } from "../src/doctor/diagnose.ts";
import { findingText } from "../src/doctor/findings/finding.ts";
import { command, workFolder } from "./doctor-data.ts";

const { folder, write, lookAt, remove } = workFolder();
afterAll(remove);

interface Row {
  readonly id: string;
  readonly date: Date;
  readonly amount: number;
}

const rows: readonly Row[] = Array.from({ length: 600 }, (_, i) => ({
  id: `C${(i * i) % 70}`,
  date: new Date(Date.UTC(2024, 0, 1 + ((i * 37) % 330))),
  amount: 5 + (i % 90) / 4,
}));

const iso = ({ date }: Row): string => date.toISOString().slice(0, 10);

/** The text in GBK: the characters of two bytes are looked up in all of them. */
function inGbk(text: string): Uint8Array {
  const decoder = new TextDecoder("gbk");
  const pairs = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) pairs.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  }
  return Uint8Array.from([...text].flatMap((sign) => pairs.get(sign) ?? [sign.charCodeAt(0)]));
}

/** All that is noticed, as one text. */
function noticed({ findings }: Diagnosis): string {
  return findings.map(findingText).join("\n");
}

/** The command that is proposed works on the file. */
async function works({ command: words, obstacle }: Diagnosis): Promise<void> {
  expect(obstacle).toBeNull();
  const out = join(folder, "out");
  expect(await command([...words, "--out", out])).toMatchObject({ code: 0, error: "" });
  expect(existsSync(join(out, "report.html"))).toBe(true);
}

describe("doctor", () => {
  it("a plain file: columns, roles, nothing to remark but that it is small", async () => {
    const lines = rows.map((row) => `${row.id},${iso(row)},${row.amount}\n`).join("");
    const diagnosis = await lookAt("plain.csv", `customer_id,date,amount\n${lines}`);
    expect(diagnosis.look.rows).toBe(600);
    expect(diagnosis.roles).toEqual([
      'date: "date", by its name',
      'customer: "customer_id", by its name',
      'amount: "amount", by its name',
    ]);
    expect(diagnosis.findings.map(({ code }) => code)).toEqual(["few-customers"]);
    expect(diagnosis.transactions?.rows).toBe(600);
    await works(diagnosis);
  });

  it("an export of a bank in GBK: other names, spelling, decimal comma, separators, codes", async () => {
    const line = (row: Row, i: number): string =>
      `T${i};${row.id};${iso(row).replaceAll("-", "")};${i % 3 === 0 ? "工资" : "刷卡"};${row.amount.toFixed(2).replace(".", ",")}\n`;
    const text = `流水号;账号;记账日期;类型;交易金额\n${rows.map(line).join("")}`;
    const bytes = inGbk(text);
    const diagnosis = await lookAt("银行 export.csv", bytes);
    expect(diagnosis.look.encoding).toBe("gb18030");
    expect(diagnosis.command).toEqual(expect.arrayContaining(["--customer", "账号", "--date-pattern", "yyyymmdd"]));
    expect(diagnosis.command).toEqual(expect.arrayContaining(["--decimal-comma", "--encoding", "gb18030"]));
    expect(diagnosis.filters).toEqual([
      {
        name: "类型",
        distinct: 2,
        frequent: [
          ["刷卡", 400],
          ["工资", 200],
        ],
      },
    ]);
    expect(noticed(diagnosis)).toMatch(/gb18030, not in UTF-8/);
    expect(noticed(diagnosis)).toMatch(/decimal comma/);
    await works(diagnosis);
  });

  it("columns whose names say nothing are told by what is in them; the number of a transaction is no customer", async () => {
    const lines = rows.map((row, i) => `${i},${row.id},${iso(row)},${row.amount}\n`).join("");
    const diagnosis = await lookAt("nameless.csv", `a,b,c,d\n${lines}`);
    expect(diagnosis.roles).toEqual([
      'date: "c", by what is in it',
      'customer: "b", by what is in it; it could also be "a"',
    ]);
    await works(diagnosis);
  });

  it("a quantity and a price, returns, empty customers, a packed file", async () => {
    const line = (row: Row, i: number): string =>
      `${i % 10 === 0 ? "" : row.id},${iso(row)},${i % 15 === 0 ? -1 : 2},${row.amount}\n`;
    const text = `CustomerID,InvoiceDate,Quantity,UnitPrice\n${rows.map(line).join("")}`;
    const diagnosis = await lookAt("shop.csv.gz", gzipSync(text));
    expect(diagnosis.command).toEqual(expect.arrayContaining(["--amount", "Quantity*UnitPrice"]));
    expect(noticed(diagnosis)).toMatch(/name no customer: 60 \(10 %\)/);
    expect(noticed(diagnosis)).toMatch(/Negative amounts: \d.* %\).* taken as returns/);
    await works(diagnosis);
  });

  it("ragged rows are counted and left out; a header without its rows, or none, is no file to use", async () => {
    const lines = rows.map((row) => `${row.id},${iso(row)},${row.amount}\n`).join("");
    const ragged = await lookAt("ragged.csv", `customer,date,amount\n${lines}C1,2024-01-01\nC1\n`);
    expect(ragged.look.rejects.rows).toEqual([601, 602]);
    expect(ragged.command).toContain("--skip-bad-rows");
    await works(ragged);
    const headless = await lookAt("headless.csv", lines);
    expect(noticed(headless)).toMatch(/first row looks like data/);
    for (const [name, content] of [
      ["empty-rows.csv", "customer,date,amount\n"],
      ["prose.csv", "It was a dark and stormy night.\nThe rain fell.\n"],
    ] as const) {
      const { code, out, error } = await command(["doctor", write(name, content)]);
      expect(code).toBe(2);
      expect(out).toContain(`What ${name} looks like`);
      expect(error).toMatch(/^customer-equity: \S/);
    }
  });

  it("prints text or JSON; what cannot be opened ends with 2", async () => {
    const path = join(folder, "plain.csv");
    const text = await command(["doctor", path]);
    expect(text.code).toBe(0);
    expect(text.out).toMatch(/Will warn +- The data show nobody leaving\. Check/);
    expect(text.out).toMatch(/Run +customer-equity value \S+plain\.csv --customer customer_id/);
    const json = await command(["doctor", path, "--json"]);
    expect(JSON.parse(json.out).transactions.customers).toBeGreaterThan(20);
    expect(await command(["doctor", join(folder, "missing.csv")])).toMatchObject({ code: 2, out: "" });
    expect(await command(["doctor", folder])).toMatchObject({ code: 2, out: "" });
  });
});

describe("dateSpelling", () => {
  it.each([
    [["2024-01-31", "2024-02-01T10:00"], undefined],
    [["20240131", "20231201"], "yyyymmdd"],
    [["930131", "931201"], "yymmdd"],
    [["31.1.2024", "1.12.2023"], "d.m.yyyy"],
    [["1/31/2024", "12/1/2023"], "m/d/yyyy"],
    [["31/1/2024", "1/12/2023"], "d/m/yyyy"],
    [["2024年1月31日"], "yyyy年m月d日"],
  ])("%j", (texts, pattern) => {
    expect(dateSpelling(texts)).toEqual({ pattern, share: 1, alternative: undefined });
  });

  it("says where day and month could be exchanged, and where there are no dates", () => {
    expect(dateSpelling(["1/2/2024", "3/4/2024"])).toEqual({ pattern: "d/m/yyyy", share: 1, alternative: "m/d/yyyy" });
    expect(dateSpelling(["card", "fee"])).toBeNull();
    expect(dateSpelling([])).toBeNull();
  });
});
