import { describe, expect, test } from "vitest";
import { confirmatoryFactorAnalysis, discriminantValidity, mcdonaldOmega } from "../../src/servqual/index.ts";
import { reproduces } from "../validation.ts";
import { read } from "./process-table.ts";
import { dimensions, perceptions, survey } from "./scale-data.ts";

const golden = read("r_scale_cfa.json");
const source = `${golden.peer}, scale_cfa.R`;
const area = "servqual";

describe("confirmatory factor analysis against lavaan", () => {
  for (const expected of golden.analyses) {
    const names: readonly string[] = expected.dimensions;
    test(names.join(", "), () => {
      const chosen = Object.fromEntries(names.map((name) => [name, dimensions[name]!]));
      const result = confirmatoryFactorAnalysis(perceptions, { dimensions: chosen });
      expect([result.converged, result.warnings, result.n, result.missing]).toEqual([true, [], 60, 0]);
      const { fit } = result;
      const figures: Record<string, [number | null, number, number]> = {
        "chi-square": [fit.chiSquare, expected.fit.chisq, 1e-9],
        "p-value": [fit.pValue, expected.fit.pvalue, 1e-8],
        CFI: [fit.comparativeFitIndex, expected.fit.cfi, 1e-8],
        TLI: [fit.tuckerLewisIndex, expected.fit.tli, 1e-8],
        SRMR: [fit.srmr, expected.fit.srmr, 1e-6],
      };
      if (expected.fit.rmsea > 0) figures["RMSEA"] = [fit.rmsea, expected.fit.rmsea, 1e-8];
      else expect(fit.rmsea).toBe(0);
      for (const [name, [actual, value, tolerance]] of Object.entries(figures)) {
        const figure = `${name} of the dimensions ${names.join(", ")}`;
        reproduces({ area, figure, source, expected: value, tolerance }, actual!);
      }
      expect(fit.degreesOfFreedom).toBe(expected.fit.df);
      for (const { item, loading, error, z } of expected.loadings) {
        const ours = result.items.find((each) => each.item === item)!;
        expect(Math.abs(ours.loading - loading), item).toBeLessThan(1e-5);
        expect(Math.abs(ours.standardError! - error), item).toBeLessThan(1e-5);
        expect(Math.abs(ours.z! / z - 1), item).toBeLessThan(1e-5);
      }
      for (const { one, other, correlation, error } of expected.correlations) {
        const [i, j] = [names.indexOf(one), names.indexOf(other)];
        for (const [a, b] of [
          [i, j],
          [j, i],
        ] as const) {
          expect(Math.abs(result.correlations[a]![b]! - correlation)).toBeLessThan(1e-5);
          expect(Math.abs(result.correlationErrors![a]![b]! - error)).toBeLessThan(1e-5);
        }
      }
    });
  }

  test("AVE, composite reliability and discriminant validity", () => {
    const { cfa5_ml } = survey.results;
    const analysis = confirmatoryFactorAnalysis(perceptions, { dimensions });
    for (const { dimension, averageVarianceExtracted, compositeReliability } of analysis.dimensions) {
      expect(Math.abs(averageVarianceExtracted - cfa5_ml.ave[dimension])).toBeLessThan(1e-5);
      expect(Math.abs(compositeReliability - cfa5_ml.composite_reliability[dimension])).toBeLessThan(1e-5);
    }
    expect(discriminantValidity(analysis).met).toBe(true);
  });

  test("of one dimension it is the factor of omega", () => {
    const items = dimensions["reliability"]!;
    const [dimension] = confirmatoryFactorAnalysis(perceptions, { dimensions: { one: items } }).dimensions;
    expect(dimension!.compositeReliability).toBeCloseTo(mcdonaldOmega(perceptions, { items, method: "ml" }).omega, 8);
  });
});
