/**
 * Customer satisfaction (客户满意): indices and indicator systems (满意度指数), survey statistics, path models, key drivers,
 * importance–performance, Kano, penalty and reward.
 *
 * @module satisfaction
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { BootstrapOptions, BootstrapSummary } from "../statistics/bootstrap.ts";
export * from "../statistics/entropy-weights.ts";
export type { LevelOptions } from "../statistics/level.ts";
export type { RegressionEffect, RegressionTerm } from "../statistics/linear-regression.ts";
export type { SampleMean } from "../statistics/mean-estimate.ts";
export type { PairwiseJudgments } from "../statistics/pairwise-weights.ts";
export type { SampleShare } from "../statistics/share-interval.ts";
export type { MeanDifference } from "../statistics/welch-test.ts";
export * from "../survey/answer-quality.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn } from "../types.ts";
export * from "./charts/importance-map-chart.ts";
export * from "./charts/importance-performance-chart.ts";
export * from "./charts/index-contribution-chart.ts";
export * from "./charts/kano-chart.ts";
export * from "./charts/key-drivers-chart.ts";
export * from "./charts/path-diagram-chart.ts";
export * from "./charts/promoter-score-chart.ts";
export type { ImportanceBootstrapSummary, ImportanceIntervals } from "./drivers/bootstrap-importance.ts";
export * from "./drivers/derived-weights.ts";
export type { DriverImportance } from "./drivers/driver-importance.ts";
export * from "./drivers/hidden-drivers.ts";
export * from "./drivers/importance-performance.ts";
export * from "./drivers/key-drivers.ts";
export * from "./drivers/penalty-reward.ts";
export type { QuadrantCuts, QuadrantRule } from "./drivers/quadrants.ts";
export * from "./drivers/satisfaction-profit-chain.ts";
export * from "./formation/delivered-value-score.ts";
export * from "./formation/disconfirmation.ts";
export * from "./formation/satisfaction-by-dimension.ts";
export * from "./formation/satisfaction-concepts.ts";
export * from "./formation/seven-level-satisfaction.ts";
export * from "./indicators/analytic-hierarchy.ts";
export * from "./indicators/bank-dimensions.ts";
export * from "./indicators/expert-weights.ts";
export * from "./indicators/group-judgments.ts";
export * from "./indicators/indicator-index.ts";
export { type IndicatorRange, indicatorScore } from "./indicators/indicator-score.ts";
export type { IndicatorNode } from "./indicators/indicator-tree.ts";
export * from "./kano/kano.ts";
export * from "./kano/kano-attribute.ts";
export {
  type KanoAnswer,
  type KanoAnswerName,
  type KanoAnswers,
  type KanoCategory,
  type KanoCategoryName,
  type KanoCategoryOptions,
  kanoAnswers,
  kanoCategories,
  kanoCategory,
} from "./kano/kano-category.ts";
export {
  comparePromoterScores,
  type PromoterScoreComparison,
  type ScoreWithError,
} from "./measures/compare-promoter-scores.ts";
export * from "./measures/composite-satisfaction.ts";
export * from "./measures/csat.ts";
export * from "./measures/customer-effort-score.ts";
export * from "./measures/direct-satisfaction.ts";
export type { IndexItem } from "./measures/index-items.ts";
export * from "./measures/index-weights.ts";
export * from "./measures/indirect-satisfaction.ts";
export type { MeasureOptions, MeasureSample } from "./measures/measure-options.ts";
export * from "./measures/net-promoter-score.ts";
export * from "./measures/satisfaction-index.ts";
export * from "./measures/track-promoter-scores.ts";
export type { PlsSettings, WeightingScheme } from "./path-models/estimation/pls-settings.ts";
export * from "./path-models/fit-pls-path.ts";
export * from "./path-models/interpretation/importance-performance-map.ts";
export * from "./path-models/interpretation/two-stage-interaction.ts";
export { type LatentScores, latentScores } from "./path-models/latent-scores.ts";
export type * from "./path-models/pls-path-fit.ts";
export type { PlsModelItem, PlsModelPath, PlsPathModel } from "./path-models/pls-path-model.ts";
export {
  type BootstrapEffect,
  type BootstrapEstimate,
  type BootstrapPath,
  type BootstrapPlsOptions,
  bootstrapPls,
  type PlsBootstrap,
} from "./path-models/resampling/bootstrap-pls.ts";
export * from "./path-models/resampling/compare-pls-groups.ts";
export * from "./path-models/resampling/pls-predict.ts";
export * from "./path-models/structures/national-models.ts";
export * from "./path-models/structures/path-model.ts";
export * from "./path-models/structures/with-indicators.ts";
export * from "./survey-statistics/allocate-sample.ts";
export type { CategoryColumn } from "./survey-statistics/categories.ts";
export * from "./survey-statistics/compare-shares.ts";
export * from "./survey-statistics/complaint-statistics.ts";
export * from "./survey-statistics/domain-means.ts";
export * from "./survey-statistics/post-stratify.ts";
export * from "./survey-statistics/rake-weights.ts";
export * from "./survey-statistics/sample-size.ts";
export * from "./survey-statistics/stratified-mean.ts";
export * from "./survey-statistics/weighted-mean.ts";
