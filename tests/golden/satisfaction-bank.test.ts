/** Drivers, quadrants, penalty and reward, and scores of 250 customers of a bank, beside what R gives for the same data. */
import { expect, it } from "vitest";
import {
  csat,
  importancePerformance,
  keyDrivers,
  netPromoterScore,
  penaltyReward,
  satisfactionIndexOfMeans,
} from "../../src/satisfaction/index.ts";
import { describeReference, readReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import golden from "./satisfaction-keydrivers-bank.json" with { type: "json" };

const blocks = { IMAG: "imag", EXPE: "expe", QUAL: "qual", VAL: "val" } as const;
type Block = keyof typeof blocks;
const names = Object.keys(blocks) as Block[];

function figure(what: string, expected: number, actual: number | null | undefined, tolerance = 1e-9): void {
  const source = "R 4.2.2, satisfaction data of plspm";
  reproduces({ area: "satisfaction", figure: `bank data: ${what}`, source, expected, tolerance }, actual ?? Number.NaN);
}

describeReference("bank data of plspm", () => {
  const { columns, rows } = JSON.parse(readReference("satisfaction-bank-plspm.json")) as {
    columns: string[];
    rows: (number | string)[][];
  };
  const column = (name: string) => rows.map((row) => row[columns.indexOf(name)] as number);
  const block = (prefix: string) => {
    const items = columns.filter((name) => new RegExp(`^${prefix}\\d`).test(name)).map(column);
    return rows.map((_, i) => items.reduce((sum, item) => sum + item[i]!, 0) / items.length);
  };
  const drivers = Object.fromEntries(names.map((name) => [name, block(blocks[name])]));
  const found = keyDrivers({ outcome: column("sat1"), drivers });

  it("regression of satisfaction on four drivers", () => {
    const expected = golden.key_drivers;
    expect(found.n).toBe(expected.n);
    figure("R²", expected.r2, found.rSquared);
    figure("adjusted R²", expected.adj_r2, found.adjustedRSquared);
    figure("intercept", expected.intercept, found.intercept.estimate);
    for (const [j, name] of names.entries()) {
      const driver = found.drivers[j]!;
      figure(`${name}: coefficient`, expected.b[name], driver.coefficient);
      figure(`${name}: standard error`, expected.se[name], driver.standardError);
      figure(`${name}: t`, expected.t[name], driver.t);
      figure(`${name}: p`, expected.p[name], driver.pValue);
      figure(`${name}: standardized coefficient`, expected.beta_std[name], driver.standardizedCoefficient);
      figure(`${name}: correlation`, expected.zero_order_r[name], driver.correlation);
      figure(`${name}: variance inflation`, expected.vif[name], driver.varianceInflation);
    }
  });

  it("importances", () => {
    const expected = golden.key_drivers;
    for (const [j, name] of names.entries()) {
      const driver = found.drivers[j]!;
      figure(`${name}: Shapley value (LMG)`, expected.lmg[name], driver.shapley);
      figure(`${name}: share of R² (LMG)`, expected.lmg_pct[name] / 100, driver.shapleyShare);
      figure(`${name}: relative weight`, expected.johnson_rw[name], driver.relativeWeight);
      figure(`${name}: share of R² (relative weight)`, expected.johnson_rw_pct[name] / 100, driver.relativeWeightShare);
      figure(`${name}: Pratt`, expected.pratt[name], driver.pratt);
    }
    expect(found.drivers.map(({ rank }) => rank)).toEqual([2, 4, 3, 1]);
  });

  it("quadrants of importance and performance", () => {
    const performance = Object.fromEntries(
      names.map((name) => [name, drivers[name]!.reduce((sum, value) => sum + value, 0) / rows.length]),
    );
    const importance = Object.fromEntries(found.drivers.map(({ name, shapleyShare }) => [name, 100 * shapleyShare!]));
    const { cuts, attributes } = importancePerformance({ importance, performance }, { scale: { min: 0, max: 10 } });
    figure("cut of importance", golden.ipa.cut_importance, cuts.importance);
    figure("cut of performance", golden.ipa.cut_performance, cuts.performance);
    const labels = {
      overkill: "possible overkill",
      "low-priority": "low priority",
      concentrate: "concentrate here",
    } as Record<string, string>;
    for (const { name, quadrant, ...attribute } of attributes) {
      figure(`${name}: performance`, golden.ipa.performance[name as Block], attribute.performance);
      figure(`${name}: importance`, golden.ipa.importance_lmg_pct[name as Block], attribute.importance);
      expect(quadrant.label).toBe(labels[golden.ipa.quadrant[name as Block]]);
    }
    expect(attributes[0]!.name).toBe("VAL");
  });

  it("penalty and reward", () => {
    const { prca } = golden;
    const attributes = Object.fromEntries(Object.keys(prca.attributes).map((name) => [name, column(name)]));
    const options = { low: prca.low_at_most, high: prca.high_at_least };
    const contrast = penaltyReward({ outcome: column("sat1"), attributes }, options);
    figure("contrast: intercept", prca.intercept, contrast.intercept.estimate);
    figure("contrast: R²", prca.r2, contrast.rSquared);
    for (const one of contrast.attributes) {
      const expected = prca.attributes[one.name as keyof typeof prca.attributes];
      figure(`${one.name}: penalty`, expected.penalty, one.penalty.estimate);
      figure(`${one.name}: reward`, expected.reward, one.reward.estimate);
      figure(`${one.name}: range of impact`, expected.riocs, one.rangeOfImpact);
      figure(`${one.name}: satisfaction potential`, expected.sgp, one.satisfactionPotential);
      figure(`${one.name}: dissatisfaction potential`, expected.dgp, one.dissatisfactionPotential);
      figure(`${one.name}: impact asymmetry`, expected.ia, one.impactAsymmetry);
      expect([one.low, one.high]).toEqual([expected.n_low, expected.n_high]);
    }
    expect(contrast.attributes.map(({ kind }) => kind?.label)).toEqual([
      "dissatisfier",
      "hybrid",
      "dissatisfier",
      "frustrator",
    ]);
  });

  it("satisfaction and net promoter scores", () => {
    // The answers are said to be of 1 to 10, and some are 0: the scale has to be one point longer, and so the bottom box.
    const scale = { min: 0, max: 10 };
    const two = csat(column("sat1"), { scale, bottom: 3 });
    expect(() => csat(column("sat1"), { scale: { min: 1, max: 10 } })).toThrow(/ratings\[52\].*received 0/);
    figure("satisfaction: mean", golden.csat.mean, two.mean.mean);
    figure("satisfaction: standard deviation", golden.csat.sd, two.mean.standardDeviation);
    figure("satisfaction: standard error", golden.csat.se_mean, two.mean.standardError);
    figure("satisfaction: top two", golden.csat.top2, two.top.share);
    figure("satisfaction: bottom two", golden.csat.bottom2, two.bottom.share);
    figure("satisfaction: top three", golden.csat.top3, csat(column("sat1"), { scale, top: 3 }).top.share);
    const means = { sat1: two.mean.mean };
    const { index } = satisfactionIndexOfMeans(means, { scale: { min: 1, max: 10 } });
    figure("satisfaction: index from 1 to 10", golden.csat.score0100, index);
    const nps = netPromoterScore(column("loy3"), {
      scale,
      cuts: { promotersFrom: 9, detractorsTo: 6 },
    });
    figure("net promoter score", golden.nps.nps, nps.score);
    figure("net promoter score: standard error", golden.nps.se, nps.standardError);
    figure("net promoter score: lower end", golden.nps.ci95[0]!, nps.lower);
    figure("net promoter score: upper end", golden.nps.ci95[1]!, nps.upper);
    figure("promoters", golden.nps.promoters, nps.promoters);
    figure("passives", golden.nps.passives, nps.passives);
    figure("detractors", golden.nps.detractors, nps.detractors);
  });
});
