import type { LogLikelihood } from "../../src/statistics/maximum-likelihood.ts";
import { type Job, relativeDifferences } from "./job.ts";
import type { Portfolio } from "./portfolios.ts";

/** One pass of a likelihood, value and derivatives, against the same pass in plain C: how far the engine is from what the machine can do. */
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
        title: "likelihood, first and second derivatives",
        run: (portfolio) => {
          const gradient = new Float64Array(names.length);
          const hessian = names.map(() => new Float64Array(names.length));
          return { logLikelihood: likelihoods.get(portfolio)!(natural, gradient, hessian), gradient, hessian };
        },
        answers: ({ logLikelihood, gradient, hessian }: Pass) => ({
          numbers: {
            logLikelihood,
            ...Object.fromEntries(
              names.flatMap((name, i) => [
                [`slope of ${name}`, gradient[i]!],
                ...names.slice(0, i + 1).map((other, j) => [`curvature of ${name} and ${other}`, hessian[i]![j]!]),
              ]),
            ),
          },
        }),
        // Derivatives are sums of large terms of both signs, which nearly cancel near the optimum.
        compare: relativeDifferences({
          logLikelihood: 1e-12,
          ...Object.fromEntries(
            names.flatMap((name, i) => [
              [`slope of ${name}`, 1e-7],
              ...names.slice(0, i + 1).map((other) => [`curvature of ${name} and ${other}`, 1e-9]),
            ]),
          ),
        }),
        // Within one and a half times the time of C.
        goals: { "portfolio-100k": 2 / 3, "portfolio-1m": 2 / 3 },
      },
    ],
  };
}

/** What a pass gives. */
interface Pass {
  readonly logLikelihood: number;
  readonly gradient: Float64Array;
  readonly hessian: readonly Float64Array[];
}
