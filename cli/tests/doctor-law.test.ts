import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { describeReference } from "../../tests/reference-data.ts";
import { thorough } from "../../tests/thorough.ts";
import { commandLine, proposal } from "../src/doctor/proposal.ts";
import { readOptions } from "../src/options/read-options.ts";
import { cleanRows, command, csv, date, type Row, workFolder } from "./doctor-data.ts";

const { folder, write, lookAt, remove } = workFolder();
afterAll(remove);

/**
 * The law: where the doctor ends with 0, the command that it prints ends with 0; where not, it says why and prints no command.
 * Returns the words of the command.
 */
async function obeysTheLaw(path: string, expected: 0 | 2): Promise<readonly string[]> {
  const { code, out, error } = await command(["doctor", "--", path]);
  expect([code, error]).toEqual([expected, expected === 0 ? "" : expect.stringMatching(/^customer-equity: \S/)]);
  expect(out).not.toMatch(/NaN|undefined|null|Infinity/);
  const printed = /^Run +(customer-equity .*)$/ms.exec(out)?.[1];
  if (expected === 2) {
    expect(printed).toBeUndefined();
    return [];
  }
  const words = wordsOf(printed as string);
  await works(words);
  return words;
}

/** The command ends with 0 and writes its results. */
async function works(words: readonly string[]): Promise<void> {
  const target = join(folder, "out");
  rmSync(target, { recursive: true, force: true });
  expect(await command([...words, "--out", target])).toMatchObject({ code: 0, error: "" });
  expect(existsSync(join(target, "report.html"))).toBe(true);
}

/** The words that a shell makes of a command line, without the name of the program. */
function wordsOf(line: string): readonly string[] {
  const script = `set -- ${line.trim()}\nprintf '%s\\0' "$@"`;
  return execFileSync("sh", ["-c", script], { encoding: "utf8" }).split("\0").slice(1, -1);
}

const one = cleanRows.filter(([id]) => id === "C7");
const withAmount = (amount: (text: string, i: number) => string): readonly Row[] =>
  cleanRows.map(([id, day, text], i) => [id, day, amount(text, i)]);

/** Files good and bad: name, content, and how the doctor is to end. */
const files: readonly (readonly [name: string, content: string | Uint8Array, code: 0 | 2])[] = [
  ["clean.csv", csv(cleanRows), 0],
  ["it's [1] $HOME & *.csv", csv(cleanRows), 0],
  ["packed.csv.gz", gzipSync(csv(cleanRows)), 0],
  ["utf16.csv", Buffer.from(`\ufeff${csv(cleanRows)}`, "utf16le"), 0],
  ["names like options.csv", csv(cleanRows, "-c,--date,-a"), 0],
  ["names with signs.csv", csv(cleanRows, ` the 'id' ,"my ""date""",$amount`), 0],
  ["names like each other.csv", csv(cleanRows, "x,date,x"), 2],
  ["no names.csv", csv(cleanRows, ",,"), 2],
  ["no header.csv", csv(cleanRows.slice(1), (cleanRows[0] as Row).join(",")), 0],
  [
    "no amounts.csv",
    csv(
      cleanRows.map(([id, day]) => [id, day]),
      "customer_id,date",
    ),
    0,
  ],
  [
    "no dates.csv",
    csv(
      cleanRows.map(([id, , amount]) => [id, amount]),
      "customer_id,amount",
    ),
    2,
  ],
  ["no rows.csv", "customer_id,date,amount\n", 2],
  ["no repeat purchase.csv", csv(cleanRows.map(([, day, amount], i) => [`D${i}`, day, amount])), 2],
  [
    "one repeat purchase.csv",
    csv(cleanRows.map(([, day, amount], i) => [i % 2499 === 0 ? "R" : `D${i}`, day, amount])),
    0,
  ],
  ["one customer.csv", csv(one), 0],
  ["one day.csv", csv(cleanRows.map(([id, , amount]) => [id, date(0), amount])), 2],
  ["two days.csv", csv(cleanRows.map(([id, , amount], i) => [id, date(i % 2), amount])), 0],
  ["one row.csv", csv(cleanRows.slice(0, 1)), 2],
  ["negative.csv", csv(withAmount((amount) => `-${amount}`)), 2],
  ["mostly negative.csv", csv(withAmount((amount, i) => (i % 5 === 0 ? amount : `-${amount}`))), 0],
  ["equal.csv", csv(withAmount(() => "5")), 0],
  ["zero.csv", csv(withAmount(() => "0")), 0],
  ["huge.csv", csv(withAmount((amount) => `${amount}e300`)), 2],
  ["tiny.csv", csv(withAmount((amount) => `${amount}e-300`)), 0],
  ["text for amounts.csv", csv(withAmount(() => "five")), 2],
  ["some amounts missing.csv", csv(withAmount((amount, i) => (i % 50 === 0 ? "" : amount))), 0],
  ["bad date.csv", csv([...cleanRows, ["C1", "2024-02-30", "5"]]), 0],
  ["stray.csv", csv([["C1", "0001-01-01", "5"], ...cleanRows, ["C2", "9999-12-31", "5"]]), 0],
  ["stray of one customer.csv", csv([["C7", "1900-01-01", "5"], ...cleanRows.map((row) => ["C7", row[1], row[2]])]), 2],
  ["regular.csv", csv(cleanRows.map(([, day], i) => [`C${i % 25}`, day, "5"])), 0],
];

describe("whenever the doctor ends with 0, its command works", () => {
  it.each(files.filter((_, i) => thorough || i % 2 === 0))("%s", async (name, content, code) => {
    await obeysTheLaw(write(name, content), code);
  });

  it("words that mean something to a shell, or look like options, arrive as they are", () => {
    const look = { encoding: undefined, rejects: { rows: [], examples: [], first: null } };
    const roles = { customer: undefined, date: undefined, amount: [] };
    expect(proposal("-x.csv", look, roles, readOptions({ separator: "tab", where: ["-c=1,2"] }))).toEqual([
      "value",
      "./-x.csv",
      "--separator",
      "tab",
      "--where=-c=1,2",
    ]);
    expect(commandLine(["value", "./-x.csv", "--date=-d", "a'b\n$c"])).toBe(
      "customer-equity value ./-x.csv --date=-d 'a'\\''b\n$c'",
    );
    expect(wordsOf(commandLine(["a'b\n$c", "", "`x`", "客户"]))).toEqual(["a'b\n$c", "", "`x`", "客户"]);
  });

  it("the run gives the warnings that were foretold", async () => {
    const { warnings, command: words } = await lookAt(
      "warned.csv",
      csv(withAmount((_, i) => `${i % 500 === 0 ? 0 : 5}`)),
    );
    await works(words);
    const models = JSON.parse(readFileSync(join(folder, "out", "models.json"), "utf8"));
    const codes: string[] = models.warnings.map(({ code }: { code: string }) => code);
    expect(codes).toContain("zero-amounts");
    expect(warnings.map(({ code }) => code)).toEqual(codes);
    expect(warnings.find(({ code }) => code === "zero-amounts")?.text).toMatch(
      /^Transactions with an amount of 0 .*: 5\. If/,
    );
  });

  it("still works with a test period", async () => {
    const words = await obeysTheLaw(write("split.csv", csv([["C1", "1900-01-01", "5"], ...cleanRows])), 0);
    expect(words).toEqual(expect.arrayContaining(["--from", "2024-01-01", "--until", "2024-04-09"]));
    await works([...words, "--split", "2024-03-01"]);
  });
});

interface Reference {
  readonly file: string;
  readonly code: 0 | 2;
  /** A day at which the log can be divided. */
  readonly split?: string;
}

const reference: readonly Reference[] = [
  { file: "cdnow_master.csv", code: 0, split: "1997-09-30" },
  { file: "cdnow_sample.csv", code: 0, split: "1997-09-30" },
  { file: "cdnow_sample_cbs.csv", code: 2 },
  { file: "grocery_transactions.csv", code: 0, split: "2006-12-31" },
  { file: "apparel_transactions.csv", code: 0, split: "2008-12-31" },
  { file: "apparel_static_covariates.csv", code: 2 },
  { file: "rfm-orders/rfm_data_orders.csv", code: 0, split: "2005-12-31" },
  { file: "online-retail/online_retail.csv.gz", code: 0, split: "2011-08-31" },
  { file: "berka/trans_1993-01_1994-03.asc.gz", code: 0, split: "1993-10-31" },
  { file: "berka/card.asc.gz", code: 0 },
  { file: "berka/loan.asc.gz", code: 2 },
  { file: "berka/account.asc.gz", code: 2 },
];

describeReference("the same on real files", () => {
  it.each(reference)(
    "$file",
    async ({ file, code, split }) => {
      const words = await obeysTheLaw(join(process.env["REFERENCE_DATA"] ?? "", file), code);
      if (split !== undefined) await works([...words, "--split", split]);
    },
    120_000,
  );
});
