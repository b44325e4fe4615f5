import { requireColumn, requireLength, requireNumber } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";
import type { Column } from "../../../types.ts";
import { deviationRange } from "./deviation-range.ts";
import type { ItemCorrelations, Items } from "./item-data.ts";

/** Checks and reads a correlation matrix. */
export function readCorrelations(
  given: ItemCorrelations,
  wanted: readonly string[] | undefined,
  reversed: readonly string[],
): Items {
  const { correlations, n, standardDeviations } = given;
  const size = correlations.length;
  if (n !== undefined) requireNumber(n, "answers.n", { integer: true, min: 2 });
  const names = given.items === undefined ? correlations.map((_, i) => `item${i + 1}`) : given.items;
  requireLength(requireNames(names, "answers.items"), "answers.items", size);
  if (standardDeviations !== undefined) {
    requireColumn(standardDeviations, "answers.standardDeviations", deviationRange, size);
  }
  requireCorrelationMatrix(correlations, "answers.correlations");
  const items = wanted ?? names;
  const at = items.map((item) => placeOf(item, names, "options.items"));
  const signs = items.map(() => 1);
  for (const item of reversed) signs[placeOf(item, items, "options.reversed")] = -1;
  const kept = at.map((a, i) => at.map((b, j) => (i === j ? 1 : signs[i]! * signs[j]! * entryOf(correlations, a, b))));
  const deviations = at.map((a) => standardDeviations?.[a] ?? 1);
  return {
    items,
    n: n ?? null,
    missing: 0,
    covariance: kept.map((row, i) => row.map((r, j) => r * deviations[i]! * deviations[j]!)),
    correlations: kept,
    answers: null,
  };
}

/** How far the entries of a printed correlation matrix may be from what they have to be. */
const printed = 1e-8;

/** Checks that a matrix is one of correlations: square, symmetric, 1 on the diagonal, entries from −1 to 1. */
export function requireCorrelationMatrix(matrix: readonly Column[], path: string): void {
  matrix.forEach((row, i) => {
    requireColumn(row, `${path}[${i}]`, { min: -1 - printed, max: 1 + printed }, matrix.length);
    for (let j = 0; j <= i; j++) {
      const expected = i === j ? 1 : matrix[j]![i]!;
      if (Math.abs(row[j]! - expected) <= printed) continue;
      throw new InputError({
        code: "out-of-range",
        path: `${path}[${i}][${j}]`,
        expected: i === j ? "1, as on the whole diagonal" : `${expected}, as on the other side of the diagonal`,
        received: row[j],
        advice: "A correlation matrix is symmetric, with 1 on its diagonal.",
      });
    }
  });
}

/** An entry with what its printing left of the symmetry and the bounds put right. */
function entryOf(matrix: readonly Column[], a: number, b: number): number {
  return Math.min(1, Math.max(-1, 0.5 * (matrix[a]![b]! + matrix[b]![a]!)));
}

function placeOf(item: string, names: readonly string[], path: string): number {
  const place = names.indexOf(item);
  if (place >= 0) return place;
  throw new InputError({
    code: "bad-option",
    path,
    expected: `items that there are (${names.join(", ")})`,
    received: item,
  });
}
