/**
 * Customer loyalty (客户忠诚): kinds, styles and stages of loyalty, what drives it, how to measure it, and what complaints and recovery do to it.
 *
 * @module loyalty
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { BootstrapOptions, BootstrapSummary } from "../statistics/bootstrap.ts";
export type { LevelOptions } from "../statistics/level.ts";
export type { RegressionEffect, RegressionTerm } from "../statistics/linear-regression.ts";
export type { MeanEstimate } from "../statistics/mean-estimate.ts";
export type { SampleShare } from "../statistics/share-interval.ts";
export type { MeanDifference } from "../statistics/welch-test.ts";
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
export * from "./charts/complaint-iceberg-chart.ts";
export * from "./charts/loyalty-diamond-chart.ts";
export * from "./charts/market-damage-chart.ts";
export * from "./charts/redemption-chart.ts";
export * from "./charts/satisfaction-loyalty-chart.ts";
export * from "./charts/simple-slopes-chart.ts";
export * from "./classes/diamond-styles.ts";
export * from "./classes/effective-portfolio.ts";
export * from "./classes/loyalty-diamond.ts";
export * from "./classes/loyalty-matrix.ts";
export * from "./classes/loyalty-stage.ts";
export * from "./classes/relative-attitude.ts";
export * from "./classes/satisfaction-loyalty-type.ts";
export {
  type SatisfactionColumns,
  type SatisfactionZoneOptions,
  type SatisfiedCustomer,
  satisfactionZone,
  satisfactionZones,
} from "./classes/satisfaction-zone.ts";
export * from "./components/perceived-value-score.ts";
export type { PartRatings, PartScore, PartScoreOptions } from "./components/read-parts.ts";
export * from "./components/revealed-switching-cost.ts";
export * from "./components/switching-cost-money.ts";
export * from "./components/switching-cost-score.ts";
export * from "./components/trust-score.ts";
export type { Classified } from "./customer-columns.ts";
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
export type { EffectIntervals } from "./determinants/resample-effects.ts";
export * from "./determinants/simple-slopes.ts";
export { type SobelTest, sobelTest, type TwoPaths } from "./determinants/sobel-test.ts";
export * from "./life-cycle/check-relationship-stage.ts";
export * from "./life-cycle/relationship-stage.ts";
export * from "./life-cycle/relationship-stages.ts";
export * from "./measurement/cross-buying.ts";
export * from "./measurement/loyalty-index.ts";
export * from "./measurement/persistency.ts";
export * from "./measurement/repurchase-rate.ts";
export * from "./measurement/share-of-wallet.ts";
export * from "./measurement/wallet-allocation.ts";
export { type BankRank, walletShareByRank } from "./measurement/wallet-share-by-rank.ts";
export * from "./programs/deferred-points-revenue.ts";
export * from "./programs/points-breakage.ts";
export * from "./programs/points-liability.ts";
export * from "./programs/redemption-rate.ts";
export * from "./recovery/complaint-iceberg.ts";
export * from "./recovery/justice.ts";
export * from "./recovery/market-damage.ts";
export * from "./recovery/recovery-cost-range.ts";
export * from "./recovery/recovery-paradox.ts";
export * from "./recovery/recovery-return.ts";
export * from "./recovery/referrals.ts";
export * from "./recovery/word-of-mouth-balance.ts";
export {
  type CurveForm,
  type LoyaltyAt,
  type LoyaltyCurve,
  loyaltyAtSatisfaction,
} from "./satisfaction-link/curve-form.ts";
export type { CurveMethod } from "./satisfaction-link/fit-curve.ts";
export * from "./satisfaction-link/satisfaction-loyalty-curve.ts";
export * from "./types/audit-loyalty-type-rules.ts";
export * from "./types/loyalty-type.ts";
export * from "./types/loyalty-type-rules.ts";
export * from "./types/loyalty-types.ts";
export * from "./types/six-loyalty-types.ts";
