import { expectTypeOf, test } from "vitest";
import {
  type CustomerWallet,
  justice,
  type LoyaltyIndex,
  type LoyaltyIndexColumns,
  loyaltyIndex,
  type NullableColumn,
  type Persistency,
  type PersistencyColumns,
  persistency,
  shareOfWallet,
  type WalletAllocation,
  type WalletShares,
  walletAllocation,
} from "../../src/loyalty/index.ts";

test("one customer gives numbers, many give columns", () => {
  expectTypeOf(shareOfWallet({ own: 1, total: 2 })).toEqualTypeOf<number | null>();
  expectTypeOf(shareOfWallet({ own: [1, null], total: [2, 3] })).toEqualTypeOf<WalletShares>();
  expectTypeOf(walletAllocation({ own: 1, other: 2 })).toEqualTypeOf<CustomerWallet>();
  expectTypeOf(walletAllocation({ own: [1], other: [null] })).toEqualTypeOf<WalletAllocation>();
  expectTypeOf(persistency({ periods: [1] }, { asOf: 2 })).toEqualTypeOf<Persistency>();
  expectTypeOf(persistency({ periods: [1], customers: ["a"] }, { asOf: 2 })).toEqualTypeOf<PersistencyColumns>();
  const indicators = { a: { part: "behavioral", worst: 0, best: 1 } } as const;
  expectTypeOf(loyaltyIndex(indicators, { a: 0.5 })).toEqualTypeOf<LoyaltyIndex>();
  expectTypeOf(loyaltyIndex(indicators, { a: [0.5, null] })).toEqualTypeOf<LoyaltyIndexColumns>();
  const one = { distributive: 1, procedural: 2, interactional: 3 };
  expectTypeOf(justice(one)).toEqualTypeOf<number | null>();
  const many = { distributive: [1], procedural: [null], interactional: [3] };
  expectTypeOf(justice(many)).toEqualTypeOf<NullableColumn>();
});
