import { afterEach, describe, expect, it } from "vitest";
import { InputError } from "../../src/errors.ts";
import { type DateInput, type DateOptions, dayNumber, daysPerUnit, isoDate, requireTimeUnit } from "../../src/time.ts";

function refusal(call: () => unknown): InputError {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("dayNumber", () => {
  it.each<[DateInput, number]>([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2000-02-29", 11016],
    ["1997-09-30", 10134],
    ["0001-01-01", -719162],
    ["9999-12-31", 2932896],
    ["2011-01-02T23:59", 14976],
    ["2011-01-02 23:59:59.123", 14976],
    ["2011-01-02T00:30:00Z", 14976],
    ["2011-01-02T00:30:00+08:00", 14976],
    ["2011-01-02T23:30:00-0500", 14976],
    [14976.75, 14976.75],
    [new Date(Date.UTC(2011, 0, 2, 23, 59)), 14976],
    [new Date(-1), -1],
  ])("reads %s as %d", (value, expected) => {
    expect(dayNumber(value)).toBe(expected);
  });

  it.each<[string, string | number, string]>([
    ["yymmdd", "930101", "1993-01-01"],
    ["yymmdd", 930101, "1993-01-01"],
    ["yymmdd", 50101, "2005-01-01"],
    ["yymmdd", "680229", "2068-02-29"],
    ["yymmdd", "690101", "1969-01-01"],
    ["yyyymmdd", 20110102, "2011-01-02"],
    ["dd.mm.yyyy", "02.01.2011", "2011-01-02"],
    ["MM/DD/YYYY", "01/02/2011", "2011-01-02"],
    ["m/d/yyyy", "12/1/2010 8:26", "2010-12-01"],
    ["yyyy年m月d日", "2011年1月2日", "2011-01-02"],
    ["yyyy年m月d日", "2011年12月31日", "2011-12-31"],
  ])("reads %s: %s", (pattern, text, expected) => {
    expect(isoDate(dayNumber(text, { pattern }))).toBe(expected);
  });

  it("takes the calendar of a time zone for a Date", () => {
    const midnightInShanghai = new Date("2011-01-02T00:00:00+08:00");
    expect(isoDate(dayNumber(midnightInShanghai))).toBe("2011-01-01");
    expect(isoDate(dayNumber(midnightInShanghai, { timeZone: "Asia/Shanghai" }))).toBe("2011-01-02");
    expect(isoDate(dayNumber(midnightInShanghai, { timeZone: "America/New_York" }))).toBe("2011-01-01");
  });

  it.each<[unknown, DateOptions]>([
    ["1999-02-30", {}],
    ["1900-02-29", {}],
    ["2011-13-01", {}],
    ["2011-00-10", {}],
    ["2011-01-00", {}],
    ["2011-1-2", {}],
    ["2011-01-02T", {}],
    ["2011-01-02 yesterday", {}],
    ["02.01.2011", {}],
    ["", {}],
    [null, {}],
    [undefined, {}],
    [Number.NaN, {}],
    [1_293_926_400_000, {}],
    [20110102, {}],
    [new Date(Number.NaN), {}],
    [new Date(Number.NaN), { timeZone: "Asia/Shanghai" }],
    ["990230", { pattern: "yymmdd" }],
    ["9901011", { pattern: "yymmdd" }],
    ["01x02x2011", { pattern: "mm.dd.yyyy" }],
  ])("refuses %s %o", (value, options) => {
    const error = refusal(() => dayNumber(value as DateInput, options, "transactions[17].date"));
    expect(error.path).toBe("transactions[17].date");
    expect(["out-of-range", "not-finite"]).toContain(error.code);
  });

  it.each(["yyyy", "yyyy-mm", "dd.mm.yyy", "ymd", "mdyyyy", "dd.mm.yyyy mm", ""])(
    "refuses the pattern %s",
    (pattern) => {
      expect(refusal(() => dayNumber("2011-01-02", { pattern }))).toMatchObject({
        code: "bad-option",
        path: "options.pattern",
      });
    },
  );

  it("refuses a time zone that does not exist", () => {
    expect(refusal(() => dayNumber("2011-01-02", { timeZone: "Mars/Olympus" })).code).toBe("bad-option");
  });
});

describe("the machine's time zone", () => {
  const before = process.env["TZ"];
  afterEach(() => {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });

  it.each([
    ["Asia/Shanghai", -480],
    ["America/New_York", 300],
  ])("never matters (%s)", (zone, offset) => {
    process.env["TZ"] = zone;
    expect(new Date(2011, 0, 2).getTimezoneOffset()).toBe(offset);
    expect(dayNumber("2011-01-02")).toBe(14976);
    expect(dayNumber("2011-01-02T23:59")).toBe(14976);
    expect(dayNumber("02.01.2011", { pattern: "dd.mm.yyyy" })).toBe(14976);
    expect(dayNumber(new Date("2011-01-02T23:59Z"))).toBe(14976);
    expect(dayNumber(new Date("2011-01-02T16:00Z"), { timeZone: "Asia/Shanghai" })).toBe(14977);
    expect(isoDate(14976)).toBe("2011-01-02");
  });
});

describe("isoDate", () => {
  it("goes back and forth over every day of 1600 to 2400, as Date does", () => {
    const from = dayNumber("1600-01-01");
    const to = dayNumber("2400-12-31");
    for (let day = from; day <= to; day++) {
      const text = isoDate(day);
      if (dayNumber(text) !== day || text !== new Date(day * 86_400_000).toISOString().slice(0, 10)) {
        expect.fail(`day ${day} became ${text}`);
      }
    }
  });

  it("cuts a fraction off, and keeps to the years 1 to 9999", () => {
    expect(isoDate(14976.99)).toBe("2011-01-02");
    expect(isoDate(-0.5)).toBe("1969-12-31");
    expect(isoDate(-719162)).toBe("0001-01-01");
    expect(isoDate(2932896)).toBe("9999-12-31");
    expect(refusal(() => isoDate(2932897)).code).toBe("out-of-range");
    expect(refusal(() => isoDate(Number.NaN)).code).toBe("not-finite");
  });
});

it("knows its units", () => {
  for (const unit of Object.keys(daysPerUnit)) expect(requireTimeUnit(unit, "timeUnit")).toBe(unit);
  expect(refusal(() => requireTimeUnit("fortnight", "history.timeUnit"))).toMatchObject({
    code: "bad-option",
    path: "history.timeUnit",
  });
});
