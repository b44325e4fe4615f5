import { requireLength, requireOptions } from "../../checks.ts";
import { completeRows, readAnswers, type SurveyAnswers } from "../../survey/answers.ts";
import type { Column, NullableColumn } from "../../types.ts";

/** The respondents with an outcome and with all answers beside it. */
export interface OutcomeRows {
  readonly names: readonly string[];
  readonly outcome: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly n: number;
  /** Respondents without one of the answers. */
  readonly missing: number;
}

/** Checks an outcome and the answers in the field `field` beside it, and keeps the complete rows. */
export function readOutcomeRows<F extends string>(
  data: { readonly outcome: Column | NullableColumn } & Readonly<Record<F, SurveyAnswers>>,
  field: F,
): OutcomeRows {
  const given = requireOptions(data, "data");
  const { items: names, columns, respondents } = readAnswers(given[field], `data.${field}`);
  const outcome = readAnswers({ outcome: given.outcome }, "data").columns[0]!;
  requireLength(outcome, "data.outcome", respondents);
  const complete = completeRows({ columns: [outcome, ...columns], respondents });
  const [first, ...others] = complete.columns as readonly [Float64Array, ...Float64Array[]];
  return { names, outcome: first, columns: others, n: first.length, missing: respondents - first.length };
}
