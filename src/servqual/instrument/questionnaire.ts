import { requireFlag, requireOneOf, requireOptions } from "../../checks.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import {
  readInstrument,
  type ServqualDimension,
  type ServqualInstrumentDefinition,
  type ServqualItem,
  type ServqualStems,
} from "./servqual-instrument.ts";

/** What a question asks for: the name of the answers in `servqualScores` or `toleranceZones`. */
export type QuestionPart =
  | "expectations"
  | "perceptions"
  | "differences"
  | "adequate"
  | "desired"
  | "perceived"
  | "weights";

/** Options of {@link questionnaire}. */
export interface QuestionnaireOptions {
  /**
   * Language of all texts.
   * @defaultValue "en"
   */
  readonly language?: "en" | "zh" | undefined;
  /**
   * Which questionnaire: `"servqual"` asks each item twice, for expectation and perception; `"servperf"` for perception alone;
   * `"difference"` once, for perception compared with expectation; `"tolerance"` three times, for the adequate, the desired and the
   * perceived level.
   * @defaultValue "servqual"
   */
  readonly form?: "servqual" | "servperf" | "difference" | "tolerance" | undefined;
  /**
   * The scale of answers.
   * @defaultValue 1 to 7; −3 to 3 for the form `"difference"`
   */
  readonly scale?: AnswerScale | undefined;
  /**
   * Whether to ask at the end how important the dimensions are, by 100 points to share out. There is nothing to share out with one dimension.
   * @defaultValue true
   */
  readonly weights?: boolean | undefined;
}

/** One question of a questionnaire. */
export interface Question {
  /** 1, 2, 3, ... in the order in which to ask. */
  readonly number: number;
  /** What it asks for: the record of answers that the answer belongs to. */
  readonly part: QuestionPart;
  /** The column in it: key of the item, of the dimension where it asks for weights. */
  readonly key: string;
  /** Key of the dimension. */
  readonly dimension: string;
  /** What to do with this question and its neighbours of the same part. */
  readonly instruction: string;
  /** The sentence to judge. */
  readonly text: string;
  /** The lowest answer there is. */
  readonly min: number;
  /** The highest. */
  readonly max: number;
  /** What the lowest answer means. */
  readonly minLabel: string;
  /** What the highest means. */
  readonly maxLabel: string;
}

const forms: Readonly<Record<NonNullable<QuestionnaireOptions["form"]>, readonly QuestionPart[]>> = {
  servqual: ["expectations", "perceptions"],
  servperf: ["perceptions"],
  difference: ["differences"],
  tolerance: ["adequate", "desired", "perceived"],
};

const agreement = {
  en: ["strongly disagree", "strongly agree"],
  zh: ["非常不同意", "非常同意"],
} as const;
const level = { en: ["very low", "very high"], zh: ["很低", "很高"] } as const;

/** For each part what to do, and what the ends of the scale mean. */
const parts = {
  expectations: {
    en: "Think of an excellent provider of this kind of service. How far do you agree that it is like this?",
    zh: "请设想一家提供此类服务的优秀机构，您在多大程度上同意它应当如此？",
    ends: agreement,
  },
  perceptions: {
    en: "Think of the service that you get here. How far do you agree that it is like this?",
    zh: "请根据您在本机构的实际感受，您在多大程度上同意下列说法？",
    ends: agreement,
  },
  differences: {
    en: "Compare the service that you get here with what you expect of an excellent provider.",
    zh: "请将您在本机构得到的服务与您对优秀机构的期望相比较。",
    ends: {
      en: ["far below what I expect", "far above what I expect"],
      zh: ["远低于期望", "远高于期望"],
    },
  },
  adequate: { en: "The lowest level that I would accept", zh: "我可以接受的最低水平", ends: level },
  desired: { en: "The level that I would like to get", zh: "我希望得到的理想水平", ends: level },
  perceived: { en: "The level that I get here", zh: "我实际得到的水平", ends: level },
  weights: {
    en: "Share out 100 points over these features: the more important a feature is to you, the more points it gets.",
    zh: "请将100分分配给下列各方面：对您越重要，分数越高。",
    ends: { en: ["not important", "all that matters"], zh: ["不重要", "唯一重要"] },
  },
} as const;

/**
 * A blank questionnaire (服务质量调查问卷) as records, ready for a form or a spreadsheet: what to ask in which order, on which scale, and into
 * which column of answers the answer goes.
 *
 * @param instrument - `bankServqual`, or one of your own.
 * @param options - Language, form, scale, and whether to ask for weights.
 * @returns One record a question: part by part; for the form `"tolerance"` item by item, with its three levels side by side.
 * @throws InputError `bad-option`, `duplicate-id` for what is no instrument; `bad-option`, `out-of-range` for the options.
 * @remarks Source: Parasuraman, Zeithaml & Berry (1988, 1994); the one-column form: Brown, Churchill & Peter (1993), Journal of Retailing
 * 69(1). Twins: none.
 * @example
 * ```ts
 * import { bankServqual, questionnaire } from "customer-equity/servqual";
 * const questions = questionnaire(bankServqual, { language: "zh" });
 * console.log(questions.length, questions[5]!.part, questions[5]!.key); // 49 expectations REL2
 * console.log(questions[5]!.text); // 优秀的银行应当真诚地帮助客户解决问题。
 * ```
 */
export function questionnaire(
  instrument: ServqualInstrumentDefinition,
  options?: QuestionnaireOptions,
): readonly Question[] {
  const { stems, dimensions } = readInstrument(instrument, "instrument");
  const { language = "en", form = "servqual", scale, weights = true } = requireOptions(options);
  requireOneOf(language, "options.language", ["en", "zh"]);
  requireOneOf(form, "options.form", Object.keys(forms) as (keyof typeof forms)[]);
  requireFlag(weights, "options.weights");
  const { min, max } = requireScale(
    scale ?? (form === "difference" ? { min: -3, max: 3 } : { min: 1, max: 7 }),
    "options.scale",
  );
  const all = dimensions.flatMap((dimension) => dimension.items.map((item) => ({ dimension, item })));
  const ask = (part: QuestionPart) => (entry: (typeof all)[number]) => ({ ...entry, part });
  const asked =
    form === "tolerance"
      ? all.flatMap((entry) => forms[form].map((part) => ask(part)(entry)))
      : forms[form].flatMap((part) => all.map(ask(part)));
  const questions = asked.map(({ dimension, item, part }) => ({
    ...wording(part, language),
    key: item.key,
    dimension: dimension.key,
    text: sentence(item, stems, part, language),
    min,
    max,
  }));
  const points = (dimension: ServqualDimension) => ({
    ...wording("weights", language),
    key: dimension.key,
    dimension: dimension.key,
    text: language === "zh" ? dimension.textZh : dimension.text,
    min: 0,
    max: 100,
  });
  const last = weights && dimensions.length > 1 ? dimensions.map(points) : [];
  return [...questions, ...last].map((question, i) => ({ number: i + 1, ...question }));
}

function wording(
  part: QuestionPart,
  language: "en" | "zh",
): Pick<Question, "part" | "instruction" | "minLabel" | "maxLabel"> {
  const { [language]: instruction, ends } = parts[part];
  const [minLabel, maxLabel] = ends[language];
  return { part, instruction, minLabel, maxLabel };
}

function sentence(item: ServqualItem, stems: ServqualStems | null, part: QuestionPart, language: "en" | "zh"): string {
  const expected = part === "expectations";
  if (language === "zh") {
    return stems === null ? item.textZh : `${expected ? stems.expectationZh : stems.perceptionZh}${item.textZh}。`;
  }
  return stems === null ? item.text : `${expected ? stems.expectation : stems.perception} ${item.text}.`;
}
