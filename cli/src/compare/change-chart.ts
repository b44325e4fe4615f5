import type { Chart } from "customer-equity/clv";
import { chartWidth } from "../report/draw-chart.ts";

/** One bar: what it stands for, its length, and the length in words. */
export interface ChangeBar {
  readonly part: string;
  readonly change: number;
  readonly label: string;
}

/** Bars of gains to the right and losses to the left of a line, each with its number: the parts that make up a change. */
export function changeChart(title: string, description: string, bars: readonly ChangeBar[]): Chart {
  const changes = bars.map(({ change }) => change);
  const [low, high] = [Math.min(0, ...changes), Math.max(0, ...changes)];
  // Numbers stand beyond the ends of the bars: so much of the width, of which names take the rest, as the longest needs.
  const share = Math.min(0.4, Math.max(...bars.map(({ label }) => 7 * label.length)) / 300);
  const room = ((high - low || 1) * share) / (1 - 2 * share);
  const y = { field: "part", type: "nominal", sort: null, axis: { title: null, ticks: false, domain: false } };
  const scale = { domain: [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0], nice: false };
  const x = { field: "change", type: "quantitative", scale, axis: null };
  const beside = (side: "left" | "right", test: string): Readonly<Record<string, unknown>> => ({
    transform: [{ filter: test }],
    mark: { type: "text", style: "guide-label", baseline: "middle", align: side, dx: side === "left" ? 4 : -4 },
    encoding: { y, x, text: { field: "label" } },
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    title,
    description,
    width: chartWidth,
    height: 40 + 34 * bars.length,
    autosize: { type: "fit", contains: "padding" },
    config: { style: { "guide-label": { fontSize: 12 } } },
    data: { values: bars.map((bar) => ({ ...bar })) },
    layer: [
      {
        mark: { type: "bar" },
        encoding: { y, x, color: { condition: { test: "datum.change < 0", value: "#c9701e" }, value: "#3d7fc1" } },
      },
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", color: "#808791" },
        encoding: { x: { ...x, field: "zero" } },
      },
      beside("left", "datum.change >= 0"),
      beside("right", "datum.change < 0"),
    ],
  };
}
