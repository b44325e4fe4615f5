import { expectTypeOf, test } from "vitest";
import {
  type ClassColumn,
  type Classification,
  type DiamondPosition,
  effectivePortfolio,
  type LoyaltyDiamond,
  type LoyaltyTypeClass,
  type LoyaltyTypeColumn,
  type LoyaltyTypeColumns,
  type LoyaltyTypeCustomer,
  loyaltyDiamond,
  loyaltyStage,
  loyaltyType,
  type RelationshipStageClass,
  type RelationshipStageColumn,
  relationshipStage,
  relativeAttitude,
  sixLoyaltyTypes,
} from "../../src/loyalty/index.ts";

test("numbers are one customer, columns are many", () => {
  expectTypeOf(loyaltyDiamond({ involvement: 1, portfolio: 1 })).toEqualTypeOf<DiamondPosition>();
  expectTypeOf(loyaltyDiamond({ involvement: [1], portfolio: new Float64Array(1) })).toEqualTypeOf<LoyaltyDiamond>();
  const scores = { cognitive: 1, affective: 1, conative: 1, action: 1 };
  expectTypeOf(loyaltyStage(scores)).toEqualTypeOf<Classification>();
  const columns = { cognitive: [1], affective: [1], conative: [1], action: [1], customers: ["a"] };
  expectTypeOf(loyaltyStage(columns)).toEqualTypeOf<ClassColumn>();
  expectTypeOf(relationshipStage({ series: [1, 2] }, { matureLevel: 1 })).toEqualTypeOf<RelationshipStageClass>();
  expectTypeOf(relationshipStage({ series: [[1], [2]] }, { matureLevel: 1 })).toEqualTypeOf<RelationshipStageColumn>();
  expectTypeOf(effectivePortfolio([1])).toEqualTypeOf<number>();
  expectTypeOf(effectivePortfolio({ own: [1] })).toEqualTypeOf<Float64Array>();
  expectTypeOf(relativeAttitude({ own: 1, others: { north: null } })).toEqualTypeOf<number | null>();
});

test("inputs of one's own list are told apart the same way", () => {
  expectTypeOf(loyaltyType({} as LoyaltyTypeCustomer)).toEqualTypeOf<LoyaltyTypeClass>();
  expectTypeOf(loyaltyType({} as LoyaltyTypeColumns)).toEqualTypeOf<LoyaltyTypeColumn>();
  expectTypeOf(loyaltyType({ insider: 1, repeat: 1 }, { rules: sixLoyaltyTypes })).toEqualTypeOf<LoyaltyTypeClass>();
  expectTypeOf(loyaltyType({ insider: [1], customers: ["a"] })).toEqualTypeOf<LoyaltyTypeColumn>();
});
