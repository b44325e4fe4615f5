import { loyaltyDiamondChart, loyaltyTypes } from "customer-equity/loyalty";
import { counted } from "../../../report/counted.ts";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Content, type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { numeric, table } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import { type ClassPart, classCounts } from "../../analysis/classify.ts";
import { classFigure } from "../class-chart.ts";
import { classWords } from "../class-words.ts";
import { type LoyaltyPageInput, roleName } from "../page-input.ts";

const words = {
  en: {
    missing: (n: string, inputs: string) =>
      `${counted(n, "customer has", "customers have")} no class here, as one of these is not known: ${inputs}.`,
    close: (n: string, share: string) =>
      `${counted(n, "customer stands", "customers stand")} on a cut or less than 0.05 from it (${share}): a small change of an answer would give another class.`,
    support: "The diamond is of commitment and support, as involvement and banks used are not in the file.",
    customer: "customer",
    style: "habit (0) to variety (1)",
    loyalty: "switching (0) to loyalty (1)",
    type: "type",
    mark: "what marks it",
    marks: "The types",
    customers: "customers",
  },
  zh: {
    missing: (n: string, inputs: string) => `${n}位客户未归类，因缺少以下之一：${inputs}。`,
    close: (n: string, share: string) => `${n}位客户（${share}）正在分界上或距分界不到0.05：答案稍有变化即归入另一类。`,
    support: "文件中没有购买介入度与使用银行数，此处按品牌承诺与品牌支持划分。",
    customer: "客户",
    style: "习惯（0）至多样（1）",
    loyalty: "转换（0）至忠诚（1）",
    type: "类型",
    mark: "特征",
    marks: "各类型特征",
    customers: "客户数",
  },
};

/** Distances below this are close calls. */
const close = 0.05;

/** One classification: how many customers are of which class, and how sure that is. */
export async function classSection({ language }: LoyaltyPageInput, part: ClassPart): Promise<Section> {
  const text = words[language];
  const { whole, percent, list } = writing(language);
  const own = classWords[language][part.key];
  const { column, diamond, rows, missing, inputs } = part;
  const near = column.distances.reduce((n, distance) => n + (distance < close ? 1 : 0), 0);
  const figures = [await classFigure(`${part.key}-classes`, own.name, column, language)];
  if (diamond !== null) figures.unshift(await diamondFigure(part, language));
  const notes = [
    ...(near === 0 ? [] : [text.close(whole(near), percent(near / rows.length))]),
    ...(missing === 0 ? [] : [text.missing(whole(missing), list(inputs.map((role) => roleName(role, language))))]),
    ...(part.key === "diamond" && inputs.includes("commitment") ? [text.support] : []),
  ];
  return {
    id: part.key,
    title: own.title,
    content: html`<p>${own.lead}</p>
<div class="figures">
${figures}</div>
${part.key === "loyalty_type" ? marks(part, language) : null}
${notes.map((note) => html`<p class="note">${note}</p>\n`)}`,
  };
}

async function diamondFigure({ column, diamond }: ClassPart, language: LoyaltyPageInput["language"]): Promise<Html> {
  const text = words[language];
  const { points } = writing(language);
  if (diamond === null) return html``;
  const chart = loyaltyDiamondChart(diamond, { language, width: chartWidth });
  const { customers = [] } = column;
  const rows = customers.map((customer, i): Content[] => [
    name(customer),
    points(diamond.loyaltyAxis[i] ?? null),
    points(diamond.styleAxis[i] ?? null),
  ]);
  const columns = [{ title: text.customer }, numeric(text.loyalty), numeric(text.style)];
  return figure("diamond-places", chart, { columns, rows }, language);
}

function marks({ column }: ClassPart, language: LoyaltyPageInput["language"]): Html {
  const text = words[language];
  const { whole, named } = writing(language);
  const counts = classCounts(column);
  const rows = loyaltyTypes.map((type, k) => [
    named(type),
    language === "zh" ? type.markZh : type.mark,
    whole(counts[k] ?? 0),
  ]);
  return table(text.marks, [{ title: text.type }, { title: text.mark }, numeric(text.customers)], rows);
}
