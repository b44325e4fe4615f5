import type { Generated } from "./generated.ts";

/** A generator for each exported function of the area. */
export const satisfactionCalls: Readonly<Record<string, Generated>> = {};
