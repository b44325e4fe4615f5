import { type Chart, type ChartOptions, chart, colors, label, mostPoints, requireFrame } from "../../charts/chart.ts";
import { count, percent, percentLabels } from "../../charts/numbers.ts";
import { thin } from "../../charts/thin.ts";
import { requireColumn, requireRows } from "../../checks.ts";
import type { Column } from "../../types.ts";
import { customersForShareOf, topShareOf } from "../concentration/top-share.ts";
import { requireVolumes, type Volumes } from "../concentration/volumes.ts";

/** A marked point of the curve, and what stands beside its symbol. */
interface Mark {
  readonly shareOfCustomers: number;
  readonly shareOfValue: number;
  readonly text: string;
}

/** The marks' symbols: ● and ◆ in their texts. */
const symbols = [
  { shape: "circle", size: 80, color: colors.contrast },
  { shape: "diamond", size: 110, color: colors.contrast },
];

/** Marks, their rules and texts and the diagonal, beside the curve. */
const otherPoints = 11;

const words = {
  en: {
    title: "Concentration of value",
    customers: "share of customers, best first",
    value: "share of value",
    equality: "equal shares",
    mark: (customers: string, value: string) => `${customers} of customers: ${value} of value`,
    nothing: (customers: number) =>
      customers === 1
        ? "The only customer holds no value."
        : `None of the ${count(customers)} customers holds any value.`,
    single: "The only customer holds all the value.",
    sentence: (top: string, few: string) =>
      `The best 20 % of customers hold ${top} of the value; it takes ${few} of customers to hold 80 %.`,
  },
  zh: {
    title: "客户价值集中度",
    customers: "客户累计占比（价值从高到低）",
    value: "价值累计占比",
    equality: "绝对平均线",
    mark: (customers: string, value: string) => `${customers}的客户：${value}的价值`,
    nothing: (customers: number) => `${count(customers)}位客户均无价值。`,
    single: "仅有一位客户，拥有全部价值。",
    sentence: (top: string, few: string) => `价值最高的20%客户拥有${top}的价值；80%的价值集中在${few}的客户手中。`,
  },
};

/**
 * Chart of how concentrated the value is (客户价值集中度曲线): the cumulative share of the value against the share of customers, best
 * customers first, beside the diagonal of equality. Marked are the best 20 % of customers and the customers who hold 80 % of the value.
 *
 * It is the Lorenz curve seen from the best customer. Of 1,989 customers or more it is drawn by points that stray from it by
 * at most 0.21 % of an axis; the marks are exact.
 *
 * @param values - One value a customer (balance, contribution, lifetime value), at least 0.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `shareOfCustomers` and `shareOfValue`. Where nobody holds any value there is no curve, and
 * the description says so.
 * @throws InputError `out-of-range` for a negative value or a sum beyond the largest double, `not-finite`, `empty`; `bad-option` for
 * the options.
 * @remarks Sources: Lorenz (1905); the 80/20 rule (二八原理). Twins: R `ineq::plot.Lc` starts from the smallest customers.
 * @example
 * ```ts
 * import { concentrationChart } from "customer-equity/segmentation";
 * const chart = concentrationChart([400, 200, 120, 90, 60, 50, 30, 25, 15, 10]);
 * console.log(chart.description); // The best 20 % of customers hold 60 % of the value; it takes 40 % of customers to hold 80 %.
 * ```
 */
export function concentrationChart(values: Column, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const volumes = volumesOrNone(values);
  const share = (value: number): string => percent(value, language);
  const marks: Mark[] = [];
  let description = text.nothing(values.length);
  if (volumes !== null) {
    const top = topShareOf(volumes, 0.2);
    const few = customersForShareOf(volumes, 0.8);
    const held = Math.min(1, volumes.cumulative[few.count]! / volumes.total);
    description = values.length === 1 ? text.single : text.sentence(share(top), share(few.share));
    marks.push(
      { shareOfCustomers: 0.2, shareOfValue: top, text: `● ${text.mark(share(0.2), share(top))}` },
      { shareOfCustomers: few.share, shareOfValue: held, text: `◆ ${text.mark(share(few.share), share(held))}` },
    );
  }
  return chart(frame, {
    title: text.title,
    description,
    values: volumes === null ? [] : curve(volumes),
    layer: [
      {
        data: { values: [{ at: 0 }, { at: 1 }] },
        mark: { type: "line", color: colors.neutral, strokeDash: [2, 3], strokeWidth: 1 },
        encoding: { x: { field: "at", type: "quantitative" }, y: { field: "at", type: "quantitative" } },
      },
      {
        data: { values: [{ at: 0.55 }] },
        mark: { ...label, align: "left", baseline: "top", dx: 8 },
        encoding: {
          x: { field: "at", type: "quantitative" },
          y: { field: "at", type: "quantitative" },
          text: { value: text.equality },
        },
      },
      {
        mark: { type: "line", color: colors.main, strokeWidth: 2.5 },
        encoding: {
          x: shareAxis("shareOfCustomers", text.customers, percentLabels(language)),
          y: shareAxis("shareOfValue", text.value, percentLabels(language)),
        },
      },
      ...markLayers(marks),
    ],
  });
}

/** The volumes, sorted and added up; `null` where all are 0. */
function volumesOrNone(values: Column): Volumes | null {
  requireRows(requireColumn(values, "values"), "values");
  return values.every((value) => value === 0) ? null : requireVolumes(values);
}

function curve({ cumulative, total }: Volumes): Chart["data"]["values"] {
  const customers = cumulative.length - 1;
  const x = cumulative.map((_, k) => k / customers);
  const y = cumulative.map((sum, k) => (k === customers ? 1 : Math.min(1, sum / total)));
  return thin(x, y, mostPoints - otherPoints).map((k) => ({ shareOfCustomers: x[k]!, shareOfValue: y[k]! }));
}

function shareAxis(field: string, title: string, labelExpr: string): Readonly<Record<string, unknown>> {
  return { field, type: "quantitative", scale: { domain: [0, 1] }, axis: { title, labelExpr, tickCount: 5 } };
}

/**
 * For each mark a point, the rules from it to both axes, and its numbers in the lower right corner, where the curve never comes and
 * marks that lie close together do not hide each other's text.
 */
function markLayers(marks: readonly Mark[]): Chart["layer"] {
  const x = { field: "shareOfCustomers", type: "quantitative" };
  const y = { field: "shareOfValue", type: "quantitative" };
  const rule = { type: "rule", color: colors.neutral, strokeDash: [4, 3] };
  return marks.flatMap(({ text, ...point }, k) => {
    const data = { values: [point] };
    const corner = { x: { datum: 1 }, y: { datum: 0 } };
    const offset = { dx: -6, dy: k === 0 ? -24 : -8 };
    return [
      { data, mark: rule, encoding: { x, y, y2: { datum: 0 } } },
      { data, mark: rule, encoding: { x, y, x2: { datum: 0 } } },
      { data, mark: { type: "point", filled: true, opacity: 1, tooltip: true, ...symbols[k] }, encoding: { x, y } },
      {
        data,
        mark: { ...label, align: "right", baseline: "bottom", ...offset },
        encoding: { ...corner, text: { value: text } },
      },
    ];
  });
}
