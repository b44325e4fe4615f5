/**
 * Customer loyalty (客户忠诚): kinds, styles and stages of loyalty, what drives it, how to measure it, and what complaints and recovery do to it.
 *
 * @module loyalty
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { BootstrapOptions, BootstrapSummary } from "../statistics/bootstrap.ts";
export type { LevelOptions } from "../statistics/level.ts";
export type { RegressionEffect, RegressionTerm } from "../statistics/linear-regression.ts";
export type { AnswerScale, SurveyAnswers } from "../survey/answers.ts";
export type {
  ClassColumn,
  Classification,
  ClassName,
  Column,
  Fit,
  Fitted,
  NullableColumn,
  ParameterInterval,
  Warning,
} from "../types.ts";
export * from "./charts/satisfaction-loyalty-chart.ts";
export * from "./charts/simple-slopes-chart.ts";
export * from "./components/perceived-value-score.ts";
export type { PartRatings, PartScore, PartScoreOptions } from "./components/read-parts.ts";
export * from "./components/revealed-switching-cost.ts";
export * from "./components/switching-cost-money.ts";
export * from "./components/switching-cost-score.ts";
export * from "./components/trust-score.ts";
export * from "./determinants/fit-loyalty-determinants.ts";
export {
  type ColumnStandard,
  type LoyaltyDeterminantsModel,
  type LoyaltyDeterminantsParameters,
  loyaltyDeterminants,
  type NamedStandard,
} from "./determinants/loyalty-determinants.ts";
export * from "./determinants/loyalty-score.ts";
export * from "./determinants/mediation.ts";
export * from "./determinants/simple-slopes.ts";
export { type SobelTest, sobelTest, type TwoPaths } from "./determinants/sobel-test.ts";
export {
  type CurveForm,
  type LoyaltyAt,
  type LoyaltyCurve,
  loyaltyAtSatisfaction,
} from "./satisfaction-link/curve-form.ts";
export type { CurveMethod } from "./satisfaction-link/fit-curve.ts";
export * from "./satisfaction-link/satisfaction-loyalty-curve.ts";
