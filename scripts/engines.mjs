/**
 * The same scores and fits on Node, Deno and Chromium: equal to 1e-12 (scores) and 1e-9 (fitted parameters). Engines differ in the last
 * bit of exp, log and pow; nothing may hang on it. Run after a build.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { binary, root, run } from "./run.mjs";

const program = `
import * as clv from "./dist/clv.js";
import { concentration, tierByValueShare } from "./dist/segmentation.js";
export function answers() {
  const truth = clv.bgNbd({ r: 0.35, alpha: 4.5, a: 0.8, b: 2.5, timeUnit: "week" });
  const amounts = clv.gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 });
  const { history } = clv.simulateCohort(truth, { customers: 3000, age: 45, seed: 20261122, spend: amounts });
  const times = { frequency: [0, 1, 2, 7, 26, 300, 5000], recency: [0, 1.71, 30.43, 35, 30.86, 20, 38.9], age: [38.86, 38.86, 38.86, 38.86, 31, 39, 39], timeUnit: "week" };
  const transactions = clv.fitBgNbd(history);
  const spend = clv.fitGammaGamma(history);
  const value = clv.customerLifetimeValue({ transactions: truth, spend: amounts }, { ...times, meanSpend: [0, 11, 22, 33, 44, 55, 66] }, { annualDiscountRate: 0.1, margin: 0.3, horizon: 156 });
  const list = (column) => Array.from(column);
  return {
    draws: [...list(history.frequency.subarray(0, 200)), history.frequency.reduce((a, b) => a + b, 0)],
    scores: [
      ...list(clv.probabilityAlive(truth, times)), ...list(clv.probabilityAlive(truth, times, { ahead: 26 })),
      ...list(clv.expectedTransactions(truth, times, { horizon: 39 })),
      ...list(clv.discountedExpectedTransactions(truth, times, { annualDiscountRate: 0.1 })),
      ...clv.transactionProbability(truth, times, { count: [0, 1, 5], horizon: 39 }).flatMap(list),
      ...list(value.values), concentration(value.values).gini, ...list(tierByValueShare(value.values, { boundaries: [0.8, 0.95] }).codes),
    ],
    fits: [transactions.model.r, transactions.model.alpha, transactions.model.a, transactions.model.b, spend.model.p, spend.model.q, spend.model.gamma, transactions.logLikelihood, spend.logLikelihood],
  };
}`;
const bundle = async (format, tail) => {
  const { outputFiles } = await build({
    stdin: { contents: `${program}\n${tail}`, resolveDir: root },
    bundle: true,
    write: false,
    logLevel: "error",
    format,
    platform: "neutral",
    mainFields: ["module", "main"],
  });
  return outputFiles[0].text;
};

const folder = mkdtempSync(join(tmpdir(), "customer-equity-engines-"));
const results = {};
try {
  const script = join(folder, "answers.mjs");
  writeFileSync(script, await bundle("esm", "console.log(JSON.stringify(answers()));"));
  results.Node = JSON.parse(run(process.execPath, [script]));
  results.Deno = JSON.parse(run(binary("deno"), ["run", script]));
  const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (chromium !== undefined) {
    const page = join(folder, "page.html");
    const inline = (await bundle("iife", "document.body.textContent = JSON.stringify(answers());")).replaceAll(
      "</script",
      "<\\/script",
    );
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><body><script>${inline}</script>`);
    const dom = run(chromium, [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      `--user-data-dir=${join(folder, "profile")}`,
      "--virtual-time-budget=60000",
      "--dump-dom",
      `file://${page}`,
    ]);
    results.Chromium = JSON.parse(dom.slice(dom.lastIndexOf('{"draws"'), dom.lastIndexOf("}") + 1));
  } else if (process.env.CI) {
    throw new Error("Chromium is not installed");
  } else {
    console.log("Chromium is not installed: compared without it");
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const tolerances = { draws: 0, scores: 1e-12, fits: 1e-9 };
for (const [engine, answers] of Object.entries(results)) {
  for (const [what, tolerance] of Object.entries(tolerances)) {
    const reference = results.Node[what];
    if (answers[what].length !== reference.length) throw new Error(`${engine}: another number of ${what}`);
    const worst = Math.max(
      ...reference.map((value, i) => Math.abs(value - answers[what][i]) / Math.max(1e-290, Math.abs(value))),
    );
    if (!(worst <= tolerance))
      throw new Error(`${engine}: ${what} differ from Node's by ${worst}, more than ${tolerance}`);
    console.log(`${engine}: ${reference.length} ${what}, largest relative difference from Node ${worst}`);
  }
}
