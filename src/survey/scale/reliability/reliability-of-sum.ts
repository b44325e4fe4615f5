import { InputError } from "../../../errors.ts";

/** A variance of a sum so small beside its parts is the rounding of items that cancel each other. */
const cancelled = 1e-12;

/**
 * Share of the variance of a sum of items that their common factor explains, from loadings and error variances: (Σλ)² / ((Σλ)² + Σθ). `null`
 * where the sum does not vary.
 */
export function explainedOfSum(loadings: ArrayLike<number>, errorVariances: ArrayLike<number>): number | null {
  let loading = 0;
  let error = 0;
  let parts = 0;
  for (let i = 0; i < loadings.length; i++) {
    loading += loadings[i]!;
    error += errorVariances[i]!;
    parts += loadings[i]! ** 2 + Math.abs(errorVariances[i]!);
  }
  const total = loading ** 2 + error;
  return total > cancelled * parts ? loading ** 2 / total : null;
}

/** The same; throws `zero-variance` where there is none. */
export function reliabilityOfSum(loadings: ArrayLike<number>, errorVariances: ArrayLike<number>): number {
  const share = explainedOfSum(loadings, errorVariances);
  if (share !== null) return share;
  throw new InputError({
    code: "zero-variance",
    path: "loadings",
    expected: "items whose sum varies",
    received: 0,
    advice: "Loadings without error that cancel each other leave nothing to be reliable.",
  });
}
