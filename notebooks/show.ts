import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/** What Jupyter shows: one picture or table in several formats, of which each reader takes the best it knows. */
type Display = Record<string, unknown>;

const display: unique symbol = Symbol.for("Jupyter.display") as never;

/**
 * Shows a value in a notebook: a Vega-Lite chart as a chart and as an SVG picture (for readers without Vega, such as a repository's web
 * page), a list of records as a table, a text as Markdown, anything else as plain text.
 */
export async function show(value: unknown): Promise<{ [display]: () => Display }> {
  const shown = isChart(value) ? await chart(value) : isRecords(value) ? table(value) : plain(value);
  return { [display]: () => shown };
}

function isChart(value: unknown): value is TopLevelSpec {
  return (
    typeof value === "object" && value !== null && "$schema" in value && String(value.$schema).includes("vega-lite")
  );
}

function isRecords(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.length > 0 && value.every((row) => typeof row === "object" && row !== null);
}

async function chart(spec: TopLevelSpec): Promise<Display> {
  const view = new View(parse(compile(spec).spec as Spec), { renderer: "none" });
  const svg = await view.toSVG();
  return { "application/vnd.vegalite.v5+json": spec, "image/svg+xml": svg, "text/plain": "chart" };
}

function table(rows: readonly Record<string, unknown>[]): Display {
  const names = Object.keys(rows[0]!);
  const lines = rows.map((row) => names.map((name) => text(row[name])));
  const html = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell)}</${tag}>`).join("")}</tr>`;
  return {
    "text/html": `<table><thead>${html("th", names)}</thead><tbody>${lines.map((line) => html("td", line)).join("")}</tbody></table>`,
    "text/plain": [names, ...lines].map((line) => line.join("\t")).join("\n"),
  };
}

function plain(value: unknown): Display {
  const shown = { "text/plain": text(value) };
  return typeof value === "string" ? { "text/markdown": value, ...shown } : shown;
}

function text(value: unknown): string {
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function escaped(cell: string): string {
  return cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
