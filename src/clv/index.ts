/**
 * Customer asset and lifetime value (客户资产与顾客终生价值): purchase histories, models of purchases and spend, lifetime value, and the
 * uncertainty of any of it.
 *
 * @module clv
 */
export type { Chart, ChartOptions } from "../charts/chart.ts";
export { type DateInput, type DateOptions, dayNumber, isoDate, type TimeUnit } from "../time.ts";
export type { Column, Fit, Fitted, LikelihoodFit, ParameterInterval, Warning } from "../types.ts";
export * from "./charts/alive-map-chart.ts";
export * from "./charts/tracking-chart.ts";
export * from "./customer-lifetime-value.ts";
export { historyToJson, type PurchaseHistoryJson, parseHistory } from "./history/history-json.ts";
export { mergeHistories } from "./history/merge-histories.ts";
export type * from "./history/purchase-history.ts";
export { selectRows } from "./history/select-rows.ts";
export { summarizeTransactionColumns, type TransactionColumns } from "./history/summarize-transaction-columns.ts";
export {
  summarizeTransactions,
  type TransactionAccessors,
  type TransactionOptions,
} from "./history/summarize-transactions.ts";
export type { RosterEntry, SummaryOptions } from "./history/summary-options.ts";
export * from "./log-likelihood.ts";
export * from "./new-customer.ts";
export * from "./parse-model.ts";
export * from "./spend/expected-spend.ts";
export { type FitGammaGammaOptions, fitGammaGamma } from "./spend/fit-gamma-gamma.ts";
export { type GammaGammaModel, type GammaGammaParameters, gammaGamma } from "./spend/gamma-gamma.ts";
export type { SpendModel } from "./spend/kinds.ts";
export type { BetaGeometricModel } from "./transactions/beta-geometric.ts";
export { type BgNbdModel, type BgNbdParameters, bgNbd } from "./transactions/bg-nbd.ts";
export {
  type DiscountedExpectedTransactionsOptions,
  discountedExpectedTransactions,
} from "./transactions/discounted-expected-transactions.ts";
export * from "./transactions/expected-transactions.ts";
export * from "./transactions/fit-bg-nbd.ts";
export type { TransactionModel } from "./transactions/kinds.ts";
export * from "./transactions/probability-alive.ts";
export type { TransactionModelBase } from "./transactions/process.ts";
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
export type { Draws, DrawsOptions } from "./uncertainty/draws.ts";
export * from "./uncertainty/joint-draws.ts";
export * from "./uncertainty/laplace-draws.ts";
export * from "./uncertainty/prediction-interval.ts";
