import { describe, expect, it } from "vitest";
import { type FitPlsPathOptions, fitPlsPath, latentScores, pathModel } from "../../../../src/satisfaction/index.ts";
import { refuses } from "../../../refuses.ts";
import { correlation, madeSurvey, pick, threeBlocks } from "./made-survey.ts";

const codes = (fit: { readonly warnings: readonly { code: string }[] }) => fit.warnings.map(({ code }) => code);

const survey = madeSurvey(200, 1);
const scale = { min: 1, max: 10 };
const fit = fitPlsPath(survey, { model: threeBlocks, scale });

const pair = pathModel({
  blocks: { cause: { items: ["x"] }, effect: { items: ["y"] } },
  edges: [["cause", "effect"]],
});
const x = [3, 5, 2, 8, 7, 4, 6, 9, 1, 5, 6, 2];
const y = [4, 5, 3, 7, 8, 3, 7, 8, 2, 4, 6, 3];

describe("fitPlsPath", () => {
  it("gives the correlation for one link between single items", () => {
    const { paths, blocks, items, effects, discriminant, goodnessOfFit, warnings } = fitPlsPath(
      { x, y },
      { model: pair, scale },
    );
    const r = correlation(x, y);
    expect(paths).toHaveLength(1);
    expect(paths[0]!.coefficient).toBeCloseTo(r, 12);
    expect(paths[0]!.varianceInflation).toBe(1);
    expect(paths[0]!.effectSize).toBeCloseTo(r ** 2 / (1 - r ** 2), 10);
    expect(paths[0]!.effectSizeReestimated).toBe(paths[0]!.effectSize);
    expect(blocks.effect.rSquared).toBeCloseTo(r ** 2, 12);
    expect(blocks.effect.adjustedRSquared).toBeCloseTo(1 - ((1 - r ** 2) * 11) / 10, 12);
    expect(blocks.effect.index).toBeCloseTo((100 * (5 - 1)) / 9, 10);
    expect(blocks.cause).toMatchObject({
      alpha: 1,
      dillonGoldstein: 1,
      compositeReliability: 1,
      rhoA: 1,
      averageVarianceExtracted: 1,
      eigenvalues: [1, null],
      rSquared: null,
      adjustedRSquared: null,
      redundancy: null,
    });
    expect(items["x"]).toMatchObject({ weight: 1, indexWeight: 1, loading: 1, varianceInflation: 1, redundancy: null });
    expect(effects).toEqual([
      { from: "cause", to: "effect", direct: paths[0]!.coefficient, indirect: 0, total: paths[0]!.coefficient },
    ]);
    expect(discriminant[0]!.heterotraitMonotrait).toBeCloseTo(Math.abs(r), 12);
    expect(discriminant[0]).toMatchObject({ blocks: ["cause", "effect"], fornellLarcker: true });
    expect(goodnessOfFit).toBeNull();
    expect(warnings).toEqual([]);
  });

  it("finds no path where single items do not correlate", () => {
    const even = { x: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], y: [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2] };
    expect(fitPlsPath(even, { model: pair }).paths[0]!.coefficient).toBeCloseTo(0, 12);
  });

  it("keeps every identity between its numbers", () => {
    for (const consistent of [false, true]) {
      const own = fitPlsPath(survey, { model: threeBlocks, scale, consistent, scheme: "path" });
      for (const [name, item] of Object.entries(own.items)) {
        expect(item.communality).toBeCloseTo(item.loading ** 2, 12);
        const rSquared = own.blocks[item.block].rSquared;
        expect(item.redundancy).toBe(rSquared === null ? null : item.communality * rSquared);
        if (!consistent) expect(item.crossLoadings[item.block], name).toBeCloseTo(item.loading, 12);
      }
      for (const [name, block] of Object.entries(own.blocks)) {
        const members = block.items.map((item) => own.items[item]!);
        expect(block.communality).toBeCloseTo(
          members.reduce((sum, { communality }) => sum + communality, 0) / members.length,
          12,
        );
        expect(block.averageVarianceExtracted).toBe(block.communality);
        expect(
          members.reduce((sum, { indexWeight }) => sum + indexWeight!, 0),
          name,
        ).toBeCloseTo(1, 12);
      }
      const direct = (from: string, to: string) =>
        own.paths.find((path) => path.from === from && path.to === to)!.coefficient;
      const through = direct("quality", "value") * direct("value", "loyalty");
      const effect = own.effects.find(({ from, to }) => from === "quality" && to === "loyalty")!;
      expect(effect.indirect).toBeCloseTo(through, 12);
      expect(effect.total).toBeCloseTo(direct("quality", "loyalty") + through, 12);
      // R² = Σ path · correlation.
      expect(own.blocks.loyalty.rSquared).toBeCloseTo(
        direct("quality", "loyalty") * own.correlations.quality.loyalty +
          direct("value", "loyalty") * own.correlations.value.loyalty,
        12,
      );
    }
  });

  it("scores with mean 0 and variance 1, and correlates scores as it says", () => {
    for (const scores of Object.values(fit.scores) as number[][]) {
      expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 9);
      expect(scores.reduce((sum, score) => sum + score ** 2, 0) / 200).toBeCloseTo(1, 9);
    }
    const { quality, loyalty } = fit.scores as unknown as Record<string, number[]>;
    expect(correlation(quality!, loyalty!)).toBeCloseTo(fit.correlations.quality.loyalty, 10);
    expect(correlation(survey["l2"]!, quality!)).toBeCloseTo(fit.items["l2"]!.crossLoadings.quality, 10);
  });

  it("corrects for attenuation towards the truth", () => {
    const many = madeSurvey(20_000, 3);
    const plain = fitPlsPath(many, { model: threeBlocks });
    const consistent = fitPlsPath(many, { model: threeBlocks, consistent: true });
    const path = (own: typeof plain, i: number) => own.paths[i]!.coefficient;
    expect(path(plain, 0)).toBeLessThan(0.54);
    expect(Math.abs(path(consistent, 0) - 0.6)).toBeLessThan(0.02);
    expect(Math.abs(path(consistent, 1) - 0.3)).toBeLessThan(0.03);
    expect(Math.abs(path(consistent, 2) - 0.5)).toBeLessThan(0.03);
    for (const [item, loading] of Object.entries({ q1: 0.9, q3: 0.7, v1: 0.85, l2: 0.8, l3: 0.6 }))
      expect(Math.abs(consistent.items[item]!.loading - loading)).toBeLessThan(0.03);
    expect(consistent.admissible).toBe(true);
    // The weights, and so indices and scores, are those of the plain fit.
    expect(consistent.items["q1"]!.weight).toBe(plain.items["q1"]!.weight);
  });

  it("flags a consistent fit that no factors can have", () => {
    // Two blocks that are one thing, each item with much error of its own.
    const one = madeSurvey(60, 11);
    const model = pathModel({
      blocks: { left: { items: ["q1", "q2"] }, right: { items: ["q3", "v1"] }, last: { items: ["l1", "l3"] } },
      edges: [
        ["left", "right"],
        ["right", "last"],
      ],
    });
    const noisy = { ...one, v1: one["q1"]!.map((answer, i) => 0.7 * answer + 0.3 * one["v1"]![(i * 7) % 60]!) };
    const own = fitPlsPath(noisy, { model, consistent: true });
    expect(own.admissible).toBe(false);
    expect(codes(own)).toContain("inadmissible");
  });

  it("leaves out, or fills in, what is missing, and says so", () => {
    const holes = {
      ...survey,
      q1: survey["q1"]!.map((answer, i) => (i < 5 ? null : answer)),
      l3: survey["l3"]!.map((answer, i) => (i === 4 || i === 9 ? null : answer)),
    };
    const listwise = fitPlsPath(holes, { model: threeBlocks, scale });
    expect(listwise).toMatchObject({ rows: 194, n: 194, missing: 6, missingAnswers: 7 });
    expect(codes(listwise)).toEqual(["respondents-left-out"]);
    const kept = [...Array(200).keys()].filter((i) => i > 4 && i !== 9);
    const complete = fitPlsPath(pick(survey, kept), { model: threeBlocks, scale });
    expect(listwise.paths).toEqual(complete.paths);
    // A respondent without an answer to an item of a block has no score there, but elsewhere.
    expect(listwise.scores.quality.slice(0, 6).map((score) => score === null)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(listwise.scores.value.every((score) => score !== null)).toBe(true);

    const mean = fitPlsPath(holes, { model: threeBlocks, scale, missing: "mean" });
    expect(mean).toMatchObject({ n: 200, missing: 0, missingAnswers: 7 });
    expect(codes(mean)).toEqual(["answers-replaced"]);
    const average = (column: readonly (number | null)[]) => {
      const own = column.filter((answer) => answer !== null);
      return own.reduce((sum, answer) => sum + answer, 0) / own.length;
    };
    const filled = Object.fromEntries(
      Object.entries<(number | null)[]>(holes).map(([item, column]) => [
        item,
        column.map((answer) => answer ?? average(column)),
      ]),
    );
    const byHand = fitPlsPath(filled, { model: threeBlocks, scale });
    for (const [i, { coefficient }] of mean.paths.entries())
      expect(coefficient).toBeCloseTo(byHand.paths[i]!.coefficient, 12);
    expect(mean.scores.quality[2]).toBeCloseTo(byHand.scores.quality[2]!, 12);
    expect(mean.blocks.quality.index).toBeCloseTo(byHand.blocks.quality.index!, 10);
  });

  it("has no reliability of a block of mode B", () => {
    const model = pathModel({
      ...threeBlocks,
      blocks: { ...threeBlocks.blocks, quality: { items: ["q1", "q2", "q3"], mode: "B" } },
    });
    const own = fitPlsPath(survey, { model });
    expect(own.blocks.quality).toMatchObject({
      mode: "B",
      alpha: null,
      dillonGoldstein: null,
      compositeReliability: null,
      rhoA: null,
      averageVarianceExtracted: null,
    });
    expect(own.blocks.quality.communality).toBeGreaterThan(0.3);
    expect(own.discriminant[0]).toMatchObject({
      heterotraitMonotrait: null,
      heterotraitMonotraitSigned: null,
      fornellLarcker: null,
    });
    // Of all weights, those of mode B make the block correlate most with its proxy.
    expect(own.blocks.value.rSquared!).toBeGreaterThanOrEqual(fit.blocks.value.rSquared! - 1e-3);
  });

  it("turns a block whose items run the other way, and reversed items before", () => {
    const turned = {
      ...survey,
      ...Object.fromEntries(["q1", "q2", "q3"].map((item) => [item, survey[item]!.map((a) => 11 - a)])),
    };
    const negative = fitPlsPath(turned, { model: threeBlocks, scale });
    expect(negative.paths[0]!.coefficient).toBeCloseTo(-fit.paths[0]!.coefficient, 10);
    expect(negative.items["q1"]!.loading).toBeCloseTo(fit.items["q1"]!.loading, 10);
    const reversed = fitPlsPath(turned, { model: threeBlocks, scale, reversed: ["q1", "q2", "q3"] });
    for (const [i, { coefficient }] of reversed.paths.entries())
      expect(coefficient).toBeCloseTo(fit.paths[i]!.coefficient, 10);
    expect(reversed.blocks.quality.index).toBeCloseTo(fit.blocks.quality.index!, 8);
    expect(latentScores(reversed, turned).scores.quality[7]).toBeCloseTo(fit.scores.quality[7]!, 10);
    // One item against its block.
    const odd = fitPlsPath(
      { ...survey, q3: survey["q3"]!.map((answer) => 11 - answer) },
      { model: threeBlocks, scale },
    );
    expect(codes(odd)).toEqual(["negative-weights"]);
    expect(odd.warnings[0]!.message).toMatch(/^q3: weights below 0/);
    expect(odd.items["q3"]!.loading).toBeLessThan(0);
  });

  it("starts from one item where those of a block cancel", () => {
    const opposite = { ...survey, v2: survey["v1"]!.map((answer) => 11 - answer) };
    const own = fitPlsPath(opposite, { model: threeBlocks, scale });
    expect(own.items["v1"]!.loading).toBeCloseTo(-own.items["v2"]!.loading, 12);
    expect(own.blocks.value).toMatchObject({ alpha: null, dillonGoldstein: null, index: null, indexDeviation: null });
    expect(own.blocks.value.eigenvalues[1]).toBeCloseTo(0, 12);
    expect(own.discriminant.find(({ blocks }) => blocks[1] === "value")!.heterotraitMonotraitSigned).toBeNull();
    expect(latentScores(own, opposite).indexes!.value.every((index) => index === null)).toBe(true);
  });

  it("weighs answers in the unit of the scale, or standardized", () => {
    const wide = { ...survey, q3: survey["q3"]!.map((answer) => 1 + (answer - 1) / 3) };
    const raw = fitPlsPath(wide, { model: threeBlocks, scale });
    const standardized = fitPlsPath(wide, { model: threeBlocks, scale, indexWeights: "standardized" });
    const weights = ["q1", "q2", "q3"].map((item) => raw.items[item]!.weight);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(standardized.items["q3"]!.indexWeight).toBeCloseTo(weights[2]! / total, 12);
    const perUnit = ["q1", "q2", "q3"].map((item, h) => weights[h]! / raw.model.items[item]!.deviation);
    expect(raw.items["q3"]!.indexWeight).toBeCloseTo(perUnit[2]! / perUnit.reduce((sum, one) => sum + one, 0), 12);
    const means = ["q1", "q2", "q3"].map((item) => standardized.model.items[item]!.mean);
    expect(standardized.blocks.quality.index).toBeCloseTo(
      means.reduce((sum, mean, h) => sum + (weights[h]! / total) * ((100 * (mean - 1)) / 9), 0),
      9,
    );
  });

  it("has no indices without a scale, and an index scale of its own", () => {
    const none = fitPlsPath(survey, { model: threeBlocks });
    expect(none.blocks.quality).toMatchObject({ index: null, indexDeviation: null });
    expect(none.items["q1"]!.indexWeight).toBeNull();
    expect(latentScores(none, survey).indexes).toBeNull();
    const own = fitPlsPath(survey, { model: threeBlocks, scale, indexScale: { min: 0, max: 10 } });
    const mean = 1 + (fit.blocks.quality.index! * 9) / 100;
    expect(own.blocks.quality.index).toBeCloseTo(10 * mean, 9);
  });

  it("says when the iterations ran out", () => {
    const own = fitPlsPath(survey, { model: threeBlocks, scheme: "path", maxIterations: 1 });
    expect(own).toMatchObject({ converged: false, iterations: 1 });
    expect(codes(own)).toEqual(["not-converged"]);
  });

  it("takes what it needs only, in any kind of column", () => {
    const typed = Object.fromEntries(Object.entries(survey).map(([item, column]) => [item, Float64Array.from(column)]));
    expect(fitPlsPath({ ...typed, age: [1] }, { model: threeBlocks, scale })).toEqual(fit);
  });

  it("is plain JSON, its model frozen", () => {
    expect(JSON.parse(JSON.stringify(fit))).toEqual(fit);
    expect(Object.isFrozen(fit.model) && Object.isFrozen(fit.model.items) && Object.isFrozen(fit.model.settings)).toBe(
      true,
    );
    expect(fit.model).toMatchObject({ kind: "pls-path", version: 1 });
  });

  it("refuses what cannot be estimated", () => {
    const asked = (answers: Record<string, (number | null)[]>, options: Partial<FitPlsPathOptions> = {}) =>
      fitPlsPath<string>(answers, { model: threeBlocks, ...options });
    refuses(() => asked({}), "length-mismatch", "answers.q1");
    refuses(() => asked({ ...survey, v1: survey["v1"]!.slice(1) }), "length-mismatch", "answers.v1");
    refuses(() => asked(survey, { scale: { min: 1, max: 5 } }), "out-of-range", "answers.q1[0]");
    refuses(() => asked(pick(survey, [0, 1, 2, 3, 4, 5, 6, 7, 8])), "insufficient-data", "answers");
    refuses(() => asked({ ...survey, v1: survey["v1"]!.map(() => 5) }), "zero-variance", "answers.v1");
    refuses(() => asked({ ...survey, v1: survey["v1"]!.map(() => null) }), "insufficient-data", "answers");
    refuses(
      () => asked({ ...survey, v1: survey["v1"]!.map(() => null) }, { missing: "mean" }),
      "insufficient-data",
      "answers.v1",
    );
    refuses(
      () => asked({ ...survey, v1: survey["v1"]!.map((_, i) => (i % 2 === 0 ? 1e308 : -1e308)) }),
      "out-of-range",
      "answers.v1",
    );
    // Eleven items of mode B need thirteen respondents.
    const wide = pathModel({
      blocks: { a: { items: Array.from({ length: 11 }, (_, h) => `a${h}`), mode: "B" }, b: { items: ["x"] } },
      edges: [["a", "b"]],
    });
    const few = Object.fromEntries([
      ...wide.blocks.a.items.map((item, h) => [item, x.map((answer, i) => (answer * (h + 2) + i * i) % 9)]),
      ["x", x],
    ]);
    refuses(() => fitPlsPath(few, { model: wide }), "insufficient-data", "answers");
  });

  it("refuses dependent causes, dependent items of mode B, and blocks unrelated to their neighbours", () => {
    const twice = { ...survey, w: survey["q1"]! };
    const model = pathModel({
      blocks: { a: { items: ["q1"] }, b: { items: ["w"] }, c: { items: ["l1", "l2"] } },
      edges: [
        ["a", "c"],
        ["b", "c"],
      ],
    });
    for (const scheme of ["centroid", "path"] as const)
      refuses(() => fitPlsPath(twice, { model, scheme }), "singular", "model.blocks.c");
    const formative = pathModel({
      blocks: { a: { items: ["q1", "w"], mode: "B" }, c: { items: ["l1", "l2"] } },
      edges: [["a", "c"]],
    });
    refuses(() => fitPlsPath(twice, { model: formative }), "singular", "model.blocks.a");
    const even = { x1: [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2], x2: [2, 2, 1, 1, 1, 1, 2, 2, 1.5, 1.5, 1.5, 1.5], y };
    const orthogonal = [1, 1, -1, -1, 1, 1, -1, -1, 0, 0, 0, 0];
    const unrelated = pathModel({
      blocks: { a: { items: ["x1", "x2"] }, b: { items: ["y"] } },
      edges: [["a", "b"]],
    });
    refuses(
      () => fitPlsPath({ ...even, y: orthogonal }, { model: unrelated, scheme: "factorial" }),
      "zero-variance",
      "model.blocks.a",
    );
    // Both go with quality, and against each other.
    const swing = survey["v1"]!.map((_, i) => 3 * (((i * 37) % 11) - 5));
    const disagreeing = {
      ...survey,
      v1: survey["q1"]!.map((answer, i) => answer + swing[i]!),
      v2: survey["q2"]!.map((answer, i) => answer - swing[i]!),
    };
    refuses(() => fitPlsPath(disagreeing, { model: threeBlocks, consistent: true }), "singular", "model.blocks.value");
  });

  it("refuses wrong options", () => {
    const asked = (options: object) => fitPlsPath(survey, { model: threeBlocks, ...options });
    refuses(() => fitPlsPath(survey, undefined as never), "bad-option", "model");
    refuses(() => fitPlsPath(survey, null as never), "bad-option", "options");
    refuses(() => fitPlsPath(undefined as never, { model: threeBlocks }), "empty", "answers");
    refuses(() => asked({ scheme: "principal" }), "bad-option", "options.scheme");
    refuses(() => asked({ missing: "drop" }), "bad-option", "options.missing");
    refuses(() => asked({ consistent: "yes" }), "bad-option", "options.consistent");
    refuses(() => asked({ indexWeights: "x" }), "bad-option", "options.indexWeights");
    refuses(() => asked({ tolerance: 0 }), "out-of-range", "options.tolerance");
    refuses(() => asked({ maxIterations: 1.5 }), "out-of-range", "options.maxIterations");
    refuses(() => asked({ scale: { min: 2, max: 2 } }), "out-of-range", "options.scale.max");
    refuses(() => asked({ indexScale: 7 }), "bad-option", "options.indexScale");
    refuses(() => asked({ reversed: ["q1"] }), "bad-option", "options.scale");
    refuses(() => asked({ scale, reversed: ["age"] }), "bad-option", "options.reversed");
    refuses(() => asked({ scale, reversed: "q1" }), "bad-option", "options.reversed");
  });
});

describe("latentScores", () => {
  it("scores the respondents of the fit as the fit does, from JSON as well", () => {
    const stored = JSON.parse(JSON.stringify(fit.model));
    expect(latentScores(stored, survey).scores).toEqual(fit.scores);
    expect(latentScores(fit, survey)).toEqual(latentScores(stored, survey));
  });

  it("gives indices between the ends of the scale, and their mean is that of the block", () => {
    const { indexes, respondents, missingAnswers } = latentScores(fit, survey);
    expect([respondents, missingAnswers]).toEqual([200, 0]);
    const loyalty = indexes!.loyalty as number[];
    expect(Math.min(...loyalty)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...loyalty)).toBeLessThanOrEqual(100);
    const mean = loyalty.reduce((sum, index) => sum + index, 0) / 200;
    expect(mean).toBeCloseTo(fit.blocks.loyalty.index!, 9);
    const deviation = Math.sqrt(loyalty.reduce((sum, index) => sum + (index - mean) ** 2, 0) / 199);
    expect(deviation).toBeCloseTo(fit.blocks.loyalty.indexDeviation!, 9);
  });

  it("refuses what is no model, and answers it cannot score", () => {
    const broken = (change: object) => () => latentScores({ ...fit.model, ...change } as never, survey);
    refuses(() => latentScores(undefined as never, survey), "bad-option", "model");
    refuses(() => latentScores({} as never, survey), "unknown-kind", "model.kind");
    refuses(() => latentScores({ model: null } as never, survey), "unknown-kind", "model.kind");
    refuses(broken({ kind: "bg-nbd" }), "unknown-kind", "model.kind");
    refuses(broken({ version: 2 }), "bad-option", "model.version");
    refuses(broken({ structure: undefined }), "bad-option", "model");
    refuses(broken({ items: undefined }), "bad-option", "model.items");
    refuses(broken({ items: { ...fit.model.items, q1: undefined } }), "not-finite", "model.items.q1.weight");
    refuses(
      broken({ items: { ...fit.model.items, q1: { weight: 1, mean: 5, deviation: 0 } } }),
      "out-of-range",
      "model.items.q1.deviation",
    );
    refuses(broken({ paths: [] }), "not-finite", "model.paths[0].coefficient");
    refuses(broken({ settings: undefined }), "bad-option", "model.settings");
    refuses(() => latentScores(fit, { ...survey, q1: [11] }), "out-of-range", "answers.q1[0]");
    refuses(() => latentScores(fit, {}), "length-mismatch", "answers.q1");
    const free = fitPlsPath(survey, { model: threeBlocks });
    const small = { ...free.model, items: { ...free.model.items, q1: { weight: 1, mean: 0, deviation: 1e-300 } } };
    refuses(() => latentScores(small, { ...survey, q1: survey["q1"]!.map(() => 1e10) }), "out-of-range", "answers[0]");
  });
});
