import { cholesky, choleskyInverse, choleskySolve } from "../numeric/cholesky.ts";

/** What the data of one group say of its parameters θ: the log-likelihood's slopes and curvature at a point near its mode. */
export interface GroupInformation {
  readonly point: readonly number[];
  readonly gradient: readonly number[];
  /** Λ, symmetric; small groups may have directions of none, or less than none. */
  readonly information: readonly (readonly number[])[];
}

/** Groups drawn towards their common mean. */
export interface PooledNormals {
  readonly mean: readonly number[];
  readonly meanCovariance: readonly (readonly number[])[];
  /** Between-group variance of each coordinate. */
  readonly between: readonly number[];
  readonly groups: readonly {
    readonly estimate: readonly number[];
    /** Covariance given the between-group variances; the uncertainty of the common mean is in it. */
    readonly covariance: readonly (readonly number[])[];
    /** Share of the common mean in the estimate of each coordinate: its variance given the data, relative to that between groups. */
    readonly shrinkage: readonly number[];
  }[];
}

type Matrix = readonly (readonly number[])[];

/** Between-group variances below this count as none: groups a thousandth apart. */
const none = 1e-6;

/** Where a variance begins that was none. */
const leastStart = 0.01;

const mostRounds = 300;

/** No variance grows by more than this factor: beyond it a group with less than no information may have no posterior. */
const mostGrowth = 4;

/**
 * Empirical Bayes for θ_g ~ N(μ, diag τ²), with a weak normal hyperprior of μ: the τ² that maximise the restricted likelihood (μ integrated
 * out), and the posterior means given them. At a maximum both sums of the quotient are equal, or their difference is negative at τ²_j = 0; fixed-point
 * steps go there (Harville 1977, JASA 72(358)):
 * τ²_j ← τ²_j Σ u²_gj / Σ (W_g − W_g V W_g)_jj, with u_g = W_g (θ̂_g − μ), W_g = (Λ_g⁻¹ + diag τ²)⁻¹, V = (Σ W_g + V₀⁻¹)⁻¹.
 *
 * Domain: at least one group, equal sizes, positive variances of the hyperprior. One group has no between-group variance, and neither has a
 * coordinate of which the groups say nothing. Variances end at no more than four times their start (0.04 where that is 0): begin again from
 * there, with the information at the new estimates. With `keep` they stay as they are.
 */
export function poolNormals(
  groups: readonly GroupInformation[],
  hyperprior: readonly { readonly mean: number; readonly standardDeviation: number }[],
  start: readonly number[],
  keep?: "keep",
): PooledNormals {
  const widest = start.map((variance) => mostGrowth * Math.max(leastStart, variance));
  const usable = groups.map(({ point, gradient, information }) => {
    // Where the likelihood leaves the range of numbers its differences say nothing.
    if (!information.flat().concat(gradient).every(Number.isFinite)) {
      return { point, information: information.map((row) => row.map(() => 0)), score: gradient.map(() => 0) };
    }
    const added = lift(
      information,
      widest.map((variance) => 0.5 / variance),
    );
    const held = raised(information, added);
    // Λ θ̂, wherever θ̂ is: the normal density is exp(−½ θᵀ Λ θ + scoreᵀ θ).
    return { point, information: held, score: gradient.map((slope, i) => slope + dot(held[i]!, point)) };
  });
  let between = groups.length === 1 ? start.map(() => 0) : [...start];
  let state = stateAt(usable, hyperprior, between);
  const rounds = groups.length === 1 || keep !== undefined ? 0 : mostRounds;
  for (let round = 0; round < rounds; round++) {
    let change = 0;
    const next = between.map((variance, j) => {
      let found = 0;
      let expected = 0;
      for (const { weight, residual } of state.groups) {
        found += residual[j]! ** 2;
        expected += weight[j]![j]! - quadratic(state.meanCovariance, weight[j]!);
      }
      // Groups that differ more than by chance where they were held alike are given room; those that say nothing are held alike.
      const room = variance > 0 ? variance : found > 1.001 * expected ? leastStart : 0;
      const moved = expected > 0 ? Math.min(widest[j]!, (room * found) / expected) : 0;
      const kept = moved < none ? 0 : moved;
      change = Math.max(change, Math.abs(kept - variance) / (variance + 1e-4));
      return kept;
    });
    between = next;
    state = stateAt(usable, hyperprior, between);
    if (change < 1e-6) break;
  }
  const { mean, meanCovariance } = state;
  return {
    mean,
    meanCovariance,
    between,
    groups: state.groups.map(({ conditional, inverse, gradient }, g) => {
      const pulled = mean.map((_, i) => dot(conditional[i]!, gradient));
      // d estimate / d mean = I − C Λ.
      const share = mean.map((_, i) =>
        mean.map((_, j) => (i === j ? 1 : 0) - dot(conditional[i]!, column(usable[g]!.information, j))),
      );
      return {
        estimate: mean.map((centre, i) => centre + pulled[i]!),
        covariance: mean.map((_, i) =>
          mean.map((_, j) => conditional[i]![j]! + dot(times(meanCovariance, share[j]!), share[i]!)),
        ),
        shrinkage: mean.map((_, i) => Math.min(1, inverse[i]![i]!)),
      };
    }),
  };
}

interface Usable {
  readonly point: readonly number[];
  readonly information: Matrix;
  readonly score: readonly number[];
}

/** Everything that follows from the between-group variances. */
function stateAt(
  groups: readonly Usable[],
  hyperprior: readonly { readonly mean: number; readonly standardDeviation: number }[],
  between: readonly number[],
): {
  readonly mean: readonly number[];
  readonly meanCovariance: Matrix;
  readonly groups: readonly {
    readonly weight: Matrix;
    readonly residual: readonly number[];
    readonly gradient: readonly number[];
    readonly conditional: Matrix;
    readonly inverse: Matrix;
  }[];
} {
  const size = between.length;
  const root = between.map(Math.sqrt);
  const prior = hyperprior.map(({ standardDeviation }) => standardDeviation ** -2);
  const weights = prior.map(() => prior.map(() => 0));
  const right = hyperprior.map(({ mean, standardDeviation }) => mean / standardDeviation ** 2);
  const parts = groups.map(({ information, score }) => {
    // (I + D Λ D)⁻¹, D = diag τ, exists also where a variance, or what the data say, is 0.
    const inverse = choleskyInverse(
      cholesky(information.map((row, i) => row.map((entry, j) => root[i]! * entry * root[j]! + (i === j ? 1 : 0))))!,
    );
    const conditional = inverse.map((row, i) => row.map((entry, j) => root[i]! * entry * root[j]!));
    const half = information.map((row) => times(conditional, row));
    const weight = information.map((row, i) => row.map((entry, j) => entry - dot(half[i]!, column(information, j))));
    for (let i = 0; i < size; i++) {
      right[i]! += score[i]! - dot(half[i]!, score);
      for (let j = 0; j < size; j++) weights[i]![j]! += weight[i]![j]!;
    }
    return { inverse, conditional, weight, half };
  });
  // Together the groups may know less than nothing, too; what is added pulls towards where they are.
  const added = lift(
    weights,
    prior.map((precision) => 0.5 * precision),
  );
  for (let i = 0; i < size; i++) {
    weights[i]![i]! += prior[i]! + added;
    right[i]! += (added * groups.reduce((sum, { point }) => sum + point[i]!, 0)) / groups.length;
  }
  const factor = cholesky(weights)!;
  const mean = choleskySolve(factor, right);
  return {
    mean,
    meanCovariance: choleskyInverse(factor),
    groups: parts.map(({ inverse, conditional, weight, half }, g) => {
      const { information, score } = groups[g]!;
      const gradient = score.map((entry, i) => entry - dot(information[i]!, mean));
      const residual = gradient.map((entry, i) => entry - dot(half[i]!, gradient));
      return { inverse, conditional, weight, gradient, residual };
    }),
  };
}

/** How much has to be added to the diagonal of a matrix for it to be positive definite with `beside` there. */
function lift(matrix: Matrix, beside: readonly number[]): number {
  const together = matrix.map((row, i) => row.map((entry, j) => (i === j ? entry + beside[i]! : entry)));
  if (cholesky(together) !== null) return 0;
  let added = 1e-6 * matrix.reduce((most, row, i) => Math.max(most, Math.abs(row[i]!)), 1e-9);
  while (cholesky(raised(together, added)) === null) added *= 2;
  return added;
}

function raised(matrix: Matrix, added: number): Matrix {
  return added === 0 ? matrix : matrix.map((row, i) => row.map((entry, j) => (i === j ? entry + added : entry)));
}

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function times(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

function quadratic(matrix: Matrix, vector: readonly number[]): number {
  return dot(times(matrix, vector), vector);
}

function column(matrix: Matrix, j: number): number[] {
  return matrix.map((row) => row[j]!);
}
