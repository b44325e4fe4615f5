import { type Database, literal, trimmed } from "../input/database.ts";
import type { RowFault } from "../input/read-rows.ts";
import { short, whole } from "../text.ts";
import type { Fault } from "./answer-sheets.ts";
import { isAnswer } from "./cell-expressions.ts";
import { told } from "./file-header.ts";
import type { PlannedColumn, SheetPlan } from "./sheet-plan.ts";

/** A fault in words, with what to do about it where that can be told. `position` is its row among those in the table `cells`, from 1. */
export async function describeFault(
  database: Database,
  plan: SheetPlan,
  position: number,
  fault: Fault,
): Promise<RowFault> {
  const column = plan.columns[fault.column] as PlannedColumn;
  const { name } = column;
  if (fault.kind === "respondent") {
    const expected = fault.found === "" ? `the id of a ${column.role}` : `each ${column.role} once`;
    return { column: name, expected, found: fault.found };
  }
  if (fault.kind === "points") {
    const others = Object.values(plan.service?.points ?? {});
    const total = plan.service?.rescale === true ? "more than 0" : "100";
    const advice = plan.service?.rescale === true ? "" : " (any total: --rescale-points)";
    const expected = `points that total ${total} in ${others[0]} to ${others.at(-1)}${advice}`;
    return { column: name, expected, found: short(fault.total) };
  }
  const cell = trimmed(`c${fault.column}`);
  const [[found] = [""]] = await database.rows<[string]>(`SELECT ${cell} FROM cells WHERE rowid = ${position - 1}`);
  const advice = await adviceOn(database, plan, column, found);
  return { column: name, expected: `${told(column.rule)}${advice === "" ? "" : ` (${advice})`}`, found };
}

async function adviceOn(database: Database, plan: SheetPlan, column: PlannedColumn, found: string): Promise<string> {
  if (/^[+-]?\d+,\d+$/.test(found)) return "numbers with a decimal comma: --decimal-comma";
  const odd = (other: PlannedColumn): boolean =>
    other === column || (other.rule.kind !== "text" && !isAnswer(found, other.rule));
  const asked = plan.columns.flatMap((other, k) => (odd(other) ? [k] : []));
  const counted = (condition: string): string => `coalesce(sum((${condition})::INTEGER), 0)::DOUBLE`;
  const own = trimmed(`c${plan.columns.indexOf(column)}`);
  const sums = [
    counted(`${own} <> ''`),
    counted(`${own} = ${literal(found)}`),
    ...asked.map((k) => counted(`${trimmed(`c${k}`)} = ${literal(found)}`)),
  ];
  const [[filled = 0, here = 0, ...counts] = []] = await database.rows<number[]>(
    `SELECT ${sums.join(", ")} FROM cells`,
  );
  const cells = counts.reduce((sum, count) => sum + count, 0);
  const columns = counts.filter((count) => count > 0).length;
  const often = cells > 1 ? `, as in ${whole(cells)} cells of ${columns} ${columns === 1 ? "column" : "columns"}` : "";
  const code = /^[\w.+-]+$/.test(found) ? found : JSON.stringify(found);
  const parts: string[] = [];
  if (column.rule.kind === "words") parts.push(plan.wordsAdvice(column));
  // What most cells hold is an answer.
  if (!found.includes(",") && 2 * here <= filled) parts.push(`for no answer${often}: --missing-code ${code}`);
  const option = plan.scaleAdvice(column);
  if (option !== null && Number.isFinite(Number(found))) parts.push(`for another scale: ${option}`);
  return parts.join("; ");
}
