/** PLS path models of satisfaction with a bank, against R plspm 0.5.1 at a tolerance of 1e-16. */
import { expect, test } from "vitest";
import { type FitPlsPathOptions, fitPlsPath, latentScores, pathModel } from "../../src/satisfaction/index.ts";
import { describeReference } from "../reference-data.ts";
import { reproduces } from "../validation.ts";
import golden from "./satisfaction-plspm-bank.json" with { type: "json" };
import { surveyColumns } from "./satisfaction-survey-data.ts";

const source = "R plspm 0.5.1 (golden/satisfaction-plspm-bank.json)";

const modelOf = (modes: Readonly<Record<string, "A" | "B">> = {}) =>
  pathModel<string>({
    blocks: Object.fromEntries(
      Object.entries(golden.blocks).map(([name, items]) => [name, { items, mode: modes[name] ?? "A" }]),
    ),
    edges: golden.inner_design.edges as [string, string][],
  });

/** Records the worst of some errors. */
function worst(figure: string, errors: readonly number[], tolerance = 1e-6): void {
  reproduces(
    { area: "satisfaction", figure: `${figure}: worst error`, source, expected: 0, tolerance, absolute: true },
    Math.max(...errors),
  );
}

describeReference("PLS on 250 customers of a bank", () => {
  const answers = surveyColumns("satisfaction-bank-plspm.json");
  // The answers go from 0 to 10, the published indices from 1.
  const scales = { scale: { min: 0, max: 10 }, indexScale: { min: 1, max: 10 } };
  const cases: [string, keyof typeof golden, Partial<FitPlsPathOptions>, number][] = [
    ["mode A, centroid", "modeA_centroid", { scheme: "centroid" }, 1e-6],
    ["mode A, factorial", "modeA_factorial", { scheme: "factorial" }, 1e-6],
    ["mode A, path", "modeA_path", { scheme: "path" }, 1e-6],
    ["mode B for image, path", "modeB_for_IMAG_path", { scheme: "path", model: modelOf({ IMAG: "B" }) }, 1e-6],
    ["mode A, centroid, loose", "modeA_centroid_default_tol", { tolerance: 1e-4 }, 1e-3],
  ];
  for (const [name, key, options, tolerance] of cases) {
    test(name, () => {
      const expected = golden[key] as typeof golden.modeA_centroid;
      const fit = fitPlsPath<string>(answers, { model: modelOf(), ...scales, ...options });
      expect(fit.converged).toBe(true);
      const items = Object.keys(expected.weights) as (keyof typeof expected.weights)[];
      const blocks = Object.keys(expected.r2) as (keyof typeof expected.r2)[];
      const ofItems = (ours: (item: string) => number | null, theirs: Record<string, number>) =>
        items.map((item) => Math.abs((ours(item) ?? 0) - theirs[item]!));
      worst(
        `Bank, ${name}, weights`,
        ofItems((item) => fit.items[item]!.weight, expected.weights),
        tolerance,
      );
      worst(
        `Bank, ${name}, loadings`,
        ofItems((item) => fit.items[item]!.loading, expected.loadings),
        tolerance,
      );
      worst(
        `Bank, ${name}, communalities and redundancies`,
        [
          ...ofItems((item) => fit.items[item]!.communality, expected.communalities),
          ...ofItems((item) => fit.items[item]!.redundancy, expected.redundancies),
        ],
        tolerance,
      );
      worst(
        `Bank, ${name}, paths`,
        expected.paths.map(({ from, to, coef }) =>
          Math.abs(fit.paths.find((path) => path.from === from && path.to === to)!.coefficient - coef),
        ),
        tolerance,
      );
      worst(
        `Bank, ${name}, R², mean communality and redundancy`,
        blocks.flatMap((block) => [
          Math.abs((fit.blocks[block]!.rSquared ?? 0) - expected.r2[block]),
          Math.abs(fit.blocks[block]!.communality - expected.mean_communality_ave[block]),
          Math.abs((fit.blocks[block]!.redundancy ?? 0) - expected.mean_redundancy[block]),
        ]),
        tolerance,
      );
      worst(`Bank, ${name}, GoF`, [Math.abs(fit.goodnessOfFit! - expected.gof)], tolerance);
      worst(
        `Bank, ${name}, effects`,
        expected.total_effects.map(({ path, direct, indirect, total }) => {
          const [from, to] = path.split(" -> ");
          const ours = fit.effects.find((effect) => effect.from === from && effect.to === to) ?? {
            direct: 0,
            indirect: 0,
            total: 0,
          };
          return Math.max(
            Math.abs(ours.direct - direct),
            Math.abs(ours.indirect - indirect),
            Math.abs(ours.total - total),
          );
        }),
        tolerance,
      );
      const unidimensional = blocks.flatMap((block) => {
        const { alpha_std, dg_rho, eig1, eig2 } = expected.unidim[block];
        const { alpha, dillonGoldstein, eigenvalues } = fit.blocks[block]!;
        if (alpha_std === null) expect([alpha, dillonGoldstein]).toEqual([null, null]);
        return [
          Math.abs((alpha ?? 0) - (alpha_std ?? 0)),
          Math.abs((dillonGoldstein ?? 0) - (dg_rho ?? 0)),
          Math.abs(eigenvalues[0] - eig1),
          Math.abs(eigenvalues[1]! - eig2),
        ];
      });
      worst(`Bank, ${name}, α, ρ and eigenvalues`, unidimensional, tolerance);
      worst(
        `Bank, ${name}, scores`,
        expected.scores_first3.flatMap((row, i) =>
          row.map((score, b) => Math.abs(fit.scores[golden.inner_design.order[b]!]![i]! - score)),
        ),
        tolerance,
      );
    });
  }

  test("indices from 0 to 100", () => {
    const fit = fitPlsPath(answers, { model: modelOf(), ...scales });
    const { indexes } = latentScores(fit, answers);
    const expected = golden.indices_from_modeA_centroid;
    for (const [block, figures] of Object.entries(expected)) {
      const ours = fit.blocks[block]!;
      reproduces(
        {
          area: "satisfaction",
          figure: `Bank, index of ${block}`,
          source,
          expected: figures.index_0_100,
          tolerance: 1e-8,
        },
        ours.index!,
      );
      expect(ours.indexDeviation).toBeCloseTo(figures.respondent_sd_0_100, 6);
      for (const [item, weight] of Object.entries(figures.normalised_raw_weights)) {
        expect(fit.items[item]!.indexWeight).toBeCloseTo(weight, 7);
        expect(fit.model.items[item]!.mean).toBeCloseTo(figures.means[item as never], 10);
      }
      const mean = indexes![block]!.reduce<number>((sum, index) => sum + index!, 0) / 250;
      expect(mean).toBeCloseTo(figures.index_0_100, 6);
    }
    expect(fit.blocks["SAT"]!.index!.toFixed(4)).toBe("65.0140");
  });
});
