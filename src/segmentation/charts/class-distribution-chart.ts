import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  label,
  nameAxis,
  nameOf,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { count, percent, percentLabels } from "../../charts/numbers.ts";
import { requireOptions, requireRows } from "../../checks.ts";
import { requireClassColumn } from "../../class-column.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { ClassColumn } from "../../types.ts";
import { requireDistinct } from "./heat-map.ts";

/** Options of {@link classDistributionChart}. */
export interface ClassDistributionChartOptions extends ChartOptions {
  /**
   * What the classes are: "Types of loyalty".
   * @defaultValue "Customers by class" (客户类别分布)
   */
  readonly title?: string | undefined;
}

const words = {
  en: {
    title: "Customers by class",
    axis: "share of customers",
    all: (name: string, customers: string) =>
      customers === "1"
        ? `The only customer is of the class “${name}”.`
        : `All of ${customers} customers are of the class “${name}”.`,
    largest: (name: string, share: string, customers: string, empty: number) =>
      `The largest class is “${name}”, with ${share} of ${customers} customers${empty === 0 ? "" : `; ${empty} ${empty === 1 ? "class is" : "classes are"} empty`}.`,
  },
  zh: {
    title: "客户类别分布",
    axis: "客户占比",
    all: (name: string, customers: string) => `全部${customers}位客户均为“${name}”。`,
    largest: (name: string, share: string, customers: string, empty: number) =>
      `${customers}位客户中，“${name}”最多，占${share}${empty === 0 ? "" : `；${empty}个类别没有客户`}。`,
  },
};

/**
 * Chart of how many customers are in each class (客户类别分布图): types or stages of loyalty, segments, tiers. An empty class keeps its line.
 *
 * @param classes - Any class column of at most 40 classes.
 * @param options - Title; language and size. The default height grows with the classes.
 * @returns A Vega-Lite chart; its data are one record a class with `name`, `customers`, `share`, `label`.
 * @throws InputError `empty` without customers; `bad-option` for what is no class column, too many classes or classes of the same name, and for the
 * options; `out-of-range` for a code that names no class.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { classDistributionChart, tierByThreshold } from "customer-equity/segmentation";
 * const classes = tierByThreshold([2000, 500, 40, 60], { cuts: [100, 1000], labels: ["gold", "silver", "base"] });
 * console.log(classDistributionChart(classes).description);
 * // The largest class is “base”, with 50 % of 4 customers.
 * ```
 */
export function classDistributionChart(classes: ClassColumn, options?: ClassDistributionChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const { codes, classes: given } = requireClassColumn(classes, "classes");
  requireRows(codes, "classes.codes");
  const path = "classes.classes";
  const names = requireDistinct(
    requireReadable(given, path, { expected: "the classes", most: 40 }).map((one) => nameOf(one, language)),
    path,
  );
  const counts = new Float64Array(names.length);
  for (const code of codes) counts[code]!++;
  const values = names.map((name, k) => ({
    name,
    customers: counts[k]!,
    share: counts[k]! / codes.length,
    label: `${percent(counts[k]! / codes.length, language)} · ${count(counts[k]!)}`,
  }));
  const longest = Math.max(...values.map(({ share }) => share));
  const largest = values.find(({ share }) => share === longest)!;
  const customers = count(codes.length);
  const empty = values.filter((one) => one.customers === 0).length;
  const y = nameAxis("name", names);
  return chart(frame, {
    title: requireText(requireOptions(options).title ?? text.title, "options.title"),
    description:
      longest === 1
        ? text.all(largest.name, customers)
        : text.largest(largest.name, percent(longest, language), customers, empty),
    height: Math.max(180, 90 + 28 * names.length),
    values,
    layer: [
      {
        mark: { type: "bar", color: colors.main, tooltip: true },
        encoding: {
          y,
          x: {
            field: "share",
            type: "quantitative",
            scale: { domainMin: 0, domainMax: 1.3 * longest, nice: false },
            axis: { title: text.axis, labelExpr: `datum.value > 1 ? '' : ${percentLabels(language)}`, tickCount: 5 },
          },
        },
      },
      {
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { y, x: { field: "share", type: "quantitative" }, text: { field: "label" } },
      },
    ],
  });
}
