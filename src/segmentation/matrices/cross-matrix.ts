import { requireColumn, requireOptions, requireRows } from "../../checks.ts";
import { requireClassColumn, requireSameCustomers } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import { chiSquareSurvival } from "../../numeric/distributions.ts";
import type { ClassColumn, ClassName, Column, Warning } from "../../types.ts";

/** Options of {@link crossMatrix}. */
export interface CrossMatrixOptions {
  /** One value a customer, in the order of the classes: lifetime value, balance, profit. */
  readonly values?: Column | undefined;
}

/** The customers who are of one class and of another. */
export interface CrossCell {
  /** Customers (客户数). */
  readonly customers: number;
  /** Their share of all customers. */
  readonly share: number;
  /** Their share of the customers of the row; `null` where the row is empty. */
  readonly shareOfRow: number | null;
  /** Their share of the customers of the column; `null` where the column is empty. */
  readonly shareOfColumn: number | null;
  /** How many there would be if the two classifications had nothing to do with each other (期望频数). */
  readonly expected: number;
  /** Adjusted residual (调整后标准化残差): about normal if they had nothing to do with each other; `null` where a row or a column holds nobody or everybody. */
  readonly residual: number | null;
  /** Sum of the values; `null` without values. */
  readonly value: number | null;
  /** Mean value; `null` without values, and for an empty cell. */
  readonly mean: number | null;
}

/** What {@link crossMatrix} returns. */
export interface CrossMatrix {
  /** The classes of the rows. */
  readonly rows: readonly ClassName[];
  /** The classes of the columns. */
  readonly columns: readonly ClassName[];
  /** All customers. */
  readonly customers: number;
  /** `cells[i][j]`: who is of class i of the rows and of class j of the columns. */
  readonly cells: readonly (readonly CrossCell[])[];
  /** Pearson's test of independence (卡方独立性检验); `null` where fewer than two rows or columns hold anybody. */
  readonly independence: {
    readonly chiSquare: number;
    readonly degreesOfFreedom: number;
    readonly pValue: number;
  } | null;
  /** Cramér's V, from 0, nothing to do with each other, to 1, one says the other; `null` likewise. */
  readonly cramersV: number | null;
  /**
   * The cell of each customer, row by row, named `"row × column"`: for `tierSummary`, `migrationMatrix` and charts. `rules`: the index of the
   * cell; `distances`: the smaller of the two.
   */
  readonly classes: ClassColumn;
  /** `few-expected` where the test has less than five customers to expect in more than a fifth of the cells. */
  readonly warnings: readonly Warning[];
}

/**
 * Who is of one class and of another (交叉矩阵, 两维矩阵细分): loyalty by value, loyalty by risk of churn, tier by segment. Two class columns of the
 * same customers make a grid with counts, shares and values, and a test whether the one has anything to do with the other.
 *
 * expected = row total · column total / n; χ² = Σ (n − expected)² / expected; V = √(χ² / (n · min(rows − 1, columns − 1))); residual = (n − expected)
 * / √(expected (1 − row share)(1 − column share)).
 *
 * @param rows - Any class column.
 * @param columns - Another one of the same customers in the same order; where both have ids, they are compared.
 * @param options - Values of the customers.
 * @returns The grid, the test, and the cell of each customer as a class column.
 * @throws InputError `length-mismatch` for other lengths, or ids that differ; `empty`; `bad-option` for what is no class column, or more than 65,535
 * cells; `not-finite`, and `out-of-range` where a sum of values exceeds the largest double.
 * @remarks Source of the residuals: Haberman (1973), Biometrics 29. Twins: R `chisq.test(table(a, b), correct = FALSE)` with `$stdres`, Python
 * `pandas.crosstab` and `scipy.stats.chi2_contingency(correction=False)`, which refuse or return NaN for an empty class; here it is left out of the test.
 * @example
 * ```ts
 * import { crossMatrix, tierByThreshold } from "customer-equity/segmentation";
 * const value = [900, 700, 40, 60, 800, 20];
 * const loyalty = tierByThreshold([0.9, 0.8, 0.7, 0.1, 0.9, 0.2], { cuts: [0.5], labels: ["loyal", "not loyal"] });
 * const worth = tierByThreshold(value, { cuts: [500], labels: ["high", "low"] });
 * const { cells, cramersV } = crossMatrix(loyalty, worth, { values: value });
 * console.log(cells[0]![0]!.customers, cells[0]![0]!.value, cramersV!.toFixed(4)); // 3 2400 0.7071
 * ```
 */
export function crossMatrix(rows: ClassColumn, columns: ClassColumn, options?: CrossMatrixOptions): CrossMatrix {
  const { values } = requireOptions(options);
  const { codes: down, classes: rowClasses } = requireClassColumn(rows, "rows");
  requireRows(down, "rows.codes");
  const n = down.length;
  const { codes: across, classes: columnClasses } = requireClassColumn(columns, "columns", n);
  requireSameCustomers(rows.customers, columns.customers, ["rows.customers", "columns.customers"]);
  const numbers = values === undefined ? null : requireColumn(values, "options.values", {}, n);
  const [height, width] = [rowClasses.length, columnClasses.length];
  if (height * width > 0xffff) {
    throw new InputError({
      code: "bad-option",
      path: "columns.classes",
      expected: "at most 65,535 cells",
      received: height * width,
    });
  }
  const codes = new Uint16Array(n);
  const counts = new Float64Array(height * width);
  const sums = new Float64Array(height * width);
  for (let i = 0; i < n; i++) {
    const cell = down[i]! * width + across[i]!;
    codes[i] = cell;
    counts[cell]!++;
    if (numbers !== null) sums[cell]! += numbers[i]!;
  }
  const beyond = sums.findIndex((sum) => !Number.isFinite(sum));
  if (beyond >= 0) {
    throw new InputError({
      code: "out-of-range",
      path: "options.values",
      expected: "values whose sum is a finite double",
      received: sums[beyond],
      advice: "Take a larger unit of money.",
    });
  }
  const totals = totalsOf(counts, height, width);
  const cells = rowClasses.map((_, i) =>
    columnClasses.map((_, j): CrossCell => {
      const customers = counts[i * width + j]!;
      const [inRow, inColumn] = [totals.rows[i]!, totals.columns[j]!];
      const expected = (inRow * inColumn) / n;
      const deviation = Math.sqrt(expected * (1 - inRow / n) * (1 - inColumn / n));
      return {
        customers,
        share: customers / n,
        shareOfRow: inRow === 0 ? null : customers / inRow,
        shareOfColumn: inColumn === 0 ? null : customers / inColumn,
        expected,
        residual: deviation > 0 ? (customers - expected) / deviation : null,
        value: numbers === null ? null : sums[i * width + j]!,
        mean: numbers === null || customers === 0 ? null : sums[i * width + j]! / customers,
      };
    }),
  );
  return {
    rows: rowClasses,
    columns: columnClasses,
    customers: n,
    cells,
    ...testOf(cells, totals, n),
    classes: {
      classes: rowClasses.flatMap((row) =>
        columnClasses.map((column) => ({
          label: `${row.label} × ${column.label}`,
          labelZh: `${row.labelZh} × ${column.labelZh}`,
        })),
      ),
      codes,
      rules: codes.slice(),
      distances: Float64Array.from(codes, (_, i) => Math.min(rows.distances?.[i] ?? 0, columns.distances?.[i] ?? 0)),
      customers: rows.customers ?? columns.customers,
      ordered: false,
    },
  };
}

interface Totals {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function totalsOf(counts: Float64Array, height: number, width: number): Totals {
  const sum = (length: number, at: (k: number) => number): number =>
    Array.from({ length }, (_, k) => counts[at(k)]!).reduce((total, count) => total + count, 0);
  return {
    rows: Array.from({ length: height }, (_, i) => sum(width, (j) => i * width + j)),
    columns: Array.from({ length: width }, (_, j) => sum(height, (i) => i * width + j)),
  };
}

/** Pearson's test over the rows and columns that hold anybody. */
function testOf(
  cells: readonly (readonly CrossCell[])[],
  totals: Totals,
  n: number,
): Pick<CrossMatrix, "independence" | "cramersV" | "warnings"> {
  const [height, width] = [totals.rows, totals.columns].map((list) => list.filter((total) => total > 0).length);
  const least = Math.min(height!, width!) - 1;
  if (least < 1) return { independence: null, cramersV: null, warnings: [] };
  const held = cells.flat().filter(({ expected }) => expected > 0);
  const chiSquare = held.reduce((sum, { customers, expected }) => sum + (customers - expected) ** 2 / expected, 0);
  const degreesOfFreedom = (height! - 1) * (width! - 1);
  const few = held.filter(({ expected }) => expected < 5).length;
  return {
    independence: { chiSquare, degreesOfFreedom, pValue: chiSquareSurvival(chiSquare, degreesOfFreedom) },
    cramersV: Math.min(1, Math.sqrt(chiSquare / (n * least))),
    warnings:
      few * 5 <= held.length
        ? []
        : [
            {
              code: "few-expected",
              message: `In ${few} of ${held.length} cells fewer than 5 customers are to be expected: take the p-value as a hint, or join classes.`,
              count: few,
            },
          ],
  };
}
