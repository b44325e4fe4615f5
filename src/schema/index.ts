/**
 * Data from outside (外部数据校验): zod schemas of transactions, purchase histories, models and fits, answers and models of surveys. The only part of the
 * package that uses zod; numeric code never does.
 *
 * @module schema
 */
export * from "./histories.ts";
export * from "./models.ts";
export * from "./surveys.ts";
