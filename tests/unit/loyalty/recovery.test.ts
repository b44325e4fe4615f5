import { describe, expect, it } from "vitest";
import {
  complaintIceberg,
  complaintIcebergPresets,
  justice,
  marketDamage,
  marketDamagePresets,
  recoveryCostRange,
  recoveryParadox,
  recoveryReturn,
  referrals,
  wordOfMouthBalance,
} from "../../../src/loyalty/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

describe("figures of the trade", () => {
  it("are frozen presets with a source and a reach", () => {
    expect(Object.isFrozen(complaintIcebergPresets["course-slides"])).toBe(true);
    expect(Object.isFrozen(marketDamagePresets["small-loss"].repurchase)).toBe(true);
    expect(complaintIceberg(1)).toMatchObject({ source: "course slides", reach: "unstated", told: 10 });
    const line = complaintIceberg(10, { preset: "tarp-front-line" });
    expect(line).toMatchObject({ dissatisfied: 20, complaintRate: 0.5, reach: "front line" });
    const own = complaintIceberg(10, { silentPerComplaint: 3, reach: "head office", told: 2 });
    expect(own).toMatchObject({ dissatisfied: 40, negativeMessages: 80, source: "the caller", reach: "head office" });
    expect(complaintIceberg(10, { preset: "tarp-head-office", silentPerComplaint: 3 }).reach).toBe("unstated");
  });

  it("can be replaced, and say so", () => {
    expect(wordOfMouthBalance({ positive: 10, negative: 1 }, { positivesPerNegative: 5 })).toEqual({
      balance: 5,
      positivesNeeded: 5,
      shortfall: 0,
      positivesPerNegative: 5,
      source: "the caller",
    });
    expect(referrals(100)).toEqual({ newCustomers: 15, rate: 0.15, source: "course slides" });
    expect(referrals(100, { rate: 0.1 }).source).toBe("the caller");
    expect(recoveryCostRange(100, { lowShare: 0.3 })).toEqual({ low: 30, high: 50, source: "the caller" });
  });

  it("refuse negative numbers", () => {
    refuses(() => complaintIceberg(-1), "out-of-range", "complaints");
    refuses(() => complaintIceberg(1, { told: -1 }), "out-of-range", "options.told");
    refuses(() => complaintIceberg(1, { preset: "tarp" as never }), "bad-option", "options.preset");
    refuses(() => wordOfMouthBalance({ positive: -1, negative: 1 }), "out-of-range", "counts.positive");
    refuses(() => referrals(-1), "out-of-range", "satisfied");
    refuses(() => recoveryCostRange(-1), "out-of-range", "baseCost");
    refuses(() => recoveryCostRange(1, { lowShare: 0.6 }), "out-of-range", "options.highShare");
  });
});

describe("justice", () => {
  const scores = { distributive: [5, 2, null], procedural: [6, 3, 1], interactional: [4, 4, 4] };

  it("takes one customer or many, and has no mean where a part is missing", () => {
    expect(justice(scores)).toEqual([5, 3, null]);
    expect(justice({ distributive: 5, procedural: null, interactional: 4 })).toBeNull();
  });

  it("refuses other weights and columns", () => {
    const weights = { distributive: 0, procedural: 0, interactional: 0 };
    refuses(() => justice(scores, { weights }), "out-of-range", "options.weights");
    refuses(() => justice({ ...scores, procedural: [1] }), "length-mismatch", "scores.procedural");
    refuses(() => justice({ distributive: 5, procedural: 3 } as never), "not-finite", "scores.interactional");
  });
});

describe("marketDamage", () => {
  const market = {
    customers: 1000,
    problemRate: 0.2,
    complaintRate: 0.5,
    mix: { unsatisfied: 0.5, satisfied: 0.25, satisfiedQuickly: 0.25 },
    repurchase: { noProblem: 0.9, ...marketDamagePresets["small-loss"].repurchase },
  };

  it("has no scenario and no margin unless asked for", () => {
    const damage = marketDamage(market);
    expect(damage).toMatchObject({ scenario: null, customersSaved: null, marginSaved: null });
    expect(damage.marginLost).toBe(0);
    expect(damage.parts.map(({ customers }) => Math.round(customers))).toEqual([100, 50, 25, 25]);
    // Quickly satisfied customers stay more often than those without a problem.
    expect(damage.parts[3]!.lost).toBeCloseTo(-1.25, 12);
  });

  it("loses nobody without problems, and changes one thing at a time", () => {
    const { customersSaved, customersLost, scenario } = marketDamage(market, { scenario: { problemRate: 0 } });
    expect(customersSaved).toBeCloseTo(customersLost, 9);
    expect(scenario!.customersLost).toBe(0);
    const repurchase = { ...market.repurchase, silent: 0.9 };
    const better = marketDamage(market, { scenario: { repurchase } });
    expect(better.scenario!.parts[0]!.lost).toBe(0);
  });

  it("refuses shares that are none, a mix that is no whole, and unknown changes", () => {
    refuses(() => marketDamage({ ...market, problemRate: 1.2 }), "out-of-range", "market.problemRate");
    refuses(() => marketDamage({ ...market, customers: -1 }), "out-of-range", "market.customers");
    const mix = { unsatisfied: 0.5, satisfied: 0.25, satisfiedQuickly: 0.2 };
    refuses(() => marketDamage({ ...market, mix }), "out-of-range", "market.mix");
    refuses(() => marketDamage(market, { scenario: { mix } }), "out-of-range", "options.scenario.mix");
    const margin = { margin: 3 } as never;
    refuses(() => marketDamage(market, { scenario: margin }), "bad-option", "options.scenario.margin");
  });
});

describe("recoveryParadox", () => {
  const beforeFailure = [7, 8, 6, 9, 7, 8, 5, 7, 6, 8, 7];
  const afterRecovery = [8, 8, 7, 9, 9, 8, 7, 8, 6, 9, 8];
  const source = "R 4.2.2 t.test";
  const inR = { area: "loyalty", source, tolerance: 1e-12 };

  it("pairs the same customers", () => {
    const result = recoveryParadox({ beforeFailure, afterRecovery });
    reproduces({ ...inR, figure: "paired paradox: t", expected: 3.61448698006124 }, result.t);
    reproduces({ ...inR, figure: "paired paradox: p", expected: 0.00473274291802687 }, result.pValue);
    reproduces({ ...inR, figure: "paired paradox: one-sided p", expected: 0.00236637145901344 }, result.pValueOneSided);
    reproduces({ ...inR, figure: "paired paradox: lower", expected: 0.313816272770782 }, result.lower);
    reproduces({ ...inR, figure: "paired paradox: upper", expected: 1.322547363592854 }, result.upper);
    reproduces({ ...inR, figure: "paired paradox: d", expected: 1.08980882931709 }, result.cohenD);
    expect(result).toMatchObject({ design: "within", paradox: true, doubleDeviation: null, missing: 0, warnings: [] });
  });

  it("has Welch's interval between groups, and counts who gave no answer", () => {
    const result = recoveryParadox({
      recovered: [8, 9, 7, 9, 8, 10, 9, 8, 7, 9, null],
      noFailure: [7, 8, 8, 7, 9, 7, 8, 6, 8, 8, 7, 8],
    });
    reproduces({ ...inR, figure: "paradox between groups: lower", expected: 0.0128046674995764 }, result.lower);
    reproduces({ ...inR, figure: "paradox between groups: upper", expected: 1.6205286658337581 }, result.upper);
    expect(result.missing).toBe(1);
    expect((result.cohenDLower + result.cohenDUpper) / 2).toBeCloseTo(result.cohenD, 12);
  });

  it("finds no paradox where recovered customers are less satisfied, or not surely more", () => {
    const less = recoveryParadox({ recovered: [4, 5, 6], noFailure: [7, 8, 9] });
    expect(less.paradox).toBe(false);
    expect(less.pValueOneSided).toBeGreaterThan(0.9);
    expect(less.warnings[0]).toMatchObject({ code: "small-sample", count: 3 });
    const groups = { recovered: [7, 8, 9], noFailure: [6, 8, 9] };
    expect(recoveryParadox(groups).paradox).toBe(false);
    expect(recoveryParadox(groups, { significance: 0.6 }).paradox).toBe(true);
  });

  it("flags who was failed twice", () => {
    const { doubleDeviation, missing } = recoveryParadox({
      beforeFailure: [8, 8, 7, null],
      afterRecovery: [9, 3, 7, 2],
      afterFailure: [4, 5, null, 2],
    });
    expect(doubleDeviation).toEqual({ flags: [false, true, null, false], count: 1, n: 3, share: 1 / 3 });
    expect(missing).toBe(1);
  });

  it("refuses too few customers and answers that do not vary", () => {
    refuses(() => recoveryParadox({ recovered: [8], noFailure: [7, 8] }), "insufficient-data", "ratings.recovered");
    refuses(() => recoveryParadox({ recovered: [8, 8], noFailure: [7, 7] }), "zero-variance", "ratings");
    const shifted = { beforeFailure: [1, 2, 3], afterRecovery: [2, 3, 4] };
    refuses(() => recoveryParadox(shifted), "zero-variance", "ratings");
    refuses(() => recoveryParadox({ beforeFailure: [1], afterRecovery: [null] }), "insufficient-data", "ratings");
    refuses(() => recoveryParadox(shifted, { significance: 1 }), "out-of-range", "options.significance");
    // One group that varies is enough.
    expect(recoveryParadox({ recovered: [8, 8, 8], noFailure: [7, 8, 7] }).degreesOfFreedom).toBeCloseTo(2, 12);
  });
});

describe("recoveryReturn", () => {
  const program = {
    failures: 1000,
    recoveredShare: 0.7,
    retentionIfRecovered: 0.85,
    retentionIfNot: 0.45,
    lifetimeValue: 1800,
    costPerCase: 150,
  };

  it("has intervals from standard errors or from draws", () => {
    const plain = recoveryReturn(program);
    expect(plain).toMatchObject({ standardError: null, deltaInterval: null, drawsInterval: null, warnings: [] });
    const { standardError } = recoveryReturn(program, { standardErrors: { retentionIfNot: 0.04, costPerCase: 0 } });
    expect(standardError).toBeCloseTo((0.7 * 1800 * 0.04) / 150, 12);
    const drawn = recoveryReturn(program, { draws: { costPerCase: [100, 150, 600] }, level: 0.5 });
    expect(drawn.profitableShare).toBeCloseTo(2 / 3, 12);
    expect(drawn.drawsInterval!.upper).toBeGreaterThan(plain.returnOnInvestment);
  });

  it("warns where recovery harms", () => {
    const harm = recoveryReturn({ ...program, retentionIfRecovered: 0.4 });
    expect(harm.warnings[0]!.code).toBe("recovery-harms");
    expect(harm.returnOnInvestment).toBeLessThan(-1);
  });

  it("refuses no cost, other inputs, and draws of different number", () => {
    refuses(() => recoveryReturn({ ...program, costPerCase: 0 }), "out-of-range", "program.costPerCase");
    refuses(() => recoveryReturn({ ...program, failures: 0 }), "out-of-range", "program.failures");
    refuses(() => recoveryReturn({ ...program, recoveredShare: 1.1 }), "out-of-range", "program.recoveredShare");
    const wrong = { clv: 3 } as never;
    refuses(() => recoveryReturn(program, { standardErrors: {} }), "empty", "options.standardErrors");
    refuses(() => recoveryReturn({ ...program, womValue: 40 } as never), "bad-option", "program.womValue");
    refuses(() => recoveryReturn(program, { standardErrors: wrong }), "bad-option", "options.standardErrors.clv");
    refuses(() => recoveryReturn(program, { draws: {} }), "empty", "options.draws");
    const draws = { recoveredShare: [0.1, 0.2], costPerCase: [1] };
    refuses(() => recoveryReturn(program, { draws }), "length-mismatch", "options.draws.costPerCase");
  });
});
