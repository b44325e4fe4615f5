/** Scores of 60 simulated customers, computed by R and numpy from the same answers. */
import { describe, expect, test } from "vitest";
import { bankServqual, type ServqualMeasure, servqualScores } from "../../src/servqual/index.ts";
import { reproduces } from "../validation.ts";
import golden from "./servqual-synthetic.json" with { type: "json" };

const { results } = golden;
const columns = (rows: readonly (readonly number[])[], names: readonly string[]) =>
  Object.fromEntries(names.map((name, j) => [name, rows.map((row) => row[j]!)]));
const survey = {
  instrument: bankServqual,
  scale: { min: 1, max: 7 },
  expectations: columns(golden.E, golden.items),
  perceptions: columns(golden.P, golden.items),
  weights: columns(golden.W, golden.dimensions),
};
const scores = servqualScores(survey);
const gap = scores.gap!;
const perception = scores.perception!;

const source = "R 4.2.2 on 60 simulated customers (tests/golden/servqual-synthetic.json)";
const figure = (name: string, expected: number, actual: number | null) =>
  reproduces({ area: "servqual", figure: `Simulated survey: ${name}`, source, expected, tolerance: 1e-9 }, actual!);

type Tests = Readonly<Record<string, { mean: number; sd: number; se: number; t: number; p: number; ci95: number[] }>>;
const expectTests = (tests: Tests, actual: ServqualMeasure["items"]) => {
  expect(Object.keys(actual)).toEqual(Object.keys(tests));
  for (const [key, { mean, sd, se, t, p, ci95 }] of Object.entries(tests)) {
    const found = actual[key]!;
    const pairs = [
      [found.mean, mean],
      [found.standardDeviation, sd],
      [found.standardError, se],
      [found.t, t],
      [found.lower, ci95[0]],
      [found.upper, ci95[1]],
    ] as const;
    for (const [ours, theirs] of pairs) expect(Math.abs(ours! - theirs!), key).toBeLessThanOrEqual(1e-9);
    // Printed with twelve digits.
    expect(found.pValue! / p, key).toBeCloseTo(1, 9);
    expect([found.n, found.missing]).toEqual([60, 0]);
  }
};

describe("SERVQUAL on simulated answers", () => {
  test("items and dimensions have the means, tests and intervals of R", () => {
    expectTests(results.item_gap_tests, gap.items);
    expectTests(results.dimension_gap_tests, gap.dimensions);
    for (const key of golden.items as (keyof typeof results.item_P_mean)[]) {
      expect(gap.items[key]!.mean).toBeCloseTo(results.item_gap_mean[key], 9);
      expect(perception.items[key]!.mean).toBeCloseTo(results.item_P_mean[key], 9);
      expect(scores.expectation!.items[key]!.mean).toBeCloseTo(results.item_E_mean[key], 9);
    }
    for (const key of golden.dimensions as (keyof typeof results.dimension_P_mean)[]) {
      figure(`gap of ${key}`, results.dimension_gap_mean[key], gap.dimensions[key]!.mean);
      figure(`t of ${key}`, results.dimension_gap_tests[key].t, gap.dimensions[key]!.t);
      expect(perception.dimensions[key]!.mean).toBeCloseTo(results.dimension_P_mean[key], 9);
      expect(scores.expectation!.dimensions[key]!.mean).toBeCloseTo(results.dimension_E_mean[key], 9);
      expect(100 * scores.weights!.means[key]!).toBeCloseTo(results.mean_weights_percent[key], 9);
    }
  });

  test("the overall scores in every form", () => {
    const { meanOfDimensions, meanOfItems, sumOfItems, weighted } = gap.overall;
    figure("overall, mean of dimensions", results.overall_unweighted_mean_of_dimensions, meanOfDimensions.mean);
    figure("overall, mean of items", results.overall_unweighted_mean_of_items, meanOfItems.mean);
    figure("overall, sum of items", results.overall_sum_of_items_mean, sumOfItems.mean);
    figure("overall, weighted per respondent", results.overall_weighted_per_respondent, weighted!.mean);
    figure("overall, weighted from means", results.overall_weighted_aggregate, weighted!.aggregate);
    expectTests({ weighted: results.overall_weighted_tests }, { weighted: weighted! });
    const served = perception.overall;
    figure(
      "SERVPERF, mean of dimensions",
      results.servperf_unweighted_mean_of_dimensions,
      served.meanOfDimensions.mean,
    );
    figure("SERVPERF, mean of items", results.servperf_unweighted_mean_of_items, served.meanOfItems.mean);
    figure("SERVPERF, weighted", results.servperf_weighted_per_respondent, served.weighted!.mean);
    expect(gap.overall.renormalized).toBe(0);
    expect(meanOfDimensions.aggregate).toBeCloseTo(meanOfDimensions.mean!, 12);
  });

  test("the first respondent", () => {
    const { dimension_gaps, unweighted, weighted } = results.first_respondent;
    for (const [key, expected] of Object.entries(dimension_gaps))
      expect(gap.dimensions[key]!.scores[0]).toBeCloseTo(expected, 12);
    expect(gap.overall.meanOfDimensions.scores[0]).toBeCloseTo(unweighted, 12);
    expect(gap.overall.weighted!.scores[0]).toBeCloseTo(weighted, 12);
  });

  test("the ranking is by mean weight times gap", () => {
    expect(scores.ranking.map(({ key }) => key)).toEqual([
      "reliability",
      "responsiveness",
      "assurance",
      "empathy",
      "tangibles",
    ]);
    const { weight, gap: first, weightedGap } = scores.ranking[0]!;
    expect(weightedGap).toBe(weight * first);
    expect(scores.warnings).toEqual([]);
  });
});
