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
    for (let b = 0; b <= a; b++) {
      const [x, y] = [centred[a]!.values, centred[b]!.values];
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += x[i]! * y[i]!;
      covariance[a]![b] = sum / (rows - 1);
      covariance[b]![a] = sum / (rows - 1);
    }
  }
  return {
    rows,
    means: centred.map(({ mean }) => mean),
    deviations: covariance.map((row, i) => Math.sqrt(row[i]!)),
    covariance,
  };
}

/** Correlations from covariances; the diagonal is 1. Every variance has to be above 0. */
export function correlationMatrix(covariance: readonly (readonly number[])[]): number[][] {
  return covariance.map((row, i) =>
    row.map((entry, j) => (i === j ? 1 : entry / Math.sqrt(covariance[i]![i]! * covariance[j]![j]!))),
  );
}
