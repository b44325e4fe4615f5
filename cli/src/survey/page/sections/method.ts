import type { Language } from "../../../options/output-options.ts";
import { counted } from "../../../report/counted.ts";
import { html, prose } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { rowsLeftOut, takenFacts } from "../../../report/sections/rows-read.ts";
import { bullets } from "../../../report/table.ts";
import { columnsText } from "../../../report/taken-columns.ts";
import { writing } from "../../../report/writing.ts";
import type { PageInput } from "../page-input.ts";
import { roleName } from "../taken-words.ts";

const words = {
  en: {
    title: "Method",
    columns: "Which column was taken as what",
    rows: "The rows",
    read: (rows: string, used: string) => `${rows} rows read, ${used} respondents used.`,
    how: "How the figures are made",
    interval: (level: string) =>
      `Intervals are of level ${level}: so sure is one that they contain the true figure, were the respondents drawn by chance.`,
    weighted:
      "Respondents have weights: these enter the gaps, importance, the satisfaction index, shares, recommendation, ease, complaints and the comparison of groups. Reliability, key drivers, penalty and reward, the path model, Kano and waiting count each respondent once.",
    unweighted: "Every respondent counts the same.",
    missing:
      "An answer that is missing is left out where it would be needed: a gap needs both of its answers, a score of a dimension half of its items, reliability, key drivers and the path model all answers of a respondent.",
    service:
      "Gaps, weights and zones: Parasuraman, Zeithaml & Berry (1988, 1994); perceptions alone: Cronin & Taylor (1992).",
    reliability:
      "Reliability: Cronbach (1951), Feldt's interval; McDonald (1999); number of factors: Horn (1965); HTMT: Henseler, Ringle & Sarstedt (2015).",
    satisfaction:
      "Index: the score formula of the American index (Fornell et al. 1996). Shares: Wilson's interval. Groups: Welch's t, adjusted by Holm.",
    drivers:
      "Key drivers: Shapley values of R² (LMG), relative weights (Johnson 2000); quadrants: Martilla & James (1977), cut at the means; penalty and reward: Brandt (1987).",
    path: "Path model: partial least squares (Lohmöller 1989), centroid scheme, mode A unless said otherwise; intervals by resampling respondents.",
    kano: "Kano: the table of Kano et al. (1984), clear by Fong's test.",
    waiting: "Waiting: Wilson's interval of the share; quantiles of type 7.",
    seed: "Resampling and random comparison draw from seed 1, so that the same file gives the same page.",
  },
  zh: {
    title: "方法说明",
    columns: "各列的用途",
    rows: "记录",
    read: (rows: string, used: string) => `读取${rows}行，采用${used}位受访者。`,
    how: "指标的计算",
    interval: (level: string) => `置信区间的置信水平为${level}，以受访者为随机抽样为前提。`,
    weighted:
      "受访者带有权重：权重用于差距、重要性、满意度指数、各占比、净推荐值、便捷度、投诉及分组比较；信度、关键驱动因素、奖惩对比、路径模型、KANO与等候时间中每人计一次。",
    unweighted: "每位受访者同等计算。",
    missing:
      "缺失的答案在需要之处不计：差距需要期望与感知两个答案，维度得分需要答满一半题项，信度、关键驱动因素与路径模型需要受访者答满全部相关题目。",
    service: "差距、权重与容忍区间：Parasuraman、Zeithaml & Berry（1988、1994）；仅用感知：Cronin & Taylor（1992）。",
    reliability:
      "信度：Cronbach（1951），Feldt区间；McDonald（1999）；因子数：Horn（1965）；HTMT：Henseler、Ringle & Sarstedt（2015）。",
    satisfaction:
      "指数：美国顾客满意度指数的计分公式（Fornell等，1996）；占比：Wilson区间；分组比较：Welch t 检验，Holm 校正。",
    drivers:
      "关键驱动因素：R²的Shapley值（LMG）、相对权重（Johnson，2000）；四分图：Martilla & James（1977），以均值为界；奖惩对比：Brandt（1987）。",
    path: "路径模型：偏最小二乘（Lohmöller，1989），质心加权，除另行指定外为A模式；置信区间由受访者重抽样得到。",
    kano: "KANO：Kano等（1984）评价表，显著性用Fong检验。",
    waiting: "等候时间：占比用Wilson区间，分位数为第7型。",
    seed: "重抽样与随机对照使用固定种子1，同一文件得到同一页面。",
  },
};

/** Respondents who do not count in what is weighted. */
export const weightlessText: Readonly<Record<Language, (n: string) => string>> = {
  en: (n) =>
    `${counted(n, "respondent without a weight (or weight 0) does", "respondents without a weight (or weight 0) do")} not count in weighted figures`,
  zh: (n) => `${n}位受访者没有权重（或权重为0），不计入加权指标`,
};

/** Which columns and rows the figures rest on, and how they are made. */
export function methodSection({ report, language }: PageInput): Section {
  const text = words[language];
  const { whole, percent } = writing(language);
  const { answers } = report;
  const { plan, weightless } = answers;
  const taken = plan.taken.map((columns) => [roleName(columns, language), columnsText(columns, language)] as const);
  const light =
    weightless === 0 ? [] : [prose(`${weightlessText[language](whole(weightless))}${language === "zh" ? "。" : "."}`)];
  const parts = ["service", "reliability", "satisfaction", "drivers", "path", "kano", "waiting"] as const;
  const how = [
    text.interval(percent(report.level)),
    plan.weight === null ? text.unweighted : text.weighted,
    text.missing,
    ...parts.flatMap((part) => (report[part] === null ? [] : [text[part]])),
    text.seed,
  ];
  return {
    id: "method",
    title: text.title,
    content: html`<h3>${text.columns}</h3>
${takenFacts(taken, plan.unused, language)}
<h3>${text.rows}</h3>
${bullets([text.read(whole(answers.rows), whole(answers.respondents.length)), ...rowsLeftOut(answers, language), ...light])}
<h3>${text.how}</h3>
${bullets(how)}`,
  };
}
