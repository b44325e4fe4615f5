/**
 * Tests the package as it would be installed: linted by publint and attw, packed, installed from the archive into an empty project,
 * and used from ESM, CommonJS and Deno. Run after a build.
 */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

const areas = ["all", "clv", "segmentation", "servqual", "satisfaction", "loyalty", "schema"];
const names = areas.map((area) => (area === "all" ? "customer-equity" : `customer-equity/${area}`));

/** What each module system runs: real calls, an error that is an instance across entries, and the answers printed. */
const body = `
const model = clv.bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
const expected = clv.expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
const gini = segmentation.gini([400, 200, 120, 90, 60, 50, 30, 25, 15, 10]);
const parsed = schema.modelSchema.parse(JSON.parse(JSON.stringify(model)));
let caught;
try { clv.probabilityAlive(model, { frequency: -1, recency: 0, age: 1 }); } catch (error) { caught = error; }
console.log(JSON.stringify({
  expected: expected.toFixed(7), gini: gini.toFixed(10), kind: parsed.kind,
  sameError: caught instanceof all.InputError, code: caught && caught.code, path: caught && caught.path,
}));
`;
const expected = {
  expected: "1.2260282",
  gini: "0.5470000000",
  kind: "bg-nbd",
  sameError: true,
  code: "out-of-range",
  path: "customer.frequency",
};

const step = (name, action) => {
  action();
  console.log(`ok ${name}`);
};

step("publint", () => run(binary("publint"), ["--strict"]));
step("attw", () => run(binary("attw"), ["--pack", ".", "--profile", "node16"]));

const folder = mkdtempSync(join(tmpdir(), "customer-equity-dist-"));
try {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder]));
  step("the archive holds the build, the sources and the licence, and nothing else", () => {
    const files = packed.files.map(({ path }) => path);
    for (const file of [
      "dist/index.js",
      "dist/clv.cjs",
      "dist/clv.d.ts",
      "dist/clv.d.cts",
      "dist/clv.js.map",
      "LICENSE",
      "README.md",
    ]) {
      assert.ok(files.includes(file), `${file} is missing`);
    }
    const strays = files.filter(
      (file) => !/^(dist|src)\/|^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(file),
    );
    assert.deepEqual(strays, []);
  });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stranger", private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, packed.filename)], {
    cwd: folder,
  });

  const esm = names.map((name, i) => `import * as ${areas[i]} from "${name}";`).join("\n");
  const cjs = names.map((name, i) => `const ${areas[i]} = require("${name}");`).join("\n");
  writeFileSync(join(folder, "use.mjs"), esm + body);
  writeFileSync(join(folder, "use.cjs"), cjs + body);
  writeFileSync(join(folder, "use.mts"), `${esm}${body.replace("let caught;", "let caught: any;")}`);
  const check = (name, output) =>
    step(name, () => assert.deepEqual(JSON.parse(output.trim().split("\n").at(-1)), expected));
  check(`ESM on Node ${process.version}`, run(process.execPath, ["use.mjs"], { cwd: folder }));
  check(`CommonJS on Node ${process.version}`, run(process.execPath, ["use.cjs"], { cwd: folder }));
  check(
    "Deno",
    run(binary("deno"), ["run", "--allow-read", "--allow-env", "--node-modules-dir=manual", "use.mts"], {
      cwd: folder,
    }),
  );
  step("declarations: a strict program type-checks against them, a wrong call does not", () => {
    const options = [
      "--noEmit",
      "--strict",
      "--exactOptionalPropertyTypes",
      "--target",
      "es2022",
      "--module",
      "nodenext",
    ];
    const tsc = (file) => run(binary("tsc"), [...options, file], { cwd: folder });
    writeFileSync(
      join(folder, "right.mts"),
      `import { bgNbd, expectedTransactions } from "customer-equity/clv";
const model = bgNbd({ r: 1, alpha: 1, a: 1, b: 1, timeUnit: "week" });
export const one: number = expectedTransactions(model, { frequency: 0, recency: 0, age: 1 }, { horizon: 3 });
export const many: Float64Array = expectedTransactions(model, { frequency: [0], recency: [0], age: [1], timeUnit: "week" }, { horizon: 3 });\n`,
    );
    tsc("right.mts");
    writeFileSync(
      join(folder, "wrong.mts"),
      `import { bgNbd } from "customer-equity/clv";\nbgNbd({ r: 1, alpha: 1, a: 1, timeUnit: "week" });\n`,
    );
    assert.throws(() => tsc("wrong.mts"), /TS2345/);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}

step("no area pulls in a library that it must not", () => {
  const reachable = (entry, seen = new Set()) => {
    if (seen.has(entry)) return seen;
    seen.add(entry);
    for (const [, name] of readFileSync(join(root, "dist", entry), "utf8").matchAll(
      /(?:from|import|require\()\s*["']([^"']+)["']/g,
    )) {
      if (name.startsWith("./")) reachable(name.slice(2), seen);
      else seen.add(name);
    }
    return seen;
  };
  for (const [entry, forbidden] of [
    ["clv.js", /^(zod|mathjs|ml-)/],
    ["segmentation.js", /^(zod|mathjs|ml-)/],
    ["index.js", /^(zod|mathjs)/],
  ]) {
    const libraries = [...reachable(entry)].filter((name) => !name.endsWith(".js"));
    assert.deepEqual(
      libraries.filter((name) => forbidden.test(name)),
      [],
      `${entry} reaches ${libraries}`,
    );
  }
  assert.ok(readdirSync(join(root, "dist")).includes("schema.js"));
});
