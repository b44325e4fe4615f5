import { requireNumber } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { correlationMatrix, momentsOf } from "../../../statistics/correlation-matrix.ts";
import { type AnswerColumns, type AnswerRules, completeRows, readAnswers, type SurveyAnswers } from "../../answers.ts";
import { deviationRange } from "./deviation-range.ts";
import type { Items } from "./item-data.ts";

/** A deviation so small beside the mean is the rounding of a constant. */
const roundingShare = 1e-12;

/** Reads answers, of complete respondents or of pairs. */
export function readColumns(
  answers: SurveyAnswers,
  rules: AnswerRules,
  { missing, path }: { readonly missing: "listwise" | "pairwise"; readonly path: string },
): Items {
  const read = readAnswers(answers, path, rules);
  return missing === "listwise" || read.missing === 0 ? listwise(read, path) : pairwise(read, path);
}

function listwise(read: AnswerColumns, path: string): Items {
  const { items, respondents } = read;
  const columns = read.missing === 0 ? read.columns : completeRows(read).columns;
  const n = requireTwo(columns[0]!.length, path, "respondents who answered every item");
  const moments = momentsOf(columns);
  const covariance = settle(moments.covariance, moments.means, pathsOf(items, path));
  return {
    items,
    n,
    missing: respondents - n,
    covariance,
    correlations: correlationMatrix(covariance),
    answers: { columns, means: moments.means, missingShares: missingShares(read), gaps: false },
  };
}

function pairwise(read: AnswerColumns, path: string): Items {
  const { items, columns, respondents } = read;
  const paths = pathsOf(items, path);
  const pairs = columns.map((x, i) =>
    columns.slice(0, i + 1).map((y, j) => {
      const both = answeredBoth(x, y);
      requireTwo(both[0].length, paths[i]!, i === j ? "answers" : `respondents who also answered ${items[j]}`);
      return momentsOf(both);
    }),
  );
  const means = pairs.map((row, i) => row[i]!.means[0]!);
  const byPair = (entry: (i: number, j: number) => number): number[][] =>
    items.map((_, i) => items.map((_, j) => entry(Math.max(i, j), Math.min(i, j))));
  const empty = Array.from(columns[0]!, (_, row) => columns.every((column) => Number.isNaN(column[row])));
  const missing = empty.filter(Boolean).length;
  return {
    items,
    n: respondents - missing,
    missing,
    covariance: settle(
      byPair((i, j) => pairs[i]![j]!.covariance[0]![1]!),
      means,
      paths,
    ),
    correlations: byPair((i, j) => (i === j ? 1 : correlationMatrix(pairs[i]![j]!.covariance)[0]![1]!)),
    answers: { columns, means, missingShares: missingShares(read), gaps: true },
  };
}

/** The answers of those who answered two items: plain loops, since a survey has hundreds of pairs. */
function answeredBoth(x: Float64Array, y: Float64Array): readonly [Float64Array, Float64Array] {
  const [a, b] = [new Float64Array(x.length), new Float64Array(x.length)];
  let n = 0;
  for (let i = 0; i < x.length; i++) {
    if (Number.isNaN(x[i]!) || Number.isNaN(y[i]!)) continue;
    a[n] = x[i]!;
    b[n++] = y[i]!;
  }
  return [a.subarray(0, n), b.subarray(0, n)];
}

function pathsOf(items: readonly string[], path: string): readonly string[] {
  return items.map((item) => `${path}.${item}`);
}

function missingShares({ columns, missing, respondents }: AnswerColumns): readonly number[] {
  return columns.map((column) => (missing === 0 ? 0 : column.filter(Number.isNaN).length / respondents));
}

function requireTwo(n: number, path: string, of: string): number {
  if (n >= 2) return n;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: `at least 2 ${of}`,
    received: n,
    advice: 'Leave out items that few answered, or take all answers there are with `missing: "pairwise"`.',
  });
}

/** Covariances in which an item that does not vary has exactly none. */
function settle(
  covariance: readonly (readonly number[])[],
  means: readonly number[],
  paths: readonly string[],
): readonly (readonly number[])[] {
  const constant = covariance.map((row, i) => {
    const deviation = Math.sqrt(row[i]!);
    if (deviation <= roundingShare * Math.abs(means[i]!)) return true;
    requireNumber(deviation, `standard deviation of ${paths[i]}`, deviationRange);
    return false;
  });
  return covariance.map((row, i) => row.map((entry, j) => (constant[i]! || constant[j]! ? 0 : entry)));
}
