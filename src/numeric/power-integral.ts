import { TaylorGrid } from "./taylor-grid.ts";

/**
 * Integral of (1 + v)^-s over (0, y): ((1 + y)^(1 - s) - 1) / (1 - s), ln(1 + y) at s = 1, without a gap there. The mean lifetime of a
 * customer within a horizon, in units of the scale of a Pareto lifetime. y = Infinity gives 1 / (s - 1) where s > 1, else Infinity.
 *
 * Domain: s >= 0, y >= 0. Relative error below 1e-15 (1 + |1 - s| ln(1 + y)).
 */
export function powerIntegral(s: number, y: number): number {
  const power = 1 - s;
  if (y === Infinity) return power < 0 ? -1 / power : Infinity;
  const length = Math.log1p(y);
  return Math.abs(power * length) < 1e-16 ? length : Math.expm1(power * length) / power;
}

/** The same for many y = z / (1 - z), 0 <= z < 1: its slope by z is (1 - z)^(s - 2). */
export function powerIntegralGrid(s: number): TaylorGrid {
  return new TaylorGrid((z, c) => {
    c[0] = powerIntegral(s, z / (1 - z));
    c[1] = Math.exp((s - 2) * Math.log1p(-z));
    for (let n = 1; n + 1 < c.length; n++) c[n + 1] = c[n]! * ((n + 1 - s) / ((n + 1) * (1 - z)));
  });
}
