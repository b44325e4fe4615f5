/** Laws of path models by PLS. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors.ts";
import { randomStream } from "../../../src/numeric/random.ts";
import {
  bootstrapPls,
  fitPlsPath,
  latentScores,
  type PathModel,
  type PlsPathFit,
  pathModel,
} from "../../../src/satisfaction/index.ts";
import { totalEffects } from "../../../src/satisfaction/path-models/estimation/total-effects.ts";
import { linearRegression } from "../../../src/statistics/linear-regression.ts";
import { thorough } from "../../thorough.ts";
import { correlation, pick } from "../../unit/satisfaction/path-models/made-survey.ts";

const parameters = { seed: 20_261_122, numRuns: thorough ? 200 : 40, endOnFailure: true };
const scale = { min: 1, max: 10 };
const scheme = fc.constantFrom("centroid", "factorial", "path" as const);
const mode = fc.constantFrom("A", "B" as const);

/** A model of two to five blocks of one to four items, every later block caused by one or two before. */
const model: fc.Arbitrary<PathModel> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 4 }), mode, fc.nat(), fc.nat()), { minLength: 2, maxLength: 5 })
  .map((blocks) =>
    pathModel<string>({
      blocks: Object.fromEntries(
        blocks.map(([size, own], b) => [
          `b${b}`,
          { items: Array.from({ length: size }, (_, h) => `b${b}i${h}`), mode: own },
        ]),
      ),
      edges: blocks
        .slice(1)
        .flatMap(([, , one, other], i) =>
          [...new Set([one % (i + 1), other % (i + 1)])].map((cause): [string, string] => [`b${cause}`, `b${i + 1}`]),
        ),
    }),
  );

/** Answers of 40 customers to the items of a model: something common to all, to the block, and to the item alone. */
function answersTo(structure: PathModel, seed: number): Record<string, number[]> {
  const stream = randomStream(seed);
  const common = Array.from({ length: 40 }, () => stream.normal());
  return Object.fromEntries(
    Object.values(structure.blocks).flatMap(({ items }) => {
      const own = common.map((score) => 0.6 * score + 0.6 * stream.normal());
      return items.map((item) => [
        item,
        own.map((score) => Math.min(10, Math.max(1, 5.5 + 1.3 * (score + 0.8 * stream.normal())))),
      ]);
    }),
  );
}

const survey = fc.tuple(model, fc.integer(), scheme).map(([structure, seed, own]) => {
  const answers = answersTo(structure, seed);
  const options = { model: structure, scale, scheme: own, tolerance: 1e-11, maxIterations: 5000 };
  return { structure, answers, options };
});

/** The standardized results, block by block and item by item. */
const standardized = (fit: PlsPathFit) => [
  ...fit.paths.map(({ coefficient }) => coefficient),
  ...Object.values(fit.items).flatMap(({ weight, loading }) => [weight, loading]),
  ...Object.values(fit.blocks).flatMap(({ rSquared, alpha, rhoA }) => [rSquared ?? 0, alpha ?? 0, rhoA ?? 0]),
  ...fit.effects.map(({ total }) => total),
];
const standard = (column: readonly number[]): Float64Array => {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (column.length - 1));
  return Float64Array.from(column, (value) => (value - mean) / deviation);
};
const near = (one: readonly number[], other: readonly number[], tolerance = 1e-6) => {
  expect(one).toHaveLength(other.length);
  one.forEach((value, i) => {
    expect(Math.abs(value - other[i]!)).toBeLessThan(tolerance * Math.max(1, Math.abs(value)));
  });
};

describe("a fitted path model", () => {
  test("does not hang on the order of respondents", () => {
    fc.assert(
      fc.property(survey, fc.integer(), ({ answers, options }, seed) => {
        const stream = randomStream(seed);
        const order = Array.from({ length: 40 }, (_, i) => i);
        for (let i = 39; i > 0; i--) {
          const j = stream.integer(i + 1);
          [order[i], order[j]] = [order[j]!, order[i]!];
        }
        const one = fitPlsPath(answers, options);
        const other = fitPlsPath(pick(answers, order), options);
        near(standardized(one), standardized(other));
        Object.entries(one.scores).forEach(([block, scores]) => {
          near(
            order.map((row) => scores[row]!),
            other.scores[block] as number[],
          );
        });
      }),
      parameters,
    );
  });

  test("does not hang on the units of the items", () => {
    fc.assert(
      fc.property(
        survey,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: -50, max: 50, noNaN: true }),
        ({ answers, options }, by, plus) => {
          const first = Object.keys(answers)[0]!;
          const moved = { ...answers, [first]: answers[first]!.map((answer) => by * answer + plus) };
          const free = { ...options, scale: null };
          near(standardized(fitPlsPath(answers, free)), standardized(fitPlsPath(moved, free)));
        },
      ),
      parameters,
    );
  });

  test("gives the same weight to an item and its copy", () => {
    fc.assert(
      fc.property(survey, ({ structure, answers, options }) => {
        const [name, block] = Object.entries(structure.blocks).find(([, { mode: own }]) => own === "A") ?? [];
        fc.pre(name !== undefined && block !== undefined);
        const wide = pathModel<string>({
          ...structure,
          blocks: { ...structure.blocks, [name!]: { ...block!, items: [...block!.items, "copy"] } },
        });
        const { items } = fitPlsPath({ ...answers, copy: answers[block!.items[0]!]! }, { ...options, model: wide });
        expect(items["copy"]!.weight).toBeCloseTo(items[block!.items[0]!]!.weight, 10);
        expect(items["copy"]!.loading).toBeCloseTo(items[block!.items[0]!]!.loading, 10);
      }),
      parameters,
    );
  });

  test("explains what its numbers say", () => {
    fc.assert(
      fc.property(survey, ({ answers, options, structure }) => {
        const fit = fitPlsPath(answers, options);
        expect(fit.converged).toBe(true);
        for (const [item, { loading, communality, block }] of Object.entries(fit.items)) {
          expect(communality).toBeCloseTo(loading ** 2, 12);
          expect(loading).toBeCloseTo(correlation(answers[item]!, fit.scores[block] as number[]), 9);
        }
        for (const [name, { rSquared, index, items, mode: own, alpha }] of Object.entries(fit.blocks)) {
          if (rSquared !== null) {
            expect(rSquared).toBeGreaterThanOrEqual(-1e-12);
            expect(rSquared).toBeLessThanOrEqual(1 + 1e-12);
          }
          const scores = fit.scores[name] as number[];
          expect(scores.reduce((sum, score) => sum + score ** 2, 0)).toBeCloseTo(40, 6);
          const loadings = items.map((item) => fit.items[item]!.loading);
          expect(loadings.reduce((sum, loading) => sum + loading, 0)).toBeGreaterThanOrEqual(-1e-9);
          if (items.every((item) => fit.items[item]!.weight >= 0)) {
            expect(index).toBeGreaterThanOrEqual(0);
            expect(index).toBeLessThanOrEqual(100);
          }
          if (own === "B" && items.length >= 1) expect(alpha).toBeNull();
        }
        expect(fit.paths).toHaveLength(structure.edges.length);
        for (const { effectSize, varianceInflation } of fit.paths) {
          expect(effectSize!).toBeGreaterThanOrEqual(-1e-9);
          expect(varianceInflation!).toBeGreaterThanOrEqual(1 - 1e-12);
        }
      }),
      parameters,
    );
  });

  test("scores the same from JSON, and respondents one by one", () => {
    fc.assert(
      fc.property(survey, fc.nat(39), ({ answers, options }, row) => {
        const fit = fitPlsPath(answers, options);
        const stored = JSON.parse(JSON.stringify(fit)) as typeof fit;
        const all = latentScores(stored, answers);
        expect(all.scores).toEqual(fit.scores);
        const alone = latentScores(stored.model, pick(answers, [row]));
        for (const [block, scores] of Object.entries(alone.scores)) expect(scores[0]).toBe(fit.scores[block]![row]);
        for (const [block, indexes] of Object.entries(alone.indexes!))
          expect(indexes[0]).toBe(all.indexes![block]![row]);
      }),
      parameters,
    );
  });

  test("is the correlation, for two single items", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })), {
          minLength: 10,
          maxLength: 30,
        }),
        scheme,
        (rows, own) => {
          const [x, y] = [rows.map((row) => row[0]), rows.map((row) => row[1])];
          fc.pre(new Set(x).size > 1 && new Set(y).size > 1);
          const pair = pathModel({ blocks: { a: { items: ["x"] }, b: { items: ["y"] } }, edges: [["a", "b"]] });
          const r = correlation(x, y);
          expect(fitPlsPath({ x, y }, { model: pair, scheme: own }).paths[0]!.coefficient).toBeCloseTo(r, 10);
        },
      ),
      parameters,
    );
  });

  test("with one item a block is the regression of standardized items along the links", () => {
    fc.assert(
      fc.property(model, fc.integer(), scheme, ({ blocks, edges }, seed, own) => {
        const single = pathModel<string>({
          blocks: Object.fromEntries(Object.keys(blocks).map((name) => [name, { items: [name] }])),
          edges: edges as readonly (readonly [string, string])[],
        });
        const answers = answersTo(single, seed);
        const fit = fitPlsPath(answers, { model: single, scheme: own });
        for (const outcome of Object.keys(blocks)) {
          const links = fit.paths.filter(({ to }) => to === outcome);
          if (links.length === 0) continue;
          const drivers = links.map(({ from }) => ({ name: from, values: standard(answers[from]!) }));
          const { terms, rSquared } = linearRegression(standard(answers[outcome]!), drivers);
          near(
            links.map(({ coefficient }) => coefficient),
            terms.slice(1).map(({ estimate }) => estimate),
            1e-9,
          );
          expect(fit.blocks[outcome]!.rSquared).toBeCloseTo(rSquared!, 9);
        }
        for (const { weight, loading } of Object.values(fit.items)) near([weight, loading], [1, 1], 1e-12);
      }),
      parameters,
    );
  });

  test("resamples the same from the same seed, and has intervals", () => {
    fc.assert(
      fc.property(survey, fc.integer(), ({ answers, options }, seed) => {
        const fit = fitPlsPath(answers, options);
        const one = bootstrapPls(fit, answers, { seed, draws: 20 });
        expect(bootstrapPls(JSON.parse(JSON.stringify(fit.model)), answers, { seed, draws: 20 })).toEqual(one);
        for (const { lower, upper, standardError } of one.paths) {
          expect(lower).toBeLessThanOrEqual(upper);
          expect(standardError).toBeGreaterThanOrEqual(0);
        }
      }),
      { ...parameters, numRuns: parameters.numRuns / 4 },
    );
  });

  test("refuses what it cannot do, and nothing else goes wrong, on answers of few kinds", () => {
    fc.assert(
      fc.property(
        model,
        fc.integer(),
        scheme,
        fc.boolean(),
        fc.constantFrom("listwise", "mean" as const),
        (structure, seed, own, consistent, missing) => {
          const stream = randomStream(seed);
          const items = Object.values(structure.blocks).flatMap((block) => block.items);
          const answers = Object.fromEntries(
            items.map((item) => [
              item,
              Array.from({ length: 14 }, () => (stream.uniform() < 0.03 ? null : 1 + stream.integer(3))),
            ]),
          );
          try {
            const fit = fitPlsPath(answers, { model: structure, scheme: own, consistent, missing, scale });
            for (const { coefficient } of fit.paths) expect(Number.isFinite(coefficient)).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
          }
        },
      ),
      { ...parameters, numRuns: 3 * parameters.numRuns },
    );
  });
});

test("total effects are the sums of the products along all chains", () => {
  const graph = fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(graph, fc.array(fc.boolean(), { minLength: 36, maxLength: 36 }), (coefficients, there) => {
      const edges = coefficients.flatMap((row, cause) =>
        row.flatMap((coefficient, effect) =>
          effect > cause && there[6 * cause + effect] ? [{ cause, effect, coefficient }] : [],
        ),
      );
      const chains = (from: number, to: number): number =>
        edges.reduce(
          (sum, { cause, effect, coefficient }) =>
            cause !== from ? sum : sum + coefficient * (effect === to ? 1 : chains(effect, to)),
          0,
        );
      const total = totalEffects(6, edges);
      for (let from = 0; from < 6; from++)
        for (let to = 0; to < 6; to++) expect(total[from]![to]).toBeCloseTo(chains(from, to), 12);
    }),
    parameters,
  );
});
