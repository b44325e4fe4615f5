/** Refusals, edges and warnings of what drives loyalty. */
import { describe, expect, it, test } from "vitest";
import {
  fitLoyaltyDeterminants,
  type LoyaltyDeterminantsModel,
  loyaltyAtSatisfaction,
  loyaltyDeterminants,
  loyaltyScore,
  mediation,
  perceivedValueScore,
  revealedSwitchingCost,
  satisfactionLoyaltyChart,
  satisfactionLoyaltyCurve,
  simpleSlopes,
  simpleSlopesChart,
  switchingCostMoney,
  switchingCostScore,
  trustEquation,
  trustScore,
} from "../../../src/loyalty/index.ts";
import { logisticRegression } from "../../../src/statistics/logistic-regression.ts";
import { refuses } from "../../refuses.ts";

const loyalty = [5, 6, 2, 7, 4, 6, 3, 7, 5, 2];
const satisfaction = [6, 7, 2, 7, 3, 5, 2, 6, 6, 3];
const switchingCost = [3, 4, 2, 5, 6, 5, 5, 6, 2, 1];

describe("logistic regression", () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const columns = [{ name: "x", values: x }];
  test("refuses one class, separation, dependence", () => {
    refuses(() => logisticRegression([1, 1, 1, 1, 1, 1, 1, 1], columns), "one-class", "outcome");
    refuses(() => logisticRegression([0, 0, 0, 0, 1, 1, 1, 1], columns), "diverges", "columns", "separation");
    // Quasi-complete: at 4 both happen, elsewhere the column tells.
    const tied = [{ name: "x", values: [1, 2, 3, 4, 4, 6, 7, 8] }];
    refuses(() => logisticRegression([0, 0, 0, 0, 1, 1, 1, 1], tied), "diverges", "columns");
    const rare = [...columns, { name: "rare", values: [0, 0, 0, 0, 0, 1, 0, 0] }];
    refuses(() => logisticRegression([0, 1, 0, 1, 0, 1, 1, 0], rare), "diverges", "columns");
    const twice = [...columns, { name: "twice", values: x.map((value) => 3 - 2 * value) }];
    refuses(() => logisticRegression([0, 1, 0, 1, 0, 1, 1, 0], twice), "singular", "columns");
    refuses(
      () =>
        logisticRegression(
          [0, 1],
          columns.map(({ name }) => ({ name, values: [1, 2] })),
        ),
      "insufficient-data",
      "columns",
    );
  });

  test("a weight counts rows", () => {
    const y = [0, 1, 0, 0, 1, 0, 1, 1];
    const weights = [1, 2, 1, 3, 1, 1, 2, 0];
    const often = x.flatMap((value, i) => new Array<number>(weights[i]!).fill(value));
    const outcomes = y.flatMap((value, i) => new Array<number>(weights[i]!).fill(value));
    const weighted = logisticRegression(y, columns, { weights });
    const repeated = logisticRegression(outcomes, [{ name: "x", values: often }]);
    expect(weighted.n).toBe(7);
    weighted.terms.forEach(({ estimate, standardError }, j) => {
      expect(estimate).toBeCloseTo(repeated.terms[j]!.estimate, 10);
      expect(standardError).toBeCloseTo(repeated.terms[j]!.standardError, 10);
    });
    expect(weighted.nullDeviance).toBeCloseTo(repeated.nullDeviance, 10);
  });

  test("of a binary column gives the logarithm of the odds ratio", () => {
    const found = logisticRegression([1, 1, 0, 0, 0, 1, 1, 1, 0], [{ name: "x", values: [0, 0, 0, 0, 0, 1, 1, 1, 1] }]);
    expect(found.terms[1]?.estimate).toBeCloseTo(Math.log(3 / (2 / 3)), 10);
    expect(found.terms[1]?.standardError).toBeCloseTo(Math.sqrt(1 / 2 + 1 / 3 + 1 / 3 + 1), 8);
  });
});

describe("fitLoyaltyDeterminants", () => {
  it("counts who is left out, and says that there are few", () => {
    const data = {
      loyalty: [null, ...loyalty],
      determinants: { satisfaction: [5, ...satisfaction], switchingCost: [null, ...switchingCost] },
    };
    const { n, missing, warnings, interactions } = fitLoyaltyDeterminants(data);
    expect([n, missing]).toEqual([10, 1]);
    expect(warnings.map(({ code }) => code)).toEqual(["few-customers"]);
    expect(interactions[0]?.change).toBeCloseTo(fitLoyaltyDeterminants(data).terms[3]!.statistic! ** 2, 9);
  });

  it("warns of a sign that is the wrong way round beyond chance", () => {
    const against = { loyalty: loyalty.map((value) => -value), determinants: { satisfaction } };
    const { warnings, terms } = fitLoyaltyDeterminants(against);
    expect(terms[1]!.upper).toBeLessThan(0);
    expect(warnings).toMatchObject([{ code: "unexpected-sign", count: 1 }]);
  });

  it("gives plain frozen data", () => {
    const { model } = fitLoyaltyDeterminants({ loyalty, determinants: { satisfaction, switchingCost } });
    expect(Object.isFrozen(model) && Object.isFrozen(model.covariance?.[0])).toBe(true);
    const stored = JSON.parse(JSON.stringify(model)) as LoyaltyDeterminantsModel;
    expect(loyaltyScore(stored, { satisfaction: 6, switchingCost: 3 })).toEqual(
      loyaltyScore(model, { satisfaction: 6, switchingCost: 3 }),
    );
  });

  it("has no f² of a perfect fit", () => {
    const perfect = satisfaction.map((value) => 2 * value);
    const { interactions, linear } = fitLoyaltyDeterminants({
      loyalty: perfect,
      determinants: { satisfaction, switchingCost },
    });
    expect(linear?.rSquared).toBeCloseTo(1, 12);
    expect(interactions[0]?.effectSize).toBeNull();
  });

  it("refuses what has no answer", () => {
    const fitting =
      (determinants: Record<string, number[]>, options = {}, own: number[] = loyalty) =>
      () =>
        fitLoyaltyDeterminants({ loyalty: own, determinants }, options);
    refuses(fitting({ satisfaction: new Array(10).fill(4) }), "zero-variance", "data.determinants.satisfaction");
    refuses(fitting({ satisfaction }, {}, new Array(10).fill(4)), "zero-variance", "data.loyalty");
    refuses(fitting({ satisfaction, trust: satisfaction }), "singular", "data.determinants");
    refuses(fitting({ satisfaction }, { method: "logit" }), "out-of-range", "data.loyalty");
    refuses(
      fitting({ satisfaction }, { interactions: [["satisfaction", "trust"]] }),
      "bad-option",
      "options.interactions[0][1]",
    );
    refuses(
      fitting({ satisfaction, switchingCost }, { interactions: [["satisfaction", "satisfaction"]] }),
      "bad-option",
      "options.interactions[0]",
    );
    refuses(fitting({ satisfaction: [1, 2] }), "length-mismatch", "data.loyalty");
    refuses(
      () => fitLoyaltyDeterminants({ loyalty: [1, 2], determinants: { satisfaction: [null, null] } }),
      "insufficient-data",
      "data",
    );
    refuses(fitting({ satisfaction }, { method: "logit" }, new Array(10).fill(1)), "one-class", "data.loyalty");
    refuses(
      fitting(
        { satisfaction },
        { method: "logit" },
        satisfaction.map((s) => (s > 4 ? 1 : 0)),
      ),
      "diverges",
      "data.determinants",
    );
  });
});

describe("loyaltyScore and simpleSlopes", () => {
  const fit = fitLoyaltyDeterminants({ loyalty, determinants: { satisfaction, switchingCost } });
  it("score one customer as many", () => {
    const many = loyaltyScore(fit, { satisfaction, switchingCost });
    satisfaction.forEach((value, i) => {
      expect(loyaltyScore(fit, { satisfaction: value, switchingCost: switchingCost[i]! }).score).toBe(many.score[i]);
    });
    const mean = (values: ArrayLike<number>) =>
      Array.from(values).reduce((sum, value) => sum + value / values.length, 0);
    expect(mean(many.loyalty!)).toBeCloseTo(mean(loyalty), 10);
    expect(many.probability).toBeNull();
  });

  it("gives a chance where the model is of log-odds", () => {
    const model = loyaltyDeterminants({ method: "logit", coefficients: { trust: 1 }, intercept: -1 });
    const found = loyaltyScore(model, { trust: 1 });
    expect([found.probability, found.tScore, found.loyalty]).toEqual([0.5, null, null]);
  });

  it("refuse what they cannot score", () => {
    refuses(() => loyaltyScore(fit, { satisfaction: 4 }), "length-mismatch", "customers.switchingCost");
    refuses(
      () => loyaltyScore(fit, { satisfaction: [4, 5], switchingCost: [4] }),
      "length-mismatch",
      "customers.switchingCost",
    );
    refuses(
      () => loyaltyScore({ ...fit.model, version: 2 } as never, { satisfaction: 4 }),
      "bad-option",
      "model.version",
      "newer",
    );
    refuses(() => loyaltyScore({ kind: "x" } as never, { satisfaction: 4 }), "unknown-kind", "model.kind");
    refuses(
      () => simpleSlopes(fit, { predictor: "satisfaction", moderator: "trust" }),
      "bad-option",
      "options.moderator",
    );
    refuses(
      () => simpleSlopes(fit, { predictor: "satisfaction", moderator: "satisfaction" }),
      "bad-option",
      "options.moderator",
    );
    refuses(
      () => simpleSlopes(fit, { predictor: "satisfaction", moderator: "switchingCost", at: [] }),
      "empty",
      "options.at",
    );
    refuses(() => loyaltyDeterminants({ coefficients: {} }), "empty", "parameters.coefficients");
    refuses(
      () => loyaltyDeterminants({ coefficients: { a: 1 }, standards: { b: { mean: 0, deviation: 1 } } }),
      "bad-option",
      "parameters.standards",
    );
  });

  it("find no, one or two Johnson–Neyman bounds", () => {
    const made = (slope: number, product: number, variance: readonly [number, number, number]) => {
      const base = loyaltyDeterminants({
        coefficients: { x: slope, m: 0 },
        interactions: [{ of: ["x", "m"], coefficient: product }],
      });
      const [vx, vxm, cov] = variance;
      const covariance = [
        [1, 0, 0, 0],
        [0, vx, 0, cov],
        [0, 0, 1, 0],
        [0, cov, 0, vxm],
      ];
      return simpleSlopes({ ...base, covariance }, { predictor: "x", moderator: "m" }).johnsonNeyman!;
    };
    const z = made(1, 0, [1, 1, 0]).quantile;
    // Never significant; between two bounds; outside two bounds; from one bound on; everywhere.
    expect(made(0.1, 0.1, [1, 1, 0])).toEqual({ bounds: [], regions: [], quantile: z });
    expect(made(3, 0, [1, 1, 0]).regions).toHaveLength(1);
    expect(made(3, 0, [1, 1, 0]).bounds).toHaveLength(2);
    expect(made(0, 3, [1, 1, 0]).regions.map(({ from, to }) => [from === null, to === null])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(made(3, z, [1, 1, 0]).bounds).toHaveLength(1);
    expect(made(9, 3, [1, 1, 0.99]).regions.length).toBeGreaterThan(0);
  });
});

describe("mediation", () => {
  const data = {
    cause: satisfaction,
    mediators: { a: switchingCost, b: [1, 3, 2, 5, 4, 4, 2, 6, 5, 3] },
    outcome: loyalty,
  };
  it("has a way for each subset of a chain, and one for each mediator in parallel", () => {
    const serial = mediation(data);
    expect(serial.indirect.map(({ through }) => through.join(" "))).toEqual(["a", "b", "a b"]);
    expect(serial.warnings.map(({ code }) => code)).toEqual(["no-bootstrap"]);
    expect(mediation(data, { structure: "parallel" }).indirect.map(({ through }) => through.join(" "))).toEqual([
      "a",
      "b",
    ]);
  });
  it("has no share of a total effect that may be 0", () => {
    const cause = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2];
    expect(mediation({ ...data, cause }).proportionMediated).toBeNull();
    expect(mediation(data).proportionMediated).toBeTypeOf("number");
  });
  it("refuses what has no answer", () => {
    refuses(() => mediation({ ...data, mediators: { cause: switchingCost } }), "bad-option", "data.mediators");
    refuses(() => mediation({ ...data, mediators: { a: satisfaction } }), "singular", "data");
    refuses(() => mediation({ ...data, outcome: new Array(10).fill(2) }), "zero-variance", "data.outcome");
    refuses(() => mediation({ ...data, cause: [1] }), "length-mismatch", "data.outcome");
    refuses(
      () => mediation({ ...data, cause: satisfaction.map((s, i) => (i < 7 ? null : s)) }),
      "insufficient-data",
      "data",
    );
  });
});

describe("components", () => {
  it("take one customer or many, and say where a rating is missing", () => {
    expect(trustScore({ ability: [6, null], benevolence: [4, 4], integrity: [5, 5] })).toEqual([5, null]);
    expect(perceivedValueScore({ benefits: [6, 6], sacrifices: [4, 0] }, { form: "ratio" })).toEqual([1.5, null]);
    expect(perceivedValueScore({ benefits: 6, sacrifices: 4 })).toBe(2);
    refuses(
      () => perceivedValueScore({ benefits: 6, sacrifices: 0 }, { form: "ratio" }),
      "out-of-range",
      "ratings.sacrifices",
    );
    refuses(() => trustScore({ ability: 6, benevolence: 4 } as never), "length-mismatch", "ratings.integrity");
    refuses(
      () => trustScore({ ability: 6, benevolence: 4, integrity: 5, luck: 1 } as never),
      "bad-option",
      "ratings.luck",
    );
    refuses(
      () => trustScore({ ability: 8, benevolence: 4, integrity: 5 }, { scale: { min: 1, max: 7 } }),
      "out-of-range",
      "ratings.ability",
    );
    refuses(() => switchingCostScore({ setup: 3 } as never), "length-mismatch", "ratings.economicRisk");
    refuses(
      () => trustEquation({ credibility: 1, reliability: 1, intimacy: 1, selfOrientation: 0 }),
      "out-of-range",
      "ratings.selfOrientation",
    );
  });
  it("stay where gains just pay the cost", () => {
    const costs = { hours: {}, valueOfTime: 0, benefitLoss: [], monetaryLoss: 100, relational: {}, annualGains: [100] };
    const at = (annualDiscountRate: number) => switchingCostMoney(costs, { annualDiscountRate });
    expect([at(0).surplusOfStaying, at(0).switches]).toEqual([0, false]);
    expect(switchingCostMoney({ ...costs, annualGains: [101] }, { annualDiscountRate: 0 }).switches).toBe(true);
    refuses(() => at(5), "out-of-range", "options.annualDiscountRate", "0.05 means 5 %");
  });
  it("reveal costs of two banks at least, and warn of those below 0", () => {
    refuses(() => revealedSwitchingCost({ only: { price: 1, customers: 5 } }), "insufficient-data", "banks");
    const { banks, warnings } = revealedSwitchingCost({ a: { price: 0, customers: 1 }, b: { price: 9, customers: 9 } });
    expect(banks.map(({ name }) => name)).toEqual(["b", "a"]);
    expect(banks[1]).toMatchObject({ share: null });
    expect(warnings.map(({ code }) => code)).toEqual(["negative-switching-cost"]);
  });
});

describe("satisfactionLoyaltyCurve", () => {
  const s = [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 4.5, null];
  const l = [1, 2, 1, 3, 2, 3, 4, 3, 5, 4, 5, 3];
  it("counts zones from the bound on, rescaled to other scales", () => {
    const found = satisfactionLoyaltyCurve({ satisfaction: s, loyalty: l }, { forms: ["linear"] });
    expect([found.n, found.missing, found.zones]).toEqual([11, 1, [4, 4, 3]]);
    const ten = satisfactionLoyaltyCurve(
      { satisfaction: s, loyalty: l },
      { scale: { min: 0, max: 10 }, forms: ["linear"] },
    );
    expect(ten.bounds).toEqual([5, 8.75]);
  });
  it("compares all curves by one likelihood", () => {
    const loyal = l.map((value) => (value > 2 ? 1 : 0));
    const binary = satisfactionLoyaltyCurve({ satisfaction: s, loyalty: loyal });
    expect(binary.likelihood).toBe("bernoulli");
    const logit = binary.curves.find(({ form }) => form === "logistic")!;
    const complete = s.flatMap((value, i) => (value === null ? [] : [i]));
    const plain = logisticRegression(
      complete.map((i) => loyal[i]!),
      [{ name: "s", values: complete.map((i) => s[i]!) }],
    );
    expect(logit.aic).toBeCloseTo(plain.aic, 9);
    expect(logit.standardErrors[1]).toBeCloseTo(plain.terms[1]!.standardError, 9);
    expect(logit.inflection).toBeCloseTo(-logit.coefficients[0]! / logit.coefficients[1]!, 12);
    const score = satisfactionLoyaltyCurve({ satisfaction: s, loyalty: l });
    expect(score.leftOut.map(({ form }) => form)).toEqual(["logistic"]);
    const linear = score.curves[0]!;
    expect(linear.aicDifference).toBeCloseTo(linear.aic! - Math.min(...score.curves.map(({ aic }) => aic!)), 12);
  });
  it("leaves out forms that the data do not have, and warns", () => {
    const two = [1, 1, 1, 1, 5, 5, 5, 5];
    const found = satisfactionLoyaltyCurve({ satisfaction: two, loyalty: [5, 4, 5, 4, 1, 2, 1, 2] });
    expect(found.leftOut.map(({ form }) => form)).toEqual(["logistic", "cubic", "piecewise"]);
    expect(found.warnings.map(({ code }) => code)).toEqual([
      "few-in-zone",
      "falling-curve",
      "close-curves",
      "curves-left-out",
    ]);
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: two, loyalty: [5, 4, 5, 4, 1, 2, 1, 2] }, { forms: ["cubic"] }),
      "singular",
      "options.forms",
    );
  });
  it("goes through every point without an AIC", () => {
    const line = [1, 2, 3, 4, 5, 1, 2, 3];
    const found = satisfactionLoyaltyCurve(
      { satisfaction: line, loyalty: line.map((value) => 2 * value) },
      { forms: ["linear"] },
    );
    expect(found.curves[0]).toMatchObject({ aic: null, aicDifference: null });
  });
  it("refuses what has no curve", () => {
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: [1, 2], loyalty: [1, 2] }),
      "insufficient-data",
      "data.satisfaction",
    );
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: new Array(9).fill(3), loyalty: [1, 2, 3, 4, 5, 6, 7, 8, 9] }),
      "zero-variance",
      "data.satisfaction",
    );
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: [1, 2, 3, 4, 5, 1, 2, 3], loyalty: new Array(8).fill(1) }),
      "one-class",
      "data.loyalty",
    );
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: [1, 2, 3, 4, 5, 1, 2, 9], loyalty: [1, 2, 3, 4, 5, 6, 7, 8] }),
      "out-of-range",
      "data.satisfaction[7]",
    );
    refuses(() => satisfactionLoyaltyCurve({ satisfaction: s, loyalty: [1] }), "length-mismatch", "data.loyalty");
    refuses(
      () => satisfactionLoyaltyCurve({ satisfaction: s, loyalty: l }, { bounds: [4, 3] }),
      "out-of-range",
      "options.bounds[1]",
    );
  });
  it("has no logistic curve where satisfaction tells the loyal from the others", () => {
    const s = [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5];
    const separated = satisfactionLoyaltyCurve({ satisfaction: s, loyalty: s.map((value) => (value > 3 ? 1 : 0)) });
    expect(separated.leftOut.find(({ form }) => form === "logistic")?.reason).toContain("without error");
    const drawn = separated.curves.map(({ rSquared }) => rSquared!);
    expect(separated.curves.find(({ form }) => form === separated.best)?.rSquared).toBe(Math.max(...drawn));
    expect(separated.warnings.map(({ code }) => code)).toContain("no-likelihood");
  });

  it("refuses values too small to be squared", () => {
    const s = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];
    const tiny = s.map((value, i) => 1e-170 * (value + 0.1 * (i % 3)));
    const refused = (call: () => unknown, path: string) =>
      refuses(call, "out-of-range", `standard deviation of ${path}`);
    refused(() => satisfactionLoyaltyCurve({ satisfaction: s, loyalty: tiny }), "data.loyalty");
    refused(() => fitLoyaltyDeterminants({ loyalty: s, determinants: { trust: tiny } }), "data.determinants.trust");
    refused(() => mediation({ cause: s, mediators: { trust: tiny }, outcome: s.toReversed() }), "data.mediators.trust");
  });

  it("has slopes that are derivatives", () => {
    const curves = [
      { form: "linear", coefficients: [1, 2] },
      { form: "logistic", coefficients: [-9, 2.2], loyaltyScale: { min: 1, max: 7 } },
      { form: "cubic", coefficients: [1, -0.5, 0.3, 0.1] },
      { form: "piecewise", coefficients: [1, 0.2, 0.5, 2], bounds: [3, 4.5] },
      { form: "power", coefficients: [0.3, 1.7] },
    ] as const;
    for (const curve of curves) {
      for (const at of [1.5, 3.7, 4.9]) {
        const by =
          (loyaltyAtSatisfaction(curve, at + 1e-5).loyalty - loyaltyAtSatisfaction(curve, at - 1e-5).loyalty) / 2e-5;
        expect(loyaltyAtSatisfaction(curve, at).slope).toBeCloseTo(by, 7);
      }
    }
    refuses(
      () => loyaltyAtSatisfaction({ form: "piecewise", coefficients: [1, 2] }, 3),
      "length-mismatch",
      "curve.coefficients",
    );
    refuses(() => loyaltyAtSatisfaction({ form: "power", coefficients: [1, 2] }, 0), "out-of-range", "satisfaction");
  });
});

describe("charts", () => {
  const slopes = simpleSlopes(fitLoyaltyDeterminants({ loyalty, determinants: { satisfaction, switchingCost } }), {
    predictor: "satisfaction",
    moderator: "switchingCost",
  });
  const curves = satisfactionLoyaltyCurve({
    satisfaction: [1, 2, 2, 3, 3, 4, 5, 5],
    loyalty: [1, 2, 1, 3, 2, 3, 5, 4],
  });
  test.each(["en", "zh"] as const)("in %s hold no more than their points", (language) => {
    const one = satisfactionLoyaltyChart(curves, { language });
    expect(one.data.values.filter(({ part }) => part === "zone").map(({ zone }) => zone)).toEqual(
      language === "en" ? ["defection", "indifference", "affection"] : ["流失区", "无差异区", "情感区"],
    );
    expect(one.data.values.length).toBeLessThan(200);
    const two = simpleSlopesChart(slopes, { language });
    expect(two.data.values).toHaveLength(6);
    expect(JSON.parse(JSON.stringify([one, two]))).toEqual([one, two]);
  });
});
