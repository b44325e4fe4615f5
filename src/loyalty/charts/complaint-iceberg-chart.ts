import { type Chart, type ChartOptions, chart, colors, label, requireFrame, textWidth } from "../../charts/chart.ts";
import { count, percent } from "../../charts/numbers.ts";
import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ComplaintIceberg } from "../recovery/complaint-iceberg.ts";

const words = {
  en: {
    title: "The iceberg of complaints",
    complain: (customers: string) => `${customers} complain`,
    silent: (customers: string) => `${customers} say nothing`,
    reach: { "front line": " to the front line", "head office": " to head office", unstated: "" },
    all: (complaints: string, where: string, dissatisfied: string, rate: string, hear: string) =>
      `Behind ${complaints} complaints${where} stand ${dissatisfied} dissatisfied customers, of whom ${rate} complain; ${hear} people hear of it.`,
  },
  zh: {
    title: "投诉冰山",
    complain: (customers: string) => `${customers}人投诉`,
    silent: (customers: string) => `${customers}人沉默`,
    reach: { "front line": "一线", "head office": "总部", unstated: "" },
    all: (complaints: string, where: string, dissatisfied: string, rate: string, hear: string) =>
      `${where}${complaints}起投诉背后有${dissatisfied}名不满意客户，其中${rate}投诉；${hear}人会听到负面口碑。`,
  },
};

/**
 * Chart of the iceberg of complaints (投诉冰山图): complaints above the water, silent dissatisfied customers below it, areas in proportion to
 * customers.
 *
 * @param iceberg - What `complaintIceberg` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are the outline: `part`, `customers`, `height` (0 at the waterline) and `left`, `right`.
 * @throws InputError `insufficient-data` where nobody is dissatisfied, `not-finite` or `out-of-range` for what is no iceberg, `bad-option`.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { complaintIceberg, complaintIcebergChart } from "customer-equity/loyalty";
 * console.log(complaintIcebergChart(complaintIceberg(120)).description);
 * // Behind 120 complaints stand 2,520 dissatisfied customers, of whom 4.8 % complain; 25,200 people hear of it.
 * ```
 */
export function complaintIcebergChart(iceberg: ComplaintIceberg, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const given = requireOptions(iceberg, "iceberg") as ComplaintIceberg;
  const size = { min: 0, max: 1e30 };
  const complaints = requireNumber(given.complaints, "iceberg.complaints", size);
  const silent = requireNumber(given.silent, "iceberg.silent", size);
  const hear = requireNumber(given.negativeMessages, "iceberg.negativeMessages", size);
  const reach = requireOneOf(given.reach, "iceberg.reach", ["front line", "head office", "unstated"]);
  const dissatisfied = complaints + silent;
  if (dissatisfied === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "iceberg.complaints",
      expected: "at least one dissatisfied customer",
      received: 0,
    });
  }
  const rate = complaints / dissatisfied;
  const names = [text.complain(count(complaints)), text.silent(count(silent))];
  // A triangle of height 1 whose part above the water has `rate` of its area.
  const tip = Math.sqrt(rate);
  const outline = (part: number, depth: number): Chart["data"]["values"][number] => ({
    part: names[part]!,
    customers: part === 0 ? complaints : silent,
    height: tip - depth,
    left: 0 - depth,
    right: depth,
  });
  const y = {
    field: "height",
    type: "quantitative",
    scale: { domain: [tip - 1, tip], nice: false },
    axis: null,
  };
  const labels = [
    { height: tip / 2, left: tip / 2, name: names[0]! },
    { height: (tip - 1) / 2, left: (1 + tip) / 2, name: names[1]! },
  ];
  // So much room to the right that the labels fit beside the slope, also by the wide estimate of Vega without a canvas.
  const right = labels.reduce((most, { left, name }) => {
    const part = Math.min(0.6, (1.5 * textWidth([name]) + 16) / frame.width);
    return Math.max(most, (left + part) / (1 - part));
  }, 1);
  const x = { field: "left", type: "quantitative", scale: { domain: [-1, right], nice: false }, axis: null };
  return chart(frame, {
    title: text.title,
    description: text.all(
      count(complaints),
      text.reach[reach],
      count(dissatisfied),
      percent(rate, language),
      count(hear),
    ),
    values: [outline(0, 0), outline(0, tip), outline(1, tip), outline(1, 1)],
    layer: [
      {
        mark: { type: "area", orient: "horizontal", opacity: 0.85 },
        encoding: {
          y,
          x: { ...x, stack: null },
          x2: { field: "right" },
          color: {
            field: "part",
            type: "nominal",
            scale: { domain: names, range: [colors.contrast, colors.main] },
            legend: null,
          },
        },
      },
      {
        data: { values: [{ height: 0 }] },
        mark: { type: "rule", color: colors.neutral, strokeDash: [6, 3] },
        encoding: { y },
      },
      {
        data: { values: labels },
        mark: { ...label, align: "left", baseline: "middle", dx: 8 },
        encoding: { y, x, text: { field: "name" } },
      },
    ],
  });
}
