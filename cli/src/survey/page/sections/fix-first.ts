import { type Content, type Html, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { bullets, numeric, table } from "../../../report/table.ts";
import type { Priorities } from "../../analysis/priorities.ts";
import { reasonText } from "../reason-words.ts";
import { groupName, type PageInput, writing } from "../writing.ts";
import { clearlyBelow } from "./satisfaction-section.ts";

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
    group: (group: string, column: string, index: string, all: string, others: string) =>
      `${group} (${column}): its satisfaction index is ${index}, that of all ${all}; clearly below ${others}.`,
    others: (count: string) => `${count} other groups`,
    waiting: (share: string, target: string, group: string | null, worst: string) =>
      `${share} of the customers wait longer than ${target} minutes${group === null ? "" : `; in ${group} it is ${worst}`}.`,
    complaints: (share: string) => `${share} of the respondents complained.`,
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
    group: (group: string, column: string, index: string, all: string, others: string) =>
      `${group}（${column}）：满意度指数为${index}，全部为${all}；明显低于${others}。`,
    others: (count: string) => `其他${count}个组`,
    waiting: (share: string, target: string, group: string | null, worst: string) =>
      `${share}的客户等候超过${target}分钟${group === null ? "" : `；其中${group}为${worst}`}。`,
    complaints: (share: string) => `${share}的受访者有过投诉。`,
    nothing: "没有未达到期望的方面。",
  },
};

/** What is listed with its reasons; the rest stands in the table. */
const mostReasoned = 3;
/** Groups that are named. */
const mostGroups = 3;

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
  const others = alsoLook(input);
  return {
    id: "first",
    title: text.title,
    content: html`<p>${text.rules[importance]}${shortfall === "top" ? text.top : text.expectation}</p>
${reasoned.length === 0 ? html`<p>${text.nothing}</p>` : html`<ol>${reasoned}</ol>`}
${others.length === 0 ? null : html`<h3>${text.also}</h3>${bullets(others)}`}
${table(text.caption, columns, rows)}`,
  };
}

/** Groups far below others, waiting and complaints. */
function alsoLook({ report, language }: PageInput): readonly Html[] {
  const text = words[language];
  const { percent, index, list, whole } = writing(language);
  const { satisfaction, waiting, level } = report;
  const found: string[] = [];
  for (const { column, index: means } of satisfaction?.groups ?? []) {
    if (means === null) continue;
    const below = clearlyBelow(means, level);
    const low = [...below].sort(([, one], [, other]) => other.length - one.length).slice(0, mostGroups);
    for (const [group, others] of low) {
      const mean = means.domains.find(({ domain }) => domain === group);
      // Who is below one or two of many groups only is no finding of its own.
      if (mean === undefined || mean.mean >= means.overall.mean || 2 * others.length < means.domains.length - 1)
        continue;
      const names = others.map((other) => groupName(other, language));
      const told = names.length > 5 ? text.others(whole(names.length)) : list(names);
      found.push(text.group(groupName(group, language), column, index(mean.mean), index(means.overall.mean), told));
    }
  }
  const within = waiting?.overall.withinTarget ?? null;
  if (waiting !== null && within !== null && within.share < 1) {
    const [worst] = Object.values(waiting.groups)
      .map((groups) => groups.filter(({ n }) => n > 0))
      .filter((groups) => groups.length > 1)
      .flatMap((groups) => groups.slice(0, 1));
    const target = index(waiting.target).replace(/\.0$/, "");
    const share = worst?.withinTarget == null ? "" : percent(1 - worst.withinTarget.share);
    found.push(
      text.waiting(
        percent(1 - within.share),
        target,
        worst === undefined ? null : groupName(worst.group, language),
        share,
      ),
    );
  }
  const complaints = satisfaction?.complaints ?? null;
  if (complaints !== null && complaints.top.share > 0) found.push(text.complaints(percent(complaints.top.share)));
  return found.map((sentence) => html`${sentence}`);
}
