import type { Warning } from "customer-equity/loyalty";
import { unreachedEnd } from "../../answers/unreached-end.ts";
import { type LoyaltyRole, roleNames } from "../columns/loyalty-roles.ts";
import type { LoyaltyInputs } from "./loyalty-inputs.ts";

/** The analysis that a warning is about. */
export type LoyaltySubject = "scales" | "value" | "risk" | "curve" | "determinants";

/** A warning with what it is about. */
export interface LoyaltyWarning extends Warning {
  readonly subject: LoyaltySubject;
  /** Scales whose ends nobody came near. */
  readonly ends?: readonly UnusedScaleEnd[];
}

/** A scale that may end earlier than is said. */
export interface UnusedScaleEnd {
  readonly role: LoyaltyRole;
  readonly highest: number;
  readonly max: number;
}

/** Warnings of an analysis. */
export function about(subject: LoyaltySubject, warnings: readonly Warning[]): readonly LoyaltyWarning[] {
  return warnings.map((warning) => ({ ...warning, subject }));
}

/** A warning where nobody gave one of the two highest answers of a scale: with another end the cuts are elsewhere. */
export function unusedScaleEnds({ answers, column }: LoyaltyInputs): readonly LoyaltyWarning[] {
  const ends = roleNames.flatMap((role): UnusedScaleEnd[] => {
    const max = answers.plan.scales[role]?.max;
    const highest = max === undefined ? null : unreachedEnd([column(role) ?? []], max);
    return max === undefined || highest === null ? [] : [{ role, highest, max }];
  });
  if (ends.length === 0) return [];
  const told = ends.map(({ role, highest, max }) => `${role} (${highest} of ${max})`).join(", ");
  const message = `Nobody gave an answer near the end of the scale: ${told}. If it ends earlier, say so by --scale or --satisfaction-scale.`;
  return [{ subject: "scales", code: "scale-end-unused", message, count: ends.length, ends }];
}
