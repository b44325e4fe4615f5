import type { ClassColumn } from "customer-equity/loyalty";
import {
  type CrossMatrix,
  crossMatrix,
  type TierSummary,
  tierByThreshold,
  tierByValueShare,
  tierSummary,
} from "customer-equity/segmentation";
import { attempt, Refusal } from "../../answers/attempt.ts";
import { type ClassPart, completeRows, pickClasses } from "./classify.ts";
import type { LoyaltyInputs } from "./loyalty-inputs.ts";

/** What the customers of each class are worth. */
export interface ValuePart {
  readonly part: ClassPart;
  readonly column: ClassColumn;
  readonly values: readonly number[];
  readonly summary: TierSummary;
  /** Customers with a class whose value is not known. */
  readonly missing: number;
}

/** Loyalty against another classification of the same customers. */
export interface Grid {
  readonly part: ClassPart;
  readonly matrix: CrossMatrix;
  /** Customers with a class of whom the other one is not known. */
  readonly missing: number;
}

/** Tiers of value, the best first. */
const valueTiers = { labels: ["high", "middle", "low"], labelsZh: ["高价值", "中价值", "低价值"] } as const;
/** Risks of churn, the highest first. */
const riskTiers = { labels: ["high risk", "middling", "low risk"], labelsZh: ["高风险", "中风险", "低风险"] } as const;

/** Value by class of a classification; `null` where no value is known. */
export function valueByClass(part: ClassPart, inputs: LoyaltyInputs): ValuePart | null {
  const values = inputs.column("value");
  if (values === null) return null;
  const own = part.rows.map((row) => values[row] ?? null);
  const known = completeRows([own], own.length);
  if (known.length === 0) return null;
  const column = pickClasses(part.column, known);
  const picked = known.map((place) => own[place] as number);
  return { part, column, values: picked, summary: tierSummary(column, picked), missing: own.length - known.length };
}

/** Loyalty by tier of value; `null` where there is no value. Tiers are of the customers in the grid. */
export function valueGrid(value: ValuePart | null, { answers }: LoyaltyInputs): Grid | Refusal | null {
  if (value === null) return null;
  const { highValue, middleValue } = answers.plan.cuts;
  return gridOf(value.part, value.missing, () =>
    crossMatrix(value.column, tierByValueShare(value.values, { boundaries: [highValue, middleValue], ...valueTiers }), {
      values: value.values,
    }),
  );
}

/** Loyalty by risk of churn; `null` where there is no risk. */
export function riskGrid(part: ClassPart, inputs: LoyaltyInputs): Grid | Refusal | null {
  const risks = inputs.column("churn_risk");
  if (risks === null) return null;
  const { middleRisk, highRisk } = inputs.answers.plan.cuts;
  const values = inputs.column("value");
  const own = part.rows.map((row) => risks[row] ?? null);
  const known = completeRows([own], own.length);
  const worth = known.map((place) => values?.[part.rows[place] as number] ?? null);
  return gridOf(part, own.length - known.length, () =>
    crossMatrix(
      pickClasses(part.column, known),
      tierByThreshold(
        known.map((place) => own[place] as number),
        { cuts: [middleRisk, highRisk], ...riskTiers },
      ),
      worth.length > 0 && worth.every((value) => value !== null) ? { values: worth as number[] } : {},
    ),
  );
}

function gridOf(part: ClassPart, missing: number, work: () => CrossMatrix): Grid | Refusal {
  const matrix = attempt(work);
  return matrix instanceof Refusal ? matrix : { part, matrix, missing };
}
