import { expEach } from "../../numeric/exponential.ts";
import { digammaDifference, logBetaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import { log1pEach, sumLog1p } from "../../numeric/logarithms.ts";
import type { LogLikelihood, Ridge } from "../../statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { Warning } from "../../types.ts";
import { blocksByCount, type LikelihoodRows, scratchColumns } from "../history/likelihood-rows.ts";
import { type Estimation, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";

/**
 * Log-likelihood and gradient of (M)BG/NBD over distinct rows, frequency by frequency: terms that depend on it alone are taken once, and sums of
 * logarithms as logarithms of products. A row costs a logarithm and an exponential, and none where the customer never bought again. Written
 * with log-gamma *differences* and log1p, so that the Poisson limit (r and alpha large) is exact.
 */
function betaGeometricLikelihood(rows: LikelihoodRows, zeroDropOut: 0 | 1): LogLikelihood {
  const { counts, countWeights } = rows;
  const blocks = blocksByCount(rows);
  const [growth, pause, silence, odds] = scratchColumns(rows, 4) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const gone = new Float64Array(3);
  return (natural, gradient) => {
    const [r, alpha, a, b] = natural as unknown as [number, number, number, number];
    let value = 0;
    gradient.fill(0);
    // From one frequency to the next these sums grow by what lies between: ln Γ(r+x)/Γ(r), ln B(a,b+n)/B(a,b) and their slopes.
    let rise = 0;
    let riseByR = 0;
    let fall = 0;
    let fallByA = 0;
    let fallByB = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      const shape = r + x;
      const drops = x + zeroDropOut;
      const logOdds = Math.log(a / (b + drops - 1));
      let grown = 0;
      let slope = 0;
      let known = 0;
      gone.fill(0);
      for (const { columns, weight } of blocks[k]!) {
        const [recency, age] = columns as [Float64Array, Float64Array];
        compareAges(age, alpha, growth);
        grown += sumLog1p(growth, weight);
        slope += sumSlopes(growth, weight, r, x);
        if (drops === 0) continue;
        comparePauses(recency, age, alpha, pause);
        log1pEach(pause, silence, age.length);
        known += weighSilence(silence, weight, shape, logOdds, odds);
        expEach(odds, age.length, 0);
        known += sumLog1p(odds, weight);
        addShares(odds, weight, silence, pause, growth, gone);
      }
      const last = k === 0 ? 0 : counts[k - 1]!;
      const lastDrops = k === 0 ? 0 : last + zeroDropOut;
      rise += logGammaDifference(r + last, x - last);
      riseByR += digammaDifference(r + last, x - last);
      fall += logBetaDifference(a, b + lastDrops, drops - lastDrops);
      fallByA += digammaDifference(a + b + lastDrops, drops - lastDrops);
      fallByB += digammaDifference(b + lastDrops, drops - lastDrops);
      const w = countWeights[k]!;
      const [share, silent, paused] = gone as unknown as [number, number, number];
      value += w * (rise + fall - x * Math.log(alpha)) + known - shape * grown;
      gradient[0]! += w * riseByR + silent - grown;
      gradient[1]! += (slope - shape * paused) / alpha;
      gradient[2]! += share / a - w * fallByA;
      gradient[3]! += w * (fallByB - fallByA) - (drops === 0 ? 0 : share / (b + drops - 1));
    }
    return value;
  };
}

// Its steps over a block of rows, one short loop each: in a long one the engine runs out of registers.

/** growth = T / alpha. */
function compareAges(age: Float64Array, alpha: number, growth: Float64Array): void {
  for (let i = 0; i < age.length; i++) growth[i] = age[i]! / alpha;
}

/** Sum of the slopes of ln alpha^r / (alpha + T)^(r + x) by ln alpha. */
function sumSlopes(growth: Float64Array, weight: Float64Array, r: number, x: number): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) sum += (weight[i]! * (r * growth[i]! - x)) / (1 + growth[i]!);
  return sum;
}

/** pause = (T - t) / (alpha + t). */
function comparePauses(recency: Float64Array, age: Float64Array, alpha: number, pause: Float64Array): void {
  for (let i = 0; i < age.length; i++) pause[i] = (age[i]! - recency[i]!) / (alpha + recency[i]!);
}

/** Logarithms of the odds of having dropped out; returns what they have beyond the range of exponentials. */
function weighSilence(
  silence: Float64Array,
  weight: Float64Array,
  shape: number,
  logOdds: number,
  odds: Float64Array,
): number {
  let beyond = 0;
  for (let i = 0; i < weight.length; i++) {
    const log = logOdds + shape * silence[i]!;
    if (log > 709) beyond += weight[i]! * (log - 709);
    odds[i] = log;
  }
  return beyond;
}

/** Adds those who dropped out to `gone`: their number, the sum of their silence, and that of pause / (1 + growth). */
function addShares(
  odds: Float64Array,
  weight: Float64Array,
  silence: Float64Array,
  pause: Float64Array,
  growth: Float64Array,
  gone: Float64Array,
): void {
  let sum = 0;
  let silent = 0;
  let paused = 0;
  for (let i = 0; i < weight.length; i++) {
    const share = weight[i]! * (odds[i]! / (1 + odds[i]!));
    sum += share;
    silent += share * silence[i]!;
    paused += (share * pause[i]!) / (1 + growth[i]!);
  }
  gone[0]! += sum;
  gone[1]! += silent;
  gone[2]! += paused;
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

function warning(code: string, message: string): Warning {
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
