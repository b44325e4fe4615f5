import * as all from "../../../src/servqual/index.ts";
import { tryWrongCalls } from "../../wrong-calls.ts";

const scale = { min: 1, max: 7 };
const instrument = all.servqualInstrument({
  label: "short",
  dimensions: [
    {
      key: "D",
      label: "one",
      labelZh: "甲",
      items: [
        { key: "Q1", text: "prompt", textZh: "及时" },
        { key: "Q2", text: "late", reversed: true },
      ],
    },
    { key: "E", items: [{ key: "Q3", text: "kind" }] },
    { key: "F", items: [{ key: "Q4", text: "clear" }] },
  ],
});
const perceptions = { Q1: [5, 4, 6, null], Q2: [2, 3, 3, 4], Q3: [6, 5, 7, 5], Q4: [4, 5, null, 6] };
const expectations = { Q1: [6, 6, 7, 5], Q2: [1, 2, 1, 3], Q3: [6, 7, 6, 6], Q4: [6, 6, 7, 7] };
const lower = { Q1: [4, 3, 5, 4], Q2: [4, 4, 5, 5], Q3: [5, 4, 5, 5], Q4: [5, 5, 6, 6] };
const scores = all.servqualScores({ instrument, scale, perceptions, expectations, weights: { D: 50, E: 40, F: 10 } });
/** As much of the scores as charts read. */
const { instrument: whole, gap, perception, expectation, weights, ranking, level } = scores;
const dimensionsOf = (measure: all.ServqualMeasure | null) =>
  measure && { dimensions: measure.dimensions, overall: { meanOfDimensions: measure.overall.meanOfDimensions } };
const zones = all.toleranceZones({ instrument, scale, adequate: lower, desired: expectations, perceived: perceptions });
const answers = {
  Q1: [4, 3, 5, 2, 4, 5, 1, 3],
  Q2: [5, 3, 4, 2, 4, 4, 2, 3],
  Q3: [4, 2, 5, 3, 5, 5, 1, 4],
  Q4: [2, 5, 4, 3, 3, 5, 2, null],
};
const correlations = [
  [1, 0.6, 0.5, 0.2],
  [0.6, 1, 0.5, 0.3],
  [0.5, 0.5, 1, 0.1],
  [0.2, 0.3, 0.1, 1],
];
const options = { items: ["Q1", "Q2", "Q3", "Q4"], reversed: ["Q4"], scale, missing: "listwise" };
const halves = { one: ["Q1", "Q2"], other: ["Q3", "Q4"] };
const analysis = all.factorAnalysis(answers, { factors: 1 });
const rates = { arrivalsPerHour: 50, servicesPerHour: 12, servers: 6 };

/** A good call of each function: its arguments. */
const calls: Readonly<Record<string, readonly unknown[]>> = {
  averageVarianceExtracted: [[0.8, 0.7]],
  bartlettTest: [{ correlations, n: 90, items: options.items }, {}],
  compositeReliability: [[0.8, 0.7], { errorVariances: [0.3, 0.5] }],
  confirmatoryFactorAnalysis: [answers, { ...options, dimensions: halves }],
  cronbachAlpha: [answers, { ...options, cut: 0.7, level: 0.9 }],
  differenceReliability: [
    {
      first: { reliability: 0.8, standardDeviation: 1 },
      second: { reliability: 0.7, standardDeviation: 2 },
      correlation: 0.5,
    },
  ],
  discriminantValidity: [
    {
      loadings: { a: [0.8, 0.7], b: [0.6] },
      correlations: [
        [1, 0.4],
        [0.4, 1],
      ],
    },
  ],
  factorAnalysis: [answers, { ...options, factors: 1, method: "ml", rotation: "promax" }],
  factorScores: [analysis, answers, { method: "bartlett" }],
  gapAntecedents: [
    answers,
    {
      items: { teamwork: ["Q1", "Q2"], roleConflict: ["Q3"] },
      reversed: ["Q2"],
      scale,
      gaps: { delivery: [1, 0, 2, 0, 1, 2, 0, 1] },
      missing: "pairwise",
    },
  ],
  gapModel: [
    {
      customerExpectation: { a: [5, 6, null], b: 6 },
      managerPerceivedExpectation: { a: 5, b: 5 },
      standards: { a: 4, b: 5 },
      delivery: { a: [4, 4], b: 5 },
      communication: { a: 5, b: 5 },
      customerPerception: { a: [4, 3, 5], b: 4 },
    },
    { mode: "chained", scale, weights: { a: 1, b: 2 } },
  ],
  guttmanLambdas: [answers, options],
  heterotraitMonotrait: [
    answers,
    { ...options, dimensions: halves, absolute: false, cut: 0.85, level: 0.9, bootstrap: { seed: 1, draws: 20 } },
  ],
  importanceGapChart: [
    { instrument: whole, gap: dimensionsOf(gap), weights, ranking },
    { language: "zh", width: 300, height: 300 },
  ],
  kaiserMeyerOlkin: [{ correlations }, {}],
  linearCombinationReliability: [answers, { ...options, dimensions: halves }],
  mcdonaldOmega: [answers, { ...options, method: "ml", cut: 0.7, level: 0.9 }],
  parallelAnalysis: [
    { correlations, n: 30 },
    { seed: 1, draws: 10, quantile: 0.9 },
  ],
  principalComponents: [answers, { ...options, components: 2, rotation: "varimax" }],
  probabilityWaitExceeds: [rates, { minutes: 5 }],
  questionnaire: [instrument, { language: "zh", form: "servperf", scale, weights: true }],
  queueModel: [rates],
  screeChart: [all.parallelAnalysis({ correlations, n: 30 }, { seed: 1, draws: 10 }), { language: "zh", width: 300 }],
  serversForTarget: [rates, { minutes: 5, share: 0.9, meanWaitMinutes: 4 }],
  servqualGapChart: [
    { instrument: whole, gap: dimensionsOf(gap), level },
    { language: "zh", by: "dimensions", width: 300 },
  ],
  servqualInstrument: [instrument],
  servqualRadarChart: [
    { instrument: whole, scale, perception: dimensionsOf(perception), expectation: dimensionsOf(expectation) },
    { language: "zh", by: "items", height: 300 },
  ],
  servqualScores: [
    {
      instrument,
      scale,
      perceptions,
      expectations,
      weights: { D: [60, 50, 40, 70], E: [30, 50, 60, 30], F: [10, 0, 0, 0] },
    },
    { aggregation: "sum", missing: "listwise", minShare: 0.5, level: 0.9, respondentWeights: [1, 2, 1, 1] },
  ],
  splitHalf: [answers, { ...options, halves: [halves.one, halves.other] }],
  toleranceZone: [{ adequate: 4, desired: 6, perceived: 5 }],
  toleranceZoneChart: [zones, { language: "zh", by: "items" }],
  toleranceZones: [
    { instrument, scale, adequate: lower, desired: expectations, perceived: perceptions },
    { onInverted: "drop", missing: "pairwise", minShare: 0.5, level: 0.9 },
  ],
  waitingTime: [
    [3, 12, null, 5],
    { targetMinutes: 10, quantiles: [0.5, 0.9], groups: { branch: ["a", "b", "a", "b"] }, level: 0.9 },
  ],
};

tryWrongCalls(all, calls);
