/** The ECSI model of 250 mobile-phone customers, against R seminr 2.3.1 and plspm 0.5.1. */
import { expect, test } from "vitest";
import {
  ecsiModel,
  type FitPlsPathOptions,
  fitPlsPath,
  type PredictionError,
  plsPredict,
  withIndicators,
} from "../../src/satisfaction/index.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import golden from "./satisfaction-seminr-mobi.json" with { type: "json" };
import predictions from "./satisfaction-seminr-predict.json" with { type: "json" };
import { surveyColumns } from "./satisfaction-survey-data.ts";

const model = withIndicators(ecsiModel, {
  image: ["IMAG1", "IMAG2", "IMAG3", "IMAG4", "IMAG5"],
  expectation: ["CUEX1", "CUEX2", "CUEX3"],
  quality: ["PERQ1", "PERQ2", "PERQ3", "PERQ4", "PERQ5", "PERQ6", "PERQ7"],
  value: ["PERV1", "PERV2"],
  satisfaction: ["CUSA1", "CUSA2", "CUSA3"],
  complaints: ["CUSCO"],
  loyalty: ["CUSL1", "CUSL2", "CUSL3"],
});
type Block = keyof typeof model.blocks;
const nameOf = (theirs: string) => theirs.toLowerCase() as Block;

/** Records the worst of some errors. */
function worst(
  figure: string,
  errors: readonly number[],
  peer = "R seminr 2.3.1 (golden/satisfaction-seminr-mobi.json)",
): void {
  reproduces(
    {
      area: "satisfaction",
      figure: `ECSI mobile phones, ${figure}: worst error`,
      source: peer,
      expected: 0,
      tolerance: 1e-6,
      absolute: true,
    },
    Math.max(...errors),
  );
}

test("the constant has the links of the study", () => {
  const links = (edges: readonly (readonly string[])[]) => edges.map((edge) => edge.map(nameOf).join(" -> ")).sort();
  expect(links(ecsiModel.edges)).toEqual(links(golden.edges));
});

describeReference("PLS on 250 customers of mobile-phone companies", () => {
  const answers = surveyColumns("ecsi-mobi.json");
  const fitted = (options: Partial<FitPlsPathOptions>) =>
    fitPlsPath(answers, { ...options, model, scale: { min: 1, max: 10 } });
  type Fit = ReturnType<typeof fitted>;
  const pathOf = (fit: Fit, from: string, to: string) =>
    fit.paths.find((path) => path.from === nameOf(from) && path.to === nameOf(to))!;
  const perItem = (fit: Fit, key: "weight" | "loading", theirs: Record<string, number>) =>
    Object.entries(theirs).map(([item, figure]) => Math.abs(fit.items[item]![key] - figure));
  const perBlock = (theirs: Record<string, number>, ours: (block: Block) => number) =>
    Object.entries(theirs).map(([block, figure]) => Math.abs(ours(nameOf(block)) - figure));

  for (const [scheme, key] of [
    ["path", "modeA_path_weighting"],
    ["factorial", "modeA_factorial"],
  ] as const) {
    test(`mode A, ${scheme} weighting`, () => {
      const expected = golden[key];
      const fit = fitted({ scheme });
      worst(`${scheme}, weights`, perItem(fit, "weight", expected.weights));
      worst(`${scheme}, loadings`, perItem(fit, "loading", expected.loadings));
      worst(
        `${scheme}, paths`,
        expected.paths.map(({ from, to, coef }) => Math.abs(pathOf(fit, from, to).coefficient - coef)),
      );
      worst(`${scheme}, R²`, [
        ...perBlock(expected.r2, (block) => fit.blocks[block].rSquared!),
        ...perBlock(expected.r2_adj, (block) => fit.blocks[block].adjustedRSquared!),
      ]);
      worst(
        `${scheme}, reliability`,
        Object.entries(expected.reliability).flatMap(([name, { alpha, rhoC, AVE, rhoA }]) => {
          const block = fit.blocks[nameOf(name)];
          return [
            Math.abs(block.alpha! - alpha),
            Math.abs(block.compositeReliability! - rhoC),
            Math.abs(block.averageVarianceExtracted! - AVE),
            Math.abs(block.rhoA! - rhoA),
          ];
        }),
      );
      worst(
        `${scheme}, total effects`,
        expected.total_effects.map(({ from, to, total }) => {
          const ours = fit.effects.find((effect) => effect.from === nameOf(from) && effect.to === nameOf(to));
          return Math.abs((ours?.total ?? 0) - total);
        }),
      );
      worst(
        `${scheme}, f² with the model estimated anew`,
        expected.f2.map(({ from, to, f2 }) => Math.abs(pathOf(fit, from, to).effectSizeReestimated! - f2)),
      );
      worst(
        `${scheme}, HTMT`,
        expected.htmt.map(({ a, b, htmt }) => {
          const pair = fit.discriminant.find(({ blocks }) => blocks.includes(nameOf(a)) && blocks.includes(nameOf(b)));
          return Math.abs(pair!.heterotraitMonotrait! - htmt);
        }),
      );
      worst(
        `${scheme}, VIF`,
        Object.entries(expected.vif).flatMap(([to, causes]) =>
          Object.entries(causes as Record<string, number>).map(([from, vif]) =>
            Math.abs(pathOf(fit, from, to).varianceInflation! - vif),
          ),
        ),
      );
    });
  }

  test("f² with the scores as they are", () => {
    const fit = fitted({ scheme: "path" });
    worst(
      "path, f² with the scores as they are",
      golden.modeA_path_weighting.f2_fixed_scores.map(({ from, to, f2 }) =>
        Math.abs(pathOf(fit, from, to).effectSize! - f2),
      ),
      "numpy (golden/satisfaction-seminr-mobi.json)",
    );
  });

  test("consistent PLS", () => {
    const expected = golden.plsc_path_weighting;
    const fit = fitted({ scheme: "path", consistent: true });
    worst("consistent, loadings", perItem(fit, "loading", expected.loadings));
    worst(
      "consistent, paths",
      expected.paths.map(({ from, to, coef }) => Math.abs(pathOf(fit, from, to).coefficient - coef)),
    );
    worst(
      "consistent, R²",
      perBlock(expected.r2, (block) => fit.blocks[block].rSquared!),
    );
    // Quality and satisfaction, and image and quality, are the same thing to this correction.
    expect(fit.admissible).toBe(
      Object.values(fit.correlations).every((row) => Object.values(row).every((r) => r <= 1)),
    );
  });

  test("plspm, centroid", () => {
    const expected = golden.plspm_modeA_centroid;
    const fit = fitted({ scheme: "centroid" });
    worst(
      "centroid, weights",
      perItem(fit, "weight", expected.weights),
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
    worst(
      "centroid, loadings",
      perItem(fit, "loading", expected.loadings),
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
    worst(
      "centroid, paths",
      expected.paths.map(({ from, to, coef }) => Math.abs(pathOf(fit, from, to).coefficient - coef)),
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
    worst(
      "centroid, GoF",
      [Math.abs(fit.goodnessOfFit! - expected.gof)],
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
    worst(
      "centroid, R²",
      perBlock(expected.r2, (block) => fit.blocks[block].rSquared ?? 0),
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
    worst(
      "centroid, Dillon–Goldstein ρ",
      Object.entries(expected.unidim).map(([block, { dg_rho }]) =>
        Math.abs(fit.blocks[nameOf(block)].dillonGoldstein! - dg_rho),
      ),
      "R plspm 0.5.1 (golden/satisfaction-seminr-mobi.json)",
    );
  });

  for (const antecedents of ["direct", "earliest"] as const) {
    test(`PLSpredict, ${antecedents} antecedents`, () => {
      const folds = new Array<number>(250);
      predictions.order.forEach((respondent, place) => {
        folds[respondent - 1] = Math.floor(place / 25);
      });
      const { items } = plsPredict(fitted({ scheme: "path" }), answers, { folds, seed: 1, antecedents });
      const expected = predictions[antecedents];
      expect(Object.keys(items).sort()).toEqual(Object.keys(expected.model).sort());
      const off = (theirs: { rmse: number; mae: number }, ours: PredictionError) =>
        Math.max(Math.abs(theirs.rmse - ours.rootMeanSquaredError), Math.abs(theirs.mae - ours.meanAbsoluteError));
      const names = Object.keys(items) as (keyof typeof expected.model)[];
      const peer = "figures of R seminr in golden/satisfaction-seminr-predict.json";
      worst(
        `PLSpredict, ${antecedents}`,
        names.map((item) => off(expected.model[item], items[item]!)),
        peer,
      );
      worst(
        `PLSpredict, ${antecedents}, linear benchmark`,
        names.map((item) => off(expected.linear[item], items[item]!.linear!)),
        peer,
      );
    });
  }
});
