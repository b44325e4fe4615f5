import { digammaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import { paretoOddsGradient } from "../../numeric/pareto-kernel-derivatives.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import { layOut, type PathData, pieceAt } from "./path-pieces.ts";

/** The odds of having left within some pieces, and the derivatives of their logarithm. */
interface Odds {
  log: number;
  readonly slope: Float64Array;
}

/** What the clocks show at some time, and the derivatives by the coefficients. */
interface Shown {
  A: number;
  D: number;
  readonly byA: Float64Array;
  readonly byB: Float64Array;
}

/**
 * Log-likelihood and gradient of Pareto/NBD with covariates over time, over distinct rows (frequency; recency, age, index of the path and, for
 * each covariate that acts on purchases, the sum of its values at them), by r, alpha, s, beta and the coefficients. The odds of having left
 * are summed over the pieces between the last purchase and the end of observation, each with the derivatives of its logarithm, weighted by
 * their shares. Rows that differ in recency alone are taken from the latest to the earliest, so that the pieces behind the last purchase of
 * one are there for the next; what depends on a path alone is done once for all of its rows.
 */
export function dynamicLikelihood(rows: LikelihoodRows, data: PathData): LogLikelihood {
  const { counts, countWeights, index, weight, columns } = rows;
  const [recency, age, path, ...sums] = columns as readonly [
    Float64Array,
    Float64Array,
    Float64Array,
    ...Float64Array[],
  ];
  const pieces = layOut(data, path, age);
  const { start, vector, zA, zB, speedA, speedB, clockA, clockB, clockByA, clockByB } = pieces;
  const [nA, nB] = [data.alpha.length, data.beta.length];
  const atPurchases = sums.map((column) => column.reduce((sum, entry, i) => sum + weight[i]! * entry, 0));
  const order = Uint32Array.from(index, (_, i) => i).sort(
    (i, j) => path[i]! - path[j]! || index[i]! - index[j]! || age[i]! - age[j]! || recency[j]! - recency[i]! || i - j,
  );
  const pieceOf = (i: number, time: number, later: boolean): number => {
    const slot = pieces.slot[path[i]!]!;
    return pieceAt(start, pieces.offsets[slot]!, pieces.offsets[slot + 1]! - 1, time, later);
  };
  const firstPiece = index.map((_, i) => pieceOf(i, recency[i]!, true));
  const lastPiece = index.map((_, i) => pieceOf(i, age[i]!, false));

  const size = 4 + nA + nB;
  const kernel = new Float64Array(4);
  const own = new Float64Array(size);
  const shown = (): Shown => ({ A: 0, D: 0, byA: new Float64Array(nA), byB: new Float64Array(nB) });
  const [from, to, last] = [shown(), shown(), shown()];
  const together: Odds = { log: 0, slope: new Float64Array(size) };
  const alone: Odds = { log: 0, slope: new Float64Array(size) };
  let [r, alpha, s, beta] = [0, 0, 0, 0];

  const read = (clock: Shown, k: number, time: number): void => {
    const passed = time - start[k]!;
    const v = vector[k]!;
    const gainA = speedA[v]! * passed;
    const gainB = speedB[v]! * passed;
    clock.A = clockA[k]! + gainA;
    clock.D = clockB[k]! + gainB;
    for (let j = 0; j < nA; j++) clock.byA[j] = clockByA[k * nA + j]! + gainA * zA[v * nA + j]!;
    for (let j = 0; j < nB; j++) clock.byB[j] = clockByB[k * nB + j]! + gainB * zB[v * nB + j]!;
  };

  /** Adds the odds of having left between two times of piece k, against being there at the end (`last`). */
  const add = (odds: Odds, p: number, k: number, begin: number, close: number): void => {
    const v = vector[k]!;
    const a = speedA[v]!;
    const d = speedB[v]!;
    read(from, k, begin);
    read(to, k, close);
    const startA = alpha + from.A;
    const startB = beta + from.D;
    const closeA = alpha + to.A;
    const closeB = beta + to.D;
    const endA = alpha + last.A;
    const endB = beta + last.D;
    const restA = Math.log1p((last.A - to.A) / closeA);
    const restB = Math.log1p((last.D - to.D) / closeB);
    const piece = paretoOddsGradient(p, s, startA / a, startB / d, 0, close - begin, kernel) + p * restA + s * restB;
    own[0] = kernel[0]! + restA;
    own[1] = kernel[2]! / a + p * (1 / endA - 1 / closeA);
    own[2] = kernel[1]! + restB;
    own[3] = kernel[3]! / d + s * (1 / endB - 1 / closeB);
    for (let j = 0; j < nA; j++) {
      const moved = (kernel[2]! * (from.byA[j]! - startA * zA[v * nA + j]!)) / a;
      own[4 + j] = moved + p * (last.byA[j]! / endA - to.byA[j]! / closeA);
    }
    for (let j = 0; j < nB; j++) {
      const moved = (kernel[3]! * (from.byB[j]! - startB * zB[v * nB + j]!)) / d;
      own[4 + nA + j] = moved + s * (last.byB[j]! / endB - to.byB[j]! / closeB);
    }
    const { slope } = odds;
    const small = Math.exp(-Math.abs(odds.log - piece));
    const share = (piece > odds.log ? 1 : small) / (1 + small);
    for (let j = 0; j < size; j++) slope[j]! += share * (own[j]! - slope[j]!);
    odds.log = Math.max(odds.log, piece) + Math.log1p(small);
  };

  return (natural, gradient) => {
    [r, alpha, s, beta] = natural as unknown as [number, number, number, number];
    gradient.fill(0);
    if (!pieces.run(natural)) return Number.NEGATIVE_INFINITY;
    let value = 0;
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k]!;
      value += countWeights[k]! * (logGammaDifference(r, x) - x * Math.log(alpha));
      gradient[0]! += countWeights[k]! * digammaDifference(r, x);
    }
    for (let j = 0; j < nA; j++) {
      value += natural[4 + j]! * atPurchases[j]!;
      gradient[4 + j]! += atPurchases[j]!;
    }
    let piece = 0;
    let close = 0;
    for (let o = 0; o < order.length; o++) {
      const i = order[o]!;
      const before = o === 0 ? i : order[o - 1]!;
      const x = counts[index[i]!]!;
      const p = r + x;
      if (o === 0 || path[i] !== path[before] || index[i] !== index[before] || age[i] !== age[before]) {
        piece = lastPiece[i]!;
        close = age[i]!;
        read(last, piece, close);
        together.log = Number.NEGATIVE_INFINITY;
        together.slope.fill(0);
      }
      for (; piece > firstPiece[i]!; piece--) {
        add(together, p, piece, start[piece]!, close);
        close = start[piece]!;
      }
      alone.log = together.log;
      alone.slope.set(together.slope);
      if (piece === firstPiece[i] && close > recency[i]!) add(alone, p, piece, recency[i]!, close);

      const w = weight[i]!;
      const { log: odds, slope } = alone;
      const endA = alpha + last.A;
      const endB = beta + last.D;
      const grownA = Math.log1p(last.A / alpha);
      const grownB = Math.log1p(last.D / beta);
      const small = Math.exp(-Math.abs(odds));
      const gone = (odds > 0 ? 1 : small) / (1 + small);
      value += w * (Math.max(0, odds) + Math.log1p(small) - p * grownA - s * grownB);
      gradient[0]! += w * (gone * slope[0]! - grownA);
      gradient[1]! += w * ((r * last.A - x * alpha) / (alpha * endA) + gone * slope[1]!);
      gradient[2]! += w * (gone * slope[2]! - grownB);
      gradient[3]! += w * ((s * last.D) / (beta * endB) + gone * slope[3]!);
      for (let j = 0; j < nA; j++) gradient[4 + j]! += w * (gone * slope[4 + j]! - (p * last.byA[j]!) / endA);
      for (let j = 0; j < nB; j++) {
        gradient[4 + nA + j]! += w * (gone * slope[4 + nA + j]! - (s * last.byB[j]!) / endB);
      }
    }
    return value;
  };
}
