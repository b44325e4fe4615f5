/** A regression of one standardized variable on others. */
export interface StandardizedRegression {
  readonly coefficients: readonly number[];
  readonly rSquared: number;
}

/** How small a pivot may be before causes count as dependent: beside a variance of 1, what the causes before do not explain. */
export const dependent = 1e-10;

/**
 * Regression of variable `outcome` on `causes` from their correlations, by elimination with pivots; `null` where causes depend on each other.
 * Correlations that are corrected for attenuation need not be positive definite: the equations are solved all the same.
 */
export function standardizedRegression(
  correlations: readonly (readonly number[])[],
  causes: readonly number[],
  outcome: number,
): StandardizedRegression | null {
  const size = causes.length;
  const system = causes.map((cause) => [
    ...causes.map((other) => correlations[cause]![other]!),
    correlations[cause]![outcome]!,
  ]);
  for (let i = 0; i < size; i++) {
    let best = i;
    for (let k = i + 1; k < size; k++) if (Math.abs(system[k]![i]!) > Math.abs(system[best]![i]!)) best = k;
    const row = system[best]!;
    if (!(Math.abs(row[i]!) > dependent)) return null;
    system[best] = system[i]!;
    system[i] = row;
    for (let k = i + 1; k < size; k++) {
      const other = system[k]!;
      const factor = other[i]! / row[i]!;
      for (let j = i; j <= size; j++) other[j]! -= factor * row[j]!;
    }
  }
  const coefficients = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = system[i]![size]!;
    for (let j = i + 1; j < size; j++) rest -= system[i]![j]! * coefficients[j]!;
    coefficients[i] = rest / system[i]![i]!;
  }
  const rSquared = causes.reduce((sum, cause, i) => sum + coefficients[i]! * correlations[cause]![outcome]!, 0);
  return { coefficients, rSquared };
}
