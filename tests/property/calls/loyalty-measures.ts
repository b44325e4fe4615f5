import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const language = fc.constantFrom("en", "zh" as const);
const level = fc.constantFrom(0.5, 0.9, 0.95, 0.999);
const whole = (min: number, max: number) => fc.integer({ min, max });
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5));
const amount = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, 1e9));
const list = <T>(entry: fc.Arbitrary<T>, from = 1, to = 12) => fc.array(entry, { minLength: from, maxLength: to });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: fc.constant(null) });
const score = orNull(fc.oneof(whole(0, 10), fc.double({ min: -1e6, max: 1e6, noNaN: true })));

const mix = fc.tuple(share, share).map(([one, other]) => {
  const unsatisfied = one;
  const satisfied = (1 - one) * other;
  return { unsatisfied, satisfied, satisfiedQuickly: Math.max(0, 1 - unsatisfied - satisfied) };
});
const repurchase = fc.record({
  noProblem: share,
  silent: share,
  unsatisfied: share,
  satisfied: share,
  satisfiedQuickly: share,
});
const handling = fc.record({ problemRate: share, complaintRate: share, mix, repurchase });
const damage = fc
  .tuple(handling, amount, amount, fc.option(handling, { nil: undefined }))
  .map(([today, customers, margin, scenario]) => all.marketDamage({ ...today, customers, margin }, { scenario }));
const iceberg = fc
  .tuple(
    amount,
    amount,
    amount,
    fc.constantFrom("course-slides", "tarp-head-office", "tarp-front-line" as const),
    fc.boolean(),
  )
  .map(([complaints, silent, told, preset, own]) =>
    all.complaintIceberg(complaints, own ? { silentPerComplaint: silent, told } : { preset }),
  );

/** Cohorts of points: shares of what is left that are redeemed and expire in each period, each cohort a period shorter. */
const cohorts = fc
  .tuple(
    whole(2, 7),
    list(fc.double({ min: 1, max: 1e6, noNaN: true }), 7, 7),
    list(fc.double({ min: 0.01, max: 0.5, noNaN: true }), 49, 49),
  )
  .map(([size, issued, rates]) => {
    const redeemed: number[][] = [];
    const expired: number[][] = [];
    for (let i = 0; i < size; i++) {
      let left = issued[i]!;
      redeemed.push([]);
      expired.push([]);
      for (let k = 0; k < size - i; k++) {
        const rate = rates[7 * i + k]!;
        redeemed[i]!.push(left * rate);
        expired[i]!.push(left * rate * rate * 0.5);
        left *= 1 - rate - rate * rate * 0.5;
      }
    }
    return { issued: issued.slice(0, size), redeemed, expired };
  });
const program = fc.record({
  failures: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
  recoveredShare: share,
  retentionIfRecovered: share,
  retentionIfNot: share,
  lifetimeValue: amount,
  wordOfMouthValue: amount,
  costPerCase: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
});

/** A generator for each exported function of measuring loyalty, of programmes, complaints and recovery. */
export const loyaltyMeasureCalls: Readonly<Record<string, Generated>> = {
  complaintIceberg: iceberg.map((result) => () => result),
  complaintIcebergChart: fc
    .tuple(
      iceberg.filter(({ dissatisfied }) => dissatisfied > 0),
      language,
    )
    .map(
      ([result, l]) =>
        () =>
          all.complaintIcebergChart(result, { language: l }),
    ),
  crossBuying: fc.tuple(list(fc.tuple(whole(0, 1), whole(0, 1), whole(0, 40))), fc.boolean(), level).map(
    ([rows, bare, l]) =>
      () =>
        all.crossBuying(
          bare ? rows.map((row) => row[2]) : { card: rows.map((row) => row[0]), fund: rows.map((row) => row[1]) },
          { level: l },
        ),
  ),
  deferredPointsRevenue: fc
    .tuple(amount, amount, amount, share, share, fc.option(share))
    .map(([price, points, value, rate, part, later]) => () => {
      const redeemed = points * part;
      return all.deferredPointsRevenue(
        { transactionPrice: price, pointsIssued: points, valuePerPoint: value, redemptionRate: rate },
        {
          redeemed,
          expectedRedeemed: later === null ? undefined : Math.min(points, redeemed + (points - redeemed) * later),
        },
      );
    }),
  justice: fc
    .tuple(list(fc.tuple(score, score, score)), fc.boolean(), list(amount, 3, 3))
    .map(([rows, many, w]) => () => {
      const column = (k: 0 | 1 | 2) => rows.map((row) => row[k]);
      const weights = { distributive: w[0]! + 1, procedural: w[1]!, interactional: w[2]! };
      return many
        ? all.justice({ distributive: column(0), procedural: column(1), interactional: column(2) }, { weights })
        : all.justice({ distributive: rows[0]![0], procedural: rows[0]![1], interactional: rows[0]![2] });
    }),
  loyaltyIndex: fc
    .tuple(list(fc.tuple(score, score, score)), fc.boolean(), share, fc.constantFrom(0, 1, 7))
    .map(([rows, many, minShare, weight]) => () => {
      const indicators = {
        a: { part: "behavioral", worst: 0, best: 10, weight },
        b: { part: "attitudinal", worst: 5, best: -3 },
        c: { part: "behavioral", worst: 1e-9, best: 1e9, weight: 2 },
      } as const;
      const [a, b, c] = rows[0]!;
      return many
        ? all.loyaltyIndex(
            indicators,
            { a: rows.map((row) => row[0]), b: rows.map((row) => row[1]), c: rows.map((row) => row[2]) },
            { minShare },
          )
        : all.loyaltyIndex(indicators, { a, b, c }, { minShare });
    }),
  marketDamage: damage.map((result) => () => result),
  marketDamageChart: fc.tuple(damage, language).map(
    ([result, l]) =>
      () =>
        all.marketDamageChart(result, { language: l }),
  ),
  persistency: fc
    .tuple(
      list(fc.tuple(fc.constantFrom("a", "b", "c"), whole(-30, 30), fc.double({ min: 1e-6, max: 1e6, noNaN: true }))),
      fc.boolean(),
      fc.boolean(),
      whole(1, 12),
    )
    .map(([rows, many, valued, window]) => () => {
      const periods = rows.map((row) => row[1]);
      const activity = valued ? { periods, volumes: rows.map((row) => row[2]) } : { periods };
      const options = { asOf: 30, window };
      return many
        ? all.persistency({ ...activity, customers: rows.map((row) => row[0]) }, options)
        : all.persistency(activity, options);
    }),
  pointsBreakage: fc.tuple(amount, share, share, share).map(([points, used, lost, later]) => () => {
    const issued = points + 1;
    const redeemed = issued * used;
    const expired = (issued - redeemed) * lost;
    const expected = redeemed + (issued - redeemed - expired) * later;
    return all.pointsBreakage(
      { issued, redeemed, expired },
      { redemptionRate: Math.min(1, Math.max(1e-9, expected / issued)) },
    );
  }),
  pointsLiability: fc.tuple(amount, share, share, amount, amount, level).map(
    ([outstanding, breakageRate, breakageError, costPerPoint, valuePerPoint, l]) =>
      () =>
        all.pointsLiability(
          { outstanding, breakageRate, costPerPoint, valuePerPoint },
          { breakageError, annualDiscountRate: breakageError, yearsToRedemption: 2, level: l },
        ),
  ),
  recoveryCostRange: amount.map((cost) => () => all.recoveryCostRange(cost)),
  recoveryParadox: fc
    .tuple(list(fc.tuple(whole(0, 10), score, score), 4, 15), fc.boolean(), level)
    .map(([rows, groups, l]) => () => {
      const before = rows.map(([first], i) => (i < 2 ? i : first));
      const after = rows.map((row, i) => (i < 2 ? 3 + 2 * i : row[1]));
      return groups
        ? all.recoveryParadox({ recovered: after, noFailure: before }, { level: l })
        : all.recoveryParadox(
            { beforeFailure: before, afterRecovery: after, afterFailure: rows.map((row) => row[2]) },
            { level: l },
          );
    }),
  recoveryReturn: fc.tuple(program, list(share), amount, level).map(
    ([given, shares, error, l]) =>
      () =>
        all.recoveryReturn(given, {
          standardErrors: { recoveredShare: 0.1, lifetimeValue: error, costPerCase: error },
          draws: { recoveredShare: shares, retentionIfNot: shares },
          level: l,
        }),
  ),
  redemptionChart: fc.tuple(cohorts, language).map(
    ([points, l]) =>
      () =>
        all.redemptionChart(all.redemptionRate(points), { language: l }),
  ),
  redemptionRate: fc.tuple(cohorts, level).map(
    ([points, l]) =>
      () =>
        all.redemptionRate(points, { level: l }),
  ),
  referrals: fc.tuple(amount, amount).map(
    ([satisfied, rate]) =>
      () =>
        all.referrals(satisfied, { rate: Math.min(rate, 1e6) }),
  ),
  repurchaseRate: fc
    .tuple(list(fc.tuple(whole(0, 9), whole(0, 9))), fc.boolean(), level)
    .map(([rows, periods, l]) => () => {
      const before = [1, ...rows.map(([first]) => first)];
      const again = [0, ...rows.map(([, second]) => second)];
      return all.repurchaseRate(periods ? { before, again } : before, { level: l });
    }),
  shareOfWallet: fc.tuple(list(fc.tuple(orNull(share), orNull(amount))), fc.boolean()).map(([rows, many]) => () => {
    const own = rows.map(([part, total]) => (part === null || total === null ? part : part * total));
    const total = rows.map(([, whole]) => whole);
    return many ? all.shareOfWallet({ own, total }) : all.shareOfWallet({ own: 1, total: 1 + (total[0] ?? 0) });
  }),
  walletAllocation: fc.tuple(list(fc.tuple(score, score, score)), fc.boolean(), level).map(
    ([rows, many, l]) =>
      () =>
        many
          ? all.walletAllocation(
              { own: [5, ...rows.map((row) => row[0])], b: [null, ...rows.map((row) => row[1])] },
              { level: l },
            )
          : all.walletAllocation({ own: rows[0]![0] ?? 0, b: rows[0]![1] ?? 0 }),
  ),
  walletShareByRank: fc.tuple(whole(1, 50), share).map(
    ([banks, place]) =>
      () =>
        all.walletShareByRank({ rank: 1 + place * (banks - 1), banks }),
  ),
  wordOfMouthBalance: fc.tuple(amount, amount).map(
    ([positive, negative]) =>
      () =>
        all.wordOfMouthBalance({ positive, negative }),
  ),
};
