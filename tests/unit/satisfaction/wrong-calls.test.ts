/**
 * Calls from where no compiler looked: every part of a good call of every function is replaced by what does not belong there. Each is
 * answered without NaN or ends in an `InputError`, never in another error.
 */
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors.ts";
import * as all from "../../../src/satisfaction/index.ts";

const scale = { min: 1, max: 10 };
const ratings = [8, 9, 4, null, 7, 5, 9, 3];
const respondentWeights = [1, 2, 1, 1, 1, 0, 1, 1];
const answers = { a: [8, 9, 4, 6, 7, 5, 9, 3], b: [7, 9, 5, 6, null, 4, 8, 3] };
const groups = ["x", "y", "x", "y", "x", "y", "x", "y"];
const drivers = { a: [7, 9, 5, 6, 8, 4, 8, 3], b: [6, 7, 5, 4, 6, 6, 8, 4] };
const outcome = [8, 9, 4, 6, 7, 5, 9, 3];
const tree = {
  name: "g",
  children: [
    { name: "a", labelZh: "甲", weight: 1, range: { worst: 1, best: 5 } },
    { name: "b", weight: 2 },
  ],
};
const matrix = [
  [1, 2],
  [0.5, 1],
];
const north = all.netPromoterScoreOfShares({ promoters: 0.5, detractors: 0.2, n: 100 });
const south = all.netPromoterScoreOfShares({ promoters: 0.4, detractors: 0.3, n: 100 });
const pairs = { importance: { a: 1, b: 2 }, performance: { a: 3, b: 5 } };
const kanoAnswers = {
  a: { functional: ["like", "neutral", null], dysfunctional: ["dislike", "dislike", "like"] },
} as const;
const counts = { attractive: 3, "one-dimensional": 4, "must-be": 1, indifferent: 1, reverse: 0, questionable: 0 };
const kanoResult = all.kano(kanoAnswers);
const analysis = all.keyDrivers({ outcome, drivers }, { bootstrap: { seed: 1, draws: 30 } });
const strata = { a: { population: 90, standardDeviation: 2 }, b: { population: 10, standardDeviation: 1 } };
const links = [{ name: "l", coefficient: 0.5, standardError: 0.1 }];
const complaints = { complaints: 12, customers: 4000, years: 1, resolved: 9, reopened: 2 };

/** A good call of each function: its arguments. */
const calls: Readonly<Record<string, readonly unknown[]>> = {
  allocateSample: [strata, { total: 20, method: "neyman", minPerStratum: 2 }],
  analyticHierarchy: [matrix, { names: ["a", "b"], method: "geometric-mean", acceptedRatio: 0.1 }],
  answerQuality: [
    answers,
    {
      scale,
      seconds: ratings,
      longestRun: 4,
      speedShare: 0.3,
      missingShare: 0.5,
      patternChance: 0.01,
      duplicateFrom: 2,
    },
  ],
  compareComplaintRates: [complaints, complaints, { level: 0.9 }],
  comparePromoterScores: [north, south, { level: 0.9 }],
  compareShares: [{ share: 0.5, n: 100 }, { share: 0.4, n: 90 }, { level: 0.9 }],
  complaintStatistics: [complaints, { level: 0.9 }],
  compositeSatisfaction: [
    { direct: 50, indirect: 60 },
    { directWeight: 0.4, divergenceFrom: 5 },
  ],
  csat: [ratings, { scale, top: 2, bottom: 1, level: 0.9, respondentWeights }],
  customerEffortScore: [
    ratings.map((value) => value && Math.min(7, value)),
    { version: 2, level: 0.9, respondentWeights },
  ],
  deliveredValueScore: [
    { value: answers, cost: drivers },
    { scale, level: 0.9, respondentWeights },
  ],
  derivedWeights: [analysis, { measure: "correlation" }],
  directSatisfaction: [answers, { scale, form: "top-box", top: 3, level: 0.9, respondentWeights }],
  disconfirmation: [
    { perceived: answers.a, expected: answers.b },
    { form: "ratio", lossAversion: 2, scale, level: 0.9, respondentWeights },
  ],
  domainMeans: [ratings, groups, { level: 0.9, respondentWeights }],
  entropyWeights: [drivers],
  expertWeights: [
    [
      { a: 60, b: 40 },
      { a: 50, b: 50 },
    ],
    { total: 100, tolerance: 1, rescale: false },
  ],
  groupJudgments: [[matrix, matrix], { expertWeights: [1, 2] }],
  hiddenDrivers: [{ derived: pairs.importance, stated: pairs.performance }],
  importancePerformance: [pairs, { scale, importanceScale: scale, cuts: { importance: 1, performance: 4 } }],
  importancePerformanceChart: [
    all.importancePerformance(pairs, { scale }),
    { language: "zh", width: 300, height: 300 },
  ],
  indexContributionChart: [all.indicatorIndex(tree, { a: 3, b: 50 }), { language: "zh", by: "leaves" }],
  indicatorIndex: [tree, { a: 3, b: 50 }, { weights: { a: 1, b: 1 }, onMissing: "null" }],
  indicatorScore: [3, { worst: 1, best: 5 }],
  indirectSatisfaction: [
    { a: { value: 3, worst: 1, best: 5, weight: 1 }, b: { value: 3, worst: 5, best: 1, weight: 1 } },
  ],
  kano: [kanoAnswers, { table: "strict", rule: "mode", level: 0.9, segments: ["x", "y", "x"] }],
  kanoAttribute: [counts, { rule: "rule-of-sums", level: 0.9 }],
  kanoCategory: [{ functional: "like", dysfunctional: "dislike" }, { table: "strict" }],
  kanoChart: [kanoResult, { language: "zh" }],
  keyDrivers: [
    { outcome, drivers },
    { level: 0.9, bootstrap: { seed: 1, draws: 30 } },
  ],
  keyDriversChart: [analysis, { measure: "relativeWeight", language: "zh" }],
  netPromoterScore: [ratings, { scale, cuts: { promotersFrom: 9, detractorsTo: 6 }, level: 0.9, respondentWeights }],
  netPromoterScoreOfShares: [{ promoters: 0.5, detractors: 0.2, n: 100 }, { level: 0.9 }],
  penaltyReward: [
    { outcome: [...outcome, ...outcome, 4, 6], attributes: { x: [...drivers.a, ...drivers.b, 5, 5] } },
    { low: 4, high: 7, minCell: 2, thresholds: [0.1, 0.4], level: 0.9 },
  ],
  postStratify: [groups, { x: 1, y: 2 }, { startWeights: drivers.a, total: 100 }],
  promoterScoreChart: [{ north, south }, { language: "zh" }],
  rakeWeights: [
    { a: { categories: groups, targets: { x: 1, y: 2 } } },
    { startWeights: drivers.a, total: 100, tolerance: 1e-6, maxSweeps: 9 },
  ],
  sampleSize: [
    { margin: 0.05, share: 0.4 },
    { level: 0.9, power: 0.8, population: 5000, responseRate: 0.5, designEffect: 1.2 },
  ],
  satisfactionByDimension: [
    answers,
    {
      scale,
      dimensions: { d: ["a"], e: ["b"] },
      dimensionWeights: { d: 1, e: 2 },
      itemWeights: { a: 1, b: 1 },
      reversed: ["a"],
    },
  ],
  satisfactionByDisconfirmation: [
    { perceived: answers.a, expected: answers.b },
    { scale, level: 0.9, respondentWeights },
  ],
  satisfactionIndex: [
    answers,
    {
      scale,
      itemWeights: { a: 1, b: 2 },
      respondentWeights,
      reversed: ["a"],
      missing: "pairwise",
      minShare: 0.5,
      level: 0.9,
    },
  ],
  satisfactionIndexOfMeans: [
    { a: 8, b: 7 },
    { scale, itemWeights: { a: 1, b: 2 } },
  ],
  satisfactionProfitChain: [
    { change: 0.3, links, customers: 100, annualMargin: 10 },
    { level: 0.9, simulation: { seed: 1, draws: 30 } },
  ],
  sevenLevelSatisfaction: [["satisfied", null, "neutral"], { level: 0.9, respondentWeights: [1, 2, 3] }],
  stratifiedMean: [
    { a: { population: 90, answers: ratings }, b: { population: 10, n: 3, mean: 4, variance: 2 } },
    { level: 0.9 },
  ],
  trackPromoterScores: [[north, south, north], { level: 0.9 }],
  weightedMean: [ratings, respondentWeights, { level: 0.9 }],
};

const wrong: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Infinity,
  -1,
  0,
  1e300,
  "x",
  true,
  [],
  {},
  [null],
  { x: null },
  Symbol("s"),
  () => 1,
  3n,
];

/** The value with each of its parts, however deep, replaced in turn. */
function* damaged(value: unknown, path = ""): Generator<readonly [path: string, value: unknown]> {
  for (const other of wrong) yield [`${path} = ${String(other)}`, other];
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  for (const key of Object.keys(value)) {
    for (const [where, part] of damaged((value as Record<string, unknown>)[key], `${path}.${key}`)) {
      yield [where, Array.isArray(value) ? Object.assign([...value], { [key]: part }) : { ...value, [key]: part }];
    }
  }
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>).some(Number.isNaN);
  return typeof value === "object" && value !== null && Object.values(value).some(hasNaN);
}

describe("wrong calls", () => {
  const functions = Object.entries(all).filter(([, value]) => typeof value === "function");

  test("are tried on every function", () => {
    expect(functions.map(([name]) => name).filter((name) => !(name in calls))).toEqual([]);
  });

  for (const [name, call] of functions as [string, (...given: unknown[]) => unknown][]) {
    test(name, () => {
      const good = calls[name]!;
      expect(hasNaN(call(...good))).toBe(false);
      for (let k = 0; k < good.length; k++) {
        for (const [where, part] of damaged(good[k], `argument ${k + 1}`)) {
          let result: unknown;
          try {
            result = call(...good.map((argument, j) => (j === k ? part : argument)));
          } catch (error) {
            if (!(error instanceof InputError)) throw new Error(`${where}: ${error}`, { cause: error });
          }
          if (hasNaN(result)) throw new Error(`${where}: NaN in the answer`);
        }
      }
    });
  }
});
