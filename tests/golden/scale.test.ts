import { describe, expect, test } from "vitest";
import {
  averageVarianceExtracted,
  bartlettTest,
  compositeReliability,
  cronbachAlpha,
  differenceReliability,
  discriminantValidity,
  guttmanLambdas,
  heterotraitMonotrait,
  kaiserMeyerOlkin,
  linearCombinationReliability,
  mcdonaldOmega,
  principalComponents,
  type SurveyAnswers,
  splitHalf,
} from "../../src/servqual/index.ts";
import { reproduces } from "../validation.ts";
import { read } from "./process-table.ts";
import { columnsOf, dimensions, expectations, gaps, perceptions, survey } from "./scale-data.ts";

const area = "servqual";
const cases = Object.fromEntries(read("servqual-cases.json").cases.map((each: { id: string }) => [each.id, each]));
const scale = { min: 1, max: 7 };

/** Figures by name: ours, and what it has to be. */
type Figures = Readonly<Record<string, readonly [actual: number | null | undefined, expected: number]>>;

/** Checks figures, each to the same accuracy. */
function check(source: string, tolerance: number, figures: Figures): void {
  for (const [figure, [actual, expected]] of Object.entries(figures)) {
    reproduces({ area, figure, source, expected, tolerance, absolute: true }, actual as number);
  }
}

/** Checks many figures of one kind, which get no row of their own in the validation table. */
function near(actual: readonly (number | null | undefined)[], expected: readonly number[], tolerance: number): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(Math.abs(value! - expected[i]!), `entry ${i}`).toBeLessThan(tolerance);
  });
}

describe("worked cases", () => {
  const source = "numpy and scipy, from the formulas";

  test("alpha by hand", () => {
    const { input, expected } = cases["cronbach-by-hand"];
    const result = cronbachAlpha(columnsOf(["a", "b", "c"], input));
    check(source, 1e-9, {
      "Cronbach's alpha, five respondents": [result.alpha, expected.alpha],
      "standardized alpha, five respondents": [result.standardized, expected.alpha_standardized],
      "mean correlation, five respondents": [result.meanCorrelation, expected.mean_inter_item_r],
      "deviation of the score, five respondents": [result.standardDeviation, Math.sqrt(expected.total_variance) / 3],
    });
    const { items } = result;
    near(
      items.map(({ standardDeviation }) => standardDeviation ** 2),
      expected.item_variances,
      1e-9,
    );
    near(
      items.map(({ itemRest }) => itemRest),
      expected.item_rest_r,
      1e-9,
    );
    near(
      items.map(({ alphaIfDeleted }) => alphaIfDeleted),
      expected.alpha_if_deleted,
      1e-9,
    );
    expect(result.warnings).toEqual([]);
  });

  test("one factor of three items, exact", () => {
    const { input, expected } = cases["one-factor-three-items-exact"];
    const { r12, r13, r23 } = input;
    const correlations = [
      [1, r12, r13],
      [r12, 1, r23],
      [r13, r23, 1],
    ];
    for (const method of ["minres", "ml"] as const) {
      const { omega, loadings, covarianceForm } = mcdonaldOmega({ correlations }, { method });
      check(source, 1e-9, {
        [`omega of three items (${method})`]: [omega, expected.omega],
        [`its covariance form without deviations (${method})`]: [covarianceForm, expected.omega],
        [`AVE of three items (${method})`]: [averageVarianceExtracted(loadings), expected.ave],
      });
      near(loadings, expected.loadings, 1e-9);
    }
  });

  test("KMO and Bartlett", () => {
    const { input, expected } = cases["kmo-bartlett-small"];
    const data = { correlations: input.R, n: input.n };
    const { overall, byItem, grade, itemGrades } = kaiserMeyerOlkin(data);
    const test = bartlettTest(data);
    check(source, 1e-9, {
      "KMO of four items": [overall, expected.kmo],
      "Bartlett's chi-square of four items": [test.chiSquare, expected.chisq],
      "determinant of four items": [Math.exp(test.logDeterminant), expected.det],
      "p-value of Bartlett's test": [test.pValue, expected.p],
    });
    near(byItem, expected.msa, 1e-9);
    near(principalComponents(data).eigenvalues, expected.eigenvalues, 1e-9);
    expect(Math.abs(test.pValue / expected.p - 1)).toBeLessThan(1e-9);
    expect(test.degreesOfFreedom).toBe(expected.df);
    expect(grade).toEqual({
      label: "mediocre",
      labelZh: "不太适合",
      rule: 3,
      distance: expect.closeTo(0.0241215898, 9),
    });
    expect([...itemGrades.codes]).toEqual([3, 3, 2, 2]);
  });

  test("AVE and composite reliability", () => {
    const { input, expected } = cases["ave-cr"];
    check(source, 1e-9, {
      "AVE of four loadings": [averageVarianceExtracted(input.loadings), expected.ave],
      "composite reliability of four loadings": [compositeReliability(input.loadings), expected.cr],
    });
  });

  test("reversed items", () => {
    const { input, expected } = cases["reverse-score"];
    const { x, min, max } = input;
    const turned = cronbachAlpha({ x, y: expected }, { scale: { min, max }, reversed: ["x"] });
    expect(turned.alpha).toBeCloseTo(1, 12);
    expect(turned.items[0]!.mean).toBeCloseTo(turned.items[1]!.mean!, 12);
  });
});

describe("the made survey of 60 customers", () => {
  const source = "R 4.2.2, psych 2.2.9, lavaan 0.6-14 and numpy, servqual-synthetic.json";
  const { results } = survey;

  /** One dimension stands for all in the validation table. */
  const checkOf = (dimension: string): typeof check =>
    dimension === "reliability"
      ? check
      : (_, tolerance, figures) =>
          near(
            Object.values(figures).map(([actual]) => actual),
            Object.values(figures).map(([, expected]) => expected),
            tolerance,
          );

  for (const [dimension, items] of Object.entries(dimensions)) {
    test(`reliability of ${dimension}`, () => {
      const expected = results.reliability_perception[dimension];
      const result = cronbachAlpha(perceptions, { items, scale });
      expect([result.size, result.n, result.missing]).toEqual([expected.k, expected.n, 0]);
      const halves = splitHalf(perceptions, { items });
      const lambdas = guttmanLambdas(perceptions, { items });
      checkOf(dimension)(source, 1e-9, {
        [`alpha of ${dimension}`]: [result.alpha, expected.alpha],
        [`standardized alpha of ${dimension}`]: [result.standardized, expected.alpha_standardized],
        [`mean correlation of ${dimension}`]: [result.meanCorrelation, expected.average_r],
        [`standard error of alpha of ${dimension}`]: [result.standardError, expected.se_duhachek_iacobucci],
        [`Feldt's lower end of ${dimension}`]: [result.interval?.lower, expected.ci95_feldt[0]],
        [`Feldt's upper end of ${dimension}`]: [result.interval?.upper, expected.ci95_feldt[1]],
        [`alpha of the expectations, ${dimension}`]: [
          cronbachAlpha(expectations, { items }).alpha,
          results.cronbach_alpha_expectation[dimension],
        ],
        [`alpha of the gaps, ${dimension}`]: [
          cronbachAlpha(gaps, { items }).alpha,
          results.cronbach_alpha_gap[dimension],
        ],
        [`correlation of the halves of ${dimension}`]: [halves.correlation, expected.split_half.r_halves],
        [`Spearman-Brown of ${dimension}`]: [halves.spearmanBrown, expected.split_half.spearman_brown],
        [`Guttman's split half of ${dimension}`]: [halves.guttman, expected.split_half.guttman_split_half],
        [`lambda 1 of ${dimension}`]: [lambdas.lambda1, expected.guttman.lambda1],
        [`lambda 2 of ${dimension}`]: [lambdas.lambda2, expected.guttman.lambda2],
        [`lambda 3 of ${dimension}`]: [lambdas.lambda3, expected.guttman.lambda3_alpha],
        [`lambda 6 of ${dimension}`]: [lambdas.lambda6, expected.guttman.lambda6_cov],
      });
      // The file takes 1.96 for the quantile of the normal distribution.
      const [lower, upper] = expected.ci95_duhachek;
      expect(result.normalInterval!.lower).toBeCloseTo(lower, 5);
      expect(result.normalInterval!.upper).toBeCloseTo(upper, 5);
      const itemwise = (of: (each: (typeof result.items)[number]) => number | null, figures: Record<string, number>) =>
        near(
          result.items.map(of),
          items.map((item) => figures[item]!),
          1e-9,
        );
      itemwise(({ alphaIfDeleted }) => alphaIfDeleted, expected.alpha_if_deleted);
      itemwise(({ standardizedIfDeleted }) => standardizedIfDeleted, expected.std_alpha_if_deleted);
      itemwise(({ itemRest }) => itemRest, expected.item_total_corrected);
      itemwise(({ itemTotal }) => itemTotal, expected.item_total_raw);
    });

    test(`omega of ${dimension}`, () => {
      const expected = results.reliability_perception[dimension];
      for (const method of ["minres", "ml"] as const) {
        const result = mcdonaldOmega(perceptions, { items, method });
        expect([result.converged, result.heywood, result.warnings]).toEqual([true, false, []]);
        checkOf(dimension)(source, 1e-6, {
          [`omega of ${dimension} (${method})`]: [result.omega, expected[`omega_${method}_standardized`]],
        });
        checkOf(dimension)(source, 1e-5, {
          [`AVE of ${dimension} (${method})`]: [averageVarianceExtracted(result.loadings), expected[`ave_${method}`]],
        });
        near(
          result.loadings,
          items.map((item) => expected[`${method}_loadings`][item]),
          1e-5,
        );
        if (method === "ml") {
          checkOf(dimension)(source, 1e-6, {
            [`covariance form of omega of ${dimension}`]: [result.covarianceForm, expected.omega_ml_covariance],
          });
        }
        expect(compositeReliability(result.loadings)).toBeCloseTo(result.omega, 6);
      }
    });

    test(`reliability of the difference, ${dimension}`, () => {
      const expected = results.difference_score_reliability[dimension];
      const part = (answers: SurveyAnswers, standardDeviation: number) => ({
        reliability: cronbachAlpha(answers, { items }).alpha,
        standardDeviation,
      });
      const figures = differenceReliability({
        first: part(perceptions, expected.sd_P),
        second: part(expectations, expected.sd_E),
        correlation: expected.r_PE,
      });
      const answers = differenceReliability({ first: perceptions, second: expectations }, { items, scale });
      checkOf(dimension)(source, 1e-9, {
        [`reliability of the difference, ${dimension}`]: [figures.reliability, expected.reliability_difference],
        [`the same from answers, ${dimension}`]: [answers.reliability, expected.reliability_difference],
        [`correlation of perceptions and expectations, ${dimension}`]: [answers.correlation, expected.r_PE],
        [`deviation of perceptions, ${dimension}`]: [answers.first.standardDeviation, expected.sd_P],
        [`deviation of expectations, ${dimension}`]: [answers.second.standardDeviation, expected.sd_E],
      });
      expect(answers.standardDeviation).toBeCloseTo(results.dimension_gap_tests[dimension].sd, 9);
      expect([answers.n, answers.missing, figures.n, figures.missing]).toEqual([60, 0, null, 0]);
    });
  }

  test("the whole scale", () => {
    for (const [name, answers] of [
      ["perception", perceptions],
      ["gap", gaps],
    ] as const) {
      const { alpha, standardized, meanCorrelation, size, n } = cronbachAlpha(answers);
      const expected = results.total_scale[name];
      expect([size, n]).toEqual([expected.k, expected.n]);
      check(source, 1e-9, {
        [`alpha of all items (${name})`]: [alpha, expected.alpha],
        [`standardized alpha of all items (${name})`]: [standardized, expected.alpha_standardized],
        [`mean correlation of all items (${name})`]: [meanCorrelation, expected.average_r],
        [`reliability of the linear combination (${name})`]: [
          linearCombinationReliability(answers, { dimensions }).reliability,
          results[`linear_combination_reliability_${name}`],
        ],
      });
    }
  });

  test("KMO and Bartlett", () => {
    const { overall, byItem, items, grade } = kaiserMeyerOlkin(perceptions);
    const { chiSquare, degreesOfFreedom, pValue, logDeterminant } = bartlettTest(perceptions);
    const { bartlett } = results;
    check(source, 1e-9, {
      "KMO of all items": [overall, results.kmo_overall],
      "Bartlett's chi-square of all items": [chiSquare, bartlett.chisq],
      "log determinant of all items": [logDeterminant, bartlett.log_det_R],
    });
    near(
      byItem,
      items.map((item) => results.msa_items[item]),
      1e-9,
    );
    expect(degreesOfFreedom).toBe(bartlett.df);
    expect(Math.abs(pValue / bartlett.p - 1)).toBeLessThan(1e-9);
    expect(grade.label).toBe("mediocre");
  });

  test("principal components", () => {
    const unrotated = principalComponents(perceptions, { components: 5 });
    const rotated = principalComponents(perceptions, { components: 5, rotation: "varimax" });
    expect(unrotated.kaiserCount).toBe(results.kaiser_count);
    check(source, 1e-9, {
      "first eigenvalue": [unrotated.eigenvalues[0], results.correlation_eigenvalues[0]],
      "share of the first five components": [
        unrotated.components[4]!.cumulativeShare,
        results.variance_explained_first5.reduce((sum: number, share: number) => sum + share, 0),
      ],
    });
    near(unrotated.eigenvalues, results.correlation_eigenvalues, 1e-9);
    near(
      unrotated.components.map(({ share }) => share),
      results.variance_explained_first5,
      1e-9,
    );
    near(
      unrotated.communalities,
      unrotated.items.map((item) => results.pca5_communalities[item]),
      1e-9,
    );
    const { ss_sorted, loadings } = results.pca5_varimax_tight;
    near(
      rotated.components.map(({ variance }) => variance),
      ss_sorted,
      1e-7,
    );
    expect(worstColumn(rotated.loadings, loadings)).toBeLessThan(1e-7);
    // psych stops its search early.
    expect(worstColumn(rotated.loadings, results.pca5_varimax_loadings)).toBeLessThan(1e-3);
    rotated.components.forEach(({ variance }, j) => {
      expect(Math.abs(variance - results.pca5_varimax_ss[j])).toBeLessThan(1e-3);
    });
  });

  test("HTMT and Fornell-Larcker", () => {
    for (const absolute of [true, false]) {
      const matrix = results[`htmt_perception_${absolute ? "absolute" : "signed"}`];
      const { pairs, constructs, met } = heterotraitMonotrait(perceptions, { dimensions, absolute });
      expect(pairs).toHaveLength(10);
      expect(met).toBe(true);
      check(source, 1e-9, {
        ...Object.fromEntries(
          pairs.map(({ constructs: [one, other], ratio }) => [
            `HTMT of ${one} and ${other}${absolute ? "" : " (signed)"}`,
            [ratio, matrix[constructs.indexOf(one)][constructs.indexOf(other)]],
          ]),
        ),
      });
    }
    const { std_loadings, factor_correlations, ave, composite_reliability } = results.cfa5_ml;
    const loadings = Object.fromEntries(
      Object.entries(dimensions).map(([name, items]) => [name, items.map((item) => std_loadings[item])]),
    );
    const { constructs } = discriminantValidity({ loadings, correlations: factor_correlations });
    check(source, 1e-9, {
      ...Object.fromEntries(
        constructs.map(({ construct, averageVarianceExtracted: value }) => [
          `AVE of ${construct} (lavaan's loadings)`,
          [value, ave[construct]],
        ]),
      ),
      ...Object.fromEntries(
        constructs.map(({ construct }) => [
          `composite reliability of ${construct} (lavaan's loadings)`,
          [compositeReliability(loadings[construct]!), composite_reliability[construct]],
        ]),
      ),
    });
    expect(constructs.map(({ closest }) => closest)).toEqual([
      "assurance",
      "assurance",
      "reliability",
      "reliability",
      "assurance",
    ]);
  });
});

describe("psych on 60 made respondents", () => {
  const golden = read("psych_alpha_synthetic.json");
  const source = `${golden.peer}, psych_alpha_synthetic.json`;
  const items = ["q1", "q2", "q3", "q4", "q5"];
  const answers = columnsOf(items, golden.items);

  type PsychAlpha = {
    total: Record<string, number>;
    alpha_drop: Record<string, number>;
    std_alpha_drop: Record<string, number>;
    r_drop: Record<string, number>;
    feldt: Record<string, number>;
  };
  function checkAlpha(name: string, result: ReturnType<typeof cronbachAlpha>, expected: PsychAlpha, q5 = "q5"): void {
    check(source, 1e-9, {
      [`${name}: raw alpha`]: [result.alpha, expected.total["raw_alpha"]!],
      [`${name}: standardized alpha`]: [result.standardized, expected.total["std.alpha"]!],
      [`${name}: mean correlation`]: [result.meanCorrelation, expected.total["average_r"]!],
      [`${name}: standard error`]: [result.standardError, expected.total["ase"]!],
      [`${name}: mean`]: [result.mean, expected.total["mean"]!],
      [`${name}: standard deviation`]: [result.standardDeviation, expected.total["sd"]!],
      [`${name}: Feldt's lower end`]: [result.interval?.lower, expected.feldt["lower.ci.raw_alpha"]!],
      [`${name}: Feldt's upper end`]: [result.interval?.upper, expected.feldt["upper.ci.raw_alpha"]!],
    });
    const itemwise = (of: (each: (typeof result.items)[number]) => number | null, figures: Record<string, number>) =>
      near(
        result.items.map(of),
        items.map((item) => figures[item === "q5" ? q5 : item]!),
        1e-9,
      );
    itemwise(({ alphaIfDeleted }) => alphaIfDeleted, expected.alpha_drop);
    itemwise(({ standardizedIfDeleted }) => standardizedIfDeleted, expected.std_alpha_drop);
    itemwise(({ itemRest }) => itemRest, expected.r_drop);
  }

  test("alpha", () => {
    checkAlpha("psych", cronbachAlpha(answers), golden.alpha);
  });

  test("alpha of a reversed item", () => {
    const turned = { ...answers, q5: (answers["q5"] as number[]).map((x) => 6 - x) };
    const unaware = cronbachAlpha(turned);
    expect(unaware.warnings.map(({ code }) => code)).toContain("reversed-item");
    expect(unaware.warnings[0]!.message).toContain("q5");
    const aware = cronbachAlpha(turned, { scale: { min: 1, max: 5 }, reversed: ["q5"] });
    checkAlpha("psych, one item reversed", aware, golden.alpha_reversed_check_keys, "q5-");
    expect(aware.warnings).toEqual([]);
  });

  test("alpha of pairs", () => {
    const result = cronbachAlpha(columnsOf(items, golden.missing_items), { missing: "pairwise" });
    checkAlpha("psych, pairwise", result, golden.alpha_missing_pairwise);
    expect(result.warnings.map(({ code }) => code)).toEqual(["pairwise-missing"]);
    expect(result.items.map(({ missingShare }) => missingShare)).toEqual([0, 0.05, 0, 1 / 60, 0]);
  });

  test("lambda 6 and splits of the correlations", () => {
    const correlations = golden.cor_pearson;
    check(source, 1e-9, {
      "psych: lambda 6": [guttmanLambdas({ correlations }).lambda6, golden.guttman_split_half.lambda6],
      // Of an odd number of items psych tries the first half of the splits alone: item 1 with another.
      "psych: the best split with item 1 in the smaller half": [
        Math.max(
          ...[2, 3, 4, 5].map((other) => {
            const halves = [
              ["item1", `item${other}`],
              [2, 3, 4, 5].filter((i) => i !== other).map((i) => `item${i}`),
            ] as const;
            return splitHalf({ correlations }, { halves }).guttman;
          }),
        ),
        golden.guttman_split_half.maxrb,
      ],
    });
    // The best of all: items 4 and 5 against the rest.
    expect(guttmanLambdas({ correlations }).lambda4).toBeCloseTo(0.9209851956, 9);
  });

  test("factors, components, KMO and Bartlett", () => {
    const { loadings, uniquenesses } = mcdonaldOmega(answers, { method: "ml" });
    check(source, 1e-5, { "factanal: first loading": [loadings[0], golden.fa_ml_1_loadings[0]] });
    near(loadings, golden.fa_ml_1_loadings, 1e-5);
    near(uniquenesses, golden.fa_uniqueness, 1e-5);
    const { chiSquare, degreesOfFreedom, pValue } = bartlettTest(answers);
    check(source, 1e-9, {
      "psych: KMO": [kaiserMeyerOlkin(answers).overall, golden.KMO],
      "psych: Bartlett's chi-square": [chiSquare, golden.bartlett.chisq],
    });
    near(principalComponents(answers).eigenvalues, golden.eigenvalues, 1e-9);
    expect(degreesOfFreedom).toBe(golden.bartlett.df);
    expect(Math.abs(pValue / golden.bartlett["p.value"] - 1)).toBeLessThan(1e-9);
    const rotated = principalComponents(answers, { components: 2, rotation: "varimax" });
    // By varimax(eps = 1e-15) of R 4.2.2; psych stops 1.005e-3 short of it.
    const converged = [
      [0.2415503531, 0.9376290324],
      [0.8603228166, 0.0849959177],
      [0.8226960679, 0.3964525861],
      [0.8223867623, 0.4291679518],
      [0.7889430958, 0.5275389586],
    ];
    expect(worstColumn(rotated.loadings, converged)).toBeLessThan(1e-7);
    expect(worstColumn(rotated.loadings, golden.principal2_varimax_loadings)).toBeLessThan(2e-3);
  });
});

/** How far columns are from those that are nearest to them, their sign left off. */
function worstColumn(ours: readonly (readonly number[])[], theirs: readonly (readonly number[])[]): number {
  const apart = (j: number, l: number): number =>
    Math.max(...ours.map((row, i) => Math.abs(Math.abs(row[j]!) - Math.abs(theirs[i]![l]!))));
  return Math.max(...ours[0]!.map((_, j) => Math.min(...theirs[0]!.map((_, l) => apart(j, l)))));
}
