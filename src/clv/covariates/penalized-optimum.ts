import {
  type LikelihoodOptimum,
  type LikelihoodProblem,
  type LogLikelihood,
  maximizeLikelihood,
} from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { CoefficientPenalty } from "../../types.ts";
import type { CovariateMoments } from "../transactions/estimate-process.ts";
import type { Action } from "./covariate-estimation.ts";

/** A violation of the conditions of an optimum that is smaller than this, per customer, is noise. */
const tolerance = 1e-7;

/**
 * The maximum of (log-likelihood) / customers − l1 Σ |γ| − l2 Σ γ², the first `plain` parameters not penalised, γ those after them times the
 * standard deviations of their covariates, where the penalty asks for it.
 *
 * With l1 it is searched among the coefficients that are not 0, whose signs are known: the absolute values are then linear. A coefficient that
 * would change its sign stops at 0 and leaves them; one at 0 joins them where the likelihood rises faster than the penalty.
 */
export function penalizedOptimum(
  problem: LikelihoodProblem,
  penalty: CoefficientPenalty,
  plain: number,
  actions: readonly Action[],
  moments: readonly CovariateMoments[],
): LikelihoodOptimum {
  const { l1, l2, standardize } = penalty;
  const { customers, transform, logLikelihood } = problem;
  const scales = actions.map(({ column }) => (standardize ? moments[column]!.deviation : 1));
  const signs = scales.map(() => 0);
  const penalized =
    (inner: LogLikelihood): LogLikelihood =>
    (natural, gradient) => {
      let value = inner(natural, gradient);
      scales.forEach((scale, c) => {
        const effect = scale * natural[plain + c]!;
        value -= customers * (l1 * signs[c]! * effect + l2 * effect * effect);
        gradient[plain + c]! -= customers * scale * (l1 * signs[c]! + 2 * l2 * effect);
      });
      return value;
    };
  const { sample, ...rest } = problem;
  const solve = (starts: LikelihoodProblem["starts"], active: readonly number[]): LikelihoodOptimum => {
    const kept = [...Array.from({ length: plain }, (_, i) => i), ...active.map((c) => plain + c)];
    return maximizeLikelihood({
      ...rest,
      ...reduced(penalized(logLikelihood), transform, kept),
      parameterNames: kept.map((i) => problem.parameterNames[i]!),
      starts: starts.map((start) => kept.map((i) => start[i]!)),
      ridges: (problem.ridges ?? []).filter(({ move }) => move === undefined),
    });
  };

  let optimum: LikelihoodOptimum;
  let natural: number[];
  if (l1 === 0) {
    optimum = solve(problem.starts, [...scales.keys()]);
    natural = [...optimum.estimate];
  } else {
    ({ optimum, natural } = activeSet());
  }
  const gradient = new Float64Array(natural.length);
  const value = logLikelihood(Float64Array.from(natural), gradient);
  const point = new Float64Array(natural.length);
  transform.toWorking(natural, point, 0);
  return {
    ...optimum,
    estimate: natural,
    parameterNames: problem.parameterNames,
    logLikelihood: value,
    covariance: null,
    standardErrors: null,
    intervals: null,
    working: { space: "", estimate: Array.from(point), covariance: null },
    warnings: [
      ...optimum.warnings.filter(({ code }) => code !== "hessian-not-positive-definite"),
      {
        code: "penalized",
        message:
          "The coefficients of the covariates are drawn towards 0 by the penalty, so that there are no standard errors. Use bootstrapDraws with the estimator for intervals.",
      },
    ],
  };

  function activeSet(): { optimum: LikelihoodOptimum; natural: number[] } {
    let active: number[] = [];
    let best = solve(problem.starts, active);
    let here = spread(best.estimate, active);
    for (let round = 0; round < 20 * scales.length; round++) {
      // Who is at 0 and would rather not be.
      signs.fill(0);
      for (const c of active) signs[c] = Math.sign(here[plain + c]!);
      const slopes = new Float64Array(here.length);
      logLikelihood(Float64Array.from(here), slopes);
      const pull = scales.map((scale, c) =>
        active.includes(c) ? 0 : Math.abs(slopes[plain + c]!) / (scale * customers) - l1,
      );
      const strongest = pull.reduce((a, entry, c) => (entry > pull[a]! ? c : a), 0);
      if (active.length === scales.length || !(pull[strongest]! > tolerance)) return { optimum: best, natural: here };
      signs[strongest] = Math.sign(slopes[plain + strongest]!);
      active = [...active, strongest].sort((a, b) => a - b);
      for (;;) {
        best = solve([here], active);
        const next = spread(best.estimate, active);
        // The first on the way that would change its sign.
        let share = 1;
        let leaves = -1;
        for (const c of active) {
          const [from, to] = [here[plain + c]!, next[plain + c]!];
          if (to * signs[c]! >= 0 || from === to) continue;
          if (from / (from - to) < share) [share, leaves] = [from / (from - to), c];
        }
        if (leaves < 0) {
          here = next;
          break;
        }
        here = here.map((from, i) => (i < plain ? next[i]! : from + share * (next[i]! - from)));
        here[plain + leaves] = 0;
        active = active.filter((c) => c !== leaves);
      }
    }
    return { optimum: { ...best, converged: false }, natural: here };
  }

  function spread(estimate: readonly number[], active: readonly number[]): number[] {
    const all = [...estimate.slice(0, plain), ...scales.map(() => 0)];
    active.forEach((c, k) => {
      all[plain + c] = estimate[plain + k]!;
    });
    return all;
  }
}

/** A likelihood and its space with some of the coefficients left at 0. */
function reduced(
  logLikelihood: LogLikelihood,
  transform: Transform,
  kept: readonly number[],
): { readonly logLikelihood: LogLikelihood; readonly transform: Transform } {
  const natural = new Float64Array(transform.size);
  const working = new Float64Array(transform.size);
  const slopes = new Float64Array(transform.size);
  const full = Array.from({ length: transform.size }, () => new Float64Array(transform.size));
  const fill = (to: Float64Array, from: ArrayLike<number>): Float64Array => {
    to.fill(0);
    kept.forEach((i, k) => {
      to[i] = from[k]!;
    });
    return to;
  };
  const copy = (to: Float64Array, from: Float64Array): void => {
    kept.forEach((i, k) => {
      to[k] = from[i]!;
    });
  };
  return {
    logLikelihood: (point, gradient) => {
      const value = logLikelihood(fill(natural, point), slopes);
      copy(gradient, slopes);
      return value;
    },
    transform: {
      size: kept.length,
      signed: kept.flatMap((i, k) => (transform.signed?.includes(i) ? [k] : [])),
      space: () => "reduced",
      toNatural: (from, to) => {
        transform.toNatural(fill(working, from), natural, 0);
        copy(to, natural);
      },
      toWorking: (from, to) => {
        transform.toWorking(fill(natural, from), working, 0);
        copy(to, working);
      },
      jacobian: (from, to) => {
        transform.jacobian(fill(natural, from), full, 0);
        kept.forEach((i, k) => {
          copy(to[k]!, full[i]!);
        });
      },
    },
  };
}
