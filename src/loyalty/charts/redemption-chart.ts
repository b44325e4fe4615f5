import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  label,
  mostPoints,
  requireFrame,
  requireReadable,
  topLegend,
} from "../../charts/chart.ts";
import { percent, percentLabels } from "../../charts/numbers.ts";
import { requireColumn, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { RedemptionRate } from "../programs/redemption-rate.ts";

const words = {
  en: {
    title: "Redemption by cohort",
    x: "periods since issue",
    y: "share of points redeemed",
    kinds: ["so far", "projected"],
    all: (current: string, ultimate: string, breakage: string) =>
      `${current} of the points issued have been redeemed; ${ultimate} will be in the end, and ${breakage} never.`,
  },
  zh: {
    title: "各批次积分兑换曲线",
    x: "发放后的期数",
    y: "累计兑换率",
    kinds: ["已发生", "预测"],
    all: (current: string, ultimate: string, breakage: string) =>
      `已发放积分中${current}已兑换，预计最终兑换${ultimate}，${breakage}不会兑换。`,
  },
};

/**
 * Chart of redemption by cohort (积分兑换曲线图): for each cohort the share of its points redeemed by age, and dashed how it is expected to go on.
 *
 * @param rate - What `redemptionRate` returns; at most 30 cohorts.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are a record for each cohort and age: `cohort`, `age`, `share`, `kind`; names stand at the last age
 * seen of each cohort.
 * @throws InputError `empty`, `bad-option` for more cohorts or ages than can be drawn, `not-finite` or `out-of-range` for what is no rate.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { redemptionChart, redemptionRate } from "customer-equity/loyalty";
 * const rate = redemptionRate({ issued: [1000, 1000, 1200], redeemed: [[300, 200, 100], [320, 180], [360]] });
 * console.log(redemptionChart(rate).description);
 * // 46 % of the points issued have been redeemed; 59 % will be in the end, and 41 % never.
 * ```
 */
export function redemptionChart(rate: RedemptionRate, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const given = requireOptions(rate, "rate") as RedemptionRate;
  const cohorts = requireReadable(given.cohorts, "rate.cohorts", {
    expected: "the cohorts of redemptionRate",
    most: 30,
  });
  const share = { min: 0, max: 1 + 1e-9 };
  const [current, ultimate, breakage] = (["currentRate", "ultimateRate", "breakageRate"] as const).map((field) =>
    percent(requireNumber(given[field], `rate.${field}`, share), language),
  ) as [string, string, string];
  const ends: { cohort: string; age: number; share: number }[] = [];
  const values = cohorts.flatMap((one, i) => {
    const path = `rate.cohorts[${i}]`;
    const { name, curve, projected } = requireOptions(one, path);
    const cohort = requireText(name, `${path}.name`);
    const seen = Array.from(requireColumn(curve, `${path}.curve`, share));
    requireRows(seen, `${path}.curve`);
    const to = Array.from(requireColumn(projected, `${path}.projected`, share));
    ends.push({ cohort, age: seen.length, share: seen.at(-1)! });
    const point = (kind: number, from: number) => (height: number, k: number) => ({
      cohort,
      age: from + k,
      share: height,
      kind: text.kinds[kind]!,
    });
    return [...seen.map(point(0, 1)), ...(to.length > 0 ? [seen.at(-1)!, ...to].map(point(1, seen.length)) : [])];
  });
  if (values.length + ends.length > mostPoints) {
    throw new InputError({
      code: "bad-option",
      path: "rate.cohorts",
      expected: `at most ${mostPoints} points, all cohorts and ages together`,
      received: values.length + ends.length,
      advice: "Take longer periods, or fewer cohorts.",
    });
  }
  const x = {
    field: "age",
    type: "quantitative",
    scale: { nice: false, zero: false, padding: 18 },
    axis: { title: text.x, tickMinStep: 1, format: "d", tickCount: 8 },
  };
  const y = {
    field: "share",
    type: "quantitative",
    scale: { zero: true },
    axis: { title: text.y, labelExpr: percentLabels(language), tickCount: 5 },
  };
  return chart(frame, {
    title: text.title,
    description: text.all(current, ultimate, breakage),
    height: 340,
    values,
    layer: [
      {
        mark: { type: "line", strokeWidth: 2, tooltip: true },
        encoding: {
          x,
          y,
          detail: { field: "cohort", type: "nominal" },
          color: {
            field: "kind",
            type: "nominal",
            scale: { domain: text.kinds, range: [colors.main, colors.contrast] },
            legend: topLegend,
          },
          strokeDash: {
            field: "kind",
            type: "nominal",
            scale: {
              domain: text.kinds,
              range: [
                [1, 0],
                [5, 3],
              ],
            },
            legend: topLegend,
          },
        },
      },
      {
        data: { values: ends },
        mark: { type: "point", filled: true, color: colors.main, size: 40 },
        encoding: { x, y },
      },
      {
        data: { values: ends },
        mark: { ...label, align: "center", baseline: "bottom", dy: -8 },
        encoding: { x, y, text: { field: "cohort" } },
      },
    ],
  });
}
