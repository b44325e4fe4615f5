import type { AnswerScale } from "customer-equity/satisfaction";
import type { SheetPlan } from "../../answers/sheet-plan.ts";
import type { LoyaltyCuts } from "./loyalty-cuts.ts";
import type { LoyaltyRole } from "./loyalty-roles.ts";

/** Which columns of a file are what, and where high starts. */
export interface LoyaltyPlan extends SheetPlan<LoyaltyRole> {
  /** By role its column. */
  readonly found: Readonly<Partial<Record<LoyaltyRole, string>>>;
  /** By role the scale of its ratings. */
  readonly scales: Readonly<Partial<Record<LoyaltyRole, AnswerScale>>>;
  readonly cuts: LoyaltyCuts & Readonly<Record<"indifference" | "affection" | "satisfied" | "loyal", number>>;
}
