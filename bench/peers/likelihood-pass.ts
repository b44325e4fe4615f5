import type { LogLikelihood } from "../../src/statistics/maximum-likelihood.ts";
import { type Job, relativeDifferences } from "./job.ts";
import type { Portfolio } from "./portfolios.ts";

/** One pass of a likelihood, value and gradient, against the same pass in plain C: how far the engine is from what the machine can do. */
export function likelihoodPassJob(
  title: string,
  parameters: Readonly<Record<string, number>>,
  likelihoodOf: (portfolio: Portfolio) => LogLikelihood,
): Job {
  const names = Object.keys(parameters);
  const natural = Float64Array.from(Object.values(parameters));
  const likelihoods = new WeakMap<Portfolio, LogLikelihood>();
  return {
    title,
    peer: "C",
    restsOn:
      "The same method in C, compiled with -O3; as many logarithms and exponentials a row on both sides, and no two rows alike. Time of a pass, divided by the rows.",
    portfolios: { quick: ["portfolio-100k"], whole: ["portfolio-100k", "portfolio-1m"] },
    prepare: (portfolio) => likelihoods.set(portfolio, likelihoodOf(portfolio)),
    steps: [
      {
        name: "pass",
        title: "likelihood and gradient",
        run: (portfolio) => {
          const gradient = new Float64Array(names.length);
          return { logLikelihood: likelihoods.get(portfolio)!(natural, gradient), gradient };
        },
        answers: ({
          logLikelihood,
          gradient,
        }: {
          readonly logLikelihood: number;
          readonly gradient: Float64Array;
        }) => ({
          numbers: {
            logLikelihood,
            ...Object.fromEntries(names.map((name, i) => [`slope of ${name}`, gradient[i]!])),
          },
        }),
        // Slopes are sums of large terms of both signs, which nearly cancel near the optimum.
        compare: relativeDifferences({
          logLikelihood: 1e-12,
          ...Object.fromEntries(names.map((name) => [`slope of ${name}`, 1e-8])),
        }),
        // Within one and a half times the time of C.
        goals: { "portfolio-100k": 2 / 3, "portfolio-1m": 2 / 3 },
      },
    ],
  };
}
