/**
 * Customer satisfaction (客户满意): indices and indicator systems (满意度指数), survey statistics, path models, key drivers,
 * importance–performance, Kano, penalty and reward.
 *
 * @module satisfaction
 */

export * from "../statistics/entropy-weights.ts";
export type { PairwiseJudgments } from "../statistics/pairwise-weights.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn } from "../types.ts";
export * from "./indicators/analytic-hierarchy.ts";
export * from "./indicators/bank-dimensions.ts";
export * from "./indicators/expert-weights.ts";
export * from "./indicators/group-judgments.ts";
export * from "./indicators/indicator-index.ts";
export { type IndicatorRange, indicatorScore } from "./indicators/indicator-score.ts";
export type { IndicatorNode } from "./indicators/indicator-tree.ts";
