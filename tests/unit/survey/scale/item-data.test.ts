import { describe, expect, it } from "vitest";
import { cronbachAlpha, type ItemData, mcdonaldOmega, principalComponents } from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";

const answers = {
  Q1: [4, 3, 5, 2, 4],
  Q2: [5, 3, 5, 3, 4],
  Q3: [4, 2, 5, 3, 5],
};
const correlations = [
  [1, 0.6, 0.48],
  [0.6, 1, 0.4],
  [0.48, 0.4, 1],
];
const any = (value: unknown): ItemData => value as ItemData;

describe("answers", () => {
  it("count where every item has one, and the others are counted", () => {
    const gaps = { Q1: [...answers.Q1, null, 1], Q2: [...answers.Q2, 4, null], Q3: [...answers.Q3, 4, 1] };
    const { alpha, n, missing, items } = cronbachAlpha(gaps);
    expect(alpha).toBeCloseTo(cronbachAlpha(answers).alpha, 12);
    expect([n, missing]).toEqual([5, 2]);
    expect(items.map(({ missingShare }) => missingShare)).toEqual([1 / 7, 1 / 7, 0]);
  });

  it("count by pairs, where asked for; who answered nothing does not count", () => {
    const gaps = {
      Q1: [...answers.Q1, null, 1, null],
      Q2: [...answers.Q2, 4, null, null],
      Q3: [...answers.Q3, 4, 1, null],
    };
    const { n, missing, warnings } = cronbachAlpha(gaps, { missing: "pairwise" });
    expect([n, missing]).toEqual([7, 1]);
    expect(warnings.map(({ code }) => code)).toEqual(["pairwise-missing"]);
    // Without gaps pairs are what complete respondents are.
    expect(cronbachAlpha(answers, { missing: "pairwise" })).toEqual(cronbachAlpha(answers));
  });

  it("take items in the order asked for", () => {
    const { items } = cronbachAlpha(answers, { items: ["Q3", "Q1"] });
    expect(items.map(({ item }) => item)).toEqual(["Q3", "Q1"]);
  });

  it("are turned where an item is reversed", () => {
    const turned = { ...answers, Q2: answers.Q2.map((x) => 8 - x) };
    const options = { scale: { min: 1, max: 7 }, reversed: ["Q2"] };
    expect(cronbachAlpha(turned, options)).toEqual(cronbachAlpha(answers));
  });

  it("may be columns of doubles, and an item may be called correlations", () => {
    const named = { correlations: Float64Array.from(answers.Q1), Q2: answers.Q2, Q3: answers.Q3 };
    expect(cronbachAlpha(named).alpha).toBe(cronbachAlpha(answers).alpha);
    expect(cronbachAlpha({ ...answers, correlations: answers.Q1 }).size).toBe(4);
  });

  it("are refused with the place where they are wrong", () => {
    refuses(() => cronbachAlpha(any(undefined)), "empty", "answers");
    refuses(() => cronbachAlpha(any(null)), "bad-option", "answers");
    refuses(() => cronbachAlpha(any([[1, 2]])), "bad-option", "answers");
    refuses(() => cronbachAlpha({}), "empty", "answers");
    refuses(() => cronbachAlpha({ Q1: [], Q2: [] }), "empty", "answers");
    refuses(() => cronbachAlpha({ Q1: [1, 2] }), "insufficient-data", "answers", "at least 2 items");
    refuses(() => cronbachAlpha({ Q1: [1], Q2: [2] }), "insufficient-data", "answers", "at least 2 respondents");
    refuses(() => cronbachAlpha({ Q1: [1, null], Q2: [null, 2] }), "insufficient-data", "answers", "pairwise");
    refuses(
      () => cronbachAlpha({ Q1: [1, 2, null, null], Q2: [null, null, 2, 3] }, { missing: "pairwise" }),
      "insufficient-data",
      "answers.Q2",
      "respondents who also answered Q1",
    );
    refuses(
      () => cronbachAlpha({ Q1: [null, null], Q2: [1, 2] }, { missing: "pairwise" }),
      "insufficient-data",
      "answers.Q1",
    );
    refuses(() => cronbachAlpha({ Q1: [1, 2], Q2: [1] }), "length-mismatch", "answers.Q2");
    refuses(() => cronbachAlpha(any({ Q1: [1, 2], Q2: 3 })), "not-finite", "answers.Q2");
    refuses(() => cronbachAlpha({ Q1: [1, 2], Q2: [1, Number.NaN] }), "not-finite", "answers.Q2[1]");
    refuses(() => cronbachAlpha(answers, { scale: { min: 1, max: 4 } }), "out-of-range", "answers.Q1[2]");
    refuses(() => cronbachAlpha({ Q1: [1e200, 2], Q2: [1, 2] }), "not-finite", "standard deviation of answers.Q1");
    refuses(() => cronbachAlpha({ Q1: [1e60, 2], Q2: [1, 2] }), "out-of-range", "standard deviation of answers.Q1");
  });

  it("are refused where the options are wrong", () => {
    const options = (value: object) => () => cronbachAlpha(answers, value);
    refuses(() => cronbachAlpha(answers, null as never), "bad-option", "options");
    refuses(options({ items: "Q1" }), "bad-option", "options.items");
    refuses(options({ items: [1, 2] }), "bad-option", "options.items[0]");
    refuses(options({ items: ["Q1", "Q1"] }), "duplicate-id", "options.items[1]");
    refuses(options({ items: ["Q1", "Q9"] }), "length-mismatch", "answers.Q9");
    refuses(options({ reversed: ["Q1"] }), "bad-option", "options.scale", "{ min: 1, max: 7 }");
    refuses(options({ reversed: "Q1", scale: { min: 1, max: 7 } }), "bad-option", "options.reversed");
    refuses(options({ reversed: ["Q9"], scale: { min: 1, max: 7 } }), "bad-option", "options.reversed");
    refuses(options({ scale: { min: 7, max: 1 } }), "out-of-range", "options.scale.max");
    refuses(options({ missing: "mean" }), "bad-option", "options.missing");
    refuses(options({ level: 95 }), "out-of-range", "options.level");
    refuses(options({ cut: Number.NaN }), "not-finite", "options.cut");
    refuses(options({ itemCut: "0.3" }), "not-finite", "options.itemCut");
  });
});

describe("correlations", () => {
  it("stand for standardized items, and with deviations for covariances", () => {
    const plain = cronbachAlpha({ correlations, n: 50 });
    expect(plain.alpha).toBeCloseTo(plain.standardized!, 12);
    expect(plain.items.map(({ item }) => item)).toEqual(["item1", "item2", "item3"]);
    expect([plain.n, plain.missing, plain.mean]).toEqual([50, 0, null]);
    expect(plain.items.map(({ mean, missingShare }) => [mean, missingShare])).toEqual([
      [null, null],
      [null, null],
      [null, null],
    ]);
    const { items } = cronbachAlpha(answers);
    const moments = {
      correlations: principalMoments(),
      standardDeviations: items.map(({ standardDeviation }) => standardDeviation),
      n: 5,
      items: ["Q1", "Q2", "Q3"],
    };
    const given = cronbachAlpha(moments);
    const read = cronbachAlpha(answers);
    expect(given.alpha).toBeCloseTo(read.alpha, 12);
    expect(given.standardError).toBeCloseTo(read.standardError!, 12);
    expect(given.standardDeviation).toBeCloseTo(read.standardDeviation, 12);
  });

  it("have no intervals without the number of respondents", () => {
    const { n, interval, standardError, normalInterval } = cronbachAlpha({ correlations });
    expect([n, interval, standardError, normalInterval]).toEqual([null, null, null, null]);
  });

  it("can be taken in part, and turned", () => {
    const part = principalComponents({ correlations, items: ["a", "b", "c"] }, { items: ["c", "a"] });
    expect(part.items).toEqual(["c", "a"]);
    expect(part.eigenvalues[0]).toBeCloseTo(1.48, 12);
    const turned = correlations.map((row, i) => row.map((r, j) => (i === j || (i !== 1 && j !== 1) ? r : -r)));
    expect(mcdonaldOmega({ correlations: turned }, { reversed: ["item2"] })).toEqual(mcdonaldOmega({ correlations }));
  });

  it("may be off by their printing", () => {
    const printed = [
      [1, 0.6000000001],
      [0.6, 0.9999999999],
    ];
    expect(cronbachAlpha({ correlations: printed }).meanCorrelation).toBeCloseTo(0.6, 9);
  });

  it("are refused where they are none", () => {
    const of =
      (matrix: unknown, rest = {}) =>
      () =>
        cronbachAlpha(any({ correlations: matrix, ...rest }));
    refuses(of([[1]]), "insufficient-data", "answers");
    refuses(of([[1, 0.5], [0.5]]), "length-mismatch", "answers.correlations[1]");
    refuses(of([[1, 0.5], 3]), "not-finite", "answers.correlations[1]");
    refuses(
      of([
        [1, 1.5],
        [1.5, 1],
      ]),
      "out-of-range",
      "answers.correlations[0][1]",
    );
    refuses(
      of([
        [1, 0.5],
        [0.4, 1],
      ]),
      "out-of-range",
      "answers.correlations[1][0]",
      "symmetric",
    );
    refuses(
      of([
        [2, 0.5],
        [0.5, 1],
      ]),
      "out-of-range",
      "answers.correlations[0][0]",
    );
    refuses(
      of([
        [0.9, 0.5],
        [0.5, 1],
      ]),
      "out-of-range",
      "answers.correlations[0][0]",
      "diagonal",
    );
    refuses(of(correlations, { n: 1 }), "out-of-range", "answers.n");
    refuses(of(correlations, { n: 10.5 }), "out-of-range", "answers.n");
    refuses(of(correlations, { items: ["a", "b"] }), "length-mismatch", "answers.items");
    refuses(of(correlations, { items: ["a", "b", "b"] }), "duplicate-id", "answers.items[2]");
    refuses(of(correlations, { standardDeviations: [1, 0, 1] }), "out-of-range", "answers.standardDeviations[1]");
    refuses(of(correlations, { standardDeviations: [1, 1] }), "length-mismatch", "answers.standardDeviations");
    refuses(() => cronbachAlpha({ correlations }, { items: ["item1", "Q"] }), "bad-option", "options.items");
    refuses(() => cronbachAlpha({ correlations }, { reversed: ["Q"] }), "bad-option", "options.reversed");
  });
});

/** The correlations of the five respondents above. */
function principalMoments(): number[][] {
  const columns = Object.values(answers).map((column) => {
    const mean = column.reduce((sum, x) => sum + x, 0) / column.length;
    const centred = column.map((x) => x - mean);
    const length = Math.hypot(...centred);
    return centred.map((x) => x / length);
  });
  return columns.map((a) => columns.map((b) => (a === b ? 1 : a.reduce((sum, x, i) => sum + x * b[i]!, 0))));
}
