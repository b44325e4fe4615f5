import { describe, expect, it } from "vitest";
import { agedBeta, gompertzAge, gompertzExponent, gompertzTime } from "../../../src/numeric/gompertz-lifetime.ts";
import table from "../../golden/mpmath_gompertz.json" with { type: "json" };

const corners = [1e-9, 1e-3, 0.26, 1, 30, 1e9].flatMap((beta) => [1e-9, 0.02, 3].map((b) => [b, beta] as const));

describe("gompertzExponent", () => {
  it("is ln((beta + e^(bt) - 1) / beta), also where e^(bt) overflows", () => {
    expect(gompertzExponent(0.02, 0.26, 39)).toBeCloseTo(Math.log((0.26 + Math.expm1(0.78)) / 0.26), 14);
    expect(gompertzExponent(3, 0.26, 1000)).toBeCloseTo(3000 - Math.log(0.26), 10);
    expect(gompertzExponent(3, 0.26, 0)).toBe(0);
    expect(gompertzExponent(3, 0.26, Infinity)).toBe(Infinity);
  });

  it("adds up: the exponent to t and from t on, with the beta of those who are alive then", () => {
    for (const [b, beta] of corners) {
      for (const [t, u] of [
        [0.1, 7],
        [39, 39],
        [500, 1],
      ] as const) {
        const sum = gompertzExponent(b, beta, t) + gompertzExponent(b, agedBeta(b, beta, t), u);
        expect(sum / gompertzExponent(b, beta, t + u)).toBeCloseTo(1, 12);
      }
    }
  });

  it("has an inverse", () => {
    for (const [b, beta] of corners) {
      for (const t of [1e-6, 1, 39, 5000]) {
        // Where everybody leaves at the same age, the exponent up to then is too small to say when.
        if (b * t < 1e-6 && beta > 1) continue;
        expect(gompertzAge(b, beta, gompertzExponent(b, beta, t)) / t).toBeCloseTo(1, 9);
      }
    }
  });
});

describe("gompertzTime", () => {
  it("agrees with high precision, within a time and to infinity", () => {
    expect(table.times.length).toBeGreaterThan(60);
    for (const { b, s, beta, t, delta, value } of table.times) {
      const error = gompertzTime(b, s, beta, Number(t), delta) / Number(value) - 1;
      expect(Math.abs(error), JSON.stringify([b, s, beta, t, delta])).toBeLessThan(1e-13);
    }
  });

  it("is t where nobody leaves, continuous in t, and endless times continue long ones", () => {
    expect(gompertzTime(1e-12, 1e-12, 1, 39, 0)).toBeCloseTo(39, 12);
    expect(gompertzTime(0.1, 0.5, 1, 0, 0.01)).toBe(0);
    for (const [b, beta] of corners) {
      const endless = gompertzTime(b, 0.6, beta, Infinity, 0.01);
      expect(gompertzTime(b, 0.6, beta, 6000, 0.01) / endless).toBeCloseTo(1, 12);
    }
  });
});
