import { exponentialSide } from "../../numeric/correlated-pareto-kernel.ts";
import { minimize, type Objective } from "../../numeric/minimize.ts";
import { type LikelihoodOptimum, maximizeLikelihood, type Ridge } from "../../statistics/maximum-likelihood.ts";
import { gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { LikelihoodFit } from "../../types.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import { correlatedLikelihood } from "./correlated-likelihood.ts";
import { alongBound, alongKink, type CorrelatedProblem, correlatedNames, type Place } from "./correlation-edges.ts";
import { boundsAt, correlationTransform } from "./correlation-transform.ts";
import type { Estimation } from "./estimate-process.ts";
import type { ParetoNbdModel } from "./pareto-nbd.ts";

/** A limit of Pareto/NBD at which the rates of one kind do not differ, so that nothing can go with them. */
function undetermined(moot: string): Ridge {
  return {
    axis: 4,
    towards: 1,
    moot,
    limit: {
      code: "correlation-undetermined",
      message:
        "The likelihood hardly changes with m: these data say nothing about the correlation. Use the model without it.",
    },
    weak: {
      code: "weak-correlation",
      message:
        "The correlation of purchase and attrition rates is poorly determined: compare with the model without it (likelihoodRatioTest).",
    },
  };
}

/** How Pareto/NBD with a correlation is estimated where its m lies between its bounds, given how it is without one. */
export function correlatedEstimation(plain: Estimation): Estimation {
  return {
    parameterNames: correlatedNames,
    transform: correlationTransform,
    columns: ["recency", "age"],
    likelihood: correlatedLikelihood,
    starts: (moments) => plain.starts(moments).map((start) => [...start, 0]),
    ridges: [...plain.ridges, ...["no-overdispersion", "no-death", "homogeneous-life"].map(undetermined)],
    // Nearly uniform between the bounds.
    priors: (moments) => [...plain.priors(moments), { mean: 0, standardDeviation: 1.7 }],
  };
}

/**
 * The maximum of the likelihood with a correlation, from that without one, `nested`, and never below it.
 *
 * Where it is not inside the bounds of m it often lies on their kink: the upper bound is the lesser of 1 / (LA (1 - LB)) and 1 / ((1 - LA) LB),
 * which meet where LA = LB; the two lower ones meet where LA + LB = 1. Steps along the lesser of two stall there; but each of the two, and
 * the line where they meet, is smooth. So the kink comes first, on the side to which the likelihood rises; it is the maximum if the
 * likelihood rises against both bounds there. If it rises against neither, the maximum is inside, if against one of them, on that one.
 */
export function correlatedOptimum(
  plain: Estimation,
  rows: LikelihoodRows,
  nested: LikelihoodFit<ParetoNbdModel>,
  start: number,
): LikelihoodOptimum {
  const likelihood = correlatedLikelihood(rows);
  const problem: CorrelatedProblem = { plain, likelihood, customers: rows.customers, rows: rows.index.length };
  const { r, alpha, s, beta } = nested.model;
  const slopes = new Float64Array(5);
  const value = likelihood(Float64Array.of(r, alpha, s, beta, 0), slopes);
  const side = slopes[4]! < 0 ? -1 : 1;
  const kink = alongKink(problem, [r, alpha, s, beta, 0], side);
  if (kink !== null && kink.value > value && pressures(problem, kink.natural, side).every((one) => one >= 0)) {
    return kink.optimum;
  }
  const inside = searchInside(problem, [r, alpha, s, beta, start]);
  if (!inside.nearBound) return interior(problem, inside);
  const from = kink?.natural ?? inside.natural;
  const edges = [kink, alongBound(problem, from, side, 0), alongBound(problem, from, side, 1)];
  const edge = edges.reduce((a, b) => (b !== null && (a === null || b.value > a.value) ? b : a));
  // Steps inside that end just short of a bound have found nothing better, but for rounding.
  return edge !== null && edge.value > inside.value - 1e-6 ? edge.optimum : interior(problem, inside);
}

/** How the likelihood rises against the two bounds that meet on a kink (Lagrange multipliers, but for a positive factor). */
function pressures(
  { likelihood }: CorrelatedProblem,
  natural: readonly number[],
  side: number,
): readonly [number, number] {
  const slopes = new Float64Array(5);
  likelihood(Float64Array.from(natural), slopes);
  const { rest, mean, byRate } = exponentialSide(natural[2]!, natural[3]!, 1);
  // With LB as the fourth coordinate the bounds are |m| a LB' <= 1 and |m| (1 - a) (1 - LB') <= 1, LB' = 1 - LB for the upper bound.
  const byMean = (-side * slopes[3]!) / byRate;
  const byM = side * slopes[4]! * Math.abs(natural[4]!);
  const share = side > 0 ? rest : mean;
  return [byM + byMean * (1 - share), byM - byMean * share];
}

/**
 * The optimum inside the bounds, by steps that do not leave them. The fifth coordinate is m sqrt(LA (1 - LA) LB (1 - LB)), smooth in all
 * parameters and of order one in every unit of time.
 */
function searchInside(
  { likelihood, customers }: CorrelatedProblem,
  start: readonly number[],
): Place & { nearBound: boolean } {
  const natural = new Float64Array(5);
  const slopes = new Float64Array(5);
  const jacobian = Array.from({ length: 4 }, () => new Float64Array(4));
  const sidesAt = () =>
    [exponentialSide(natural[0]!, natural[1]!, 1), exponentialSide(natural[2]!, natural[3]!, 1)] as const;
  const scaleAt = ([a, b]: ReturnType<typeof sidesAt>): number => Math.sqrt(a.mean * a.rest * b.mean * b.rest);
  const objective: Objective = (point, gradient) => {
    rates.toNatural(point, natural, 0);
    if (!natural.every((value, i) => i === 4 || (value > 1e-150 && value < 1e150))) return Infinity;
    const sides = sidesAt();
    const scale = scaleAt(sides);
    const m = point[4]! / scale;
    natural[4] = m;
    const { lower, upper } = boundsAt(natural);
    if (!(m >= lower && m <= upper)) return Infinity;
    const value = likelihood(natural, slopes);
    const stretch = sides.map(({ mean, rest }) => (-m * (rest - mean)) / (2 * mean * rest));
    const follow = sides.flatMap(({ byShape, byRate }, k) => [stretch[k]! * byShape, stretch[k]! * byRate]);
    rates.jacobian(natural, jacobian, 0);
    for (let j = 0; j < 4; j++) {
      let sum = 0;
      for (let i = 0; i < 4; i++) sum += (slopes[i]! + slopes[4]! * follow[i]!) * jacobian[i]![j]!;
      gradient[j] = -sum / customers;
    }
    gradient[4] = -slopes[4]! / scale / customers;
    return -value / customers;
  };
  const from = new Float64Array(5);
  rates.toWorking(start, from, 0);
  natural.set(start);
  const { lower, upper } = boundsAt(natural);
  from[4] = Math.min(0.99 * upper, Math.max(0.99 * lower, start[4]!)) * scaleAt(sidesAt());
  const { point, value, converged } = minimize(objective, from, { gradientTolerance: 1e-4 / Math.sqrt(customers) });
  objective(point, new Float64Array(5));
  const bounds = boundsAt(natural);
  const [m, bound] = [natural[4]!, natural[4]! > 0 ? bounds.upper : bounds.lower];
  return {
    natural: Array.from(natural),
    value: -value * customers,
    nearBound: !converged || m > 0.99 * bound === bound > 0,
  };
}

const rates = /* @__PURE__ */ sideBySide(gammaTransform, gammaTransform);

/** The rest of the way inside, with standard errors. */
function interior({ plain, likelihood, customers, rows }: CorrelatedProblem, { natural }: Place): LikelihoodOptimum {
  const optimum = maximizeLikelihood({
    logLikelihood: likelihood,
    customers,
    rows,
    parameterNames: correlatedNames,
    transform: correlationTransform,
    starts: [natural],
    ridges: correlatedEstimation(plain).ridges,
  });
  const codes = optimum.warnings.map(({ code }) => code);
  const warnings = optimum.warnings.filter(({ code }, i) => codes.indexOf(code) === i);
  const own = optimum.intervals?.["m"];
  if (own === undefined) return { ...optimum, warnings };
  const { lower, upper } = boundsAt(optimum.estimate);
  const within = { lower: Math.max(lower, own.lower), upper: Math.min(upper, own.upper) };
  return { ...optimum, intervals: { ...optimum.intervals, m: within }, warnings };
}
