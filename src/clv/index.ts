/**
 * Customer asset and lifetime value (客户资产与顾客终生价值): purchase histories, models of purchases and spend, lifetime value, and the
 * uncertainty of any of it.
 *
 * @module clv
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { Agreement } from "../statistics/agreement.ts";
export type { ChainDiagnostics } from "../statistics/chain-diagnostics.ts";
export * from "../statistics/likelihood-ratio-test.ts";
export { type DateInput, type DateOptions, dayNumber, isoDate, type TimeUnit } from "../time.ts";
export type {
  CoefficientPenalty,
  Column,
  Fit,
  Fitted,
  LikelihoodFit,
  ParameterInterval,
  Warning,
} from "../types.ts";
export * from "./charts/alive-map-chart.ts";
export * from "./charts/compare-models-chart.ts";
export * from "./charts/frequency-chart.ts";
export * from "./charts/holdout-chart.ts";
export * from "./charts/iso-value-chart.ts";
export * from "./charts/tracking-chart.ts";
export {
  addCovariateColumns,
  type CovariateLevels,
  type WithCovariates,
} from "./covariates/add-covariate-columns.ts";
export * from "./covariates/add-covariates.ts";
export type { CovariateEffects } from "./covariates/covariate-effects.ts";
export type { CovariateOptions, CovariatePenaltyOptions } from "./covariates/covariate-options.ts";
export * from "./customer-lifetime-value.ts";
export { addCalendar, type WithCalendar } from "./dynamic/add-calendar.ts";
export type { FirstPurchases } from "./dynamic/cohort-calendar.ts";
export {
  type DynamicParetoNbdModel,
  type DynamicParetoNbdParameters,
  dynamicParetoNbd,
} from "./dynamic/dynamic-pareto-nbd.ts";
export * from "./dynamic/expand-calendar.ts";
export * from "./dynamic/fit-dynamic-pareto-nbd.ts";
export type { HierarchicalOptions } from "./hierarchical/chain-options.ts";
export type { CustomerDraws, CustomerSummaries, HierarchicalSample } from "./hierarchical/hierarchical-sample.ts";
export * from "./hierarchical/sample-abe.ts";
export * from "./hierarchical/sample-pareto-ggg.ts";
export * from "./hierarchical/sample-pareto-nbd.ts";
export { historyToJson, type PurchaseHistoryJson, parseHistory } from "./history/history-json.ts";
export { mergeHistories } from "./history/merge-histories.ts";
export type * from "./history/purchase-history.ts";
export { selectRows } from "./history/select-rows.ts";
export { type SummarizeOpportunitiesOptions, summarizeOpportunities } from "./history/summarize-opportunities.ts";
export { summarizeTransactionColumns, type TransactionColumns } from "./history/summarize-transaction-columns.ts";
export {
  summarizeTransactions,
  type TransactionAccessors,
  type TransactionOptions,
} from "./history/summarize-transactions.ts";
export type { RosterEntry, SummaryOptions } from "./history/summary-options.ts";
export * from "./judging/compare-transaction-models.ts";
export * from "./judging/frequency-fit.ts";
export * from "./judging/holdout-metrics.ts";
export * from "./judging/iso-value-curves.ts";
export * from "./judging/vuong-test.ts";
export * from "./log-likelihood.ts";
export type { ModelUnit } from "./model-unit.ts";
export * from "./new-customer.ts";
export * from "./parse-model.ts";
export { expectedSpend, medianSpend } from "./spend/expected-spend.ts";
export {
  type FitFrequencyGammaGammaOptions,
  fitFrequencyGammaGamma,
} from "./spend/fit-frequency-gamma-gamma.ts";
export { type FitGammaGammaOptions, fitGammaGamma } from "./spend/fit-gamma-gamma.ts";
export { type FitNormalNormalOptions, fitNormalNormal } from "./spend/fit-normal-normal.ts";
export { type FitShiftedGammaGammaOptions, fitShiftedGammaGamma } from "./spend/fit-shifted-gamma-gamma.ts";
export { type FitTrendGammaGammaOptions, fitTrendGammaGamma } from "./spend/fit-trend-gamma-gamma.ts";
export {
  type FrequencyGammaGammaModel,
  type FrequencyGammaGammaParameters,
  frequencyGammaGamma,
} from "./spend/frequency-gamma-gamma.ts";
export { type GammaGammaModel, type GammaGammaParameters, gammaGamma } from "./spend/gamma-gamma.ts";
export type { SpendModel } from "./spend/kinds.ts";
export { type NormalNormalModel, type NormalNormalParameters, normalNormal } from "./spend/normal-normal.ts";
export { type RecentSpendOptions, recentSpend } from "./spend/recent-spend.ts";
export {
  type ShiftedGammaGammaModel,
  type ShiftedGammaGammaParameters,
  shiftedGammaGamma,
} from "./spend/shifted-gamma-gamma.ts";
export * from "./spend/spend-dependence.ts";
export * from "./spend/spend-shrinkage.ts";
export {
  type TrendGammaGammaModel,
  type TrendGammaGammaParameters,
  trendGammaGamma,
} from "./spend/trend-gamma-gamma.ts";
export type { BetaGeometricModel } from "./transactions/beta-geometric.ts";
export { type BgBbModel, type BgBbParameters, bgBb } from "./transactions/bg-bb.ts";
export { type BgCnbdKModel, type BgCnbdKParameters, bgCnbdK } from "./transactions/bg-cnbd-k.ts";
export { type BgNbdModel, type BgNbdParameters, bgNbd } from "./transactions/bg-nbd.ts";
export * from "./transactions/describe-transaction-model.ts";
export {
  type DiscountedExpectedTransactionsOptions,
  discountedExpectedTransactions,
} from "./transactions/discounted-expected-transactions.ts";
export * from "./transactions/expected-transactions.ts";
export { type FitBgBbOptions, fitBgBb } from "./transactions/fit-bg-bb.ts";
export { type BgCnbdKFit, type FitBgCnbdKOptions, fitBgCnbdK } from "./transactions/fit-bg-cnbd-k.ts";
export { type FitBgNbdOptions, fitBgNbd } from "./transactions/fit-bg-nbd.ts";
export { type FitGgompertzNbdOptions, fitGgompertzNbd } from "./transactions/fit-ggompertz-nbd.ts";
export { type FitMbgNbdOptions, fitMbgNbd } from "./transactions/fit-mbg-nbd.ts";
export { type FitNbdOptions, fitNbd } from "./transactions/fit-nbd.ts";
export { type FitParetoNbdOptions, fitParetoNbd } from "./transactions/fit-pareto-nbd.ts";
export { type FitPdoOptions, fitPdo, type PdoFit } from "./transactions/fit-pdo.ts";
export type { FittedKind, PurchaseCovariates } from "./transactions/fitters.ts";
export * from "./transactions/gap-regularity.ts";
export { type GgompertzNbdModel, type GgompertzNbdParameters, ggompertzNbd } from "./transactions/ggompertz-nbd.ts";
export type { TransactionModel } from "./transactions/kinds.ts";
export { type MbgCnbdKModel, type MbgCnbdKParameters, mbgCnbdK } from "./transactions/mbg-cnbd-k.ts";
export { type MbgNbdModel, type MbgNbdParameters, mbgNbd } from "./transactions/mbg-nbd.ts";
export { type NbdModel, type NbdParameters, nbd } from "./transactions/nbd.ts";
export { type ParetoNbdModel, type ParetoNbdParameters, paretoNbd } from "./transactions/pareto-nbd.ts";
export { type PdoModel, type PdoParameters, pdo } from "./transactions/pdo.ts";
export * from "./transactions/posterior-rates.ts";
export * from "./transactions/probability-alive.ts";
export type { DropOutBasis, TransactionModelBase } from "./transactions/process.ts";
export * from "./transactions/rate-correlation.ts";
export type { Scored } from "./transactions/scoring.ts";
export {
  type SimulateCohortOptions,
  type SimulatedCohort,
  type SimulatedTransactions,
  type SimulateTransactionsOptions,
  simulateCohort,
  simulateTransactions,
} from "./transactions/simulate-transactions.ts";
export * from "./transactions/track-transactions.ts";
export * from "./transactions/transaction-probability.ts";
export * from "./uncertainty/bootstrap-draws.ts";
export type { BootstrapCorrection, Draws, DrawsOptions } from "./uncertainty/draws.ts";
export { type FitMapOptions, fitMap, type MapFit } from "./uncertainty/fit-map.ts";
export * from "./uncertainty/fit-pooled.ts";
export * from "./uncertainty/joint-draws.ts";
export * from "./uncertainty/laplace-draws.ts";
export * from "./uncertainty/prediction-interval.ts";
export * from "./uncertainty/profile-interval.ts";
export * from "./uncertainty/sample-posterior.ts";
