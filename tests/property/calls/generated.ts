import type fc from "fast-check";

/** Calls of a function on generated legal input. */
export type Generated = fc.Arbitrary<() => unknown>;
