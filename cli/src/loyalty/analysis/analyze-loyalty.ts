import { Refusal } from "../../answers/attempt.ts";
import { BadInput } from "../../bad-input.ts";
import type { LoyaltyRole } from "../columns/loyalty-roles.ts";
import { type ClassKey, type ClassPart, classify, classKeys, inputsOf } from "./classify.ts";
import { type CurvePart, curvePart, type DeterminantsPart, determinantsPart, outcomeOf, TooFew } from "./drivers.ts";
import { type Grid, riskGrid, type ValuePart, valueByClass, valueGrid } from "./grids-part.ts";
import { type CustomerAnswers, type LoyaltyInputs, loyaltyInputs } from "./loyalty-inputs.ts";
import { about, type LoyaltyWarning, unusedScaleEnds } from "./loyalty-warning.ts";
import { type MigrationPart, migrations, type PreviousClasses } from "./migration-part.ts";

/** The parts of an analysis that there may or may not be. */
export const partNames = [...classKeys, "value", "risk", "curve", "determinants", "migration"] as const;

/** One of them. */
export type LoyaltyPartName = (typeof partNames)[number];

/** A part that is not there, and why. */
export interface LeftOutPart {
  readonly part: LoyaltyPartName;
  readonly reason: "no-columns" | "nobody" | Refusal | TooFew;
  /** The inputs that it needs and the file does not have. */
  readonly needs: readonly LoyaltyRole[];
}

/** Inputs of the parts that are no classifications. */
const partInputs: Readonly<Record<Exclude<LoyaltyPartName, ClassKey>, readonly LoyaltyRole[]>> = {
  value: ["value"],
  risk: ["churn_risk"],
  curve: ["satisfaction"],
  determinants: ["satisfaction"],
  migration: [],
};

/** All that the command finds out. */
export interface LoyaltyReport {
  readonly answers: CustomerAnswers;
  readonly inputs: LoyaltyInputs;
  readonly parts: readonly ClassPart[];
  /** The classification that grids and headlines go by, the first that there is. */
  readonly main: ClassPart | null;
  /** Value by class, of every classification. */
  readonly values: readonly ValuePart[];
  readonly valueGrid: Grid | null;
  readonly riskGrid: Grid | null;
  readonly curve: CurvePart | null;
  readonly determinants: DeterminantsPart | null;
  readonly previous: PreviousClasses | null;
  readonly migrations: readonly MigrationPart[];
  readonly leftOut: readonly LeftOutPart[];
  readonly warnings: readonly LoyaltyWarning[];
}

/** Analyses loyalty, each part by itself: what its inputs do not allow is left out and named. */
export function analyzeLoyalty(answers: CustomerAnswers, previous: PreviousClasses | null): LoyaltyReport {
  const inputs = loyaltyInputs(answers);
  const leftOut: LeftOutPart[] = [];
  const leave = (name: LoyaltyPartName, reason: LeftOutPart["reason"]): void => {
    const needs = reason === "no-columns" ? needsOf(name, inputs) : [];
    // All columns are there, but no customer has them all.
    const unknown = reason === "no-columns" && needs.length === 0 && name !== "migration";
    leftOut.push({ part: name, reason: unknown ? "nobody" : reason, needs });
  };
  const part = <T>(name: LoyaltyPartName, result: T | Refusal | TooFew | null): T | null => {
    if (result instanceof Refusal || result instanceof TooFew) leave(name, result);
    else if (result !== null) return result;
    else leave(name, "no-columns");
    return null;
  };
  const parts = classKeys.flatMap((key) => {
    const found = classify(key, inputs);
    if (found === null) leave(key, "no-columns");
    return found === null ? [] : [found];
  });
  const main = parts[0] ?? null;
  const values = parts.flatMap((one) => valueByClass(one, inputs) ?? []);
  const byValue = part("value", valueGrid(values.find((one) => one.part === main) ?? null, inputs));
  const byRisk = part("risk", main === null ? null : riskGrid(main, inputs));
  const curve = part("curve", curvePart(inputs));
  const determinants = part("determinants", determinantsPart(inputs));
  const moves = previous === null ? [] : migrations(previous, parts);
  if (previous !== null && moves.length === 0) leave("migration", "no-columns");
  if (main === null && curve === null && determinants === null) {
    throw new BadInput(
      `${answers.file}: nothing can be said of loyalty from ${roleList(answers)}. Kinds of loyalty need attitude and repeat (or own_balance and total_balance), the diamond involvement and banks, zones satisfaction; see docs/command-line.md.`,
    );
  }
  return {
    answers,
    inputs,
    parts,
    main,
    values,
    valueGrid: byValue,
    riskGrid: byRisk,
    curve,
    determinants,
    previous,
    migrations: moves,
    leftOut,
    warnings: [
      ...unusedScaleEnds(inputs),
      ...about("value", byValue?.matrix.warnings ?? []),
      ...about("risk", byRisk?.matrix.warnings ?? []),
      ...about("curve", curve?.curves.warnings ?? []),
      ...about("determinants", determinants?.fit.warnings ?? []),
    ],
  };
}

/** What a part needs and the file does not have: for a classification that can be made in two ways, of the way that is nearer. */
function needsOf(part: LoyaltyPartName, inputs: LoyaltyInputs): readonly LoyaltyRole[] {
  const absent = (roles: readonly LoyaltyRole[]) => roles.filter((role) => inputs.column(role) === null);
  if (part in partInputs) {
    const own = absent(partInputs[part as keyof typeof partInputs]);
    const unmeasured = (part === "curve" || part === "determinants") && outcomeOf(inputs) === null;
    return unmeasured ? [...own, "loyalty"] : own;
  }
  const ways = inputsOf(part as ClassKey).map(absent);
  return ways.reduce((one, other) => (other.length < one.length ? other : one));
}

function roleList({ plan }: CustomerAnswers): string {
  return plan.taken.map(({ role, columns }) => `${columns[0]} (${role})`).join(", ");
}
