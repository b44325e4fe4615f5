import { type Chart, type ChartOptions, chart, nameOf, requireFrame, requireReadable } from "../../charts/chart.ts";
import { amount, count, decimal, percent } from "../../charts/numbers.ts";
import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { CrossCell, CrossMatrix } from "../matrices/cross-matrix.ts";
import { heatMap, requireDistinct } from "./heat-map.ts";

/** Options of {@link crossMatrixChart}. */
export interface CrossMatrixChartOptions extends ChartOptions {
  /**
   * What is in a cell: customers, the share of its row, or the value.
   * @defaultValue "customers"
   */
  readonly show?: "customers" | "shareOfRow" | "value" | undefined;
  /**
   * What the chart is: "Loyalty by value".
   * @defaultValue what is shown, "Customers by two classes"
   */
  readonly title?: string | undefined;
  /** What the rows are: "loyalty". */
  readonly rowTitle?: string | undefined;
  /** What the columns are: "lifetime value". */
  readonly columnTitle?: string | undefined;
}

const words = {
  en: {
    title: { customers: "Customers by two classes", shareOfRow: "Shares of each row", value: "Value by two classes" },
    none: "nobody",
    most: (row: string, column: string, share: string) =>
      `The largest cell is “${row}” and “${column}”, with ${share} of the customers`,
    value: (row: string, column: string, value: string, share: string) =>
      `The cell of the largest value is “${row}” and “${column}”, with ${value} from ${share} of the customers`,
    strength: (v: string) => `; how far the one says the other is Cramér's V of ${v}, between 0 and 1.`,
    end: ".",
  },
  zh: {
    title: { customers: "交叉矩阵：客户数", shareOfRow: "交叉矩阵：行内占比", value: "交叉矩阵：价值" },
    none: "无客户",
    most: (row: string, column: string, share: string) => `客户最多的单元为“${row}”与“${column}”，占全部客户的${share}`,
    value: (row: string, column: string, value: string, share: string) =>
      `价值最大的单元为“${row}”与“${column}”，价值${value}，客户占${share}`,
    strength: (v: string) => `；两种分类的关联强度（克莱姆 V，取值0至1）为${v}。`,
    end: "。",
  },
};

/**
 * Chart of two classifications of the same customers (交叉矩阵图): a grid whose cells are darker the more they hold, each with its number.
 *
 * @param matrix - What `crossMatrix` returns, of at most 20 rows and 12 columns.
 * @param options - What is shown, titles of the chart, its rows and columns; language and size.
 * @returns A Vega-Lite chart; its data are one record a cell with `row`, `column`, `customers`, `shareOfRow`, `value`, `strength`, `label`.
 * @throws InputError `bad-option` for what is no such matrix, for too many classes or classes of the same name, for a value that was not given, and
 * for the options; `empty`, `not-finite`.
 * @remarks There is no standard twin; Python `seaborn.heatmap` of `pandas.crosstab` draws the same.
 * @example
 * ```ts
 * import { crossMatrix, crossMatrixChart, tierByThreshold } from "customer-equity/segmentation";
 * const loyalty = tierByThreshold([0.9, 0.8, 0.7, 0.1, 0.9, 0.2], { cuts: [0.5], labels: ["loyal", "not loyal"] });
 * const worth = tierByThreshold([900, 700, 40, 60, 800, 20], { cuts: [500], labels: ["high", "low"] });
 * const chart = crossMatrixChart(crossMatrix(loyalty, worth), { rowTitle: "loyalty", columnTitle: "value" });
 * console.log(chart.data.values.length); // 4
 * ```
 */
export function crossMatrixChart(matrix: CrossMatrix, options?: CrossMatrixChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { show = "customers", title, rowTitle = "", columnTitle = "" } = requireOptions(options);
  requireOneOf(show, "options.show", ["customers", "shareOfRow", "value"]);
  const { rows, columns, cells, cramersV } = requireOptions(matrix, "matrix");
  const names = (list: CrossMatrix["rows"], path: string, most: number): string[] =>
    requireDistinct(
      requireReadable(list, path, { expected: "the classes of crossMatrix", most }).map((one) => nameOf(one, language)),
      path,
    );
  const [down, across] = [names(rows, "matrix.rows", 20), names(columns, "matrix.columns", 12)];
  const drawn = down.flatMap((row, i) =>
    across.map((column, j) => ({ row, column, ...figures(cells?.[i]?.[j], `matrix.cells[${i}][${j}]`) })),
  );
  if (show === "value" && drawn.some(({ value }) => value === null)) {
    throw new InputError({
      code: "bad-option",
      path: "options.show",
      expected: "values, which crossMatrix was not given",
      received: show,
    });
  }
  const sizes = drawn.map((cell) => Math.max(0, cell[show] ?? 0));
  const largest = Math.max(...sizes);
  const text = words[language];
  const written = (cell: (typeof drawn)[number]): string => {
    if (show === "customers") return count(cell.customers);
    if (show === "value") return amount(cell.value!, language);
    return cell.shareOfRow === null ? text.none : percent(cell.shareOfRow, language);
  };
  const best = drawn[sizes.indexOf(largest)]!;
  const share = percent(best.share, language);
  const sentence =
    show === "value"
      ? text.value(best.row, best.column, amount(best.value!, language), share)
      : text.most(best.row, best.column, share);
  const end = cramersV === null ? text.end : text.strength(decimal(requireNumber(cramersV, "matrix.cramersV")));
  return chart(frame, {
    title: requireText(title ?? words[language].title[show], "options.title"),
    description: `${sentence}${end}`,
    height: Math.max(200, 110 + 44 * down.length),
    ...heatMap(
      drawn.map((cell, k) => ({ ...cell, strength: largest > 0 ? sizes[k]! / largest : 0, label: written(cell) })),
      { rows: rowTitle, columns: columnTitle },
    ),
  });
}

function figures(
  given: CrossCell | undefined,
  path: string,
): Pick<CrossCell, "customers" | "share" | "shareOfRow" | "value"> {
  const { customers, share, shareOfRow, value } = requireOptions(given as CrossCell, path);
  return {
    customers: requireNumber(customers, `${path}.customers`),
    share: requireNumber(share, `${path}.share`),
    shareOfRow: shareOfRow === null ? null : requireNumber(shareOfRow, `${path}.shareOfRow`),
    value: value === null ? null : requireNumber(value, `${path}.value`),
  };
}
