/** Source of a page that is safe to stand in it. Text becomes so by {@link html}. */
export class Html {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** What may stand in a page: text and numbers are escaped, pieces of a page are not, `null` is nothing. */
export type Content = Html | string | number | null | readonly Content[];

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Tag of a template whose values are escaped, in text as in quoted attributes. */
export function html(pieces: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(pieces.reduce((source, piece, i) => `${source}${sourceOf(contents[i - 1] ?? null)}${piece}`));
}

/** The source of some content. */
export function sourceOf(content: Content): string {
  if (content === null) return "";
  if (content instanceof Html) return content.source;
  if (typeof content === "object") return content.map(sourceOf).join("");
  return String(content).replace(/[&<>"']/g, (character) => escapes[character] as string);
}

/** A name that came out of a file: whatever its direction of writing is, it does not turn the text around it. */
export function name(text: string): Html {
  return html`<bdi>${text}</bdi>`;
}

/** A sentence in which the names of options (`--until`) stand as code, never broken at their hyphens. */
export function prose(text: string): Html {
  const parts = text.split(/(--[a-z][a-z-]*(?: "[^"]*")?)/);
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<code class="option">${part}</code>`))}`;
}
