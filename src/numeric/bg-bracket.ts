import { betaMean } from "./beta-mean.ts";

/** How far the terms of the first series may exceed the result before its rounding errors matter. */
const cancellationLimit = 300;

/** Terms after which another form is faster. */
const longSeries = 1000;

/**
 * Expected purchases in (T, T + t] of a customer who is alive at T: the factor that the expectations of all beta-geometric processes
 * share. With rate lambda ~ Gamma(rho = r + x, alpha + T), drop-out chance p ~ Beta(a, B = b + x + m) after each purchase and
 * w = t / (alpha + T),
 *
 * H = E[(1 - e^(-lambda p t)) / p] = E[(1 - (1 + p w)^-rho) / p].
 *
 * t = 0 gives 0; t = Infinity gives E[1/p] = (a + b + x + m - 1) / (a - 1) where a > 1, else Infinity. Nothing happens at a = 1.
 *
 * Three forms. Euler's transformation of the published 2F1, with e = a - 1, c = a + B - 1, A = c - rho, zeta = w / (1 + w):
 * H = (1 + w)^-e [c ((1 + w)^e - 1) / e - sum of U_n], U_1 = A zeta, U_(n+1) = U_n (A + n)(e + n) zeta / ((c + n)(n + 1)): x stands in
 * a denominator only, so it converges faster the more a customer bought. It cancels where c is much larger than rho (b huge) and
 * where A is hugely negative (r huge), which it notices; then {@link sumOverPurchases}; where both are long, {@link betaMean}.
 *
 * Source of the published form: Fader, Hardie & Lee (2005). Relative error below 1e-13 (tests/golden/mpmath_kernels.json); about 0.3
 * microseconds in the usual case.
 *
 * Domain: r, alpha, a, b > 0; x >= 0; m 0 or 1; age >= 0; t >= 0; a, b from 1e-150 to 1e15, (r + x) w up to 1e150.
 */
export function bgBracket(
  r: number,
  alpha: number,
  a: number,
  b: number,
  m: number,
  x: number,
  age: number,
  t: number,
): number {
  if (t === 0) return 0;
  const rho = r + x;
  const stay = b + x + m;
  if (t === Infinity) return a > 1 ? (a + stay - 1) / (a - 1) : Infinity;
  const w = t / (alpha + age);
  const e = a - 1;
  const c = a + stay - 1;
  // Without x, which would only take digits away.
  const A = a + (b + m - r) - 1;
  const mean = rho * w;
  const growth = Math.expm1(e * Math.log1p(w));
  const scale = 1 / (1 + growth);
  const first = e === 0 ? c * Math.log1p(w) : (c * growth) / e;
  // H is at most the mean, so that this much larger a first term is bound to cancel (or to be NaN).
  if (first * scale <= cancellationLimit * mean) {
    const zeta = w / (1 + w);
    // Once the ratio of two terms is below the mean of zeta and 1 the rest is at most term / (1 - ratio).
    const ratioLimit = 0.5 * (1 + zeta);
    const tolerance = 5e-17 / (1 + w);
    let term = A * zeta;
    let rest = first - term;
    let size = Math.abs(first) + Math.abs(term);
    for (let n = 0; n < longSeries; n++) {
      // a + n is e + n + 1, and so on: a tiny a must not drown in the 1.
      const ratio = ((A + 1 + n) * (a + n) * zeta) / ((a + stay + n) * (n + 2));
      term *= ratio;
      rest -= term;
      const magnitude = Math.abs(term);
      size += magnitude;
      if (magnitude <= tolerance * Math.abs(rest) && Math.abs(ratio) < ratioLimit) {
        if (size <= cancellationLimit * rest) return rest * scale;
        break;
      }
    }
  }
  if (mean < longSeries && w < 10 && rho * Math.log1p(w) < 600) return sumOverPurchases(rho, a, stay, w);
  return betaMean(a, stay, purchasesGivenDropOut, rho, w);
}

/**
 * The same as a sum over purchases: the (j + 1)-th happens with the chance that a customer who never dropped out would make
 * more than j purchases (negative binomial with mean rho w) times the chance to have stayed after j, (B)_j / (a + B)_j. All terms are
 * positive; about rho w + 8 standard deviations of them.
 */
function sumOverPurchases(rho: number, a: number, stay: number, w: number): number {
  const zeta = w / (1 + w);
  const ratioLimit = 0.5 * (1 + zeta);
  const tolerance = 5e-17 / (1 + w) ** 2;
  const length = Math.log1p(w);
  let moreThan = -Math.expm1(-rho * length);
  let exactly = Math.exp(-rho * length);
  let stayed = 1;
  let sum = moreThan;
  for (let j = 0; ; j++) {
    const ratio = (zeta * (rho + j)) / (j + 1);
    exactly *= ratio;
    moreThan -= exactly;
    stayed *= (stay + j) / (a + stay + j);
    sum += stayed * moreThan;
    if (ratio < ratioLimit && stayed * exactly < tolerance * sum) return sum;
  }
}

/** (1 - (1 + p w)^-rho) / p, with its limit rho w. */
function purchasesGivenDropOut(p: number, rho: number, w: number): number {
  const small = p * w;
  return small * (1 + rho) < 1e-17 ? rho * w : -Math.expm1(-rho * Math.log1p(small)) / p;
}
