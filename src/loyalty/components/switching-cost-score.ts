import { requireOneOf, requireOptions } from "../../checks.ts";
import { meanOfColumns, type PartRatings, type PartScore, type PartScoreOptions, readParts } from "./read-parts.ts";

/** The eight facets of switching cost (转换成本): what customers expect of a change of bank, each rated higher the dearer. */
export type SwitchingCostFacet =
  | "economicRisk"
  | "evaluation"
  | "learning"
  | "setup"
  | "benefitLoss"
  | "monetaryLoss"
  | "personalRelationship"
  | "brandRelationship";

/** The facets by type: procedural 程序性, financial 财务性, relational 关系性. */
const facets = {
  procedural: ["economicRisk", "evaluation", "learning", "setup"],
  financial: ["benefitLoss", "monetaryLoss"],
  relational: ["personalRelationship", "brandRelationship"],
} as const satisfies Readonly<Record<string, readonly SwitchingCostFacet[]>>;

/** Options of {@link switchingCostScore}. */
export interface SwitchingCostScoreOptions extends PartScoreOptions {
  /**
   * Whether the overall score is the mean of the three types or of the eight facets (procedural cost then counts for half).
   * @defaultValue "types"
   */
  readonly overall?: "types" | "facets" | undefined;
}

/** What {@link switchingCostScore} returns: numbers for one customer, columns for many. */
export interface SwitchingCostScore<Score> {
  /** Time and effort (程序性转换成本): mean of economic risk, evaluation, learning and set-up. */
  readonly procedural: Score;
  /** Money (财务性转换成本): mean of lost benefits and lost money. */
  readonly financial: Score;
  /** Ties (关系性转换成本): mean of the lost relationship with people and with the brand. */
  readonly relational: Score;
  /** The mean of the types, or of the facets. */
  readonly overall: Score;
}

/**
 * How dear customers think a change of bank is (转换成本量表): three types and an overall score, from ratings of eight facets.
 *
 * Each type is the mean of its facets; overall = mean of the three types, or of the eight facets.
 *
 * @param ratings - By facet a rating of one customer, or a column of many; `null` in a column where there is none.
 * @param options - How the overall score is made; the scale.
 * @returns The four scores on the scale of the ratings; in a column `null` where a rating that it takes is missing.
 * @throws InputError `length-mismatch` for a facet that is missing or of another length, `bad-option` for another facet or option,
 * `out-of-range` outside the scale, `not-finite`, `empty`.
 * @remarks Source: Burnham, Frels & Mahajan (2003), Journal of the Academy of Marketing Science 31(2). There is no standard twin
 * (`DataFrame.mean` in pandas, `rowMeans` in R).
 * @example
 * ```ts
 * import { switchingCostScore } from "customer-equity/loyalty";
 * const { procedural, overall } = switchingCostScore({
 *   economicRisk: 5, evaluation: 4, learning: 3, setup: 6,
 *   benefitLoss: 5, monetaryLoss: 2, personalRelationship: 4, brandRelationship: 3,
 * });
 * console.log(procedural, overall.toFixed(4)); // 4.5 3.8333
 * ```
 */
export function switchingCostScore<P extends PartRatings<SwitchingCostFacet>>(
  ratings: P,
  options?: SwitchingCostScoreOptions,
): SwitchingCostScore<PartScore<P>> {
  const { overall: asked = "types", scale } = requireOptions(options);
  const overall = requireOneOf(asked, "options.overall", ["types", "facets"]);
  const names = Object.values(facets).flat();
  const { columns, give } = readParts(ratings, "ratings", { names, scale });
  const typed = Object.values(facets).map((own) => meanOfColumns(own.map((facet) => columns[names.indexOf(facet)]!)));
  const [procedural, financial, relational] = typed as [(number | null)[], (number | null)[], (number | null)[]];
  return {
    procedural: give(procedural),
    financial: give(financial),
    relational: give(relational),
    overall: give(meanOfColumns(overall === "types" ? typed : columns)),
  };
}
