import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type ValueOptions, valueOptions } from "../src/options/value-options.ts";
import { bankPortfolio } from "../src/portfolio/bank-portfolio.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";
import { customersCsv, modelsJson } from "../src/value/results.ts";
import { valueCustomers } from "../src/value/value-report.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const options: ValueOptions = {
  ...valueOptions({
    unit: "week",
    returns: "ignore",
    model: "bg-nbd",
    "discount-rate": "0.08",
    margin: "0.012",
    tiers: "0.5,0.8",
  }),
  labels: ["top", "middle", "base"],
};

/** Values a small bank and writes what `value` writes; returns the paths. */
function stored(name: string, withAmounts = true): { readonly models: string; readonly customers: string } {
  const bookings = bankPortfolio({ customers: 300, seed: 11 }).filter(({ type }) => type === "card");
  const names = [...new Set(bookings.map(({ customer }) => customer))];
  const codes = new Map(names.map((id, code) => [id, code]));
  const log = {
    names,
    customer: Int32Array.from(bookings, ({ customer }) => codes.get(customer) as number),
    day: Float64Array.from(bookings, ({ day }) => day),
    amount: withAmounts ? Float64Array.from(bookings, ({ amount }) => amount) : undefined,
    period: [Math.min(...bookings.map(({ day }) => day)), Math.max(...bookings.map(({ day }) => day))] as const,
  };
  const report = valueCustomers(log, options);
  const paths = { models: join(folder, `${name}-models.json`), customers: join(folder, `${name}-customers.csv`) };
  writeFileSync(paths.models, modelsJson(report, options));
  writeFileSync(paths.customers, [...customersCsv(report)].join(""));
  return paths;
}

const bank = stored("bank");

async function score(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = "";
  let error = "";
  const code = await run(["score", ...args], {
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

function cells(path: string): string[][] {
  return readFileSync(path, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

const header = "customer,frequency,recency,age,mean_spend\n";

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("customer-equity score", () => {
  it("gives what value gave, to the last digit", async () => {
    const out = join(folder, "same");
    const result = await score(bank.models, bank.customers, "--out", out);
    expect([result.code, result.error]).toEqual([0, ""]);
    const valued = cells(bank.customers);
    const scored = cells(join(out, "scores.csv"));
    expect(valued).toHaveLength(301);
    expect(valued[0]?.[1]).toBe("first_purchase");
    expect(scored).toEqual(valued.map((row) => row.toSpliced(1, 1)));
    expect(result.out).toContain("bg-nbd and gamma-gamma, time in weeks");
    expect(result.out).toContain("1.2 % of the amount, discounted at 8 % a year");
    expect(result.out).toMatch(/\n +top +\d+ /);
    expect(result.out).toContain(join(out, "scores.csv"));
    expect(result.out).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  it("takes columns of other names, other options and fewer customers", async () => {
    const lines = cells(bank.customers).slice(1, 41);
    const text = lines.map(([id, , x, last, age, spend]) => [age, spend, id, x, last].join(";")).join("\n");
    const path = file("other.csv", `T;m;Kunde;x;t\n${text}\n`);
    const out = join(folder, "other");
    const names = ["--customer", "Kunde", "--frequency", "x", "--recency", "t", "--age", "T", "--mean-spend", "m"];
    const words = ["--horizon", "26", "--margin", "0.024", "--discount-rate", "0", "--tiers", "0.6", "--labels", "a,b"];
    const result = await score(bank.models, path, ...names, ...words, "--out", out, "--json");
    expect(result.error).toBe("");
    const json = JSON.parse(result.out);
    const [, ...scored] = cells(join(out, "scores.csv"));
    expect(json.input).toMatchObject({ file: "other.csv", rows: 40, customers: 40, skipped: [] });
    expect(json.value).toMatchObject({ horizon: 26, annualDiscountRate: 0, margin: 0.024 });
    expect(json.tiers).toMatchObject({ boundaries: [0.6], labels: ["a", "b"] });
    const total = scored.reduce((sum, row) => sum + Number(row[8]), 0);
    expect(json.value.total / total).toBeCloseTo(1, 12);
    for (const [i, [id, x, , , , alive, count, spend, value, tier]] of scored.entries()) {
      expect([id, x, alive]).toEqual([lines[i]?.[0], lines[i]?.[2], lines[i]?.[6]]);
      expect(Number(value) / (Number(count) * Number(spend) * 0.024)).toBeCloseTo(1, 10);
      expect(["a", "b"]).toContain(tier);
    }
  });

  it("names tiers by letters where there are more of them than the models have names for", async () => {
    const result = await score(bank.models, bank.customers, "--tiers", "0.5,0.7,0.9", "--out", folder, "--json");
    expect(JSON.parse(result.out).tiers.labels).toEqual(["A", "B", "C", "D"]);
  });

  it("counts purchases where the models have no spend", async () => {
    const { models, customers } = stored("no-amounts", false);
    const out = join(folder, "no-amounts");
    const result = await score(models, customers, "--out", out);
    expect(result.error).toBe("");
    expect(result.out).toContain("no amounts, so value is not in money");
    expect(cells(join(out, "scores.csv"))).toEqual(cells(customers).map((row) => row.toSpliced(1, 1)));
    expect((await score(models, customers, "--margin", "0.3")).error).toMatch(/--margin: .* has no model of spend/);
  });

  it("says which row is wrong, and what would be right", async () => {
    const good = "C1,2,10,20,5\nC2,0,0,20,\n";
    const cases: readonly (readonly [string, RegExp])[] = [
      [
        "C3,1,30,20,5",
        /bad\.csv, row 3, column "recency": expected a number above 0 and up to the age, 20, .*found "30"/,
      ],
      ["C3,1,0,20,5", /row 3, column "recency": expected a number above 0/],
      ["C3,0,3,20,5", /row 3, column "recency": expected 0, as the frequency is 0, found "3"/],
      ["C3,1.5,3,20,5", /row 3, column "frequency": expected a whole number .*, found "1.5"/],
      ["C3,-1,3,20,5", /row 3, column "frequency": .*found "-1"/],
      ['C3,1,3,"1,000",5', /row 3, column "age": expected a number of at least 0, found "1,000"/],
      ["C3,1,3,20,", /row 3, column "mean_spend": expected a number, as the frequency is 1, found ""/],
      ["C1,1,3,20,5", /row 3, column "customer": expected each customer once, found "C1"/],
      [",1,3,20,5", /row 3, column "customer": expected the id of a customer, found ""/],
      ["C3,1,3,20", /row 3: expected 5 cells, as in the header, found 4/],
    ];
    for (const [row, message] of cases) {
      const out = join(folder, "never");
      const result = await score(bank.models, file("bad.csv", `${header}${good}${row}\n`), "--out", out);
      expect(result.error).toMatch(message);
      expect(result.error).toContain("--skip-bad-rows");
      expect([result.code, result.out, existsSync(out)]).toEqual([2, "", false]);
    }
    const all = file("bad.csv", `${header}C0,1\n${good}${cases.map(([row]) => `${row}\n`).join("")}`);
    const skipped = await score(bank.models, all, "--skip-bad-rows", "--out", folder, "--json");
    expect(JSON.parse(skipped.out).input).toMatchObject({
      rows: 13,
      customers: 2,
      skipped: [{ reason: "bad-row", count: 11 }],
    });
    expect((await score(bank.models, all, "--skip-bad-rows", "--out", folder)).out).toContain(
      "rows that cannot be read (row 1",
    );
  });

  it("says what is wrong with the files as a whole", async () => {
    const right = JSON.parse(readFileSync(bank.models, "utf8"));
    const models = (text: string): string => file("models.json", text);
    const changed = (change: object): string => models(JSON.stringify({ ...right, ...change }));
    const newer = { ...right.transactions, model: { ...right.transactions.model, version: 2 } };
    const cases: readonly (readonly [() => [string, string], RegExp])[] = [
      [() => [models("customer,date\n"), bank.customers], /models\.json: expected JSON/],
      [
        () => [models("[1, 2]"), bank.customers],
        /models\.json: expected an object, as in the models\.json that value writes/,
      ],
      [() => [models("{}"), bank.customers], /models\.json, transactions: expected an object.*found nothing/],
      [() => [changed({ transactions: newer }), bank.customers], /transactions: .*version.*newer version/],
      [
        () => [changed({ transactions: right.spend }), bank.customers],
        /expected a model of purchases, found gamma-gamma/,
      ],
      [
        () => [changed({ spend: right.transactions }), bank.customers],
        /expected a model of spend, or null, found bg-nbd/,
      ],
      [() => [changed({ transactions: { model: { kind: "magic" } } }), bank.customers], /model\.kind: expected one of/],
      [() => [changed({ tiers: { boundaries: "0.8" } }), bank.customers], /tiers\.boundaries: expected shares/],
      [() => [join(folder, "none.json"), bank.customers], /none\.json cannot be read: there is no such file/],
      [() => [bank.models, join(folder, "none.csv")], /none\.csv cannot be read: there is no such file/],
      [
        () => [bank.models, file("less.csv", "customer,frequency\n1,2\n")],
        /less\.csv has no column "recency"\. Name another by --recency/,
      ],
      [() => [bank.models, file("empty.csv", header)], /empty\.csv: a header line but no rows/],
    ];
    for (const [make, message] of cases) {
      const result = await score(...make(), "--out", join(folder, "never"));
      expect(result.error).toMatch(message);
      expect(result.error).not.toMatch(/\n\s+at /);
      expect(result.code).toBe(2);
    }
  });
});
