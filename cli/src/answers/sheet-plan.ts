import type { AnswerScale } from "customer-equity/satisfaction";

/** What may stand in the cells of a column. */
export type CellRule =
  | { readonly kind: "text" }
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly whole: boolean }
  /** Words, in lower case, each of which means a number. */
  | { readonly kind: "words"; readonly words: ReadonlyMap<string, number>; readonly expected: string };

/** A column that is read. */
export interface PlannedColumn<R extends string = string> {
  readonly name: string;
  /** Its place in the file. */
  readonly index: number;
  readonly rule: CellRule;
  /** What it was taken as first. */
  readonly role: R;
}

/** Columns and what they were taken as. */
export interface TakenColumns<R extends string = string> {
  readonly role: R;
  readonly columns: readonly string[];
  readonly scale?: AnswerScale;
}

/** Points that are given to some columns, and whether they may total anything. */
export interface SharedPoints {
  readonly points: Readonly<Record<string, string>> | null;
  readonly rescale: boolean;
}

/** Which columns of a file are read, and what may stand in them. */
export interface SheetPlan<R extends string = string> {
  readonly columns: readonly PlannedColumn<R>[];
  /** The column of ids; `null` where there are none. */
  readonly respondent: string | null;
  readonly weight: string | null;
  readonly service: SharedPoints | null;
  readonly taken: readonly TakenColumns<R>[];
  /** Columns of the file that nothing was taken from. */
  readonly unused: readonly string[];
  /** How another scale is said of a column; `null` where it has only one. */
  scaleAdvice(column: PlannedColumn<R>): string | null;
  /** How other words are said of a column. */
  wordsAdvice(column: PlannedColumn<R>): string;
}
