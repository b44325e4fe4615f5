import type { ClassName } from "customer-equity/satisfaction";
import type { Warning } from "customer-equity/servqual";

/** The analysis that a warning is about. */
export type Subject =
  | "columns"
  | "quality"
  | "service"
  | "zones"
  | "reliability"
  | "satisfaction"
  | "drivers"
  | "contrasts"
  | "path"
  | "kano";

/** A warning with what it is about, and the questions, items or blocks that it names. */
export interface SurveyWarning extends Warning {
  readonly subject: Subject;
  readonly names: readonly ClassName[];
}

/** A name that is the same in both languages. */
export function sameName(label: string): ClassName {
  return { label, labelZh: label };
}

/** Warnings of an analysis, with the names that some codes are about. */
export function about(
  subject: Subject,
  warnings: readonly Warning[],
  names: Readonly<Record<string, readonly ClassName[]>> = {},
): readonly SurveyWarning[] {
  return warnings.map((warning) => ({ ...warning, subject, names: names[warning.code] ?? [] }));
}
