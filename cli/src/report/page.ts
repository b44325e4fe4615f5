import { version } from "../../package.json";
import type { Language } from "../options/output-options.ts";
import { type Content, Html, html } from "./html.ts";
import { styles } from "./styles.ts";

/** A part of a page: a heading that others can point to, and what stands below it. */
export interface Section {
  /** Its place in the address: `#id`. */
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/** A page: what it is called, what stands before its sections, and the sections. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly opening: Content;
  readonly sections: readonly Section[];
}

const words = {
  en: {
    code: "en",
    contents: "Contents",
    made: (version: string) =>
      `Made by customer-equity ${version}. This page loads nothing and sends nothing; it is the same for the same input. Of the numbers behind the pictures it prints what is open.`,
  },
  zh: {
    code: "zh-CN",
    contents: "目录",
    made: (version: string) =>
      `由 customer-equity ${version} 生成。本页不加载任何外部内容，也不发送任何数据；输入相同，页面即相同。打印时，只打印已展开的图表数据。`,
  },
};

/** Even if something foreign got into a page, no request could leave it and no script would run. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** The source of a page that stands on its own: no script, and nothing from elsewhere. */
export function page({ language, title, opening, sections }: Page): string {
  const text = words[language];
  return html`${new Html("<!doctype html>")}
<html lang="${text.code}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Html(styles)}</style>
</head>
<body>
<header class="top">
<h1>${title}</h1>
${opening}
<nav aria-label="${text.contents}">${sections.map(({ id, title }) => html`<a href="#${id}">${title}</a>\n`)}</nav>
</header>
<main>
${sections.map(({ id, title, content }) => html`<section id="${id}">\n<h2>${title}</h2>\n${content}\n</section>\n`)}</main>
<footer class="end"><p>${text.made(version)}</p></footer>
</body>
</html>
`.source;
}
