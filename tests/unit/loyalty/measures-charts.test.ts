import { describe, expect, it } from "vitest";
import {
  complaintIceberg,
  complaintIcebergChart,
  marketDamage,
  marketDamageChart,
  marketDamagePresets,
  redemptionChart,
  redemptionRate,
} from "../../../src/loyalty/index.ts";
import { refuses } from "../../refuses.ts";
import { expectGoodChart } from "../charts/render.ts";

const zh = { language: "zh" } as const;

describe("marketDamageChart", () => {
  const market = {
    customers: 50_000,
    problemRate: 0.12,
    complaintRate: 0.4,
    mix: { unsatisfied: 0.3, satisfied: 0.3, satisfiedQuickly: 0.4 },
    repurchase: { noProblem: 0.92, ...marketDamagePresets["large-loss"].repurchase },
  };
  const scenario = { complaintRate: 0.6, mix: { unsatisfied: 0.2, satisfied: 0.2, satisfiedQuickly: 0.6 } };

  it("draws today and the scenario in both languages", async () => {
    const chart = marketDamageChart(marketDamage(market, { scenario }));
    await expectGoodChart(chart, ["silent", "satisfied quickly", "scenario", "2,988", "customers lost"]);
    expect(chart.description).toBe(
      "Problems cost 3,883 customers today and 3,007 under the scenario, a difference of 876; today the most are lost among the silent (2,988).",
    );
    expect(chart.data.values).toHaveLength(8);
    const chinese = marketDamageChart(marketDamage(market, { scenario }), zh);
    await expectGoodChart(chinese, ["未投诉", "改进方案", "流失客户数"]);
    expect(chinese.description).toContain("相差876人");
  });

  it("draws today alone, and recovered customers who stay more often", async () => {
    const chart = marketDamageChart(marketDamage(market));
    await expectGoodChart(chart, ["silent", "unsatisfied"]);
    expect(chart.description).toBe(
      "Problems cost 3,883 customers and leave a retention of 84 %; the most are lost among the silent (2,988).",
    );
    const repurchase = { ...market.repurchase, satisfiedQuickly: 0.99 };
    await expectGoodChart(marketDamageChart(marketDamage({ ...market, repurchase }), zh), ["-67"]);
  });

  it("refuses what is no damage", () => {
    refuses(() => marketDamageChart({} as never), "not-finite", "damage.customersLost");
  });
});

describe("complaintIcebergChart", () => {
  it("draws areas in proportion, in both languages", async () => {
    const chart = complaintIcebergChart(complaintIceberg(120));
    await expectGoodChart(chart, ["120 complain", "2,400 say nothing"]);
    expect(chart.description).toBe(
      "Behind 120 complaints stand 2,520 dissatisfied customers, of whom 4.8 % complain; 25,200 people hear of it.",
    );
    const [top, water] = chart.data.values as { height: number; right: number }[];
    expect(((top!.height - water!.height) * water!.right) / 1).toBeCloseTo(1 / 21, 12);
    const chinese = complaintIcebergChart(complaintIceberg(10, { preset: "tarp-head-office" }), { ...zh, width: 160 });
    await expectGoodChart(chinese, ["10人投诉", "260人沉默"]);
    expect(chinese.description).toBe("总部10起投诉背后有270名不满意客户，其中3.7%投诉；2,700人会听到负面口碑。");
  });

  it("draws an iceberg that is all tip", async () => {
    await expectGoodChart(complaintIcebergChart(complaintIceberg(5, { silentPerComplaint: 0 })), ["5 complain"]);
  });

  it("refuses an iceberg of nobody", () => {
    refuses(() => complaintIcebergChart(complaintIceberg(0)), "insufficient-data", "iceberg.complaints");
  });
});

describe("redemptionChart", () => {
  const rate = redemptionRate({
    issued: [100, 105, 110],
    redeemed: [[30, 20, 10], [32, 18], [36]],
    names: ["2022", "2023", "2024"],
  });

  it("draws curves and projections in both languages", async () => {
    const chart = redemptionChart(rate);
    await expectGoodChart(chart, ["2022", "2023", "2024", "so far", "projected", "periods since issue"]);
    expect(chart.description).toBe(
      "46 % of the points issued have been redeemed; 60 % will be in the end, and 40 % never.",
    );
    // 3 + 2 + 1 seen; 2 and 3 for the projections, which begin where the curves end.
    expect(chart.data.values).toHaveLength(11);
    await expectGoodChart(redemptionChart(rate, zh), ["已发生", "预测", "累计兑换率"]);
  });

  it("refuses more than can be drawn", () => {
    const many = Array.from({ length: 31 }, () => rate.cohorts[0]!);
    refuses(() => redemptionChart({ ...rate, cohorts: many }), "bad-option", "rate.cohorts");
    const long = { ...rate.cohorts[0]!, curve: Array.from({ length: 2000 }, () => 0.5) };
    refuses(() => redemptionChart({ ...rate, cohorts: [long] }), "bad-option", "rate.cohorts", "longer periods");
  });
});
