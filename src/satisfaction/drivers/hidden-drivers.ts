import { requireOptions } from "../../checks.ts";
import type { ClassColumn, ClassName } from "../../types.ts";
import { meanOf, quadrantColumn, requirePairs } from "./quadrants.ts";

/** Importance as it was derived and as customers state it, of the same attributes. */
export interface DerivedAndStated {
  /** By attribute the derived importance: |correlation|, Shapley value or relative weight of `keyDrivers`. */
  readonly derived: Readonly<Record<string, number>>;
  /** By attribute the mean rating of how important customers say it is. */
  readonly stated: Readonly<Record<string, number>>;
}

/** One attribute. */
export interface HiddenDriver {
  /** Its name. */
  readonly name: string;
  /** Derived importance. */
  readonly derived: number;
  /** Stated importance. */
  readonly stated: number;
  /** Place by derived importance, 1 being the most important; equal ones share the better place. */
  readonly derivedRank: number;
  /** Place by stated importance. */
  readonly statedRank: number;
  /** Stated less derived place: above 0 where it matters more than customers say. */
  readonly rankGap: number;
}

/** What {@link hiddenDrivers} returns. */
export interface HiddenDrivers {
  /** The attributes, those that matter most beyond what customers say first. */
  readonly attributes: readonly HiddenDriver[];
  /**
   * The kind of each attribute, in the order given, whose names are in `customers`: high derived and stated, derived alone, neither,
   * stated alone, each beside its mean. Distances as in `importancePerformance`.
   */
  readonly kinds: ClassColumn;
}

const kinds: readonly ClassName[] = [
  { label: "known driver", labelZh: "显性驱动因素" },
  { label: "hidden driver", labelZh: "隐性驱动因素" },
  { label: "minor", labelZh: "次要因素" },
  { label: "stated only", labelZh: "口头重要因素" },
];

/**
 * What matters though customers do not say so (隐性驱动因素): importance derived from the data beside importance as it is stated
 * (推导重要性与自述重要性).
 *
 * Customers call safety important in any bank and hardly mention courtesy; what goes with their satisfaction may be the other way
 * round. Ranks are compared, as the two have different units.
 *
 * @param data - By attribute its derived and its stated importance.
 * @returns Places, the gap between them, and the kind of each attribute.
 * @throws InputError `empty` without attributes, `length-mismatch` for one that has only one of the two, `not-finite`.
 * @remarks The dual-importance grid of market research; the cuts at the means are a convention. There is no standard twin.
 * @example
 * ```ts
 * import { hiddenDrivers } from "customer-equity/satisfaction";
 * const { attributes, kinds } = hiddenDrivers({
 *   derived: { courtesy: 0.3, safety: 0.05, rates: 0.2, app: 0.1 },
 *   stated: { courtesy: 6.1, safety: 6.9, rates: 6.5, app: 5.8 },
 * });
 * console.log(attributes[0]?.name, attributes[0]?.rankGap, kinds.classes[kinds.codes[0]!]?.labelZh); // courtesy 2 隐性驱动因素
 * ```
 */
export function hiddenDrivers(data: DerivedAndStated): HiddenDrivers {
  const { derived, stated } = requireOptions(data, "data");
  const pairs = requirePairs(derived as DerivedAndStated["derived"], stated as DerivedAndStated["stated"], [
    "data.derived",
    "data.stated",
  ]);
  const rank = (values: readonly number[], i: number): number =>
    1 + values.filter((value) => value > values[i]!).length;
  const attributes = pairs.names.map((name, i): HiddenDriver => {
    const [derivedRank, statedRank] = [rank(pairs.x, i), rank(pairs.y, i)];
    return {
      name,
      derived: pairs.x[i]!,
      stated: pairs.y[i]!,
      derivedRank,
      statedRank,
      rankGap: statedRank - derivedRank,
    };
  });
  return {
    attributes: attributes.sort((a, b) => b.rankGap - a.rankGap),
    kinds: quadrantColumn(pairs, { x: meanOf(pairs.x), y: meanOf(pairs.y) }, kinds),
  };
}
