import { fastExp, logShare } from "../../numeric/fast-exponentials.ts";
import { betaReciprocalGrid } from "../../numeric/gauss-hypergeometric.ts";
import { powerIntegral } from "../../numeric/power-integral.ts";
import { TaylorGrid } from "../../numeric/taylor-grid.ts";
import { ByFrequency } from "./by-frequency.ts";
import type { ParetoNbdModel } from "./pareto-nbd.ts";
import type { Rows } from "./process.ts";
import { fillBlock, inBlocks } from "./row-blocks.ts";

/** From this shape on the grid of the 2F1 would lose digits. */
const largeShape = 1000;

/**
 * P(alive) of each row under Pareto/NBD. With p = r + x, k = p + s, W = ((alpha + t_x) / (alpha + T))^p ((beta + t_x) / (beta + T))^s and F the
 * 2F1 of the tails in `pareto-kernel.ts`,
 *
 * P = W / (W + s / k (F(t_x) - F(T) W)), F(t) = 2F1(1, p; k + 1; (alpha - beta) / (alpha + t)):
 *
 * for a frequency a function of one variable, y = |alpha - beta| / (max(alpha, beta) + t), which comes from a grid; where beta is the larger
 * it is (1 - y) 2F1(1, s + 1; k + 1; y). The difference cancels only where it is small beside W. Rows that the grid does not know are left
 * to `exact`.
 */
export function paretoAlive(model: ParetoNbdModel, rows: Rows, exact: (i: number) => number, out: Float64Array): void {
  const { r, alpha, s, beta } = model;
  const grids = new ByFrequency((x) => {
    if (r + x + s > largeShape) return new TaylorGrid(() => undefined);
    return alpha < beta ? betaReciprocalGrid(s + 1, r + x) : betaReciprocalGrid(r + x, s + 1);
  });
  const known = (from: number, to: number): void => {
    logStayed(model, rows, from, to, out);
    expColumn(out, from, to);
    aliveByGrids(model, rows, from, to, grids, out);
  };
  const otherwise = (i: number): number => {
    const grid = grids.get(rows.frequency[i]!);
    grid.at(gridPoint(model, rows.recency[i]!));
    grid.at(gridPoint(model, rows.age[i]!));
    known(i, i + 1);
    return Number.isNaN(out[i]) ? exact(i) : out[i]!;
  };
  inBlocks(rows.length, (from, to) => fillBlock(out, from, to, known, otherwise));
}

/** y at a time. */
function gridPoint({ alpha, beta }: ParetoNbdModel, time: number): number {
  return Math.abs(alpha - beta) / (Math.max(alpha, beta) + time);
}

/** ln W of the rows between two. In a function of its own, as is each pass: the engine takes only so much into one loop. */
function logStayed(
  { r, alpha, s, beta }: ParetoNbdModel,
  rows: Rows,
  from: number,
  to: number,
  out: Float64Array,
): void {
  const { frequency, recency, age } = rows;
  for (let i = from; i < to; i++) {
    const last = recency[i]!;
    const rest = age[i]! - last;
    out[i] = logShare(alpha + last, rest, r + frequency[i]!) + logShare(beta + last, rest, s);
  }
}

/** P(alive) of the rows between two from ln W, NaN where their grid does not know them (yet). */
function aliveByGrids(
  { r, alpha, s, beta }: ParetoNbdModel,
  { frequency, recency, age }: Rows,
  from: number,
  to: number,
  grids: ByFrequency<TaylorGrid>,
  out: Float64Array,
): void {
  const turned = alpha < beta ? 1 : 0;
  const larger = Math.max(alpha, beta);
  const gap = Math.abs(alpha - beta);
  for (let i = from; i < to; i++) {
    const x = frequency[i]!;
    const grid = grids.known(x);
    if (grid === undefined) {
      out[i] = Number.NaN;
      continue;
    }
    const y = gap / (larger + recency[i]!);
    const yEnd = gap / (larger + age[i]!);
    const stayed = out[i]!;
    const ended = (1 - turned * y) * grid.known(y) - (1 - turned * yEnd) * grid.known(yEnd) * stayed;
    out[i] = stayed / (stayed + (s / (r + x + s)) * Math.max(0, ended));
  }
}

/** The mean time within t that a customer who is active at an age stays so, for each age: a {@link powerIntegral} with powers by tables. */
export function paretoActiveTimes({ s, beta }: ParetoNbdModel, age: Float64Array, t: number, out: Float64Array): void {
  const power = Math.abs(1 - s);
  for (let i = 0; i < out.length; i++) {
    const scale = beta + age[i]!;
    const log = logShare(scale, t, power);
    // Next to 1 a power would lose digits when 1 is taken off; beyond all times there may be no logarithm.
    if (!(log <= -0.1)) out[i] = scale * powerIntegral(s, t / scale);
    else {
      const left = fastExp(log);
      out[i] = (scale * (s < 1 ? 1 / left - 1 : 1 - left)) / power;
    }
  }
}

function expColumn(column: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) column[i] = fastExp(column[i]!);
}
