/** Runs every example: the `@example` blocks of the sources and the TypeScript blocks of the README and the guides. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { binary, root, run } from "./run.mjs";

const guides = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
const sources = readdirSync(join(root, "src"), { recursive: true })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => `src/${name}`);
const files = [
  ...sources,
  ...["README.md", "CONTRIBUTING.md"].filter((name) => existsSync(join(root, name))),
  ...guides,
];
const output = run(binary("deno"), ["test", "--doc", "--allow-read", "--allow-env", ...files], {
  env: { ...process.env, NO_COLOR: "1" },
});
const summary = output.match(/(\d+) passed.*\| (\d+) failed/);
if (summary === null || Number(summary[1]) === 0) throw new Error(`no example ran\n${output}`);
console.log(`${summary[1]} examples ran`);
