import { type Content, type Html, html } from "../../../report/html.ts";
import { facts } from "../../../report/table.ts";
import { whyNot } from "../../../report/why-not.ts";
import { writing } from "../../../report/writing.ts";
import type { LeftOutPart, PartName } from "../../analysis/analyze-survey.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: (file: string) => `What to fix first: ${file}`,
    lead: (respondents: string) =>
      `What ${respondents} ${respondents === "1" ? "respondent says" : "respondents say"} of the service, where it falls short, and where an improvement counts most.`,
    instrument: "Questionnaire",
    found: "Analyzed",
    absent: "Not in the file",
    refused: "Not computed",
    colon: ": ",
    parts: {
      quality: "quality of the answers",
      service: "service quality",
      reliability: "reliability",
      satisfaction: "satisfaction",
      drivers: "key drivers",
      path: "path model",
      kano: "Kano",
      waiting: "waiting",
    } satisfies Record<PartName, string>,
  },
  zh: {
    title: (file: string) => `先改进什么：${file}`,
    lead: (respondents: string) => `${respondents}位受访者如何评价服务，哪些方面不足，改进哪里最有成效。`,
    instrument: "问卷",
    found: "分析内容",
    absent: "文件中没有",
    refused: "无法计算",
    colon: "：",
    parts: {
      quality: "答卷质量",
      service: "服务质量",
      reliability: "信度",
      satisfaction: "满意度",
      drivers: "关键驱动因素",
      path: "路径模型",
      kano: "KANO",
      waiting: "等候时间",
    } satisfies Record<PartName, string>,
  },
};

/** Parts that questions of their own are asked for. */
const asked: readonly PartName[] = ["service", "satisfaction", "path", "kano", "waiting"];

/** The name of the page. */
export function surveyTitle({ report: { answers }, language }: PageInput): string {
  return words[language].title(answers.file);
}

/** What stands under the title: who was asked what, and what was made of it. */
export function surveyOpening({ report, language }: PageInput): Html {
  const text = words[language];
  const { whole, list, named } = writing(language);
  const { answers, leftOut, service } = report;
  const { label, labelZh = label } = answers.plan;
  const absent = leftOut.filter(({ part, reason }) => asked.includes(part) && reason === "no-columns");
  const refused = leftOut.flatMap((part) => refusedText(part, language));
  const found = (Object.keys(text.parts) as PartName[]).filter((part) => report[part] !== null);
  const instrument =
    label !== undefined && labelZh !== undefined ? { label, labelZh } : (service?.scores.instrument ?? null);
  const entries: (readonly [Content, Content])[] = [
    ...(instrument === null ? [] : [[text.instrument, named(instrument)] as const]),
    [text.found, list(found.map((part) => text.parts[part]))],
    ...(absent.length === 0 ? [] : [[text.absent, list(absent.map(({ part }) => text.parts[part]))] as const]),
    ...(refused.length === 0 ? [] : [[text.refused, list(refused)] as const]),
  ];
  return html`<p class="lead">${text.lead(whole(answers.respondents.length))}</p>
${facts(entries)}`;
}

/** What could not be computed, and why. */
function refusedText({ part, reason }: LeftOutPart, language: PageInput["language"]): string[] {
  const text = words[language];
  return reason === "no-columns" ? [] : [`${text.parts[part]}${text.colon}${whyNot(reason, language)}`];
}
