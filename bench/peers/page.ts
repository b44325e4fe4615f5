import type { Result, Spread, StepResult } from "./measure.ts";
import type { Picture } from "./pictures.ts";
import type { Race } from "./race.ts";

/** A line for each step: what a reader of the terminal sees. */
export function summaryLines(results: readonly Result[]): readonly string[] {
  return results.flatMap((result) =>
    result.steps.map((step) => {
      const apart = step.differences.filter(({ difference, limit }) => !(difference <= limit));
      const words = [
        `${result.job} on ${result.portfolio}`.padEnd(42),
        step.title.padEnd(28),
        `${duration(step.ours)} against ${duration(step.peers)}`.padEnd(26),
        `${times(step.ratio.median)} (${times(step.ratio.low)}–${times(step.ratio.high)})`.padEnd(20),
        goalWords(step),
        apart.length === 0 ? "answers agree" : `answers differ: ${apart.map(({ answer }) => answer).join(", ")}`,
      ];
      return words.filter((word) => word !== "").join("  ");
    }),
  );
}

/** The part of the page on performance that the race writes. */
export function racePage(race: Race, pictures: readonly Picture[]): string {
  const { results, machine, versions } = race;
  const jobs = [...new Set(results.map(({ job }) => job))];
  return [
    `Measured on ${race.date}: ${machine["processor"]}, ${machine["memory"]}, ${machine["system"]}, Node ${machine["node"]}; ${Object.entries(
      versions,
    )
      .map(([name, version]) => `${name} ${version}`)
      .join(", ")}.`,
    lossSection(results),
    ...pictures.map(({ file, description }) => `![${description}](performance/${file})`),
    ...jobs.map((job) =>
      jobSection(
        results.filter((result) => result.job === job),
        race,
      ),
    ),
    "### From the start of a process, and memory",
    "A command or a function that is started for one answer pays for loading, too: seconds from the start of the process to the answer of its first step, data read from raw columns. Memory is the peak of the whole process, in MiB, and in brackets the peak before the first step.",
    table(
      ["job", "portfolio", "start here", "start there", "times as fast", "memory here", "memory there"],
      results.map(({ title, peer, portfolio, start, memory }) => [
        `${title} (${peer})`,
        portfolio,
        duration(start.ours),
        duration(start.peers),
        spread(start.ratio),
        `${memory.ours.peak.toFixed(0)} (${memory.ours.before.toFixed(0)})`,
        `${memory.peers.peak.toFixed(0)} (${memory.peers.before.toFixed(0)})`,
      ]),
    ),
    "### Do the answers agree?",
    "Compared before times are looked at: the largest difference over all portfolios and customers, relative to the larger of the two numbers (posterior means: in standard errors of Monte Carlo), and in brackets the limit. Scores are taken at common parameters, so that they do not inherit where an optimiser stopped.",
    table(
      ["job", "work", "largest differences"],
      jobs.flatMap((job) => agreement(results.filter((result) => result.job === job))),
    ),
    ...explanations(results),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function jobSection(results: readonly Result[], race: Race): string {
  const [{ title, peer, job }] = results as [Result];
  const version = race.versions[peer];
  const heading = peer === "C" ? `### ${title} against plain C` : `### ${title} against ${peer} ${version}`;
  const perRow = peer === "C";
  return [
    heading,
    race.restsOn[job]!,
    table(
      [
        "portfolio",
        "rows",
        "work",
        "here",
        perRow ? "C" : "there",
        "times as fast",
        "by processor time",
        "first run",
        "goal",
      ],
      results.flatMap(({ portfolio, rows, steps }) =>
        steps.map((step) => [
          portfolio,
          rows.toLocaleString("en"),
          step.title,
          duration(perRow ? step.ours / rows : step.ours) + (perRow ? " a row" : ""),
          duration(perRow ? step.peers / rows : step.peers) + (perRow ? " a row" : ""),
          `**${times(step.ratio.median)}** (${times(step.ratio.low)}–${times(step.ratio.high)})`,
          spread(step.cpuRatio),
          spread(step.firstRatio),
          goalWords(step),
        ]),
      ),
    ),
  ].join("\n\n");
}

/** Where the peer is faster, or a goal is missed. */
export function lossLines(results: readonly Result[]): readonly string[] {
  return results.flatMap(({ title, peer, portfolio, steps }) =>
    steps
      .filter(({ ratio, goal }) => ratio.median < Math.max(1, goal ?? 1))
      .map(({ title: step, ratio, goal }) => {
        const loss = misses(ratio, goal) ? `below the goal of ${times(goal)}` : "slower than the peer";
        return `${title}, ${step}, ${portfolio} (${peer}): ${times(ratio.median)} times as fast, ${loss}.`;
      }),
  );
}

/** Where the peer is faster only in the first run of a process, a line for each piece of work. */
export function firstRunLosses(results: readonly Result[]): readonly string[] {
  const found = new Map<string, string[]>();
  for (const { title, peer, portfolio, steps } of results) {
    for (const step of steps) {
      if (step.ratio.median < 1 || step.firstRatio.median >= 1) continue;
      const work = `${title}, ${step.title} (${peer})`;
      found.set(work, [...(found.get(work) ?? []), `${portfolio} ${times(step.firstRatio.median)}`]);
    }
  }
  return [...found].map(([work, ratios]) => `${work}: ${ratios.join(", ")}.`);
}

function lossSection(results: readonly Result[]): string {
  const list = (head: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${head}:\n\n${lines.map((line) => `- ${line}`).join("\n")}`];
  const parts = [
    ...list("Where the package loses, or misses its goal", lossLines(results)),
    ...list(
      "Where it loses in the first run of a process only, before the engine has compiled it (times as fast)",
      firstRunLosses(results),
    ),
  ];
  return parts.length === 0 ? "The package is faster in every row below, and reaches every goal." : parts.join("\n\n");
}

function agreement(results: readonly Result[]): readonly (readonly string[])[] {
  const [{ title, peer, steps }] = results as [Result];
  return steps.map((step, i) => {
    const answers = step.differences.map(({ answer, limit }) => {
      const all = results.map(
        (result) => result.steps[i]!.differences.find((one) => one.answer === answer)!.difference,
      );
      return `${answer} ${small(Math.max(...all))} (${small(limit)})`;
    });
    return [`${title} (${peer})`, step.title, answers.join(", ")];
  });
}

function explanations(results: readonly Result[]): readonly string[] {
  const lines = results.flatMap(({ title, portfolio, steps }) =>
    steps.flatMap((step) =>
      step.differences
        .filter(({ because }) => because !== undefined)
        .map(
          ({ answer, ours, peers, because }) =>
            `- ${title} on ${portfolio}, ${step.title}, ${answer}${ours === undefined ? "" : ` (${ours} here, ${peers} there)`}: ${because}`,
        ),
    ),
  );
  return lines.length === 0 ? [] : [`Differences over their limit, and what is known of them:\n\n${lines.join("\n")}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function goalWords({ goal, ratio }: StepResult): string {
  if (goal === null) return "";
  return `at least ${times(goal)}${misses(ratio, goal) ? ": missed" : ""}`;
}

function misses(ratio: Spread, goal: number | null): goal is number {
  return goal !== null && !(ratio.median >= goal);
}

function spread({ median, low, high }: Spread): string {
  return `${times(median)} (${times(low)}–${times(high)})`;
}

function times(ratio: number): string {
  return ratio >= 9.95 ? ratio.toFixed(0) : ratio.toPrecision(2);
}

function small(value: number): string {
  return value === 0 ? "0" : value >= 0.01 && value < 1000 ? value.toPrecision(2) : value.toExponential(0);
}

/** Seconds in the unit that suits them. */
function duration(seconds: number): string {
  const [scale, unit] =
    seconds >= 1 ? [1, "s"] : seconds >= 1e-3 ? [1e3, "ms"] : seconds >= 1e-6 ? [1e6, "µs"] : [1e9, "ns"];
  return `${Number((seconds * (scale as number)).toPrecision(3))} ${unit}`;
}
