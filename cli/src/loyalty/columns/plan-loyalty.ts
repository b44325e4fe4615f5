import type { AnswerScale } from "customer-equity/satisfaction";
import { yesNo } from "../../answers/cell-rules.ts";
import { FileHeader } from "../../answers/file-header.ts";
import type { CellRule, PlannedColumn } from "../../answers/sheet-plan.ts";
import { BadInput } from "../../bad-input.ts";
import type { LoyaltyCuts } from "./loyalty-cuts.ts";
import type { LoyaltyDefinition } from "./loyalty-definition.ts";
import type { LoyaltyPlan } from "./loyalty-plan.ts";
import { type LoyaltyRole, type RoleCells, roleNames, roles, usualScales } from "./loyalty-roles.ts";

/** The scales that the command line gives. */
export type GivenScales = Readonly<Partial<Record<"rating" | "satisfaction", AnswerScale | undefined>>>;

/** How a file of columns is called in messages. */
export const definitionFile = "a file of columns (--columns)";

/** Which columns of a file are what: those that the definition names, and the others by their usual names. */
export function planLoyalty(
  file: string,
  names: readonly string[],
  { source, columns, cuts }: LoyaltyDefinition,
  given: GivenScales,
): LoyaltyPlan {
  const header = new FileHeader<LoyaltyRole>(file, names, definitionFile);
  const found: Partial<Record<LoyaltyRole, string>> = {};
  const scales: Partial<Record<LoyaltyRole, AnswerScale>> = {};
  for (const role of roleNames) {
    const { cells, usual } = roles[role];
    const said = columns[role];
    const column = said === undefined ? header.find(usual, role) : (said?.column ?? null);
    if (column === null) continue;
    const scale = scaleOf(cells, said?.scale, given);
    if (scale !== undefined) scales[role] = scale;
    header.take(role, [column], ruleOf(cells, scale), `${source}, ${role}`);
    found[role] = column;
  }
  if (Object.keys(found).every((role) => role === "customer")) header.refuseAll("an input of loyalty");
  requireCuts({ found, scales, cuts }, source);
  const placed = placeCuts(cuts, scales);
  if (placed.indifference >= placed.affection)
    throw new BadInput(
      `${source}, cuts: expected indifference below affection, found ${placed.indifference} and ${placed.affection}.`,
    );
  return {
    columns: header.columns,
    respondent: found.customer ?? null,
    weight: null,
    service: null,
    taken: header.taken,
    unused: header.unused,
    found,
    scales,
    cuts: placed,
    scaleAdvice,
    wordsAdvice,
  };
}

function scaleOf(cells: RoleCells, said: AnswerScale | undefined, given: GivenScales): AnswerScale | undefined {
  if (cells !== "rating" && cells !== "satisfaction") return undefined;
  return said ?? given[cells] ?? usualScales[cells];
}

function ruleOf(cells: RoleCells, scale: AnswerScale | undefined): CellRule {
  if (cells === "id") return { kind: "text" };
  if (cells === "flag") return yesNo;
  const { min, max } = scale ?? (cells as AnswerScale);
  return { kind: "number", min, max, whole: typeof cells === "object" && cells.whole === true };
}

/** Cuts on scales of their own have to lie on them. */
function requireCuts(
  { found, scales, cuts }: Pick<LoyaltyPlan, "found" | "scales"> & { readonly cuts: LoyaltyCuts },
  source: string,
): void {
  for (const [name, role] of [
    ["attitude", "attitude"],
    ["involvement", found.involvement === undefined ? "commitment" : "involvement"],
    ["indifference", "satisfaction"],
    ["affection", "satisfaction"],
    ["satisfied", "satisfaction"],
    ["loyal", "loyalty"],
  ] as const) {
    const cut = cuts[name];
    const scale = scales[role];
    if (typeof cut !== "number" || scale === undefined || (cut >= scale.min && cut <= scale.max)) continue;
    throw new BadInput(
      `${source}, cuts.${name}: expected a cut on the scale of ${role}, ${scale.min} to ${scale.max}, found ${cut}.`,
    );
  }
}

/** The cuts that nobody gave, at the place where they are on a scale from 1 to 5. */
function placeCuts(cuts: LoyaltyCuts, scales: LoyaltyPlan["scales"]): LoyaltyPlan["cuts"] {
  const place = (points: number, { min, max }: AnswerScale = { min: 1, max: 5 }): number =>
    min + ((points - 1) / 4) * (max - min);
  return {
    ...cuts,
    indifference: cuts.indifference ?? place(3, scales.satisfaction),
    affection: cuts.affection ?? place(4.5, scales.satisfaction),
    satisfied: cuts.satisfied ?? place(4, scales.satisfaction),
    loyal: cuts.loyal ?? place(3.5, scales.loyalty),
  };
}

function scaleAdvice({ role }: PlannedColumn<LoyaltyRole>): string | null {
  const { cells } = roles[role];
  if (cells === "rating") return "--scale MIN-MAX";
  if (cells === "satisfaction") return "--satisfaction-scale MIN-MAX";
  return typeof cells === "object" && cells.max === 1 ? "divide percentages by 100, 0.65 for 65 %" : null;
}

function wordsAdvice(): string {
  return "for other words: recode to 1 and 0 or yes and no";
}
