import type { SkippedRows } from "../input/read-transactions.ts";
import type { SheetPlan } from "./sheet-plan.ts";

/** A column of answers, `null` where there is none. */
export type AnswerColumn = readonly (number | null)[];

/** How often a cell was taken for no answer because an option says so. */
export interface CodeCount {
  readonly code: string;
  readonly cells: number;
}

/** The answers of a file as columns, one entry a respondent. */
export class FileAnswers<P extends SheetPlan> {
  /** Name of the file. */
  readonly file: string;
  /** How its text was read, in words. */
  readonly format: string;
  readonly plan: P;
  /** Who answered: ids, or numbers of rows where there are none. */
  readonly respondents: readonly string[];
  /** Rows of the file below the header. */
  readonly rows: number;
  readonly skipped: readonly SkippedRows[];
  readonly codes: readonly CodeCount[];
  readonly #numbers: ReadonlyMap<string, AnswerColumn>;
  readonly #texts: ReadonlyMap<string, readonly string[]>;

  constructor(
    about: Pick<FileAnswers<P>, "file" | "format" | "plan" | "respondents" | "rows" | "skipped" | "codes">,
    numbers: ReadonlyMap<string, AnswerColumn>,
    texts: ReadonlyMap<string, readonly string[]>,
  ) {
    this.file = about.file;
    this.format = about.format;
    this.plan = about.plan;
    this.respondents = about.respondents;
    this.rows = about.rows;
    this.skipped = about.skipped;
    this.codes = about.codes;
    this.#numbers = numbers;
    this.#texts = texts;
  }

  /** The numbers of a column that was read as such. */
  numbers(column: string): AnswerColumn {
    return this.#numbers.get(column) as AnswerColumn;
  }

  /** The texts of a column that was read as such. */
  texts(column: string): readonly string[] {
    return this.#texts.get(column) as readonly string[];
  }

  /** The columns of some questions by their keys. */
  byKey(columns: Readonly<Record<string, string>>): Readonly<Record<string, AnswerColumn>> {
    return Object.fromEntries(Object.entries(columns).map(([key, column]) => [key, this.numbers(column)]));
  }

  /** Weights of the respondents; `undefined` where there are none. A respondent without one does not count. */
  get weights(): readonly number[] | undefined {
    const { weight } = this.plan;
    return weight === null ? undefined : this.numbers(weight).map((value) => value ?? 0);
  }

  /** How many respondents have no weight, or weight 0. */
  get weightless(): number {
    return this.weights?.filter((weight) => weight === 0).length ?? 0;
  }
}
