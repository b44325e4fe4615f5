import { describe, expect, it } from "vitest";
import {
  comparePromoterScores,
  compositeSatisfaction,
  csat,
  customerEffortScore,
  directSatisfaction,
  indexQuestions,
  indirectSatisfaction,
  netPromoterScore,
  netPromoterScoreOfShares,
  publishedIndexWeights,
  satisfactionByDisconfirmation,
  satisfactionIndex,
  satisfactionIndexOfMeans,
  trackPromoterScores,
  weightedMean,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const five = { min: 1, max: 5 };

describe("csat", () => {
  it("counts boxes from both ends", () => {
    const { top, middle, bottom, n, missing } = csat([5, 4, 3, 2, 1, null, 3], { scale: five, top: 1, bottom: 1 });
    expect([top.share, middle.share, bottom.share]).toEqual([1 / 6, 4 / 6, 1 / 6]);
    expect([n, missing]).toEqual([6, 1]);
  });

  it("weighs respondents, with the effective number in the intervals", () => {
    const weights = [2, 1, 1, 0];
    const found = csat([5, 3, 1, 5], { scale: five, respondentWeights: weights });
    expect(found.top.share).toBe(0.5);
    expect(found).toMatchObject({ n: 3, weightless: 1 });
    expect(found.effectiveN).toBeCloseTo(16 / 6, 14);
    const mean = weightedMean([5, 3, 1, 5], weights);
    expect(found.mean).toMatchObject({ mean: mean.mean, standardError: mean.standardError });
    // The interval is that of half of 16/6 respondents.
    const z2 = 1.959963984540054 ** 2;
    const size = 16 / 6;
    const reach = Math.sqrt((z2 / size) * (0.25 + z2 / size / 4)) / (1 + z2 / size);
    expect(found.top.lower).toBeCloseTo(0.5 - reach, 12);
  });

  it("has no interval of the mean of one respondent", () => {
    const { mean, top, index } = csat([5], { scale: five });
    expect([mean.standardError, mean.lower, mean.upper, mean.standardDeviation]).toEqual([null, null, null, null]);
    expect([top.share, top.upper, index]).toEqual([1, 1, 100]);
  });

  it("refuses", () => {
    refuses(() => csat([6], { scale: five }), "out-of-range", "ratings[0]");
    refuses(() => csat([Number.NaN], { scale: five }), "not-finite", "ratings[0]");
    refuses(() => csat([null, null], { scale: five }), "insufficient-data", "ratings");
    refuses(() => csat([], { scale: five }), "empty", "ratings");
    refuses(() => csat([5], undefined as never), "bad-option", "options.scale");
    refuses(() => csat([5], { scale: five, top: 3, bottom: 3 }), "bad-option", "options.top");
    refuses(() => csat([5], { scale: five, top: 0 }), "out-of-range", "options.top");
    refuses(() => csat([5], { scale: five, level: 1 }), "out-of-range", "options.level");
    refuses(
      () => csat([5], { scale: five, respondentWeights: [1, 1] }),
      "length-mismatch",
      "options.respondentWeights",
    );
    refuses(() => csat([5], { scale: five, respondentWeights: [-1] }), "out-of-range", "options.respondentWeights[0]");
    refuses(() => csat("5" as never, { scale: five }), "not-finite", "ratings");
    refuses(() => csat(["5" as never], { scale: five }), "not-finite", "ratings[0]");
  });
});

describe("customerEffortScore", () => {
  it("turns version 1 round", () => {
    const found = customerEffortScore([1, 2, 3, null], { version: 1 });
    expect(found.mean.mean).toBe(2);
    expect(found.easeIndex).toBe(75);
    expect(found.easy).toBeNull();
    expect(found.missing).toBe(1);
    expect(customerEffortScore([7, 7]).easeIndex).toBe(100);
  });

  it("refuses", () => {
    refuses(() => customerEffortScore([6], { version: 1 }), "out-of-range", "ratings[0]");
    refuses(() => customerEffortScore([6], { version: 3 as never }), "bad-option", "options.version");
    refuses(() => customerEffortScore([]), "empty", "ratings");
  });
});

describe("netPromoterScore", () => {
  it("changes its sign with the answers", () => {
    const answers = [10, 9, 7, 3, 10, 0, 8];
    const cuts = { promotersFrom: 8, detractorsTo: 2 };
    const mirrored = netPromoterScore(
      answers.map((answer) => 10 - answer),
      { cuts },
    );
    const found = netPromoterScore(answers, { cuts });
    expect(mirrored.score).toBeCloseTo(-found.score, 12);
    expect(mirrored.standardError).toBeCloseTo(found.standardError, 12);
  });

  it("weighs respondents", () => {
    const found = netPromoterScore([10, 0, 8, null], { respondentWeights: [2, 1, 1, 5] });
    expect(found).toMatchObject({ score: 25, promoters: 0.5, passives: 0.25, detractors: 0.25, n: 3, missing: 1 });
    // √Σw²(y − ȳ)² / Σw with y = 1, −1, 0 and ȳ = 0.25.
    expect(found.standardError).toBeCloseTo((100 * Math.sqrt(4 * 0.75 ** 2 + 1.25 ** 2 + 0.25 ** 2)) / 4, 12);
    const equal = netPromoterScore([10, 0, 8], { respondentWeights: [0.3, 0.3, 0.3] });
    expect(equal).toEqual(netPromoterScore([10, 0, 8]));
  });

  it("warns where all are of one kind, and keeps intervals inside", () => {
    const all = netPromoterScore([9, 10, 10]);
    expect(all).toMatchObject({ score: 100, standardError: 0, lower: 100, upper: 100 });
    expect(all.warnings.map(({ code }) => code)).toEqual(["no-variation"]);
    expect(netPromoterScore([9, 10, 10, 8]).upper).toBe(100);
    expect(netPromoterScore([0, 0, 0, 8]).lower).toBe(-100);
  });

  it("refuses", () => {
    refuses(() => netPromoterScore([8.5]), "out-of-range", "ratings[0]");
    refuses(() => netPromoterScore([11]), "out-of-range", "ratings[0]");
    refuses(() => netPromoterScore([3], { scale: five }), "bad-option", "options.cuts");
    refuses(
      () => netPromoterScore([3], { scale: five, cuts: { promotersFrom: 3, detractorsTo: 3 } }),
      "bad-option",
      "options.cuts",
    );
    refuses(
      () => netPromoterScore([3], { scale: five, cuts: { promotersFrom: 9, detractorsTo: 3 } }),
      "out-of-range",
      "options.cuts.promotersFrom",
    );
    refuses(() => netPromoterScore([null]), "insufficient-data", "ratings");
    expect(netPromoterScore([5, 3, 1], { scale: five, cuts: { promotersFrom: 5, detractorsTo: 3 } }).score).toBeCloseTo(
      -100 / 3,
      12,
    );
    refuses(
      () => netPromoterScoreOfShares({ promoters: 0.7, detractors: 0.5, n: 10 }),
      "out-of-range",
      "shares.detractors",
    );
    refuses(() => netPromoterScoreOfShares({ promoters: 0.7, detractors: 0.1, n: 0 }), "out-of-range", "shares.n");
    refuses(() => netPromoterScoreOfShares(undefined as never), "not-finite", "shares.promoters");
  });
});

describe("comparePromoterScores", () => {
  it("refuses scores that cannot be told apart", () => {
    const all = netPromoterScore([10, 10]);
    refuses(() => comparePromoterScores(all, all), "zero-variance", "second.standardError");
    refuses(() => comparePromoterScores(all, undefined as never), "not-finite", "second.score");
    refuses(() => comparePromoterScores({ score: 101, standardError: 1 }, all), "out-of-range", "first.score");
  });

  it("has an interval that agrees with the test", () => {
    const first = netPromoterScoreOfShares({ promoters: 0.5, detractors: 0.2, n: 300 });
    const second = netPromoterScoreOfShares({ promoters: 0.4, detractors: 0.25, n: 300 });
    const { pValue } = comparePromoterScores(first, second);
    const { lower } = comparePromoterScores(first, second, { level: 1 - pValue });
    expect(lower).toBeCloseTo(0, 9);
  });
});

describe("trackPromoterScores", () => {
  const waves = [
    { score: 20, standardError: 3 },
    { score: 24, standardError: 2.5 },
    { score: 22, standardError: 3.5 },
    { score: 30, standardError: 2.8 },
  ];

  it("gives weighted least squares", () => {
    const { changes, slope, heterogeneity } = trackPromoterScores(waves);
    const source = "R 4.2.2 lm with weights 1/SE²";
    const row = { area: "satisfaction", source, tolerance: 1e-10 };
    reproduces({ ...row, figure: "NPS of four waves: slope", expected: 2.9110198284280084 }, slope.estimate);
    reproduces(
      { ...row, figure: "NPS of four waves: standard error", expected: 1.2942787838138765 },
      slope.standardError,
    );
    reproduces({ ...row, figure: "NPS of four waves: Q", expected: 6.644433931449924 }, heterogeneity.statistic);
    reproduces({ ...row, figure: "NPS of four waves: p of Q", expected: 0.0841371522475167 }, heterogeneity.pValue);
    expect(changes.map(({ difference }) => difference)).toEqual([4, -2, 8]);
    expect(slope.lower).toBeLessThan(slope.estimate);
    expect(slope.upper).toBeGreaterThan(slope.estimate);
    expect(heterogeneity.degreesOfFreedom).toBe(3);
  });

  it("refuses", () => {
    refuses(() => trackPromoterScores(waves.slice(1, 2)), "insufficient-data", "waves");
    refuses(
      () => trackPromoterScores([waves[0]!, { score: 3, standardError: 0 }]),
      "zero-variance",
      "waves[1].standardError",
    );
    refuses(() => trackPromoterScores("waves" as never), "bad-option", "waves");
  });
});

describe("satisfactionIndex", () => {
  const scale = { min: 1, max: 10 };
  const answers = { overall: [8, 9, 7, 8], disconfirmation: [7, 9, null, 7], ideal: [7, 8, 6, 8] };

  it("has the standard error of its respondents' scores where all answered", () => {
    const complete = { a: [8, 9, 3, 8, 6], b: [7, 9, 4, 7, 9] };
    const found = satisfactionIndex(complete, { scale, itemWeights: { a: 2, b: 1 } });
    const scores = weightedMean(found.scores, [1, 1, 1, 1, 1]);
    expect(found.index).toBeCloseTo(scores.mean, 12);
    expect(found.standardError).toBeCloseTo(scores.standardError!, 12);
    expect(found.lower).toBeCloseTo(scores.lower!, 12);
    const weights = [1, 2, 0.5, 3, 1];
    const weighted = satisfactionIndex(complete, { scale, itemWeights: { a: 2, b: 1 }, respondentWeights: weights });
    const expected = weightedMean(found.scores, weights);
    expect(weighted.index).toBeCloseTo(expected.mean, 12);
    expect(weighted.standardError).toBeCloseTo(expected.standardError!, 12);
    expect(weighted.effectiveN).toBeCloseTo(expected.effectiveN, 12);
  });

  it("takes each question from those who answered it, or only respondents who answered all", () => {
    const pairwise = satisfactionIndex(answers, { scale });
    expect(pairwise.items[1]!.mean).toBeCloseTo(23 / 3, 14);
    expect(pairwise).toMatchObject({ n: 4, missing: 0 });
    expect(pairwise.scores[2]).toBeCloseTo((100 * (6 + 5)) / 18, 12);
    const listwise = satisfactionIndex(answers, { scale, missing: "listwise" });
    expect(listwise).toMatchObject({ n: 3, missing: 1 });
    expect(listwise.scores[2]).toBeNull();
    expect(listwise.items[0]!.mean).toBeCloseTo(25 / 3, 14);
  });

  it("has a delta-method error close to the jackknife's where answers are missing", () => {
    const rows = 40;
    const column = (k: number) =>
      Array.from({ length: rows }, (_, i) => ((i * k + k) % 11 === 3 ? null : 1 + ((i * k * k) % 10)));
    const gaps = { a: column(3), b: column(5), c: column(7) };
    const whole = satisfactionIndex(gaps, { scale });
    const without = Array.from({ length: rows }, (_, left) => {
      const rest = Object.fromEntries(
        Object.entries(gaps).map(([name, values]) => [name, values.filter((_, i) => i !== left)]),
      );
      return satisfactionIndex(rest, { scale }).index;
    });
    const mean = without.reduce((sum, value) => sum + value / rows, 0);
    const jackknife = Math.sqrt(((rows - 1) / rows) * without.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    expect(whole.standardError! / jackknife).toBeCloseTo(1, 2);
  });

  it("gives scores to those who answered enough", () => {
    const sparse = { a: [5, null, null], b: [null, null, 7], c: [null, 4, 7] };
    expect(satisfactionIndex(sparse, { scale }).scores.map((score) => score === null)).toEqual([true, true, false]);
    expect(satisfactionIndex(sparse, { scale, minShare: 0 }).scores.every((score) => score !== null)).toBe(true);
  });

  it("turns reversed questions and takes only questions with a weight", () => {
    const found = satisfactionIndex(
      { ...answers, other: [99, 99, 99, 99] },
      { scale, itemWeights: { overall: 1, ideal: 1 }, reversed: ["ideal"] },
    );
    expect(found.items.map(({ mean }) => mean)).toEqual([8, 11 - 7.25]);
  });

  it("adds up", () => {
    const { index, items } = satisfactionIndex(answers, { scale, itemWeights: publishedIndexWeights.weights });
    expect(items.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(index, 12);
    expect(items.reduce((sum, { shortfall }) => sum + shortfall, 0)).toBeCloseTo(100 - index, 12);
    expect(indexQuestions.map(({ name }) => name)).toEqual(Object.keys(publishedIndexWeights.weights));
  });

  it("has no standard error of one respondent", () => {
    const { standardError, lower, upper, index } = satisfactionIndex({ a: [10] }, { scale });
    expect([standardError, lower, upper, index]).toEqual([null, null, null, 100]);
  });

  it("refuses", () => {
    refuses(() => satisfactionIndex({ a: [11] }, { scale }), "out-of-range", "answers.a[0]");
    refuses(() => satisfactionIndex({ a: [1], b: [null] }, { scale }), "insufficient-data", "answers.b");
    refuses(() => satisfactionIndex({}, { scale }), "empty", "answers");
    refuses(() => satisfactionIndex(answers, {} as never), "bad-option", "options.scale");
    refuses(
      () => satisfactionIndex(answers, { scale, itemWeights: { nothing: 1 } }),
      "length-mismatch",
      "answers.nothing",
    );
    refuses(
      () => satisfactionIndex(answers, { scale, itemWeights: { overall: -1 } }),
      "out-of-range",
      "options.itemWeights.overall",
    );
    refuses(
      () => satisfactionIndex(answers, { scale, itemWeights: { overall: 0 } }),
      "out-of-range",
      "options.itemWeights",
    );
    refuses(() => satisfactionIndex(answers, { scale, missing: "mean" as never }), "bad-option", "options.missing");
    refuses(
      () => satisfactionIndex({ a: [1, null], b: [null, 2] }, { scale, missing: "listwise" }),
      "insufficient-data",
      "answers",
    );
    refuses(() => satisfactionIndexOfMeans({}, { scale }), "empty", "means");
    refuses(() => satisfactionIndexOfMeans({ a: 11 }, { scale }), "out-of-range", "means.a");
    refuses(
      () => satisfactionIndexOfMeans({ a: 1 }, { scale, itemWeights: { b: 1 } }),
      "bad-option",
      "options.itemWeights.b",
    );
  });
});

describe("direct, indirect and composite satisfaction", () => {
  it("is direct by means or by the top box", () => {
    const answers = { branch: [5, 4, 2, null], app: [4, 4, 3, 5] };
    expect(directSatisfaction(answers, { scale: five }).index).toBeCloseTo(
      satisfactionIndex(answers, { scale: five }).index,
      12,
    );
    const top = directSatisfaction(answers, { scale: five, form: "top-box", top: 1 });
    expect(top.index).toBeCloseTo((100 * (1 / 3 + 1 / 4)) / 2, 12);
    refuses(() => directSatisfaction(answers, { scale: five, form: "top-box", top: 5 }), "out-of-range", "options.top");
    refuses(() => directSatisfaction(answers, { scale: five, form: "median" as never }), "bad-option", "options.form");
  });

  it("is indirect by figures of which some may not be known", () => {
    const found = indirectSatisfaction({
      complaints: { value: 30, worst: 12, best: 2 },
      retention: { value: 83, worst: 70, best: 96 },
      app: { value: null, worst: 1, best: 5 },
    });
    expect(found.index).toBeCloseTo(25, 12);
    expect(found.missing).toEqual(["app"]);
    expect(found.warnings.map(({ code }) => code)).toEqual(["missing-indicators", "beyond-range"]);
    expect(indirectSatisfaction({ "indirect satisfaction": { value: 3, worst: 1, best: 5 } }).index).toBe(50);
    refuses(() => indirectSatisfaction({}), "empty", "indicators");
    refuses(() => indirectSatisfaction({ a: { value: null, worst: 1, best: 5 } }), "insufficient-data", "indicators");
    refuses(() => indirectSatisfaction({ a: { value: 1, worst: 1, best: 1 } }), "bad-option", "indicators.a.best");
    const half = { a: { value: 1, worst: 1, best: 2, weight: 1 }, b: { value: 1, worst: 1, best: 2 } };
    refuses(() => indirectSatisfaction(half), "not-finite", "indicators.b");
    refuses(() => indirectSatisfaction({ a: null as never }), "bad-option", "indicators.a");
  });

  it("is indirect by disconfirmation", () => {
    const scale = { min: 1, max: 7 };
    const data = { perceived: [6, 5, 7, 4, null], expected: [6, 6, 6, 6, 3] };
    const found = satisfactionByDisconfirmation(data, { scale });
    expect(found.index).toBeCloseTo(50 - 50 * (0.5 / 6), 12);
    expect(found).toMatchObject({ n: 4, missing: 1, weightless: 0 });
    expect(found.standardError).toBeCloseTo((50 / 6) * Math.sqrt(5 / 3 / 4), 12);
    expect(satisfactionByDisconfirmation({ perceived: [7], expected: [1] }, { scale })).toMatchObject({
      index: 100,
      standardError: null,
      lower: null,
    });
    refuses(
      () => satisfactionByDisconfirmation({ perceived: [null], expected: [1] }, { scale }),
      "insufficient-data",
      "data",
    );
    refuses(() => satisfactionByDisconfirmation(data, { scale: undefined as never }), "bad-option", "options.scale");
  });

  it("is composite, and warns where words and deeds diverge", () => {
    const found = compositeSatisfaction({ direct: 60, indirect: 75 });
    expect(found).toMatchObject({ index: 67.5, divergence: -15, diverges: true });
    expect(found.warnings[0]!.message).toContain("do better than they say");
    expect(compositeSatisfaction({ direct: 60, indirect: 75 }, { divergenceFrom: 16 }).warnings).toEqual([]);
    refuses(() => compositeSatisfaction({ direct: 60 } as never), "not-finite", "indices.indirect");
    refuses(() => compositeSatisfaction({ direct: 60, indirect: 101 }), "out-of-range", "indices.indirect");
    refuses(
      () => compositeSatisfaction({ direct: 60, indirect: 10 }, { directWeight: 2 }),
      "out-of-range",
      "options.directWeight",
    );
  });
});
