import { requireArray, requireNumber, requireOptions } from "../checks.ts";
import { InputError } from "../errors.ts";
import { chiSquareSurvival } from "../numeric/distributions.ts";
import type { Warning } from "../types.ts";

/** What {@link likelihoodRatioTest} reads of a fit. */
export interface LikelihoodSummary {
  readonly logLikelihood: number;
  readonly customers: number;
  readonly parameterNames: readonly string[];
  /** A fit with a penalty did not maximise the likelihood, and is refused. */
  readonly penalty?: unknown;
}

/** Options of {@link likelihoodRatioTest}. */
export interface LikelihoodRatioTestOptions {
  /**
   * By how many parameters the models differ.
   * @defaultValue the difference of their numbers of parameters
   */
  readonly degreesOfFreedom?: number | undefined;
  /**
   * The smaller model lies on the edge of the larger one (no attrition, no spread): the distribution is then half a point at 0.
   * @defaultValue false
   */
  readonly boundary?: boolean | undefined;
}

/** What {@link likelihoodRatioTest} returns. */
export interface LikelihoodRatioTest {
  /** Twice the gain in log-likelihood, at least 0. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Chance of a gain at least as large if the smaller model were true. */
  readonly pValue: number;
  readonly warnings: readonly Warning[];
}

/**
 * Does a larger model describe the data better than a smaller one that it contains (似然比检验), by more than its additional parameters
 * would by chance?
 *
 * Statistic 2 (ln L of the larger − ln L of the smaller), chi-square with as many degrees of freedom as there are additional
 * parameters. Where the smaller model is the edge of the larger one, as NBD is of Pareto/NBD, the p-value is halved: exact for one
 * additional parameter (Self & Liang 1987), for more on the safe side, as there the mixture has lower degrees of freedom as well.
 *
 * @param smaller - The fit of the model with fewer parameters, on the same data.
 * @param larger - The fit of the model that contains it.
 * @param options - Degrees of freedom, boundary.
 * @returns Statistic, degrees of freedom, p-value; a warning `likelihood-fell` where the larger model's likelihood is the lower one: it
 * was not maximised.
 * @throws InputError `length-mismatch` for fits of different numbers of customers, `bad-option` where the larger model has no
 * additional parameter, `not-finite` for what is no fit.
 * @remarks Source: Wilks (1938); Self & Liang (1987), JASA 82. Twins: CLVTools (`lrtest` of lmtest), neither lifetimes nor
 * pymc-marketing.
 * @example
 * ```ts
 * import { fitNbd, fitParetoNbd, likelihoodRatioTest, paretoNbd, simulateCohort } from "customer-equity/clv";
 * const truth = paretoNbd({ r: 0.8, alpha: 6, s: 0.6, beta: 12, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1 });
 * const test = likelihoodRatioTest(fitNbd(history), fitParetoNbd(history), { boundary: true });
 * console.log(test.pValue < 0.01); // true
 * ```
 */
export function likelihoodRatioTest(
  smaller: LikelihoodSummary,
  larger: LikelihoodSummary,
  options?: LikelihoodRatioTestOptions,
): LikelihoodRatioTest {
  const { degreesOfFreedom, boundary = false } = requireOptions(options);
  const low = requireNumber(requireOptions(smaller, "smaller").logLikelihood, "smaller.logLikelihood");
  const high = requireNumber(requireOptions(larger, "larger").logLikelihood, "larger.logLikelihood");
  for (const [path, { penalty }] of Object.entries({ smaller, larger })) {
    if (penalty === undefined) continue;
    throw new InputError({
      code: "bad-option",
      path: `${path}.penalty`,
      expected: "a fit without a penalty, which maximises the likelihood",
      received: penalty,
    });
  }
  if (smaller.customers !== larger.customers) {
    throw new InputError({
      code: "length-mismatch",
      path: "larger.customers",
      expected: `${smaller.customers}, the customers of the smaller model`,
      received: larger.customers,
      advice: "Fit both models on the same data.",
    });
  }
  const namesOf = "the names of the parameters";
  const fewer = requireArray(smaller.parameterNames, "smaller.parameterNames", namesOf).length;
  const more = requireArray(larger.parameterNames, "larger.parameterNames", namesOf).length;
  const difference = degreesOfFreedom ?? more - fewer;
  requireNumber(difference, degreesOfFreedom === undefined ? "larger.parameterNames" : "options.degreesOfFreedom", {
    min: 1,
    integer: true,
    advice: "The larger model comes second, and has parameters that the smaller one does not have.",
  });
  const gain = 2 * (high - low);
  const statistic = Math.max(0, gain);
  const tail = chiSquareSurvival(statistic, difference);
  // The optimisers end within a hundredth of their optimum at worst.
  const fell = gain < -0.02;
  return {
    statistic,
    degreesOfFreedom: difference,
    pValue: boundary ? (statistic === 0 ? 1 : 0.5 * tail) : tail,
    warnings: fell
      ? [
          {
            code: "likelihood-fell",
            message: `The larger model's log-likelihood is lower by ${(-gain / 2).toPrecision(3)}: it was not maximised, or does not contain the smaller one. Fit it from the smaller one's optimum.`,
          },
        ]
      : [],
  };
}
