/** Bundles the race and its jobs, one module each, and runs it: `npm run race`. The package itself is the built one, but for `bench/limit`, which times an inner part. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { root } from "./run.mjs";

const folder = join(root, "bench", "peers", ".build");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sources = (path) =>
  readdirSync(join(root, path))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, path, name));
const modules = [
  ...["race", "worker"].map((name) => ({ in: join(root, "bench", "peers", `${name}.ts`), out: name })),
  ...[...sources("bench/peers/jobs"), ...sources("bench/limit")].map((path) => ({
    in: path,
    out: `jobs/${basename(path, ".ts")}`,
  })),
];
await build({
  entryPoints: modules,
  outdir: folder,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  external: ["customer-equity", "customer-equity/*", "vega", "vega-lite"],
  logLevel: "error",
});
const { status } = spawnSync(process.execPath, [join(folder, "race.mjs"), ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
});
process.exitCode = status ?? 1;
