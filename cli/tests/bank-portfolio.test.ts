import { describe, expect, it } from "vitest";
import { bankPortfolio, portfolioPeriod } from "../src/portfolio/bank-portfolio.ts";
import { randomStream } from "../src/portfolio/random.ts";

function mean(draws: readonly number[]): number {
  return draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
}

describe("randomStream", () => {
  it("has the moments of its distributions", () => {
    const random = randomStream(1);
    const many = (draw: () => number): number[] => Array.from({ length: 50_000 }, draw);
    const uniforms = many(random.uniform);
    expect(Math.min(...uniforms.slice(0, 1000))).toBeGreaterThan(0);
    expect(mean(uniforms)).toBeCloseTo(0.5, 2);
    const normals = many(random.normal);
    expect(mean(normals)).toBeCloseTo(0, 1);
    expect(mean(normals.map((z) => z * z))).toBeCloseTo(1, 1);
    expect(mean(many(random.exponential))).toBeCloseTo(1, 1);
    for (const shape of [0.6, 2.5]) {
      const gammas = many(() => random.gamma(shape, 3));
      expect(mean(gammas) / 3).toBeCloseTo(1, 1);
      expect((mean(gammas.map((g) => (g - 3) ** 2)) * shape) / 9).toBeCloseTo(1, 1);
    }
  });
});

describe("bankPortfolio", () => {
  const bookings = bankPortfolio({ customers: 400, seed: 5 });

  it("is the same for the same seed, and another for another", () => {
    expect(bankPortfolio({ customers: 400, seed: 5 })).toEqual(bookings);
    expect(bankPortfolio({ customers: 400, seed: 6 })).not.toEqual(bookings);
  });

  it("stays within its two years, in order of time", () => {
    const [first, last] = [
      Date.parse(portfolioPeriod.from) / 86_400_000,
      Date.parse(portfolioPeriod.until) / 86_400_000,
    ];
    for (const [i, { day }] of bookings.entries()) {
      expect(Number.isInteger(day) && day >= first && day <= last).toBe(true);
      if (i > 0) expect(day).toBeGreaterThanOrEqual(bookings[i - 1]?.day ?? 0);
    }
  });

  it("begins every customer with a card payment in the first year, and has salaries, fees and reversals", () => {
    const firstCard = new Map<string, number>();
    for (const { customer, type, day, amount } of bookings) {
      if (type === "card" && amount > 0 && !firstCard.has(customer)) firstCard.set(customer, day);
    }
    expect(firstCard.size).toBe(400);
    expect(Math.max(...firstCard.values())).toBeLessThan(Date.parse("2024-01-01") / 86_400_000);
    const salaries = bookings.filter(({ type }) => type === "salary");
    const fees = bookings.filter(({ type }) => type === "fee");
    const cards = bookings.filter(({ type }) => type === "card");
    const reversed = cards.filter(({ amount }) => amount < 0).length / cards.length;
    expect(salaries.every(({ amount }) => amount > 0) && fees.every(({ amount }) => amount > 0)).toBe(true);
    expect(reversed).toBeGreaterThan(0.005);
    expect(reversed).toBeLessThan(0.03);
    expect(new Set(salaries.map(({ customer }) => customer)).size / 400).toBeCloseTo(0.6, 0);
    expect(cards.length).toBeGreaterThan(salaries.length + fees.length);
  });
});
