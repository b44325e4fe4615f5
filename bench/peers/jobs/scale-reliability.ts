import {
  bartlettTest,
  cronbachAlpha,
  type FactorAnalysis,
  factorAnalysis,
  kaiserMeyerOlkin,
} from "customer-equity/servqual";
import { type Answers, type Job, relativeDifferences } from "../job.ts";
import type { Portfolio } from "../portfolios.ts";

const answersOf = ({ columns }: Portfolio) => columns as Record<string, Float64Array>;

export const job: Job = {
  title: "reliability and factors of a scale",
  peer: "factor_analyzer",
  restsOn:
    "Alpha is pingouin's, all else factor_analyzer's. Alpha here has statistics of every item on top, the factor analysis standard figures of fit and weights for scores. factor_analyzer calls scikit-learn by a name that newer versions no longer have: the twin passes it on under the new one.",
  portfolios: { quick: ["survey-1k"], whole: ["survey-1k", "survey-10k", "survey-100k"] },
  steps: [
    {
      name: "alpha",
      title: "Cronbach's alpha with its interval",
      run: (portfolio) => cronbachAlpha(answersOf(portfolio)),
      answers: ({ alpha, interval }: ReturnType<typeof cronbachAlpha>): Answers => ({
        numbers: { alpha, lower: interval!.lower, upper: interval!.upper },
      }),
      // The peer rounds the ends to three digits.
      compare: relativeDifferences({ alpha: 1e-12, lower: 1e-3, upper: 1e-3 }),
    },
    {
      name: "adequacy",
      title: "KMO and Bartlett's test",
      run: (portfolio) => [kaiserMeyerOlkin(answersOf(portfolio)), bartlettTest(answersOf(portfolio))] as const,
      answers: ([kmo, bartlett]: readonly [
        ReturnType<typeof kaiserMeyerOlkin>,
        ReturnType<typeof bartlettTest>,
      ]): Answers => ({
        numbers: { overall: kmo.overall, chiSquare: bartlett.chiSquare },
        columns: { byItem: kmo.byItem.map((measure) => measure ?? Number.NaN) },
      }),
      compare: relativeDifferences({ overall: 1e-9, chiSquare: 1e-9, byItem: 1e-9 }),
    },
    {
      name: "factors",
      title: "six factors by minres, varimax",
      run: (portfolio) => factorAnalysis(answersOf(portfolio), { factors: 6, rotation: "varimax" }),
      answers: ({ loadings, communalities }: FactorAnalysis): Answers => ({
        columns: { communalities, largest: loadings.map((row) => Math.max(...row.map(Math.abs))) },
      }),
      compare: relativeDifferences({ communalities: 1e-3, largest: 1e-3 }),
    },
  ],
};
