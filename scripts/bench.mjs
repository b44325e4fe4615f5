/** Bundles the benchmarks and runs them, one process each: `npm run bench` or `npm run bench -- clv`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./run.mjs";

const wanted = process.argv.slice(2);
const names = readdirSync(join(root, "bench"))
  .filter((name) => name.endsWith(".ts"))
  .map((name) => name.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.includes(name));
const folder = mkdtempSync(join(tmpdir(), "customer-equity-bench-"));
try {
  for (const name of names) {
    const outfile = join(folder, `${name}.mjs`);
    await build({
      entryPoints: [join(root, "bench", `${name}.ts`)],
      bundle: true,
      outfile,
      format: "esm",
      platform: "node",
      logLevel: "error",
    });
    console.log(`\n${name}`);
    const { status } = spawnSync(process.execPath, ["--max-old-space-size=8000", outfile], { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
