import { describe, expect, it } from "vitest";
import { randomStream } from "../../../../src/numeric/random.ts";
import {
  type BootstrapEstimate,
  bootstrapPls,
  comparePlsGroups,
  fitPlsPath,
  pathModel,
  plsPredict,
} from "../../../../src/satisfaction/index.ts";
import { refuses } from "../../../refuses.ts";
import { madeSurvey, pick, threeBlocks } from "./made-survey.ts";

const codes = (result: { readonly warnings: readonly { code: string }[] }) => result.warnings.map(({ code }) => code);

const survey = madeSurvey(120, 2);
const scale = { min: 1, max: 10 };
const fit = fitPlsPath(survey, { model: threeBlocks, scale, scheme: "path" });

/** The respondents of draw k. */
function drawnRows(seed: number, k: number, rows = 120): number[] {
  const stream = randomStream(seed, k);
  return Array.from({ length: rows }, () => stream.integer(rows));
}

describe("bootstrapPls", () => {
  it("gives mean and deviation of the fits to the respondents drawn", () => {
    const result = bootstrapPls(fit, survey, { draws: 3, seed: 7 });
    const again = [0, 1, 2].map((k) =>
      fitPlsPath(pick(survey, drawnRows(7, k)), { model: threeBlocks, scale, scheme: "path" }),
    );
    const check = (estimate: BootstrapEstimate, values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / 3;
      expect(estimate.mean).toBeCloseTo(mean, 8);
      expect(estimate.standardError).toBeCloseTo(
        Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 2),
        8,
      );
      expect(estimate.lower).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
      expect(estimate.upper).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      expect(estimate.t).toBeCloseTo(estimate.estimate / estimate.standardError, 8);
    };
    result.paths.forEach((path, i) => {
      expect(path).toMatchObject({ from: fit.paths[i]!.from, to: fit.paths[i]!.to });
      expect(path.estimate).toBeCloseTo(fit.paths[i]!.coefficient, 12);
      check(
        path,
        again.map((own) => own.paths[i]!.coefficient),
      );
    });
    check(
      result.weights["q2"]!,
      again.map((own) => own.items["q2"]!.weight),
    );
    check(
      result.loadings["l3"]!,
      again.map((own) => own.items["l3"]!.loading),
    );
    check(
      result.rSquared.loyalty!,
      again.map((own) => own.blocks.loyalty.rSquared!),
    );
    check(
      result.indexes.value!,
      again.map((own) => own.blocks.value.index!),
    );
    const at = fit.effects.findIndex(({ from, to }) => from === "quality" && to === "loyalty");
    check(
      result.effects[at]!.indirect,
      again.map((own) => own.effects[at]!.indirect),
    );
    check(
      result.effects[at]!.total,
      again.map((own) => own.effects[at]!.total),
    );
    expect(result.rSquared.quality).toBeNull();
    expect(result).toMatchObject({ draws: 3, failed: 0, seed: 7, level: 0.95, interval: "percentile", warnings: [] });
    // What is 0 by the model has no t.
    const direct = result.effects.find(({ from, to }) => from === "quality" && to === "value")!;
    expect(direct.indirect).toEqual({ estimate: 0, mean: 0, standardError: 0, t: null, lower: 0, upper: 0 });
  });

  it("comes out the same again, from the model and from JSON, and otherwise with another seed", () => {
    const one = bootstrapPls(fit, survey, { draws: 20, seed: 1 });
    expect(bootstrapPls(JSON.parse(JSON.stringify(fit.model)), survey, { draws: 20, seed: 1 })).toEqual(one);
    expect(bootstrapPls(fit, survey, { draws: 20, seed: 2 }).paths).not.toEqual(one.paths);
  });

  it("has intervals that widen with the level, and cover the truth", () => {
    const wide = bootstrapPls(fit, survey, { draws: 400, seed: 3, level: 0.99 });
    const narrow = bootstrapPls(fit, survey, { draws: 400, seed: 3, level: 0.5 });
    wide.paths.forEach((path, i) => {
      expect(path.lower).toBeLessThan(narrow.paths[i]!.lower);
      expect(path.upper).toBeGreaterThan(narrow.paths[i]!.upper);
    });
    // Of scores with error: 0.6 √(ρ ρ) of the true path.
    expect(wide.paths[0]!.lower).toBeLessThan(0.5);
    expect(wide.paths[0]!.upper).toBeGreaterThan(0.5);
  });

  it("corrects intervals for bias and skewness", () => {
    const plain = bootstrapPls(fit, survey, { draws: 1000, seed: 4 });
    const bca = bootstrapPls(fit, survey, { draws: 1000, seed: 4, interval: "bca" });
    expect(bca.interval).toBe("bca");
    const shift = bca.paths.map((path, i) => path.lower - plain.paths[i]!.lower);
    expect(shift.some((by) => by !== 0)).toBe(true);
    bca.paths.forEach((path, i) => {
      expect(Math.abs(shift[i]!)).toBeLessThan(plain.paths[i]!.standardError);
      expect(path.standardError).toBe(plain.paths[i]!.standardError);
      expect(path.lower).toBeLessThan(path.estimate);
      expect(path.upper).toBeGreaterThan(path.estimate);
    });
    // R² is biased upwards, which the correction takes back.
    expect(bca.rSquared.value!.lower).toBeLessThan(plain.rSquared.value!.lower);
  });

  it("turns the blocks of each draw as those of the fit", () => {
    // A block of two items that agree little, so that its sign hangs on chance.
    const shaky = { ...survey, v2: survey["v1"]!.map((answer, i) => (i % 3 === 0 ? answer : 11 - answer)) };
    const own = fitPlsPath(shaky, { model: threeBlocks });
    const { loadings, paths } = bootstrapPls(own, shaky, { draws: 200, seed: 5 });
    expect(loadings["v1"]!.mean).toBeGreaterThan(0.5 * own.items["v1"]!.loading);
    expect(paths[0]!.mean * own.paths[0]!.coefficient).toBeGreaterThan(0);
  });

  it("counts draws that cannot be estimated, and those that do not converge", () => {
    const rare = { ...survey, v2: survey["v2"]!.map((_, i) => (i < 2 ? 9 : 3)) };
    const own = fitPlsPath(rare, { model: threeBlocks, scale });
    const result = bootstrapPls(own, rare, { draws: 60, seed: 1 });
    expect(result.failed).toBeGreaterThan(0);
    expect(result.warnings[0]).toMatchObject({ code: "refits-failed", count: result.failed });
    const unfinished = fitPlsPath(survey, { model: threeBlocks, maxIterations: 1 });
    expect(codes(bootstrapPls(unfinished, survey, { draws: 5, seed: 1 }))).toEqual(["refits-not-converged"]);
  });

  it("refuses other answers, and wrong options", () => {
    const asked = (options: object) => bootstrapPls(fit, survey, { seed: 1, ...options });
    refuses(() => bootstrapPls(fit, madeSurvey(120, 9), { seed: 1 }), "bad-option", "answers");
    refuses(() => bootstrapPls({} as never, survey, { seed: 1 }), "unknown-kind", "model.kind");
    refuses(() => bootstrapPls(fit, survey, undefined as never), "not-finite", "options.seed");
    refuses(() => asked({ draws: 1 }), "out-of-range", "options.draws");
    refuses(() => asked({ level: 1 }), "out-of-range", "options.level");
    refuses(() => asked({ interval: "basic" }), "bad-option", "options.interval");
    // One respondent makes an item vary: no draw without him can be estimated, and this one has two without.
    const lone = { ...survey, v2: survey["v2"]!.map((_, i) => (i === 0 ? 9 : 3)) };
    const seed = Array.from({ length: 200 }, (_, s) => s).find((s) =>
      [0, 1].every((k) => !drawnRows(s, k).includes(0)),
    )!;
    const own = fitPlsPath(lone, { model: threeBlocks });
    refuses(() => bootstrapPls(own, lone, { draws: 2, seed }), "insufficient-data", "answers");
  });
});

describe("comparePlsGroups", () => {
  const x = survey["q1"]!;
  const groups = x.map((_, i) => (i % 2 === 0 ? "branch" : "app"));
  const model = pathModel({
    blocks: { cause: { items: ["x"] }, effect: { items: ["y"] } },
    edges: [["cause", "effect"]],
  });

  it("estimates the model in each group", () => {
    const {
      groups: named,
      paths,
      effects,
      loadings,
      indexes,
      missing,
    } = comparePlsGroups(fit, survey, { groups, seed: 1, permutations: 20 });
    expect(named).toEqual([
      { name: "branch", n: 60 },
      { name: "app", n: 60 },
    ]);
    expect(missing).toBe(0);
    const of = (name: string) =>
      fitPlsPath(
        pick(
          survey,
          [...groups.keys()].filter((i) => groups[i] === name),
        ),
        { model: threeBlocks, scale, scheme: "path" },
      );
    const [branch, app] = [of("branch"), of("app")];
    paths.forEach((path, i) => {
      expect(path.first).toBeCloseTo(branch.paths[i]!.coefficient, 8);
      expect(path.second).toBeCloseTo(app.paths[i]!.coefficient, 8);
      expect(path.difference).toBe(path.first - path.second);
      expect(path.pValue).toBeGreaterThan(0.04);
    });
    expect(effects.map(({ first }) => first)).toHaveLength(3);
    expect(loadings["q3"]!.second).toBeCloseTo(app.items["q3"]!.loading, 8);
    expect(indexes.loyalty!.first).toBeCloseTo(branch.blocks.loyalty.index!, 8);
  });

  it("finds a difference that is there, and counts one in k where there is none", () => {
    const y = x.map((answer, i) => (i % 2 === 0 ? answer : 11 - answer));
    const own = fitPlsPath({ x, y }, { model });
    const result = comparePlsGroups(own, { x, y }, { groups, seed: 1, permutations: 99 });
    expect(result.paths[0]).toMatchObject({ first: 1, second: -1, difference: 2, pValue: 0.01 });
    expect(result).toMatchObject({ permutations: 99, failed: 0, seed: 1, warnings: [] });
    expect(result.indexes).toEqual({ cause: null, effect: null });
    // The loading of a single item is 1 in any group.
    expect(result.loadings["x"]).toMatchObject({ difference: 0, pValue: 1 });
  });

  it("does not look at respondents of neither group", () => {
    const some = groups.map((group, i) => (i < 20 ? null : group));
    const result = comparePlsGroups(fit, survey, { groups: some, seed: 1, permutations: 5 });
    expect(result.missing).toBe(20);
    expect(result.groups.map(({ n }) => n)).toEqual([50, 50]);
    const rows = [...some.keys()].filter((i) => some[i] === "app");
    expect(result.paths[0]!.second).toBeCloseTo(
      fitPlsPath(pick(survey, rows), { model: threeBlocks, scheme: "path" }).paths[0]!.coefficient,
      8,
    );
  });

  it("has a uniform p-value where there is no difference", () => {
    const values = Array.from({ length: 40 }, (_, k) => {
      const own = madeSurvey(40, 100 + k);
      return comparePlsGroups(fitPlsPath(own, { model: threeBlocks }), own, {
        groups: own["q1"]!.map((_, i) => (i < 20 ? "a" : "b")),
        seed: k,
        permutations: 39,
      }).paths[0]!.pValue;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / 40;
    expect(mean).toBeGreaterThan(0.35);
    expect(mean).toBeLessThan(0.68);
  });

  it("counts what could not be estimated", () => {
    const rare = { ...survey, v2: survey["v2"]!.map((_, i) => (i < 2 ? 9 : 3)) };
    const own = fitPlsPath(rare, { model: threeBlocks, scale });
    const result = comparePlsGroups(own, rare, { groups, seed: 1, permutations: 30 });
    expect(result.failed).toBeGreaterThan(0);
    expect(result.warnings[0]).toMatchObject({ code: "permutations-failed", count: result.failed });
    const unfinished = fitPlsPath(survey, { model: threeBlocks, maxIterations: 1 });
    expect(codes(comparePlsGroups(unfinished, survey, { groups, seed: 1, permutations: 1 }))).toEqual([
      "group-not-converged",
    ]);
  });

  it("refuses groups that cannot be compared", () => {
    const asked = (own: unknown, options: object = {}) =>
      comparePlsGroups(fit, survey, { groups: own as never, seed: 1, ...options });
    refuses(() => asked(undefined), "bad-option", "options.groups");
    refuses(() => asked(groups.slice(1)), "length-mismatch", "options.groups");
    refuses(() => asked(groups.map(() => "one")), "one-class", "options.groups");
    refuses(() => asked(groups.map(() => null)), "one-class", "options.groups");
    refuses(() => asked(groups.map((_, i) => `${i % 3}`)), "bad-option", "options.groups");
    refuses(() => asked(groups.map((_, i) => i % 2)), "bad-option", "options.groups");
    refuses(() => asked(groups.map((_, i) => (i < 5 ? "few" : "many"))), "insufficient-data", "options.groups");
    refuses(() => asked(groups, { permutations: 0 }), "out-of-range", "options.permutations");
    refuses(() => asked(groups, { seed: 0.5 }), "out-of-range", "options.seed");
    const still = { ...survey, v2: survey["v2"]!.map((answer, i) => (i % 2 === 0 ? answer : 3)) };
    refuses(
      () => comparePlsGroups(fitPlsPath(still, { model: threeBlocks }), still, { groups, seed: 1 }),
      "zero-variance",
      "answers.v2",
    );
  });
});

describe("plsPredict", () => {
  it("predicts single items as a regression does", () => {
    const [x, y] = [survey["q1"]!, survey["l1"]!];
    const model = pathModel({
      blocks: { cause: { items: ["x"] }, effect: { items: ["y"] } },
      edges: [["cause", "effect"]],
    });
    const folds = x.map((_, i) => i % 4);
    const { items, ...result } = plsPredict(fitPlsPath({ x, y }, { model }), { x, y }, { folds, seed: 1 });
    expect(Object.keys(items)).toEqual(["y"]);
    expect(items["y"]!.rootMeanSquaredError).toBeCloseTo(items["y"]!.linear!.rootMeanSquaredError, 10);
    expect(items["y"]!.meanAbsoluteError).toBeCloseTo(items["y"]!.linear!.meanAbsoluteError, 10);
    expect(result).toMatchObject({ n: 120, missing: 0, folds: 4, antecedents: "direct", seed: 1, warnings: [] });
    // By hand.
    let [squares, ofMean] = [0, 0];
    for (let part = 0; part < 4; part++) {
      const train = [...x.keys()].filter((i) => folds[i] !== part);
      const mean = (column: number[]) => train.reduce((sum, i) => sum + column[i]!, 0) / train.length;
      const [mx, my] = [mean(x), mean(y)];
      const slope =
        train.reduce((sum, i) => sum + (x[i]! - mx) * (y[i]! - my), 0) /
        train.reduce((sum, i) => sum + (x[i]! - mx) ** 2, 0);
      for (const i of x.keys()) {
        if (folds[i] !== part) continue;
        squares += (y[i]! - my - slope * (x[i]! - mx)) ** 2;
        ofMean += (y[i]! - my) ** 2;
      }
    }
    expect(items["y"]!.rootMeanSquaredError).toBeCloseTo(Math.sqrt(squares / 120), 10);
    expect(items["y"]!.qSquared).toBeCloseTo(1 - squares / ofMean, 10);
  });

  it("predicts worse from the blocks without a cause alone, and not at all what is chance", () => {
    const direct = plsPredict(fit, survey, { seed: 1 });
    const earliest = plsPredict(fit, survey, { seed: 1, antecedents: "earliest" });
    expect(earliest.items["l1"]!.qSquared!).toBeLessThan(direct.items["l1"]!.qSquared!);
    expect(earliest.items["v1"]!.qSquared).toBeCloseTo(direct.items["v1"]!.qSquared!, 12);
    expect(direct.items["l1"]!.qSquared!).toBeGreaterThan(0.2);
    expect(direct.betterThanLinear).toBeGreaterThan(0);
    expect(plsPredict(fit, survey, { seed: 1 })).toEqual(direct);
    const chance = {
      ...survey,
      l1: madeSurvey(120, 50)["l1"]!,
      l2: madeSurvey(120, 51)["l2"]!,
      l3: madeSurvey(120, 52)["l3"]!,
    };
    const none = plsPredict(fitPlsPath(chance, { model: threeBlocks }), chance, { seed: 1 });
    expect(none.items["l1"]!.qSquared!).toBeLessThan(0.1);
  });

  it("has no regression on items that depend on each other", () => {
    const twice = { ...survey, q3: survey["q1"]! };
    const { items } = plsPredict(fitPlsPath(twice, { model: threeBlocks }), twice, { seed: 1 });
    expect(items["v1"]!.linear).toBeNull();
    expect(items["v1"]!.qSquared!).toBeGreaterThan(0);
  });

  it("says when an estimate did not converge", () => {
    const unfinished = fitPlsPath(survey, { model: threeBlocks, maxIterations: 1 });
    expect(codes(plsPredict(unfinished, survey, { seed: 1 }))).toEqual(["refits-not-converged"]);
  });

  it("refuses what cannot be predicted", () => {
    const asked = (options: object) => plsPredict(fit, survey, { seed: 1, ...options });
    refuses(() => asked({ folds: 1 }), "out-of-range", "options.folds");
    refuses(() => asked({ folds: 121 }), "out-of-range", "options.folds");
    refuses(() => asked({ folds: [1, 2] }), "length-mismatch", "options.folds");
    refuses(() => asked({ folds: "ten" }), "not-finite", "options.folds");
    refuses(() => asked({ folds: new Float64Array(120) }), "one-class", "options.folds");
    refuses(
      () => asked({ folds: Float64Array.from({ length: 120 }, (_, i) => (i < 4 ? 0 : 1)) }),
      "insufficient-data",
      "options.folds",
    );
    refuses(() => asked({ antecedents: "all" }), "bad-option", "options.antecedents");
    refuses(() => asked({ seed: "x" }), "not-finite", "options.seed");
    const consistent = fitPlsPath(survey, { model: threeBlocks, consistent: true });
    refuses(() => plsPredict(consistent, survey, { seed: 1 }), "bad-option", "model");
    const still = { ...survey, v2: survey["v2"]!.map((answer, i) => (i < 30 ? answer : 3)) };
    const folds = still.v2.map((_, i) => (i < 30 ? 0 : 1));
    refuses(
      () => plsPredict(fitPlsPath(still, { model: threeBlocks }), still, { folds, seed: 1 }),
      "zero-variance",
      "answers.v2",
    );
  });
});
