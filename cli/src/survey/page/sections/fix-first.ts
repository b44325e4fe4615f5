import { type Content, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { bullets, numeric, table } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import type { Priorities } from "../../analysis/priorities.ts";
import { alsoLook } from "../also-look.ts";
import type { PageInput } from "../page-input.ts";
import { reasonText } from "../reason-words.ts";

const words = {
  en: {
    title: "What to fix first",
    rules: {
      "points-and-drivers":
        "Ranked by importance times shortfall. Importance is the mean of the share of the points that customers give and the share of what drives the outcome",
      points: "Ranked by importance times shortfall. Importance is the share of the points that customers give",
      drivers: "Ranked by importance times shortfall. Importance is the share of what drives the outcome",
      effects: "Ranked by importance times shortfall. Importance is the total effect on the target in the path model",
      equal: "Ranked by shortfall alone, as nothing says how important each is",
    },
    expectation: "; shortfall is what is missing to expectations.",
    top: "; shortfall is what is missing to the top of the scale.",
    colon: ": ",
    caption: "All of them, the first to fix on top",
    what: "what",
    importance: "importance",
    shortfall: "shortfall, share of the scale",
    share: "share of all there is to gain",
    also: "Look at these, too",
    nothing: "Nothing falls short of expectations.",
  },
  zh: {
    title: "先改进什么？",
    rules: {
      "points-and-drivers": "按“重要性×不足”排序。重要性取客户给出的重要性占比与驱动作用占比的平均",
      points: "按“重要性×不足”排序。重要性为客户给出的重要性占比",
      drivers: "按“重要性×不足”排序。重要性为驱动作用占比",
      effects: "按“重要性×不足”排序。重要性为路径模型中对目标的总效应",
      equal: "没有重要性信息，仅按不足排序",
    },
    expectation: "；不足指与期望相差多少。",
    top: "；不足指与量表上限相差多少。",
    colon: "：",
    caption: "全部方面（最应先改进者在前）",
    what: "方面",
    importance: "重要性",
    shortfall: "不足（占量表的比例）",
    share: "占可改进总量的比例",
    also: "还应关注",
    nothing: "没有未达到期望的方面。",
  },
};

/** What is listed with its reasons; the rest stands in the table. */
const mostReasoned = 3;

/** The ranked list with the reasons: the finding of the survey on one page. */
export function fixFirstSection(input: PageInput, { list, importance, shortfall }: Priorities): Section {
  const { report, language } = input;
  const text = words[language];
  const write = writing(language);
  const { percent, named } = write;
  const short = list.filter(({ score }) => score > 0);
  const total = short.reduce((sum, { score }) => sum + score, 0);
  const reasoned = short.slice(0, mostReasoned).map((priority) => {
    const reasons = priority.reasons.map((reason) => reasonText(reason, report, write));
    const end = language === "zh" ? "。" : ".";
    const between = language === "zh" ? "；" : "; ";
    return html`<li><strong>${name(named(priority))}</strong>${text.colon}${reasons.join(between)}${end}</li>\n`;
  });
  const rows = list.map((priority): Content[] => [
    name(named(priority)),
    percent(priority.importance),
    percent(priority.shortfall),
    percent(priority.score > 0 && total > 0 ? priority.score / total : 0),
  ]);
  const columns = [{ title: text.what }, numeric(text.importance), numeric(text.shortfall), numeric(text.share)];
  const others = alsoLook(report, write);
  return {
    id: "first",
    title: text.title,
    content: html`<p>${text.rules[importance]}${shortfall === "top" ? text.top : text.expectation}</p>
${reasoned.length === 0 ? html`<p>${text.nothing}</p>` : html`<ol>${reasoned}</ol>`}
${others.length === 0 ? null : html`<h3>${text.also}</h3>${bullets(others)}`}
${table(text.caption, columns, rows)}`,
  };
}
