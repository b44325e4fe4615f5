import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kano } from "customer-equity/satisfaction";
import { afterAll, describe, expect, it } from "vitest";
import { planSurvey } from "../src/survey/columns/plan-survey.ts";
import { usualHeader } from "../src/survey/columns/usual-header.ts";
import { readDefinition } from "../src/survey/definition/read-definition.ts";
import { template } from "../src/survey/definition/template.ts";
import { textOf } from "./report-data.ts";
import { bankSheets, changed, csvOf, only, SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

const sheets = bankSheets(80);
const bank = folder.file("bank.csv", csvOf(sheets));

function definition(value: unknown): string {
  return folder.file("survey.json", typeof value === "string" ? value : JSON.stringify(value));
}

const options = { scale: undefined, satisfactionScale: undefined, reversed: [], rescalePoints: false };

describe("an instrument file", () => {
  it("printed from the columns of a file says the same as they do", async () => {
    for (const header of [usualHeader(), Object.keys(sheets[0] ?? {}), ["A", "image1", "sat1", "sat2", "loyal1"]]) {
      const plan = planSurvey("bank.csv", header, {}, options, "--instrument");
      const again = planSurvey("bank.csv", header, readDefinition(definition(template(plan))), options, "survey.json");
      expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(plan)));
      expect(JSON.parse(template(again))).toEqual(JSON.parse(template(plan)));
    }
  });

  it("is printed with and without a file, and gives the same finding", async () => {
    const own = await folder.survey(bank, "--template");
    expect([own.code, own.error, own.written]).toEqual([0, "", []]);
    const file = folder.file("own.json", own.out);
    const found = await folder.survey(bank, "--instrument", file);
    const plain = await folder.survey(bank);
    expect(found.out).toBe(plain.out);
    const { out, code } = await folder.survey("--template");
    expect(code).toBe(0);
    expect(JSON.parse(out).serviceQuality.dimensions).toHaveLength(5);
    expect(JSON.parse(out).serviceQuality.columns).toEqual({ expectations: "E_*", perceptions: "P_*" });
  });

  it("keeps what options said of the columns", async () => {
    const { out } = await folder.survey(bank, "--scale", "1-9", "--reversed", "RES4", "--template");
    const { serviceQuality } = JSON.parse(out);
    expect(serviceQuality.scale).toEqual({ min: 1, max: 9 });
    const items = serviceQuality.dimensions.flatMap(
      ({ items }: { items: { key: string; reversed: boolean }[] }) => items,
    );
    expect(
      items.filter(({ reversed }: { reversed: boolean }) => reversed).map(({ key }: { key: string }) => key),
    ).toEqual(["RES4"]);
  });

  it("names questions of one's own: items, ratings, Kano pairs, a path model", async () => {
    const answers = ["like", "must-be", "neutral", "live-with", "dislike"] as const;
    const own = changed(sheets, (sheet, i) => ({
      speed: sheet["P_RES1"] ?? null,
      care: sheet["P_EMP1"] ?? null,
      clean: sheet["P_TAN1"] ?? null,
      result: sheet["satisfied"] ?? null,
      again: sheet["loyal1"] ?? null,
      app_has: answers[i % 2] as string,
      app_not: answers[4 - (i % 3)] as string,
    }));
    const file = folder.file("own.csv", csvOf(own));
    const instrument = definition({
      label: "Counter survey",
      labelZh: "柜台调查",
      drivers: {
        outcome: "result",
        scale: { min: 1, max: 7 },
        ratings: {
          speed: { column: "speed", label: "speed of service", labelZh: "办理速度" },
          care: "care",
          clean: "clean",
        },
      },
      kano: { attributes: { app: { functional: "app_has", dysfunctional: "app_not" } } },
      pathModel: {
        scale: { min: 1, max: 10 },
        blocks: { satisfaction: ["result"], loyalty: { items: ["again"], label: "loyalty", labelZh: "忠诚" } },
        links: [["satisfaction", "loyalty"]],
      },
    });
    const { code, error, out, folder: results } = await folder.survey(file, "--instrument", instrument, "--json");
    expect([code, error]).toEqual([0, ""]);
    const { priorities, figures } = JSON.parse(out);
    expect(priorities.list.map(({ label }: { label: string }) => label)).toContain("speed of service");
    const found = (of: string, name: string) =>
      figures.find((figure: { of: string; figure: string }) => figure.of === of && figure.figure === name);
    const pairs = {
      functional: own.map((sheet) => sheet["app_has"]),
      dysfunctional: own.map((sheet) => sheet["app_not"]),
    };
    const [app] = kano({ app: pairs as Parameters<typeof kano>[0][string] }).attributes;
    expect(found("attribute", "better")).toMatchObject({
      estimate: app?.better?.share,
      class: { label: app?.category.label },
    });
    expect(found("link", "coefficient")).toMatchObject({ key: "satisfaction -> loyalty" });
    const summary = await folder.survey(file, "--instrument", instrument);
    expect(summary.out).toMatch(/Kano +attribute +category +better +worse\n +app +\S.* +0\.\d\d +\S?0\.\d\d\n/);
    const page = textOf(readFileSync(join(results, "report.html"), "utf8"));
    expect(page).toContain("Counter survey");
    expect(page).toContain("speed of service");
    expect(page).toContain("(Kano)");
  });

  it("gives the outcome of ratings a scale of its own, or takes that of recommendation", async () => {
    const ratings = { speed: "speed", care: "care" };
    const own = changed(sheets, (sheet, i) => ({
      speed: sheet["P_RES1"] ?? null,
      care: sheet["P_EMP1"] ?? null,
      share: i === 0 ? 40 : 10 * Number(sheet["satisfied"]),
      nps: i === 0 ? 0 : (sheet["recommend"] ?? null),
    }));
    const file = folder.file("outcome.csv", csvOf(own));
    const share = { column: "share", scale: { min: 0, max: 100 } };
    const scaled = await folder.survey(file, "--instrument", definition({ drivers: { ratings, outcome: share } }));
    expect([scaled.code, scaled.error]).toEqual([0, ""]);
    expect(scaled.out).toContain("outcome: share, 0 to 100");
    const unsaid = await folder.survey(file, "--instrument", definition({ drivers: { ratings, outcome: "share" } }));
    expect(unsaid.error).toMatch(/column "share": expected an answer from 1 to 10 .*its "scale" in an instrument file/);
    for (const outcome of ["nps", { column: "nps", scale: { min: 0, max: 10 } }]) {
      const instrument = definition({ drivers: { ratings, outcome } });
      const both = await folder.survey(file, "--instrument", instrument);
      expect([both.code, both.error]).toEqual([0, ""]);
      expect(both.out).toContain("recommendation: nps, 0 to 10");
      expect(both.out).toContain("outcome: nps, 0 to 10");
      const printed = await folder.survey(file, "--instrument", instrument, "--template");
      expect(JSON.parse(printed.out).drivers.outcome).toEqual({ column: "nps", scale: { min: 0, max: 10 } });
    }
    const other = { column: "nps", scale: { min: 0, max: 100 } };
    const contrary = await folder.survey(file, "--instrument", definition({ drivers: { ratings, outcome: other } }));
    expect(contrary.error).toMatch(/drivers\.outcome: the column "nps" is taken as .* \(recommendation\) and as/);
  });

  it("says by null that there is none, and by an option that a scale is another one", async () => {
    const { out } = await folder.survey(
      bank,
      "--json",
      "--instrument",
      definition({ waiting: null, serviceQuality: null }),
    );
    const { leftOut, input } = JSON.parse(out);
    expect(leftOut.map(({ part }: { part: string }) => part)).toEqual(["service", "drivers", "kano", "waiting"]);
    expect(input.unused).toContain("P_REL1");
    const scaled = definition({ serviceQuality: { scale: { min: 0, max: 7 } } });
    const said = await folder.survey(bank, "--instrument", scaled);
    expect(said.out).toContain("perceptions: P_TAN1 to P_EMP5 (22 columns), 0 to 7");
    const over = await folder.survey(bank, "--instrument", scaled, "--scale", "1-8");
    expect(over.out).toContain("perceptions: P_TAN1 to P_EMP5 (22 columns), 1 to 8");
  });

  it("is refused with the place of what is wrong in it", async () => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ["", /survey\.json is empty: expected an instrument as JSON/],
      ["[]", /survey\.json: expected an object that says which columns are what, found \[\]/],
      ['{\n "label": "x",\n}', /survey\.json, line 3: expected JSON/],
      [{ weigth: "w" }, /survey\.json: there is no entry "weigth"; the entries are label, .*weight/],
      [{ weight: 3 }, /survey\.json, weight: expected the name of a column, found 3/],
      [{ weight: "w" }, /survey\.json, weight: bank\.csv has no column "w"\. Its columns: "respondent"/],
      [{ groups: [] }, /survey\.json, groups: expected names of columns, found \[\]/],
      [{ invited: 0 }, /survey\.json, invited: expected how many were asked/],
      [
        { effort: { column: "effort", version: 3 } },
        /survey\.json, effort\.version: expected 1 \(effort, 1 to 5\) or 2/,
      ],
      [{ complaint: { words: { 1: "yes" } } }, /complaint: expected the name of a column/],
      [{ complaint: { column: "complained", words: {} } }, /complaint\.words: expected at least one word/],
      [
        { complaint: { column: "complained", words: { 2: "never" } } },
        /complaint\.words\.2: expected one of yes, no, found "never"/,
      ],
      [{ waiting: { target: -1 } }, /survey\.json, waiting\.target: expected a target in minutes/],
      [
        { serviceQuality: { scale: { min: 7, max: 1 } } },
        /serviceQuality\.scale: expected a scale whose max is above its min/,
      ],
      [
        { serviceQuality: { columns: { perceptions: "P" } } },
        /columns\.perceptions: expected one "\*" that stands for/,
      ],
      [{ serviceQuality: { columns: { perceptions: "Q_*" } } }, /has no column "Q_TAN1", which "Q_\*" asks for/],
      [
        { serviceQuality: { columns: { perceptions: { XX1: "P_REL1" } } } },
        /there is no "XX1" in the instrument; it has TAN1/,
      ],
      [
        { serviceQuality: { columns: { opinions: "P_*" } } },
        /there is no entry "opinions"; the entries are expectations/,
      ],
      [{ serviceQuality: { dimensions: [] } }, /survey\.json, serviceQuality\.dimensions/],
      [
        { serviceQuality: { dimensions: [{ key: "a", items: [{ key: "A1" }] }] } },
        /serviceQuality\.dimensions\[0\]\.items\[0\]\.text/,
      ],
      [
        {
          serviceQuality: {
            dimensions: [{ key: "a", label: "A", items: [{ key: "A1", text: "x", reverse: true }] }],
          },
        },
        /dimensions\[0\]\.items\[0\]\.reverse: expected only key, /,
      ],
      [{ satisfaction: { questions: {} } }, /satisfaction\.questions: expected at least one question/],
      [
        { satisfaction: { questions: { a: { label: "x" } } } },
        /satisfaction\.questions\.a: expected the name of a column/,
      ],
      [
        { satisfaction: { questions: { a: { column: "satisfied", reversed: "yes" } } } },
        /reversed: expected true or false/,
      ],
      [
        { kano: { attributes: { app: { functional: "effort" } } } },
        /kano\.attributes\.app: expected the name of a column/,
      ],
      [
        { kano: { attributes: { app: { functional: "satisfied", dysfunctional: "ideal" } } } },
        /the column "satisfied" is taken as .* and as like, must-be/,
      ],
      [{ pathModel: { blocks: { a: ["satisfied"] } } }, /pathModel: expected either "model" .* or "links"/],
      [{ pathModel: { model: "bank", blocks: { nothing: ["satisfied"] } } }, /survey\.json, pathModel: .*nothing/],
      [
        { pathModel: { links: [["a"]], blocks: { a: ["satisfied"] } } },
        /links\[0\]: expected two blocks, the cause first/,
      ],
      [
        {
          pathModel: {
            links: [
              ["a", "b"],
              ["b", "a"],
            ],
            blocks: { a: ["ideal"], b: ["satisfied"] },
          },
        },
        /survey\.json, pathModel/,
      ],
      [
        { pathModel: { links: [["a", "b"]], target: "a", blocks: { a: ["ideal"], b: ["satisfied"] } } },
        /pathModel\.target: expected one of b, found "a"/,
      ],
      [{ groups: ["branch", "branch"] }, /groups: expected names of columns, each once/],
      [{ invited: 12 }, /invited: expected how many were asked, at least the 80 who answered, found 12/],
      [
        { satisfaction: { weights: { overall: 1 } } },
        /satisfaction\.weights: expected a weight for each of overall, disconfirmation, ideal.* found none for disconfirmation/,
      ],
      [{ satisfaction: { questions: { a: "satisfied" }, weights: { b: 1 } } }, /found one for b/],
      [{ satisfaction: { questions: { a: "satisfied" }, weights: { a: 0 } } }, /found 0 for all/],
      [
        { serviceQuality: { columns: { expectations: "E_*" } } },
        /columns: expected either "perceptions" or "differences"/,
      ],
      [
        { serviceQuality: { columns: { perceptions: "P_*", desired: "E_*" } } },
        /expected both "adequate" and "desired"/,
      ],
      [
        { serviceQuality: { points: { tangibles: "W_tangibles" } } },
        /points: expected a column for every dimension, found none for "reliability"/,
      ],
      [{ kano: { attributes: {} } }, /kano: expected at least one attribute/],
      [
        { drivers: { ratings: { a: "image1", b: "satisfied" }, outcome: "satisfied" } },
        /drivers\.outcome: expected a column that is none of the ratings/,
      ],
      [
        { drivers: { ratings: { a: "image1" }, importance: { z: "image2" } } },
        /drivers\.importance: there is no entry "z"/,
      ],
      [
        { drivers: { ratings: { a: "image1", b: "image2" }, importance: { a: "value1" } } },
        /survey\.json, drivers\.importance: expected a column for each of a, b, found \{"a":"value1"\}\. There is none for b\./,
      ],
      [{ drivers: { ratings: { a: "nowhere" } } }, /survey\.json, drivers\.ratings: bank\.csv has no column "nowhere"/],
    ];
    for (const [value, message] of cases) {
      const { code, out, error, written } = await folder.survey(bank, "--instrument", definition(value));
      expect(error).toMatch(message);
      expect(error).not.toMatch(/\n\s+at /);
      expect([code, out, written]).toEqual([2, "", []]);
    }
  });

  it("with a part of the items says which are left out", async () => {
    const some = changed(sheets, (sheet) => only(sheet, (name) => !/RES|_TAN4/.test(name)));
    const { code, out } = await folder.survey(folder.file("some.csv", csvOf(some)));
    expect(code).toBe(0);
    expect(out).toMatch(/5 items of the instrument have no column: TAN4, RES1, RES2, RES3, RES4/);
    expect(out).not.toMatch(/responsiveness +\d/);
  });
});
