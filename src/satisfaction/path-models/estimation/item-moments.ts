import { InputError } from "../../../errors.ts";

/** Answers of the respondents used, standardized item by item (divisor n), row after row. */
export interface StandardizedRows {
  readonly rows: number;
  readonly size: number;
  /** Entry `row * size + item`. */
  readonly values: Float64Array;
}

/** Means, standard deviations (divisor n) and correlations of the items in a sample of the rows, in the units of the rows. */
export interface ItemMoments {
  readonly rows: number;
  readonly means: Float64Array;
  readonly deviations: Float64Array;
  /** Entry `item * size + other`. */
  readonly correlations: Float64Array;
}

/** How small a standard deviation may be, beside that of all rows, before an item counts as constant: far above what rounding leaves of none. */
const constant = 1e-6;

/** Sums of the rows and of their products, each row counted as often as it is drawn: {@link momentsOfSums} makes moments of them. */
export interface ItemSums {
  rows: number;
  readonly first: Float64Array;
  /** The lower triangle. */
  readonly second: Float64Array;
}

/** Sums over nothing. */
export function emptySums(size: number): ItemSums {
  return { rows: 0, first: new Float64Array(size), second: new Float64Array(size * size) };
}

/** Adds a row `times` over (takes it away where negative). */
export function addRow(sums: ItemSums, { values, size }: StandardizedRows, row: number, times: number): void {
  const { first, second } = sums;
  const start = row * size;
  sums.rows += times;
  for (let h = 0; h < size; h++) {
    const share = times * values[start + h]!;
    const line = h * size;
    first[h]! += share;
    for (let k = 0; k <= h; k++) second[line + k]! += share * values[start + k]!;
  }
}

/** Sums over the rows, each as often as `counts` says, once where absent. */
export function sumsOf(data: StandardizedRows, counts?: ArrayLike<number>): ItemSums {
  const sums = emptySums(data.size);
  for (let row = 0; row < data.rows; row++) {
    const times = counts === undefined ? 1 : counts[row]!;
    if (times !== 0) addRow(sums, data, row, times);
  }
  return sums;
}

/** Moments of sums over a sample of the rows; throws `zero-variance` for an item that does not vary in it. */
export function momentsOfSums({ rows, first, second }: ItemSums, items: readonly string[]): ItemMoments {
  const size = first.length;
  const means = first.map((sum) => sum / rows);
  const deviations = means.map((mean, h) => Math.sqrt(Math.max(0, second[h * size + h]! / rows - mean * mean)));
  const still = deviations.findIndex((deviation, h) => !(deviation > constant * Math.max(1, Math.abs(means[h]!))));
  if (still >= 0) {
    throw new InputError({
      code: "zero-variance",
      path: `answers.${items[still]}`,
      expected: "answers that differ, also among a part of the respondents",
      received: "the same answer",
      advice: "Divide the respondents otherwise, or leave the item out of the model.",
    });
  }
  const correlations = new Float64Array(size * size);
  for (let h = 0; h < size; h++) {
    correlations[h * size + h] = 1;
    for (let k = 0; k < h; k++) {
      const covariance = second[h * size + k]! / rows - means[h]! * means[k]!;
      const correlation = Math.min(1, Math.max(-1, covariance / (deviations[h]! * deviations[k]!)));
      correlations[h * size + k] = correlation;
      correlations[k * size + h] = correlation;
    }
  }
  return { rows, means, deviations, correlations };
}
