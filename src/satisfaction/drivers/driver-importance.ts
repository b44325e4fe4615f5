import { cholesky, choleskyInverse } from "../../numeric/cholesky.ts";
import { correlationMatrix, momentsOf } from "../../statistics/correlation-matrix.ts";
import { relativeWeights } from "../../statistics/relative-weights.ts";
import { explainedBySubset, shapleyValues } from "../../statistics/shapley-values.ts";

/** How important a driver is, by every measure in use. */
export interface DriverImportance {
  /** Correlation with the outcome (零阶相关); its size is the derived importance (推导重要性). */
  readonly correlation: number;
  /** Standardized coefficient β: standard deviations of the outcome for one of the driver (标准化系数). */
  readonly standardizedCoefficient: number;
  /** Shapley value of R² (LMG): the mean, over all orders, of what the driver adds to R². The values sum to R². */
  readonly shapley: number;
  /** Johnson's relative weight (相对权重); the weights sum to R². */
  readonly relativeWeight: number;
  /** Pratt's measure β · r; the measures sum to R², and one that is negative tells of a suppressor. */
  readonly pratt: number;
  /** Variance inflation factor (方差膨胀因子, VIF): 1/(1 − R²) of this driver on the others. */
  readonly varianceInflation: number;
}

/** The importances of columns 1, 2, ... for column 0; `null` where a column does not vary or drivers depend on each other. */
export function driverImportance(columns: readonly Float64Array[]): readonly DriverImportance[] | null {
  const { covariance, deviations, means } = momentsOf(columns);
  if (deviations.some((deviation, j) => !(deviation > 1e-12 * Math.abs(means[j]!)))) return null;
  const [first, ...rest] = correlationMatrix(covariance) as [number[], ...number[][]];
  const withOutcome = first.slice(1);
  const correlations = rest.map((row) => row.slice(1));
  const weights = relativeWeights(correlations, withOutcome);
  const factor = cholesky(correlations);
  if (weights === null || factor === null) return null;
  const inverse = choleskyInverse(factor);
  const shapley = shapleyValues(explainedBySubset(correlations, withOutcome), withOutcome.length);
  return withOutcome.map((correlation, j) => {
    const standardizedCoefficient = inverse[j]!.reduce((sum, entry, k) => sum + entry * withOutcome[k]!, 0);
    return {
      correlation,
      standardizedCoefficient,
      shapley: shapley[j]!,
      relativeWeight: weights[j]!,
      pratt: standardizedCoefficient * correlation,
      varianceInflation: inverse[j]![j]!,
    };
  });
}
