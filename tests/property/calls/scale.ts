import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const seed = fc.integer();
const language = fc.constantFrom("en", "zh" as const);
const unit = fc.double({ min: -1, max: 1, noNaN: true });
const method = fc.constantFrom("minres", "ml" as const);
const missing = fc.constantFrom("listwise", "pairwise" as const);

/** Answers to five to seven items: with a common part or without, some with gaps, copies, constants and numbers of any size. */
const itemAnswers = fc
  .tuple(
    fc.integer({ min: 5, max: 7 }),
    fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 10, maxLength: 40 }),
    fc.infiniteStream(fc.integer({ min: -1, max: 1 })),
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom("plain", "alone", "gaps", "huge" as const) },
      // What determines itself, or does not vary, has no answer more often than not.
      { weight: 1, arbitrary: fc.constantFrom("copies", "constant" as const) },
    ),
  )
  .map(([size, common, noise, kind]) => {
    const next = (): number => noise.next().value as number;
    return Object.fromEntries(
      Array.from({ length: size }, (_, j) => [
        `Q${j + 1}`,
        common.map((base, i) => {
          const answer = 4 + (kind === "alone" ? 0 : base) + next();
          if (kind === "gaps" && (7 * i + 3 * j) % 23 === 0) return null;
          if (kind === "copies" && j > 1) return 4 + base;
          if (kind === "constant" && j === 2) return 0.1;
          return kind === "huge" ? answer * 10 ** (12 * j - 36) : answer;
        }),
      ]),
    );
  });
/** Correlations of five to seven items by one factor and some noise: now and then none that answers could have. */
const itemCorrelations = fc
  .tuple(
    fc.array(unit, { minLength: 5, maxLength: 7 }),
    fc.infiniteStream(fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: unit })),
    fc.integer({ min: 2, max: 1000 }),
  )
  .map(([loadings, noise, n]) => {
    const next = (): number => noise.next().value as number;
    const below = loadings.map((a, i) =>
      loadings.slice(0, i).map((b) => Math.min(1, Math.max(-1, 0.9 * a * b + 0.1 * next()))),
    );
    const correlations = loadings.map((_, i) =>
      loadings.map((_, j) => (i === j ? 1 : below[Math.max(i, j)]![Math.min(i, j)]!)),
    );
    return { correlations, n, items: loadings.map((_, i) => `Q${i + 1}`) };
  });
const itemData: fc.Arbitrary<all.ItemData> = fc.oneof(itemAnswers, itemAnswers, itemCorrelations);
const onItems = (verb: (data: all.ItemData, options: all.ItemOptions) => unknown): Generated =>
  fc.tuple(itemData, missing).map(
    ([data, gaps]) =>
      () =>
        verb(data, { missing: gaps }),
  );
const standardized = fc.array(unit, { minLength: 1, maxLength: 8 });
const halfItems = { one: ["Q1", "Q2"], two: ["Q4", "Q3"] };

/** A generator for each exported function on the reliability and validity of a scale. */
export const scaleCalls: Readonly<Record<string, Generated>> = {
  cronbachAlpha: onItems((data, options) => all.cronbachAlpha(data, options)),
  mcdonaldOmega: fc.tuple(itemData, method, missing).map(
    ([data, by, gaps]) =>
      () =>
        all.mcdonaldOmega(data, { method: by, missing: gaps }),
  ),
  splitHalf: onItems((data, options) => all.splitHalf(data, options)),
  guttmanLambdas: onItems((data, options) => all.guttmanLambdas(data, options)),
  linearCombinationReliability: onItems((data, options) =>
    all.linearCombinationReliability(data, { ...options, dimensions: halfItems }),
  ),
  differenceReliability: fc
    .tuple(
      fc.record({ reliability: unit, standardDeviation: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) }),
      fc.record({ reliability: unit, standardDeviation: fc.double({ min: 1e-9, max: 1e9, noNaN: true }) }),
      unit,
      itemAnswers,
      fc.boolean(),
    )
    .map(([first, second, correlation, answers, figures]) => () => {
      const turned = Object.fromEntries(Object.entries(answers).map(([item, column]) => [item, [...column].reverse()]));
      return figures
        ? all.differenceReliability({ first, second, correlation })
        : all.differenceReliability({ first: answers, second: turned });
    }),
  compositeReliability: fc.tuple(standardized, fc.boolean()).map(
    ([loadings, errors]) =>
      () =>
        all.compositeReliability(loadings, errors ? { errorVariances: loadings.map(Math.abs) } : {}),
  ),
  averageVarianceExtracted: standardized.map((loadings) => () => all.averageVarianceExtracted(loadings)),
  discriminantValidity: fc.tuple(standardized, standardized, unit).map(
    ([one, two, r]) =>
      () =>
        all.discriminantValidity({
          loadings: { one, two },
          correlations: [
            [1, r],
            [r, 1],
          ],
        }),
  ),
  heterotraitMonotrait: fc.tuple(itemData, fc.boolean(), seed).map(
    ([data, absolute, s]) =>
      () =>
        all.heterotraitMonotrait(data, {
          dimensions: halfItems,
          absolute,
          bootstrap: "correlations" in data ? undefined : { seed: s, draws: 20 },
        }),
  ),
  kaiserMeyerOlkin: onItems((data, options) => all.kaiserMeyerOlkin(data, options)),
  bartlettTest: onItems((data, options) => all.bartlettTest(data, options)),
  principalComponents: fc.tuple(itemData, fc.constantFrom("none", "varimax" as const), missing).map(
    ([data, rotation, gaps]) =>
      () =>
        all.principalComponents(data, { rotation, missing: gaps, components: 3 }),
  ),
  factorAnalysis: fc
    .tuple(itemData, method, fc.constantFrom("none", "varimax", "promax" as const), fc.constantFrom(1, 1, 2), missing)
    .map(
      ([data, by, rotation, factors, gaps]) =>
        () =>
          all.factorAnalysis(data, { factors, method: by, rotation, missing: gaps }),
    ),
  confirmatoryFactorAnalysis: fc.tuple(itemData, missing).map(
    ([data, gaps]) =>
      () =>
        all.confirmatoryFactorAnalysis(data, { dimensions: halfItems, missing: gaps }),
  ),
  factorScores: fc.tuple(itemAnswers, fc.constantFrom("regression", "bartlett" as const)).map(
    ([answers, by]) =>
      () =>
        all.factorScores(all.factorAnalysis(answers, { factors: 1 }), answers, { method: by }),
  ),
  parallelAnalysis: fc.tuple(itemData, seed, missing).map(
    ([data, s, gaps]) =>
      () =>
        all.parallelAnalysis(data, { seed: s, draws: 20, missing: gaps }),
  ),
  screeChart: fc.tuple(itemCorrelations, seed, language, fc.boolean()).map(
    ([data, s, l, random]) =>
      () =>
        all.screeChart(random ? all.parallelAnalysis(data, { seed: s, draws: 10 }) : all.principalComponents(data), {
          language: l,
        }),
  ),
};
