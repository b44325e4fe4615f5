/**
 * The main job end to end on a made log of five million rows (half a million customers, three years): wall clock and peak memory of the
 * built command, CSV and Parquet. `node bench/large-log.mjs [rows]`
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const rows = Number(process.argv[2] ?? 5_000_000);
const folder = mkdtempSync(join(tmpdir(), "customer-equity-large-"));
const main = new URL("../cli/dist/main.js", import.meta.url).pathname;
if (!existsSync(main)) throw new Error("Build first: npm run build");

/** Few customers buy often, most seldom; a customer's purchases fall between a first and a last day of its own. */
async function makeLog(csv, parquet) {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const customers = Math.round(rows / 10);
  // Numbers apart by more than there are rows: hashes of several arguments are not independent of each other.
  const unit = (k) => `(hash(i + ${k}::BIGINT * 1000000007) / 18446744073709551616.0)`;
  const own = (k) => `(hash(c + ${k}::BIGINT * 2000000011) / 18446744073709551616.0)`;
  await connection.run(`CREATE TABLE log AS
    SELECT printf('C%07d', c) AS customer_id,
      (DATE '2022-01-01' + CAST(floor(1096 * (${own(4)} * 0.5 + ${unit(1)} * (0.05 + 0.45 * ${own(5)}))) AS INTEGER))::DATE AS date,
      round(5 - 60 * ln(1 - ${unit(2)}) * (0.5 + ${own(6)}), 2) AS amount
    FROM (SELECT i, CAST(floor(${customers} * pow(${unit(3)}, 2.2)) AS INTEGER) AS c FROM range(${rows}) AS numbers(i))`);
  await connection.run(`COPY log TO '${csv}' (HEADER)`);
  await connection.run(`COPY log TO '${parquet}'`);
  connection.closeSync();
}

try {
  const csv = join(folder, "log.csv");
  const parquet = join(folder, "log.parquet");
  await makeLog(csv, parquet);
  const watcher = `data:text/javascript,process.on("exit",()=>process.stderr.write("PEAK "+process.resourceUsage().maxRSS+"\\n"))`;
  for (const file of [csv, parquet]) {
    const start = performance.now();
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [
        "--import",
        watcher,
        main,
        "value",
        file,
        "--split",
        "2024-06-30",
        "--until",
        "2024-12-31",
        "--out",
        join(folder, "out"),
      ],
      { encoding: "utf8" },
    );
    const seconds = (performance.now() - start) / 1000;
    if (status !== 0) throw new Error(stderr);
    const peak = Number(/PEAK (\d+)/.exec(stderr)[1]) / 1024;
    const size = statSync(file).size / 2 ** 20;
    console.log(
      `${file.split(".").pop()} ${rows} rows, ${size.toFixed(0)} MiB: ${seconds.toFixed(1)} s, peak ${peak.toFixed(0)} MiB`,
    );
    console.log(stdout.split("\n").slice(2, 5).join("\n"));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
