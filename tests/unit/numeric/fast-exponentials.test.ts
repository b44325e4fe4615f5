import { describe, expect, it } from "vitest";
import { fastExp, logShare } from "../../../src/numeric/fast-exponentials.ts";

describe("fastExp", () => {
  it("is e^y to half a unit of 1e-15, and the engine's below its tables", () => {
    expect(fastExp(0)).toBe(1);
    for (let i = 0; i <= 100_000; i++) {
      const y = -100 * ((i * 0.6180339887498949) % 1) ** 2;
      expect(Math.abs(fastExp(y) / Math.exp(y) - 1), `${y}`).toBeLessThan(6e-16);
    }
    for (const y of [-88.001, -700, -744, -800, -Infinity]) expect(fastExp(y)).toBe(Math.exp(y));
    expect(fastExp(-88) / Math.exp(-88)).toBeCloseTo(1, 15);
    expect(fastExp(Number.NaN)).toBeNaN();
  });
});

describe("logShare", () => {
  it("is the logarithm of a share, to within a rounding or two", () => {
    for (let i = 1; i <= 100_000; i++) {
      const rest = ((i * 0.6180339887498949) % 1) ** -1.5 - 1;
      expect(Math.abs(logShare(1, rest, 1) + Math.log1p(rest)), `${rest}`).toBeLessThan(6e-16 * (1 + Math.log1p(rest)));
    }
  });

  it("scales with the power, and leaves large ones and small shares to the engine", () => {
    expect(logShare(3, 0, 40)).toBe(0);
    expect(logShare(3, 5, 0)).toBe(-0);
    expect(logShare(2, 3, 7) / (7 * Math.log(0.4))).toBeCloseTo(1, 14);
    expect(logShare(2, 3e-9, 1e6)).toBe(-1e6 * Math.log1p(1.5e-9));
    expect(logShare(1e-100, 1e100, 1e-3) / (-0.2 * Math.LN10)).toBeCloseTo(1, 14);
    expect(logShare(1e250, 1e250, 2) / (-2 * Math.LN2)).toBeCloseTo(1, 14);
  });
});
