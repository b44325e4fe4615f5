import { counted } from "../../../report/counted.ts";
import type { SubjectWarnings } from "./survey-warning-words.ts";

const refitsFailed: SubjectWarnings[string] = {
  en: (n) => [
    `${counted(n, "resample could not be estimated and is", "resamples could not be estimated and are")} left out.`,
    "The intervals may be too narrow.",
    "Ask more respondents, or leave out questions that nearly all answer alike.",
  ],
  zh: (n) => [
    `有${n}次重抽样无法估计，已剔除。`,
    "置信区间可能偏窄。",
    "请访问更多客户，或删去几乎人人答案相同的题目。",
  ],
};

/** Warnings about key drivers, penalty and reward, and the path model. */
export const modelWarnings: Readonly<Record<"drivers" | "contrasts" | "path", SubjectWarnings>> = {
  drivers: {
    "collinear-drivers": {
      en: (_, names) => [
        `Some drivers nearly say the same as the others: ${names}.`,
        "Their coefficients may have any size or sign.",
        "Go by the shares of R² and by relative weights, not by the coefficients.",
      ],
      zh: (_, names) => [
        `部分驱动因素与其他因素几乎重复：${names}。`,
        "其回归系数的大小与符号不可靠。",
        "请看占R²的比例和相对权重，不看回归系数。",
      ],
    },
    "few-respondents": {
      en: (n) => [
        `Only ${counted(n, "respondent has", "respondents have")} all the answers that key drivers need.`,
        "What the drivers explain looks like more than it is, and their importance is unsteady.",
        "Ask at least ten respondents for each driver, or take fewer drivers.",
      ],
      zh: (n) => [
        `只有${n}位受访者具备分析关键驱动因素所需的全部答案。`,
        "解释程度会被高估，重要性也不稳定。",
        "每个驱动因素至少需要十位受访者；否则请减少驱动因素。",
      ],
    },
    "refits-failed": refitsFailed,
  },
  contrasts: {
    "wrong-sign": {
      en: (_, names) => [
        `A bad rating goes with more, or a good one with less satisfaction: ${names}.`,
        "That comes of too few such ratings, or of attributes that go together.",
        "Do not use penalty and reward of these; ask more respondents.",
      ],
      zh: (_, names) => [
        `差评反而对应更高、或好评反而对应更低的满意度：${names}。`,
        "原因是此类评分太少，或各方面互相重叠。",
        "请勿采用这些方面的奖惩对比；应访问更多客户。",
      ],
    },
  },
  path: {
    "not-converged": {
      en: () => [
        "The weights of the path model still changed when the search ended.",
        "Its figures may be off.",
        "Look for questions that fit no concept, and leave them out of the instrument file.",
      ],
      zh: () => [
        "路径模型的权重在停止时仍在变化。",
        "其结果可能有偏差。",
        "请找出与任何潜变量都不合的题目，并从定义文件中删去。",
      ],
    },
    "respondents-left-out": {
      en: (n) => [
        `${counted(n, "respondent left out an answer and does", "respondents left out an answer and do")} not count in the path model.`,
        "Its indices are of the others, and can differ from the satisfaction index above.",
        "Where there are many, see which of its questions are left out most often.",
      ],
      zh: (n) => [
        `${n}位受访者有漏答，不计入路径模型。`,
        "其指数只反映其余受访者，可能与上文的满意度指数不同。",
        "如果人数较多，请查看其中哪些题目最常漏答。",
      ],
    },
    "negative-weights": {
      en: (_, names) => [
        `Questions with weights below 0 in the path model: ${names}.`,
        "The index of their concept may leave 0 to 100.",
        "Turn the answers where a question is worded the other way round, or leave it out of the instrument file.",
      ],
      zh: (_, names) => [
        `路径模型中权重为负的题目：${names}。`,
        "所属潜变量的指数可能超出0至100。",
        "反向题请先反转答案，否则从定义文件中删去该题。",
      ],
    },
    "refits-failed": refitsFailed,
    "refits-not-converged": {
      en: (n) => [
        `In ${counted(n, "resample", "resamples")} the weights of the path model still changed when the search ended.`,
        "They are kept; the intervals are rough.",
        "Look for questions that fit no concept, or ask more respondents.",
      ],
      zh: (n) => [
        `有${n}次重抽样中，路径模型的权重在停止时仍在变化。`,
        "这些结果仍予保留；置信区间较粗略。",
        "请找出与任何潜变量都不合的题目，或访问更多客户。",
      ],
    },
  },
};
