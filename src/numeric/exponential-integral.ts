import { gaussLegendre32 } from "./quadrature.ts";

/** Widest panel on which 32 nodes do not show an error. */
const panelWidth = 1.5;

/**
 * e^z E_s(z), the integral of e^(-z v) (1 + v)^-s over (0, Infinity): the discounted lifetime of a customer whose lifetime is Pareto. Kept
 * in one piece, since e^z and E_s(z) apart over- and underflow. z = 0 gives 1 / (s - 1) where s > 1, else Infinity.
 *
 * From z = 1 or s = 30 on by the even part of its continued fraction, below that by Gauss-Legendre panels in ln(1 + v).
 * Relative error below 2e-14, 1e-13 for z below 1e-50 (tests/golden/mpmath_kernels.json).
 *
 * Domain: s >= 0; z = 0 or z >= 1e-300.
 */
export function scaledExponentialIntegral(s: number, z: number): number {
  if (z === 0) return s > 1 ? 1 / (s - 1) : Infinity;
  return z >= 1 || s >= 30 ? byFraction(s, z) : byPanels(s, z);
}

/** 1 / (z + s - s 1 / (z + s + 2 - (s + 1) 2 / (z + s + 4 - ...))) by the modified Lentz method. */
function byFraction(s: number, z: number): number {
  let b = z + s;
  let numerator = Infinity;
  let denominator = 1 / b;
  let value = denominator;
  for (let i = 1; ; i++) {
    const a = -i * (s - 1 + i);
    b += 2;
    denominator = 1 / (b + a * denominator);
    numerator = b + a / numerator;
    const change = numerator * denominator;
    value *= change;
    if (Math.abs(change - 1) < 3e-16) return value;
  }
}

/** With v = e^y - 1: exp(-z (e^y - 1) + (1 - s) y), which has vanished where z v = 42 or, for s > 1, where the power has. */
function byPanels(s: number, z: number): number {
  const end = Math.min(Math.log1p(42 / z), s > 1 ? 42 / (s - 1) : Infinity);
  const panels = Math.ceil(end / panelWidth);
  const half = end / panels / 2;
  const { nodes, weights } = gaussLegendre32;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const center = (2 * panel + 1) * half;
    for (let k = 0; k < nodes.length; k++) {
      const y = center + half * nodes[k]!;
      sum += weights[k]! * Math.exp((1 - s) * y - z * Math.expm1(y));
    }
  }
  return half * sum;
}
