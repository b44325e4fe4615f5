import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  nameAxis,
  requireFrame,
} from "../../charts/chart.ts";
import { amount, amountLabels, count as countOf, percent } from "../../charts/numbers.ts";
import {
  requireArray,
  requireColumn,
  requireLength,
  requireNumber,
  requireOptions,
  requireRows,
} from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Column } from "../../types.ts";

/** Options of {@link topCustomersChart}. */
export interface TopCustomersChartOptions extends ChartOptions {
  /**
   * How many of the best customers to show, 1 to 200.
   * @defaultValue 20
   */
  readonly count?: number | undefined;
}

/** A customer as it is drawn. */
interface TopCustomer {
  readonly rank: number;
  readonly customer: string;
  readonly value: number;
  readonly label: string;
}

const words = {
  en: {
    title: (shown: number) => (shown === 1 ? "The best customer" : `The ${shown} best customers`),
    value: "value",
    nothing: (customers: string) => `None of the ${customers} customers holds any value.`,
    single: (id: string, value: string) => `The only customer, ${id}, is worth ${value}.`,
    first: (customers: string, id: string, share: string) =>
      `The best of the ${customers} customers, ${id}, holds ${share} of the value.`,
    several: (shown: number, customers: string, together: string, id: string, share: string) =>
      `The ${shown} best of ${customers} customers hold ${together} of the value; the first, ${id}, holds ${share}.`,
    loss: (customers: string, id: string, value: string, total: string) =>
      `The best of the ${customers} customers, ${id}, is worth ${value}; all together are worth ${total}.`,
  },
  zh: {
    title: (shown: number) => (shown === 1 ? "价值最高的客户" : `价值最高的${shown}位客户`),
    value: "价值",
    nothing: (customers: string) => `${customers}位客户均无价值。`,
    single: (id: string, value: string) => `仅有一位客户（${id}），价值为${value}。`,
    first: (customers: string, id: string, share: string) =>
      `${customers}位客户中，价值最高的客户${id}占总价值的${share}。`,
    several: (shown: number, customers: string, together: string, id: string, share: string) =>
      `${customers}位客户中，价值最高的${shown}位合计占总价值的${together}，其中居首的客户${id}占${share}。`,
    loss: (customers: string, id: string, value: string, total: string) =>
      `${customers}位客户中，价值最高的客户${id}价值为${value}；全部客户的价值合计为${total}。`,
  },
};

/**
 * Chart of the best customers (头部客户排行): a bar for each, the best at the top. Customers of equal value keep the order of the input.
 *
 * @param customers - Ids, strings or numbers, in the order of the values.
 * @param values - One value a customer; losses are negative.
 * @param options - How many; language and size. The default height grows with the bars where 300 is too little.
 * @returns A Vega-Lite chart; its data are `rank` (from 1), `customer`, `value` and `label`.
 * @throws InputError `length-mismatch`, `empty`; `not-finite` for a value that is no number; `out-of-range` for a sum beyond the
 * largest double; `duplicate-id` where a customer is twice among those shown; `bad-option` for ids that are neither string nor number.
 * @remarks Twins: pandas `nlargest().plot.barh()`, R `dplyr::slice_max`, which shows more than were asked for where values are equal.
 * @example
 * ```ts
 * import { topCustomersChart } from "customer-equity/segmentation";
 * const chart = topCustomersChart(["a", "b", "c"], [20, 50, 30], { count: 2 });
 * console.log(chart.description); // The 2 best of 3 customers hold 80 % of the value; the first, b, holds 50 %.
 * ```
 */
export function topCustomersChart(
  customers: readonly (string | number)[],
  values: Column,
  options?: TopCustomersChartOptions,
): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { count = 20 } = requireOptions(options);
  requireNumber(count, "options.count", { integer: true, min: 1, max: 200 });
  requireRows(requireColumn(values, "values"), "values");
  requireArray(customers, "customers", "an array of ids");
  requireLength(customers, "customers", values.length);
  const top = best(values, count).map((i, k) => ({
    rank: k + 1,
    customer: requireId(customers[i], `customers[${i}]`),
    value: values[i]!,
    label: amount(values[i]!, language),
  }));
  requireDifferent(top);
  return chart(frame, {
    title: words[language].title(top.length),
    description: describe(top, values, language),
    values: top,
    height: Math.max(300, 70 + 17 * top.length),
    layer: layers(top, language),
  });
}

/** Positions of the `count` largest, the largest first; the earlier first among equals. */
function best(values: Column, count: number): number[] {
  const ascending = new Float64Array(values).sort();
  const threshold = ascending[Math.max(0, values.length - count)]!;
  const above: number[] = [];
  const equal: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i]! > threshold) above.push(i);
    else if (values[i] === threshold && equal.length < count) equal.push(i);
  }
  above.sort((i, j) => values[j]! - values[i]! || i - j);
  return [...above, ...equal].slice(0, count);
}

function requireId(id: unknown, path: string): string {
  if (typeof id === "string" || (typeof id === "number" && Number.isFinite(id))) return `${id}`;
  throw new InputError({ code: "bad-option", path, expected: "a string or a number", received: id });
}

function requireDifferent(top: readonly TopCustomer[]): void {
  const seen = new Set<string>();
  for (const { customer } of top) {
    if (seen.has(customer)) {
      throw new InputError({
        code: "duplicate-id",
        path: "customers",
        expected: "each customer once",
        received: customer,
        advice: "Add up the values of each customer first.",
      });
    }
    seen.add(customer);
  }
}

function describe(top: readonly TopCustomer[], values: Column, language: Language): string {
  const text = words[language];
  const customers = countOf(values.length);
  const first = top[0]!;
  let total = 0;
  let nothing = true;
  for (let i = 0; i < values.length; i++) {
    total += values[i]!;
    if (values[i] !== 0) nothing = false;
  }
  if (!Number.isFinite(total)) {
    throw new InputError({
      code: "out-of-range",
      path: "values",
      expected: "values whose sum is a finite double",
      received: values,
      advice: "Take a larger unit of money.",
    });
  }
  if (values.length === 1) return text.single(first.customer, first.label);
  if (nothing) return text.nothing(customers);
  if (total <= 0) return text.loss(customers, first.customer, first.label, amount(total, language));
  const share = percent(first.value / total, language);
  if (top.length === 1 || top.length === values.length) return text.first(customers, first.customer, share);
  const together = top.reduce((sum, { value }) => sum + value, 0) / total;
  return text.several(top.length, customers, percent(together, language), first.customer, share);
}

function layers(top: readonly TopCustomer[], language: Language): Chart["layer"] {
  const y = nameAxis(
    "customer",
    top.map(({ customer }) => customer),
  );
  return [
    {
      mark: { type: "bar", color: colors.main, tooltip: true },
      encoding: {
        y,
        x: {
          field: "value",
          type: "quantitative",
          scale: top[0]!.value > 0 ? { domainMax: 1.15 * top[0]!.value, nice: false } : {},
          axis: { title: words[language].value, labelExpr: amountLabels(language), tickCount: 5 },
        },
      },
    },
    {
      transform: [{ calculate: "max(0, datum.value)", as: "end" }],
      mark: { ...label, align: "left", baseline: "middle", dx: 4 },
      encoding: { y, x: { field: "end", type: "quantitative" }, text: { field: "label" } },
    },
  ];
}
