import { describe, expect, it } from "vitest";
import {
  averageVarianceExtracted,
  compositeReliability,
  cronbachAlpha,
  differenceReliability,
  guttmanLambdas,
  linearCombinationReliability,
  mcdonaldOmega,
  splitHalf,
} from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";

const answers = {
  Q1: [4, 3, 5, 2, 4, 5],
  Q2: [5, 3, 5, 3, 4, 4],
  Q3: [4, 2, 5, 3, 5, 5],
  Q4: [3, 3, 4, 1, 4, 5],
};
const same = [4, 4, 4, 4, 4, 4];
const codes = (result: { warnings: readonly { code: string }[] }): string[] => result.warnings.map(({ code }) => code);

describe("cronbachAlpha", () => {
  it("warns of an item that everybody answers alike", () => {
    const result = cronbachAlpha({ ...answers, Q5: same });
    expect(codes(result)).toEqual(["constant-item"]);
    expect([result.standardized, result.meanCorrelation]).toEqual([null, null]);
    expect(result.items[4]).toMatchObject({
      standardDeviation: 0,
      itemTotal: null,
      itemRest: null,
      rule: null,
      standardizedIfDeleted: null,
    });
    // Without it alpha is that of the others.
    expect(result.items[4]!.alphaIfDeleted).toBeCloseTo(cronbachAlpha(answers).alpha, 12);
  });

  it("takes tenths that are all the same for the same", () => {
    const tenths = Array<number>(7).fill(0.1);
    expect(cronbachAlpha({ a: tenths, b: [1, 2, 3, 4, 5, 6, 7] }).items[0]!.itemTotal).toBeNull();
    refuses(() => cronbachAlpha({ a: tenths, b: tenths }), "zero-variance", "answers");
  });

  it("reports a negative alpha and says why", () => {
    const result = cronbachAlpha({ Q1: [1, 2, 3, 5], Q2: [5, 4, 3, 2] });
    expect(result.alpha).toBeLessThan(-1);
    expect(codes(result)).toEqual(["reversed-item", "negative-alpha"]);
    expect(result.warnings[0]!.message).toContain("Q1, Q2");
    expect(result.rule.met).toBe(false);
    expect(result.interval!.lower).toBeLessThan(result.alpha);
  });

  it("has no alpha without an item of two", () => {
    const { items } = cronbachAlpha({ Q1: answers.Q1, Q2: answers.Q2 });
    expect(items.map(({ alphaIfDeleted, standardizedIfDeleted }) => [alphaIfDeleted, standardizedIfDeleted])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it("is 1 without error for two copies of an item", () => {
    const { alpha, standardError, interval } = cronbachAlpha({ Q1: answers.Q1, Q2: answers.Q1 });
    expect(alpha).toBeCloseTo(1, 14);
    expect(standardError).toBeCloseTo(0, 6);
    expect(interval!.lower).toBeCloseTo(1, 12);
  });

  it("holds figures against rules of thumb that the caller chooses", () => {
    const { alpha, rule } = cronbachAlpha(answers, { cut: 0.95 });
    expect(rule).toEqual({ cut: 0.95, met: false, distance: alpha - 0.95 });
    const strict = cronbachAlpha(answers, { itemCut: 0.999 });
    expect(strict.items.every(({ rule: itemRule }) => itemRule?.met === false)).toBe(true);
  });

  it("has wider intervals at a higher level", () => {
    const [usual, wide] = [0.95, 0.99].map((level) => cronbachAlpha(answers, { level }));
    expect(wide!.interval!.lower).toBeLessThan(usual!.interval!.lower);
    expect(wide!.normalInterval!.upper).toBeGreaterThan(usual!.normalInterval!.upper);
  });

  it("refuses items that cancel each other", () => {
    const reversed = { Q1: [1, 2, 3, 4], Q2: [4, 3, 2, 1] };
    refuses(() => cronbachAlpha(reversed), "zero-variance", "answers", "`reversed`");
    refuses(() => cronbachAlpha({ Q1: same, Q2: same }), "zero-variance", "answers", "answered alike");
  });

  it("reads 22 items of 100,000 respondents in a moment", () => {
    const many = Object.fromEntries(
      Array.from({ length: 22 }, (_, j) => [
        `Q${j}`,
        Array.from({ length: 100_000 }, (_, i) => 1 + ((i * 7919 + j * 104_729 + (i >> 3) * 31) % 7)),
      ]),
    );
    const begin = performance.now();
    expect(cronbachAlpha(many, { scale: { min: 1, max: 7 } }).n).toBe(100_000);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});

describe("mcdonaldOmega", () => {
  /** The answers and some like them. */
  const twice = Object.fromEntries(
    Object.entries(answers).map(([item, column], j) => [
      item,
      [...column, ...column.map((x, i) => x + ((i + j) % 3) - 1)],
    ]),
  );

  const heywood = [
    [1, 0.8, 0.8],
    [0.8, 1, 0.4],
    [0.8, 0.4, 1],
  ];

  it("flags a Heywood case and goes on", () => {
    for (const method of ["minres", "ml"] as const) {
      const result = mcdonaldOmega({ correlations: heywood }, { method });
      expect(result.heywood).toBe(true);
      expect(codes(result)).toEqual(["heywood"]);
      expect(result.warnings[0]!.message).toContain("item1");
      expect(result.uniquenesses[0]).toBeCloseTo(0.005, 9);
      expect(result.omega).toBeGreaterThan(0.8);
      expect(result.omega).toBeLessThanOrEqual(1);
    }
    expect(mcdonaldOmega({ correlations: heywood }).loadings[0]).toBeGreaterThan(1);
  });

  it("names items with a negative loading", () => {
    const turned = { ...answers, Q2: answers.Q2.map((x) => 6 - x) };
    const result = mcdonaldOmega(turned);
    expect(codes(result)).toContain("reversed-item");
    expect(result.warnings[0]!.message).toContain("Q2");
    expect(result.loadings.reduce((sum, loading) => sum + loading, 0)).toBeGreaterThan(0);
  });

  it("says where correlations do not determine the factor", () => {
    const pair = [
      [1, 0.5, 0],
      [0.5, 1, 0],
      [0, 0, 1],
    ];
    expect(codes(mcdonaldOmega({ correlations: pair }))).toContain("undetermined");
  });

  it("has a covariance form that weighs items by their deviations", () => {
    const correlations = [
      [1, 0.6, 0.48],
      [0.6, 1, 0.4],
      [0.48, 0.4, 1],
    ];
    const { omega, covarianceForm } = mcdonaldOmega({ correlations, standardDeviations: [3, 1, 1] });
    const sum = 3 * Math.sqrt(0.72) + Math.sqrt(0.5) + Math.sqrt(0.32);
    expect(covarianceForm).toBeCloseTo(sum ** 2 / (sum ** 2 + 9 * 0.28 + 0.5 + 0.68), 9);
    expect(omega).toBeCloseTo(0.755033557, 9);
  });

  it("has an interval by resampling", () => {
    for (const method of ["minres", "ml"] as const) {
      const options = { method, level: 0.9, bootstrap: { seed: 3, draws: 60 } };
      const { omega, interval, bootstrap, level } = mcdonaldOmega(twice, options);
      expect(interval!.lower).toBeLessThan(omega);
      expect(interval!.upper).toBeGreaterThan(omega);
      expect([bootstrap, level]).toEqual([{ seed: 3, draws: 60, failed: 0 }, 0.9]);
      expect(mcdonaldOmega(twice, options).interval).toEqual(interval);
    }
    expect(mcdonaldOmega(twice)).toMatchObject({ interval: null, bootstrap: null });
    refuses(() => mcdonaldOmega(twice, { bootstrap: {} as never }), "not-finite", "options.bootstrap.seed");
  });

  it("refuses two items, constant ones, and copies with maximum likelihood", () => {
    refuses(() => mcdonaldOmega({ Q1: answers.Q1, Q2: answers.Q2 }), "insufficient-data", "answers");
    refuses(() => mcdonaldOmega({ ...answers, Q5: same }), "zero-variance", "answers.Q5");
    const copies = { ...answers, Q5: answers.Q1 };
    refuses(() => mcdonaldOmega(copies, { method: "ml" }), "singular", "answers.Q5");
    expect(mcdonaldOmega(copies).omega).toBeGreaterThan(0.9);
    refuses(() => mcdonaldOmega(answers, { method: "pca" as never }), "bad-option", "options.method");
    refuses(() => mcdonaldOmega(answers, { cut: null as never }), "not-finite", "options.cut");
  });
});

describe("splitHalf", () => {
  it("takes the halves given", () => {
    const halves = [
      ["Q1", "Q2"],
      ["Q4", "Q3"],
    ] as const;
    const { correlation, spearmanBrown, unequalLength, ...rest } = splitHalf(answers, { halves });
    expect(rest.halves).toEqual(halves);
    expect(spearmanBrown).toBeCloseTo((2 * correlation!) / (1 + correlation!), 14);
    expect(unequalLength).toBeCloseTo(spearmanBrown!, 14);
    expect(splitHalf(answers).halves).toEqual([
      ["Q1", "Q3"],
      ["Q2", "Q4"],
    ]);
  });

  it("steps unequal halves up by their lengths", () => {
    // Parallel items with r = .5: the reliability of three is .75, whatever the halves.
    const correlations = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? 1 : 0.5)));
    expect(splitHalf({ correlations }).unequalLength).toBeCloseTo(0.75, 12);
    expect(splitHalf({ correlations }).spearmanBrown).toBeLessThan(0.75);
  });

  it("has no correlation where a half does not vary", () => {
    const { correlation, spearmanBrown, unequalLength, guttman } = splitHalf({ a: same, b: answers.Q1 });
    expect([correlation, spearmanBrown, unequalLength, guttman]).toEqual([null, null, null, 0]);
    expect(splitHalf({ a: [1, 2, 3, 4], b: [9, 6, 3, 0] })).toMatchObject({
      correlation: -1,
      spearmanBrown: null,
      unequalLength: null,
    });
  });

  it("refuses halves that do not hold every item once", () => {
    const halves = (value: unknown) => () => splitHalf(answers, { halves: value as never });
    refuses(halves("odd"), "bad-option", "options.halves");
    refuses(halves([["Q1", "Q2"]]), "bad-option", "options.halves");
    refuses(halves([["Q1", "Q2"], ["Q3"]]), "bad-option", "options.halves");
    refuses(halves([["Q1", "Q2", "Q3", "Q4"], []]), "bad-option", "options.halves");
    refuses(
      halves([
        ["Q1", "Q2"],
        ["Q3", "Q9"],
      ]),
      "bad-option",
      "options.halves",
      "Q9",
    );
    refuses(halves([["Q1", "Q2"], ["Q3"], ["Q4"]]), "bad-option", "options.halves");
    refuses(
      halves([
        ["Q1", "Q2"],
        ["Q2", "Q3", "Q4"],
      ]),
      "duplicate-id",
      "options.halves[2]",
    );
    refuses(halves([["Q1", "Q2"], 7]), "bad-option", "options.halves[1]");
  });
});

describe("guttmanLambdas", () => {
  it("finds the best of all splits, or takes the one given", () => {
    const best = guttmanLambdas(answers);
    const [first, second, third] = [
      [
        ["Q1", "Q2"],
        ["Q3", "Q4"],
      ],
      [
        ["Q1", "Q3"],
        ["Q2", "Q4"],
      ],
      [
        ["Q1", "Q4"],
        ["Q2", "Q3"],
      ],
    ].map((halves) => guttmanLambdas(answers, { halves: halves as never }).lambda4);
    expect(best.lambda4).toBeGreaterThanOrEqual(Math.max(first!, second!, third!) - 1e-12);
    expect(splitHalf(answers, { halves: best.halves }).guttman).toBeCloseTo(best.lambda4, 12);
    expect([best.split, codes(best)]).toEqual(["best", ["small-sample"]]);
    expect(
      codes(
        guttmanLambdas({
          correlations: [
            [1, 0.5],
            [0.5, 1],
          ],
          n: 1000,
        }),
      ),
    ).toEqual([]);
  });

  it("takes odd against even of many items", () => {
    const size = 30;
    const correlations = Array.from({ length: size }, (_, i) =>
      Array.from({ length: size }, (_, j) => (i === j ? 1 : 0.3)),
    );
    const { split, lambda4, lambda3, halves } = guttmanLambdas({ correlations });
    expect(split).toBe("odd-even");
    expect(halves[0]).toHaveLength(15);
    expect(lambda4).toBeCloseTo(lambda3, 12);
  });

  it("has no sixth where items determine each other", () => {
    const copies = guttmanLambdas({ ...answers, Q5: answers.Q1 });
    expect(copies.lambda6).toBeNull();
    expect(codes(copies)).toContain("dependent-items");
    expect(guttmanLambdas({ ...answers, Q5: same }).lambda6).toBeNull();
  });
});

describe("differenceReliability", () => {
  const part = { reliability: 0.8, standardDeviation: 1 };

  it("falls as the scores correlate", () => {
    const at = (correlation: number): number =>
      differenceReliability({ first: part, second: part, correlation }).reliability;
    expect(at(0)).toBeCloseTo(0.8, 14);
    expect(at(0.5)).toBeCloseTo(0.6, 14);
    expect(at(0.8)).toBeCloseTo(0, 12);
    expect(at(0.9)).toBeLessThan(0);
  });

  it("leaves out who has a gap on either side", () => {
    const first = { a: [1, 2, 3, 5, null], b: [2, 2, 4, 5, 1] };
    const second = { a: [7, 6, 7, 5, 7], b: [null, 6, 7, 6, 6] };
    const { n, missing } = differenceReliability({ first, second });
    expect([n, missing]).toEqual([3, 2]);
  });

  it("refuses what has no difference", () => {
    refuses(() => differenceReliability({ first: part, second: part, correlation: 1 }), "zero-variance", "score");
    refuses(() => differenceReliability(undefined as never), "empty", "score");
    refuses(() => differenceReliability(null as never), "bad-option", "score");
    refuses(() => differenceReliability({ first: part, second: part } as never), "not-finite", "score.correlation");
    refuses(
      () => differenceReliability({ first: part, second: part, correlation: 2 }),
      "out-of-range",
      "score.correlation",
    );
    refuses(
      () => differenceReliability({ first: { ...part, reliability: 1.1 }, second: part, correlation: 0 }),
      "out-of-range",
      "score.first.reliability",
    );
    refuses(
      () => differenceReliability({ first: part, second: { ...part, standardDeviation: 0 }, correlation: 0 }),
      "out-of-range",
      "score.second.standardDeviation",
    );
    refuses(
      () => differenceReliability({ first: { a: [1, 2, 3] }, second: { a: [3, 2, 2], b: [1, 2, 2] } }),
      "insufficient-data",
      "score.first",
    );
    refuses(() => differenceReliability({ first: answers, second: { Q1: [1] } }), "length-mismatch", "score.second.Q1");
    refuses(
      () => differenceReliability({ first: answers, second: answers }, { items: ["Q9", "Q1"] }),
      "length-mismatch",
      "score.first.Q9",
    );
    refuses(() => differenceReliability({ first: answers, second: answers }), "zero-variance", "score");
  });
});

describe("linearCombinationReliability", () => {
  it("is alpha where there is one dimension, and above alpha for dimensions that are apart", () => {
    const one = linearCombinationReliability(answers, { dimensions: { all: ["Q1", "Q2", "Q3", "Q4"] } });
    expect(one.reliability).toBeCloseTo(cronbachAlpha(answers).alpha, 12);
    const correlations = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : i >> 1 === j >> 1 ? 0.6 : 0)));
    const dimensions = { one: ["item1", "item2"], two: ["item3", "item4"] };
    const { reliability, dimensions: parts } = linearCombinationReliability({ correlations }, { dimensions });
    expect(reliability).toBeCloseTo(0.75, 12);
    expect(parts.map(({ alpha }) => alpha)).toEqual([expect.closeTo(0.75, 12), expect.closeTo(0.75, 12)]);
    expect(cronbachAlpha({ correlations }).alpha).toBeLessThan(0.6);
  });

  it("refuses dimensions that have no alpha", () => {
    const of = (dimensions: unknown) => () =>
      linearCombinationReliability(answers, { dimensions: dimensions as never });
    refuses(of(undefined), "empty", "options.dimensions");
    refuses(of([["Q1", "Q2"]]), "bad-option", "options.dimensions");
    refuses(of({ a: ["Q1"], b: ["Q2", "Q3"] }), "insufficient-data", "options.dimensions.a");
    refuses(of({ a: [] }), "empty", "options.dimensions.a");
    refuses(of({ a: "Q1" }), "bad-option", "options.dimensions.a");
    refuses(of({ a: ["Q1", "Q2"], b: ["Q2", "Q3"] }), "duplicate-id", "options.dimensions.b[0]");
    refuses(
      () => linearCombinationReliability({ ...answers, Q5: same, Q6: same }, { dimensions: { a: ["Q5", "Q6"] } }),
      "zero-variance",
      "options.dimensions.a",
    );
    refuses(() => linearCombinationReliability(answers, undefined as never), "empty", "options.dimensions");
  });
});

describe("compositeReliability and averageVarianceExtracted", () => {
  it("are those of one item, too", () => {
    expect(compositeReliability([0.6])).toBeCloseTo(0.36, 14);
    expect(averageVarianceExtracted(Float64Array.of(0.6))).toBeCloseTo(0.36, 14);
    expect(compositeReliability([0, 0])).toBe(0);
    expect(averageVarianceExtracted([1, 1, 1])).toBe(1);
  });

  it("take error variances for loadings of any size", () => {
    expect(compositeReliability([3, 1], { errorVariances: [2, 2] })).toBeCloseTo(16 / 20, 14);
  });

  it("refuse what are no loadings", () => {
    for (const of of [compositeReliability, averageVarianceExtracted]) {
      refuses(() => of([]), "empty", "loadings");
      refuses(() => of(undefined as never), "not-finite", "loadings");
      refuses(() => of([0.5, 1.01]), "out-of-range", "loadings[1]", "Heywood");
      refuses(() => of([0.5, Number.NaN]), "not-finite", "loadings[1]");
    }
    refuses(() => compositeReliability([1, -1]), "zero-variance", "loadings");
    refuses(() => compositeReliability([1], { errorVariances: [1, 1] }), "length-mismatch", "options.errorVariances");
    refuses(() => compositeReliability([1], { errorVariances: [-1] }), "out-of-range", "options.errorVariances[0]");
    refuses(() => compositeReliability([1], "x" as never), "bad-option", "options");
  });
});
