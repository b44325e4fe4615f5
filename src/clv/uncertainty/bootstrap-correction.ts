import { cholesky } from "../../numeric/cholesky.ts";
import type { WorkingOptimum } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";
import { type BootstrapCorrection, correctionStep } from "./draws.ts";
import type { EstimationProblem } from "./estimation-problem.ts";

/**
 * What the BCa interval of any prediction needs, from the customers' influences on the estimate: V s_i, the covariance times the score of
 * customer i (the infinitesimal jackknife, Efron 1987). The sums of their products say all about the skewness along every direction, so that
 * no customer's own need be kept. `undefined` where the influences do not span the free coordinates (fewer distinct rows than those).
 */
export function bootstrapCorrection<M>(
  problem: EstimationProblem<M>,
  { estimate, covariance }: WorkingOptimum,
): BootstrapCorrection<M> | undefined {
  const free = [...covariance.keys()].filter((i) => covariance[i]![i]! > 0);
  const scores = scoresOf(problem, estimate);
  const influences = scores.map((score) =>
    free.map((i) => covariance[i]!.reduce((sum, entry, j) => sum + entry * score[j]!, 0)),
  );
  const { weight } = problem.data;
  const second = free.map((_, j) =>
    free.map((_, k) => influences.reduce((sum, influence, i) => sum + weight[i]! * influence[j]! * influence[k]!, 0)),
  );
  const factor = cholesky(second);
  if (factor === null) return undefined;
  const size = free.length;
  const third = free.map(() => free.map(() => free.map(() => 0)));
  const whitened = new Array<number>(size);
  influences.forEach((influence, i) => {
    for (let j = 0; j < size; j++) {
      let rest = influence[j]!;
      for (let k = 0; k < j; k++) rest -= factor[j]![k]! * whitened[k]!;
      whitened[j] = rest / factor[j]![j]!;
    }
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++)
        for (let l = 0; l < size; l++) third[j]![k]![l]! += weight[i]! * whitened[j]! * whitened[k]! * whitened[l]!;
  });
  const stepped = (direction: number, by: number): M => {
    const point = Float64Array.from(estimate);
    free.forEach((i, row) => {
      point[i]! += by * factor[row]![direction]!;
    });
    return problem.modelAt(point);
  };
  return {
    estimate: problem.modelAt(estimate),
    steps: free.map((_, j) => [stepped(j, -correctionStep), stepped(j, correctionStep)] as const),
    third,
  };
}

/** The gradient of each distinct row's log-likelihood in the working space. */
function scoresOf<M>(
  { data, likelihoodOf, transform }: EstimationProblem<M>,
  estimate: readonly number[],
): Float64Array[] {
  const { size } = transform;
  const natural = new Float64Array(size);
  transform.toNatural(estimate, natural, 0);
  const jacobian = Array.from({ length: size }, () => new Float64Array(size));
  transform.jacobian(natural, jacobian, 0);
  const gradient = new Float64Array(size);
  return Array.from(data.index, (_, i) => {
    likelihoodOf(rowOf(data, i))(natural, gradient);
    return Float64Array.from({ length: size }, (_, j) =>
      jacobian.reduce((sum, row, k) => sum + gradient[k]! * row[j]!, 0),
    );
  });
}

/** One row alone, as one customer. */
function rowOf(data: LikelihoodRows, i: number): LikelihoodRows {
  return {
    ...data,
    counts: Float64Array.of(data.counts[data.index[i]!]!),
    countWeights: Float64Array.of(1),
    index: Uint32Array.of(0),
    columns: data.columns.map((column) => column.subarray(i, i + 1)),
    weight: Float64Array.of(1),
    customers: 1,
  };
}
