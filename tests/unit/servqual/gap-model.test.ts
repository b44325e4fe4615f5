import { describe, expect, it } from "vitest";
import { type GapModelValues, gapAntecedentFactors, gapAntecedents, gapModel } from "../../../src/servqual/index.ts";
import { refuses } from "../../refuses.ts";

const values: GapModelValues = {
  customerExpectation: { reliability: 6, empathy: 5.5 },
  managerPerceivedExpectation: { reliability: 5.5, empathy: 5 },
  standards: { reliability: 5, empathy: 5 },
  delivery: { reliability: 4.5, empathy: 5 },
  communication: { reliability: 6, empathy: 5 },
  customerPerception: { reliability: 5, empathy: 5 },
};

describe("gapModel", () => {
  it("measures gaps 2 to 4 from the top of the scale, or from what came before", () => {
    const direct = gapModel(values);
    expect(direct.scale).toEqual({ min: 1, max: 7 });
    expect(Object.values(direct.gaps).map((gap) => [gap!.number, gap!.basis, gap!.mean])).toEqual([
      [1, "difference", -0.5],
      [2, "rating", -2],
      [3, "rating", -2.25],
      [4, "rating", -1.5],
      [5, "difference", -0.75],
    ]);
    const chained = gapModel(values, { mode: "chained" });
    expect(Object.values(chained.gaps).map((gap) => gap!.mean)).toEqual([-0.5, -0.25, -0.25, -0.75, -0.75]);
    expect(chained.residual!.dimensions).toMatchObject({ reliability: { gap: 0.5 }, empathy: { gap: 0 } });
    expect(chained.residual!.mean).toBe(0.25);
  });

  it("ranks only what can be compared", () => {
    expect(gapModel(values).ranking).toEqual(["delivery", "standards", "communication"]);
    expect(gapModel(values, { mode: "chained" }).ranking).toEqual([
      "communication",
      "knowledge",
      "standards",
      "delivery",
    ]);
  });

  it("weights the dimensions, names them in Chinese, and says what to look at", () => {
    const { gaps, dimensions } = gapModel(values, { weights: { reliability: 3, empathy: 1 } });
    const { mean, weightedMean, ranking, antecedents } = gaps.delivery!;
    expect([mean, weightedMean]).toEqual([-2.25, -2.375]);
    expect(ranking.map(({ key, labelZh, weight, weightedGap }) => [key, labelZh, weight, weightedGap])).toEqual([
      ["reliability", "可靠性", 0.75, -1.875],
      ["empathy", "移情性", 0.25, -0.5],
    ]);
    expect(antecedents.map(({ key }) => key)).toContain("roleConflict");
    expect(gaps.customer!.antecedents).toEqual([]);
    expect(gapModel(values).gaps.delivery!.weightedMean).toBeNull();
    expect(dimensions[0]).toEqual({ key: "reliability", label: "reliability", labelZh: "可靠性" });
    const own = { customerExpectation: { speed: 6 }, customerPerception: { speed: 5 } };
    expect(gapModel(own).dimensions[0]!.labelZh).toBe("speed");
  });

  it("averages answers, with standard errors", () => {
    const { values: means, gaps } = gapModel({
      customerExpectation: { reliability: [5, 7, null, 6], empathy: 5 },
      customerPerception: { reliability: Float64Array.of(4, 5), empathy: [null] },
      delivery: { reliability: [4, 6], empathy: [5] },
    });
    const error = 1 / Math.sqrt(3);
    expect(means.customerExpectation!["reliability"]).toEqual({
      mean: 6,
      n: 3,
      missing: 1,
      standardError: expect.closeTo(error, 14),
    });
    expect(means.customerExpectation!["empathy"]).toEqual({ mean: 5, n: null, missing: 0, standardError: null });
    expect(means.customerPerception!["empathy"]).toEqual({ mean: null, n: 0, missing: 1, standardError: null });
    expect(gaps.customer!.dimensions["reliability"]!.gap).toBe(-1.5);
    expect(gaps.customer!.dimensions["reliability"]!.standardError).toBeCloseTo(Math.hypot(error, 0.5), 14);
    expect(gaps.customer!.dimensions["empathy"]).toEqual({ gap: null, standardError: null });
    expect(gaps.customer!.mean).toBe(-1.5);
    expect(gaps.delivery!.dimensions["reliability"]).toEqual({ gap: -2, standardError: 1 });
    expect(gaps.delivery!.dimensions["empathy"]).toEqual({ gap: -2, standardError: null });
    expect([gaps.knowledge, gaps.standards, gaps.communication]).toEqual([null, null, null]);
  });

  it("refuses what cannot be compared", () => {
    const { customerExpectation, standards } = values;
    refuses(() => gapModel({}), "empty", "values");
    refuses(() => (gapModel as () => unknown)(), "empty", "values");
    refuses(() => gapModel({ customerExpectation }), "insufficient-data", "values");
    refuses(() => gapModel({ customerExpectation: {}, customerPerception: {} }), "empty", "values.customerExpectation");
    refuses(() => gapModel({ customerExpectation, standards }, { mode: "chained" }), "insufficient-data", "values");
    refuses(
      () => gapModel({ customerExpectation, customerPerception: { reliability: 5 } }),
      "length-mismatch",
      "values.customerPerception",
    );
    refuses(
      () => gapModel({ customerExpectation, customerPerception: { reliability: 8, empathy: 5 } }),
      "out-of-range",
      "values.customerPerception.reliability",
    );
    refuses(
      () => gapModel({ customerExpectation, customerPerception: { reliability: [8], empathy: 5 } }),
      "out-of-range",
      "values.customerPerception.reliability[0]",
    );
    refuses(
      () => gapModel({ customerExpectation, customerPerception: { reliability: "5" as never, empathy: 5 } }),
      "not-finite",
      "values.customerPerception.reliability",
    );
    refuses(
      () => gapModel({ customerExpectation, customerPerception: { reliability: [], empathy: 5 } }),
      "empty",
      "values.customerPerception",
    );
    refuses(
      () => gapModel({ customerExpectation, customerPerception: null as never }),
      "bad-option",
      "values.customerPerception",
    );
    refuses(() => gapModel({ ...values, standard: standards } as never), "bad-option", "values.standard");
    refuses(() => gapModel(values, { weights: { reliability: 1 } }), "not-finite", "options.weights.empathy");
    refuses(
      () => gapModel(values, { weights: { reliability: 1, empathy: 1, price: 1 } }),
      "bad-option",
      "options.weights.price",
    );
    refuses(
      () => gapModel(values, { scale: { min: 1, max: 5 } }),
      "out-of-range",
      "values.customerExpectation.reliability",
    );
    refuses(() => gapModel(values, { mode: "both" as never }), "bad-option", "options.mode");
  });
});

describe("gapAntecedents", () => {
  const answers = { T1: [5, 6, 4, null], T2: [6, 6, 7, null], C1: [6, 5, 7, 2], C2: [2, 3, 1, 6], G1: [1, 2, 3, 4] };
  const items = { teamwork: ["T1", "T2"], roleConflict: ["C1", "C2"], goalSetting: ["G1"] };
  const asked = { items, reversed: ["C2"] };

  it("scores them lowest first, those of which more is bad turned", () => {
    const { antecedents, n, missing, regressions } = gapAntecedents(answers, asked);
    expect([n, missing]).toEqual([4, 0]);
    expect(regressions).toEqual({});
    expect(antecedents.map(({ key }) => key)).toEqual(["goalSetting", "roleConflict", "teamwork"]);
    const [, conflict, teamwork] = antecedents;
    expect(conflict).toMatchObject({
      labelZh: "角色冲突",
      gap: "delivery",
      reversed: true,
      scores: [2, 3, 1, 6],
      mean: 3,
    });
    expect(teamwork).toMatchObject({ scores: [5.5, 6, 5.5, null], n: 3, missing: 1, t: null, items: ["T1", "T2"] });
  });

  it("regresses a gap on the antecedents that belong to it", () => {
    const teamwork = [1, 2, 3, 4, 5, 6, 7, 3];
    const conflict = [7, 5, 6, 2, 3, 4, 1, null];
    const size = teamwork.map((t, i) => 0.5 * t - 0.25 * (conflict[i] ?? 4) - 3);
    const { regressions } = gapAntecedents(
      { T: teamwork, C: conflict, G: teamwork },
      {
        items: { teamwork: ["T"], roleConflict: ["C"], goalSetting: ["G"] },
        gaps: { delivery: size.map((gap, i) => (i === 2 ? null : gap)) },
      },
    );
    const { terms, n, missing, rSquared } = regressions.delivery!;
    expect(terms.map(({ name }) => name)).toEqual(["(intercept)", "teamwork", "roleConflict"]);
    // Role conflict is turned: 8 - x, so that the constant becomes -3 - 2 and the slope 0.25.
    for (const [j, expected] of [-5, 0.5, 0.25].entries()) expect(terms[j]!.estimate).toBeCloseTo(expected, 10);
    expect([n, missing]).toEqual([6, 2]);
    expect(rSquared).toBeCloseTo(1, 12);
  });

  it("takes antecedents of one's own, and complete answers only", () => {
    const own = { key: "tools", label: "tools", labelZh: "工具", gap: "delivery", reversed: false } as const;
    const { antecedents } = gapAntecedents(answers, {
      items: { tools: ["T1"] },
      antecedents: [...gapAntecedentFactors, own],
    });
    expect(antecedents[0]).toMatchObject({ key: "tools", labelZh: "工具", mean: 5 });
    const complete = gapAntecedents(answers, { ...asked, missing: "listwise" });
    expect([complete.n, complete.missing]).toEqual([3, 1]);
    expect(complete.antecedents.map(({ n }) => n)).toEqual([3, 3, 3]);
    const silent = gapAntecedents({ A: [null], B: [4] }, { items: { teamwork: ["A"], goalSetting: ["B"] } });
    expect(silent.antecedents.map(({ key, mean }) => [key, mean])).toEqual([
      ["goalSetting", 4],
      ["teamwork", null],
    ]);
  });

  it("refuses wrong calls", () => {
    refuses(() => (gapAntecedents as () => unknown)(), "empty", "options.items");
    refuses(() => gapAntecedents(answers, { items: {} }), "empty", "options.items");
    refuses(() => gapAntecedents(answers, { items: { team: ["T1"] } }), "bad-option", "options.items");
    refuses(() => gapAntecedents(answers, { items: { teamwork: [] } }), "bad-option", "options.items.teamwork");
    refuses(
      () => gapAntecedents(answers, { items: { teamwork: "T1" as never } }),
      "bad-option",
      "options.items.teamwork",
    );
    refuses(() => gapAntecedents(answers, { items: { teamwork: ["T9"] } }), "length-mismatch", "answers.T9");
    refuses(() => gapAntecedents(answers, { items, reversed: ["T9"] }), "bad-option", "options.reversed");
    refuses(() => gapAntecedents(answers, { items, scale: { min: 1, max: 5 } }), "out-of-range", "answers.T1[1]");
    refuses(() => gapAntecedents(answers, { items, gaps: { price: [1] } as never }), "bad-option", "options.gaps");
    refuses(
      () => gapAntecedents(answers, { items, gaps: { knowledge: [1, 2, 3, 4] } }),
      "bad-option",
      "options.gaps.knowledge",
    );
    refuses(() => gapAntecedents(answers, { items, gaps: { standards: [1] } }), "length-mismatch", "options.gaps");
    refuses(
      () => gapAntecedents(answers, { items, gaps: { delivery: [1, 2, 3, 4] } }),
      "insufficient-data",
      "options.gaps.delivery",
    );
    refuses(
      () => gapAntecedents(answers, { ...asked, antecedents: [{ key: "tools" }] as never }),
      "bad-option",
      "options.antecedents[0].label",
    );
    refuses(() => gapAntecedents(answers, { ...asked, antecedents: {} as never }), "bad-option", "options.antecedents");
    refuses(() => gapAntecedents(answers, { ...asked, level: 0 }), "out-of-range", "options.level");
  });
});
