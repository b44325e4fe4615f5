import {
  describeTransactionModel,
  type GammaGammaModel,
  type LikelihoodFit,
  newCustomer,
  posteriorRates,
} from "customer-equity/clv";
import { type Html, html } from "../../html.ts";
import { numbers } from "../../numbers.ts";
import type { ReportInput } from "../../report-input.ts";
import { numeric, table } from "../../table.ts";

const words = {
  en: {
    purchases: (label: string) => `Purchases: ${label}`,
    spend: "Amounts: gamma-gamma",
    parameter: "parameter",
    meaning: "meaning",
    estimate: "estimate",
    error: "standard error",
    interval: "95 % interval",
    none: "not determined",
    to: (lower: string, upper: string) => `${lower} to ${upper}`,
    meanings: {
      r: "shape of the purchase rates: the smaller, the more customers differ",
      alpha: "scale of the purchase rates: the larger, the rarer purchases are",
      a: "chances to leave: weight of leaving",
      b: "chances to leave: weight of staying",
      s: "shape of the risks to leave: the smaller, the more customers differ",
      beta: "scale of the risks to leave: the larger, the longer customers stay",
      p: "shape of the amounts of one customer: the larger, the less they vary",
      q: "shape of the mean amounts: the larger, the less customers differ",
      gamma: "scale of the mean amounts, in the unit of the amounts",
    } as Readonly<Record<string, string>>,
    growth: "how fast the risk to leave grows with time",
    rates: (rate: string, unit: string) =>
      `In words: a customer taken at random makes ${rate} purchases a ${unit} while active`,
    leaves: {
      purchase: (chance: string) =>
        `, and leaves after a purchase with a chance of ${chance}, both as means over customers.`,
      time: (rate: string, unit: string) =>
        `, and leaves at a rate of ${rate} a ${unit}, both as means over customers.`,
      never: ", and never leaves.",
    },
    amounts: (mean: string) => `In words: the mean amount of a purchase over all customers is ${mean}.`,
  },
  zh: {
    purchases: (label: string) => `购买次数：${label}`,
    spend: "金额：gamma-gamma",
    parameter: "参数",
    meaning: "含义",
    estimate: "估计值",
    error: "标准误",
    interval: "95%置信区间",
    none: "无法确定",
    to: (lower: string, upper: string) => `${lower} 至 ${upper}`,
    meanings: {
      r: "购买频率的形状参数：越小，客户间差异越大",
      alpha: "购买频率的尺度参数：越大，购买越稀少",
      a: "流失概率分布中“流失”一侧的权重",
      b: "流失概率分布中“留存”一侧的权重",
      s: "流失风险的形状参数：越小，客户间差异越大",
      beta: "流失风险的尺度参数：越大，客户停留越久",
      p: "单个客户金额的形状参数：越大，波动越小",
      q: "客户平均金额的形状参数：越大，客户间差异越小",
      gamma: "客户平均金额的尺度参数，单位与金额相同",
    } as Readonly<Record<string, string>>,
    growth: "流失风险随时间增长的速度",
    rates: (rate: string, unit: string) => `换言之：客户在活跃期间平均每${unit}购买${rate}次`,
    leaves: {
      purchase: (chance: string) => `，每次购买后流失的概率平均为${chance}。`,
      time: (rate: string, unit: string) => `，平均每${unit}的流失率为${rate}。`,
      never: "，且不会流失。",
    },
    amounts: (mean: string) => `换言之：全部客户平均单次金额为${mean}。`,
  },
};

/** The parameters of the purchases, and what they come to. */
export function purchaseEstimates({ report, language }: ReportInput): Html {
  const text = words[language];
  const { short, percent, unit } = numbers[language];
  const { model } = report.transactions;
  const { label } = describeTransactionModel(model);
  const { purchaseRate, dropOut, dropOutPer, timeUnit } = posteriorRates(model, newCustomer());
  const time = unit(timeUnit);
  const { purchase, time: anyTime, never } = text.leaves;
  const leaves =
    dropOut === null ? never : dropOutPer === "purchase" ? purchase(percent(dropOut)) : anyTime(short(dropOut), time);
  const meanings = report.model === "ggompertz-nbd" ? { ...text.meanings, b: text.growth } : text.meanings;
  return html`${estimates(text.purchases(label), report.transactions, meanings, language)}
<p>${text.rates(short(purchaseRate), time)}${leaves}</p>`;
}

/** The parameters of the amounts, and the mean that they come to where it exists. */
export function spendEstimates({ language }: ReportInput, fit: LikelihoodFit<GammaGammaModel>): Html {
  const text = words[language];
  const { p, q, gamma } = fit.model;
  const mean = q > 1 ? html`<p>${text.amounts(numbers[language].amount((p * gamma) / (q - 1)))}</p>` : null;
  return html`${estimates(text.spend, fit, text.meanings, language)}
${mean}`;
}

function estimates(
  caption: string,
  fit: LikelihoodFit<unknown>,
  meanings: Readonly<Record<string, string>>,
  language: ReportInput["language"],
): Html {
  const text = words[language];
  const { short } = numbers[language];
  const model = fit.model as Readonly<Record<string, number>>;
  const rows = fit.parameterNames.map((parameter) => {
    const error = fit.standardErrors?.[parameter];
    const interval = fit.intervals?.[parameter];
    return [
      html`<code>${parameter}</code>`,
      meanings[parameter] ?? "",
      short(model[parameter] as number),
      error === undefined ? text.none : short(error),
      interval === undefined ? text.none : text.to(short(interval.lower), short(interval.upper)),
    ];
  });
  const columns = [
    { title: text.parameter },
    { title: text.meaning },
    numeric(text.estimate),
    numeric(text.error),
    numeric(text.interval),
  ];
  return table(caption, columns, rows);
}
