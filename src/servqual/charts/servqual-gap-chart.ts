import { type Chart, chart, colors, type Language, label, requireFrame, textWidth } from "../../charts/chart.ts";
import { InputError } from "../../errors.ts";
import { requireLevel } from "../../statistics/level.ts";
import type { ServqualScores } from "../scoring/servqual-scores.ts";
import { points, requireFigures, requireResult, rowAxis, rowsOf, type ServqualChartOptions } from "./chart-rows.ts";

/** One bar. */
interface GapBar {
  readonly name: string;
  readonly gap: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly label: string;
}

const words = {
  en: {
    title: { dimensions: "Service quality gaps", items: "Service quality gaps by item" },
    axis: "perception less expectation, points",
    none: "Nobody has answered, so there is no gap.",
    interval: (level: string, lower: string, upper: string) => ` (${level} % interval ${lower} to ${upper})`,
    single: (name: string, gap: string, interval: string) => `The gap of ${name} is ${gap}${interval}.`,
    sentence: (worst: string, gap: string, interval: string, best: string, other: string, overall: string | null) =>
      `The lowest gap is that of ${worst}, ${gap}${interval}, the highest that of ${best}, ${other}${overall === null ? "" : `; the mean over the dimensions is ${overall}`}.`,
  },
  zh: {
    title: { dimensions: "服务质量差距", items: "各题项的服务质量差距" },
    axis: "感知－期望（分）",
    none: "无人作答，无法计算差距。",
    interval: (level: string, lower: string, upper: string) => `（${level}%置信区间${lower}至${upper}）`,
    single: (name: string, gap: string, interval: string) => `“${name}”的差距为${gap}${interval}。`,
    sentence: (worst: string, gap: string, interval: string, best: string, other: string, overall: string | null) =>
      `差距最低的是“${worst}”，为${gap}${interval}；最高的是“${best}”，为${other}${overall === null ? "" : `；各维度平均为${overall}`}。`,
  },
};

/**
 * Chart of the service quality gaps (服务质量差距图): a bar for each dimension or item, below 0 where expectations are not met, with its
 * confidence interval as a line.
 *
 * @param scores - A result of `servqualScores` that has gaps.
 * @param options - Dimensions or items; language and size. The default height grows with the lines.
 * @returns A Vega-Lite chart; its data are `name`, `gap`, `lower`, `upper` and `label`. What nobody answered keeps its line, without a bar.
 * @throws InputError `bad-option` for scores without gaps (SERVPERF), for what is no result, and for the options.
 * @remarks Twins: none.
 * @example
 * ```ts
 * import { servqualGapChart, servqualScores } from "customer-equity/servqual";
 * const speed = { key: "speed", items: [{ key: "S1", text: "Waiting is short" }] };
 * const scores = servqualScores({ instrument: { dimensions: [speed] }, differences: { S1: [-1, 0, -2, -2] } });
 * console.log(servqualGapChart(scores).description); // The gap of speed is -1.25 (95 % interval -2.77 to 0.27).
 * ```
 */
export function servqualGapChart(scores: ServqualScores, options?: ServqualChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { instrument, gap } = requireResult(scores, "scores", "servqualScores", ["gap"]);
  if (gap === null) {
    throw new InputError({
      code: "bad-option",
      path: "scores.gap",
      expected: "scores with gaps",
      received: gap,
      advice: "Give expectations to servqualScores; perceptions alone have no gap.",
    });
  }
  const by = options?.by === "items" ? "items" : "dimensions";
  const bars = rowsOf(instrument, options, language).map(({ key, name }): GapBar => {
    const { mean, lower, upper } = requireFigures(gap[by], key, `scores.gap.${by}`, ["mean", "lower", "upper"]);
    return { name, gap: mean, lower, upper, label: mean === null ? "" : points(mean) };
  });
  const ends = bars.flatMap(({ gap: mean, lower, upper }) => [mean ?? 0, lower ?? 0, upper ?? 0]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const names = bars.map(({ name }) => name);
  // Room at both ends for the label of the longest bar.
  const room =
    ((most - least || 1) * (textWidth(bars.map((bar) => bar.label)) + 12)) / (frame.width - textWidth(names) - 120);
  const y = rowAxis(bars);
  const color = { condition: { test: "datum.gap < 0", value: colors.contrast }, value: colors.main };
  const labels = (below: boolean) => ({
    transform: [
      { filter: `isValid(datum.gap) && datum.gap ${below ? "< 0" : ">= 0"}` },
      { calculate: below ? "min(datum.gap, datum.lower)" : "max(datum.gap, datum.upper)", as: "end" },
    ],
    mark: { ...label, align: below ? "right" : "left", baseline: "middle", dx: below ? -5 : 5 },
    encoding: { y, x: { field: "end", type: "quantitative" }, text: { field: "label" } },
  });
  return chart(frame, {
    title: words[language].title[by],
    description: describe(bars, scores, language),
    height: Math.max(300, 90 + (bars.length > 10 ? 22 : 34) * bars.length),
    values: bars.map((bar) => ({ ...bar })),
    layer: [
      {
        mark: { type: "bar", opacity: 0.5, tooltip: true },
        encoding: {
          y,
          x: {
            field: "gap",
            type: "quantitative",
            scale: {
              domain: [least - (least < 0 ? room : 0), most + (most > 0 || least === 0 ? room : 0)],
              nice: false,
            },
            axis: { title: words[language].axis, tickCount: 6 },
          },
          color,
        },
      },
      {
        transform: [{ filter: "isValid(datum.lower)" }],
        mark: { type: "rule", strokeWidth: 2.5 },
        encoding: { y, x: { field: "lower", type: "quantitative" }, x2: { field: "upper" }, color },
      },
      labels(true),
      labels(false),
    ],
  });
}

function describe(bars: readonly GapBar[], { gap, level }: ServqualScores, language: Language): string {
  const text = words[language];
  const ranked = bars.filter((bar) => bar.gap !== null).sort((a, b) => a.gap! - b.gap!);
  const [worst, best] = [ranked[0], ranked.at(-1)];
  if (worst === undefined || best === undefined) return text.none;
  const { lower, upper } = worst;
  const share = String(Number((100 * requireLevel(level, "scores.level")).toPrecision(4)));
  const interval = lower === null || upper === null ? "" : text.interval(share, points(lower), points(upper));
  if (ranked.length === 1) return text.single(worst.name, worst.label, interval);
  const { mean: overall } = requireFigures(gap!.overall, "meanOfDimensions", "scores.gap.overall", ["mean"]);
  const all = overall === null ? null : points(overall);
  return text.sentence(worst.name, worst.label, interval, best.name, best.label, all);
}
