/** Worked cases of kinds, styles, types and stages of loyalty, computed with numpy from the formulas and rules. */
import { describe, expect, it } from "vitest";
import {
  effectivePortfolio,
  loyaltyDiamond,
  loyaltyMatrix,
  loyaltyStage,
  loyaltyType,
  relationshipStage,
  relativeAttitudeLevel,
  satisfactionLoyaltyType,
  satisfactionZone,
} from "../../src/loyalty/index.ts";
import type { ClassColumn } from "../../src/types.ts";
import golden from "./loyalty-cases.json" with { type: "json" };
import { workedCases } from "./worked-cases.ts";

const { caseOf, figure } = workedCases("loyalty", golden.cases, "numpy from the formula (golden/loyalty-cases.json)");

/** Checks a class column against labels, and writes into the table how many of them agree. */
function labels(id: string, expected: readonly string[], { classes, codes }: ClassColumn): void {
  const actual = Array.from(codes, (code) => classes[code]!.label);
  expect(actual).toEqual(expected);
  figure(id, "customers classified alike", expected.length, actual.filter((one, i) => one === expected[i]).length);
}

const column = (rows: readonly Record<string, number>[], name: string): number[] => rows.map((row) => row[name]!);

describe("loyalty-cases.json", () => {
  it("kinds of loyalty by dimensions", () => {
    const { input, expected } = caseOf("dick-basu");
    const data = {
      relativeAttitude: column(input.customers, "relativeAttitude"),
      repeatPatronage: column(input.customers, "repeatPatronage"),
    };
    const cuts = { relativeAttitude: input.cutAttitude, repeatPatronage: input.cutRepeat };
    const found = loyaltyMatrix(data, { scale: { min: 1, max: 7 }, cuts });
    const named = expected.map((label: string) => `${label === "none" ? "no" : label} loyalty`);
    labels("dick-basu", named, found);
    expect(loyaltyMatrix(data, { scale: { min: 1, max: 7 } }).codes).toEqual(found.codes);
    expect(found.distances[4]).toBe(0);
  });

  it("relative attitude by strength and differentiation", () => {
    const { input, expected } = caseOf("relative-attitude");
    const found = input.map(
      ([strength, differentiated]: ["strong" | "weak", boolean]) =>
        relativeAttitudeLevel({ strength, differentiated }).label,
    );
    expect(found).toEqual(expected);
  });

  it("the diamond", () => {
    const { input, expected } = caseOf("diamond-of-loyalty");
    const [min, max] = input.scale;
    const { maxSmallPortfolio, portfolioMax, cutInvolvement: cut } = input;
    const options = { scale: { min, max }, cut, maxSmallPortfolio, portfolioMax };
    const data = {
      involvement: column(input.customers, "involvement"),
      portfolio: column(input.customers, "banksUsed"),
    };
    const found = loyaltyDiamond(data, options);
    labels(
      "diamond-of-loyalty",
      expected.map(({ segment }: { segment: string }) => segment),
      found,
    );
    for (const [i, one] of expected.entries()) {
      const up = found.loyaltyAxis[i]!;
      const across = found.styleAxis[i]!;
      figure("diamond-of-loyalty", `customer ${i + 1}, loyalty axis`, one.loyaltyAxis, up);
      figure("diamond-of-loyalty", `customer ${i + 1}, style axis`, one.styleAxis, across);
      figure("diamond-of-loyalty", `customer ${i + 1}, involvement`, one.involvement01, up + across - 0.5);
      expect(across - up + 0.5).toBeCloseTo(one.portfolio01, 12);
      const customer = { involvement: data.involvement[i]!, portfolio: data.portfolio[i]! };
      expect(loyaltyDiamond(customer, options)).toMatchObject({
        label: one.segment,
        loyaltyAxis: up,
        styleAxis: across,
      });
    }
  });

  it("effective portfolio", () => {
    const { input, expected } = caseOf("effective-portfolio");
    figure("effective-portfolio", "banks", expected, effectivePortfolio(input as number[]));
  });

  it("seven types", () => {
    const { input, expected } = caseOf("seven-types");
    const names = Object.keys(input.customers[0]);
    const data: Record<string, number[]> = Object.fromEntries(
      names.map((name) => [name, column(input.customers, name)]),
    );
    labels("seven-types", expected, loyaltyType(data, { thresholds: input.thresholds }));
    for (const [i, customer] of input.customers.entries())
      expect(loyaltyType(customer as Record<string, number>).label).toBe(expected[i]);
  });

  it("Oliver's stages", () => {
    const { input, expected } = caseOf("oliver-stage");
    const [cognitive, affective, conative, action] = [0, 1, 2, 3].map((k) =>
      input.scores.map((row: number[]) => row[k]!),
    );
    const found = loyaltyStage({ cognitive, affective, conative, action }, { threshold: input.threshold });
    labels("oliver-stage", expected, found as unknown as ClassColumn);
  });

  it("types by satisfaction and loyalty", () => {
    const { input, expected } = caseOf("jones-sasser");
    const data = {
      satisfaction: input.pairs.map(([satisfaction]: number[]) => satisfaction!) as number[],
      loyalty: input.pairs.map(([, loyalty]: number[]) => loyalty!) as number[],
    };
    const cuts = { satisfaction: input.cutSatisfaction, loyalty: input.cutLoyalty };
    labels("jones-sasser", expected, satisfactionLoyaltyType(data, { cuts }));
    expect(satisfactionLoyaltyType(data).codes).toEqual(satisfactionLoyaltyType(data, { cuts }).codes);
  });

  it("stages of the relationship", () => {
    const { input, expected } = caseOf("life-cycle-stage");
    const { series, ...options } = input;
    labels("life-cycle-stage", expected, relationshipStage({ series: series as number[][] }, options));
    for (const [i, one] of series.entries())
      expect(relationshipStage({ series: one as number[] }, options).label).toBe(expected[i]);
  });
});

describe("worked figures", () => {
  it("zones of satisfaction at 1, 2.99, 3, 4.49, 4.5 and 5", () => {
    const { classes, codes } = satisfactionZone({ satisfaction: [1, 2.99, 3, 4.49, 4.5, 5] });
    expect(Array.from(codes, (code) => classes[code]!.label.slice(0, 3)).join(", ")).toBe(
      "def, def, ind, ind, aff, aff",
    );
    expect(Array.from(codes, (code) => classes[code]!.labelZh).at(-1)).toBe("情感区");
  });
});
