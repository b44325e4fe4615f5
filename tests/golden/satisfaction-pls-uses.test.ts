/** What is made of a path model: effects, the map of importance and performance, interactions, resampling. */
import { expect, test } from "vitest";
import { importanceQuadrants, quadrantColumn } from "../../src/satisfaction/drivers/quadrants.ts";
import { bootstrapPls, fitPlsPath, pathModel, twoStageInteraction } from "../../src/satisfaction/index.ts";
import { totalEffects } from "../../src/satisfaction/path-models/estimation/total-effects.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import loyalty from "./loyalty-determinants.json" with { type: "json" };
import cases from "./satisfaction-cases.json" with { type: "json" };
import bank from "./satisfaction-plspm-bank.json" with { type: "json" };
import { surveyColumns } from "./satisfaction-survey-data.ts";

const caseOf = (id: string): { input: never; expected: never } =>
  (cases.cases as unknown as { id: string; input: never; expected: never }[]).find((entry) => entry.id === id)!;

test("total effects are sums over chains", () => {
  const { input, expected } = caseOf("total-effects") as unknown as {
    input: { edges: [string, string, number][] };
    expected: Record<string, number>;
  };
  const names = ["Q", "V", "S", "L"];
  const effects = totalEffects(
    4,
    input.edges.map(([from, to, coefficient]) => ({
      cause: names.indexOf(from),
      effect: names.indexOf(to),
      coefficient,
    })),
  );
  for (const [pair, figure] of Object.entries(expected)) {
    const [from, to] = pair.split("->");
    reproduces(
      {
        area: "satisfaction",
        figure: `Total effect ${pair}`,
        source: "golden/satisfaction-cases.json, total-effects",
        expected: figure,
        tolerance: 1e-12,
      },
      effects[names.indexOf(from!)]![names.indexOf(to!)]!,
    );
  }
});

test("quadrants of importance and performance", () => {
  const { input, expected } = caseOf("ipma") as unknown as {
    input: Record<"totalEffects" | "performance", Record<string, number>>;
    expected: { cutImportance: number; cutPerformance: number; quadrant: Record<string, string> };
  };
  const importance = Object.values(input.totalEffects);
  const performance = Object.values(input.performance);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(mean(importance)).toBeCloseTo(expected.cutImportance, 12);
  expect(mean(performance)).toBeCloseTo(expected.cutPerformance, 12);
  const { classes, codes } = quadrantColumn(
    { names: Object.keys(input.performance), x: importance, y: performance },
    { x: mean(importance), y: mean(performance) },
    importanceQuadrants,
  );
  const short: Record<string, string> = {
    "concentrate here": "concentrate",
    "low priority": "low-priority",
    "possible overkill": "overkill",
  };
  expect(Array.from(codes, (code) => short[classes[code]!.label])).toEqual(Object.values(expected.quadrant));
});

describeReference("interaction of satisfaction and switching cost", () => {
  const answers = surveyColumns("loyalty-corp-reputation.json");
  const model = pathModel({
    blocks: {
      satisfaction: { items: ["cusa"] },
      switching: { items: ["switch_1", "switch_2", "switch_3", "switch_4"] },
      loyalty: { items: ["cusl_1", "cusl_2", "cusl_3"] },
    },
    edges: [
      ["satisfaction", "loyalty"],
      ["switching", "loyalty"],
    ],
  });
  const fit = fitPlsPath(answers, { model, scheme: "path", tolerance: 1e-12 });
  const asked = { cause: "satisfaction", moderator: "switching", outcome: "loyalty" } as const;
  const expected = loyalty.pls_two_stage.ols_on_stage1_scores;
  const source = "R, least squares on stage-1 scores (golden/loyalty-determinants.json)";
  const figure = (name: string, value: number, ours: number) =>
    reproduces(
      { area: "satisfaction", figure: `Two-stage interaction: ${name}`, source, expected: value, tolerance: 5e-7 },
      ours,
    );

  test("raw product", () => {
    expect(fit.rows).toBe(loyalty.n);
    expect(fit.missing).toBe(8);
    const { intercept, terms, interaction, rSquared, effectSize, slopes } = twoStageInteraction(fit, asked);
    figure("constant", expected.intercept, intercept.estimate);
    figure("satisfaction", expected.CUSA, terms.satisfaction!.estimate);
    figure("switching cost", expected.SC, terms.switching!.estimate);
    figure("product", expected["CUSA*SC"], interaction.estimate);
    // The model estimated anew with the product as a block differs in the fourth digit.
    expect(interaction.estimate).toBeCloseTo(loyalty.pls_two_stage.paths["CUSA*SC"], 3);
    expect(rSquared).toBeCloseTo(loyalty.pls_two_stage.r2, 3);
    expect(effectSize).toBeGreaterThan(0.005);
    expect(slopes.map(({ at }) => at)).toEqual([-1, 0, 1]);
    expect(slopes[1]).toMatchObject(terms.satisfaction!);
    expect(slopes[0]!.estimate - slopes[1]!.estimate).toBeCloseTo(-interaction.estimate, 12);
  });

  test("standardized product", () => {
    const raw = twoStageInteraction(fit, asked);
    const standardized = twoStageInteraction(fit, { ...asked, productScaling: "standardized" });
    figure("standardized product", expected["CUSA*SC_if_product_is_standardised"], standardized.interaction.estimate);
    standardized.slopes.forEach(({ estimate, standardError }, i) => {
      expect(estimate).toBeCloseTo(raw.slopes[i]!.estimate, 12);
      expect(standardError).toBeCloseTo(raw.slopes[i]!.standardError, 12);
    });
  });
});

describeReference("bootstrap of the bank model", () => {
  const answers = surveyColumns("satisfaction-bank-plspm.json");
  const model = pathModel<string>({
    blocks: Object.fromEntries(Object.entries(bank.blocks).map(([name, items]) => [name, { items }])),
    edges: bank.inner_design.edges as [string, string][],
  });
  const expected = bank.bootstrap_500_modeA_centroid.paths;
  const fit = fitPlsPath(answers, { model });

  test("standard errors and intervals of the paths are those of plspm, within chance", () => {
    const { paths, failed } = bootstrapPls(fit, answers, { draws: 3000, seed: 20_261_122 });
    expect(failed).toBe(0);
    for (const { from, to, mean, standardError, lower, upper } of paths) {
      const theirs = expected[`${from} -> ${to}` as keyof typeof expected];
      reproduces(
        {
          area: "satisfaction",
          figure: `Bank, bootstrap standard error of ${from} -> ${to}`,
          source: "R plspm 0.5.1, 500 draws (golden/satisfaction-plspm-bank.json)",
          expected: theirs.se,
          tolerance: 0.15,
        },
        standardError,
      );
      expect(Math.abs(mean - theirs.mean)).toBeLessThan(0.25 * theirs.se);
      expect(Math.abs(lower - theirs.ci95_percentile[0]!)).toBeLessThan(0.6 * theirs.se);
      expect(Math.abs(upper - theirs.ci95_percentile[1]!)).toBeLessThan(0.6 * theirs.se);
    }
  });
});
