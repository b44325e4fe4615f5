import { describe } from "vitest";
import * as servqual from "../../../src/servqual/index.ts";
import { type Answers, type Examined, expectTable } from "../../degenerate.ts";

const table = `
| function | no respondent | one respondent | two respondents | one question | the same answers | no answers |
| --- | --- | --- | --- | --- | --- | --- |
| servqualScores | throws empty | null: gap.dimensions.standardError, gap.dimensions.t; warns few-respondents | null: gap.dimensions.t; warns few-respondents | answers | null: gap.dimensions.t | null: gap.dimensions.mean, gap.dimensions.standardError, gap.dimensions.t; warns missing-answers, no-answers |
| toleranceZones | throws empty | null: overall.adequacy.standardError, overall.adequacy.t; warns few-respondents | warns few-respondents | answers | null: overall.adequacy.t | null: overall.position, overall.adequacy.standardError, overall.adequacy.t; warns missing-answers, no-answers |
| gapModel | throws empty | null: gaps.customer.dimensions.standardError | answers | answers | answers | null: gaps.customer.mean, gaps.customer.dimensions.standardError |
| gapAntecedents | throws empty | null: antecedents.standardError | answers | answers | answers | null: antecedents.mean, antecedents.standardError |
| waitingTime | throws empty | null: overall.mean.standardError | answers | answers | answers | null: overall.mean, overall.mean.standardError, overall.withinTarget; warns missing-waits |
| cronbachAlpha | throws empty | throws insufficient-data | warns reversed-item | throws insufficient-data | throws zero-variance | throws insufficient-data |
| mcdonaldOmega | throws empty | throws insufficient-data | warns reversed-item, heywood | throws insufficient-data | throws zero-variance | throws insufficient-data |
| splitHalf | throws empty | throws insufficient-data | answers | throws insufficient-data | throws zero-variance | throws insufficient-data |
| guttmanLambdas | throws empty | throws insufficient-data | null: lambda6; warns dependent-items, small-sample | throws insufficient-data | throws zero-variance | throws insufficient-data |
| linearCombinationReliability | throws empty | throws insufficient-data | answers | throws length-mismatch | throws zero-variance | throws insufficient-data |
| heterotraitMonotrait | throws empty | throws insufficient-data | answers | throws length-mismatch | throws zero-variance | throws insufficient-data |
| kaiserMeyerOlkin | throws empty | throws insufficient-data | throws singular | throws insufficient-data | throws zero-variance | throws insufficient-data |
| bartlettTest | throws empty | throws insufficient-data | throws singular | throws insufficient-data | throws zero-variance | throws insufficient-data |
| principalComponents | throws empty | throws insufficient-data | answers | throws insufficient-data | throws zero-variance | throws insufficient-data |
| parallelAnalysis | throws empty | throws insufficient-data | answers | throws insufficient-data | throws zero-variance | throws insufficient-data |
| factorAnalysis | throws empty | throws insufficient-data | throws singular | throws insufficient-data | throws zero-variance | throws insufficient-data |
| confirmatoryFactorAnalysis | throws empty | throws insufficient-data | throws singular | throws length-mismatch | throws zero-variance | throws insufficient-data |
| factorScores | throws empty | throws insufficient-data | throws singular | throws insufficient-data | throws zero-variance | throws insufficient-data |
`;

const scale = { min: 1, max: 7 };
const instrumentOf = (answers: Answers) =>
  servqual.servqualInstrument({
    dimensions: Object.keys(answers)
      .filter((_, j) => j % 2 === 0)
      .map((key, d) => ({
        key: `d${d}`,
        items: [key, `q${2 * d + 2}`].filter((item) => item in answers).map((item) => ({ key: item, text: item })),
      })),
  });
const shifted = (answers: Answers, by: number) =>
  Object.fromEntries(
    Object.entries(answers).map(([item, column]) => [
      item,
      column.map((answer) => (answer === null ? null : Math.min(7, Math.max(1, answer + by)))),
    ]),
  );
const halves = { one: ["q1", "q2", "q3"], other: ["q4", "q5", "q6"] };

const functions: Readonly<Record<string, Examined>> = {
  servqualScores: {
    call: (answers) =>
      servqual.servqualScores({
        instrument: instrumentOf(answers),
        scale,
        perceptions: answers,
        expectations: shifted(answers, 1),
      }),
    figures: ["gap.dimensions.mean", "gap.dimensions.standardError", "gap.dimensions.t"],
  },
  toleranceZones: {
    call: (answers) =>
      servqual.toleranceZones({
        instrument: instrumentOf(answers),
        scale,
        adequate: shifted(answers, -1),
        desired: shifted(answers, 1),
        perceived: answers,
      }),
    figures: ["overall.position", "overall.adequacy.standardError", "overall.adequacy.t"],
  },
  gapModel: {
    call: (answers) => servqual.gapModel({ customerExpectation: shifted(answers, 1), customerPerception: answers }),
    figures: ["gaps.customer.mean", "gaps.customer.dimensions.standardError"],
  },
  gapAntecedents: {
    call: (answers) => servqual.gapAntecedents(answers, { items: { teamwork: Object.keys(answers) } }),
    figures: ["antecedents.mean", "antecedents.standardError"],
  },
  waitingTime: {
    call: ({ q1 }) => servqual.waitingTime(q1!),
    figures: ["overall.mean", "overall.mean.standardError", "overall.withinTarget"],
  },
  cronbachAlpha: {
    call: (answers) => servqual.cronbachAlpha(answers, { scale }),
    figures: ["alpha", "interval", "normalInterval", "items.itemRest", "items.alphaIfDeleted"],
  },
  mcdonaldOmega: { call: (answers) => servqual.mcdonaldOmega(answers), figures: ["omega"] },
  splitHalf: { call: (answers) => servqual.splitHalf(answers), figures: ["guttman", "unequalLength"] },
  guttmanLambdas: { call: (answers) => servqual.guttmanLambdas(answers), figures: ["lambda2", "lambda6"] },
  linearCombinationReliability: {
    call: (answers) => servqual.linearCombinationReliability(answers, { dimensions: halves }),
    figures: ["reliability"],
  },
  heterotraitMonotrait: {
    call: (answers) => servqual.heterotraitMonotrait(answers, { dimensions: halves }),
    figures: ["pairs.ratio"],
  },
  kaiserMeyerOlkin: { call: (answers) => servqual.kaiserMeyerOlkin(answers), figures: ["overall"] },
  bartlettTest: { call: (answers) => servqual.bartlettTest(answers), figures: ["pValue"] },
  principalComponents: { call: (answers) => servqual.principalComponents(answers) },
  parallelAnalysis: { call: (answers) => servqual.parallelAnalysis(answers, { seed: 1, draws: 20 }) },
  factorAnalysis: {
    call: (answers) => servqual.factorAnalysis(answers, { factors: 1, method: "ml" }),
    figures: ["fit.pValue"],
  },
  confirmatoryFactorAnalysis: {
    call: (answers) => servqual.confirmatoryFactorAnalysis(answers, { dimensions: halves }),
    figures: ["fit.rmsea"],
  },
  factorScores: {
    call: (answers) => servqual.factorScores(servqual.factorAnalysis(answers, { factors: 1 }), answers),
  },
};

describe("surveys of which little can be said", () => {
  expectTable(table, functions);
});
