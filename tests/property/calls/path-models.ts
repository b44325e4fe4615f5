import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const concepts = ["image", "expectation", "quality", "value", "satisfaction", "complaints", "loyalty"] as const;
const mode = fc.constantFrom("A", "B" as const);
const seed = fc.integer();
const language = fc.constantFrom("en", "zh" as const);
/** The ECSI with up to three items a concept, and without some of the concepts in the middle. */
const ecsi = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 7, maxLength: 7 }),
    fc.array(mode, { minLength: 7, maxLength: 7 }),
    fc.subarray([1, 2, 3, 5]),
  )
  .map(([sizes, modes, out]) => {
    const measured = concepts.map((_, c) => c).filter((c) => !out.includes(c));
    const indicators = measured.map((c) => [
      concepts[c]!,
      { items: Array.from({ length: sizes[c]! }, (_, h) => `${concepts[c]}${h + 1}`), mode: modes[c]! },
    ]);
    return Object.fromEntries(indicators) as Record<(typeof concepts)[number], all.PathBlockDefinition>;
  });
const itemNames = concepts.flatMap((concept) => [1, 2, 3].map((h) => `${concept}${h}`));
/** Answers to all of their items: a common score plus something of each, from 1 to 10, some of them missing. */
const surveyed = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 10 }),
        fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 21, maxLength: 21 }),
      ),
      { minLength: 28, maxLength: 36 },
    ),
    fc.oneof({ weight: 19, arbitrary: fc.constantFrom(1, 0.5) }, { weight: 1, arbitrary: fc.constant(1e-6) }),
    fc.array(fc.nat(500), { maxLength: 3 }),
  )
  .map(([rows, own, holes]) =>
    Object.fromEntries(
      itemNames.map((item, h) => [
        item,
        rows.map(([common, parts], i) =>
          holes.includes(h * rows.length + i) ? null : Math.min(10, Math.max(1, common + own * parts[h]!)),
        ),
      ]),
    ),
  );
const plsOptions = fc.record({
  scheme: fc.constantFrom("centroid", "factorial", "path" as const),
  missing: fc.constantFrom("listwise", "mean" as const),
  indexWeights: fc.constantFrom("raw", "standardized" as const),
  consistent: fc.boolean(),
  maxIterations: fc.constantFrom(1, 300),
});
type Fitted = { readonly fit: all.PlsPathFit; readonly answers: all.SurveyAnswers };
const fitted = (verb: (fitted: Fitted, seed: number) => unknown, consistent?: false): Generated =>
  fc.tuple(ecsi, surveyed, plsOptions, seed).map(([indicators, answers, options, s]) => () => {
    const model: all.PathModel = all.withIndicators(all.ecsiModel, indicators);
    const asked = { model, scale: { min: 1, max: 10 }, ...options, consistent: consistent ?? options.consistent };
    return verb({ fit: all.fitPlsPath<string>(answers, asked), answers }, s);
  });
/** A chart in both languages. */
const inBoth = (draw: (language: "en" | "zh") => all.Chart): unknown => (["en", "zh"] as const).map(draw);

/** A generator for each exported function of path models. */
export const pathModelCalls: Readonly<Record<string, Generated>> = {
  withIndicators: ecsi.map((indicators) => () => all.withIndicators(all.ecsiModel, indicators)),
  pathModel: ecsi.map((indicators) => () => all.pathModel(all.withIndicators(all.ecsiModel, indicators))),
  fitPlsPath: fitted(({ fit }) => fit),
  latentScores: fitted(({ fit, answers }) => all.latentScores(fit, answers)),
  bootstrapPls: fitted(({ fit, answers }, s) => [
    all.bootstrapPls(fit, answers, { draws: 5, seed: s }),
    all.bootstrapPls(fit, answers, { draws: 5, seed: s, interval: "bca" }),
  ]),
  comparePlsGroups: fitted(({ fit, answers }, s) =>
    all.comparePlsGroups(fit, answers, {
      groups: Array.from(answers["image1"]!, (_, i) => (i % 2 === 0 ? "branch" : "app")),
      permutations: 5,
      seed: s,
    }),
  ),
  plsPredict: fitted(
    ({ fit, answers }, s) => [
      all.plsPredict(fit, answers, { folds: 5, seed: s }),
      all.plsPredict(fit, answers, { folds: 5, seed: s, antecedents: "earliest" }),
    ],
    false,
  ),
  twoStageInteraction: fitted(
    ({ fit }, s) =>
      all.twoStageInteraction(fit, {
        cause: "satisfaction",
        moderator: "image",
        outcome: "loyalty",
        productScaling: s % 2 === 0 ? "raw" : "standardized",
      }),
    false,
  ),
  importancePerformanceMap: fitted(({ fit }) => all.importancePerformanceMap(fit, { target: "loyalty" })),
  importanceMapChart: fitted(({ fit }) => {
    const map = all.importancePerformanceMap(fit, { target: "satisfaction" });
    return inBoth((own) => all.importanceMapChart(map, { language: own }));
  }),
  pathDiagramChart: fc
    .tuple(
      fitted((own) => own),
      language,
      fc.boolean(),
    )
    .map(([run, own, resampled]) => () => {
      const { fit, answers } = run() as Fitted;
      const bootstrap = resampled ? all.bootstrapPls(fit, answers, { draws: 5, seed: 1 }) : undefined;
      return all.pathDiagramChart(fit, { language: own, bootstrap });
    }),
};
