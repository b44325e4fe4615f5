import { describe, expect, it } from "vitest";
import {
  crossBuying,
  loyaltyIndex,
  persistency,
  repurchaseRate,
  shareOfWallet,
  walletAllocation,
  walletShareByRank,
} from "../../../src/loyalty/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const codes = (warnings: readonly { readonly code: string }[]): string[] => warnings.map(({ code }) => code);

describe("repurchaseRate", () => {
  it("has Wilson's interval", () => {
    const { lower, upper, standardError } = repurchaseRate([3, 1, 2, 0, 5]);
    const inR = { area: "loyalty", source: "R 4.2.2 prop.test(correct = FALSE)", tolerance: 1e-12 };
    reproduces({ ...inR, figure: "repurchase rate 3 of 4: lower", expected: 0.300641842582402 }, lower);
    reproduces({ ...inR, figure: "repurchase rate 3 of 4: upper", expected: 0.954412739190299 }, upper);
    expect(standardError).toBeCloseTo(Math.sqrt((0.75 * 0.25) / 4), 15);
  });

  it("counts who bought in both periods, whoever came later left out", () => {
    const result = repurchaseRate({ before: [2, 1, 0, 4], again: [1, 0, 3, 2] });
    expect(result).toMatchObject({ buyers: 3, repeaters: 2, nonBuyers: 1 });
  });

  it("refuses what is no count, and nobody who bought", () => {
    refuses(() => repurchaseRate([]), "empty", "purchases");
    refuses(() => repurchaseRate([0, 0]), "insufficient-data", "purchases");
    refuses(() => repurchaseRate([1.5]), "out-of-range", "purchases[0]");
    refuses(() => repurchaseRate([-1]), "out-of-range", "purchases[0]");
    refuses(() => repurchaseRate({ before: [1, 2], again: [1] }), "length-mismatch", "purchases.again");
    refuses(() => repurchaseRate({ before: [0], again: [1] }), "insufficient-data", "purchases.before");
  });
});

describe("shareOfWallet", () => {
  it("has no share of nothing", () => {
    expect(shareOfWallet({ own: 0, total: 0 })).toBeNull();
    expect(shareOfWallet({ own: 0, total: 5 })).toBe(0);
  });

  it("counts who is missing and who has nothing", () => {
    const result = shareOfWallet({ own: [42, null, 0, 5], total: [60, 10, 0, null] });
    expect(result).toMatchObject({
      shares: [0.7, null, null, null],
      n: 1,
      mean: 0.7,
      ofTotal: 0.7,
      empty: 1,
      missing: 2,
    });
    expect(shareOfWallet({ own: [null], total: [3] })).toMatchObject({ mean: null, ofTotal: null, n: 0 });
  });

  it("refuses a part that is more than the whole", () => {
    refuses(() => shareOfWallet({ own: 7, total: 5 }), "out-of-range", "wallet.own", "part of the total");
    refuses(() => shareOfWallet({ own: [1, 7], total: [5, 5] }), "out-of-range", "wallet.own[1]");
    refuses(() => shareOfWallet({ own: -1, total: 5 }), "out-of-range", "wallet.own");
    refuses(() => shareOfWallet({ own: [1], total: [5, 5] }), "length-mismatch", "wallet.total");
    refuses(() => shareOfWallet({ own: [], total: [] }), "empty", "wallet");
  });
});

describe("walletAllocation", () => {
  it("ties scores that rounding alone tells apart, whatever their size", () => {
    expect(walletAllocation({ a: 1e-10, b: 5e-10 }).ranks).toEqual({ a: 2, b: 1 });
    expect(walletAllocation({ a: 1e15, b: 1e15 + 5e5 }).ranks).toEqual({ a: 2, b: 1 });
    expect(walletAllocation({ a: 0.3, b: 0.1 + 0.2 }).ranks).toEqual({ a: 1.5, b: 1.5 });
  });

  it("shares the places of banks that tie, rounding apart", () => {
    const { ranks } = walletAllocation({ a: 0.1 + 0.2, b: 0.3, c: 0.1 });
    expect(ranks).toEqual({ a: 1.5, b: 1.5, c: 3 });
  });

  it("gives mean, market share and firsts of each bank", () => {
    const { banks, sets, n, withoutBank, warnings } = walletAllocation({
      own: [9, 7, 8, 8, null],
      b: [7, 9, null, 8, null],
    });
    expect(n).toBe(4);
    expect(withoutBank).toBe(1);
    expect([...sets]).toEqual([2, 2, 1, 2, 0]);
    expect(banks[0]).toMatchObject({ name: "own", n: 4, mean: (2 / 3 + 1 / 3 + 1 + 1 / 2) / 4, first: 0.75 });
    expect(banks[1]!.marketShare).toBeCloseTo((1 / 3 + 2 / 3 + 1 / 2) / 4, 14);
    expect(warnings).toEqual([]);
  });

  it("warns of a market that the rule was not made for, and of banks that nobody uses", () => {
    const { warnings, banks } = walletAllocation({
      own: [9, 7, 8, 8],
      b: [7, null, null, null],
      c: [null, null, null, null],
    });
    expect(codes(warnings)).toEqual(["few-multi-bank-customers", "small-sets", "unused-banks"]);
    expect(banks.map(({ name }) => name)).toEqual(["own", "b"]);
    expect(banks[1]!.standardError).toBeNull();
    // 2 of 5 customers use two banks: 40 % and 1.4 banks, just enough.
    expect(walletAllocation({ a: [1, 1, 1, 1, 1], b: [1, 1, null, null, null] }).warnings).toEqual([]);
  });

  it("refuses no bank, no customer, no score", () => {
    refuses(() => walletAllocation({}), "empty", "scores");
    refuses(() => walletAllocation({ a: [] }), "empty", "scores");
    refuses(() => walletAllocation({ a: [null] }), "insufficient-data", "scores");
    refuses(() => walletAllocation({ a: [1], b: [1, 2] }), "length-mismatch", "scores.b");
    refuses(() => walletAllocation({ a: 1, b: Number.NaN }), "not-finite", "scores.b");
    refuses(() => walletShareByRank({ rank: 3, banks: 2 }), "out-of-range", "place.rank");
    refuses(() => walletShareByRank({ rank: 1, banks: 0 }), "out-of-range", "place.banks");
  });
});

describe("crossBuying", () => {
  it("counts products and holders", () => {
    const result = crossBuying({ card: [1, 1, 1, 0], deposit: [1, 0, 1, 1], fund: [0, 0, 1, 0] });
    expect(result.distribution).toEqual([
      { products: 1, customers: 2, share: 0.5 },
      { products: 2, customers: 1, share: 0.25 },
      { products: 3, customers: 1, share: 0.25 },
    ]);
    expect(result.products?.map(({ name, holders, share }) => [name, holders, share])).toEqual([
      ["card", 3, 0.75],
      ["deposit", 3, 0.75],
      ["fund", 1, 0.25],
    ]);
    expect(crossBuying([2, 1, 3, 1])).toMatchObject({ depth: { mean: 1.75 }, products: null, n: 4 });
    expect(crossBuying([2]).depth.standardError).toBeNull();
  });

  it("refuses what is no holding", () => {
    refuses(() => crossBuying([]), "empty", "holdings");
    refuses(() => crossBuying({}), "empty", "holdings");
    refuses(() => crossBuying({ card: [] }), "empty", "holdings");
    refuses(() => crossBuying({ card: [2] }), "out-of-range", "holdings.card[0]", "Write 1");
    refuses(() => crossBuying({ card: [1], fund: [1, 0] }), "length-mismatch", "holdings.fund");
  });
});

describe("persistency", () => {
  it("has no change where the window before is empty, and none that ends today", () => {
    const result = persistency({ periods: [10, 9] }, { asOf: 11, window: 3 });
    expect(result).toMatchObject({
      firstPeriod: 9,
      tenure: 3,
      longestRun: 2,
      currentRun: 0,
      change: null,
      warnings: [],
    });
  });

  it("counts periods once, volumes of the same period together", () => {
    const activity = { periods: [1, 1, 2, 4], volumes: [1, 2, 3, 4] };
    expect(persistency(activity, { asOf: 4, window: 2 })).toMatchObject({
      activePeriods: 3,
      activeRatio: 0.75,
      longestRun: 2,
      currentRun: 1,
      change: 4 / 6 - 1,
    });
    expect(persistency({ periods: [1, 1, 2, 4] }, { asOf: 4, window: 2 }).change).toBe(-0.5);
  });

  it("takes many customers, and warns of short histories", () => {
    const rows = { customers: ["b", "a", "b"], periods: [3, 1, 4] };
    const result = persistency(rows, { asOf: 4, window: 1 });
    expect(result.customers).toEqual(["b", "a"]);
    expect([...result.tenure]).toEqual([2, 4]);
    expect(result.change).toEqual([0, null]);
    expect(result.warnings).toEqual([]);
    const short = persistency(rows, { asOf: 5, window: 2 });
    expect(short.change).toEqual([0, null]);
    expect(short.warnings[0]).toMatchObject({ code: "short-history", count: 1 });
  });

  it("refuses the future and no activity", () => {
    refuses(() => persistency({ periods: [] }, { asOf: 3 }), "empty", "activity.periods");
    refuses(() => persistency({ periods: [4] }, { asOf: 3 }), "out-of-range", "activity.periods[0]", "asOf");
    refuses(() => persistency({ periods: [1], volumes: [0] }, { asOf: 3 }), "out-of-range", "activity.volumes[0]");
    refuses(() => persistency({ periods: [1], customers: [] }, { asOf: 3 }), "length-mismatch", "activity.customers");
    refuses(() => persistency({ periods: [1] }, undefined as never), "not-finite", "options.asOf");
  });
});

describe("loyaltyIndex", () => {
  const indicators = {
    share: { part: "behavioral", worst: 0, best: 1 },
    tenure: { part: "behavioral", worst: 0, best: 20 },
    recommend: { part: "attitudinal", worst: 0, best: 10, weight: 2 },
  } as const;

  it("gives what there is, and null where too much is missing", () => {
    const many = loyaltyIndex(indicators, {
      share: [0.5, null, null],
      tenure: [10, 4, null],
      recommend: [8, null, 9],
    });
    expect(many.behavioral).toEqual([50, 20, null]);
    expect(many.attitudinal).toEqual([80, null, 90]);
    // One of three indicators is less than half of them.
    expect(many.index).toEqual([65, null, null]);
    expect(many).toMatchObject({ n: 1, missing: 2, mean: 65 });
    expect(many.geometric[0]).toBeCloseTo(Math.sqrt(4000), 12);
    expect(codes(many.warnings)).toEqual(["missing-indicators"]);
    const any = loyaltyIndex(indicators, { recommend: 9, share: null }, { minShare: 0 });
    expect(any).toMatchObject({ index: 90, behavioral: null, geometric: null });
    expect(loyaltyIndex(indicators, { share: 1, recommend: 9 }, { minShare: 1 }).index).toBeNull();
  });

  it("cuts off at the ends, and says so", () => {
    const { scores, warnings } = loyaltyIndex(indicators, { share: 0.5, tenure: 30, recommend: 5 });
    expect(scores).toEqual({ share: 50, tenure: 100, recommend: 50 });
    expect(codes(warnings)).toEqual(["beyond-range"]);
  });

  it("has no geometric form of one part alone", () => {
    const { share, tenure } = indicators;
    expect(loyaltyIndex({ share, tenure }, { share: 0.5, tenure: 5 })).toMatchObject({
      index: 37.5,
      attitudinal: null,
      geometric: null,
    });
  });

  it("refuses what is no indicator", () => {
    refuses(() => loyaltyIndex({}, {}), "empty", "indicators");
    refuses(() => loyaltyIndex(indicators, { shares: 0.5 }), "bad-option", "values.shares");
    refuses(() => loyaltyIndex(indicators, { share: null }), "insufficient-data", "values");
    refuses(() => loyaltyIndex(indicators, { share: [1], tenure: [1, 2] }), "length-mismatch", "values.tenure");
    const flat = { a: { part: "behavioral", worst: 1, best: 1 } } as const;
    refuses(() => loyaltyIndex(flat, { a: 1 }), "bad-option", "indicators.a.best");
    const other = { a: { part: "conative", worst: 1, best: 2 } } as never;
    refuses(() => loyaltyIndex(other, { a: 1 }), "bad-option", "indicators.a.part");
    const none = { a: { part: "behavioral", worst: 1, best: 2, weight: 0 } } as const;
    refuses(() => loyaltyIndex(none, { a: 1 }), "out-of-range", "indicators");
  });
});
