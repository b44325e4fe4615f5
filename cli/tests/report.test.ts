import { dayNumber } from "customer-equity";
import { beforeAll, describe, expect, it } from "vitest";
import { reportHtml } from "../src/report/report-html.ts";
import type { ReportInput } from "../src/report/report-input.ts";
import { cardPayments, reportInput, textOf } from "./report-data.ts";

const languages = ["en", "zh"] as const;
const empty = new Set(["meta", "br", "!doctype"]);

/** The first tag that closes what was not open, or stays open; `null` where all are balanced. */
function unbalanced(page: string): string | null {
  const open: string[] = [];
  const body = page.replace(/<style>.*?<\/style>/s, "");
  for (const [tag, slash, name = ""] of body.matchAll(/<(\/?)([a-zA-Z!][^\s/>]*)[^>]*>/g)) {
    if (empty.has(name) || tag.endsWith("/>")) continue;
    if (slash === "") open.push(name);
    else if (open.pop() !== name) return tag;
  }
  return open.at(-1) ?? null;
}

describe("the report", () => {
  const bookings = cardPayments(300);
  const input = reportInput(bookings, { split: dayNumber("2024-06-30"), until: dayNumber("2024-12-31") });
  const pages = { en: "", zh: "" };
  beforeAll(async () => {
    for (const language of languages) pages[language] = await reportHtml({ ...input, language });
  });

  it.each(languages)("is a page that loads nothing and runs nothing (%s)", (language) => {
    const page = pages[language];
    expect(page).toMatch(/^<!doctype html>\n<html lang="(en|zh-CN)">\n/);
    expect(page).toContain("default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:");
    expect(unbalanced(page)).toBeNull();
    expect(page).not.toMatch(/https?:|<script|<link|<img|<iframe|@import|url\((?!#)|\ssrc=|\son\w+=/i);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, address]) => address?.startsWith("#"))).toBe(true);
  });

  it.each(languages)("has no word of the program left over: undefined, NaN, objects (%s)", (language) => {
    expect(textOf(pages[language])).not.toMatch(/undefined|NaN|\[object|Infinity|null/);
  });

  it.each(languages)(
    "draws eight pictures, each said in a sentence beneath and to those who cannot see it (%s)",
    (language) => {
      const page = pages[language];
      const labels = [...page.matchAll(/<svg role="img" aria-label="([^"]+)" viewBox="0 0 420 \d+">/g)].map(
        ([, label]) => label,
      );
      const captions = [...page.matchAll(/<figcaption>([^<]+)<\/figcaption>/g)].map(([, caption]) => caption);
      expect(labels).toHaveLength(8);
      expect(captions).toEqual(labels);
      expect(page.match(/<details><summary>/g)).toHaveLength(8);
      expect(page).toContain('fill="var(--ink)"');
    },
  );

  it("gives every id once, and points only to ids that are there", () => {
    const ids = [...pages.en.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of pages.en.matchAll(/(?:href="#|url\(#)([^")]+)/g)) expect(ids).toContain(target);
  });

  it("is the same for the same input", async () => {
    expect(await reportHtml({ ...input, language: "en" })).toBe(pages.en);
    expect(await reportHtml({ ...input, language: "zh" })).toBe(pages.zh);
  });

  it("says the figures of the report", () => {
    const { report } = input;
    const text = textOf(pages.en);
    expect(text).toContain(`${(100 * report.concentration.top20).toFixed(1).replace(/\.0$/, "")}\u00a0%`);
    expect(text).toContain(report.total.toLocaleString("en-US", { maximumFractionDigits: 0 }));
    expect(text).toContain("31\u00a0Dec\u00a02024");
    expect(text).toContain("1.2\u00a0% of the amount (margin)");
    const { expected, actual } = report.holdout?.purchases ?? { expected: 0, actual: 0 };
    expect(text).toContain(Math.round(expected).toLocaleString("en-US"));
    expect(text).toContain(actual.toLocaleString("en-US"));
    const best = report.values.indexOf(Math.max(...report.values));
    expect(pages.en).toContain(
      `<td class="number">1</td><td class="text"><bdi>${report.history.customers?.[best]}</bdi></td>`,
    );
    for (const name of ["r", "alpha", "a", "b", "p", "q", "gamma"]) expect(pages.en).toContain(`<code>${name}</code>`);
  });

  it("has no English left in Chinese but names", () => {
    const names = /BG\/NBD|gamma-gamma|customer-equity|customers\.csv|customer_id|transactions\.csv/g;
    const rest = textOf(pages.zh).replace(names, "");
    expect(rest.match(/[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,})+/g)).toBeNull();
    expect(rest).toMatch(/客户金字塔[\s\S]*二八原理/);
  });

  it("accounts for every row that was read", () => {
    const section = /<section id="data">.*?<\/section>/s.exec(pages.en)?.[0] ?? "";
    const rows = [...section.matchAll(/<tr><td.*?<\/td><td class="number">([\u2212\d,]+)<\/td>/g)].map(([, cell]) =>
      Number((cell as string).replace("\u2212", "-").replaceAll(",", "")),
    );
    const [read = 0, ...rest] = rows;
    const used = rest.pop();
    expect(read).toBe(bookings.length);
    expect(rest.length).toBeGreaterThan(0);
    expect(read + rest.reduce((sum, count) => sum + count, 0)).toBe(used);
    expect(used).toBe(input.report.history.account?.purchases);
  });

  it("shows no more than forty rows behind a picture, and says which", () => {
    const tables = [...pages.en.matchAll(/<details>.*?<\/details>/gs)].map(([table]) => table);
    for (const table of tables) expect(table.split("<tr><td").length - 1).toBeLessThanOrEqual(40);
    expect(tables[0]).toContain("40 of 301 rows, evenly spaced, the first and the last among them.");
    expect(tables[0]).toMatch(/<td class="number">0\u00a0%<\/td>[\s\S]*<td class="number">100\u00a0%<\/td>/);
  });
});

describe("the report of another log", () => {
  const bookings = cardPayments(120, 5);
  const page = (input: Omit<ReportInput, "language">, language: "en" | "zh" = "en") =>
    reportHtml({ ...input, language });

  it("makes markup in names inert", async () => {
    const evil = `<script>alert("1")</script> class="x"`;
    const renamed = bookings.map((booking) => ({ ...booking, customer: `${booking.customer}${evil}` }));
    const log = {
      files: [`"><img src=x onerror=alert(1)>.csv`],
      source: "customer = <b>, date = d, amount = none",
      skipped: [{ reason: "bad-row" as const, count: 9, examples: ['row 3, column "<i>": expected x, found "<u>"'] }],
    };
    for (const language of languages) {
      const html = await page(reportInput(renamed, { labels: ["<A>", "B&", "'C'"] }, { log }), language);
      expect(unbalanced(html)).toBeNull();
      expect(html).not.toMatch(/<(script|img|b|i|u|A)\b/);
      expect(html).toContain("&lt;img src=x");
      // In the picture of the best customers, too, and whole.
      expect(textOf(html)).toContain(`${renamed[0]?.customer.slice(0, 2)}`);
      expect(textOf(/<svg.*?<\/svg>/gs.exec(html.slice(html.indexOf('id="top-customers"')))?.[0] ?? "")).toMatch(
        /C\d+<script>alert/,
      );
      expect(html).toContain("&lt;A&gt;");
    }
  });

  it("speaks of purchases where there are no amounts", async () => {
    const input = reportInput(
      bookings,
      {},
      { amounts: false, log: { source: "customer = c, date = d, amount = none" } },
    );
    const en = textOf(await page(input));
    expect(en).toContain("discounted purchases");
    expect(en).toContain("There are no usable amounts.");
    expect(en).not.toContain("shape of the amounts");
    expect(en).not.toMatch(/undefined|NaN|null/);
    const zh = textOf(await page(input, "zh"));
    expect(zh).toContain("折现购买次数");
    expect(zh).toContain("客户 = c、日期 = d、金额 = 无");
  });

  it("says that it was not tested where there is no split", async () => {
    const html = await page(reportInput(bookings));
    expect(textOf(html)).toContain("It has not been tested on a period that it had not seen (");
    expect(html).toContain('<code class="option">--split</code>');
    expect(html).not.toContain("test period");
  });

  it("says at the top and at the test that a forecast far off should not be used", async () => {
    const input = reportInput(bookings, { split: dayNumber("2024-06-30") });
    const holdout = input.report.holdout;
    if (holdout === null) throw new Error("no holdout");
    const { actual } = holdout.purchases;
    const withError = (share: number) =>
      page({
        ...input,
        report: { ...input.report, holdout: { ...holdout, purchases: { expected: (1 + share) * actual, actual } } },
      });
    const bad = await withError(-0.3);
    expect(bad).toContain('The model failed its test: <a href="#forecast">');
    expect(bad).toContain("differed from what happened by \u221230\u00a0% in purchases and ");
    expect(bad).toContain("in amounts in total. With more than 20 %");
    const { spend } = holdout;
    const wrongAmounts = { expected: 0.3 * spend!.actual, actual: spend!.actual };
    const money = await page({ ...input, report: { ...input.report, holdout: { ...holdout, spend: wrongAmounts } } });
    expect(money).toContain('The model failed its test: <a href="#forecast">');
    expect(money).toContain("\u221270\u00a0% in amounts in total. With more than 20 %");
    const good = await withError(0.1);
    expect(good).not.toContain("failed its test");
    expect(good).toContain("differed from what happened by +10\u00a0% in purchases");
  });

  it("does not draw a course of more periods than it could compute in passing", async () => {
    const hours = reportInput(bookings, { unit: "hour", horizon: 8766 });
    expect(hours.report.history.periodCounts?.counts.length).toBeGreaterThan(10_000);
    const html = await page(hours);
    expect(html).toContain("The course of purchases over time is not drawn");
    expect(html.match(/<svg /g)).toHaveLength(6);
  });

  it("leaves a period out in the middle of which the log ends", async () => {
    const html = await page(reportInput(bookings, { until: dayNumber("2024-12-24") }));
    const rows = /<figure id="tracking">.*?<\/figure>/s.exec(html)?.[0].match(/<td class="text">[\d-]+<\/td>/g) ?? [];
    const last = dayNumber(rows.at(-1)?.replace(/<[^>]*>/g, "") ?? "");
    expect(last + 7).toBeLessThanOrEqual(dayNumber("2024-12-25"));
    expect(last + 14).toBeGreaterThan(dayNumber("2024-12-25"));
  });

  it("draws no picture of more tiers than can be told apart", async () => {
    const boundaries = Array.from({ length: 120 }, (_, k) => (k + 1) / 122);
    const html = await page(
      reportInput(bookings, { boundaries, labels: [...boundaries, 1].map((share) => `T${share}`) }),
    );
    expect(html).toContain("There are too many tiers for a picture.");
    expect(html.match(/<svg /g)).toHaveLength(6);
  });

  it("names files up to ten, and counts the others", async () => {
    const files = Array.from({ length: 12 }, (_, k) => `log-${k + 1}.csv`);
    const html = await page(reportInput(bookings, {}, { log: { files } }));
    expect(html).toContain("<h1>Customer value: 12 files</h1>");
    expect(html).toContain("<bdi>log-10.csv</bdi><br>and 2 more");
  });

  it("stays small for a large base", async () => {
    const html = await page(reportInput(cardPayments(5000, 3)), "zh");
    expect(Buffer.byteLength(html)).toBeLessThan(1_000_000);
  }, 60_000);
});
