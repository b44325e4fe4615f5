/**
 * Models of bank customer-relationship management as composable functions: every area in one import. Import an area by
 * itself (`customer-equity/clv`) where size matters.
 *
 * @module customer-equity
 */
export * from "./clv/index.ts";
export * from "./errors.ts";
export * from "./loyalty/index.ts";
export * from "./satisfaction/index.ts";
export * from "./segmentation/index.ts";
export * from "./servqual/index.ts";
export type * from "./types.ts";
