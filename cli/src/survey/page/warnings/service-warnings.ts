import { counted } from "../../../report/counted.ts";
import type { SubjectWarnings } from "./survey-warning-words.ts";

/** About those who answered, whatever is made of their answers. */
const responses: SubjectWarnings = {
  "few-respondents": {
    en: (n) => [
      `There ${n === "1" ? "is" : "are"} only ${counted(n, "respondent", "respondents")}.`,
      "The intervals hold only if the scores are normally distributed.",
      "Ask at least 30; until then go by the order of the dimensions alone.",
    ],
    zh: (n) => [
      `受访者只有${n}位。`,
      "只有在得分服从正态分布时，置信区间才成立。",
      "请至少访问30人；在此之前只看各维度的先后次序。",
    ],
  },
  "missing-answers": {
    en: (n) => [
      `${counted(n, "score of an item is", "scores of items are")} missing, more than a tenth.`,
      "Those who answered may differ from those who did not, and means may be off by that.",
      "See below which questions are left out most often; shorten the questionnaire, or offer an answer for those who cannot tell.",
    ],
    zh: (n) => [
      `有${n}个题项得分缺失，超过总数的十分之一。`,
      "作答者与未作答者可能不同，均值可能因此有偏差。",
      "请在下文查看最常漏答的题目；可缩短问卷，或为无法判断者提供选项。",
    ],
  },
  "no-answers": {
    en: (n) => [
      `In ${counted(n, "dimension", "dimensions")} nobody has a score.`,
      "The figures over all are of the other dimensions alone.",
      "If these questions were not asked, leave the dimensions out of the instrument file.",
    ],
    zh: (n) => [
      `有${n}个维度没有任何人的得分。`,
      "总体指标只包含其余维度。",
      "如果没有问过这些题，请从定义文件中删去这些维度。",
    ],
  },
};

/** Warnings about columns, answer sheets, service quality, satisfaction and waiting. */
export const serviceWarnings: Readonly<
  Record<"columns" | "quality" | "service" | "zones" | "satisfaction", SubjectWarnings>
> = {
  columns: {
    "unanswered-columns": {
      en: (_, names) => [
        `Nobody answered ${names}.`,
        "These questions count for nothing: dimensions rest on their other items, and what needs all answers (reliability, key drivers, the path model) may be missing.",
        "If they were not asked, leave their columns out of the file or of the instrument file; if they were, see whether the export or --missing-code took the answers.",
      ],
      zh: (_, names) => [
        `没有人回答：${names}。`,
        "这些题目不起作用：维度只由其余题项构成，需要全部作答的分析（信度、关键驱动因素、路径模型）可能缺失。",
        "如果没有问过这些题，请从数据文件或定义文件中删去；如果问过，请检查导出文件与 --missing-code 是否丢掉了答案。",
      ],
    },
    "items-without-column": {
      en: (n, names) => [
        `${counted(n, "item of the instrument has", "items of the instrument have")} no column: ${names}.`,
        "Their dimensions rest on fewer items than the instrument has, or are missing.",
        "If they were asked, name their columns in an instrument file (--template prints one); if not, leave them out of it.",
      ],
      zh: (n, names) => [
        `问卷中有${n}个题项没有对应的列：${names}。`,
        "相关维度只由其余题项构成，或完全缺失。",
        "如果问过这些题，请在定义文件中指明各列（--template 可输出模板）；没有问过则从中删去。",
      ],
    },
  },
  quality: {
    "many-flags": {
      en: (n) => [
        `${counted(n, "answer sheet, more than a quarter, is", "answer sheets, more than a quarter, are")} flagged.`,
        "So many suspicious sheets speak against the questionnaire or the way it was filled in rather than against respondents.",
        "Look at the flags in scores.csv and at the questionnaire before you leave anybody out.",
      ],
      zh: (n) => [
        `${n}份答卷有质量标记，超过总数的四分之一。`,
        "可疑答卷如此之多，往往是问卷或作答方式的问题，而不是个别受访者的问题。",
        "剔除任何答卷之前，请先查看 scores.csv 中的标记并检查问卷。",
      ],
    },
  },
  service: {
    ...responses,
    "scale-end-unused": {
      en: (_, names) => [
        `Nobody gave an answer near the end of the scale: highest answer and end are ${names}.`,
        "If the scale of the questionnaire ends earlier, shortfalls and indices are wrong.",
        "Look at the questionnaire; if it ends earlier, say so by --scale, as in --scale 1-5.",
      ],
      zh: (_, names) => [
        `没有人选择接近量表上限的答案：最高答案与上限为${names}。`,
        "如果问卷的量表上限更低，“不足”与指数就是错的。",
        "请核对问卷；若上限更低，用 --scale 指明，例如 --scale 1-5。",
      ],
    },
  },
  zones: {
    ...responses,
    "inverted-levels": {
      en: (n) => [
        `${counted(n, "answer puts", "answers put")} the desired level below the adequate one.`,
        "They are left out of the zones of tolerance: the two questions were mixed up or not understood.",
        "Where there are many, explain the two levels better in the questionnaire.",
      ],
      zh: (n) => [
        `有${n}个答案的理想水平低于适当水平。`,
        "这些答案不计入容忍区间：两个问题被混淆或未被理解。",
        "如果数量较多，请在问卷中更清楚地说明这两个水平。",
      ],
    },
  },
  satisfaction: {
    "no-variation": {
      en: () => [
        "All respondents are of one kind: promoters, passives or detractors.",
        "The net promoter score has no interval then, which does not mean that it is certain.",
        "Ask more customers.",
      ],
      zh: () => [
        "所有受访者都属于同一类：推荐者、中立者或贬损者。",
        "此时净推荐值没有置信区间，但这并不表示它是确定的。",
        "请访问更多客户。",
      ],
    },
    "scale-end-unused": {
      en: (_, names) => [
        `Nobody gave an answer near the end of the satisfaction scale: highest answer and end are ${names}.`,
        "If the scale of the questionnaire ends earlier, the satisfaction index is too low.",
        "Look at the questionnaire; if it ends earlier, say so by --satisfaction-scale, as in --satisfaction-scale 1-5.",
      ],
      zh: (_, names) => [
        `没有人选择接近满意度量表上限的答案：最高答案与上限为${names}。`,
        "如果问卷的量表上限更低，满意度指数就偏低。",
        "请核对问卷；若上限更低，用 --satisfaction-scale 指明，例如 --satisfaction-scale 1-5。",
      ],
    },
  },
};
