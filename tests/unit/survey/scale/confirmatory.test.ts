import { describe, expect, it } from "vitest";
import { confirmatoryFactorAnalysis, discriminantValidity } from "../../../../src/servqual/index.ts";
import { refuses } from "../../../refuses.ts";

const loadings = [0.8, 0.7, 0.6, 0.75, 0.65];
const dimensions = { quality: ["item1", "item2", "item3"], loyalty: ["item4", "item5"] };
/** The correlations of five items, the first three on a dimension that correlates by `phi` with that of the others. */
const made = (phi: number, of = loadings): number[][] =>
  of.map((a, i) => of.map((b, j) => (i === j ? 1 : a * b * (i < 3 === j < 3 ? 1 : phi))));
const codes = (result: { warnings: readonly { code: string }[] }): string[] => result.warnings.map(({ code }) => code);

describe("confirmatoryFactorAnalysis", () => {
  it("finds the loadings and the correlation that made the correlations", () => {
    const result = confirmatoryFactorAnalysis({ correlations: made(0.4), n: 300 }, { dimensions });
    result.items.forEach(({ loading, uniqueness }, i) => {
      expect(loading).toBeCloseTo(loadings[i]!, 6);
      expect(uniqueness).toBeCloseTo(1 - loadings[i]! ** 2, 6);
    });
    expect(result.correlations[0]![1]).toBeCloseTo(0.4, 6);
    expect(result.loadings["loyalty"]![1]).toBe(result.items[4]!.loading);
    expect(result.fit).toMatchObject({
      chiSquare: expect.closeTo(0, 8),
      degreesOfFreedom: 4,
      pValue: expect.closeTo(1, 8),
      comparativeFitIndex: 1,
      rmsea: 0,
      srmr: expect.closeTo(0, 6),
    });
    expect(result.fit.tuckerLewisIndex).toBeGreaterThan(1);
    expect([result.converged, codes(result)]).toEqual([true, []]);
    expect(discriminantValidity(result).met).toBe(true);
  });

  it("has narrower errors with more respondents", () => {
    const [few, many] = [100, 400].map((n) =>
      confirmatoryFactorAnalysis({ correlations: made(0.4), n }, { dimensions }),
    );
    expect(few!.items[0]!.standardError! / many!.items[0]!.standardError!).toBeCloseTo(2, 9);
    expect(few!.correlationErrors![0]![1]! / many!.correlationErrors![0]![1]!).toBeCloseTo(2, 9);
  });

  it("has no test and no errors without the number of respondents", () => {
    const { fit, items, correlationErrors, warnings } = confirmatoryFactorAnalysis(
      { correlations: made(0.4) },
      { dimensions },
    );
    const { chiSquare, pValue, comparativeFitIndex, tuckerLewisIndex, rmsea } = fit;
    expect([chiSquare, pValue, comparativeFitIndex, tuckerLewisIndex, rmsea]).toEqual([null, null, null, null, null]);
    expect([items[0]!.standardError, items[0]!.z, items[0]!.pValue, correlationErrors, warnings.length]).toEqual([
      null,
      null,
      null,
      null,
      0,
    ]);
    // Three items of one dimension leave nothing to test.
    const saturated = confirmatoryFactorAnalysis(
      { correlations: made(0.4), n: 100 },
      { dimensions: { quality: dimensions.quality } },
    );
    expect([saturated.fit.degreesOfFreedom, saturated.fit.chiSquare, saturated.fit.rmsea]).toEqual([0, null, null]);
    expect(saturated.items[0]!.standardError).toBeGreaterThan(0);
  });

  it("names items that go against their dimension, and points dimensions the way of most items", () => {
    const turned = made(0.4, [-0.8, 0.7, 0.6, -0.75, -0.65]);
    const result = confirmatoryFactorAnalysis({ correlations: turned, n: 300 }, { dimensions });
    expect(codes(result)).toEqual(["reversed-item"]);
    expect(result.warnings[0]!.message).toContain("item1");
    expect(result.items.map(({ loading }) => Math.sign(loading))).toEqual([-1, 1, 1, 1, 1]);
    expect(result.correlations[0]![1]).toBeCloseTo(-0.4, 6);
  });

  it("warns of a Heywood case and of dimensions that are one", () => {
    const heywood = [
      [1, 0.8, 0.8],
      [0.8, 1, 0.4],
      [0.8, 0.4, 1],
    ];
    const items = { one: ["item1", "item2", "item3"] };
    const result = confirmatoryFactorAnalysis({ correlations: heywood, n: 100 }, { dimensions: items });
    expect([codes(result), result.heywood]).toEqual([["heywood"], ["item1"]]);
    expect(result.items[0]!.standardError).toBeGreaterThan(0);
    const same = confirmatoryFactorAnalysis({ correlations: made(1), n: 300 }, { dimensions });
    expect(codes(same)).toContain("indistinct-dimensions");
  });

  it("says where correlations do not determine the loadings", () => {
    const apart = made(0);
    const result = confirmatoryFactorAnalysis({ correlations: apart, n: 300 }, { dimensions });
    expect(codes(result)).toEqual(["undetermined"]);
    expect(result.correlationErrors).toBeNull();
  });

  it("refuses dimensions with too few items, and items that determine each other", () => {
    const of = (chosen: unknown) => () =>
      confirmatoryFactorAnalysis({ correlations: made(0.4), n: 100 }, { dimensions: chosen as never });
    refuses(of(undefined), "empty", "options.dimensions");
    refuses(of({ a: ["item1", "item2"] }), "insufficient-data", "options.dimensions.a", "at least 3");
    refuses(of({ a: ["item1", "item2"], b: ["item3"] }), "insufficient-data", "options.dimensions.b", "at least 2");
    refuses(of({ a: ["item1", "item2"], b: ["item3", "item1"] }), "duplicate-id", "options.dimensions.b[1]");
    refuses(of({ a: ["item1", "item2", "Q9"] }), "bad-option", "options.items");
    refuses(
      () => confirmatoryFactorAnalysis({ correlations: made(0.4) }, undefined as never),
      "empty",
      "options.dimensions",
    );
    const copies = { a: [1, 2, 3, 5], b: [1, 2, 3, 5], c: [2, 1, 3, 3] };
    refuses(
      () => confirmatoryFactorAnalysis(copies, { dimensions: { one: ["a", "b", "c"] } }),
      "singular",
      "answers.b",
    );
  });
});
