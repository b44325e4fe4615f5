import { betaMean } from "./beta-mean.ts";

/** How far the terms of the first series may exceed the result before its rounding errors matter. */
const cancellationLimit = 300;

/** Terms after which another form is faster. */
const longSeries = 1000;

/** Coefficients that are made at a time: convergence is looked at once a block. */
const block = 4;

/**
 * Expected purchases in (T, T + t] of a customer who is alive at T: the factor that the expectations of all beta-geometric processes
 * share. With rate lambda ~ Gamma(rho = r + x, alpha + T), drop-out chance p ~ Beta(a, B = b + x + m) after each purchase and
 * w = t / (alpha + T),
 *
 * H = E[(1 - e^(-lambda p t)) / p] = E[(1 - (1 + p w)^-rho) / p].
 *
 * w = 0 gives 0; w = Infinity gives E[1/p] = (a + b + x + m - 1) / (a - 1) where a > 1, else Infinity. Nothing happens at a = 1.
 *
 * Three forms. Euler's transformation of the published 2F1, with e = a - 1, c = a + B - 1, A = c - rho, zeta = w / (1 + w):
 * H = (1 + w)^-e [c ((1 + w)^e - 1) / e - sum of U_n], U_1 = A zeta, U_(n+1) = U_n (A + n)(e + n) zeta / ((c + n)(n + 1)): x stands in
 * a denominator only, so it converges faster the more a customer bought. It cancels where c is much larger than rho (b huge) and
 * where A is hugely negative (r huge), which it notices; then {@link sumOverPurchases}; where both are long, {@link betaMean}.
 *
 * The coefficients of the series depend on x and not on w: an instance keeps them, so that customers of equal frequency share them
 * and a term is two multiplications and a subtraction.
 *
 * Source of the published form: Fader, Hardie & Lee (2005). Relative error below 1e-13 (tests/golden/mpmath_kernels.json).
 *
 * Domain: r, a, b > 0; x >= 0; m 0 or 1; w >= 0; a, b from 1e-150 to 1e15, (r + x) w up to 1e150.
 */
export class BgBracket {
  /**
   * The w, at most 1, up to which H is nearly straight: its singularity at w = -1 sets the scale, and a large rho a smaller one, on
   * which (1 + p w)^-rho falls for the drop-out chances p there are, up to about (a + 1) / (a + B).
   */
  readonly bend: number;
  readonly #rho: number;
  readonly #a: number;
  readonly #stay: number;
  /** c - rho, without x, which would only take digits away. */
  readonly #A: number;
  #coefficients: Float64Array = new Float64Array(64);
  #known = 0;

  constructor(r: number, a: number, b: number, m: number, x: number) {
    this.#rho = r + x;
    this.#a = a;
    this.#stay = b + x + m;
    this.#A = a + (b + m - r) - 1;
    this.bend = 1 / Math.max(1, 0.25 * this.#rho * Math.min(1, (a + 1) / (a + this.#stay)));
  }

  /** H at w. */
  at(w: number): number {
    const a = this.#a;
    const stay = this.#stay;
    const rho = this.#rho;
    if (w === 0) return 0;
    if (w === Infinity) return a > 1 ? (a + stay - 1) / (a - 1) : Infinity;
    const e = a - 1;
    const c = a + stay - 1;
    const mean = rho * w;
    const length = Math.log1p(w);
    const growth = Math.expm1(e * length);
    const scale = 1 / (1 + growth);
    const first = e === 0 ? c * length : (c * growth) / e;
    // H is at most the mean, so that this much larger a first term is bound to cancel (or to be NaN).
    if (first * scale <= cancellationLimit * mean) {
      const rest = this.#series(first, w);
      if (rest > 0) return rest * scale;
    }
    if (mean < longSeries && w < 10 && rho * length < 600) return sumOverPurchases(rho, a, stay, w);
    return betaMean(a, stay, purchasesGivenDropOut, rho, w);
  }

  /** `first` less the sum of the U_n; 0 where that cancels or takes too long. */
  #series(first: number, w: number): number {
    const zeta = w / (1 + w);
    // Once the ratio of two terms is below the mean of zeta and 1 the rest is at most term / (1 - ratio).
    const ratioLimit = 0.5 * (1 + zeta);
    const tolerance = 5e-17 / (1 + w);
    let term = this.#A * zeta;
    let rest = first - term;
    let size = Math.abs(first) + Math.abs(term);
    for (let n = 0; n < longSeries; n += block) {
      if (n + block > this.#known) this.#extend(n + block);
      const coefficients = this.#coefficients;
      for (let k = n; k < n + block; k++) {
        term *= coefficients[k]! * zeta;
        rest -= term;
        size += Math.abs(term);
      }
      const ratio = coefficients[n + block - 1]! * zeta;
      if (Math.abs(term) <= tolerance * Math.abs(rest) && Math.abs(ratio) < ratioLimit) {
        return size <= cancellationLimit * rest ? rest : 0;
      }
    }
    return 0;
  }

  /** Makes the coefficients up to index `end`. */
  #extend(end: number): void {
    if (end > this.#coefficients.length) {
      const longer = new Float64Array(2 * end);
      longer.set(this.#coefficients);
      this.#coefficients = longer;
    }
    for (let n = this.#known; n < end; n++) {
      // a + n is e + n + 1, and so on: a tiny a must not drown in the 1.
      this.#coefficients[n] = ((this.#A + 1 + n) * (this.#a + n)) / ((this.#a + this.#stay + n) * (n + 2));
    }
    this.#known = end;
  }
}

/** H of one customer: {@link BgBracket} without a memory. */
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
  return new BgBracket(r, a, b, m, x).at(t / (alpha + age));
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
