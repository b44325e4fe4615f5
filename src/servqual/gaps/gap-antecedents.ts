import { requireArray, requireFlag, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LinearRegression, linearRegression } from "../../statistics/linear-regression.ts";
import { requireNames, requireText } from "../../statistics/require-names.ts";
import { type AnswerScale, readAnswers, requireScale, type SurveyAnswers } from "../../survey/answers.ts";
import type { NullableColumn } from "../../types.ts";
import { estimateColumn, type ServqualEstimate, toNullable } from "../scoring/estimate.ts";
import { blankIncomplete, countRespondents, readPart } from "../scoring/read-part.ts";
import { rowMeans } from "../scoring/row-means.ts";
import { requireScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import { type GapAntecedent, gapAntecedentFactors, type ServiceGapKey, serviceGaps } from "./service-gaps.ts";

/** Options of {@link gapAntecedents}. */
export interface GapAntecedentsOptions extends ScoringOptions {
  /** By key of the antecedent the items that ask for it. Antecedents that are not named were not asked for. */
  readonly items: Readonly<Record<string, readonly string[]>>;
  /**
   * Items worded against their antecedent: "I know exactly what is expected of me" among those of role ambiguity.
   * @defaultValue none
   */
  readonly reversed?: readonly string[] | undefined;
  /**
   * The scale of the answers.
   * @defaultValue 1 to 7
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * By name of the gap its size for each respondent, to be regressed on the antecedents of that gap: negative for a shortfall.
   * @defaultValue none
   */
  readonly gaps?: Readonly<Partial<Record<ServiceGapKey, NullableColumn>>> | undefined;
  /**
   * The antecedents.
   * @defaultValue `gapAntecedentFactors`
   */
  readonly antecedents?: readonly GapAntecedent[] | undefined;
}

/** The score of an antecedent: the higher, the better for the gap. */
export interface AntecedentScore extends GapAntecedent, ServqualEstimate {
  /** Items that it is the mean of. */
  readonly items: readonly string[];
  /** The score of each respondent; `null` with too few items answered. */
  readonly scores: NullableColumn;
}

/** A regression of a gap on its antecedents. */
export interface AntecedentRegression extends LinearRegression {
  /** Respondents left out, as the gap or an antecedent is missing. */
  readonly missing: number;
}

/** What {@link gapAntecedents} returns. */
export interface GapAntecedents {
  /** Respondents who count. */
  readonly n: number;
  /** Respondents who do not: who left any item out (listwise), or every item (pairwise). */
  readonly missing: number;
  /** The antecedents, the lowest score, where to begin, first; those nobody answered last. */
  readonly antecedents: readonly AntecedentScore[];
  /** By name of the gap its regression on the antecedents. */
  readonly regressions: Readonly<Partial<Record<ServiceGapKey, AntecedentRegression>>>;
}

const gapKeys = serviceGaps.map(({ key }) => key);

/**
 * Scores what in the organization opens the gaps (差距成因评分), the weakest first, and regresses gaps on it where they are given.
 *
 * The score of an antecedent is the mean of its items over the scale; where more of it is bad (role conflict, 角色冲突) answers x become
 * min + max − x, so that a high score is good for all. A gap is regressed by least squares on the antecedents that belong to it: a positive
 * coefficient says that more of the good closes the gap.
 *
 * @param answers - Answers by item, one entry a respondent: a manager, an employee, a branch.
 * @param options - Which items ask for what; items to turn, scale, gaps by respondent; antecedents of your own; missing answers; level.
 * @returns Scores with intervals, lowest first, and the regressions.
 * @throws InputError `bad-option` for an antecedent or a gap that is not known, or one without items; `duplicate-id` for an item named twice;
 * `length-mismatch`, `out-of-range`, `not-finite`, `empty` for the answers; of a regression `insufficient-data`, `zero-variance`, `singular`.
 * @remarks Source: Zeithaml, Berry & Parasuraman (1988), Journal of Marketing 52(2). Twins: R `lm(gap ~ ...)` on `rowMeans`, Python
 * `statsmodels.OLS`.
 * @example
 * ```ts
 * import { gapAntecedents } from "customer-equity/servqual";
 * const answers = { T1: [5, 6, 5], T2: [6, 6, 7], A1: [6, 5, 7], A2: [2, 3, 1] };
 * const items = { teamwork: ["T1", "T2"], roleAmbiguity: ["A1", "A2"] };
 * const { antecedents } = gapAntecedents(answers, { items, reversed: ["A2"] });
 * console.log(antecedents.map(({ labelZh, mean }) => `${labelZh} ${mean!.toFixed(2)}`).join(", ")); // 角色模糊 2.00, 团队合作 5.83
 * ```
 */
export function gapAntecedents(answers: SurveyAnswers, options: GapAntecedentsOptions): GapAntecedents {
  const given = requireOptions(options);
  const { listwise, minShare, level } = requireScoring(options);
  const scale = requireScale(given.scale ?? { min: 1, max: 7 }, "options.scale");
  const asked = readItems(given.items, requireArray(given.antecedents ?? gapAntecedentFactors, "options.antecedents"));
  const all = [...new Set(asked.flatMap(({ items }) => items))];
  const { columns, respondents } = readAnswers(answers, "answers", { items: all, scale, reversed: given.reversed });
  if (listwise) blankIncomplete([columns]);
  const { n } = countRespondents(columns, null);
  const columnOf = new Map(all.map((item, j) => [item, columns[j]!]));
  const scored = asked.map(({ antecedent, items }) => {
    const means = rowMeans(
      items.map((item) => columnOf.get(item)!),
      minShare,
    );
    const values = antecedent.reversed ? means.map((mean) => scale.min + scale.max - mean) : means;
    return { antecedent, items, values };
  });
  const regressions = Object.entries(requireOptions(given.gaps, "options.gaps")).map(([gap, column]) => {
    const path = `options.gaps.${requireOneOf(gap, "options.gaps", gapKeys)}`;
    const own = scored.filter(({ antecedent }) => antecedent.gap === gap);
    return [
      gap,
      regress(readPart({ [gap]: column }, "options.gaps", { items: [gap] }, respondents)[0]!, own, level, path),
    ];
  });
  const place = ({ mean }: AntecedentScore): number => (mean === null ? Infinity : Number(mean.toPrecision(12)));
  return {
    n,
    missing: respondents - n,
    antecedents: scored
      .map(
        ({ antecedent, items, values }): AntecedentScore => ({
          ...antecedent,
          ...estimateColumn(values, { level, respondentWeights: null }, false),
          items,
          scores: toNullable(values),
        }),
      )
      .sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0)),
    regressions: Object.fromEntries(regressions),
  };
}

interface Scored {
  readonly antecedent: GapAntecedent;
  readonly values: Float64Array;
}

function regress(gap: Float64Array, scored: readonly Scored[], level: number, path: string): AntecedentRegression {
  if (scored.length === 0) {
    throw new InputError({
      code: "bad-option",
      path,
      expected: "a gap of which antecedents were asked for",
      received: path,
      advice: "Name the items of its antecedents, or leave the gap out.",
    });
  }
  const rows = [...gap.keys()].filter(
    (i) => !Number.isNaN(gap[i]!) && scored.every(({ values }) => !Number.isNaN(values[i]!)),
  );
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => values[row]!);
  const columns = scored.map(({ antecedent, values }) => ({ name: antecedent.key, values: pick(values) }));
  return { ...linearRegression(pick(gap), columns, { level, path }), missing: gap.length - rows.length };
}

/** The antecedents that were asked for, with their items. */
function readItems(
  items: GapAntecedentsOptions["items"],
  antecedents: readonly GapAntecedent[],
): readonly { readonly antecedent: GapAntecedent; readonly items: readonly string[] }[] {
  const given = requireOptions(items, "options.items");
  const known = antecedents.map((antecedent, j) => requireAntecedent(antecedent, `options.antecedents[${j}]`));
  const entries = Object.entries(given);
  if (entries.length === 0) {
    throw new InputError({
      code: "empty",
      path: "options.items",
      expected: "items of one antecedent or more",
      received: given,
    });
  }
  return entries.map(([key, own]) => {
    const antecedent = antecedents[known.indexOf(requireOneOf(key, "options.items", known))]!;
    const path = `options.items.${key}`;
    if (requireNames(own, path).length > 0) return { antecedent, items: own };
    throw new InputError({ code: "bad-option", path, expected: "one item or more", received: own });
  });
}

/** Checks an antecedent and returns its key. */
function requireAntecedent(antecedent: GapAntecedent, path: string): string {
  const { key, label, labelZh, gap, reversed } = requireOptions(antecedent, path);
  for (const [name, text] of Object.entries({ key, label, labelZh })) requireText(text, `${path}.${name}`);
  requireOneOf(gap, `${path}.gap`, gapKeys);
  requireFlag(reversed, `${path}.reversed`);
  return key;
}
