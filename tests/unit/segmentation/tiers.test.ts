import { describe, expect, it } from "vitest";
import { InputError, type InputErrorCode } from "../../../src/errors.ts";
import {
  abcTiers,
  type ClassColumn,
  curryPyramid,
  metalNames,
  retailAssetTiers,
  selectKeyCustomers,
  tierByCustomerShare,
  tierByThreshold,
  tierByValueShare,
  tierSummary,
} from "../../../src/segmentation/index.ts";
import { describeReference, readReferenceCsv } from "../../reference-data.ts";
import { reproduces } from "../../validation.ts";

const codes = (column: ClassColumn): number[] => [...column.codes];
const sizes = (column: ClassColumn): number[] =>
  column.classes.map((_, k) => column.codes.reduce((count, code) => count + (code === k ? 1 : 0), 0));

function refuses(call: () => unknown, code: InputErrorCode, path: string): void {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  expect(caught).toMatchObject({ code, path });
}

const ten = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];
const tied = [100, 100, 50, 50, 50, 50, 30, 30, 20, 20];

describe("tierByValueShare", () => {
  it("puts the customer that crosses a boundary into the better tier", () => {
    // Shares before each: 0 .4 .6 .72 .81 .87 .92 .95 .975 .99; .95 is on the boundary, so no longer B.
    expect(codes(tierByValueShare(ten, abcTiers))).toEqual([0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
  });

  it("or into the next, with crossing: exclude", () => {
    // Shares after each: .4 .6 .72 .81 .87 .92 .95 .975 .99 1.
    expect(codes(tierByValueShare(ten, { ...abcTiers, crossing: "exclude" }))).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2, 2]);
    expect(codes(tierByValueShare([90, 10], { boundaries: [0.8], crossing: "exclude" }))).toEqual([1, 1]);
  });

  it("keeps equal customers together, or splits them in input order", () => {
    expect(sizes(tierByValueShare(tied, abcTiers))).toEqual([6, 4, 0]);
    expect(sizes(tierByValueShare(tied, { ...abcTiers, ties: "order" }))).toEqual([6, 3, 1]);
    const shuffled = [20, 50, 100, 30, 50, 20, 50, 100, 50, 30];
    expect(codes(tierByValueShare(shuffled, { ...abcTiers, ties: "order" }))).toEqual([1, 0, 0, 1, 0, 2, 0, 0, 0, 1]);
  });

  it("takes a share within 1e-12 of a boundary as the boundary", () => {
    // 8 × 0.7 / 7 is 0.7999999999999999 in doubles.
    const same = Array<number>(10).fill(0.7);
    expect(sizes(tierByValueShare(same, { boundaries: [0.8], ties: "order" }))).toEqual([8, 2]);
    expect(sizes(tierByValueShare(same, { boundaries: [0.8] }))).toEqual([10, 0]);
    expect(sizes(tierByValueShare(same, { boundaries: [0.8], crossing: "exclude", ties: "order" }))).toEqual([8, 2]);
  });

  it("splits one group of equals over several tiers in input order", () => {
    const same = Array<number>(10).fill(3);
    const { codes: split } = tierByValueShare(same, { boundaries: [0.2, 0.5], ties: "order" });
    expect([...split]).toEqual([0, 0, 1, 1, 1, 2, 2, 2, 2, 2]);
  });

  it("takes values that differ by rounding as equal", () => {
    // 0.1 + 0.2 and 0.3 differ in the last bit; the first crosses the boundary, so both are in.
    expect(codes(tierByValueShare([0.1 + 0.2, 0.3, 0.05], { boundaries: [0.4] }))).toEqual([0, 0, 1]);
  });

  it("takes shares over positive values and sends the others to the last tier", () => {
    const column = tierByValueShare([-50, 80, 0, 15, 5], abcTiers);
    expect(codes(column)).toEqual([2, 0, 2, 1, 2]);
    expect([...column.rules]).toEqual([2, 0, 2, 0, 0]);
    expect(sizes(tierByValueShare([0, -3], abcTiers))).toEqual([0, 0, 2]);
    expect([...tierByValueShare([0, -3], abcTiers).distances]).toEqual([0, 3]);
  });

  it("tells how close the call was and where the tie rule decided", () => {
    const column = tierByValueShare(tied, abcTiers);
    expect([...column.distances]).toEqual([50, 50, 0, 0, 0, 0, 10, 10, 0, 0]);
    expect([...column.rules]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
  });

  it("holds at the ends of the doubles", () => {
    expect(codes(tierByValueShare([1.7e308, 1.7e308, -1.7e308], { boundaries: [0.4] }))).toEqual([0, 0, 1]);
    expect(codes(tierByValueShare([5e-324, 1e-300], { boundaries: [0.9] }))).toEqual([1, 0]);
    expect([...tierByValueShare([1.7e308, -1.7e308], { boundaries: [0.4] }).distances]).toEqual([0, Number.MAX_VALUE]);
  });

  it("keeps the boundary exact for a million equal customers", () => {
    const values = new Float64Array(1e6).fill(0.1);
    expect(sizes(tierByValueShare(values, { ...abcTiers, ties: "order" }))).toEqual([800_000, 150_000, 50_000]);
  });

  it("leaves its argument alone and takes arrays and typed arrays", () => {
    const frozen = Object.freeze([3, 1, 2]);
    const options = { boundaries: Float64Array.of(0.5) };
    expect(codes(tierByValueShare(frozen, options))).toEqual(
      codes(tierByValueShare(Float64Array.from(frozen), options)),
    );
  });

  it("refuses what has no tiers", () => {
    refuses(() => tierByValueShare([], abcTiers), "empty", "values");
    refuses(() => tierByValueShare([1, Number.NaN], abcTiers), "not-finite", "values[1]");
    refuses(() => tierByValueShare([1], { boundaries: [] }), "empty", "options.boundaries");
    refuses(() => tierByValueShare([1], { boundaries: [0.8, 0.8] }), "bad-option", "options.boundaries[1]");
    refuses(() => tierByValueShare([1], { boundaries: [0.95, 0.8] }), "bad-option", "options.boundaries[1]");
    refuses(() => tierByValueShare([1], { boundaries: [80, 95] }), "out-of-range", "options.boundaries[0]");
    refuses(() => tierByValueShare([1], { boundaries: [0.5, 1] }), "out-of-range", "options.boundaries[1]");
    refuses(() => tierByValueShare([1], { ...abcTiers, ties: "up" as "order" }), "bad-option", "options.ties");
    refuses(
      () => tierByValueShare([1], { ...abcTiers, crossing: "no" as "include" }),
      "bad-option",
      "options.crossing",
    );
  });
});

describe("names and ids", () => {
  it("are handed on, with a default for each", () => {
    const options = { boundaries: [0.5] };
    expect(tierByValueShare([1], options).classes).toEqual([
      { label: "tier 1", labelZh: "第1层" },
      { label: "tier 2", labelZh: "第2层" },
    ]);
    expect(tierByValueShare([1], { ...options, labels: ["key", "other"] }).classes[1]).toEqual({
      label: "other",
      labelZh: "other",
    });
    expect(tierByValueShare([1], { ...options, labelsZh: ["关键", "一般"] }).classes[0]).toEqual({
      label: "tier 1",
      labelZh: "关键",
    });
    expect(tierByValueShare([1], { ...options, customers: ["c1"] }).customers).toEqual(["c1"]);
    expect("customers" in tierByValueShare([1], options)).toBe(false);
  });

  it("are refused where they do not fit", () => {
    const call = (extra: object) => () => tierByValueShare([1, 2], { boundaries: [0.5], ...extra });
    refuses(call({ labels: ["A"] }), "bad-option", "options.labels");
    refuses(call({ labels: ["A", "A"] }), "bad-option", "options.labels");
    refuses(call({ labelsZh: ["A", ""] }), "bad-option", "options.labelsZh");
    refuses(call({ customers: ["a"] }), "length-mismatch", "options.customers");
    refuses(call({ customers: ["a", "a"] }), "duplicate-id", "options.customers[1]");
    refuses(call({ customers: ["a", 7] }), "bad-option", "options.customers[1]");
    refuses(call({ customers: "ab" }), "bad-option", "options.customers");
    const cuts = Float64Array.from({ length: 65_536 }, (_, j) => j);
    refuses(() => tierByThreshold([1], { cuts }), "bad-option", "options");
  });
});

describe("tierByCustomerShare", () => {
  const values = [90, 70, 70, 40, 30, 20, 10, 10, 5, 1];
  const shares = [0.1, 0.1, 0.3, 0.5];

  it("moves ties up, down, or splits them", () => {
    expect(codes(tierByCustomerShare(values, { shares }))).toEqual([0, 1, 1, 2, 2, 3, 3, 3, 3, 3]);
    expect(codes(tierByCustomerShare(values, { shares, ties: "down" }))).toEqual([0, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
    expect(codes(tierByCustomerShare(values, { shares, ties: "order" }))).toEqual([0, 1, 2, 2, 2, 3, 3, 3, 3, 3]);
    expect([...tierByCustomerShare(values, { shares }).rules]).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  it("puts everyone of one value into the first or the last tier", () => {
    const same = Array<number>(5).fill(7);
    expect(sizes(tierByCustomerShare(same, { shares }))).toEqual([5, 0, 0, 0]);
    expect(sizes(tierByCustomerShare(same, { shares, ties: "down" }))).toEqual([0, 0, 0, 5]);
    expect([...tierByCustomerShare(same, { shares, ties: "down" }).distances]).toEqual([0, 0, 0, 0, 0]);
  });

  it("counts whole customers where the product is off by rounding", () => {
    // 70 × 0.1 is 7.000000000000001 in doubles, 100 × 0.29 is 28.999999999999996.
    const rising = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
    expect(sizes(tierByCustomerShare(rising(70), { shares: [0.1, 0.9] }))).toEqual([7, 63]);
    expect(sizes(tierByCustomerShare(rising(100), { shares: [0.29, 0.71] }))).toEqual([29, 71]);
    expect(sizes(tierByCustomerShare(rising(1000), curryPyramid))).toEqual([10, 40, 150, 800]);
  });

  it("applies the shares to customers without a loss, or to all", () => {
    const mixed = [-1, 5, 0, 4, -2, 3];
    const halves = { shares: [0.5, 0.5] };
    const bottom = tierByCustomerShare(mixed, halves);
    expect(codes(bottom)).toEqual([1, 0, 1, 0, 1, 1]);
    expect([...bottom.rules]).toEqual([2, 0, 0, 0, 2, 0]);
    const include = tierByCustomerShare(mixed, { ...halves, negative: "include" });
    expect(codes(include)).toEqual([1, 0, 1, 0, 1, 0]);
    expect([...include.rules]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(sizes(tierByCustomerShare([-1, -2], halves))).toEqual([0, 2]);
  });

  it("takes a preset of names with one's own shares", () => {
    const column = tierByCustomerShare(values, { ...metalNames, shares: [0.1, 0.2, 0.3, 0.4] });
    expect(column.classes.map(({ labelZh }) => labelZh)).toEqual(["铂金", "黄金", "铁质", "铅质"]);
  });

  it("refuses shares that are none", () => {
    refuses(() => tierByCustomerShare([1], { shares: [0.2, 0.7] }), "bad-option", "options.shares");
    refuses(() => tierByCustomerShare([1], { shares: [1] }), "bad-option", "options.shares");
    refuses(() => tierByCustomerShare([1], { shares: [] }), "bad-option", "options.shares");
    refuses(() => tierByCustomerShare([1], { shares: [0, 1] }), "out-of-range", "options.shares[0]");
    refuses(() => tierByCustomerShare([1], { shares: [20, 80] }), "out-of-range", "options.shares[0]");
    refuses(() => tierByCustomerShare([], { shares }), "empty", "values");
    refuses(() => tierByCustomerShare([1], { shares, ties: "together" as "up" }), "bad-option", "options.ties");
    refuses(() => tierByCustomerShare([1], { shares, negative: "drop" as "bottom" }), "bad-option", "options.negative");
  });
});

describe("tierByThreshold", () => {
  it("counts a threshold that is reached", () => {
    const values = [0, 49_999.99, 50_000, 499_999, 500_000, 5e6, 1e7, 2e7];
    expect(codes(tierByThreshold(values, retailAssetTiers))).toEqual([4, 4, 3, 3, 2, 1, 0, 0]);
  });

  it("ages overdue days: 0, 15, 31, 95, 200 with cuts 1, 31, 91, 181", () => {
    const labels = [">180", "91-180", "31-90", "1-30", "current"];
    const column = tierByThreshold([0, 15, 31, 95, 200], { cuts: [1, 31, 91, 181], labels });
    expect(codes(column).map((code) => column.classes[code]!.label)).toEqual([...labels].reverse());
    expect([...column.rules]).toEqual([0, 0, 1, 0, 0]);
    expect([...column.distances]).toEqual([1, 14, 0, 4, 19]);
  });

  it("forgives a rounding error", () => {
    expect(71.99999999999999 < 72).toBe(true);
    expect(codes(tierByThreshold([71.99999999999999, 71.999], { cuts: [72] }))).toEqual([0, 1]);
  });

  it("refuses cuts that do not rise", () => {
    refuses(() => tierByThreshold([1], { cuts: [2, 1] }), "bad-option", "options.cuts[1]");
    refuses(() => tierByThreshold([1], { cuts: [] }), "empty", "options.cuts");
    refuses(() => tierByThreshold([1], { cuts: [1, Infinity] }), "not-finite", "options.cuts[1]");
    refuses(() => tierByThreshold([], { cuts: [1] }), "empty", "values");
  });
});

describe("tierSummary", () => {
  it("counts and adds up", () => {
    const { tiers, customers, value } = tierSummary(tierByValueShare(ten, abcTiers), ten);
    expect({ customers, value }).toEqual({ customers: 10, value: 1000 });
    expect(tiers[0]).toEqual({
      label: "A",
      labelZh: "A类",
      customers: 4,
      shareOfCustomers: 0.4,
      value: 810,
      shareOfValue: 0.81,
      mean: 202.5,
      smallest: 90,
      largest: 400,
    });
    expect(tiers.map((tier) => tier.shareOfValue)).toEqual([0.81, 0.14, 0.05]);
  });

  it("has null for what an empty tier or a total without sign has not", () => {
    const { tiers } = tierSummary(tierByValueShare(tied, abcTiers), tied);
    expect(tiers[2]).toMatchObject({
      customers: 0,
      value: 0,
      shareOfValue: 0,
      mean: null,
      smallest: null,
      largest: null,
    });
    expect(tierSummary(tierByThreshold([1, -1], { cuts: [0] }), [1, -1]).tiers[0]).toMatchObject({
      mean: 1,
      shareOfValue: null,
    });
  });

  it("does not lose small values beside large ones", () => {
    const values = [1e16, 1, 1, -1e16];
    expect(tierSummary(tierByThreshold([1, 1, 1, 1], { cuts: [0] }), values).value).toBe(2);
  });

  it("refuses columns that do not belong together", () => {
    const tiers = tierByThreshold([1, 2], { cuts: [1] });
    refuses(() => tierSummary(tiers, [1]), "length-mismatch", "tiers.codes");
    refuses(() => tierSummary(tiers, [1, Number.NaN]), "not-finite", "values[1]");
    refuses(() => tierSummary({ ...tiers, codes: new Uint16Array(0) }, []), "empty", "values");
    refuses(() => tierSummary(tiers, [1.7e308, 1.7e308]), "out-of-range", "values");
    refuses(() => tierSummary({ ...tiers, codes: Uint16Array.of(0, 9) }, [1, 2]), "out-of-range", "tiers.codes[1]");
    refuses(() => tierSummary([0, 1] as unknown as ClassColumn, [1, 2]), "bad-option", "tiers");
  });
});

describe("selectKeyCustomers", () => {
  it("is the smallest set with the share", () => {
    const key = selectKeyCustomers(ten, { coverage: 0.8 });
    expect([...key.rows]).toEqual([0, 1, 2, 3]);
    expect(key).toMatchObject({ shareOfCustomers: 0.4, value: 810, shareOfValue: 0.81 });
    expect("customers" in key).toBe(false);
  });

  it("lists the largest first, with ids", () => {
    const key = selectKeyCustomers([1, 30, 69, -5], { coverage: 0.7, customers: ["a", "b", "c", "d"] });
    expect(key.customers).toEqual(["c", "b"]);
    expect(key.shareOfValue).toBe(0.99);
  });

  it("takes in who equals the last, unless in order", () => {
    expect([...selectKeyCustomers([5, 5, 5, 5], { coverage: 0.5 }).rows]).toEqual([0, 1, 2, 3]);
    expect([...selectKeyCustomers([5, 5, 5, 5], { coverage: 0.5, ties: "order" }).rows]).toEqual([0, 1]);
  });

  it("refuses coverage that is no share, and values without any", () => {
    refuses(() => selectKeyCustomers([1], { coverage: 80 }), "out-of-range", "options.coverage");
    refuses(() => selectKeyCustomers([1], { coverage: 0 }), "out-of-range", "options.coverage");
    refuses(() => selectKeyCustomers([0, -1], { coverage: 0.8 }), "insufficient-data", "values");
    refuses(() => selectKeyCustomers([], { coverage: 0.8 }), "empty", "values");
  });
});

describeReference("tiers of real customers", () => {
  const source = "recomputed in exact fractions: tests/golden/generate/tier_counts.py";

  /** Spend of each customer, added up in cents or tenths of one so that the sums are exact. */
  function spendOf(
    rows: readonly Record<string, string>[],
    id: string,
    amount: (row: Record<string, string>) => number,
  ) {
    const spend = new Map<string, number>();
    for (const row of rows) {
      const part = Math.round(1000 * amount(row));
      if (row[id] !== "") spend.set(row[id]!, (spend.get(row[id]!) ?? 0) + part);
    }
    return Float64Array.from(spend.values());
  }

  function check(data: string, values: Float64Array, abc: number[], shares: number[], curry: number[]): void {
    const summary = tierSummary(tierByValueShare(values, abcTiers), values);
    for (const [k, { label, customers, shareOfValue }] of summary.tiers.entries()) {
      const figure = `${data}: class ${label} of ABC`;
      const common = { area: "segmentation", source };
      reproduces({ ...common, figure: `${figure}, customers`, expected: abc[k]!, tolerance: 0 }, customers);
      reproduces({ ...common, figure: `${figure}, share`, expected: shares[k]!, tolerance: 1e-12 }, shareOfValue!);
    }
    expect(sizes(tierByCustomerShare(values, curryPyramid))).toEqual(curry);
    expect(selectKeyCustomers(values, { coverage: 0.8 }).rows).toHaveLength(abc[0]!);
  }

  it("Online Retail: 26 % of the customers make 80 % of the sales", () => {
    const lines = readReferenceCsv("online-retail/online_retail.csv.gz").filter(
      (row) => Number(row["Quantity"]) > 0 && Number(row["UnitPrice"]) > 0,
    );
    const values = spendOf(lines, "CustomerID", (row) => Number(row["Quantity"]) * Number(row["UnitPrice"]));
    const shares = [0.8000531585811247, 0.1499484925833331, 0.0499983488355422];
    check("Online Retail", values, [1133, 1469, 1736], shares, [44, 173, 651, 3470]);
  });

  it("CDNOW: a third of the customers make 80 % of the sales", () => {
    const values = spendOf(readReferenceCsv("cdnow_master.csv"), "customer_id", (row) => Number(row["amount"]));
    const shares = [0.800005021765992, 0.15024417937186593, 0.04975079886214206];
    check("CDNOW", values, [7695, 8067, 7808], shares, [236, 943, 3536, 18855]);
  });
});
