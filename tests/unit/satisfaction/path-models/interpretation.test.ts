import { describe, expect, it } from "vitest";
import {
  fitPlsPath,
  importancePerformanceMap,
  pathModel,
  twoStageInteraction,
} from "../../../../src/satisfaction/index.ts";
import { linearRegression } from "../../../../src/statistics/linear-regression.ts";
import { refuses } from "../../../refuses.ts";
import { correlation, madeSurvey, threeBlocks } from "./made-survey.ts";

const survey = madeSurvey(150, 4);
const scale = { min: 1, max: 10 };
const fit = fitPlsPath(survey, { model: threeBlocks, scale });

describe("importancePerformanceMap", () => {
  const map = importancePerformanceMap(fit, { target: "loyalty" });

  it("sets total effects beside indices, the most important first", () => {
    expect(map.target).toMatchObject({ block: "loyalty", label: "loyalty", performance: fit.blocks.loyalty.index });
    const total = (from: string) =>
      fit.effects.find((effect) => effect.from === from && effect.to === "loyalty")!.total;
    for (const point of map.points) {
      expect(point.importance).toBe(total(point.block));
      expect(point.performance).toBe(fit.blocks[point.block].index);
    }
    expect(map.points[0]!.importance).toBeGreaterThan(map.points[1]!.importance);
    expect(map.points.map(({ labelZh }) => labelZh).sort()).toEqual(["value", "质量"]);
    expect(map.cuts.importance).toBeCloseTo((map.points[0]!.importance + map.points[1]!.importance) / 2, 12);
    expect(map.missing).toEqual([]);
    expect(map.quadrants.codes).toHaveLength(2);
    expect(Math.max(...map.quadrants.distances)).toBeLessThanOrEqual(0.5 + 1e-12);
  });

  it("counts points of the target per point of a block", () => {
    // One link between single items: the slope of a plain regression.
    const [x, y] = [survey["q1"]!, survey["l3"]!];
    const model = pathModel({ blocks: { a: { items: ["x"] }, b: { items: ["y"] } }, edges: [["a", "b"]] });
    const own = importancePerformanceMap(fitPlsPath({ x, y }, { model, scale }), { target: "b" });
    const slope = linearRegression(y, [{ name: "x", values: x }]).terms[1]!.estimate;
    expect(own.points[0]!.effectPerPoint).toBeCloseTo(slope, 10);
    expect(own.points[0]!.importance).toBeCloseTo(correlation(x, y), 12);
    const other = { target: "loyalty" } as const;
    const standardized = fitPlsPath(survey, { model: threeBlocks, scale, indexWeights: "standardized" });
    expect(importancePerformanceMap(standardized, other).points[0]!.effectPerPoint).toBeNull();
    const consistent = fitPlsPath(survey, { model: threeBlocks, scale, consistent: true });
    expect(importancePerformanceMap(consistent, other).points[0]!.effectPerPoint).toBeNull();
  });

  it("takes cuts of one's own, at which a value is high", () => {
    const [first, second] = map.points;
    const own = importancePerformanceMap(fit, {
      target: "loyalty",
      cuts: { importance: first!.importance, performance: second!.performance },
    });
    expect(own.quadrants.distances[0]).toBe(0);
    const rules = Array.from(own.quadrants.rules);
    expect(rules).toEqual(Array.from(own.quadrants.codes));
    expect(rules[0]).toBe(first!.performance >= second!.performance ? 0 : 1);
    expect(rules[1]).toBe(3);
    expect(own.quadrants.classes.map(({ labelZh }) => labelZh)).toEqual(["优势区", "修补区", "机会区", "维持区"]);
  });

  it("leaves out blocks without an index, and says which", () => {
    const opposite = { ...survey, v2: survey["v1"]!.map((answer) => 11 - answer) };
    const own = importancePerformanceMap(fitPlsPath(opposite, { model: threeBlocks, scale }), { target: "loyalty" });
    expect(own.missing).toEqual(["value"]);
    expect(own.points.map(({ block }) => block)).toEqual(["quality"]);
  });

  it("refuses what has no map", () => {
    refuses(() => importancePerformanceMap(fit, { target: "quality" }), "bad-option", "options.target");
    refuses(() => importancePerformanceMap(fit, { target: "trust" as never }), "bad-option", "options.target");
    refuses(() => importancePerformanceMap(fit, undefined as never), "bad-option", "options.target");
    refuses(() => importancePerformanceMap(undefined as never, { target: "x" }), "bad-option", "fit");
    refuses(
      () => importancePerformanceMap({ model: fit.model } as never, { target: "loyalty" as never }),
      "bad-option",
      "fit.blocks",
    );
    refuses(
      () => importancePerformanceMap(fit, { target: "loyalty", cuts: { importance: Number.NaN, performance: 50 } }),
      "not-finite",
      "options.cuts.importance",
    );
    refuses(
      () => importancePerformanceMap(fitPlsPath(survey, { model: threeBlocks }), { target: "loyalty" }),
      "bad-option",
      "fit",
    );
  });
});

describe("twoStageInteraction", () => {
  const asked = { cause: "quality", moderator: "value", outcome: "loyalty" } as const;

  it("is the regression of the outcome's scores on those of its causes and their product", () => {
    const unit = Math.sqrt(149 / 150);
    const [q, v, l] = (["quality", "value", "loyalty"] as const).map((name) =>
      fit.scores[name].map((score) => score! * unit),
    );
    const byHand = linearRegression(l!, [
      { name: "q", values: q! },
      { name: "v", values: v! },
      { name: "qv", values: q!.map((score, i) => score * v![i]!) },
    ]);
    const own = twoStageInteraction(fit, asked);
    const { name: _, ...product } = byHand.terms[3]!;
    expect(own.interaction.estimate).toBeCloseTo(product.estimate, 12);
    expect(own.interaction.standardError).toBeCloseTo(product.standardError, 12);
    expect(own.terms.quality!.t).toBeCloseTo(byHand.terms[1]!.t!, 9);
    expect(own.terms.value!.pValue).toBeCloseTo(byHand.terms[2]!.pValue!, 12);
    expect(own.intercept.estimate).toBeCloseTo(byHand.terms[0]!.estimate, 12);
    expect(own.rSquared).toBeCloseTo(byHand.rSquared!, 12);
    expect(own.effectSize).toBeCloseTo((own.rSquared! - own.rSquaredWithout!) / (1 - own.rSquared!), 12);
    expect(own.n).toBe(150);
    // The slope at the mean of the moderator is the coefficient of the cause.
    expect(own.slopes[1]!.lower).toBeCloseTo(byHand.terms[1]!.lower, 10);
    // The slope at m is that of the cause when the moderator is counted from m.
    const moved = linearRegression(l!, [
      { name: "q", values: q! },
      { name: "v", values: v!.map((score) => score - 1) },
      { name: "qv", values: q!.map((score, i) => score * (v![i]! - 1)) },
    ]);
    expect(own.slopes[2]!.estimate).toBeCloseTo(moved.terms[1]!.estimate, 10);
    expect(own.slopes[2]!.standardError).toBeCloseTo(moved.terms[1]!.standardError, 10);
    expect(own.slopes[2]!.pValue).toBeCloseTo(moved.terms[1]!.pValue!, 10);
  });

  it("finds an interaction that is there", () => {
    const l1 = survey["l1"]!.map((answer, i) => answer - 1.5 * fit.scores.quality[i]! * fit.scores.value[i]!);
    const low = Math.min(...l1);
    const made = { ...survey, l1: l1.map((answer) => answer - low) };
    const own = twoStageInteraction(fitPlsPath(made, { model: threeBlocks }), { ...asked, at: [-2, 2] });
    expect(own.interaction.estimate).toBeLessThan(-0.3);
    expect(own.interaction.pValue!).toBeLessThan(1e-6);
    expect(own.slopes.map(({ at }) => at)).toEqual([-2, 2]);
    expect(own.slopes[0]!.estimate).toBeGreaterThan(own.slopes[1]!.estimate);
  });

  it("takes in a moderator without a link, and leaves out respondents who left out an answer", () => {
    const model = pathModel({
      blocks: threeBlocks.blocks,
      edges: [
        ["quality", "value"],
        ["value", "loyalty"],
      ],
    });
    const holes = { ...survey, q1: survey["q1"]!.map((answer, i) => (i === 3 ? null : answer)) };
    const own = twoStageInteraction(fitPlsPath(holes, { model }), {
      cause: "value",
      moderator: "quality",
      outcome: "loyalty",
    });
    expect(Object.keys(own.terms)).toEqual(["value", "quality"]);
    expect(own.n).toBe(149);
  });

  it("refuses what has no interaction", () => {
    const call = (change: object, own: unknown = fit) =>
      twoStageInteraction(own as typeof fit, { ...asked, ...change });
    refuses(() => call({ cause: "trust" }), "bad-option", "options.cause");
    refuses(() => call({ moderator: undefined }), "bad-option", "options.moderator");
    refuses(() => call({ moderator: "quality" }), "bad-option", "options");
    refuses(() => call({ productScaling: "log" }), "bad-option", "options.productScaling");
    refuses(() => call({ level: 1 }), "out-of-range", "options.level");
    refuses(() => call({ at: 1 }), "bad-option", "options.at");
    refuses(() => call({ at: [Number.NaN] }), "not-finite", "options.at[0]");
    refuses(() => call({}, null), "bad-option", "fit");
    refuses(() => call({}, { model: fit.model }), "bad-option", "fit.blocks");
    refuses(() => call({}, { ...fit, paths: [] }), "length-mismatch", "fit.paths");
    refuses(() => call({}, { ...fit, effects: null }), "bad-option", "fit.effects");
    refuses(() => call({}, { ...fit, scores: { quality: [1] } }), "bad-option", "fit.scores.value");
    refuses(
      () => call({}, { ...fit, scores: { quality: [], value: [], loyalty: [] } }),
      "insufficient-data",
      "fit.scores",
    );
    refuses(() => call({}, fitPlsPath(survey, { model: threeBlocks, consistent: true })), "bad-option", "fit");
  });
});
