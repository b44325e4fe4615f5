import type { Chart } from "customer-equity/satisfaction";
import { chartWidth } from "../../report/draw-chart.ts";

/** A figure with its interval, and how it is written. */
export interface IntervalRow {
  readonly name: string;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly label: string;
}

/** What an interval chart says beside its rows. */
export interface IntervalChartWords {
  readonly title: string;
  readonly description: string;
  readonly axis: string;
  /** The figure of all, drawn as a dashed line. */
  readonly reference: number | null;
}

/** A point with its interval for each group, and a line where all together stand. */
export function intervalChart(rows: readonly IntervalRow[], words: IntervalChartWords): Chart {
  const { title, description, axis, reference } = words;
  const ends = rows.flatMap(({ value, lower, upper }) => [value, lower ?? value, upper ?? value]);
  const all = reference === null ? ends : [...ends, reference];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.06 * (high - low || 1);
  const names = rows.map(({ name }) => name);
  const y = {
    field: "name",
    type: "nominal",
    sort: null,
    scale: { domain: names },
    axis: { title: null, ticks: false, domain: false, labelLimit: 150, minExtent: Math.min(150, widest(names) + 8) },
  };
  // Labels stand to the right of all intervals, in a strip of their own.
  const strip = (high - low || 1) * 0.22;
  const scale = { domain: [low - room, high + room + strip], nice: false, zero: false };
  const x = (field: string): Readonly<Record<string, unknown>> => ({
    field,
    type: "quantitative",
    scale,
    axis: { title: axis, values: ticks(low, high) },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title,
    description,
    width: chartWidth,
    height: 70 + 26 * rows.length,
    autosize: { type: "fit", contains: "padding" },
    config: { style: { "guide-label": { fontSize: 12 }, "guide-title": { fontSize: 12 } } },
    data: { values: rows.map((row) => ({ ...row })) },
    layer: [
      ...(reference === null
        ? []
        : [
            {
              data: { values: [{ at: reference }] },
              mark: { type: "rule", color: "#808791", strokeDash: [4, 3] },
              encoding: { x: x("at") },
            },
          ]),
      {
        transform: [{ filter: "isValid(datum.lower) && isValid(datum.upper)" }],
        mark: { type: "rule", color: "#3d7fc1", strokeWidth: 2 },
        encoding: { y, x: x("lower"), x2: { field: "upper" } },
      },
      { mark: { type: "point", filled: true, size: 80, opacity: 1, color: "#3d7fc1" }, encoding: { y, x: x("value") } },
      {
        mark: { type: "text", style: "guide-label", align: "right", baseline: "middle" },
        encoding: { y, x: { datum: high + room + strip, type: "quantitative", scale }, text: { field: "label" } },
      },
    ],
  };
}

/** Some five round numbers from `low` to `high`; none where the labels stand. */
function ticks(low: number, high: number): readonly number[] {
  const rough = (high - low || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough < 1.5 * power ? 1 : rough < 3.5 * power ? 2 : rough < 7.5 * power ? 5 : 10);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, k) =>
    Number(((first + k) * step).toPrecision(12)),
  );
}

/** About how wide the longest of some names is in pixels; Chinese characters are wider. */
function widest(names: readonly string[]): number {
  const width = (text: string): number => {
    const wide = text.match(/[\u2e80-\u{10ffff}]/gu)?.length ?? 0;
    return 12 * wide + 6.6 * (text.length - wide);
  };
  return names.reduce((most, name) => Math.max(most, width(name)), 0);
}
