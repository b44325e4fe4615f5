import { describe, expect, it } from "vitest";
import {
  allocateSample,
  compareComplaintRates,
  compareShares,
  complaintStatistics,
  csat,
  domainMeans,
  postStratify,
  rakeWeights,
  sampleSize,
  stratifiedMean,
  weightedMean,
} from "../../../src/satisfaction/index.ts";
import { tierByThreshold } from "../../../src/segmentation/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const inR = { area: "satisfaction", source: "R 4.2.2 stats", tolerance: 1e-10 };

describe("sampleSize", () => {
  it("rounds up, corrects for the population, and divides by the response rate", () => {
    expect(sampleSize({ margin: 0.05 })).toMatchObject({ n: 385, invitations: 385, ofPopulation: null, warnings: [] });
    const small = sampleSize({ margin: 0.05 }, { population: 2000, responseRate: 0.2 });
    expect(small).toMatchObject({ n: 323, invitations: 1615 });
    expect(sampleSize({ margin: 0.05 }, { population: 1 })).toMatchObject({ n: 1 });
    expect(sampleSize({ margin: 0.05 }, { population: 30 }).n).toBe(28);
  });

  it("takes a whole number within rounding for whole", () => {
    const { ofInfinite } = sampleSize({ margin: 0.1, standardDeviation: 1 });
    const { n } = sampleSize({ margin: 1, standardDeviation: Math.sqrt(100 / ofInfinite) * 10 });
    expect(n).toBe(100);
  });

  it("multiplies by a design effect", () => {
    const plain = sampleSize({ margin: 0.05 });
    expect(sampleSize({ margin: 0.05 }, { designEffect: 1.5 }).ofInfinite).toBeCloseTo(1.5 * plain.ofInfinite, 9);
  });

  it("finds the size to notice a difference, as power.prop.test does", () => {
    const first = sampleSize({ shares: [0.7, 0.75] });
    reproduces({ ...inR, figure: "power.prop.test .70 and .75", expected: 1250.7167334356122 }, first.ofInfinite);
    const second = sampleSize({ shares: [0.35, 0.2] }, { level: 0.99, power: 0.9 });
    reproduces({ ...inR, figure: "power.prop.test .20 and .35", expected: 261.21228085725744 }, second.ofInfinite);
    expect([first.n, second.n]).toEqual([1251, 262]);
  });

  it("warns of too few customers and of rare answers", () => {
    const { warnings } = sampleSize({ margin: 0.05 }, { population: 500, responseRate: 0.1 });
    expect(warnings.map(({ code }) => code)).toEqual(["population-too-small"]);
    expect(sampleSize({ margin: 0.05, share: 0.01 }).warnings.map(({ code }) => code)).toEqual(["few-expected"]);
  });

  it("refuses", () => {
    refuses(() => sampleSize({ margin: 0 }), "out-of-range", "target.margin");
    refuses(() => sampleSize({ margin: 5 }), "out-of-range", "target.margin");
    refuses(() => sampleSize({ margin: 0.1, share: 1 }), "out-of-range", "target.share");
    refuses(() => sampleSize({ margin: 0.1, standardDeviation: 0 }), "out-of-range", "target.standardDeviation");
    refuses(() => sampleSize({ margin: 1e-9, standardDeviation: 1 }), "out-of-range", "target.margin");
    refuses(() => sampleSize({ shares: [0.5, 0.5] }), "zero-variance", "target.shares");
    refuses(() => sampleSize({ shares: [0.5] } as never), "bad-option", "target.shares");
    refuses(() => sampleSize({ shares: [0.5, 0] }), "out-of-range", "target.shares[1]");
    refuses(() => sampleSize({ shares: [0.5, 0.6] }, { population: 100 }), "bad-option", "options.population");
    refuses(() => sampleSize({ margin: 0.05 }, { population: 0 }), "out-of-range", "options.population");
    refuses(() => sampleSize({ margin: 0.05 }, { responseRate: 0 }), "out-of-range", "options.responseRate");
    refuses(() => sampleSize({ shares: [0.5, 0.6] }, { power: 0.3 }), "out-of-range", "options.power");
    refuses(() => sampleSize(undefined as never), "not-finite", "target.margin");
  });
});

describe("stratifiedMean", () => {
  it("takes answers as well as their summary", () => {
    const answers = stratifiedMean({
      a: { population: 100, answers: [5, 7, null, 9] },
      b: { population: 300, answers: [4, 4, 6] },
    });
    const summary = stratifiedMean({
      a: { population: 100, n: 3, mean: 7, variance: 4 },
      b: { population: 300, n: 3, mean: 14 / 3, variance: 4 / 3 },
    });
    expect(answers.mean).toBeCloseTo(summary.mean, 12);
    expect(answers.standardError).toBeCloseTo(summary.standardError, 12);
    expect(answers.strata.a).toMatchObject({ n: 3, missing: 1, share: 0.25 });
    expect(answers).toMatchObject({ n: 6, population: 400 });
  });

  it("has no error left where all customers answered", () => {
    expect(stratifiedMean({ a: { population: 3, answers: [5, 7, 9] } }).standardError).toBe(0);
  });

  it("refuses", () => {
    refuses(() => stratifiedMean({}), "empty", "strata");
    refuses(
      () => stratifiedMean({ a: { population: 9, n: 1, mean: 1, variance: 0 } }),
      "insufficient-data",
      "strata.a",
    );
    refuses(() => stratifiedMean({ a: { population: 9, answers: [1] } }), "insufficient-data", "strata.a");
    refuses(() => stratifiedMean({ a: { population: 2, answers: [1, 2, 3] } }), "out-of-range", "strata.a.population");
    refuses(
      () => stratifiedMean({ a: { population: 9, n: 2, mean: 1, variance: -1 } }),
      "out-of-range",
      "strata.a.variance",
    );
    refuses(() => stratifiedMean({ a: undefined as never }), "not-finite", "strata.a.n");
  });
});

describe("allocateSample", () => {
  const strata = { big: { population: 900, standardDeviation: 1 }, small: { population: 100, standardDeviation: 4 } };
  const sizes = (options: object, given: object = strata) =>
    Object.values(allocateSample(given as never, options as never).sizes);

  it("gives fractions to the largest remainders", () => {
    const three = { a: { population: 335 }, b: { population: 333 }, c: { population: 332 } };
    expect(sizes({ total: 10 }, three)).toEqual([4, 3, 3]);
    expect(sizes({ total: 8 }, { a: { population: 50 }, b: { population: 50 }, c: { population: 50 } })).toEqual([
      3, 3, 2,
    ]);
  });

  it("keeps to the least and to the customers there are", () => {
    expect(sizes({ total: 20 })).toEqual([18, 2]);
    expect(sizes({ total: 20, minPerStratum: 5 })).toEqual([15, 5]);
    expect(sizes({ total: 500, method: "neyman" })).toEqual([400, 100]);
    expect(allocateSample(strata, { total: 500, method: "neyman" }).exact).toEqual({
      big: (500 * 900) / 1300,
      small: (500 * 400) / 1300,
    });
    expect(sizes({ total: 1000 })).toEqual([900, 100]);
  });

  it("gives strata without spread the least, and what the others cannot take", () => {
    const flat = { a: { population: 10, standardDeviation: 1 }, b: { population: 50, standardDeviation: 0 } };
    expect(sizes({ total: 8, method: "neyman" }, flat)).toEqual([7, 1]);
    expect(sizes({ total: 30, method: "neyman" }, flat)).toEqual([10, 20]);
  });

  it("sums to the total within its bounds, whatever comes", () => {
    for (let total = 12; total <= 260; total += 7) {
      const given = { a: { population: 5 }, b: { population: 40 }, c: { population: 15 }, d: { population: 200 } };
      const found = sizes({ total, minPerStratum: 3 }, given);
      expect(found.reduce((sum, size) => sum + size, 0)).toBe(total);
      Object.values(given).forEach(({ population }, h) => {
        expect(found[h]!).toBeGreaterThanOrEqual(3);
        expect(found[h]!).toBeLessThanOrEqual(population);
      });
    }
  });

  it("refuses", () => {
    refuses(() => allocateSample({}, { total: 5 }), "empty", "strata");
    refuses(() => allocateSample(strata, { total: 1001 }), "out-of-range", "options.total");
    refuses(() => allocateSample(strata, { total: 3, minPerStratum: 2 }), "out-of-range", "options.total");
    refuses(() => allocateSample(strata, undefined as never), "not-finite", "options.total");
    refuses(
      () => allocateSample({ a: { population: 5 } }, { total: 3, method: "neyman" }),
      "not-finite",
      "strata.a.standardDeviation",
    );
    refuses(
      () => allocateSample({ a: { population: 5, standardDeviation: 0 } }, { total: 3, method: "neyman" }),
      "zero-variance",
      "strata",
    );
    refuses(() => allocateSample(strata, { total: 3, method: "equal" as never }), "bad-option", "options.method");
    refuses(() => allocateSample({ a: { population: 2.5 } }, { total: 1 }), "out-of-range", "strata.a.population");
  });
});

describe("weightedMean", () => {
  it("has Student's interval", () => {
    const { lower, upper } = weightedMean([7, 8, 6, 9, 7, 10], [1, 1, 2, 0.5, 1.5, 1]);
    reproduces({ ...inR, figure: "weighted mean, lower end", expected: 5.8036393535907154 }, lower!);
    reproduces({ ...inR, figure: "weighted mean, upper end", expected: 9.053503503552143 }, upper!);
  });

  it("leaves out and counts", () => {
    const found = weightedMean([7, null, 8, 9], [1, 1, 0, 1]);
    expect(found).toMatchObject({ mean: 8, n: 2, missing: 1, weightless: 1, effectiveN: 2, designEffect: 1 });
    expect(weightedMean([0.1, 0.1, 0.1], [1, 5, 2])).toMatchObject({ mean: 0.1, standardError: 0 });
    expect(weightedMean([1e300, 0, 0], [1, 1, 1]).standardError! / 1e300).toBeCloseTo(1 / 3, 12);
    expect(weightedMean([3], [7])).toMatchObject({ mean: 3, standardError: null, lower: null });
  });

  it("takes weights of any size", () => {
    const small = weightedMean([7, 8, 6], [1, 2, 3]);
    expect(weightedMean([7, 8, 6], [3e307, 6e307, 9e307]).mean).toBeCloseTo(small.mean, 12);
    expect(weightedMean([7, 8, 6], [1e-300, 2e-300, 3e-300]).standardError).toBeCloseTo(small.standardError!, 12);
  });

  it("refuses", () => {
    refuses(() => weightedMean([1], undefined as never), "not-finite", "weights");
    refuses(() => weightedMean([1], [0]), "out-of-range", "weights");
    refuses(() => weightedMean([1, 2], [1]), "length-mismatch", "weights");
    refuses(() => weightedMean([null], [1]), "insufficient-data", "values");
    refuses(() => weightedMean([Infinity], [1]), "not-finite", "values[0]");
  });
});

describe("rakeWeights", () => {
  const cells = [
    ["y", "a", 10],
    ["o", "a", 20],
    ["y", "b", 30],
    ["o", "b", 5],
  ] as const;
  const age = cells.flatMap(([name, , count]) => new Array<string>(count).fill(name));
  const channel = cells.flatMap(([, name, count]) => new Array<string>(count).fill(name));
  const margins = {
    age: { categories: age, targets: { y: 40, o: 60 } },
    channel: { categories: channel, targets: { a: 7, b: 3 } },
  };

  it("gives what loglin gives", () => {
    const { weights, converged, shares } = rakeWeights(margins, { total: 100, tolerance: 1e-13 });
    expect(converged).toBe(true);
    const expected = [16.415499878253957, 53.58450012174603, 23.58450012174593, 6.415499878254072];
    let row = 0;
    for (const [c, [young, , count]] of cells.entries()) {
      const sum = weights.slice(row, row + count).reduce((so, weight) => so + weight, 0);
      const figure = `raking: cell ${young} ${cells[c]![1]}`;
      reproduces({ ...inR, source: "R 4.2.2 loglin", figure, expected: expected[c]! }, sum);
      row += count;
    }
    expect(shares.age!.y).toBeCloseTo(0.4, 12);
    expect(shares.channel!.b).toBeCloseTo(0.3, 12);
  });

  it("sums to the respondents, and says what it costs", () => {
    const { weights, effectiveN, designEffect, largestRatio, warnings } = rakeWeights(margins);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(65, 9);
    expect(effectiveN).toBeLessThan(65);
    expect(designEffect).toBeCloseTo(65 / effectiveN, 12);
    expect(largestRatio).toBeCloseTo(Math.max(...weights), 9);
    expect(warnings).toEqual([]);
    const own = { answers: age.map((name) => (name === "y" ? 5 : 2)) };
    expect(csat(own.answers, { scale: { min: 1, max: 5 }, respondentWeights: weights }).top.share).toBeCloseTo(0.4, 7);
  });

  it("does not move what already fits, and keeps ratios within cells", () => {
    const fits = rakeWeights({ age: { categories: ["y", "o"], targets: { y: 1, o: 1 } } });
    expect([...fits.weights]).toEqual([1, 1]);
    expect(fits.sweeps).toBe(1);
    const start = rakeWeights(
      { age: { categories: ["y", "y", "o"], targets: { y: 1, o: 2 } } },
      { startWeights: [1, 3, 5] },
    );
    expect(start.weights[1]! / start.weights[0]!).toBeCloseTo(3, 12);
  });

  it("warns where margins contradict each other, and of large weights", () => {
    const contradictory = {
      a: { categories: ["x", "x", "y"], targets: { x: 1, y: 1 } },
      b: { categories: ["p", "p", "q"], targets: { p: 1, q: 9 } },
    };
    const found = rakeWeights(contradictory);
    expect(found).toMatchObject({ converged: false, sweeps: 200 });
    expect(found.warnings[0]!.code).toBe("not-converged");
    const rare = rakeWeights({ a: { categories: ["x", ...new Array<string>(19).fill("y")], targets: { x: 1, y: 1 } } });
    expect(rare.largestRatio).toBeCloseTo(10, 9);
    expect(rare.warnings[0]!.code).toBe("large-weights");
  });

  it("takes class columns", () => {
    const tiers = tierByThreshold([10, 200, 30], { cuts: [100], labels: ["gold", "basic"] });
    const { weights } = rakeWeights({ tier: { categories: tiers, targets: { gold: 10, basic: 90 } } });
    expect(weights[1]).toBeCloseTo(0.3, 12);
  });

  it("refuses", () => {
    const of = (categories: unknown, targets: unknown, options?: object) => () =>
      rakeWeights({ a: { categories, targets } as never }, options as never);
    refuses(() => rakeWeights({}), "empty", "margins");
    refuses(of([], {}), "empty", "margins.a.categories");
    refuses(of(["x"], { x: 1, y: 1 }), "singular", "margins.a.targets.y");
    refuses(of(["x", "y"], { x: 1 }), "bad-option", "margins.a.targets.y");
    refuses(of(["x", "y"], { x: 1, y: 0 }), "out-of-range", "margins.a.targets.y");
    refuses(of(["x", null], { x: 1 }), "bad-option", "margins.a.categories[1]");
    refuses(of(undefined, { x: 1 }), "bad-option", "margins.a.categories");
    refuses(of(["x", "y"], { x: 1, y: 1 }, { startWeights: [1, 0] }), "singular", "margins.a.targets.y");
    refuses(of(["x"], { x: 1 }, { total: 0 }), "out-of-range", "options.total");
    refuses(of(["x"], { x: 1 }, { maxSweeps: 0.5 }), "out-of-range", "options.maxSweeps");
    const uneven = { a: { categories: ["x"], targets: { x: 1 } }, b: { categories: ["x", "x"], targets: { x: 1 } } };
    refuses(() => rakeWeights(uneven), "length-mismatch", "margins.b.categories");
  });
});

describe("postStratify", () => {
  it("gives strata their shares", () => {
    const { weights, shares, effectiveN } = postStratify(["g", "b", "b", "g"], { g: 0.1, b: 0.9 }, { total: 1000 });
    [50, 450, 450, 50].forEach((expected, i) => {
      expect(weights[i]).toBeCloseTo(expected, 9);
    });
    expect(shares.g).toBeCloseTo(0.1, 12);
    expect(effectiveN).toBeCloseTo(1000 ** 2 / (2 * 450 ** 2 + 2 * 50 ** 2), 9);
    refuses(() => postStratify(["g"], { b: 1 }), "singular", "targets.b");
  });
});

describe("domainMeans", () => {
  const values = [9, 8, 9, 7, 5, 6, 4, 6, 7, 8, 5, 7];
  const groups = "aaaabbbbcccc".split("");

  it("compares as pairwise.t.test does", () => {
    const { domains, comparisons, overall } = domainMeans(values, groups);
    expect(domains.map(({ mean }) => mean)).toEqual([8.25, 5.25, 6.75]);
    expect(overall.mean).toBe(6.75);
    const found = Object.fromEntries(comparisons.map((one) => [one.first + one.second, one]));
    const figures: [string, number, number][] = [
      ["p of a and b", 0.004416956513521644, found.ab!.pValue],
      ["p of a and c", 0.110014689394141, found.ac!.pValue],
      ["Holm's p of a and b", 0.013250869540564932, found.ab!.adjustedPValue],
      ["Holm's p of a and c", 0.22002937878828199, found.ac!.adjustedPValue],
      ["Welch, lower end", 1.3434328457116169, found.ab!.lower],
      ["Welch, upper end", 4.656567154288383, found.ab!.upper],
      ["Welch, t", 4.431293675255978, found.ab!.t],
    ];
    for (const [figure, expected, actual] of figures)
      reproduces({ ...inR, figure: `subgroups: ${figure}`, expected }, actual);
  });

  it("counts who is missing, and leaves out what cannot be compared", () => {
    const found = domainMeans([1, 2, null, 5, 5, 5, 7], ["a", "a", "b", "c", "c", "d", "e"], {
      respondentWeights: [1, 1, 1, 1, 1, 0, 1],
    });
    expect(found.domains.map(({ domain, n }) => [domain, n])).toEqual([
      ["a", 2],
      ["c", 2],
      ["e", 1],
    ]);
    expect(found.emptyDomains).toEqual(["b", "d"]);
    expect(found.comparisons.map(({ first, second }) => first + second)).toEqual(["ac"]);
    expect(found).toMatchObject({ missing: 1, weightless: 1 });
  });

  it("compares nobody where nothing varies", () => {
    const { comparisons, domains } = domainMeans([5, 5, 7, 7], ["a", "a", "b", "b"]);
    expect(comparisons).toEqual([]);
    expect(domains.map(({ standardError }) => standardError)).toEqual([0, 0]);
  });

  it("takes class columns, in the order of their classes", () => {
    const tiers = tierByThreshold([10, 200, 30], { cuts: [100, 1000], labels: ["private", "gold", "basic"] });
    expect(domainMeans([3, 5, 4], tiers).domains.map(({ domain }) => domain)).toEqual(["gold", "basic"]);
  });

  it("refuses", () => {
    refuses(() => domainMeans([1, 2], ["a"]), "length-mismatch", "domains");
    refuses(() => domainMeans([1], [3 as never]), "bad-option", "domains[0]");
    refuses(() => domainMeans([null], ["a"]), "insufficient-data", "values");
    const many = Array.from({ length: 101 }, (_, i) => `${i}`);
    refuses(
      () =>
        domainMeans(
          many.map(() => 1),
          many,
        ),
      "bad-option",
      "domains",
    );
  });
});

describe("compareShares", () => {
  it("is the square root of prop.test, with Newcombe's interval", () => {
    const found = compareShares({ share: 0.7, n: 200 }, { share: 0.6, n: 200 });
    reproduces({ ...inR, figure: "two shares: z", expected: 2.0965696734438368 }, found.z!);
    reproduces({ ...inR, figure: "two shares: p", expected: 0.036031686218233626 }, found.pValue!);
    reproduces({ ...inR, figure: "two shares: Newcombe, lower end", expected: 0.0065259463763562287 }, found.lower);
    reproduces({ ...inR, figure: "two shares: Newcombe, upper end", expected: 0.1910737300430657 }, found.upper);
  });

  it("has no z where nothing varies", () => {
    const { z, pValue, lower, upper } = compareShares({ share: 1, n: 20 }, { share: 1, n: 30 });
    expect([z, pValue]).toEqual([null, null]);
    expect(lower).toBeLessThan(0);
    expect(upper).toBeGreaterThan(0);
  });

  it("refuses", () => {
    refuses(() => compareShares({ share: 1.1, n: 20 }, { share: 1, n: 30 }), "out-of-range", "first.share");
    refuses(() => compareShares({ share: 1, n: 20 }, { share: 1, n: 0 }), "out-of-range", "second.n");
    refuses(() => compareShares({ share: 1, n: 20 }, undefined as never), "not-finite", "second.share");
  });
});

describe("complaints", () => {
  it("are rates and shares with exact intervals", () => {
    const found = complaintStatistics({ complaints: 120, customers: 40_000, years: 0.5, resolved: 108, reopened: 9 });
    expect(found.perThousand.rate).toBe(6);
    expect(found.perThousand.lower).toBeCloseTo(99.4919256259387 / 20, 10);
    expect(found.resolution!.share).toBe(0.9);
    expect(found.reopening!.share).toBeCloseTo(1 / 12, 14);
    const none = complaintStatistics({ complaints: 0, customers: 500, resolved: 0, reopened: 0 });
    expect(none).toMatchObject({ perThousand: { rate: 0, lower: 0 }, resolution: null, reopening: null });
    expect(complaintStatistics({ complaints: 3, customers: 500 }).resolution).toBeNull();
  });

  it("are compared exactly", () => {
    const { ratio, pValue } = compareComplaintRates(
      { complaints: 120, customers: 40_000 },
      { complaints: 90, customers: 20_000, years: 2 },
    );
    expect(ratio).toBeCloseTo(4 / 3, 14);
    expect(pValue).toBeCloseTo(0.045114087864840745, 12);
  });

  it("refuses", () => {
    const of = (counts: object) => () => complaintStatistics(counts as never);
    refuses(of({ complaints: -1, customers: 5 }), "out-of-range", "counts.complaints");
    refuses(of({ complaints: 1.5, customers: 5 }), "out-of-range", "counts.complaints");
    refuses(of({ complaints: 1, customers: 0 }), "out-of-range", "counts.customers");
    refuses(of({ complaints: 1, customers: 5, resolved: 2 }), "out-of-range", "counts.resolved");
    refuses(of({ complaints: 1, customers: 5, reopened: 1 }), "bad-option", "counts.resolved");
    refuses(of({ complaints: 4, customers: 5, resolved: 1, reopened: 2 }), "out-of-range", "counts.reopened");
    refuses(() => compareComplaintRates({ complaints: 1, customers: 5 }, null as never), "bad-option", "second");
  });
});
