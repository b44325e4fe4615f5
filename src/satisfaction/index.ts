/**
 * Customer satisfaction (客户满意): indices and indicator systems (满意度指数), survey statistics, path models, key drivers,
 * importance–performance, Kano, penalty and reward.
 *
 * @module satisfaction
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export * from "./charts/importance-map-chart.ts";
export * from "./charts/path-diagram-chart.ts";
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
