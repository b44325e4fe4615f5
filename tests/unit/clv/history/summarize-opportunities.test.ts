import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgNbd,
  expectedTransactions,
  fitBgBb,
  fitBgNbd,
  fitNbd,
  historyToJson,
  holdoutMetrics,
  mergeHistories,
  newCustomer,
  parseHistory,
  parseModel,
  probabilityAlive,
  selectRows,
  simulateCohort,
  simulateTransactions,
  summarizeOpportunities,
  trackTransactions,
} from "../../../../src/clv/index.ts";
import { modelSchema, purchaseHistorySchema } from "../../../../src/schema/index.ts";

const yearly = { opportunitiesPerYear: 1 } as const;

describe("a table of opportunities", () => {
  test("counts, the last one's number, the opportunities of each row", () => {
    const rows = [[1, 0, 1, 0], [0, 0, 0, 0], [true, true], Uint8Array.of(0, 0, 0, 1)];
    const history = summarizeOpportunities<ArrayLike<unknown>>(rows, { ...yearly, customers: ["a", "b", "c", "d"] });
    expect(Array.from(history.frequency)).toEqual([2, 0, 2, 1]);
    expect(Array.from(history.recency)).toEqual([3, 0, 2, 4]);
    expect(Array.from(history.age)).toEqual([4, 4, 2, 4]);
    expect(history.customers).toEqual(["a", "b", "c", "d"]);
    expect(history.timeUnit).toBe("opportunity");
    expect(history.opportunitiesPerYear).toBe(1);
    expect(history.holdout).toBeUndefined();
  });

  test("the last opportunities can be set apart", () => {
    const history = summarizeOpportunities(
      [
        [1, 0, 1, 1],
        [0, 0, 0, 1],
      ],
      { ...yearly, calibration: 2 },
    );
    expect(Array.from(history.recency)).toEqual([1, 0]);
    expect(Array.from(history.age)).toEqual([2, 2]);
    expect(history.holdout).toEqual({ duration: 2, frequency: Float64Array.of(2, 1) });
    expect(() =>
      summarizeOpportunities(
        [
          [1, 0, 1],
          [0, 0],
        ],
        { ...yearly, calibration: 2 },
      ),
    ).toThrow(/rows\[1\]/);
  });

  test("what is no table is refused", () => {
    expect(() => summarizeOpportunities([[0, 2]], yearly)).toThrow(/rows\[0\]\[1\]: expected 0 or 1/);
    expect(() => summarizeOpportunities([{ a: 1 }], yearly)).toThrow(/accessors/);
    expect(() => summarizeOpportunities([], yearly)).toThrow(/at least one row/);
    expect(() => summarizeOpportunities([[1]], { opportunitiesPerYear: 0 })).toThrow(/opportunitiesPerYear/);
    expect(() => summarizeOpportunities([[1]], { ...yearly, customers: [] })).toThrow(/customers/);
  });
});

describe("records of opportunities", () => {
  const records = [
    { id: "a", at: 3, took: true },
    { id: "b", at: 4, took: false },
    { id: "a", at: 1, took: true },
    { id: "a", at: 1, took: true },
  ];
  const accessors = { customer: (r: { id: string }) => r.id, opportunity: (r: { at: number }) => r.at };

  test("in any order, twice the same is one purchase, not bought is none", () => {
    const history = summarizeOpportunities(records, {
      ...yearly,
      ...accessors,
      bought: (r) => r.took,
      opportunities: 5,
    });
    expect(history.customers).toEqual(["a", "b"]);
    expect(Array.from(history.frequency)).toEqual([2, 0]);
    expect(Array.from(history.recency)).toEqual([3, 0]);
    expect(Array.from(history.age)).toEqual([5, 5]);
    expect(history.warnings).toEqual([]);
  });

  test("who has no record is named, and how many opportunities there were is assumed only aloud", () => {
    const history = summarizeOpportunities(records, { ...yearly, ...accessors, customers: ["z"] });
    expect(history.customers).toEqual(["z", "a", "b"]);
    expect(Array.from(history.frequency)).toEqual([0, 2, 1]);
    expect(Array.from(history.age)).toEqual([4, 4, 4]);
    expect(history.warnings!.map(({ code }) => code)).toContain("opportunities-assumed");
    const own = summarizeOpportunities(records, {
      ...yearly,
      ...accessors,
      opportunities: (id) => (id === "a" ? 3 : 6),
    });
    expect(Array.from(own.age)).toEqual([3, 6]);
  });

  test("an opportunity that cannot be is refused", () => {
    expect(() => summarizeOpportunities(records, { ...yearly, ...accessors, opportunities: 2 })).toThrow(
      /opportunity of a/,
    );
    expect(() => summarizeOpportunities([{ id: "a", at: 0 }], { ...yearly, ...accessors })).toThrow(
      /rows\[0\].opportunity/,
    );
    expect(() => summarizeOpportunities([{ id: "", at: 1 }], { ...yearly, ...accessors })).toThrow(
      /rows\[0\].customer/,
    );
    expect(() => summarizeOpportunities(records, { ...yearly, customer: accessors.customer })).toThrow(
      /options.opportunity/,
    );
  });
});

describe('the unit "opportunity" among the others', () => {
  const model = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783, ...yearly });
  const history = summarizeOpportunities(
    [
      [1, 0, 1, 0],
      [0, 0, 0, 0],
      [1, 1, 1, 1],
      [1, 0, 0, 0],
    ],
    yearly,
  );
  const weeks = { frequency: [2, 0], recency: [3, 0], age: [4, 4], timeUnit: "week" } as const;

  test("models and histories of different units do not mix, either way", () => {
    expect(() => probabilityAlive(model, weeks)).toThrow(expect.objectContaining({ code: "unit-mismatch" }));
    const weekly = bgNbd({ r: 1, alpha: 1, a: 1, b: 1, timeUnit: "week" });
    expect(() => probabilityAlive(weekly, history)).toThrow(expect.objectContaining({ code: "unit-mismatch" }));
    const monthly = bgBb({ ...model, opportunitiesPerYear: 12 });
    expect(() => probabilityAlive(monthly, history)).toThrow(expect.objectContaining({ code: "unit-mismatch" }));
    expect(() => fitBgBb(weeks)).toThrow(expect.objectContaining({ code: "unit-mismatch" }));
    for (const estimate of [fitBgNbd, fitNbd]) {
      expect(() => estimate(history)).toThrow(expect.objectContaining({ code: "unit-mismatch" }));
    }
    expect(() => expectedTransactions(model, newCustomer({ timeUnit: "week" }), { horizon: 1 })).toThrow(
      /unit of the model/,
    );
    expect(expectedTransactions(model, newCustomer({ timeUnit: "opportunity" }), { horizon: 1 })).toBeGreaterThan(0);
  });

  test("opportunities come whole, and bring one purchase at most", () => {
    for (const customer of [
      { frequency: 1, recency: 1.5, age: 4 },
      { frequency: 1, recency: 1, age: 4.5 },
      { frequency: 3, recency: 2, age: 4 },
    ]) {
      expect(() => probabilityAlive(model, customer)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    }
    expect(() => expectedTransactions(model, history, { horizon: [1, 1.5] })).toThrow(/options.horizon\[1\]/);
    expect(() => probabilityAlive(model, history, { ahead: 0.5 })).toThrow(/options.ahead/);
    expect(() => simulateTransactions(model, history, { horizon: 0.5, seed: 1 })).toThrow(/options.horizon/);
    expect(() => simulateCohort(model, { customers: 2, age: 2.5, seed: 1 })).toThrow(/options.age/);
    expect(() => fitBgBb({ ...history, recency: [3, 0, 4, 1.5] })).toThrow(/history.recency\[3\]/);
    expect(() => fitBgBb({ ...history, opportunitiesPerYear: undefined })).toThrow(/opportunitiesPerYear/);
    expect(() => fitNbd({ ...weeks, opportunitiesPerYear: 2 })).toThrow(/opportunitiesPerYear/);
  });

  test("history and model are stored and read, selected and merged", () => {
    const text = JSON.stringify(historyToJson(history));
    expect(parseHistory(text).opportunitiesPerYear).toBe(1);
    expect(purchaseHistorySchema.safeParse(JSON.parse(text)).success).toBe(true);
    const stored = JSON.parse(JSON.stringify(model));
    expect(parseModel(stored)).toEqual(model);
    expect(modelSchema.safeParse(stored).success).toBe(true);
    expect(modelSchema.safeParse({ ...stored, timeUnit: "week" }).success).toBe(false);
    expect(() => parseModel({ ...stored, timeUnit: "week" })).toThrow(/opportunity/);
    expect(selectRows(history, [2]).opportunitiesPerYear).toBe(1);
    const both = mergeHistories([history, history]);
    expect(both.opportunitiesPerYear).toBe(1);
    expect(both.frequency.length).toBe(8);
    expect(() => mergeHistories([history, { ...history, opportunitiesPerYear: 2 }])).toThrow(/opportunitiesPerYear/);
  });

  test("a simulated cohort has the unit, and a holdout judges by it", () => {
    const { history: cohort } = simulateCohort(model, { customers: 400, age: 6, holdout: 5, seed: 3 });
    expect(cohort.timeUnit).toBe("opportunity");
    const fit = fitBgBb(cohort);
    expect(holdoutMetrics(fit, cohort).timeUnit).toBe("opportunity");
    expect(() => trackTransactions(fit, cohort)).toThrow(/calendar/);
  });
});
