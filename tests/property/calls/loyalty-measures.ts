import type { Generated } from "./generated.ts";

export const loyaltyMeasureCalls: Readonly<Record<string, Generated>> = {};
