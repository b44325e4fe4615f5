/** Laws of respondents: none comes first, equal weights are none, and a question turned and turned back is the question. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../../src/errors.ts";
import * as all from "../../../src/satisfaction/index.ts";

const parameters = { seed: 20_261_130, numRuns: 60, endOnFailure: true };
const scale = { min: 1, max: 10 };
const answer = fc.option(fc.integer({ min: 1, max: 10 }), { freq: 9, nil: null });
const number = fc.integer({ min: -999, max: 999 }).map((value) => value / 300);
const kanoWord = fc.constantFrom("like", "must-be", "neutral", "live-with", "dislike" as const);

/** More respondents than any list has that is not one of respondents. */
const respondent = fc.record({
  answers: fc.tuple(answer, answer, answer, answer),
  numbers: fc.tuple(number, number, number, number),
  group: fc.constantFrom("x", "y", "z"),
  weight: fc.oneof(fc.double({ min: 1e-2, max: 1e2, noNaN: true }), fc.constant(1)),
  words: fc.tuple(kanoWord, kanoWord),
  place: fc.double({ noNaN: true }),
});
const survey = fc.array(respondent, { minLength: 20, maxLength: 30 });
type Rows = readonly (typeof survey extends fc.Arbitrary<(infer T)[]> ? T : never)[];

const answersOf = (rows: Rows) => ({
  a: rows.map(({ answers }) => answers[0]),
  b: rows.map(({ answers }) => answers[1]),
  c: rows.map(({ answers }) => answers[2]),
  d: rows.map(({ answers }) => answers[3]),
});
const numbersOf = (rows: Rows) => ({
  outcome: rows.map(({ numbers: [y] }) => y),
  drivers: {
    one: rows.map(({ numbers: [y, x] }) => x + y / 2),
    two: rows.map(({ numbers: [y, , x] }) => x - y / 3),
    three: rows.map(({ numbers: [, , , x] }) => x),
  },
});
const levels = ["very-satisfied", "satisfied", "neutral", "dissatisfied", "very-dissatisfied"] as const;

type Measure = (rows: Rows, options: all.MeasureOptions) => unknown;

/** What takes weights of respondents. */
const weighted: Readonly<Record<string, Measure>> = {
  csat: (rows, options) => all.csat(answersOf(rows).a, { scale, top: 3, bottom: 2, ...options }),
  customerEffortScore: (rows, options) =>
    all.customerEffortScore(
      answersOf(rows).a.map((value) => value && Math.min(7, value)),
      options,
    ),
  deliveredValueScore: (rows, options) => {
    const { a, b, c, d } = answersOf(rows);
    return all.deliveredValueScore({ value: { a, b }, cost: { c, d } }, options);
  },
  directSatisfaction: (rows, options) => all.directSatisfaction(answersOf(rows), { scale, ...options }),
  disconfirmation: (rows, options) => {
    const { a, b } = answersOf(rows);
    return all.disconfirmation({ perceived: a, expected: b }, { scale, form: "loss-aversion", ...options });
  },
  domainMeans: (rows, options) => {
    const groups = rows.map(({ group }) => group);
    // Which of two is the first hangs on the order.
    const { comparisons: _, ...means } = all.domainMeans(answersOf(rows).a, groups, options);
    return means;
  },
  netPromoterScore: (rows, options) => all.netPromoterScore(answersOf(rows).a, options),
  satisfactionByDimension: (rows, options) =>
    all.satisfactionByDimension(answersOf(rows), { scale, dimensions: { one: ["a", "b"], two: ["c"] }, ...options }),
  satisfactionByDisconfirmation: (rows, options) => {
    const { a, b } = answersOf(rows);
    return all.satisfactionByDisconfirmation({ perceived: a, expected: b }, { scale, ...options });
  },
  satisfactionIndex: (rows, options) =>
    all.satisfactionIndex(answersOf(rows), { scale, itemWeights: { a: 3, b: 2, c: 1, d: 1 }, ...options }),
  sevenLevelSatisfaction: (rows, options) =>
    all.sevenLevelSatisfaction(
      answersOf(rows).a.map((value) => (value === null ? null : levels[value % 5]!)),
      options,
    ),
  weightedMean: (rows, { respondentWeights = rows.map(() => 1), ...options }) =>
    all.weightedMean(answersOf(rows).a, respondentWeights, options),
};

/** What else is made of respondents. */
const unweighted: Readonly<Record<string, Measure>> = {
  answerQuality: (rows) => {
    const { itemNonResponse, longestRuns, spreads, missingShares, patternDistances } = all.answerQuality(
      answersOf(rows),
      { scale },
    );
    return { itemNonResponse, longestRuns, spreads, missingShares, patternDistances };
  },
  entropyWeights: (rows) =>
    all.entropyWeights({ a: rows.map(({ weight }) => weight), b: rows.map(({ numbers }) => 4 + numbers[1]) }),
  kano: (rows) =>
    all.kano(
      { a: { functional: rows.map(({ words }) => words[0]), dysfunctional: rows.map(({ words }) => words[1]) } },
      { segments: rows.map(({ group }) => group) },
    ),
  keyDrivers: (rows) => all.keyDrivers(numbersOf(rows)),
  penaltyReward: (rows) =>
    all.penaltyReward(
      { outcome: numbersOf(rows).outcome, attributes: { a: answersOf(rows).a } },
      { low: 4, high: 7, minCell: 2 },
    ),
  postStratify: (rows) =>
    all.postStratify(
      rows.map(({ group }) => (group === "x" ? "x" : "other")),
      { x: 1, other: 2 },
    ),
  rakeWeights: (rows) =>
    all.rakeWeights(
      {
        group: { categories: rows.map(({ group }) => (group === "x" ? "x" : "other")), targets: { x: 1, other: 2 } },
        word: {
          categories: rows.map(({ words }) => (words[0] === "like" ? "x" : "other")),
          targets: { x: 3, other: 2 },
        },
      },
      { tolerance: 1e-12, maxSweeps: 5000 },
    ),
};

/** What calls give, or why they give nothing; most have to give something. */
function outcomes(): { readonly of: (call: () => unknown) => unknown; readonly answered: () => void } {
  let [asked, answered] = [0, 0];
  return {
    of: (call) => {
      asked++;
      try {
        const result = call();
        answered++;
        return result;
      } catch (error) {
        if (error instanceof InputError) return { code: error.code };
        throw error;
      }
    },
    answered: () => expect(answered / asked, "share of calls with an answer").toBeGreaterThan(0.9),
  };
}

/** Expects the same figures; in columns of respondents at the places `order` says, in lists of groups at those of the same name. */
function expectSame(one: unknown, other: unknown, order: readonly number[], path = "result"): void {
  if (typeof one === "number" && typeof other === "number") {
    if (Math.abs(one - other) > 1e-8 * Math.max(1, Math.abs(one))) expect(`${path} ${other}`).toBe(`${path} ${one}`);
    return;
  }
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) {
    expect(other, path).toBe(one);
    return;
  }
  if (
    (Array.isArray(one) || ArrayBuffer.isView(one)) &&
    (one as unknown as ArrayLike<unknown>).length === order.length
  ) {
    const [first, second] = [one, other] as unknown as [ArrayLike<unknown>, ArrayLike<unknown>];
    for (const [i, row] of order.entries()) expectSame(first[row], second[i], order, `${path}[${row}]`);
    return;
  }
  const [first, second] = [named(one), named(other)];
  expect(Object.keys(second).sort(), path).toEqual(Object.keys(first).sort());
  for (const [key, value] of Object.entries(first)) expectSame(value, second[key], order, `${path}.${key}`);
}

/** Groups come in the order in which respondents name them first: by their names they have none. */
function named(value: object): Readonly<Record<string, unknown>> {
  if (!Array.isArray(value)) return value as Record<string, unknown>;
  return Object.fromEntries(value.map((entry, i) => [entry?.name ?? entry?.domain ?? i, entry]));
}

describe("the order of respondents changes nothing in", () => {
  for (const [name, measure] of Object.entries({ ...weighted, ...unweighted })) {
    test(name, () => {
      const outcome = outcomes();
      fc.assert(
        fc.property(survey, (rows) => {
          const order = rows.map((_, i) => i).sort((i, j) => rows[i]!.place - rows[j]!.place);
          const turned = order.map((i) => rows[i]!);
          const of = (given: Rows) =>
            outcome.of(() => measure(given, { respondentWeights: given.map(({ weight }) => weight) }));
          expectSame(of(rows), of(turned), order);
        }),
        parameters,
      );
      outcome.answered();
    });
  }
});

describe("equal weights are none in", () => {
  for (const [name, measure] of Object.entries(weighted)) {
    test(name, () => {
      const outcome = outcomes();
      fc.assert(
        fc.property(survey, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (rows, same) => {
          const none = outcome.of(() => measure(rows, {}));
          const order = rows.map((_, i) => i);
          expectSame(
            none,
            outcome.of(() => measure(rows, { respondentWeights: rows.map(() => same) })),
            order,
          );
        }),
        parameters,
      );
      outcome.answered();
    });
  }
});

describe("a question turned, its answers turned too, is what it was in", () => {
  const back: Readonly<Record<string, (rows: ReturnType<typeof answersOf>, reversed: readonly string[]) => unknown>> = {
    satisfactionIndex: (answers, reversed) => all.satisfactionIndex(answers, { scale, reversed }),
    satisfactionByDimension: (answers, reversed) =>
      all.satisfactionByDimension(answers, { scale, dimensions: { one: ["a", "b"], two: ["c", "d"] }, reversed }),
    fitPlsPath: (answers, reversed) => {
      const blocks = { one: { items: ["a", "b"] }, two: { items: ["c", "d"] } };
      const model = all.pathModel({ blocks, edges: [["one", "two"]] });
      const { paths, items, blocks: found, scores } = all.fitPlsPath(answers, { model, scale, reversed });
      return { paths, items, found, scores };
    },
  };
  for (const [name, measure] of Object.entries(back)) {
    test(name, () => {
      const outcome = outcomes();
      fc.assert(
        fc.property(survey, fc.subarray(["a", "b", "c", "d"] as const), (rows, reversed) => {
          const answers = answersOf(rows);
          const turned = { ...answers };
          for (const item of reversed)
            turned[item] = answers[item].map((value) => (value === null ? null : 11 - value));
          expectSame(
            outcome.of(() => measure(answers, [])),
            outcome.of(() => measure(turned, reversed)),
            rows.map((_, i) => i),
          );
        }),
        parameters,
      );
      outcome.answered();
    });
  }
});
