/**
 * Service quality (服务质量): the gap model (服务质量差距模型), SERVQUAL and SERVPERF scores, the zone of tolerance (容忍区间), and the reliability
 * and validity of a scale (信度与效度).
 *
 * @module servqual
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export * from "../statistics/scale/factors/bartlett-test.ts";
export * from "../statistics/scale/factors/confirmatory/confirmatory-factor-analysis.ts";
export type { ConfirmatoryFit } from "../statistics/scale/factors/confirmatory/confirmatory-fit.ts";
export type { ExplainedVariance } from "../statistics/scale/factors/explained-variance.ts";
export type { ExtractionMethod } from "../statistics/scale/factors/extract-factors.ts";
export * from "../statistics/scale/factors/factor-analysis.ts";
export * from "../statistics/scale/factors/factor-scores.ts";
export * from "../statistics/scale/factors/kaiser-meyer-olkin.ts";
export * from "../statistics/scale/factors/parallel-analysis.ts";
export * from "../statistics/scale/factors/principal-components.ts";
export type { ScoreWeights } from "../statistics/scale/factors/score-weights.ts";
export type { DimensionItems } from "../statistics/scale/items/dimensions.ts";
export type { ItemCorrelations, ItemData, ItemOptions } from "../statistics/scale/items/item-data.ts";
export type { ItemBootstrap, ItemBootstrapOptions } from "../statistics/scale/items/resample.ts";
export {
  averageVarianceExtracted,
  type CompositeReliabilityOptions,
  compositeReliability,
} from "../statistics/scale/reliability/composite-reliability.ts";
export * from "../statistics/scale/reliability/cronbach-alpha.ts";
export * from "../statistics/scale/reliability/difference-reliability.ts";
export * from "../statistics/scale/reliability/guttman-lambdas.ts";
export type { Halves } from "../statistics/scale/reliability/halves.ts";
export type { ItemStatistics } from "../statistics/scale/reliability/item-statistics.ts";
export * from "../statistics/scale/reliability/linear-combination-reliability.ts";
export * from "../statistics/scale/reliability/mcdonald-omega.ts";
export * from "../statistics/scale/reliability/split-half.ts";
export type { RuleOfThumb } from "../statistics/scale/rule-of-thumb.ts";
export * from "../statistics/scale/validity/discriminant-validity.ts";
export * from "../statistics/scale/validity/heterotrait-monotrait.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn, Warning } from "../types.ts";
export * from "./charts/scree-chart.ts";
