import { expEach } from "../../numeric/exponential.ts";
import {
  digammaDifference,
  logBetaDifference,
  logGammaDifference,
  trigammaDifference,
} from "../../numeric/gamma-functions.ts";
import { log1pEach, sumLog1p } from "../../numeric/logarithms.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import { blockRows, blocksByCount, type LikelihoodRows } from "../history/likelihood-rows.ts";

/** Room for what is computed of a block of rows, and for sums over the rows of one frequency. */
const room = /* @__PURE__ */ {
  growth: new Float64Array(blockRows),
  pause: new Float64Array(blockRows),
  silence: new Float64Array(blockRows),
  odds: new Float64Array(blockRows),
  active: new Float64Array(3),
  gone: new Float64Array(10),
};

/**
 * Log-likelihood of (M)BG/NBD over distinct rows with its first and second derivatives, frequency by frequency: terms that depend on it alone
 * are taken once, and sums of logarithms as logarithms of products. A row costs a logarithm and an exponential, and none where the customer
 * never bought again. Written with log-gamma *differences* and log1p, so that the Poisson limit (r and alpha large) is exact.
 *
 * What it takes of a row are its growth g = T/α, its pause π = (T − t)/(α + t) and its silence σ = ln(1 + π): (r + x) σ is what the silence
 * adds to the logarithm of the odds of having dropped out, which are a/(b + n − 1) after n chances to do so.
 */
export function betaGeometricLikelihood(rows: LikelihoodRows, zeroDropOut: 0 | 1): LogLikelihood {
  if (rows.index.length <= few) return likelihoodOfFew(rows, zeroDropOut);
  const { counts, countWeights } = rows;
  const blocks = blocksByCount(rows);
  const { growth, pause, silence, odds, active, gone } = room;
  const logLikelihood: LogLikelihood = (natural, gradient, hessian) => {
    const r = natural[0]!;
    const alpha = natural[1]!;
    const a = natural[2]!;
    const b = natural[3]!;
    let value = 0;
    let slopeR = 0;
    let slopeAlpha = 0;
    let slopeA = 0;
    let slopeB = 0;
    for (let i = 0; hessian !== undefined && i < 4; i++) hessian[i]!.fill(0);
    // From one frequency to the next ln Γ(r+x)/Γ(r), ln B(a,b+n)/B(a,b) and their derivatives grow by what lies between.
    let last = 0;
    let lastDrops = 0;
    let ofPurchases = 0;
    let ofDrops = 0;
    let psiR = 0;
    let psiB = 0;
    let psiAB = 0;
    let bendR = 0;
    let bendB = 0;
    let bendAB = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      const shape = r + x;
      const drops = x + zeroDropOut;
      const chance = drops === 0 ? 0 : 1 / (b + (drops - 1));
      const logOdds = Math.log(a * chance);
      for (let i = 0; i < 3; i++) active[i] = 0;
      for (let i = 0; i < 10; i++) gone[i] = 0;
      for (const { columns, weight } of blocks[k]!) {
        const recency = columns[0]!;
        const age = columns[1]!;
        compareAges(age, alpha, growth);
        const grown = sumLog1p(growth, weight);
        value -= shape * grown;
        slopeR -= grown;
        addGrowth(growth, weight, r, x, active);
        if (drops === 0) continue;
        comparePauses(recency, age, alpha, pause);
        log1pEach(pause, silence, age.length);
        value += weighSilence(silence, weight, shape, logOdds, odds);
        expEach(odds, age.length, 0);
        value += sumLog1p(odds, weight);
        addShares(odds, weight, silence, pause, growth, gone);
      }
      const w = countWeights[k]!;
      const bought = x - last;
      const dropped = drops - lastDrops;
      ofPurchases += logGammaDifference(r + last, bought);
      ofDrops += logBetaDifference(a, b + lastDrops, dropped);
      psiR += digammaDifference(r + last, bought);
      psiB += digammaDifference(b + lastDrops, dropped);
      psiAB += digammaDifference(a + b + lastDrops, dropped);
      value += w * (ofPurchases + ofDrops - x * Math.log(alpha));
      slopeR += w * psiR + gone[1]!;
      slopeAlpha += (active[0]! - shape * gone[2]!) / alpha;
      slopeA += gone[0]! / a - w * psiAB;
      slopeB += w * (psiB - psiAB) - chance * gone[0]!;
      if (hessian !== undefined) {
        bendR += trigammaDifference(r + last, bought);
        bendB += trigammaDifference(b + lastDrops, dropped);
        bendAB += trigammaDifference(a + b + lastDrops, dropped);
        const spread = gone[4]!;
        const [byR, byAlpha, byA, byB] = hessian as [Float64Array, Float64Array, Float64Array, Float64Array];
        byR[0]! += w * bendR + gone[6]!;
        byAlpha[0]! += (active[1]! - gone[2]! - shape * gone[8]!) / alpha;
        byAlpha[1]! += (shape * (gone[3]! + shape * gone[9]!) - active[2]! - r * active[1]!) / (alpha * alpha);
        byA[0]! += gone[5]! / a;
        byA[1]! -= (shape * gone[7]!) / (alpha * a);
        byA[2]! += (spread - gone[0]!) / (a * a) - w * bendAB;
        byB[0]! -= chance * gone[5]!;
        byB[1]! += (chance * shape * gone[7]!) / alpha;
        byB[2]! -= (chance * spread) / a + w * bendAB;
        byB[3]! += w * (bendB - bendAB) + chance * chance * (spread + gone[0]!);
      }
      last = x;
      lastDrops = drops;
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeA;
    gradient[3] = slopeB;
    for (let i = 0; hessian !== undefined && i < 4; i++) for (let j = 0; j < i; j++) hessian[j]![i] = hessian[i]![j]!;
    return value;
  };
  return Object.assign(logLikelihood, { curved: true } as const);
}

/** Rows up to which what goes for all of a block costs more than it saves: with covariates many customers have parameters of their own. */
const few = 6;

/** The same row by row, without second derivatives. */
function likelihoodOfFew({ counts, index, weight, columns }: LikelihoodRows, zeroDropOut: 0 | 1): LogLikelihood {
  const [recency, age] = columns as [Float64Array, Float64Array];
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
    for (let i = 0; i < index.length; i++) {
      const x = counts[index[i]!]!;
      const drops = x + zeroDropOut;
      const T = age[i]!;
      const t = recency[i]!;
      const w = weight[i]!;
      const grown = Math.log1p(T / alpha);
      const passed = digammaDifference(a + b, drops);
      value += w * (logGammaDifference(r, x) - x * Math.log(alpha) - (r + x) * grown + logBetaDifference(a, b, drops));
      slopeR += w * (digammaDifference(r, x) - grown);
      slopeAlpha += (w * ((r * T) / alpha - x)) / (alpha + T);
      slopeA -= w * passed;
      slopeB += w * (digammaDifference(b, drops) - passed);
      if (drops === 0) continue;
      const silence = Math.log1p((T - t) / (alpha + t));
      const odds = Math.log(a / (b + (drops - 1))) + (r + x) * silence;
      const small = Math.exp(-Math.abs(odds));
      const gone = (w * (odds > 0 ? 1 : small)) / (1 + small);
      value += w * (Math.max(0, odds) + Math.log1p(small));
      slopeR += gone * silence;
      slopeAlpha -= (gone * (r + x) * ((T - t) / (alpha + t))) / (alpha + T);
      slopeA += gone / a;
      slopeB -= gone / (b + (drops - 1));
    }
    gradient[0] = slopeR;
    gradient[1] = slopeAlpha;
    gradient[2] = slopeA;
    gradient[3] = slopeB;
    return value;
  };
}

// The steps over a block of rows, one short loop each: in a long one the engine runs out of registers.

/** g of each row. */
function compareAges(age: Float64Array, alpha: number, growth: Float64Array): void {
  for (let i = 0; i < age.length; i++) growth[i] = age[i]! / alpha;
}

/** Adds the sums of (rg − x)/(1 + g), the slope of ln α^r/(α + T)^(r+x) by ln α, of g/(1 + g), and of (rg − x)/(1 + g)². */
function addGrowth(growth: Float64Array, weight: Float64Array, r: number, x: number, sums: Float64Array): void {
  let slope = 0;
  let share = 0;
  let bend = 0;
  for (let i = 0; i < weight.length; i++) {
    const g = growth[i]!;
    const part = weight[i]! / (1 + g);
    const own = (r * g - x) * part;
    slope += own;
    share += g * part;
    bend += own / (1 + g);
  }
  sums[0]! += slope;
  sums[1]! += share;
  sums[2]! += bend;
}

/** π of each row. */
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

/**
 * Adds the sums over those who dropped out, shares p = odds/(1 + odds): of p times 1, σ, δ = π/(1 + g) and δ(2 + π)/(1 + g), and of
 * p(1 − p) times 1, σ, σ², δ, σδ and δ².
 */
function addShares(
  odds: Float64Array,
  weight: Float64Array,
  silence: Float64Array,
  pause: Float64Array,
  growth: Float64Array,
  sums: Float64Array,
): void {
  let p = 0;
  let ps = 0;
  let pd = 0;
  let pdd = 0;
  let v = 0;
  let vs = 0;
  let vss = 0;
  let vd = 0;
  let vsd = 0;
  let vdd = 0;
  for (let i = 0; i < weight.length; i++) {
    const s = silence[i]!;
    const inverse = 1 / (1 + growth[i]!);
    const d = pause[i]! * inverse;
    const stay = 1 / (1 + odds[i]!);
    const leave = weight[i]! * (odds[i]! * stay);
    const spread = leave * stay;
    p += leave;
    ps += leave * s;
    pd += leave * d;
    pdd += leave * d * (2 + pause[i]!) * inverse;
    v += spread;
    vs += spread * s;
    vss += spread * s * s;
    vd += spread * d;
    vsd += spread * s * d;
    vdd += spread * d * d;
  }
  sums[0]! += p;
  sums[1]! += ps;
  sums[2]! += pd;
  sums[3]! += pdd;
  sums[4]! += v;
  sums[5]! += vs;
  sums[6]! += vss;
  sums[7]! += vd;
  sums[8]! += vsd;
  sums[9]! += vdd;
}
