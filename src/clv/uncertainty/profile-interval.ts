import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { chiSquareQuantile } from "../../numeric/distributions.ts";
import { minimize, type Objective } from "../../numeric/minimize.ts";
import type { LikelihoodFit, Warning } from "../../types.ts";
import { parameterOf } from "../covariates/coefficients.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { ClvModel } from "../parse-model.ts";
import type { GammaGammaModel } from "../spend/gamma-gamma.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import { problemOfFit, refuseCorrelation } from "./estimation-problem.ts";
import type { MapFit } from "./fit-map.ts";

/** Options of {@link profileInterval}. */
export interface ProfileIntervalOptions {
  /** Which parameter: one of the fit's `parameterNames`. */
  readonly parameter: string;
  /**
   * Confidence of the interval.
   * @defaultValue 0.95
   */
  readonly level?: number | undefined;
}

/** What {@link profileInterval} returns. */
export interface ProfileInterval {
  readonly parameter: string;
  readonly level: number;
  readonly estimate: number;
  /** Lower end; `null` where no value above 0, however small, can be excluded. */
  readonly lower: number | null;
  /** Upper end; `null` where no value, however large, can be excluded. */
  readonly upper: number | null;
  readonly warnings: readonly Warning[];
}

/** As far as the profile is followed, as a factor of the estimate either way. */
const farthest = /* @__PURE__ */ Math.log(1e6);

/**
 * Which values of one parameter the data allow (轮廓似然区间), whatever the others are: the values at which the likelihood, maximised over
 * all other parameters, is within reach of its maximum. Right where the usual interval (estimate and standard error) is not: in small
 * samples, near the edge of the parameter space, and on a ridge, where one end does not exist.
 *
 * The interval is { v : 2 (ln L − max ln L given the parameter is v) ≤ the `level` quantile of chi-square(1) }.
 *
 * @param fit - A fit of a purchase process, or of gamma-gamma to mean amounts, by maximum likelihood.
 * @param history - The history that it was fitted on.
 * @param options - `parameter` and `level`.
 * @returns The interval; an end is `null`, with a warning `open-interval`, where the profile never falls that far within a factor of a
 * million.
 * @throws InputError `unknown-kind` for a fit of another kind, `bad-option` for a parameter that the model does not have, or a fit with `m` or
 * with priors,
 * `length-mismatch` for a history of another size, `out-of-range` for a level outside (0, 1).
 * @remarks Source: Venzon & Moolgavkar (1988), Applied Statistics 37(1). Twins: none in BTYD, CLVTools, lifetimes; `confint` of R's MASS for
 * other models.
 * @example
 * ```ts
 * import { bgNbd, fitBgNbd, profileInterval, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1 });
 * const { lower, upper } = profileInterval(fitBgNbd(history), history, { parameter: "r" });
 * console.log(lower! < 0.8 && upper! > 0.8); // true
 * ```
 */
export function profileInterval(
  fit: LikelihoodFit<TransactionModel | GammaGammaModel>,
  history: PurchaseHistory,
  options: ProfileIntervalOptions,
): ProfileInterval {
  requireMaximum(fit);
  const { transform, logLikelihood, customers } = problemOfFit(fit, history);
  refuseCorrelation(fit.model);
  const { parameter, level = 0.95 } = requireOptions(options);
  requireOneOf(parameter, "options.parameter", fit.parameterNames);
  requireNumber(level, "options.level", { min: 0, max: 1, openMin: true, openMax: true });
  const which = fit.parameterNames.indexOf(parameter);
  const estimate = fit.parameterNames.map((name) => parameterOf(fit.model, name));
  const errors = fit.parameterNames.map((name) => fit.standardErrors?.[name]);
  const signed = transform.signed ?? [];
  const scales = estimate.map((value, i) => (signed.includes(i) ? (errors[i] ?? Math.max(1, Math.abs(value))) : null));
  const profile = new Profile(logLikelihood, estimate, scales, which, customers);
  const reach = 0.5 * chiSquareQuantile(level, 1);
  const error = errors[which];
  // A coefficient without a standard error has run away, along a ridge that small steps can follow.
  const [firstStep, growth, most] =
    scales[which] === null
      ? [Math.min(2, Math.max(1e-4, (1.96 * (error ?? estimate[which]!)) / estimate[which]!)), 2, farthest]
      : error === undefined
        ? [0.2, 1, 3]
        : [1.96, 2, farthest];
  const ends = [-1, 1].map((side) => profile.end(side, reach, { firstStep, growth, most }));
  const [lower, upper] = ends.map((end) => (end === null ? null : profile.valueAt(which, end)));
  const open = [lower === null ? "below" : "", upper === null ? "above" : ""].filter((side) => side !== "");
  return {
    parameter,
    level,
    estimate: estimate[which]!,
    lower: lower!,
    upper: upper!,
    warnings:
      open.length === 0
        ? []
        : [
            {
              code: "open-interval",
              message: `The data do not bound ${parameter} from ${open.join(" or ")}: values ${scales[which] === null ? "a million times" : "far"} away fit about as well. Predictions may still be well determined; see the intervals of what is asked for.`,
            },
          ],
  };
}

/** A fit at the maximum of the likelihood, whose parameters have the profile that is asked for. */
function requireMaximum(fit: LikelihoodFit<ClvModel>): void {
  const { priors } = requireOptions<typeof fit & Partial<Pick<MapFit<unknown>, "priors">>>(fit, "fit");
  if (priors === undefined) return;
  throw new InputError({
    code: "bad-option",
    path: "fit.priors",
    expected: "a fit by maximum likelihood",
    received: priors,
    advice:
      "Its parameters are not where the likelihood has its maximum; samplePosterior gives intervals under priors.",
  });
}

/**
 * The likelihood maximised over all parameters but one, as a function of that one: in logarithms, counted from the estimate; for coefficients
 * in units of a standard error.
 */
class Profile {
  readonly #estimate: readonly number[];
  /** The unit of each coefficient; `null` for what counts in logarithms. */
  readonly #scales: readonly (number | null)[];
  readonly #free: readonly number[];
  readonly #objective: Objective;
  readonly #top: number;
  readonly #customers: number;
  #offset = 0;

  constructor(
    logLikelihood: (natural: Float64Array, gradient: Float64Array) => number,
    estimate: readonly number[],
    scales: readonly (number | null)[],
    which: number,
    customers: number,
  ) {
    this.#estimate = estimate;
    this.#scales = scales;
    this.#customers = customers;
    this.#free = estimate.map((_, i) => i).filter((i) => i !== which);
    const natural = Float64Array.from(estimate);
    const slope = new Float64Array(estimate.length);
    this.#objective = (point, gradient) => {
      for (const [k, i] of this.#free.entries()) natural[i] = this.valueAt(i, point[k]!);
      natural[which] = this.valueAt(which, this.#offset);
      if (natural.some((entry, i) => !(entry > (scales[i] === null ? 1e-150 : -1e150) && entry < 1e150))) {
        return Infinity;
      }
      const value = logLikelihood(natural, slope);
      for (const [k, i] of this.#free.entries()) gradient[k] = (-slope[i]! * (scales[i] ?? natural[i]!)) / customers;
      return -value / customers;
    };
    this.#top = -logLikelihood(natural, slope) / customers;
  }

  /** Parameter i at an offset from its estimate. */
  valueAt(i: number, offset: number): number {
    const scale = this.#scales[i]!;
    return scale === null ? this.#estimate[i]! * Math.exp(offset) : this.#estimate[i]! + scale * offset;
  }

  /** How far the log-likelihood falls at an offset, and the other parameters there. */
  #fall(offset: number, start: Float64Array): { fall: number; point: Float64Array } {
    this.#offset = offset;
    const { point, value } = minimize(this.#objective, start, {
      gradientTolerance: 1e-5 / Math.sqrt(this.#customers),
      maxIterations: 300,
    });
    return { fall: (value - this.#top) * this.#customers, point };
  }

  /** The offset on one side at which the fall is `reach`; `null` where it is never so large. */
  end(
    side: number,
    reach: number,
    { firstStep, growth, most }: { readonly firstStep: number; readonly growth: number; readonly most: number },
  ): number | null {
    let point: Float64Array = new Float64Array(this.#estimate.length - 1);
    let inside = 0;
    let insideFall = 0;
    for (let step = firstStep; ; step *= growth) {
      const outside = Math.min(inside + step, most);
      const next = this.#fall(side * outside, point);
      if (next.fall >= reach) return side * this.#root(side, reach, inside, insideFall, outside, next.fall, point);
      if (outside === most) return null;
      [inside, insideFall, point] = [outside, next.fall, next.point];
    }
  }

  /** Regula falsi on the square root of the fall, which is nearly a straight line. */
  #root(
    side: number,
    reach: number,
    inside: number,
    insideFall: number,
    outside: number,
    outsideFall: number,
    start: Float64Array,
  ): number {
    let [low, lowRoot, high, highRoot] = [inside, Math.sqrt(Math.max(0, insideFall)), outside, Math.sqrt(outsideFall)];
    const target = Math.sqrt(reach);
    let point = start;
    for (let round = 0; round < 60; round++) {
      const share = (target - lowRoot) / (highRoot - lowRoot);
      const middle = low + (high - low) * (round % 3 === 2 ? 0.5 : Math.min(0.99, Math.max(0.01, share)));
      const { fall, point: there } = this.#fall(side * middle, point);
      const root = Math.sqrt(Math.max(0, fall));
      if (Math.abs(root - target) < 1e-6 * target || high - low < 1e-9) return middle;
      if (root < target) [low, lowRoot, point] = [middle, root, there];
      else [high, highRoot] = [middle, root];
    }
    return 0.5 * (low + high);
  }
}
