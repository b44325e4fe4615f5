import { requireArray, requireFlag, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireTotal } from "../../survey/points.ts";

/** Options of {@link expertWeights}. */
export interface ExpertWeightsOptions {
  /**
   * What each expert's points have to sum to.
   * @defaultValue 100
   */
  readonly total?: number | undefined;
  /**
   * How far off the sum may be.
   * @defaultValue 1
   */
  readonly tolerance?: number | undefined;
  /**
   * Take any sum: points on a scale of their own, each expert's divided by their sum.
   * @defaultValue false
   */
  readonly rescale?: boolean | undefined;
}

/** What {@link expertWeights} returns. */
export interface ExpertWeights {
  /** By indicator the mean of the experts' weights; they sum to 1. */
  readonly weights: Readonly<Record<string, number>>;
  /** By indicator the standard deviation of the experts' weights (专家意见离散程度); `null` for a single expert. */
  readonly deviations: Readonly<Record<string, number>> | null;
  /** How many experts there are. */
  readonly experts: number;
}

/**
 * Weights of indicators from points that experts gave (专家打分法): each divides 100 points, and the weights are the means of their shares.
 *
 * @param points - For each expert the points by indicator, the same indicators for all.
 * @param options - What the points of an expert sum to, and how exactly.
 * @returns Weights by indicator, and how much the experts differ.
 * @throws InputError `empty` without experts or indicators, `out-of-range` for negative points, or points with another sum than asked for;
 * `not-finite` where an expert left an indicator out; `bad-option` for an indicator that the first expert did not have.
 * @remarks Constant-sum scaling; the tolerance of 1 point is a convention. There is no standard twin.
 * @example
 * ```ts
 * import { expertWeights } from "customer-equity/satisfaction";
 * const { weights } = expertWeights([{ staff: 60, price: 40 }, { staff: 50, price: 50 }]);
 * console.log(weights.staff, weights.price); // 0.55 0.45
 * ```
 */
export function expertWeights(
  points: readonly Readonly<Record<string, number>>[],
  options?: ExpertWeightsOptions,
): ExpertWeights {
  const { total = 100, tolerance = 1, rescale = false } = requireOptions(options);
  requireNumber(total, "options.total", { min: 0, openMin: true });
  requireNumber(tolerance, "options.tolerance", { min: 0 });
  requireFlag(rescale, "options.rescale");
  requireArray(points, "points", "an array with the points of each expert");
  requireRows(points, "points");
  const names = Object.keys(requireOptions(points[0], "points[0]"));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path: "points[0]", expected: "points of an indicator", received: points[0] });
  }
  const shares = points.map((given, i) => {
    const values = readPoints(given, `points[${i}]`, names);
    const sum = requireTotal(
      values.reduce((so, value) => so + value, 0),
      `points[${i}]`,
      { total, tolerance, rescale },
    );
    return values.map((value) => value / sum);
  });
  const experts = shares.length;
  const means = names.map((_, j) => shares.reduce((sum, share) => sum + share[j]!, 0) / experts);
  const deviation = (j: number): number =>
    Math.sqrt(shares.reduce((sum, share) => sum + (share[j]! - means[j]!) ** 2, 0) / (experts - 1));
  return {
    weights: Object.fromEntries(names.map((name, j) => [name, means[j]!])),
    deviations: experts === 1 ? null : Object.fromEntries(names.map((name, j) => [name, deviation(j)])),
    experts,
  };
}

function readPoints(given: Readonly<Record<string, number>>, path: string, names: readonly string[]): number[] {
  const own = requireOptions(given, path);
  const extra = Object.keys(own).find((name) => !names.includes(name));
  if (extra !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `${path}.${extra}`,
      expected: `points for ${names.join(", ")}`,
      received: extra,
    });
  }
  return names.map((name) => requireNumber(own[name], `${path}.${name}`, { min: 0, max: 1e100 }));
}
