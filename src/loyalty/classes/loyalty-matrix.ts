import { requireKnown, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { quantileOfSorted } from "../../numeric/quantile.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { ClassColumn, Classification, ClassName, Column } from "../../types.ts";
import { type Classified, firstClass, readCustomers } from "../customer-columns.ts";
import { quadrantColumn } from "./quadrant-column.ts";

/** Attitude and behavior of one customer. */
export interface LoyaltyDimensions {
  /** How much better the bank is thought of than its rivals (相对态度), on the scale of the options. */
  readonly relativeAttitude: number;
  /** How much of the business comes here again (重复惠顾): share of wallet or rate of repurchase, from 0 to 1. */
  readonly repeatPatronage: number;
}

/** Attitude and behavior of many customers, one entry a customer. */
export interface LoyaltyDimensionColumns {
  /** Relative attitude (相对态度), on the scale of the options. */
  readonly relativeAttitude: Column;
  /** Repeat patronage (重复惠顾), from 0 to 1. */
  readonly repeatPatronage: Column;
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** A cut on each dimension of loyalty: a number, or the median of the customers at hand. */
export interface LoyaltyMatrixCuts {
  /**
   * Attitude from which on it is high.
   * @defaultValue the middle of the scale
   */
  readonly relativeAttitude?: number | "median" | undefined;
  /**
   * Share from which on repeat patronage is high.
   * @defaultValue 0.5
   */
  readonly repeatPatronage?: number | "median" | undefined;
}

/** Options of {@link loyaltyMatrix}. */
export interface LoyaltyMatrixOptions {
  /** The scale of the attitude: `{ min: 1, max: 7 }` of ratings, `{ min: -6, max: 6 }` of their differences from those of other banks. */
  readonly scale: AnswerScale;
  /**
   * Where high starts; `"median"` for both dimensions at once. Medians need columns of customers.
   * @defaultValue the middle of the scale, and 0.5
   */
  readonly cuts?: "median" | LoyaltyMatrixCuts | undefined;
}

/** What {@link loyaltyMatrix} returns for columns. */
export interface LoyaltyMatrixColumn extends ClassColumn {
  /** The cuts, as numbers. */
  readonly cuts: {
    /** Attitude from which on it is high. */
    readonly relativeAttitude: number;
    /** Share from which on repeat patronage is high. */
    readonly repeatPatronage: number;
  };
}

/** The four kinds of loyalty by its dimensions (基于忠诚维度的分类; Dick & Basu 1994), in the order of the rules. */
export const loyaltyMatrixClasses: readonly ClassName[] = [
  { label: "true loyalty", labelZh: "忠诚" },
  { label: "latent loyalty", labelZh: "潜在忠诚" },
  { label: "spurious loyalty", labelZh: "虚假忠诚" },
  { label: "no loyalty", labelZh: "不忠诚" },
];

/**
 * Who is loyal at heart, who only by habit, who would like to be, and who is not (基于忠诚维度的客户分类): relative attitude against
 * repeat patronage.
 *
 * Both high: true loyalty 忠诚; attitude alone: latent 潜在忠诚; behavior alone: spurious 虚假忠诚; neither: no loyalty 不忠诚. A value on its
 * cut is high.
 *
 * @param data - One customer as numbers, or many as columns without gaps.
 * @param options - The scale of the attitude; the cuts.
 * @returns For one customer the class; for columns a class column, and the cuts. Rules 0 to 3 in the order of `loyaltyMatrixClasses`. The
 * distance is that from the nearer cut, as a share of the scale (of the attitude) and in shares (of patronage).
 * @throws InputError `empty`, `length-mismatch`, `duplicate-id`; `out-of-range` for an attitude or a cut outside the scale, or patronage
 * outside 0 to 1; `not-finite`, also for a missing entry; `bad-option` for the median of one customer.
 * @remarks Source: Dick & Basu (1994), Journal of the Academy of Marketing Science 22(2); a test in retail banking found some validity
 * (Garland & Gendall). Cuts at the medians compare customers with each other: half of them are high, however loyal all are. There is no
 * standard twin.
 * @example
 * ```ts
 * import { loyaltyMatrix } from "customer-equity/loyalty";
 * const scale = { min: 1, max: 7 };
 * console.log(loyaltyMatrix({ relativeAttitude: 3.2, repeatPatronage: 0.75 }, { scale }).labelZh); // 虚假忠诚
 * const { codes, classes } = loyaltyMatrix(
 *   { relativeAttitude: [6.1, 5.9, 3.2, 2.5], repeatPatronage: [0.82, 0.3, 0.75, 0.1] },
 *   { scale, cuts: "median" },
 * );
 * console.log(Array.from(codes, (code) => classes[code]!.label).join(", "));
 * // true loyalty, latent loyalty, spurious loyalty, no loyalty
 * ```
 */
export function loyaltyMatrix<D extends LoyaltyDimensions | LoyaltyDimensionColumns>(
  data: D,
  options: LoyaltyMatrixOptions,
): Classified<D, Classification, LoyaltyMatrixColumn> {
  const { scale: given, cuts: asked } = requireOptions(options);
  const scale = requireScale(given, "options.scale");
  const share = { min: 0, max: 1 };
  const { single, columns, customers } = readCustomers(data, {
    relativeAttitude: { min: scale.min, max: scale.max },
    repeatPatronage: share,
  });
  const [attitude, patronage] = columns as [Float64Array, Float64Array];
  const wanted =
    asked === "median"
      ? { relativeAttitude: asked, repeatPatronage: asked }
      : (requireOptions(asked, "options.cuts") as LoyaltyMatrixCuts);
  requireKnown(wanted, ["relativeAttitude", "repeatPatronage"], "options.cuts");
  const cutOf = (field: keyof LoyaltyMatrixCuts, values: Float64Array, { min, max }: AnswerScale): number => {
    const cut = wanted[field] ?? (min + max) / 2;
    const path = `options.cuts.${field}`;
    return cut === "median" ? medianOf(values, path, single) : requireNumber(cut, path, { min, max });
  };
  const cuts = {
    relativeAttitude: cutOf("relativeAttitude", attitude, scale),
    repeatPatronage: cutOf("repeatPatronage", patronage, share),
  };
  const column = quadrantColumn(
    { values: attitude, cut: cuts.relativeAttitude, width: scale.max - scale.min },
    { values: patronage, cut: cuts.repeatPatronage, width: 1 },
    loyaltyMatrixClasses,
    customers,
  );
  return (single ? firstClass(column) : { ...column, cuts }) as Classified<D, Classification, LoyaltyMatrixColumn>;
}

function medianOf(values: Float64Array, path: string, single: boolean): number {
  if (!single) return quantileOfSorted(values.slice().sort(), 0.5);
  throw new InputError({
    code: "bad-option",
    path,
    expected: "a number for one customer",
    received: "median",
    advice: "Medians need columns of customers; for one more customer give the cuts that these had.",
  });
}
