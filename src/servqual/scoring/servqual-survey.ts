import { requireKnown, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type AnswerScale, requireScale, type SurveyAnswers } from "../../survey/answers.ts";
import {
  itemsOf,
  readInstrument,
  type ServqualInstrument,
  type ServqualInstrumentDefinition,
} from "../instrument/servqual-instrument.ts";
import {
  type AnswersOrNumbers,
  type PartColumns,
  type PartRules,
  readPart,
  readPartOrNumbers,
  requireNotNegative,
} from "./read-part.ts";

/** A survey of service quality: columns of answers by key of the item, one entry a respondent. Other columns are not looked at. */
export interface ServqualSurvey {
  /** The instrument that was used: `bankServqual`, or one of your own. */
  readonly instrument: ServqualInstrumentDefinition;
  /**
   * The scale of the answers.
   * @defaultValue −3 to 3 for `differences`; for the others it has to be said
   */
  readonly scale?: AnswerScale | undefined;
  /** What respondents say of this bank (感知). */
  readonly perceptions?: SurveyAnswers | undefined;
  /** What they expect of an excellent one (期望). Without them the scores are SERVPERF. */
  readonly expectations?: SurveyAnswers | undefined;
  /** In place of both: perceptions compared with expectations, asked at once (差异直接评分). */
  readonly differences?: SurveyAnswers | undefined;
  /** The ideal level (理想点) by item, for normed quality: answers, or one number an item. On the scale of the answers. */
  readonly ideal?: AnswersOrNumbers | undefined;
  /** Importance of each item (题项重要性) on a scale of its own: answers, or one number an item. */
  readonly importance?: AnswersOrNumbers | undefined;
  /**
   * The scale of `importance`.
   * @defaultValue any number of at least 0
   */
  readonly importanceScale?: AnswerScale | undefined;
  /**
   * Importance of the dimensions (维度权重) by key: one number each; or one column each with the points that every respondent gave, 100 in all.
   * They are divided by their sum. A respondent with a `null` among them has no weights.
   */
  readonly weights?: AnswersOrNumbers | undefined;
}

/** A survey as the numeric code reads it. */
export interface SurveyParts {
  readonly form: "servqual" | "servperf" | "difference";
  readonly instrument: ServqualInstrument;
  readonly scale: AnswerScale;
  readonly respondents: number;
  /** The parts that there are: one column an item, reversed items turned, NaN where there is no answer. */
  readonly parts: Readonly<
    Partial<Record<"differences" | "perceptions" | "expectations" | "ideal" | "importance", PartColumns>>
  >;
}

const surveyFields: readonly (keyof ServqualSurvey)[] = [
  "instrument",
  "scale",
  "perceptions",
  "expectations",
  "differences",
  "ideal",
  "importance",
  "importanceScale",
  "weights",
];

/** Checks a survey and reads its answers. */
export function readSurvey(survey: ServqualSurvey): SurveyParts {
  const given = requireOptions(survey, "survey");
  requireKnown(given, surveyFields, "survey");
  const instrument = readInstrument(given.instrument, "survey.instrument");
  const form = formOf(given);
  const usual = form === "difference" ? { min: -3, max: 3 } : undefined;
  const { min, max } = requireScale(given.scale ?? usual, "survey.scale");
  const { expectations, ideal, importance, importanceScale } = given;
  const items = itemsOf(instrument);
  const keys = items.map(({ key }) => key);
  const rules: PartRules = {
    items: keys,
    scale: { min, max },
    reversed: items.filter((item) => item.reversed).map(({ key }) => key),
    rulesPath: "survey",
  };
  const first = form === "difference" ? "differences" : "perceptions";
  const parts: Record<string, PartColumns> = { [first]: readPart(given[first]!, `survey.${first}`, rules) };
  const respondents = parts[first]![0]!.length;
  if (expectations !== undefined) {
    parts["expectations"] = readPart(expectations, "survey.expectations", rules, respondents);
  }
  if (ideal !== undefined) parts["ideal"] = readPartOrNumbers(ideal, "survey.ideal", rules, respondents);
  if (importance !== undefined) {
    parts["importance"] = readImportance(importance, keys, importanceScale, respondents);
  }
  return { form, instrument, scale: { min, max }, respondents, parts };
}

/** Which form the answers have, and whether they go together. */
function formOf({ differences, perceptions, expectations, ideal }: ServqualSurvey): SurveyParts["form"] {
  const refuse = (path: string, expected: string, received: unknown): never => {
    throw new InputError({ code: "bad-option", path, expected, received });
  };
  if (differences === undefined) {
    if (perceptions === undefined) refuse("survey.perceptions", "answers to score (or `differences`)", perceptions);
    return expectations === undefined ? "servperf" : "servqual";
  }
  const other = Object.entries({ perceptions, expectations, ideal }).find(([, answers]) => answers !== undefined);
  if (other !== undefined) refuse(`survey.${other[0]}`, "none beside `differences`, which stand for them", other[1]);
  return "difference";
}

function readImportance(
  importance: AnswersOrNumbers,
  items: readonly string[],
  scale: AnswerScale | undefined,
  respondents: number,
): PartColumns {
  if (scale !== undefined) requireScale(scale, "survey.importanceScale");
  const columns = readPartOrNumbers(importance, "survey.importance", { items, scale }, respondents);
  columns.forEach((column, j) => {
    requireNotNegative(column, `survey.importance.${items[j]}`);
  });
  return columns;
}
