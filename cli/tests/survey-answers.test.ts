import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { textOf } from "./report-data.ts";
import { bankSheets, changed, csvOf, only, SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

/** The answers of a file, as the command prints them. */
async function found(...words: readonly string[]) {
  const { code, out, error } = await folder.survey(...words, "--json");
  expect([code, error]).toEqual([0, ""]);
  const result = JSON.parse(out);
  const figure = (of: string, key: string, name: string) =>
    result.figures.find(
      (one: { of: string; key: string; figure: string }) => one.of === of && one.key === key && one.figure === name,
    );
  return { result, figure, page: textOf(readFileSync(join(folder.path, "out", "report.html"), "utf8")) };
}

describe("codes for no answer", () => {
  it("count where answers are words, too", async () => {
    const complaints = folder.file("codes.csv", "complained,satisfied\n1,8\n0,7\n99,6\nno,9\n99.0,9\nyes,3\n");
    const { result, figure } = await found(complaints, "--missing-code", "99");
    expect(result.input.missingCodes).toEqual([{ code: "99", cells: 2 }]);
    expect(figure("survey", "", "complained")).toMatchObject({ estimate: 0.5, n: 4 });
    expect((await folder.survey(complaints, "--missing-code", "complained=no,99")).out).toContain(
      "1 cell with the code no: no answer",
    );
    // A code is what stands in the cell: "yes" is no 1, and 1 of a Kano question no 2.
    const ones = await found(complaints, "--missing-code", "99", "--missing-code", "complained=1");
    expect(ones.figure("survey", "", "complained")).toMatchObject({ n: 3 });

    const pairs = folder.file("pairs.csv", "has,not\n1,5\n2,5\n1,9\n9,4\n1,3\n");
    const kano = folder.file(
      "pairs.json",
      JSON.stringify({ kano: { attributes: { app: { functional: "has", dysfunctional: "not" } } } }),
    );
    const app = await found(pairs, "--instrument", kano, "--missing-code", "9");
    expect(app.result.input.missingCodes).toEqual([{ code: "9", cells: 2 }]);
    expect(app.figure("attribute", "app", "better").n).toBe(3);
  });
});

describe("weights of the respondents", () => {
  it("are refused where nobody has one", async () => {
    for (const [weights, told] of [
      [["", ""], "none"],
      [["0", ""], "none above 0"],
    ] as const) {
      const rows = weights.map((weight, i) => `${7 + i},${weight}\n`).join("");
      const file = folder.file("light.csv", `satisfied,weight\n${rows}`);
      const { code, error, written } = await folder.survey(file);
      expect(error).toContain(
        `light.csv, column "weight": expected weights of the respondents, found ${told}. Fill them in, or say "weight": null`,
      );
      expect([code, written]).toEqual([2, []]);
      const none = folder.file("light.json", JSON.stringify({ weight: null }));
      expect((await folder.survey(file, "--instrument", none)).code).toBe(0);
    }
  });

  it("say how many have none", async () => {
    const sheets = changed(bankSheets(40), (sheet, i) => ({ ...sheet, weight: i < 2 ? null : i < 3 ? 0 : 2 }));
    const file = folder.file("some.csv", csvOf(sheets));
    const { result, page } = await found(file);
    expect(result.input.weightless).toBe(3);
    expect(page).toContain("3 respondents without a weight (or weight 0) do not count in weighted figures.");
    const summary = await folder.survey(file, "--lang", "zh");
    expect(summary.out).toMatch(
      /Left out .*3 respondents without a weight \(or weight 0\) do not count in weighted figures\n/s,
    );
    expect(textOf(readFileSync(join(summary.folder, "report.html"), "utf8"))).toContain("3位受访者没有权重");
    const one = await folder.survey(folder.file("one.csv", "satisfied,weight\n7,1\n8,\n"));
    expect(one.out).toContain("1 respondent without a weight (or weight 0) does not count");
  });

  it("are in some figures only, and the others are marked", async () => {
    const weighted = changed(bankSheets(40), (sheet, i) => ({
      ...only(sheet, (name) => !/^[EP]_|effort/.test(name)),
      weight: 1 + (i % 2),
    }));
    const file = folder.file("marked.csv", csvOf(weighted));
    const { out, folder: results } = await folder.survey(file);
    expect(out).toMatch(/\n +within 10 minutes, unweighted {2}/);
    expect(out).toMatch(/\n +\S.* \(path model, unweighted\) {2}/);
    expect(out).toMatch(/\n +net promoter score {2}/);
    const page = textOf(readFileSync(join(results, "report.html"), "utf8"));
    expect(page.match(/%, unweighted|\d, unweighted/g)).toHaveLength(2);
    await folder.survey(file, "--lang", "zh");
    expect(textOf(readFileSync(join(results, "report.html"), "utf8")).match(/，未加权/g)).toHaveLength(2);
    const plain = folder.file(
      "plain.csv",
      csvOf(changed(weighted, (sheet) => only(sheet, (name) => name !== "weight"))),
    );
    expect((await folder.survey(plain)).out).not.toContain("unweighted");
  });
});

it("columns without any answer are named", async () => {
  const sheets = changed(bankSheets(40), (sheet) => ({ ...sheet, P_TAN1: null, effort: null }));
  const file = folder.file("unanswered.csv", csvOf(sheets));
  const { result, page } = await found(file);
  const [warning] = result.warnings;
  expect(warning).toMatchObject({ subject: "columns", code: "unanswered-columns", count: 2 });
  expect(page).toContain("Nobody answered P_TAN1, effort.");
  expect((await folder.survey(file, "--lang", "zh")).out).toContain("Columns: Nobody answered P_TAN1, effort.");
  const answered = await found(folder.file("answered.csv", csvOf(bankSheets(40))));
  expect(answered.result.warnings.map(({ code }: { code: string }) => code)).not.toContain("unanswered-columns");
});

describe("complaints in other words", () => {
  const coded = (yes: number) =>
    csvOf(
      Array.from({ length: 20 }, (_, i) => ({ satisfied: 5 + (i % 4), complained: i < 5 ? 1 : i < 5 + yes ? 9 : 2 })),
    );

  it("are no missing code where most cells hold them", async () => {
    const { error } = await folder.survey(folder.file("two.csv", coded(0)));
    expect(error).toContain(
      'column "complained": expected 1 or 0 (yes or no) (for other words: recode to 1 and 0 or yes and no, or give "words" in an instrument file), found "2"',
    );
    const nine = await folder.survey(folder.file("nine.csv", coded(3)));
    expect(nine.error).toMatch(
      /"words" in an instrument file; for no answer, as in 3 cells of 1 column: --missing-code 9\)/,
    );
    const zeros = csvOf(Array.from({ length: 9 }, (_, i) => ({ satisfied: i < 6 ? 0 : 7 })));
    expect((await folder.survey(folder.file("zeros.csv", zeros))).error).toContain(
      "from 1 to 10 (for another scale: --satisfaction-scale MIN-MAX), found",
    );
  });

  it("are read by what an instrument file says that they mean", async () => {
    const words = folder.file(
      "words.json",
      JSON.stringify({ complaint: { column: "complained", words: { 1: "yes", 2: "no" } } }),
    );
    const file = folder.file("two.csv", coded(0));
    const { figure } = await found(file, "--instrument", words);
    expect(figure("survey", "", "complained")).toMatchObject({ estimate: 0.25, n: 20 });
    const printed = await folder.survey(file, "--instrument", words, "--template");
    expect(JSON.parse(printed.out).complaint).toEqual({ column: "complained", words: { 1: "yes", 2: "no" } });
  });
});

it("columns without a name are counted among those that are not used", async () => {
  const file = folder.file("unnamed.csv", "satisfied,,note,\n7,a,b,c\n8,a,b,c\n");
  const { page } = await found(file);
  expect(page).toContain("note, 2 without a name");
  expect((await folder.survey(file)).out).toContain("columns that are not used: note, 2 without a name\n");
});

it("rows in which every cell is empty are counted and left out", async () => {
  const file = folder.file("excel.csv", "编号,满意度,x\nA7,7,\n,,\nA8,8,\nA9,9,z\n,, \n,,\n");
  const { result, figure, page } = await found(file);
  expect(result.input).toMatchObject({ rows: 6, respondents: 3, skipped: [{ reason: "blank", count: 3 }] });
  expect(figure("survey", "", "satisfaction-index").n).toBe(3);
  expect(page).toContain("3 rows in which every cell is empty were left out.");
  expect(readFileSync(join(folder.path, "out", "scores.csv"), "utf8")).toMatch(/^respondent,.*\nA7,.*\nA8,.*\nA9,/);
  expect((await folder.survey(file)).out).toContain("3 rows in which every cell is empty\n");
  // Where something stands in a row, its number is that in the file.
  const gap = folder.file("gap.csv", "编号,满意度\n,\nA7,70\n");
  expect((await folder.survey(gap)).error).toContain('row 2, column "满意度"');
});
