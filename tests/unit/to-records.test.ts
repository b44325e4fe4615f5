import { describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { tierByThreshold } from "../../src/segmentation/index.ts";
import { type RecordColumn, toRecords } from "../../src/to-records.ts";

describe("toRecords", () => {
  const tier = tierByThreshold([9, 1], { cuts: [5], labels: ["gold", "basic"], labelsZh: ["金卡", "普通"] });

  it("makes one record a row from columns of any kind", () => {
    const records = toRecords({
      customer: ["a", "b"],
      value: Float64Array.of(9, 1),
      count: Uint16Array.of(3, 4),
      days: [null, 12],
      tier,
    });
    expect(records).toEqual([
      { customer: "a", value: 9, count: 3, days: null, tier: "gold" },
      { customer: "b", value: 1, count: 4, days: 12, tier: "basic" },
    ]);
    expect(Object.keys(records[0]!)).toEqual(["customer", "value", "count", "days", "tier"]);
  });

  it("gives the Chinese term on request", () => {
    expect(toRecords({ tier }, { language: "zh" })).toEqual([{ tier: "金卡" }, { tier: "普通" }]);
  });

  it("gives no record for no row", () => {
    expect(toRecords({ value: [] })).toEqual([]);
  });

  it("hands on a documented Infinity and refuses NaN", () => {
    expect(toRecords({ value: [Infinity] })).toEqual([{ value: Infinity }]);
    expect(() => toRecords({ value: [1, Number.NaN] })).toThrow("columns.value[1]: expected an entry that is not NaN");
  });

  it("refuses what is no set of columns", () => {
    const wrong: [unknown, string, string][] = [
      [{}, "empty", "columns"],
      [undefined, "empty", "columns"],
      [[1, 2], "bad-option", "columns"],
      [{ a: [1, 2], b: [1] }, "length-mismatch", "columns.b"],
      [{ a: [1], b: undefined }, "bad-option", "columns.b"],
      [{ a: 1 }, "bad-option", "columns.a"],
      [{ a: [1], ["__proto__"]: [2] }, "bad-option", "columns.__proto__"],
      [{ a: new DataView(new ArrayBuffer(1)) }, "bad-option", "columns.a"],
      [{ tier: { ...tier, codes: Uint16Array.of(2) } }, "out-of-range", "columns.tier.codes[0]"],
    ];
    for (const [columns, code, path] of wrong) {
      let caught: unknown;
      try {
        toRecords(columns as Record<string, RecordColumn>);
      } catch (error) {
        caught = error;
      }
      expect(caught).toBeInstanceOf(InputError);
      expect(caught).toMatchObject({ code, path });
    }
    expect(() => toRecords({ tier }, { language: "de" as "en" })).toThrow("options.language");
  });
});
