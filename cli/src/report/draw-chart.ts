import type { Chart } from "customer-equity/clv";
import type { Config, TopLevelSpec } from "vega-lite";
import { Html, sourceOf } from "./html.ts";

/** Width of a picture in its own pixels; the page makes it as wide as there is room. */
export const chartWidth = 420;

const ink = "var(--ink)";
const muted = "var(--muted)";
const line = "var(--line)";

/** Colours are those of the page, in whichever light it is read; so is the font. */
const theme: Config = {
  background: "transparent",
  font: "inherit",
  view: { stroke: null },
  text: { color: ink },
  axis: {
    labelColor: ink,
    titleColor: muted,
    titleFontWeight: "normal",
    domainColor: muted,
    tickColor: muted,
    gridColor: line,
  },
  legend: { labelColor: ink, titleColor: muted, titleFontWeight: "normal" },
};

/**
 * The picture of a chart as SVG, without the title, which the page sets as its own text. `id` tells it apart from the other pictures of
 * the page. The same chart gives the same source.
 */
export async function drawChart(chart: Chart, id: string): Promise<Html> {
  // They take a third of a second to load, which only who wants a picture should wait for.
  const [{ compile }, { parse, View }] = await Promise.all([import("vega-lite"), import("vega")]);
  const { title: _, ...untitled } = chart;
  const { spec } = compile(untitled as unknown as TopLevelSpec, { config: { ...theme, aria: false } });
  const view = new View(parse(spec), { renderer: "none" });
  const svg = await view.toSVG();
  view.finalize();
  return new Html(forPage(svg, id, chart));
}

/** Attributes that say nothing here: the picture is described as a whole. */
const needless = / (xmlns(:\w+)?|version|class|role|aria-\w+|pointer-events)="[^"]*"/g;

function forPage(svg: string, id: string, { description, width, height }: Chart): string {
  const ids = new Map<string, string>();
  // Vega counts its ids on from picture to picture.
  const own = (foreign: string): string => {
    const known = ids.get(foreign) ?? `${id}-${ids.size + 1}`;
    ids.set(foreign, known);
    return known;
  };
  // Text is left alone: what looks like an attribute there may be the name of a customer.
  const tags = svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(needless, "")
      .replace(/ (d|transform|x\d?|y\d?|offset)="[^"]*"/g, (attribute) => attribute.replace(/\d+\.\d{3,}/g, rounded))
      .replace(/(id="|url\(#)([^")]+)/g, (_, before: string, foreign: string) => before + own(foreign)),
  );
  const start = `<svg role="img" aria-label="${sourceOf(description)}" viewBox="0 0 ${width} ${height}">`;
  return start + tags.slice(tags.indexOf(">") + 1);
}

/** A hundredth of a pixel is enough; a stop of a gradient (from 0 to 1) is placed to a thousandth. */
function rounded(number: string): string {
  return String(Number(Number(number).toFixed(Number(number) < 1 ? 3 : 2)));
}
