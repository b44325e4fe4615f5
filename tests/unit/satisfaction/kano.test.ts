import { describe, expect, it } from "vitest";
import {
  type KanoAnswer,
  type KanoCounts,
  kano,
  kanoAnswers,
  kanoAttribute,
  kanoCategories,
  kanoCategory,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";

const none: KanoCounts = {
  attractive: 0,
  "one-dimensional": 0,
  "must-be": 0,
  indifferent: 0,
  reverse: 0,
  questionable: 0,
};

describe("kanoCategory", () => {
  it("has a strict table", () => {
    const pair = (answer: KanoAnswer, table: "standard" | "strict") =>
      kanoCategory({ functional: answer, dysfunctional: answer }, { table }).letter;
    expect(kanoAnswers.map(({ label }) => pair(label, "standard")).join("")).toBe("QIIIQ");
    expect(kanoAnswers.map(({ label }) => pair(label, "strict")).join("")).toBe("QQIQQ");
  });

  it("refuses", () => {
    refuses(
      () => kanoCategory({ functional: "love" as never, dysfunctional: "like" }),
      "bad-option",
      "answers.functional",
    );
    refuses(() => kanoCategory({ functional: "like" } as never), "bad-option", "answers.dysfunctional");
    refuses(
      () => kanoCategory({ functional: "like", dysfunctional: "like" }, { table: "own" as never }),
      "bad-option",
      "options.table",
    );
    refuses(() => kanoCategory(undefined as never), "bad-option", "answers.functional");
  });
});

describe("kanoAttribute", () => {
  it("breaks ties in the order of what must be there", () => {
    const order = kanoCategories.map(({ label }) => label);
    expect(order).toEqual(["must-be", "one-dimensional", "attractive", "indifferent", "reverse", "questionable"]);
    for (const [k, label] of order.entries()) {
      const tied = Object.fromEntries(order.map((name, j) => [name, j >= k ? 5 : 0])) as KanoCounts;
      expect(kanoAttribute(tied).category).toMatchObject({ label, rule: k === 5 ? 0 : 2, distance: k === 5 ? 1 : 0 });
    }
  });

  it("may go by the rule of sums", () => {
    const counts = { ...none, attractive: 20, "one-dimensional": 15, "must-be": 10, indifferent: 30 };
    expect(kanoAttribute(counts).category).toMatchObject({ label: "indifferent", rule: 0 });
    expect(kanoAttribute(counts, { rule: "rule-of-sums" }).category).toMatchObject({ label: "attractive", rule: 1 });
    const equal = { ...none, attractive: 30, indifferent: 20, reverse: 10 };
    expect(kanoAttribute(equal, { rule: "rule-of-sums" }).category).toMatchObject({ label: "indifferent", rule: 1 });
  });

  it("has neither better nor worse where nothing counts for them", () => {
    const found = kanoAttribute({ ...none, reverse: 3, questionable: 1 });
    expect([found.better, found.worse, found.totalStrength]).toEqual([null, null, 0]);
    const indifferent = kanoAttribute({ ...none, indifferent: 4 });
    expect([indifferent.better!.share, indifferent.worse!.share]).toEqual([0, 0]);
    expect(Object.is(indifferent.worse!.share, -0)).toBe(false);
  });

  it("has intervals around better and worse", () => {
    const { better, worse } = kanoAttribute({
      ...none,
      attractive: 30,
      "one-dimensional": 42,
      "must-be": 15,
      indifferent: 10,
    });
    for (const one of [better!, worse!]) {
      expect(one.lower).toBeLessThan(one.share);
      expect(one.upper).toBeGreaterThan(one.share);
    }
    expect(worse!.lower).toBeGreaterThan(-1);
  });

  it("refuses", () => {
    refuses(() => kanoAttribute(none), "empty", "counts");
    refuses(() => kanoAttribute({ ...none, attractive: 1.5 }), "out-of-range", "counts.attractive");
    refuses(() => kanoAttribute({ attractive: 1 } as never), "not-finite", "counts.must-be");
    refuses(() => kanoAttribute({ ...none, attractive: 1 }, { rule: "sum" as never }), "bad-option", "options.rule");
    refuses(() => kanoAttribute(undefined as never), "not-finite", "counts.must-be");
  });
});

describe("kano", () => {
  const answers = {
    transfer: {
      functional: ["like", "like", "neutral", "like", null, "dislike"],
      dysfunctional: ["dislike", "dislike", "dislike", "neutral", "like", "like"],
    },
    coffee: {
      functional: ["like", "like", "neutral", "neutral", "like", "neutral"],
      dysfunctional: ["neutral", "live-with", "neutral", "neutral", "neutral", null],
    },
  } as const;

  it("counts pairs, by attribute and by segment", () => {
    const segments = ["gold", "gold", "basic", "basic", "basic", "rest"];
    const { attributes, categories, warnings } = kano(answers, { segments });
    expect(attributes[0]!.counts).toEqual({
      "must-be": 1,
      "one-dimensional": 2,
      attractive: 1,
      indifferent: 0,
      reverse: 1,
      questionable: 0,
    });
    expect(attributes.map(({ n, missing }) => [n, missing])).toEqual([
      [5, 1],
      [5, 1],
    ]);
    expect(attributes[0]!.segments.gold!.category.label).toBe("one-dimensional");
    expect(attributes[0]!.segments.rest!.category.label).toBe("reverse");
    expect(Object.keys(attributes[1]!.segments)).toEqual(["gold", "basic"]);
    expect([...categories.codes].map((code) => categories.classes[code]!.labelZh)).toEqual(["期望属性", "魅力属性"]);
    expect(categories.customers).toEqual(["transfer", "coffee"]);
    expect(warnings.map(({ code }) => code)).toContain("segments-differ");
  });

  it("warns of questions that are not understood", () => {
    const odd = { functional: ["like", "like", "like"], dysfunctional: ["like", "dislike", "dislike"] } as const;
    expect(kano({ odd }).warnings.map(({ code }) => code)).toContain("questionable-answers");
  });

  it("refuses", () => {
    refuses(() => kano({}), "empty", "answers");
    refuses(() => kano({ a: { functional: [], dysfunctional: [] } }), "empty", "answers.a");
    refuses(() => kano({ a: { functional: [null], dysfunctional: ["like"] } }), "insufficient-data", "answers.a");
    refuses(
      () => kano({ a: { functional: ["like"], dysfunctional: [] } }),
      "length-mismatch",
      "answers.a.dysfunctional",
    );
    refuses(() => kano({ a: { functional: ["like"] } as never }), "bad-option", "answers.a.dysfunctional");
    refuses(
      () => kano({ a: { functional: ["yes" as never], dysfunctional: ["like"] } }),
      "bad-option",
      "answers.a.functional[0]",
    );
    refuses(() => kano(answers, { segments: ["x"] }), "length-mismatch", "options.segments");
    const uneven = { ...answers, other: { functional: ["like"], dysfunctional: ["like"] } } as const;
    refuses(() => kano(uneven), "length-mismatch", "answers.other.functional");
  });
});
