import { type Content, type Html, html } from "./html.ts";

/** A column of a table: its heading, and whether numbers stand in it (to the right, digits beneath each other). */
export interface TableColumn {
  readonly title: string;
  readonly number?: boolean;
}

/** A column of numbers. */
export function numeric(title: string): TableColumn {
  return { title, number: true };
}

/** A table that scrolls in a box of its own where the page is narrower. */
export function table(caption: string, columns: readonly TableColumn[], rows: readonly (readonly Content[])[]): Html {
  const kind = (k: number): string => (columns[k]?.number === true ? "number" : "text");
  return html`<p class="caption">${caption}</p>
<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table>
<thead><tr>${columns.map(({ title }, k) => html`<th scope="col" class="${kind(k)}">${title}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell, k) => html`<td class="${kind(k)}">${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}

/** At most `most` of the rows, evenly spaced, the first and the last among them. */
export function evenly<T>(rows: readonly T[], most: number): readonly T[] {
  if (rows.length <= most) return rows;
  return Array.from({ length: most }, (_, k) => rows[Math.round((k * (rows.length - 1)) / (most - 1))] as T);
}

/** Terms and what is to be said of each. */
export function facts(entries: readonly (readonly [term: Content, description: Content])[]): Html {
  return html`<dl class="facts">
${entries.map(([term, description]) => html`<div><dt>${term}</dt><dd>${description}</dd></div>\n`)}</dl>`;
}

/** A list of sentences. */
export function bullets(items: readonly Content[]): Html {
  return html`<ul>${items.map((item) => html`<li>${item}</li>\n`)}</ul>`;
}

/** A cell the darker, the nearer `share` is to 1; never so dark that the text on it could not be read. */
export function shaded(text: string, share: number): Html {
  const part = Math.round(45 * share);
  const style = `display:block;padding:.1rem .4rem;background:color-mix(in srgb,var(--accent) ${part}%,transparent)`;
  return html`<span style="${style}">${text}</span>`;
}
