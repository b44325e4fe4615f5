import { concentrationChart, topCustomersChart } from "customer-equity/segmentation";
import { describe, expect, it } from "vitest";
import { drawChart } from "../src/report/draw-chart.ts";
import { html, name, prose, sourceOf } from "../src/report/html.ts";
import { numbers } from "../src/report/numbers.ts";
import { page } from "../src/report/page.ts";
import { source } from "../src/report/sections/data-quality.ts";
import { evenly, numeric, table } from "../src/report/table.ts";

describe("html", () => {
  it("escapes text and numbers, and leaves pieces of a page as they are", () => {
    const text = `<b title='x' class="y">&amp;`;
    const escaped = "&lt;b title=&#39;x&#39; class=&quot;y&quot;&gt;&amp;amp;";
    expect(html`<p title="${text}">${text}${html`<br>`}${null}${[1, "<", html`<hr>`]}</p>`.source).toBe(
      `<p title="${escaped}">${escaped}<br>1&lt;<hr></p>`,
    );
    expect(name("<a>").source).toBe("<bdi>&lt;a&gt;</bdi>");
    expect(sourceOf(null)).toBe("");
  });

  it("keeps the names of options together", () => {
    expect(prose('Give --until, or --where "a!=0" <here>.').source).toBe(
      'Give <code class="option">--until</code>, or <code class="option">--where &quot;a!=0&quot;</code> &lt;here&gt;.',
    );
  });
});

describe("numbers", () => {
  it("are written as each language writes them", () => {
    const { en, zh } = numbers;
    expect([en.headline(1_234_567.8), en.headline(33.554)]).toEqual(["1,234,568", "33.55"]);
    expect([zh.headline(1_234_567.8), zh.headline(33.554), zh.headline(2.5e8)]).toEqual(["123.5万", "33.55", "2.5亿"]);
    expect([en.percent(0.7551), zh.percent(0.7551)]).toEqual(["75.5\u00a0%", "75.5%"]);
    expect([en.difference(0.031), en.difference(-0.031), en.difference(-0.0001), en.difference(0.0001)]).toEqual([
      "+3.1\u00a0%",
      "\u22123.1\u00a0%",
      "0\u00a0%",
      "0\u00a0%",
    ]);
    expect([en.date(10_226), zh.date(10_226)]).toEqual(["31\u00a0Dec\u00a01997", "1997年12月31日"]);
    expect([en.duration(1, "week"), en.duration(26.142_857, "week"), zh.duration(12, "month")]).toEqual([
      "1 week",
      "26.1 weeks",
      "12个月",
    ]);
    expect([0, 1e-33, 0.0023, 0.5, 1234.5].map(en.amount)).toEqual(["0.00", "<0.0001", "0.0023", "0.50", "1,234.50"]);
    expect([0, 1.26, 99.96, 1234.5].map(en.rough)).toEqual(["0.0", "1.3", "100.0", "1,235"]);
  });
});

describe("table", () => {
  it("has a heading for each column and scrolls in its own box", () => {
    const { source } = table("Tiers", [{ title: "tier" }, numeric("value")], [["A", 3]]);
    expect(source).toContain('<div class="wide" tabindex="0" role="region" aria-label="Tiers"><table>');
    expect(source).toContain('<th scope="col" class="text">tier</th><th scope="col" class="number">value</th>');
    expect(source).toContain('<tr><td class="text">A</td><td class="number">3</td></tr>');
  });

  it("is thinned evenly, ends included", () => {
    const rows = Array.from({ length: 101 }, (_, k) => k);
    expect(evenly(rows, 5)).toEqual([0, 25, 50, 75, 100]);
    expect(evenly(rows, 101)).toBe(rows);
  });
});

describe("page", () => {
  it("is a frame for any sections", () => {
    const content = html`<p>here</p>`;
    const source = page({
      language: "zh",
      title: "对比",
      opening: null,
      sections: [{ id: "a", title: "A & B", content }],
    });
    expect(source).toContain('<html lang="zh-CN">');
    expect(source).toContain("<title>对比</title>");
    expect(source).toContain('<a href="#a">A &amp; B</a>');
    expect(source).toContain('<section id="a">\n<h2>A &amp; B</h2>\n<p>here</p>\n</section>');
  });
});

describe("a picture", () => {
  it("has ids of its own, few decimals and the colours of the page", async () => {
    const chart = concentrationChart(Array.from({ length: 500 }, (_, i) => 1 / (i + 1)));
    const { source } = await drawChart(chart, "one");
    expect(source).toMatch(
      /^<svg role="img" aria-label="The best 20 % of customers hold [^"]*" viewBox="0 0 480 300">/,
    );
    expect(source).not.toMatch(/xmlns|\d\.\d{4}/);
    expect(source).toContain('fill="var(--ink)"');
    expect(source).toContain('font-family="inherit"');
    expect(source).not.toContain(chart.title);
    expect((await drawChart(chart, "two")).source).toBe(source.replaceAll("one-", "two-"));
  });

  it("leaves the names in it alone, whatever they look like", async () => {
    const id = 'a id="y" url(#z)';
    const { source } = await drawChart(topCustomersChart([id, "b"], [2, 1]), "names");
    expect(source).toContain(`>a id="y" url(#z)</text>`);
  });
});

describe("the source of a log", () => {
  it("is told in the language, and as it is where it is of another form", () => {
    expect(source("customer = a, date = b, amount = c × d", "zh")).toBe("客户 = a、日期 = b、金额 = c × d");
    expect(source("customer = a, date = b, amount = none", "en")).toBe("customer = a, date = b, amount = none");
    expect(source("read from elsewhere", "zh")).toBe("read from elsewhere");
  });
});
