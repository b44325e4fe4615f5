import { expect, it } from "vitest";
import { requireHistory } from "../../../../src/clv/history/require-history.ts";
import { selectRows } from "../../../../src/clv/history/select-rows.ts";
import { summarizeTransactionColumns } from "../../../../src/clv/history/summarize-transaction-columns.ts";

const history = summarizeTransactionColumns(
  { customer: ["A", "B", "A", "C", "A", "C"], day: [0, 1, 5, 7, 70, 80], amount: [1, 2, 3, 4, 5, 6] },
  { timeUnit: "day", splitAt: 60, keepPurchases: true },
);

it("picks, orders and repeats rows of every column", () => {
  const selected = selectRows(history, [2, 0, 0]);
  expect(selected.customers).toEqual(["C", "A", "A"]);
  expect(selected.frequency).toEqual(Float64Array.of(0, 1, 1));
  expect(selected.meanSpend).toEqual(Float64Array.of(0, 3, 3));
  expect(selected.holdout).toEqual({
    duration: 20,
    frequency: Float64Array.of(1, 1, 1),
    spend: Float64Array.of(6, 5, 5),
  });
  expect(selected.warnings).toEqual(history.warnings);
  expect(requireHistory(selected).rows).toBe(3);
});

it("leaves off what describes the whole log", () => {
  const selected = selectRows(history, Uint32Array.of(1));
  for (const name of ["periodCounts", "purchases", "leftOut", "account"]) expect(selected).not.toHaveProperty(name);
  expect(selected.timeUnit).toBe("day");
});

it("keeps plain arrays plain", () => {
  const plain = {
    frequency: [2, 0],
    recency: [30, 0],
    age: [39, 39],
    timeUnit: "week",
    covariates: { age: [41, 52] },
  } as const;
  expect(selectRows(plain, [1])).toEqual({
    frequency: [0],
    recency: [0],
    age: [39],
    timeUnit: "week",
    covariates: { age: [52] },
  });
});

it("refuses rows that are not there", () => {
  expect(() => selectRows(history, [0, 3])).toThrow(
    expect.objectContaining({ code: "out-of-range", path: "indices[1]" }),
  );
  expect(() => selectRows(history, [0.5])).toThrow(expect.objectContaining({ path: "indices[0]" }));
  expect(() => selectRows(history, null as never)).toThrow(expect.objectContaining({ path: "indices" }));
});
