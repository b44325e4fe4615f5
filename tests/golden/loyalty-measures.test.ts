/** Worked cases of measuring loyalty, complaints and recovery, computed with numpy and scipy from the formulas; points by published examples. */
import { describe, expect, it } from "vitest";
import {
  complaintIceberg,
  deferredPointsRevenue,
  justice,
  type LoyaltyIndicator,
  loyaltyIndex,
  marketDamage,
  marketDamagePresets,
  persistency,
  recoveryCostRange,
  recoveryParadox,
  recoveryReturn,
  redemptionRate,
  referrals,
  repurchaseRate,
  shareOfWallet,
  walletAllocation,
  walletShareByRank,
  wordOfMouthBalance,
} from "../../src/loyalty/index.ts";
import { chainLadder } from "../../src/statistics/chain-ladder.ts";
import { reproduces } from "../validation.ts";
import golden from "./loyalty-cases.json" with { type: "json" };
import { workedCases } from "./worked-cases.ts";

const { caseOf, figure } = workedCases("loyalty", golden.cases, "numpy/scipy from the formula");

/** Compares every expected figure of a case with the field of the same name of ours. */
function figures(id: string, ours: object): void {
  for (const [name, expected] of Object.entries(caseOf(id).expected)) {
    if (typeof expected === "number") figure(id, name, expected, (ours as Record<string, number>)[name]);
    else expect((ours as Record<string, unknown>)[name]).toEqual(expected);
  }
}

describe("loyalty-cases.json", () => {
  it("wallet shares by rank", () => {
    const { input, expected } = caseOf("war-table");
    (input as [number, number][]).forEach(([rank, banks], k) => {
      figure("war-table", `rank ${rank} of ${banks}`, expected[k], walletShareByRank({ rank, banks }));
    });
  });

  it("wallet shares where banks tie", () => {
    const { input, expected } = caseOf("war-ties");
    const { ranks, shares } = walletAllocation(input.scores as Record<string, number>);
    expect(ranks).toEqual(expected.ranks);
    for (const [bank, share] of Object.entries(expected.share)) figure("war-ties", bank, share as number, shares[bank]);
  });

  it("the wallet score of a bank", () => {
    const { input, expected } = caseOf("war-bank-level");
    const rows = input as { own: number; others: number[] }[];
    const market = walletAllocation({
      own: rows.map(({ own }) => own),
      b: rows.map(({ others }) => others[0] ?? null),
      c: rows.map(({ others }) => others[1] ?? null),
    });
    (expected.perCustomer as number[]).forEach((share, i) => {
      figure("war-bank-level", `customer ${i + 1}`, share, market.shares["own"]?.[i]);
    });
    figure("war-bank-level", "mean", expected.mean, market.banks[0]?.mean);
  });

  it("share of wallet", () => {
    const { input, expected } = caseOf("share-of-wallet");
    figure("share-of-wallet", "share", expected, shareOfWallet(input as { own: number; total: number }));
  });

  it("repurchase rate", () => {
    const purchases = Object.values(caseOf("repurchase-rate").input.purchases) as number[];
    figures("repurchase-rate", repurchaseRate(purchases));
  });

  it("composite index", () => {
    const { input, expected } = caseOf("composite-loyalty-index");
    const list = input as { name: string; value: number; worst: number; best: number; weight: number }[];
    const indicators = Object.fromEntries(
      list.map(({ name, worst, best, weight }, k): [string, LoyaltyIndicator] => [
        name,
        { part: k < 4 ? "behavioral" : "attitudinal", worst, best, weight },
      ]),
    );
    const result = loyaltyIndex(indicators, Object.fromEntries(list.map(({ name, value }) => [name, value])));
    list.forEach(({ name }, k) => {
      figure("composite-loyalty-index", name, expected.scores[k], result.scores[name]);
    });
    figure("composite-loyalty-index", "behavioral", expected.behavioural, result.behavioral);
    figure("composite-loyalty-index", "attitudinal", expected.attitudinal, result.attitudinal);
    figure("composite-loyalty-index", "index", expected.index, result.index);
    figure("composite-loyalty-index", "geometric", expected.geometric, result.geometric);
  });

  it("icebergs of complaints", () => {
    const { input } = caseOf("complaint-iceberg-seed");
    figures("complaint-iceberg-seed", complaintIceberg(input.complaints));
    const tarp = caseOf("complaint-iceberg-tarp").input;
    figures("complaint-iceberg-tarp", complaintIceberg(tarp.complaints, { preset: "tarp-head-office" }));
  });

  it("word of mouth, referrals, cost of recovery, justice", () => {
    figures("positive-negative-balance", wordOfMouthBalance(caseOf("positive-negative-balance").input));
    const { input, expected } = caseOf("referrals");
    figure("referrals", "new customers", expected, referrals(input.satisfied).newCustomers);
    figures("recovery-cost", recoveryCostRange(caseOf("recovery-cost").input.baseCost));
    const { weights, ...scores } = caseOf("justice").input;
    const [distributive, procedural, interactional] = weights;
    const mean = justice(scores, { weights: { distributive, procedural, interactional } });
    figure("justice", "mean", caseOf("justice").expected, mean as unknown as number);
  });

  it("market damage", () => {
    const { input, expected } = caseOf("tarp-market-damage");
    const { scenario, ...market } = input;
    const damage = marketDamage(market, { scenario });
    figures("tarp-market-damage", {
      ...damage,
      ...{ customersLostToProblems: damage.customersLost, scenarioRetention: damage.scenario?.retention },
    });
    expect(market.repurchase).toEqual({ noProblem: 0.92, ...marketDamagePresets["large-loss"].repurchase });
    expect(damage.retentionIfNoProblems).toBe(expected.retentionIfNoProblems);
  });

  it("return on recovery", () => {
    const { input, expected } = caseOf("recovery-roi");
    const { clv, womValuePerRecovered, ...rest } = input;
    const result = recoveryReturn({ ...rest, lifetimeValue: clv, wordOfMouthValue: womValuePerRecovered });
    const { roi, ...others } = expected;
    figure("recovery-roi", "return", roi, result.returnOnInvestment);
    for (const [name, value] of Object.entries(others)) {
      figure("recovery-roi", name, value as number, result[name as "benefit"]);
    }
  });

  it("the paradox of recovery", () => {
    const { input, expected } = caseOf("recovery-paradox-welch");
    const result = recoveryParadox(input);
    figures("recovery-paradox-welch", {
      ...result,
      df: result.degreesOfFreedom,
      p_two_sided: result.pValue,
      p_one_sided: result.pValueOneSided,
      cohen_d: result.cohenD,
    });
    expect(result.paradox).toBe(expected.paradox);
  });
});

it("persistency: active in 9 of 12 months, 500 after 400", () => {
  const volumes = [80, 80, 80, 80, 80, 100, 100, 150, 150];
  const result = persistency({ periods: [1, 2, 3, 4, 6, 7, 9, 10, 12], volumes }, { asOf: 12 });
  expect(result).toMatchObject({ tenure: 12, activePeriods: 9, activeRatio: 0.75, change: 0.25 });
});

describe("chain ladder", () => {
  /** Cumulative claims of Taylor & Ashe (1983), as Mack (1993) prints them. */
  const claims = [
    [357848, 1124788, 1735330, 2218270, 2745596, 3319994, 3466336, 3606286, 3833515, 3901463],
    [352118, 1236139, 2170033, 3353322, 3799067, 4120063, 4647867, 4914039, 5339085],
    [290507, 1292306, 2218525, 3235179, 3985995, 4132918, 4628910, 4909315],
    [310608, 1418858, 2195047, 3757447, 4029929, 4381982, 4588268],
    [443160, 1136350, 2128333, 2897821, 3402672, 3873311],
    [396132, 1333217, 2180715, 2985752, 3691712],
    [440832, 1288463, 2419861, 3483130],
    [359480, 1421128, 2864498],
    [376686, 1363294],
    [344014],
  ];
  const source = "Mack (1993), ASTIN Bulletin 23(2), data of Taylor & Ashe (1983)";
  const area = "loyalty";

  it("gives Mack's reserves and standard errors", () => {
    const ladder = chainLadder(claims)!;
    const reserves = ladder.ultimates.map((ultimate, i) => ultimate - claims[i]!.at(-1)!);
    const total = reserves.reduce((sum, reserve) => sum + reserve, 0);
    reproduces({ area, source, figure: "chain ladder: total reserve", expected: 18_680_856, tolerance: 1e-7 }, total);
    const expected = 2_447_095;
    reproduces({ area, source, figure: "chain ladder: its SE", expected, tolerance: 1e-6 }, ladder.standardError!);
    const youngest = { figure: "chain ladder: reserve of the youngest cohort", expected: 4_625_811, tolerance: 1e-6 };
    reproduces({ area, source, ...youngest }, reserves[9]!);
  });

  it("gives the same as a redemption curve", () => {
    const increments = claims.map((row) => row.map((sum, k) => sum - (row[k - 1] ?? 0)));
    const rate = redemptionRate({ issued: claims.map(() => 1e7), redeemed: increments });
    const ladder = chainLadder(claims)!;
    const ultimate = ladder.ultimates.reduce((sum, value) => sum + value, 0);
    expect(rate.ultimateRate).toBeCloseTo(ultimate / 1e8, 12);
    expect(rate.standardError).toBeCloseTo(ladder.standardError! / 1e8, 12);
  });
});

describe("deferred revenue of points", () => {
  const source = "IFRS 15, Illustrative Example 52";
  const sale = { transactionPrice: 100_000, pointsIssued: 10_000, valuePerPoint: 1, redemptionRate: 0.95 };

  it("reproduces the loyalty programme of IFRS 15", () => {
    const check = (figure: string, expected: number, actual: number): void =>
      reproduces({ area: "loyalty", figure, source, expected, tolerance: 0.5, absolute: true }, actual);
    const first = deferredPointsRevenue(sale, { redeemed: 4_500 });
    check("price of the products", 91_324, first.allocatedToSale);
    check("price of the points", 8_676, first.allocatedToPoints);
    check("recognised in the first year", 4_110, first.recognized);
    check("contract liability after the first year", 4_566, first.deferred);
    const second = deferredPointsRevenue(sale, { redeemed: 8_500, expectedRedeemed: 9_700 });
    check("recognised in the second year", 3_493, second.recognized - first.recognized);
    check("contract liability after the second year", 1_073, second.deferred);
  });
});
