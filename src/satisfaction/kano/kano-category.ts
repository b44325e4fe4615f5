import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassName } from "../../types.ts";

/** How one feels about an attribute being there, or not being there (功能/非功能问题的回答). */
export type KanoAnswer = "like" | "must-be" | "neutral" | "live-with" | "dislike";

/** What an attribute is to a customer (KANO 类别). */
export type KanoCategoryName =
  | "attractive"
  | "one-dimensional"
  | "must-be"
  | "indifferent"
  | "reverse"
  | "questionable";

/** An answer of the questionnaire. */
export interface KanoAnswerName extends ClassName {
  /** The answer, as columns have it. */
  readonly label: KanoAnswer;
}

/** A category. */
export interface KanoCategory extends ClassName {
  /** The category, as counts have it. */
  readonly label: KanoCategoryName;
  /** The letter that papers give it. */
  readonly letter: string;
}

/** The five answers, in the order of the questionnaire. */
export const kanoAnswers: readonly KanoAnswerName[] = [
  { label: "like", labelZh: "喜欢" },
  { label: "must-be", labelZh: "理应如此" },
  { label: "neutral", labelZh: "无所谓" },
  { label: "live-with", labelZh: "可以忍受" },
  { label: "dislike", labelZh: "不喜欢" },
];

/** The six categories, in the order in which ties are broken: what must be there goes first. */
export const kanoCategories: readonly KanoCategory[] = [
  { label: "must-be", labelZh: "必备属性", letter: "M" },
  { label: "one-dimensional", labelZh: "期望属性", letter: "O" },
  { label: "attractive", labelZh: "魅力属性", letter: "A" },
  { label: "indifferent", labelZh: "无差异属性", letter: "I" },
  { label: "reverse", labelZh: "反向属性", letter: "R" },
  { label: "questionable", labelZh: "可疑结果", letter: "Q" },
];

/** The evaluation table: rows how one likes the attribute to be there, columns how not. */
const evaluation = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];

/** A pair of answers. */
export interface KanoAnswers {
  /** How one feels if the attribute is there (正向问题). */
  readonly functional: KanoAnswer;
  /** How one feels if it is not (反向问题). */
  readonly dysfunctional: KanoAnswer;
}

/** Options of {@link kanoCategory}. */
export interface KanoCategoryOptions {
  /**
   * `"standard"`: Kano's table; `"strict"`: who finds an attribute a must both ways, or can live with it both ways, contradicts
   * themselves, and is questionable rather than indifferent.
   * @defaultValue "standard"
   */
  readonly table?: "standard" | "strict" | undefined;
}

/**
 * What an attribute is to one customer (KANO 评价表), from a pair of answers: how one feels if it is there, and if it is not.
 *
 * Kano's table, rows there, columns not there (like, must-be, neutral, live-with, dislike): like Q A A A O; must-be, neutral and
 * live-with R I I I M; dislike R R R R Q.
 *
 * @param answers - The pair.
 * @param options - Which table.
 * @returns The category with its Chinese name and letter.
 * @throws InputError `bad-option` for another word.
 * @remarks Source: Kano, Seraku, Takahashi & Tsuji (1984), Hinshitsu 14(2); Berger et al. (1993), Center for Quality of Management
 * Journal 2(4).
 * @example
 * ```ts
 * import { kanoCategory } from "customer-equity/satisfaction";
 * console.log(kanoCategory({ functional: "like", dysfunctional: "dislike" }).labelZh); // 期望属性
 * ```
 */
export function kanoCategory(answers: KanoAnswers, options?: KanoCategoryOptions): KanoCategory {
  const { functional, dysfunctional } = requireOptions(answers, "answers");
  const { table = "standard" } = requireOptions(options);
  requireOneOf(table, "options.table", ["standard", "strict"]);
  const row = requireAnswer(functional, "answers.functional");
  const column = requireAnswer(dysfunctional, "answers.dysfunctional");
  return kanoCategories[categoryCode(row, column, table === "strict")]!;
}

/** The index of an answer; throws for what is none. */
export function requireAnswer(answer: unknown, path: string): number {
  const index = kanoAnswers.findIndex(({ label }) => label === answer);
  if (index >= 0) return index;
  throw new InputError({
    code: "bad-option",
    path,
    expected: `one of ${kanoAnswers.map(({ label }) => JSON.stringify(label)).join(", ")}`,
    received: answer,
  });
}

/** The index of the category of a pair of answers, given by their indices. */
export function categoryCode(functional: number, dysfunctional: number, strict: boolean): number {
  const contradiction = strict && functional === dysfunctional && (functional === 1 || functional === 3);
  const letter = contradiction ? "Q" : evaluation[functional]![dysfunctional]!;
  return kanoCategories.findIndex((category) => category.letter === letter);
}
