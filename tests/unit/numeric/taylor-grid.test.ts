import { describe, expect, it } from "vitest";
import { TaylorGrid } from "../../../src/numeric/taylor-grid.ts";

/** (1 - z)^-power, and the points about which it was expanded. */
function power(p: number): { grid: TaylorGrid; centers: number[] } {
  const centers: number[] = [];
  const grid = new TaylorGrid((z, c) => {
    centers.push(z);
    c[0] = (1 - z) ** -p;
    for (let n = 0; n + 1 < c.length; n++) c[n + 1] = (c[n]! * (n + p)) / ((n + 1) * (1 - z));
  });
  return { grid, centers };
}

describe("TaylorGrid", () => {
  it("has the values of the function, or says that it does not know them", () => {
    for (const p of [-7.5, -1, 0.3, 2, 9]) {
      const { grid } = power(p);
      let refused = 0;
      for (let z = 0; z < 1; z += 1 / 1024 + 1e-5) {
        const value = grid.at(z);
        if (Number.isNaN(value)) refused++;
        else expect(Math.abs(value * (1 - z) ** p - 1), `${p} ${z}`).toBeLessThan(3e-15);
      }
      expect(refused / 1024, `${p}`).toBeLessThan(p > 5 ? 0.6 : 0.25);
      expect(grid.at(1)).toBeNaN();
      expect(grid.at(Number.NaN)).toBeNaN();
    }
  });

  it("expands about each point once, and gives the same value whatever was asked for before", () => {
    const places = Array.from({ length: 500 }, (_, i) => (0.9 * ((i * 29) % 500)) / 500);
    const crowd = power(0.7);
    const together = places.map((z) => crowd.grid.at(z));
    places.forEach((z, i) => {
      expect(power(0.7).grid.at(z)).toBe(together[i]);
      expect(crowd.grid.known(z)).toBe(together[i]);
    });
    expect(new Set(crowd.centers.filter((z) => z > 0)).size).toBe(crowd.centers.filter((z) => z > 0).length);
    expect(crowd.centers.length).toBeLessThanOrEqual(61);
  });

  it("knows nothing before it was asked", () => {
    const { grid, centers } = power(2);
    expect(grid.known(0.3)).toBeNaN();
    expect(centers).toEqual([]);
    expect(grid.at(0.3)).toBeCloseTo(1 / 0.49, 13);
    expect(grid.known(0.3)).toBe(grid.at(0.3));
    expect(grid.known(0.33)).toBeNaN();
  });

  it("keeps the digits of what vanishes at 0", () => {
    const logarithm = new TaylorGrid((z, c) => {
      c[0] = Math.log1p(-z);
      for (let n = 1; n < c.length; n++) c[n] = -1 / (n * (1 - z) ** n);
    });
    expect(logarithm.at(0)).toBe(-0);
    for (let z = 1e-300; z < 0.9; z *= 1.7) {
      expect(Math.abs(logarithm.at(z) / Math.log1p(-z) - 1), `${z}`).toBeLessThan(1e-15);
    }
  });

  it("refuses what bends too sharply for its points, and what has no expansion", () => {
    const wave = new TaylorGrid((z, c) => {
      const frequency = 3000;
      for (let n = 0, size = 1; n < c.length; size *= frequency / ++n) {
        c[n] = size * Math.sin(frequency * z + (n * Math.PI) / 2);
      }
    });
    expect(wave.at(0.4)).toBeNaN();
    expect(new TaylorGrid(() => undefined).at(0.4)).toBeNaN();
  });
});
