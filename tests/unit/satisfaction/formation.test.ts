import { describe, expect, it } from "vitest";
import {
  deliveredValueScore,
  disconfirmation,
  satisfactionByDimension,
  satisfactionFactors,
  satisfactionIndex,
  satisfactionLayers,
  satisfactionLevels,
  sevenLevelSatisfaction,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";

describe("disconfirmation", () => {
  const data = { perceived: [6, 4, 5, null, 7], expected: [5, 6, 5, 6, null] };

  it("is the difference", () => {
    const found = disconfirmation(data);
    expect(found.values).toEqual([1, -2, 0, null, null]);
    expect(found).toMatchObject({ n: 3, missing: 2, weightless: 0 });
    expect(found.mean.mean).toBeCloseTo(-1 / 3, 14);
    expect(found.classes.classes.map(({ label }) => label)).toEqual([
      "better than expected",
      "as expected",
      "worse than expected",
      "unanswered",
    ]);
    expect([...found.classes.codes]).toEqual([0, 2, 1, 3, 3]);
    expect([...found.classes.rules]).toEqual([0, 0, 0, 1, 1]);
    expect([...found.classes.distances]).toEqual([1, 2, 0, 0, 0]);
  });

  it("is a ratio, or a difference in which losses count more", () => {
    expect(disconfirmation(data, { form: "ratio" }).values.slice(0, 3)).toEqual([1.2, 4 / 6, 1]);
    expect(disconfirmation(data, { form: "loss-aversion" }).values.slice(0, 3)).toEqual([1, -4, 0]);
    expect(disconfirmation(data, { form: "loss-aversion", lossAversion: 1 }).values).toEqual(
      disconfirmation(data).values,
    );
  });

  it("takes equal up to rounding as expected", () => {
    const { classes } = disconfirmation({ perceived: [0.1 + 0.2], expected: [0.3] });
    expect([...classes.codes]).toEqual([1]);
  });

  it("weighs respondents", () => {
    const found = disconfirmation(data, { respondentWeights: [1, 3, 0, 1, 1] });
    expect(found).toMatchObject({ n: 2, missing: 2, weightless: 1 });
    expect(found.mean.mean).toBeCloseTo((1 - 6) / 4, 14);
  });

  it("refuses", () => {
    refuses(
      () => disconfirmation({ perceived: [1], expected: [0] }, { form: "ratio" }),
      "out-of-range",
      "data.expected[0]",
    );
    refuses(() => disconfirmation(data, { lossAversion: 0.5 }), "out-of-range", "options.lossAversion");
    refuses(() => disconfirmation(data, { form: "other" as never }), "bad-option", "options.form");
    refuses(() => disconfirmation({ perceived: [null], expected: [1] }), "insufficient-data", "data");
    refuses(() => disconfirmation(undefined as never), "length-mismatch", "data.perceived");
    refuses(
      () => disconfirmation({ perceived: [9], expected: [1] }, { scale: { min: 1, max: 7 } }),
      "out-of-range",
      "data.perceived[0]",
    );
    refuses(() => disconfirmation({ perceived: [9, 8], expected: [1] }), "length-mismatch", "data.expected");
  });
});

describe("sevenLevelSatisfaction", () => {
  it("averages the scores of the levels", () => {
    const found = sevenLevelSatisfaction(["very-satisfied", null, "very-dissatisfied", "neutral"]);
    expect(found.csm.mean).toBe(0);
    expect(found).toMatchObject({ n: 3, missing: 1 });
    expect(found.shares["very-satisfied"]).toBeCloseTo(1 / 3, 14);
    expect(Object.values(found.shares).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 14);
    expect(satisfactionLevels.map(({ score }) => score)).toEqual([60, 40, 20, 0, -20, -40, -60]);
  });

  it("weighs respondents", () => {
    const { csm, effectiveN } = sevenLevelSatisfaction(["satisfied", "neutral"], { respondentWeights: [3, 1] });
    expect(csm.mean).toBe(30);
    expect(effectiveN).toBeCloseTo(1.6, 14);
  });

  it("refuses", () => {
    refuses(() => sevenLevelSatisfaction(["happy" as never]), "bad-option", "answers[0]");
    refuses(() => sevenLevelSatisfaction([]), "empty", "answers");
    refuses(() => sevenLevelSatisfaction([null]), "insufficient-data", "answers");
    refuses(() => sevenLevelSatisfaction("satisfied" as never), "bad-option", "answers");
    refuses(
      () => sevenLevelSatisfaction(["neutral"], { respondentWeights: [0] }),
      "out-of-range",
      "options.respondentWeights",
    );
  });
});

describe("concepts", () => {
  it("are six factors and three layers with Chinese names", () => {
    expect(satisfactionFactors).toHaveLength(6);
    expect(satisfactionFactors.find(({ name }) => name === "attribution")?.parts).toHaveLength(3);
    expect(satisfactionLayers.map(({ labelZh }) => labelZh)).toEqual(["物质满意层", "精神满意层", "社会满意层"]);
  });
});

describe("satisfactionByDimension", () => {
  const answers = { rates: [4, 5, 3], fees: [3, 4, 3], courtesy: [5, 5, null], society: [3, 4, 2] };
  const scale = { min: 1, max: 5 };
  const dimensions = { material: ["rates", "fees"], spiritual: ["courtesy"], social: ["society"] };

  it("is the weighted mean of its dimensions", () => {
    const dimensionWeights = { material: 2, spiritual: 1, social: 1 };
    const found = satisfactionByDimension(answers, { scale, dimensions, dimensionWeights });
    const { material, spiritual, social } = found.dimensions;
    expect(material!.index).toBeCloseTo((100 * (11 / 3 - 1)) / 4, 12);
    expect(spiritual!.index).toBe(100);
    expect(found.overall.index).toBeCloseTo((2 * material!.index + spiritual!.index + social!.index) / 4, 12);
    expect(material!.index).toBe(satisfactionIndex({ rates: answers.rates, fees: answers.fees }, { scale }).index);
  });

  it("takes weights of questions and reversed ones", () => {
    const options = {
      scale,
      dimensions,
      itemWeights: { rates: 3, fees: 1, courtesy: 1, society: 1 },
      reversed: ["fees"],
    };
    const { material } = satisfactionByDimension(answers, options).dimensions;
    expect(material!.index).toBeCloseTo((100 * (0.75 * 4 + 0.25 * (6 - 10 / 3) - 1)) / 4, 12);
  });

  it("refuses", () => {
    const of = (options: object) => () => satisfactionByDimension(answers, { scale, ...options } as never);
    refuses(of({}), "empty", "options.dimensions");
    refuses(of({ dimensions: { a: [] } }), "empty", "options.dimensions.a");
    refuses(of({ dimensions: { a: ["rates"], b: ["rates"] } }), "duplicate-id", "options.dimensions.b[0]");
    refuses(of({ dimensions: { a: "rates" } }), "bad-option", "options.dimensions.a");
    refuses(of({ dimensions, itemWeights: { other: 1 } }), "bad-option", "options.itemWeights.other");
    refuses(of({ dimensions, dimensionWeights: { material: 1 } }), "not-finite", "options.dimensionWeights.spiritual");
    refuses(of({ dimensions: { a: ["nothing"] } }), "length-mismatch", "answers.nothing");
    refuses(of({ dimensions, reversed: ["nothing"] }), "bad-option", "options.reversed");
  });
});

describe("deliveredValueScore", () => {
  const ratings = {
    value: { product: [80, 50, null], service: [60, 40, 30] },
    cost: { money: [70, 0, 20], time: [30, 0, 10] },
  };

  it("is what one gets less what one gives", () => {
    const found = deliveredValueScore(ratings);
    expect(found.value).toEqual([140, 90, null]);
    expect(found.cost).toEqual([100, 0, 30]);
    expect(found.difference).toEqual([40, 90, null]);
    expect(found.ratio).toEqual([1.4, null, null]);
    expect(found.meanDifference.mean).toBe(65);
    expect(found.ratioOfMeans).toBeCloseTo(230 / 100, 14);
    expect(found).toMatchObject({ n: 2, missing: 1, weightless: 0 });
  });

  it("has no ratio where nothing costs anything", () => {
    expect(deliveredValueScore({ value: { a: [3] }, cost: { b: [0] } }).ratioOfMeans).toBeNull();
  });

  it("refuses", () => {
    refuses(() => deliveredValueScore({ value: { a: [-1] }, cost: { b: [0] } }), "out-of-range", "ratings.value.a[0]");
    refuses(() => deliveredValueScore({ value: { a: [1] }, cost: { b: [0, 1] } }), "length-mismatch", "ratings.cost");
    refuses(() => deliveredValueScore({ value: { a: [null] }, cost: { b: [0] } }), "insufficient-data", "ratings");
    refuses(() => deliveredValueScore({ value: { a: [1] } } as never), "empty", "ratings.cost");
    refuses(() => deliveredValueScore({} as never), "empty", "ratings.value");
    refuses(() => deliveredValueScore(ratings, { scale: { min: -5, max: 5 } }), "out-of-range", "options.scale.min");
  });
});
