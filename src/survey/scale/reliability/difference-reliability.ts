import { requireNumber, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireNames } from "../../../statistics/require-names.ts";
import type { SurveyAnswers } from "../../answers.ts";
import { deviationRange } from "../items/deviation-range.ts";
import { type ItemOptions, readItems } from "../items/item-data.ts";
import { alphaOf, partOf, requireSeveral, requireTotalVariance } from "./alpha.ts";
import { halfMoments } from "./halves.ts";

/** One of the two scores of a difference. */
export interface DifferencePart {
  /** Its reliability, at most 1: Cronbach's alpha, for example. */
  readonly reliability: number;
  /** Its standard deviation, above 0. */
  readonly standardDeviation: number;
}

/** Two scores of the same respondents, one of which is taken from the other. */
export interface DifferenceScore {
  /** What is taken from: the perceptions (感知) of a gap P − E. */
  readonly first: DifferencePart;
  /** What is taken off: the expectations (期望). */
  readonly second: DifferencePart;
  /** Correlation of the two scores. */
  readonly correlation: number;
}

/** The answers behind two scores of the same respondents. */
export interface DifferenceAnswers {
  /** Answers whose mean is taken from: perceptions. */
  readonly first: SurveyAnswers;
  /** Answers whose mean is taken off: expectations, of the same respondents in the same order. */
  readonly second: SurveyAnswers;
}

/** What {@link differenceReliability} returns. */
export interface DifferenceReliability extends DifferenceScore {
  /** Reliability of the difference; may be negative, and is not clipped. */
  readonly reliability: number;
  /** Standard deviation of the difference. */
  readonly standardDeviation: number;
  /** Respondents who count; `null` where the figures were given. */
  readonly n: number | null;
  /** Respondents who do not count, since they left one of the items out on either side (listwise), or all of them (pairwise). */
  readonly missing: number;
}

/** A variance so small beside those of the two scores is the rounding of scores that are the same. */
const same = 1e-12;

/**
 * Reliability of a difference score (差异分数的信度): why gaps P − E are criticized. What two scores have in common drops out of their
 * difference while their errors stay, so that the difference of reliable scores that correlate is unreliable.
 *
 * r = (s²ₚ rₚₚ + s²ₑ rₑₑ − 2 rₚₑ sₚ sₑ) / (s²ₚ + s²ₑ − 2 rₚₑ sₚ sₑ)
 *
 * @param score - Reliabilities, standard deviations and correlation of the two scores; or the answers behind them, from which they are
 * taken: Cronbach's alpha, and the means of the items.
 * @param options - For answers: items (names that both sides have), scale, reversed items, missing answers.
 * @returns The reliability of the difference, and the figures behind it.
 * @throws InputError `zero-variance` where the two scores differ by a constant; for figures `not-finite`, `out-of-range`; for answers the
 * errors of `cronbachAlpha`.
 * @remarks Sources: Lord (1963); Peter, Churchill & Brown (1993), Caution in the use of difference scores in consumer research, Journal of
 * Consumer Research 19; Brown, Churchill & Peter (1993), Journal of Retailing 69, on SERVQUAL. No package has it; alpha of the item gaps
 * (`cronbachAlpha`) answers another question.
 * @example
 * ```ts
 * import { differenceReliability } from "customer-equity/servqual";
 * const score = { reliability: 0.8, standardDeviation: 1 };
 * const { reliability } = differenceReliability({ first: score, second: score, correlation: 0.5 });
 * console.log(reliability.toFixed(2)); // 0.60
 * ```
 */
export function differenceReliability(
  score: DifferenceScore | DifferenceAnswers,
  options?: ItemOptions,
): DifferenceReliability {
  const given = requireOptions(score, "score");
  const { n, missing, ...figures } = isFigures(given) ? requireFigures(given) : figuresOf(given, options);
  const { first, second, correlation } = figures;
  const variances = first.standardDeviation ** 2 + second.standardDeviation ** 2;
  const shared = 2 * correlation * first.standardDeviation * second.standardDeviation;
  const variance = variances - shared;
  if (!(variance > same * variances)) {
    throw new InputError({
      code: "zero-variance",
      path: "score",
      expected: "two scores whose difference varies",
      received: variance,
    });
  }
  const reliable =
    first.standardDeviation ** 2 * first.reliability + second.standardDeviation ** 2 * second.reliability - shared;
  return { reliability: reliable / variance, standardDeviation: Math.sqrt(variance), ...figures, n, missing };
}

type Figures = DifferenceScore & { readonly n: number | null; readonly missing: number };

function isFigures(score: DifferenceScore | DifferenceAnswers): score is DifferenceScore {
  const { first, correlation } = score as Partial<DifferenceScore>;
  return correlation !== undefined || typeof first?.reliability === "number";
}

function requireFigures({ first, second, correlation }: DifferenceScore): Figures {
  const part = (given: DifferencePart, path: string): DifferencePart => {
    const { reliability, standardDeviation } = requireOptions(given, path);
    return {
      reliability: requireNumber(reliability, `${path}.reliability`, { min: -1e50, max: 1 }),
      standardDeviation: requireNumber(standardDeviation, `${path}.standardDeviation`, deviationRange),
    };
  };
  return {
    first: part(first, "score.first"),
    second: part(second, "score.second"),
    correlation: requireNumber(correlation, "score.correlation", { min: -1, max: 1 }),
    n: null,
    missing: 0,
  };
}

/** The figures of two sets of answers: read as one table, in which a respondent counts for both sides or for none. */
function figuresOf(score: DifferenceAnswers, options?: ItemOptions): Figures {
  const { items, reversed = [], ...rest } = requireOptions(options);
  const sides = (["first", "second"] as const).map((side) => {
    const answers = requireOptions(score[side], `score.${side}`);
    const wanted = items === undefined ? Object.keys(answers) : requireNames(items, "options.items");
    return { side, answers, wanted };
  });
  const table = sides.flatMap(({ side, answers }) =>
    Object.entries(answers).map(([item, column]) => [`${side}.${item}`, column] as const),
  );
  const named = (names: (side: (typeof sides)[number]) => readonly string[]): string[] =>
    sides.flatMap((each) => names(each).map((name) => `${each.side}.${name}`));
  const turned = requireNames(reversed, "options.reversed");
  const read = readItems(
    Object.fromEntries(table),
    { ...rest, items: named(({ wanted }) => wanted), reversed: named(() => turned) },
    { path: "score" },
  );
  const places = [...read.items.keys()];
  const split = [places.slice(0, sides[0]!.wanted.length), places.slice(sides[0]!.wanted.length)] as const;
  const { variances, covariance } = halfMoments(read.covariance, split);
  const part = (half: 0 | 1): DifferencePart => {
    const path = `score.${sides[half]!.side}`;
    const own = partOf(read.covariance, split[half]);
    requireSeveral(own.length, path);
    return {
      reliability: alphaOf(own)!,
      standardDeviation: Math.sqrt(requireTotalVariance(own, path)) / own.length,
    };
  };
  return {
    first: part(0),
    second: part(1),
    correlation: Math.min(1, Math.max(-1, covariance / Math.sqrt(variances[0] * variances[1]))),
    n: read.n,
    missing: read.missing,
  };
}
