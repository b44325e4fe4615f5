import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ClassColumn,
  selectKeyCustomers,
  tierByCustomerShare,
  tierByThreshold,
  tierByValueShare,
  tierSummary,
  toRecords,
} from "../../../src/segmentation/index.ts";

const settings = { seed: 20261122, numRuns: 300 };

/** Values with many ties, losses and zeros, in whole numbers so that shares can be compared exactly. */
const values = fc.array(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -500, max: 5000 })), {
  minLength: 1,
  maxLength: 40,
});
const percents = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }).map((list) => {
  const rising = list.sort((a, b) => a - b);
  return { boundaries: rising.map((p) => p / 100), rising };
});
const shares = percents.map(({ rising }) => [...rising, 100].map((p, j) => (p - (rising[j - 1] ?? 0)) / 100));

type Method = (column: readonly number[]) => ClassColumn;
/** The three methods in all their variants that keep equals together. */
const fairMethod: fc.Arbitrary<Method> = fc
  .tuple(
    percents,
    shares,
    fc.constantFrom("include", "exclude"),
    fc.constantFrom("up", "down"),
    fc.constantFrom("bottom", "include"),
  )
  .chain(([{ boundaries }, parts, crossing, ties, negative]) =>
    fc.constantFrom<Method>(
      (column) => tierByValueShare(column, { boundaries, crossing }),
      (column) => tierByCustomerShare(column, { shares: parts, ties, negative }),
    ),
  );
const thresholds: Method = (column) => tierByThreshold(column, { cuts: [-100, 0, 7, 1000] });
const anyFairMethod = fc.oneof(fairMethod, fc.constant(thresholds));

describe("every tier method", () => {
  it("is monotone in the value and gives equals the same tier", () => {
    fc.assert(
      fc.property(values, anyFairMethod, (column, method) => {
        const { codes } = method(column);
        for (const [i, a] of column.entries()) {
          for (const [j, b] of column.entries()) {
            if (a > b) expect(codes[i]).toBeLessThanOrEqual(codes[j]!);
            if (a === b) expect(codes[i]).toBe(codes[j]);
          }
        }
      }),
      settings,
    );
  });

  it("does not depend on the order of the customers", () => {
    fc.assert(
      fc.property(values, anyFairMethod, fc.infiniteStream(fc.nat()), (column, method, keys) => {
        const place = column.map((_, i) => ({ i, key: keys.next().value as number }));
        place.sort((a, b) => a.key - b.key);
        const straight = method(column);
        const shuffled = method(place.map(({ i }) => column[i]!));
        for (const [k, { i }] of place.entries()) {
          expect(shuffled.codes[k]).toBe(straight.codes[i]);
          expect(shuffled.rules[k]).toBe(straight.rules[i]);
          expect(shuffled.distances[k]).toBe(straight.distances[i]);
        }
      }),
      settings,
    );
  });

  it("by shares does not depend on the unit of money", () => {
    const unit = fc.oneof(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), fc.constantFrom(1e-300, 1e300, 0.01));
    fc.assert(
      fc.property(values, fairMethod, unit, (column, method, scale) => {
        expect([...method(column.map((value) => value * scale)).codes]).toEqual([...method(column).codes]);
      }),
      settings,
    );
  });

  it("gives finite distances and legal codes for any doubles", () => {
    const any = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(any, anyFairMethod, (column, method) => {
        const { classes, codes, rules, distances } = method(column);
        expect(codes.every((code) => code < classes.length)).toBe(true);
        expect(rules.every((rule) => rule <= 2)).toBe(true);
        expect(distances.every((distance) => Number.isFinite(distance) && distance >= 0)).toBe(true);
      }),
      settings,
    );
  });
});

describe("tierByValueShare", () => {
  it("is the rule, evaluated in whole numbers", () => {
    fc.assert(
      fc.property(values, percents, fc.boolean(), fc.boolean(), (column, { boundaries, rising }, include, together) => {
        const order = column.map((value, i) => ({ value, i })).sort((a, b) => b.value - a.value || a.i - b.i);
        const total = column.reduce((sum, value) => sum + Math.max(0, value), 0);
        const expected = new Array<number>(column.length);
        let before = 0;
        for (const [k, { value, i }] of order.entries()) {
          const after = before + Math.max(0, value);
          const previous = order[k - 1];
          if (value <= 0) expected[i] = rising.length;
          else if (together && previous?.value === value) expected[i] = expected[previous.i]!;
          else
            expected[i] = rising.filter((p) => (include ? 100 * before >= p * total : 100 * after > p * total)).length;
          before = after;
        }
        const { codes } = tierByValueShare(column, {
          boundaries,
          crossing: include ? "include" : "exclude",
          ties: together ? "together" : "order",
        });
        expect([...codes]).toEqual(expected);
      }),
      settings,
    );
  });
});

describe("tierByCustomerShare", () => {
  it("keeps the shares exactly where ties go by order", () => {
    fc.assert(
      fc.property(values, percents, (column, { rising }) => {
        const parts = [...rising, 100].map((p, j) => (p - (rising[j - 1] ?? 0)) / 100);
        const { codes } = tierByCustomerShare(column, { shares: parts, ties: "order", negative: "include" });
        for (const [j, p] of rising.entries()) {
          const above = codes.filter((code) => code <= j).length;
          expect(above).toBe(Math.ceil((column.length * p) / 100 - 1e-9));
        }
      }),
      settings,
    );
  });

  it("holds at least the shares where ties go up, at most where they go down", () => {
    fc.assert(
      fc.property(values, shares, (column, parts) => {
        const codesBy = (ties: "up" | "down" | "order") => tierByCustomerShare(column, { shares: parts, ties }).codes;
        const [up, order, down] = [codesBy("up"), codesBy("order"), codesBy("down")];
        for (const i of column.keys()) {
          expect(up[i]).toBeLessThanOrEqual(order[i]!);
          expect(order[i]).toBeLessThanOrEqual(down[i]!);
        }
      }),
      settings,
    );
  });
});

describe("what is made of tiers", () => {
  it("tierSummary accounts for every customer and all the value", () => {
    fc.assert(
      fc.property(values, anyFairMethod, (column, method) => {
        const { tiers, customers, value } = tierSummary(method(column), column);
        const add = (part: (tier: (typeof tiers)[number]) => number) =>
          tiers.reduce((sum, tier) => sum + part(tier), 0);
        expect(add((tier) => tier.customers)).toBe(customers);
        expect(add((tier) => tier.value)).toBe(value);
        expect(add((tier) => tier.shareOfCustomers)).toBeCloseTo(1, 12);
        if (value > 0) expect(Math.abs(add((tier) => tier.shareOfValue!) - 1)).toBeLessThan(1e-9);
        else expect(tiers.every((tier) => tier.shareOfValue === null)).toBe(true);
      }),
      settings,
    );
  });

  it("selectKeyCustomers holds the coverage, and not without its last customer", () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 99 }), (column, percent) => {
        fc.pre(column.some((value) => value > 0));
        const total = column.reduce((sum, value) => sum + Math.max(0, value), 0);
        const key = selectKeyCustomers(column, { coverage: percent / 100, ties: "order" });
        const last = column[key.rows[key.rows.length - 1]!]!;
        expect(100 * key.value).toBeGreaterThanOrEqual(percent * total);
        expect(100 * (key.value - last)).toBeLessThan(percent * total);
      }),
      settings,
    );
  });

  it("toRecords gives every entry back", () => {
    fc.assert(
      fc.property(values, (column) => {
        const tier = thresholds(column);
        const records = toRecords({ value: column, tier });
        expect(records.map(({ value }) => value)).toEqual(column);
        expect(records.map((record) => record.tier)).toEqual([...tier.codes].map((code) => tier.classes[code]!.label));
      }),
      settings,
    );
  });
});
