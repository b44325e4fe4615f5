import { expect, test } from "vitest";
import { pathModel } from "../../../src/satisfaction/index.ts";
import { pathModelSchema, servqualInstrumentSchema, surveyAnswersSchema } from "../../../src/schema/index.ts";
import { bankServqual } from "../../../src/servqual/index.ts";

test("answers from outside are columns of numbers and null, as long as each other", () => {
  const answers = { Q1: [1, null, 3], Q2: [2, 2, 2] };
  expect(surveyAnswersSchema.parse(answers)).toEqual(answers);
  for (const wrong of [{ Q1: [1, "2"] }, { Q1: [1, 2], Q2: [1] }, { Q1: 3 }, {}, null, [1, 2]]) {
    const { success, error } = surveyAnswersSchema.safeParse(wrong);
    expect(success).toBe(false);
    expect(error!.issues[0]!.path[0]).toBe("answers");
  }
});

test("questionnaires and path models come back as they were stored", () => {
  const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  expect(servqualInstrumentSchema.parse(stored(bankServqual))).toEqual(bankServqual);
  expect(servqualInstrumentSchema.safeParse({ dimensions: [] }).success).toBe(false);
  const model = pathModel({
    blocks: { value: { items: ["a"] }, loyalty: { items: ["b"], mode: "B" } },
    edges: [["value", "loyalty"]],
  });
  expect(pathModelSchema.parse(stored(model))).toEqual(model);
  expect(pathModelSchema.safeParse({ ...model, edges: [["loyalty", "nobody"]] }).success).toBe(false);
});
