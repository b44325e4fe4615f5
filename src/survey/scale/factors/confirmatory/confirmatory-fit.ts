import { chiSquareSurvival } from "../../../../numeric/distributions.ts";
import { logDeterminantOf } from "../../items/correlation-factor.ts";
import type { ConfirmatorySolution } from "./confirmatory-model.ts";

/** How well the dimensions reproduce the correlations. What needs respondents or degrees of freedom is `null` without. */
export interface ConfirmatoryFit {
  /** The minimum of ln|Σ| + tr(RΣ⁻¹) − ln|R| − k. */
  readonly objective: number;
  /** n times that: small where the model holds. */
  readonly chiSquare: number | null;
  /** Correlations and variances less free parameters. */
  readonly degreesOfFreedom: number;
  /** Chance of a chi-square at least as large if the model held. */
  readonly pValue: number | null;
  /** Comparative fit index (CFI), .95 and more by rule of thumb (.9 in older texts). */
  readonly comparativeFitIndex: number | null;
  /** Tucker-Lewis index (TLI, NNFI), .95 and more by rule of thumb (.9 in older texts). */
  readonly tuckerLewisIndex: number | null;
  /** Root mean square error of approximation, √max(0, (χ² − df) / (n df)), .06 and less by rule of thumb (.08 in older texts). */
  readonly rmsea: number | null;
  /** Standardized root mean square residual, .08 and less by rule of thumb. */
  readonly srmr: number;
}

/** How well a solution fits; `factor` is the Cholesky factor of the correlations. */
export function fitOf(
  { objective, implied }: ConfirmatorySolution,
  data: {
    readonly correlations: readonly (readonly number[])[];
    readonly factor: readonly (readonly number[])[];
    readonly dimensions: number;
    readonly n: number | null;
  },
): ConfirmatoryFit {
  const { correlations, factor, dimensions, n } = data;
  const size = correlations.length;
  const pairs = (size * (size - 1)) / 2;
  const degreesOfFreedom = pairs - size - (dimensions * (dimensions - 1)) / 2;
  const tested = n !== null && degreesOfFreedom > 0;
  const chiSquare = tested ? n * objective : null;
  const excess = chiSquare === null ? 0 : Math.max(0, chiSquare - degreesOfFreedom);
  // The model in which no two items correlate.
  const alone = n === null ? 0 : -n * logDeterminantOf(factor);
  const excessAlone = Math.max(alone - pairs, excess);
  const ratioAlone = alone / pairs;
  const squares = correlations.reduce(
    (sum, row, i) => sum + row.slice(0, i + 1).reduce((part, r, j) => part + (r - implied[i]![j]!) ** 2, 0),
    0,
  );
  return {
    objective,
    chiSquare,
    degreesOfFreedom,
    pValue: chiSquare === null ? null : chiSquareSurvival(chiSquare, degreesOfFreedom),
    comparativeFitIndex: chiSquare === null ? null : excessAlone > 0 ? 1 - excess / excessAlone : 1,
    tuckerLewisIndex:
      chiSquare === null || Math.abs(ratioAlone - 1) < 1e-9
        ? null
        : (ratioAlone - chiSquare / degreesOfFreedom) / (ratioAlone - 1),
    rmsea: tested ? Math.sqrt(excess / (n * degreesOfFreedom)) : null,
    srmr: Math.sqrt(squares / (pairs + size)),
  };
}
