import type { Generated } from "./generated.ts";

export const loyaltyDriverCalls: Readonly<Record<string, Generated>> = {};
