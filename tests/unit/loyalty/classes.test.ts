import { describe, expect, it } from "vitest";
import {
  auditLoyaltyTypeRules,
  checkRelationshipStage,
  diamondStyles,
  effectivePortfolio,
  type LoyaltyTypeCustomer,
  type LoyaltyTypeRules,
  loyaltyDiamond,
  loyaltyDiamondChart,
  loyaltyMatrix,
  loyaltyStage,
  loyaltyType,
  loyaltyTypeRules,
  loyaltyTypes,
  relationshipStage,
  relationshipStages,
  relativeAttitude,
  relativeAttitudeLevel,
  satisfactionLoyaltyType,
  satisfactionZone,
  sixLoyaltyTypes,
} from "../../../src/loyalty/index.ts";
import { randomStream } from "../../../src/numeric/random.ts";
import { migrationMatrix, tierSummary } from "../../../src/segmentation/index.ts";
import { refuses } from "../../refuses.ts";
import { expectGoodChart, pointsOf } from "../charts/render.ts";

const scale = { min: 1, max: 7 };
const labels = ({ classes, codes }: { classes: readonly { label: string }[]; codes: Uint16Array }) =>
  Array.from(codes, (code) => classes[code]!.label);

describe("loyaltyMatrix", () => {
  const columns = { relativeAttitude: [6, 5, 3, 2], repeatPatronage: [0.9, 0.2, 0.8, 0.1] };

  it("gives class, rule, and the distance from the nearer cut", () => {
    expect(loyaltyMatrix({ relativeAttitude: 5.5, repeatPatronage: 0.6 }, { scale })).toEqual({
      label: "true loyalty",
      labelZh: "忠诚",
      rule: 0,
      distance: expect.closeTo(0.1, 12),
    });
    expect(loyaltyMatrix({ relativeAttitude: 3.4, repeatPatronage: 0.9 }, { scale }).distance).toBeCloseTo(0.1, 12);
  });

  it("cuts at the medians of the customers, and says where they are", () => {
    const { cuts, codes } = loyaltyMatrix(columns, { scale, cuts: "median" });
    expect(cuts.relativeAttitude).toBe(4);
    expect(cuts.repeatPatronage).toBe(0.5);
    expect(Array.from(codes)).toEqual([0, 1, 2, 3]);
    const mixed = loyaltyMatrix(columns, { scale, cuts: { relativeAttitude: "median", repeatPatronage: 0.85 } });
    expect(Array.from(mixed.codes)).toEqual([0, 1, 3, 3]);
  });

  it("takes a single customer in columns, and customers who are all the same", () => {
    const one = loyaltyMatrix({ relativeAttitude: [6], repeatPatronage: [0.9] }, { scale, cuts: "median" });
    expect(labels(one)).toEqual(["true loyalty"]);
    const same = { relativeAttitude: [3, 3, 3], repeatPatronage: [0, 0, 0] };
    expect(Array.from(loyaltyMatrix(same, { scale, cuts: "median" }).distances)).toEqual([0, 0, 0]);
  });

  it("refuses what has no class", () => {
    const one = { relativeAttitude: 5, repeatPatronage: 0.5 };
    refuses(() => loyaltyMatrix(one, {} as never), "bad-option", "options.scale", "{ min, max }");
    refuses(
      () => loyaltyMatrix(one, { scale, cuts: "median" }),
      "bad-option",
      "options.cuts.relativeAttitude",
      "columns",
    );
    refuses(() => loyaltyMatrix({ ...one, relativeAttitude: 8 }, { scale }), "out-of-range", "data.relativeAttitude");
    refuses(() => loyaltyMatrix({ ...one, repeatPatronage: 1.1 }, { scale }), "out-of-range", "data.repeatPatronage");
    refuses(
      () => loyaltyMatrix(one, { scale, cuts: { repeatPatronage: 2 } }),
      "out-of-range",
      "options.cuts.repeatPatronage",
    );
    const gap = { relativeAttitude: [6, null], repeatPatronage: [0.9, 0.1] } as never;
    refuses(() => loyaltyMatrix(gap, { scale }), "not-finite", "data.relativeAttitude[1]", "Leave out customers");
    refuses(
      () => loyaltyMatrix({ relativeAttitude: [], repeatPatronage: [] }, { scale }),
      "empty",
      "data.relativeAttitude",
    );
    refuses(
      () => loyaltyMatrix({ relativeAttitude: [6], repeatPatronage: [0.9, 1] }, { scale }),
      "length-mismatch",
      "data.repeatPatronage",
    );
    refuses(
      () => loyaltyMatrix({ ...columns, customers: ["a", "a", "b", "c"] }, { scale }),
      "duplicate-id",
      "data.customers[1]",
    );
    refuses(() => loyaltyMatrix(undefined as never, { scale }), "not-finite", "data.relativeAttitude");
  });
});

describe("relativeAttitude", () => {
  it("compares with the mean or the best of the other banks", () => {
    const data = { own: 6, others: { north: 5, south: 2, west: null } };
    expect(relativeAttitude(data)).toBe(2.5);
    expect(relativeAttitude(data, { against: "best" })).toBe(1);
    expect(relativeAttitude({ own: 6, others: { north: null } })).toBeNull();
    expect(relativeAttitude({ own: [6, null, 4], others: { north: [5, 5, null], south: [2, 1, 7] } })).toEqual([
      2.5,
      null,
      -3,
    ]);
  });

  it("makes columns that the matrix takes", () => {
    const attitude = relativeAttitude({ own: [6, 3], others: { north: [2, 6] } }) as number[];
    const found = loyaltyMatrix(
      { relativeAttitude: attitude, repeatPatronage: [0.9, 0.9] },
      { scale: { min: -6, max: 6 } },
    );
    expect(labels(found)).toEqual(["true loyalty", "spurious loyalty"]);
    const { level } = relativeAttitudeLevel({ strength: "strong", differentiated: false });
    const low = { relativeAttitude: level, repeatPatronage: 0.9 };
    expect(loyaltyMatrix(low, { scale: { min: 1, max: 4 } }).label).toBe("spurious loyalty");
  });

  it("refuses what it cannot compare", () => {
    refuses(() => relativeAttitude({ own: 6, others: {} }), "empty", "data.others");
    refuses(() => relativeAttitude({ own: [6], others: { north: [1, 2] } }), "length-mismatch", "data.others.north");
    refuses(
      () => relativeAttitude({ own: 6, others: { n: 1 } }, { against: "all" as never }),
      "bad-option",
      "options.against",
    );
    refuses(
      () => relativeAttitudeLevel({ strength: "so so" as never, differentiated: true }),
      "bad-option",
      "attitude.strength",
    );
  });
});

describe("loyaltyDiamond", () => {
  it("takes Zaichkowsky's sum, and shares of wallet as an effective portfolio", () => {
    const portfolio = effectivePortfolio([0.6, 0.3, 0.1]);
    const found = loyaltyDiamond({ involvement: 50, portfolio }, { scale: { min: 10, max: 70 } });
    expect(found.label).toBe("variety-seeker");
    expect(found.distance).toBeCloseTo((portfolio - 2) / 4, 12);
  });

  it("reads the axes as commitment and support as well", () => {
    const data = { commitment: [6, 2, 6, 2], support: [0.9, 0.9, 0.1, 0.1] };
    const found = loyaltyDiamond(data, { axes: "commitment-support" });
    expect(labels(found)).toEqual(["loyal", "habitual", "variety-seeker", "switcher"]);
    expect(found.cuts).toEqual({ involvement: 0.5, portfolio: 0.5 });
    const top = loyaltyDiamond({ commitment: 7, support: 1 }, { axes: "commitment-support" });
    expect([top.loyaltyAxis, top.styleAxis]).toEqual([1, 0.5]);
  });

  it("has the four corners, and holds larger portfolios at the edge", () => {
    const corners = { involvement: [7, 1, 1, 7, 7], portfolio: [1, 5, 1, 5, 50] };
    const { loyaltyAxis, styleAxis } = loyaltyDiamond(corners);
    expect(Array.from(loyaltyAxis)).toEqual([1, 0, 0.5, 0.5, 0.5]);
    expect(Array.from(styleAxis)).toEqual([0.5, 0.5, 0, 1, 1]);
  });

  it("says what to do in each style, who moved, and what styles are worth", () => {
    expect(diamondStyles.flatMap(({ strategy, strategyZh }) => [strategy, strategyZh]).every(Boolean)).toBe(true);
    const customers = ["a", "b", "c"];
    const before = loyaltyDiamond({ involvement: [6, 2, 3], portfolio: [1, 1, 4], customers });
    const after = loyaltyDiamond({ involvement: [6, 5, 2], portfolio: [1, 2, 5], customers });
    const { totals } = migrationMatrix(before, after, { ordered: false });
    expect([totals.stayed.customers, totals.moved.customers]).toEqual([2, 1]);
    expect(tierSummary(after, [900, 500, 100]).tiers.map((tier) => tier.customers)).toEqual([2, 0, 0, 1]);
  });

  it("refuses bad portfolios, shares and options", () => {
    const one = { involvement: 5, portfolio: 2 };
    refuses(() => loyaltyDiamond({ ...one, portfolio: 0.5 }), "out-of-range", "data.portfolio");
    refuses(() => loyaltyDiamond({ ...one, portfolio: Infinity }), "not-finite", "data.portfolio");
    refuses(() => loyaltyDiamond({ ...one, involvement: 50 }), "out-of-range", "data.involvement", "options.scale");
    refuses(() => loyaltyDiamond(one, { portfolioMax: 1 }), "bad-option", "options.portfolioMax", "above 1");
    refuses(() => loyaltyDiamond(one, { maxSmallPortfolio: 5 }), "bad-option", "options.maxSmallPortfolio", "fewer");
    refuses(() => loyaltyDiamond(one, { maxSmallPortfolio: 0 }), "out-of-range", "options.maxSmallPortfolio");
    refuses(() => loyaltyDiamond(one, { axes: "commitment-support" }), "not-finite", "data.commitment");
    refuses(() => effectivePortfolio([0, 0]), "out-of-range", "wallet", "above 0");
    refuses(() => effectivePortfolio([]), "empty", "wallet");
    refuses(() => effectivePortfolio({ own: [1, 0], north: [0, 0] }), "out-of-range", "wallet (customer 1)");
    refuses(() => effectivePortfolio({}), "empty", "wallet");
  });
});

describe("loyaltyDiamondChart", () => {
  const six = loyaltyDiamond({ involvement: [6.2, 5, 2.1, 1.8, 4, 3.9], portfolio: [1, 4, 1, 5, 2, 3] });

  it("draws in both languages", async () => {
    const chart = loyaltyDiamondChart(six);
    await expectGoodChart(chart, ["loyal 33 %", "variety-seeker", "habitual", "switcher 33 %"]);
    expect(chart.description).toBe(
      "Of 6 customers 33 % are loyal, 17 % variety seekers, 17 % habitual buyers and 33 % switchers.",
    );
    const chinese = loyaltyDiamondChart(six, { language: "zh", width: 360, height: 360 });
    await expectGoodChart(chinese, ["忠诚者", "品种追求者", "转换 → 忠诚"]);
    expect(chinese.description).toBe("6位客户中，忠诚者占33%，品种追求者占17%，习惯性购买者占17%，转换者占33%。");
  });

  it("thins many customers, and names those who have ids", async () => {
    const stream = randomStream(1, 1);
    const rows = 5000;
    const involvement = Float64Array.from({ length: rows }, () => 1 + 6 * stream.uniform());
    const portfolio = Float64Array.from({ length: rows }, () => 1 + 4 * stream.uniform());
    const customers = Array.from({ length: rows }, (_, i) => `c${i}`);
    const chart = loyaltyDiamondChart(loyaltyDiamond({ involvement, portfolio, customers }));
    expect(pointsOf(chart)).toBeLessThanOrEqual(2000);
    expect(chart.description).toMatch(/; 1,980 of them are drawn\.$/);
    expect(chart.data.values[1]).toMatchObject({ customer: "c2" });
    await expectGoodChart(chart, []);
    expect(loyaltyDiamondChart(loyaltyDiamond({ involvement, portfolio }), { language: "zh" }).description).toContain(
      "图中绘出其中1,980位",
    );
  });

  it("refuses what is no diamond", () => {
    refuses(() => loyaltyDiamondChart({} as never), "bad-option", "diamond");
    const zones = satisfactionZone({ satisfaction: [1, 5] });
    refuses(() => loyaltyDiamondChart(zones as never), "bad-option", "diamond.classes");
  });
});

const customer: LoyaltyTypeCustomer = {
  alternatives: 5,
  attachment: 0.3,
  repeat: 0.8,
  incentiveShare: 0.1,
  priceShare: 0.2,
  convenienceShare: 0.1,
};
const typeOf = (changes: Partial<LoyaltyTypeCustomer>) => loyaltyType({ ...customer, ...changes }).label;

describe("loyaltyType", () => {
  it("finds a price seeker behind a larger motive that lacks repeat", () => {
    expect(typeOf({ repeat: 0.3, incentiveShare: 0.8, priceShare: 0.6 })).toBe("price");
    expect(loyaltyType({ ...customer, repeat: 0.3, incentiveShare: 0.8, priceShare: 0.6 }).rule).toBe(7);
    expect(typeOf({ repeat: 0.3, incentiveShare: 0.8 })).toBe("none");
  });

  it("breaks ties in the order incentive, price, convenience", () => {
    expect(typeOf({ incentiveShare: 0.6, priceShare: 0.6 })).toBe("incentive");
    expect(typeOf({ priceShare: 0.6, convenienceShare: 0.6 })).toBe("price");
  });

  it("has the Dick-Basu cell beside the type", () => {
    expect(loyaltyType(customer).cell).toEqual({ label: "spurious loyalty", labelZh: "虚假忠诚" });
    const columns = Object.fromEntries(Object.entries(customer).map(([name, value]) => [name, [value, value]]));
    const { cells } = loyaltyType(columns);
    expect(cells && labels(cells)).toEqual(["spurious loyalty", "spurious loyalty"]);
  });

  it("says how close the call was", () => {
    // High repeat for no reason: a price share of 0.5 makes a price seeker, attachment of 0.5 a premium customer.
    expect(loyaltyType({ ...customer, attachment: 0.45 })).toMatchObject({
      label: "inertia",
      distance: expect.closeTo(0.05, 12),
    });
    expect(loyaltyType({ ...customer, attachment: 0.1 }).distance).toBeCloseTo(0.3, 12);
    // One more competitor frees a captive.
    expect(loyaltyType({ ...customer, alternatives: 0, repeat: 1, attachment: 1 }).distance).toBe(1);
    const always: LoyaltyTypeRules = { ...loyaltyTypeRules, rules: [{ type: "none", when: [] }] };
    expect(loyaltyType(customer, { rules: always }).distance).toBe(Number.MAX_VALUE);
  });

  it("has a mark, an attachment and a repeat for each type, which the rules bear out", () => {
    expect(loyaltyTypes.map(({ label }) => label)).toEqual(loyaltyTypeRules.types.map(({ label }) => label));
    for (const { label, mark, markZh, attachment } of loyaltyTypes) {
      expect(mark && markZh).toBeTruthy();
      // Those that need attachment are the attached ones.
      const rules = loyaltyTypeRules.rules.filter(({ type }) => type === label);
      const needs = rules.some(({ when }) => when.some((one) => one.input === "attachment" && one.is === "at-least"));
      expect(needs ? "high" : "low").toBe(attachment);
    }
  });

  it("takes thresholds by name", () => {
    expect(loyaltyType({ ...customer, attachment: 0.4 }, { thresholds: { attachment: 0.4 } }).label).toBe("premium");
    refuses(
      () => loyaltyType(customer, { thresholds: { loyalty: 1 } }),
      "bad-option",
      "options.thresholds.loyalty",
      "attachment",
    );
  });

  it("tells six types apart with insiders as a flag", () => {
    const six = (changes: object) =>
      loyaltyType({ ...customer, insider: 0, ...changes }, { rules: sixLoyaltyTypes }).label;
    expect(six({ insider: 1 })).toBe("kinship");
    expect(six({ priceShare: 0.9 })).toBe("interest");
    expect(six({ incentiveShare: 0.9 })).toBe("interest");
    expect(six({ convenienceShare: 0.9 })).toBe("inertia");
    expect(six({ attachment: 0.9 })).toBe("trust");
    expect(six({ attachment: 0.9, repeat: 0.1 })).toBe("latent");
    expect(six({ alternatives: 0 })).toBe("monopoly");
    refuses(() => loyaltyType(customer as never, { rules: sixLoyaltyTypes }), "not-finite", "data.insider");
    refuses(() => six({ insider: 0.5 }), "out-of-range", "data.insider", "whole number");
  });

  it("goes by a list from JSON just as well", () => {
    const rules = JSON.parse(JSON.stringify(loyaltyTypeRules)) as LoyaltyTypeRules;
    expect(rules).toEqual(loyaltyTypeRules);
    expect(loyaltyType(customer, { rules })).toEqual(loyaltyType(customer));
    expect(Object.isFrozen(loyaltyTypeRules.rules[0]!.when)).toBe(true);
  });

  it("refuses a list with a mistake, and a customer whom it leaves out", () => {
    const own = (changes: object) => ({ rules: { ...loyaltyTypeRules, ...changes } as LoyaltyTypeRules });
    const rule = (when: object) => own({ rules: [{ type: "none", when: [when] }] });
    const path = "options.rules.rules[0]";
    refuses(() => loyaltyType(customer, own({ rules: [] })), "empty", "options.rules.rules");
    refuses(
      () => loyaltyType(customer, own({ rules: [{ type: "gold", when: [] }] })),
      "bad-option",
      `${path}.type`,
      "premium",
    );
    refuses(
      () => loyaltyType(customer, rule({ input: "mood", is: "below", threshold: 1 })),
      "bad-option",
      `${path}.when[0].input`,
    );
    refuses(
      () => loyaltyType(customer, rule({ input: "repeat", is: "under", threshold: 1 })),
      "bad-option",
      `${path}.when[0].is`,
    );
    refuses(
      () => loyaltyType(customer, rule({ input: "repeat", is: "below", threshold: "low" })),
      "bad-option",
      `${path}.when[0].threshold`,
    );
    refuses(
      () => loyaltyType(customer, rule({ input: "repeat", is: "largest-of", inputs: ["repeat"] })),
      "empty",
      `${path}.when[0].inputs`,
    );
    refuses(
      () => loyaltyType(customer, own({ types: [...loyaltyTypeRules.types, loyaltyTypeRules.types[0]] })),
      "duplicate-id",
      "options.rules.types[8].label",
    );
    refuses(
      () => loyaltyType(customer, rule({ input: "repeat", is: "below", threshold: 0.2 })),
      "bad-option",
      "data",
      "auditLoyaltyTypeRules",
    );
    refuses(() => loyaltyType({ ...customer, alternatives: 1.5 }), "out-of-range", "data.alternatives");
  });
});

describe("auditLoyaltyTypeRules", () => {
  const list = (rules: LoyaltyTypeRules["rules"]): LoyaltyTypeRules => ({
    types: [
      { label: "x", labelZh: "甲" },
      { label: "y", labelZh: "乙" },
      { label: "z", labelZh: "丙" },
    ],
    inputs: { a: { min: 0, max: 1 }, b: { min: 0, max: 1 }, n: { min: 1, max: 3, integer: true } },
    thresholds: { half: 0.5 },
    rules,
  });

  it("finds the default lists clean", () => {
    expect(auditLoyaltyTypeRules(loyaltyTypeRules)).toEqual({
      clean: true,
      regions: 2 * 3 * 4 * 7 ** 3,
      uncoveredRegions: 0,
      uncovered: [],
      shadowed: [],
      unusedTypes: [],
    });
    expect(auditLoyaltyTypeRules(sixLoyaltyTypes).clean).toBe(true);
  });

  it("shows whom a list leaves out, a threshold itself included", () => {
    const audit = auditLoyaltyTypeRules(
      list([
        { type: "x", when: [{ input: "a", is: "above", threshold: "half" }] },
        { type: "y", when: [{ input: "a", is: "below", threshold: 0.5 }] },
      ]),
    );
    expect(audit).toMatchObject({ clean: false, regions: 3, uncoveredRegions: 1, shadowed: [], unusedTypes: ["z"] });
    expect(audit.uncovered[0]?.between["a"]).toEqual({ from: 0.5, to: 0.5 });
    expect(audit.uncovered[0]?.between["n"]).toEqual({ from: 1, to: 3 });
    expect(audit.uncovered[0]?.example["a"]).toBe(0.5);
  });

  it("finds rules in vain: behind others together, and by their own contradiction", () => {
    const audit = auditLoyaltyTypeRules(
      list([
        { type: "x", when: [{ input: "a", is: "largest-of", inputs: ["b"] }] },
        { type: "y", when: [{ input: "b", is: "largest-of", inputs: ["a"] }] },
        { type: "z", when: [{ input: "n", is: "above", threshold: 2.5 }] },
        { type: "z", when: [{ input: "n", is: "above", threshold: 3 }] },
      ]),
    );
    expect(audit.shadowed).toEqual([
      { rule: 2, by: [0, 1] },
      { rule: 3, by: [] },
    ]);
    expect(audit).toMatchObject({ uncoveredRegions: 0, unusedTypes: ["z"] });
  });

  it("has no upper end to name where an input has none", () => {
    const { uncovered } = auditLoyaltyTypeRules({
      ...list([{ type: "x", when: [{ input: "n", is: "below", threshold: 2 }] }]),
      inputs: { n: { min: 0, integer: true } },
    });
    expect(uncovered.map(({ between }) => between["n"])).toEqual([
      { from: 2, to: 2 },
      { from: 2, to: null },
    ]);
    expect(uncovered[1]?.example["n"]).toBe(3);
  });

  it("refuses lists that are too large, or compare counts with shares", () => {
    const names = Array.from({ length: 9 }, (_, j) => `i${j}`);
    const large: LoyaltyTypeRules = {
      ...list([
        {
          type: "x",
          when: names.flatMap((input) => [0.2, 0.4].map((threshold) => ({ input, is: "below", threshold }) as const)),
        },
      ]),
      inputs: Object.fromEntries(names.map((name) => [name, { min: 0, max: 1 }])),
    };
    refuses(() => auditLoyaltyTypeRules(large), "bad-option", "rules", "1000000", "1953125");
    const mixed = list([{ type: "x", when: [{ input: "n", is: "largest-of", inputs: ["a"] }] }]);
    refuses(() => auditLoyaltyTypeRules(mixed), "bad-option", "rules.inputs.n", "whole numbers");
  });
});

describe("loyaltyStage", () => {
  it("gives the gap to the next stage, or to the one below", () => {
    const scores = { cognitive: 0.9, affective: 0.8, conative: 0.5, action: 0.9 };
    expect(loyaltyStage(scores)).toEqual({
      label: "affective",
      labelZh: "情感忠诚",
      rule: 2,
      distance: expect.closeTo(0.1, 12),
    });
    expect(loyaltyStage({ ...scores, affective: 0.61 }).distance).toBeCloseTo(0.01, 12);
    refuses(() => loyaltyStage({ ...scores, action: 1.2 }), "out-of-range", "data.action");
    refuses(() => loyaltyStage(scores, { threshold: -1 }), "out-of-range", "options.threshold");
  });

  it("puts the highest stage first, so that moves are up and down", () => {
    const ids = { customers: ["a"] };
    const all = (score: number) => ({
      cognitive: [0.9],
      affective: [score],
      conative: [score],
      action: [score],
      ...ids,
    });
    expect(migrationMatrix(loyaltyStage(all(0.1)), loyaltyStage(all(0.9))).totals.up?.customers).toBe(1);
  });
});

describe("zones and types of satisfaction", () => {
  it("takes scales as they are, and cuts on them", () => {
    expect(satisfactionZone({ satisfaction: 5.5 }, { scale: { min: 1, max: 10 } })).toMatchObject({
      label: "indifference",
      distance: 0,
    });
    const found = satisfactionLoyaltyType({ satisfaction: 4.5, loyalty: 20 }, { loyaltyScale: { min: 0, max: 100 } });
    expect(found).toEqual({ label: "mercenary", labelZh: "图利者", rule: 1, distance: 0.125 });
    const hundred = { min: 0, max: 100 };
    const zone = (satisfaction: number) =>
      satisfactionZone({ satisfaction }, { scale: hundred, cuts: { indifference: 60, affection: 80 } }).label;
    expect([59, 60, 80].map(zone)).toEqual(["defection", "indifference", "affection"]);
  });

  it("refuses cuts that do not rise, and answers outside the scale", () => {
    const cuts = { indifference: 4, affection: 4 };
    refuses(() => satisfactionZone({ satisfaction: 3 }, { cuts }), "bad-option", "options.cuts.affection");
    refuses(() => satisfactionZone({ satisfaction: 6 }), "out-of-range", "data.satisfaction");
    refuses(() => satisfactionLoyaltyType({ satisfaction: [1], loyalty: [] }), "length-mismatch", "data.loyalty");
    refuses(
      () => satisfactionLoyaltyType({ satisfaction: 3, loyalty: 3 }, { cuts: { satisfaction: 9, loyalty: 1 } }),
      "out-of-range",
      "options.cuts.satisfaction",
    );
  });
});

describe("relationshipStage", () => {
  const options = { matureLevel: 100 };

  it("gives the figures behind the stage", () => {
    expect(relationshipStage({ series: [10, 15, 20, 40, 55, 70] }, options)).toEqual({
      label: "build-up",
      labelZh: "形成期",
      rule: 3,
      distance: expect.closeTo(0.25, 12),
      recent: expect.closeTo(55, 12),
      growth: expect.closeTo(55 / 15 - 1, 12),
      before: null,
    });
    const decline = relationshipStage({ series: [100, 98, 99, 80, 60, 40] }, options);
    expect(decline.before).toEqual({ label: "build-up", labelZh: "形成期" });
    const long = relationshipStage({ series: [100, 100, 100, 100, 98, 99, 80, 60, 40] }, options);
    expect(long.before?.label).toBe("stability");
  });

  it("goes up from nothing, and stays at nothing", () => {
    expect(relationshipStage({ series: [0, 0, 0, 50, 50, 50] }, options)).toMatchObject({
      label: "build-up",
      growth: null,
    });
    expect(relationshipStage({ series: [0, 0, 0, 0, 0, 0] }, options)).toMatchObject({
      label: "exploration",
      growth: 0,
    });
    expect(relationshipStage({ series: [5] }, options)).toMatchObject({
      rule: 0,
      recent: 5,
      distance: 2 / 3,
      growth: null,
    });
  });

  it("puts growth on its cut to growth and decline, and the level on its cut to build-up", () => {
    expect(relationshipStage({ series: [100, 100, 115, 115] }, { ...options, window: 2 })).toMatchObject({
      label: "build-up",
    });
    const falling = relationshipStage({ series: [100, 100, 85, 85] }, { ...options, window: 2 });
    expect(falling.label).toBe("decline");
    expect(falling.distance).toBeCloseTo(0, 12);
    expect(relationshipStage({ series: [30, 30, 30] }, options)).toMatchObject({ label: "build-up", distance: 0 });
  });

  it("takes many series of any length, with ids", () => {
    const series = [[5, 8], new Float64Array([100, 98, 99, 80, 60, 40])];
    const found = relationshipStage({ series, customers: ["a", "b"] }, options);
    expect(labels(found)).toEqual(["exploration", "decline"]);
    expect(found.before).toEqual([null, 1]);
    expect(found.growth[0]).toBeNull();
    expect(found.customers).toEqual(["a", "b"]);
  });

  it("refuses what has no stage", () => {
    refuses(() => relationshipStage({ series: [] }, options), "empty", "data.series");
    refuses(() => relationshipStage({ series: [[1], []] }, options), "empty", "data.series[1]");
    refuses(() => relationshipStage({ series: [1, -1] }, options), "out-of-range", "data.series[1]");
    refuses(() => relationshipStage({ series: [1] }, { matureLevel: 0 }), "out-of-range", "options.matureLevel");
    refuses(() => relationshipStage({ series: [1] }, { ...options, window: 0 }), "out-of-range", "options.window");
    refuses(() => relationshipStage({ series: [1] }, { ...options, delta: 0 }), "out-of-range", "options.delta");
    refuses(() => relationshipStage({} as never, options), "not-finite", "data.series");
    refuses(() => relationshipStage({ series: [1] }, undefined as never), "not-finite", "options.matureLevel");
  });
});

describe("checkRelationshipStage", () => {
  const drivers = { value: 0.9, satisfaction: 0.9, trust: 0.9, switchingCost: 0.9 };
  const stage = (label: string) => relationshipStages.find((one) => one.label === label)!;
  const check = (label: string, changes: object) => checkRelationshipStage(stage(label), { ...drivers, ...changes });

  it("finds what does not fit", () => {
    expect(check("exploration", {})).toMatchObject({ label: "consistent", warnings: [], distance: 0.4 });
    expect(check("exploration", { value: 0.2 }).label).toBe("without-value");
    expect(check("build-up", { satisfaction: 0.2 }).label).toBe("without-satisfaction");
    expect(check("stability", {}).label).toBe("consistent");
    expect(check("stability", { switchingCost: 0 }).label).toBe("trust-only");
    expect(check("stability", { trust: 0, switchingCost: 0 }).label).toBe("without-driver");
    expect(check("decline", {}).label).toBe("against-drivers");
    expect(check("decline", { trust: 0.1 }).label).toBe("consistent");
    const [warning] = check("stability", { trust: 0.2 }).warnings;
    expect(warning).toMatchObject({ code: "barrier-only", count: 1 });
    expect(warning?.message).toContain("Stable by barrier only");
  });

  it("counts its warnings over many customers", () => {
    const stages = relationshipStage({ series: [[100, 100, 100, 100, 100, 100], [5], [5]] }, { matureLevel: 100 });
    const columns = { value: [1, 0, 0], satisfaction: [1, 1, 1], trust: [0, 1, 1], switchingCost: [1, 1, 1] };
    const found = checkRelationshipStage(stages, columns);
    expect(labels(found)).toEqual(["barrier-only", "without-value", "without-value"]);
    expect(found.warnings.map(({ code, count }) => `${code} ${count}`)).toEqual(["without-value 2", "barrier-only 1"]);
  });

  it("refuses what is no stage, and other customers", () => {
    refuses(
      () => checkRelationshipStage({ label: "gold", labelZh: "金" }, drivers),
      "bad-option",
      "stages.label",
      "build-up",
    );
    const stages = relationshipStage({ series: [[5], [6]] }, { matureLevel: 100 });
    const one = { value: [1], satisfaction: [1], trust: [1], switchingCost: [1] };
    refuses(() => checkRelationshipStage(stages, one), "length-mismatch", "stages.codes");
    const two = { value: [1, 1], satisfaction: [1, 1], trust: [1, 1], switchingCost: [1, 1] };
    refuses(
      () => checkRelationshipStage({ ...stages, customers: ["b", "a"] }, { ...two, customers: ["a", "b"] }),
      "length-mismatch",
      "data.customers[0]",
    );
    expect(checkRelationshipStage({ ...stages, customers: ["b", "a"] }, two).customers).toEqual(["b", "a"]);
    refuses(() => checkRelationshipStage(stage("decline"), { ...drivers, trust: 7 }), "out-of-range", "data.trust");
  });
});
