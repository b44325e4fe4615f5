import { expect, test } from "vitest";
import {
  analyticHierarchy,
  comparePromoterScores,
  complaintStatistics,
  disconfirmation,
  importancePerformance,
  pathModel,
  sampleSize,
  satisfactionProfitChain,
  stratifiedMean,
} from "../../../src/satisfaction/index.ts";
import { servqualScores, toleranceZones } from "../../../src/servqual/index.ts";

const instrument = { dimensions: [{ key: "speed", items: [{ key: "S1", text: "Waiting is short" }] }] };
const scale = { min: 1, max: 7 };
const answers = { S1: [4, 5] };
const [dimension] = instrument.dimensions;

test.each<[string, () => unknown]>([
  [
    "survey.expectation",
    () => servqualScores({ instrument, scale, perceptions: answers, expectation: answers } as never),
  ],
  ["survey.weight", () => servqualScores({ instrument, scale, perceptions: answers, weight: { speed: 1 } } as never)],
  [
    "survey.perceptions",
    () =>
      toleranceZones({
        instrument,
        scale,
        adequate: answers,
        desired: answers,
        perceived: answers,
        perceptions: answers,
      } as never),
  ],
  [
    "survey.instrument.dimensions[0].items[0].reverse",
    () =>
      servqualScores({
        instrument: { dimensions: [{ key: "speed", items: [{ key: "S1", text: "Waiting is long", reverse: true }] }] },
        scale,
        perceptions: answers,
      } as never),
  ],
  [
    "survey.instrument.dimensions[0].name",
    () =>
      servqualScores({
        instrument: { dimensions: [{ ...dimension, name: "Speed" }] },
        scale,
        perceptions: answers,
      } as never),
  ],
  [
    "survey.instrument.stem",
    () => servqualScores({ instrument: { ...instrument, stem: null }, scale, perceptions: answers } as never),
  ],
  [
    "model.blocks.value.mod",
    () =>
      pathModel({
        blocks: { value: { items: ["a"], mod: "B" }, loyalty: { items: ["b"] } },
        edges: [["value", "loyalty"]],
      } as never),
  ],
  ["target.sd", () => sampleSize({ margin: 0.5, sd: 2 } as never)],
])("a misspelt %s is refused, not passed over", (path, call) => {
  expect(call).toThrow(expect.objectContaining({ name: "InputError", code: "bad-option", path }));
});

test.each<[string, () => unknown]>([
  [
    "judgments[0][1]",
    () =>
      analyticHierarchy([
        [1, 1e160],
        [1e-160, 1],
      ]),
  ],
  [
    "chain.customers",
    () =>
      satisfactionProfitChain({
        change: 0,
        links: [{ name: "a", coefficient: 1, standardError: 1 }],
        customers: 1e200,
        annualMargin: 1e200,
      }),
  ],
  [
    "data.importance.a",
    () =>
      importancePerformance(
        { importance: { a: 1e308, b: -1e308 }, performance: { a: 1, b: 2 } },
        { scale: { min: 0, max: 3 } },
      ),
  ],
  ["data.perceived[0]", () => disconfirmation({ perceived: [1e308], expected: [-1e308] })],
  ["counts.customers", () => complaintStatistics({ complaints: 5, customers: 1e-320 })],
  ["options.responseRate", () => sampleSize({ margin: 0.05 }, { responseRate: 1e-320 })],
  ["strata.a.population", () => stratifiedMean({ a: { population: 1e308, n: 2, mean: 1, variance: 1 } })],
])("%s beyond all measure is refused, before a result is infinite or no number", (path, call) => {
  expect(call).toThrow(expect.objectContaining({ name: "InputError", code: "out-of-range", path }));
});

test("as many are invited as have to answer, at least", () => {
  const { n, invitations } = sampleSize({ shares: [0.1, 0.1000001] });
  expect(invitations).toBeGreaterThanOrEqual(n);
});

test("scores with next to no standard error are not judged", () => {
  const certain = { score: 10, standardError: 1e-320 };
  const zeroVariance = expect.objectContaining({ code: "zero-variance" });
  expect(() => comparePromoterScores(certain, { score: -10, standardError: 0 })).toThrow(zeroVariance);
});
