import { describe, expect, test } from "vitest";
import { compressRows } from "../../../../src/clv/history/compress-rows.ts";
import { blocksByCount, likelihoodRows, sampleOf } from "../../../../src/clv/history/likelihood-rows.ts";

describe("compressRows", () => {
  test("equal rows are one, 0 and -0 are equal, and weights add up", () => {
    const columns = [Float64Array.of(0, 1, -0, 1, 0), Float64Array.of(5, 2, 5, 3, 5)];
    const { first, weight } = compressRows(columns, Float64Array.of(1, 2, 3, 4, 5));
    expect(Array.from(first)).toEqual([0, 1, 3]);
    expect(Array.from(weight)).toEqual([9, 2, 4]);
  });

  test("continuous times are left as they are", () => {
    const times = Float64Array.from({ length: 30_000 }, (_, i) => i + 0.5);
    const { first, weight } = compressRows([times], undefined);
    expect([first.length, first[29_999], weight[29_999]]).toEqual([30_000, 29_999, 1]);
  });
});

describe("likelihoodRows", () => {
  test("sorts by count, small, large or not whole, and keeps every weight", () => {
    const count = [3, 0, 70_000, 2.5, 0, 3, 256, 255];
    const rows = likelihoodRows(count, [[1, 2, 3, 4, 5, 6, 7, 8]], undefined);
    expect(Array.from(rows.counts)).toEqual([0, 2.5, 3, 255, 256, 70_000]);
    expect(Array.from(rows.countWeights)).toEqual([2, 1, 2, 1, 1, 1]);
    expect(Array.from(rows.index)).toEqual([0, 0, 1, 2, 2, 3, 4, 5]);
    expect(Array.from(rows.columns[0]!)).toEqual([2, 5, 4, 1, 6, 8, 7, 3]);
    expect(rows.customers).toBe(8);
  });

  test("a sample keeps the weight behind each count", () => {
    const n = 1000;
    const rows = likelihoodRows(
      Float64Array.from({ length: n }, (_, i) => i % 3),
      [Float64Array.from({ length: n }, (_, i) => i)],
      Float64Array.from({ length: n }, (_, i) => 1 + (i % 5)),
    );
    expect(sampleOf(rows, 600)).toBeUndefined();
    const sample = sampleOf(rows, 100)!;
    expect(sample.index.length).toBeLessThan(120);
    expect(sample.customers).toBe(rows.customers);
    const behind = new Float64Array(3);
    sample.index.forEach((k, i) => {
      behind[k]! += sample.weight[i]!;
    });
    behind.forEach((weight, k) => {
      expect(weight).toBeCloseTo(rows.countWeights[k]!, 9);
    });
  });

  test("blocks are the rows in order, each of one count", () => {
    const rows = likelihoodRows(
      Float64Array.from({ length: 700 }, (_, i) => (i < 600 ? 4 : i % 2)),
      [Float64Array.from({ length: 700 }, (_, i) => i)],
      undefined,
    );
    const blocks = blocksByCount(rows);
    expect(blocks.map((some) => some.map(({ weight }) => weight.length))).toEqual([[50], [50], [256, 256, 88]]);
    expect(blocks.flat().flatMap(({ columns }) => Array.from(columns[0]!))).toEqual(Array.from(rows.columns[0]!));
  });
});
