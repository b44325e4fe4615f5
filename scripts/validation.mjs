/**
 * Collects the published and high-precision figures that the tests reproduce and writes validation.json and docs/validation.md. With
 * `--check` it writes nothing and fails where the committed files say something else. Needs $REFERENCE_DATA: a table without the
 * figures on real data would be half a table.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

if (!process.env.REFERENCE_DATA) throw new Error("set REFERENCE_DATA to the folder of the reference data sets");

const folder = mkdtempSync(join(tmpdir(), "customer-equity-validation-"));
let rows;
try {
  run(binary("vitest"), ["run", "--typecheck.enabled=false"], { env: { ...process.env, VALIDATION_FOLDER: folder } });
  rows = readdirSync(folder)
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** As many digits as the tolerance vouches for: engines differ in the last ones. */
function rounded(actual, { expected, tolerance, absolute }) {
  if (actual === 0 || expected === 0) return Math.abs(actual) <= tolerance ? `below ${tolerance}` : String(actual);
  const relative = absolute ? tolerance / Math.abs(expected) : tolerance;
  return Number(actual).toPrecision(Math.min(12, Math.max(2, Math.ceil(-Math.log10(relative)))));
}
const key = (row) => `${row.area}|${row.figure}|${row.source}`;
const unique = new Map(rows.map((row) => [key(row), row]));
const table = [...unique.values()]
  .sort((a, b) => (key(a) < key(b) ? -1 : 1))
  .map((row) => ({
    area: row.area,
    figure: row.figure,
    source: row.source,
    published: row.expected,
    ours: rounded(row.actual, row),
    tolerance: `${Number(row.tolerance.toPrecision(3))}${row.absolute ? " absolute" : " relative"}`,
  }));
const json = `${JSON.stringify(table, null, 2)}\n`;
const cell = (value) => String(value).replaceAll("|", "\\|");
const areas = [...new Set(table.map((row) => row.area))];
const markdown = `# Validation

Figures that somebody printed, or that a computation with 40 to 60 digits gave, and what this package makes of them. The table is
generated from the tests (\`npm run validation\`): each row is an assertion that fails when our figure leaves the tolerance, and
shows as many digits of ours as the tolerance vouches for.
${areas
  .map(
    (area) => `
## ${area}

| figure | source | published | ours | tolerance |
|---|---|---|---|---|
${table
  .filter((row) => row.area === area)
  .map((row) => `| ${[row.figure, row.source, row.published, row.ours, row.tolerance].map(cell).join(" | ")} |`)
  .join("\n")}
`,
  )
  .join("")}`;

const files = { "validation.json": json, "docs/validation.md": markdown };
for (const [name, text] of Object.entries(files)) {
  const path = join(root, name);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) throw new Error(`${name} is out of date: run \`npm run validation\``);
}
console.log(`${table.length} figures`);
