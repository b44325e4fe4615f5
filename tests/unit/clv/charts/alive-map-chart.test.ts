import { describe, expect, it } from "vitest";
import { type AliveMapChartOptions, aliveMapChart, bgNbd, probabilityAlive } from "../../../../src/clv/index.ts";
import { expectGoodChart, pointsOf } from "../../charts/render.ts";

const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
const history = {
  frequency: [0, 2, 1, 7],
  recency: [0, 20, 12, 30],
  age: [38, 35, 39, 31],
  timeUnit: "week" as const,
};

describe("aliveMapChart", () => {
  it("has the probability of each cell, at its middle", () => {
    const { values } = aliveMapChart(model, { age: 40, maxFrequency: 3 }).data;
    expect(values).toHaveLength(1 + 3 * 40);
    for (const { frequency, recency, probabilityAlive: alive } of values) {
      const customer = { frequency: Number(frequency), recency: Number(recency), age: 40 };
      expect(alive).toBe(probabilityAlive(model, customer));
    }
    expect(values[0]).toEqual({
      frequency: 0,
      recency: 0,
      probabilityAlive: 1,
      recencyFrom: 0,
      recencyTo: 1,
    });
    expect(values[1]).toMatchObject({ frequency: 1, recency: 0.5, recencyFrom: 0, recencyTo: 1 });
    expect(values.at(-1)).toMatchObject({ frequency: 3, recency: 39.5, recencyFrom: 39, recencyTo: 40 });
  });

  it("takes age and frequency from a history where they are not given", () => {
    const largest = (options: AliveMapChartOptions) => {
      const last = aliveMapChart(model, options).data.values.at(-1)!;
      return [last["frequency"], last["recencyTo"]];
    };
    expect(largest({ history })).toEqual([7, 39]);
    expect(largest({ history, age: 10 })).toEqual([7, 10]);
    expect(largest({ history, maxFrequency: 2 })).toEqual([2, 39]);
    // The customer with 7 purchases is now fewer than 1 in 100.
    expect(largest({ history: { ...history, weight: [300, 50, 50, 1] } })).toEqual([2, 39]);
    expect(largest({ history: { ...history, frequency: [0], recency: [0], age: [5] } })).toEqual([1, 5]);
  });

  it("spaces frequencies evenly where there are many", () => {
    const chart = aliveMapChart({ model }, { age: 500, maxFrequency: 200 });
    expect(pointsOf(chart)).toBe(1601);
    const frequencies = [...new Set(chart.data.values.map(({ frequency }) => frequency))];
    expect(frequencies.slice(0, 4)).toEqual([0, 1, 6, 11]);
    expect(pointsOf(aliveMapChart(model, { age: 500, maxFrequency: 49 }))).toBe(1961);
    expect(pointsOf(aliveMapChart(model, { age: 500, maxFrequency: 100_000 }))).toBeLessThanOrEqual(2000);
  });

  it("says it in a sentence", () => {
    const options = { age: 40, maxFrequency: 8 };
    const now = Math.round(100 * probabilityAlive(model, { frequency: 4, recency: 40, age: 40 }));
    const before = Math.round(100 * probabilityAlive(model, { frequency: 4, recency: 20, age: 40 }));
    expect(aliveMapChart(model, options).description).toBe(
      `A customer who came 40 weeks ago and made 4 repeat purchases since is active with a probability of ${now} % where the last was just now, and of ${before} % where it was 20 weeks ago.`,
    );
    expect(aliveMapChart(model, { ...options, language: "zh" }).description).toBe(
      `首购已过40周、重复购买4次的客户，若最近一次购买就在当前，活跃概率为${now}%；若最近一次购买在20周前，则为${before}%。`,
    );
    expect(aliveMapChart(model, { age: 2, maxFrequency: 1 }).description).toMatch(
      /^A customer who came 2 weeks ago and made 1 repeat purchase since .* where it was 1 week ago\.$/,
    );
  });

  it("refuses wrong calls", () => {
    const refuses = (options: unknown, code: string, path: string) =>
      expect(() => aliveMapChart(model, options as AliveMapChartOptions)).toThrow(
        expect.objectContaining({ code, path }),
      );
    refuses({ maxFrequency: 3 }, "bad-option", "options.age");
    refuses({ age: 3 }, "bad-option", "options.maxFrequency");
    refuses(undefined, "bad-option", "options.age");
    refuses({ age: 0, maxFrequency: 3 }, "out-of-range", "options.age");
    refuses({ age: 3, maxFrequency: 0 }, "out-of-range", "options.maxFrequency");
    refuses({ age: 3, maxFrequency: 1.5 }, "out-of-range", "options.maxFrequency");
    refuses({ history: { ...history, timeUnit: "day" } }, "unit-mismatch", "history.timeUnit");
    refuses({ history: { ...history, age: [1] } }, "length-mismatch", "history.age");
    expect(() => aliveMapChart({} as never, { age: 1, maxFrequency: 1 })).toThrow(
      expect.objectContaining({ code: "unknown-kind" }),
    );
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(aliveMapChart(model, { history }), [
      "Probability to be active after 39 weeks",
      "time from first to last purchase, weeks",
      "repeat purchases",
      "80 %",
    ]);
    await expectGoodChart(aliveMapChart(model, { history, language: "zh" }), ["活跃概率", "重复购买次数", "80%"]);
    const monthly = bgNbd({ ...model, timeUnit: "month" });
    await expectGoodChart(aliveMapChart(monthly, { age: 12, maxFrequency: 4, language: "zh" }), ["（月）"]);
  });
});
