import type { ClassName } from "customer-equity/satisfaction";
import type { SurveyReport } from "../analysis/analyze-survey.ts";

/** Questions that contradict the rest of their scale: until they are turned or left out, the finding may be wrong. */
export function contraryItems({ warnings }: SurveyReport): readonly ClassName[] {
  return warnings.flatMap(({ code, names }) => (code === "reversed-item" ? names : []));
}
