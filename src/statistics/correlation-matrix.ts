/** Means, standard deviations (divisor n − 1) and covariances of columns of equal length. */
export interface Moments {
  readonly rows: number;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly covariance: readonly (readonly number[])[];
}

/** Moments of columns, all entries of which are finite; of at least two rows. */
export function momentsOf(columns: readonly ArrayLike<number>[]): Moments {
  const rows = columns[0]?.length ?? 0;
  const centred = columns.map((column) => {
    let mean = 0;
    for (let i = 0; i < rows; i++) mean += column[i]!;
    mean /= rows;
    // Float64Array.from would take several times as long for the columns of a survey.
    const values = new Float64Array(rows);
    for (let i = 0; i < rows; i++) values[i] = column[i]! - mean;
    return { mean, values };
  });
  const covariance = centred.map(() => new Array<number>(columns.length).fill(0));
  for (let a = 0; a < columns.length; a++) {
    // Four at once, as each sum has to wait for its own last addition.
    for (let b = 0; b <= a; b += 4) {
      const near = [b, b + 1, b + 2, b + 3].map((other) => centred[Math.min(other, a)]!.values);
      const sums = products(centred[a]!.values, near as [Float64Array, Float64Array, Float64Array, Float64Array]);
      for (let k = 0; k < 4 && b + k <= a; k++) {
        covariance[a]![b + k] = sums[k]! / (rows - 1);
        covariance[b + k]![a] = sums[k]! / (rows - 1);
      }
    }
  }
  return {
    rows,
    means: centred.map(({ mean }) => mean),
    deviations: covariance.map((row, i) => Math.sqrt(row[i]!)),
    covariance,
  };
}

/** Sums of the products of a column with each of four others. */
function products(
  x: Float64Array,
  [y0, y1, y2, y3]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
): readonly [number, number, number, number] {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    s0 += value * y0[i]!;
    s1 += value * y1[i]!;
    s2 += value * y2[i]!;
    s3 += value * y3[i]!;
  }
  return [s0, s1, s2, s3];
}

/** Correlations from covariances; the diagonal is 1. Every variance has to be above 0. */
export function correlationMatrix(covariance: readonly (readonly number[])[]): number[][] {
  return covariance.map((row, i) =>
    row.map((entry, j) => (i === j ? 1 : entry / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))),
  );
}
