import type { Language } from "../../options/output-options.ts";
import { counted } from "../../report/counted.ts";
import { numbers } from "../../report/numbers.ts";
import type { Section } from "../../report/page.ts";
import type { WarningTranslations, WarningWords } from "../../report/sections/warnings/warning-words.ts";
import { warningInWords, warningsSection } from "../../report/sections/warnings/warnings.ts";
import type { LoyaltySubject, LoyaltyWarning, UnusedScaleEnd } from "../analysis/loyalty-warning.ts";
import { partWords } from "./class-words.ts";
import { type LoyaltyPageInput, roleName } from "./page-input.ts";

/** The words of every warning that the command can give, by code. */
const loyaltyWarningWords: Readonly<Record<string, WarningTranslations>> = {
  "few-expected": {
    en: (n) => [
      `In ${counted(n, "cell", "cells")} of the grid fewer than five customers are to be expected.`,
      "Whether the two classifications have to do with each other is then hard to tell.",
      "Take the association as a hint, or have more customers.",
    ],
    zh: (n) => [
      `矩阵中有${n}个单元的期望客户数不足5。`,
      "此时两种分类是否有关联难以判断。",
      "关联强度只作参考，或增加客户数。",
    ],
  },
  "few-in-zone": {
    en: (n) => [
      `${counted(n, "zone of satisfaction has", "zones of satisfaction have")} fewer than 20 customers.`,
      "The curve there is a guess.",
      "Ask more customers, or set other cuts in a file of columns.",
    ],
    zh: (n) => [`有${n}个满意区域的客户不足20位。`, "该处曲线只是推测。", "请访问更多客户，或在列定义文件中调整分界。"],
  },
  "falling-curve": {
    en: () => [
      "The best curve falls somewhere: more satisfaction would make customers less loyal.",
      "That is rather chance, or a question the other way round, than a finding.",
      "Look at the points before you believe it.",
    ],
    zh: () => [
      "最优曲线在某处下降：更满意反而更不忠诚。",
      "这多半是偶然，或题目方向相反。",
      "采信之前请先看图中的点。",
    ],
  },
  "close-curves": {
    en: (n) => [
      `${counted(n, "other shape fits", "other shapes fit")} about as well as the best.`,
      "These customers do not tell the shapes apart.",
      "Do not rest a decision on the shape; the level of loyalty at each satisfaction is safer.",
    ],
    zh: (n) => [
      `另有${n}种形状的拟合与最优者相当。`,
      "这些客户的数据不能区分形状。",
      "不要依据形状决策；各满意水平上的忠诚水平更可靠。",
    ],
  },
  "weak-link": {
    en: () => [
      "Satisfaction says less than a tenth of how loyal a customer is.",
      "In banks that is common: who is dissatisfied often stays.",
      "Do not forecast loyalty from satisfaction alone.",
    ],
    zh: () => [
      "满意度只解释忠诚差异的不到十分之一。",
      "在银行业这很常见：不满意者往往也留下。",
      "不要仅凭满意度预测忠诚。",
    ],
  },
  "curves-left-out": {
    en: (n) => [
      `${counted(n, "shape has", "shapes have")} no curve for these answers.`,
      "The comparison is of the others.",
      "More different values of satisfaction and loyalty allow more shapes.",
    ],
    zh: (n) => [`有${n}种形状无法拟合。`, "比较仅限其余形状。", "满意与忠诚的取值越多，可拟合的形状越多。"],
  },
  "unexpected-sign": {
    en: (n) => [
      `${counted(n, "coefficient has", "coefficients have")} the opposite of the sign to be expected.`,
      "It may be chance, another determinant that goes together with it, or a question the other way round.",
      "Look at its p-value and at the wording before you act on it.",
    ],
    zh: (n) => [
      `有${n}个系数的符号与预期相反。`,
      "可能是偶然、与其他因素重叠，或题目方向相反。",
      "采取行动前请查看p值与题目表述。",
    ],
  },
  "few-customers": {
    en: (n) => [
      `${counted(n, "customer is", "customers are")} few for so many coefficients.`,
      "The coefficients are unsteady.",
      "Have at least ten customers for each.",
    ],
    zh: (n) => [`相对系数个数，${n}位客户偏少。`, "系数不稳定。", "每个系数至少应有10位客户。"],
  },
};

const scaleEnd: Readonly<Record<Language, (end: UnusedScaleEnd) => string>> = {
  en: ({ role, highest, max }) => `${roleName(role, "en")} (${highest} of ${max})`,
  zh: ({ role, highest, max }) => `${roleName(role, "zh")}（最高${highest}，上限${max}）`,
};
const scaleWords: Readonly<Record<Language, (ends: readonly string[]) => WarningWords>> = {
  en: (ends) => [
    `Nobody gave an answer near the end of the scale: ${ends.join(", ")}.`,
    "If the scale ends earlier, high starts too far up, and too few customers count as loyal.",
    "Look at the questionnaire; if it ends earlier, say so by --scale or --satisfaction-scale, or in a file of columns.",
  ],
  zh: (ends) => [
    `没有人选择接近量表上限的答案：${ends.join("、")}。`,
    "如果问卷的量表上限更低，分界值就偏高，忠诚客户会被低估。",
    "请核对问卷；若上限更低，用 --scale 或 --satisfaction-scale 指明，或写入列定义文件。",
  ],
};

/** What a warning is about, as it stands before it. */
export function subjectName(subject: LoyaltySubject, language: Language): string {
  const text = partWords[language][subject];
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A warning in words; `undefined` where its code has none. */
export function loyaltyWarningText(
  { code, count, ends }: LoyaltyWarning,
  language: Language,
): WarningWords | undefined {
  if (ends !== undefined) return scaleWords[language](ends.map((end) => scaleEnd[language](end)));
  return loyaltyWarningWords[code]?.[language](count === undefined ? "" : numbers[language].whole(count));
}

/** Every warning with what it means and what to do. */
export function loyaltyWarnings({ report, language }: LoyaltyPageInput): Section {
  const list = report.warnings.map((warning) =>
    warningInWords(subjectName(warning.subject, language), warning, loyaltyWarningText(warning, language), language),
  );
  return warningsSection(list, language);
}
