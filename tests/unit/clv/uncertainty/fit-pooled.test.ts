import { describe, expect, test } from "vitest";
import {
  bgNbd,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  fitMap,
  fitNbd,
  fitParetoNbd,
  fitPooled,
  gammaGamma,
  laplaceDraws,
  newCustomer,
  type PurchaseHistory,
  predictionInterval,
  selectRows,
  simulateCohort,
} from "../../../../src/clv/index.ts";
import { randomStream } from "../../../../src/numeric/random.ts";

type Model = ReturnType<typeof bgNbd>;
const sizes = [8, 8, 10, 12, 12, 15, 20, 25, 60, 100, 200, 300];
const codes = ({ warnings }: { readonly warnings: readonly { readonly code: string }[] }) =>
  warnings.map(({ code }) => code);
/** The logarithm of what a new customer buys in a year. */
const outlook = (model: Model | { readonly model: Model }) =>
  Math.log(expectedTransactions(model, newCustomer(), { horizon: 52 }));

/** Segments whose mean rates, shapes and drop-out chances differ. */
function world(seed: number) {
  const stream = randomStream(seed, 0);
  const parts = sizes.map((customers, s) => {
    const rate = 0.15 * Math.exp(0.5 * stream.normal());
    const r = 0.8 * Math.exp(0.3 * stream.normal());
    const odds = Math.exp(-1.4 + 0.6 * stream.normal());
    const truth = bgNbd({ r, alpha: r / rate, a: (3 * odds) / (1 + odds), b: 3 / (1 + odds), timeUnit: "week" });
    return { truth, ...simulateCohort(truth, { customers, age: 40, seed: 100 * seed + s }) };
  });
  const join = (name: "frequency" | "recency" | "age") =>
    Float64Array.from(parts.flatMap(({ history }) => Array.from(history[name])));
  const history: PurchaseHistory = {
    frequency: join("frequency"),
    recency: join("recency"),
    age: join("age"),
    timeUnit: "week",
  };
  return { parts, history, segments: sizes.flatMap((size, s) => new Array<string>(size).fill(`s${s}`)) };
}

const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const alike = simulateCohort(truth, {
  customers: 300,
  age: 39,
  seed: 1,
  spend: gammaGamma({ p: 6, q: 4, gamma: 15 }),
}).history;
const fit = fitBgNbd(alike);
const inParts = (count: number, rows = 300) => Array.from({ length: rows }, (_, i) => `part ${i % count}`);

describe("fitPooled", () => {
  test("beats separate fits and one fit for all, for small segments that differ", () => {
    const errors = { own: 0, common: 0, pooled: 0 };
    let covered = 0;
    let small = 0;
    for (let seed = 1; seed <= 6; seed++) {
      const { parts, history, segments } = world(seed);
      const common = fitBgNbd(history);
      const pooled = fitPooled(common, history, { segments });
      expect(pooled.converged).toBe(true);
      parts.forEach((part, s) => {
        if (sizes[s]! > 25) return;
        const target = outlook(part.truth);
        const segment = pooled.segments[`s${s}`]!;
        small++;
        errors.own += (outlook(fitBgNbd(part.history)) - target) ** 2;
        errors.common += (outlook(common) - target) ** 2;
        errors.pooled += (outlook(segment) - target) ** 2;
        const { lower, upper } = predictionInterval(laplaceDraws(segment, { draws: 100, seed: 1 }), outlook);
        if (lower < target && target < upper) covered++;
      });
    }
    expect(errors.pooled).toBeLessThan(0.9 * errors.own);
    expect(errors.pooled).toBeLessThan(0.5 * errors.common);
    // 90 % intervals that do not know how uncertain the variance between a dozen of segments is: 79 % here.
    expect(covered / small).toBeGreaterThan(0.75);
  });

  test("tells how much segments differ, and draws the small ones in more", () => {
    const { history, segments, parts } = world(3);
    const pooled = fitPooled(fitBgNbd(history), history, { segments });
    expect(Object.keys(pooled.segments)).toEqual(sizes.map((_, s) => `s${s}`));
    const { betweenDeviations, space } = pooled.population;
    expect(Object.keys(betweenDeviations)).toEqual(space.split(", "));
    expect(betweenDeviations["ln r/alpha"]).toBeGreaterThan(0.25);
    expect(betweenDeviations["ln r/alpha"]).toBeLessThan(1);
    const [smallest, largest] = [pooled.segments["s0"]!, pooled.segments["s11"]!];
    expect(smallest.shrinkage["ln r/alpha"]).toBeGreaterThan(2 * largest.shrinkage["ln r/alpha"]!);
    const own = fitBgNbd(parts[11]!.history);
    expect(Math.abs(outlook(largest) - outlook(own))).toBeLessThan(0.1);
    expect(largest.customers).toBe(300);
    expect(largest.logLikelihood).toBeLessThan(own.logLikelihood);
    expect(largest.logLikelihood).toBeGreaterThan(own.logLikelihood - 3);
    // What the others say makes it no less certain.
    largest.working.covariance!.forEach((row, j) => {
      expect(row[j]).toBeLessThan(1.001 * own.working.covariance![j]![j]!);
    });
  });

  test("one segment is the fit with weak priors", () => {
    const pooled = fitPooled(fit, alike, { segments: inParts(1) });
    const map = fitMap(fit, alike);
    expect(codes(pooled)).toEqual(["one-segment"]);
    const segment = pooled.segments["part 0"]!;
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(segment.model[name] / map.model[name]).toBeCloseTo(1, 6);
      expect(segment.standardErrors![name]! / map.standardErrors![name]!).toBeCloseTo(1, 4);
      expect(pooled.model[name] / map.model[name]).toBeCloseTo(1, 6);
    }
  });

  test("segments that are the same, or of two customers each, get the common model", () => {
    const { customers, holdout, logGapSum, meanSpend, ...columns } = alike;
    const twice = selectRows(
      columns,
      Array.from({ length: 600 }, (_, i) => i % 300),
    );
    const same = fitPooled(fit, twice, { segments: Array.from({ length: 600 }, (_, i) => (i < 300 ? "a" : "b")) });
    expect(codes(same)).toEqual(["segments-alike"]);
    expect(same.segments["a"]!.model).toEqual(same.segments["b"]!.model);
    expect(Object.values(same.segments["a"]!.shrinkage)).toEqual([1, 1, 1, 1]);
    const tiny = fitPooled(fit, alike, { segments: inParts(150) });
    const common = fitMap(fit, alike);
    expect(tiny.converged).toBe(true);
    expect(codes(tiny)).toEqual(["segments-alike"]);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(tiny.segments["part 7"]!.model[name] / common.model[name]).toBeCloseTo(1, 3);
      expect(tiny.segments["part 7"]!.standardErrors![name]! / common.standardErrors![name]!).toBeCloseTo(1, 3);
    }
  });

  test("segments in which nobody bought twice, and customers who do not differ", () => {
    const order = [...alike.frequency.keys()].sort((i, j) => alike.frequency[i]! - alike.frequency[j]!);
    const segments = new Array<string>(300);
    order.forEach((i, place) => {
      segments[i] = place < 20 ? "none" : `part ${place % 6}`;
    });
    expect(alike.frequency[order[19]!]).toBe(0);
    const pooled = fitPooled(fitNbd(alike), alike, { segments });
    expect(pooled.converged).toBe(true);
    const none = pooled.segments["none"]!;
    expect(none.logLikelihood).toBeLessThan(0);
    expect(expectedTransactions(none, newCustomer(), { horizon: 52 })).toBeLessThan(
      expectedTransactions(pooled, newCustomer(), { horizon: 52 }),
    );
    const column = (value: number) => new Array<number>(60).fill(value);
    const identical = { frequency: column(3), recency: column(30), age: column(40), timeUnit: "week" } as const;
    expect(codes(fitPooled(fitParetoNbd(identical), identical, { segments: inParts(6, 60) }))).toEqual([
      "segments-alike",
    ]);
  });

  test("spend, few segments, and classes", () => {
    const spent = { ...alike, meanSpend: alike.meanSpend! };
    const dear = { ...spent, meanSpend: spent.meanSpend.map((amount, i) => (i % 3 === 0 ? 3 * amount : amount)) };
    const segments = {
      classes: [
        { label: "gold", labelZh: "金卡" },
        { label: "plain", labelZh: "普通" },
        { label: "none", labelZh: "无" },
      ],
      codes: Uint16Array.from(alike.age, (_, i) => (i % 3 === 0 ? 0 : 1)),
      rules: new Uint16Array(300),
      distances: new Float64Array(300),
    };
    const pooled = fitPooled(fitGammaGamma(dear), dear, { segments });
    expect(Object.keys(pooled.segments)).toEqual(["gold", "plain"]);
    expect(codes(pooled)).toEqual(["without-spend", "few-segments"]);
    const mean = (name: string) => {
      const { p, q, gamma } = pooled.segments[name]!.model;
      return (p * gamma) / (q - 1);
    };
    expect(mean("gold") / mean("plain")).toBeGreaterThan(2);
    expect(mean("gold") / mean("plain")).toBeLessThan(4);
  });

  test("refuses what names no segments", () => {
    expect(() => fitPooled(fit, alike, { segments: ["a"] })).toThrow(
      expect.objectContaining({ code: "length-mismatch", path: "options.segments" }),
    );
    expect(() => fitPooled(fit, alike, { segments: alike.age as never })).toThrow(
      expect.objectContaining({ code: "bad-option", path: "options.segments" }),
    );
    expect(() => fitPooled(fit, alike, undefined as never)).toThrow(expect.objectContaining({ code: "bad-option" }));
  });
});
