/**
 * Customer segmentation (客户细分): concentration of value (客户集中度, 二八原理), tiers (客户层级) and migration between them (层级迁移).
 *
 * @module segmentation
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export * from "../to-records.ts";
export type { ClassColumn, ClassName, Column } from "../types.ts";
export * from "./charts/class-distribution-chart.ts";
export * from "./charts/concentration-chart.ts";
export * from "./charts/cross-matrix-chart.ts";
export * from "./charts/migration-chart.ts";
export * from "./charts/top-customers-chart.ts";
export * from "./charts/value-by-tier-chart.ts";
export * from "./charts/value-distribution-chart.ts";
export * from "./concentration/check-8020.ts";
export * from "./concentration/concentration.ts";
export { type GiniOptions, gini } from "./concentration/gini.ts";
export * from "./concentration/lorenz-curve.ts";
export * from "./concentration/pareto-exponent.ts";
export {
  type CustomersForShare,
  type CustomersForShareOptions,
  customersForShare,
  type TopShareOptions,
  topShare,
} from "./concentration/top-share.ts";
export * from "./concentration/whale-curve.ts";
export * from "./matrices/cross-matrix.ts";
export * from "./migration/migration-matrix.ts";
export * from "./tiers/presets.ts";
export * from "./tiers/select-key-customers.ts";
export * from "./tiers/tier-by-customer-share.ts";
export * from "./tiers/tier-by-threshold.ts";
export * from "./tiers/tier-by-value-share.ts";
export type { TierNames } from "./tiers/tier-names.ts";
export * from "./tiers/tier-summary.ts";
