import { describe } from "vitest";
import * as loyalty from "../../../src/loyalty/index.ts";
import { type Answers, type Examined, expectTable } from "../../degenerate.ts";

const table = `
| function | no respondent | one respondent | two respondents | one question | the same answers | no answers |
| --- | --- | --- | --- | --- | --- | --- |
| relativeAttitude | throws empty | answers | answers | — | answers | null: 0 |
| loyaltyMatrix | throws empty | answers | answers | — | answers | throws not-finite |
| loyaltyDiamond | throws empty | answers | answers | — | answers | throws not-finite |
| effectivePortfolio | throws empty | answers | answers | — | answers | throws not-finite |
| loyaltyType | throws empty | answers | answers | — | answers | throws not-finite |
| loyaltyStage | throws empty | answers | answers | — | answers | throws not-finite |
| satisfactionZone | throws empty | answers | answers | answers | answers | throws not-finite |
| satisfactionLoyaltyType | throws empty | answers | answers | — | answers | throws not-finite |
| relationshipStage | throws empty | answers | answers | null: growth.0 | answers | throws not-finite |
| fitLoyaltyDeterminants | throws empty | throws insufficient-data | throws insufficient-data | — | throws zero-variance | throws insufficient-data |
| simpleSlopes | throws empty | throws insufficient-data | throws insufficient-data | — | throws zero-variance | throws insufficient-data |
| loyaltyScore | answers | answers | answers | — | answers | throws not-finite |
| mediation | throws empty | throws insufficient-data | throws insufficient-data | — | throws zero-variance | throws insufficient-data |
| satisfactionLoyaltyCurve | throws empty | throws insufficient-data | throws insufficient-data | — | throws zero-variance | throws insufficient-data |
| trustScore | throws empty | answers | answers | — | answers | null: 0 |
| perceivedValueScore | throws empty | answers | answers | — | answers | null: 0 |
| shareOfWallet | throws empty | answers | answers | answers | answers | null: mean, ofTotal |
| walletAllocation | throws empty | null: banks.standardError | answers | — | answers | throws insufficient-data |
| repurchaseRate | throws empty | answers | answers | — | answers | throws not-finite |
| crossBuying | throws empty | null: depth.standardError | answers | answers | answers | throws not-finite |
| loyaltyIndex | throws empty | answers | answers | null: geometric.0; warns missing-indicators | answers | null: mean, geometric.0; warns missing-indicators |
| justice | throws empty | answers | answers | — | answers | null: 0 |
| recoveryParadox | throws insufficient-data | throws insufficient-data | warns small-sample | — | throws zero-variance | throws insufficient-data |
`;

const scale = { min: 1, max: 7 };
/** Answers from 1 to 7 as shares. What is missing stays so, which a classification refuses. */
const share = (column: readonly (number | null)[] | undefined) =>
  column?.map((answer) => (answer === null ? null : (answer - 1) / 6)) as readonly number[];
const numbers = (column: readonly (number | null)[] | undefined) => column as readonly number[];
const less1 = (column: readonly (number | null)[] | undefined) =>
  column?.map((answer) => (answer === null ? null : answer - 1)) as readonly number[];
const known = loyalty.loyaltyDeterminants({
  coefficients: { satisfaction: 0.4, trust: 0.3 },
  standards: { satisfaction: { mean: 4, deviation: 1.5 }, trust: { mean: 4, deviation: 1.5 } },
});
const fitted = ({ q1, q2, q3 }: Answers) =>
  loyalty.fitLoyaltyDeterminants(
    { loyalty: q1!, determinants: { satisfaction: q2!, trust: q3! } },
    { interactions: [["satisfaction", "trust"]] },
  );

const functions: Readonly<Record<string, Examined>> = {
  relativeAttitude: {
    call: ({ q1, q2, q3 }) => loyalty.relativeAttitude({ own: q1!, others: { north: q2!, south: q3! } }),
    figures: ["0"],
  },
  loyaltyMatrix: {
    call: ({ q1, q2 }) =>
      loyalty.loyaltyMatrix({ relativeAttitude: numbers(q1), repeatPatronage: share(q2) }, { scale }),
  },
  loyaltyDiamond: {
    call: ({ q1, q2 }) => loyalty.loyaltyDiamond({ involvement: numbers(q1), portfolio: numbers(q2) }),
  },
  effectivePortfolio: { call: ({ q1, q2 }) => loyalty.effectivePortfolio({ ours: numbers(q1), north: numbers(q2) }) },
  loyaltyType: {
    call: ({ q1, q2, q3, q4, q5, q6 }) =>
      loyalty.loyaltyType({
        alternatives: numbers(q1),
        attachment: share(q2),
        repeat: share(q3),
        incentiveShare: share(q4),
        priceShare: share(q5),
        convenienceShare: share(q6),
      }),
  },
  loyaltyStage: {
    call: ({ q1, q2, q3, q4 }) =>
      loyalty.loyaltyStage({ cognitive: share(q1), affective: share(q2), conative: share(q3), action: share(q4) }),
  },
  satisfactionZone: { call: ({ q1 }) => loyalty.satisfactionZone({ satisfaction: numbers(q1) }, { scale }) },
  satisfactionLoyaltyType: {
    call: ({ q1, q2 }) =>
      loyalty.satisfactionLoyaltyType(
        { satisfaction: numbers(q1), loyalty: numbers(q2) },
        { scale, loyaltyScale: scale },
      ),
  },
  relationshipStage: {
    call: (answers) => {
      const series = answers["q1"]!.map((_, i) => Object.values(answers).map((column) => column[i]!));
      return loyalty.relationshipStage({ series }, { matureLevel: 4 });
    },
    figures: ["growth.0"],
  },
  fitLoyaltyDeterminants: { call: fitted, figures: ["interactions.effectSize"] },
  simpleSlopes: {
    call: (answers) => loyalty.simpleSlopes(fitted(answers), { predictor: "satisfaction", moderator: "trust" }),
    figures: ["johnsonNeyman"],
  },
  loyaltyScore: {
    call: ({ q1, q2 }) => loyalty.loyaltyScore(known, { satisfaction: numbers(q1), trust: numbers(q2) }),
  },
  mediation: {
    call: ({ q1, q2, q3, q4 }) =>
      loyalty.mediation(
        { cause: q1!, mediators: { satisfaction: q2!, trust: q3! }, outcome: q4! },
        { bootstrap: { seed: 1, draws: 20 } },
      ),
    figures: ["proportionMediated"],
  },
  satisfactionLoyaltyCurve: {
    call: ({ q1, q2 }) => loyalty.satisfactionLoyaltyCurve(q1!, q2!, { scale, forms: ["linear"] }),
    figures: ["curves.rSquared"],
  },
  trustScore: {
    call: ({ q1, q2, q3 }) => loyalty.trustScore({ ability: q1!, benevolence: q2!, integrity: q3! }, { scale }),
    figures: ["0"],
  },
  perceivedValueScore: {
    call: ({ q1, q2 }) => loyalty.perceivedValueScore({ benefits: q1!, sacrifices: q2! }, { form: "ratio", scale }),
    figures: ["0"],
  },
  shareOfWallet: {
    call: ({ q1 }) =>
      loyalty.shareOfWallet({ own: q1!, total: q1!.map((answer) => (answer === null ? null : answer + 3)) }),
    figures: ["mean", "ofTotal"],
  },
  walletAllocation: {
    call: ({ q1, q2, q3 }) => loyalty.walletAllocation({ ours: q1!, north: q2!, south: q3! }),
    figures: ["banks.standardError"],
  },
  repurchaseRate: { call: ({ q1, q2 }) => loyalty.repurchaseRate({ before: less1(q1), again: less1(q2) }) },
  crossBuying: { call: ({ q1 }) => loyalty.crossBuying(numbers(q1)), figures: ["depth.standardError"] },
  loyaltyIndex: {
    call: ({ q1, q2 }) =>
      loyalty.loyaltyIndex(
        {
          share: { part: "behavioral", worst: 1, best: 7 },
          recommend: { part: "attitudinal", worst: 1, best: 7 },
        },
        { share: q1!, ...(q2 === undefined ? {} : { recommend: q2 }) },
      ),
    figures: ["mean", "geometric.0"],
  },
  justice: {
    call: ({ q1, q2, q3 }) => loyalty.justice({ distributive: q1!, procedural: q2!, interactional: q3! }),
    figures: ["0"],
  },
  recoveryParadox: { call: ({ q1, q2 }) => loyalty.recoveryParadox({ recovered: q1!, noFailure: q2! }) },
};

describe("customers of whom little can be said", () => {
  expectTable(table, functions);
});
