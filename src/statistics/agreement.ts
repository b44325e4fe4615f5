import type { Column } from "../types.ts";

/** How well predictions agree with what happened; what does not exist (a correlation with a constant) is `null`. */
export interface Agreement {
  /** Mean of |predicted - actual|. */
  readonly meanAbsoluteError: number;
  /** Root of the mean of (predicted - actual)^2. */
  readonly rootMeanSquaredError: number;
  /** Sum of predictions over sum of actuals, minus 1; `null` where nothing happened. */
  readonly bias: number | null;
  /** Pearson's correlation. */
  readonly correlation: number | null;
  /** Spearman's rank correlation, ties at their mean rank. */
  readonly rankCorrelation: number | null;
  /** Slope of actual on predicted by least squares: 1 where differences between customers are foreseen at their right size. */
  readonly calibrationSlope: number | null;
}

/** Agreement of two columns of equal length, each row counted `weight` times (once where absent). */
export function agreement(predicted: Column, actual: Column, weight?: Column): Agreement {
  let total = 0;
  let absolute = 0;
  let squared = 0;
  let sumPredicted = 0;
  let sumActual = 0;
  for (let i = 0; i < predicted.length; i++) {
    const w = weight?.[i] ?? 1;
    const difference = predicted[i]! - actual[i]!;
    total += w;
    absolute += w * Math.abs(difference);
    squared += w * difference * difference;
    sumPredicted += w * predicted[i]!;
    sumActual += w * actual[i]!;
  }
  const linear = moments(predicted, actual, weight);
  return {
    meanAbsoluteError: absolute / total,
    rootMeanSquaredError: Math.sqrt(squared / total),
    bias: sumActual === 0 ? null : sumPredicted / sumActual - 1,
    correlation: correlationOf(linear),
    rankCorrelation: correlationOf(moments(ranks(predicted, weight), ranks(actual, weight), weight)),
    calibrationSlope: linear.xx > 0 ? linear.xy / linear.xx : null,
  };
}

interface Moments {
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** Weighted sums of squares and products about the means. */
function moments(x: Column, y: Column, weight: Column | undefined): Moments {
  let total = 0;
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < x.length; i++) {
    const w = weight?.[i] ?? 1;
    if (w === 0) continue;
    total += w;
    const dx = x[i]! - meanX;
    const dy = y[i]! - meanY;
    meanX += (w / total) * dx;
    meanY += (w / total) * dy;
    xx += w * dx * (x[i]! - meanX);
    xy += w * dx * (y[i]! - meanY);
    yy += w * dy * (y[i]! - meanY);
  }
  return { xx, xy, yy };
}

function correlationOf({ xx, xy, yy }: Moments): number | null {
  return xx > 0 && yy > 0 ? Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy))) : null;
}

/** Mid-ranks: the weight below a value and half the weight at it. */
function ranks(column: Column, weight: Column | undefined): Float64Array {
  const order = Uint32Array.from(column, (_, i) => i).sort((i, j) => column[i]! - column[j]! || i - j);
  const out = new Float64Array(column.length);
  let below = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tied = 0;
    for (; to < order.length && column[order[to]!] === column[order[from]!]; to++) tied += weight?.[order[to]!] ?? 1;
    for (let k = from; k < to; k++) out[order[k]!] = below + 0.5 * tied;
    below += tied;
    from = to;
  }
  return out;
}
