import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  mostPoints,
  requireFrame,
  topLegend,
} from "../../charts/chart.ts";
import { percent } from "../../charts/numbers.ts";
import { requireColumn, requireOptions, requireRows } from "../../checks.ts";
import { countAbove } from "../../survey/scale/factors/count-above.ts";
import type { Column } from "../../types.ts";

/** What {@link screeChart} draws: what `parallelAnalysis` or `principalComponents` returns. */
export interface ScreeChartData {
  /** Eigenvalues of correlations, the largest first, one an item. */
  readonly eigenvalues: Column;
  /**
   * For each of them the quantile of random answers.
   * @defaultValue Kaiser's rule: 1 for each
   */
  readonly randomQuantiles?: Column | undefined;
}

/** The eigenvalues drawn: as points and as a line, and beside them the other line. */
const most = Math.floor(mostPoints / 3);

const words = {
  en: {
    title: "Scree plot",
    component: "component",
    eigenvalue: "eigenvalue",
    answers: "answers",
    random: "random answers",
    kaiser: "Kaiser's rule",
    none: (limit: string) => `No component has an eigenvalue above ${limit}.`,
    above: (kept: number, of: number, limit: string, share: string) =>
      `${kept} of ${of} components ${kept === 1 ? "has" : "have"} an eigenvalue above ${limit}; together ${kept === 1 ? "it explains" : "they explain"} ${share} of the variance.`,
    limits: { random: "that of random answers", kaiser: "1" },
  },
  zh: {
    title: "碎石图",
    component: "成分",
    eigenvalue: "特征值",
    answers: "实际数据",
    random: "随机数据",
    kaiser: "凯泽准则",
    none: (limit: string) => `没有成分的特征值高于${limit}。`,
    above: (kept: number, of: number, limit: string, share: string) =>
      `${of}个成分中有${kept}个的特征值高于${limit}，共解释${share}的方差。`,
    limits: { random: "随机数据", kaiser: "1" },
  },
};

/**
 * Scree plot (碎石图): the eigenvalues of a scale beside those of random answers, where there are any, else beside Kaiser's line at 1. The
 * components above the line, from the first, are those to keep.
 *
 * Of more than 666 components the first 666 are drawn.
 *
 * @param data - What `parallelAnalysis` or `principalComponents` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `component` (1, 2, ...), `series` and `eigenvalue`.
 * @throws InputError `empty`, `not-finite`, `length-mismatch` for the eigenvalues, `bad-option` for the options.
 * @remarks Sources: Cattell (1966), Multivariate Behavioral Research 1; Horn (1965), Psychometrika 30. Twins: R `psych::fa.parallel`,
 * `psych::scree`.
 * @example
 * ```ts
 * import { parallelAnalysis, screeChart } from "customer-equity/servqual";
 * const correlations = [[1, 0.6, 0.5, 0.2], [0.6, 1, 0.4, 0.3], [0.5, 0.4, 1, 0.1], [0.2, 0.3, 0.1, 1]];
 * const chart = screeChart(parallelAnalysis({ correlations, n: 100 }, { seed: 1 }));
 * console.log(chart.description); // 1 of 4 components has an eigenvalue above that of random answers; together it explains 53 % of the variance.
 * ```
 */
export function screeChart(data: ScreeChartData, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { eigenvalues, randomQuantiles } = requireOptions(data, "data");
  requireRows(requireColumn(eigenvalues, "data.eigenvalues"), "data.eigenvalues");
  const size = eigenvalues.length;
  const limits =
    randomQuantiles === undefined
      ? Array.from(eigenvalues, () => 1)
      : Array.from(requireColumn(randomQuantiles, "data.randomQuantiles", {}, size));
  const text = words[frame.language];
  const limit = randomQuantiles === undefined ? "kaiser" : "random";
  const series = [text.answers, text[limit]];
  const values = [...eigenvalues];
  const kept = countAbove(values, limits);
  const explained = values.slice(0, kept).reduce((sum, value) => sum + value, 0) / size;
  const line = (name: string, heights: readonly number[]) =>
    heights.slice(0, most).map((eigenvalue, i) => ({ component: i + 1, series: name, eigenvalue }));
  const x = {
    field: "component",
    type: "quantitative",
    scale: { zero: false, nice: false },
    axis: { title: text.component, tickMinStep: 1, grid: false, format: "d" },
  };
  const y = { field: "eigenvalue", type: "quantitative", axis: { title: text.eigenvalue, tickCount: 5 } };
  const bySeries = (range: readonly unknown[]) => ({
    field: "series",
    type: "nominal",
    scale: { domain: series, range },
    legend: topLegend,
  });
  return chart(frame, {
    title: text.title,
    description:
      kept === 0
        ? text.none(text.limits[limit])
        : text.above(kept, size, text.limits[limit], percent(explained, frame.language)),
    values: [...line(text.answers, values), ...line(text[limit], limits)],
    layer: [
      {
        mark: { type: "line", strokeWidth: 2, tooltip: true },
        encoding: {
          x,
          y,
          color: bySeries([colors.main, colors.contrast]),
          strokeDash: bySeries([
            [1, 0],
            [6, 3],
          ]),
        },
      },
      {
        transform: [{ filter: { field: "series", equal: text.answers } }],
        mark: { type: "point", filled: true, opacity: 1, size: 40, color: colors.main, tooltip: true },
        encoding: { x, y },
      },
    ],
  });
}
