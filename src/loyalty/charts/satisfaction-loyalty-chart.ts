import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  label,
  requireFrame,
  requireReadable,
} from "../../charts/chart.ts";
import { count, decimal } from "../../charts/numbers.ts";
import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { requireScale } from "../../survey/answers.ts";
import {
  curveForms,
  type LoyaltyCurve,
  loyaltyAtSatisfaction,
  requireBounds,
} from "../satisfaction-link/curve-form.ts";
import type { SatisfactionLoyaltyCurves } from "../satisfaction-link/satisfaction-loyalty-curve.ts";

const words = {
  en: {
    title: "Satisfaction and loyalty",
    satisfaction: "satisfaction",
    loyalty: "loyalty",
    zones: ["defection", "indifference", "affection"],
    forms: {
      linear: "straight line",
      logistic: "logistic curve",
      cubic: "cubic curve",
      piecewise: "bent line",
      power: "power curve",
    },
    describe: (n: number, form: string, low: string, atLow: string, high: string, atHigh: string) =>
      `Of ${count(n)} customers, loyalty goes from ${atLow} at satisfaction ${low} to ${atHigh} at ${high} by the best-fitting ${form}.`,
  },
  zh: {
    title: "满意与忠诚的关系",
    satisfaction: "客户满意度",
    loyalty: "客户忠诚度",
    zones: ["流失区", "无差异区", "情感区"],
    forms: { linear: "直线", logistic: "逻辑曲线", cubic: "三次曲线", piecewise: "分段直线", power: "幂曲线" },
    describe: (n: number, form: string, low: string, atLow: string, high: string, atHigh: string) =>
      `${count(n)}名客户中，按拟合最好的${form}，满意度由${low}升至${high}时，忠诚度由${atLow}变为${atHigh}。`,
  },
};

const steps = 100;

/**
 * Chart of loyalty over satisfaction (满意—忠诚曲线图): the best curve, mean loyalty at each satisfaction with points the larger the more
 * customers there are, and the zones shaded.
 *
 * @param curves - What `satisfactionLoyaltyCurve` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `satisfaction` and `loyalty` of the `curve` and the `customers` (with `n`), and the zones
 * `from` and `to`; `part` says which a row is.
 * @throws InputError `bad-option` for what is no such result, and for the options; `not-finite`, `empty`, `length-mismatch`.
 * @remarks Source: Heskett et al. (1994), Harvard Business Review 72(2). Zones have names where there are three. There is no standard
 * twin.
 * @example
 * ```ts
 * import { satisfactionLoyaltyChart, satisfactionLoyaltyCurve } from "customer-equity/loyalty";
 * const curves = satisfactionLoyaltyCurve(
 *   { satisfaction: [1, 2, 2, 3, 3, 4, 5, 5], loyalty: [1, 2, 1, 3, 2, 3, 5, 4] },
 *   { forms: ["linear"] },
 * );
 * console.log(satisfactionLoyaltyChart(curves).description);
 * // Of 8 customers, loyalty goes from 0.71 at satisfaction 1 to 4.3 at 5 by the best-fitting straight line.
 * ```
 */
export function satisfactionLoyaltyChart(curves: SatisfactionLoyaltyCurves, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const text = words[frame.language];
  const given = requireOptions(curves ?? null, "curves");
  const { min, max } = requireScale(given.scale, "curves.scale");
  const n = requireNumber(given.n, "curves.n", { min: 0 });
  const form = requireOneOf(given.best, "curves.best", curveForms);
  const observed = requireReadable(given.observed, "curves.observed", {
    expected: "mean loyalty by satisfaction",
  }).map((group, i) => {
    const path = `curves.observed[${i}]`;
    const { satisfaction, loyalty, n: size } = requireOptions(group ?? null, path);
    return {
      part: "customers",
      satisfaction: requireNumber(satisfaction, `${path}.satisfaction`),
      loyalty: requireNumber(loyalty, `${path}.loyalty`),
      n: requireNumber(size, `${path}.n`, { min: 0 }),
    };
  });
  const best = requireArray(given.curves, "curves.curves").find((curve) => curve?.form === form);
  const [low, high] = [observed[0]!.satisfaction, observed.at(-1)!.satisfaction];
  const places = Array.from({ length: steps + 1 }, (_, i) => low + (i / steps) * (high - low));
  const { loyalty } = loyaltyAtSatisfaction(best as LoyaltyCurve, places);
  const bounds = requireBounds(given.bounds, "curves.bounds");
  const edges = [min, ...Array.from(bounds).filter((bound) => bound > min && bound < max), max];
  const zones = edges.slice(1).map((to, k) => ({
    part: "zone",
    from: edges[k]!,
    to,
    middle: (edges[k]! + to) / 2,
    zone: edges.length === 4 ? text.zones[k]! : `${k + 1}`,
  }));
  const x = {
    type: "quantitative",
    scale: { domain: [min, max], nice: false, zero: false },
    axis: { title: text.satisfaction },
  };
  const y = { field: "loyalty", type: "quantitative", scale: { zero: false }, axis: { title: text.loyalty } };
  const only = (part: string) => [{ filter: `datum.part === '${part}'` }];
  const height = frame.height ?? 320;
  return chart(frame, {
    title: text.title,
    description: text.describe(
      n,
      text.forms[form],
      decimal(low),
      decimal(loyalty[0]!),
      decimal(high),
      decimal(loyalty[steps]!),
    ),
    height,
    values: [
      ...zones,
      ...observed,
      ...places.map((satisfaction, i) => ({ part: "curve", satisfaction, loyalty: loyalty[i]! })),
    ],
    layer: [
      {
        transform: only("zone"),
        mark: { type: "rect", color: colors.neutral },
        encoding: {
          x: { field: "from", ...x },
          x2: { field: "to" },
          opacity: {
            field: "from",
            type: "ordinal",
            scale: { range: zones.map((_, k) => 0.45 - (0.42 * k) / Math.max(1, zones.length - 1)) },
            legend: null,
          },
        },
      },
      {
        transform: only("zone"),
        mark: { ...label, y: 10, baseline: "middle" },
        encoding: { x: { field: "middle", ...x }, text: { field: "zone" } },
      },
      {
        transform: only("customers"),
        mark: { type: "point", filled: true, opacity: 0.75, color: colors.contrast, tooltip: true },
        encoding: {
          x: { field: "satisfaction", ...x },
          y,
          size: { field: "n", type: "quantitative", scale: { range: [30, 300] }, legend: null },
        },
      },
      {
        transform: only("curve"),
        mark: { type: "line", strokeWidth: 3, color: colors.main },
        encoding: { x: { field: "satisfaction", ...x }, y },
      },
    ],
  });
}
