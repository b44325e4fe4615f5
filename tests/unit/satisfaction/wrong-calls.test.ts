import * as all from "../../../src/satisfaction/index.ts";
import { tryWrongCalls } from "../../wrong-calls.ts";

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

const paths = all.pathModel({
  blocks: {
    service: { items: ["s1", "s2"], label: "service", labelZh: "服务" },
    image: { items: ["i1"] },
    loyalty: { items: ["l1", "l2"], mode: "B" },
  },
  edges: [
    ["service", "image"],
    ["service", "loyalty"],
    ["image", "loyalty"],
  ],
});
const ratedPaths = {
  s1: [7, 8, 5, 9, 6, 4, 8, 7, 3, 9, 6, 2],
  s2: [8, 8, 6, 9, 5, 5, 9, 6, 4, 8, 7, 4],
  i1: [8, 9, 5, 9, 6, 4, 8, 7, 4, 9, 6, 5],
  l1: [5, 9, 6, 7, 6, 5, 7, 7, 5, 8, 3, 4],
  l2: [6, 9, 5, 8, 4, 4, 8, 6, 5, null, 7, 5],
};
const fit = all.fitPlsPath(ratedPaths, { model: paths, scale });
const map = all.importancePerformanceMap(fit, { target: "loyalty" });
/** As much of the fit as is ever read. */
const { model, blocks, paths: found, effects, scores } = fit;
const read = { model, blocks, paths: found, effects, scores } as typeof fit;

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
  bootstrapPls: [model, ratedPaths, { seed: 1, draws: 5, level: 0.9, interval: "bca" }],
  compareComplaintRates: [complaints, complaints, { level: 0.9 }],
  comparePlsGroups: [
    model,
    Object.fromEntries(Object.entries(ratedPaths).map(([item, column]) => [item, [...column, ...column]])),
    { groups: [..."xxxxxxxxxxxxyyyyyyyyyyyy"], seed: 1, permutations: 2 },
  ],
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
  fitPlsPath: [
    ratedPaths,
    {
      model: paths,
      scale,
      scheme: "path",
      missing: "mean",
      reversed: ["i1"],
      consistent: true,
      indexWeights: "standardized",
      indexScale: { min: 1, max: 10 },
      tolerance: 1e-6,
      maxIterations: 50,
    },
  ],
  groupJudgments: [[matrix, matrix], { expertWeights: [1, 2] }],
  hiddenDrivers: [{ derived: pairs.importance, stated: pairs.performance }],
  importanceMapChart: [map, { language: "zh", width: 300, height: 300 }],
  importancePerformance: [pairs, { scale, importanceScale: scale, cuts: { importance: 1, performance: 4 } }],
  importancePerformanceChart: [
    all.importancePerformance(pairs, { scale }),
    { language: "zh", width: 300, height: 300 },
  ],
  importancePerformanceMap: [read, { target: "loyalty", cuts: { importance: 0.3, performance: 50 } }],
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
  latentScores: [model, ratedPaths],
  netPromoterScore: [ratings, { scale, cuts: { promotersFrom: 9, detractorsTo: 6 }, level: 0.9, respondentWeights }],
  netPromoterScoreOfShares: [{ promoters: 0.5, detractors: 0.2, n: 100 }, { level: 0.9 }],
  pathDiagramChart: [
    read,
    {
      bootstrap: { paths: all.bootstrapPls(fit, ratedPaths, { seed: 1, draws: 10 }).paths },
      language: "zh",
      width: 500,
      height: 300,
    },
  ],
  pathModel: [paths],
  penaltyReward: [
    { outcome: [...outcome, ...outcome, 4, 6], attributes: { x: [...drivers.a, ...drivers.b, 5, 5] } },
    { low: 4, high: 7, minCell: 2, thresholds: [0.1, 0.4], level: 0.9 },
  ],
  plsPredict: [model, ratedPaths, { seed: 1, folds: 11, antecedents: "earliest" }],
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
  twoStageInteraction: [
    read,
    {
      cause: "service",
      moderator: "image",
      outcome: "loyalty",
      productScaling: "standardized",
      at: [-1, 1],
      level: 0.9,
    },
  ],
  weightedMean: [ratings, respondentWeights, { level: 0.9 }],
  withIndicators: [
    all.ecsiModel,
    {
      image: { items: ["i"] },
      expectation: { items: ["e"] },
      quality: { items: ["q1", "q2"], mode: "B", labelZh: "质量" },
      satisfaction: { items: ["s"] },
      loyalty: { items: ["l"] },
    },
  ],
};

tryWrongCalls(all, calls);
