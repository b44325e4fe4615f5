import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Frame,
  label,
  nameAxis,
  requireFrame,
  textWidth,
  topLegend,
} from "../../charts/chart.ts";
import { amount, count, percent, percentLabels } from "../../charts/numbers.ts";
import { requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn, Column } from "../../types.ts";
import { type TierSummary, tierSummary } from "../tiers/tier-summary.ts";

/** Options of {@link valueByTierChart}. */
export interface ValueByTierChartOptions extends ChartOptions {
  /**
   * `"bars"`: for each tier its share of the customers beside its share of the value. `"pyramid"`: the customer pyramid, a bar for
   * each tier as wide as it has customers.
   * @defaultValue "bars"
   */
  readonly form?: "bars" | "pyramid" | undefined;
}

/** One tier as it is drawn. */
interface TierRow {
  readonly tier: string;
  readonly customers: number;
  readonly shareOfCustomers: number;
  readonly value: number;
  readonly shareOfValue: number | null;
}

/** More tiers than this cannot be read. */
const mostTiers = 100;

const words = {
  en: {
    classes: "Customers and value by class",
    bars: "Customers and value by tier",
    pyramid: "Customer pyramid",
    shareOfCustomers: "share of customers",
    shareOfValue: "share of value",
    label: (customers: number, value: string) =>
      `${count(customers)} ${customers === 1 ? "customer" : "customers"} · ${value}`,
    single: (tier: string, customers: number, value: string) =>
      customers === 1
        ? `The only customer is in the tier ${tier}.`
        : `All ${count(customers)} customers are in one tier, ${tier}, with a value of ${value}.`,
    most: (name: string, c1: string, v1: string) =>
      `The class of the largest value is “${name}”, with ${c1} of the customers and ${v1} of the value.`,
    shares: (best: string, c1: string, v1: string, last: string, c2: string, v2: string) =>
      `The best tier, ${best}, has ${c1} of the customers and ${v1} of the value; the last, ${last}, has ${c2} and ${v2}.`,
    noShares: (best: string, c1: string, last: string, c2: string, total: string) =>
      `The best tier, ${best}, has ${c1} of the customers and the last, ${last}, ${c2}; the value of all is ${total}, of which there are no shares.`,
  },
  zh: {
    classes: "各类别的客户与价值占比",
    bars: "各层级的客户与价值占比",
    pyramid: "客户金字塔",
    shareOfCustomers: "客户占比",
    shareOfValue: "价值占比",
    label: (customers: number, value: string) => `${count(customers)}户 · ${value}`,
    single: (tier: string, customers: number, value: string) =>
      customers === 1
        ? `仅有一位客户，属于“${tier}”层级。`
        : `全部${count(customers)}位客户同属“${tier}”层级，价值合计${value}。`,
    most: (name: string, c1: string, v1: string) => `价值最大的类别为“${name}”，客户占${c1}，贡献${v1}的价值。`,
    shares: (best: string, c1: string, v1: string, last: string, c2: string, v2: string) =>
      `最高层级“${best}”的客户占${c1}，贡献${v1}的价值；最低层级“${last}”的客户占${c2}，贡献${v2}。`,
    noShares: (best: string, c1: string, last: string, c2: string, total: string) =>
      `最高层级“${best}”的客户占${c1}，最低层级“${last}”的客户占${c2}；全部客户的价值合计为${total}，无法计算价值占比。`,
  },
};

/**
 * Chart of the customers and the value in each tier (各层级客户与价值占比), as bars or as the customer pyramid (客户金字塔), best tier at
 * the top. An empty tier keeps its line.
 *
 * @param tiers - Any class column with at most 100 differently named classes, best first: from a tier method or made by hand.
 * @param values - One value a customer, in the order of the class column; losses are negative.
 * @param options - Form; language (which also chooses between `label` and `labelZh`) and size. The default height grows with the
 * tiers where 300 is too little.
 * @returns A Vega-Lite chart. Data of the bars: two records a tier with `tier`, `measure`, `share` (`null` for shares of a total that
 * is not positive); of the pyramid: one with `tier`, `customers`, `shareOfCustomers`, `value`, `shareOfValue`, `label`.
 * @throws InputError as `tierSummary`; `bad-option` for the options, for more than 100 classes or classes of the same name.
 * @remarks Source of the pyramid: Curry & Curry (2000), The Customer Marketing Method. There is no standard twin.
 * @example
 * ```ts
 * import { abcTiers, tierByValueShare, valueByTierChart } from "customer-equity/segmentation";
 * const values = [400, 200, 120, 90, 60, 50, 30, 25, 15, 10];
 * const chart = valueByTierChart(tierByValueShare(values, abcTiers), values, { form: "pyramid" });
 * console.log(chart.data.values[0]!.label); // 4 customers · 810
 * ```
 */
export function valueByTierChart(tiers: ClassColumn, values: Column, options?: ValueByTierChartOptions): Chart {
  const frame = requireFrame(options);
  const { form = "bars" } = requireOptions(options);
  requireOneOf(form, "options.form", ["bars", "pyramid"]);
  const summary = tierSummary(tiers, values);
  const rows = summary.tiers.map(({ label, labelZh, customers, shareOfCustomers, value, shareOfValue }) => ({
    tier: frame.language === "zh" ? labelZh : label,
    customers,
    shareOfCustomers,
    value,
    shareOfValue,
  }));
  requireReadable(rows);
  const content = form === "bars" ? bars(rows, frame) : pyramid(rows, frame);
  const perTier = form === "bars" ? 34 : 28;
  return chart(frame, {
    title: words[frame.language][form === "bars" && tiers.ordered === false ? "classes" : form],
    description: describe(rows, summary, { language: frame.language, ordered: tiers.ordered !== false }),
    height: Math.max(300, 90 + perTier * rows.length),
    ...content,
  });
}

function requireReadable(rows: readonly TierRow[]): void {
  if (rows.length <= mostTiers && new Set(rows.map(({ tier }) => tier)).size === rows.length) return;
  throw new InputError({
    code: "bad-option",
    path: "tiers.classes",
    expected: `at most ${mostTiers} classes with different names`,
    received: rows.map(({ tier }) => tier),
  });
}

function describe(
  rows: readonly TierRow[],
  { customers, value }: TierSummary,
  { language, ordered }: Pick<Frame, "language"> & { readonly ordered: boolean },
): string {
  const text = words[language];
  const best = rows[0]!;
  const last = rows.at(-1)!;
  const total = amount(value, language);
  const [c1, c2] = [percent(best.shareOfCustomers, language), percent(last.shareOfCustomers, language)];
  const only = rows.find((row) => row.customers === customers);
  if (only !== undefined) return text.single(only.tier, customers, total);
  if (!ordered && best.shareOfValue !== null) {
    const most = rows.reduce((leader, row) => (row.value > leader.value ? row : leader));
    return text.most(most.tier, percent(most.shareOfCustomers, language), percent(most.shareOfValue!, language));
  }
  if (best.shareOfValue === null || last.shareOfValue === null)
    return text.noShares(best.tier, c1, last.tier, c2, total);
  const [v1, v2] = [percent(best.shareOfValue, language), percent(last.shareOfValue, language)];
  return text.shares(best.tier, c1, v1, last.tier, c2, v2);
}

function bars(
  rows: readonly TierRow[],
  { language, width }: Frame,
): Pick<Chart["data"], "values"> & Pick<Chart, "layer"> {
  const text = words[language];
  const measures = [text.shareOfCustomers, text.shareOfValue];
  // Room at the end of the longest bar for its label.
  const longest = Math.max(...rows.map((row) => Math.max(row.shareOfCustomers, row.shareOfValue ?? 0)));
  const values = rows.flatMap(({ tier, shareOfCustomers, shareOfValue }) => [
    { tier, measure: text.shareOfCustomers, share: shareOfCustomers, label: percent(shareOfCustomers, language) },
    {
      tier,
      measure: text.shareOfValue,
      share: shareOfValue,
      label: shareOfValue === null ? "" : percent(shareOfValue, language),
    },
  ]);
  const tiers = rows.map(({ tier }) => tier);
  const y = nameAxis("tier", tiers);
  // Beside each other the two names need about as much as this.
  const legend = width - textWidth(tiers) < 350 ? { ...topLegend, direction: "vertical" } : topLegend;
  const yOffset = { field: "measure", type: "nominal", sort: measures };
  return {
    values,
    layer: [
      {
        mark: { type: "bar", tooltip: true },
        encoding: {
          y,
          yOffset,
          x: {
            field: "share",
            type: "quantitative",
            scale: { domainMax: 1.15 * longest, nice: false },
            axis: { title: null, labelExpr: percentLabels(language), tickCount: 5 },
          },
          color: {
            field: "measure",
            type: "nominal",
            scale: { domain: measures, range: [colors.neutral, colors.main] },
            legend,
          },
        },
      },
      {
        // Beside the bar, and beside the axis where the share is negative and the bar lies on its other side.
        transform: [{ calculate: "max(0, datum.share)", as: "end" }],
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: {
          y,
          yOffset,
          x: { field: "end", type: "quantitative" },
          text: { field: "label" },
        },
      },
    ],
  };
}

function pyramid(
  rows: readonly TierRow[],
  { language, width }: Frame,
): Pick<Chart["data"], "values"> & Pick<Chart, "layer"> {
  const text = words[language];
  const values = rows.map((row) => ({ ...row, label: text.label(row.customers, amount(row.value, language)) }));
  const widest = Math.max(1, ...rows.map(({ customers }) => customers));
  // The labels stand to the right of the widest bar, in the part of the plot that the longest of them needs.
  const tiers = rows.map(({ tier }) => tier);
  const y = nameAxis("tier", tiers);
  const room = (textWidth(values.map((row) => row.label)) + 30) / (width - textWidth(tiers) - 30);
  const scale = { domain: [-widest / 2, widest * (1 / (1 - Math.min(0.8, room)) - 0.5)], nice: false };
  return {
    values,
    layer: [
      {
        transform: [
          { calculate: "-datum.customers / 2", as: "left" },
          { calculate: "datum.customers / 2", as: "right" },
        ],
        mark: { type: "bar", color: colors.main, stroke: colors.main, strokeWidth: 1, tooltip: true },
        encoding: {
          y,
          x: { field: "left", type: "quantitative", scale, axis: null },
          x2: { field: "right" },
        },
      },
      {
        mark: { ...label, align: "left", baseline: "middle", dx: 10 },
        encoding: { y, x: { datum: widest / 2, type: "quantitative" }, text: { field: "label" } },
      },
    ],
  };
}
