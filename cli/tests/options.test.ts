import { describe, expect, it } from "vitest";
import { BadInput } from "../src/bad-input.ts";
import { type Command, readCommand } from "../src/options.ts";

type ValueCommand = Extract<Command, { name: "value" }>;

function value(...words: string[]): ValueCommand {
  const command = readCommand(["value", "log.csv", ...words]);
  if (command.name !== "value") throw new Error("not a value command");
  return command;
}

describe("readCommand", () => {
  it("has a year of the chosen unit, 10 %, the whole amount and three tiers as defaults", () => {
    const { file, out, read, value: options } = value();
    expect(file).toBe("log.csv");
    expect(out).toBe("customer-equity-output");
    expect(read).toEqual({
      customer: undefined,
      date: undefined,
      amount: undefined,
      datePattern: undefined,
      separator: undefined,
      where: [],
      skipBadRows: false,
    });
    expect(options).toEqual({
      unit: "week",
      from: undefined,
      until: undefined,
      split: undefined,
      returns: "ignore",
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
      ...["--separator", "tab", "--where", "type = PRIJEM,VYDAJ", "--where", "k_symbol!=UROK", "--skip-bad-rows"],
      ...["--unit", "month", "--from", "1993-01-01", "--until", "1994-03-31", "--split", "1993-12-31"],
      ...["--returns", "net", "--horizon", "6", "--discount-rate", "0.05", "--margin", "0.3"],
      ...["--tiers", "0.5, 0.8,0.95", "--labels", "platinum, gold,iron,lead", "--out", "results"],
    );
    expect(out).toBe("results");
    expect(read).toEqual({
      customer: "account_id",
      date: "booked",
      amount: "Quantity*UnitPrice",
      datePattern: "yymmdd",
      separator: "\t",
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

  it("knows help and version wherever they stand", () => {
    expect(readCommand(["--help"])).toEqual({ name: "help" });
    expect(readCommand(["value", "-h"])).toEqual({ name: "help" });
    expect(readCommand(["--version"])).toEqual({ name: "version" });
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no command", [], /^No command given/],
    ["another command", ["score", "log.csv"], /^No command "score"/],
    ["no file", ["value"], /expected a file/],
    ["two files", ["value", "a.csv", "b.csv"], /found also "b.csv"/],
    ["an unknown option", ["value", "a.csv", "--colour", "red"], /Unknown option '--colour'/],
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
    ["another treatment of returns", ["value", "a.csv", "--returns", "drop"], /one of ignore, net/],
  ];
  it.each(wrong)("refuses %s", (_, args, message) => {
    expect(() => readCommand(args)).toThrow(BadInput);
    expect(() => readCommand(args)).toThrow(message);
  });
});
