import { describe } from "vitest";
import * as satisfaction from "../../../src/satisfaction/index.ts";
import { type Answers, type Examined, expectTable } from "../../degenerate.ts";

const table = `
| function | no respondent | one respondent | two respondents | one question | the same answers | no answers |
| --- | --- | --- | --- | --- | --- | --- |
| satisfactionIndex | throws empty | null: standardError | answers | answers | answers | throws insufficient-data |
| directSatisfaction | throws empty | null: standardError | answers | answers | answers | throws insufficient-data |
| satisfactionByDimension | throws empty | answers | answers | answers | answers | throws insufficient-data |
| disconfirmation | throws empty | null: mean.standardError | answers | — | answers | throws insufficient-data |
| satisfactionByDisconfirmation | throws empty | null: standardError | answers | — | answers | throws insufficient-data |
| deliveredValueScore | throws empty | null: meanDifference.standardError | answers | — | answers | throws insufficient-data |
| csat | throws empty | null: mean.standardError | answers | answers | answers | throws insufficient-data |
| netPromoterScore | throws empty | warns no-variation | answers | answers | warns no-variation | throws insufficient-data |
| customerEffortScore | throws empty | null: mean.standardError | answers | answers | answers | throws insufficient-data |
| sevenLevelSatisfaction | throws empty | null: csm.standardError | answers | answers | answers | throws insufficient-data |
| weightedMean | throws empty | null: standardError | answers | answers | answers | throws insufficient-data |
| domainMeans | throws empty | null: overall.standardError, domains.standardError | null: domains.standardError | answers | answers | throws insufficient-data |
| stratifiedMean | throws empty | throws insufficient-data | answers | answers | answers | throws insufficient-data |
| rakeWeights | throws empty | throws singular | answers | — | — | — |
| postStratify | throws empty | throws singular | answers | — | — | — |
| answerQuality | throws empty | null: patternDistances.0; warns no-pattern | null: patternDistances.0; warns no-pattern | null: spreads.0 | null: patternDistances.0; warns no-pattern, many-flags | null: patternDistances.0, spreads.0; warns no-pattern, many-flags |
| kano | throws empty | null: attributes.better, attributes.worse; warns unclear-category | warns unclear-category | — | answers | throws insufficient-data |
| keyDrivers | throws empty | throws insufficient-data | throws insufficient-data | — | throws zero-variance | throws insufficient-data |
| penaltyReward | throws empty | throws insufficient-data | throws insufficient-data | — | throws insufficient-data | throws insufficient-data |
| fitPlsPath | throws empty | throws insufficient-data | throws insufficient-data | throws length-mismatch | throws zero-variance | throws insufficient-data |
| bootstrapPls | throws empty | throws insufficient-data | throws insufficient-data | throws length-mismatch | throws zero-variance | throws insufficient-data |
| latentScores | throws empty | answers | answers | throws length-mismatch | answers | null: scores.service.0, indexes.service.0 |
`;

const scale = { min: 1, max: 7 };
const some = (answers: Answers, ...names: readonly string[]) =>
  Object.fromEntries(names.filter((name) => name in answers).map((name) => [name, answers[name]!]));
const groups = ({ q1 }: Answers) => q1!.map((_, i) => (i % 2 === 0 ? "x" : "y"));
const paths = satisfaction.pathModel({
  blocks: { service: { items: ["q1", "q2", "q3"] }, loyalty: { items: ["q4", "q5", "q6"] } },
  edges: [["service", "loyalty"]],
});
const rows = Array.from({ length: 20 }, (_, i) => i);
const fitted = satisfaction.fitPlsPath(
  Object.fromEntries(
    [5, 7, 4, 6, 3, 8].map((step, j) => [`q${j + 1}`, rows.map((i) => 1 + ((i * step + (i % 3)) % 7))]),
  ),
  { model: paths, scale },
);
const words = ["dislike", "dislike", "live-with", "neutral", "must-be", "like", "like"] as const;
const wordsOf = (column: readonly (number | null)[] | undefined) =>
  column!.map((answer) => (answer === null ? null : words[answer - 1]!));
const levels = satisfaction.satisfactionLevels.map(({ level }) => level);

const functions: Readonly<Record<string, Examined>> = {
  satisfactionIndex: {
    call: (answers) => satisfaction.satisfactionIndex(answers, { scale }),
    figures: ["index", "standardError"],
  },
  directSatisfaction: {
    call: (answers) => satisfaction.directSatisfaction(answers, { scale, form: "top-box" }),
    figures: ["index", "standardError"],
  },
  satisfactionByDimension: {
    call: (answers) => {
      const { q1: _, ...others } = answers;
      const second = Object.keys(others);
      const dimensions = { one: ["q1"], ...(second.length === 0 ? {} : { other: second }) };
      return satisfaction.satisfactionByDimension(answers, { scale, dimensions });
    },
    figures: ["index"],
  },
  disconfirmation: {
    call: ({ q1, q2 }) => satisfaction.disconfirmation({ perceived: q1!, expected: q2! }),
    figures: ["mean.standardError"],
  },
  satisfactionByDisconfirmation: {
    call: ({ q1, q2 }) => satisfaction.satisfactionByDisconfirmation({ perceived: q1!, expected: q2! }, { scale }),
    figures: ["standardError"],
  },
  deliveredValueScore: {
    call: (answers) =>
      satisfaction.deliveredValueScore({
        value: some(answers, "q1", "q2", "q3"),
        cost: some(answers, "q4", "q5", "q6"),
      }),
    figures: ["meanDifference.standardError", "ratioOfMeans"],
  },
  csat: { call: ({ q1 }) => satisfaction.csat(q1!, { scale }), figures: ["mean.standardError"] },
  netPromoterScore: {
    call: ({ q1 }) => satisfaction.netPromoterScore(q1!, { scale, cuts: { promotersFrom: 6, detractorsTo: 4 } }),
    figures: ["standardError"],
  },
  customerEffortScore: {
    call: ({ q1 }) => satisfaction.customerEffortScore(q1!),
    figures: ["mean.standardError"],
  },
  sevenLevelSatisfaction: {
    call: ({ q1 }) =>
      satisfaction.sevenLevelSatisfaction(q1!.map((value) => (value === null ? null : levels[value - 1]!))),
    figures: ["csm.standardError"],
  },
  weightedMean: {
    call: ({ q1 }) =>
      satisfaction.weightedMean(
        q1!,
        q1!.map((_, i) => 1 + (i % 3)),
      ),
    figures: ["standardError"],
  },
  domainMeans: {
    call: (answers) => satisfaction.domainMeans(answers["q1"]!, groups(answers)),
    figures: ["overall.standardError", "domains.standardError"],
  },
  stratifiedMean: {
    call: (answers) =>
      satisfaction.stratifiedMean({
        one: { population: 9000, answers: answers["q1"]! },
        other: { population: 3000, answers: answers["q1"]! },
      }),
  },
  rakeWeights: {
    call: (answers) => satisfaction.rakeWeights({ group: { categories: groups(answers), targets: { x: 1, y: 2 } } }),
  },
  postStratify: { call: (answers) => satisfaction.postStratify(groups(answers), { x: 1, y: 2 }) },
  answerQuality: {
    call: (answers) => satisfaction.answerQuality(answers, { scale }),
    figures: ["patternDistances.0", "spreads.0"],
  },
  kano: {
    call: ({ q1, q2 }) =>
      satisfaction.kano({
        a: { functional: wordsOf(q1), dysfunctional: wordsOf(q2?.map((answer) => answer && 8 - answer)) },
      }),
    figures: ["attributes.better", "attributes.worse"],
  },
  keyDrivers: {
    call: (answers) => satisfaction.keyDrivers({ outcome: answers["q1"]!, drivers: some(answers, "q2", "q3", "q4") }),
  },
  penaltyReward: {
    call: (answers) =>
      satisfaction.penaltyReward(
        { outcome: answers["q1"]!, attributes: some(answers, "q2") },
        { low: 3, high: 5, minCell: 5 },
      ),
  },
  fitPlsPath: {
    call: (answers) => satisfaction.fitPlsPath(answers, { model: paths, scale }),
    figures: ["blocks.index"],
  },
  bootstrapPls: {
    call: (answers) =>
      satisfaction.bootstrapPls(satisfaction.fitPlsPath(answers, { model: paths, scale }), answers, {
        seed: 1,
        draws: 20,
      }),
  },
  latentScores: {
    call: (answers) => satisfaction.latentScores(fitted, answers),
    figures: ["scores.service.0", "indexes.service.0"],
  },
};

describe("surveys of which little can be said", () => {
  expectTable(table, functions);
});
