/**
 * Ten thousand damaged files through the commands `value`, `survey` and `loyalty`: each ends with exit code 0 or 2, never with a fault of the program, a crash or a
 * result half-written, and leaves no temporary file. `node scripts/fuzz.mjs [files] [seed]`; run after a build.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { build } from "esbuild";
import { loyaltyFile } from "./loyalty-file.mjs";
import { root } from "./run.mjs";

const files = Number(process.argv[2] ?? 10_000);
const seed = Number(process.argv[3] ?? 20261122);
const processes = process.argv[4] === "alone" ? 1 : availableParallelism();
if (processes > 1) process.exit(await inParallel());

/** Divides the files among processes: a crash of one of them is a fault like any other. */
async function inParallel() {
  const ends = Array.from({ length: processes }, (_, k) => {
    const part = String(Math.ceil(files / processes));
    const child = spawn(process.execPath, [import.meta.filename, part, String(seed + k), "alone"], {
      stdio: "inherit",
    });
    return new Promise((resolve) => child.on("exit", (code, signal) => resolve(code ?? signal)));
  });
  const bad = (await Promise.all(ends)).filter((end) => end !== 0);
  if (bad.length > 0) console.log(`ended with ${bad.join(", ")}`);
  return bad.length === 0 ? 0 : 1;
}

// Within a folder of its own, so that whatever the command forgets to remove is seen.
const folder = mkdtempSync(join(tmpdir(), "customer-equity-fuzz-"));
process.env.TMPDIR = folder;
/** Answers that are whole, for instrument files that are not. */
const sheets = `${folder}.csv`;
/** Customers that are whole, for earlier files that are not. */
const known = `${folder}-known.csv`;

/** The command as a function, bundled; packages stay outside. */
async function loadRun() {
  const bundle = join(root, "cli", "dist", `fuzz-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, "cli/src/run.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile: bundle,
    logLevel: "error",
  });
  try {
    return (await import(bundle)).run;
  } finally {
    rmSync(bundle);
  }
}

/** Mulberry32: small, seeded, good enough to damage files. */
function randomFrom(start) {
  let state = start >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * n);
  };
}

/** The files that are damaged, each with the command that reads it. */
async function seeds(random) {
  const value = { command: ["value"], options: logOptions, results: ["customers.csv", "models.json", "report.html"] };
  const survey = { command: ["survey"], options: surveyOptions, results: ["figures.csv", "report.html", "scores.csv"] };
  const loyalty = { command: ["loyalty"], options: loyaltyOptions, results: ["customers.csv", "report.html"] };
  const customers = Buffer.from(loyaltyFile(60));
  writeFileSync(known, customers);
  const answers = Buffer.from(surveyOf(random));
  writeFileSync(sheets, answers);
  const instrument = { ...survey, command: ["survey", sheets, "--instrument"], options: [[]] };
  return [
    ...(await logs(random)).map(([kind, content]) => ({ ...value, kind, content })),
    { ...survey, kind: "csv", content: answers },
    {
      ...survey,
      kind: "csv",
      content: Buffer.from(`\ufeff${answers.toString().replaceAll(",", ";").replaceAll("\n", "\r\n")}`),
    },
    { ...loyalty, kind: "csv", content: customers },
    { ...loyalty, command: ["loyalty", known, "--previous"], options: [[]], kind: "csv", content: customers },
    { ...instrument, kind: "json", content: Buffer.from(JSON.stringify(definition)) },
  ];
}

/** Answers to a few questions of each kind. */
function surveyOf(random) {
  const items = ["REL1", "REL2", "REL3", "RES1", "RES2", "TAN1"];
  const columns = [...items.map((item) => `E_${item}`), ...items.map((item) => `P_${item}`), "satisfied", "loyal1"];
  const line = (i) => {
    const answers = columns.map(() => (random(30) === 0 ? "" : 1 + random(7)));
    return `R${i},${["North", '"South, old"'][random(2)]},${answers.join(",")},${random(11)},${random(200) / 10}\n`;
  };
  const lines = Array.from({ length: 40 }, (_, i) => line(i));
  return `respondent,branch,${columns.join(",")},recommend,wait_minutes\n${lines.join("")}`;
}

/** An instrument file for them. */
const definition = {
  label: "survey",
  serviceQuality: {
    scale: { min: 1, max: 7 },
    columns: { perceptions: "P_*" },
    dimensions: [
      {
        key: "speed",
        items: [
          { key: "RES1", text: "quick" },
          { key: "RES2", text: "ready", reversed: true },
        ],
      },
      { key: "trust", items: [{ key: "REL1", text: "kept" }] },
    ],
  },
  satisfaction: { scale: { min: 0, max: 10 }, questions: { overall: "satisfied" }, weights: { overall: 1 } },
  pathModel: {
    blocks: { a: ["satisfied"], b: { items: ["loyal1"], mode: "B" } },
    links: [["a", "b"]],
    scale: { min: 0, max: 10 },
  },
  waiting: { column: "wait_minutes", target: 5 },
};

async function logs(random) {
  const line = () => {
    const date = new Date(Date.UTC(2023, 0, 1 + random(700))).toISOString().slice(0, 10);
    return `C${random(25)},${date},${random(4) === 0 ? '"card, ""gold"""' : "card"},${random(9000) / 100}\n`;
  };
  const text = `customer_id,date,type,amount\n${Array.from({ length: 120 }, line).join("")}`;
  const csv = Buffer.from(text);
  const log = join(folder, "seed.csv");
  const parquet = join(folder, "seed.parquet");
  writeFileSync(log, csv);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(`COPY (SELECT * FROM read_csv('${log}', quote = '"', escape = '"')) TO '${parquet}'`);
  connection.closeSync();
  const made = [
    ["csv", csv],
    ["csv", Buffer.from(text.replaceAll("\n", "\r\n"))],
    ["csv", Buffer.from(`\ufeff${text.replaceAll(",", ";")}`)],
    ["csv.gz", gzipSync(csv)],
    ["parquet", readFileSync(parquet)],
  ];
  rmSync(log);
  rmSync(parquet);
  return made;
}

const inserts = [
  '"',
  "\0",
  "\r",
  "\n",
  "\r\n",
  ",",
  ";",
  '"","',
  "\u3000",
  "é",
  "\xff",
  "1e999",
  "-",
  "2024-02-30",
  "NaN",
  " ",
];

function damaged(bytes, random) {
  let out = Buffer.from(bytes);
  for (let round = 1 + random(3); round > 0; round--) {
    const at = random(out.length + 1);
    const length = random(4) > 0 ? 1 + random(4) : random(out.length);
    const kind = random(6);
    if (kind === 0 && out.length > 0) out[Math.min(at, out.length - 1)] ^= 1 << random(8);
    else if (kind === 1) out = out.subarray(0, at);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else if (kind === 4) {
      const insert = Buffer.from(inserts[random(inserts.length)], "latin1");
      out = Buffer.concat([out.subarray(0, at), insert, out.subarray(at)]);
    } else out = Buffer.concat([out.subarray(at), out.subarray(0, at)]);
  }
  return out;
}

const logOptions = [
  [],
  ["--skip-bad-rows"],
  ["--where", "type=card"],
  ["--unit", "month"],
  ["--returns", "net"],
  ["--encoding", "gb18030"],
];
const loyaltyOptions = [
  [],
  ["--skip-bad-rows"],
  ["--where", "insider=0", "--lang", "zh"],
  ["--missing-code", "9,NA"],
  ["--scale", "0-9", "--satisfaction-scale", "0-10"],
];
const surveyOptions = [
  [],
  ["--skip-bad-rows"],
  ["--where", "branch=North"],
  ["--missing-code", "9,NA"],
  ["--scale", "0-9", "--lang", "zh"],
  ["--encoding", "gb18030", "--skip-bad-rows"],
];

const run = await loadRun();
const faults = [];
process.on("unhandledRejection", (error) => faults.push(`unhandled: ${error}`));
const random = randomFrom(seed);
const originals = await seeds(random);
const ends = { 0: 0, 2: 0 };
try {
  for (let k = 0; k < files; k++) {
    const { command, kind, options, results, ...original } = originals[random(originals.length)];
    const content = damaged(original.content, random);
    const path = join(folder, `log.${kind}`);
    writeFileSync(path, content);
    const words = options[random(options.length)];
    const said = [];
    const say = (text) => said.push(text);
    const code = await run([...command, path, ...words, "--out", join(folder, "out")], {
      out: say,
      error: say,
      status: () => {},
    });
    ends[code] = (ends[code] ?? 0) + 1;
    const left = readdirSync(folder).sort().join(" ");
    const expected = code === 0 ? [`log.${kind}`, "out"].sort().join(" ") : `log.${kind}`;
    let fault = code === 0 || code === 2 ? undefined : `exit code ${code}`;
    if (left !== expected) fault = `exit code ${code}, left behind: ${left}`;
    if (code === 0) {
      const written = readdirSync(join(folder, "out")).sort().join(" ");
      if (written !== results.join(" ")) fault = `written: ${written}`;
      for (const table of results.filter((name) => name.endsWith(".csv"))) {
        if (/,(NaN|-?Infinity|undefined)(,|\r?$)/m.test(readFileSync(join(folder, "out", table), "utf8")))
          fault = `NaN in ${table}`;
      }
      rmSync(join(folder, "out"), { recursive: true });
    }
    if (fault !== undefined) {
      const kept = join(tmpdir(), `customer-equity-fuzz-${seed}-${k}.${kind}`);
      writeFileSync(kept.replace(folder, join(folder, "..")), content);
      faults.push(`file ${k} (${command[0]}, ${kind}, ${words.join(" ")}): ${fault}\n${said.join("").slice(0, 600)}`);
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    }
    rmSync(path, { force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  rmSync(sheets, { force: true });
  rmSync(known, { force: true });
}
console.log(`${files} damaged files, seed ${seed}: ${ends[0]} read, ${ends[2]} refused, ${faults.length} faults`);
for (const fault of faults.slice(0, 20)) console.log(fault);
process.exit(faults.length === 0 ? 0 : 1);
