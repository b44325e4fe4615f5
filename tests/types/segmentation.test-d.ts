import { expectTypeOf, test } from "vitest";
import {
  abcTiers,
  type ClassColumn,
  tierByCustomerShare,
  tierByThreshold,
  tierByValueShare,
  toRecords,
} from "../../src/segmentation/index.ts";

interface Scores {
  readonly customer: readonly string[];
  readonly value: Float64Array;
  readonly daysSinceLast: readonly (number | null)[];
  readonly tier: ClassColumn;
}

test("toRecords infers the fields", () => {
  const records = toRecords({} as Scores);
  expectTypeOf(records).toEqualTypeOf<
    { customer: string; value: number; daysSinceLast: number | null; tier: string }[]
  >();
  expectTypeOf(toRecords({ kind: ["a", "b"] as const })).toEqualTypeOf<{ kind: "a" | "b" }[]>();
});

test("toRecords takes columns only", () => {
  // @ts-expect-error a scalar is no column
  toRecords({ value: 1 });
  // @ts-expect-error ids that may be absent
  toRecords({ customer: undefined as readonly string[] | undefined });
  // @ts-expect-error no such language
  toRecords({ value: [1] }, { language: "de" });
});

test("every tier method gives a class column and names its rules", () => {
  expectTypeOf(tierByValueShare).returns.toEqualTypeOf<ClassColumn>();
  expectTypeOf(tierByCustomerShare).returns.toEqualTypeOf<ClassColumn>();
  expectTypeOf(tierByThreshold).returns.toEqualTypeOf<ClassColumn>();
  expectTypeOf(tierByValueShare).toBeCallableWith([1], abcTiers);
  expectTypeOf(tierByValueShare).toBeCallableWith([1], { boundaries: [0.8], ties: undefined });
  // @ts-expect-error boundaries are given, not guessed
  tierByValueShare([1], {});
  // @ts-expect-error this method keeps ties together or in order
  tierByValueShare([1], { boundaries: [0.8], ties: "down" });
});
