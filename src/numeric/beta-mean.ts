/** Where terms fall at least exponentially, one smaller than this share of the sum no longer shows, nor do those after it. */
const negligible = 1e-18;

/**
 * E[f(p, power, w)] for p ~ Beta(a, b), where f is a positive, smooth function of ln p that varies with p only through
 * power * ln(1 + w p) and 1 / p, and is constant to the last digit where p is far below 1 / (power w). Meant for the corners in which
 * a series would be too long or would cancel: everything summed here is positive.
 *
 * Trapezoid rule in s = logit p - logit of the mean: density and f are analytic for |Im s| < pi/2, so that the error falls
 * exponentially in 1 / step. Numerator and normaliser are sums over the same nodes, which spares the beta function, and their infinite
 * tails, geometric series where f is constant, are closed in one step: a and b may be as small as one likes. Densities are taken relative
 * to the one at the mean, so that a and b may also be huge. Relative error below 1e-13 (tests/golden/mpmath_kernels.json); about 300
 * evaluations of f.
 *
 * Domain: 1e-150 <= a, b <= 1e15; w >= 0; |power| * w <= 1e150; f bends (second derivative of ln f in ln p) by 5 at most.
 */
export function betaMean(
  a: number,
  b: number,
  f: (p: number, power: number, w: number) => number,
  power: number,
  w: number,
): number {
  const p0 = a / (a + b);
  const q0 = b / (a + b);
  // The transform of the density at 2 pi / step, |gamma(a + 2 pi i / step) / gamma(a)| or less, is then 1e-17.
  const step = 0.63 / Math.sqrt(7 + a * q0);
  const flatBelow = 1e-17 / (1 + a + b + w * (1 + Math.abs(power)));
  const flatAbove = 1e-17 / (1 + a + b + Math.abs(power));
  let mass = 1;
  let sum = f(p0, power, w);
  for (let s = -step; ; s -= step) {
    const odds = p0 * Math.exp(s);
    const p = odds / (q0 + odds);
    let density = relativeDensity(s, a, b, p0, q0);
    const closing = p < flatBelow;
    if (closing) density /= -Math.expm1(-a * step);
    const term = density * f(p, power, w);
    mass += density;
    sum += term;
    if (closing || (a >= 1 && density < negligible * mass && term < negligible * sum)) break;
  }
  for (let s = step; ; s += step) {
    const odds = q0 * Math.exp(-s);
    const q = odds / (p0 + odds);
    let density = relativeDensity(s, a, b, p0, q0);
    const closing = q < flatAbove;
    if (closing) density /= -Math.expm1(-b * step);
    const term = density * f(p0 / (p0 + odds), power, w);
    mass += density;
    sum += term;
    if (closing || (b >= 1 && density < negligible * mass && term < negligible * sum)) break;
  }
  return sum / mass;
}

/** Density of s over its density at 0: e^(a s) / (q0 + p0 e^s)^(a + b), in the form that stays near 1 for the larger of p0, q0. */
function relativeDensity(s: number, a: number, b: number, p0: number, q0: number): number {
  return p0 <= 0.5
    ? Math.exp(a * s - (a + b) * Math.log1p(p0 * Math.expm1(s)))
    : Math.exp(-b * s - (a + b) * Math.log1p(q0 * Math.expm1(-s)));
}
