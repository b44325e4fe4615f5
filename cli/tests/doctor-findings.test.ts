import { afterAll, describe, expect, it } from "vitest";
import { thorough } from "../../tests/thorough.ts";
import { findingText } from "../src/doctor/findings/finding.ts";
import { cleanRows, csv, date, type Row, workFolder } from "./doctor-data.ts";

const { lookAt, remove } = workFolder();
afterAll(remove);

const first = cleanRows[0] as Row;
const withCurrency = (every: number) => cleanRows.map((row, i) => [...row, i % every === 0 ? "USD" : "CNY"]);
/** The rows with the id of customer C7 spelt otherwise in every second of its rows. */
const spelt = (id: string): readonly Row[] =>
  cleanRows.map(([name, day, amount], i) => [name === "C7" && i % 2 === 0 ? id : name, day, amount]);

interface Planted {
  readonly code: string;
  readonly text: string;
  readonly count: number | null;
  readonly share?: number;
  readonly example?: string | RegExp;
  readonly means?: RegExp;
  /** What cannot but be noticed beside it. */
  readonly with?: readonly string[];
}

/** Files with one thing wrong, and what is to be said of it. */
const planted: readonly Planted[] = [
  {
    code: "copies",
    text: csv([...cleanRows, first, first, ...cleanRows.slice(5, 8)]),
    count: 5,
    share: 5 / 2505,
    example: `row 1: "${first.join(",")}"`,
    means: /amounts are added/,
  },
  {
    code: "no-customer",
    text: csv(cleanRows.map((row, i) => (i % 50 === 3 ? ["", row[1], row[2]] : row))),
    count: 50,
    share: 0.02,
    example: /^row 4: ",2024-01-01,/,
    means: /left out/,
  },
  {
    code: "no-customer",
    text: csv(cleanRows.map((row, i) => (i === 30 ? ["  ", row[1], row[2]] : row))),
    count: 1,
    example: /^row 31: "/,
  },
  { code: "blanks-around-ids", text: csv(spelt(" C7")), count: 1, share: 1 / 251, example: '" C7"' },
  {
    code: "currencies",
    text: csv(withCurrency(10), "customer_id,date,amount,ccy"),
    count: 250,
    share: 0.1,
    example: '"USD"',
    means: /--where "ccy=CNY" \(2,250 rows, 90 %\)/,
  },
  {
    code: "currencies",
    text: csv(withCurrency(50), "customer_id,date,amount,unit"),
    count: 50,
    means: /--where "unit=CNY"/,
  },
  { code: "alike-ids", text: csv(spelt("c7")), count: 1, share: 1 / 251, example: /"C7" and "c7"|"c7" and "C7"/ },
  { code: "alike-ids", text: csv(spelt("C 7")), count: 1, example: /"C 7"/ },
  { code: "alike-ids", text: csv(spelt("00C7")), count: 1, example: /"00C7"/ },
  {
    code: "negative-amounts",
    text: csv(cleanRows.map(([id, day, amount], i) => [id, day, i % 100 === 0 ? `-${amount}` : amount])),
    count: 25,
    share: 0.01,
    example: new RegExp(`^-\\d.* of customer "${first[0]}" on 2024-01-01$`),
    means: /returns, which are no purchases; --returns net sets them against spend\. $/,
  },
  {
    code: "negative-amounts",
    text: csv(cleanRows.map(([id, day, amount], i) => [id, day, i % 5 < 2 ? `-${amount}` : amount])),
    count: 1000,
    means: /debits beside credits/,
  },
  {
    code: "zero-amounts",
    text: csv(cleanRows.map((row, i) => (i % 500 === 1 ? [row[0], row[1], "0.00"] : row))),
    count: 5,
    example: /^0 of customer "C\d+" on 2024-01-01$/,
    means: /lower the mean amount/,
  },
  {
    code: "stray-late-days",
    text: csv([...cleanRows, ["C1", "2099-12-31", "5"], ["C2", "2042-01-05", "5"]]),
    count: 2,
    example: "2042-01-05",
    means: /--until 2024-04-09/,
  },
  {
    code: "stray-early-days",
    text: csv([["C1", "1900-01-01", "5"], ...cleanRows]),
    count: 1,
    example: "1900-01-01",
    means: /--from 2024-01-01/,
  },
  {
    code: "busy-day",
    text: csv([
      ...cleanRows,
      ...Array.from({ length: 500 }, (_, i): Row => [`C${i % 250}`, date(50), `${1 + i / 100}`]),
    ]),
    count: 525,
    share: 0.175,
    means: /decisions of customers/,
  },
  {
    code: "gaps",
    text: csv(cleanRows.filter(([, day]) => day < date(15) || day > date(35))),
    count: 21,
    share: 0.21,
    example: "2024-01-16 to 2024-02-05",
    means: /missing/,
  },
  {
    code: "unfinished-end",
    text: csv(cleanRows.filter(([, day], i) => day < date(93) || i % 5 === 0)),
    count: 35,
    share: 0.2,
    means: /--until 2024-04-02/,
  },
  {
    code: "unfinished-end",
    text: csv(cleanRows.filter(([, day], i) => day < date(99) || i % 25 < 2)),
    count: 2,
    means: /--until 2024-04-08/,
  },
  {
    code: "few-customers",
    text: csv(cleanRows.filter(([id]) => Number(id.slice(1)) % 10 < 5)),
    count: 125,
    means: /few/,
  },
  {
    code: "few-repeat-purchases",
    text: csv(cleanRows.map(([, day, amount], i) => [i < 60 ? `R${i % 30}` : `D${i}`, day, amount])),
    count: 30,
    means: /rest on these few/,
  },
  {
    code: "few-repeat-purchases",
    text: csv(cleanRows.map(([, day, amount], i) => [`D${i}`, day, amount])),
    count: 0,
    means: /no model can be fitted/,
  },
  {
    code: "bad-cells",
    text: csv([...cleanRows, ["C1", "2024-02-30", "5"], ["C2", "2024-03-01", "n/a"]]),
    count: 2,
    example: /^row 2,501, column "date": .* found "2024-02-30"$/,
  },
  {
    code: "undivided-rows",
    text: `${csv(cleanRows)}C1,2024-03-01\n`,
    count: 1,
    example: /^row 2,501: expected 3 cells/,
  },
  { code: "no-header", text: csv(cleanRows.slice(1), first.join(",")), count: null },
  {
    code: "same-names",
    text: csv(
      cleanRows.map((row, i) => [...row, `${i}`, "x"]),
      "customer_id,date,amount,a,a",
    ),
    count: null,
  },
  {
    code: "ambiguous-dates",
    text: csv(
      cleanRows
        .filter(([, day]) => Number(day.slice(8)) <= 12)
        .map(([id, day, amount]) => [id, day.split("-").reverse().join("/"), amount]),
    ),
    count: null,
    means: /--date-pattern m\/d\/yyyy/,
    with: ["gaps"],
  },
  {
    code: "decimal-comma",
    text: csv(
      cleanRows.map((row) => [row.join(";").replace(".", ",")]),
      "customer_id;date;amount",
    ),
    count: null,
  },
];

describe("what the doctor notices", () => {
  it("nothing in a clean file", async () => {
    const { findings, obstacle } = await lookAt("clean.csv", csv(cleanRows));
    expect(findings).toEqual([]);
    expect(obstacle).toBeNull();
  });

  const cases = planted.map((entry, i) => [entry.code, i, entry] as const);
  // Without thoroughness one of each kind.
  const tried = cases.filter(([code], i) => thorough || planted.findIndex((other) => other.code === code) === i);
  it.each(tried)("%s (%i)", async (code, i, entry) => {
    const { findings } = await lookAt(`file${i}.csv`, entry.text);
    const found = findings.find((finding) => finding.code === code);
    expect(found, findings.map(findingText).join("\n")).toBeDefined();
    expect(found?.count).toBe(entry.count);
    if (entry.share !== undefined) expect(found?.share).toBeCloseTo(entry.share, 12);
    if (entry.example !== undefined) expect(found?.example).toMatch(entry.example);
    if (entry.means !== undefined) expect(found?.means).toMatch(entry.means);
    // And nothing else, but for what goes with it.
    const others = findings.map((finding) => finding.code).filter((other) => other !== code);
    expect(others).toEqual(entry.with ?? []);
  });

  it("a column that is named by an option is the one looked at", async () => {
    const rows = cleanRows.map(([id, day, amount], i) => [id, i % 100 === 0 ? "" : `B${id}`, day, amount]);
    const text = csv(rows, "customer_id,branch_customer,date,amount");
    expect((await lookAt("two-ids.csv", text)).findings).toEqual([]);
    const given = await lookAt("two-ids.csv", text, { customer: "branch_customer" });
    expect(given.roles).toContain('customer: "branch_customer", as given');
    expect(given.findings.map(({ code, count }) => [code, count])).toEqual([["no-customer", 25]]);
  });

  it("a finding in a line", () => {
    const some = { code: "x", what: "Odd rows", count: 3, share: 1e-5, example: "row 7", means: "Look at them." };
    expect(findingText(some)).toBe("Odd rows: 3 (under 0.1 %), such as row 7. Look at them.");
    expect(findingText({ ...some, share: 0.25, example: null })).toBe("Odd rows: 3 (25 %). Look at them.");
    expect(findingText({ ...some, share: null, count: null, example: null })).toBe("Odd rows. Look at them.");
  });
});
