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
  "late-attrition": {
    en: () => [
      "Hardly anybody leaves at first, and many do after some time.",
      "The single parameters mean nothing; values are not affected.",
      "Nothing need be done.",
    ],
    zh: () => ["客户起初几乎不流失，一段时间后流失较多。", "单个参数没有意义；价值不受影响。", "无需处理。"],
  },
  "all-drop-out": {
    en: () => [
      "In the model everybody leaves at the first chance.",
      "Hardly any customer counts as active: values are at the lower end of what is possible.",
      "Check that the log has all purchases of its customers, and observe for longer.",
    ],
    zh: () => [
      "模型认为所有客户一有机会就流失。",
      "几乎没有客户视为活跃：价值处于可能范围的下限。",
      "请检查日志是否包含客户的全部购买记录，并延长观察期。",
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
  "weak-attrition": {
    en: () => [
      "How fast customers leave is poorly determined: it may be slower than estimated.",
      "Forecasts of the next weeks hold; those far ahead are uncertain.",
      "Use a short horizon (--horizon), or a longer log.",
    ],
    zh: () => [
      "客户流失的快慢难以确定，可能比估计的更慢。",
      "近期预测可用，远期预测不确定。",
      "请缩短预测期（--horizon），或采用更长的流水。",
    ],
  },
  "homogeneous-life": {
    en: () => [
      "Customers do not differ in how fast they leave, beyond chance.",
      "s and beta have no values of their own, only s / beta has. The forecasts remain valid.",
      "Nothing need be done; do not interpret s and beta one by one.",
    ],
    zh: () => [
      "除偶然因素外，客户之间的流失速度没有差异。",
      "s 与 beta 各自没有确定的值，只有 s / beta 有意义。预测仍然有效。",
      "无需处理；不要单独解读 s 与 beta。",
    ],
  },
  "weak-s": {
    en: () => [
      "How much customers differ in how fast they leave is poorly determined.",
      "s and beta may be far from their estimates; the forecasts remain valid.",
      "Nothing need be done; a longer log tells more.",
    ],
    zh: () => [
      "客户之间流失速度的差异程度难以确定。",
      "s 与 beta 可能与估计值相差较大；预测仍然有效。",
      "无需处理；更长的流水有助于确定。",
    ],
  },
  "reduces-to-pareto-nbd": {
    en: () => [
      "The risk of leaving does not grow with time in these data.",
      "The model is the same as Pareto/NBD, which has one parameter less. The forecasts remain valid.",
      "Use the model pareto-nbd.",
    ],
    zh: () => [
      "在这些数据中，流失风险不随时间增长。",
      "该模型与 Pareto/NBD 相同，后者少一个参数。预测仍然有效。",
      "请改用 pareto-nbd 模型。",
    ],
  },
  "weak-b": {
    en: () => [
      "How the risk of leaving grows with time is poorly determined.",
      "The parameter b may be far from its estimate; the forecasts remain valid.",
      "Compare with the model pareto-nbd, in which it does not grow.",
    ],
    zh: () => [
      "流失风险随时间增长的程度难以确定。",
      "参数 b 可能与估计值相差较大；预测仍然有效。",
      "请与流失风险不变的 pareto-nbd 模型比较。",
    ],
  },
  "very-regular": {
    en: () => [
      "Customers buy more regularly than the model can tell.",
      "The number of steps between purchases, k, is at the end of what was tried.",
      "Count opportunities to buy instead of time (BG/BB) where customers buy by the calendar.",
    ],
    zh: () => [
      "客户的购买比模型所能描述的更有规律。",
      "购买间隔的步数 k 已达到尝试范围的上限。",
      "若客户按日历购买，请改为按购买机会计数（BG/BB）。",
    ],
  },
  "period-too-long": {
    en: () => [
      "The period after which customers may leave is longer than any observation.",
      "The data say nothing about who leaves: everybody counts as active.",
      "Use a shorter period, or the model nbd.",
    ],
    zh: () => [
      "客户可能流失的周期比所有观察期都长。",
      "数据无法说明谁会流失：所有客户都视为活跃。",
      "请缩短周期，或改用 nbd 模型。",
    ],
  },
  "period-at-end": {
    en: () => [
      "The best period after which customers may leave is at the end of those tried.",
      "A period beyond it may describe the data better.",
      "Try periods beyond it.",
    ],
    zh: () => ["最佳流失周期位于所尝试范围的边缘。", "范围之外的周期可能更符合数据。", "请尝试范围之外的周期。"],
  },
  "same-buying-chance": {
    en: () => [
      "Customers do not differ in their chance to buy.",
      "alpha and beta have no values of their own, only alpha / (alpha + beta) has. The forecasts remain valid.",
      "Nothing need be done; do not interpret alpha and beta one by one.",
    ],
    zh: () => [
      "客户之间的购买概率没有差异。",
      "alpha 与 beta 各自没有确定的值，只有 alpha / (alpha + beta) 有意义。预测仍然有效。",
      "无需处理；不要单独解读 alpha 与 beta。",
    ],
  },
  "weak-alpha-beta": {
    en: () => [
      "How much customers differ in their chance to buy is poorly determined.",
      "alpha and beta may be far from their estimates; the forecasts remain valid.",
      "Nothing need be done; more opportunities tell more.",
    ],
    zh: () => [
      "客户之间购买概率的差异程度难以确定。",
      "alpha 与 beta 可能与估计值相差较大；预测仍然有效。",
      "无需处理；更多的购买机会有助于确定。",
    ],
  },
  "same-drop-out": {
    en: () => [
      "Customers do not differ in their chance to leave.",
      "gamma and delta have no values of their own, only gamma / (gamma + delta) has. The forecasts remain valid.",
      "Nothing need be done; do not interpret gamma and delta one by one.",
    ],
    zh: () => [
      "客户之间的流失概率没有差异。",
      "gamma 与 delta 各自没有确定的值，只有 gamma / (gamma + delta) 有意义。预测仍然有效。",
      "无需处理；不要单独解读 gamma 与 delta。",
    ],
  },
  "weak-gamma-delta": {
    en: () => [
      "How much customers differ in their chance to leave is poorly determined.",
      "gamma and delta may be far from their estimates; the forecasts remain valid.",
      "Nothing need be done; more opportunities tell more.",
    ],
    zh: () => [
      "客户之间流失概率的差异程度难以确定。",
      "gamma 与 delta 可能与估计值相差较大；预测仍然有效。",
      "无需处理；更多的购买机会有助于确定。",
    ],
  },
  "correlation-at-bound": {
    en: () => [
      "The correlation of buying and leaving stands at the end of what the model can express.",
      "Its parameter m has no standard error, and those of the others hold for this end. The forecasts remain valid.",
      "Use bootstrap draws for intervals, and compare other units of time (--unit): months leave more room than days.",
    ],
    zh: () => [
      "购买与流失的相关性已达到模型所能表达的极限。",
      "参数 m 没有标准误，其他参数的标准误仅在此极限下成立。预测仍然有效。",
      "请用自助法求区间，并比较其他时间单位（--unit）：以月计比以天计余地更大。",
    ],
  },
  "weak-correlation": {
    en: () => [
      "The correlation of buying and leaving is poorly determined.",
      "The parameter m may be far from its estimate; the forecasts remain valid.",
      "Compare with the model without correlation, which may do as well.",
    ],
    zh: () => [
      "购买与流失的相关性难以确定。",
      "参数 m 可能与估计值相差较大；预测仍然有效。",
      "请与不含相关性的模型比较，后者可能同样适用。",
    ],
  },
  "correlation-undetermined": {
    en: () => [
      "The data say nothing about the correlation of buying and leaving.",
      "Any value of the parameter m describes them as well; the forecasts remain valid.",
      "Use the model without correlation.",
    ],
    zh: () => [
      "数据无法说明购买与流失之间的相关性。",
      "参数 m 取任何值都同样符合数据；预测仍然有效。",
      "请改用不含相关性的模型。",
    ],
  },
  separation: {
    en: () => [
      "The data do not bound the effect of a covariate: customers at one end of it show nothing of what it acts on.",
      "Its coefficient has no value of its own, nor have the parameters that it acts on. The forecasts remain valid.",
      "Leave the covariate away there, or hold its coefficient by a penalty.",
    ],
    zh: () => [
      "数据无法限定某个协变量的影响：该协变量一端的客户完全没有表现出它所作用的行为。",
      "其系数以及它所作用的参数没有确定的值。预测仍然有效。",
      "请在该处去掉此协变量，或用惩罚项约束其系数。",
    ],
  },
  penalized: {
    en: () => [
      "The coefficients of the covariates were estimated with a penalty.",
      "They are drawn towards 0 and have no standard errors; the forecasts lean towards those without covariates.",
      "Take bootstrap draws of the estimator for intervals, or leave the penalty away.",
    ],
    zh: () => [
      "协变量的系数是带惩罚项估计的。",
      "系数被压向 0，没有标准误；预测也偏向不含协变量时的结果。",
      "如需区间请对估计过程做自助抽样，或去掉惩罚项。",
    ],
  },
};
