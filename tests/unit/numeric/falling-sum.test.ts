import { describe, expect, it } from "vitest";
import { fallingSum } from "../../../src/numeric/falling-sum.ts";
import { digammaDifference } from "../../../src/numeric/gamma-functions.ts";

describe("fallingSum", () => {
  it("sums a geometric series", () => {
    for (const decay of [2, 0.1, 0.01, 1e-3, 1e-6]) {
      for (const count of [1, 10, 100, 1000, 1e6, 1e12]) {
        const expected = Math.expm1(-decay * count) / Math.expm1(-decay);
        const sum = fallingSum(
          (k) => Math.exp(-decay * k),
          () => decay,
          count,
        );
        expect(sum / expected, `${decay}, ${count}`).toBeCloseTo(1, 13);
      }
    }
  });

  it("sums the harmonic series up to a trillion", () => {
    for (const start of [1, 0.01, 300]) {
      for (const count of [50, 500, 1e5, 1e12]) {
        const sum = fallingSum(
          (k) => 1 / (start + k),
          (k) => 1 / (start + k),
          count,
        );
        expect(sum / digammaDifference(start, count), `${start}, ${count}`).toBeCloseTo(1, 13);
      }
    }
  });

  it("is 0 over nothing", () => {
    expect(
      fallingSum(
        () => 1,
        () => 0,
        0,
      ),
    ).toBe(0);
  });
});
