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
