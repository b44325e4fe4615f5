import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isoDate } from "customer-equity";
import { afterAll, describe, expect, it } from "vitest";
import { csvLine } from "../src/csv.ts";
import { valueOptions } from "../src/options/value-options.ts";
import { bankPortfolio } from "../src/portfolio/bank-portfolio.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";
import { valueCustomers } from "../src/value/value-report.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function compare(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = "";
  let error = "";
  const code = await run(["compare", ...args], {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      error += text;
    },
    status: noStatus,
  });
  return { code, out, error };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function cells(path: string): string[][] {
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

const header = "customer,probability_alive,value,tier\n";
const old = file("old.csv", `${header}a,0.9,100,A\nb,0.8,60,A\nc,0.6,20,B\nd,0.2,5,C\ne,0.9,4,C\ng,0.4,3,C\n`);
const recent = file("new.csv", `${header}e,0.9,90,A\nb,0.9,70,A\nc,0.3,6,C\na,0.7,30,B\nf,1,8,B\ng,0.7,3,C\n`);

describe("customer-equity compare with two files of valued customers", () => {
  it("divides the change of value by what the customers did", async () => {
    const out = join(folder, "files");
    const result = await compare(old, recent, "--out", out, "--json");
    expect([result.code, result.error]).toEqual([0, ""]);
    const json = JSON.parse(result.out);
    expect(json.before).toMatchObject({ name: "old.csv", customers: 6, value: 192 });
    expect(json.after).toMatchObject({ name: "new.csv", customers: 6, value: 207 });
    expect(json.change).toBe(15);
    expect(json.parts).toEqual([
      { movement: "new", customers: 1, before: 0, after: 8, change: 8 },
      { movement: "up", customers: 1, before: 4, after: 90, change: 86 },
      { movement: "stayed", customers: 2, before: 63, after: 73, change: 10 },
      { movement: "down", customers: 2, before: 120, after: 36, change: -84 },
      { movement: "gone", customers: 1, before: 5, after: 0, change: -5 },
    ]);
    expect(json.migration).toMatchObject({
      tiers: ["A", "B", "C"],
      counts: [
        [1, 1, 0],
        [0, 0, 1],
        [1, 0, 1],
      ],
      gone: [0, 0, 1],
      new: [0, 1, 0],
    });
    expect(json.cells).toHaveLength(15);
    expect(json.cells[1]).toEqual({ from: "A", to: "B", customers: 1, before: 100, after: 30, change: -70 });
    expect(json.cells[13]).toEqual({ from: null, to: "B", customers: 1, before: 0, after: 8, change: 8 });
    // Nobody who is new or gone is counted: c fell from 0.6 to 0.3, g rose from 0.4 to 0.7.
    expect(json.activity).toEqual({
      fellSilent: { customers: 1, before: 20, after: 6, change: -14 },
      cameBack: { customers: 1, before: 3, after: 3, change: 0 },
    });
    expect(json.gains.map(({ customer }: { customer: string }) => customer)).toEqual(["e", "b", "f"]);
    expect(json.losses.map(({ customer }: { customer: string }) => customer)).toEqual(["a", "c", "d"]);
    expect(cells(join(out, "comparison.csv"))).toEqual([
      ["customer", "tier_before", "tier_after", "value_before", "value_after", "change", "movement"],
      ["a", "A", "B", "100", "30", "-70", "down"],
      ["b", "A", "A", "60", "70", "10", "stayed"],
      ["c", "B", "C", "20", "6", "-14", "down"],
      ["d", "C", "", "5", "", "-5", "gone"],
      ["e", "C", "A", "4", "90", "86", "up"],
      ["g", "C", "C", "3", "3", "0", "stayed"],
      ["f", "", "B", "", "8", "8", "new"],
    ]);
  });

  it("tells it in a few lines and on a page, in either language", async () => {
    const out = join(folder, "text");
    const result = await compare(old, recent, "--out", out);
    expect(result.out).toContain("Customers between old.csv and new.csv");
    expect(result.out).toContain("6 customers worth 207.00: +15.00, +7.8 %");
    expect(result.out).toMatch(/new +1 +0\.00 +8\.00 +\+8\.00\n/);
    expect(result.out).toMatch(/C +1 +0 +1 +1\n +new +0 +1 +0/);
    expect(result.out).not.toMatch(/NaN|undefined|null|Infinity/);
    const page = readFileSync(join(out, "comparison.html"), "utf8");
    expect(page).toContain("The customers were worth 192.00 and are worth 207.00 now: +15.00");
    expect(page).toContain("<svg");
    expect(page).toContain('<td class="text"><bdi>a</bdi></td>');
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)|NaN|undefined|>null</);
    await compare(old, recent, "--out", out, "--lang", "zh");
    const chinese = readFileSync(join(out, "comparison.html"), "utf8");
    expect(chinese).toContain("升级客户1位，价值变动+86.00");
    expect(chinese).not.toMatch(/NaN|undefined|>null</);
  });

  it("escapes what a file brings into the page", async () => {
    const wicked = `${header}<b>x</b>,0.5,7,A\ny,0.5,1,<i>\n`;
    const out = join(folder, "escaped");
    const result = await compare(file("w1.csv", wicked), file("w2.csv", wicked.replace(",7,", ",9,")), "--out", out);
    expect(result.error).toBe("");
    const page = readFileSync(join(out, "comparison.html"), "utf8");
    expect(page).toContain("&lt;b&gt;x&lt;/b&gt;");
    expect(page).not.toMatch(/<b>|<i>/);
  });

  it("takes the order of the tiers from the values, or from --labels", async () => {
    const named = (text: string): string =>
      text.replaceAll(",A", ",gold").replaceAll(",B", ",silver").replaceAll(",C", ",base");
    const one = file("named1.csv", named(readFileSync(old, "utf8")));
    const two = file("named2.csv", named(readFileSync(recent, "utf8")));
    const json = JSON.parse((await compare(one, two, "--out", folder, "--json")).out);
    expect(json.migration.tiers).toEqual(["gold", "silver", "base"]);
    const fewer = file("fewer.csv", "customer,value,tier\na,3,A\nb,1,C\n");
    const other = await compare(old, fewer, "--out", folder);
    expect([other.code, other.error]).toEqual([
      2,
      "customer-equity: Expected the same tiers in both files, found A, B, C and A, C. If a tier has no customers in one of them, give all tiers, best first, by --labels.\n",
    ]);
    const given = JSON.parse((await compare(old, fewer, "--labels", "A,B,C", "--out", folder, "--json")).out);
    expect(given.migration.counts).toEqual([
      [1, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(given.activity).toBeNull();
    expect((await compare(old, fewer, "--labels", "A,B", "--out", folder)).error).toMatch(/old\.csv has the tier "C"/);
    const turned = file("turned.csv", "customer,value,tier\na,1,A\nb,2,B\nc,3,C\n");
    expect((await compare(old, turned, "--out", folder)).error).toMatch(/not in the same order of value/);
  });

  it("says what is wrong", async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[old], /compare: expected two files of valued customers, .*or --dates with files of transactions/],
      [[old, recent, old], /expected two files of valued customers/],
      [
        [old, file("log.csv", "customer,date,amount\na,2025-01-01,5\n")],
        /log\.csv has no column "value"\..*Without --dates/,
      ],
      [[old, recent, "--tiers", "0.5"], /--tiers: without --dates two files of valued customers are compared/],
      [
        [old, recent, "--labels", "A,A"],
        /--labels: expected the names of the tiers, best first, each once, found "A,A"/,
      ],
      [
        [old, file("dup.csv", `${header}a,1,5,A\na,1,5,A\n`)],
        /dup\.csv, row 2, column "customer": expected each customer once/,
      ],
      [
        [old, file("word.csv", `${header}a,1,five,A\n`)],
        /word\.csv, row 1, column "value": expected a number .*found "five"/,
      ],
      [
        [old, file("share.csv", `${header}a,1.5,5,A\n`)],
        /column "probability_alive": expected a number from 0 to 1, found "1.5"/,
      ],
      [[old, file("none.csv", `${header}a,1,5,\n`)], /column "tier": expected the name of a tier, found ""/],
      [[old, "--dates", "2025-06-30"], /--dates: expected two dates, the earlier first/],
      [[old, "--dates", "2025-06-30,2025-06-30"], /--dates: expected two dates, the earlier first/],
      [[old, "--dates", "2025-06-31,2025-12-31"], /--dates: expected a date such as 2024-12-31, found "2025-06-31"/],
      [[old, "--dates", "2025-06-30,2025-12-31", "--until", "2025-12-31"], /Unknown option '--until'/],
    ];
    for (const [args, message] of cases) {
      const out = join(folder, "never");
      const result = await compare(...args, "--out", out);
      expect(result.error).toMatch(message);
      expect(result.error).not.toMatch(/\n\s+at /);
      expect([result.code, result.out, existsSync(out)]).toEqual([2, "", false]);
    }
  });
});

describe("customer-equity compare with a log and two dates", () => {
  const bookings = bankPortfolio({ customers: 300, seed: 11 }).filter(
    ({ type, day }) => type === "card" && day < 20_080,
  );
  const lines = bookings.map(({ customer, day, amount }) => csvLine([customer, isoDate(day), amount]));
  const log = file("bank.csv", `customer_id,date,amount\n${lines.join("")}`);
  const first = Date.parse("2024-03-31") / 86_400_000;
  const last = Date.parse("2024-11-30") / 86_400_000;
  const words = ["--dates", "2024-03-31,2024-11-30", "--margin", "0.012"];

  it("values the base as value does at each date, and accounts for the whole change", async () => {
    const out = join(folder, "dates");
    const result = await compare(log, ...words, "--out", out, "--json");
    expect([result.code, result.error]).toEqual([0, ""]);
    const json = JSON.parse(result.out);
    const names = [...new Set(bookings.map(({ customer }) => customer))];
    const columns = {
      names,
      customer: Int32Array.from(bookings, ({ customer }) => names.indexOf(customer)),
      day: Float64Array.from(bookings, ({ day }) => day),
      amount: Float64Array.from(bookings, ({ amount }) => amount),
      period: [bookings[0]?.day as number, last] as const,
    };
    const options = valueOptions({
      unit: "week",
      returns: "ignore",
      model: "bg-nbd",
      "discount-rate": "0.1",
      margin: "0.012",
      tiers: "0.8,0.95",
    });
    for (const [side, until] of [
      ["before", first],
      ["after", last],
    ] as const) {
      const report = valueCustomers(columns, { ...options, until });
      expect(json[side].customers).toBe(report.values.length);
      expect(json[side].value / report.total).toBeCloseTo(1, 12);
      expect(json[side].models.transactions).toEqual({ ...report.transactions.model });
    }
    const sum = (field: "change" | "before" | "after" | "customers"): number =>
      json.parts.reduce((total: number, part: Record<string, number>) => total + (part[field] as number), 0);
    expect(Math.abs(sum("change") / json.change - 1)).toBeLessThan(1e-9);
    expect(Math.abs((sum("after") - sum("before")) / json.change - 1)).toBeLessThan(1e-9);
    expect(json.change).toBeCloseTo(json.after.value - json.before.value, 6);
    const inCells = json.cells.reduce((total: number, cell: { change: number }) => total + cell.change, 0);
    expect(Math.abs(inCells / json.change - 1)).toBeLessThan(1e-9);

    const [, ...customers] = cells(join(out, "comparison.csv"));
    expect(customers).toHaveLength(json.after.customers);
    expect(customers).toHaveLength(sum("customers"));
    const total = customers.reduce((all, row) => all + Number(row[5]), 0);
    expect(Math.abs(total / json.change - 1)).toBeLessThan(1e-9);
    expect(json.parts[4]).toMatchObject({ movement: "gone", customers: 0, change: 0 });
    expect(json.parts[0].customers).toBe(json.after.customers - json.before.customers);
    expect(json.activity.fellSilent.customers).toBeGreaterThan(0);
    expect(json.gains).toHaveLength(10);
    const changes = json.losses.map(({ change }: { change: number }) => change);
    expect(changes).toEqual([...changes].sort((one, two) => one - two));
    expect(changes[0]).toBe(Math.min(...customers.map((row) => Number(row[5]))));
  });

  it("tells it in a summary and on a page", async () => {
    const out = join(folder, "dates-text");
    const result = await compare(log, ...words, "--out", out);
    expect(result.error).toBe("");
    expect(result.out).toContain("Customers between 2024-03-31 and 2024-11-30");
    expect(result.out).toContain("no longer likely to be active");
    expect(result.out).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(result.out.split("\n").length).toBeLessThan(60);
    const page = readFileSync(join(out, "comparison.html"), "utf8");
    expect(page).toContain("2024-03-31");
    expect(page).not.toMatch(/<script|NaN|undefined|>null</);
  });

  it("counts purchases where the log has no amounts, and warns where the log ends before the date", async () => {
    const bare = file(
      "bare.csv",
      `customer_id,date\n${bookings.map((b) => csvLine([b.customer, isoDate(b.day)])).join("")}`,
    );
    const out = join(folder, "bare");
    const { error, out: text } = await compare(bare, "--dates", "2024-03-31,2025-03-31", "--out", out);
    expect(error).toBe("");
    expect(text).toContain("purchases (no amounts, so not in money)");
    expect(text).toMatch(/2025-03-31: The last transaction of the log is of 2024-/);
  });

  it("says what is wrong with the dates", async () => {
    const before = await compare(log, "--dates", "2020-01-01,2024-06-30", "--out", join(folder, "never"));
    expect([before.code, before.out]).toEqual([2, ""]);
    expect(before.error).toMatch(
      /--dates: expected dates from the first of the log \(2023-01-0\d\) on, found 2020-01-01/,
    );
    const early = await compare(log, "--dates", "2023-01-04,2024-06-30", "--out", join(folder, "never"));
    expect(early.code).toBe(2);
    expect(early.error).toMatch(/At 2023-01-04: /);
  });
});
