/**
 * Runs one job in this process, as the package does it, and prints what it took and what it answered. The only argument is the
 * request, as JSON.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "./job.ts";
import { readPortfolio } from "./portfolios.ts";
import type { Request, StepReport } from "./protocol.ts";

const request = JSON.parse(process.argv[2]!) as Request;
const { job } = (await import(new URL(`jobs/${request.job}.mjs`, import.meta.url).href)) as { job: Job };
const portfolio = readPortfolio(request.portfolio, request.settings);
const sinceStart = (): number => performance.timeOrigin + performance.now() - request.started;

/** Of this program alone, where the system tells: a process begins with the peak resource usage of the one that started it. */
function peak(): number {
  const status = "/proc/self/status";
  const own = existsSync(status) ? /^VmHWM:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1] : undefined;
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024;
}

/** What takes long is not repeated: the first run then counts as warm. */
function again(wall: readonly number[]): boolean {
  const spent = wall.slice(1).reduce((sum, time) => sum + time, 0);
  return wall[0]! < request.longRun && wall.length <= request.runs && spent < request.seconds;
}

job.prepare?.(portfolio);
const before = peak();
const ready = sinceStart();
let first = 0;
const steps = job.steps.map((step): StepReport => {
  const wall: number[] = [];
  const cpu: number[] = [];
  let result: unknown;
  while (wall.length === 0 || again(wall)) {
    // The result of the run before is not carried along.
    result = undefined;
    const used = process.cpuUsage();
    const at = performance.now();
    result = step.run(portfolio);
    wall.push((performance.now() - at) / 1000);
    const { user, system } = process.cpuUsage(used);
    cpu.push((user + system) / 1e6);
    if (first === 0) first = sinceStart();
  }
  const { numbers = {}, columns = {} } = step.answers(result as never, portfolio);
  const files = Object.entries(columns).map(([column, values]) => {
    const file = join(request.folder, `${step.name}-${column}.f64`);
    writeFileSync(file, new Uint8Array(Float64Array.from(values).buffer));
    return [column, file];
  });
  return { name: step.name, wall, cpu, numbers, columns: Object.fromEntries(files) };
});
console.log(`RESULT ${JSON.stringify({ ready, first, before, peak: peak(), steps })}`);
