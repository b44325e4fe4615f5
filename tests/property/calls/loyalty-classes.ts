import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 0.6, 1));
const seven = fc.oneof(fc.double({ min: 1, max: 7, noNaN: true }), fc.constantFrom(1, 4, 7));
const five = fc.oneof(fc.double({ min: 1, max: 5, noNaN: true }), fc.constantFrom(1, 3, 3.5, 4, 4.5, 5));
const amount = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constantFrom(0, 1, 100, 1e-9));
const scale = { min: 1, max: 7 };

/** Customers as records, at least one; called as one customer, and as columns. */
const customers = <T extends Record<string, fc.Arbitrary<number>>>(fields: T) =>
  fc.array(fc.record(fields), { minLength: 1, maxLength: 12 }) as fc.Arbitrary<Record<keyof T, number>[]>;
const columns = <K extends string>(rows: readonly Record<K, number>[]): Record<K, number[]> =>
  Object.fromEntries(Object.keys(rows[0]!).map((name) => [name, rows.map((row) => row[name as K])])) as Record<
    K,
    number[]
  >;

const dimensions = customers({ relativeAttitude: seven, repeatPatronage: share });
const diamonds = customers({
  involvement: seven,
  portfolio: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(2.17)),
});
const supporters = customers({ commitment: seven, support: share });
const typed = customers({
  alternatives: fc.nat(3),
  attachment: share,
  repeat: share,
  incentiveShare: share,
  priceShare: share,
  convenienceShare: share,
});
const scores = customers({ cognitive: share, affective: share, conative: share, action: share });
const satisfied = customers({ satisfaction: five, loyalty: five });
const drivers = customers({ value: share, satisfaction: share, trust: share, switchingCost: share });
const series = fc.array(amount, { minLength: 1, maxLength: 9 });
const manySeries = fc.array(series, { minLength: 1, maxLength: 8 });
const lifeCycle = { matureLevel: 100 };
const attitude = fc.option(seven);

/** A list over attachment and repeat, of a few rules that may leave customers out. */
const ownRules = fc
  .array(
    fc.record({
      type: fc.constantFrom("premium", "latent", "none"),
      when: fc.array(
        fc.oneof(
          fc.record({
            input: fc.constantFrom("attachment", "repeat", "banks"),
            is: fc.constantFrom("at-least", "below", "above", "at-most" as const),
            threshold: fc.constantFrom<number | string>("half", 0, 0.2, 1, 2),
          }),
          fc.record({
            input: fc.constant("attachment"),
            is: fc.constant("largest-of" as const),
            inputs: fc.constant(["repeat"]),
          }),
        ),
        { maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((rules) => ({
    types: all.loyaltyTypeRules.types,
    inputs: { attachment: { min: 0, max: 1 }, repeat: { min: 0, max: 1 }, banks: { min: 0, integer: true } },
    thresholds: { half: 0.5 },
    rules: [...rules, { type: "inertia", when: [] }],
  }));

export const loyaltyClassCalls: Readonly<Record<string, Generated>> = {
  auditLoyaltyTypeRules: ownRules.map((rules) => () => all.auditLoyaltyTypeRules(rules)),
  checkRelationshipStage: fc.tuple(drivers, series, share).map(([rows, one, threshold]) => () => [
    all.checkRelationshipStage(all.relationshipStage({ series: one }, lifeCycle), rows[0]!, { threshold }),
    all.checkRelationshipStage(all.relationshipStage({ series: rows.map(() => one) }, lifeCycle), columns(rows)),
  ]),
  effectivePortfolio: fc
    .array(fc.oneof(amount, fc.constant(1.7e308)), { minLength: 1, maxLength: 6 })
    .filter((wallet) => wallet.some((part) => part > 0))
    .map((wallet) => () => [
      all.effectivePortfolio(wallet),
      all.effectivePortfolio(Object.fromEntries(wallet.map((part, j) => [`b${j}`, [part, 1]]))),
    ]),
  loyaltyDiamond: fc.tuple(diamonds, supporters, seven).map(([rows, others, cut]) => () => [
    all.loyaltyDiamond(rows[0]!, { cut }),
    all.loyaltyDiamond(columns(rows), { maxSmallPortfolio: 3, portfolioMax: 4 }),
    all.loyaltyDiamond(others[0]!, { axes: "commitment-support" }),
    all.loyaltyDiamond(columns(others), { axes: "commitment-support", supportCut: 0.7 }),
  ]),
  loyaltyDiamondChart: fc.tuple(diamonds, fc.constantFrom("en", "zh" as const)).map(
    ([rows, language]) =>
      () =>
        all.loyaltyDiamondChart(all.loyaltyDiamond(columns(rows)), { language }),
  ),
  loyaltyMatrix: dimensions.map((rows) => () => [
    all.loyaltyMatrix(rows[0]!, { scale }),
    all.loyaltyMatrix(columns(rows), { scale, cuts: "median" }),
  ]),
  loyaltyStage: fc.tuple(scores, share).map(([rows, threshold]) => () => [
    all.loyaltyStage(rows[0]!),
    all.loyaltyStage(columns(rows), { threshold }),
  ]),
  loyaltyType: fc.tuple(typed, ownRules).map(([rows, rules]) => () => [
    all.loyaltyType(rows[0]!),
    all.loyaltyType(columns(rows)),
    all.loyaltyType(columns(rows.map((row) => ({ ...row, insider: row.alternatives % 2 }))), {
      rules: all.sixLoyaltyTypes,
    }),
    all.loyaltyType({ attachment: rows[0]!.attachment, repeat: rows[0]!.repeat, banks: 1 }, { rules }),
  ]),
  relationshipStage: fc.tuple(manySeries, fc.integer({ min: 1, max: 4 })).map(([many, window]) => () => [
    all.relationshipStage({ series: many[0]! }, lifeCycle),
    all.relationshipStage({ series: many }, { ...lifeCycle, window }),
  ]),
  relativeAttitude: fc
    .tuple(attitude, attitude, seven, fc.constantFrom("mean", "best" as const))
    .map(([north, south, own, against]) => () => [
      all.relativeAttitude({ own, others: { north, south } }, { against }),
      all.relativeAttitude({ own: [own, null], others: { north: [north, 1], south: [south, 2] } }, { against }),
    ]),
  relativeAttitudeLevel: fc.tuple(fc.constantFrom("strong", "weak" as const), fc.boolean()).map(
    ([strength, differentiated]) =>
      () =>
        all.relativeAttitudeLevel({ strength, differentiated }),
  ),
  satisfactionLoyaltyType: satisfied.map((rows) => () => [
    all.satisfactionLoyaltyType(rows[0]!),
    all.satisfactionLoyaltyType(columns(rows), { loyaltyScale: scale }),
  ]),
  satisfactionZone: satisfied.map((rows) => () => [
    all.satisfactionZone({ satisfaction: rows[0]!.satisfaction }),
    all.satisfactionZone({ satisfaction: columns(rows).satisfaction }, { scale }),
  ]),
};
