import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import {
  fitLoyaltyDeterminants,
  loyaltyDiamond,
  loyaltyMatrix,
  satisfactionLoyaltyCurve,
} from "customer-equity/loyalty";
import { migrationMatrix } from "customer-equity/segmentation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bankCustomers } from "./loyalty-data.ts";
import { textOf } from "./report-data.ts";
import { changed, csvOf, type Outcome, only, type Sheet, SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

const customers = bankCustomers(120);
const left = /undefined|NaN|\[object|Infinity|\bnull\b/;

/** The result is there, in all its files. */
async function accepted(...words: readonly string[]): Promise<Outcome & { readonly page: string }> {
  const outcome = await folder.run("loyalty", ...words);
  expect([outcome.code, outcome.error]).toEqual([0, ""]);
  expect(outcome.written).toEqual(["customers.csv", "report.html"]);
  const page = readFileSync(join(outcome.folder, "report.html"), "utf8");
  expect(textOf(page)).not.toMatch(left);
  if (!words.includes("--json")) expect(outcome.out).not.toMatch(left);
  return { ...outcome, page };
}

/** The command refuses, and nothing is written. */
async function refused(...words: readonly string[]): Promise<string> {
  const outcome = await folder.run("loyalty", ...words);
  expect([outcome.code, outcome.out, outcome.written]).toEqual([2, "", []]);
  return outcome.error;
}

function table(outcome: Outcome): readonly Record<string, string>[] {
  const text = readFileSync(join(outcome.folder, "customers.csv"), "utf8");
  expect(text).not.toMatch(left);
  return parse(text, { columns: true });
}

/** The columns of the customers of whom all of them are known. */
function complete(of: readonly Sheet[], ...names: readonly string[]): readonly (readonly number[])[] {
  const known = of.filter((one) => names.every((name) => one[name] !== null));
  return names.map((name) => known.map((one) => one[name] as number));
}

const few = folder.file(
  "few.csv",
  csvOf([
    {
      customer: "a",
      attitude: 6.1,
      repeat: 0.82,
      involvement: 6,
      banks: 1,
      satisfaction: 4.5,
      value: 900,
      churn_risk: 0.7,
    },
    {
      customer: "b",
      attitude: 5.9,
      repeat: 0.3,
      involvement: 5,
      banks: 4,
      satisfaction: 3,
      value: 500,
      churn_risk: 0.1,
    },
    {
      customer: "c",
      attitude: 3.2,
      repeat: 0.75,
      involvement: 2,
      banks: 1,
      satisfaction: null,
      value: 100,
      churn_risk: 0.3,
    },
    {
      customer: "d",
      attitude: 2.5,
      repeat: 0.1,
      involvement: 1,
      banks: 5,
      satisfaction: 2,
      value: 50,
      churn_risk: 0.6,
    },
    {
      customer: "e",
      attitude: null,
      repeat: 0.5,
      involvement: null,
      banks: 2,
      satisfaction: 5,
      value: null,
      churn_risk: null,
    },
  ]),
);

describe("customer-equity loyalty", () => {
  it("classifies each customer by what is known", async () => {
    const outcome = await accepted(few);
    expect(table(outcome)).toEqual(
      [
        {
          customer: "a",
          dick_basu: "true loyalty",
          dick_basu_rule: "0",
          diamond: "loyal",
          diamond_rule: "0",
          zone: "affection",
          zone_rule: "0",
        },
        {
          customer: "b",
          dick_basu: "latent loyalty",
          dick_basu_rule: "1",
          diamond: "variety-seeker",
          diamond_rule: "1",
          zone: "indifference",
          zone_rule: "1",
        },
        {
          customer: "c",
          dick_basu: "spurious loyalty",
          dick_basu_rule: "2",
          diamond: "habitual",
          diamond_rule: "2",
          zone: "",
          zone_rule: "",
        },
        {
          customer: "d",
          dick_basu: "no loyalty",
          dick_basu_rule: "3",
          diamond: "switcher",
          diamond_rule: "3",
          zone: "defection",
          zone_rule: "2",
        },
        {
          customer: "e",
          dick_basu: "",
          dick_basu_rule: "",
          diamond: "",
          diamond_rule: "",
          zone: "affection",
          zone_rule: "0",
        },
      ].map((one) => expect.objectContaining(one)),
    );
    expect(Number(table(outcome)[1]?.["zone_distance"])).toBe(0);
    expect(outcome.out).toContain("5 rows, 5 customers");
    expect(outcome.out).toMatch(/kind of loyalty \(Dick–Basu\): 1 customer without a class/);
    expect(outcome.out).toMatch(/type of loyalty: needs alternatives, attachment, incentive_share/);
    expect(outcome.out).toMatch(/loyal +1 +25 %/);
    const text = textOf(outcome.page);
    expect(text).toContain("Loyalty of the customers in few.csv");
    expect(text).toMatch(/One of the customers|1 of the customers of the class “true loyalty”/);
    expect(text).toContain("Protect and reward them");
  });

  it("writes the page and the classes in Chinese", async () => {
    const outcome = await accepted(few, "--lang", "zh");
    expect(table(outcome).map((one) => [one["dick_basu"], one["diamond"], one["zone"]])).toEqual([
      ["忠诚", "忠诚者", "情感区"],
      ["潜在忠诚", "品种追求者", "无差异区"],
      ["虚假忠诚", "习惯性购买者", ""],
      ["不忠诚", "转换者", "流失区"],
      ["", "", "情感区"],
    ]);
    expect(textOf(outcome.page)).toContain("客户忠诚分析：few.csv");
    expect(textOf(outcome.page)).toContain("重点保护与回馈");
  });

  describe("of all that there can be", () => {
    const file = folder.file("bank.csv", csvOf(customers));
    const earlier = bankCustomers(110, 8);
    const before = folder.file("before.csv", csvOf(earlier));
    let first: Awaited<ReturnType<typeof accepted>>;
    beforeAll(async () => {
      first = await accepted(file, "--previous", before);
    });

    it("gives the figures of the package", async () => {
      const json = JSON.parse((await accepted(file, "--previous", before, "--json")).out);
      expect(json.classifications.map(({ name }: { name: string }) => name)).toEqual([
        ...["dick_basu", "diamond", "loyalty_type", "six_types", "stage", "zone", "satisfaction_type"],
      ]);
      const [relativeAttitude = [], repeatPatronage = []] = complete(customers, "attitude", "repeat");
      const kinds = loyaltyMatrix({ relativeAttitude, repeatPatronage }, { scale: { min: 1, max: 7 } });
      const counts = kinds.classes.map((_, k) => kinds.codes.reduce((n, code) => n + (code === k ? 1 : 0), 0));
      const [own] = json.classifications;
      expect(own.classes.map((one: { customers: number }) => one.customers)).toEqual(counts);
      expect(own.missing).toBe(120 - relativeAttitude.length);

      const column = (name: string) => customers.map((one) => one[name] as number | null);
      const curve = satisfactionLoyaltyCurve(
        { satisfaction: column("satisfaction"), loyalty: column("loyalty") },
        { loyaltyScale: { min: 1, max: 5 } },
      );
      expect(json.curve.best).toBe(curve.best);
      const fit = fitLoyaltyDeterminants({
        loyalty: column("loyalty"),
        determinants: {
          satisfaction: column("satisfaction"),
          value: column("perceived_value"),
          trust: column("trust"),
          switchingCost: column("switching_cost"),
        },
      });
      expect(json.determinants.terms).toEqual(JSON.parse(JSON.stringify(fit.terms)));
      expect(json.leftOut).toEqual([]);
      expect(json.warnings.every(({ subject, code }: Record<string, string>) => subject && code)).toBe(true);
    });

    it("tells who moved since a file of the same columns, and since its own result", async () => {
      const styleOf = (of: readonly Sheet[]) => {
        const known = of.filter((one) => one["involvement"] !== null && one["banks"] !== null);
        const [involvement = [], portfolio = []] = complete(of, "involvement", "banks");
        return loyaltyDiamond({ involvement, portfolio, customers: known.map((one) => one["customer"] as string) });
      };
      const { counts, entered } = migrationMatrix(styleOf(earlier), styleOf(customers), { ordered: false });
      const moved = async (previous: string) =>
        JSON.parse((await accepted(file, "--previous", previous, "--json")).out).migration;
      const { customers: n, classifications } = await moved(before);
      expect(n).toBe(110);
      expect(classifications.map(({ name }: { name: string }) => name)).toEqual([
        "diamond",
        "loyalty_type",
        "dick_basu",
      ]);
      expect(classifications[0]).toMatchObject({ counts, entered });
      for (const language of ["en", "zh"]) {
        const result = await accepted(before, "--lang", language);
        const kept = folder.file("kept.csv", readFileSync(join(result.folder, "customers.csv")));
        expect((await moved(kept)).classifications).toEqual(classifications);
      }
      const kept = join(folder.path, "kept.csv");
      const wide = folder.file("wide.csv", Buffer.from(csvOf(customers).replaceAll(",", ";")));
      const filtered = await accepted(wide, "--previous", kept, "--where", "insider=0", "--separator", ";");
      expect(filtered.out).toContain("kept.csv: 110 customers");
      expect(first.out).toMatch(/Moves +style \(diamond\): \d+ stayed, \d+ moved/);
      expect(textOf(first.page)).toContain("Who moved?");
    });

    it("is the same for the same file, whatever it is packed in", async () => {
      const packed = folder.file("bank.csv.gz", gzipSync(csvOf(customers)));
      const again = await accepted(packed, "--previous", before);
      expect(again.page).toBe(first.page.replaceAll("bank.csv", "bank.csv.gz"));
    });

    it("draws each picture", () => {
      const figures = [...first.page.matchAll(/<figure id="([^"]+)"/g)].map(([, id]) => id);
      expect(figures).toEqual([
        ...["dick_basu-classes", "diamond-places", "diamond-classes", "loyalty_type-classes", "six_types-classes"],
        ...["stage-classes", "zone-classes", "satisfaction_type-classes", "value-by-class", "value-grid", "risk-grid"],
        ...["satisfaction-loyalty", "simple-slopes", "moves-diamond", "moves-loyalty_type", "moves-dick_basu"],
      ]);
    });
  });
});

describe("columns", () => {
  it("are found by Chinese names", async () => {
    const file = folder.file("zh.csv", "客户号,相对态度,钱包份额,介入度,银行数\n甲,6,0.9,6,1\n乙,2,0.2,2,5\n");
    const outcome = await accepted(file);
    expect(table(outcome)).toMatchObject([
      { customer: "甲", dick_basu: "true loyalty", diamond: "loyal" },
      { customer: "乙", dick_basu: "no loyalty", diamond: "switcher" },
    ]);
  });

  it("give the share of wallet where there is no repeat patronage", async () => {
    const file = folder.file(
      "balances.csv",
      "customer,attitude,own_balance,total_balance\na,6,60,100\nb,6,40,100\nc,6,0,0\nd,6,,100\n",
    );
    const outcome = await accepted(file);
    expect(table(outcome)).toMatchObject([
      { dick_basu: "true loyalty", share_of_wallet: "0.6" },
      { dick_basu: "latent loyalty", share_of_wallet: "0.4" },
      { dick_basu: "", share_of_wallet: "" },
      { dick_basu: "", share_of_wallet: "" },
    ]);
    expect(outcome.out).toMatch(/1 customer without any balance/);
    const more = folder.file("more.csv", "customer,attitude,own_balance,total_balance\na,6,60,100\nb,6,140,100\n");
    expect(await refused(more)).toContain('more.csv, customer "b", column "own_balance": expected at most');
  });

  it("have a diamond of commitment where involvement is not there, and numbers of rows where there are no ids", async () => {
    const outcome = await accepted(folder.file("support.csv", "commitment,repeat\n6,0.9\n6,0.2\n2,0.9\n2,0.2\n"));
    expect(table(outcome).map((one) => `${one["customer"]} ${one["diamond"]}`)).toEqual([
      ...["1 loyal", "2 variety-seeker", "3 habitual", "4 switcher"],
    ]);
  });

  it("are named, scaled and cut by a file of columns, as the template prints it", async () => {
    const renamed = changed(customers, ({ attitude, ...rest }) => ({ ...rest, q1: attitude ?? null }));
    const file = folder.file("renamed.csv", csvOf(renamed));
    const { out, code } = await folder.run("loyalty", file, "--template");
    expect(code).toBe(0);
    const printed = JSON.parse(out);
    expect([printed.attitude, printed.satisfaction]).toEqual([
      null,
      { column: "satisfaction", scale: { min: 1, max: 5 } },
    ]);
    const named = { ...printed, attitude: { column: "q1", scale: { min: 1, max: 7 } } };
    const columns = folder.file("columns.json", JSON.stringify(named));
    const own = await accepted(file, "--columns", columns);
    const plain = await accepted(folder.file("renamed.csv", csvOf(customers)));
    expect(own.out.replace("q1", "attitude")).toBe(plain.out);

    const cut = folder.file(
      "cut.json",
      JSON.stringify({ diamond: undefined, cuts: { attitude: 6.1, repeat: "median" } }),
    );
    expect(table(await accepted(few, "--columns", cut)).map((one) => one["dick_basu"])).toEqual([
      ...["true loyalty", "no loyalty", "spurious loyalty", "no loyalty", ""],
    ]);
    const empty = JSON.parse((await folder.run("loyalty", "--template")).out);
    expect(empty).toMatchObject({ customer: "customer", attitude: { column: "attitude" }, cuts: { repeat: 0.5 } });
  });

  it("leave out what is named as missing, filtered or faulty, and count it", async () => {
    const text = "customer,segment,attitude,repeat\na,x,6,0.9\nb,y,6,0.9\nc,x,99,0.9\nd,x,6,9\n";
    const file = folder.file("left.csv", text);
    const outcome = await accepted(file, "--where", "segment=x", "--missing-code", "99", "--skip-bad-rows");
    expect(table(outcome).map((one) => [one["customer"], one["dick_basu"]])).toEqual([
      ["a", "true loyalty"],
      ["c", ""],
    ]);
    expect(outcome.out).toMatch(/1 rows that --where does not keep/);
    expect(outcome.out).toMatch(/1 cell with the code 99/);
    expect(textOf(outcome.page).replace(/\s+/g, " ")).toMatch(/were left out \( --skip-bad-rows \): row 4/);
  });
});

it("says what is missing for what is not analyzed, and every warning in words", async () => {
  const lines = "a,3,3,\nb,5,9,\nc,4,7,\nd,3,4,\ne,2,5,\nf,1,2,\ng,5,10,\nh,4,7,\ni,2,2,\n";
  const file = folder.file("small.csv", `customer,satisfaction,recommend,value\n${lines}`);
  const { out, page } = await accepted(file);
  expect(out).toMatch(/kind of loyalty \(Dick–Basu\): needs attitude, repeat/);
  expect(out).toMatch(/satisfaction and loyalty: needs loyalty/);
  expect(out).toMatch(/value by class: of no customer all inputs are known/);
  expect(out).toMatch(/determinants of loyalty: 9 complete customers, of the 30 that it needs/);
  expect(textOf(page)).toContain("3 zones of satisfaction have fewer than 20 customers.");
  const chinese = textOf((await accepted(file, "--lang", "zh")).page);
  expect(chinese).toContain("需要列“相对态度”“重复惠顾”");
  expect(chinese).not.toContain("程序原文");
});

it("warns of a scale whose end nobody came near", async () => {
  const low = customers.map(({ attitude, ...rest }) => ({
    ...rest,
    attitude: attitude && Math.min(5, attitude as number),
  }));
  const file = folder.file("low.csv", csvOf(low as Sheet[]));
  const { out, page } = await accepted(file);
  expect(out).toMatch(/Scales: Nobody gave an answer near the end of the scale: relative attitude \(5 of 7\)/);
  expect(textOf(page)).toContain("too few customers count as loyal");
  expect((await accepted(file, "--lang", "zh")).page).toContain("相对态度（最高5，上限7）");
});

describe("what cannot be used", () => {
  it.each([
    [
      "a share in percent",
      "customer,attitude,repeat\na,6,65\n",
      /row 1, column "repeat": expected an answer from 0 to 1 \(.*divide percentages by 100/,
    ],
    [
      "another scale",
      "customer,satisfaction\na,9\n",
      /row 1, column "satisfaction": expected an answer from 1 to 5 .*--satisfaction-scale MIN-MAX/,
    ],
    ["a customer twice", "customer,satisfaction\na,4\na,5\n", /row 2, column "customer": expected each customer once/],
    ["no input", "customer,age\na,40\n", /no column has the usual name of an input of loyalty/],
    [
      "too little",
      "customer,attitude\na,6\n",
      /nothing can be said of loyalty from customer \(customer\), attitude \(attitude\)/,
    ],
    ["no row", "customer,attitude\n", /a header line but no answers/],
    [
      "two names",
      "customer,repeat,repeat_rate\na,0.5,0.5\n",
      /could each be the repeat: choose one by the entry "repeat" of a file of columns/,
    ],
  ])("%s", async (_, text, message) => {
    expect(await refused(folder.file("wrong.csv", text))).toMatch(message);
  });

  it.each([
    ["an entry that there is not", { atitude: "a" }, /columns.json: there is no entry "atitude"/],
    ["a column that there is not", { attitude: "q9" }, /columns.json, attitude: few.csv has no column "q9"/],
    [
      "a scale of what has none",
      { repeat: { column: "repeat", scale: { min: 0, max: 9 } } },
      /there is no entry "scale"/,
    ],
    ["a cut beyond its bounds", { cuts: { stage: 2 } }, /cuts.stage: expected a number from 0 to 1/],
    [
      "a cut outside the scale",
      { cuts: { attitude: 9 } },
      /cuts.attitude: expected a cut on the scale of attitude, 1 to 7/,
    ],
    ["cuts that do not rise", { cuts: { affection: 2 } }, /cuts: expected indifference below affection/],
  ])("in a file of columns: %s", async (_, definition, message) => {
    const columns = folder.file("columns.json", JSON.stringify(definition));
    expect(await refused(few, "--columns", columns)).toMatch(message);
  });

  it("as an earlier file", async () => {
    const other = folder.file("other.csv", "customer,diamond\na,golden\n");
    expect(await refused(few, "--previous", other)).toMatch(
      /other.csv, row 1, column "diamond": expected one of loyal/,
    );
    const nobody = folder.file("nobody.csv", "diamond\nloyal\n");
    expect(await refused(few, "--previous", nobody)).toMatch(/nobody.csv: no column of customers/);
    const mine = folder.file("mine.csv", csvOf(customers.map((one) => only(one, (name) => name !== "customer"))));
    expect(await refused(mine, "--previous", few)).toMatch(/mine.csv: no column of customers/);
    expect(await refused()).toMatch(/expected one file of customers/);
  });
});
