import type { Warning } from "customer-equity/loyalty";

/** The analysis that a warning is about. */
export type LoyaltySubject = "value" | "risk" | "curve" | "determinants";

/** A warning with what it is about. */
export interface LoyaltyWarning extends Warning {
  readonly subject: LoyaltySubject;
}

/** Warnings of an analysis. */
export function about(subject: LoyaltySubject, warnings: readonly Warning[]): readonly LoyaltyWarning[] {
  return warnings.map((warning) => ({ ...warning, subject }));
}
