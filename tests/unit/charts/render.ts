import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { expect } from "vitest";
import type { Chart } from "../../../src/charts/chart.ts";

/** A logger to which a warning is an error. */
const strict = {
  level() {
    return this;
  },
  warn(...text: unknown[]): never {
    throw new Error(text.join(" "));
  },
  error(...text: unknown[]): never {
    throw new Error(text.join(" "));
  },
  info() {
    return this;
  },
  debug() {
    return this;
  },
};

/** Compiles a chart with Vega-Lite and draws it with Vega; throws at the first warning of either. */
export async function renderSvg(chart: Chart, theme: object = {}): Promise<string> {
  const { spec } = compile(chart as unknown as TopLevelSpec, { logger: strict as never, config: theme });
  return await new View(parse(spec as Spec), { renderer: "none", logger: strict as never }).toSVG();
}

/** What holds for every chart: JSON gives it back, it has few points, and it draws without a warning and with these labels. */
export async function expectGoodChart(chart: Chart, labels: readonly string[]): Promise<void> {
  expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
  expect(undefinedIn(chart), "no undefined").toEqual([]);
  expect(pointsOf(chart)).toBeLessThanOrEqual(2000);
  expect(chart.$schema).toMatch(/vega-lite\/v5/);
  expect(chart.title.length).toBeGreaterThan(0);
  expect(chart.description).toMatch(/^[^.。]*(\.\d[^.。]*)*[.。]$/);
  const svg = await renderSvg(chart);
  expect(svg).not.toContain("NaN");
  expect(svg).toContain(`width="${chart.width}"`);
  for (const text of [chart.title, ...labels]) expect(svg).toContain(escaped(text));
}

/** Points of all marks together. */
export function pointsOf(chart: Chart): number {
  let points = 0;
  for (const { data } of chart.layer as readonly { data?: { values: readonly unknown[] } }[]) {
    points += data?.values.length ?? 0;
  }
  return points + chart.data.values.length;
}

function undefinedIn(value: unknown, path = "chart"): string[] {
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => undefinedIn(entry, `${path}.${name}`));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
