import { requireLength, requireNumber, requireOptions } from "../checks.ts";
import { InputError } from "../errors.ts";
import { cholesky, choleskySolve } from "../numeric/cholesky.ts";
import { chiSquareSurvival } from "../numeric/distributions.ts";
import { momentsOf } from "../statistics/correlation-matrix.ts";
import type { Column, NullableColumn, Warning } from "../types.ts";
import { type AnswerColumns, type AnswerScale, completeRows, readAnswers, type SurveyAnswers } from "./answers.ts";

/** Options of {@link answerQuality}. */
export interface AnswerQualityOptions {
  /**
   * The scale that answers keep to.
   * @defaultValue any finite number
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * How many equal answers in a row are too many (直线作答). Questions are taken in the order of the columns; missing answers do not
   * interrupt a run.
   * @defaultValue all answers of a respondent who gave at least 5
   */
  readonly longestRun?: number | undefined;
  /** How many seconds each respondent took, `null` where that is not known. */
  readonly seconds?: Column | NullableColumn | undefined;
  /**
   * Who took less than this share of the median time is too fast (作答过快).
   * @defaultValue 0.4
   */
  readonly speedShare?: number | undefined;
  /**
   * Who left more than this share of the questions unanswered has too few answers (题项缺失).
   * @defaultValue 0.5
   */
  readonly missingShare?: number | undefined;
  /**
   * A pattern of answers that is rarer than this among answers of a normal distribution is out of pattern (异常作答).
   * @defaultValue 0.001
   */
  readonly patternChance?: number | undefined;
  /**
   * Answer sheets with fewer answers than this are the same by chance, and are not compared (重复问卷).
   * @defaultValue 8
   */
  readonly duplicateFrom?: number | undefined;
}

/** Why an answer sheet may not be what it seems. */
export interface AnswerFlags {
  /** Rows with too many equal answers in a row. */
  readonly straightLining: readonly number[];
  /** Rows filled in too fast; empty where no times were given. */
  readonly speeding: readonly number[];
  /** Rows with too few answers. */
  readonly missing: readonly number[];
  /** Rows whose pattern is unlike that of all others. */
  readonly outOfPattern: readonly number[];
  /** Rows that repeat the answers of an earlier one. */
  readonly duplicate: readonly number[];
}

/** What {@link answerQuality} returns. */
export interface AnswerQuality {
  /** Respondents in all. */
  readonly respondents: number;
  /** By question the share without an answer (题项无应答率). */
  readonly itemNonResponse: Readonly<Record<string, number>>;
  /** The rows flagged, by reason, from 0 up; a row may be flagged for several. */
  readonly flags: AnswerFlags;
  /** Rows without a flag: what `answers` would be thinned to, if one so decides. */
  readonly unflagged: readonly number[];
  /** By respondent the longest run of equal answers. */
  readonly longestRuns: Column;
  /** By respondent the standard deviation of their own answers; `null` for fewer than two. */
  readonly spreads: NullableColumn;
  /** By respondent the share of the questions without an answer. */
  readonly missingShares: Column;
  /** By respondent the squared Mahalanobis distance from all; `null` without all answers, or where it does not exist. */
  readonly patternDistances: NullableColumn;
  /** By respondent the earlier row with the same answers; `null` where there is none. */
  readonly duplicateOf: NullableColumn;
  /** `no-pattern` where distances do not exist; `many-flags` where more than a quarter is flagged. */
  readonly warnings: readonly Warning[];
}

/**
 * What speaks against the answers of a survey (问卷数据质量): straight-lining, haste, gaps, patterns unlike all others, and sheets that
 * are there twice. Nothing is left out: the report names the rows, and the reader decides.
 *
 * Longest run of equal answers; time beside the median; share of missing answers; squared Mahalanobis distance of complete sheets
 * beside a chi-square with as many degrees of freedom as questions; equal sheets of enough answers that are not all the same. Give the
 * answers as they were given, reversed questions not turned: that is where straight lines show.
 *
 * @param answers - By question a column in the order of the questionnaire, `null` where there is no answer.
 * @param options - Scale, times, and where each flag begins.
 * @returns The flags with rows, and the figures behind them.
 * @throws InputError `empty`, `length-mismatch`, `not-finite`, `out-of-range` for an answer outside the scale, a negative time or other
 * options.
 * @remarks Source: Curran (2016), Journal of Experimental Social Psychology 66; the limits are conventions. Twin: R `careless`
 * (`longstring`, `irv`, `mahad`).
 * @example
 * ```ts
 * import { answerQuality } from "customer-equity/satisfaction";
 * const answers = { Q1: [4, 3, 5, 4], Q2: [4, 2, 5, 2], Q3: [4, 4, 5, 5], Q4: [4, null, 4, 3], Q5: [4, 5, 3, 4] };
 * const { flags, itemNonResponse } = answerQuality(answers, { scale: { min: 1, max: 5 }, seconds: [15, 70, 66, 80] });
 * console.log(flags.straightLining, flags.speeding, itemNonResponse.Q4); // [ 0 ] [ 0 ] 0.25
 * ```
 */
export function answerQuality(answers: SurveyAnswers, options?: AnswerQualityOptions): AnswerQuality {
  const {
    scale,
    seconds,
    longestRun,
    speedShare = 0.4,
    missingShare = 0.5,
    patternChance = 0.001,
    duplicateFrom = 8,
  } = requireOptions(options);
  const share = { min: 0, max: 1 };
  requireNumber(speedShare, "options.speedShare", share);
  requireNumber(missingShare, "options.missingShare", share);
  requireNumber(patternChance, "options.patternChance", share);
  requireNumber(duplicateFrom, "options.duplicateFrom", { integer: true, min: 1 });
  if (longestRun !== undefined) requireNumber(longestRun, "options.longestRun", { integer: true, min: 2 });
  const read = readAnswers(answers, "answers", { scale });
  const { items, columns, respondents } = read;
  const everyone = Array.from({ length: respondents }, (_, i) => i);
  const sheets = everyone.map((i) => columns.map((column) => column[i]!));
  const given = sheets.map((sheet) => sheet.filter((answer) => !Number.isNaN(answer)));
  const runs = Float64Array.from(given, longestRunOf);
  const missingShares = Float64Array.from(given, (sheet) => 1 - sheet.length / items.length);
  const distances = patternDistances(read);
  const duplicateOf = findDuplicates(sheets, duplicateFrom);
  const limitOf = (i: number): number => longestRun ?? Math.max(5, given[i]!.length);
  const flags: AnswerFlags = {
    straightLining: everyone.filter((i) => runs[i]! >= limitOf(i)),
    speeding: seconds === undefined ? [] : findFast(seconds, respondents, speedShare),
    missing: everyone.filter((i) => missingShares[i]! > missingShare),
    outOfPattern: everyone.filter(
      (i) =>
        distances !== null && distances[i] !== null && chiSquareSurvival(distances[i]!, items.length) < patternChance,
    ),
    duplicate: everyone.filter((i) => duplicateOf[i] !== null),
  };
  const flagged = new Set(Object.values(flags).flat());
  return {
    respondents,
    itemNonResponse: Object.fromEntries(
      items.map((item, j) => [item, columns[j]!.filter((answer) => Number.isNaN(answer)).length / respondents]),
    ),
    flags,
    unflagged: everyone.filter((i) => !flagged.has(i)),
    longestRuns: runs,
    spreads: given.map(spreadOf),
    missingShares,
    patternDistances: distances ?? everyone.map(() => null),
    duplicateOf,
    warnings: warn(distances === null, flagged.size, respondents),
  };
}

function longestRunOf(sheet: readonly number[]): number {
  let longest = 0;
  let run = 0;
  sheet.forEach((answer, k) => {
    run = k > 0 && answer === sheet[k - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
}

function spreadOf(sheet: readonly number[]): number | null {
  if (sheet.length < 2) return null;
  const mean = sheet.reduce((sum, answer) => sum + answer / sheet.length, 0);
  return Math.sqrt(sheet.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / (sheet.length - 1));
}

function findFast(seconds: Column | NullableColumn, respondents: number, share: number): number[] {
  const path = "options.seconds";
  if (!Array.isArray(seconds) && !(seconds instanceof Float64Array)) {
    throw new InputError({ code: "not-finite", path, expected: "a column of seconds", received: seconds });
  }
  requireLength(seconds, path, respondents);
  const known: number[] = [];
  const times: number[] = [];
  for (let i = 0; i < respondents; i++) {
    const time = seconds[i];
    if (time === null || time === undefined) continue;
    known.push(i);
    times.push(requireNumber(time, `${path}[${i}]`, { min: 0 }));
  }
  if (known.length === 0) return [];
  const sorted = Float64Array.from(times).sort();
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return known.filter((_, k) => times[k]! < share * median);
}

/** Squared Mahalanobis distances of complete sheets; `null` where the covariance has no inverse. */
function patternDistances(read: AnswerColumns): (number | null)[] | null {
  const { columns, rows } = completeRows(read);
  if (rows.length < columns.length + 2) return null;
  const { means, deviations, covariance } = momentsOf(columns);
  if (deviations.some((deviation, j) => !(deviation > 1e-12 * Math.abs(means[j]!)))) return null;
  const factor = cholesky(covariance);
  // A pivot beside its variance is how much of a question the others do not say.
  if (factor === null || factor.some((row, j) => row[j]! < 1e-6 * deviations[j]!)) return null;
  const distances: (number | null)[] = new Array<number | null>(read.respondents).fill(null);
  for (const [k, row] of rows.entries()) {
    const deviation = columns.map((column, j) => column[k]! - means[j]!);
    const solved = choleskySolve(factor, deviation);
    distances[row] = deviation.reduce((sum, value, j) => sum + value * solved[j]!, 0);
  }
  return distances;
}

/** For each sheet the first with the same answers; short sheets and straight lines are equal by chance and do not count. */
function findDuplicates(sheets: readonly (readonly number[])[], from: number): (number | null)[] {
  const first = new Map<string, number>();
  return sheets.map((sheet, i) => {
    const answers = sheet.filter((answer) => !Number.isNaN(answer));
    if (answers.length < from || answers.every((answer) => answer === answers[0])) return null;
    const key = sheet.join(" ");
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, i);
    return earlier ?? null;
  });
}

function warn(noPattern: boolean, flagged: number, respondents: number): Warning[] {
  const warnings: Warning[] = [];
  if (noPattern) {
    warnings.push({
      code: "no-pattern",
      message:
        "Patterns cannot be compared: too few complete answer sheets, or questions that do not vary or say the same as others.",
    });
  }
  if (flagged > respondents / 4) {
    warnings.push({
      code: "many-flags",
      message: `${flagged} of ${respondents} answer sheets are flagged: look at the questionnaire before leaving anybody out.`,
      count: flagged,
    });
  }
  return warnings;
}
