import { requireArray, requireLength, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import type { Column } from "../../../types.ts";
import { requireCorrelationMatrix } from "../items/read-correlations.ts";
import { extractedOf, requireLoadings } from "../reliability/composite-reliability.ts";
import { above, type RuleOfThumb } from "../rule-of-thumb.ts";

/** A measurement model: constructs with the loadings of their items, and the correlations of the constructs. */
export interface MeasuredConstructs {
  /** Standardized loadings of the items of each construct, by its name. */
  readonly loadings: Readonly<Record<string, Column>>;
  /** Correlations of the constructs, in the order of `loadings`. */
  readonly correlations: readonly Column[];
}

/** Whether one construct differs from the others, by Fornell and Larcker. */
export interface ConstructValidity {
  /** Name of the construct. */
  readonly construct: string;
  /** Average variance extracted (平均方差提取量). */
  readonly averageVarianceExtracted: number;
  /** Its square root, which is compared with correlations. */
  readonly rootOfExtracted: number;
  /** The largest correlation with another construct in size, its sign left off. */
  readonly largestCorrelation: number;
  /** With which construct. */
  readonly closest: string;
  /** Whether the root is above that correlation, and by how much. */
  readonly rule: RuleOfThumb;
}

/** What {@link discriminantValidity} returns. */
export interface DiscriminantValidity {
  /** The constructs, in the order given. */
  readonly constructs: readonly ConstructValidity[];
  /** Whether each differs from all others. */
  readonly met: boolean;
}

/**
 * Discriminant validity by Fornell and Larcker (区分效度): a construct differs from the others where it explains more of its own items than
 * it shares with any other construct: √AVE > |r|.
 *
 * It is known to miss constructs that are the same; `heterotraitMonotrait` finds them.
 *
 * @param constructs - Loadings by construct, and the correlations of the constructs: of a factor analysis or a path model.
 * @returns For each construct its AVE, the construct closest to it, and the verdict.
 * @throws InputError `insufficient-data` for fewer than two constructs, `empty` for one without items, `length-mismatch`, `not-finite`,
 * `out-of-range` for loadings beyond 1 and what are no correlations, `bad-option`.
 * @remarks Source: Fornell & Larcker (1981), Journal of Marketing Research 18. Twins: R `semTools::discriminantValidity`, `seminr`
 * (fl_criteria); SmartPLS.
 * @example
 * ```ts
 * import { discriminantValidity } from "customer-equity/servqual";
 * const { constructs, met } = discriminantValidity({
 *   loadings: { quality: [0.8, 0.75, 0.7], loyalty: [0.9, 0.85] },
 *   correlations: [[1, 0.6], [0.6, 1]],
 * });
 * console.log(constructs[0]?.rootOfExtracted.toFixed(3), met); // 0.751 true
 * ```
 */
export function discriminantValidity(constructs: MeasuredConstructs): DiscriminantValidity {
  const { loadings, correlations } = requireOptions(constructs, "constructs");
  const given = requireOptions(loadings, "constructs.loadings");
  const names = Object.keys(given);
  if (names.length < 2) {
    throw new InputError({
      code: "insufficient-data",
      path: "constructs.loadings",
      expected: "the loadings of at least 2 constructs, by their names",
      received: names.length,
    });
  }
  requireArray(correlations, "constructs.correlations", "the correlations of the constructs, row by row");
  requireLength(correlations, "constructs.correlations", names.length);
  requireCorrelationMatrix(correlations, "constructs.correlations");
  const verdicts = names.map((construct, i) => {
    const extracted = extractedOf(requireLoadings(given[construct]!, `constructs.loadings.${construct}`));
    const sizes = Array.from(correlations[i]!, (r, j) => (i === j ? -1 : Math.min(1, Math.abs(r))));
    const largest = Math.max(...sizes);
    return {
      construct,
      averageVarianceExtracted: extracted,
      rootOfExtracted: Math.sqrt(extracted),
      largestCorrelation: largest,
      closest: names[sizes.indexOf(largest)]!,
      rule: above(Math.sqrt(extracted), largest),
    };
  });
  return { constructs: verdicts, met: verdicts.every(({ rule }) => rule.met) };
}
