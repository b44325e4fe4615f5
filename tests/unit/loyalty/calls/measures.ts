import * as all from "../../../../src/loyalty/index.ts";

const redeemed = [[30, 20, 10, 5], [32, 18, 9], [36, 22], [40]];
const cohorts = {
  issued: [100, 100, 120, 130],
  redeemed,
  expired: redeemed.map((column) => column.map(() => 1)),
  names: ["2021", "2022", "2023", "2024"],
};
const market = {
  customers: 50_000,
  problemRate: 0.12,
  complaintRate: 0.4,
  mix: { unsatisfied: 0.3, satisfied: 0.3, satisfiedQuickly: 0.4 },
  repurchase: { noProblem: 0.92, ...all.marketDamagePresets["large-loss"].repurchase },
  margin: 300,
};
const scenario = { complaintRate: 0.6, mix: { unsatisfied: 0.2, satisfied: 0.2, satisfiedQuickly: 0.6 } };
const program = {
  failures: 1000,
  recoveredShare: 0.7,
  retentionIfRecovered: 0.85,
  retentionIfNot: 0.45,
  lifetimeValue: 1800,
  wordOfMouthValue: 40,
  costPerCase: 150,
};

/** A good call of each function: its arguments. */
export const measureCalls: Readonly<Record<string, readonly unknown[]>> = {
  complaintIceberg: [120, { preset: "course-slides", silentPerComplaint: 5, reach: "front line", told: 9 }],
  complaintIcebergChart: [all.complaintIceberg(120), { language: "zh", width: 400, height: 300 }],
  crossBuying: [{ card: [1, 1, 0], fund: [0, 1, 0] }, { level: 0.9 }],
  deferredPointsRevenue: [
    { transactionPrice: 1000, standaloneSellingPrice: 990, pointsIssued: 100, valuePerPoint: 1, redemptionRate: 0.9 },
    { redeemed: 40, expectedRedeemed: 95 },
  ],
  justice: [
    { distributive: [5, 4], procedural: [6, null], interactional: [4, 3] },
    { weights: { distributive: 2, procedural: 1, interactional: 1 } },
  ],
  loyaltyIndex: [
    {
      share: { part: "behavioral", worst: 0, best: 1, weight: 2 },
      recommend: { part: "attitudinal", worst: 0, best: 10 },
    },
    { share: [0.5, null, 0.9], recommend: [8, 9, null] },
    { minShare: 0.5 },
  ],
  marketDamage: [market, { scenario }],
  marketDamageChart: [all.marketDamage(market, { scenario }), { language: "en", width: 400, height: 300 }],
  persistency: [
    { customers: ["a", "a", "b"], periods: [1, 3, 4], volumes: [5, 6, 7] },
    { asOf: 12, window: 3 },
  ],
  pointsBreakage: [{ issued: 1000, redeemed: 400, expired: 20 }, { redemptionRate: 0.9 }],
  pointsLiability: [
    { outstanding: 1000, breakageRate: 0.1, costPerPoint: 0.01, valuePerPoint: 0.02 },
    { breakageError: 0.02, annualDiscountRate: 0.03, yearsToRedemption: 1, level: 0.9 },
  ],
  recoveryCostRange: [180, { lowShare: 0.2, highShare: 0.6 }],
  recoveryParadox: [
    { beforeFailure: [7, 8, 6, null], afterRecovery: [8, 8, 9, 5], afterFailure: [3, 9, 4, 5] },
    { level: 0.9, significance: 0.1 },
  ],
  recoveryReturn: [
    program,
    {
      level: 0.9,
      standardErrors: { recoveredShare: 0.02, lifetimeValue: 100 },
      draws: { recoveredShare: [0.68, 0.71], costPerCase: [140, 160] },
    },
  ],
  redemptionChart: [all.redemptionRate(cohorts), { language: "en", width: 400, height: 300 }],
  redemptionRate: [cohorts, { level: 0.9 }],
  referrals: [8400, { rate: 0.1 }],
  repurchaseRate: [{ before: [1, 2, 0], again: [0, 3, 1] }, { level: 0.9 }],
  shareOfWallet: [{ own: [42, null, 0], total: [60, 10, 0] }],
  walletAllocation: [{ own: [9, 7, 8], b: [7, 9, null] }, { level: 0.9 }],
  walletShareByRank: [{ rank: 1.5, banks: 3 }],
  wordOfMouthBalance: [{ positive: 150, negative: 14 }, { positivesPerNegative: 10 }],
};
