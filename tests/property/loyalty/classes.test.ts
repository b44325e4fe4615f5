/** Laws of kinds, styles, types and stages of loyalty: what holds for any customers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  auditLoyaltyTypeRules,
  checkRelationshipStage,
  effectivePortfolio,
  loyaltyDiamond,
  loyaltyMatrix,
  loyaltyStage,
  loyaltyType,
  loyaltyTypeRules,
  type ObservedDriverColumns,
  relationshipStage,
  relationshipStages,
  satisfactionLoyaltyType,
  satisfactionZone,
  sixLoyaltyTypes,
} from "../../../src/loyalty/index.ts";
import type { ClassColumn, Classification } from "../../../src/types.ts";

const law = <T>(name: string, given: fc.Arbitrary<T>, check: (value: T) => void, runs = 200) => {
  test(name, () => {
    fc.assert(fc.property(given, check), { seed: 20261201, numRuns: runs });
  });
};

const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.2, 0.5, 0.6, 1));
const cut = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const onScale = (min: number, max: number) => share.map((u) => min + u * (max - min));
type Row = Readonly<Record<string, number>>;
const rowsOf = (fields: Record<string, fc.Arbitrary<number>>) =>
  fc.array(fc.record(fields) as fc.Arbitrary<Row>, { minLength: 1, maxLength: 20 });
const columnsOf = (rows: readonly Row[]): Record<string, number[]> =>
  Object.fromEntries(Object.keys(rows[0]!).map((name) => [name, rows.map((row) => row[name]!)]));

/** Both forms of a method agree, and every customer has one class. */
function agree(rows: readonly Row[], classify: (data: never) => unknown): ClassColumn {
  const column = classify(columnsOf(rows) as never) as ClassColumn;
  expect(column.codes.length).toBe(rows.length);
  for (const [i, row] of rows.entries()) {
    const one = classify(row as never) as Classification;
    const { label, labelZh } = column.classes[column.codes[i]!]!;
    expect(one).toMatchObject({ label, labelZh, rule: column.rules[i], distance: column.distances[i] });
    expect(one.distance).toBeGreaterThanOrEqual(0);
  }
  return column;
}

const scale = { min: 1, max: 7 };
const dimensions = rowsOf({ relativeAttitude: onScale(1, 7), repeatPatronage: share });
law("one customer and columns agree on the matrix", dimensions, (rows) => {
  agree(rows, (data) => loyaltyMatrix(data, { scale }));
});
const diamonds = rowsOf({ involvement: onScale(1, 7), portfolio: onScale(1, 9) });
law("one customer and columns agree on the diamond, whose places lie in it", diamonds, (rows) => {
  agree(rows, (data) => loyaltyDiamond(data));
  const { loyaltyAxis, styleAxis } = loyaltyDiamond(columnsOf(rows) as never) as unknown as {
    loyaltyAxis: Float64Array;
    styleAxis: Float64Array;
  };
  for (const [i, up] of loyaltyAxis.entries())
    expect(Math.abs(up - 0.5) + Math.abs(styleAxis[i]! - 0.5)).toBeLessThanOrEqual(0.5 + 1e-12);
});
law("by commitment and support as well", rowsOf({ commitment: onScale(1, 7), support: share }), (rows) => {
  agree(rows, (data) => loyaltyDiamond(data, { axes: "commitment-support" }));
});
law("one customer and columns agree on the zone", rowsOf({ satisfaction: onScale(0, 10) }), (rows) => {
  agree(rows, (data) => satisfactionZone(data, { scale: { min: 0, max: 10 } }));
});
law("and on apostles", rowsOf({ satisfaction: onScale(1, 5), loyalty: onScale(0, 100) }), (rows) => {
  agree(rows, (data) => satisfactionLoyaltyType(data, { loyaltyScale: { min: 0, max: 100 } }));
});
law(
  "and on Oliver's stages, which are those of the run",
  rowsOf({ cognitive: share, affective: share, conative: share, action: share }),
  (rows) => {
    const { rules } = agree(rows, (data) => loyaltyStage(data));
    for (const [i, row] of rows.entries()) {
      const first = Object.values(row).findIndex((score) => score < 0.6 - 1e-9);
      expect(rules[i]).toBe(first < 0 ? 4 : first);
    }
  },
);

const customer = {
  alternatives: fc.nat(3),
  attachment: share,
  repeat: share,
  incentiveShare: share,
  priceShare: share,
  convenienceShare: share,
};
law("one customer and columns agree on the types", rowsOf(customer), (rows) => {
  agree(rows, (data) => loyaltyType(data));
});
law("the default list is the one that the text of it says", rowsOf(customer), (rows) => {
  for (const row of rows) expect(loyaltyType(row).label).toBe(typeInWords(row));
});
law("the six types are the seven by other names", fc.tuple(rowsOf(customer), fc.boolean()), ([rows, insider]) => {
  const names: Record<string, string> = {
    premium: "trust",
    incentive: "interest",
    price: "interest",
    convenience: "inertia",
  };
  for (const row of rows) {
    const seven = loyaltyType(row).label;
    const six = loyaltyType({ ...row, insider: insider ? 1 : 0 }, { rules: sixLoyaltyTypes }).label;
    const absent = row["repeat"] === 0 && row["attachment"]! < 0.5 - 1e-9;
    expect(six).toBe(insider && !absent ? "kinship" : (names[seven] ?? seven));
  }
});
law("a distance that is not used up leaves the rule as it is", fc.tuple(rowsOf(customer), share), ([rows, part]) => {
  for (const row of rows) {
    const { rule, distance } = loyaltyType(row);
    const step = 0.999 * part * Math.min(1, distance);
    const moved = Object.fromEntries(
      Object.entries(row).map(([name, value], j) => {
        const shifted = value + (j % 2 === 0 ? step : -step);
        return [name, name === "alternatives" || shifted < 0 || shifted > 1 ? value : shifted];
      }),
    );
    if (distance > 1e-9) expect(loyaltyType(moved).rule).toBe(rule);
  }
});

/** The decision list in words: motives at or above the threshold are tried from the largest to the smallest. */
function typeInWords(row: Row): string {
  const { alternatives, attachment, repeat } = row as Record<string, number>;
  const high = (value: number): boolean => value >= 0.5 * (1 - 1e-12);
  if (repeat === 0 && !high(attachment!)) return "none";
  if (alternatives === 0 && repeat! > 0) return "monopoly";
  if (high(attachment!)) return high(repeat!) ? "premium" : "latent";
  const motives = ["incentive", "price", "convenience"]
    .map((name, order) => ({ name, share: row[`${name}Share`]!, order }))
    .filter((motive) => high(motive.share))
    .sort((a, b) => b.share - a.share || a.order - b.order);
  for (const { name } of motives) if (name === "price" || high(repeat!)) return name;
  return high(repeat!) ? "inertia" : "none";
}

law("values on their cuts are high, at distance 0", fc.tuple(cut, cut), ([x, y]) => {
  const at = { scale: { min: 0, max: 1 }, cuts: { relativeAttitude: x, repeatPatronage: y } };
  expect(loyaltyMatrix({ relativeAttitude: x, repeatPatronage: y }, at)).toMatchObject({ label: "true", distance: 0 });
  const cuts = { satisfaction: 1 + 4 * x, loyalty: 1 + 4 * y };
  expect(satisfactionLoyaltyType(cuts, { cuts })).toMatchObject({ label: "apostle", distance: 0 });
  const zones = { indifference: 1 + 2 * x, affection: 3 + 2 * y };
  expect(satisfactionZone({ satisfaction: zones.affection }, { cuts: zones })).toMatchObject({
    label: "affection",
    distance: 0,
  });
  const scores = { cognitive: x, affective: x, conative: x, action: x };
  expect(loyaltyStage(scores, { threshold: x })).toMatchObject({ label: "action", distance: 0 });
  const involved = { involvement: 1 + 6 * x, portfolio: 1 + y };
  const limits = { cut: 1 + 6 * x, maxSmallPortfolio: 1 + y };
  expect(loyaltyDiamond(involved, limits)).toMatchObject({ label: "loyal", distance: 0 });
  const support = { commitment: 1 + 6 * x, support: y };
  expect(loyaltyDiamond(support, { axes: "commitment-support", cut: 1 + 6 * x, supportCut: y })).toMatchObject({
    label: "loyal",
    distance: 0,
  });
  const attached = { alternatives: 3, attachment: x, repeat: y, incentiveShare: 0, priceShare: 0, convenienceShare: 0 };
  expect(loyaltyType(attached, { thresholds: { attachment: x, repeat: y } })).toMatchObject({
    label: "premium",
    distance: 0,
  });
});

law(
  "the default lists audit clean, whatever their thresholds",
  fc.record({ attachment: cut, repeat: cut, motive: cut }),
  (thresholds) => {
    expect(auditLoyaltyTypeRules(loyaltyTypeRules, { thresholds }).clean).toBe(true);
    expect(auditLoyaltyTypeRules(sixLoyaltyTypes, { thresholds }).clean).toBe(true);
  },
  15,
);

/** Rules over two shares that are compared, and a count. */
const condition = fc.oneof(
  fc.record({
    input: fc.constantFrom("a", "b", "n"),
    is: fc.constantFrom("at-least", "below", "above", "at-most" as const),
    threshold: fc.constantFrom(0, 0.25, 0.5, 1, 2),
  }),
  fc.record({
    input: fc.constant("a"),
    is: fc.constant("largest-of" as const),
    inputs: fc.constantFrom(["b"], ["a", "b"]),
  }),
);
const lists = fc.array(
  fc.record({ type: fc.constantFrom("x", "y"), when: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  { minLength: 1, maxLength: 4 },
);
const some = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.25, 0.5, 1));
law(
  "what the audit says of a list holds for customers",
  fc.tuple(lists, fc.array(fc.tuple(some, some, fc.nat(4)), { minLength: 30, maxLength: 30 })),
  ([rules, customers]) => {
    const list = {
      types: [
        { label: "x", labelZh: "甲" },
        { label: "y", labelZh: "乙" },
      ],
      inputs: { a: { min: 0, max: 1 }, b: { min: 0, max: 1 }, n: { min: 0, integer: true } },
      thresholds: {},
      rules,
    };
    const audit = auditLoyaltyTypeRules(list);
    const shadowed = audit.shadowed.map(({ rule }) => rule);
    const ruleOf = (data: Readonly<Record<string, number>>): number | null => {
      try {
        return loyaltyType(data, { rules: list }).rule;
      } catch {
        return null;
      }
    };
    for (const { example, between } of audit.uncovered) {
      expect(ruleOf(example)).toBeNull();
      for (const [name, { from, to }] of Object.entries(between)) {
        expect(example[name]).toBeGreaterThanOrEqual(from);
        if (to !== null) expect(example[name]).toBeLessThanOrEqual(to);
      }
    }
    for (const [a, b, n] of customers) {
      const rule = ruleOf({ a, b, n });
      if (rule === null) expect(audit.uncoveredRegions).toBeGreaterThan(0);
      else expect(shadowed).not.toContain(rule);
    }
  },
);

law(
  "as many banks in effect as there are equal shares, at most as many as there are",
  fc.array(share, { minLength: 1, maxLength: 6 }),
  (wallet) => {
    const used = wallet.filter((part) => part > 0);
    if (used.length === 0) return;
    const found = effectivePortfolio(wallet);
    expect(found).toBeGreaterThanOrEqual(1);
    expect(found).toBeLessThanOrEqual(used.length + 1e-9);
    expect(effectivePortfolio(wallet.map((part) => 7 * part))).toBeCloseTo(found, 9);
    expect(effectivePortfolio(used.map(() => 0.3))).toBeCloseTo(used.length, 9);
    const columns = Object.fromEntries(wallet.map((part, j) => [`bank ${j}`, [part, 1]]));
    expect(effectivePortfolio(columns)[0]).toBe(found);
  },
);

const amount = fc.oneof(fc.double({ min: 0, max: 200, noNaN: true }), fc.constantFrom(0, 30, 100));
const manySeries = fc.array(fc.array(amount, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 10 });
law("one series and many agree on the stage, in any unit of money", manySeries, (series) => {
  const options = { matureLevel: 100 };
  const many = relationshipStage({ series }, options);
  for (const [i, one] of series.entries()) {
    const found = relationshipStage({ series: one }, options);
    expect(found).toMatchObject({
      label: many.classes[many.codes[i]!]!.label,
      rule: many.rules[i],
      distance: many.distances[i],
      growth: many.growth[i],
      recent: many.recent[i],
    });
    expect(found.before === null).toBe(found.label !== "decline");
    const inCents = relationshipStage({ series: one.map((value) => 4 * value) }, { matureLevel: 400 });
    expect(inCents.label).toBe(found.label);
  }
  const drivers = { value: 0.5, satisfaction: 0.2, trust: 0.1, switchingCost: 0.9 };
  const columns = Object.fromEntries(Object.entries(drivers).map(([name, value]) => [name, series.map(() => value)]));
  const checks = checkRelationshipStage(many, columns as unknown as ObservedDriverColumns);
  for (const [i, one] of series.entries()) {
    const check = checkRelationshipStage(relationshipStage({ series: one }, options), drivers);
    expect(check.label).toBe(checks.classes[checks.codes[i]!]!.label);
    expect(relationshipStages.map(({ label }) => label)).toContain(relationshipStage({ series: one }, options).label);
  }
});
