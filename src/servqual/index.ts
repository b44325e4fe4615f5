/**
 * Service quality (服务质量): the gap model (服务质量差距模型), SERVQUAL and SERVPERF scores, the zone of tolerance (容忍区间), and the reliability
 * and validity of a scale (信度与效度).
 *
 * @module servqual
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { BootstrapOptions, BootstrapSummary } from "../statistics/bootstrap.ts";
export type { LevelOptions } from "../statistics/level.ts";
export type { LinearRegression, RegressionEffect, RegressionTerm } from "../statistics/linear-regression.ts";
export type { MeanEstimate } from "../statistics/mean-estimate.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export * from "../survey/scale/factors/bartlett-test.ts";
export * from "../survey/scale/factors/confirmatory/confirmatory-factor-analysis.ts";
export type { ConfirmatoryFit } from "../survey/scale/factors/confirmatory/confirmatory-fit.ts";
export type { ExplainedVariance } from "../survey/scale/factors/explained-variance.ts";
export type { ExtractionMethod } from "../survey/scale/factors/extract-factors.ts";
export * from "../survey/scale/factors/factor-analysis.ts";
export * from "../survey/scale/factors/factor-scores.ts";
export * from "../survey/scale/factors/kaiser-meyer-olkin.ts";
export * from "../survey/scale/factors/parallel-analysis.ts";
export * from "../survey/scale/factors/principal-components.ts";
export type { ScoreWeights } from "../survey/scale/factors/score-weights.ts";
export type { DimensionItems } from "../survey/scale/items/dimensions.ts";
export type { ItemCorrelations, ItemData, ItemOptions } from "../survey/scale/items/item-data.ts";
export {
  averageVarianceExtracted,
  type CompositeReliabilityOptions,
  compositeReliability,
} from "../survey/scale/reliability/composite-reliability.ts";
export * from "../survey/scale/reliability/cronbach-alpha.ts";
export * from "../survey/scale/reliability/difference-reliability.ts";
export * from "../survey/scale/reliability/guttman-lambdas.ts";
export type { Halves } from "../survey/scale/reliability/halves.ts";
export type { ItemStatistics } from "../survey/scale/reliability/item-statistics.ts";
export * from "../survey/scale/reliability/linear-combination-reliability.ts";
export * from "../survey/scale/reliability/mcdonald-omega.ts";
export * from "../survey/scale/reliability/split-half.ts";
export type { RuleOfThumb } from "../survey/scale/rule-of-thumb.ts";
export * from "../survey/scale/validity/discriminant-validity.ts";
export * from "../survey/scale/validity/heterotrait-monotrait.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn, Warning } from "../types.ts";
export type { ServqualChartOptions } from "./charts/chart-rows.ts";
export * from "./charts/importance-gap-chart.ts";
export * from "./charts/scree-chart.ts";
export * from "./charts/servqual-gap-chart.ts";
export * from "./charts/servqual-radar-chart.ts";
export * from "./charts/tolerance-zone-chart.ts";
export * from "./gaps/gap-antecedents.ts";
export * from "./gaps/gap-model.ts";
export type { GapModelPart, GapModelValues, GapValue } from "./gaps/gap-values.ts";
export * from "./gaps/service-gaps.ts";
export * from "./instrument/bank-servqual.ts";
export * from "./instrument/questionnaire.ts";
export * from "./instrument/servqual-determinants-1985.ts";
export {
  type ServqualDimension,
  type ServqualDimensionDefinition,
  type ServqualInstrument,
  type ServqualInstrumentDefinition,
  type ServqualItem,
  type ServqualItemDefinition,
  type ServqualStems,
  servqualInstrument,
} from "./instrument/servqual-instrument.ts";
export * from "./instrument/servqual-weights-1990.ts";
export type { RankedDimension } from "./rank-dimensions.ts";
export type { ServqualEstimate } from "./scoring/estimate.ts";
export type { ServqualDimensionScore, ServqualMeasure, ServqualOverallScore } from "./scoring/measure.ts";
export type { AnswersOrNumbers } from "./scoring/read-part.ts";
export type { SampleScoringOptions, ScoringOptions } from "./scoring/scoring-options.ts";
export * from "./scoring/servqual-scores.ts";
export type { ServqualSurvey } from "./scoring/servqual-survey.ts";
export * from "./waiting/probability-wait-exceeds.ts";
export { type QueueModel, type QueueRates, queueModel } from "./waiting/queue-model.ts";
export * from "./waiting/servers-for-target.ts";
export * from "./waiting/waiting-time.ts";
export { type ServiceLevels, type ToleranceZone, toleranceZone } from "./zones/tolerance-zone.ts";
export * from "./zones/tolerance-zones.ts";
