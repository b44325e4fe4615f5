import { betaMean } from "./beta-mean.ts";
import { TaylorGrid } from "./taylor-grid.ts";

/** How far the terms of the first series may exceed the result before its rounding errors matter. */
const cancellationLimit = 300;

/** The same for the expansions, which rest on a slope as well. */
const cancellationLimitOfSlope = 75;

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
 * and a term is two multiplications and a subtraction. They also share the expansions of H about a grid of zeta ({@link TaylorGrid}),
 * which {@link at} takes where there are such.
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
  readonly #coefficients: number[] = [];
  readonly #grid: TaylorGrid = new TaylorGrid((zeta, h) => this.#expand(zeta, h));

  constructor(r: number, a: number, b: number, m: number, x: number) {
    this.#rho = r + x;
    this.#a = a;
    this.#stay = b + x + m;
    this.#A = a + (b + m - r) - 1;
    this.bend = 1 / Math.max(1, 0.25 * this.#rho * Math.min(1, (a + 1) / (a + this.#stay)));
  }

  /** H at w = t / scale. */
  at(t: number, scale = 1): number {
    const value = this.#grid.at(t / (scale + t));
    return Number.isNaN(value) ? this.exact(t / scale) : value;
  }

  /** The same where an expansion is known already, else NaN. */
  known(t: number, scale: number): number {
    return this.#grid.known(t / (scale + t));
  }

  /** The same without the expansions, by one of the three forms. */
  exact(w: number): number {
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
      const coefficients = this.#upTo(n + block);
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

  /**
   * Taylor coefficients of H about a zeta: value and slope by the series, from there on by the differential equation
   * zeta (1 - zeta)^2 H'' + (1 - zeta) (c - d zeta) H' + rho e H = rho c, d = A + 1 - e.
   */
  #expand(zeta: number, h: number[]): void {
    const rho = this.#rho;
    const a = this.#a;
    const stay = this.#stay;
    const d = this.#A + 2 - a;
    if (zeta === 0) {
      h[0] = 0;
      h[1] = rho;
    } else if (!this.#start(zeta, h)) return;
    // About 0 the equation is of first order: it gives the slope as well.
    const order = zeta === 0 ? 1 : 2;
    const rest = 1 - zeta;
    for (let n = 2 - order; n + order < h.length; n++) {
      // The factors of h[n], h[n - 1] and h[n + 1] in the power n of the distance from zeta. Small a and stay must not drown in a 1.
      const own = (n - 1) * (rho - 2 * n + 3 * zeta * n) + n * (2 * d * zeta - a - 2 * stay) + rho * a;
      const before = (n - 1) * (n - 2 + d);
      const after = rest * (n - 1 + a + stay - zeta * (3 * n + d)) * (n + 1);
      const sum = own * h[n]! + (n === 0 ? -rho * (a + stay - 1) : before * h[n - 1]!);
      if (order === 1) h[n + 1] = -sum / after;
      else h[n + 2] = -(sum + after * h[n + 1]!) * (1 / (zeta * rest * rest * (n + 2) * (n + 1)));
    }
  }

  /** Value and slope at a zeta above 0 by the series; false where it cancels or takes too long. */
  #start(zeta: number, h: number[]): boolean {
    const e = this.#a - 1;
    const c = this.#a + this.#stay - 1;
    const length = -Math.log1p(-zeta);
    const growth = Math.expm1(e * length);
    const first = e === 0 ? c * length : (c * growth) / e;
    let term = this.#A * zeta;
    let sum = term;
    let weighted = term;
    let size = Math.abs(term);
    let left = Infinity;
    for (let n = 0; !(left <= 1e-17 * (1 - zeta) * size); n += block) {
      if (n === longSeries) return false;
      const coefficients = this.#upTo(n + block);
      for (let k = n; k < n + block; k++) {
        term *= coefficients[k]! * zeta;
        sum += term;
        const weight = (k + 2) * term;
        weighted += weight;
        left = Math.abs(weight);
        size += left;
      }
    }
    const value = first - sum;
    const slope = c + e * sum - ((1 - zeta) * weighted) / zeta;
    if (!(Math.abs(first) + size <= cancellationLimitOfSlope * value)) return false;
    if (!(Math.abs(c) + size / zeta <= cancellationLimitOfSlope * slope)) return false;
    h[0] = value / (1 + growth);
    h[1] = slope / ((1 + growth) * (1 - zeta));
    return true;
  }

  /** The coefficients, up to index `end` and maybe further. */
  #upTo(end: number): readonly number[] {
    const coefficients = this.#coefficients;
    for (let n = coefficients.length; n < end; n++) {
      // a + n is e + n + 1, and so on: a tiny a must not drown in the 1.
      coefficients.push(((this.#A + 1 + n) * (this.#a + n)) / ((this.#a + this.#stay + n) * (n + 2)));
    }
    return coefficients;
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
