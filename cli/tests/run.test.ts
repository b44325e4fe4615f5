import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isoDate } from "customer-equity";
import { expectedTransactions, parseModel } from "customer-equity/clv";
import { afterAll, describe, expect, it } from "vitest";
import { csvLine } from "../src/csv.ts";
import { bankPortfolio } from "../src/portfolio/bank-portfolio.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";
import { customerColumns } from "../src/value/results.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const log = join(folder, "log.csv");
const bookings = bankPortfolio({ customers: 300, seed: 11 });
writeFileSync(
  log,
  "customer_id,date,type,amount\n" +
    bookings.map(({ customer, day, type, amount }) => csvLine([customer, isoDate(day), type, amount])).join(""),
);

async function command(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = "";
  let error = "";
  const code = await run(args, {
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

function rows(path: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = (header as string).split(",");
  expect(names).toEqual([...customerColumns]);
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
}

describe("customer-equity value", () => {
  it("prints a summary and writes customers and models that agree with each other", async () => {
    const out = join(folder, "out");
    const words = ["--where", "type=card", "--until", "2024-12-31", "--margin", "0.012", "--horizon", "26"];
    const result = await command("value", log, ...words, "--out", out);
    expect(result.error).toBe("");
    expect(result.code).toBe(0);

    const customers = rows(join(out, "customers.csv"));
    const models = JSON.parse(readFileSync(join(out, "models.json"), "utf8"));
    expect(customers).toHaveLength(300);
    expect(models.history.customers).toBe(300);
    expect(models.history.observedUntil).toBe("2024-12-31");
    const total = customers.reduce((sum, { value }) => sum + Number(value), 0);
    expect(total / models.value.total).toBeCloseTo(1, 12);
    for (const { probability_alive, age, recency, frequency, mean_spend } of customers) {
      expect(Number(probability_alive)).toBeGreaterThanOrEqual(0);
      expect(Number(probability_alive)).toBeLessThanOrEqual(1);
      expect(Number(recency)).toBeLessThanOrEqual(Number(age));
      expect(mean_spend === "").toBe(frequency === "0");
    }

    const model = parseModel(models.transactions);
    expect(parseModel(JSON.stringify(models.spend)).kind).toBe("gamma-gamma");
    if (model.kind !== "bg-nbd") throw new Error("not a model of transactions");
    for (const { frequency, recency, age, expected_transactions } of customers.slice(0, 20)) {
      const customer = { frequency: Number(frequency), recency: Number(recency), age: Number(age) };
      expect(expectedTransactions(model, customer, { horizon: 26 }) / Number(expected_transactions)).toBeCloseTo(1, 10);
    }

    const best = customers.filter(({ tier }) => tier === "A").map(({ value }) => Number(value));
    const rest = customers.filter(({ tier }) => tier !== "A").map(({ value }) => Number(value));
    expect(Math.min(...best)).toBeGreaterThanOrEqual(Math.max(...rest));
    expect(best.reduce((sum, value) => sum + value, 0) / total).toBeGreaterThanOrEqual(0.8);

    expect(result.out).toContain(`${bookings.length.toLocaleString("en-US")} rows, dates from 2023-01-0`);
    expect(result.out).toContain("of 300 customers");
    expect(result.out).toContain("rows that --where does not keep");
    expect(result.out).toContain("returns and reversals");
    expect(result.out).toContain("1.2 % of the amount, discounted at 10 % a year");
    expect(result.out).toMatch(/tier +customers +share +value +share\n/);
    expect(result.out).toContain(join(out, "customers.csv"));
    expect(result.out).not.toMatch(/NaN|undefined|null|Infinity/);
    expect(result.out.split("\n").length).toBeLessThan(36);
  });

  it("compares the forecast with what came after the split", async () => {
    const out = join(folder, "split");
    const words = ["--where", "type=card", "--until", "2024-12-31", "--split", "2024-03-31", "--out", out];
    const { code, out: text } = await command("value", log, ...words);
    expect(code).toBe(0);
    expect(text).toContain("a model of the log up to the split, for the 39.29 weeks after it");
    const match = /Purchases: expected ([\d,]+), actual ([\d,]+), off by (-?[\d.]+) %/.exec(text);
    const [expected, actual] = [match?.[1], match?.[2]].map((number) => Number(number?.replace(",", "")));
    const split = Date.parse("2024-03-31") / 86_400_000;
    const days = new Set(
      bookings
        .filter(({ type, day, amount }) => type === "card" && amount > 0 && day > split)
        .map(({ customer, day }) => `${customer} ${day}`),
    );
    expect(actual).toBe(days.size);
    expect(Math.abs((expected as number) / days.size - 1)).toBeLessThan(0.25);
    expect(text).toMatch(/Amounts: expected [\d,]+, actual [\d,]+/);
    expect(JSON.parse(readFileSync(join(out, "models.json"), "utf8")).history.observedUntil).toBe("2024-12-31");
  });

  it("does without amounts, and says so", async () => {
    const file = join(folder, "no-amount.csv");
    const lines = bookings.filter(({ type }) => type === "card").map((b) => csvLine([b.customer, isoDate(b.day)]));
    writeFileSync(file, `customer_id,date\n${lines.join("")}`);
    const out = join(folder, "no-amount");
    const { code, out: text } = await command("value", file, "--out", out);
    expect(code).toBe(0);
    expect(text).toContain("no amounts, so value is not in money");
    expect(text).toContain("- The log has no amounts");
    expect(text).toContain("Here: --until.");
    const [first] = rows(join(out, "customers.csv"));
    expect(first?.["mean_spend"]).toBe("");
    expect(first?.["expected_spend"]).toBe("");
    expect(Number(first?.["value"])).toBeLessThan(Number(first?.["expected_transactions"]));
    expect(JSON.parse(readFileSync(join(out, "models.json"), "utf8")).spend).toBeNull();
  });

  it("nets returns on request without letting a customer's value fall below 0", async () => {
    const file = join(folder, "returns.csv");
    const lines = bookings
      .filter(({ type }) => type === "card")
      .map((b) => csvLine([b.customer, isoDate(b.day), b.amount]));
    const returner = "R,2023-01-01,10\nR,2023-02-01,10\nR,2023-02-05,-500\n";
    writeFileSync(file, `customer_id,date,amount\n${returner}${lines.join("")}`);
    const out = join(folder, "returns");
    const { code, out: text } = await command("value", file, "--returns", "net", "--out", out);
    expect(code).toBe(0);
    expect(text).toMatch(/returns were set against spend/);
    expect(text).toMatch(/Customers who returned more than they bought: \d+\./);
    const [netted] = rows(join(out, "customers.csv"));
    expect(netted).toMatchObject({ customer: "R", frequency: "1" });
    expect(Number(netted?.["mean_spend"])).toBeLessThan(0);
    expect(Number(netted?.["value"])).toBeGreaterThanOrEqual(0);
  });

  it("writes nothing and ends with 2 when the input is wrong", async () => {
    const file = join(folder, "bad.csv");
    const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
      [
        `${readFileSync(log, "utf8")}C1,2024-02-30,card,1\n`,
        [],
        /^customer-equity: bad\.csv, row [\d,]+, column "date": expected/,
      ],
      ["customer_id,date,amount\n1,2024-01-01,5\n2,2024-01-02,6\n", [], /at least one customer with a repeat purchase/],
      ["customer_id,date,amount\n1,2024-01-01,-5\n", [], /No customer is left \(1 only-returns\)/],
      [
        "customer_id,date,amount\n1,2024-01-01,5\n",
        ["--split", "2024-06-01"],
        /--split: expected a date before the end of the log \(2024-01-01\), found 2024-06-01/,
      ],
    ];
    for (const [content, words, message] of cases) {
      writeFileSync(file, content);
      const out = join(folder, "never");
      const { code, out: text, error } = await command("value", file, ...words, "--out", out);
      expect(error).toMatch(message);
      expect(error).not.toMatch(/\n\s+at /);
      expect([code, text, existsSync(out)]).toEqual([2, "", false]);
    }
  });
});

describe("customer-equity", () => {
  it("prints help and version", async () => {
    const help = await command("--help");
    expect(help.code).toBe(0);
    for (const name of ["value", "score", "compare"]) expect(help.out).toMatch(new RegExp(`\\n  ${name} +\\w`));
    const own = await command("value", "--help");
    expect(own.code).toBe(0);
    expect(own.out).toContain("customer-equity value FILE...");
    expect(await command("--version")).toEqual({ code: 0, out: "0.1.0\n", error: "" });
  });

  it("prints help where no command is given, and ends with 2", async () => {
    const { code, out, error } = await command();
    expect([code, out]).toEqual([2, ""]);
    expect(error).toContain("No command given");
    expect(error).toContain("Usage");
  });

  it("ends with 2 for a wrong option", async () => {
    expect(await command("value", log, "--margin", "30")).toEqual({
      code: 2,
      out: "",
      error:
        'customer-equity: --margin: expected a share of the amount above 0 and up to 1; 0.3 means 30 %, found "30".\n',
    });
  });

  it("ends with 1 for a fault of its own", async () => {
    let error = "";
    const code = await run(["--help"], {
      out: () => {
        throw new Error("printer on fire");
      },
      error: (text) => {
        error += text;
      },
      status: noStatus,
    });
    expect(code).toBe(1);
    expect(error).toContain("a fault of the program");
    expect(error).toContain("printer on fire");
  });
});
