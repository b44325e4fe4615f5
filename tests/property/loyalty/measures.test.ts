/** Laws of measuring loyalty, of complaints, recovery and programmes: what holds for any customers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  complaintIceberg,
  deferredPointsRevenue,
  justice,
  type LoyaltyIndicator,
  loyaltyIndex,
  marketDamage,
  persistency,
  pointsBreakage,
  recoveryParadox,
  recoveryReturn,
  redemptionRate,
  repurchaseRate,
  walletAllocation,
} from "../../../src/loyalty/index.ts";
import { thorough } from "../../thorough.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
const list = <T>(entry: fc.Arbitrary<T>, from: number, to: number) =>
  fc.array(entry, { minLength: from, maxLength: to });

function holds<T extends unknown[]>(property: fc.IProperty<T>): void {
  fc.assert(property, { seed: 20_261_201, numRuns: thorough ? 2000 : 100 });
}

test("wallet shares of a customer sum to 1, and better liked banks have no less", () => {
  holds(
    fc.property(list(fc.integer({ min: 0, max: 10 }), 1, 9), (given) => {
      const scores = Object.fromEntries(given.map((value, k) => [`b${k}`, value]));
      const { shares } = walletAllocation(scores);
      expect(Object.values(shares).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      for (const one of Object.keys(scores)) {
        for (const other of Object.keys(scores)) {
          if (scores[one]! >= scores[other]!) expect(shares[one]).toBeGreaterThanOrEqual(shares[other]! - 1e-15);
        }
      }
    }),
  );
});

test("market shares of all banks sum to 1, and many customers are as one after another", () => {
  const row = list(fc.option(fc.integer({ min: 0, max: 10 })), 3, 3).filter((scores) => scores.some((s) => s !== null));
  holds(
    fc.property(list(row, 1, 12), (rows) => {
      const column = (k: number) => rows.map((scores) => scores[k]!);
      const market = walletAllocation({ a: column(0), b: column(1), c: column(2) });
      expect(market.banks.reduce((sum, { marketShare }) => sum + marketShare, 0)).toBeCloseTo(1, 12);
      rows.forEach((scores, i) => {
        const used = ["a", "b", "c"].flatMap((name, k) => (scores[k] === null ? [] : [[name, scores[k]!] as const]));
        const { shares } = walletAllocation(Object.fromEntries(used));
        for (const [name] of used) expect(market.shares[name]![i]).toBe(shares[name]);
      });
    }),
  );
});

test("a repurchase rate lies inside its interval, and both forms agree", () => {
  holds(
    fc.property(list(fc.integer({ min: 0, max: 3 }), 0, 30), (given) => {
      const purchases = [1, ...given];
      const { rate, lower, upper, buyers, nonBuyers } = repurchaseRate(purchases);
      expect(lower).toBeLessThanOrEqual(rate);
      expect(upper).toBeGreaterThanOrEqual(rate);
      expect(buyers + nonBuyers).toBe(purchases.length);
      const again = purchases.map((count) => Math.max(0, count - 1));
      expect(repurchaseRate({ before: purchases, again }).rate).toBe(rate);
    }),
  );
});

test("persistency lies between its bounds, and a batch is as its customers", () => {
  const rows = list(fc.tuple(fc.constantFrom("a", "b"), fc.integer({ min: 1, max: 24 }), positive), 1, 30);
  holds(
    fc.property(rows, (given) => {
      const options = { asOf: 24, window: 6 };
      const all = persistency(
        {
          customers: given.map(([id]) => id),
          periods: given.map(([, period]) => period),
          volumes: given.map(([, , volume]) => volume),
        },
        options,
      );
      all.customers.forEach((customer, i) => {
        const own = given.filter(([id]) => id === customer);
        const one = persistency(
          { periods: own.map(([, period]) => period), volumes: own.map(([, , volume]) => volume) },
          options,
        );
        expect(one.activeRatio).toBe(all.activeRatio[i]);
        expect(one.longestRun).toBe(all.longestRun[i]);
        expect(one.change).toBe(all.change[i]);
        expect(one.activeRatio).toBeGreaterThan(0);
        expect(one.activeRatio).toBeLessThanOrEqual(1);
        expect(one.longestRun).toBeLessThanOrEqual(one.activePeriods);
        expect(one.currentRun).toBeLessThanOrEqual(one.longestRun);
      });
    }),
  );
});

test("indices lie in 0 to 100, between their parts, the geometric one at most at the mean of the two", () => {
  const value = fc.double({ min: -20, max: 20, noNaN: true });
  holds(
    fc.property(list(value, 4, 4), list(positive, 4, 4), (values, weights) => {
      const indicators = Object.fromEntries(
        weights.map((weight, k): [string, LoyaltyIndicator] => [
          `i${k}`,
          { part: k < 2 ? "behavioral" : "attitudinal", worst: k === 1 ? 10 : -10, best: k === 1 ? -10 : 10, weight },
        ]),
      );
      const given = Object.fromEntries(values.map((one, k) => [`i${k}`, one]));
      const { index, geometric, behavioral, attitudinal } = loyaltyIndex(indicators, given) as {
        [field in "index" | "geometric" | "behavioral" | "attitudinal"]: number;
      };
      for (const one of [index, geometric, behavioral, attitudinal]) {
        expect(one).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(100);
      }
      expect(index).toBeGreaterThanOrEqual(Math.min(behavioral, attitudinal) - 1e-9);
      expect(index).toBeLessThanOrEqual(Math.max(behavioral, attitudinal) + 1e-9);
      expect(geometric).toBeLessThanOrEqual((behavioral + attitudinal) / 2 + 1e-9);
      const many = loyaltyIndex(indicators, Object.fromEntries(values.map((one, k) => [`i${k}`, [one, one]])));
      expect(many.index).toEqual([index, index]);
    }),
  );
});

test("retention lies between the smallest and the largest of its parts, and the parts sum to the loss", () => {
  holds(
    fc.property(list(share, 9, 9), positive, ([pi, c, a, b, r0, r1, r2, r3, r4], customers) => {
      const satisfied = (1 - a!) * b!;
      const damage = marketDamage({
        customers,
        problemRate: pi!,
        complaintRate: c!,
        mix: { unsatisfied: a!, satisfied, satisfiedQuickly: Math.max(0, 1 - a! - satisfied) },
        repurchase: { noProblem: r0!, silent: r1!, unsatisfied: r2!, satisfied: r3!, satisfiedQuickly: r4! },
      });
      const parts = [r0!, r1!, r2!, r3!, r4!];
      expect(damage.retention).toBeGreaterThanOrEqual(Math.min(...parts) - 1e-12);
      expect(damage.retention).toBeLessThanOrEqual(Math.max(...parts) + 1e-12);
      expect(damage.customersLost).toBeCloseTo(customers * (r0! - damage.retention), 5);
    }),
  );
});

test("a return is 0 at the break-even cost, and falls with the cost", () => {
  holds(
    fc.property(positive, share, share, positive, positive, (failures, recovered, kept, lifetimeValue, cost) => {
      const program = {
        failures,
        recoveredShare: 0.01 + 0.99 * recovered,
        retentionIfRecovered: 0.1 + 0.9 * kept,
        retentionIfNot: 0.05,
        lifetimeValue,
        costPerCase: cost,
      };
      const first = recoveryReturn(program);
      fc.pre(first.breakEvenCostPerCase > 1e-6);
      const even = recoveryReturn({ ...program, costPerCase: first.breakEvenCostPerCase });
      expect(even.returnOnInvestment).toBeCloseTo(0, 12);
      expect(even.net / even.cost).toBeCloseTo(0, 9);
      expect(recoveryReturn({ ...program, costPerCase: 2 * cost }).returnOnInvestment).toBeLessThan(
        first.returnOnInvestment,
      );
    }),
  );
});

test("the delta method agrees with small changes of the inputs", () => {
  holds(
    fc.property(list(fc.double({ min: 0.1, max: 0.9, noNaN: true }), 5, 5), ([s, a, b, v, c]) => {
      const program = {
        failures: 100,
        recoveredShare: s!,
        retentionIfRecovered: a!,
        retentionIfNot: b!,
        lifetimeValue: 1000 * v!,
        wordOfMouthValue: 20,
        costPerCase: 100 * c!,
      };
      for (const input of ["recoveredShare", "retentionIfNot", "lifetimeValue", "costPerCase"] as const) {
        const step = 1e-6 * program[input];
        const at = (value: number): number => recoveryReturn({ ...program, [input]: value }).returnOnInvestment;
        const slope = (at(program[input] + step) - at(program[input] - step)) / (2 * step);
        const { standardError } = recoveryReturn(program, { standardErrors: { [input]: 0.01 } });
        expect(Math.abs(standardError! - Math.abs(0.01 * slope))).toBeLessThanOrEqual(1e-6 * (1 + standardError!));
      }
    }),
  );
});

test("exchanging the groups turns the sign of the test", () => {
  const group = list(fc.integer({ min: 0, max: 10 }), 1, 9);
  holds(
    fc.property(group, group, (first, second) => {
      const [recovered, noFailure] = [
        [0, 9, ...first],
        [2, 5, ...second],
      ];
      const one = recoveryParadox({ recovered, noFailure });
      const other = recoveryParadox({ recovered: noFailure, noFailure: recovered });
      expect(one.t).toBeCloseTo(-other.t, 12);
      expect(one.cohenD).toBeCloseTo(-other.cohenD, 12);
      expect(one.pValueOneSided + other.pValueOneSided).toBeCloseTo(1, 12);
      expect(one.paradox && other.paradox).toBe(false);
    }),
  );
});

test("the rate of complaints gives back the complaints, and justice lies between its parts", () => {
  holds(
    fc.property(positive, positive, share, (complaints, silentPerComplaint, weight) => {
      const { dissatisfied, complaintRate, silent } = complaintIceberg(complaints, { silentPerComplaint });
      expect((dissatisfied * complaintRate) / complaints).toBeCloseTo(1, 12);
      expect(silent + complaints).toBeCloseTo(dissatisfied, 6);
      const weights = { distributive: weight, procedural: 1, interactional: 0 };
      const mean = justice({ distributive: 2, procedural: 6, interactional: 9 }, { weights });
      expect(mean).toBeGreaterThanOrEqual(2);
      expect(mean).toBeLessThanOrEqual(6);
    }),
  );
});

test("points: nothing is lost between issue, redemption and breakage", () => {
  holds(
    fc.property(positive, share, share, share, (issued, used, lost, later) => {
      const redeemed = 0.9 * issued * used;
      const expired = (issued - redeemed) * lost * 0.9;
      const left = issued - redeemed - expired;
      const rate = (redeemed + left * later) / issued;
      fc.pre(rate > 1e-6);
      const result = pointsBreakage({ issued, redeemed, expired }, { redemptionRate: rate });
      expect(result.toBeRedeemed + result.toBreak).toBeCloseTo(result.outstanding, 6);
      expect(redeemed + result.toBeRedeemed + result.points).toBeCloseTo(issued, 5);
      const sale = { transactionPrice: 100, pointsIssued: issued, valuePerPoint: 0.01, redemptionRate: rate };
      const revenue = deferredPointsRevenue(sale, { redeemed });
      expect(revenue.allocatedToSale + revenue.recognized + revenue.deferred).toBeCloseTo(100, 9);
    }),
  );
});

test("cohorts that all go the same way end where the oldest did, without error", () => {
  holds(
    fc.property(list(fc.double({ min: 0.01, max: 0.15, noNaN: true }), 6, 6), list(positive, 6, 6), (rates, issued) => {
      const redeemed = issued.map((points, i) => rates.slice(0, 6 - i).map((rate) => rate * points));
      const result = redemptionRate({ issued, redeemed });
      const end = rates.reduce((sum, rate) => sum + rate, 0);
      expect(result.ultimateRate).toBeCloseTo(end, 9);
      expect(result.standardError).toBeLessThan(1e-6);
      expect(result.pattern.at(-1)).toBe(1);
    }),
  );
});
