import { describe, expect, it } from "vitest";
import { topCustomersChart } from "../../../../src/segmentation/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

const ids = ["a", "b", "c", "d", "e"];
const values = [20, 50, 20, 10, 20];
const order = (chart: ReturnType<typeof topCustomersChart>) => chart.data.values.map(({ customer }) => customer);

describe("topCustomersChart", () => {
  it("shows the best first, equal ones in the order of the input", () => {
    expect(order(topCustomersChart(ids, values))).toEqual(["b", "a", "c", "e", "d"]);
    expect(order(topCustomersChart(ids, values, { count: 3 }))).toEqual(["b", "a", "c"]);
    expect(order(topCustomersChart(ids, [1, 1, 1, 1, 1], { count: 2 }))).toEqual(["a", "b"]);
    expect(order(topCustomersChart(ids, [0, -0, 1, 0, -0], { count: 4 }))).toEqual(["c", "a", "b", "d"]);
  });

  it("gives rank, id and value of each", () => {
    expect(topCustomersChart([7, "x"], [1, 2500]).data.values).toEqual([
      { rank: 1, customer: "x", value: 2500, label: "2.5k" },
      { rank: 2, customer: "7", value: 1, label: "1" },
    ]);
  });

  it("says it in a sentence", () => {
    expect(topCustomersChart(ids, values, { count: 2 }).description).toBe(
      "The 2 best of 5 customers hold 58 % of the value; the first, b, holds 42 %.",
    );
    expect(topCustomersChart(ids, values, { count: 2, language: "zh" }).description).toBe(
      "5位客户中，价值最高的2位合计占总价值的58%，其中居首的客户b占42%。",
    );
    expect(topCustomersChart(ids, values).description).toBe("The best of the 5 customers, b, holds 42 % of the value.");
    expect(topCustomersChart(ids, values, { count: 1 }).title).toBe("The best customer");
    expect(topCustomersChart(ids, values, { language: "zh" }).description).toBe(
      "5位客户中，价值最高的客户b占总价值的42%。",
    );
  });

  it("says so where there is one customer, no value, or a loss", () => {
    expect(topCustomersChart(["a"], [5]).description).toBe("The only customer, a, is worth 5.");
    expect(topCustomersChart(["a"], [5], { language: "zh" }).description).toBe("仅有一位客户（a），价值为5。");
    expect(topCustomersChart(["a", "b"], [0, 0]).description).toBe("None of the 2 customers holds any value.");
    expect(topCustomersChart(["a", "b"], [0, 0], { language: "zh" }).description).toBe("2位客户均无价值。");
    expect(topCustomersChart(["a", "b"], [3, -5]).description).toBe(
      "The best of the 2 customers, a, is worth 3; all together are worth -2.",
    );
    expect(topCustomersChart(["a", "b"], [3, -5], { language: "zh", count: 1 }).description).toBe(
      "2位客户中，价值最高的客户a价值为3；全部客户的价值合计为-2。",
    );
  });

  it("grows with the bars", () => {
    const many = Array.from({ length: 300 }, (_, i) => i);
    expect(topCustomersChart(many, many).height).toBe(410);
    expect(topCustomersChart(many, many, { count: 5 }).height).toBe(300);
    expect(topCustomersChart(many, many, { count: 200 }).data.values).toHaveLength(200);
  });

  it("finds the best of a million", () => {
    const n = 1_000_000;
    const many = Array.from({ length: n }, (_, i) => i);
    const value = Float64Array.from(many, (i) => (i * 7919) % n);
    const begin = performance.now();
    const chart = topCustomersChart(many, value, { count: 3 });
    expect(performance.now() - begin).toBeLessThan(4000);
    expect(pointsOf(chart)).toBe(3);
    expect(chart.data.values.map((row) => row["value"])).toEqual([n - 1, n - 2, n - 3]);
    for (const { customer, value: own } of chart.data.values) expect((Number(customer) * 7919) % n).toBe(own);
  });

  it("refuses wrong calls", () => {
    const refuses = (call: () => unknown, code: string, path: string) =>
      expect(call).toThrow(expect.objectContaining({ code, path }));
    refuses(() => topCustomersChart(ids, [1]), "length-mismatch", "customers");
    refuses(() => topCustomersChart([], []), "empty", "values");
    refuses(() => topCustomersChart("ab" as never, [1, 2]), "bad-option", "customers");
    refuses(() => topCustomersChart(["a", null as never], [1, 2]), "bad-option", "customers[1]");
    refuses(() => topCustomersChart(["a", Number.NaN], [1, 2]), "bad-option", "customers[1]");
    refuses(() => topCustomersChart([1, "1"], [1, 2]), "duplicate-id", "customers");
    refuses(() => topCustomersChart(ids, [1, 2, 3, 4, Number.NaN]), "not-finite", "values[4]");
    refuses(() => topCustomersChart(ids, values, { count: 0 }), "out-of-range", "options.count");
    refuses(() => topCustomersChart(ids, values, { count: 201 }), "out-of-range", "options.count");
    refuses(() => topCustomersChart(["a", "b"], [1.7e308, 1.7e308]), "out-of-range", "values");
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(topCustomersChart(["Ann & Co", "<b>"], [45_200, 3]), ["Ann & Co", "<b>", "45.2k", "value"]);
    await expectGoodChart(topCustomersChart(["张三", "李四"], [45_200, 3], { language: "zh" }), ["张三", "4.52万"]);
    await expectGoodChart(topCustomersChart(["a", "b"], [-1, -4]), ["-4"]);
    await expectGoodChart(topCustomersChart(["a", "b"], [0, 0]), ["b"]);
  });
});
