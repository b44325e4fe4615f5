import type { WarningTranslations } from "./warning-words.ts";

/** Warnings about the log and the customers. */
export const dataWarnings: Readonly<Record<string, WarningTranslations>> = {
  "failed-test": {
    en: () => [
      "A model of the log up to the split was off by more than 20 % afterwards, in purchases or in amounts.",
      "The values of this page rest on the same kind of model, and may be off as much.",
      "See whether something changed between the two periods, and do not use the values as they are.",
    ],
    zh: () => [
      "仅用分界日之前流水建立的模型，其后的购买次数或金额偏差超过20%。",
      "本页的价值出自同一类模型，偏差可能同样大。",
      "请核查前后两段时期是否发生了变化，价值不宜直接使用。",
    ],
  },
  "observed-until-assumed": {
    en: () => [
      "Nobody said when the log ends, so the day of its last transaction was taken.",
      "If it was watched for longer, customers have been silent for longer than assumed, and the figures for activity are too high.",
      "Give the last day of the log by --until.",
    ],
    zh: () => [
      "未指明流水的截止日，因此以最后一笔交易的日期为截止日。",
      "如果实际观察到更晚，客户的沉默时间就被低估，活跃概率会偏高。",
      "请用 --until 指明流水的最后一天。",
    ],
  },
  "covariates-left-out": {
    en: (n) => [
      `Customers of the table of covariates who are not in the history: ${n}.`,
      "They are left out; the history is complete without them.",
      "Check that the ids are spelt alike in both if you expected them.",
    ],
    zh: (n) => [
      `协变量表中有${n}位客户不在购买历史中。`,
      "这些客户未被使用；购买历史本身不受影响。",
      "如果他们本应在内，请核对两处的客户编号写法是否一致。",
    ],
  },
  "zero-amounts": {
    en: (n) => [
      `Transactions with an amount of 0 that count as purchases: ${n}.`,
      "They raise the frequency and lower the mean amount of their customers.",
      'If they are no purchases, leave them out by a filter such as --where "amount!=0", with the name of the column and the spelling of the file.',
    ],
    zh: (n) => [
      `有${n}笔交易金额为0，仍计为购买。`,
      "这会抬高相应客户的购买次数，并拉低其平均金额。",
      '如果它们不是购买，请剔除：--where "金额列!=0"，列名与写法以文件为准。',
    ],
  },
  "acquired-after-first-purchase": {
    en: (n) => [
      `Customers who are said to have come later than their first purchase: ${n}.`,
      "They count from that purchase.",
      "Check the dates of acquisition.",
    ],
    zh: (n) => [`有${n}位客户的获客日期晚于首次购买。`, "这些客户从首次购买起计。", "请核对获客日期。"],
  },
  "calendar-customers-unmatched": {
    en: (n) => [
      `Customers of the calendar of covariates who are not in the log: ${n}.`,
      "Their covariates were not used.",
      "Check that the log and the calendar write customer ids in the same way.",
    ],
    zh: (n) => [
      `协变量日历中有${n}位客户不在流水中。`,
      "这些客户的协变量未被使用。",
      "请核对流水与日历中的客户编号写法是否一致。",
    ],
  },
  "no-customers": {
    en: () => ["No customer is left.", "There is nothing to compute.", "See below why they were left out."],
    zh: () => ["没有剩下任何客户。", "无从计算。", "剔除原因见下文。"],
  },
  "few-repeat-purchases": {
    en: (n) => [
      `Customers who have never bought again: ${n}, more than 95 % of all.`,
      "Purchase rates and chances to leave rest on the few who did.",
      "Observe for longer, or take a kind of transaction that comes more often.",
    ],
    zh: (n) => [
      `有${n}位客户（超过95%）从未重复购买。`,
      "购买频率与流失概率只能依据少数客户估计。",
      "请延长观察期，或选用更频繁发生的交易类型。",
    ],
  },
  "no-attrition-signal": {
    en: () => [
      "Every customer bought at the very end of the log.",
      "Nothing in it tells who has left, so attrition cannot be estimated.",
      "Check the last day of the log (--until), and that customers without recent purchases were not removed from it.",
    ],
    zh: () => [
      "所有客户都在流水截止时有购买。",
      "数据中没有任何流失迹象，无法估计流失。",
      "请核对流水截止日（--until），并确认流水中没有删去近期未购买的客户。",
    ],
  },
  "non-positive-mean-spend": {
    en: (n) => [
      `Customers whose purchases have a mean amount of 0 or less: ${n}.`,
      "The model of amounts is for positive amounts and learns nothing from them.",
      "Leave these transactions out, or see whether returns are booked as intended (--returns).",
    ],
    zh: (n) => [
      `有${n}位客户的平均购买金额为0或负数。`,
      "金额模型只适用于正金额，不采用这些客户的数据。",
      "请剔除这些交易，或核对退货的处理方式（--returns）。",
    ],
  },
  "spend-frequency-correlation": {
    en: () => [
      "How much customers spend at a time goes with how often they come.",
      "The model of amounts assumes that it does not, so values of very frequent and of rare customers may be off. The correlation is among the diagnostics.",
      "Compare expected and actual amounts by class of frequency before single values are used.",
    ],
    zh: () => [
      "客户的单次金额与购买次数相关。",
      "金额模型假设二者无关，因此购买特别频繁或特别稀少的客户，价值可能有偏差。相关系数见“诊断”。",
      "使用单个客户的价值之前，请按购买次数分组对比预期金额与实际金额。",
    ],
  },
  "negative-mean-spend": {
    en: (n) => [
      `Customers who returned more than they bought again: ${n}.`,
      "Their mean amount counts as 0.",
      "See whether returns of earlier purchases reach into this log; --returns ignore leaves returns out.",
    ],
    zh: (n) => [
      `有${n}位客户的退货金额超过其重复购买金额。`,
      "其平均金额按0计。",
      "请核对是否含有更早购买的退货；--returns ignore 可不计退货。",
    ],
  },
  "few-customers": {
    en: (n) => [
      `There are few customers: ${n}.`,
      "The best 1 % of them is a part of one customer, and shares change much with a single one.",
      "Look at the largest customers by name rather than at shares.",
    ],
    zh: (n) => [
      `只有${n}位客户。`,
      "最优的1%还不到一位客户，个别客户即可明显改变占比。",
      "请逐一查看最大的客户，而不要看占比。",
    ],
  },
};
