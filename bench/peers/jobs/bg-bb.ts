import {
  bgBb,
  expectedTransactions,
  fitBgBb,
  logLikelihood,
  type PurchaseHistory,
  probabilityAlive,
} from "customer-equity/clv";
import { type Job, relativeDifferences } from "../job.ts";
import type { Portfolio } from "../portfolios.ts";
import { fitAnswers, fitTolerances } from "../purchase-model.ts";

const parameters = ["alpha", "beta", "gamma", "delta"];
const model = bgBb({ alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78, opportunitiesPerYear: 1 });

/** Donors with the same record are one row with a weight, on both sides. */
function donorsOf({ columns }: Portfolio): PurchaseHistory {
  const { frequency, recency, age, weight } = columns as Record<string, Float64Array>;
  return {
    frequency: frequency!,
    recency: recency!,
    age: age!,
    weight: weight!,
    timeUnit: "opportunity",
    opportunitiesPerYear: 1,
  };
}

export const job: Job = {
  title: "BG/BB",
  peer: "lifetimes",
  restsOn: "Both sides take the rows with their weights. The peer gives standard errors, too.",
  portfolios: { quick: ["donors or donors-synthetic"], whole: ["donors", "donors-synthetic"] },
  steps: [
    {
      name: "fit",
      title: "fit",
      run: (portfolio) => fitBgBb(donorsOf(portfolio)),
      answers: (fit: ReturnType<typeof fitBgBb>, portfolio) => ({
        numbers: {
          ...fitAnswers(fit, parameters),
          "logLikelihood at common parameters": logLikelihood(model, donorsOf(portfolio)),
        },
      }),
      compare: relativeDifferences(fitTolerances(parameters, true)),
    },
    {
      name: "alive",
      title: "chance to be active",
      run: (portfolio) => probabilityAlive(model, donorsOf(portfolio), { ahead: 1 }),
      answers: (alive: Float64Array) => ({ columns: { alive } }),
      compare: relativeDifferences({ alive: 1e-9 }),
    },
    {
      name: "expected",
      title: "expected purchases",
      run: (portfolio) => expectedTransactions(model, donorsOf(portfolio), { horizon: 5 }),
      answers: (expected: Float64Array) => ({ columns: { expected } }),
      compare: relativeDifferences({ expected: 1e-9 }),
    },
  ],
};
