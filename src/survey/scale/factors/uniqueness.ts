/** No uniqueness goes below this, as in factanal and psych. */
const leastUniqueness = 0.005;

/** A uniqueness so near to the limit stands at it. */
const atLimit = 1e-6;

/** The uniqueness at a coordinate of the search, limit + t²: the search is free, and a Heywood case a minimum like any other. */
export function uniquenessAt(t: number): number {
  return leastUniqueness + t * t;
}

/** The coordinate of a uniqueness, away from the limit, where the search would have no slope to leave it by. */
export function coordinateOf(uniqueness: number): number {
  return Math.sqrt(Math.max(atLimit, uniqueness - leastUniqueness));
}

/** Places of the uniquenesses that stand at their limit: Heywood cases. */
export function heywoodPlaces(uniquenesses: readonly number[]): readonly number[] {
  return [...uniquenesses.keys()].filter((i) => uniquenesses[i]! < leastUniqueness + atLimit);
}
