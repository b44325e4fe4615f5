import { requireArray, requireColumn, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { logistic, logisticSlope } from "../../statistics/logistic-regression.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { Column } from "../../types.ts";

/** The shapes that the link between satisfaction and loyalty may have. */
export type CurveForm = "linear" | "logistic" | "cubic" | "piecewise" | "power";

/** The shapes, in the order in which they are tried. */
export const curveForms: readonly CurveForm[] = ["linear", "logistic", "cubic", "piecewise", "power"];

/** A curve of loyalty over satisfaction with its coefficients: plain data. */
export interface LoyaltyCurve {
  /** Its shape. */
  readonly form: CurveForm;
  /**
   * Linear a + b s: [a, b]. Logistic 1/(1 + e^−(a + b s)): [a, b]. Cubic: [a, b, c, d] of a + b s + c s² + d s³. Piecewise: the value at
   * satisfaction 0 if the first slope went on, then the slope in each zone. Power k s^c: [k, c].
   */
  readonly coefficients: readonly number[];
  /**
   * Where a piecewise curve bends.
   * @defaultValue none: needed by the piecewise curve alone
   */
  readonly bounds?: Column | undefined;
  /**
   * Between which values a logistic curve runs.
   * @defaultValue `{ min: 0, max: 1 }`
   */
  readonly loyaltyScale?: AnswerScale | undefined;
}

/** Loyalty at a satisfaction: numbers for one, columns for many. */
export interface LoyaltyAt<Score> {
  /** What the curve says. */
  readonly loyalty: Score;
  /** What one point more of satisfaction adds there; where a piecewise curve bends, that of the zone above. */
  readonly slope: Score;
}

/**
 * The loyalty that a curve gives to a satisfaction, and what another point of satisfaction would add (满意—忠诚曲线上的点).
 *
 * For the logistic curve p = 1/(1 + e^−(a + b s)): slope b p (1 − p), steepest at the inflection −a/b.
 *
 * @param curve - A curve of `satisfactionLoyaltyCurve`, or one with coefficients of your own.
 * @param satisfaction - One satisfaction, or a column.
 * @returns Loyalty and slope.
 * @throws InputError `length-mismatch` for a wrong number of coefficients or a piecewise curve without bounds, `out-of-range` for a power
 * of a satisfaction not above 0, bounds that do not ascend, or what is beyond the range of numbers; `bad-option`, `not-finite`.
 * @remarks Source: the curves after Jones & Sasser (1995), Harvard Business Review 73(6). There is no standard twin.
 * @example
 * ```ts
 * import { loyaltyAtSatisfaction } from "customer-equity/loyalty";
 * const { loyalty, slope } = loyaltyAtSatisfaction({ form: "logistic", coefficients: [-9, 2.2] }, 4);
 * console.log(loyalty.toFixed(4), slope.toFixed(4)); // 0.4502 0.5445
 * ```
 */
export function loyaltyAtSatisfaction<S extends number | Column>(
  curve: LoyaltyCurve,
  satisfaction: S,
): LoyaltyAt<S extends number ? number : Float64Array> {
  const read = requireCurve(curve, "curve");
  const single = typeof satisfaction === "number";
  const rule = { min: read.form === "power" ? 0 : -1e70, max: 1e70, openMin: read.form === "power" };
  const column: Column = single
    ? [requireNumber(satisfaction, "satisfaction", rule)]
    : requireColumn(satisfaction, "satisfaction", rule);
  const loyalty = new Float64Array(column.length);
  const slope = new Float64Array(column.length);
  for (let i = 0; i < column.length; i++) {
    const point = pointOf(read, column[i]!);
    const where = { advice: "So far out the curve is beyond the range of numbers: keep to the scale of satisfaction." };
    loyalty[i] = requireNumber(point.loyalty, "satisfaction", where);
    slope[i] = requireNumber(point.slope, "satisfaction", where);
  }
  const give = (values: Float64Array) => (single ? values[0]! : values) as S extends number ? number : Float64Array;
  return { loyalty: give(loyalty), slope: give(slope) };
}

/** A curve with all that its evaluation needs. */
export interface CheckedCurve extends LoyaltyCurve {
  readonly bounds: Column;
  readonly loyaltyScale: AnswerScale;
}

/** Checks a curve. */
function requireCurve(curve: LoyaltyCurve, path: string): CheckedCurve {
  const {
    form: asked,
    coefficients,
    bounds = [],
    loyaltyScale = { min: 0, max: 1 },
  } = requireOptions(curve ?? null, path);
  const form = requireOneOf(asked, `${path}.form`, curveForms);
  requireBounds(bounds, `${path}.bounds`);
  requireScale(loyaltyScale, `${path}.loyaltyScale`);
  requireArray(coefficients, `${path}.coefficients`, "an array of numbers");
  requireColumn(coefficients, `${path}.coefficients`, { min: -1e70, max: 1e70 });
  const count = form === "cubic" ? 4 : form === "piecewise" ? 2 + bounds.length : 2;
  if (coefficients.length === count && (form !== "piecewise" || bounds.length > 0))
    return { form, coefficients, bounds, loyaltyScale };
  throw new InputError({
    code: "length-mismatch",
    path: `${path}.coefficients`,
    expected:
      form === "piecewise"
        ? "bounds, a value at 0 and a slope for each zone"
        : `${count} coefficients of a ${form} curve`,
    received: coefficients.length,
  });
}

/** Checks bounds of zones: ascending. */
export function requireBounds(bounds: Column, path: string): Column {
  requireColumn(bounds, path, { min: -1e70, max: 1e70 });
  for (let i = 1; i < bounds.length; i++)
    requireNumber(bounds[i], `${path}[${i}]`, { min: bounds[i - 1]!, openMin: true });
  return bounds;
}

/** Loyalty and slope of a checked curve. */
export function pointOf(curve: CheckedCurve, s: number): LoyaltyAt<number> {
  const { form, coefficients, bounds, loyaltyScale } = curve;
  const [a, b, c = 0, d = 0] = coefficients as readonly [number, number, number?, number?];
  if (form === "logistic") {
    const width = loyaltyScale.max - loyaltyScale.min;
    return { loyalty: loyaltyScale.min + width * logistic(a + b * s), slope: width * b * logisticSlope(a + b * s) };
  }
  if (form === "power") return { loyalty: a * s ** b, slope: a * b * s ** (b - 1) };
  if (form === "piecewise") {
    let loyalty = a + b * s;
    let slope = b;
    for (let k = 0; k < bounds.length && s >= bounds[k]!; k++) {
      const next = coefficients[k + 2]!;
      loyalty += (next - slope) * (s - bounds[k]!);
      slope = next;
    }
    return { loyalty, slope };
  }
  return { loyalty: a + s * (b + s * (c + s * d)), slope: b + s * (2 * c + s * 3 * d) };
}
