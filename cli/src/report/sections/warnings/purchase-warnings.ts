import type { WarningTranslations } from "./warning-words.ts";

/** Warnings about the model of purchases. */
export const purchaseWarnings: Readonly<Record<string, WarningTranslations>> = {
  "no-overdispersion": {
    en: () => [
      "Customers do not differ in how often they buy, beyond chance.",
      "r and alpha have no values of their own, only their ratio has. The forecasts remain valid.",
      "Nothing need be done; do not interpret r and alpha one by one.",
    ],
    zh: () => [
      "除偶然因素外，客户之间的购买频率没有差异。",
      "r 与 alpha 各自没有确定的值，只有其比值有意义。预测仍然有效。",
      "无需处理；不要单独解读 r 与 alpha。",
    ],
  },
  "weak-r": {
    en: () => [
      "How much customers differ in how often they buy is poorly determined.",
      "The parameter r may be far from the estimate; the forecasts remain valid.",
      "Nothing need be done; a longer log or more customers tell more.",
    ],
    zh: () => [
      "客户之间购买频率的差异程度难以确定。",
      "参数 r 可能与估计值相差较大；预测仍然有效。",
      "无需处理；更长的流水或更多的客户有助于确定。",
    ],
  },
  "no-death": {
    en: () => [
      "The data show nobody leaving.",
      "Every customer counts as active, and purchases go on for ever: values are at the upper end of what is possible.",
      "Check that inactive customers are in the log, and observe for longer.",
    ],
    zh: () => [
      "数据中看不到客户流失。",
      "所有客户都视为活跃，购买会一直持续：价值处于可能范围的上限。",
      "请确认流水包含不活跃客户，并延长观察期。",
    ],
  },
  "weak-drop-out": {
    en: () => [
      "How often customers leave is poorly determined: it may be less than estimated.",
      "Forecasts of the next weeks hold; those far ahead are uncertain.",
      "Use a short horizon (--horizon), or a longer log.",
    ],
    zh: () => [
      "客户流失的快慢难以确定，可能比估计的更慢。",
      "近期预测可用，远期预测不确定。",
      "请缩短预测期（--horizon），或采用更长的流水。",
    ],
  },
  "b-infinite": {
    en: () => [
      "Customers do not differ in their chance to leave.",
      "a and b have no values of their own, only a / (a + b) has. The forecasts remain valid.",
      "Nothing need be done; do not interpret a and b one by one.",
    ],
    zh: () => [
      "客户之间的流失概率没有差异。",
      "a 与 b 各自没有确定的值，只有 a / (a + b) 有意义。预测仍然有效。",
      "无需处理；不要单独解读 a 与 b。",
    ],
  },
  "weak-a-b": {
    en: () => [
      "How much customers differ in their chance to leave is poorly determined.",
      "a and b may be far from their estimates; the forecasts remain valid.",
      "Nothing need be done; a longer log tells more.",
    ],
    zh: () => [
      "客户之间流失概率的差异程度难以确定。",
      "a 与 b 可能与估计值相差较大；预测仍然有效。",
      "无需处理；更长的流水有助于确定。",
    ],
  },
};
