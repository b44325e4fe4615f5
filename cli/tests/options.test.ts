import { describe, expect, it } from "vitest";
import { BadInput } from "../src/bad-input.ts";
import { outputOptions, outputOptionTypes } from "../src/options/output-options.ts";
import { readOptions, readOptionTypes } from "../src/options/read-options.ts";
import { valueOptions, valueOptionTypes } from "../src/options/value-options.ts";
import { parseWords } from "../src/options/words.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";

function value(...words: string[]) {
  const types = { ...readOptionTypes, ...valueOptionTypes, ...outputOptionTypes };
  const { values } = parseWords(["log.csv", ...words], types);
  return { ...outputOptions(values), read: readOptions(values), value: valueOptions(values) };
}

/** What the command line prints where it stops, and its exit code. */
async function refusal(args: readonly string[]): Promise<{ readonly code: number; readonly error: string }> {
  let error = "";
  const add = (text: string): void => {
    error += text;
  };
  const code = await run(args, { out: () => {}, error: add, status: noStatus });
  return { code, error };
}

describe("options of value", () => {
  it("has a year of the chosen unit, 10 %, the whole amount and three tiers as defaults", () => {
    const { out, json, language, read, value: options } = value();
    expect([json, language]).toEqual([false, "en"]);
    expect(out).toBe("customer-equity-output");
    expect(read).toEqual({
      customer: undefined,
      date: undefined,
      amount: undefined,
      datePattern: undefined,
      separator: undefined,
      encoding: undefined,
      decimalComma: false,
      where: [],
      skipBadRows: false,
    });
    expect(options).toEqual({
      unit: "week",
      from: undefined,
      until: undefined,
      split: undefined,
      returns: "ignore",
      model: "bg-nbd",
      horizon: 52,
      annualDiscountRate: 0.1,
      margin: 1,
      boundaries: [0.8, 0.95],
      labels: ["A", "B", "C"],
    });
    expect(value("--unit", "month").value.horizon).toBe(12);
    expect(value("--unit", "day").value.horizon).toBe(365);
  });

  it("reads every option", () => {
    const {
      out,
      read,
      value: options,
    } = value(
      ...["--customer", "account_id", "--date", "booked", "--amount", "Quantity*UnitPrice", "--date-pattern", "yymmdd"],
      ...[
        "--separator",
        "tab",
        "--encoding",
        "GB18030",
        "--where",
        "type = PRIJEM,VYDAJ",
        "--where",
        "k_symbol!=UROK",
        "--skip-bad-rows",
      ],
      ...["--unit", "month", "--from", "1993-01-01", "--until", "1994-03-31", "--split", "1993-12-31"],
      ...["--returns", "net", "--model", "pareto-nbd", "--horizon", "6", "--discount-rate", "0.05", "--margin", "0.3"],
      ...["--tiers", "0.5, 0.8,0.95", "--labels", "platinum, gold,iron,lead", "--out", "results"],
    );
    expect(out).toBe("results");
    expect(read).toEqual({
      customer: "account_id",
      date: "booked",
      amount: "Quantity*UnitPrice",
      datePattern: "yymmdd",
      separator: "\t",
      encoding: "gb18030",
      decimalComma: false,
      where: [
        { column: "type", values: ["PRIJEM", "VYDAJ"], negated: false },
        { column: "k_symbol", values: ["UROK"], negated: true },
      ],
      skipBadRows: true,
    });
    expect(options).toEqual({
      unit: "month",
      from: 8401,
      until: 8855,
      split: 8765,
      returns: "net",
      model: "pareto-nbd",
      horizon: 6,
      annualDiscountRate: 0.05,
      margin: 0.3,
      boundaries: [0.5, 0.8, 0.95],
      labels: ["platinum", "gold", "iron", "lead"],
    });
  });

  it("keeps rows with an empty cell by an empty value", () => {
    expect(value("--where", "k_symbol=").read.where).toEqual([{ column: "k_symbol", values: [""], negated: false }]);
  });

  it("takes an encoding by any of its names", () => {
    expect(value("--encoding", "GBK").read.encoding).toBe("gbk");
    expect(value("--lang", "zh", "--json")).toMatchObject({ language: "zh", json: true });
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no command", [], /No command given/],
    ["another command", ["evaluate", "log.csv"], /No command "evaluate"; the commands are: doctor, models, value/],
    ["no file", ["value"], /value: expected files of transactions.*found none/],
    ["an unknown option", ["value", "a.csv", "--colour", "red"], /Unknown option '--colour'/],
    [
      "a value that looks like an option",
      ["value", "a.csv", "--horizon", "-1"],
      /--horizon: a value that .* --horizon=-1/,
    ],
    ["an option without its value", ["value", "a.csv", "--margin"], /--margin/],
    [
      "a word for a number",
      ["value", "a.csv", "--horizon", "year"],
      /^--horizon: expected a number of weeks above 0, found "year"/,
    ],
    ["a horizon of 0", ["value", "a.csv", "--horizon", "0"], /^--horizon/],
    ["percent for a rate", ["value", "a.csv", "--discount-rate", "10"], /0\.1 means 10 %, found "10"/],
    ["percent for a margin", ["value", "a.csv", "--margin", "30"], /0\.3 means 30 %, found "30"/],
    ["a margin of 0", ["value", "a.csv", "--margin", "0"], /^--margin/],
    [
      "an unknown unit",
      ["value", "a.csv", "--unit", "quarter"],
      /one of hour, day, week, month, year, found "quarter"/,
    ],
    ["an impossible date", ["value", "a.csv", "--until", "2024-02-30"], /^--until: expected a date such as/],
    ["a pattern without a year", ["value", "a.csv", "--date-pattern", "mm-dd"], /^--date-pattern/],
    ["two signs as separator", ["value", "a.csv", "--separator", ";;"], /^--separator/],
    ["a filter without a sign", ["value", "a.csv", "--where", "type"], /^--where: expected COLUMN=VALUE/],
    ["a filter without a column", ["value", "a.csv", "--where", "=card"], /^--where/],
    ["falling tiers", ["value", "a.csv", "--tiers", "0.9,0.8"], /^--tiers: expected rising shares/],
    ["a tier of everything", ["value", "a.csv", "--tiers", "1"], /^--tiers/],
    ["too few labels", ["value", "a.csv", "--labels", "A,B"], /^--labels: expected 3 different names/],
    ["equal labels", ["value", "a.csv", "--labels", "A,B,B"], /^--labels/],
    ["an empty column name", ["value", "a.csv", "--customer", " "], /^--customer/],
    [
      "an unknown encoding",
      ["value", "a.csv", "--encoding", "klingon"],
      /^--encoding: expected the name of an encoding/,
    ],
    ["a quotation mark as separator", ["value", "a.csv", "--separator", '"'], /^--separator/],
    ["another language", ["value", "a.csv", "--lang", "fr"], /--lang: expected one of en, zh, found "fr"/],
    ["another treatment of returns", ["value", "a.csv", "--returns", "drop"], /one of ignore, net/],
  ];
  it.each(wrong)("refuses %s", async (_, args, message) => {
    const { code, error } = await refusal(args);
    expect(code).toBe(2);
    expect(error.replace(/^customer-equity: /, "")).toMatch(message);
  });

  it("refuses with an error of its own kind", () => {
    expect(() => value("--margin", "30")).toThrow(BadInput);
  });
});
