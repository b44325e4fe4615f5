import { describe, expect, it } from "vitest";
import { discriminantValidity, heterotraitMonotrait } from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";

const correlations = [
  [1, 0.64, 0.4, 0.32],
  [0.64, 1, 0.4, 0.32],
  [0.4, 0.4, 1, 0.5],
  [0.32, 0.32, 0.5, 1],
];
const dimensions = { quality: ["item1", "item2"], loyalty: ["item3", "item4"] };
const answers = {
  a1: [1, 2, 3, 4, 5, 4, 3, 2, 5, 1],
  a2: [2, 2, 3, 5, 5, 4, 2, 3, 4, 1],
  b1: [3, 1, 2, 2, 4, 5, 1, 3, 5, 2],
  b2: [3, 2, 1, 2, 5, 4, 2, 3, 4, 1],
};
const constructs = { a: ["a1", "a2"], b: ["b1", "b2"] };

describe("heterotraitMonotrait", () => {
  it("counts correlations with or without their sign", () => {
    const mixed = correlations.map((row, i) => row.map((r, j) => ((i === 3) !== (j === 3) ? -r : r)));
    const { pairs } = heterotraitMonotrait({ correlations: mixed }, { dimensions });
    expect(pairs[0]!.ratio).toBeCloseTo(0.36 / Math.sqrt(0.64 * 0.5), 12);
    const signed = heterotraitMonotrait({ correlations: mixed }, { dimensions, absolute: false });
    // The mean within the second is negative, so that there is no root.
    expect(signed.pairs[0]).toEqual({ constructs: ["quality", "loyalty"], ratio: null, rule: null, interval: null });
    expect([signed.met, signed.absolute]).toEqual([null, false]);
  });

  it("takes a construct of one item as measured without error", () => {
    const single = { quality: ["item1", "item2"], loyalty: ["item3"] };
    expect(heterotraitMonotrait({ correlations }, { dimensions: single }).pairs[0]!.ratio).toBeCloseTo(0.4 / 0.8, 12);
  });

  it("lists every pair once, and holds it against the rule", () => {
    const three = { a: ["item1"], b: ["item2"], c: ["item3", "item4"] };
    const { pairs, met, constructs: names } = heterotraitMonotrait({ correlations }, { dimensions: three, cut: 0.64 });
    expect(names).toEqual(["a", "b", "c"]);
    expect(pairs.map(({ constructs: pair }) => pair.join("-"))).toEqual(["a-b", "a-c", "b-c"]);
    // Exactly on the cut is not below it.
    expect(pairs.map(({ rule }) => rule!.met)).toEqual([false, true, true]);
    expect(met).toBe(false);
  });

  it("has intervals by resampling, the same for the same seed", () => {
    const of = (seed: number) =>
      heterotraitMonotrait(answers, { dimensions: constructs, level: 0.9, bootstrap: { seed, draws: 200 } });
    const { pairs, bootstrap, level, n, missing } = of(5);
    const { interval, ratio } = pairs[0]!;
    expect(interval!.lower).toBeLessThan(ratio!);
    expect(interval!.upper).toBeGreaterThan(ratio!);
    expect([bootstrap, level]).toEqual([{ seed: 5, draws: 200, failed: 0 }, 0.9]);
    expect([n, missing]).toEqual([10, 0]);
    expect(of(5)).toEqual(of(5));
    expect(of(5).pairs).not.toEqual(of(6).pairs);
    expect(heterotraitMonotrait(answers, { dimensions: constructs }).bootstrap).toBeNull();
  });

  it("counts samples in which an item does not vary", () => {
    const nearly = { ...answers, a1: [1, 1, 1, 1, 1, 1, 1, 1, 1, 2] };
    const { bootstrap, warnings } = heterotraitMonotrait(nearly, {
      dimensions: constructs,
      bootstrap: { seed: 1, draws: 100 },
    });
    // The one who answers otherwise is left out with chance 0.9 ** 10 = 0.35.
    expect(bootstrap!.failed).toBeGreaterThan(20);
    expect(bootstrap!.failed).toBeLessThan(50);
    expect(warnings).toMatchObject([{ code: "refits-failed", count: bootstrap!.failed }]);
    const rare = { a1: [1, 1, 1, 2], a2: [1, 1, 2, 1], b1: [2, 1, 1, 1], b2: [1, 2, 1, 1] };
    const options = { dimensions: constructs, bootstrap: { seed: 1, draws: 100 } };
    expect(heterotraitMonotrait(rare, options).pairs[0]!.interval).toBeNull();
  });

  it("refuses what it cannot resample, and what are no constructs", () => {
    const of = (options: unknown) => () => heterotraitMonotrait(answers, options as never);
    refuses(of(undefined), "empty", "options.dimensions");
    refuses(of({ dimensions: { a: ["a1"] } }), "insufficient-data", "options.dimensions", "at least 2 dimensions");
    refuses(of({ dimensions: { a: ["a1"], b: ["a1"] } }), "duplicate-id", "options.dimensions.b[0]");
    refuses(of({ dimensions: { a: ["a1"], b: ["b9"] } }), "length-mismatch", "answers.b9");
    refuses(of({ dimensions: constructs, absolute: "yes" }), "bad-option", "options.absolute");
    refuses(of({ dimensions: constructs, cut: "0.9" }), "not-finite", "options.cut");
    refuses(of({ dimensions: constructs, bootstrap: 1 }), "bad-option", "options.bootstrap");
    refuses(of({ dimensions: constructs, bootstrap: {} }), "not-finite", "options.bootstrap.seed");
    refuses(
      of({ dimensions: constructs, bootstrap: { seed: 1, draws: 2 } }),
      "out-of-range",
      "options.bootstrap.draws",
    );
    refuses(of({ dimensions: constructs, level: 2, bootstrap: { seed: 1 } }), "out-of-range", "options.level");
    const bootstrap = { seed: 1 };
    refuses(() => heterotraitMonotrait({ correlations }, { dimensions, bootstrap }), "bad-option", "options.bootstrap");
    const gaps = { ...answers, a1: [null, ...answers.a1.slice(1)] };
    refuses(
      () => heterotraitMonotrait(gaps, { dimensions: constructs, bootstrap, missing: "pairwise" }),
      "bad-option",
      "options.bootstrap",
      "listwise",
    );
    expect(heterotraitMonotrait(gaps, { dimensions: constructs, bootstrap }).missing).toBe(1);
  });
});

describe("discriminantValidity", () => {
  const loadings = { quality: [0.8, 0.7], loyalty: [0.9, 0.8], trust: [0.6, 0.5] };

  it("compares each construct with the one closest to it", () => {
    const between = [
      [1, 0.5, -0.7],
      [0.5, 1, 0.2],
      [-0.7, 0.2, 1],
    ];
    const { constructs: verdicts, met } = discriminantValidity({ loadings, correlations: between });
    expect(verdicts.map(({ closest, largestCorrelation }) => [closest, largestCorrelation])).toEqual([
      ["trust", 0.7],
      ["quality", 0.5],
      ["quality", 0.7],
    ]);
    expect(verdicts.map(({ rule }) => rule.met)).toEqual([true, true, false]);
    expect(verdicts[0]!.averageVarianceExtracted).toBeCloseTo(0.565, 14);
    expect(verdicts[0]!.rule.distance).toBeCloseTo(Math.sqrt(0.565) - 0.7, 14);
    expect(met).toBe(false);
  });

  it("refuses what is no measurement model", () => {
    const of = (value: unknown) => () => discriminantValidity(value as never);
    refuses(of(undefined), "insufficient-data", "constructs.loadings");
    refuses(of(null), "bad-option", "constructs");
    refuses(of({ loadings: { a: [0.5] }, correlations: [[1]] }), "insufficient-data", "constructs.loadings");
    refuses(of({ loadings, correlations: undefined }), "bad-option", "constructs.correlations");
    refuses(of({ loadings, correlations: [[1]] }), "length-mismatch", "constructs.correlations");
    const two = [
      [1, 0.5],
      [0.5, 1],
    ];
    refuses(of({ loadings: { a: [0.5], b: [] }, correlations: two }), "empty", "constructs.loadings.b");
    refuses(of({ loadings: { a: [0.5], b: [1.2] }, correlations: two }), "out-of-range", "constructs.loadings.b[0]");
    refuses(of({ loadings: { a: [0.5], b: 1 }, correlations: two }), "not-finite", "constructs.loadings.b");
    refuses(
      of({
        loadings: { a: [0.5], b: [0.5] },
        correlations: [
          [1, 2],
          [2, 1],
        ],
      }),
      "out-of-range",
      "constructs.correlations[0][1]",
    );
  });
});
