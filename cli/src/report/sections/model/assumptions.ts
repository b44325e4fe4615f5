import type { ReportInput } from "../../report-input.ts";

/** What the two models take for granted, in plain words. */
export const modelAssumptions = {
  en: {
    purchases: [
      "While a customer is active, purchases come at random times at a rate of the customer's own that does not change.",
      "After any purchase the customer may leave for good, each time with the same chance, which is the customer's own. Nobody tells the bank.",
      "Rates differ between customers (by a gamma distribution), and so do the chances to leave (by a beta distribution); the two have nothing to do with each other.",
      "So a customer who has not come back since the first purchase counts as active for certain: leaving happens at a repeat purchase or later.",
      "Salaries, standing orders and fees come by the calendar, not at random; they are not purchases in this sense.",
    ],
    spend: [
      "The amounts of a customer's purchases vary at random around a mean that is the customer's own and does not change.",
      "These means differ between customers (by a gamma distribution).",
      "How much a customer spends at a time has nothing to do with how often the customer comes.",
      "Of a customer with few purchases the model believes the own mean a little and the mean of all customers the more.",
    ],
  },
  zh: {
    purchases: [
      "客户在活跃期间，购买在随机时点发生，频率因人而异但保持不变。",
      "每次购买之后，客户都可能就此永久流失，概率因人而异但每次相同；流失时客户不会告知银行。",
      "购买频率在客户之间服从伽马分布，流失概率服从贝塔分布，二者互不相关。",
      "因此，首购后尚未再次购买的客户，活跃概率为100%：流失只会发生在重复购买之后。",
      "代发工资、定期转账与各项收费按日历发生，并非随机，不属于此处的购买。",
    ],
    spend: [
      "客户每次购买的金额围绕其自身的平均水平随机波动，该水平保持不变。",
      "平均水平在客户之间服从伽马分布。",
      "客户单次金额的高低与购买的频繁程度无关。",
      "对购买次数少的客户，模型较少采信其自身均值，更多参照全体客户的均值。",
    ],
  },
};

const limits = {
  en: {
    single:
      "Of one customer it gives an expectation; what this customer will really do can be far from it. It serves to rank customers and to add up groups.",
    past: "It continues the past. Campaigns, prices, interest rates, a new competitor and the seasons do not enter.",
    newcomers:
      "It is about the customers in this log. Customers who come later add to the value of the bank, not to this total.",
    intervals:
      "The intervals above are those of the parameters: how far chance alone may have moved them. That the model is the wrong one is not in them; a test on a holdout period tells more.",
    revenue:
      "Value is the amount itself. What of it is profit after funding, risk and service costs, it does not know; --margin takes a share of it.",
    profit:
      "The margin is the same for every customer and every purchase; risk and costs of the single customer do not enter.",
    noMoney: "Without amounts value is a number of purchases, and a small purchase counts like a large one.",
    untested: "It has not been tested on a period that it had not seen (--split).",
  },
  zh: {
    single: "对单个客户只给出期望值，实际可能相差甚远。结果宜用于客户排序与分组汇总。",
    past: "模型只是过去的延续，未考虑营销活动、价格、利率、新的竞争者与季节因素。",
    newcomers: "结果只涉及本流水中的客户。今后新增的客户会增加银行的价值，但不在此合计之内。",
    intervals: "上列区间是参数的区间，只反映抽样的偶然性，并不包含模型本身不适用的可能；以检验期检验更能说明问题。",
    revenue: "价值即交易金额本身，未扣除资金成本、风险与服务成本；可用 --margin 指定其中利润的占比。",
    profit: "全部客户与每次购买均用同一利润率，未考虑单个客户的风险与成本。",
    noMoney: "没有金额时，价值只是购买次数，小额购买与大额购买同等对待。",
    untested: "模型尚未在其未见过的时期上检验（--split）。",
  },
};

/** What the figures do not tell, as far as it applies to this report. */
export function modelLimits({ report, options, language }: ReportInput): readonly string[] {
  const text = limits[language];
  const money = options.margin === 1 ? text.revenue : text.profit;
  return [
    text.single,
    text.past,
    text.newcomers,
    report.spend === null ? text.noMoney : money,
    text.intervals,
    ...(report.holdout === null ? [text.untested] : []),
  ];
}
