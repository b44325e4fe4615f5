import { type AnswerQuality, answerQuality } from "customer-equity/satisfaction";
import { attempt, orNull, Refusal } from "../../answers/attempt.ts";
import type { TakenColumns } from "../../answers/sheet-plan.ts";
import type { Role } from "../columns/survey-plan.ts";
import type { SurveyAnswers } from "../survey-answers.ts";
import { about, type SurveyWarning } from "./survey-warning.ts";

/** Why a sheet is flagged. */
export const flagNames = ["straightLining", "speeding", "missing", "outOfPattern", "duplicate"] as const;

/** One of {@link flagNames}. */
export type FlagName = (typeof flagNames)[number];

/** How good the answers are. */
export interface QualityPart {
  readonly respondents: number;
  readonly invited: number | null;
  /** By column of answers the share without one. */
  readonly itemNonResponse: Readonly<Record<string, number>>;
  /** Respondents who answered everything. */
  readonly complete: number;
  /** By reason the rows flagged. */
  readonly flags: Readonly<Record<FlagName, readonly number[]>>;
  /** Rows without a flag. */
  readonly unflagged: readonly number[];
  /** Whether times were given, so that haste could show. */
  readonly timed: boolean;
  /** Whether patterns of answers could be compared. */
  readonly compared: boolean;
  /** Respondents with the same answer to each expectation, or each level that is not what they get; not flagged, as one may well expect everything. */
  readonly straightExpectations: number | null;
  readonly warnings: readonly SurveyWarning[];
}

/** Columns that are answers to a question with a scale. */
const asked: readonly Role[] = [
  "expectations",
  "perceptions",
  "differences",
  "adequate",
  "desired",
  "importance",
  "satisfaction",
  "recommendation",
  "effort",
  "ratings",
  "outcome",
  "path",
];
/** Batteries of questions through which a straight line says that nobody read them. */
const batteries: readonly Role[] = ["perceptions", "differences", "ratings", "path"];
/** Questions of a battery in which a straight line shows. */
const longEnough = 5;

/** What speaks against the answers; `null` where no question has a scale. */
export function assessAnswers(answers: SurveyAnswers): QualityPart | Refusal | null {
  const { plan, respondents } = answers;
  const columns = columnsOf(
    answers,
    plan.taken.filter(({ role }) => asked.includes(role)),
  );
  if (Object.keys(columns).length === 0) return null;
  const seconds = plan.seconds === null ? undefined : answers.numbers(plan.seconds);
  const all = attempt(() => answerQuality(columns, { seconds }));
  if (all instanceof Refusal) return all;
  const lines = plan.taken.filter(({ role, columns: own }) => batteries.includes(role) && own.length >= longEnough);
  const read = lines.flatMap((battery): AnswerQuality[] => {
    const quality = orNull(attempt(() => answerQuality(columnsOf(answers, [battery]))));
    return quality === null ? [] : [quality];
  });
  const expected = plan.taken.find(({ role, columns: own }) => role === "expectations" && own.length >= longEnough);
  const patterns = read[0] ?? all;
  const flags: QualityPart["flags"] = {
    straightLining: union(read.map((battery) => battery.flags.straightLining)),
    speeding: all.flags.speeding,
    missing: all.flags.missing,
    outOfPattern: patterns.flags.outOfPattern,
    duplicate: all.flags.duplicate,
  };
  const flagged = new Set(Object.values(flags).flat());
  return {
    respondents: respondents.length,
    invited: plan.invited,
    itemNonResponse: all.itemNonResponse,
    complete: Array.from(all.missingShares).filter((share) => share === 0).length,
    flags,
    unflagged: respondents.flatMap((_, i) => (flagged.has(i) ? [] : [i])),
    compared: patterns.warnings.every(({ code }) => code !== "no-pattern"),
    timed: seconds?.some((time) => time !== null) === true,
    straightExpectations:
      expected === undefined
        ? null
        : (orNull(attempt(() => answerQuality(columnsOf(answers, [expected]))))?.flags.straightLining.length ?? null),
    warnings: about("quality", manyFlags(flagged.size, respondents.length)),
  };
}

/** Columns in the order of the file, each once. */
function columnsOf(answers: SurveyAnswers, taken: readonly TakenColumns[]) {
  const names = new Set(taken.flatMap(({ columns }) => columns));
  return Object.fromEntries(
    answers.plan.columns.flatMap(({ name }) => (names.has(name) ? [[name, answers.numbers(name)] as const] : [])),
  );
}

function union(rows: readonly (readonly number[])[]): readonly number[] {
  return [...new Set(rows.flat())].sort((one, other) => one - other);
}

function manyFlags(flagged: number, respondents: number) {
  if (flagged <= respondents / 4) return [];
  const message = `${flagged} of ${respondents} answer sheets are flagged: look at the questionnaire before leaving anybody out.`;
  return [{ code: "many-flags", message, count: flagged }];
}
