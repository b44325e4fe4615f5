import { requireFlag, requireNumber, requireOptions } from "../../../checks.ts";
import type { BootstrapOptions, BootstrapSummary } from "../../../statistics/bootstrap.ts";
import { type LevelOptions, requireLevel } from "../../../statistics/level.ts";
import type { ParameterInterval, Warning } from "../../../types.ts";
import { type DimensionItems, type Dimensions, requireDimensions } from "../items/dimensions.ts";
import { type ItemData, type ItemOptions, readItems, requireCorrelations } from "../items/item-data.ts";
import { resample } from "../items/resample.ts";
import { below, type RuleOfThumb } from "../rule-of-thumb.ts";
import { heterotraitRatio } from "./heterotrait-ratio.ts";

/** Options of {@link heterotraitMonotrait}. */
export interface HeterotraitMonotraitOptions extends Omit<ItemOptions, "items">, LevelOptions {
  /** The items of each construct, of at least two constructs. */
  readonly dimensions: DimensionItems;
  /**
   * Whether correlations count without their sign, as in seminr: an item that was not reversed then does not hide what is shared.
   * @defaultValue true
   */
  readonly absolute?: boolean | undefined;
  /**
   * Below what two constructs count as different: .85, or .90 where they are near to each other in theory.
   * @defaultValue 0.85
   */
  readonly cut?: number | undefined;
  /**
   * Intervals by resampling respondents, which needs answers without gaps.
   * @defaultValue none
   */
  readonly bootstrap?: BootstrapOptions | undefined;
}

/** The ratio of one pair of constructs. */
export interface HeterotraitMonotraitPair {
  /** The two constructs, in their order. */
  readonly constructs: readonly [string, string];
  /** HTMT, at least 0 with `absolute`; `null` where a mean correlation within a construct is not above 0. */
  readonly ratio: number | null;
  /** Whether the two differ by rule of thumb; `null` without a ratio. */
  readonly rule: RuleOfThumb | null;
  /**
   * Percentile interval of the ratio; `null` without bootstrap, or where fewer than half of the draws have a ratio. With `absolute`, chance
   * correlations only add up, so that constructs with little in common have intervals above their ratio.
   */
  readonly interval: ParameterInterval | null;
}

/** What {@link heterotraitMonotrait} returns. */
export interface HeterotraitMonotrait {
  /** Names of the constructs. */
  readonly constructs: readonly string[];
  /** Every pair of them: the first with the second, the first with the third, ... */
  readonly pairs: readonly HeterotraitMonotraitPair[];
  /** Whether every pair differs by rule of thumb; `null` where one has no ratio. */
  readonly met: boolean | null;
  /** Whether correlations counted without their sign. */
  readonly absolute: boolean;
  /** Level of the intervals. */
  readonly level: number;
  /** The bootstrap behind the intervals; `null` without. */
  readonly bootstrap: BootstrapSummary | null;
  /** Respondents who count; `null` where only correlations are known, without their number. */
  readonly n: number | null;
  /** Respondents who do not count: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** `refits-failed` where draws had to be left out. */
  readonly warnings: readonly Warning[];
}

/**
 * Heterotrait-monotrait ratio of correlations (异质-单质比率, HTMT, 区分效度): how much two constructs are one. It estimates the correlation
 * that the constructs would have if they were measured without error; near 1 their items measure the same thing.
 *
 * HTMT = mean r of items of the one with items of the other / √(mean r within the one · mean r within the other). A construct of one item
 * has a mean of 1 within.
 *
 * @param answers - Answers, an item a column, or correlations of the items.
 * @param options - The items of each construct, rule of thumb, bootstrap; scale, reversed items, missing answers.
 * @returns The ratio of each pair of constructs.
 * @throws InputError `insufficient-data` for fewer than two constructs or complete respondents, `zero-variance` where an item does not
 * vary, `duplicate-id` for an item in two constructs; `bad-option` for a bootstrap of correlations or of answers with gaps, and for the
 * options; `empty`, `length-mismatch`, `not-finite`, `out-of-range` for the answers.
 * @remarks Source: Henseler, Ringle & Sarstedt (2015), Journal of the Academy of Marketing Science 43. Twins: R `seminr` (absolute
 * correlations), `semTools::htmt(htmt2 = FALSE)`; SmartPLS.
 * @example
 * ```ts
 * import { heterotraitMonotrait } from "customer-equity/servqual";
 * const correlations = [[1, 0.64, 0.4, 0.32], [0.64, 1, 0.4, 0.32], [0.4, 0.4, 1, 0.5], [0.32, 0.32, 0.5, 1]];
 * const dimensions = { quality: ["item1", "item2"], loyalty: ["item3", "item4"] };
 * console.log(heterotraitMonotrait({ correlations }, { dimensions }).pairs[0]?.ratio?.toFixed(4)); // 0.6364
 * ```
 */
export function heterotraitMonotrait(answers: ItemData, options: HeterotraitMonotraitOptions): HeterotraitMonotrait {
  const { dimensions: given, absolute = true, cut = 0.85, bootstrap, level: asked, ...rest } = requireOptions(options);
  requireFlag(absolute, "options.absolute");
  requireNumber(cut, "options.cut");
  const level = requireLevel(asked);
  const dimensions = requireDimensions(given, "options.dimensions", 2);
  const read = readItems(answers, { ...rest, items: dimensions.items });
  const { names } = dimensions;
  const ratios = ratiosOf(requireCorrelations(read), dimensions, absolute);
  const sampled =
    bootstrap === undefined
      ? null
      : resample(read, { bootstrap, level }, (correlations) => ratiosOf(correlations, dimensions, absolute));
  const pairs = names
    .flatMap((one, a) => names.slice(a + 1).map((other) => [one, other] as const))
    .map((constructs, p) => {
      const ratio = ratios[p]!;
      return {
        constructs,
        ratio,
        rule: ratio === null ? null : below(ratio, cut),
        interval: sampled?.intervals[p] ?? null,
      };
    });
  return {
    constructs: names,
    pairs,
    met: pairs.some(({ rule }) => rule === null) ? null : pairs.every(({ rule }) => rule!.met),
    absolute,
    level,
    bootstrap: sampled?.bootstrap ?? null,
    n: read.n,
    missing: read.missing,
    warnings: sampled?.warnings ?? [],
  };
}

/** The ratio of every pair of constructs from correlations; `null` where it does not exist. */
function ratiosOf(
  correlations: readonly (readonly number[])[],
  { places }: Dimensions,
  absolute: boolean,
): readonly (number | null)[] {
  const correlation = (i: number, j: number): number => {
    const r = correlations[i]![j]!;
    return absolute ? Math.abs(r) : r;
  };
  return places.flatMap((one, a) => places.slice(a + 1).map((other) => heterotraitRatio(one, other, correlation)));
}
