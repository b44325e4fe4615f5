import { digammaDifference, logBetaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { LogLikelihood, Ridge } from "../../statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { Warning } from "../../types.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import { type Estimation, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";

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

/** Where the optimum of r, alpha, a and b may lie at infinity: same purchase rates, no drop-out, same drop-out chances. */
export const dropOutRidges: readonly Ridge[] = [
  sameRatesRidge,
  {
    axis: 2,
    towards: -1,
    sided: true,
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
    axis: 2,
    towards: 1,
    sided: true,
    limit: warning(
      "all-drop-out",
      "Everybody drops out at the first chance: a / (a + b) runs to 1. Hardly anybody counts as active; the customers who came back are too few to say more.",
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

/* @__NO_SIDE_EFFECTS__ */ function warning(code: string, message: string): Warning {
  return { code, message };
}

/** Share of customers with a repeat purchase below which a base is dormant. */
const fewRepeaters = 0.25;

/** How BG/NBD (0) and MBG/NBD (1) are estimated. */
export function betaGeometricEstimation(zeroDropOut: 0 | 1): Estimation {
  return {
    parameterNames: ["r", "alpha", "a", "b"],
    transform: /* @__PURE__ */ sideBySide(gammaTransform, betaTransform),
    columns: ["recency", "age"],
    likelihood: (rows) => betaGeometricLikelihood(rows, zeroDropOut),
    // Purchases per active time are more than purchases per time: customers spend part of it having dropped out.
    starts: ({ meanRate, activeRate, repeatShare }) => [
      startAt(0.5, 1.5 * meanRate, 0.2, 3),
      startAt(2, meanRate, 0.05, 10),
      // Where few come back, most of them have dropped out, or were never to come: other hills than those of a busy base.
      ...(repeatShare < fewRepeaters
        ? [
            startAt(1, activeRate, 0.7, 3),
            startAt(2, activeRate, 1 - repeatShare, 10),
            startAt(0.02, activeRate, 0.9, 3),
          ]
        : []),
    ],
    ridges: dropOutRidges,
    priors: ({ meanRate }) => [weakPrior, ratePrior(meanRate), weakPrior, weakPrior],
  };
}

function startAt(r: number, meanRate: number, meanDropOut: number, precision: number): number[] {
  return [r, r / meanRate, meanDropOut * precision, (1 - meanDropOut) * precision];
}
