/**
 * The same scores and fits on Node, Deno and Chromium: equal to 5e-12 (scores) and 1e-9 (fitted parameters). Engines differ in the last
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
  const week = { timeUnit: "week" };
  const models = [
    truth, clv.nbd({ r: 0.4, alpha: 4, ...week }), clv.mbgNbd({ r: 0.5, alpha: 6, a: 0.9, b: 1.7, ...week }),
    clv.paretoNbd({ r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7, ...week }), clv.paretoNbd({ r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7, m: 5, ...week }),
    clv.ggompertzNbd({ r: 0.55, alpha: 10.6, b: 0.02, s: 0.6, beta: 1.5, ...week }), clv.pdo({ r: 0.55, alpha: 10.6, a: 0.4, b: 3, tau: 3, ...week }),
    clv.bgCnbdK({ k: 2, r: 0.5, alpha: 3, a: 0.9, b: 1.7, ...week }), clv.mbgCnbdK({ k: 2, r: 0.5, alpha: 3, a: 0.9, b: 1.7, ...week }),
  ];
  const gaps = { ...times, logGapSum: times.frequency.map((x, i) => (x === 0 ? 0 : x * (Math.log(times.recency[i] / x) - 0.2))) };
  const scored = models.flatMap((model) => [
    ...list(clv.probabilityAlive(model, gaps)), ...list(clv.expectedTransactions(model, gaps, { horizon: 39 })),
    ...list(clv.discountedExpectedTransactions(model, gaps, { annualDiscountRate: 0.1 })), clv.logLikelihood(model, gaps),
  ]);
  const opportunities = { frequency: [0, 1, 2, 6], recency: [0, 4, 6, 6], age: [6, 6, 6, 6], weight: [400, 60, 40, 30], timeUnit: "opportunity", opportunitiesPerYear: 1 };
  const donors = clv.bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8, opportunitiesPerYear: 1 });
  scored.push(...list(clv.expectedTransactions(donors, opportunities, { horizon: 5 })));
  const fitted = [clv.fitNbd, clv.fitMbgNbd, clv.fitParetoNbd, (data) => clv.fitPdo(data, { period: 4 })].flatMap((fit) => {
    const { model, logLikelihood, parameterNames } = fit(history);
    return [logLikelihood, ...parameterNames.map((name) => model[name])];
  });
  return {
    draws: [...list(history.frequency.subarray(0, 200)), history.frequency.reduce((a, b) => a + b, 0)],
    scores: [
      ...list(clv.probabilityAlive(truth, times)), ...list(clv.probabilityAlive(truth, times, { ahead: 26 })),
      ...list(clv.expectedTransactions(truth, times, { horizon: 39 })),
      ...list(clv.discountedExpectedTransactions(truth, times, { annualDiscountRate: 0.1 })),
      ...clv.transactionProbability(truth, times, { count: [0, 1, 5], horizon: 39 }).flatMap(list),
      ...scored, ...list(value.values), concentration(value.values).gini, ...list(tierByValueShare(value.values, { boundaries: [0.8, 0.95] }).codes),
    ],
    fits: [transactions.model.r, transactions.model.alpha, transactions.model.a, transactions.model.b, spend.model.p, spend.model.q, spend.model.gamma, transactions.logLikelihood, spend.logLikelihood, ...fitted],
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

// A customer with 5,000 purchases multiplies the last bit of a logarithm by as many.
const tolerances = { draws: 0, scores: 5e-12, fits: 1e-9 };
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
