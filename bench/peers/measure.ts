import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Answers, Difference, Job, KnownDisagreement, Step } from "./job.ts";
import { type Portfolio, readColumn, readPortfolio } from "./portfolios.ts";
import type { Report, Request, StepReport } from "./protocol.ts";

/** The middle of several rounds, and how far they spread. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** A difference between the answers, and what is known of it where it is over its limit. */
export interface Judged extends Difference {
  readonly because?: string | undefined;
}

/** What came of a step. */
export interface StepResult {
  readonly name: string;
  readonly title: string;
  /** What a time is counted for, where it is not one run. */
  readonly unit: string | null;
  /** Seconds of a warm run (or of a unit): the median of a process, of the middle round. */
  readonly ours: number;
  readonly peers: number;
  /** How many times as fast as the peer a warm run is, and the same by processor time. */
  readonly ratio: Spread;
  readonly cpuRatio: Spread;
  /** The same of the first run in a process, which compiles on our side. */
  readonly firstRatio: Spread;
  readonly goal: number | null;
  readonly differences: readonly Judged[];
}

/** What came of a job on a portfolio. */
export interface Result {
  readonly job: string;
  readonly title: string;
  readonly peer: Job["peer"];
  readonly portfolio: string;
  readonly rows: number;
  readonly rounds: number;
  readonly steps: readonly StepResult[];
  /** From the start of a process to the first answer: seconds, and their ratio. */
  readonly start: { readonly ours: number; readonly peers: number; readonly ratio: Spread };
  /** Peak memory of a process in MiB: before the first step, and in all. */
  readonly memory: Readonly<Record<"ours" | "peers", { readonly before: number; readonly peak: number }>>;
}

/** How a side is started: command and arguments for a request. */
export type Runner = (request: Request) => readonly [string, ...string[]];

/** How long a step is repeated. */
export type Patience = Pick<Request, "runs" | "seconds" | "longRun">;

/** Runs a job on a portfolio, our process and the peer's in turn, so many rounds; compares the answers of the first. */
export function measure(
  name: string,
  job: Job,
  path: string,
  settings: Readonly<Record<string, number>>,
  sides: { readonly ours: Runner; readonly peers: Runner },
  patience: Patience,
  rounds: number,
  scratch: string,
): Result {
  const portfolio = readPortfolio(path, settings);
  const runs: { readonly ours: Report; readonly peers: Report }[] = [];
  let differences: readonly (readonly Judged[])[] = [];
  for (let round = 0; round < (tooLong(runs) ? Math.min(2, rounds) : rounds); round++) {
    const [ours, peers] = (["ours", "peers"] as const).map((side) => {
      const folder = join(scratch, side);
      mkdirSync(folder, { recursive: true });
      const request = { job: name, portfolio: path, settings, folder, ...patience, started: Date.now() };
      return inOrder(runOnce(sides[side], request), job.steps);
    }) as [Report, Report];
    runs.push({ ours, peers });
    // Before times are looked at: do both sides answer the same?
    if (round === 0) {
      differences = job.steps.map((step, i) => compared(step, ours.steps[i]!, peers.steps[i]!, portfolio));
    }
  }
  return {
    job: name,
    title: job.title,
    peer: job.peer,
    portfolio: portfolio.name,
    rows: portfolio.rows,
    rounds: runs.length,
    steps: job.steps.map((step, i) => {
      const worth = runs.map((run) =>
        (["ours", "peers"] as const).map((side) =>
          step.worth === undefined ? 1 : step.worth.of(answersOf(run[side].steps[i]!), portfolio),
        ),
      );
      const times = (of: (report: StepReport) => number): [number, number][] =>
        runs.map((run, k) => [of(run.ours.steps[i]!) / worth[k]![0]!, of(run.peers.steps[i]!) / worth[k]![1]!]);
      const warm = times(({ wall }) => median(warmOnes(wall)));
      return {
        name: step.name,
        title: step.title,
        unit: step.worth?.unit ?? null,
        ours: median(warm.map(([ours]) => ours)),
        peers: median(warm.map(([, peers]) => peers)),
        ratio: ratios(warm),
        cpuRatio: ratios(times(({ cpu }) => median(warmOnes(cpu)))),
        firstRatio: ratios(times(({ wall }) => wall[0]!)),
        goal: step.goals?.[portfolio.name] ?? null,
        differences: differences[i]!,
      };
    }),
    start: {
      ours: median(runs.map(({ ours }) => ours.first / 1000)),
      peers: median(runs.map(({ peers }) => peers.first / 1000)),
      ratio: ratios(runs.map(({ ours, peers }) => [ours.first, peers.first])),
    },
    memory: {
      ours: memoryOf(runs.map(({ ours }) => ours)),
      peers: memoryOf(runs.map(({ peers }) => peers)),
    },
  };
}

/** The differences that are over their limit and not understood. */
export function disagreements(result: Result): readonly (Judged & { readonly step: string })[] {
  return result.steps.flatMap(({ name, differences }) =>
    differences
      .filter(({ difference, limit, because }) => !(difference <= limit) && because === undefined)
      .map((difference) => ({ step: name, ...difference })),
  );
}

/** Whether a first run took longer than a minute: two rounds are then enough. */
function tooLong(runs: readonly { readonly ours: Report; readonly peers: Report }[]): boolean {
  return runs.some(({ ours, peers }) => [...ours.steps, ...peers.steps].some(({ wall }) => wall[0]! > 60));
}

function runOnce(side: Runner, request: Request): Report {
  const [command, ...args] = side(request);
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    maxBuffer: 1 << 26,
    // One thread on every side: what is compared is the work, not the number of cores.
    env: {
      ...process.env,
      OMP_NUM_THREADS: "1",
      OPENBLAS_NUM_THREADS: "1",
      MKL_NUM_THREADS: "1",
      RAYON_NUM_THREADS: "1",
    },
  });
  const line = stdout?.split("\n").find((text) => text.startsWith("RESULT "));
  if (status !== 0 || line === undefined) {
    throw new Error(`${command} ended with ${status} ${error?.message ?? ""}\n${stdout}\n${stderr}`);
  }
  return JSON.parse(line.slice("RESULT ".length));
}

/** A report with the steps of the job, in their order: sides may name them in another. */
function inOrder(report: Report, steps: readonly Step[]): Report {
  const named = new Map(report.steps.map((step) => [step.name, step]));
  const ordered = steps.map(({ name }): StepReport => {
    const found = named.get(name);
    if (found === undefined) throw new Error(`there is no step ${name} among ${[...named.keys()].join(", ")}`);
    return found;
  });
  return { ...report, steps: ordered };
}

function answersOf(report: StepReport): Answers {
  return {
    numbers: report.numbers,
    columns: Object.fromEntries(Object.entries(report.columns).map(([name, file]) => [name, readColumn(file)])),
  };
}

function compared(step: Step, ours: StepReport, peers: StepReport, portfolio: Portfolio): readonly Judged[] {
  const known = ({ answer, difference }: Difference): KnownDisagreement | undefined =>
    step.known?.find((one) => one.portfolio === portfolio.name && one.answer === answer && difference <= one.upTo);
  return step
    .compare(answersOf(ours), answersOf(peers), portfolio)
    .map((one) => ({ ...one, because: one.difference <= one.limit ? undefined : known(one)?.because }));
}

/** The second half of the runs, when what compiles as it runs has been compiled; the first where it was not repeated. */
function warmOnes(times: readonly number[]): readonly number[] {
  return times.slice(Math.ceil((times.length - 1) / 2));
}

function ratios(times: readonly (readonly [number, number])[]): Spread {
  const all = times.map(([ours, peers]) => peers / ours);
  return { median: median(all), low: Math.min(...all), high: Math.max(...all) };
}

function memoryOf(reports: readonly Report[]): { before: number; peak: number } {
  return { before: median(reports.map(({ before }) => before)), peak: median(reports.map(({ peak }) => peak)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
