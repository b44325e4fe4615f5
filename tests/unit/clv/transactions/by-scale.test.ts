import { describe, expect, it } from "vitest";
import { ByScale } from "../../../../src/clv/transactions/by-scale.ts";

/** What an annuity over an age of so many years is worth, and how often that was computed. */
function annuities(interpolated: boolean): {
  values: ByScale;
  exact: (scale: number, delta: number) => number;
  asked: () => number;
} {
  let asked = 0;
  const exact = (scale: number, delta: number): number => Math.log1p(scale) / (delta + 1 / scale);
  const counted = (scale: number, delta: number): number => {
    asked++;
    return exact(scale, delta);
  };
  return { values: new ByScale(counted, interpolated), exact, asked: () => asked };
}

describe("ByScale", () => {
  it("takes each scale once for a rate", () => {
    const { values, exact, asked } = annuities(false);
    const weeks = Array.from({ length: 3000 }, (_, i) => 27 + (i % 13));
    for (const week of weeks) expect(values.at(week, 0.1)).toBe(exact(week, 0.1));
    expect(asked()).toBe(13);
    expect(values.at(30, 0.2)).toBe(exact(30, 0.2));
    expect(asked()).toBe(14);
  });

  it("interpolates if it may, and a value does not depend on what else was asked", () => {
    const { values, exact, asked } = annuities(true);
    const ages = Array.from({ length: 3000 }, (_, i) => 27 + 12 * ((i * 0.6180339887) % 1));
    for (const age of ages) {
      expect(Math.abs(values.at(age, 0.1) / exact(age, 0.1) - 1)).toBeLessThan(1e-13);
    }
    expect(asked()).toBeLessThan(50);
    for (const age of ages.slice(0, 20)) expect(annuities(true).values.at(age, 0.1)).toBe(values.at(age, 0.1));
  });

  it("takes the value itself where interpolation would not hold", () => {
    const jump = (scale: number): number => (scale < 30 ? 1 : 2);
    const values = new ByScale(jump, true);
    expect([29, 29.99, 30, 31].map((scale) => values.at(scale, 0.1))).toEqual([1, 1, 2, 2]);
  });
});
