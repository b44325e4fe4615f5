import type { AnswerColumn } from "./file-answers.ts";
import type { SheetPlan } from "./sheet-plan.ts";

/** Why an answer sheet cannot be used. */
export type Fault =
  /** The cell of a column does not hold what the column may hold. */
  | { readonly kind: "cell"; readonly column: number }
  /** No id, or one that was there before. */
  | { readonly kind: "respondent"; readonly column: number; readonly found: string }
  /** Points that do not total 100. */
  | { readonly kind: "points"; readonly column: number; readonly total: number };

/** A fault with the row it is in, counted from 1 among the rows that could be divided into cells. */
export interface SheetFault {
  readonly position: number;
  readonly fault: Fault;
}

/** What is done with a row: `blank` and `notKept` are counted alone. */
export type RowState = "kept" | "blank" | "notKept";

/** How far from 100 the points of a respondent may be. */
const pointsTolerance = 1;

/** Answer sheets as they come, row by row: checked, and kept as columns. */
export class AnswerSheets {
  readonly faults: SheetFault[] = [];
  rows = 0;
  blank = 0;
  notKept = 0;
  bad = 0;
  readonly #plan: SheetPlan;
  readonly #columns: (number | string | null)[][];
  /** Rows that were kept. */
  readonly #positions: number[] = [];
  readonly #ids = new Set<string>();
  readonly #respondent: number;
  readonly #points: readonly number[];
  readonly #rescale: boolean;

  constructor(plan: SheetPlan) {
    const place = (name: string): number => plan.columns.findIndex((column) => column.name === name);
    this.#plan = plan;
    this.#columns = plan.columns.map(() => []);
    this.#respondent = plan.respondent === null ? -1 : place(plan.respondent);
    const { points = null, rescale = false } = plan.service ?? {};
    this.#points = Object.values(points ?? {}).map(place);
    this.#rescale = rescale;
  }

  /** Sheets that were kept. */
  get used(): number {
    return this.#positions.length;
  }

  /** Takes the next row: `cell(0)` says what is done with it, `cell(k + 1)` is the k-th column. */
  take(cell: (column: number) => unknown): void {
    this.rows++;
    const state = cell(0) as RowState;
    if (state !== "kept") {
      this[state]++;
      return;
    }
    const values = this.#plan.columns.map((_, k) => cell(k + 1) as number | string | null);
    const fault = this.#faultOf(values);
    if (fault !== null) {
      this.bad++;
      if (this.faults.length < 3) this.faults.push({ position: this.rows, fault });
      return;
    }
    this.#positions.push(this.rows);
    for (const [k, value] of values.entries()) this.#columns[k]?.push(value);
    if (this.#respondent >= 0) this.#ids.add(values[this.#respondent] as string);
  }

  get numbers(): ReadonlyMap<string, AnswerColumn> {
    return new Map(this.#named("number"));
  }

  get texts(): ReadonlyMap<string, readonly string[]> {
    return new Map(this.#named("text"));
  }

  /** Ids of the respondents; what `rowOf` says of the place of a row where there are none. */
  respondents(rowOf: (position: number) => string): readonly string[] {
    return this.#respondent >= 0 ? (this.#columns[this.#respondent] as readonly string[]) : this.#positions.map(rowOf);
  }

  #named<T>(kind: "number" | "text"): (readonly [string, T])[] {
    return this.#plan.columns.flatMap(({ name, rule }, k) =>
      (rule.kind === "text") === (kind === "text") ? [[name, this.#columns[k] as T] as const] : [],
    );
  }

  #faultOf(values: readonly (number | string | null)[]): Fault | null {
    for (const [k, { rule }] of this.#plan.columns.entries()) {
      const value = values[k];
      if (rule.kind === "text" || value === null) continue;
      const number = value as number;
      const inside = rule.kind === "words" || (number >= rule.min && number <= rule.max);
      const whole = rule.kind === "words" || !rule.whole || Number.isInteger(number);
      if (!Number.isFinite(number) || !inside || !whole) return { kind: "cell", column: k };
    }
    if (this.#respondent >= 0) {
      const id = values[this.#respondent] as string;
      if (id === "" || this.#ids.has(id)) return { kind: "respondent", column: this.#respondent, found: id };
    }
    const points = this.#points.map((k) => values[k] as number | null);
    if (points.length === 0 || points.includes(null)) return null;
    const total = points.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    if (this.#rescale ? total > 0 : Math.abs(total - 100) <= pointsTolerance + 1e-9) return null;
    return { kind: "points", column: this.#points[0] as number, total };
  }
}
