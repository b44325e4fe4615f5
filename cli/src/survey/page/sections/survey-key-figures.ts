import { html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { writing } from "../../../report/writing.ts";
import { contraryItems } from "../contrary-items.ts";
import type { PageInput } from "../page-input.ts";
import { reasonText } from "../reason-words.ts";

const words = {
  en: {
    title: "Key figures",
    respondents: "respondents",
    flagged: (count: string) => `${count} answer sheets are flagged`,
    gap: "service quality gap",
    weighted: "weighted by importance",
    mean: "mean of the dimensions",
    perception: "perceived service quality",
    index: "satisfaction index",
    promoters: "net promoter score",
    ease: "ease (customer effort score)",
    within: (target: string) => `served within ${target} minutes`,
    explained: (target: string) => `index of ${target} in the path model`,
    unweighted: ", unweighted",
    contradicts: (names: string, count: number) =>
      `${names} ${count === 1 ? "contradicts the rest of its scale" : "contradict the rest of their scales"} and may turn the order below: `,
    turn: "see what to do",
    first: "First to fix: ",
    warnings: (count: number) => `${count === 1 ? "There is one warning" : `There are ${count} warnings`}: `,
    read: (count: number) => `read ${count === 1 ? "it" : "them"} before you use these figures`,
  },
  zh: {
    title: "关键指标",
    respondents: "受访者",
    flagged: (count: string) => `其中${count}份答卷有质量标记`,
    gap: "服务质量差距",
    weighted: "按重要性加权",
    mean: "各维度平均",
    perception: "感知服务质量",
    index: "满意度指数",
    promoters: "净推荐值",
    ease: "办理便捷度（CES）",
    within: (target: string) => `${target}分钟内得到服务`,
    explained: (target: string) => `路径模型中“${target}”的指数`,
    unweighted: "，未加权",
    contradicts: (names: string) => `${names}与所属量表的其余题目方向相反，可能改变以下排序：`,
    turn: "处理办法",
    first: "首先改进：",
    warnings: (count: number) => `共有${count}条提示：`,
    read: () => "使用以下数字前请先阅读",
  },
};

/** The few figures that the rest of the page explains, and what to fix first. */
export function surveyKeyFigures({ report, language }: PageInput): Section {
  const text = words[language];
  const write = writing(language);
  const { whole, points, index, percent, interval, named } = write;
  const { answers, quality, service, satisfaction, waiting, path, priorities, warnings } = report;
  const flagged = quality === null ? 0 : quality.respondents - quality.unflagged.length;
  const cards: (readonly [figure: string, what: string, detail: string])[] = [
    [whole(answers.respondents.length), text.respondents, quality === null ? "" : text.flagged(whole(flagged))],
  ];
  const measure = service?.scores.gap ?? service?.scores.perception ?? null;
  if (service !== null && measure !== null) {
    const total = measure.overall.weighted ?? measure.overall.meanOfDimensions;
    const kind = measure.overall.weighted === null ? text.mean : text.weighted;
    const what = service.scores.gap === null ? text.perception : text.gap;
    cards.push([points(total.mean), what, `${interval(total, points)}${language === "zh" ? "，" : ", "}${kind}`]);
  }
  const { index: figures = null, promoters = null, effort = null } = satisfaction ?? {};
  if (figures !== null) cards.push([index(figures.index), text.index, interval(figures, index)]);
  if (promoters !== null) cards.push([index(promoters.score), text.promoters, interval(promoters, index)]);
  if (effort !== null) cards.push([points(effort.mean.mean), text.ease, interval(effort.mean, points)]);
  // Beside weighted figures those that count each respondent once.
  const unweighted = answers.plan.weight === null ? "" : text.unweighted;
  const within = waiting?.overall.withinTarget ?? null;
  if (waiting !== null && within !== null) {
    const target = index(waiting.target).replace(/\.0$/, "");
    cards.push([percent(within.share), text.within(target), `${interval(within, percent)}${unweighted}`]);
  }
  const target = path?.fit.blocks[path.target];
  if (cards.length < 6 && path !== null && target?.index != null) {
    cards.push([
      index(target.index),
      text.explained(named(target)),
      `${interval(path.bootstrap?.indexes[path.target] ?? null, index)}${unweighted}`,
    ]);
  }
  const shown = cards.map(
    ([figure, what, detail]) =>
      html`<div class="card"><p class="figure">${figure}</p><p><strong>${what}</strong><br>${detail}</p></div>\n`,
  );
  const first = priorities?.list[0];
  const reasons = (first?.reasons ?? []).filter(({ kind }) => kind !== "items").slice(0, 3);
  const told = reasons.map((reason) => reasonText(reason, report, write)).join(language === "zh" ? "；" : "; ");
  const contrary = contraryItems(report).map(named);
  const alerts = [
    contrary.length === 0
      ? null
      : html`<p class="alert">${text.contradicts(write.list(contrary), contrary.length)}<a href="#warnings">${text.turn}</a></p>\n`,
    first === undefined || first.score <= 0
      ? null
      : html`<p class="alert">${text.first}<a href="#first"><strong>${name(named(first))}</strong></a>${language === "zh" ? "——" : ": "}${told}${language === "zh" ? "。" : "."}</p>\n`,
    warnings.length > contrary.length
      ? html`<p class="alert">${text.warnings(warnings.length)}<a href="#warnings">${text.read(warnings.length)}</a></p>\n`
      : null,
  ];
  return { id: "key-figures", title: text.title, content: html`${alerts}<div class="cards">\n${shown}</div>` };
}
