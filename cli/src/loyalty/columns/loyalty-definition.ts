import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { AnswerScale } from "customer-equity/satisfaction";
import { JsonValue, optional, scaleOf } from "../../answers/json-value.ts";
import { requireReadable } from "../../input/find-files.ts";
import { json } from "../../json.ts";
import { cutBounds, type LoyaltyCuts, usualCuts } from "./loyalty-cuts.ts";
import type { LoyaltyPlan } from "./loyalty-plan.ts";
import { type LoyaltyRole, roleNames, roles } from "./loyalty-roles.ts";

/** A column by name, and its scale where it is not the usual one. */
interface ColumnDefinition {
  readonly column: string;
  readonly scale?: AnswerScale | undefined;
}

/** What a file of columns says: what is absent is looked for by its usual names, `null` is not there. */
export interface LoyaltyDefinition {
  /** The name of the file, for messages. */
  readonly source: string;
  readonly columns: Readonly<Partial<Record<LoyaltyRole, ColumnDefinition | null>>>;
  readonly cuts: LoyaltyCuts;
}

/** Without a file of columns: all by usual names. */
const usualDefinition: LoyaltyDefinition = { source: "--columns", columns: {}, cuts: usualCuts };

/** The definition that `--columns` names. */
export function readLoyaltyDefinition(path: string | undefined): LoyaltyDefinition {
  if (path === undefined) return usualDefinition;
  requireReadable(path, "columns as JSON");
  const file = JsonValue.parse(basename(path), readFileSync(path, "utf8").replace(/^\ufeff/, ""));
  const entries = file.entries("an object that says which columns are what", [...roleNames, "cuts"]);
  const columns = roleNames.flatMap((role) => {
    const given = optional(entries.get(role), (value) => columnOf(value, role));
    return given === undefined ? [] : [[role, given] as const];
  });
  const cuts = entries.get("cuts");
  return {
    source: file.file,
    columns: Object.fromEntries(columns),
    cuts: cuts === undefined ? usualCuts : cutsOf(cuts),
  };
}

function columnOf(value: JsonValue, role: LoyaltyRole): ColumnDefinition {
  if (typeof value.value === "string") return { column: value.text() };
  const scaled = typeof roles[role].cells === "string" && !["id", "flag"].includes(roles[role].cells);
  const entries = value.entries("the name of a column", scaled ? ["column", "scale"] : ["column"]);
  const scale = entries.get("scale");
  return { column: (entries.get("column") ?? value).text("the name of a column"), scale: scale && scaleOf(scale) };
}

function cutsOf(value: JsonValue): LoyaltyCuts {
  const names = Object.keys(cutBounds) as (keyof LoyaltyCuts)[];
  const given = [...value.entries("an object of cuts", names)].map(([name, cut]) => {
    const key = name as keyof LoyaltyCuts;
    const median = key === "attitude" || key === "repeat";
    if (median && cut.value === "median") return [name, "median"];
    const [min, max] = cutBounds[key];
    return [name, cut.number(`a number from ${min} to ${max}${median ? ', or "median"' : ""}`, min, max)];
  });
  const cuts: LoyaltyCuts = { ...usualCuts, ...Object.fromEntries(given) };
  const rising = [
    ["highValue", "middleValue"],
    ["middleRisk", "highRisk"],
  ] as const;
  for (const [low, high] of rising) if (cuts[low] >= cuts[high]) value.refuse(`${low} below ${high}`);
  if (cuts.smallPortfolio >= cuts.largestPortfolio) value.refuse("smallPortfolio below largestPortfolio");
  return cuts;
}

/** A file of columns that says what a plan says, to be changed by hand. */
export function loyaltyTemplate({ found, scales, cuts }: LoyaltyPlan): string {
  const columns = roleNames.map((role) => {
    const column = found[role] ?? null;
    const scale = scales[role];
    return [role, column === null || scale === undefined ? column : { column, scale }] as const;
  });
  return json({ ...Object.fromEntries(columns), cuts });
}
