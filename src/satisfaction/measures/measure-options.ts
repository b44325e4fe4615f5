import type { LevelOptions } from "../../statistics/level.ts";
import { effectiveSize } from "../../statistics/weights.ts";
import type { CountedRows } from "../../survey/counted-rows.ts";
import type { Column } from "../../types.ts";

/** Options of every measure of a sample of respondents. */
export interface MeasureOptions extends LevelOptions {
  /**
   * A weight a respondent (样本权重), at least 0: from `rakeWeights`, or how many customers each stands for. Only their ratios count.
   * @defaultValue all equal
   */
  readonly respondentWeights?: Column | undefined;
}

/** Who is behind a measure. */
export interface MeasureSample {
  /** Respondents behind it: those with an answer and a weight above 0. */
  readonly n: number;
  /** Kish's effective sample size (有效样本量): (Σw)² / Σw²; `n` where all weights are equal. */
  readonly effectiveN: number;
  /** Respondents left out because they gave no answer. */
  readonly missing: number;
  /** Respondents left out because their weight is 0. */
  readonly weightless: number;
}

/** Who is behind a measure, from the rows that count. */
export function measureSample({ weights, missing, weightless }: Omit<CountedRows, "rows">): MeasureSample {
  return { n: weights.length, effectiveN: effectiveSize(weights), missing, weightless };
}
