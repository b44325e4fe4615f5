/**
 * Customer loyalty (客户忠诚): kinds, styles and stages of loyalty, what drives it, how to measure it, and what complaints and recovery do to it.
 *
 * @module loyalty
 */

export type { Chart, ChartOptions } from "../charts/chart.ts";
export type { ClassColumn, Classification, ClassName, Column, NullableColumn } from "../types.ts";
