/**
 * Sizes of what an application would ship, minified and packed with gzip, and the time to import an entry. Fails where the
 * scoring path is over its budget. Times are printed, never judged: they vary between machines.
 */
import { spawnSync } from "node:child_process";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./run.mjs";

/** What the generic verbs may cost: every process of purchases and of spend, with covariates, calendars and correlation, and their expansions. */
const budget = 37_000;
const programs = {
  "load a model and score (scoring path)":
    'export { parseModel, probabilityAlive, expectedTransactions, discountedExpectedTransactions, expectedSpend, customerLifetimeValue } from "./dist/clv.js";',
  "summarize, fit and score":
    'export { summarizeTransactions, fitBgNbd, fitGammaGamma, customerLifetimeValue } from "./dist/clv.js";',
  "customer-equity/clv": 'export * from "./dist/clv.js";',
  "customer-equity/segmentation": 'export * from "./dist/segmentation.js";',
  "customer-equity/servqual": 'export * from "./dist/servqual.js";',
  "customer-equity/satisfaction": 'export * from "./dist/satisfaction.js";',
  "customer-equity/loyalty": 'export * from "./dist/loyalty.js";',
  "customer-equity/schema": 'export * from "./dist/schema.js";',
  "customer-equity": 'export * from "./dist/index.js";',
};
const sizes = {};
for (const [name, contents] of Object.entries(programs)) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    logLevel: "error",
    mainFields: ["module", "main"],
  });
  sizes[name] = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  console.log(`${String(sizes[name]).padStart(7)} bytes gzip  ${name}`);
}

function importTime(specifier) {
  const program = `const start = performance.now(); await import(${JSON.stringify(specifier)}); console.log(performance.now() - start);`;
  const times = Array.from({ length: 9 }, () =>
    Number(spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: root, encoding: "utf8" }).stdout),
  );
  return times.sort((a, b) => a - b)[4];
}
for (const entry of ["clv", "segmentation", "servqual", "satisfaction", "loyalty", "index", "schema"]) {
  console.log(
    `${importTime(`${root}dist/${entry}.js`).toFixed(1).padStart(7)} ms to import dist/${entry}.js (median of 9 processes)`,
  );
}
const [scoring] = Object.values(sizes);
if (scoring > budget) {
  console.error(`the scoring path is ${scoring} bytes, over its budget of ${budget}`);
  process.exitCode = 1;
}
