import {
  fitLoyaltyDeterminants,
  type LoyaltyDeterminantsFit,
  type SatisfactionLoyaltyCurves,
  type SimpleSlopes,
  satisfactionLoyaltyCurve,
  simpleSlopes,
} from "customer-equity/loyalty";
import type { AnswerScale } from "customer-equity/satisfaction";
import { attempt, Refusal } from "../../answers/attempt.ts";
import type { AnswerColumn } from "../../answers/file-answers.ts";
import type { LoyaltyRole } from "../columns/loyalty-roles.ts";
import { completeRows } from "./classify.ts";
import type { LoyaltyInputs } from "./loyalty-inputs.ts";

/** Fewer complete customers say too little of what drives loyalty. */
export const leastCustomers = 30;

/** What stands for loyalty, the first that is there. */
const outcomes = ["loyalty", "recommend", "repeat"] as const satisfies readonly LoyaltyRole[];

/** Determinants by their names in the package. */
export const determinantRoles = {
  satisfaction: "satisfaction",
  value: "perceived_value",
  trust: "trust",
  switchingCost: "switching_cost",
} as const satisfies Readonly<Record<string, LoyaltyRole>>;

/** What loyalty is measured by. */
export interface Outcome {
  readonly role: LoyaltyRole;
  readonly column: AnswerColumn;
  readonly scale: AnswerScale;
}

/** How loyalty hangs on satisfaction. */
export interface CurvePart {
  readonly outcome: Outcome;
  readonly curves: SatisfactionLoyaltyCurves;
}

/** What makes customers loyal. */
export interface DeterminantsPart {
  readonly outcome: Outcome;
  readonly determinants: readonly (keyof typeof determinantRoles)[];
  readonly fit: LoyaltyDeterminantsFit;
  /** What satisfaction does where switching cost is low and high; `null` without both. */
  readonly slopes: SimpleSlopes | null;
}

/** Too few customers of whom all is known. */
export class TooFew {
  readonly n: number;

  constructor(n: number) {
    this.n = n;
  }
}

/** What stands for loyalty; `null` where nothing does. */
export function outcomeOf(inputs: LoyaltyInputs): Outcome | null {
  for (const role of outcomes) {
    const column = inputs.column(role);
    if (column === null) continue;
    const usual = role === "recommend" ? { min: 0, max: 10 } : { min: 0, max: 1 };
    return { role, column, scale: inputs.answers.plan.scales[role] ?? usual };
  }
  return null;
}

/** Curves of loyalty over satisfaction; `null` where there is one only. */
export function curvePart(inputs: LoyaltyInputs): CurvePart | Refusal | null {
  const outcome = outcomeOf(inputs);
  const satisfaction = inputs.column("satisfaction");
  if (outcome === null || satisfaction === null) return null;
  const { scales, cuts } = inputs.answers.plan;
  const scale = scales.satisfaction ?? { min: 1, max: 5 };
  const curves = attempt(() =>
    satisfactionLoyaltyCurve(
      { satisfaction, loyalty: outcome.column },
      { scale, loyaltyScale: outcome.scale, bounds: [cuts.indifference, cuts.affection] },
    ),
  );
  return curves instanceof Refusal ? curves : { outcome, curves };
}

/** Determinants of loyalty; `null` where there are none. */
export function determinantsPart(inputs: LoyaltyInputs): DeterminantsPart | Refusal | TooFew | null {
  const outcome = outcomeOf(inputs);
  const names = Object.keys(determinantRoles) as (keyof typeof determinantRoles)[];
  const columns = names.flatMap((name) => {
    const column = inputs.column(determinantRoles[name]);
    return column === null ? [] : [[name, column] as const];
  });
  if (outcome === null || columns.length === 0) return null;
  const known = completeRows([outcome.column, ...columns.map(([, column]) => column)], outcome.column.length);
  if (known.length < leastCustomers) return new TooFew(known.length);
  const fit = attempt(() =>
    fitLoyaltyDeterminants({ loyalty: outcome.column, determinants: Object.fromEntries(columns) }),
  );
  if (fit instanceof Refusal) return fit;
  const determinants = columns.map(([name]) => name);
  const both = determinants.includes("satisfaction") && determinants.includes("switchingCost");
  const slopes = both
    ? attempt(() => simpleSlopes(fit, { predictor: "satisfaction", moderator: "switchingCost" }))
    : null;
  return { outcome, determinants, fit, slopes: slopes instanceof Refusal ? null : slopes };
}
