import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../src/errors.ts";
import {
  bartlettTest,
  cronbachAlpha,
  factorAnalysis,
  factorScores,
  guttmanLambdas,
  heterotraitMonotrait,
  kaiserMeyerOlkin,
  linearCombinationReliability,
  mcdonaldOmega,
  principalComponents,
  type SurveyAnswers,
  splitHalf,
} from "../../../src/servqual/index.ts";
import { thorough } from "../../thorough.ts";

const settings = { seed: 20261122, numRuns: thorough ? 500 : 100 };
const scale = { min: 1, max: 7 };

/** Answers from 1 to 7 that go with a common factor, so that items correlate; columns vary. */
const answers = fc
  .tuple(fc.integer({ min: 8, max: 30 }), fc.integer({ min: 3, max: 6 }))
  .chain(([n, k]) =>
    fc.tuple(
      fc.array(fc.integer({ min: -2, max: 2 }), { minLength: n, maxLength: n }),
      fc.array(fc.array(fc.integer({ min: -1, max: 1 }), { minLength: n, maxLength: n }), {
        minLength: k,
        maxLength: k,
      }),
    ),
  )
  .map(([common, own]) =>
    Object.fromEntries(own.map((noise, j) => [`Q${j + 1}`, noise.map((e, i) => 4 + common[i]! + e)])),
  )
  .filter((columns) => Object.values(columns).every((column) => new Set(column).size > 1));
/** Loadings of three to eight items on one factor. */
const loadings = fc.array(fc.double({ min: 0.2, max: 0.95, noNaN: true }), { minLength: 3, maxLength: 8 });
const correlation = fc.double({ min: 0.05, max: 0.95, noNaN: true });

type Matrix = readonly (readonly number[])[];
const oneFactor = (of: readonly number[]): number[][] => of.map((a, i) => of.map((b, j) => (i === j ? 1 : a * b)));
const equal = (size: number, r: number): number[][] => oneFactor(Array<number>(size).fill(Math.sqrt(r)));
const close = (a: number | null, b: number | null, slack = 1e-9): void => {
  if (a === null || b === null) expect(a).toBe(b);
  else expect(Math.abs(a - b)).toBeLessThan(slack);
};
const allClose = (a: readonly number[], b: readonly number[], slack?: number): void => {
  expect(a).toHaveLength(b.length);
  for (const [i, value] of a.entries()) close(value, b[i]!, slack);
};
const holds = <T>(input: fc.Arbitrary<T>, law: (value: T) => void): void => {
  fc.assert(fc.property(input, law), settings);
};
/** Runs a law on answers that have an answer to it: items may determine each other. */
const whereDefined = (law: () => void): void => {
  try {
    law();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
};
const permuted = <T>(list: readonly T[], keys: readonly number[]): T[] =>
  [...list.keys()].sort((i, j) => keys[i % keys.length]! - keys[j % keys.length]! || j - i).map((i) => list[i]!);
const keys = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 7, maxLength: 7 });

describe("reliability", () => {
  it("of parallel items is Spearman and Brown's, by every coefficient", () => {
    holds(fc.tuple(fc.integer({ min: 3, max: 12 }), correlation), ([k, r]) => {
      const data = { correlations: equal(k, r) };
      const expected = (k * r) / (1 + (k - 1) * r);
      close(cronbachAlpha(data).alpha, expected);
      close(cronbachAlpha(data).standardized, expected);
      close(guttmanLambdas(data).lambda2, expected);
      close(splitHalf(data).unequalLength, expected);
      // A uniqueness below its limit there is none.
      if (r < 0.99) close(mcdonaldOmega(data).omega, expected, 1e-7);
    });
  });

  it("omega is alpha for items that measure the factor equally well, and never below it for one factor", () => {
    holds(fc.tuple(loadings, fc.double({ min: 0.3, max: 3, noNaN: true })), ([of, loading]) => {
      // Equal loadings, unequal errors: covariances loading², variances above it.
      const deviations = of.map((share) => loading / share);
      const data = { correlations: oneFactor(of), standardDeviations: deviations };
      close(mcdonaldOmega(data, { method: "ml" }).covarianceForm, cronbachAlpha(data).alpha, 1e-6);
      const plain = { correlations: oneFactor(of) };
      expect(mcdonaldOmega(plain).omega).toBeGreaterThanOrEqual(cronbachAlpha(plain).alpha - 1e-6);
    });
  });

  it("bounds stand in their order", () => {
    holds(answers, (data) => {
      const { lambda1, lambda2, lambda3, lambda4, lambda5, lambda6 } = guttmanLambdas(data);
      close(lambda3, cronbachAlpha(data).alpha);
      expect(lambda2).toBeGreaterThanOrEqual(lambda3 - 1e-12);
      for (const bound of [lambda3, lambda5, lambda6 ?? 1]) expect(bound).toBeGreaterThanOrEqual(lambda1 - 1e-12);
      expect(lambda4).toBeGreaterThanOrEqual(splitHalf(data).guttman - 1e-12);
      for (const bound of [lambda2, lambda4, lambda5]) expect(bound).toBeLessThanOrEqual(1 + 1e-12);
    });
  });

  it("alpha is the mean of Guttman's coefficient over all splits in equal halves", () => {
    holds(answers, (data) => {
      const items = Object.keys(data).slice(0, 4);
      if (items.length < 4) return;
      const [a, b, c, d] = items as [string, string, string, string];
      const splits = [
        [
          [a, b],
          [c, d],
        ],
        [
          [a, c],
          [b, d],
        ],
        [
          [a, d],
          [b, c],
        ],
      ] as const;
      const mean = splits.reduce((sum, halves) => sum + splitHalf(data, { items, halves }).guttman / 3, 0);
      close(mean, cronbachAlpha(data, { items }).alpha);
    });
  });

  it("of one dimension is alpha, of dimensions of pairs at most 1", () => {
    holds(answers, (data) => {
      const all = Object.keys(data);
      close(linearCombinationReliability(data, { dimensions: { all } }).reliability, cronbachAlpha(data).alpha);
      const dimensions = { one: all.slice(0, 2), two: all.slice(2) };
      if (dimensions.two.length < 2) return;
      whereDefined(() => {
        expect(linearCombinationReliability(data, { dimensions }).reliability).toBeLessThanOrEqual(1 + 1e-12);
      });
    });
  });

  it("intervals hold alpha between them", () => {
    holds(answers, (data) => {
      const { alpha, interval, normalInterval } = cronbachAlpha(data);
      for (const { lower, upper } of [interval!, normalInterval!]) {
        expect(lower).toBeLessThanOrEqual(alpha + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(alpha - 1e-12);
      }
    });
  });
});

describe("every analysis", () => {
  /** What the analyses say, items by their names. */
  const everything = (data: SurveyAnswers, options = {}): Record<string, number | null> => {
    const alpha = cronbachAlpha(data, options);
    const results: Record<string, number | null> = { alpha: alpha.alpha, standardized: alpha.standardized };
    for (const { item, itemRest, alphaIfDeleted } of alpha.items) {
      Object.assign(results, { [`rest ${item}`]: itemRest, [`without ${item}`]: alphaIfDeleted });
    }
    whereDefined(() => {
      const kmo = kaiserMeyerOlkin(data, options);
      results["kmo"] = kmo.overall;
      kmo.items.forEach((item, i) => {
        results[`msa ${item}`] = kmo.byItem[i]!;
      });
      results["bartlett"] = bartlettTest(data, options).chiSquare;
    });
    const { eigenvalues } = principalComponents(data, options);
    eigenvalues.forEach((value, j) => {
      results[`eigenvalue ${j}`] = value;
    });
    return results;
  };
  const same = (a: Record<string, number | null>, b: Record<string, number | null>): void => {
    expect(Object.keys(b).sort()).toEqual(Object.keys(a).sort());
    for (const [name, value] of Object.entries(a)) close(value, b[name]!, 1e-8 * Math.max(1, Math.abs(value ?? 0)));
  };

  it("does not hang on the order of respondents or items", () => {
    holds(fc.tuple(answers, keys), ([data, order]) => {
      const respondents = Object.fromEntries(
        Object.entries(data).map(([item, column]) => [item, permuted(column, order)]),
      );
      same(everything(data), everything(respondents));
      same(everything(data), everything(Object.fromEntries(permuted(Object.entries(data), order))));
    });
  });

  it("turns reversed items back", () => {
    holds(fc.tuple(answers, fc.subarray(["Q1", "Q2", "Q3"])), ([data, reversed]) => {
      const turned = Object.fromEntries(
        Object.entries(data).map(([item, column]) => [
          item,
          reversed.includes(item) ? column.map((x) => 8 - x) : column,
        ]),
      );
      same(everything(data), everything(turned, { scale, reversed }));
    });
  });

  it("says the same of answers and of their correlations", () => {
    holds(answers, (data) => {
      const items = Object.keys(data);
      const columns = Object.values(data).map((column) => {
        const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
        return column.map((x) => x - mean);
      });
      const product = (a: readonly number[], b: readonly number[]): number =>
        a.reduce((sum, x, i) => sum + x * b[i]!, 0);
      const n = columns[0]!.length;
      const lengths = columns.map((column) => Math.sqrt(product(column, column)));
      const correlations = columns.map((a, i) =>
        columns.map((b, j) => (i === j ? 1 : product(a, b) / (lengths[i]! * lengths[j]!))),
      );
      const standardDeviations = lengths.map((length) => length / Math.sqrt(n - 1));
      same(everything(data), everything({ correlations, standardDeviations, items, n } as never));
    });
  });
});

describe("factors", () => {
  it("of exactly one factor reproduce the correlations", () => {
    holds(fc.tuple(loadings, fc.constantFrom("minres", "ml" as const)), ([of, method]) => {
      const result = factorAnalysis({ correlations: oneFactor(of) }, { factors: 1, method });
      expect(result.converged).toBe(true);
      expect(result.fit.rmsr).toBeLessThan(1e-6);
      // Three items with tiny loadings determine them badly.
      if (Math.min(...of) > 0.3) allClose(result.loadings.flat(), of, 1e-4);
    });
  });

  it("keep communalities under any rotation, and sizes of residuals", () => {
    holds(fc.tuple(answers, fc.constantFrom("minres", "ml" as const)), ([data, method]) => {
      if (Object.keys(data).length < 5) return;
      whereDefined(() => {
        const of = (rotation: "none" | "varimax" | "promax") => factorAnalysis(data, { factors: 2, method, rotation });
        const [none, varimax, promax] = [of("none"), of("varimax"), of("promax")];
        for (const rotated of [varimax, promax]) {
          allClose(none.communalities, rotated.communalities);
          close(none.fit.rmsr, rotated.fit.rmsr);
        }
        for (const { factors, loadings: matrix } of [none, varimax]) {
          expect(factors[0]!.variance).toBeGreaterThanOrEqual(factors[1]!.variance * (1 - 1e-9));
          for (const f of [0, 1]) expect(matrix.reduce((sum, row) => sum + row[f]!, 0)).toBeGreaterThan(-1e-9);
        }
      });
    });
  });

  it("meet the conditions of a minimum", () => {
    holds(fc.tuple(answers, fc.constantFrom("minres", "ml" as const)), ([data, method]) => {
      whereDefined(() => {
        const { items, communalities, uniquenesses, heywood, converged } = factorAnalysis(data, { factors: 1, method });
        expect(converged).toBe(true);
        items.forEach((item, i) => {
          // Off the limit no residual is left on the diagonal; at the limit the item would go further.
          const sum = communalities[i]! + uniquenesses[i]!;
          expect(sum).toBeGreaterThan(1 - 1e-6);
          if (!heywood.includes(item)) expect(sum).toBeLessThan(1 + 1e-6);
        });
      });
    });
  });

  it("do not hang on the units of the items", () => {
    holds(fc.tuple(answers, fc.double({ min: 0.1, max: 50, noNaN: true })), ([data, unit]) => {
      const other = Object.fromEntries(
        Object.entries(data).map(([item, column], j) => [item, column.map((x) => j + x * unit ** (j % 3))]),
      );
      whereDefined(() => {
        const [one, two] = [data, other].map((each) => factorAnalysis(each, { factors: 1, method: "ml" }));
        close(one!.fit.chiSquare, two!.fit.chiSquare, 1e-6);
      });
    });
  });

  it("have scores whose covariance with the items is what the method promises", () => {
    holds(answers, (data) => {
      whereDefined(() => {
        const analysis = factorAnalysis(data, { factors: 1, method: "ml" });
        if (analysis.heywood.length > 0) return;
        const [score] = factorScores(analysis, data, { method: "regression" }).scores as readonly (readonly number[])[];
        const squares = score!.reduce((sum, s) => sum + s * s, 0) / (score!.length - 1);
        // Regression scores have the variance that they explain of the factor.
        const { regression } = analysis.scoreWeights;
        const explained = analysis.loadings.reduce((sum, [loading], i) => sum + loading! * regression![i]![0]!, 0);
        close(squares, explained, 1e-8);
        expect(squares).toBeLessThanOrEqual(1 + 1e-9);
      });
    });
  });
});

describe("validity", () => {
  it("KMO stays between 0 and 1, as a whole and by item", () => {
    holds(answers, (data) => {
      whereDefined(() => {
        const { overall, byItem } = kaiserMeyerOlkin(data);
        for (const measure of [overall, ...byItem]) {
          expect(measure).toBeGreaterThanOrEqual(0);
          expect(measure).toBeLessThanOrEqual(1);
        }
      });
    });
  });

  it("HTMT is the correlation of constructs whose items measure them equally well", () => {
    const constructs = fc.tuple(correlation, correlation, correlation, fc.integer({ min: 2, max: 4 }));
    holds(constructs, ([one, other, phi, size]) => {
      const loading = (i: number): number => Math.sqrt(i < size ? one : other);
      const correlations: Matrix = Array.from({ length: 2 * size }, (_, i) =>
        Array.from({ length: 2 * size }, (_, j) =>
          i === j ? 1 : loading(i) * loading(j) * (i < size === j < size ? 1 : phi),
        ),
      );
      const names = Array.from({ length: 2 * size }, (_, i) => `item${i + 1}`);
      const dimensions = { one: names.slice(0, size), other: names.slice(size) };
      for (const absolute of [true, false]) {
        close(heterotraitMonotrait({ correlations }, { dimensions, absolute }).pairs[0]!.ratio, phi);
      }
    });
  });

  it("eigenvalues add up to the number of items, and components to their variance", () => {
    holds(answers, (data) => {
      const size = Object.keys(data).length;
      const { eigenvalues, components, communalities } = principalComponents(data, {
        components: size,
        rotation: "varimax",
      });
      close(
        eigenvalues.reduce((sum, value) => sum + value, 0),
        size,
      );
      close(components.at(-1)!.cumulativeShare, 1);
      for (const communality of communalities) close(communality, 1);
    });
  });
});
