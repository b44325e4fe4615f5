import type { ReportInput } from "../../report-input.ts";

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
