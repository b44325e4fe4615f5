import * as all from "../../../../src/loyalty/index.ts";

const loyalty = [5, 6, 2, 7, 4, 6, 3, 7, 5, 2];
const determinants = {
  satisfaction: [6, 7, 2, 7, 3, 5, 2, 6, 6, 3],
  switchingCost: [3, 4, 2, 5, 6, 5, 5, 6, 2, null],
};
const parameters = {
  method: "linear",
  coefficients: { satisfaction: 0.3, trust: 0.2 },
  interactions: [{ of: ["satisfaction", "trust"], coefficient: -0.1 }],
  intercept: 0.1,
  standards: { trust: { mean: 4, deviation: 2 } },
} as const;
const { model } = all.fitLoyaltyDeterminants({ loyalty, determinants });
const pair = { predictor: "satisfaction", moderator: "switchingCost" };
const curves = all.satisfactionLoyaltyCurve([1, 2, 2, 3, 3, 4, 4, 5, 5], [1, 2, 1, 3, 2, 3, null, 5, 4], {
  forms: ["linear", "power"],
});

/** A good call of each function: its arguments. */
export const driverCalls: Readonly<Record<string, readonly unknown[]>> = {
  fitLoyaltyDeterminants: [
    { loyalty, determinants },
    { method: "linear", interactions: [["satisfaction", "switchingCost"]], level: 0.9 },
  ],
  loyaltyAtSatisfaction: [
    { form: "piecewise", coefficients: [1, 0.5, 1], bounds: [3], loyaltyScale: { min: 0, max: 1 } },
    [2, 4],
  ],
  loyaltyDeterminants: [parameters],
  loyaltyScore: [model, { satisfaction: [5, 6], switchingCost: [3, 4] }],
  mediation: [
    {
      cause: [3, 5, 4, 6, 2, 7, 5, 4],
      mediators: { a: [4, 5, 4, 7, 2, 6, 6, 3], b: [2, 6, 3, 7, 4, 4, 5, 4] },
      outcome: [3, 6, 4, 7, 3, 6, 5, 4],
    },
    { structure: "serial", bootstrap: { seed: 1, draws: 30 }, level: 0.9 },
  ],
  perceivedValueScore: [
    { quality: [6, 5], price: [4, 3], emotional: [5, null], social: [3, 2] },
    { form: "ratio", scale: { min: 1, max: 7 } },
  ],
  revealedSwitchingCost: [{ first: { price: 2, customers: 500 }, second: { price: 1.5, customers: 100 } }],
  satisfactionLoyaltyChart: [curves, { language: "zh", width: 400, height: 300 }],
  satisfactionLoyaltyCurve: [
    [1, 2, 2, 3, 3, 4, 4, 5, 5],
    [0, 0, 1, 0, 1, 1, null, 0, 1],
    { scale: { min: 1, max: 5 }, loyaltyScale: { min: 0, max: 1 }, bounds: [3, 4.5], forms: ["linear", "logistic"] },
  ],
  simpleSlopes: [model, { ...pair, at: [-1, 1], level: 0.9 }],
  simpleSlopesChart: [all.simpleSlopes(model, pair), { language: "en", width: 400, height: 300 }],
  sobelTest: [{ a: 0.6, standardErrorA: 0.08, b: 0.45, standardErrorB: 0.07 }, { level: 0.9 }],
  switchingCostMoney: [
    {
      hours: { search: 2 },
      valueOfTime: 60,
      benefitLoss: [300, 200],
      monetaryLoss: 120,
      relational: { brand: 50 },
      annualGains: [420, 400],
    },
    { annualDiscountRate: 0.05 },
  ],
  switchingCostScore: [
    {
      economicRisk: [5],
      evaluation: [4],
      learning: [3],
      setup: [6],
      benefitLoss: [5],
      monetaryLoss: [2],
      personalRelationship: [4],
      brandRelationship: [null],
    },
    { overall: "types", scale: { min: 1, max: 7 } },
  ],
  trustEquation: [{ credibility: 8, reliability: 7, intimacy: 6, selfOrientation: 3 }],
  trustScore: [{ ability: 6, benevolence: 4, integrity: 5 }, { scale: { min: 1, max: 7 } }],
};
