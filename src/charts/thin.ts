import type { Column } from "../types.ts";

/**
 * Which points of a curve to draw: at most `most` of them (at least 3), all where there are no more.
 *
 * The rule: walk along the curve and measure the way, |Δx| and |Δy| added up as shares of the range of x and of y. The first and
 * the last point are kept, and each after which the next step would make the way since the last kept point longer than
 * L = 2 · whole way / (most − 2). So a line between two kept points is either a step of the curve itself or replaces at most L of
 * it, and strays from it by at most L: for a rising curve, whose whole way is 2, and 1,989 points, 0.21 % of the range. Two
 * neighbouring stretches together are longer than L, which bounds the number of points.
 */
export function thin(x: Column, y: Column, most: number): number[] {
  const last = x.length - 1;
  if (last < most) return Array.from(x, (_, i) => i);
  const perX = 1 / range(x);
  const perY = 1 / range(y);
  const step = (i: number): number => Math.abs(x[i + 1]! - x[i]!) * perX + Math.abs(y[i + 1]! - y[i]!) * perY;
  let whole = 0;
  for (let i = 0; i < last; i++) whole += step(i);
  const limit = (2 * whole) / (most - 2);
  const kept = [0];
  let way = 0;
  for (let i = 1; i < last; i++) {
    way += step(i - 1);
    if (way + step(i) <= limit) continue;
    kept.push(i);
    way = 0;
  }
  kept.push(last);
  return kept;
}

/** Largest less smallest, 1 where they are the same. */
function range(column: Column): number {
  let smallest = Infinity;
  let largest = -Infinity;
  for (let i = 0; i < column.length; i++) {
    smallest = Math.min(smallest, column[i]!);
    largest = Math.max(largest, column[i]!);
  }
  return largest - smallest || 1;
}
