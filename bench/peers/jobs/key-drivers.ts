import { type KeyDrivers, keyDrivers } from "customer-equity/satisfaction";
import { type Answers, type Job, relativeDifferences } from "../job.ts";
import { surveyBlocks } from "../portfolios.ts";

const names = surveyBlocks.slice(0, 3).flatMap((block) => [1, 2, 3, 4].map((h) => `${block}${h}`));

export const job: Job = {
  title: "key drivers",
  peer: "pingouin",
  restsOn:
    "Both regress one question on twelve others, with standard errors, tests and intervals, and divide R² among the twelve by LMG (the Shapley value): 4,095 regressions. Here Johnson's relative weights, Pratt's measure and the correlations come on top.",
  portfolios: { quick: ["survey-1k"], whole: ["survey-1k", "survey-10k", "survey-100k"] },
  steps: [
    {
      name: "drivers",
      title: "regression and LMG",
      run: ({ columns }) => {
        const answers = columns as Record<string, Float64Array>;
        const drivers = Object.fromEntries(names.map((name) => [name, answers[name]!]));
        return keyDrivers({ outcome: answers["loyalty1"]!, drivers });
      },
      answers: ({ rSquared, drivers }: KeyDrivers): Answers => ({
        numbers: { rSquared },
        columns: {
          coefficients: drivers.map(({ coefficient }) => coefficient),
          errors: drivers.map(({ standardError }) => standardError),
          importances: drivers.map(({ shapley }) => shapley),
        },
      }),
      compare: relativeDifferences({ rSquared: 1e-9, coefficients: 1e-7, errors: 1e-7, importances: 1e-7 }),
      goals: { "survey-1k": 10 },
    },
  ],
};
