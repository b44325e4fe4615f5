import type { Language } from "../../../options/output-options.ts";
import type { Section } from "../../../report/page.ts";
import { type GlossaryTerm, glossarySection } from "../../../report/sections/glossary.ts";
import type { PartName, SurveyReport } from "../../analysis/analyze-survey.ts";

/** Terms by the part of the page that uses them. */
const terms: readonly (GlossaryTerm & { readonly part: PartName })[] = [
  {
    part: "service",
    en: ["gap", "perception less expectation; below 0 expectations are not met"],
    zh: ["差距", "感知减期望；低于0表示未达到期望"],
  },
  {
    part: "service",
    en: ["SERVQUAL, SERVPERF", "service quality from expectations and perceptions, and from perceptions alone"],
    zh: ["SERVQUAL、SERVPERF", "由期望与感知、或仅由感知衡量的服务质量"],
  },
  {
    part: "service",
    en: ["zone of tolerance", "from the lowest level that customers accept to the one that they would like"],
    zh: ["容忍区间", "从客户可接受的最低水平到其理想水平"],
  },
  {
    part: "quality",
    en: ["straight-lining", "giving the same answer through a whole battery of questions"],
    zh: ["直线作答", "整组题目给出同一答案"],
  },
  {
    part: "quality",
    en: ["item non-response", "share of respondents who left a question out"],
    zh: ["题项无应答", "漏答某一题目的受访者占比"],
  },
  {
    part: "reliability",
    en: ["Cronbach's α, McDonald's ω", "how reliable the mean of the questions of a scale is, from 0 to 1"],
    zh: ["克朗巴哈α、麦克唐纳ω", "量表均值的信度，0至1"],
  },
  {
    part: "satisfaction",
    en: ["satisfaction index", "the mean answer from 0 (lowest) to 100 (highest)"],
    zh: ["满意度指数", "平均答案换算为0（最低）至100（最高）"],
  },
  {
    part: "satisfaction",
    en: [
      "net promoter score (NPS)",
      "share of those who would recommend (9, 10) less share of those who would not (0 to 6)",
    ],
    zh: ["净推荐值（NPS）", "推荐者（9、10分）占比减贬损者（0至6分）占比"],
  },
  {
    part: "satisfaction",
    en: ["customer effort score (CES)", "how easy the bank made it to get something done"],
    zh: ["客户费力度（CES）", "办成一件事的容易程度"],
  },
  {
    part: "drivers",
    en: ["key driver", "what goes with the outcome, the others held fixed"],
    zh: ["关键驱动因素", "在其他因素不变时，与结果相联系的因素"],
  },
  {
    part: "drivers",
    en: [
      "Shapley value of R²",
      "how much of what is explained is due to a driver, on average over all orders of adding them",
    ],
    zh: ["R²的Shapley值", "在所有加入次序中平均，某驱动因素贡献的解释程度"],
  },
  {
    part: "drivers",
    en: [
      "importance–performance quadrants",
      "keep up the good work, concentrate here, low priority, possible overkill",
    ],
    zh: ["四分图", "优势区、修补区、机会区、维持区"],
  },
  {
    part: "drivers",
    en: ["penalty and reward", "what bad ratings cost beside what good ones bring"],
    zh: ["奖惩对比", "差评的损失与好评的提升"],
  },
  {
    part: "path",
    en: ["path model (PLS)", "concepts measured by questions, and which acts on which"],
    zh: ["路径模型（PLS）", "由题目测量的潜变量及其相互影响"],
  },
  {
    part: "path",
    en: [
      "AVE, composite reliability",
      "how well the questions of a concept measure it; 0.5 and 0.7 are the usual marks",
    ],
    zh: ["AVE、组合信度", "题目测量潜变量的质量；通常以0.5与0.7为界"],
  },
  {
    part: "kano",
    en: [
      "must-be, one-dimensional, attractive",
      "what annoys when it is missing, what pleases the more the better, what delights",
    ],
    zh: ["必备、期望、魅力属性", "缺少则不满；越多越满意；令人惊喜"],
  },
  {
    part: "waiting",
    en: ["served within the target", "share of customers whose wait did not exceed the target"],
    zh: ["达标率", "等候时间不超过目标的客户占比"],
  },
];

/** The terms that the page uses, each with its name in the other language. */
export function surveyGlossary(report: SurveyReport, language: Language): Section {
  const dimensions = (report.service?.scores.instrument.dimensions ?? [])
    .filter(({ label, text }) => text !== label)
    .map(({ label, labelZh, text, textZh }): GlossaryTerm => ({ en: [label, text], zh: [labelZh, textZh] }));
  return glossarySection([...dimensions, ...terms.filter(({ part }) => report[part] !== null)], language);
}
