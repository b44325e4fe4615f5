import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  mostPoints,
  requireFrame,
  textWidth,
} from "../../charts/chart.ts";
import { amount } from "../../charts/numbers.ts";
import { thin } from "../../charts/thin.ts";
import { requireColumn, requireLength, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { IsoValueCurves } from "../judging/iso-value-curves.ts";
import { requireModelUnit } from "../model-unit.ts";
import { duration, unitName } from "./durations.ts";

const words = {
  en: {
    title: (age: string) => `Customers of equal value after ${age}`,
    recency: (unit: string) => `time from first to last purchase, ${unit}`,
    frequency: "repeat purchases",
    value: (text: string, money: boolean) => (money ? text : `${text} discounted purchases`),
    rising: (age: string, least: string, most: string) =>
      `Customers who came ${age} ago are worth between ${least} and ${most}, the more the more often they bought.`,
    turning: (age: string, recency: string, frequency: number, value: string, last: number, less: string) =>
      `Of the customers who came ${age} ago and bought last ${recency} after that, those with ${frequency} repeat purchase${frequency === 1 ? "" : "s"} are worth most, ${value}; beyond the dashed line more purchases mean less value, with ${last} of them ${less}.`,
  },
  zh: {
    title: (age: string) => `首购${age}后的客户等值曲线`,
    recency: (unit: string) => `首购至最近一次购买的时间（${unit}）`,
    frequency: "重复购买次数",
    value: (text: string, money: boolean) => (money ? text : `${text}次折现购买`),
    rising: (age: string, least: string, most: string) =>
      `首购已过${age}的客户，价值在${least}至${most}之间，购买越多价值越高。`,
    turning: (age: string, recency: string, frequency: number, value: string, last: number, less: string) =>
      `首购已过${age}、最近一次购买在首购后${recency}的客户中，重复购买${frequency}次者价值最高，为${value}；虚线以上购买越多价值越低，${last}次时为${less}。`,
  },
};

/** Points for the turning line; the rest is for the curves. */
const turningPoints = 400;

/** Curves that can be drawn with three points each. */
const mostCurves = /* @__PURE__ */ Math.floor((mostPoints - turningPoints) / 3);

/**
 * Chart of iso-value curves (等值曲线图): along each line customers of one age are worth the same. The dashed line marks, at each recency, the
 * frequency beyond which more purchases mean less value: there the curves bend backwards.
 *
 * Each curve gets an equal share of 1,600 points and is thinned to them; of more than 533 curves the longest are drawn.
 *
 * @param curves - What `isoValueCurves` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are the points of the curves: `curve` (its number), `level`, `recency`, `frequency`, and `label` at
 * the lowest point of the curve, which bears it, else `null`.
 * @throws InputError `empty` where there is no curve, `length-mismatch` or `not-finite` for what are not iso-value curves, `bad-option` for
 * the options.
 * @remarks Source: Fader, Hardie & Lee (2005), Journal of Marketing Research 42(4). Twin: BTYD `pnbd.Plot.DERT`.
 * @example
 * ```ts
 * import { isoValueChart, isoValueCurves, paretoNbd } from "customer-equity/clv";
 * const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
 * const curves = isoValueCurves(model, { age: 78, annualDiscountRate: 0.15, maxFrequency: 14 });
 * console.log(isoValueChart(curves).title); // Customers of equal value after 78 weeks
 * ```
 */
export function isoValueChart(curves: IsoValueCurves, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  requireCurves(curves);
  const { age, timeUnit, frequency } = curves;
  const text = words[language];
  const values = points(curves, language);
  // Room on the right for the labels of the curves that end there.
  const room = (textWidth(curves.curves.map(({ level }) => amount(level, language))) + 10) / (frame.width - 60);
  const x = {
    field: "recency",
    type: "quantitative",
    scale: { domain: [0, age / (1 - Math.min(0.5, room))], nice: false },
    axis: { title: text.recency(unitName(timeUnit, language)), grid: false, tickCount: 6 },
  };
  const y = {
    field: "frequency",
    type: "quantitative",
    scale: { domain: [0, frequency.at(-1)!], nice: false },
    axis: { title: text.frequency, grid: false, tickMinStep: 1, tickCount: 6 },
  };
  return chart(frame, {
    title: text.title(duration(age, timeUnit, language)),
    description: describe(curves, language),
    values,
    layer: [
      ...turningLine(curves, x, y),
      {
        mark: { type: "line", color: colors.main, strokeWidth: 2, tooltip: true },
        encoding: {
          x,
          y,
          detail: { field: "curve", type: "nominal" },
          order: { field: "point", type: "quantitative" },
        },
      },
      {
        transform: [{ filter: "datum.label !== null" }],
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { x, y, text: { field: "label" } },
      },
    ],
  });
}

function requireCurves(curves: IsoValueCurves): void {
  requireOptions(curves ?? null, "curves");
  requireModelUnit(curves.timeUnit, "curves.timeUnit");
  requireNumber(curves.age, "curves.age", { min: 0, openMin: true });
  requireRows(requireColumn(curves.frequency, "curves.frequency"), "curves.frequency");
  requireRows(requireColumn(curves.recency, "curves.recency"), "curves.recency");
  requireLength(curves.values, "curves.values", curves.frequency.length);
  curves.curves.forEach(({ level, frequency, recency }, i) => {
    requireNumber(level, `curves.curves[${i}].level`);
    requireColumn(frequency, `curves.curves[${i}].frequency`);
    requireColumn(recency, `curves.curves[${i}].recency`, {}, frequency.length);
  });
  if (curves.curves.length > 0) return;
  throw new InputError({
    code: "empty",
    path: "curves.curves",
    expected: "at least one curve",
    received: curves.curves,
    advice: "Ask isoValueCurves for levels between the smallest and the largest value.",
  });
}

function points({ curves }: IsoValueCurves, language: Language): Chart["data"]["values"] {
  const drawn = [...curves].sort((a, b) => b.recency.length - a.recency.length).slice(0, mostCurves);
  const share = Math.floor((mostPoints - turningPoints) / drawn.length);
  return drawn.flatMap(({ level, frequency, recency }, curve) => {
    const kept = thin(recency, frequency, share);
    // The lower end is where curves are furthest from each other: on the right for those that fall, else at the bottom.
    const lowest = kept.reduce((best, i) => (frequency[i]! < frequency[best]! ? i : best), kept[0]!);
    return kept.map((i, point) => ({
      curve,
      point,
      level,
      recency: recency[i]!,
      frequency: frequency[i]!,
      label: i === lowest ? amount(level, language) : null,
    }));
  });
}

function turningLine(curves: IsoValueCurves, x: object, y: object): Chart["layer"] {
  const found = curves.turningPoints;
  if (found.length < 2) return [];
  const kept = thin(
    found.map(({ recency }) => recency),
    found.map(({ frequency }) => frequency),
    turningPoints,
  );
  const values = kept.map((i) => ({ recency: found[i]!.recency, frequency: found[i]!.frequency }));
  const mark = { type: "line", color: colors.contrast, strokeDash: [6, 3], interpolate: "step-after" };
  return [{ data: { values }, mark, encoding: { x, y } }];
}

function describe(curves: IsoValueCurves, language: Language): string {
  const { age, timeUnit, frequency, recency, values, turningPoints: found, measure } = curves;
  const text = words[language];
  const worth = (value: number): string => text.value(amount(value, language), measure === "value");
  const since = duration(age, timeUnit, language);
  const turn = found[Math.floor(found.length / 2)];
  if (turn !== undefined) {
    const column = recency.indexOf(turn.recency);
    const row = values.findLastIndex((entries) => entries[column] != null);
    const after = duration(turn.recency, timeUnit, language);
    return text.turning(since, after, turn.frequency, worth(turn.value), frequency[row]!, worth(values[row]![column]!));
  }
  const known = values.flat().filter((value) => value !== null);
  const least = known.reduce((best, value) => Math.min(best, value), Infinity);
  const most = known.reduce((best, value) => Math.max(best, value), -Infinity);
  return text.rising(since, amount(least, language), worth(most));
}
