import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Warning } from "customer-equity/clv";
import { describe, expect, it } from "vitest";
import { sourceOf } from "../src/report/html.ts";
import type { ReportInput } from "../src/report/report-input.ts";
import { warnings, warningWords } from "../src/report/sections/warnings/warnings.ts";
import { cardPayments, reportInput, textOf } from "./report-data.ts";

const { log, options, report } = reportInput(cardPayments(120, 5));

function withWarnings(
  list: readonly Warning[],
  more: Partial<ReportInput["report"]> = {},
): Omit<ReportInput, "language"> {
  return { log, options, report: { ...report, warnings: list, ...more } };
}

/** Codes of the warnings that fits, histories and values can carry, as they stand in the sources. */
function codesInSources(): string[] {
  const root = new URL("../../", import.meta.url).pathname;
  const folders = [
    "src/clv/history",
    "src/clv/transactions",
    "src/clv/covariates",
    "src/clv/spend",
    "src/statistics",
    "src/segmentation/concentration",
  ];
  const files = ["src/clv/customer-lifetime-value.ts", "cli/src/value/value-report.ts"].concat(
    folders.flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".ts"))
        .map((name) => join(folder, name)),
    ),
  );
  const errors = new Set(
    [...readFileSync(join(root, "src/errors.ts"), "utf8").matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code),
  );
  const codes = files.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/(?:code: |warning\(\s*)"([a-z-]+)"/g)].map(
      ([, code]) => code as string,
    ),
  );
  return [...new Set(codes)].filter((code) => !errors.has(code));
}

describe("warnings of the report", () => {
  it("have words for every code that the sources can give", () => {
    const codes = codesInSources();
    expect(codes).toContain("starts-disagree");
    expect(codes).toContain("weak-a-b");
    expect(codes).toContain("no-spend-model");
    // Histories that were put together of others or of opportunities, resamples and tests of two models carry these; the command makes its own from one log.
    const elsewhere = ["period-counts-left-out", "opportunities-assumed", "refits-failed", "likelihood-fell"];
    expect(codes.filter((code) => warningWords[code] === undefined)).toEqual(elsewhere);
  });

  it.each(Object.keys(warningWords))(
    "%s says in both languages what happened, what it means and what to do",
    (code) => {
      for (const language of ["en", "zh"] as const) {
        const words = warningWords[code]?.[language]("17") ?? [];
        expect(words).toHaveLength(3);
        for (const sentence of words) expect(sentence).toMatch(language === "en" ? /^[A-Za-z].*\.$/ : /。$/);
        const { section, count } = warnings({ ...withWarnings([{ code, message: "-", count: 17 }]), language });
        expect(count).toBe(1 + report.concentration.warnings.length);
        const text = textOf(sourceOf(section.content));
        expect(text.replaceAll("\n", "")).toContain(words[0]);
        expect(text).toContain(code);
      }
    },
  );

  it("say how many it concerns where the words do", () => {
    const { section } = warnings({
      ...withWarnings([{ code: "without-spend", message: "-", count: 12_054 }]),
      language: "zh",
    });
    expect(sourceOf(section.content)).toContain("有12,054位客户没有重复购买");
  });

  it("show a warning without words of its own by its message, escaped", () => {
    const unknown = { code: "new-kind", message: "Something <new> happened.", count: 3 };
    const en = sourceOf(warnings({ ...withWarnings([unknown]), language: "en" }).section.content);
    expect(en).toContain("Something &lt;new&gt; happened.");
    expect(en).toContain("It concerns 3.");
    const zh = sourceOf(warnings({ ...withWarnings([unknown]), language: "zh" }).section.content);
    expect(zh).toContain("程序原文：Something &lt;new&gt; happened.");
  });

  it("count those of the shares and of the model that was tested", () => {
    const few = { code: "few-customers", message: "-", count: 40 };
    const weak = { code: "weak-r", message: "-" };
    const transactions = { ...report.transactions, warnings: [weak] };
    const pair = { expected: 1, actual: 1 };
    const { count, section } = warnings({
      ...withWarnings([weak], {
        transactions,
        concentration: { ...report.concentration, warnings: [few] },
        holdout: { history: report.history, transactions, duration: 4, purchases: pair },
      }),
      language: "en",
    });
    expect(count).toBe(3);
    const headings = [...sourceOf(section.content).matchAll(/<h3>([^:]+):/g)].map(([, subject]) => subject);
    expect(headings).toEqual(["Model of purchases", "Shares", "Model of the test"]);
  });

  it("say so where there are none", () => {
    const concentration = { ...report.concentration, warnings: [] };
    const { count, section } = warnings({ ...withWarnings([], { concentration }), language: "en" });
    expect(count).toBe(0);
    expect(sourceOf(section.content)).toBe("<p>There is nothing to warn of.</p>");
  });
});
