import { describe, expect, it } from "vitest";
import {
  bankServqual,
  type ServqualScoresOptions,
  type ServqualSurvey,
  servqualInstrument,
  servqualScores,
  servqualWeights1990,
} from "../../../src/servqual/index.ts";
import { refuses } from "../../refuses.ts";

const item = (key: string, reversed = false) => ({ key, text: `item ${key}`, reversed });
const instrument = servqualInstrument({
  dimensions: [
    { key: "speed", labelZh: "速度", items: [item("S1"), item("S2")] },
    { key: "care", labelZh: "关怀", items: [item("C1"), item("C2"), item("C3")] },
  ],
});
const scale = { min: 1, max: 7 };
const survey: ServqualSurvey = {
  instrument,
  scale,
  expectations: { S1: [6, 7, 6, 5], S2: [6, 6, 7, 6], C1: [5, 6, 7, 6], C2: [6, 6, 6, 7], C3: [7, 6, 5, 6] },
  perceptions: { S1: [4, 6, 6, 5], S2: [5, 5, 6, 6], C1: [6, 6, 7, 5], C2: [4, 7, 6, 6], C3: [5, 6, 4, 6] },
};
const without = (part: Readonly<Record<string, readonly (number | null)[]>>, key: string, row: number) => ({
  ...part,
  [key]: part[key]!.map((value, i) => (i === row ? null : value)),
});
const scored = (more: Partial<ServqualSurvey> = {}, options?: ServqualScoresOptions) =>
  servqualScores({ ...survey, ...more }, options);

describe("servqualScores", () => {
  it("scores items, dimensions and respondents", () => {
    const { form, n, missing, gap, weights, level } = scored();
    expect({ form, n, missing, weights, level }).toEqual({
      form: "servqual",
      n: 4,
      missing: 0,
      weights: null,
      level: 0.95,
    });
    expect(gap!.items["S1"]).toMatchObject({ mean: -0.75, n: 4, missing: 0, below: 0.5, met: 0.5, above: 0 });
    expect(gap!.dimensions["speed"]!.scores).toEqual([-1.5, -1, -0.5, 0]);
    expect(gap!.dimensions["speed"]).toMatchObject({ mean: -0.75, below: 0.75, met: 0.25, above: 0 });
    expect(gap!.overall.weighted).toBeNull();
    expect(gap!.overall.weightedSum).toBeNull();
    expect(gap!.overall.renormalized).toBeNull();
  });

  it("tests gaps against 0, but not levels, for which 0 means nothing", () => {
    const { gap, perception, expectation } = scored();
    expect(gap!.dimensions["speed"]!.t).toBeCloseTo(-0.75 / (Math.sqrt(1.25 / 3) / 2), 12);
    for (const level of [perception!, expectation!]) {
      expect(level.dimensions["care"]).toMatchObject({ t: null, pValue: null, below: null, met: null, above: null });
      expect(level.dimensions["care"]!.lower).not.toBeNull();
    }
  });

  it("ranks by weight times gap, with equal weights where none are given", () => {
    const order = (weights?: ServqualSurvey["weights"]) => scored({ weights }).ranking.map(({ key }) => key);
    expect(order()).toEqual(["speed", "care"]);
    expect(order({ speed: 1, care: 9 })).toEqual(["care", "speed"]);
    const [first] = scored({ weights: { speed: 1, care: 9 } }).ranking;
    expect(first).toMatchObject({ label: "care", labelZh: "关怀", weight: 0.9 });
    expect(first!.weightedGap).toBeCloseTo(0.9 * first!.gap, 14);
  });

  it("is SERVPERF without expectations: ranked by what is missing to the top of the scale", () => {
    const { form, gap, expectation, perception, ranking } = scored({ expectations: undefined });
    expect({ form, gap, expectation }).toEqual({ form: "servperf", gap: null, expectation: null });
    expect(perception!.dimensions["speed"]!.mean).toBe(5.375);
    expect(ranking.map(({ key, gap: missing }) => [key, missing])).toEqual([
      ["speed", -1.625],
      ["care", 68 / 12 - 7],
    ]);
    const sums = scored({ expectations: undefined }, { aggregation: "sum" });
    expect(sums.ranking.map(({ key }) => key)).toEqual(["care", "speed"]);
    expect(sums.ranking[0]!.gap).toBe(17 - 21);
  });

  it("takes one column of differences, from -3 to 3", () => {
    const differences = {
      S1: [-2, -1, 0, 0],
      S2: [-1, -1, -1, 0],
      C1: [1, 0, 0, -1],
      C2: [-2, 1, 0, -1],
      C3: [-2, 0, -1, 0],
    };
    const { form, gap, perception, scale: used } = servqualScores({ instrument, differences });
    expect({ form, perception, used }).toEqual({ form: "difference", perception: null, used: { min: -3, max: 3 } });
    expect(gap).toEqual(scored().gap);
    refuses(
      () => servqualScores({ instrument, differences: { ...differences, S1: [4, 0, 0, 0] } }),
      "out-of-range",
      "survey.differences.S1[0]",
    );
  });

  it("turns reversed items in every part, one column included", () => {
    const turned = servqualInstrument({
      dimensions: [{ key: "speed", items: [item("S1", true), item("S2")] }],
    });
    const { perceptions, expectations } = survey;
    const turn = (part: ServqualSurvey["perceptions"]) => ({
      ...part,
      S1: (part!["S1"] as number[]).map((answer) => 8 - answer),
    });
    const straight = servqualInstrument({ dimensions: [{ key: "speed", items: [item("S1"), item("S2")] }] });
    const reversed = servqualScores({
      instrument: turned,
      scale,
      perceptions: turn(perceptions),
      expectations: turn(expectations),
    });
    expect(reversed.gap).toEqual(servqualScores({ instrument: straight, scale, perceptions, expectations }).gap);
    const column = { S1: [2, -1], S2: [0, 0] };
    expect(servqualScores({ instrument: turned, differences: column }).gap!.dimensions["speed"]!.scores).toEqual([
      -1, 0.5,
    ]);
  });

  it("weights dimensions by one vector or by the points of each respondent", () => {
    const vector = scored({ weights: { speed: 3, care: 1 } });
    const { speed, care } = vector.gap!.dimensions;
    expect(vector.weights).toEqual({ means: { speed: 0.75, care: 0.25 }, perRespondent: false, n: 4, missing: 0 });
    expect(vector.gap!.overall.weighted!.mean).toBeCloseTo(0.75 * speed!.mean! + 0.25 * care!.mean!, 14);

    const each = scored({ weights: { speed: [50, 100, 0, null], care: [50, 0, 100.5, null] } });
    expect(each.weights).toEqual({ means: { speed: 0.5, care: 0.5 }, perRespondent: true, n: 3, missing: 1 });
    const own = [(speed!.scores[0]! + care!.scores[0]!) / 2, speed!.scores[1]!, care!.scores[2]!, null];
    expect(each.gap!.overall.weighted!.scores).toEqual(own);
    expect(each.gap!.overall.weighted).toMatchObject({ n: 3, missing: 1 });
    expect(each.gap!.overall.weighted!.aggregate).toBeCloseTo((speed!.mean! + care!.mean!) / 2, 14);
  });

  it("wants points that total 100, unless they are to be rescaled", () => {
    const weights = { speed: [50, 40, 30, 20], care: [50, 60, 72, 80] };
    refuses(() => scored({ weights }), "out-of-range", "survey.weights, row 2");
    expect(scored({ weights }, { pointsTolerance: 2 }).weights!.means["speed"]).toBeCloseTo(
      (1.1 + 30 / 102 + 0.0) / 4,
      14,
    );
    const fifths = { speed: [1, 1, 1, 1], care: [4, 4, 4, 4] };
    expect(scored({ weights: fifths }, { rescale: true }).weights!.means).toEqual({ speed: 0.2, care: 0.8 });
    const none = { speed: [0, 50, 50, 50], care: [0, 50, 50, 50] };
    refuses(() => scored({ weights: none }, { pointsTolerance: 100 }), "out-of-range", "survey.weights, row 0");
    refuses(
      () => scored({ weights: { speed: [0, 1, 1, 1], care: [0, 1, 1, 1] } }, { rescale: true }),
      "out-of-range",
      "survey.weights, row 0",
    );
  });

  it("divides the weights of a respondent without a score in some dimension among the others", () => {
    const perceptions = without(without(survey.perceptions as never, "S1", 1), "S2", 1);
    const { gap } = scored({ perceptions, weights: { speed: 3, care: 1 } });
    const { speed, care } = gap!.dimensions;
    expect(speed!.scores[1]).toBeNull();
    expect(gap!.overall.renormalized).toBe(1);
    expect(gap!.overall.weighted!.scores[1]).toBe(care!.scores[1]);
    expect(gap!.overall.weighted!.aggregate).toBeCloseTo(0.75 * speed!.mean! + 0.25 * care!.mean!, 14);
    expect(gap!.overall.weighted!.mean).not.toBeCloseTo(gap!.overall.weighted!.aggregate!, 3);
    // All the weight on what is missing: nothing is left to divide.
    expect(scored({ perceptions, weights: { speed: 1, care: 0 } }).gap!.overall.weighted!.scores[1]).toBeNull();
  });

  it("counts answers that are missing, or leaves out who did not answer everything", () => {
    const perceptions = without(survey.perceptions as never, "C1", 0);
    const pairwise = scored({ perceptions });
    expect(pairwise.gap!.items["C1"]).toMatchObject({ n: 3, missing: 1 });
    expect(pairwise.expectation!.items["C1"]).toMatchObject({ n: 4, missing: 0 });
    expect(pairwise.gap!.dimensions["care"]!.scores[0]).toBe(-2);
    const listwise = scored({ perceptions }, { missing: "listwise" });
    expect([listwise.n, listwise.missing]).toEqual([3, 1]);
    expect(listwise.expectation!.items["S1"]).toMatchObject({ n: 3, missing: 1 });
    expect(listwise.gap!.dimensions["speed"]!.scores[0]).toBeNull();
    expect(scored({ perceptions }, { minShare: 1 }).gap!.dimensions["care"]!.scores[0]).toBeNull();
    // A share that comes to a whole number but for rounding.
    const many = servqualInstrument({
      dimensions: [{ key: "d", items: Array.from({ length: 20 }, (_, j) => item(`Q${j}`)) }],
    });
    const answers = Object.fromEntries(Array.from({ length: 20 }, (_, j) => [`Q${j}`, [j < 11 ? 4 : null]]));
    const at = servqualScores({ instrument: many, scale, perceptions: answers }, { minShare: 0.55 });
    expect(at.perception!.dimensions["d"]!.scores).toEqual([4]);
  });

  it("has nothing to say of a dimension that nobody answered", () => {
    const nobody = [null, null, null, null];
    const { gap, ranking, warnings } = scored({ perceptions: { ...survey.perceptions, S1: nobody, S2: nobody } });
    expect(gap!.dimensions["speed"]).toEqual({
      mean: null,
      n: 0,
      missing: 4,
      standardDeviation: null,
      standardError: null,
      lower: null,
      upper: null,
      t: null,
      pValue: null,
      below: null,
      met: null,
      above: null,
      scores: nobody,
    });
    expect(ranking.map(({ key }) => key)).toEqual(["care"]);
    expect(gap!.overall.meanOfDimensions.mean).toBe(gap!.dimensions["care"]!.mean);
    expect(warnings.map(({ code }) => code)).toEqual(["few-respondents", "missing-answers", "no-answers"]);
    const all = Object.fromEntries(["S1", "S2", "C1", "C2", "C3"].map((key) => [key, nobody]));
    const empty = scored({ perceptions: all, weights: { speed: 1, care: 1 } });
    expect(empty.gap!.overall.weighted).toMatchObject({ mean: null, n: 0, missing: 4, aggregate: null });
    expect(empty.ranking).toEqual([]);
  });

  it("has no test where answers do not vary or there is one", () => {
    const same = servqualScores({
      instrument,
      differences: { S1: [-1, -1], S2: [-1, -1], C1: [0, 0], C2: [0, 0], C3: [0, 0] },
    });
    expect(same.gap!.dimensions["speed"]).toMatchObject({
      mean: -1,
      standardError: 0,
      lower: -1,
      t: null,
      pValue: null,
    });
    // Equal but for the last digit.
    const tenth = { S1: [0.1, 0.3], S2: [0.2, 0], C1: [0, 0], C2: [0, 0], C3: [0, 0] };
    const nearly = servqualScores({ instrument, differences: tenth }).gap!.dimensions["speed"]!;
    expect(new Set(nearly.scores).size).toBe(2);
    expect(nearly).toMatchObject({ t: null, pValue: null });
    const one = servqualScores({ instrument, differences: { S1: [-1], S2: [-1], C1: [0], C2: [0], C3: [1] } });
    expect(one.gap!.overall.meanOfDimensions).toMatchObject({ n: 1, standardError: null, lower: null, t: null });
  });

  it("multiplies by the importance of items, one number or one answer each", () => {
    const importance = { S1: 5, S2: [1, 2, 3, null], C1: 4, C2: 4, C3: 4 };
    const { importanceGap, importancePerception } = scored({ importance, importanceScale: { min: 1, max: 5 } });
    expect(importanceGap!.items["S1"]!.mean).toBe(-3.75);
    expect(importanceGap!.dimensions["speed"]!.scores).toEqual([(-10 - 1) / 2, (-5 - 2) / 2, (0 - 3) / 2, 0]);
    expect(importancePerception!.dimensions["speed"]!.scores[3]).toBe(25);
    expect(importancePerception!.items["S2"]!.missing).toBe(1);
    refuses(
      () => scored({ importance: { ...importance, S1: 6 }, importanceScale: { min: 1, max: 5 } }),
      "out-of-range",
      "survey.importance.S1[0]",
    );
    refuses(() => scored({ importance: { ...importance, S1: -1 } }), "out-of-range", "survey.importance.S1[0]");
  });

  it("measures the distance to an ideal point", () => {
    const ideal = { S1: 5, S2: 5, C1: 7, C2: 7, C3: 7 };
    const { evaluatedPerformance, normedQuality, gap } = scored({ ideal });
    expect(evaluatedPerformance!.dimensions["speed"]!.scores).toEqual([-0.5, -0.5, -1, -0.5]);
    // Expectations beyond the ideal are as far from it as expectations that fall short.
    expect(normedQuality!.dimensions["speed"]!.scores).toEqual([0.5, 1, 0.5, 0]);
    expect(normedQuality!.dimensions["care"]).toEqual(gap!.dimensions["care"]);
    expect(scored({ ideal, expectations: undefined }).normedQuality).toBeNull();
    refuses(() => scored({ ideal: { ...ideal, S1: 8 } }), "out-of-range", "survey.ideal.S1[0]");
  });

  it("takes the weights of 1990 when they are asked for", () => {
    const answers = Object.fromEntries(
      bankServqual.dimensions.flatMap(({ items }) => items.map(({ key }) => [key, [4, 5]])),
    );
    const { weights } = servqualScores({
      instrument: bankServqual,
      scale,
      perceptions: answers,
      weights: servqualWeights1990.points,
    });
    expect(weights!.means["reliability"]).toBeCloseTo(0.32, 14);
  });

  it("warns of few respondents and of many missing answers", () => {
    const codes = (n: number, missing: number) =>
      servqualScores({
        instrument: servqualInstrument({ dimensions: [{ key: "d", items: [item("Q")] }] }),
        scale,
        perceptions: { Q: Array.from({ length: n }, (_, i) => (i < missing ? null : 4)) },
      }).warnings.map(({ code, count }) => `${code} ${count}`);
    expect(codes(30, 3)).toEqual([]);
    expect(codes(29, 2)).toEqual(["few-respondents 29"]);
    expect(codes(30, 4)).toEqual(["missing-answers 4"]);
  });

  it("refuses answers that do not go together", () => {
    const { perceptions, expectations } = survey;
    refuses(() => scored({ perceptions: undefined }), "bad-option", "survey.perceptions");
    refuses(() => scored({ differences: perceptions }), "bad-option", "survey.perceptions");
    refuses(
      () => servqualScores({ instrument, differences: perceptions, ideal: { S1: 1 } }),
      "bad-option",
      "survey.ideal",
    );
    refuses(() => scored({ scale: undefined }), "bad-option", "survey.scale");
    refuses(() => scored({ perceptions: null as never }), "bad-option", "survey.perceptions");
    refuses(() => scored({ expectations: null as never }), "bad-option", "survey.expectations");
    refuses(() => scored({ ideal: null as never }), "bad-option", "survey.ideal");
    refuses(() => scored({ importance: null as never }), "bad-option", "survey.importance");
    refuses(() => servqualScores({ instrument, differences: null as never }), "bad-option", "survey.differences");
    refuses(
      () => scored({ expectations: { ...expectations, S1: 7 } as never }),
      "not-finite",
      "survey.expectations.S1",
    );
    refuses(() => scored({ perceptions: {} }), "length-mismatch", "survey.perceptions.S1");
    refuses(
      () => scored({ expectations: { ...expectations, C3: [7, 6, 5] } }),
      "length-mismatch",
      "survey.expectations.C3",
    );
    const short = Object.fromEntries(Object.entries(expectations!).map(([key, column]) => [key, column.slice(1)]));
    refuses(() => scored({ expectations: short }), "length-mismatch", "survey.expectations");
    refuses(
      () => scored({ perceptions: { ...perceptions, S1: [4, 8, 6, 5] } }),
      "out-of-range",
      "survey.perceptions.S1[1]",
    );
    refuses(
      () => scored({ perceptions: { ...perceptions, S1: [4, Number.NaN, 6, 5] } }),
      "not-finite",
      "survey.perceptions.S1[1]",
    );
    refuses(
      () => scored({ perceptions: { ...perceptions, S1: "4655" as never } }),
      "not-finite",
      "survey.perceptions.S1",
    );
    refuses(() => scored({ perceptions: { S1: [], S2: [], C1: [], C2: [], C3: [] } }), "empty", "survey.perceptions");
  });

  it("refuses weights that are none", () => {
    refuses(() => scored({ weights: { speed: 1 } }), "not-finite", "survey.weights.care");
    refuses(() => scored({ weights: { speed: 1, care: -1 } }), "out-of-range", "survey.weights.care");
    refuses(() => scored({ weights: { speed: 0, care: 0 } }), "out-of-range", "survey.weights");
    refuses(() => scored({ weights: {} }), "length-mismatch", "survey.weights.speed");
    refuses(() => scored({ weights: null as never }), "bad-option", "survey.weights");
    refuses(() => scored({ weights: { speed: [50, 50], care: [50, 50] } }), "length-mismatch", "survey.weights");
    refuses(
      () => scored({ weights: { speed: [-1, 50, 50, 50], care: [101, 50, 50, 50] } }),
      "out-of-range",
      "survey.weights.speed[0]",
    );
    const nobody = [null, null, null, null];
    refuses(() => scored({ weights: { speed: nobody, care: nobody } }), "insufficient-data", "survey.weights");
  });

  it("refuses wrong options and wrong calls", () => {
    refuses(() => (servqualScores as () => unknown)(), "bad-option", "survey.instrument.dimensions");
    refuses(() => servqualScores(null as never), "bad-option", "survey");
    refuses(() => servqualScores([] as never), "bad-option", "survey");
    refuses(() => scored({}, { aggregation: "median" as never }), "bad-option", "options.aggregation");
    refuses(() => scored({}, { missing: "mean" as never }), "bad-option", "options.missing");
    refuses(() => scored({}, { minShare: 1.5 }), "out-of-range", "options.minShare");
    refuses(() => scored({}, { level: 1 }), "out-of-range", "options.level");
    refuses(() => scored({}, { pointsTolerance: -1 }), "out-of-range", "options.pointsTolerance");
    refuses(() => scored({}, { rescale: "yes" as never }), "bad-option", "options.rescale");
    refuses(() => scored({}, null as never), "bad-option", "options");
  });
});
