/** What drives loyalty, beside R on public data, and the worked cases of components and curves. */
import { describe, expect, it } from "vitest";
import {
  fitLoyaltyDeterminants,
  loyaltyAtSatisfaction,
  loyaltyDeterminants,
  loyaltyScore,
  revealedSwitchingCost,
  simpleSlopes,
  sobelTest,
  switchingCostMoney,
  switchingCostScore,
  trustEquation,
} from "../../src/loyalty/index.ts";
import { keyDrivers } from "../../src/satisfaction/index.ts";
import { logisticRegression } from "../../src/statistics/logistic-regression.ts";
import { describeReference, readReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import synthetic from "./glm_synthetic.json" with { type: "json" };
import all from "./loyalty-cases.json" with { type: "json" };
import golden from "./loyalty-determinants.json" with { type: "json" };
import curves from "./satisfaction-cases.json" with { type: "json" };

function figure(
  what: string,
  expected: number,
  actual: number | null | undefined,
  { tolerance = 1e-9, source = "worked cases, numpy" } = {},
): void {
  reproduces({ area: "loyalty", figure: what, source, expected, tolerance }, actual ?? Number.NaN);
}
/** R takes standard errors from the weights before its last step, ours are those at the maximum. */
const lag = 2e-5;
const byR = { tolerance: 1e-8, source: "R 4.2.2, corporate reputation data of seminr" };

// biome-ignore lint/suspicious/noExplicitAny: each case has a form of its own
const caseOf = (id: string, cases: any = all): any =>
  (cases.cases ?? cases).find((one: { id: string }) => one.id === id);

describe("worked cases", () => {
  it("score of determinants with an interaction", () => {
    const { input, expected } = caseOf("determinants-linear");
    const { satisfactionXswitchingCost, ...coefficients } = input.b;
    const model = loyaltyDeterminants({
      coefficients,
      interactions: [{ of: ["satisfaction", "switchingCost"], coefficient: satisfactionXswitchingCost }],
    });
    const found = loyaltyScore(model, input.z as Record<string, number>);
    figure("determinants: L", expected.loyaltyZ, found.score);
    figure("determinants: T-score", expected.loyaltyTscore, found.tScore);
    figure("determinants: percentile", expected.percentile, found.percentile);
    const at = { predictor: "satisfaction", moderator: "switchingCost", at: [1.5] };
    const { slopes, johnsonNeyman } = simpleSlopes(model, at);
    figure("determinants: slope of satisfaction", expected.slopeOfSatisfaction, slopes[0]?.slope);
    expect(slopes[0]?.standardError).toBeNull();
    expect(johnsonNeyman).toBeNull();
  });

  it("Sobel's test", () => {
    const { input, expected } = caseOf("sobel");
    const found = sobelTest({ a: input.a, standardErrorA: input.seA, b: input.b, standardErrorB: input.seB });
    figure("Sobel: indirect effect", expected.indirect, found.indirect);
    figure("Sobel: standard error", expected.se, found.standardError);
    figure("Sobel: z", expected.z, found.z);
  });

  it("switching cost in money", () => {
    const { input, expected } = caseOf("switching-cost-money");
    const found = switchingCostMoney(
      {
        hours: input.hours,
        valueOfTime: input.valueOfTime,
        benefitLoss: input.financial.benefitLoss,
        monetaryLoss: input.financial.monetaryLoss,
        relational: input.relational,
        annualGains: input.annualGainFromSwitching,
      },
      { annualDiscountRate: input.discountRate },
    );
    figure("switching cost: procedural", expected.procedural, found.procedural);
    figure("switching cost: financial", expected.financial, found.financial);
    figure("switching cost: relational", expected.relational, found.relational);
    figure("switching cost: total", expected.total, found.total);
    figure("switching cost: present value of gains", expected.pvGain, found.presentValueOfGains);
    figure("switching cost: surplus of staying", expected.netSurplusOfStaying, found.surplusOfStaying);
    expect(found.switches).toBe(expected.switch);
  });

  it("switching cost by facets", () => {
    const { input, expected } = caseOf("switching-cost-scale");
    const found = switchingCostScore(input) as unknown as Record<string, number>;
    figure("switching cost scale: procedural", expected.procedural, found["procedural"]);
    figure("switching cost scale: financial", expected.financial, found["financial"]);
    figure("switching cost scale: relational", expected.relational, found["relational"]);
    figure("switching cost scale: mean of types", expected.overall_mean_of_types, found["overall"]);
    const byFacets = switchingCostScore(input, { overall: "facets" }) as unknown as Record<string, number>;
    figure("switching cost scale: mean of facets", expected.overall_mean_of_facets, byFacets["overall"]);
  });

  it("switching cost revealed by prices", () => {
    const { input, expected } = caseOf("shy-2002-switching-cost");
    const banks = Object.fromEntries(
      input.fees.map((price: number, i: number) => [`bank ${i + 1}`, { price, customers: input.customers[i] }]),
    );
    const found = revealedSwitchingCost(banks);
    expected.forEach((cost: number, i: number) => {
      figure(`revealed switching cost: bank ${i + 1}`, cost, found.banks[i]?.switchingCost);
    });
  });

  it("trust equation", () => {
    const { input, expected } = caseOf("trust-equation");
    figure("trust equation", expected, trustEquation(input));
  });

  it("logistic curve", () => {
    const { input, expected } = caseOf("logistic-link", curves);
    const found = loyaltyAtSatisfaction(
      { form: "logistic", coefficients: [input.a, input.b] },
      input.satisfaction as number[],
    );
    expected.p.forEach((p: number, i: number) => {
      figure(`logistic curve: loyalty at ${input.satisfaction[i]}`, p, found.loyalty[i]);
      figure(`logistic curve: slope at ${input.satisfaction[i]}`, expected.slope[i], found.slope[i]);
    });
  });
});

it("logistic regression on made data, beside R", () => {
  const { y, x1, x2, g } = synthetic.data;
  const found = logisticRegression(y, [
    { name: "x1", values: x1 },
    { name: "x2", values: x2 },
    { name: "gb", values: g.map((level) => (level === "b" ? 1 : 0)) },
    { name: "gc", values: g.map((level) => (level === "c" ? 1 : 0)) },
  ]);
  const { coef, se, vcov, ...fit } = synthetic.logistic;
  const near = { tolerance: 1e-7, source: "R 4.2.2 glm" };
  const lagging = { ...near, tolerance: lag };
  Object.values(coef).forEach((estimate, j) => {
    figure(`logistic regression: coefficient ${j}`, estimate, found.terms[j]?.estimate, near);
    figure(`logistic regression: standard error ${j}`, Object.values(se)[j]!, found.terms[j]?.standardError, lagging);
  });
  vcov.forEach((row, i) => {
    row.forEach((entry, j) => {
      expect(found.covariance[i]?.[j]).toBeCloseTo(entry, 6);
    });
  });
  figure("logistic regression: deviance", fit.deviance, found.deviance, near);
  figure("logistic regression: null deviance", fit.null_deviance, found.nullDeviance, near);
  figure("logistic regression: AIC", fit.aic, found.aic, near);
});

describeReference("corporate reputation data of seminr", () => {
  const { columns, rows } = JSON.parse(readReference("loyalty-corp-reputation.json")) as {
    columns: string[];
    rows: (number | null)[][];
  };
  const mean = (prefix: string) => {
    const items = columns.flatMap((name, j) => (name.startsWith(prefix) ? [j] : []));
    return rows.map((row) => {
      const values = items.map((j) => row[j]!);
      return values.some((value) => value === null)
        ? null
        : values.reduce((sum, value) => sum + value, 0) / items.length;
    });
  };
  const complete = rows.map((row) => row.every((value) => value !== null));
  const only = (column: (number | null)[]) => column.map((value, i) => (complete[i] ? value : null));
  const [satisfaction, loyalty, switchingCost, likeability, quality] = ["cusa", "cusl", "switch", "like", "qual"].map(
    (prefix) => only(mean(prefix)),
  ) as [(number | null)[], (number | null)[], (number | null)[], (number | null)[], (number | null)[]];

  it("satisfaction, switching cost and their product", () => {
    const determinants = { satisfaction, switchingCost };
    const found = fitLoyaltyDeterminants({ loyalty, determinants });
    const { model_with: full, model_without: less } = golden;
    expect(found.n).toBe(golden.n);
    expect(found.missing).toBe(rows.length - golden.n);
    figure("determinants: R²", full.r2, found.linear?.rSquared, byR);
    figure("determinants: adjusted R²", full.adj_r2, found.linear?.adjustedRSquared, byR);
    const names = ["intercept", "satisfaction", "switching_cost", "interaction"] as const;
    names.forEach((name, j) => {
      figure(`determinants: ${name}`, full.coef[name], found.terms[j]?.estimate, byR);
      figure(`determinants: standard error of ${name}`, full.se[name], found.terms[j]?.standardError, byR);
      figure(`determinants: t of ${name}`, full.t[name], found.terms[j]?.statistic, byR);
    });
    figure("determinants: f² of the interaction", golden.f2_interaction, found.interactions[0]?.effectSize, byR);
    const change = full.r2 - less.r2;
    figure("determinants: ΔR²", change, found.interactions[0]?.rSquaredChange, byR);
    const plain = fitLoyaltyDeterminants({ loyalty, determinants }, { interactions: [] });
    figure("determinants without interaction: R²", less.r2, plain.linear?.rSquared, byR);
    figure("determinants without interaction: satisfaction", less.coef.S, plain.terms[1]?.estimate, byR);
    figure("determinants without interaction: switching cost", less.coef.C, plain.terms[2]?.estimate, byR);
    const { slopes } = simpleSlopes(found, { predictor: "satisfaction", moderator: "switchingCost" });
    golden.simple_slopes.forEach(({ sc_z, slope, se, t }, i) => {
      figure(`simple slope at ${sc_z}`, slope, slopes[i]?.slope, byR);
      figure(`simple slope at ${sc_z}: standard error`, se, slopes[i]?.standardError, byR);
      figure(`simple slope at ${sc_z}: t`, t, slopes[i]?.statistic, byR);
    });
  });

  it("log-odds to be loyal", () => {
    const loyal = loyalty.map((value) => (value === null ? null : value >= 6 ? 1 : 0));
    const { coef, se, ...fit } = golden.logit_loyal;
    const determinants = { satisfaction, switchingCost, likeability };
    const found = fitLoyaltyDeterminants({ loyalty: loyal, determinants }, { method: "logit", interactions: [] });
    expect(loyal.filter((value) => value === 1).length).toBe(fit.n1);
    const near = { ...byR, tolerance: 1e-5 };
    (["intercept", "satisfaction", "switching_cost", "likeability"] as const).forEach((name, j) => {
      figure(`logit: ${name}`, coef[name], found.terms[j]?.estimate, near);
      figure(`logit: standard error of ${name}`, se[name], found.terms[j]?.standardError, { ...byR, tolerance: lag });
    });
    figure("logit: deviance", fit.deviance, found.logit?.deviance, byR);
    figure("logit: null deviance", fit.null_deviance, found.logit?.nullDeviance, byR);
    figure("logit: AIC", fit.aic, found.logit?.aic, byR);
  });

  it("key drivers of loyalty", () => {
    const expected = golden.key_drivers_loyalty;
    const drivers = { satisfaction, likeability, quality, switching_cost: switchingCost };
    const found = keyDrivers({ outcome: loyalty, drivers });
    figure("drivers of loyalty: R²", expected.r2, found.rSquared, byR);
    figure("drivers of loyalty: adjusted R²", expected.adj_r2, found.adjustedRSquared, byR);
    for (const driver of found.drivers) {
      const name = driver.name as keyof typeof expected.b;
      figure(`drivers of loyalty: ${name}`, expected.b[name], driver.coefficient, byR);
      figure(`drivers of loyalty: standard error of ${name}`, expected.se[name], driver.standardError, byR);
      figure(`drivers of loyalty: Shapley value of ${name}`, expected.lmg[name], driver.shapley, byR);
      figure(`drivers of loyalty: relative weight of ${name}`, expected.johnson_rw[name], driver.relativeWeight, byR);
      figure(`drivers of loyalty: Pratt of ${name}`, expected.pratt[name], driver.pratt, byR);
    }
  });
});
