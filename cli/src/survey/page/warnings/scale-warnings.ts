import type { SubjectWarnings } from "./survey-warning-words.ts";

/** Warnings about the reliability of scales and about Kano questions. */
export const scaleWarnings: Readonly<Record<"reliability" | "kano", SubjectWarnings>> = {
  reliability: {
    "reversed-item": {
      en: (_, names) => [
        `Those who rate the others of its scale high rate this low: ${names}.`,
        "As it stands, it pulls the score of its dimension the wrong way.",
        'If it is worded the other way round, turn it by --reversed with its name (a question of satisfaction or a rating by "reversed": true in an instrument file); if not, leave it out.',
      ],
      zh: (_, names) => [
        `与同一量表其余题目方向相反：${names}。`,
        "照此计算，它会把所属维度的得分拉向相反方向。",
        '如果是反向题，用 --reversed 加题项名反转（满意度题与评分题在定义文件中写 "reversed": true）；否则请删去该题。',
      ],
    },
    "negative-alpha": {
      en: (_, names) => [
        `The reliability of a scale is below 0: ${names}.`,
        "Its questions contradict each other on the whole, so their mean measures nothing.",
        "Turn the questions that are worded the other way round (--reversed), or do not add these questions up.",
      ],
      zh: (_, names) => [
        `量表的信度低于0：${names}。`,
        "其题目总体上互相矛盾，均值没有意义。",
        "请反转反向题（--reversed），或不要把这些题目合并。",
      ],
    },
    "constant-item": {
      en: (_, names) => [
        `Everybody gave the same answer: ${names}.`,
        "A question that all answer alike tells nobody apart.",
        "Leave it out, or word it so that answers can differ.",
      ],
      zh: (_, names) => [
        `所有人答案相同：${names}。`,
        "人人答案相同的题目不能区分受访者。",
        "请删去该题，或改写使答案可以有差别。",
      ],
    },
    "not-converged": {
      en: (_, names) => [
        `The search for McDonald's ω did not end: ${names}.`,
        "That figure is a rough one; Cronbach's α is not concerned.",
        "Go by α for this scale.",
      ],
      zh: (_, names) => [`麦克唐纳ω的计算未收敛：${names}。`, "该数值只是粗略值；克朗巴哈α不受影响。", "该量表请看α。"],
    },
    "several-minima": {
      en: (_, names) => [
        `McDonald's ω has more than one solution: ${names}.`,
        "The better one is given; Cronbach's α is not concerned.",
        "Go by α for this scale, or ask more respondents.",
      ],
      zh: (_, names) => [
        `麦克唐纳ω有不止一个解：${names}。`,
        "给出的是其中较优者；克朗巴哈α不受影响。",
        "该量表请看α，或访问更多客户。",
      ],
    },
    undetermined: {
      en: (_, names) => [
        `McDonald's ω is not determined by these answers: ${names}.`,
        "Some of its questions go together with hardly any other; Cronbach's α is not concerned.",
        "Go by α for this scale, and look at the questions that fit it badly.",
      ],
      zh: (_, names) => [
        `这些作答不能确定麦克唐纳ω：${names}。`,
        "其中有题目与其他题目几乎无关；克朗巴哈α不受影响。",
        "该量表请看α，并检查与量表不合的题目。",
      ],
    },
    heywood: {
      en: (_, names) => [
        `One question says all that its scale says: ${names}.`,
        "McDonald's ω of the scale is then too high.",
        "Go by Cronbach's α, and see whether two questions ask the same.",
      ],
      zh: (_, names) => [
        `有一题完全代表了整个量表：${names}。`,
        "此时该量表的麦克唐纳ω偏高。",
        "请看克朗巴哈α，并检查是否有两题问的是同一件事。",
      ],
    },
  },
  kano: {
    "unclear-category": {
      en: (_, names) => [
        `The category of some attributes is not clear: ${names}.`,
        "As many or nearly as many respondents put them into another one.",
        "Look at better and worse instead of the category, or ask groups of customers apart.",
      ],
      zh: (_, names) => [
        `部分属性的类别不明确：${names}。`,
        "有几乎同样多的受访者把它们归入另一类别。",
        "请看满意影响力与不满意影响力，或对不同客群分别调查。",
      ],
    },
    "questionable-answers": {
      en: (_, names) => [
        `More than a tenth of the answers contradict each other: ${names}.`,
        "Respondents did not understand the pair of questions.",
        "Reword them before you rely on the category.",
      ],
      zh: (_, names) => [
        `超过十分之一的作答自相矛盾：${names}。`,
        "受访者没有理解这对题目。",
        "请改写题目之后再采用其类别。",
      ],
    },
  },
};
