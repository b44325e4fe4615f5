import { describe, expect, it } from "vitest";
import { expEach } from "../../../src/numeric/exponential.ts";

/** Values evenly spread over a range. */
function spread(from: number, to: number): Float64Array {
  return Float64Array.from({ length: 20_001 }, (_, i) => from + ((to - from) * i) / 20_000);
}

describe("expEach", () => {
  const each = (values: Float64Array, less: 0 | 1): Float64Array => {
    const column = values.slice();
    expEach(column, column.length, less);
    return column;
  };
  const worst = (values: Float64Array, expected: (x: number) => number, less: 0 | 1): number =>
    each(values, less).reduce((most, y, i) => Math.max(most, Math.abs(y / expected(values[i]!) - 1)), 0);

  it("is exp, and exp less 1 with the digits of small arguments", () => {
    for (const [from, to] of [
      [-708, 709],
      [-2, 2],
      [-1e-3, 1e-3],
    ] as const) {
      expect(worst(spread(from, to), Math.exp, 0)).toBeLessThan(5e-16);
    }
    for (const to of [709, 3, 0.05]) expect(worst(spread(to / 1e4, to), Math.expm1, 1)).toBeLessThan(7e-16);
    expect(worst(Float64Array.of(1e-300, 1e-17, 1e-8), Math.expm1, 1)).toBeLessThan(3e-16);
  });

  it("is exact at 0, holds arguments within the range of doubles, and leaves what comes after", () => {
    expect(Array.from(each(Float64Array.of(0, -0), 0))).toEqual([1, 1]);
    expect(each(Float64Array.of(0), 1)[0]).toBe(0);
    const ends = each(Float64Array.of(-Infinity, -1e5, 1e5, Infinity), 0);
    expect(ends[0]).toBeLessThan(1e-300);
    expect(ends[1]).toBe(ends[0]);
    expect(ends[2]! / Math.exp(709)).toBeCloseTo(1, 14);
    expect(ends[3]).toBe(ends[2]);
    expect(each(Float64Array.of(Number.NaN), 0)[0]).toBeNaN();
    const column = Float64Array.of(1, 5);
    expEach(column, 1, 0);
    expect(column[1]).toBe(5);
  });
});
