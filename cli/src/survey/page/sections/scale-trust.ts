import { Refusal } from "../../../answers/attempt.ts";
import { type Content, html, name } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { bullets, numeric, table } from "../../../report/table.ts";
import { whyNot } from "../../../report/why-not.ts";
import { writing } from "../../../report/writing.ts";
import type { ReliabilityPart, ScaleReliability } from "../../analysis/reliability-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    title: "Can the scales be trusted?",
    lead: "Whether the questions of a scale measure one thing. From 0.7 on reliability counts as sufficient; that is a convention.",
    caption: "Reliability of the scales",
    scale: "scale",
    parts: {
      perceptions: "perceptions",
      differences: "differences",
      satisfaction: "satisfaction questions",
      ratings: "ratings",
    },
    questions: "questions",
    alpha: "Cronbach's α",
    interval: "interval",
    omega: "McDonald's ω",
    difference: "of the gap",
    n: "complete answers",
    verdict: "verdict",
    good: "sufficient",
    weak: "too low",
    lower: "Questions that fit their scale badly",
    question: "question",
    rest: "correlation with the rest",
    without: "α without it",
    fits: "No question lowers the reliability of its scale.",
    structure: "Do the dimensions show?",
    adequacy: (kmo: string, grade: string) => `Sampling adequacy (KMO) is ${kmo}: ${grade}.`,
    factors: (found: string, asked: string) =>
      `Parallel analysis finds ${found} ${found === "1" ? "factor" : "factors"} behind the items of ${asked} dimensions.`,
    fewer:
      "Fewer factors than dimensions say that customers do not tell all dimensions apart: look at the order of the dimensions rather than at small differences between them.",
    distinct: "Every pair of dimensions is distinct (HTMT below 0.85).",
    alike: (pairs: string) => `Hardly distinct (HTMT of 0.85 or more): ${pairs}.`,
  },
  zh: {
    title: "量表是否可信？",
    lead: "同一量表的各题是否测量同一内容。按惯例，信度达到0.7即为足够。",
    caption: "各量表的信度",
    scale: "量表",
    parts: {
      perceptions: "感知",
      differences: "差异",
      satisfaction: "满意度题",
      ratings: "评分题",
    },
    questions: "题数",
    alpha: "克朗巴哈α",
    interval: "置信区间",
    omega: "麦克唐纳ω",
    difference: "差距的信度",
    n: "完整作答数",
    verdict: "判断",
    good: "足够",
    weak: "偏低",
    lower: "与所属量表不合的题目",
    question: "题目",
    rest: "与其余题目的相关",
    without: "删除后的α",
    fits: "没有题目拉低所属量表的信度。",
    structure: "各维度能否区分？",
    adequacy: (kmo: string, grade: string) => `KMO取样适切性量数为${kmo}：${grade}。`,
    factors: (found: string, asked: string) => `平行分析在${asked}个维度的题目中得到${found}个因子。`,
    fewer: "因子少于维度，说明客户未能区分所有维度：应看维度的先后次序，而不是细小的差别。",
    distinct: "各维度两两可区分（HTMT均低于0.85）。",
    alike: (pairs: string) => `难以区分（HTMT不低于0.85）：${pairs}。`,
  },
};

/** Correlation with the rest of the scale below which a question fits badly. */
const fits = 0.3;

/** Reliability of every scale, questions that lower it, and whether the dimensions show. */
export function scaleTrustSection(input: PageInput, reliability: ReliabilityPart): Section {
  const { language } = input;
  const text = words[language];
  const { points, named, whole, interval } = writing(language);
  const withDifference = reliability.scales.some(({ difference }) => difference !== null);
  const rows = reliability.scales.map((scale): Content[] => {
    const { alpha, omega, difference, part } = scale;
    const title = part === "satisfaction" || part === "ratings" ? text.parts[part] : named(scale);
    if (alpha instanceof Refusal) return [name(title), whyNot(alpha, language)];
    return [
      name(title),
      whole(alpha.size),
      points(alpha.alpha),
      interval(alpha.interval, points),
      points(omega?.omega ?? null),
      ...(withDifference ? [points(difference?.reliability ?? null)] : []),
      whole(alpha.n ?? 0),
      alpha.rule.met ? text.good : html`<strong>${text.weak}</strong>`,
    ];
  });
  const columns = [
    { title: text.scale },
    numeric(text.questions),
    numeric(text.alpha),
    numeric(text.interval),
    numeric(text.omega),
    ...(withDifference ? [numeric(text.difference)] : []),
    numeric(text.n),
    { title: text.verdict },
  ];
  return {
    id: "scales",
    title: text.title,
    content: html`<p>${text.lead}</p>
${table(text.caption, columns, rows)}
${badQuestions(input, reliability.scales)}
${structure(input, reliability)}`,
  };
}

function badQuestions({ language }: PageInput, scales: readonly ScaleReliability[]): Content {
  const text = words[language];
  const { points, named } = writing(language);
  const rows = scales.flatMap((scale): Content[][] => {
    const { alpha, part } = scale;
    if (alpha instanceof Refusal) return [];
    const title = part === "satisfaction" || part === "ratings" ? text.parts[part] : named(scale);
    return alpha.items
      .filter(
        ({ itemRest, alphaIfDeleted }) =>
          itemRest === null || itemRest < fits || (alphaIfDeleted !== null && alphaIfDeleted > alpha.alpha + 0.005),
      )
      .map(({ item, itemRest, alphaIfDeleted }) => [
        name(item),
        name(title),
        points(itemRest),
        points(alphaIfDeleted),
        points(alpha.alpha),
      ]);
  });
  if (rows.length === 0) return html`<p>${text.fits}</p>`;
  const columns = [
    { title: text.question },
    { title: text.scale },
    ...[text.rest, text.without, text.alpha].map(numeric),
  ];
  return table(text.lower, columns, rows);
}

function structure({ language, report }: PageInput, { structure }: ReliabilityPart): Content {
  if (structure === null) return null;
  const text = words[language];
  const { points, whole, named, list, sentences } = writing(language);
  const { adequacy, factors, distinct } = structure;
  const dimensions = report.service?.scores.instrument.dimensions ?? [];
  const nameOf = (key: string): string => {
    const dimension = dimensions.find((one) => one.key === key);
    return dimension === undefined ? key : named(dimension);
  };
  const alike = (distinct?.pairs ?? []).filter(({ rule }) => rule?.met === false);
  const told = alike.map(
    ({ constructs, ratio }) => `${constructs.map(nameOf).join(language === "zh" ? "与" : " and ")} ${points(ratio)}`,
  );
  const items = [
    ...(adequacy === null ? [] : [text.adequacy(points(adequacy.overall), named(adequacy.grade))]),
    ...(factors === null
      ? []
      : [
          sentences(
            text.factors(whole(factors.factors), whole(dimensions.length)),
            ...(factors.factors < dimensions.length ? [text.fewer] : []),
          ),
        ]),
    ...(distinct === null || distinct.met === null
      ? []
      : [alike.length === 0 ? text.distinct : text.alike(list(told))]),
  ];
  return items.length === 0 ? null : html`<h3>${text.structure}</h3>${bullets(items)}`;
}
