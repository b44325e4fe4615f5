import type { Generated } from "./generated.ts";

export const loyaltyClassCalls: Readonly<Record<string, Generated>> = {};
