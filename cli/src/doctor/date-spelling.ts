import { dayNumber, InputError } from "customer-equity";

/** How the dates of a column are written. */
export interface DateSpelling {
  /** For `--date-pattern`; `undefined` for 2024-12-31, which needs none. */
  readonly pattern: string | undefined;
  /** Share of the texts looked at that it reads. */
  readonly share: number;
  /** Another pattern that reads as many of them: day and month could be exchanged. */
  readonly alternative: string | undefined;
}

/** Spellings that are met, the unambiguous first; of two that fit equally the earlier one is taken. */
const patterns: readonly (string | undefined)[] = [
  undefined,
  "yyyymmdd",
  "yyyy/m/d",
  "yyyy.m.d",
  "yyyy年m月d日",
  "d.m.yyyy",
  "d/m/yyyy",
  "m/d/yyyy",
  "d-m-yyyy",
  "m-d-yyyy",
  "yymmdd",
  "ddmmyyyy",
  "d.m.yy",
  "d/m/yy",
  "m/d/yy",
];

/** The spelling that reads most of the texts; `null` where none reads a half of them. */
export function dateSpelling(texts: readonly string[]): DateSpelling | null {
  if (texts.length === 0) return null;
  const read = patterns.map((pattern) => ({ pattern, share: shareRead(texts, pattern) }));
  const best = read.reduce((first, next) => (next.share > first.share ? next : first));
  if (best.share < 0.5) return null;
  const alternative = read.find(({ pattern, share }) => pattern !== best.pattern && share === best.share)?.pattern;
  return { ...best, alternative };
}

/** Texts after which a pattern that has read none of them is given up: a column of dates has no such beginning. */
const patience = 20;

function shareRead(texts: readonly string[], pattern: string | undefined): number {
  let read = 0;
  for (const [n, text] of texts.entries()) {
    if (read === 0 && n === patience) return 0;
    try {
      // Numbers of eight digits are dates only in this century and the two before it.
      const year = new Date(dayNumber(text, { pattern }) * 86_400_000).getUTCFullYear();
      if (year > 1850 && year < 2150) read++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return read / texts.length;
}
