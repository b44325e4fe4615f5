import {
  fitLoyaltyDeterminants,
  type LoyaltyDeterminantsFit,
  type Mediation,
  mediation,
} from "customer-equity/loyalty";
import { type Answers, type Job, relativeDifferences } from "../job.ts";

const names = ["image1", "quality1", "expectation1"];
const answersOf = (columns: unknown): Record<string, Float64Array> => columns as Record<string, Float64Array>;

export const job: Job = {
  title: "determinants of loyalty",
  peer: "pingouin",
  restsOn:
    "Both regress loyalty, as a score and as yes or no, on three answers made z-scores and a product, with errors, tests and intervals. Mediation: both by way of two answers with 500 resamples; their draws differ, so only effects are compared. Here come ΔR² of the product, and BCa beside percentile intervals, on top.",
  portfolios: { quick: ["survey-1k"], whole: ["survey-1k", "survey-10k"] },
  steps: [
    ...(["linear", "logit"] as const).map((method) => ({
      name: method,
      title: method === "linear" ? "moderated regression" : "moderated logistic regression",
      run: ({ columns }: { readonly columns: unknown }) => {
        const all = answersOf(columns);
        const score = all["loyalty1"]!;
        return fitLoyaltyDeterminants(
          {
            loyalty: method === "linear" ? score : score.map((value) => (value >= 7 ? 1 : 0)),
            determinants: Object.fromEntries(names.map((name) => [name, all[name]!])),
          },
          { method, interactions: [["image1", "quality1"]] },
        );
      },
      answers: ({ terms }: LoyaltyDeterminantsFit): Answers => ({
        columns: {
          coefficients: terms.map(({ estimate }) => estimate),
          errors: terms.map(({ standardError }) => standardError),
        },
      }),
      compare: relativeDifferences(
        method === "linear" ? { coefficients: 1e-7, errors: 1e-7 } : { coefficients: 1e-3, errors: 1e-3 },
      ),
    })),
    {
      name: "mediation",
      title: "mediation with 500 resamples",
      run: ({ columns }: { readonly columns: unknown }) => {
        const all = answersOf(columns);
        return mediation(
          {
            cause: all["quality1"]!,
            mediators: { image1: all["image1"]!, expectation1: all["expectation1"]! },
            outcome: all["loyalty1"]!,
          },
          { structure: "parallel", bootstrap: { seed: 1, draws: 500 } },
        );
      },
      answers: ({ total, direct, indirect }: Mediation): Answers => ({
        numbers: { total: total.estimate, direct: direct.estimate },
        columns: { indirect: indirect.map((effect) => effect.indirect) },
      }),
      compare: relativeDifferences({ total: 1e-7, direct: 1e-7, indirect: 1e-7 }),
    },
  ],
};
