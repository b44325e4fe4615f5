import { requireArray, requireFlag, requireNumber, requireOneOf } from "../../../checks.ts";
import { type AnswerScale, requireScale } from "../../../survey/answers.ts";

/** How neighbours count in the proxy of a block (内部权重方案): by the sign of their correlation, by the correlation, or by regression where they are causes. */
export type WeightingScheme = "centroid" | "factorial" | "path";

/** How a path model is estimated; part of the fitted model, so that it can be fitted again in the same way. */
export interface PlsSettings {
  /** Inner weighting. */
  readonly scheme: WeightingScheme;
  /** Respondents with a missing answer are left out, or the answer is replaced by the mean of the item. */
  readonly missing: "listwise" | "mean";
  /** Whether correlations, paths and loadings are corrected for attenuation (PLSc). */
  readonly consistent: boolean;
  /** Whether the 0 to 100 indices use weights per unit of the scale, or standardized weights. */
  readonly indexWeights: "raw" | "standardized";
  /** Scale that answers have to keep to; `null` where it was not given. */
  readonly scale: AnswerScale | null;
  /** Answers at which an index is 0 and 100; `null` where there are no indices. */
  readonly indexScale: AnswerScale | null;
  /** Items that were turned before anything else. */
  readonly reversed: readonly string[];
  /** Largest change of a weight at which the iterations stop. */
  readonly tolerance: number;
  /** Most iterations. */
  readonly maxIterations: number;
}

/** Settings as they were asked for. */
export type PlsSettingsOptions = {
  readonly [K in keyof PlsSettings]?: PlsSettings[K] | undefined;
};

/** Checks settings and fills in those that were not given. */
export function requireSettings(given: PlsSettingsOptions, path: string): PlsSettings {
  const {
    scheme = "centroid",
    missing = "listwise",
    consistent = false,
    indexWeights = "raw",
    scale = null,
    indexScale = scale,
    reversed = [],
    tolerance = 1e-7,
    maxIterations = 300,
  } = given;
  requireArray(reversed, `${path}.reversed`, "an array of names of items");
  if (scale !== null || reversed.length > 0) requireScale(scale ?? undefined, `${path}.scale`);
  if (indexScale !== null) requireScale(indexScale, `${path}.indexScale`);
  return {
    scheme: requireOneOf(scheme, `${path}.scheme`, ["centroid", "factorial", "path"]),
    missing: requireOneOf(missing, `${path}.missing`, ["listwise", "mean"]),
    consistent: requireFlag(consistent, `${path}.consistent`),
    indexWeights: requireOneOf(indexWeights, `${path}.indexWeights`, ["raw", "standardized"]),
    scale: scale === null ? null : { min: scale.min, max: scale.max },
    indexScale: indexScale === null ? null : { min: indexScale.min, max: indexScale.max },
    reversed: [...reversed],
    tolerance: requireNumber(tolerance, `${path}.tolerance`, { min: 0, openMin: true, max: 0.1 }),
    maxIterations: requireNumber(maxIterations, `${path}.maxIterations`, { min: 1, integer: true }),
  };
}
