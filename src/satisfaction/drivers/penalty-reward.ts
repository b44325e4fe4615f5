import { requireColumn, requireLength, requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type LevelOptions, requireLevel } from "../../statistics/level.ts";
import { type LinearRegression, linearRegression, type RegressionEffect } from "../../statistics/linear-regression.ts";
import type { SurveyAnswers } from "../../survey/answers.ts";
import type { Classification, ClassName, Column, NullableColumn, Warning } from "../../types.ts";
import { readOutcomeRows } from "./outcome-rows.ts";

/** Overall satisfaction and ratings of attributes, of the same respondents. */
export interface OutcomeAndAttributes {
  /** Overall satisfaction, `null` where there is no answer. */
  readonly outcome: Column | NullableColumn;
  /** By attribute a column of ratings. */
  readonly attributes: SurveyAnswers;
}

/** Options of {@link penaltyReward}. */
export interface PenaltyRewardOptions extends LevelOptions {
  /** A rating of at most this is bad. */
  readonly low: number;
  /** A rating of at least this is good; above `low`. */
  readonly high: number;
  /**
   * The least number of bad and of good ratings of each attribute.
   * @defaultValue 5
   */
  readonly minCell?: number | undefined;
  /**
   * The sizes of the asymmetry at which the kinds meet: hybrid up to the first, satisfier or dissatisfier up to the second.
   * @defaultValue [0.1, 0.4]
   */
  readonly thresholds?: readonly [number, number] | undefined;
}

/** One attribute. */
export interface AttributeContrast {
  /** Its name. */
  readonly name: string;
  /** What a bad rating does to the outcome, beside one in between: below 0 as a rule. */
  readonly penalty: RegressionEffect;
  /** What a good rating does: above 0 as a rule. */
  readonly reward: RegressionEffect;
  /** Respondents with a bad rating. */
  readonly low: number;
  /** Respondents with a good one. */
  readonly high: number;
  /** Whether a bad rating raises the outcome or a good one lowers it, so that the figures below do not exist. */
  readonly wrongSign: boolean;
  /** Range of impact on overall satisfaction (RIOCS): |penalty| + reward; `null` for a wrong sign. */
  readonly rangeOfImpact: number | null;
  /** Satisfaction-generating potential (SGP): reward/range; `null` for a wrong sign or no range. */
  readonly satisfactionPotential: number | null;
  /** Dissatisfaction-generating potential (DGP): |penalty|/range; `null` likewise. */
  readonly dissatisfactionPotential: number | null;
  /** Impact asymmetry IA = SGP − DGP, from −1 to 1 (影响不对称性); `null` likewise. */
  readonly impactAsymmetry: number | null;
  /** The kind; rules 0 to 4 from delighter to frustrator, the distance being that of IA from the nearest threshold. `null` without IA. */
  readonly kind: Classification | null;
}

/** What {@link penaltyReward} returns. */
export interface PenaltyReward extends Pick<LinearRegression, "rSquared" | "adjustedRSquared"> {
  /** Respondents with all answers. */
  readonly n: number;
  /** Respondents left out because an answer is missing. */
  readonly missing: number;
  /** Mean outcome of those whose ratings are all in between, by the regression. */
  readonly intercept: RegressionEffect;
  /** The attributes in the order given. */
  readonly attributes: readonly AttributeContrast[];
  /** `wrong-sign`. */
  readonly warnings: readonly Warning[];
}

/** From the attribute that can only please to the one that can only annoy. */
const kinds: readonly ClassName[] = [
  { label: "delighter", labelZh: "惊喜因素" },
  { label: "satisfier", labelZh: "满意因素" },
  { label: "hybrid", labelZh: "混合因素" },
  { label: "dissatisfier", labelZh: "不满因素" },
  { label: "frustrator", labelZh: "抱怨因素" },
];

/** An asymmetry within this of a threshold is on it. */
const tolerance = 1e-12;

/**
 * Penalty–reward contrast analysis (奖惩对比分析, PRCA): whether an attribute pleases when it is good, annoys when it is bad, or both.
 *
 * Each attribute becomes two dummies, bad (at most `low`) and good (at least `high`); the outcome is regressed on all of them. Penalty
 * p, reward r: range = |p| + r, SGP = r/range, DGP = |p|/range, IA = SGP − DGP. IA above 0.4 delighter, above 0.1 satisfier, from −0.1
 * to 0.1 hybrid, from −0.4 dissatisfier, below frustrator.
 *
 * @param data - Overall satisfaction, and by attribute a column of ratings.
 * @param options - What is bad and good; least numbers; thresholds; level.
 * @returns For each attribute penalty and reward with their standard errors, the asymmetry and the kind.
 * @throws InputError `insufficient-data` for fewer bad or good ratings of an attribute than `minCell`, or no more respondents than
 * dummies + 1; `singular` where dummies depend on each other; `out-of-range` for `high` not above `low`; `bad-option` for thresholds
 * that do not rise; `empty`, `length-mismatch`, `not-finite`.
 * @remarks Sources: Brandt (1987); labels and thresholds: Mikulić & Prebežac (2008), Managing Service Quality 18(6): conventions. There
 * is no standard twin; R `lm` of the dummies gives the coefficients.
 * @example
 * ```ts
 * import { penaltyReward } from "customer-equity/satisfaction";
 * const app = [1, 1, 1, 1, 1, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5];
 * const outcome = [2, 3, 2, 3, 2, 6, 7, 6, 7, 6, 7, 7, 8, 7, 7];
 * const [contrast] = penaltyReward({ outcome, attributes: { app } }, { low: 2, high: 4 }).attributes;
 * console.log(contrast?.penalty.estimate.toFixed(1), contrast?.reward.estimate.toFixed(1), contrast?.kind?.label); // -4.0 0.8 frustrator
 * ```
 */
export function penaltyReward(data: OutcomeAndAttributes, options: PenaltyRewardOptions): PenaltyReward {
  const { low, high, minCell = 5, thresholds = [0.1, 0.4], level: asked } = requireOptions(options);
  requireNumber(low, "options.low");
  requireNumber(high, "options.high", { min: low, openMin: true });
  requireNumber(minCell, "options.minCell", { integer: true, min: 1 });
  const limits = requireThresholds(thresholds);
  const level = requireLevel(asked);
  const { names, outcome, columns, n, missing } = readOutcomeRows(data, "attributes");
  const cells = names.map((name, j) =>
    contrastOf(columns[j]!, low as number, high as number, `data.attributes.${name}`, minCell),
  );
  const regression = linearRegression(
    outcome,
    cells.flatMap(({ bad, good }, j) => [
      { name: `${names[j]} (low)`, values: bad },
      { name: `${names[j]} (high)`, values: good },
    ]),
    { level, path: "data.attributes" },
  );
  const [intercept, ...effects] = regression.terms.map(({ name: _, ...effect }): RegressionEffect => effect);
  const attributes = names.map((name, j): AttributeContrast => {
    const [penalty, reward] = [effects[2 * j]!, effects[2 * j + 1]!];
    const { lowCount, highCount } = cells[j]!;
    return {
      name,
      penalty,
      reward,
      low: lowCount,
      high: highCount,
      ...asymmetry(penalty.estimate, reward.estimate, limits),
    };
  });
  const wrong = attributes.filter(({ wrongSign }) => wrongSign).map(({ name }) => name);
  return {
    n,
    missing,
    rSquared: regression.rSquared,
    adjustedRSquared: regression.adjustedRSquared,
    intercept: intercept!,
    attributes,
    warnings:
      wrong.length === 0
        ? []
        : [
            {
              code: "wrong-sign",
              message: `A bad rating raises the outcome or a good one lowers it for ${wrong.join(", ")}: too few respondents, or attributes that go together. Leave attributes out or merge them.`,
              count: wrong.length,
            },
          ],
  };
}

function requireThresholds(thresholds: readonly [number, number]): readonly [number, number] {
  requireColumn(thresholds, "options.thresholds", { min: 0, max: 1 });
  requireLength(thresholds, "options.thresholds", 2);
  const [first, second] = thresholds;
  if (first < second) return thresholds;
  throw new InputError({
    code: "bad-option",
    path: "options.thresholds[1]",
    expected: `a number above the first, ${first}`,
    received: second,
  });
}

function contrastOf(ratings: Float64Array, low: number, high: number, path: string, minCell: number) {
  const bad = ratings.map((rating) => (rating <= low ? 1 : 0));
  const good = ratings.map((rating) => (rating >= high ? 1 : 0));
  const count = (dummy: Float64Array): number => dummy.reduce((sum, entry) => sum + entry, 0);
  const [lowCount, highCount] = [count(bad), count(good)];
  for (const [size, which] of [
    [lowCount, `bad ratings (at most ${low})`],
    [highCount, `good ratings (at least ${high})`],
  ] as const) {
    if (size >= minCell) continue;
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `at least ${minCell} ${which} of respondents with all answers`,
      received: size,
      advice: "Move `low` or `high` towards the middle, or leave the attribute out.",
    });
  }
  return { bad, good, lowCount, highCount };
}

function asymmetry(
  penalty: number,
  reward: number,
  limits: readonly [number, number],
): Pick<
  AttributeContrast,
  "wrongSign" | "rangeOfImpact" | "satisfactionPotential" | "dissatisfactionPotential" | "impactAsymmetry" | "kind"
> {
  const wrongSign = penalty > 0 || reward < 0;
  const rangeOfImpact = wrongSign ? null : reward - penalty;
  if (rangeOfImpact === null || rangeOfImpact === 0) {
    const none = { satisfactionPotential: null, dissatisfactionPotential: null, impactAsymmetry: null, kind: null };
    return { wrongSign, rangeOfImpact, ...none };
  }
  const satisfactionPotential = reward / rangeOfImpact;
  const dissatisfactionPotential = -penalty / rangeOfImpact;
  const impactAsymmetry = satisfactionPotential - dissatisfactionPotential;
  return {
    wrongSign,
    rangeOfImpact,
    satisfactionPotential,
    dissatisfactionPotential,
    impactAsymmetry,
    kind: kindOf(impactAsymmetry, limits),
  };
}

function kindOf(asymmetry: number, [hybrid, plain]: readonly [number, number]): Classification {
  // The thresholds belong to the milder kind.
  const size = Math.abs(asymmetry);
  const steps = size > plain + tolerance ? 2 : size > hybrid + tolerance ? 1 : 0;
  const rule = asymmetry > 0 ? 2 - steps : 2 + steps;
  return { ...kinds[rule]!, rule, distance: Math.min(Math.abs(size - hybrid), Math.abs(size - plain)) };
}
