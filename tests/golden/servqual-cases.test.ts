/** Small worked cases of the scores, the zone of tolerance and the gap model, computed with numpy from the formulas. */
import { expect, test } from "vitest";
import {
  bankServqual,
  gapModel,
  type ServiceGapKey,
  servqualInstrument,
  servqualScores,
  toleranceZone,
} from "../../src/servqual/index.ts";
import { readAnswers } from "../../src/survey/answers.ts";
import { reproduces } from "../validation.ts";
import golden from "./servqual-cases.json" with { type: "json" };

// biome-ignore lint/suspicious/noExplicitAny: each case has a shape of its own.
const caseOf = (id: string): any => golden.cases.find((one) => one.id === id);
const source = "numpy from the formulas (tests/golden/servqual-cases.json)";
const figure = (name: string, expected: number, actual: number | null | undefined) =>
  reproduces({ area: "servqual", figure: name, source, expected, tolerance: 1e-9, absolute: true }, actual!);

/** Answers of one customer, listed by dimension, as columns. */
const answersOf = (byDimension: Readonly<Record<string, readonly number[]>>) =>
  Object.fromEntries(
    bankServqual.dimensions.flatMap(({ key, items }) => items.map((item, j) => [item.key, [byDimension[key]![j]!]])),
  );
/** Four items in one dimension. */
const four = (values: readonly (number | null)[]) => Object.fromEntries(values.map((value, j) => [`Q${j}`, [value]]));
const fourItems = servqualInstrument({
  dimensions: [{ key: "d", items: [0, 1, 2, 3].map((j) => ({ key: `Q${j}`, text: `item ${j}` })) }],
});
const seven = { min: 1, max: 7 };

test("one customer: dimensions, both overall forms, weights, SERVPERF, the textbook sum", () => {
  const { input, expected } = caseOf("servqual-one-customer");
  const survey = {
    instrument: bankServqual,
    scale: seven,
    expectations: answersOf(input.E),
    perceptions: answersOf(input.P),
    weights: input.weights,
  };
  const { gap, perception } = servqualScores(survey);
  for (const [key, value] of Object.entries<number>(expected.dimension_gaps))
    figure(`One customer: gap of ${key}`, value, gap!.dimensions[key]!.mean);
  const { meanOfDimensions, meanOfItems, sumOfItems, weighted } = gap!.overall;
  figure("One customer: mean of dimensions", expected.unweighted_mean_of_dimensions, meanOfDimensions.mean);
  figure("One customer: mean of items", expected.unweighted_mean_of_items, meanOfItems.mean);
  figure("One customer: sum of items", expected.sum_of_items, sumOfItems.mean);
  figure("One customer: weighted", expected.weighted, weighted!.mean);
  figure("One customer: SERVPERF", expected.servperf_mean_of_dimensions, perception!.overall.meanOfDimensions.mean);
  figure("One customer: weighted SERVPERF", expected.servperf_weighted, perception!.overall.weighted!.mean);
  expect(weighted).toMatchObject({ n: 1, standardDeviation: null, lower: null, t: null, pValue: null });

  const textbook = caseOf("servqual-textbook-sum-form");
  const sums = servqualScores(survey, { aggregation: "sum" });
  for (const [key, value] of Object.entries<number>(textbook.input.dimensionSums))
    expect(sums.gap!.dimensions[key]!.mean).toBeCloseTo(value, 12);
  const { overall } = sums.gap!;
  figure("Textbook form: sum", textbook.expected.sum, overall.sumOfItems.mean);
  figure("Textbook form: weighted sum", textbook.expected.weighted_sum, overall.weightedSum!.mean);
  figure("Textbook form: weighted sum / 22", textbook.expected.weighted_sum_over_22, overall.weightedSumPerItem!.mean);
  expect(overall.weighted!.mean).toBe(weighted!.mean);
});

test("an item counts where both its parts are there, a dimension with half of its items", () => {
  for (const id of ["servqual-missing-pairwise", "servqual-missing-below-min"]) {
    const { input, expected } = caseOf(id);
    const { gap } = servqualScores(
      { instrument: fourItems, scale: seven, expectations: four(input.E), perceptions: four(input.P) },
      { minShare: input.minShare },
    );
    const pairs = Object.values(gap!.items).reduce((sum, { n }) => sum + n, 0);
    expect(pairs).toBe(expected.valid_pairs);
    expect(gap!.dimensions["d"]!.mean).toBe(expected.dimension_gap);
    expect(gap!.dimensions["d"]!.scores).toEqual([expected.dimension_gap]);
  }
});

test("zones of tolerance", () => {
  for (const { adequate, desired, perceived, msa, mss, zoneWidth, position, band } of caseOf("zone-of-tolerance")
    .expected) {
    const zone = toleranceZone({ adequate, desired, perceived });
    const name = `Zone ${adequate}, ${desired}, ${perceived}`;
    figure(`${name}: adequacy`, msa, zone.adequacy);
    figure(`${name}: superiority`, mss, zone.superiority);
    expect(zone.width).toBeCloseTo(zoneWidth, 12);
    if (position === null) expect(zone.position).toBeNull();
    else figure(`${name}: position`, position, zone.position);
    expect(zone.band.label).toBe(band);
  }
});

const gapKeys: readonly ServiceGapKey[] = ["knowledge", "standards", "delivery", "communication", "customer"];

test("five gaps, measured directly", () => {
  const { input, expected } = caseOf("five-gaps-direct");
  const model = gapModel(
    {
      customerExpectation: input.customerExpectation,
      managerPerceivedExpectation: input.managerPerceivedExpectation,
      standards: input.standardsFormalised,
      delivery: input.standardsMet,
      communication: input.promisesKept,
      customerPerception: input.customerPerception,
    },
    { scale: { min: 1, max: input.scaleMax } },
  );
  for (const [k, key] of gapKeys.entries()) {
    const { dimensions, mean } = model.gaps[key]!;
    figure(`Gap ${k + 1}, direct: mean`, expected.means[`gap${k + 1}`], mean);
    for (const [name, value] of Object.entries<number>(expected.gaps[`gap${k + 1}`]))
      expect(dimensions[name]!.gap).toBeCloseTo(value, 12);
  }
  const numbers = model.ranking.map((key) => `gap${model.gaps[key]!.number}`);
  expect(numbers).toEqual(expected.ranking_of_gaps_2_3_4_worst_first);
  expect(model.residual).toBeNull();
});

test("five gaps, chained", () => {
  const { input, expected } = caseOf("five-gaps-chained");
  const { gaps, residual } = gapModel(
    {
      customerExpectation: input.customerExpectation,
      managerPerceivedExpectation: input.managerPerceivedExpectation,
      standards: input.specification,
      delivery: input.delivery,
      communication: input.communicated,
      customerPerception: input.customerPerception,
    },
    { mode: "chained" },
  );
  for (const [k, key] of gapKeys.entries()) {
    for (const [name, value] of Object.entries<number>(expected[`gap${k + 1}`]))
      expect(gaps[key]!.dimensions[name]!.gap).toBeCloseTo(value, 12);
  }
  const residuals = Object.entries<number>(expected.perceptionResidual);
  expect(residuals).toHaveLength(5);
  for (const [name, value] of residuals) expect(residual!.dimensions[name]!.gap).toBeCloseTo(value, 12);
});

test("reversed answers", () => {
  const { input, expected } = caseOf("reverse-score");
  const scale = { min: input.min, max: input.max };
  const { columns } = readAnswers({ x: input.x }, "answers", { scale, reversed: ["x"] });
  expect([...columns[0]!]).toEqual(expected);
});
