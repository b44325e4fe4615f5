/**
 * Customer loyalty (客户忠诚): kinds, styles and stages of loyalty, what drives it, how to measure it, and what complaints and recovery do to it.
 *
 * @module loyalty
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn } from "../types.ts";
export * from "./charts/loyalty-diamond-chart.ts";
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
export type { Classified } from "./customer-columns.ts";
export * from "./life-cycle/check-relationship-stage.ts";
export * from "./life-cycle/relationship-stage.ts";
export * from "./life-cycle/relationship-stages.ts";
export * from "./types/audit-loyalty-type-rules.ts";
export * from "./types/loyalty-type.ts";
export * from "./types/loyalty-type-rules.ts";
export * from "./types/loyalty-types.ts";
export * from "./types/six-loyalty-types.ts";
