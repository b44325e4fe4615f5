import { describe, expect, it } from "vitest";
import {
  bartlettTest,
  type FactorAnalysis,
  factorAnalysis,
  factorScores,
  kaiserMeyerOlkin,
  parallelAnalysis,
  principalComponents,
} from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";

type Matrix = readonly (readonly number[])[];

/** The correlations of items with these loadings on factors that correlate by `phi`. */
function modelCorrelations(loadings: Matrix, phi = 0): number[][] {
  return loadings.map((row, i) =>
    loadings.map((other, j) => {
      if (i === j) return 1;
      return row.reduce((sum, a, f) => sum + a * other.reduce((part, b, g) => part + b * (f === g ? 1 : phi), 0), 0);
    }),
  );
}

const simple = [
  [0.8, 0],
  [0.7, 0],
  [0.6, 0],
  [0, 0.75],
  [0, 0.65],
  [0, 0.55],
];
const answers = {
  Q1: [4, 3, 5, 2, 4, 1, 5, 3],
  Q2: [5, 3, 5, 3, 4, 2, 4, 3],
  Q3: [4, 2, 5, 3, 5, 2, 4, 4],
  Q4: [3, 3, 4, 1, 4, 2, 5, 2],
};
const codes = (result: { warnings: readonly { code: string }[] }): string[] => result.warnings.map(({ code }) => code);
const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)));

function expectMatrix(actual: Matrix, expected: Matrix, digits: number): void {
  expected.forEach((row, i) => {
    row.forEach((entry, j) => {
      expect(actual[i]![j]!).toBeCloseTo(entry, digits);
    });
  });
}

describe("factorAnalysis", () => {
  it("finds the factors that made the correlations", () => {
    const correlations = modelCorrelations(simple);
    for (const method of ["minres", "ml"] as const) {
      const { loadings, fit, converged, warnings, communalities, uniquenesses } = factorAnalysis(
        { correlations, n: 300 },
        { factors: 2, method },
      );
      expectMatrix(loadings, simple, 7);
      expect([converged, warnings]).toEqual([true, []]);
      expect(fit.objective).toBeCloseTo(0, 12);
      expect(fit.rmsr).toBeCloseTo(0, 8);
      expect(fit.degreesOfFreedom).toBe(4);
      communalities.forEach((communality, i) => {
        expect(communality + uniquenesses[i]!).toBeCloseTo(1, 8);
      });
    }
  });

  it("finds that they correlate, with promax", () => {
    const correlations = modelCorrelations(simple, 0.4);
    const { loadings, factorCorrelations, factors, communalities } = factorAnalysis(
      { correlations },
      { factors: 2, rotation: "promax" },
    );
    expect(factorCorrelations![0]![1]).toBeGreaterThan(0.3);
    for (const [i, row] of loadings.entries()) expect(Math.abs(row[i < 3 ? 1 : 0]!)).toBeLessThan(0.05);
    // Explained variances add up to the communalities, whatever the correlation.
    const total = communalities.reduce((sum, communality) => sum + communality, 0);
    expect(factors[0]!.variance + factors[1]!.variance).toBeCloseTo(total, 10);
    expect(factors[1]!.cumulativeShare).toBeCloseTo(total / 6, 10);
    const sharper = factorAnalysis({ correlations }, { factors: 2, rotation: "promax", power: 2 });
    expect(sharper.factorCorrelations![0]![1]).toBeLessThan(factorCorrelations![0]![1]!);
  });

  it("keeps Kaiser's normalization apart", () => {
    const loadings = [
      [0.9, 0.2],
      [0.3, 0.1],
      [0.2, 0.4],
      [0.1, 0.8],
      [0.4, 0.3],
      [0.6, 0.3],
    ];
    const correlations = modelCorrelations(loadings);
    const [with_, without] = [true, false].map((normalize) =>
      factorAnalysis({ correlations }, { factors: 2, normalize }),
    );
    expect(Math.abs(with_!.loadings[0]![0]! - without!.loadings[0]![0]!)).toBeGreaterThan(1e-3);
    with_!.communalities.forEach((communality, i) => {
      expect(communality).toBeCloseTo(without!.communalities[i]!, 12);
    });
  });

  it("tests the fit of maximum likelihood alone", () => {
    const correlations = modelCorrelations(simple, 0.3);
    const { fit } = factorAnalysis({ correlations, n: 300 }, { factors: 1, method: "ml" });
    expect(fit.chiSquare).toBeCloseTo((300 - 1 - 17 / 6 - 2 / 3) * fit.objective, 10);
    expect(fit.pValue).toBeLessThan(1e-9);
    expect(fit.rmsea).toBeCloseTo(Math.sqrt(fit.objective / 9 - 1 / 299), 12);
    const without = [
      factorAnalysis({ correlations, n: 300 }, { factors: 1 }).fit,
      factorAnalysis({ correlations }, { factors: 1, method: "ml" }).fit,
    ];
    for (const { chiSquare, pValue, rmsea } of without) expect([chiSquare, pValue, rmsea]).toEqual([null, null, null]);
    const few = factorAnalysis({ correlations, n: 4 }, { factors: 1, method: "ml" }).fit;
    expect([few.chiSquare, few.pValue]).toEqual([null, null]);
    const saturated = factorAnalysis(
      { correlations, n: 300 },
      { factors: 1, method: "ml", items: ["item1", "item2", "item4"] },
    );
    expect([saturated.fit.degreesOfFreedom, saturated.fit.chiSquare, saturated.fit.rmsea]).toEqual([0, null, null]);
  });

  it("gives each factor one sign and one place", () => {
    const turned = modelCorrelations(simple.map(([a, b], i) => [i === 0 ? -a! : a!, b!]));
    const { loadings, factors } = factorAnalysis({ correlations: turned }, { factors: 2 });
    expect(loadings[0]![0]).toBeCloseTo(-0.8, 7);
    expect(loadings[1]![0]).toBeCloseTo(0.7, 7);
    expect(factors[0]!.variance).toBeGreaterThan(factors[1]!.variance);
    // Two items that are each other's opposite: the first of the largest is positive.
    const opposite = principalComponents({
      correlations: [
        [1, -0.5],
        [-0.5, 1],
      ],
    });
    expectMatrix(opposite.loadings, [[Math.sqrt(0.75)], [-Math.sqrt(0.75)]], 12);
  });

  it("goes on where items determine each other, with minres", () => {
    const copies = { ...answers, Q5: answers.Q1 };
    const result = factorAnalysis(copies, { factors: 1 });
    expect(result.scoreWeights.regression).toBeNull();
    expect(result.heywood).toEqual(["Q1", "Q5"]);
    expect(codes(result)).toContain("heywood");
    refuses(() => factorAnalysis(copies, { factors: 1, method: "ml" }), "singular", "answers.Q5");
    refuses(() => factorScores(result, copies), "singular", "analysis.scoreWeights.regression", '"bartlett"');
    expect(factorScores(result, copies, { method: "bartlett" }).n).toBe(8);
  });

  it("says where there is nothing to find", () => {
    const result = factorAnalysis({ correlations: identity(5), n: 100 }, { factors: 2, method: "ml" });
    expect(codes(result)).toContain("undetermined");
    expect(result.fit.objective).toBeCloseTo(0, 10);
  });

  it("refuses more factors than the items determine, and what are no options", () => {
    const of = (options: unknown) => () => factorAnalysis(answers, options as never);
    refuses(of({ factors: 2 }), "out-of-range", "options.factors", "at most 1 factor;");
    refuses(of({ factors: 0 }), "out-of-range", "options.factors");
    refuses(of({ factors: 1.5 }), "out-of-range", "options.factors");
    refuses(of({}), "not-finite", "options.factors", "parallelAnalysis");
    refuses(of(undefined), "not-finite", "options.factors");
    refuses(of({ factors: 1, method: "pa" }), "bad-option", "options.method");
    refuses(of({ factors: 1, rotation: "oblimin" }), "bad-option", "options.rotation");
    refuses(of({ factors: 1, normalize: 1 }), "bad-option", "options.normalize");
    refuses(of({ factors: 1, power: 1 }), "out-of-range", "options.power");
    refuses(() => factorAnalysis({ Q1: [1, 2], Q2: [2, 1] }, { factors: 1 }), "insufficient-data", "answers");
    refuses(
      () => factorAnalysis({ correlations: modelCorrelations(simple) }, { factors: 4 }),
      "out-of-range",
      "options.factors",
      "at most 3 factors",
    );
    // Of one factor the second is nothing, which promax cannot turn.
    const one = modelCorrelations(Array.from({ length: 6 }, () => [0.7]));
    expect(() => factorAnalysis({ correlations: one }, { factors: 2, rotation: "promax" })).not.toThrow(TypeError);
  });
});

describe("factorScores", () => {
  const analysis = factorAnalysis(answers, { factors: 1 });

  it("have mean 0 over those who were analyzed, and spare who left an item out", () => {
    for (const method of ["regression", "bartlett"] as const) {
      const { scores } = factorScores(analysis, answers, { method });
      const column = scores[0] as readonly number[];
      expect(column.reduce((sum, score) => sum + score, 0)).toBeCloseTo(0, 12);
    }
    const some = factorScores(analysis, { Q1: [4, null], Q2: [4, 4], Q3: [4, 4], Q4: [3, 3] });
    expect(some).toMatchObject({ n: 1, missing: 1, method: "regression" });
    expect(some.scores[0]![1]).toBeNull();
  });

  it("turns the items that the analysis turned", () => {
    const turned = { ...answers, Q2: answers.Q2.map((x) => 6 - x) };
    const aware = factorAnalysis(turned, { factors: 1, scale: { min: 1, max: 5 }, reversed: ["Q2"] });
    expect(factorScores(aware, turned)).toEqual(factorScores(analysis, answers));
    refuses(() => factorScores(aware, { ...turned, Q1: [6, 1] }), "out-of-range", "answers.Q1[0]");
  });

  it("survives JSON", () => {
    const stored = JSON.parse(JSON.stringify(analysis)) as FactorAnalysis;
    expect(stored).toEqual(analysis);
    expect(factorScores(stored, answers)).toEqual(factorScores(analysis, answers));
  });

  it("refuses what is no analysis of answers", () => {
    const bare = factorAnalysis({ correlations: modelCorrelations(simple) }, { factors: 2 });
    refuses(() => factorScores(bare, answers), "bad-option", "analysis.means");
    refuses(() => factorScores(undefined as never, answers), "bad-option", "analysis.items");
    refuses(() => factorScores(null as never, answers), "bad-option", "analysis");
    refuses(
      () => factorScores({ ...analysis, scoreWeights: undefined } as never, answers),
      "singular",
      "analysis.scoreWeights.regression",
    );
    refuses(() => factorScores(analysis, { Q1: [1, 2] }), "length-mismatch", "answers.Q2");
    refuses(() => factorScores(analysis, answers, { method: "mean" as never }), "bad-option", "options.method");
  });
});

describe("principalComponents", () => {
  it("keeps those with an eigenvalue above 1, at least one", () => {
    const { kaiserCount, components, loadings } = principalComponents({ correlations: modelCorrelations(simple) });
    expect([kaiserCount, components.length, loadings[0]!.length]).toEqual([2, 2, 2]);
    const none = principalComponents({ correlations: identity(3) });
    expect([none.kaiserCount, none.components.length]).toEqual([0, 1]);
  });

  it("takes up all variance with all components", () => {
    const { communalities, components } = principalComponents(answers, { components: 4, rotation: "varimax" });
    for (const communality of communalities) expect(communality).toBeCloseTo(1, 12);
    expect(components[3]!.cumulativeShare).toBeCloseTo(1, 12);
  });

  it("says where correlations contradict each other", () => {
    const impossible = [
      [1, 0.9, -0.9],
      [0.9, 1, 0.9],
      [-0.9, 0.9, 1],
    ];
    expect(codes(principalComponents({ correlations: impossible }))).toEqual(["not-positive-definite"]);
    expect(codes(principalComponents({ ...answers, Q5: answers.Q1 }))).toEqual([]);
    refuses(() => kaiserMeyerOlkin({ correlations: impossible }), "singular", "answers.item3");
  });

  it("refuses too many components", () => {
    refuses(() => principalComponents(answers, { components: 5 }), "out-of-range", "options.components");
    refuses(() => principalComponents(answers, { components: 0 }), "out-of-range", "options.components");
    refuses(() => principalComponents(answers, { rotation: "promax" as never }), "bad-option", "options.rotation");
    refuses(() => principalComponents({ ...answers, Q5: [1, 1, 1, 1, 1, 1, 1, 1] }), "zero-variance", "answers.Q5");
  });
});

describe("kaiserMeyerOlkin", () => {
  it("grades from the cut up", () => {
    // Two items always share half: miserable, exactly on its cut.
    const { overall, grade, byItem, itemGrades } = kaiserMeyerOlkin({
      correlations: [
        [1, 0.5],
        [0.5, 1],
      ],
    });
    expect(overall).toBeCloseTo(0.5, 14);
    expect(grade.label).toBe("miserable");
    expect(byItem[0]).toBeCloseTo(0.5, 14);
    expect(itemGrades.classes.map(({ label }) => label)).toEqual([
      "marvelous",
      "meritorious",
      "middling",
      "mediocre",
      "miserable",
      "unacceptable",
    ]);
  });

  it("has no measure of an item that correlates with no other", () => {
    const { byItem, itemGrades } = kaiserMeyerOlkin({
      correlations: [
        [1, 0.5, 0],
        [0.5, 1, 0],
        [0, 0, 1],
      ],
    });
    expect(byItem[2]).toBeNull();
    expect(itemGrades.codes[2]).toBe(5);
    refuses(() => kaiserMeyerOlkin({ correlations: identity(3) }), "zero-variance", "answers");
  });

  it("refuses items that determine each other", () => {
    refuses(
      () => kaiserMeyerOlkin({ ...answers, Q5: answers.Q1.map((x, i) => x + answers.Q2[i]!) }),
      "singular",
      "answers.Q5",
    );
    // As many items as respondents.
    refuses(() => kaiserMeyerOlkin({ a: [1, 2, 3], b: [2, 1, 3], c: [1, 3, 3] }), "singular", "answers.c");
  });

  it("refuses a pair of items that nobody tells apart", () => {
    const pairs = { a: [1, 2, 3, 3], b: [2, null, 2, 2], c: [1, 4, 5, 2], d: [null, 1, 2, 3] };
    refuses(() => kaiserMeyerOlkin(pairs, { missing: "pairwise" }), "zero-variance", "answers.b");
    const apart = { a: [1, 2, 3, 3, 4], b: [2, 3, 2, 2, null], c: [null, null, 5, 2, 1], d: [3, 1, 2, 3, 4] };
    refuses(() => kaiserMeyerOlkin(apart, { missing: "pairwise" }), "insufficient-data", "answers.b", "c");
  });
});

describe("bartlettTest", () => {
  it("finds nothing where nothing correlates", () => {
    const { chiSquare, pValue, logDeterminant } = bartlettTest({ correlations: identity(3), n: 50 });
    expect(chiSquare).toBe(0);
    expect(pValue).toBe(1);
    expect(logDeterminant).toBeCloseTo(0, 14);
  });

  it("refuses too few respondents, or none", () => {
    const correlations = [
      [1, 0.5],
      [0.5, 1],
    ];
    refuses(() => bartlettTest({ correlations, n: 2 }), "insufficient-data", "answers");
    refuses(() => bartlettTest({ correlations }), "bad-option", "answers.n", "{ correlations, n }");
    refuses(() => bartlettTest({ ...answers, Q5: answers.Q1 }), "singular", "answers.Q5");
  });
});

describe("parallelAnalysis", () => {
  const correlations = modelCorrelations(simple);

  it("keeps the factors that there are, and none of chance", () => {
    const { factors, factorsByMean, kaiserCount, eigenvalues } = parallelAnalysis(
      { correlations, n: 300 },
      { seed: 1 },
    );
    expect([factors, factorsByMean, kaiserCount]).toEqual([2, 2, 2]);
    expect(eigenvalues).toHaveLength(6);
    expect(parallelAnalysis({ correlations: identity(6), n: 300 }, { seed: 1 }).factors).toBe(0);
  });

  it("draws what random answers give", () => {
    // R 4.2.2, replicate(200000, eigen(cor(matrix(rnorm(100), 20)))$values): standard errors of the means below 0.0005.
    const means = [1.6829, 1.2553, 0.9536, 0.6853, 0.423];
    const quantiles = [2.0229, 1.4644, 1.1128, 0.8661, 0.6118];
    const { randomMeans, randomQuantiles } = parallelAnalysis(
      { correlations: identity(5), n: 20 },
      { seed: 7, draws: 20_000 },
    );
    means.forEach((mean, j) => {
      expect(Math.abs(randomMeans[j]! - mean)).toBeLessThan(0.006);
      expect(Math.abs(randomQuantiles[j]! - quantiles[j]!)).toBeLessThan(0.015);
    });
  });

  it("draws as many respondents as there are, also fewer than items", () => {
    const { randomMeans } = parallelAnalysis({ correlations: identity(6), n: 3 }, { seed: 1, draws: 50 });
    // Of three respondents there are two dimensions.
    expect(randomMeans[0]! + randomMeans[1]!).toBeCloseTo(6, 9);
    expect(randomMeans[2]).toBeCloseTo(0, 9);
  });

  it("is the same for the same seed, replicate by replicate", () => {
    const run = (seed: number, draws: number) => parallelAnalysis({ correlations, n: 100 }, { seed, draws });
    expect(run(3, 40)).toEqual(run(3, 40));
    expect(run(3, 40).randomMeans).not.toEqual(run(4, 40).randomMeans);
    expect(run(3, 40)).toMatchObject({ seed: 3, draws: 40, quantile: 0.95, n: 100, missing: 0 });
  });

  it("refuses what it cannot draw", () => {
    const of = (options: unknown) => () => parallelAnalysis({ correlations, n: 100 }, options as never);
    refuses(of(undefined), "not-finite", "options.seed");
    refuses(of({ seed: 1.5 }), "out-of-range", "options.seed");
    refuses(of({ seed: 1, draws: 5 }), "out-of-range", "options.draws");
    refuses(of({ seed: 1, quantile: 95 }), "out-of-range", "options.quantile");
    refuses(() => parallelAnalysis({ correlations }, { seed: 1 }), "bad-option", "answers.n");
  });
});
