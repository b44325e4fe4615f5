import type { WarningTranslations } from "./warning-words.ts";

/** Warnings about the fit of either model. */
export const fitWarnings: Readonly<Record<string, WarningTranslations>> = {
  "starts-disagree": {
    en: () => [
      "The search for the estimates ended at different places from different starting points.",
      "The best is reported, but it is not certain that there is no better one.",
      "Use the figures with caution; test them with --split, or take a longer log.",
    ],
    zh: () => [
      "从不同起点出发的估计停在了不同的位置。",
      "报告采用其中最优者，但不能确定没有更优的估计。",
      "请谨慎使用；用 --split 做检验，或采用更长的流水。",
    ],
  },
  "not-converged": {
    en: () => [
      "The search for the estimates ended before it reached the maximum.",
      "The estimates are near it at best, and their standard errors mean little.",
      "Do not use the figures for decisions; try another period or another unit of time.",
    ],
    zh: () => [
      "估计在达到最大值之前停止。",
      "估计值至多接近最优，标准误意义不大。",
      "请勿据此决策；可换一段时期或换一个时间单位重试。",
    ],
  },
  "hessian-not-positive-definite": {
    en: () => [
      "There are no standard errors: in some direction the data do not determine the parameters.",
      "The forecasts remain valid; how uncertain they are, the table of estimates does not tell.",
      "Judge the model by a test period (--split).",
    ],
    zh: () => [
      "无法给出标准误：数据在某个方向上不能确定参数。",
      "预测仍然有效，但参数表无法说明其不确定性。",
      "请用检验期（--split）评判模型。",
    ],
  },
};
