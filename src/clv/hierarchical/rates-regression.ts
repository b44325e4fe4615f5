import { InputError } from "../../errors.ts";
import { cholesky, choleskyInverse } from "../../numeric/cholesky.ts";
import type { RandomStream } from "../../numeric/random.ts";
import type { Column } from "../../types.ts";

/** How many customers the prior of the coefficients is worth. */
const priorCustomers = 0.01;

/**
 * The population of Abe's model while it is being sampled: (ln λ, ln μ) of every customer regressed on covariates, with normal errors that
 * go together. Coefficients and covariance are drawn at once from their matrix-normal inverse-Wishart distribution.
 */
export class RatesRegression {
  /** ln λ and ln μ that the covariates predict for each customer. */
  readonly meanLambda: Float64Array;
  readonly meanMu: Float64Array;
  /** The inverse of the covariance Γ: of ln λ, of both, of ln μ. */
  readonly precision: Float64Array = Float64Array.of(1, 0, 1);
  /** Covariates, centred and of variance 1; the intercept is the first column. */
  readonly #design: readonly Float64Array[];
  readonly #centre: readonly number[];
  readonly #scale: readonly number[];
  readonly #prior: readonly [number, number];
  /** Inverse of W'W + prior, and its Cholesky factor. */
  readonly #inverse: readonly (readonly number[])[];
  readonly #factor: readonly (readonly number[])[];
  /** Coefficients on the scale of the design, ln λ then ln μ. */
  readonly #beta: readonly [Float64Array, Float64Array];
  #covariance: readonly [number, number, number] = [1, 0, 1];

  /** `prior`: the intercepts around which the prior lies. */
  constructor(
    covariates: readonly (readonly [name: string, column: Column])[],
    customers: number,
    prior: readonly [number, number],
  ) {
    this.meanLambda = new Float64Array(customers);
    this.meanMu = new Float64Array(customers);
    this.#prior = prior;
    this.#centre = covariates.map(([, column]) => mean(column));
    this.#scale = covariates.map(([, column], j) => {
      const centre = this.#centre[j]!;
      const largest = Float64Array.from(column).reduce((most, value) => Math.max(most, Math.abs(value - centre)), 0);
      return largest * Math.sqrt(mean(Float64Array.from(column, (value) => ((value - centre) / largest) ** 2)));
    });
    this.#design = [
      new Float64Array(customers).fill(1),
      ...covariates.map(([, column], j) =>
        Float64Array.from(column, (value) => (value - this.#centre[j]!) / this.#scale[j]!),
      ),
    ];
    const squares = this.#design.map((left) => this.#design.map((right) => dot(left, right)));
    covariates.forEach(([name], j) => {
      // What is left of it when those before it are known.
      const rest =
        cholesky(squares.slice(0, j + 2))
          ?.at(-1)
          ?.at(j + 1) ?? 0;
      if (rest * rest >= 1e-10 * squares[j + 1]![j + 1]!) return;
      throw new InputError({
        code: "singular",
        path: `history.covariates.${name}`,
        expected: "a covariate that does not follow from those before it",
        received: name,
        advice: "Leave one of them out.",
      });
    });
    for (let j = 0; j < squares.length; j++) squares[j]![j]! += priorCustomers;
    this.#inverse = choleskyInverse(cholesky(squares)!);
    this.#factor = cholesky(this.#inverse)!;
    this.#beta = [new Float64Array(squares.length), new Float64Array(squares.length)];
  }

  /** Draws coefficients and covariance given the logarithms of all rates. */
  draw(logLambda: Float64Array, logMu: Float64Array, stream: Pick<RandomStream, "normal" | "gamma">): void {
    const size = this.#design.length;
    const customers = logLambda.length;
    const centre = [logLambda, logMu].map((column, c) => this.#posteriorMean(column, this.#prior[c]!));
    // Scatter around the fitted lines, and how far these lie from the prior.
    const degrees = 3 + size;
    let sLambda = degrees;
    let sBoth = 0;
    let sMu = degrees;
    this.#predict(centre as never);
    for (let i = 0; i < customers; i++) {
      const a = logLambda[i]! - this.meanLambda[i]!;
      const b = logMu[i]! - this.meanMu[i]!;
      sLambda += a * a;
      sBoth += a * b;
      sMu += b * b;
    }
    for (let j = 0; j < size; j++) {
      const a = centre[0]![j]! - (j === 0 ? this.#prior[0] : 0);
      const b = centre[1]![j]! - (j === 0 ? this.#prior[1] : 0);
      sLambda += priorCustomers * a * a;
      sBoth += priorCustomers * a * b;
      sMu += priorCustomers * b * b;
    }
    this.#drawCovariance(sLambda, sBoth, sMu, degrees + customers, stream);
    // Coefficients: the centre plus factor Z rootᵀ, Z standard normal, root the Cholesky factor of the covariance.
    const [vLambda, vBoth, vMu] = this.#covariance;
    const root = Math.sqrt(vLambda);
    const across = vBoth / root;
    const rest = Math.sqrt(Math.max(0, vMu - across * across));
    const zLambda = Float64Array.from({ length: size }, () => stream.normal());
    const zMu = Float64Array.from({ length: size }, () => stream.normal());
    for (let i = 0; i < size; i++) {
      let a = 0;
      let b = 0;
      for (let j = 0; j <= i; j++) {
        a += this.#factor[i]![j]! * zLambda[j]!;
        b += this.#factor[i]![j]! * zMu[j]!;
      }
      this.#beta[0][i] = centre[0]![i]! + root * a;
      this.#beta[1][i] = centre[1]![i]! + across * a + rest * b;
    }
    this.#predict(this.#beta);
  }

  /** Coefficients of ln λ and of ln μ on the scale of the covariates as given, then variance, covariance, variance. */
  parameters(): Float64Array {
    const size = this.#design.length;
    const out = new Float64Array(2 * size + 3);
    for (let c = 0; c < 2; c++) {
      const beta = this.#beta[c]!;
      out[c * size] = beta[0]!;
      for (let j = 1; j < size; j++) {
        const slope = beta[j]! / this.#scale[j - 1]!;
        out[c * size + j] = slope;
        out[c * size]! -= slope * this.#centre[j - 1]!;
      }
    }
    out.set(this.#covariance, 2 * size);
    return out;
  }

  /** All parameters as one point of a flat space: coefficients as drawn, then ln l11, l21, ln l22 of the Cholesky factor of Γ. */
  point(): Float64Array {
    const size = this.#design.length;
    const out = new Float64Array(2 * size + 3);
    out.set(this.#beta[0], 0);
    out.set(this.#beta[1], size);
    const [vLambda, vBoth, vMu] = this.#covariance;
    const root = Math.sqrt(vLambda);
    out[2 * size] = Math.log(root);
    out[2 * size + 1] = vBoth / root;
    out[2 * size + 2] = 0.5 * Math.log(Math.max(Number.MIN_VALUE, vMu - vBoth * (vBoth / vLambda)));
    return out;
  }

  /** Takes on the parameters at a point, and predicts with them. */
  moveTo(point: Float64Array): void {
    const size = this.#design.length;
    this.#beta[0].set(point.subarray(0, size));
    this.#beta[1].set(point.subarray(size, 2 * size));
    const l11 = Math.exp(point[2 * size]!);
    const l21 = point[2 * size + 1]!;
    const l22 = Math.exp(point[2 * size + 2]!);
    this.#covariance = [l11 * l11, l11 * l21, l21 * l21 + l22 * l22];
    const across = l21 / (l11 * l22);
    this.precision.set([1 / (l11 * l11) + across * across, -across / l22, 1 / (l22 * l22)]);
    this.#predict(this.#beta);
  }

  /** Log-density of the prior at the current parameters, as a density of {@link point}. */
  logPrior(): number {
    const size = this.#design.length;
    const degrees = 3 + size;
    const [pLambda, pBoth, pMu] = this.precision as unknown as [number, number, number];
    const at = this.point();
    const [logA, logB] = [at[2 * size]!, at[2 * size + 2]!];
    // Inverse-Wishart, the coefficients' normalising determinant, and the Jacobian l11^3 l22^2 of the flat space.
    let value = -(degrees + 3 + size) * (logA + logB) + 3 * logA + 2 * logB - 0.5 * degrees * (pLambda + pMu);
    for (let j = 0; j < size; j++) {
      const a = this.#beta[0][j]! - (j === 0 ? this.#prior[0] : 0);
      const b = this.#beta[1][j]! - (j === 0 ? this.#prior[1] : 0);
      value -= 0.5 * priorCustomers * (pLambda * a * a + 2 * pBoth * a * b + pMu * b * b);
    }
    return value;
  }

  #posteriorMean(column: Float64Array, prior: number): Float64Array {
    const right = this.#design.map((covariate, j) => dot(covariate, column) + (j === 0 ? priorCustomers * prior : 0));
    return Float64Array.from(this.#inverse, (row) => dot(row, right));
  }

  #predict([lambda, mu]: readonly [Float64Array, Float64Array]): void {
    for (let i = 0; i < this.meanLambda.length; i++) {
      let a = 0;
      let b = 0;
      for (let j = 0; j < this.#design.length; j++) {
        a += lambda[j]! * this.#design[j]![i]!;
        b += mu[j]! * this.#design[j]![i]!;
      }
      this.meanLambda[i] = a;
      this.meanMu[i] = b;
    }
  }

  /** Γ from the inverse-Wishart distribution of scatter S: the inverse of a Wishart matrix, made by Bartlett's decomposition. */
  #drawCovariance(
    sLambda: number,
    sBoth: number,
    sMu: number,
    degrees: number,
    stream: Pick<RandomStream, "normal" | "gamma">,
  ): void {
    // With S = L Lᵀ and B Bartlett's lower triangle, Γ = M Mᵀ where M = L B⁻ᵀ.
    const l11 = Math.sqrt(sLambda);
    const l21 = sBoth / l11;
    const l22 = Math.sqrt(Math.max(Number.MIN_VALUE, sMu - l21 * l21));
    const b11 = Math.sqrt(2 * stream.gamma(0.5 * degrees));
    const b22 = Math.sqrt(2 * stream.gamma(0.5 * (degrees - 1)));
    const b21 = stream.normal();
    const m11 = l11 / b11;
    const m12 = (-l11 * b21) / (b11 * b22);
    const m21 = l21 / b11;
    const m22 = l22 / b22 - (l21 * b21) / (b11 * b22);
    const vLambda = m11 * m11 + m12 * m12;
    const vBoth = m11 * m21 + m12 * m22;
    const vMu = m21 * m21 + m22 * m22;
    const determinant = (m11 * m22 - m12 * m21) ** 2;
    this.#covariance = [vLambda, vBoth, vMu];
    this.precision.set([vMu / determinant, -vBoth / determinant, vLambda / determinant]);
  }
}

function dot(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < left.length; i++) sum += left[i]! * right[i]!;
  return sum;
}

function mean(column: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]! / column.length;
  return sum;
}
