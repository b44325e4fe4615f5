import { paretoOddsGradient } from "../../numeric/pareto-kernel-derivatives.ts";
import { gaussLegendre8, integrate } from "../../numeric/quadrature.ts";
import { ParetoLifetime } from "../transactions/pareto-nbd.ts";
import { type Clocks, dropOutTimeAt, pieceBefore, pieceEnd, purchaseTimeAt } from "./operational-time.ts";

/** The parameters of Pareto/NBD. */
export interface ParetoParameters {
  readonly r: number;
  readonly alpha: number;
  readonly s: number;
  readonly beta: number;
}

/** Of those who left between the last purchase and the end of observation. */
export interface Ended {
  /** ln of the odds of having left, against being there: from -Infinity to Infinity. */
  logOdds: number;
  /** Mean of 1 / (alpha + A(u)) over the times u at which they left; 0 where nobody did. */
  inversePurchaseTime: number;
  /** Mean of (s + 1) / (beta + D(u)) over the same. */
  dropOutRate: number;
}

const kernel = /* @__PURE__ */ new Float64Array(4);

/**
 * What is known of those who left: with p = r + x, the odds are s times the integral of
 * ((alpha + A(T)) / (alpha + A(u)))^p ((beta + D(T)) / (beta + D(u)))^s dD(u) / (beta + D(u)) over (t_x, T). On a piece both clocks are
 * straight, so that it is the kernel of Pareto/NBD at (alpha + A) / a and (beta + D) / d, where a and d are their speeds; from piece to piece
 * the odds grow by ratios of what the clocks show. All in ratios of times, for any number of pieces.
 */
export function ended(
  model: ParetoParameters,
  clocks: Clocks,
  frequency: number,
  recency: number,
  age: number,
  out: Ended,
): void {
  const { r, alpha, s, beta } = model;
  const p = r + frequency;
  out.logOdds = -Infinity;
  out.inversePurchaseTime = 0;
  out.dropOutRate = 0;
  const first = recency === age ? clocks.start.length : pieceBefore(clocks, recency);
  for (let k = first; k < clocks.start.length && clocks.start[k]! < age; k++) {
    const from = Math.max(recency, clocks.start[k]!);
    const length = Math.min(age, pieceEnd(clocks, k)) - from;
    if (!(length > 0)) continue;
    const a = clocks.purchaseSpeed[k]!;
    const d = clocks.dropOutSpeed[k]!;
    const A = (alpha + purchaseTimeAt(clocks, k, from)) / a;
    const B = (beta + dropOutTimeAt(clocks, k, from)) / d;
    const own = paretoOddsGradient(p, s, A, B, 0, length, kernel);
    const before = out.logOdds + p * Math.log1p(length / A) + s * Math.log1p(length / B);
    const total = Math.max(own, before) + Math.log1p(Math.exp(-Math.abs(own - before)));
    const share = out.logOdds === -Infinity ? 1 : Math.exp(own - total);
    // Derivatives of the logarithm by A and B: means over the piece of p / (A + L) - p / (A + v), and of the same in B.
    const purchases = within(1 / (A + length) - kernel[2]! / p, 1 / (A + length), 1 / A) / a;
    const leaving = within(s / (B + length) - kernel[3]!, (s + 1) / (B + length), (s + 1) / B) / d;
    out.inversePurchaseTime += share * (purchases - out.inversePurchaseTime);
    out.dropOutRate += share * (leaving - out.dropOutRate);
    out.logOdds = out.logOdds === -Infinity ? own : total;
  }
}

/** A mean, which lies between the ends of what it is the mean of. */
function within(mean: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, mean));
}

/** A walk over the pieces after the end of observation; the fields are those of the piece that {@link PiecesAhead.next} went to. */
export class PiecesAhead {
  /** Where the piece begins, counted from the end of observation. */
  from = 0;
  length = 0;
  purchaseSpeed = 1;
  dropOutSpeed = 1;
  /** What the clocks have gained at its beginning since the end of observation. */
  purchaseTime = 0;
  dropOutTime = 0;
  #clocks: Clocks | undefined;
  #age = 0;
  #horizon = 0;
  #piece = 0;

  /** Begins another walk. */
  restart(clocks: Clocks, age: number, horizon: number): void {
    this.#clocks = clocks;
    this.#age = age;
    this.#horizon = horizon;
    this.#piece = pieceBefore(clocks, age) - 1;
    this.from = 0;
    this.length = 0;
    this.purchaseTime = 0;
    this.dropOutTime = 0;
  }

  /** Goes to the next piece; false where the horizon is reached. */
  next(): boolean {
    const clocks = this.#clocks!;
    const last = clocks.start.length - 1;
    this.from += this.length;
    this.purchaseTime += this.purchaseSpeed * this.length;
    this.dropOutTime += this.dropOutSpeed * this.length;
    if (this.from >= this.#horizon) return false;
    do this.#piece++;
    while (this.#piece < last && pieceEnd(clocks, this.#piece) <= this.#age);
    const k = Math.min(this.#piece, last);
    this.purchaseSpeed = clocks.purchaseSpeed[k]!;
    this.dropOutSpeed = clocks.dropOutSpeed[k]!;
    // The horizon may lie behind the end by rounding: the last piece takes what is left.
    const end = k < last ? clocks.start[k + 1]! - this.#age : Infinity;
    this.length = Math.min(this.#horizon, end) - this.from;
    return true;
  }
}

/** Integral of e^(-delta v) (1 + v / scale)^-s over (0, length): discounted active time on a piece. */
export function activeTimeOnPiece(s: number, scale: number, length: number, delta: number): number {
  const lifetime = new ParetoLifetime(s, scale);
  if (delta === 0) return lifetime.activeTime(length);
  if (!(length < 0.5 * scale && delta * length + s * Math.log1p(length / scale) < 1)) {
    return lifetime.discountedActiveTime(length, delta);
  }
  let sum = 0;
  const { nodes, weights } = gaussLegendre8;
  for (let i = 0; i < nodes.length; i++) {
    const v = 0.5 * length * (1 + nodes[i]!);
    sum += weights[i]! * Math.exp(-delta * v - s * Math.log1p(v / scale));
  }
  return 0.5 * length * sum;
}

/** Integral of g over the lifetimes that end within a piece, g a function of the time since its beginning. */
export function overEndsOnPiece(s: number, scale: number, length: number, g: (v: number) => number): number {
  return s * integrate((y) => Math.exp(-s * y) * g(scale * Math.expm1(y)), 0, Math.log1p(length / scale)).value;
}
