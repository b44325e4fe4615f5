import { log1pMinus } from "./linear-remainders.ts";

const halfLogTwoPi = 0.9189385332046728;

/** Above this, the asymptotic series below are exact to the last digit. */
const asymptotic = 12;

/** B(2k) / (2k (2k - 1)), the coefficients of z^(1-2k) in Stirling's series of ln Γ. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const;

/** B(2k) / 2k, the coefficients of -z^(-2k) in the series of ψ. */
const digammaSeries = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12] as const;

/** B(2k), the coefficients of z^(-2k-1) in the series of ψ'. */
const trigammaSeries = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6] as const;

/** (-1)^k (ζ(k) - 1) / k for k = 2, 3, ...: Taylor coefficients of ln Γ(2 + z) - (1 - γ) z. */
const taylorAtTwo = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5, -4.492623673813314e-5,
  2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6, -2.039215753801366e-6, 9.55141213040742e-7,
  -4.492469198764566e-7, 2.1207184805554665e-7, -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8,
  1.0838659214896955e-8, -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10,
] as const;

const oneMinusEuler = 0.42278433509846713;

/** ln Γ(2 + z) for |z| <= 0.5. */
function logGammaAtTwo(z: number): number {
  let sum = 0;
  for (let k = taylorAtTwo.length - 1; k >= 0; k--) sum = sum * z + taylorAtTwo[k]!;
  return z * (oneMinusEuler + z * sum);
}

/**
 * ln Γ(x) for x > 0: Taylor series about 2 (so that the zeros at 1 and 2 keep their relative accuracy), recurrence up to 12, Stirling's
 * series beyond. Relative error below 1e-14 (tests/golden/mpmath_special_functions.json).
 */
export function logGamma(x: number): number {
  if (x >= asymptotic) return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingRest(x);
  if (x < 0.5) return logGammaAtTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return logGammaAtTwo(x - 1) - Math.log1p(x - 1);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return logGammaAtTwo(y - 2) + (product === 1 ? 0 : Math.log(product));
}

/** ln Γ(1 + z) for z >= 0, with full relative accuracy also for tiny z. */
export function logGammaOnePlus(z: number): number {
  return z < 0.5 ? logGammaAtTwo(z) - Math.log1p(z) : logGamma(1 + z);
}

/**
 * What ln Γ(z) has beyond Stirling's leading terms: ln Γ(z) - (z - 1/2) ln z + z - ln(2π)/2, for z > 0. Absolute error
 * below 1e-14, and 1e-15 |ln z| for z < 1e-4.
 */
export function stirlingRemainder(z: number): number {
  return z >= asymptotic ? stirlingRest(z) : logGamma(z) - (z - 0.5) * Math.log(z) + z - halfLogTwoPi;
}

/** {@link stirlingRemainder} by its asymptotic series, for z >= 12. */
function stirlingRest(z: number): number {
  const square = 1 / (z * z);
  let sum = 0;
  for (let k = stirling.length - 1; k >= 0; k--) sum = sum * square + stirling[k]!;
  return sum / z;
}

/** The derivative of {@link stirlingRemainder}: ψ(z) - ln z + 1/(2z), for z > 0. Absolute error below 1e-15 (1 + 1/z). */
export function stirlingRemainderSlope(z: number): number {
  return z >= asymptotic ? -digammaRest(z) : digamma(z) - Math.log(z) + 0.5 / z;
}

/**
 * ψ(x), the derivative of ln Γ, for x > 0: recurrence up to 12, asymptotic series beyond. Relative error below 1e-14 away from the
 * zero at 1.46, absolute below 1e-15 near it.
 */
export function digamma(x: number): number {
  let shifted = 0;
  let z = x;
  for (; z < asymptotic; z++) shifted += 1 / z;
  return Math.log(z) - 0.5 / z - digammaRest(z) - shifted;
}

/** ψ'(x) for x > 1e-154 (below, 1/x^2 overflows): recurrence up to 12, asymptotic series beyond. Relative error below 1e-14. */
export function trigamma(x: number): number {
  let shifted = 0;
  let z = x;
  for (; z < asymptotic; z++) shifted += 1 / (z * z);
  const square = 1 / (z * z);
  let sum = 0;
  for (let k = trigammaSeries.length - 1; k >= 0; k--) sum = sum * square + trigammaSeries[k]!;
  return shifted + (1 + (0.5 + sum / z) / z) / z;
}

function digammaRest(z: number): number {
  const square = 1 / (z * z);
  let sum = 0;
  for (let k = digammaSeries.length - 1; k >= 0; k--) sum = sum * square + digammaSeries[k]!;
  return sum * square;
}

/**
 * ln B(a, b) for a, b > 0, without the difference of large log-gammas. Relative error below 1e-14,
 * absolute below 1e-15 near its zeros.
 */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (small < asymptotic) return logGamma(small) - logGammaDifference(large, small);
  const rest = stirlingRest(small) + stirlingRest(large) - stirlingRest(small + large);
  const share = Math.log(small / (small + large));
  return (small - 0.5) * share - large * Math.log1p(small / large) - 0.5 * Math.log(large) + halfLogTwoPi + rest;
}

/**
 * ln Γ(a + n) - ln Γ(a) for a > 0, n >= 0. Few whole steps are the logarithm of their product; otherwise a is raised to 12 and the
 * rest is Stirling's series of the difference, so that neither a tiny nor a huge a or n costs digits. Relative error below
 * 1e-14; where Γ turns (1/2 < a < 2) and the difference is small, absolute below 1e-15 n / (1 + n).
 */
export function logGammaDifference(a: number, n: number): number {
  if (n <= 32 && Number.isInteger(n)) return logRisingProduct(a, n);
  // Here ln Γ(a + n) is so much the larger that nothing cancels.
  if (a < asymptotic && a + n > 24) return logGamma(a + n) - logGamma(a);
  let z = a;
  let shift = 0;
  // The product of the 1 + n / z less 1, so that tiny n / z keep their digits. Only the first step can be huge.
  let excess = 0;
  if (n / z > 1e100) shift = Math.log(n) - Math.log(z++);
  for (; z < asymptotic; z++) excess += n / z + excess * (n / z);
  const far = z + n;
  const fall = fallOfSeries(stirling, 1, 1 / z, 1 / far, n);
  return z * log1pMinus(n / z) + n * Math.log(far) - 0.5 * Math.log1p(n / z) - fall - Math.log1p(excess) - shift;
}

/** ln of a (a + 1) ... (a + n - 1), taking the logarithm only where the product would leave the range of a double. */
function logRisingProduct(a: number, n: number): number {
  let sum = 0;
  let product = 1;
  for (let j = 0; j < n; j++) {
    const next = product * (a + j);
    if (next < 1e300 && next > 1e-300) product = next;
    else {
      sum += Math.log(product) + Math.log(a + j);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

/** ψ(a + n) - ψ(a) for a > 0, n >= 0: the derivative of {@link logGammaDifference} in a. Relative error below 1e-14. */
export function digammaDifference(a: number, n: number): number {
  let sum = 0;
  if (n <= 16 && Number.isInteger(n)) {
    for (let j = 0; j < n; j++) sum += 1 / (a + j);
    return sum;
  }
  let z = a;
  for (; z < asymptotic; z++) sum += 1 / (z + z * (z / n));
  const u = 1 / z;
  const v = 1 / (z + n);
  return sum + Math.log1p(n * u) + 0.5 * n * u * v + fallOfSeries(digammaSeries, 2, u, v, n);
}

/** ψ'(a + n) - ψ'(a), not above 0, for a > 1e-154, n >= 0: the derivative of {@link digammaDifference} in a. Relative error below 1e-14. */
export function trigammaDifference(a: number, n: number): number {
  let sum = 0;
  if (n <= 16 && Number.isInteger(n)) {
    for (let j = 0; j < n; j++) sum += 1 / ((a + j) * (a + j));
    return -sum;
  }
  let z = a;
  for (; z < asymptotic; z++) sum += ((n / (z + n)) * (1 / z + 1 / (z + n))) / z;
  const u = 1 / z;
  const v = 1 / (z + n);
  return -(sum + n * u * v * (1 + 0.5 * (u + v)) + fallOfSeries(trigammaSeries, 3, u, v, n));
}

/**
 * Sum of c_k (u^p - v^p) over p = first, first + 2, ..., where u = 1/z and v = 1/(z + n): without cancellation, since
 * D_p = (u^p - v^p) / (u - v) obeys D_{p+2} = u^2 D_p + (u + v) v^p.
 */
function fallOfSeries(coefficients: readonly number[], first: 1 | 2 | 3, u: number, v: number, n: number): number {
  let divided = first === 1 ? 1 : first === 2 ? u + v : u * u + (u + v) * v;
  let power = first === 1 ? v : first === 2 ? v * v : v * v * v;
  let sum = 0;
  for (let k = 0; k < coefficients.length; k++) {
    sum += coefficients[k]! * divided;
    divided = u * u * divided + (u + v) * power;
    power *= v * v;
  }
  return n * u * v * sum;
}

/**
 * ln B(a, b + n) - ln B(a, b) for a, b > 0, n >= 0: the logarithm of the chance to survive n trials whose chance of failure is
 * Beta(a, b) distributed. For whole n it is the sum of -ln(1 + a / (b + j)): the first steps are taken one by one, the rest by
 * Stirling's series of the double difference, in which all that cancels has been cancelled by hand. Relative error below 1e-13 for
 * any a / b.
 */
export function logBetaDifference(a: number, b: number, n: number): number {
  const whole = Number.isInteger(n);
  const raise = Math.max(0, Math.ceil(asymptotic - b));
  const steps = whole ? Math.min(n, Math.max(24, raise)) : raise;
  // The product of the 1 + e less 1, so that tiny e keep their digits.
  let excess = 0;
  let sum = 0;
  for (let j = 0; j < steps; j++) {
    const e = whole ? a / (b + j) : (a / (b + j)) * (n / (a + b + j + n));
    if (e > 1e100) sum += Math.log(a) - Math.log(b + j) + (whole ? 0 : Math.log(n / (a + b + j + n)));
    else excess += e + excess * e;
    if (excess > 1e200) {
      sum += Math.log1p(excess);
      excess = 0;
    }
  }
  sum += Math.log1p(excess);
  const left = whole ? n - steps : n;
  return left === 0 ? -sum : -sum - tailDifference(a, b + steps, left);
}

/** [ln Γ(z + a + n) - ln Γ(z + n)] - [ln Γ(z + a) - ln Γ(z)] for z >= 12: Stirling's leading terms and the series after them. */
function tailDifference(a: number, z: number, n: number): number {
  const lift = Math.log1p((a / z) * (n / (z + a + n)));
  const leading = a * Math.log1p(n / (z + a)) + n * Math.log1p(a / (z + n)) - (z - 0.5) * lift;
  return leading + doubleFall(a, z, n);
}

/**
 * Sum of c_k (u^p - s^p - v^p + t^p) with u, s, v, t = 1 over z, z + a, z + n, z + a + n, as a sum of positive terms. With
 * D_p(x, y) = (x^p - y^p) / (x - y) it is (u - s) E_p + D_p(v, t) (u - s - v + t), where E_p = D_p(u, s) - D_p(v, t).
 */
function doubleFall(a: number, z: number, n: number): number {
  const u = 1 / z;
  const s = 1 / (z + a);
  const v = 1 / (z + n);
  const t = 1 / (z + a + n);
  const uMinusV = n * u * v;
  const sMinusT = n * s * t;
  let near = 0; // E_p
  let divided = 1; // D_p(v, t)
  let side = 1; // D_p(s, t)
  let power = t; // t^p
  let nearSum = 0;
  let dividedSum = 0;
  for (let k = 0; k < stirling.length; k++) {
    nearSum += stirling[k]! * near;
    dividedSum += stirling[k]! * divided;
    near = u * u * near + uMinusV * (u + v) * divided + (u + s) * sMinusT * side + (uMinusV + sMinusT) * power;
    divided = v * v * divided + (v + t) * power;
    side = s * s * side + (s + t) * power;
    power *= t * t;
  }
  return a * u * s * nearSum + a * s * t * (n * v) * (2 + (a + n) * u) * dividedSum;
}
