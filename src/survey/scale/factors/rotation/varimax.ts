import { transpose } from "../../../../numeric/matrix.ts";

/** A turn so small changes no digit that counts. */
const still = 1e-13;
const mostRounds = 1000;

/**
 * Varimax: turns factors so that each item loads on few of them, by the largest variance of the squared loadings of each factor (Kaiser 1958):
 * pair by pair by the angle that is best for the two, until no pair turns. `normalize` lets every item count alike (Kaiser's
 * normalization): its loadings are divided by the root of its communality and multiplied by it again at the end.
 */
export function varimax(loadings: readonly (readonly number[])[], normalize: boolean): number[][] {
  const lengths = loadings.map((row) => Math.sqrt(row.reduce((sum, loading) => sum + loading * loading, 0)));
  // An item without communality has nothing to normalize.
  const scales = lengths.map((length) => (normalize && length > 0 ? length : 1));
  const columns = transpose(loadings).map((column) => column.map((loading, i) => loading / scales[i]!));
  const largest = Math.max(...columns.flat().map(Math.abs));
  let turned = largest > 0;
  for (let round = 0; turned && round < mostRounds; round++) {
    turned = false;
    for (let a = 0; a < columns.length; a++) {
      for (let b = a + 1; b < columns.length; b++) {
        const angle = bestAngle(columns[a]!, columns[b]!);
        if (Math.abs(angle) <= still) continue;
        turn(columns[a]!, columns[b]!, angle);
        turned = true;
      }
    }
  }
  return transpose(columns).map((row, i) => row.map((loading) => loading * scales[i]!));
}

/** The angle by which two factors have to turn for the largest sum of their variances of squared loadings; 0 where all angles are alike. */
function bestAngle(x: readonly number[], y: readonly number[]): number {
  let [sumU, sumV, squares, products, size] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const u = x[i]! ** 2 - y[i]! ** 2;
    const v = 2 * x[i]! * y[i]!;
    sumU += u;
    sumV += v;
    squares += u * u - v * v;
    products += 2 * u * v;
    size += u * u + v * v;
  }
  const sine = products - (2 * sumU * sumV) / x.length;
  const cosine = squares - (sumU ** 2 - sumV ** 2) / x.length;
  return Math.hypot(sine, cosine) <= 1e-14 * size ? 0 : Math.atan2(sine, cosine) / 4;
}

function turn(x: number[], y: number[], angle: number): void {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i]!, y[i]!];
    x[i] = cosine * a + sine * b;
    y[i] = cosine * b - sine * a;
  }
}
