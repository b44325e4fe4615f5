import { describe, expect, test } from "vitest";
import {
  addCovariateColumns,
  addCovariates,
  historyToJson,
  mergeHistories,
  type PurchaseHistory,
  parseHistory,
  selectRows,
  summarizeTransactionColumns,
} from "../../../../src/clv/index.ts";

const history = {
  customers: ["A", "B", "C"],
  frequency: [2, 0, 1],
  recency: [30, 0, 2],
  age: [39, 39, 38],
  timeUnit: "week",
} as const satisfies PurchaseHistory;
const table = [
  { id: "C", age: 40, vip: true, channel: "branch" },
  { id: "A", age: 31, vip: false, channel: "app" },
  { id: "B", age: 52, vip: false, channel: "phone" },
];
type Row = (typeof table)[number];
const accessors = {
  customer: (r: Row) => r.id,
  numbers: { age: (r: Row) => r.age, vip: (r: Row) => r.vip },
  categories: { channel: (r: Row) => r.channel },
};
const refuses = (call: () => unknown, code: string, path: string, text = ""): void =>
  expect(call).toThrow(expect.objectContaining({ code, path, message: expect.stringContaining(text) }));

describe("addCovariates", () => {
  test("joins by id, codes categories against the first level, and says which that is", () => {
    const known = addCovariates(history, table, accessors);
    expect(known.covariates).toEqual({
      age: Float64Array.of(31, 52, 40),
      vip: Float64Array.of(0, 0, 1),
      "channel=branch": Float64Array.of(0, 0, 1),
      "channel=phone": Float64Array.of(0, 1, 0),
    });
    expect(known.covariateBases).toEqual({ channel: "app" });
    expect(known).not.toHaveProperty("warnings");
    expect(known.frequency).toBe(history.frequency);
  });

  test("takes the levels of the fit for other data", () => {
    const levels = { channel: ["phone", "app", "branch", "agent"] };
    const { covariates, covariateBases } = addCovariates(history, table, { ...accessors, levels });
    expect(Object.keys(covariates)).toEqual(["age", "vip", "channel=app", "channel=branch", "channel=agent"]);
    expect(covariates["channel=agent"]).toEqual(new Float64Array(3));
    expect(covariateBases).toEqual({ channel: "phone" });
  });

  test("names who is missing, and counts who is not wanted", () => {
    refuses(
      () => addCovariates(history, table.slice(1), accessors),
      "missing-covariate",
      "history.customers[2]",
      '"C"',
    );
    const more = [...table, { id: "D", age: 1, vip: false, channel: "letter" }];
    const known = addCovariates(history, more, accessors);
    expect(known.warnings).toEqual([expect.objectContaining({ code: "covariates-left-out", count: 1 })]);
    expect(Object.keys(known.covariates)).not.toContain("channel=letter");
  });

  test("wrong calls say what is wrong", () => {
    const call =
      (more: object, rows: readonly object[] = table) =>
      () =>
        addCovariates(history, rows as never, { ...accessors, ...more } as never);
    refuses(call({}, [...table, table[0]!]), "duplicate-id", "rows[3]", '"C"');
    refuses(call({ customer: undefined }), "bad-option", "accessors.customer");
    refuses(call({ numbers: { age: () => Number.NaN } }), "not-finite", "rows[0].age");
    refuses(call({ categories: { channel: () => "" } }), "empty", "rows[0].channel");
    refuses(call({ categories: { channel: () => "app" } }), "zero-variance", "columns.channel");
    refuses(call({ levels: { channel: ["app", "branch"] } }), "bad-option", "columns.channel[1]", "app, branch");
    refuses(call({ levels: { channel: ["app", "app"] } }), "duplicate-id", "options.levels.channel[1]");
    refuses(call({ levels: { age: ["a", "b"] } }), "bad-option", "options.levels.age", "channel");
    refuses(call({ numbers: { channel: () => 1 } }), "bad-option", "columns.channel", "no other covariate");
    const { customers, ...anonymous } = history;
    refuses(() => addCovariates(anonymous, table, accessors), "empty", "history.customers", "addCovariateColumns");
  });
});

describe("addCovariateColumns", () => {
  test("takes numbers and words, and keeps what was there", () => {
    const one = addCovariateColumns(history, { visits: [3, 1, 2] });
    const two = addCovariateColumns(one, { gender: ["f", "m", "f"] });
    expect(two.covariates).toEqual({ visits: Float64Array.of(3, 1, 2), "gender=m": Float64Array.of(0, 1, 0) });
    expect(one.covariates).not.toHaveProperty("gender=m");
    refuses(() => addCovariateColumns(two, { visits: [1, 2, 3] }), "bad-option", "columns.visits");
    refuses(() => addCovariateColumns(two, { gender: ["x", "y", "x"] }), "bad-option", "columns.gender");
    refuses(() => addCovariateColumns(history, { visits: [1, 2] }), "length-mismatch", "columns.visits");
    refuses(() => addCovariateColumns(history, { visits: [1, 2, Infinity] }), "not-finite", "columns.visits[2]");
    refuses(() => addCovariateColumns(history, { gender: ["f", 2 as never, "m"] }), "empty", "columns.gender[1]");
    refuses(() => addCovariateColumns(history, { "": [1, 2, 3] }), "empty", "columns");
  });
});

describe("covariates of a history", () => {
  const known = addCovariates(history, table, accessors);

  test("are selected, stored and loaded with it", () => {
    const selected = selectRows(known, [2, 0]);
    expect(selected.covariates!["age"]).toEqual(Float64Array.of(40, 31));
    expect(selected.covariateBases).toEqual({ channel: "app" });
    const loaded = parseHistory(JSON.stringify(historyToJson(known)));
    expect(loaded.covariates).toEqual(known.covariates);
    expect(loaded.covariateBases).toEqual({ channel: "app" });
    const wrong = { ...historyToJson(known), covariates: { age: [1, 2] } };
    refuses(() => parseHistory(wrong), "length-mismatch", "history.covariates.age");
    refuses(() => parseHistory({ ...wrong, covariates: { age: "old" } }), "not-finite", "history.covariates.age");
  });

  test("are put one below the other where all shards have them", () => {
    const parts = [selectRows(known, [0]), selectRows(known, [1, 2])];
    const merged = mergeHistories(parts);
    expect(merged.covariates).toEqual(known.covariates);
    expect(merged.covariateBases).toEqual({ channel: "app" });
    const { covariates, covariateBases, ...bare } = parts[1]!;
    refuses(() => mergeHistories([parts[0]!, bare]), "bad-option", "histories[1].covariates");
    const { age, ...fewer } = covariates!;
    refuses(
      () => mergeHistories([parts[0]!, { ...parts[1]!, covariates: fewer }]),
      "bad-option",
      "histories[1].covariates.age",
    );
    refuses(
      () => mergeHistories([parts[0]!, { ...parts[1]!, covariateBases: { channel: "phone" } }]),
      "bad-option",
      "histories[1].covariateBases.channel",
    );
  });

  test("are matched by customer where shards carry their transactions", () => {
    const options = { timeUnit: "day", observedUntil: 100, keepPurchases: true } as const;
    const shard = (customer: string[], day: number[], age: number[]) =>
      addCovariateColumns(summarizeTransactionColumns({ customer, day }, options), { age });
    const one = shard(["A", "B"], [1, 5], [31, 52]);
    const two = shard(["B", "C", "A"], [9, 7, 30], [52, 40, 31]);
    const merged = mergeHistories([one, two]);
    expect(merged.customers).toEqual(["A", "B", "C"]);
    expect(merged.covariates).toEqual({ age: Float64Array.of(31, 52, 40) });
    const other = shard(["B", "C", "A"], [9, 7, 30], [53, 40, 31]);
    refuses(() => mergeHistories([one, other]), "bad-option", "histories[1].covariates.age[0]", '"B"');
    const bare = summarizeTransactionColumns({ customer: ["C"], day: [7] }, options);
    refuses(() => mergeHistories([one, bare]), "bad-option", "histories[1].covariates");
  });
});
