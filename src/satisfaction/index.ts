/**
 * Customer satisfaction (客户满意): indices and indicator systems (满意度指数), survey statistics, path models, key drivers,
 * importance–performance, Kano, penalty and reward.
 *
 * @module satisfaction
 */

export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export type { PlsSettings, WeightingScheme } from "./path-models/estimation/pls-settings.ts";
export * from "./path-models/fit-pls-path.ts";
export { type LatentScores, latentScores } from "./path-models/latent-scores.ts";
export type * from "./path-models/pls-path-fit.ts";
export type { PlsModelItem, PlsModelPath, PlsPathModel } from "./path-models/pls-path-model.ts";
export * from "./path-models/structures/national-models.ts";
export * from "./path-models/structures/path-model.ts";
export * from "./path-models/structures/with-indicators.ts";
