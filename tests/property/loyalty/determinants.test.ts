/** Laws of what drives loyalty. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fitLoyaltyDeterminants,
  mediation,
  satisfactionLoyaltyCurve,
  simpleSlopes,
} from "../../../src/loyalty/index.ts";
import { studentTQuantile } from "../../../src/numeric/distributions.ts";
import { randomStream } from "../../../src/numeric/random.ts";
import { linearRegression } from "../../../src/statistics/linear-regression.ts";
import { logisticRegression } from "../../../src/statistics/logistic-regression.ts";

/** Customers whose loyalty follows three determinants, with an interaction. */
function drawn(seed: number, n: number, product = -0.3) {
  const stream = randomStream(seed, 0);
  const satisfaction = Array.from({ length: n }, () => 5 + 2 * stream.normal());
  const trust = satisfaction.map((s) => 0.4 * s + stream.normal());
  const switchingCost = Array.from({ length: n }, () => 3 + stream.normal());
  const mean = satisfaction.map(
    (s, i) => 0.5 * s + 0.3 * trust[i]! + 0.4 * switchingCost[i]! + product * ((s - 5) / 2) * (switchingCost[i]! - 3),
  );
  return {
    data: {
      loyalty: mean.map((value) => value + stream.normal()),
      determinants: { satisfaction, trust, switchingCost },
    },
    mean,
    stream,
  };
}
const seeds = fc.integer({ min: 0, max: 1e6 });
const few = { numRuns: 15, seed: 7 };

describe("fitLoyaltyDeterminants", () => {
  it("finds what simulated loyalty was made from", () => {
    const { data } = drawn(1, 4000);
    const { model, terms } = fitLoyaltyDeterminants(data);
    const unit = (j: number) => model.determinants[j]!.deviation / model.loyalty!.deviation;
    const product =
      (-0.3 * (model.determinants[0]!.deviation * model.determinants[2]!.deviation)) / 2 / model.loyalty!.deviation;
    const truth = [0.5 * unit(0), 0.3 * unit(1), 0.4 * unit(2), product];
    // The centre of the product is off by how far the means are from 5 and 3, which 4,000 customers make small.
    truth.forEach((value, j) => {
      expect(Math.abs(terms[j + 1]!.estimate - value)).toBeLessThan(4 * terms[j + 1]!.standardError);
    });
  });

  it("finds the log-odds that simulated loyalty was made from", () => {
    const stream = randomStream(3, 0);
    const x = Array.from({ length: 4000 }, () => stream.normal());
    const z = Array.from({ length: 4000 }, () => stream.normal());
    const y = x.map((value, i) => (stream.uniform() < 1 / (1 + Math.exp(0.4 - 1.2 * value + 0.7 * z[i]!)) ? 1 : 0));
    const { terms } = logisticRegression(y, [
      { name: "x", values: x },
      { name: "z", values: z },
    ]);
    [-0.4, 1.2, -0.7].forEach((value, j) => {
      expect(Math.abs(terms[j]!.estimate - value)).toBeLessThan(4 * terms[j]!.standardError);
    });
  });

  it("without interactions is plain regression", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { data } = drawn(seed, 40);
        const { model, terms, linear } = fitLoyaltyDeterminants(data, { interactions: [] });
        const columns = Object.entries(data.determinants).map(([name, values]) => ({ name, values }));
        const plain = linearRegression(data.loyalty, columns);
        expect(linear!.rSquared).toBeCloseTo(plain.rSquared!, 11);
        plain.terms.slice(1).forEach(({ estimate, t }, j) => {
          expect(terms[j + 1]!.estimate).toBeCloseTo(
            (estimate * model.determinants[j]!.deviation) / model.loyalty!.deviation,
            10,
          );
          expect(terms[j + 1]!.statistic).toBeCloseTo(t!, 8);
        });
      }),
      few,
    );
  });

  it("does not hang on the unit of a column", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        (seed, by, plus) => {
          const { data } = drawn(seed, 40);
          const trust = data.determinants.trust.map((value) => plus + by * value);
          const one = fitLoyaltyDeterminants(data);
          const other = fitLoyaltyDeterminants({ ...data, determinants: { ...data.determinants, trust } });
          one.terms.forEach(({ estimate, standardError }, j) => {
            expect(other.terms[j]!.estimate).toBeCloseTo(estimate, 9);
            expect(other.terms[j]!.standardError).toBeCloseTo(standardError, 9);
          });
        },
      ),
      few,
    );
  });
});

it("at a Johnson–Neyman bound |t| is the quantile, and regions are where it is larger", () => {
  let bounds = 0;
  fc.assert(
    fc.property(seeds, fc.double({ min: -0.6, max: 0.6, noNaN: true }), (seed, product) => {
      const fit = fitLoyaltyDeterminants(drawn(seed, 40, product).data);
      const pair = { predictor: "satisfaction", moderator: "switchingCost" };
      const found = simpleSlopes(fit, pair).johnsonNeyman!;
      expect(found.quantile).toBeCloseTo(studentTQuantile(0.975, fit.model.degreesOfFreedom!), 12);
      const tAt = (at: number) => Math.abs(simpleSlopes(fit, { ...pair, at: [at] }).slopes[0]!.statistic!);
      for (const bound of found.bounds) {
        bounds++;
        if (Math.abs(bound) < 1e4) expect(tAt(bound)).toBeCloseTo(found.quantile, 7);
      }
      for (const at of [-30, -3, -1, 0, 1, 3, 30]) {
        const inside = found.regions.some(({ from, to }) => (from === null || at >= from) && (to === null || at <= to));
        expect(tAt(at) >= found.quantile).toBe(inside);
      }
    }),
    { numRuns: 40, seed: 7 },
  );
  expect(bounds).toBeGreaterThan(20);
});

describe("mediation", () => {
  it("total = direct + indirect, in a chain and in parallel", () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom("serial", "parallel" as const), (seed, structure) => {
        const { loyalty, determinants } = drawn(seed, 30).data;
        const { satisfaction: cause, ...mediators } = determinants;
        const { total, direct, totalIndirect } = mediation({ cause, mediators, outcome: loyalty }, { structure });
        expect(direct.estimate + totalIndirect.estimate).toBeCloseTo(total.estimate, 10);
      }),
      few,
    );
  });

  it("bootstrap intervals hold the estimate and follow the seed", () => {
    const { loyalty, determinants } = drawn(5, 200).data;
    const { satisfaction: cause, ...mediators } = determinants;
    const run = (seed: number) =>
      mediation({ cause, mediators, outcome: loyalty }, { bootstrap: { seed, draws: 400 } });
    const { indirect, bootstrap } = run(4);
    expect(bootstrap).toEqual({ seed: 4, draws: 400, failed: 0 });
    expect(run(4)).toEqual(run(4));
    for (const effect of indirect) {
      for (const interval of Object.values(effect.intervals!)) {
        expect(interval.lower).toBeLessThan(effect.indirect);
        expect(interval.upper).toBeGreaterThan(effect.indirect);
      }
    }
    const trust = indirect.find(({ through }) => through.join() === "trust")!;
    // Normal theory and resampling agree of a clear effect.
    expect(trust.intervals!.percentile.lower).toBeCloseTo(trust.lower, 0);
    expect(trust.intervals!.bca.upper).toBeCloseTo(trust.upper, 0);
  });
});

describe("satisfactionLoyaltyCurve", () => {
  const places = Array.from({ length: 400 }, (_, i) => 1 + (4 * (i % 41)) / 40);

  it("finds the logistic curve that chances were drawn from", () => {
    const stream = randomStream(11, 0);
    const loyal = places.map((s) => (stream.uniform() < 1 / (1 + Math.exp(9 - 2.2 * s)) ? 1 : 0));
    const { curves, likelihood } = satisfactionLoyaltyCurve(places, loyal);
    const { coefficients, standardErrors } = curves.find(({ form }) => form === "logistic")!;
    expect(likelihood).toBe("bernoulli");
    [-9, 2.2].forEach((value, j) => {
      expect(Math.abs(coefficients[j]! - value)).toBeLessThan(4 * standardErrors[j]!);
    });
  });

  it("tells the shape that scores were made from", () => {
    const made = {
      linear: (s: number) => 0.1 + 0.15 * s,
      logistic: (s: number) => 1 / (1 + Math.exp(9 - 2.2 * s)),
      cubic: (s: number) => 0.5 + 0.05 * (s - 3) ** 3,
      power: (s: number) => 0.02 * s ** 2.4,
      piecewise: (s: number) => 0.2 + 0.1 * Math.max(0, s - 3) + 0.8 * Math.max(0, s - 4.5),
    };
    for (const [form, of] of Object.entries(made)) {
      const stream = randomStream(12, 0);
      // Loyalty that leaves 0 to 1 has no logistic curve.
      const loyalty = places.map(
        (s) => of(s) + (form === "logistic" ? 0.001 * stream.uniform() * (1 - of(s)) : 0.01 * stream.normal()),
      );
      expect(
        satisfactionLoyaltyCurve(
          places,
          loyalty,
          form === "logistic"
            ? { forms: ["linear", "logistic", "cubic", "piecewise", "power"] }
            : { forms: ["linear", "cubic", "piecewise", "power"] },
        ).best,
      ).toBe(form);
    }
  });
});
