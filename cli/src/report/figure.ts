import type { Chart } from "customer-equity/clv";
import type { Language } from "../options/output-options.ts";
import { drawChart } from "./draw-chart.ts";
import { type Content, type Html, html } from "./html.ts";
import { evenly, type TableColumn, table } from "./table.ts";

/** The numbers behind a picture as people read them. */
export interface FigureNumbers {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly Content[])[];
}

/** Rows that a table behind a picture has at most. */
const mostRows = 40;

const words = {
  en: {
    numbers: "The numbers behind the picture",
    thinned: (shown: number, all: number) =>
      `${shown} of ${all} rows, evenly spaced, the first and the last among them.`,
  },
  zh: {
    numbers: "图表背后的数据",
    thinned: (shown: number, all: number) => `共${all}行，等间隔取${shown}行（含首行与末行）。`,
  },
};

/** A picture with its title, the sentence that says what it shows, and its numbers. */
export async function figure(
  id: string,
  chart: Chart,
  { columns, rows }: FigureNumbers,
  language: Language,
): Promise<Html> {
  const text = words[language];
  const shown = evenly(rows, mostRows);
  const note = shown.length < rows.length ? html`<p class="note">${text.thinned(shown.length, rows.length)}</p>` : null;
  return html`<figure id="${id}">
<h3>${chart.title}</h3>
${await drawChart(chart, id)}
<figcaption>${chart.description}</figcaption>
<details><summary>${text.numbers}</summary>
${note}${table(chart.title, columns, shown)}</details>
</figure>
`;
}
