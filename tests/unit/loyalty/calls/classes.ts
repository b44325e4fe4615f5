import { loyaltyDiamond, loyaltyTypeRules, relationshipStage } from "../../../../src/loyalty/index.ts";

const customers = ["a", "b", "c"];
const scale = { min: 1, max: 7 };
const five = { min: 1, max: 5 };
const diamond = loyaltyDiamond({ involvement: [6, 2, 3], portfolio: [1, 2, 4], customers });
const series = [
  [90, 100, 105, 98, 102, 100],
  [5, 8],
  [100, 98, 99, 80, 60, 40],
];
const stages = relationshipStage({ series, customers }, { matureLevel: 100 });
const shares = { attachment: [0.1, 0.7, 0.5], repeat: [0.5, 0.2, 0] };
const rules = {
  types: loyaltyTypeRules.types.slice(0, 3),
  inputs: { banks: { min: 0, integer: true }, attachment: { min: 0, max: 1 }, repeat: { min: 0, max: 1 } },
  thresholds: { attachment: 0.5, repeat: 0.4 },
  rules: [
    { type: "premium", when: [{ input: "attachment", is: "largest-of", inputs: ["attachment", "repeat"] }] },
    {
      type: "latent",
      when: [
        { input: "repeat", is: "at-least", threshold: "repeat" },
        { input: "banks", is: "below", threshold: 2 },
      ],
    },
    { type: "monopoly", when: [] },
  ],
};

/** A good call of each function: its arguments. */
export const classCalls: Readonly<Record<string, readonly unknown[]>> = {
  auditLoyaltyTypeRules: [rules, { thresholds: { repeat: 0.6 } }],
  checkRelationshipStage: [
    stages,
    { value: [0.1, 0.5, 0.9], satisfaction: [1, 0, 0.6], trust: [0, 1, 0.7], switchingCost: [0.9, 0, 0], customers },
    { threshold: 0.6 },
  ],
  effectivePortfolio: [{ own: [5, 0, 1], north: [5, 2, 0] }],
  loyaltyDiamond: [
    { involvement: [6, 2, 3], portfolio: [1, 2.5, 4], customers },
    { axes: "involvement-portfolio", scale, cut: 3, maxSmallPortfolio: 1, portfolioMax: 3 },
  ],
  loyaltyDiamondChart: [diamond, { language: "zh", width: 300, height: 300 }],
  loyaltyMatrix: [
    { relativeAttitude: [6, 2, 3], repeatPatronage: [0.1, 0.9, 0.5], customers },
    { scale, cuts: { relativeAttitude: "median", repeatPatronage: 0.4 } },
  ],
  loyaltyStage: [
    { cognitive: [0.6, 0.1, 1], affective: [0.6, 0.1, 1], conative: [0.2, 1, 0.9], action: [0, 1, 0.9], customers },
    { threshold: 0.5 },
  ],
  loyaltyType: [
    { banks: [0, 1, 4], ...shares, customers },
    { rules, thresholds: { repeat: 0.3 } },
  ],
  relationshipStage: [
    { series, customers },
    { matureLevel: 100, window: 2, lowShare: 0.2, delta: 0.1 },
  ],
  relativeAttitude: [{ own: [6, null, 4], others: { north: [5, 2, null], south: [3, 2, null] } }, { against: "best" }],
  relativeAttitudeLevel: [{ strength: "weak", differentiated: true }],
  satisfactionLoyaltyType: [
    { satisfaction: [1, 4, 5], loyalty: [2, 3.5, 7], customers },
    { scale: five, loyaltyScale: scale, cuts: { satisfaction: 3, loyalty: 4 } },
  ],
  satisfactionZone: [
    { satisfaction: [1, 4, 5], customers },
    { scale, cuts: { indifference: 2, affection: 4 } },
  ],
};
