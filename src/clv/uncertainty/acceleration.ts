/** Σ L³ / (6 (Σ L²)^(3/2)) of the customers' influences L on a prediction, from its slopes along uncorrelated influences of size 1. */
export function accelerationOf(slopes: ArrayLike<number>, third: readonly (readonly (readonly number[])[])[]): number {
  let square = 0;
  let cube = 0;
  for (let j = 0; j < slopes.length; j++) {
    square += slopes[j]! ** 2;
    for (let k = 0; k < slopes.length; k++)
      for (let l = 0; l < slopes.length; l++) cube += third[j]![k]![l]! * slopes[j]! * slopes[k]! * slopes[l]!;
  }
  const acceleration = cube / (6 * square ** 1.5);
  // A prediction that no parameter moves, or an infinite one, is not skewed.
  return Number.isFinite(acceleration) ? acceleration : 0;
}
