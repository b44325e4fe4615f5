import type { Language } from "../../options/output-options.ts";
import { html } from "../html.ts";
import type { Section } from "../page.ts";
import { facts } from "../table.ts";

const titles: Readonly<Record<Language, string>> = { en: "Glossary", zh: "术语表" };

/** A term in both languages, explained in each. */
export interface GlossaryTerm {
  readonly en: readonly [term: string, meaning: string];
  readonly zh: readonly [term: string, meaning: string];
}

/** The terms of customer value. */
const terms: readonly GlossaryTerm[] = [
  {
    en: ["customer lifetime value", "what a customer will bring in the time ahead, each amount discounted to today"],
    zh: ["客户价值", "客户在未来一段时间内带来的金额，逐笔折现至今日"],
  },
  {
    en: ["customer equity", "the value of all customers together"],
    zh: ["客户资产", "全部客户价值之和"],
  },
  {
    en: [
      "probability to be active",
      "the chance that a customer has not left yet, given when and how often the customer came",
    ],
    zh: ["活跃概率", "根据客户购买的时间与次数，推断其尚未流失的概率"],
  },
  {
    en: ["repeat purchase", "any purchase after the first; those of one day are one"],
    zh: ["重复购买", "首次之后的购买，同一天计为一次"],
  },
  {
    en: [
      "frequency, recency, age",
      "number of repeat purchases; time from the first purchase to the last; time from the first purchase to the end of the log",
    ],
    zh: ["购买次数、最近购买时间、观察时长", "重复购买次数；首购至末次购买的时间；首购至流水截止日的时间"],
  },
  {
    en: ["tier", "a group of customers by value: the first holds the best, up to a share of the whole value"],
    zh: ["客户层级", "按价值划分的客户群：第一层为价值最高的客户，直至累计达到总价值的一定比例"],
  },
  {
    en: ["customer pyramid", "the tiers above each other, each as wide as it has customers"],
    zh: ["客户金字塔", "各层级由上而下叠放，宽度表示客户数"],
  },
  {
    en: [
      "80/20 rule",
      "the experience that a fifth of the customers brings four fifths of the value; how it is here, the page says",
    ],
    zh: ["二八原理", "约20%的客户带来约80%的价值这一经验规律；实际情况见上文"],
  },
  {
    en: ["margin", "profit as a share of the amount"],
    zh: ["利润率", "利润占金额的比例"],
  },
  {
    en: ["discount rate", "by how much a year later money counts less"],
    zh: ["贴现率", "金额每推迟一年所减少的价值比例"],
  },
  {
    en: ["holdout period", "the part of the log that a model was not shown, to test it"],
    zh: ["检验期", "建模时不使用、留作检验的那段流水"],
  },
  {
    en: ["standard error, 95 % interval", "how far chance may have moved an estimate"],
    zh: ["标准误、95%置信区间", "估计值受偶然因素影响的幅度"],
  },
];

/** The terms of the report of `value`. */
export function glossary(language: Language): Section {
  return glossarySection(terms, language);
}

/** Terms, each with its name in the other language. */
export function glossarySection(terms: readonly GlossaryTerm[], language: Language): Section {
  const other = language === "en" ? "zh" : "en";
  const code = other === "zh" ? "zh-CN" : "en";
  const entries = terms.map((term) => {
    const [own, meaning] = term[language];
    const also = html`<small class="muted" lang="${code}">${term[other][0]}</small>`;
    return [html`${own}<br>${also}`, meaning] as const;
  });
  return { id: "glossary", title: titles[language], content: facts(entries) };
}
