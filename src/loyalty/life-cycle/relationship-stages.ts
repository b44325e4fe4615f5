import type { ClassName } from "../../types.ts";

/** What drives loyalty (忠诚的决定因素). */
export type LoyaltyDriver = "value" | "satisfaction" | "trust" | "switchingCost";

/** One of the stages of a relationship. */
export interface RelationshipStage extends ClassName {
  /** The stage. */
  readonly label: "exploration" | "build-up" | "stability" | "decline";
  /** What Dwyer, Schurr & Oh call it. */
  readonly phase: string;
  /** What mainly drives loyalty in it (主要驱动因素). */
  readonly mainDrivers: readonly LoyaltyDriver[];
  /** The loyalty that a customer reaches in it. */
  readonly loyalty: string;
  /** 达到的忠诚。 */
  readonly loyaltyZh: string;
}

/** The stages of a customer relationship (客户关系生命周期), what drives loyalty in each, and what loyalty it reaches. */
export const relationshipStages: readonly RelationshipStage[] = [
  {
    label: "exploration",
    labelZh: "考察期",
    phase: "awareness and exploration",
    mainDrivers: ["value"],
    loyalty: "behavioral, from none",
    loyaltyZh: "行为忠诚",
  },
  {
    label: "build-up",
    labelZh: "形成期",
    phase: "expansion",
    mainDrivers: ["satisfaction"],
    loyalty: "mental",
    loyaltyZh: "精神忠诚",
  },
  {
    label: "stability",
    labelZh: "稳定期",
    phase: "commitment",
    mainDrivers: ["trust", "switchingCost"],
    loyalty: "sustainable",
    loyaltyZh: "可持续忠诚",
  },
  {
    label: "decline",
    labelZh: "退化期",
    phase: "dissolution",
    mainDrivers: [],
    loyalty: "falling",
    loyaltyZh: "忠诚下降",
  },
];
