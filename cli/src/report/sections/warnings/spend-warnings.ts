import type { WarningTranslations } from "./warning-words.ts";

/** Warnings about the model of amounts, and about values. */
export const spendWarnings: Readonly<Record<string, WarningTranslations>> = {
  "no-spend-model": {
    en: () => [
      "There are no usable amounts.",
      "Value is a number of discounted purchases, not money, and the margin does not enter.",
      "Name the column of amounts (--amount) if the file has one.",
    ],
    zh: () => [
      "没有可用的金额。",
      "价值为折现后的购买次数，而非货币金额，利润率不起作用。",
      "如果文件中有金额列，请用 --amount 指明。",
    ],
  },
  "without-spend": {
    en: (n) => [
      `Customers without a repeat purchase, who say nothing about amounts: ${n}.`,
      "They did not enter the estimation of amounts, and are expected to spend the mean of all customers.",
      "Nothing need be done. Where first purchases differ from later ones, do not use the value of these customers one by one.",
    ],
    zh: (n) => [
      `有${n}位客户没有重复购买，无从得知其金额水平。`,
      "他们未参与金额模型的估计，预期金额取全体客户的均值。",
      "无需处理。如果首购与后续购买差别较大，请勿单独使用这些客户的价值。",
    ],
  },
  "non-positive-spend": {
    en: (n) => [
      `Customers left out of the estimation of amounts, their mean being 0 or less: ${n}.`,
      "The model of amounts is for positive amounts.",
      "Leave out transactions that are no purchases, or see how returns are treated (--returns).",
    ],
    zh: (n) => [
      `有${n}位客户的平均金额为0或负数。`,
      "金额模型要求金额为正，因此他们未参与估计。",
      "请剔除并非购买的交易，或核对退货的处理方式（--returns）。",
    ],
  },
  "zero-variance": {
    en: () => [
      "Every purchase has the same amount.",
      "The model of amounts is at the limit at which nothing varies; the mean is right, its parameters mean nothing.",
      "Check that the column of amounts is the right one.",
    ],
    zh: () => [
      "每次购买的金额都相同。",
      "金额模型处于毫无波动的极限；均值正确，参数没有意义。",
      "请核对金额列是否选对。",
    ],
  },
  "means-against-amounts": {
    en: () => [
      "By their means customers seem to spend the same each time, but their amounts vary.",
      "The model of amounts does not fit: values of single customers are less certain than they look.",
      "Look for a few very large amounts, and for kinds of payments that do not belong together.",
    ],
    zh: () => [
      "从均值看，客户每次消费的金额似乎相同，但各笔金额实际上有波动。",
      "消费金额模型与数据不符：单个客户的价值没有看上去那样确定。",
      "请查找少数极大的金额，以及不应放在一起的交易类型。",
    ],
  },
  "same-within-customers": {
    en: () => [
      "The purchases of one customer do not vary in their amounts.",
      "p has no finite value; the forecasts remain valid.",
      "Check whether these are fees or instalments of a fixed amount: such payments are no purchases.",
    ],
    zh: () => [
      "同一客户各次购买的金额没有波动。",
      "参数 p 没有有限值；预测仍然有效。",
      "请核对是否为固定金额的收费或分期还款：此类交易不属于购买。",
    ],
  },
  "weak-p": {
    en: () => [
      "How much the amounts of one customer vary is poorly determined.",
      "p may be far from its estimate; the forecasts remain valid.",
      "Nothing need be done.",
    ],
    zh: () => ["单个客户金额的波动程度难以确定。", "p 可能与估计值相差较大；预测仍然有效。", "无需处理。"],
  },
  "same-between-customers": {
    en: () => [
      "Customers do not differ in their mean amounts, beyond chance.",
      "q has no finite value; everybody is expected to spend the same. The forecasts remain valid.",
      "Nothing need be done; tiers then rest on frequency and activity alone.",
    ],
    zh: () => [
      "除偶然因素外，客户之间的平均金额没有差异。",
      "参数 q 没有有限值；所有客户的预期金额相同。预测仍然有效。",
      "无需处理；此时客户层级只取决于购买频率与活跃程度。",
    ],
  },
  "weak-q": {
    en: () => [
      "How much customers differ in their mean amounts is poorly determined.",
      "q may be far from its estimate; the forecasts remain valid.",
      "Nothing need be done.",
    ],
    zh: () => ["客户之间平均金额的差异程度难以确定。", "q 可能与估计值相差较大；预测仍然有效。", "无需处理。"],
  },
  "mean-at-limit": {
    en: () => [
      "A few customers spend so much more than the others that the data ask for an infinite mean amount.",
      "The estimate stands at the limit of what is allowed. The mean over all customers, and with it the value of customers with few purchases, means little.",
      "Look at the largest amounts: errors, transfers between own accounts and business customers should be left out.",
    ],
    zh: () => [
      "少数客户的金额远高于其他客户，以致数据指向无穷大的平均金额。",
      "估计值停在允许范围的边界。全体客户的均值，以及购买次数少的客户的价值，意义不大。",
      "请查看最大的金额：录入错误、本人账户互转与对公客户应予剔除。",
    ],
  },
  "weak-mean": {
    en: () => [
      "The mean amount over all customers is poorly determined from above.",
      "Customers with few purchases may be worth more than the figures say.",
      "Look at the largest amounts, and use the value of customers with few purchases with caution.",
    ],
    zh: () => [
      "全体客户平均金额的上限难以确定。",
      "购买次数少的客户，价值可能高于所列数字。",
      "请查看最大的金额，并谨慎使用购买次数少的客户的价值。",
    ],
  },
  "q-at-most-one": {
    en: () => [
      "The mean amount over all customers is infinite under this model.",
      "So is the expected amount of a customer without purchases.",
      "Look at the largest amounts, and leave out what is no purchase.",
    ],
    zh: () => [
      "在该模型下，全体客户的平均金额为无穷大。",
      "没有购买记录的客户，预期金额同样为无穷大。",
      "请查看最大的金额，剔除并非购买的交易。",
    ],
  },
  "infinite-value": {
    en: (n) => [
      `Customers with an infinite expected value: ${n}.`,
      "Totals and shares do not exist then.",
      "Look at the largest amounts, and give a horizon and a discount rate.",
    ],
    zh: (n) => [
      `有${n}位客户的预期价值为无穷大。`,
      "此时合计与占比不存在。",
      "请查看最大的金额，并给定预测期与贴现率。",
    ],
  },
  "non-positive-amounts": {
    en: (n) => [
      `Purchases with an amount of 0 or less: ${n}.`,
      "They did not enter the estimation of amounts, which is for positive amounts.",
      "Leave them out of the file if they are no purchases.",
    ],
    zh: (n) => [
      `有${n}笔购买的金额为0或负数。`,
      "金额模型要求金额为正，因此这些购买未参与估计。",
      "如果它们并非购买，请从文件中剔除。",
    ],
  },
  "no-trend": {
    en: () => [
      "Old purchases say as much about present amounts as new ones.",
      "The half-life has no finite value; the forecasts remain valid.",
      "Use the model of amounts without a trend.",
    ],
    zh: () => [
      "早期购买与近期购买对当前金额水平的说明力相同。",
      "半衰期没有有限值；预测仍然有效。",
      "请改用不含趋势的金额模型。",
    ],
  },
  "no-memory": {
    en: () => [
      "Earlier purchases say nothing about the amount of the next one.",
      "Customers are expected to spend the mean of all; the forecasts remain valid.",
      "Check that amounts belong to the customers they are booked under.",
    ],
    zh: () => [
      "以往购买无法说明下一次购买的金额。",
      "每位客户的预期金额都接近全体均值；预测仍然有效。",
      "请核对金额是否归属于正确的客户。",
    ],
  },
  "weak-half-life": {
    en: () => [
      "How fast amounts change is poorly determined.",
      "The half-life may be far from its estimate; the forecasts remain valid.",
      "Compare with the model of amounts without a trend.",
    ],
    zh: () => [
      "金额变化的快慢难以确定。",
      "半衰期可能与估计值相差较大；预测仍然有效。",
      "请与不含趋势的金额模型比较。",
    ],
  },
  "shift-at-lowest": {
    en: () => [
      "Amounts pile up at the lowest one.",
      "The lowest possible amount was set just below it; the errors of the other parameters take it as known.",
      "Give the lowest possible amount where it is known, such as a fixed cost.",
    ],
    zh: () => [
      "大量金额集中在最低值附近。",
      "最低可能金额取在该值稍下方；其他参数的误差将其视为已知。",
      "如果已知最低可能金额（例如固定成本），请直接给定。",
    ],
  },
  "means-below-shift": {
    en: (n) => [
      `Customers whose mean amount is at or below the lowest possible one that was given: ${n}.`,
      "They did not enter the estimation of amounts, and are scored as if their mean were that amount.",
      "Give a lower amount, or have it estimated.",
    ],
    zh: (n) => [
      `有${n}位客户的平均金额不高于所给的最低可能金额。`,
      "他们未参与金额模型的估计，评分时其均值按该金额计。",
      "请给定更低的金额，或由模型估计。",
    ],
  },
  "mean-below-shift": {
    en: (n) => [
      `Customers whose mean amount is below the lowest one that the model knows: ${n}.`,
      "Their mean counts as that amount.",
      "Estimate the model of amounts again with these customers.",
    ],
    zh: (n) => [
      `有${n}位客户的平均金额低于模型的最低可能金额。`,
      "其均值按该最低金额计。",
      "请将这些客户纳入数据，重新估计金额模型。",
    ],
  },
  "normal-limit": {
    en: () => [
      "Amounts are not skewed.",
      "The lowest possible amount has no finite value, and the model is the normal one; the forecasts remain valid.",
      "Use the normal model of amounts, which is simpler.",
    ],
    zh: () => [
      "金额的分布没有偏斜。",
      "最低可能金额没有有限值，模型趋于正态模型；预测仍然有效。",
      "请改用更简单的正态金额模型。",
    ],
  },
  "weak-shift": {
    en: () => [
      "The lowest possible amount is poorly determined, as amounts are hardly skewed.",
      "It may be far from its estimate; the forecasts remain valid.",
      "Compare with the normal model of amounts.",
    ],
    zh: () => [
      "金额几乎没有偏斜，最低可能金额难以确定。",
      "它可能与估计值相差较大；预测仍然有效。",
      "请与正态金额模型比较。",
    ],
  },
  "weak-sigma": {
    en: () => [
      "How much the amounts of one customer vary is poorly determined.",
      "sigma may be far from its estimate; the forecasts remain valid.",
      "Use single amounts in place of means, where they are known.",
    ],
    zh: () => [
      "单个客户金额的波动程度难以确定。",
      "sigma 可能与估计值相差较大；预测仍然有效。",
      "如有逐笔金额，请用逐笔金额代替均值估计。",
    ],
  },
  "weak-tau": {
    en: () => [
      "How much customers differ in their mean amounts is poorly determined.",
      "tau may be far from its estimate; the forecasts remain valid.",
      "Nothing need be done.",
    ],
    zh: () => ["客户之间平均金额的差异程度难以确定。", "tau 可能与估计值相差较大；预测仍然有效。", "无需处理。"],
  },
  "spend-depends-on-frequency": {
    en: () => [
      "Frequent buyers spend another amount per purchase than rare ones, beyond chance.",
      "Values that take the two as independent are too low for the ones and too high for the others.",
      "Use the model of amounts that depends on frequency.",
    ],
    zh: () => [
      "购买频繁的客户与购买较少的客户，单笔金额存在超出偶然的差异。",
      "把金额与频率视为独立的价值，会低估一部分客户而高估另一部分客户。",
      "请使用与购买频率相关的金额模型。",
    ],
  },
  "negative-values": {
    en: (n) => [
      `Customers with a value below 0: ${n}.`,
      "They are expected to cost more than they bring; the total is net of them.",
      "Look at their costs and prices; shares of the total and tiers by share need values of at least 0.",
    ],
    zh: (n) => [
      `有${n}位客户的价值为负。`,
      "预期其成本高于收益；合计已扣除这部分。",
      "请核查其成本与定价；占比与按占比分层要求价值不为负。",
    ],
  },
};
