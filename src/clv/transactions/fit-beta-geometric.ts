import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { digammaDifference, logBetaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import {
  type LikelihoodOptimum,
  type LogLikelihood,
  maximizeLikelihood,
  type Ridge,
} from "../../statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide, type Transform } from "../../statistics/transforms.ts";
import type { TimeUnit } from "../../time.ts";
import type { Warning } from "../../types.ts";
import { type LikelihoodRows, likelihoodRows, sampleOf } from "../history/likelihood-rows.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { requireParameters } from "../models.ts";
import { betaGeometricParameters } from "./beta-geometric.ts";
import { requireSameUnit } from "./scoring.ts";

/** The working space of the beta-geometric processes: (ln r, ln mean rate, logit mean drop-out, ln precision of drop-out). */
export const betaGeometricTransform: Transform = sideBySide(gammaTransform, betaTransform);

/**
 * Log-likelihood and gradient of (M)BG/NBD over distinct rows. Terms that depend on the frequency alone come from tables; a row
 * costs two log1p, an exp and a log1p, half of that where the customer never bought again. Written with log-gamma
 * *differences* and log1p, so that the Poisson limit (r and alpha large) is exact.
 */
function betaGeometricLikelihood(rows: LikelihoodRows, zeroDropOut: 0 | 1): LogLikelihood {
  const { counts: frequencies, countWeights: frequencyWeights, index, weight } = rows;
  const [recency, age] = rows.columns as [Float64Array, Float64Array];
  const levels = frequencies.length;
  const logOdds = new Float64Array(levels);
  const inverse = new Float64Array(levels);
  const withoutDropOut = zeroDropOut === 0 && frequencies[0] === 0 ? countOf(index, 0) : 0;

  return (natural, gradient) => {
    const r = natural[0]!;
    const alpha = natural[1]!;
    const a = natural[2]!;
    const b = natural[3]!;
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    let slopeA = 0;
    let slopeB = 0;
    for (let k = 0; k < levels; k++) {
      const x = frequencies[k]!;
      const drops = x + zeroDropOut;
      const w = frequencyWeights[k]!;
      value += w * (logGammaDifference(r, x) - x * Math.log(alpha) + logBetaDifference(a, b, drops));
      const sum = digammaDifference(a + b, drops);
      slopeR += w * digammaDifference(r, x);
      slopeA -= w * sum;
      slopeB += w * (digammaDifference(b, drops) - sum);
      logOdds[k] = Math.log(a / (b + drops - 1));
      inverse[k] = 1 / (b + drops - 1);
    }
    for (let i = 0; i < withoutDropOut; i++) {
      const T = age[i]!;
      const w = weight[i]!;
      const grown = Math.log1p(T / alpha);
      value -= w * r * grown;
      slopeR -= w * grown;
      slopeAlpha += (w * r * T) / (alpha * (alpha + T));
    }
    let dead = 0;
    let deadInverse = 0;
    for (let i = withoutDropOut; i < index.length; i++) {
      const k = index[i]!;
      const T = age[i]!;
      const quiet = T - recency[i]!;
      const w = weight[i]!;
      const shape = r + frequencies[k]!;
      const bought = alpha + recency[i]!;
      const grown = Math.log1p(T / alpha);
      const silence = Math.log1p(quiet / bought);
      const odds = logOdds[k]! + shape * silence;
      const small = Math.exp(-Math.abs(odds));
      const share = (odds > 0 ? 1 : small) / (1 + small);
      value += w * (Math.max(0, odds) + Math.log1p(small) - shape * grown);
      slopeR += w * (share * silence - grown);
      slopeAlpha += (w * ((r * T - frequencies[k]! * alpha) / alpha - (share * shape * quiet) / bought)) / (alpha + T);
      dead += w * share;
      deadInverse += w * share * inverse[k]!;
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeA + dead / a;
    gradient[3] = slopeB - deadInverse;
    return value;
  };
}

function countOf(codes: Uint32Array, code: number): number {
  let count = 0;
  while (count < codes.length && codes[count] === code) count++;
  return count;
}

const ridges: readonly Ridge[] = [
  {
    axis: 0,
    towards: 1,
    limit: warning(
      "no-overdispersion",
      "Customers do not differ in their purchase rates beyond chance: r and alpha run to infinity with r / alpha fixed. Predictions remain valid; r and alpha mean nothing one by one.",
    ),
    weak: warning("weak-r", "The spread of purchase rates (r) is poorly determined; predictions remain valid."),
  },
  {
    axis: 2,
    towards: -1,
    limit: warning(
      "no-death",
      "The data show no drop-out: a / (a + b) runs to 0. Everybody counts as active; a longer observation would tell more.",
    ),
    weak: warning(
      "weak-drop-out",
      "The mean drop-out chance is poorly determined from below; predictions far ahead are uncertain.",
    ),
  },
  {
    axis: 3,
    towards: 1,
    // Where nobody drops out there is no chance to do so that could differ.
    moot: "no-death",
    limit: warning(
      "b-infinite",
      "Customers do not differ in their drop-out chance: a and b run to infinity with a / (a + b) fixed. Predictions remain valid; a and b mean nothing one by one.",
    ),
    weak: warning("weak-a-b", "The spread of drop-out chances (a + b) is poorly determined; predictions remain valid."),
  },
];

function warning(code: string, message: string): Warning {
  return { code, message };
}

/** Where the optimiser starts: parameters in the unit of the history, or a model that says which its unit is. */
export interface BetaGeometricStart {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly timeUnit?: TimeUnit | undefined;
}

function requireStart(start: BetaGeometricStart, timeUnit: TimeUnit): void {
  const path = "options.start";
  requireParameters(requireOptions(start, path), betaGeometricParameters, path);
  requireSameUnit(start.timeUnit, timeUnit, `${path}.timeUnit`, "the unit of the history");
}

/** Maximum likelihood for BG/NBD (0) and MBG/NBD (1), from a start of the caller's or from the data's own moments. */
export function fitBetaGeometric(
  history: PurchaseHistory,
  zeroDropOut: 0 | 1,
  start: BetaGeometricStart | undefined,
): LikelihoodOptimum {
  requireHistory(history);
  if (start !== undefined) requireStart(start, history.timeUnit);
  const rows = likelihoodRows(history.frequency, [history.recency, history.age], history.weight);
  let purchases = 0;
  for (let k = 0; k < rows.counts.length; k++) purchases += rows.counts[k]! * rows.countWeights[k]!;
  if (purchases === 0) {
    throw new InputError({
      code: "no-repeat-purchases",
      path: "history.frequency",
      expected: "at least one customer with a repeat purchase",
      received: 0,
      advice: "Observe for longer, or score with a model that was fitted on other customers.",
    });
  }
  let time = 0;
  for (let i = 0; i < rows.index.length; i++) time += rows.weight[i]! * rows.columns[1]![i]!;
  // Purchases per active time are more than purchases per time: customers spend part of it having dropped out.
  const rate = purchases / time;
  const starts =
    start === undefined
      ? [startAt(0.5, 1.5 * rate, 0.2, 3), startAt(2, rate, 0.05, 10)]
      : [[start.r, start.alpha, start.a, start.b]];
  const sample = sampleOf(rows);
  return maximizeLikelihood({
    logLikelihood: betaGeometricLikelihood(rows, zeroDropOut),
    customers: rows.customers,
    rows: rows.index.length,
    parameterNames: ["r", "alpha", "a", "b"],
    transform: betaGeometricTransform,
    starts,
    sample:
      sample === undefined
        ? undefined
        : { logLikelihood: betaGeometricLikelihood(sample, zeroDropOut), customers: sample.customers },
    ridges,
  });
}

function startAt(r: number, meanRate: number, meanDropOut: number, precision: number): number[] {
  return [r, r / meanRate, meanDropOut * precision, (1 - meanDropOut) * precision];
}
