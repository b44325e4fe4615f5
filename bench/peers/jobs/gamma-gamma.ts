import { expectedSpend, fitGammaGamma, gammaGamma, logLikelihood } from "customer-equity/clv";
import { type Job, relativeDifferences } from "../job.ts";
import { historyOf } from "../portfolios.ts";
import { fitAnswers, fitTolerances } from "../purchase-model.ts";

const parameters = ["p", "q", "gamma"];
const model = gammaGamma({ p: 6.25, q: 3.744, gamma: 15.44 });

export const job: Job = {
  title: "gamma-gamma",
  peer: "lifetimes",
  restsOn: "The peer is given the customers with repeat purchases, and gives standard errors, as is done here.",
  portfolios: {
    quick: ["cdnow-sample or portfolio-2k", "portfolio-10k"],
    whole: ["cdnow-sample or portfolio-2k", "cdnow-master", "portfolio-10k", "portfolio-100k", "portfolio-1m"],
  },
  steps: [
    {
      name: "fit",
      title: "fit",
      run: (portfolio) => fitGammaGamma(historyOf(portfolio)),
      answers: (fit: ReturnType<typeof fitGammaGamma>, portfolio) => ({
        numbers: {
          ...fitAnswers(fit, parameters),
          "logLikelihood at common parameters": logLikelihood(model, historyOf(portfolio)),
        },
      }),
      compare: relativeDifferences(fitTolerances(parameters, true)),
    },
    {
      name: "spend",
      title: "expected spend",
      run: (portfolio) => expectedSpend(model, historyOf(portfolio)),
      answers: (spend: Float64Array) => ({ columns: { spend } }),
      compare: relativeDifferences({ spend: 1e-9 }),
    },
  ],
};
