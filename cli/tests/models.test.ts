import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isoDate } from "customer-equity";
import { compareTransactionModels, type PurchaseHistory, summarizeTransactionColumns } from "customer-equity/clv";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purchaseAssumptions } from "../src/report/sections/model/assumptions.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";
import { cardPayments, reportInput, textOf } from "./report-data.ts";

const folder = mkdtempSync(join(tmpdir(), "customer-equity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const bookings = cardPayments(150, 4);
const file = join(folder, "cards.csv");
const until = Math.max(...bookings.map(({ day }) => day));
const split = isoDate(until - 120);
beforeAll(() => {
  const rows = bookings.map(({ customer, day, amount }) => `${customer},${isoDate(day)},${amount}`);
  writeFileSync(file, `customer_id,date,amount\n${rows.join("\n")}\n`);
});

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

const kinds = ["nbd", "bg-nbd", "mbg-nbd", "pareto-nbd", "ggompertz-nbd", "bg-cnbd-k", "mbg-cnbd-k"] as const;

describe("customer-equity models", () => {
  it("ranks every model as the library does, and writes a page", async () => {
    const out = join(folder, "models");
    const { code, out: printed, error } = await command("models", file, "--split", split, "--out", out, "--json");
    expect([code, error]).toEqual([0, ""]);
    const result = JSON.parse(printed);
    const codes = new Map([...new Set(bookings.map(({ customer }) => customer))].map((id, i) => [id, i]));
    const history: PurchaseHistory = summarizeTransactionColumns(
      {
        customer: bookings.map(({ customer }) => codes.get(customer)!),
        day: bookings.map(({ day }) => day),
        amount: bookings.map(({ amount }) => amount),
      },
      { timeUnit: "week", splitAt: split },
    );
    const comparison = compareTransactionModels(history);
    expect(result.best).toBe(comparison.best);
    expect(result.models.map(({ kind }: { kind: string }) => kind)).toEqual(comparison.models.map(({ kind }) => kind));
    expect(new Set(result.models.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(kinds));
    for (const [i, { bic, holdout }] of comparison.models.entries()) {
      expect(result.models[i].bic).toBeCloseTo(bic, 6);
      expect(result.models[i].holdout.model.rootMeanSquaredError).toBeCloseTo(holdout!.model.rootMeanSquaredError, 9);
    }
    const page = textOf(readFileSync(join(out, "models.html"), "utf8"));
    for (const { label } of comparison.models) expect(page).toContain(label);
    for (const reason of comparison.reasons) expect(page.replace(/\s+/g, " ")).toContain(reason);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it("without a test period says what it would add; in Chinese, too", async () => {
    const out = join(folder, "zh");
    const { code, out: printed } = await command("models", file, "--lang", "zh", "--out", out);
    expect(code).toBe(0);
    expect(printed).toContain("--split DATE");
    expect(printed).toMatch(/--model \S+\n/);
    const page = textOf(readFileSync(join(out, "models.html"), "utf8"));
    expect(page).toContain("选用哪个购买模型");
    expect(page).toContain("未做检验");
  });

  it("refuses what it cannot use, and writes nothing then", async () => {
    const out = join(folder, "none");
    const late = await command("models", file, "--split", "2099-01-01", "--out", out);
    expect(late.code).toBe(2);
    expect(late.error).toContain("--split: expected a date before the end of the log");
    expect((await command("models", "--out", out)).error).toContain("expected files of transactions");
    expect(existsSync(out)).toBe(false);
  });
});

describe("--model", () => {
  it.each(kinds)("%s: the value command fits, tests and describes it", async (kind) => {
    const out = join(folder, kind);
    const { code, error } = await command("value", file, "--model", kind, "--split", split, "--out", out);
    expect([code, error]).toEqual([0, ""]);
    const stored = JSON.parse(readFileSync(join(out, "models.json"), "utf8"));
    expect(stored.transactions.model.kind).toBe(kind);
    const page = textOf(readFileSync(join(out, "report.html"), "utf8"));
    for (const sentence of purchaseAssumptions(kind, "en")) expect(page).toContain(sentence);
    expect(page).not.toMatch(/NaN|undefined|\[object/);
    // Scoring the same customers with the stored models is possible.
    const customers = join(out, "customers.csv");
    const scored = await command("score", join(out, "models.json"), customers, "--out", join(out, "scored"));
    expect([scored.code, scored.error]).toEqual([0, ""]);
  });

  it("best is the model that `models` chooses on the same log", () => {
    const { model, history } = reportInput(bookings, { model: "best" }).report;
    expect(model).toBe(compareTransactionModels(history).best);
  });

  it("names the kinds where it is another word", async () => {
    const { code, error } = await command("value", file, "--model", "pareto");
    expect(code).toBe(2);
    expect(error).toContain("--model: expected one of nbd, bg-nbd, mbg-nbd, pareto-nbd");
  });
});
