const halfLogTwoPi = 0.91893853320467274178;

/** Above this, the asymptotic series below are exact to the last digit. */
const asymptotic = 12;

/** B(2k) / (2k (2k - 1)), the coefficients of z^(1-2k) in Stirling's series of ln Γ. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400] as const;

/** B(2k) / 2k, the coefficients of -z^(-2k) in the series of ψ. */
const digammaSeries = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12] as const;

/** B(2k), the coefficients of z^(-2k-1) in the series of ψ'. */
const trigammaSeries = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6] as const;

/** (-1)^k (ζ(k) - 1) / k for k = 2, 3, ...: Taylor coefficients of ln Γ(2 + z) - (1 - γ) z. */
const taylorAtTwo: readonly number[] = [
  0.64493406684822643647, 0.2020569031595942854, 0.082323233711138191516, 0.036927755143369926331,
  0.017343061984449139715, 0.0083492773819228268398, 0.0040773561979443393787, 0.0020083928260822144179,
  0.00099457512781808533715, 0.0004941886041194645587, 0.00024608655330804829864, 0.00012271334757848914675,
  0.000061248135058704829259, 0.000030588236307020493552, 0.000015282259408651871733, 7.6371976378997622736e-6,
  3.8172932649998398565e-6, 1.9082127165539389257e-6, 9.5396203387279611315e-7, 4.7693298678780646312e-7,
  2.3845050272773299e-7, 1.1921992596531107307e-7, 5.9608189051259479612e-8, 2.9803503514652280186e-8,
  1.4901554828365041235e-8, 7.450711789835429492e-9, 3.7253340247884570548e-9, 1.8626597235130490064e-9,
  9.3132743241966818287e-10, 4.656629065033784073e-10, 2.328311833676505492e-10, 1.1641550172700519776e-10,
  5.8207720879027008892e-11, 2.9103850444970996869e-11,
].map((zetaMinusOne, i) => ((i % 2 === 0 ? 1 : -1) * zetaMinusOne) / (i + 2));

const oneMinusEuler = 0.42278433509846713939;

/** The part of ln Γ(z) after Stirling's leading terms, z >= 12. */
function stirlingRest(z: number): number {
  const square = 1 / (z * z);
  let sum = 0;
  for (let k = stirling.length - 1; k >= 0; k--) sum = sum * square + stirling[k]!;
  return sum / z;
}

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

/** ψ(x), the derivative of ln Γ, for x > 0: recurrence up to 12, asymptotic series beyond. Error below 1e-14, relative away from the zero at 1.46. */
export function digamma(x: number): number {
  let shifted = 0;
  let z = x;
  for (; z < asymptotic; z++) shifted += 1 / z;
  return Math.log(z) - 0.5 / z - digammaRest(z) - shifted;
}

/** ψ'(x) for x > 0: recurrence up to 12, asymptotic series beyond. Relative error below 1e-14. */
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

/** ln B(a, b) for a, b > 0, without the difference of large log-gammas. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (small < asymptotic) return logGamma(small) - logGammaDifference(large, small);
  const rest = stirlingRest(small) + stirlingRest(large) - stirlingRest(small + large);
  const share = Math.log(small / (small + large));
  return (small - 0.5) * share - large * Math.log1p(small / large) - 0.5 * Math.log(large) + halfLogTwoPi + rest;
}

/**
 * ln Γ(a + n) - ln Γ(a) for a > 0, n >= 0: for few whole steps the logarithm of their product, otherwise Stirling's series of the
 * difference, so that neither a tiny nor a huge a costs digits.
 */
export function logGammaDifference(a: number, n: number): number {
  if (n <= 32 && Number.isInteger(n)) {
    let sum = 0;
    let product = 1;
    for (let j = 0; j < n; j++) {
      product *= a + j;
      if (product > 1e250 || product < 1e-250) {
        sum += Math.log(product);
        product = 1;
      }
    }
    return sum + Math.log(product);
  }
  let z = a;
  let shifted = 0;
  for (; z < asymptotic; z++) shifted += Math.log1p(n / z);
  const far = z + n;
  return (z - 0.5) * Math.log1p(n / z) + n * Math.log(far) - n + stirlingRest(far) - stirlingRest(z) - shifted;
}

/** ψ(a + n) - ψ(a) for a > 0, n >= 0; relative error below 1e-14. */
export function digammaDifference(a: number, n: number): number {
  let sum = 0;
  let z = a;
  if (n <= 16 && Number.isInteger(n)) {
    for (let j = 0; j < n; j++) sum += 1 / (a + j);
    return sum;
  }
  for (; z < asymptotic; z++) sum += n / (z * (z + n));
  const far = z + n;
  return sum + Math.log1p(n / z) + (0.5 * n) / (z * far) + (digammaRest(z) - digammaRest(far));
}

/**
 * ln B(a, b + n) - ln B(a, b) for a, b > 0, n >= 0: the logarithm of the chance to survive n trials at chances Beta(a, b) each. For whole n it
 * is the sum of -ln(1 + a/(b + j)); the first steps are taken one by one, the rest by Stirling's series of the double
 * difference, in which all that cancels has been cancelled by hand: relative error below 1e-13 for any a / b.
 */
export function logBetaDifference(a: number, b: number, n: number): number {
  const whole = Number.isInteger(n);
  const steps = whole ? Math.min(n, Math.max(24, Math.ceil(asymptotic - b))) : Math.max(0, Math.ceil(asymptotic - b));
  // The product of the (1 + e) less 1, so that tiny e keep their digits.
  let excess = 0;
  let sum = 0;
  for (let j = 0; j < steps; j++) {
    const e = whole ? a / (b + j) : (a * n) / ((b + j) * (a + b + j + n));
    excess += e + excess * e;
    if (excess > 1e250) {
      sum += Math.log1p(excess);
      excess = 0;
    }
  }
  sum += Math.log1p(excess);
  const left = whole ? n - steps : n;
  if (left === 0) return -sum;
  const z = b + steps;
  return -(sum + tailDifference(a, z, left));
}

/** [ln Γ(z + a + n) - ln Γ(z + n)] - [ln Γ(z + a) - ln Γ(z)] for z >= 12. */
function tailDifference(a: number, z: number, n: number): number {
  const far = z + n;
  const lift = Math.log1p((a * n) / (z * (z + a + n)));
  return a * Math.log1p(n / (z + a)) + n * Math.log1p(a / far) - (z - 0.5) * lift + restFall(z, a) - restFall(far, a);
}

/** stirlingRest(z) - stirlingRest(z + a), term by term. */
function restFall(z: number, a: number): number {
  const logRatio = Math.log1p(a / z);
  let sum = 0;
  for (let k = stirling.length - 1; k >= 0; k--) {
    const power = 2 * k + 1;
    sum -= stirling[k]! * z ** -power * Math.expm1(-power * logRatio);
  }
  return sum;
}
