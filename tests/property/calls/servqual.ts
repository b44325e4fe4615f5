import type { Generated } from "./generated.ts";
import { scaleCalls } from "./scale.ts";

/** A generator for each exported function of the area. */
export const servqualCalls: Readonly<Record<string, Generated>> = {
  ...scaleCalls,
};
