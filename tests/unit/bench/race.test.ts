import { describe, expect, test } from "vitest";
import { relativeDifferences } from "../../../bench/peers/job.ts";
import { disagreements, type Result, type StepResult } from "../../../bench/peers/measure.ts";
import { mergeRaces } from "../../../bench/peers/merge-races.ts";
import { firstRunLosses, lossLines, racePage, summaryLines } from "../../../bench/peers/page.ts";

const once = { median: 2, low: 1.5, high: 3 };

function step(changes: Partial<StepResult>): StepResult {
  return {
    name: "fit",
    title: "fit",
    unit: null,
    ours: 0.002,
    peers: 0.004,
    ratio: once,
    cpuRatio: once,
    firstRatio: once,
    goal: null,
    differences: [{ answer: "r", difference: 1e-9, limit: 1e-6, ours: 1, peers: 1 }],
    ...changes,
  };
}

function result(...steps: readonly StepResult[]): Result {
  const memory = { before: 50, peak: 60 };
  return {
    job: "bg-nbd",
    title: "BG/NBD",
    peer: "lifetimes",
    portfolio: "portfolio-1m",
    rows: 1_000_000,
    rounds: 3,
    steps,
    start: { ours: 0.1, peers: 1.5, ratio: once },
    memory: { ours: memory, peers: memory },
  };
}

describe("answers are compared", () => {
  const compare = relativeDifferences({ value: 1e-9, column: 1e-9 });
  const ours = { numbers: { value: 2 }, columns: { column: [1, 0, 4] } };
  const apart = (peers: Parameters<typeof compare>[1]): readonly number[] =>
    compare(ours, peers, { name: "", rows: 3, columns: {}, numbers: {} }).map(({ difference }) => difference);

  test("relative to the larger, entry by entry", () => {
    expect(apart({ numbers: { value: 1 }, columns: { column: [1, 0, 5] } })).toEqual([0.5, 0.2]);
    expect(apart(ours)).toEqual([0, 0]);
  });

  test("an answer that is missing, no number or of another length is infinitely far away", () => {
    expect(apart({})).toEqual([Infinity, Infinity]);
    expect(apart({ numbers: { value: Number.NaN }, columns: { column: [1, Number.NaN, 4] } })).toEqual([
      Infinity,
      Infinity,
    ]);
    expect(apart({ numbers: { value: 2 }, columns: { column: [1, 0] } })).toEqual([0, Infinity]);
  });
});

describe("what differs", () => {
  const wrong = { answer: "alpha", difference: 0.1, limit: 1e-6 };

  test("is a disagreement, unless it is understood", () => {
    const found = disagreements(result(step({ differences: [wrong, { ...wrong, because: "the peer stops early" }] })));
    expect(found).toEqual([{ step: "fit", ...wrong }]);
  });

  test("counts when it is no number", () => {
    expect(disagreements(result(step({ differences: [{ ...wrong, difference: Number.NaN }] })))).toHaveLength(1);
  });

  test("is said in the line of the step", () => {
    expect(summaryLines([result(step({ differences: [wrong] }))])[0]).toContain("answers differ: alpha");
    expect(summaryLines([result(step({}))])[0]).toContain("answers agree");
  });
});

describe("a loss is named", () => {
  test("where the peer is faster, and where a goal is missed", () => {
    const slower = step({ ratio: { median: 0.4, low: 0.3, high: 0.5 } });
    const missed = step({ title: "both scores", goal: 4 });
    expect(lossLines([result(slower, missed, step({ goal: 2 }))])).toEqual([
      "BG/NBD, fit, portfolio-1m (lifetimes): 0.40 times as fast, slower than the peer.",
      "BG/NBD, both scores, portfolio-1m (lifetimes): 2.0 times as fast, below the goal of 4.0.",
    ]);
  });

  test("where a goal below 1 is reached, too", () => {
    const close = step({ ratio: { median: 0.8, low: 0.7, high: 0.9 }, goal: 2 / 3 });
    expect(lossLines([result(close)])).toEqual([
      "BG/NBD, fit, portfolio-1m (lifetimes): 0.80 times as fast, slower than the peer.",
    ]);
  });

  test("where only the first run is slower, a line for each piece of work", () => {
    const cold = step({ firstRatio: { median: 0.5, low: 0.4, high: 0.6 } });
    expect(firstRunLosses([result(cold), { ...result(cold), portfolio: "cdnow-sample" }, result(step({}))])).toEqual([
      "BG/NBD, fit (lifetimes): portfolio-1m 0.50, cdnow-sample 0.50.",
    ]);
    expect(firstRunLosses([result({ ...cold, ratio: { median: 0.4, low: 0.3, high: 0.5 } })])).toEqual([]);
  });

  test("on the page, before the tables", () => {
    const race = {
      date: "2026-01-01",
      machine: { processor: "one", memory: "1 GiB", system: "none", node: "20" },
      versions: { lifetimes: "0.11.3" },
      restsOn: { "bg-nbd": "The same columns." },
      failures: [],
      results: [result(step({ ratio: { median: 0.4, low: 0.3, high: 0.5 } }))],
    };
    const page = racePage(race, []);
    expect(page.indexOf("0.40 times as fast")).toBeLessThan(page.indexOf("### BG/NBD against lifetimes 0.11.3"));
    expect(page).toContain("| portfolio-1m | 1,000,000 | fit | 2 ms | 4 ms | **0.40** (0.30–0.50) |");
  });
});

describe("some jobs raced anew", () => {
  const race = (date: string, ...results: readonly Result[]) => ({
    date,
    machine: { processor: "one" },
    versions: { lifetimes: "0.11.3" },
    restsOn: {},
    failures: [],
    results,
  });
  const of = (job: string, rounds: number): Result => ({ ...result(step({})), job, rounds });
  const earlier = race("2026-01-01", of("bg-nbd", 1), of("mbg-nbd", 1));

  test("stand among the others in the order of a whole race", () => {
    const merged = mergeRaces(earlier, race("2026-01-02", of("mbg-nbd", 2), of("key-drivers", 2)));
    expect(merged.date).toBe("2026-01-01 to 2026-01-02");
    expect(merged.results.map(({ job, rounds }) => [job, rounds])).toEqual([
      ["bg-nbd", 1],
      ["key-drivers", 2],
      ["mbg-nbd", 2],
    ]);
  });

  test("are not mixed with those of another machine or version", () => {
    expect(() => mergeRaces(earlier, { ...earlier, machine: { processor: "other" } })).toThrow("another machine");
    expect(() => mergeRaces(earlier, { ...earlier, versions: { lifetimes: "1" } })).toThrow("another version");
    expect(mergeRaces(earlier, { ...earlier, versions: { plspm: "1" } }).versions).toEqual({
      lifetimes: "0.11.3",
      plspm: "1",
    });
  });
});
