import { describe, expect, it } from "vitest";
import * as distributions from "../../../src/numeric/distributions.ts";
import golden from "../../golden/mpmath_distributions.json" with { type: "json" };
import { meetsTable } from "./golden-table.ts";

const { tables } = golden;

describe("distributions against mpmath", () => {
  const functions: Record<string, (...args: never[]) => number> = { ...distributions };
  for (const [name, table] of Object.entries(tables))
    meetsTable(name, table, functions[name] as (...args: number[]) => number, 1e-12);
});

describe("the ends of the support", () => {
  const { normalQuantile, studentTQuantile, chiSquareQuantile, fQuantile, betaQuantile, gammaQuantile } = distributions;

  it("are the quantiles of 0 and 1", () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
    expect([studentTQuantile(0, 3), studentTQuantile(1, 3)]).toEqual([-Infinity, Infinity]);
    expect([chiSquareQuantile(0, 3), chiSquareQuantile(1, 3)]).toEqual([0, Infinity]);
    expect([fQuantile(0, 3, 4), fQuantile(1, 3, 4)]).toEqual([0, Infinity]);
    expect([betaQuantile(0, 3, 4), betaQuantile(1, 3, 4)]).toEqual([0, 1]);
    expect([gammaQuantile(0, 3, 4), gammaQuantile(1, 3, 4)]).toEqual([0, Infinity]);
  });

  it("have all of the probability between them", () => {
    const { normalCdf, studentTCdf, chiSquareCdf, fCdf, betaCdf, gammaCdf } = distributions;
    const { normalSurvival, studentTSurvival, chiSquareSurvival, fSurvival, betaSurvival, gammaSurvival } =
      distributions;
    const pairs: [(x: number) => number, (x: number) => number][] = [
      [normalCdf, normalSurvival],
      [(x) => studentTCdf(x, 3), (x) => studentTSurvival(x, 3)],
      [(x) => chiSquareCdf(x, 3), (x) => chiSquareSurvival(x, 3)],
      [(x) => fCdf(x, 3, 4), (x) => fSurvival(x, 3, 4)],
      [(x) => betaCdf(x, 3, 4), (x) => betaSurvival(x, 3, 4)],
      [(x) => gammaCdf(x, 3, 4), (x) => gammaSurvival(x, 3, 4)],
    ];
    for (const [cdf, survival] of pairs) {
      expect([cdf(-Infinity), cdf(Infinity), survival(-Infinity), survival(Infinity)]).toEqual([0, 1, 1, 0]);
    }
  });
});

it("the smallest double has a normal quantile", () => {
  expect(distributions.normalQuantile(5e-324)).toBeCloseTo(-38.4674056, 6);
});
