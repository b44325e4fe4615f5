import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bankServqual } from "customer-equity/servqual";
import { csvLine } from "../src/csv.ts";
import { randomStream } from "../src/portfolio/random.ts";
import { run } from "../src/run.ts";
import { noStatus } from "../src/terminal.ts";

/** An answer sheet by column; `null` is an empty cell. */
export type Sheet = Readonly<Record<string, string | number | null>>;

/** By how much a dimension falls short of expectations, and what a point of it does to satisfaction. */
const truth: Readonly<Record<string, { readonly short: number; readonly drives: number }>> = {
  tangibles: { short: 0.1, drives: 0.1 },
  reliability: { short: 0.8, drives: 0.5 },
  responsiveness: { short: 1.3, drives: 0.9 },
  assurance: { short: 0.3, drives: 0.1 },
  empathy: { short: 0.5, drives: 0.1 },
};

function answer(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** Answers to the questionnaire of a bank where responsiveness falls short most and matters most. */
export function bankSheets(respondents = 150, seed = 5): readonly Sheet[] {
  const { normal, uniform } = randomStream(seed);
  return Array.from({ length: respondents }, (_, i): Sheet => {
    const sheet: Record<string, string | number | null> = {
      respondent: `R${i + 1}`,
      branch: ["North", "South", "Harbor"][Math.floor(3 * uniform())] as string,
    };
    const style = 0.4 * normal();
    const expected: Record<string, number> = {};
    const perceived: Record<string, number> = {};
    let satisfied = 0.5 * style;
    for (const { key, items } of bankServqual.dimensions) {
      const { short = 0, drives = 0 } = truth[key] ?? {};
      const own = 0.7 * normal();
      satisfied += drives * own;
      for (const item of items) {
        expected[`E_${item.key}`] = answer(6 + style + 0.5 * normal(), 1, 7);
        perceived[`P_${item.key}`] = answer(6 - short + style + own + 0.6 * normal(), 1, 7);
      }
    }
    Object.assign(sheet, expected, perceived);
    const points = [15, 25, 30, 18, 12];
    for (const [k, { key }] of bankServqual.dimensions.entries()) sheet[`W_${key}`] = points[k] as number;
    sheet["satisfied"] = answer(7 + satisfied + 0.4 * normal(), 1, 10);
    sheet["expected"] = answer(6.5 + satisfied + 0.6 * normal(), 1, 10);
    sheet["ideal"] = answer(6 + satisfied + 0.6 * normal(), 1, 10);
    sheet["recommend"] = answer(7.5 + satisfied + normal(), 0, 10);
    sheet["effort"] = answer(5 + normal(), 1, 7);
    for (const [k, name] of ["image1", "image2", "value1", "value2", "loyal1", "loyal2"].entries()) {
      sheet[name] = answer(7 - 0.2 * k + 0.8 * satisfied + 0.7 * normal(), 1, 10);
    }
    sheet["complained"] = satisfied < -1 ? 1 : 0;
    sheet["wait_minutes"] = uniform() < 0.2 ? null : Math.round(10 * 14 * uniform()) / 10;
    return sheet;
  });
}

/** Sheets without some columns, or with more or other ones. */
export function changed(sheets: readonly Sheet[], change: (sheet: Sheet, i: number) => Sheet): readonly Sheet[] {
  return sheets.map(change);
}

/** A sheet with the columns alone that pass. */
export function only(sheet: Sheet, passes: (column: string) => boolean): Sheet {
  return Object.fromEntries(Object.entries(sheet).filter(([column]) => passes(column)));
}

/** The file of answers. */
export function csvOf(sheets: readonly Sheet[]): string {
  const columns = Object.keys(sheets[0] ?? {});
  return csvLine(columns) + sheets.map((sheet) => csvLine(columns.map((column) => sheet[column] ?? null))).join("");
}

/** What a run of the command did. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly error: string;
  /** Where its results are, and what is there. */
  readonly folder: string;
  readonly written: readonly string[];
}

/** A folder in which a command on answers is tried. */
export class SurveyFolder {
  readonly path: string = mkdtempSync(join(tmpdir(), "customer-equity-survey-"));

  /** Writes a file into it; returns its path. */
  file(name: string, content: string | Uint8Array): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  /** Runs `survey` in a result folder that is empty before. */
  survey(...words: readonly string[]): Promise<Outcome> {
    return this.run("survey", ...words);
  }

  /** Runs a command likewise. */
  async run(command: string, ...words: readonly string[]): Promise<Outcome> {
    const folder = join(this.path, "out");
    rmSync(folder, { recursive: true, force: true });
    let out = "";
    let error = "";
    const code = await run([command, ...words, "--out", folder], {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        error += text;
      },
      status: noStatus,
    });
    return { code, out, error, folder, written: existsSync(folder) ? readdirSync(folder).sort() : [] };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
