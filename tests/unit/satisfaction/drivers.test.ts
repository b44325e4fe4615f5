import { describe, expect, it } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import {
  derivedWeights,
  hiddenDrivers,
  importancePerformance,
  keyDrivers,
  penaltyReward,
  satisfactionProfitChain,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";

const outcome = [8, 9, 4, 6, 7, 5, 9, 3];
const drivers = { staff: [7, 9, 5, 6, 8, 4, 8, 3], fees: [6, 7, 5, 4, 6, 6, 8, 4] };

/** Respondents whose outcome is made of the first drivers. */
function made(size: number, rows = 200) {
  const stream = randomStream(3, size);
  const common = Array.from({ length: rows }, () => stream.normal());
  const columns = Array.from({ length: size }, () => common.map((value) => value + stream.normal()));
  const answer = common.map((_, i) => 2 * columns[0]![i]! + (columns[1]?.[i] ?? 0) + stream.normal());
  return { outcome: answer, drivers: Object.fromEntries(columns.map((column, j) => [`d${j}`, column])) };
}

describe("keyDrivers", () => {
  it("divides R² among drivers", () => {
    const { rSquared, drivers: found, intercept } = keyDrivers({ outcome, drivers });
    // R: lm(outcome ~ staff + fees), and the R² of each alone.
    expect(rSquared).toBeCloseTo(0.9104124463171542, 12);
    expect(found[0]!.shapley).toBeCloseTo(0.5620218, 6);
    for (const measure of ["shapley", "relativeWeight", "pratt"] as const)
      expect(found.reduce((sum, driver) => sum + driver[measure], 0)).toBeCloseTo(rSquared, 12);
    expect(found.reduce((sum, { shapleyShare }) => sum + shapleyShare!, 0)).toBeCloseTo(1, 12);
    expect(intercept.name).toBe("(intercept)");
    expect(found.map(({ rank, intervals }) => [rank, intervals])).toEqual([
      [1, null],
      [2, null],
    ]);
  });

  it("of one driver is its squared correlation", () => {
    const { rSquared, drivers: found } = keyDrivers({ outcome, drivers: { staff: drivers.staff } });
    const [only] = found;
    expect(only!.correlation ** 2).toBeCloseTo(rSquared, 12);
    expect(only!.shapley).toBeCloseTo(rSquared, 12);
    expect(only!.relativeWeight).toBeCloseTo(rSquared, 12);
    expect(only!.varianceInflation).toBeCloseTo(1, 12);
  });

  it("leaves out respondents without all answers, and counts them", () => {
    const { n, missing, rSquared } = keyDrivers({
      outcome: [...outcome, null, 5],
      drivers: { staff: [...drivers.staff, 3, 4], fees: [...drivers.fees, 3, null] },
    });
    expect([n, missing]).toEqual([8, 2]);
    expect(rSquared).toBe(keyDrivers({ outcome, drivers }).rSquared);
  });

  it("resamples by seed", () => {
    const data = made(3, 80);
    const options = { bootstrap: { seed: 5, draws: 200 } };
    const one = keyDrivers(data, options);
    expect(keyDrivers(data, options)).toEqual(one);
    expect(keyDrivers(data, { bootstrap: { seed: 6, draws: 200 } })).not.toEqual(one);
    expect(one.bootstrap).toMatchObject({ seed: 5, draws: 200, failed: 0 });
    for (const driver of one.drivers) {
      for (const measure of ["shapley", "relativeWeight", "pratt", "correlation", "standardizedCoefficient"] as const) {
        expect(driver.intervals![measure].lower).toBeLessThan(driver[measure]);
        expect(driver.intervals![measure].upper).toBeGreaterThan(driver[measure]);
      }
    }
    expect(one.bootstrap!.rSquared.lower).toBeLessThan(one.rSquared);
  });

  it("covers the truth about as often as it says", () => {
    let inside = 0;
    for (let sample = 0; sample < 60; sample++) {
      const stream = randomStream(sample, 99);
      const a = Array.from({ length: 120 }, () => stream.normal());
      const b = a.map(() => stream.normal());
      const y = a.map((value, i) => value + b[i]! + Math.SQRT2 * stream.normal());
      // R² is one half, a quarter due to each.
      const bootstrap = { seed: sample, draws: 150 };
      const { intervals } = keyDrivers({ outcome: y, drivers: { a, b } }, { bootstrap, level: 0.9 }).drivers[0]!;
      if (intervals!.shapley.lower <= 0.25 && intervals!.shapley.upper >= 0.25) inside++;
    }
    expect(inside).toBeGreaterThanOrEqual(48);
    expect(inside).toBeLessThanOrEqual(59);
  });

  it("counts resamples that cannot be used, and warns", () => {
    const data = { outcome: [1, 3, 2, 5, 4, 6], drivers: { rare: [0, 0, 0, 0, 0, 1], x: [1, 2, 3, 4, 5, 5] } };
    const { bootstrap, warnings } = keyDrivers(data, { bootstrap: { seed: 1, draws: 100 } });
    expect(bootstrap!.failed).toBeGreaterThan(10);
    expect(bootstrap!.draws).toBe(100);
    expect(warnings.map(({ code }) => code)).toEqual(["few-respondents", "refits-failed"]);
  });

  it("warns of drivers that say the same", () => {
    const data = made(2, 100);
    const near = data.drivers.d0!.map((value, i) => value + 0.01 * (i % 7));
    const { warnings, drivers: found } = keyDrivers({ ...data, drivers: { ...data.drivers, near } });
    expect(warnings[0]).toMatchObject({ code: "collinear-drivers", count: 2 });
    // Where coefficients fall apart the importances stay together.
    expect(found[0]!.shapley / found[2]!.shapley).toBeCloseTo(1, 1);
  });

  it("has no shares where nothing is explained", () => {
    const { rSquared, drivers: found } = keyDrivers({ outcome: [1, 2, 2, 1], drivers: { x: [1, 1, 2, 2] } });
    expect(rSquared).toBeCloseTo(0, 14);
    expect(found[0]).toMatchObject({ shapleyShare: null, relativeWeightShare: null });
  });

  it("does twelve drivers well within a second", () => {
    const data = made(12, 300);
    const begin = performance.now();
    keyDrivers(data);
    expect(performance.now() - begin).toBeLessThan(1000);
  });

  it("refuses", () => {
    refuses(() => keyDrivers(made(16)), "bad-option", "data.drivers");
    refuses(
      () => keyDrivers({ outcome: [1, 2, 3], drivers: { a: [1, 2, 4], b: [2, 1, 1] } }),
      "insufficient-data",
      "data.drivers",
    );
    refuses(() => keyDrivers({ outcome: outcome.map(() => 3), drivers }), "zero-variance", "data.outcome");
    refuses(
      () => keyDrivers({ outcome, drivers: { ...drivers, flat: outcome.map(() => 2) } }),
      "zero-variance",
      "data.drivers.flat",
    );
    refuses(() => keyDrivers({ outcome, drivers: { ...drivers, again: drivers.fees } }), "singular", "data.drivers");
    const near = drivers.fees.map((value, i) => value + 1e-7 * (i % 3));
    refuses(() => keyDrivers({ outcome, drivers: { ...drivers, near } }), "singular", "data.drivers");
    refuses(() => keyDrivers({ outcome: [1], drivers }), "length-mismatch", "data.outcome");
    refuses(() => keyDrivers({ outcome, drivers: {} }), "empty", "data.drivers");
    refuses(() => keyDrivers({ drivers } as never), "length-mismatch", "data.outcome");
    refuses(() => keyDrivers(undefined as never), "empty", "data.drivers");
    refuses(() => keyDrivers({ outcome, drivers }, { bootstrap: {} as never }), "not-finite", "options.bootstrap.seed");
    refuses(
      () => keyDrivers({ outcome, drivers }, { bootstrap: { seed: 1, draws: 5 } }),
      "out-of-range",
      "options.bootstrap.draws",
    );
    const two = { outcome: [1, 2, 3, 4], drivers: { a: [0, 0, 0, 1], b: [1, 0, 0, 0] } };
    refuses(() => keyDrivers(two, { bootstrap: { seed: 1, draws: 20 } }), "insufficient-data", "options.bootstrap");
  });
});

describe("derivedWeights", () => {
  it("are shares of importance", () => {
    const analysis = keyDrivers({ outcome, drivers });
    const [staff, fees] = analysis.drivers;
    expect(derivedWeights(analysis)).toEqual({
      staff: expect.closeTo(staff!.shapleyShare!, 12),
      fees: expect.closeTo(fees!.shapleyShare!, 12),
    });
    expect(derivedWeights(analysis, { measure: "correlation" }).fees).toBeCloseTo(
      fees!.correlation / (staff!.correlation + fees!.correlation),
      12,
    );
  });

  it("refuses", () => {
    const nothing = keyDrivers({ outcome: [1, 2, 2, 1], drivers: { x: [1, 1, 2, 2] } });
    refuses(() => derivedWeights(nothing), "zero-variance", "analysis.drivers");
    refuses(() => derivedWeights({ drivers: [] }), "empty", "analysis.drivers");
    refuses(() => derivedWeights(undefined as never), "bad-option", "analysis.drivers");
    refuses(() => derivedWeights(nothing, { measure: "pratt" as never }), "bad-option", "options.measure");
  });
});

describe("hiddenDrivers", () => {
  it("compares places", () => {
    const { attributes, kinds } = hiddenDrivers({
      derived: { courtesy: 0.3, safety: 0.05, rates: 0.2, app: 0.1 },
      stated: { courtesy: 6.1, safety: 6.9, rates: 6.5, app: 5.8 },
    });
    expect(
      attributes.map(({ name, derivedRank, statedRank, rankGap }) => [name, derivedRank, statedRank, rankGap]),
    ).toEqual(
      [
        ["courtesy", 1, 3, 2],
        ["rates", 2, 2, 0],
        ["app", 3, 4, 1],
        ["safety", 4, 1, -3],
      ].sort((a, b) => (b[3] as number) - (a[3] as number)),
    );
    expect([...kinds.codes].map((code) => kinds.classes[code]!.label)).toEqual([
      "hidden driver",
      "stated only",
      "known driver",
      "minor",
    ]);
    expect(kinds.customers).toEqual(["courtesy", "safety", "rates", "app"]);
  });

  it("refuses", () => {
    refuses(() => hiddenDrivers({ derived: {}, stated: {} }), "empty", "data.derived");
    refuses(() => hiddenDrivers({ derived: { a: 1 }, stated: {} }), "not-finite", "data.stated.a");
    refuses(() => hiddenDrivers({ derived: { a: 1 }, stated: { a: 1, b: 1 } }), "length-mismatch", "data.derived.b");
    refuses(() => hiddenDrivers(undefined as never), "empty", "data.derived");
    refuses(() => hiddenDrivers({ derived: { a: 1 } } as never), "not-finite", "data.stated.a");
  });
});

describe("importancePerformance", () => {
  const data = {
    importance: { a: 10, b: 20, c: 30, d: 40 },
    performance: { a: 8, b: 4, c: 9, d: 5 },
  };
  const scale = { min: 1, max: 10 };
  const labels = (cuts?: unknown) => {
    const { quadrants } = importancePerformance(data, { scale, cuts: cuts as never });
    return [...quadrants.codes].map((code) => quadrants.classes[code]!.labelZh);
  };

  it("takes cuts at means, medians, midpoints and numbers", () => {
    expect(labels()).toEqual(["维持区", "机会区", "优势区", "修补区"]);
    expect(labels("median")).toEqual(["维持区", "机会区", "优势区", "修补区"]);
    expect(importancePerformance(data, { scale, cuts: "midpoint" }).cuts).toEqual({ importance: 25, performance: 5.5 });
    expect(
      importancePerformance(data, { scale, cuts: "midpoint", importanceScale: { min: 0, max: 100 } }).cuts,
    ).toEqual({ importance: 50, performance: 5.5 });
    expect(labels({ importance: 40, performance: 5 })).toEqual(["维持区", "机会区", "维持区", "优势区"]);
  });

  it("counts a value at its cut as high, equal ones all", () => {
    const same = { importance: { a: 0.1, b: 0.1, c: 0.1 }, performance: { a: 0.3, b: 0.3, c: 0.3 } };
    const { quadrants, attributes, diagonal } = importancePerformance(same, { scale: { min: 0, max: 1 } });
    expect([...quadrants.codes]).toEqual([0, 0, 0]);
    expect([...quadrants.distances]).toEqual([0, 0, 0]);
    expect(diagonal).toBeNull();
    expect(attributes[0]!.gap).toBeNull();
  });

  it("ranks by what could be gained", () => {
    const { attributes, quadrants } = importancePerformance(data, { scale });
    expect(attributes.map(({ name }) => name)).toEqual(["d", "b", "c", "a"]);
    expect(attributes[0]!.priority).toBeCloseTo(0.4 * 5, 12);
    expect(quadrants.customers).toEqual(["a", "b", "c", "d"]);
    // Importance 10 is 15 from its cut on a range of 30, performance 8 is 1.5 from its cut on a range of 5.
    expect(quadrants.distances[0]).toBeCloseTo(0.3, 12);
    const negative = importancePerformance({ ...data, importance: { ...data.importance, a: -1 } }, { scale });
    expect(negative.attributes.map(({ priority }) => priority)).toEqual([null, null, null, null]);
  });

  it("has a diagonal", () => {
    const { diagonal, attributes } = importancePerformance(data, { scale, importanceScale: { min: 0, max: 50 } });
    // Importance 20, 40, 60, 80 per cent beside performance 77.8, 33.3, 88.9, 44.4.
    expect([...diagonal!.codes]).toEqual([1, 0, 1, 0]);
    expect(diagonal!.distances[3]).toBeCloseTo(80 - 400 / 9, 12);
    expect(attributes.find(({ name }) => name === "d")!.gap).toBeCloseTo(80 - 400 / 9, 12);
  });

  it("refuses", () => {
    refuses(() => importancePerformance(data, undefined as never), "bad-option", "options.scale");
    refuses(() => importancePerformance(data, { scale: { min: 1, max: 5 } }), "out-of-range", "data.performance.a");
    refuses(
      () => importancePerformance(data, { scale, importanceScale: { min: 1, max: 5 } }),
      "out-of-range",
      "data.importance.a",
    );
    refuses(() => importancePerformance(data, { scale, cuts: "mode" as never }), "bad-option", "options.cuts");
    refuses(
      () => importancePerformance(data, { scale, cuts: { importance: 3 } as never }),
      "not-finite",
      "options.cuts.performance",
    );
    const same = { importance: { a: 1, b: 1 }, performance: { a: 3, b: 2 } };
    refuses(() => importancePerformance(same, { scale, cuts: "midpoint" }), "zero-variance", "options.importanceScale");
    refuses(() => importancePerformance({} as never, { scale }), "empty", "data.importance");
  });
});

describe("penaltyReward", () => {
  const ratings = [1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5];

  it("is the contrast of means for one attribute", () => {
    const answers = [2, 3, 2, 3, 2, 6, 7, 6, 7, 6, 7, 7, 8, 7, 7];
    const { attributes, intercept, n } = penaltyReward(
      { outcome: answers, attributes: { app: ratings } },
      { low: 2, high: 4 },
    );
    expect(intercept.estimate).toBeCloseTo(6.4, 12);
    expect(attributes[0]!.penalty.estimate).toBeCloseTo(-4, 12);
    expect(attributes[0]!.reward.estimate).toBeCloseTo(0.8, 12);
    expect(attributes[0]).toMatchObject({ low: 5, high: 5, wrongSign: false });
    expect(attributes[0]!.impactAsymmetry).toBeCloseTo((0.8 - 4) / 4.8, 12);
    expect(attributes[0]!.kind).toMatchObject({ label: "frustrator", labelZh: "抱怨因素", rule: 4 });
    expect(n).toBe(15);
  });

  it("names five kinds, the thresholds being the milder", () => {
    const kindOf = (penalty: number, reward: number) => {
      const noise = [0.1, -0.1, 0, 0.1, -0.1];
      const answers = ratings.map((rating, i) => (rating === 1 ? penalty : rating === 5 ? reward : 0) + noise[i % 5]!);
      return penaltyReward({ outcome: answers, attributes: { x: ratings } }, { low: 2, high: 4 }).attributes[0]!;
    };
    expect(kindOf(-1, 4).kind!.label).toBe("delighter");
    expect(kindOf(-3, 7).kind!.label).toBe("satisfier");
    expect(kindOf(-4, 6).kind!.label).toBe("satisfier");
    expect(kindOf(-9, 11).kind!.label).toBe("hybrid");
    expect(kindOf(-11, 9).kind!.label).toBe("hybrid");
    expect(kindOf(-7, 3).kind!.label).toBe("dissatisfier");
    expect(kindOf(-8, 2).kind!.label).toBe("frustrator");
    expect(kindOf(-7, 3).kind!.distance).toBeCloseTo(0, 12);
    const wrong = kindOf(1, 2);
    expect(wrong).toMatchObject({ wrongSign: true, rangeOfImpact: null, impactAsymmetry: null, kind: null });
  });

  it("warns of wrong signs, and has no kind where nothing moves", () => {
    const wrong = penaltyReward(
      { outcome: ratings.map((rating) => 9 - rating), attributes: { x: ratings } },
      { low: 2, high: 4 },
    );
    expect(wrong.warnings[0]).toMatchObject({ code: "wrong-sign", count: 1 });
    const flat = penaltyReward({ outcome: ratings.map(() => 5), attributes: { x: ratings } }, { low: 2, high: 4 });
    expect(flat.attributes[0]).toMatchObject({ kind: null, impactAsymmetry: null });
    expect(flat.rSquared).toBeNull();
  });

  it("refuses", () => {
    const data = { outcome: ratings, attributes: { x: ratings } };
    refuses(() => penaltyReward(data, { low: 0, high: 4 }), "insufficient-data", "data.attributes.x");
    refuses(() => penaltyReward(data, { low: 2, high: 9 }), "insufficient-data", "data.attributes.x");
    refuses(() => penaltyReward(data, { low: 4, high: 4 }), "out-of-range", "options.high");
    refuses(
      () => penaltyReward(data, { low: 2, high: 4, thresholds: [0.4, 0.1] }),
      "bad-option",
      "options.thresholds[1]",
    );
    refuses(
      () => penaltyReward(data, { low: 2, high: 4, thresholds: [0.4] as never }),
      "length-mismatch",
      "options.thresholds",
    );
    refuses(() => penaltyReward(data, undefined as never), "not-finite", "options.low");
    refuses(
      () => penaltyReward({ outcome: ratings, attributes: { x: ratings, y: ratings } }, { low: 2, high: 4 }),
      "singular",
      "data.attributes",
    );
    refuses(() => penaltyReward({ outcome: ratings } as never, { low: 2, high: 4 }), "empty", "data.attributes");
  });
});

describe("satisfactionProfitChain", () => {
  const links = [
    { name: "quality to satisfaction", coefficient: 0.62, standardError: 0.05 },
    { name: "satisfaction to loyalty", coefficient: 0.47, standardError: 0.06 },
    { name: "loyalty to retention", coefficient: 0.05, standardError: 0.01 },
  ];
  const chain = { change: 0.3, links, customers: 120_000, annualMargin: 320 };

  it("passes the change along, with its error by the delta method", () => {
    const found = satisfactionProfitChain(chain);
    expect(found.steps.map(({ change }) => change)).toEqual([
      0.186,
      expect.closeTo(0.08742, 14),
      expect.closeTo(0.004371, 14),
    ]);
    expect(found.customersKept).toBeCloseTo(524.52, 9);
    const relative = Math.hypot(0.05 / 0.62, 0.06 / 0.47, 0.01 / 0.05);
    expect(found.standardError).toBeCloseTo(found.profitChange * relative, 6);
    expect(found.deltaInterval!.upper - found.profitChange).toBeCloseTo(1.959963984540054 * found.standardError!, 6);
    expect(found).toMatchObject({ bootstrapInterval: null, draws: 0, seed: null, warnings: [] });
  });

  it("keeps an error where a link is 0", () => {
    const zero = [{ ...links[0]!, coefficient: 0 }, links[1]!, links[2]!];
    expect(satisfactionProfitChain({ ...chain, links: zero }).standardError).toBeCloseTo(
      0.3 * 0.05 * 0.47 * 0.05 * 120_000 * 320,
      6,
    );
  });

  it("draws links by seed", () => {
    const simulation = { seed: 3, draws: 20_000 };
    const found = satisfactionProfitChain(chain, { simulation });
    expect(found).toEqual(satisfactionProfitChain(chain, { simulation }));
    expect(found).toMatchObject({ seed: 3, draws: 20_000 });
    const { lower, upper } = found.bootstrapInterval!;
    // Skewed to the right, and of about the width of the delta method's.
    expect((upper - lower) / (found.deltaInterval!.upper - found.deltaInterval!.lower)).toBeCloseTo(1, 1);
    expect(upper - found.profitChange).toBeGreaterThan(found.profitChange - lower);
  });

  it("takes resamples of the links, with what they have in common", () => {
    const draws = Array.from({ length: 101 }, (_, k) => 0.5 + k / 100);
    const two = [
      { name: "a", coefficient: 1, draws },
      { name: "b", coefficient: 1, draws },
    ];
    const found = satisfactionProfitChain({ change: 1, links: two, customers: 1, annualMargin: 1 }, { level: 0.9 });
    expect(found.bootstrapInterval!.lower).toBeCloseTo(0.55 ** 2, 12);
    expect(found.bootstrapInterval!.upper).toBeCloseTo(1.45 ** 2, 12);
    expect(found).toMatchObject({ draws: 101, seed: null, standardError: null, deltaInterval: null });
  });

  it("warns of a change that no share can make", () => {
    const { warnings } = satisfactionProfitChain({ ...chain, change: 300 });
    expect(warnings.map(({ code }) => code)).toEqual(["retention-beyond-one"]);
  });

  it("refuses", () => {
    const of = (more: object, options?: object) => () =>
      satisfactionProfitChain({ ...chain, ...more } as never, options as never);
    refuses(of({ links: [] }), "empty", "chain.links");
    refuses(of({ links: undefined }), "bad-option", "chain.links");
    refuses(of({ links: [{ name: "a" }] }), "not-finite", "chain.links[0].coefficient");
    refuses(of({ links: [links[0], { name: "b", coefficient: 1 }] }), "bad-option", "chain.links[1].standardError");
    refuses(
      of({ links: [{ name: "b", coefficient: 1, standardError: -1 }] }),
      "out-of-range",
      "chain.links[0].standardError",
    );
    refuses(of({ customers: -1 }), "out-of-range", "chain.customers");
    refuses(
      of({ links: [{ name: "b", coefficient: 1 }] }, { simulation: { seed: 1 } }),
      "bad-option",
      "options.simulation",
    );
    refuses(of({}, { simulation: {} }), "not-finite", "options.simulation.seed");
    refuses(
      of({
        links: [
          { name: "a", coefficient: 1, draws: [1, 2] },
          { name: "b", coefficient: 1, draws: [1] },
        ],
      }),
      "length-mismatch",
      "chain.links[1].draws",
    );
    refuses(() => satisfactionProfitChain(undefined as never), "not-finite", "chain.change");
  });
});
