import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { reaches } from "../../numeric/reaches.ts";
import type { AnswerScale } from "../../survey/answers.ts";
import type { ClassColumn, ClassName } from "../../types.ts";

/** Two figures of the same things, by name. */
export interface NamedPairs {
  readonly names: readonly string[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The four quadrants of importance and performance (四分图; Martilla & James 1977), in the order of the rules. */
export const importanceQuadrants: readonly ClassName[] = [
  { label: "keep up the good work", labelZh: "优势区" },
  { label: "concentrate here", labelZh: "修补区" },
  { label: "low priority", labelZh: "机会区" },
  { label: "possible overkill", labelZh: "维持区" },
];

/** Where the quadrants meet. */
export interface QuadrantCuts {
  /** Importance from which something is important. */
  readonly importance: number;
  /** Performance from which it is done well. */
  readonly performance: number;
}

/** How the cuts are found: at the means, the medians, the middles of the scales, or given. */
export type QuadrantRule = "mean" | "median" | "midpoint" | QuadrantCuts;

/** The cuts of importances x and performances y; `ends` of importance are `null` where all are the same and have no scale. */
export function findCuts(
  cuts: QuadrantRule,
  { x, y }: NamedPairs,
  scale: AnswerScale,
  ends: AnswerScale | null,
): QuadrantCuts {
  if (typeof cuts === "object" && cuts !== null) {
    return {
      importance: requireNumber(cuts.importance, "options.cuts.importance"),
      performance: requireNumber(cuts.performance, "options.cuts.performance"),
    };
  }
  const rule = requireOneOf(cuts, "options.cuts", ["mean", "median", "midpoint"]);
  if (rule === "mean") return { importance: meanOf(x), performance: meanOf(y) };
  if (rule === "median") return { importance: medianOf(x), performance: medianOf(y) };
  if (ends === null) {
    throw new InputError({
      code: "zero-variance",
      path: "options.importanceScale",
      expected: "importances that differ, or a scale of importance",
      received: "one importance for all",
    });
  }
  return { importance: (ends.min + ends.max) / 2, performance: (scale.min + scale.max) / 2 };
}

/** From the smallest to the largest value; `null` where they are all the same. */
export function rangeOf(values: readonly number[]): AnswerScale | null {
  return widthOf(values) > 0 ? { min: Math.min(...values), max: Math.max(...values) } : null;
}

/** Checks two records of numbers with the same names. */
export function requirePairs(
  x: Readonly<Record<string, number>>,
  y: Readonly<Record<string, number>>,
  paths: readonly [x: string, y: string],
): NamedPairs {
  const names = Object.keys(requireOptions(x, paths[0]));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: paths[0], expected: "at least one entry", received: x });
  }
  const beside = requireOptions(y, paths[1]);
  const other = Object.keys(beside).find((name) => !names.includes(name));
  if (other !== undefined) {
    throw new InputError({
      code: "length-mismatch",
      path: `${paths[0]}.${other}`,
      expected: "an entry for each name",
      received: undefined,
    });
  }
  return {
    names,
    x: names.map((name) => requireNumber(x[name], `${paths[0]}.${name}`)),
    y: names.map((name) => requireNumber(beside[name], `${paths[1]}.${name}`)),
  };
}

/** The largest value less the smallest. */
function widthOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/**
 * The quadrant of each pair: class and rule 0 where both are high, 1 where x alone is, 2 where neither is, 3 where y alone is. The
 * distance is that from the nearer cut, as a share of the range of the values on its axis; 0 for values that are all the same.
 */
export function quadrantColumn(
  { names, x, y }: NamedPairs,
  cuts: { readonly x: number; readonly y: number },
  classes: readonly ClassName[],
): ClassColumn {
  const codes = Uint16Array.from(names, (_, i) => {
    const [highX, highY] = [reaches(x[i]!, cuts.x), reaches(y[i]!, cuts.y)];
    return highX ? (highY ? 0 : 1) : highY ? 3 : 2;
  });
  const distance = (value: number, cut: number, width: number): number =>
    width > 0 ? Math.abs(value - cut) / width : 0;
  const [widthX, widthY] = [widthOf(x), widthOf(y)];
  return {
    classes,
    codes,
    rules: codes.slice(),
    distances: Float64Array.from(names, (_, i) =>
      Math.min(distance(x[i]!, cuts.x, widthX), distance(y[i]!, cuts.y, widthY)),
    ),
    customers: names,
  };
}

/** The mean of at least one value. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value / values.length, 0);
}

function medianOf(values: readonly number[]): number {
  return quantileOfSorted(Float64Array.from(values).sort(), 0.5);
}
