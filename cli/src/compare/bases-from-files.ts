import { basename } from "node:path";
import { BadInput } from "../bad-input.ts";
import { decimal } from "../decimal.ts";
import { type RowFault, type RowsRead, readRows, type WantedColumn } from "../input/read-rows.ts";
import type { ReadOptions } from "../options/read-options.ts";
import { idFault } from "../score/read-customers.ts";
import type { Status } from "../terminal.ts";
import type { Base, Bases } from "./base.ts";

/** Customers with value and tier, as they stand in a file. */
interface ValuedCustomers {
  readonly customers: readonly string[];
  readonly values: Float64Array;
  /** The tier of each customer. */
  readonly tiers: readonly string[];
  readonly probabilityAlive: Float64Array | null;
  readonly read: RowsRead;
}

type Reading = Pick<ReadOptions, "separator" | "encoding" | "skipBadRows">;

/**
 * Reads two files of valued customers, such as `value` and `score` write. The order of the tiers is that of their mean values, in both
 * files the same, unless `labels` gives it.
 */
export async function basesFromFiles(
  files: readonly [before: string, after: string],
  labels: readonly string[] | undefined,
  reading: Reading,
  status: Status,
): Promise<Bases> {
  const [before, after] = [await readValued(files[0], reading, status), await readValued(files[1], reading, status)];
  const order = labels ?? commonOrder(before, after);
  const names = basename(files[0]) === basename(files[1]) ? files : files.map((file) => basename(file));
  return {
    before: baseOf(before, names[0] as string, order),
    after: baseOf(after, names[1] as string, order),
    read: [before.read, after.read].map((read, k) => ({ ...read, name: names[k] as string })),
  };
}

const wanted: readonly WantedColumn[] = [
  { name: "customer" },
  { name: "value" },
  { name: "tier" },
  { name: "probability_alive", optional: true },
];

async function readValued(file: string, reading: Reading, status: Status): Promise<ValuedCustomers> {
  const customers = new Set<string>();
  const values: number[] = [];
  const tiers: string[] = [];
  const alive: number[] = [];
  let hasAlive = true;
  const take = ([id, value, tier, probability]: readonly (string | null)[]): RowFault | null => {
    const fault = idFault("customer", id as string, customers);
    if (fault !== null) return fault;
    const number = decimal(value as string);
    if (Number.isNaN(number)) return { column: "value", expected: "a number such as 1234.50", found: value as string };
    if (tier === "") return { column: "tier", expected: "the name of a tier", found: "" };
    if (probability === null || probability === undefined) hasAlive = false;
    else {
      const share = decimal(probability);
      const expected = "a number from 0 to 1";
      if (!(share >= 0 && share <= 1)) return { column: "probability_alive", expected, found: probability };
      alive.push(share);
    }
    customers.add(id as string);
    values.push(number);
    tiers.push(tier as string);
    return null;
  };
  try {
    const read = await readRows(file, wanted, reading, take, status);
    const probabilityAlive = hasAlive ? Float64Array.from(alive) : null;
    return { customers: [...customers], values: Float64Array.from(values), tiers, probabilityAlive, read };
  } catch (error) {
    if (!(error instanceof BadInput) || !/ has no column /.test(error.message)) throw error;
    throw new BadInput(`${error.message} Without --dates both files are customers as value or score writes them.`);
  }
}

/** The tiers of both files, the largest mean value first; throws where the files do not agree. */
function commonOrder(before: ValuedCustomers, after: ValuedCustomers): readonly string[] {
  const [one, two] = [byMean(before), byMean(after)];
  const same = one.length === two.length && one.every((label, k) => label === two[k]);
  if (same) return one;
  const alike = new Set([...one, ...two]).size === one.length && one.length === two.length;
  throw new BadInput(
    alike
      ? `The tiers are not in the same order of value in both files: ${one.join(", ")} and ${two.join(", ")}. Give their order, best first, by --labels.`
      : `Expected the same tiers in both files, found ${one.join(", ")} and ${two.join(", ")}. If a tier has no customers in one of them, give all tiers, best first, by --labels.`,
  );
}

function byMean({ tiers, values }: ValuedCustomers): readonly string[] {
  const totals = new Map<string, { sum: number; count: number }>();
  for (const [i, tier] of tiers.entries()) {
    const total = totals.get(tier) ?? { sum: 0, count: 0 };
    total.sum += values[i] as number;
    total.count++;
    totals.set(tier, total);
  }
  const means = [...totals].map(([tier, { sum, count }]) => ({ tier, mean: sum / count }));
  return means.sort((one, two) => two.mean - one.mean).map(({ tier }) => tier);
}

function baseOf({ tiers, read: _, ...valued }: ValuedCustomers, name: string, order: readonly string[]): Base {
  const position = new Map(order.map((label, k) => [label, k]));
  const unknown = tiers.find((tier) => !position.has(tier));
  if (unknown !== undefined) {
    throw new BadInput(`--labels: ${name} has the tier ${JSON.stringify(unknown)}, which is not among them.`);
  }
  return {
    ...valued,
    name,
    tiers: {
      classes: order.map((label) => ({ label, labelZh: label })),
      codes: Uint16Array.from(tiers, (tier) => position.get(tier) as number),
      rules: new Uint16Array(tiers.length),
      distances: new Float64Array(tiers.length),
    },
    models: null,
    warnings: [],
  };
}
