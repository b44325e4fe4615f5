/**
 * The same work here and in the packages that people use today, in one run: `npm run race` (some forty minutes) writes docs/performance.md
 * between its marks, with pictures and numbers in docs/performance/; `npm run race -- --quick` (some three minutes) only prints.
 * Words are names of jobs: `npm run race -- --quick bg-nbd log-to-history`; with `--keep` they are put into the page beside what the earlier
 * race says of the others. `--rounds 5` asks for so many. `--write` after the numbers of an earlier race writes the page again.
 *
 * Fails where answers disagree and nothing is known about why. A ratio below its goal is named in the table; it is no failure, as times
 * depend on the machine.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Job } from "./job.ts";
import { machine } from "./machine.ts";
import { disagreements, measure, type Patience, type Result, type Runner } from "./measure.ts";
import { mergeRaces } from "./merge-races.ts";
import { lossLines, racePage, summaryLines } from "./page.ts";
import { racePictures } from "./pictures.ts";
import { preparePortfolio } from "./portfolios.ts";
import type { Request } from "./protocol.ts";
import { type PeerEnvironment, peerEnvironment } from "./python.ts";

/** What a race leaves for the page. */
export interface Race {
  readonly date: string;
  readonly machine: Readonly<Record<string, string>>;
  readonly versions: Readonly<Record<string, string>>;
  readonly results: readonly Result[];
  /** What each job's ratio rests on. */
  readonly restsOn: Readonly<Record<string, string>>;
  /** What did not run to its end, with its message. */
  readonly failures: readonly string[];
}

const root = process.cwd();
const built = join(root, "bench", "peers", ".build");
const numbers = join(root, "docs", "performance", "race.json");

/** What the race was called with. */
interface Call {
  readonly quick: boolean;
  readonly write: boolean;
  readonly keep: boolean;
  readonly rounds: number;
  /** Names of jobs; all where there is none. */
  readonly wanted: readonly string[];
}

try {
  const call = readCall(process.argv.slice(2));
  if (call.write) await write(JSON.parse(readFileSync(numbers, "utf8")));
  else await raceAndJudge(call);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function readCall(args: readonly string[]): Call {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      quick: { type: "boolean" },
      write: { type: "boolean" },
      keep: { type: "boolean" },
      rounds: { type: "string" },
    },
    allowPositionals: true,
  });
  const { quick = false, write = false, keep = false } = values;
  const rounds = Number(values.rounds ?? (quick ? 2 : 3));
  if (!(Number.isInteger(rounds) && rounds > 0)) throw new Error("--rounds wants a whole number from 1");
  if (keep && quick) throw new Error("a quick race does not go into the page: --keep is for a whole one");
  return { quick, write, keep, rounds, wanted: positionals };
}

async function raceAndJudge(call: Call): Promise<void> {
  const race = await run(call);
  const losses = lossLines(race.results);
  if (losses.length > 0) console.log(`\nslower than the peer, or below a goal:\n${losses.join("\n")}`);
  const open = race.results.flatMap((result) =>
    disagreements(result).map(
      ({ step, answer, difference, limit }) =>
        `${result.job} on ${result.portfolio}, ${step}: ${answer} ${difference.toPrecision(3)}, limit ${limit}`,
    ),
  );
  for (const line of open) console.error(`DISAGREE ${line}`);
  for (const line of race.failures) console.error(`FAILED ${line.split("\n")[0]}`);
  if (open.length + race.failures.length > 0) process.exitCode = 1;
  else if (call.keep) await write(mergeRaces(JSON.parse(readFileSync(numbers, "utf8")), race));
  else if (!call.quick && call.wanted.length === 0) await write(race);
}

async function run({ quick, rounds, wanted }: Call): Promise<Race> {
  const jobs = await allJobs();
  const unknown = wanted.find((name) => !jobs.has(name));
  if (unknown !== undefined) throw new Error(`no job ${unknown}; there are ${[...jobs.keys()].join(", ")}`);
  const chosen = [...jobs].filter(([name]) => wanted.length === 0 || wanted.includes(name));
  const needsPython = chosen.some(([, { peer }]) => peer !== "C");
  const environment: PeerEnvironment | null = needsPython ? peerEnvironment(join(root, "bench", "peers")) : null;
  const compiler = compilerVersion();
  const folder = mkdtempSync(join(tmpdir(), "customer-equity-race-"));
  const results: Result[] = [];
  const failures: string[] = [];
  try {
    for (const [name, job] of chosen) {
      if (job.peer === "C" && compiler === null) {
        console.log(`${name}: skipped, there is no C compiler`);
        continue;
      }
      for (const portfolio of job.portfolios[quick ? "quick" : "whole"]) {
        try {
          const path = preparePortfolio(portfolio, folder);
          if (path === null) {
            console.log(`${name} on ${portfolio}: skipped, REFERENCE_DATA does not have it`);
            continue;
          }
          const peers = job.peer === "C" ? compiled(name, folder) : interpreted(environment!.python);
          const settings = job.settings?.[quick ? "quick" : "whole"] ?? {};
          const result = measure(name, job, path, settings, { ours, peers }, patience(quick), rounds, folder);
          results.push(result);
          console.log(summaryLines([result]).join("\n"));
        } catch (error) {
          failures.push(`${name} on ${portfolio}: ${error instanceof Error ? error.message : error}`);
          console.error(failures.at(-1));
        }
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    versions: { ...environment?.versions, ...(compiler === null ? {} : { "C compiler": compiler }) },
    results,
    restsOn: Object.fromEntries(chosen.map(([name, job]) => [name, job.restsOn])),
    failures,
  };
}

function patience(quick: boolean): Patience {
  return quick ? { runs: 200, seconds: 0.7, longRun: 20 } : { runs: 400, seconds: 1, longRun: 60 };
}

/** Every job, in the order of their names: a file in `jobs/` or `limit/` is one. */
async function allJobs(): Promise<Map<string, Job>> {
  const names = readdirSync(join(built, "jobs"))
    .filter((file) => file.endsWith(".mjs"))
    .map((file) => file.slice(0, -".mjs".length))
    .sort();
  const jobs = new Map<string, Job>();
  for (const name of names) jobs.set(name, (await import(join(built, "jobs", `${name}.mjs`))).job);
  return jobs;
}

function ours(request: Request): readonly [string, ...string[]] {
  return [process.execPath, "--max-old-space-size=8000", join(built, "worker.mjs"), JSON.stringify(request)];
}

function interpreted(python: string): Runner {
  return (request) => [python, join(root, "bench", "peers", "worker.py"), JSON.stringify(request)];
}

function compilerVersion(): string | null {
  const { status, stdout } = spawnSync("cc", ["--version"], { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0]! : null;
}

/** Compiles the twin of a job in C; the program takes the numbers of the request, and the columns as name=path. */
function compiled(name: string, folder: string): Runner {
  const program = join(folder, name);
  const source = join(root, "bench", "limit", `${name}.c`);
  const { status, stderr } = spawnSync("cc", ["-O3", "-std=c11", "-o", program, source, "-lm"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${source} does not compile\n${stderr}`);
  return ({ portfolio, runs, seconds, longRun, started }) => {
    const { columns } = JSON.parse(readFileSync(portfolio, "utf8"));
    const pairs = Object.entries(columns).map(([column, path]) => `${column}=${path}`);
    return [program, ...[runs, seconds, longRun, started].map(String), ...pairs];
  };
}

async function write(race: Race): Promise<void> {
  writeFileSync(numbers, `${JSON.stringify(race, null, 1)}\n`);
  const pictures = await racePictures(race.results);
  for (const { file, svg } of pictures) writeFileSync(join(root, "docs", "performance", file), svg);
  const page = join(root, "docs", "performance.md");
  const [begin, end] = ["<!-- race:begin -->", "<!-- race:end -->"];
  const text = readFileSync(page, "utf8");
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no place for the race between ${begin} and ${end}`);
  writeFileSync(page, `${text.slice(0, from + begin.length)}\n\n${racePage(race, pictures)}\n\n${text.slice(to)}`);
  const { status, stderr } = spawnSync("npx", ["biome", "format", "--write", page, numbers], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  console.log(`wrote ${page}`);
}
