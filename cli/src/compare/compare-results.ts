import { csvLine } from "../csv.ts";
import { json } from "../json.ts";
import type { Base } from "./base.ts";
import { type Comparison, type Movement, movements } from "./compare-bases.ts";

/** One customer of a comparison; `null` for what was not there. */
export interface ComparedCustomer {
  readonly customer: string;
  readonly tierBefore: string | null;
  readonly tierAfter: string | null;
  readonly valueBefore: number | null;
  readonly valueAfter: number | null;
  readonly change: number;
  readonly movement: Movement;
}

/** The customer at a position of the columns of the comparison. */
export function comparedCustomer(comparison: Comparison, i: number): ComparedCustomer {
  const { before, after, migration, change } = comparison;
  const tier = ({ tiers }: Base, row: number | null): string | null =>
    row === null ? null : (tiers.classes[tiers.codes[row] as number]?.label ?? null);
  const one = migration.beforeRow[i] as number | null;
  const two = migration.afterRow[i] as number | null;
  return {
    customer: migration.movements.customers[i] as string,
    tierBefore: tier(before, one),
    tierAfter: tier(after, two),
    valueBefore: one === null ? null : (before.values[one] as number),
    valueAfter: two === null ? null : (after.values[two] as number),
    change: change[i] as number,
    movement: movements[migration.movements.codes[i] as number] as Movement,
  };
}

/** The lines of `comparison.csv`: a header, then one line for each customer of either date, numbers to the last digit. */
export function* comparisonCsv(comparison: Comparison): Generator<string> {
  yield csvLine(["customer", "tier_before", "tier_after", "value_before", "value_after", "change", "movement"]);
  for (let i = 0; i < comparison.change.length; i++) yield csvLine(Object.values(comparedCustomer(comparison, i)));
}

/** What `--json` prints: all that the summary says, for other programs. */
export function comparisonJson(comparison: Comparison, written: readonly string[]): string {
  const { before, after, read, migration, total, parts, cells, activity } = comparison;
  const { classes, counts, shares, left, entered, totals } = migration;
  const side = ({ name, customers, models, warnings }: Base, value: number) => ({
    name,
    customers: customers.length,
    value,
    models,
    warnings,
  });
  const listed = (entries: readonly number[]) => entries.map((i) => comparedCustomer(comparison, i));
  return json({
    input: read.map(({ name: file, ...rest }) => ({ file, ...rest })),
    before: side(before, total.before),
    after: side(after, total.after),
    change: total.change,
    parts,
    migration: { tiers: classes.map(({ label }) => label), counts, shares, gone: left, new: entered, totals },
    cells,
    activity,
    gains: listed(comparison.gains),
    losses: listed(comparison.losses),
    written,
  });
}
