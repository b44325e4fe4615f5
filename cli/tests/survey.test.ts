import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { csat, netPromoterScore, satisfactionIndex, weightedMean } from "customer-equity/satisfaction";
import { bankServqual, servqualScores, toleranceZones } from "customer-equity/servqual";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textOf } from "./report-data.ts";
import { bankSheets, changed, csvOf, type Outcome, only, type Sheet, SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

const sheets = bankSheets();
const items = bankServqual.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key));
const scale = { min: 1, max: 7 };
const left = /undefined|NaN|\[object|Infinity|\bnull\b/;

function column(of: readonly Sheet[], name: string): readonly (number | null)[] {
  return of.map((sheet) => sheet[name] as number | null);
}

function byItem(of: readonly Sheet[], prefix: string) {
  return Object.fromEntries(items.map((item) => [item, column(of, `${prefix}${item}`)]));
}

/** The result is there, in all its files. */
async function accepted(...words: readonly string[]): Promise<Outcome & { readonly page: string }> {
  const outcome = await folder.survey(...words);
  expect([outcome.code, outcome.error]).toEqual([0, ""]);
  expect(outcome.written).toEqual(["figures.csv", "report.html", "scores.csv"]);
  const page = readFileSync(join(outcome.folder, "report.html"), "utf8");
  expect(textOf(page)).not.toMatch(left);
  expect(outcome.out).not.toContain("\n\n\n");
  expect(outcome.out).not.toMatch(left);
  return { ...outcome, page };
}

function table(folder: string, name: string): readonly Record<string, string>[] {
  const text = readFileSync(join(folder, name), "utf8");
  expect(text).not.toMatch(left);
  return parse(text, { columns: true });
}

/** A figure of `figures.csv`. */
function figure(folder: string, of: string, key: string, name: string) {
  const row = table(folder, "figures.csv").find(
    (one) => one["of"] === of && one["key"] === key && one["figure"] === name,
  );
  const number = (cell: string | undefined): number | null => (cell === undefined || cell === "" ? null : Number(cell));
  return {
    estimate: number(row?.["estimate"]),
    lower: number(row?.["lower"]),
    upper: number(row?.["upper"]),
    n: number(row?.["n"]),
    class: row?.["class"],
  };
}

describe("customer-equity survey", () => {
  const file = folder.file("bank.csv", csvOf(sheets));
  let first: Awaited<ReturnType<typeof accepted>>;
  beforeAll(async () => {
    first = await accepted(file);
  });

  it("says what to fix first", () => {
    expect(first.out).toMatch(/Fix first +1 responsiveness: falls short of expectations by \d/);
    expect(first.out).toContain("150 rows, 150 respondents");
    expect(first.out).toContain("expectations: E_TAN1 to E_EMP5 (22 columns), 1 to 7");
    expect(first.out).toMatch(/net promoter score +\S+ +\S+ to \S+\n/);
    expect(first.out).toContain(join(first.folder, "report.html"));
    expect(first.out.split("\n").length).toBeLessThan(60);
    const text = textOf(first.page);
    expect(text).toContain("What to fix first: bank.csv");
    expect(text.indexOf("What to fix first\n")).toBeLessThan(text.indexOf("Where does service fall short?"));
    for (const { label } of bankServqual.dimensions) expect(text).toContain(label);
  });

  it("gives the figures of the package", async () => {
    await accepted(file);
    const weights = Object.fromEntries(bankServqual.dimensions.map(({ key }) => [key, column(sheets, `W_${key}`)]));
    const { gap, perception } = servqualScores({
      instrument: bankServqual,
      scale,
      expectations: byItem(sheets, "E_"),
      perceptions: byItem(sheets, "P_"),
      weights,
    });
    const { mean, lower, upper, n } = gap!.items["RES1"]!;
    expect(figure(first.folder, "item", "RES1", "gap")).toMatchObject({ estimate: mean, lower, upper, n });
    expect(figure(first.folder, "dimension", "empathy", "perception").estimate).toBe(
      perception!.dimensions["empathy"]!.mean,
    );
    expect(figure(first.folder, "survey", "", "gap").estimate).toBe(gap!.overall.weighted!.mean);
    const questions = { overall: "satisfied", disconfirmation: "expected", ideal: "ideal" };
    const answers = Object.fromEntries(Object.entries(questions).map(([key, name]) => [key, column(sheets, name)]));
    const index = satisfactionIndex(answers, { scale: { min: 1, max: 10 } });
    expect(figure(first.folder, "survey", "", "satisfaction-index")).toMatchObject({
      estimate: index.index,
      lower: index.lower,
      upper: index.upper,
    });
    const promoters = netPromoterScore(column(sheets, "recommend"));
    expect(figure(first.folder, "survey", "", "net-promoter-score").estimate).toBe(promoters.score);
    const { top } = csat(column(sheets, "satisfied"), { scale: { min: 1, max: 10 } });
    expect(figure(first.folder, "question", "overall", "top-two").estimate).toBe(top.share);

    const scores = table(first.folder, "scores.csv");
    expect(scores.map(({ respondent }) => respondent)).toEqual(sheets.map(({ respondent }) => respondent));
    expect(Number(scores[7]?.["gap_reliability"])).toBe(gap!.dimensions["reliability"]!.scores[7]);
    expect(Number(scores[7]?.["satisfaction_index"])).toBe(index.scores[7]);
    expect(scores[7]?.["branch"]).toBe(sheets[7]?.["branch"]);
  });

  it("is the same for the same file, to the last character", async () => {
    const again = await accepted(file);
    expect(again.page).toBe(first.page);
    expect(again.out).toBe(first.out);
  });

  it("prints all of it as JSON", async () => {
    const { code, out } = await folder.survey(file, "--json");
    const result = JSON.parse(out);
    expect(code).toBe(0);
    expect(result.input).toMatchObject({ file: "bank.csv", rows: 150, respondents: 150, unused: [] });
    expect(result.priorities.list[0].key).toBe("responsiveness");
    expect(result.figures).toHaveLength(table(first.folder, "figures.csv").length);
    expect(result.leftOut).toEqual([{ part: "kano", reason: "no-columns" }]);
    expect(result.written).toHaveLength(3);
  });

  it("writes the page in Chinese", async () => {
    const { page, folder: results } = await accepted(file, "--lang", "zh");
    expect(page).toContain('<html lang="zh-CN">');
    const text = textOf(page);
    for (const heading of ["先改进什么", "服务在哪些方面不足？", "客户满意度如何？", "方法说明"]) {
      expect(text).toContain(heading);
    }
    expect(text).toMatch(/首先改进：\n*响应性/);
    expect(figure(results, "dimension", "empathy", "gap").estimate).toBe(
      figure(results, "dimension", "empathy", "gap").estimate,
    );
    // Nothing is left in English but names of columns, methods and units.
    const own = text.replace(/模型来源：.*/, "");
    expect(own).not.toMatch(/\b(the|of|and|respondents|gap|interval|expectations?)\b/);
  });

  it("draws its pictures, each said in a sentence, and points to places that are there", () => {
    const labels = [...first.page.matchAll(/<svg role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);
    const captions = [...first.page.matchAll(/<figcaption>([^<]+)<\/figcaption>/g)].map(([, caption]) => caption);
    expect(labels.length).toBeGreaterThanOrEqual(9);
    expect(captions).toEqual(labels);
    const ids = [...first.page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of first.page.matchAll(/(?:href="#|url\(#)([^")]+)/g)) expect(ids).toContain(target);
    expect(first.page).not.toMatch(/https?:|<script|<link|<img|<iframe|@import|\ssrc=|\son\w+=/i);
  });
});

describe("what was asked decides what is found", () => {
  it("perceptions alone", async () => {
    const alone = changed(sheets, (sheet) => only(sheet, (name) => name.startsWith("P_")));
    const { page, out, folder: results } = await accepted(folder.file("perceptions.csv", csvOf(alone)));
    expect(textOf(page)).toContain("without expectations (SERVPERF)");
    expect(out).toContain("Fix first");
    expect(figure(results, "dimension", "reliability", "gap").estimate).toBeNull();
    expect(figure(results, "survey", "", "perception").estimate).toBeCloseTo(
      servqualScores({ instrument: bankServqual, scale, perceptions: byItem(sheets, "P_") }).perception!.overall
        .meanOfDimensions.mean!,
      12,
    );
  });

  it("differences in one column", async () => {
    const differences = changed(sheets, (sheet) =>
      Object.fromEntries(
        items.map((item) => [`gap_${item}`, Math.max(-3, Math.min(3, Number(sheet[`P_${item}`]) - 6))]),
      ),
    );
    const { page } = await accepted(folder.file("differences.csv", csvOf(differences)));
    expect(textOf(page)).toContain("asked at once, from −3 to 3");
  });

  it("three columns: zones of tolerance", async () => {
    const three = changed(sheets, (sheet, i) => ({
      ...Object.fromEntries(items.map((item) => [`P_${item}`, sheet[`P_${item}`] ?? null])),
      ...Object.fromEntries(items.map((item) => [`A_${item}`, i === 0 ? 7 : 4])),
      ...Object.fromEntries(items.map((item) => [`D_${item}`, i === 0 ? 5 : 7])),
    }));
    const { page, out, folder: results } = await accepted(folder.file("zones.csv", csvOf(three)));
    expect(textOf(page)).toContain("Zones of tolerance");
    expect(out).toContain("answers put the desired level below the adequate one");
    const zones = toleranceZones(
      {
        instrument: bankServqual,
        scale,
        adequate: byItem(three, "A_"),
        desired: byItem(three, "D_"),
        perceived: byItem(three, "P_"),
      },
      { onInverted: "drop" },
    );
    const { adequacy, band } = zones.dimensions["responsiveness"]!;
    expect(figure(results, "dimension", "responsiveness", "adequacy")).toMatchObject({
      estimate: adequacy.mean,
      class: band?.label,
    });
  });

  it("waiting alone, recommendation alone", async () => {
    const waits = changed(sheets, (sheet) => only(sheet, (name) => name === "wait_minutes" || name === "branch"));
    const waiting = await accepted(folder.file("waits.csv", csvOf(waits)));
    expect(textOf(waiting.page)).toMatch(/customers whose wait is known were served within 10 minutes/);
    const ratings = changed(sheets, (sheet) => only(sheet, (name) => name === "recommend"));
    const { page, folder: results } = await accepted(folder.file("ratings.csv", csvOf(ratings)));
    expect(textOf(page)).toContain("The net promoter score is");
    expect(table(results, "scores.csv")[0]).toEqual({
      respondent: "1",
      recommendation: `${sheets[0]?.["recommend"]}`,
      flags: "",
    });
  });

  it("weights of respondents", async () => {
    const weighted = changed(sheets, (sheet, i) => ({ ...sheet, weight: i % 3 }));
    const { page, folder: results } = await accepted(folder.file("weighted.csv", csvOf(weighted)));
    const gaps = sheets.map((sheet) => Number(sheet["P_RES1"]) - Number(sheet["E_RES1"]));
    const { mean, lower } = weightedMean(
      gaps,
      gaps.map((_, i) => i % 3),
    );
    expect(figure(results, "item", "RES1", "gap")).toMatchObject({ estimate: mean, lower });
    expect(textOf(page)).toContain("Respondents have weights");
    // Equal weights are none.
    const equal = await accepted(
      folder.file("equal.csv", csvOf(changed(sheets, (sheet) => ({ ...sheet, weight: 2.5 })))),
    );
    const one = figure(equal.folder, "dimension", "assurance", "gap");
    const other = servqualScores({
      instrument: bankServqual,
      scale,
      expectations: byItem(sheets, "E_"),
      perceptions: byItem(sheets, "P_"),
    }).gap!.dimensions["assurance"]!;
    expect(one.estimate).toBeCloseTo(other.mean!, 12);
    expect(one.lower).toBeCloseTo(other.lower!, 12);
  });

  it("a few respondents, or one, with what can be said of them", async () => {
    const few = await accepted(folder.file("few.csv", csvOf(sheets.slice(0, 4))));
    expect(few.out).toContain("There are only 4 respondents");
    const one = await accepted(folder.file("one.csv", csvOf(sheets.slice(0, 1))));
    expect(textOf(one.page)).toContain("What 1 respondent says");
    expect(one.out).toContain("There is only 1 respondent.");
    expect(one.out).toMatch(/net promoter score +\S+ +\u2013\n/);
  });
});

describe("reading answers", () => {
  const bank = csvOf(sheets);

  it("columns in Chinese, in GB18030", async () => {
    const names: Record<string, string> = {
      satisfied: "总体满意度",
      recommend: "推荐意愿",
      branch: "网点",
      wait_minutes: "等候时间",
    };
    const chinese = changed(sheets, (sheet) =>
      Object.fromEntries(
        Object.entries(sheet).flatMap(([name, value]) => {
          const item = /^([EP])_(\w{3}\d)$/.exec(name);
          if (item !== null) return [[`${item[1] === "E" ? "期望" : "感知"}_${item[2]}`, value] as const];
          return names[name] === undefined ? [] : [[names[name], name === "branch" ? "城西" : value] as const];
        }),
      ),
    );
    const utf8 = await accepted(folder.file("zh.csv", csvOf(chinese)), "--lang", "zh");
    expect(textOf(utf8.page)).toContain("期望_TAN1至期望_EMP5（22列）");
    // The word for a branch is the only text outside ASCII in the rows; its two characters and those of the header as GB18030 has them.
    const bytes = new Map<string, number[]>();
    for (let high = 0x81; high <= 0xfe; high++) {
      for (let low = 0x40; low <= 0xfe; low++) {
        if (low === 0x7f) continue;
        const text = new TextDecoder("gb18030").decode(new Uint8Array([high, low]));
        if (text.length === 1) bytes.set(text, [high, low]);
      }
    }
    const encoded = [...csvOf(chinese)].flatMap((sign) => bytes.get(sign) ?? [sign.charCodeAt(0)]);
    const gb = await accepted(folder.file("gb.csv", new Uint8Array(encoded)), "--encoding", "gb18030", "--lang", "zh");
    expect(figure(gb.folder, "survey", "", "gap")).toEqual(figure(utf8.folder, "survey", "", "gap"));
  });

  it("codes for no answer count where they cannot be an answer", async () => {
    const coded = changed(sheets, (sheet, i) => (i < 5 ? { ...sheet, P_RES1: 99, recommend: "NA" } : sheet));
    const file = folder.file("coded.csv", csvOf(coded));
    const { out, folder: results } = await accepted(file, "--missing-code", "99,NA");
    expect(out).toContain("5 cells with the code 99: no answer");
    expect(figure(results, "item", "RES1", "gap").n).toBe(145);
    const { error } = await folder.survey(file);
    expect(error).toMatch(
      /coded\.csv, row 1, column "P_RES1": expected an answer from 1 to 7 \(for no answer, as in 5 cells of 1 column: --missing-code 99; for another scale: --scale MIN-MAX\), found "99"/,
    );
    // 0 is an answer to the question of recommendation, and none from 1 to 7.
    const zeros = changed(sheets, (sheet, i) => (i < 5 ? { ...sheet, P_RES1: 0, recommend: 0 } : sheet));
    const zero = await accepted(folder.file("zeros.csv", csvOf(zeros)), "--missing-code", "0");
    expect(zero.out).toContain("5 cells with the code 0: no answer");
    expect(figure(zero.folder, "survey", "", "net-promoter-score").n).toBe(150);
    expect((await folder.survey(file, "--missing-code", "nobody=9")).error).toContain('no column "nobody"');
  });

  it("other scales, reversed items, other totals of points", async () => {
    const five = changed(sheets, (sheet) =>
      Object.fromEntries(
        Object.entries(sheet).map(([name, value]) => {
          if (/^[EP]_/.test(name)) return [name, Math.min(5, Number(value))];
          return [name, name.startsWith("W_") ? Number(value) / 10 : value];
        }),
      ),
    );
    const file = folder.file("five.csv", csvOf(five));
    expect((await folder.survey(file)).error).toMatch(
      /points that total 100 in W_tangibles to W_empathy .*--rescale-points/,
    );
    const { page, out } = await accepted(file, "--scale", "1-5", "--rescale-points");
    expect(textOf(page)).toContain("Answers from 1 to 5");
    expect(out).not.toContain("Nobody gave an answer near the end");
    expect((await accepted(file, "--rescale-points")).out).toContain("say so by --scale, as in --scale 1-5");

    const turned = changed(sheets, (sheet) => ({
      ...sheet,
      E_RES4: 8 - Number(sheet["E_RES4"]),
      P_RES4: 8 - Number(sheet["P_RES4"]),
    }));
    const other = folder.file("turned.csv", csvOf(turned));
    expect((await accepted(other)).out).toMatch(/Those who rate the others of its scale high rate this low: RES4/);
    expect((await accepted(other)).out).toMatch(/RES4 \(.*\) contradicts the rest of its scale/);
    const two = changed(turned, (sheet) => ({
      ...sheet,
      E_EMP4: 8 - Number(sheet["E_EMP4"]),
      P_EMP4: 8 - Number(sheet["P_EMP4"]),
    }));
    const both = await accepted(folder.file("two-turned.csv", csvOf(two)));
    expect(both.out.replace(/\s+/g, " ")).toMatch(/RES4 \(.*, EMP4 \(.* contradict the rest of their scales/);
    expect(textOf(both.page)).toMatch(/RES4 \(.*EMP4 \(.* contradict the rest of their scales/);
    const right = await accepted(other, "--reversed", "RES4");
    expect(right.out).not.toContain("Those who rate the others");
    const straight = await accepted(folder.file("straight.csv", bank));
    expect(figure(right.folder, "item", "RES4", "gap").estimate).toBe(
      figure(straight.folder, "item", "RES4", "gap").estimate,
    );
  });

  it("separators, decimal commas, rows to keep and rows to leave out", async () => {
    const file = folder.file("comma.csv", bank.replaceAll(",", ";").replaceAll(".", ","));
    const { folder: results } = await accepted(file, "--decimal-comma");
    expect(figure(results, "survey", "", "minutes").estimate).toBeGreaterThan(3);
    expect((await folder.survey(file)).error).toContain("--decimal-comma");

    const kept = await accepted(folder.file("kept.csv", bank), "--where", "branch=North");
    const north = sheets.filter(({ branch }) => branch === "North").length;
    expect(kept.out).toContain(`150 rows, ${north} respondents`);

    const twice = folder.file("twice.csv", csvOf([...sheets, sheets[0] as Sheet]));
    expect((await folder.survey(twice)).error).toContain(
      'column "respondent": expected each respondent once, found "R1"',
    );
    const { out } = await accepted(twice, "--skip-bad-rows");
    expect(out).toContain("1 rows that cannot be read (row 151");
  });
});

describe("what cannot be used", () => {
  it("is refused with exit code 2, and nothing is written", async () => {
    const bank = folder.file("good.csv", csvOf(sheets));
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [[], /survey: expected one file of answers/],
      [[bank, bank], /survey: expected one file of answers/],
      [[folder.file("empty.csv", "")], /empty\.csv is empty: expected a header line and answers/],
      [[folder.file("header.csv", "E_REL1,P_REL1\n")], /a header line but no answers/],
      [[folder.file("other.csv", "a,b\n1,2\n")], /no column has the usual name of a question\..*--template.*"a", "b"/],
      [[folder.file("one-column.csv", "a;b\n1;2\n"), "--separator", ","], /Give --separator/],
      [[folder.file("blank.csv", "id,P_REL1,satisfied\n1,,\n2,,\n")], /nothing can be computed of its answers/],
      [[folder.file("commas.csv", "P_REL1,satisfied\n,\n,\n")], /none of its 2 rows is left \(left out: 2 empty\)/],
      [
        [folder.file("half.csv", "recommend\n7\n7.5\n")],
        /row 2, column "recommend": expected a whole number from 0 to 10.*found "7\.5"/,
      ],
      [
        [folder.file("point.csv", "satisfied;x\n7,5;1\n7.000;1\n"), "--decimal-comma"],
        /row 2, column "satisfied".*found "7\.000"/,
      ],
      [[join(folder.path, "missing.csv")], /no such file/],
      [
        [folder.file("double.csv", "branch,satisfied,branch\nA,7,B\n")],
        /^customer-equity: double\.csv has two columns named "branch"; rename one of them\.\n/,
      ],
      [[bank, "--instrument", "stuff"], /--instrument: expected bank or a JSON file, found "stuff"/],
      [[bank, "--instrument", join(folder.path, "none.json")], /none\.json/],
      [[bank, "--scale", "5"], /--scale: expected the lowest and the highest answer, such as 1-5, found "5"/],
      [[bank, "--level", "95"], /--level: expected a level from 0\.5 to 0\.999/],
      [[bank, "--reversed", "RES9"], /--reversed: there is no item "RES9"; the items are TAN1/],
      [[bank, "--where", "shop=A"], /has no column "shop"/],
      [[bank, "--where", "branch=West"], /none of its 150 rows is left \(left out: 150 by --where\)/],
      [[bank, "--lang", "fr"], /--lang: expected one of en, zh/],
    ];
    for (const [words, message] of cases) {
      const { code, out, error, written } = await folder.survey(...words);
      expect(error).toMatch(message);
      expect(error).not.toMatch(/\n\s+at /);
      expect([code, out, written]).toEqual([2, "", []]);
    }
  });

  it("is told apart from what could be meant twice", async () => {
    const twice = changed(sheets, (sheet) => ({ ...sheet, nps: 5 }));
    const { code, error } = await folder.survey(folder.file("two.csv", csvOf(twice)));
    expect(code).toBe(2);
    expect(error).toContain('"recommend", "nps" could each be the recommendation');
  });
});
