import { requireArray, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { momentsOf } from "../../statistics/correlation-matrix.ts";
import { requireNames } from "../../statistics/require-names.ts";
import { requireSpread } from "../../statistics/require-spread.ts";
import {
  type AnswerScale,
  completeRows,
  largestAnswer,
  readColumn,
  requireAnswerColumn,
  requireScale,
} from "../../survey/answers.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { zoneCuts } from "../classes/satisfaction-zone.ts";
import { type CurveForm, curveForms, type LoyaltyCurve, requireBounds } from "./curve-form.ts";
import { type CurveData, type CurveMethod, fitCurve } from "./fit-curve.ts";
import { judge, observe, rangeOf, zonesOf } from "./judge-curve.ts";

/** How satisfied and how loyal customers are, one entry a customer in each column. */
export interface SatisfactionAndLoyaltyAnswers {
  /** Satisfaction (满意度), on the scale of the options; `null` where there is none. */
  readonly satisfaction: Column | NullableColumn;
  /** Loyalty (忠诚度): 0 and 1, a share, or a score; `null` where there is none. */
  readonly loyalty: Column | NullableColumn;
}

/** Options of {@link satisfactionLoyaltyCurve}. */
export interface SatisfactionLoyaltyCurveOptions {
  /**
   * The scale of satisfaction.
   * @defaultValue `{ min: 1, max: 5 }`
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * The lowest and the highest loyalty there is, between which a logistic curve runs.
   * @defaultValue `{ min: 0, max: 1 }` where all loyalty lies in it; otherwise there is no logistic curve
   */
  readonly loyaltyScale?: AnswerScale | undefined;
  /**
   * Where the zones of defection, indifference and affection meet, on the scale of satisfaction.
   * @defaultValue 3 and 4.5 of a scale from 1 to 5, and the same shares of other scales
   */
  readonly bounds?: Column | undefined;
  /**
   * The shapes to compare.
   * @defaultValue linear, logistic, cubic, piecewise and power
   */
  readonly forms?: readonly CurveForm[] | undefined;
}

/** A curve that was fitted. */
export interface FittedLoyaltyCurve extends LoyaltyCurve {
  /** Standard errors of the coefficients, in their order; 0 where the fit is perfect. */
  readonly standardErrors: readonly number[];
  /**
   * `"least-squares"` for a loyalty of 0 and 1 where chances on the line that fits best would leave 0 to 1: such a curve has no likelihood.
   */
  readonly method: CurveMethod;
  /** Log-likelihood at the best coefficients; `null` where a curve goes through every point, or has none. */
  readonly logLikelihood: number | null;
  /** −2 log-likelihood + 2 · coefficients (with normal errors their deviation counts as one more); `null` likewise. */
  readonly aic: number | null;
  /** AIC less that of the best curve; `null` likewise. */
  readonly aicDifference: number | null;
  /** 1 − squares of the residuals by squares around the mean, which may be below 0; `null` where loyalty does not vary. */
  readonly rSquared: number | null;
  /** Where a logistic or cubic curve turns from ever steeper to ever flatter (or back): −a/b, −c/(3d); `null` where it does not. */
  readonly inflection: number | null;
  /** Whether the curve never falls between the lowest and the highest satisfaction there is. */
  readonly rises: boolean;
}

/** A form without a curve. */
export interface LeftOutForm {
  /** The form. */
  readonly form: CurveForm;
  /** Why these data have no such curve. */
  readonly reason: string;
}

/** Customers of one satisfaction, or of a narrow range of it. */
export interface ObservedLoyalty {
  /** Their mean satisfaction. */
  readonly satisfaction: number;
  /** Their mean loyalty. */
  readonly loyalty: number;
  /** How many they are. */
  readonly n: number;
}

/** What {@link satisfactionLoyaltyCurve} returns. */
export interface SatisfactionLoyaltyCurves {
  /** Customers with both values. */
  readonly n: number;
  /** Customers left out because a value is missing. */
  readonly missing: number;
  /** `"bernoulli"` for a loyalty of 0 and 1, `"normal"` for a score: all curves are fitted by it, so that their AIC can be compared. */
  readonly likelihood: "bernoulli" | "normal";
  /** The scale of satisfaction. */
  readonly scale: AnswerScale;
  /** Where zones meet. */
  readonly bounds: readonly number[];
  /** Customers in each zone, from the lowest; a satisfaction on a bound belongs to the zone above. */
  readonly zones: readonly number[];
  /** The curves, in the order of the forms. */
  readonly curves: readonly FittedLoyaltyCurve[];
  /** Forms of which there is no curve, and why. */
  readonly leftOut: readonly LeftOutForm[];
  /**
   * The form with the lowest AIC (a curve through every point is lower than any), or with the largest R² where no curve has a likelihood;
   * the first of equals.
   */
  readonly best: CurveForm;
  /** Mean loyalty by satisfaction: by value where there are at most 50, else in 50 ranges of equal width. */
  readonly observed: readonly ObservedLoyalty[];
  /** `few-in-zone`, `falling-curve`, `close-curves`, `weak-link`, `curves-left-out`, `no-likelihood`. */
  readonly warnings: readonly Warning[];
}

/**
 * How loyalty hangs on satisfaction (满意与忠诚的关系): five curves, fitted and compared. Is half-way satisfied enough, or does loyalty begin
 * with delight?
 *
 * Linear a + b s; logistic 1/(1 + e^−(a + b s)) between the ends of loyalty; cubic; piecewise linear over the zones of defection (流失区),
 * indifference (无差异区) and affection (情感区); power k s^c. All by maximum likelihood: of Bernoulli where loyalty is 0 or 1 (the curve is
 * then the chance to be loyal), else of normal errors, which is least squares. AIC compares curves of one such result, never a loyalty of
 * 0 and 1 with a score.
 *
 * A close link in one market says little of another: where customers cannot choose, the dissatisfied stay, too.
 *
 * @param data - Satisfaction and loyalty of each customer. Who lacks one of them is left out and counted.
 * @param options - Scales, bounds of the zones, forms.
 * @returns The curves with coefficients, AIC, R² and inflection; the best form; mean loyalty by satisfaction. `loyaltyAtSatisfaction`
 * evaluates a curve.
 * @throws InputError `insufficient-data` for fewer than eight complete customers, `zero-variance` where satisfaction or loyalty does not
 * vary (`one-class` for a loyalty of 0 and 1), `singular` where none of the forms has a curve, `out-of-range` outside the scales or for
 * bounds that do not ascend, `length-mismatch`, `bad-option`, `empty`, `not-finite`.
 * @remarks Sources: Heskett et al. (1994), Harvard Business Review 72(2) (zones); Jones & Sasser (1995), Harvard Business Review 73(6)
 * (shapes by market). The bounds 3 and 4.5 are a convention. Lines
 * whose best chances leave 0 to 1 are drawn by least squares, without an AIC.
 * Twins: R `glm(binomial(link))`, `nls`, `AIC`; none compares them all.
 * @example
 * ```ts
 * import { satisfactionLoyaltyCurve } from "customer-equity/loyalty";
 * const { best, curves } = satisfactionLoyaltyCurve({
 *   satisfaction: [1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5],
 *   loyalty: [0.05, 0.02, 0.06, 0.1, 0.12, 0.2, 0.42, 0.7, 0.86, 0.9],
 * });
 * const { inflection } = curves.find(({ form }) => form === best)!;
 * console.log(best, inflection?.toFixed(2)); // logistic 4.10
 * ```
 */
export function satisfactionLoyaltyCurve(
  data: SatisfactionAndLoyaltyAnswers,
  options?: SatisfactionLoyaltyCurveOptions,
): SatisfactionLoyaltyCurves {
  const {
    scale: asked = { min: 1, max: 5 },
    loyaltyScale,
    bounds: given,
    forms = curveForms,
  } = requireOptions(options);
  const { min, max } = requireScale(asked, "options.scale");
  const bounds = requireBounds(given ?? zoneCuts({ min, max }), "options.bounds");
  requireNames(requireArray(forms, "options.forms"), "options.forms").forEach((form, i) => {
    requireOneOf(form, `options.forms[${i}]`, curveForms);
  });
  const { read, missing } = readData(data, { scale: { min, max }, loyaltyScale, bounds });
  const n = read.loyalty.length;
  const all = forms.map((form) => ({ form, fitted: fitCurve(form, read) }));
  const leftOut = all.flatMap(({ form, fitted }) => (fitted.curve === null ? [{ form, reason: fitted.reason }] : []));
  const range = rangeOf(read.satisfaction);
  const judged = all.flatMap(({ fitted }) => (fitted.curve === null ? [] : [judge(fitted, read, range)]));
  if (judged.length === 0) {
    throw new InputError({
      code: "singular",
      path: "options.forms",
      expected: "a form that these data have a curve of",
      received: leftOut.map(({ form, reason }) => `${form}: ${reason}`).join("; "),
      advice: "Have more different values of satisfaction, or try the linear form.",
    });
  }
  const likely = judged.filter(({ method }) => method === "maximum-likelihood");
  const best =
    likely.length > 0
      ? likely.reduce((leader, curve) => ((curve.aic ?? -Infinity) < (leader.aic ?? -Infinity) ? curve : leader))
      : judged.reduce((leader, curve) => (curve.rSquared! > leader.rSquared! ? curve : leader));
  const curves = judged.map(
    (curve): FittedLoyaltyCurve => ({
      ...curve,
      aicDifference: curve.aic === null || best.aic === null ? null : curve.aic - best.aic,
    }),
  );
  const zones = zonesOf(read.satisfaction, bounds);
  return {
    n,
    missing,
    likelihood: read.likelihood,
    scale: { min, max },
    bounds: Array.from(bounds),
    zones,
    curves,
    leftOut,
    best: best.form,
    observed: observe(read, range),
    warnings: warn(curves, best.form, zones, leftOut),
  };
}

function readData(
  data: SatisfactionAndLoyaltyAnswers,
  options: Pick<SatisfactionLoyaltyCurveOptions, "loyaltyScale"> & {
    readonly scale: AnswerScale;
    readonly bounds: Column;
  },
): { readonly read: CurveData; readonly missing: number } {
  const { loyaltyScale, bounds } = options;
  if (loyaltyScale !== undefined) requireScale(loyaltyScale, "options.loyaltyScale");
  const { satisfaction, loyalty } = requireOptions(data, "data");
  const given = readOne(satisfaction, "data.satisfaction", options.scale);
  const beside = readOne(loyalty, "data.loyalty", loyaltyScale ?? { min: -largestAnswer, max: largestAnswer });
  if (given.length !== beside.length) {
    throw new InputError({
      code: "length-mismatch",
      path: "data.loyalty",
      expected: `${given.length} entries, as in satisfaction`,
      received: beside.length,
    });
  }
  const [x, y] = completeRows({ columns: [given, beside], respondents: given.length }).columns as readonly [
    Float64Array,
    Float64Array,
  ];
  if (x.length < 8) {
    throw new InputError({
      code: "insufficient-data",
      path: "data.satisfaction",
      expected: "at least eight customers with satisfaction and loyalty",
      received: x.length,
    });
  }
  const likelihood = y.every((value) => value === 0 || value === 1) ? "bernoulli" : "normal";
  for (const [path, column] of [["data.satisfaction", x] as const, ["data.loyalty", y] as const]) {
    if (column.some((value) => Math.abs(value - column[0]!) > 1e-12 * Math.abs(value))) continue;
    throw new InputError({
      code: path === "data.loyalty" && likelihood === "bernoulli" ? "one-class" : "zero-variance",
      path,
      expected: "values that differ by more than rounding",
      received: column[0],
      advice: "Where all are alike, there is no curve to be seen.",
    });
  }
  for (const [path, column] of [["data.satisfaction", x] as const, ["data.loyalty", y] as const])
    requireSpread(momentsOf([column]).deviations[0]!, path);
  const within = y.every((value) => value >= 0 && value <= 1) ? { min: 0, max: 1 } : null;
  return {
    read: {
      satisfaction: x,
      loyalty: y,
      bounds,
      loyaltyScale: likelihood === "bernoulli" ? within : (loyaltyScale ?? within),
      likelihood,
    },
    missing: given.length - x.length,
  };
}

function readOne(column: Column | NullableColumn, path: string, scale: AnswerScale): Float64Array {
  const given = requireAnswerColumn(column, path);
  requireRows(given, path);
  return readColumn(given, path, scale).values;
}

function warn(
  curves: readonly FittedLoyaltyCurve[],
  best: CurveForm,
  zones: readonly number[],
  leftOut: readonly LeftOutForm[],
): Warning[] {
  const warnings: Warning[] = [];
  const thin = zones.filter((n) => n < 20).length;
  if (thin > 0) {
    warnings.push({
      code: "few-in-zone",
      message: `${thin} of ${zones.length} zones have fewer than 20 customers: the curve there is a guess. Ask more of them, or set other bounds.`,
      count: thin,
    });
  }
  const own = curves.find(({ form }) => form === best)!;
  if (!own.rises) {
    warnings.push({
      code: "falling-curve",
      message: `The best curve (${best}) falls somewhere: look at the points before you believe that more satisfaction makes less loyal.`,
    });
  }
  if (own.method === "least-squares") {
    warnings.push({
      code: "no-likelihood",
      message: `No curve of loyal or not has a likelihood on these data, so the best (${best}) is the one with the largest R²: read it as a picture, not as chances.`,
    });
  }
  const close = curves.filter(
    ({ form, aicDifference }) => form !== best && aicDifference !== null && aicDifference < 2,
  );
  if (close.length > 0) {
    warnings.push({
      code: "close-curves",
      message: `${close.map(({ form }) => form).join(", ")} fit about as well as ${best} (AIC within 2): the data do not tell these shapes apart.`,
      count: close.length,
    });
  }
  if (own.rSquared !== null && own.rSquared < 0.1) {
    warnings.push({
      code: "weak-link",
      message: "Satisfaction says less than a tenth of how loyal a customer is: do not forecast loyalty from it alone.",
    });
  }
  if (leftOut.length > 0) {
    warnings.push({
      code: "curves-left-out",
      message: `There is no ${leftOut.map(({ form, reason }) => `${form} curve (${reason})`).join(", no ")}.`,
      count: leftOut.length,
    });
  }
  return warnings;
}
