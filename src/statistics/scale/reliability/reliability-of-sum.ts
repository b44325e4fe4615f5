import { InputError } from "../../../errors.ts";

/** Share of the variance of a sum of items that their common factor explains, from loadings and error variances. */
export function reliabilityOfSum(loadings: ArrayLike<number>, errorVariances: ArrayLike<number>): number {
  let loading = 0;
  let error = 0;
  for (let i = 0; i < loadings.length; i++) {
    loading += loadings[i]!;
    error += errorVariances[i]!;
  }
  const total = loading ** 2 + error;
  if (total > 0) return loading ** 2 / total;
  throw new InputError({
    code: "zero-variance",
    path: "loadings",
    expected: "items whose sum varies",
    received: total,
    advice: "Loadings without error that cancel each other leave nothing to be reliable.",
  });
}
