import { requireArray, requireLength, requireOptions, requireRows } from "../../checks.ts";
import { requireClassColumn } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, ClassName, NullableColumn } from "../../types.ts";

/** Options of {@link migrationMatrix}. */
export interface MigrationMatrixOptions {
  /**
   * The classes have an order of merit, best first: a move is then up or down. `false` for segments and clusters, among which one only moves.
   * @defaultValue what the classes say (`ordered`), true where they do not
   */
  readonly ordered?: boolean | undefined;
}

/** How many customers made a movement. */
export interface MovementTotal {
  /** Customers (客户数). */
  readonly customers: number;
  /** Their share of the customers at the first date; of those who entered, of the customers at the second date. */
  readonly share: number;
}

/** What {@link migrationMatrix} returns. Rows and columns are the classes in their order. */
export interface MigrationMatrix {
  /** The classes of both dates. */
  readonly classes: readonly ClassName[];
  /** `counts[i][j]`: customers of class i at the first date and of class j at the second (迁移人数). */
  readonly counts: readonly (readonly number[])[];
  /** Customers of each class at the first date who are not there at the second (流失). */
  readonly left: readonly number[];
  /** Customers of each class at the second date who were not there at the first (新增). */
  readonly entered: readonly number[];
  /**
   * Shares of each class of the first date (迁移概率): by class of the second date, then the share that left, so that a row sums to 1;
   * `null` for a class without customers at the first date.
   */
  readonly shares: readonly (readonly number[] | null)[];
  /** Customers at each date. */
  readonly customers: { readonly before: number; readonly after: number };
  /** How many moved, and which way. */
  readonly totals: {
    /** In the same class at both dates (保持). */
    readonly stayed: MovementTotal;
    /** In another class at the second date. */
    readonly moved: MovementTotal;
    /** Of the moved, those into a better class (升级); `null` where the classes have no order. */
    readonly up: MovementTotal | null;
    /** Of the moved, those into a worse class (降级); `null` where the classes have no order. */
    readonly down: MovementTotal | null;
    /** Not there at the second date (流失). */
    readonly left: MovementTotal;
    /** Not there at the first date (新增). */
    readonly entered: MovementTotal;
  };
  /**
   * The movement of every customer of either date: those of the first date in their order, then those who entered. Classes: entered, up,
   * stayed, down, left; without order entered, stayed, moved, left. `rules`: 0 there at both dates, 1 at the first only, 2 at the
   * second only. `distances`: by how many classes, 0 where the classes have no order.
   */
  readonly movements: ClassColumn & { readonly customers: readonly string[] };
  /** For each entry of `movements` the row of the customer at the first date, `null` for who entered. */
  readonly beforeRow: NullableColumn;
  /** For each entry of `movements` the row of the customer at the second date, `null` for who left. */
  readonly afterRow: NullableColumn;
}

const entered: ClassName = { label: "entered", labelZh: "新增" };
const up: ClassName = { label: "up", labelZh: "升级" };
const stayed: ClassName = { label: "stayed", labelZh: "保持" };
const moved: ClassName = { label: "moved", labelZh: "转移" };
const down: ClassName = { label: "down", labelZh: "降级" };
const left: ClassName = { label: "left", labelZh: "流失" };

/**
 * Who moved between classes from one date to another (客户层级迁移矩阵): counts, shares, and the movement of each customer, joined by
 * customer id. Who is missing at one of the dates is counted as entered or left; nobody is dropped.
 *
 * share from class i to class j = customers who were in i and are in j / all customers who were in i
 *
 * @param from - The classes at the first date: tiers, segments, clusters, with customer ids.
 * @param to - The classes at the second date, of the same names in the same order.
 * @param options - Whether the classes have an order of merit.
 * @returns The matrix, the totals, and each customer's movement as a class column, which `tierSummary` takes with any value.
 * @throws InputError `empty` for a date without customers, `bad-option` for what is no class column, has no ids, or has other classes
 * than the other date; `duplicate-id`, `length-mismatch` for ids; `out-of-range` for a code that names no class.
 * @remarks Source: the transition matrix of Pfeifer & Carraway (2000), Modeling Customer Relationships as Markov Chains, Journal of
 * Interactive Marketing 14(2), estimated by counting. Twins: Python `pandas.crosstab(..., normalize="index")` after an outer merge,
 * R `prop.table(table(from, to), 1)`; both leave out who is missing on either side and make NaN of an empty row.
 * @example
 * ```ts
 * import { migrationMatrix, tierByThreshold } from "customer-equity/segmentation";
 * const levels = { cuts: [100, 1000], labels: ["gold", "silver", "base"] };
 * const june = tierByThreshold([2000, 500, 40, 60], { ...levels, customers: ["a", "b", "c", "d"] });
 * const december = tierByThreshold([900, 700, 20, 300], { ...levels, customers: ["a", "b", "c", "e"] });
 * const { counts, left, entered, totals } = migrationMatrix(june, december);
 * console.log(counts[0]?.join(" "), left.join(" "), entered.join(" ")); // 0 1 0 0 0 1 0 1 0
 * console.log(totals.down?.customers, totals.left.share); // 1 0.25
 * ```
 */
export function migrationMatrix(from: ClassColumn, to: ClassColumn, options?: MigrationMatrixOptions): MigrationMatrix {
  const { ordered = from?.ordered ?? true } = requireOptions(options);
  if (typeof ordered !== "boolean") {
    throw new InputError({
      code: "bad-option",
      path: "options.ordered",
      expected: "true or false",
      received: ordered,
    });
  }
  const ids = requireIds(from, "from");
  const idsThen = requireIds(to, "to");
  requireSameClasses(from, to);
  const size = from.classes.length;
  const rows = ids.length;
  const movements = ordered ? [entered, up, stayed, down, left] : [entered, stayed, moved, left];
  const [codeEntered, codeUp, codeStayed, codeDown, codeLeft] = ordered ? [0, 1, 2, 3, 4] : [0, 2, 1, 2, 3];

  const { rowThen, newRows } = join(ids, idsThen);
  const customers = [...ids, ...newRows.map((row) => idsThen[row]!)];
  const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const leftCounts = new Array<number>(size).fill(0);
  const enteredCounts = new Array<number>(size).fill(0);
  const codes = new Uint16Array(customers.length);
  const rules = new Uint16Array(customers.length);
  const distances = new Float64Array(customers.length);
  for (let i = 0; i < rows; i++) {
    const one = from.codes[i]!;
    const row = rowThen[i]!;
    if (row < 0) {
      leftCounts[one]!++;
      codes[i] = codeLeft!;
      rules[i] = 1;
      continue;
    }
    const two = to.codes[row]!;
    counts[one]![two]!++;
    codes[i] = two < one ? codeUp! : two > one ? codeDown! : codeStayed!;
    distances[i] = ordered ? Math.abs(two - one) : 0;
  }
  for (const row of newRows) enteredCounts[to.codes[row]!]!++;
  codes.fill(codeEntered!, rows);
  rules.fill(2, rows);

  const tally = new Array<number>(movements.length).fill(0);
  for (const code of codes) tally[code]!++;
  const total = (customers: number, base = rows): MovementTotal => ({ customers, share: customers / base });
  const same = tally[codeStayed!]!;
  const gone = tally[codeLeft!]!;
  return {
    classes: from.classes,
    counts,
    left: leftCounts,
    entered: enteredCounts,
    shares: counts.map((row, i) => sharesOf([...row, leftCounts[i]!])),
    customers: { before: rows, after: idsThen.length },
    totals: {
      stayed: total(same),
      moved: total(rows - same - gone),
      up: ordered ? total(tally[codeUp!]!) : null,
      down: ordered ? total(tally[codeDown!]!) : null,
      left: total(gone),
      entered: total(newRows.length, idsThen.length),
    },
    movements: { classes: movements, codes, rules, distances, customers },
    beforeRow: customers.map((_, i) => (i < rows ? i : null)),
    afterRow: [...Array.from(rowThen, (row) => (row < 0 ? null : row)), ...newRows],
  };
}

/** Checks that there are rows and that each has an id of its type, and returns the ids. */
function requireIds(column: ClassColumn, path: string): readonly string[] {
  const { codes, customers: given } = requireClassColumn(column, path);
  requireRows(codes, `${path}.codes`);
  const customers = requireArray(
    given,
    `${path}.customers`,
    "customer ids, by which the two dates are joined",
    "Give `customers` to the method that made the classes.",
  );
  requireLength(customers, `${path}.customers`, codes.length);
  for (let i = 0; i < customers.length; i++) {
    const id: unknown = customers[i];
    if (typeof id === "string") continue;
    throw new InputError({ code: "bad-option", path: `${path}.customers[${i}]`, expected: "a string", received: id });
  }
  return customers;
}

/** For each id of the first date its row at the second, -1 where it has none; and the rows of the ids that are new there. */
function join(
  ids: readonly string[],
  idsThen: readonly string[],
): { readonly rowThen: Int32Array; readonly newRows: readonly number[] } {
  const rowOf = new Map<string, number>();
  for (let i = 0; i < ids.length; i++) {
    rowOf.set(ids[i]!, i);
    if (rowOf.size <= i) refuseTwice("from", i, ids[i]!);
  }
  const rowThen = new Int32Array(ids.length).fill(-1);
  const newRows: number[] = [];
  const newIds = new Set<string>();
  for (let j = 0; j < idsThen.length; j++) {
    const id = idsThen[j]!;
    const i = rowOf.get(id);
    if (i === undefined ? newIds.has(id) : rowThen[i]! >= 0) refuseTwice("to", j, id);
    if (i !== undefined) rowThen[i] = j;
    else {
      newIds.add(id);
      newRows.push(j);
    }
  }
  return { rowThen, newRows };
}

function refuseTwice(path: string, row: number, id: string): never {
  throw new InputError({
    code: "duplicate-id",
    path: `${path}.customers[${row}]`,
    expected: "each customer once",
    received: id,
  });
}

function requireSameClasses(from: ClassColumn, to: ClassColumn): void {
  const labels = from.classes.map(({ label }) => label);
  if (labels.length === to.classes.length && labels.every((label, k) => label === to.classes[k]!.label)) return;
  throw new InputError({
    code: "bad-option",
    path: "to.classes",
    expected: `the classes of the first date in their order: ${labels.join(", ")}`,
    received: to.classes.map(({ label }) => label).join(", "),
    advice: "Divide both dates by the same rule with the same labels.",
  });
}

function sharesOf(row: readonly number[]): readonly number[] | null {
  const all = row.reduce((sum, count) => sum + count, 0);
  return all === 0 ? null : row.map((count) => count / all);
}
