import type { ClassColumn, ClassName } from "../../../types.ts";

/** The four fields of importance and performance (Martilla & James 1977), in the order of the rules. */
const quadrants: readonly ClassName[] = [
  { label: "keep up the good work", labelZh: "优势区" },
  { label: "concentrate here", labelZh: "修补区" },
  { label: "low priority", labelZh: "机会区" },
  { label: "possible overkill", labelZh: "维持区" },
];

/** Points and where the map is cut. */
export interface QuadrantMap {
  readonly importance: readonly number[];
  readonly performance: readonly number[];
  readonly cutImportance: number;
  readonly cutPerformance: number;
}

/**
 * The quadrant of each point; a value at a cut is high. The rule is the number of the class; the distance is that to the nearer cut, as a share of
 * the range of its axis.
 */
export function importanceQuadrants(map: QuadrantMap): ClassColumn {
  const { importance, performance, cutImportance, cutPerformance } = map;
  const codes = Uint16Array.from(importance, (own, i) => {
    if (own >= cutImportance) return performance[i]! >= cutPerformance ? 0 : 1;
    return performance[i]! >= cutPerformance ? 3 : 2;
  });
  const across = rangeOf(importance);
  const along = rangeOf(performance);
  return {
    classes: quadrants,
    codes,
    rules: codes.slice(),
    distances: Float64Array.from(importance, (own, i) =>
      Math.min(Math.abs(own - cutImportance) / across, Math.abs(performance[i]! - cutPerformance) / along),
    ),
  };
}

/** Largest less smallest, 1 where they are the same. */
function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values) || 1;
}
