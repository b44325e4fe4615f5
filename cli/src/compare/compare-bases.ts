import { type MigrationMatrix, migrationMatrix, tierSummary } from "customer-equity/segmentation";
import type { Base, Bases } from "./base.ts";

/** What a customer did between the dates, best first; `migrationMatrix` lists its movements in this order. */
export const movements = ["new", "up", "stayed", "down", "gone"] as const;

/** One of {@link movements}. */
export type Movement = (typeof movements)[number];

/** Some customers and what they were worth; who was not there was worth nothing. */
export interface Worth {
  readonly customers: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

/** Customers of one tier before and one after; `null` for not there. */
interface Cell extends Worth {
  readonly from: string | null;
  readonly to: string | null;
}

/** Customers whose chance to be active passed one half. */
interface Activity {
  /** More likely active than not before, and no longer after. */
  readonly fellSilent: Worth;
  /** The other way round. */
  readonly cameBack: Worth;
}

/** What changed between two dates. Columns have one entry for each customer of either date, as in `migration.movements`. */
export interface Comparison extends Bases {
  readonly migration: MigrationMatrix;
  readonly valueBefore: Float64Array;
  readonly valueAfter: Float64Array;
  readonly change: Float64Array;
  /** All customers; `customers` counts those of either date. */
  readonly total: Worth;
  /** The movements, in their order; they add up to the total. */
  readonly parts: readonly (Worth & { readonly movement: Movement })[];
  /** Every pair of tiers and every tier with new and gone: row after row of the matrix. */
  readonly cells: readonly Cell[];
  /** `null` where a file does not say who is active. */
  readonly activity: Activity | null;
  /** Entries of the customers who gained most, the largest gain first. */
  readonly gains: readonly number[];
  /** Entries of the customers who lost most, the largest loss first. */
  readonly losses: readonly number[];
}

/** Who moved between tiers, and where value was gained and lost. */
export function compareBases(bases: Bases): Comparison {
  const { before, after } = bases;
  const migration = migrationMatrix(
    { ...before.tiers, customers: before.customers },
    { ...after.tiers, customers: after.customers },
  );
  const { movements: moved, beforeRow, afterRow } = migration;
  const valueBefore = Float64Array.from(beforeRow, (row) => (row === null ? 0 : (before.values[row] as number)));
  const valueAfter = Float64Array.from(afterRow, (row) => (row === null ? 0 : (after.values[row] as number)));
  const change = valueAfter.map((value, i) => value - (valueBefore[i] as number));
  const [sums, sumsBefore, sumsAfter] = [change, valueBefore, valueAfter].map((column) => tierSummary(moved, column));
  const worth = (k: number): Worth => ({
    customers: sums?.tiers[k]?.customers as number,
    before: sumsBefore?.tiers[k]?.value as number,
    after: sumsAfter?.tiers[k]?.value as number,
    change: sums?.tiers[k]?.value as number,
  });
  return {
    ...bases,
    migration,
    valueBefore,
    valueAfter,
    change,
    total: {
      customers: change.length,
      before: sumsBefore?.value as number,
      after: sumsAfter?.value as number,
      change: sums?.value as number,
    },
    parts: movements.map((movement, k) => ({ movement, ...worth(k) })),
    cells: cellsOf(bases, migration, valueBefore, valueAfter),
    activity: activityOf(before, after, migration),
    gains: largest(change, 10),
    losses: largest(
      change.map((value) => -value),
      10,
    ),
  };
}

class Tally {
  customers = 0;
  before = 0;
  after = 0;

  add(before: number, after: number): void {
    this.customers++;
    this.before += before;
    this.after += after;
  }

  worth(): Worth {
    const { customers, before, after } = this;
    return { customers, before, after, change: after - before };
  }
}

function cellsOf(
  { before, after }: Bases,
  { classes, beforeRow, afterRow }: MigrationMatrix,
  valueBefore: Float64Array,
  valueAfter: Float64Array,
): readonly Cell[] {
  const absent = classes.length;
  const width = absent + 1;
  const tallies = Array.from({ length: width * width - 1 }, () => new Tally());
  for (const [i, one] of beforeRow.entries()) {
    const two = afterRow[i] as number | null;
    const row = one === null ? absent : (before.tiers.codes[one] as number);
    const column = two === null ? absent : (after.tiers.codes[two] as number);
    tallies[row * width + column]?.add(valueBefore[i] as number, valueAfter[i] as number);
  }
  const label = (k: number): string | null => classes[k]?.label ?? null;
  return tallies.map((tally, k) => ({ from: label(Math.floor(k / width)), to: label(k % width), ...tally.worth() }));
}

function activityOf(before: Base, after: Base, { beforeRow, afterRow }: MigrationMatrix): Activity | null {
  if (before.probabilityAlive === null || after.probabilityAlive === null) return null;
  const fellSilent = new Tally();
  const cameBack = new Tally();
  for (const [i, one] of beforeRow.entries()) {
    const two = afterRow[i] as number | null;
    if (one === null || two === null) continue;
    const was = (before.probabilityAlive[one] as number) >= 0.5;
    const is = (after.probabilityAlive[two] as number) >= 0.5;
    if (was !== is) (was ? fellSilent : cameBack).add(before.values[one] as number, after.values[two] as number);
  }
  return { fellSilent: fellSilent.worth(), cameBack: cameBack.worth() };
}

/** Positions of the largest entries above 0, the largest first, equal ones in their order. */
function largest(column: Float64Array, count: number): readonly number[] {
  const best: number[] = [];
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (value <= 0 || (best.length === count && value <= (column[best[count - 1] as number] as number))) continue;
    let at = best.length;
    while (at > 0 && (column[best[at - 1] as number] as number) < value) at--;
    best.splice(at, 0, i);
    if (best.length > count) best.pop();
  }
  return best;
}
