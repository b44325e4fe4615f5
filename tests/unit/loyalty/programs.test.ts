import { describe, expect, it } from "vitest";
import { deferredPointsRevenue, pointsBreakage, pointsLiability, redemptionRate } from "../../../src/loyalty/index.ts";
import { refuses } from "../../refuses.ts";

describe("redemptionRate", () => {
  const redeemed = [[300, 200, 100], [320, 180], [360]];
  const issued = [1000, 1000, 1200];

  it("projects each cohort by the older ones", () => {
    const result = redemptionRate({ issued, redeemed });
    const factors = [1000 / 620, 600 / 500];
    expect(result.factors).toEqual(factors);
    const ultimate = 600 + 500 * factors[1]! + 360 * factors[0]! * factors[1]!;
    expect(result.ultimateRate).toBeCloseTo(ultimate / 3200, 12);
    expect(result.breakageRate).toBeCloseTo(1 - ultimate / 3200, 12);
    expect(result.outstandingRate).toBeCloseTo((ultimate - 1460) / (3200 - 1460), 12);
    expect(result.cohorts[2]).toMatchObject({ name: "3", redeemed: 360, outstanding: 840, curve: [0.3] });
    expect(result.cohorts[2]!.projected).toHaveLength(2);
    expect(result).toMatchObject({ standardError: null, lower: null });
    expect(result.warnings.map(({ code }) => code)).toEqual(["few-cohorts"]);
  });

  it("takes cohorts of equal age for finished", () => {
    const result = redemptionRate({
      issued: [10, 10],
      redeemed: [
        [3, 2],
        [4, 1],
      ],
    });
    expect(result).toMatchObject({ ultimateRate: 0.5, currentRate: 0.5, standardError: 0, warnings: [] });
  });

  it("cuts a projection off at the points that are left", () => {
    const result = redemptionRate({
      issued: [100, 100, 100],
      redeemed: [[10, 60, 10], [20, 60], [60]],
      expired: [[0, 0, 5], [0, 5], [10]],
    });
    expect(result.cohorts[2]).toMatchObject({ ultimateRate: 0.9, outstanding: 30 });
    expect(result.warnings.map(({ code }) => code)).toEqual(["few-cohorts", "beyond-outstanding"]);
    expect(result.warnings[1]!.count).toBe(1);
  });

  it("warns of young cohorts that have redeemed nothing yet", () => {
    const result = redemptionRate({ issued: [10, 10], redeemed: [[2, 1], [0]] });
    expect(result.cohorts[1]!.ultimateRate).toBe(0);
    expect(result.warnings.map(({ code }) => code)).toEqual(["few-cohorts", "nothing-redeemed-yet"]);
  });

  it("has nothing left where all is redeemed or expired", () => {
    const result = redemptionRate({ issued: [10], redeemed: [[5, 4]], expired: [[0, 1]] });
    expect(result.outstandingRate).toBeNull();
    expect(result.ultimateRate).toBe(0.9);
  });

  it("refuses what is no triangle", () => {
    refuses(() => redemptionRate({ issued: [], redeemed: [] }), "empty", "cohorts.issued");
    refuses(() => redemptionRate({ issued: [10], redeemed: [[3]] }), "insufficient-data", "cohorts.redeemed[0]");
    refuses(() => redemptionRate({ issued: [10], redeemed: [] }), "length-mismatch", "cohorts.redeemed");
    const young = [
      [3, 1],
      [3, 1, 1],
    ];
    refuses(() => redemptionRate({ issued: [10, 10], redeemed: young }), "length-mismatch", "cohorts.redeemed[1]");
    refuses(
      () => redemptionRate({ issued: [10], redeemed: [[0, 3]] }),
      "insufficient-data",
      "cohorts.redeemed",
      "Merge",
    );
    refuses(() => redemptionRate({ issued: [10], redeemed: [[8, 3]] }), "out-of-range", "cohorts.redeemed[0]");
    refuses(() => redemptionRate({ issued: [10], redeemed: [[8, -3]] }), "out-of-range", "cohorts.redeemed[0][1]");
    const names = ["a", "a", "b"];
    refuses(() => redemptionRate({ issued, redeemed, names }), "duplicate-id", "cohorts.names[1]");
  });
});

describe("pointsBreakage", () => {
  it("knows what is to come", () => {
    const result = pointsBreakage({ issued: 1000, redeemed: 400, expired: 100 }, { redemptionRate: 0.8 });
    expect(result).toMatchObject({ outstanding: 500, toBeRedeemed: 400, toBreak: 100, earned: 100 });
    expect(result.outstandingRate).toBeCloseTo(0.2, 12);
    expect(pointsBreakage({ issued: 10, redeemed: 10 }, { redemptionRate: 1 }).outstandingRate).toBeNull();
  });

  it("refuses a rate that is passed or out of reach", () => {
    const points = { issued: 1000, redeemed: 400, expired: 100 };
    refuses(() => pointsBreakage(points, { redemptionRate: 0.3 }), "out-of-range", "options.redemptionRate", "0.4");
    refuses(() => pointsBreakage(points, { redemptionRate: 0.95 }), "out-of-range", "options.redemptionRate", "0.9");
    const more = { ...points, expired: 700 };
    refuses(() => pointsBreakage(more, { redemptionRate: 0.5 }), "out-of-range", "points.redeemed");
  });
});

describe("pointsLiability", () => {
  const points = { outstanding: 1000, breakageRate: 0.2, costPerPoint: 0.5 };

  it("costs what will be redeemed, discounted", () => {
    expect(pointsLiability(points)).toMatchObject({
      toBeRedeemed: 800,
      cost: 400,
      fairValue: 400,
      costLower: null,
      costWithoutBreakage: 500,
      costPerOutstandingPoint: 0.4,
    });
    const later = pointsLiability({ ...points, valuePerPoint: 1 }, { annualDiscountRate: 0.1, yearsToRedemption: 2 });
    expect(later.cost).toBeCloseTo(400 / 1.21, 12);
    expect(later.fairValue).toBeCloseTo(800 / 1.21, 12);
    expect(pointsLiability({ ...points, outstanding: 0 }).costPerOutstandingPoint).toBeNull();
  });

  it("has an interval inside what there is", () => {
    const { costLower, costUpper } = pointsLiability(points, { breakageError: 0.5 });
    expect([costLower, costUpper]).toEqual([0, 500]);
  });

  it("refuses rates that are none", () => {
    refuses(() => pointsLiability({ ...points, breakageRate: 1.2 }), "out-of-range", "points.breakageRate");
    refuses(() => pointsLiability({ ...points, outstanding: -1 }), "out-of-range", "points.outstanding");
    refuses(
      () => pointsLiability(points, { annualDiscountRate: 5 }),
      "out-of-range",
      "options.annualDiscountRate",
      "10 %",
    );
  });
});

describe("deferredPointsRevenue", () => {
  const sale = {
    transactionPrice: 900,
    standaloneSellingPrice: 900,
    pointsIssued: 100,
    valuePerPoint: 1,
    redemptionRate: 1,
  };

  it("defers all until something is redeemed, and nothing where no point will be", () => {
    expect(deferredPointsRevenue(sale)).toMatchObject({ allocatedToSale: 810, allocatedToPoints: 90, deferred: 90 });
    const never = deferredPointsRevenue({ ...sale, redemptionRate: 0 });
    expect(never).toMatchObject({ allocatedToPoints: 0, deferred: 0, allocatedToSale: 900 });
    expect(deferredPointsRevenue(sale, { redeemed: 100 }).deferred).toBe(0);
  });

  it("refuses more redeemed than issued or expected", () => {
    refuses(() => deferredPointsRevenue(sale, { redeemed: 101 }), "out-of-range", "options.redeemed");
    const less = { redeemed: 50, expectedRedeemed: 40 };
    refuses(() => deferredPointsRevenue(sale, less), "out-of-range", "options.expectedRedeemed");
    refuses(() => deferredPointsRevenue({ ...sale, redemptionRate: 2 }), "out-of-range", "sale.redemptionRate");
  });
});
