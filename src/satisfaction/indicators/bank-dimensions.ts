import type { IndicatorNode } from "./indicator-tree.ts";

/**
 * A typical indicator system of the satisfaction of bank customers (银行客户满意度指标体系): nine dimensions with indicators that banks
 * measure, questions from 1 to 10 and operating figures. A place to start from: weights are equal and ranges are examples, both to be set
 * by the bank.
 */
export const bankSatisfactionSystem: IndicatorNode = {
  name: "customer satisfaction",
  labelZh: "客户满意度",
  children: [
    dimension("environment", "环境", [
      question("branch comfort", "网点舒适度"),
      question("branch signage", "网点指引标识"),
      question("opening hours", "营业时间"),
    ]),
    dimension("staff", "人员", [
      question("staff courtesy", "服务态度"),
      question("staff competence", "专业能力"),
      figure("mystery shopper score", "神秘客户得分", 60, 100),
    ]),
    dimension("process and waiting", "流程与等候", [
      question("ease of procedures", "手续简便"),
      figure("queue minutes", "平均排队分钟数", 25, 5),
      figure("first-contact resolution per cent", "一次解决率（%）", 50, 90),
    ]),
    dimension("products", "产品", [
      question("range of products", "产品种类"),
      question("fit of products", "产品适配"),
      figure("products per customer", "人均产品持有数", 1, 5),
    ]),
    dimension("price", "价格", [
      question("fairness of fees", "收费合理"),
      question("competitiveness of rates", "利率竞争力"),
      question("transparency of fees", "收费透明"),
    ]),
    dimension("electronic channels", "电子渠道", [
      question("ease of the app", "手机银行易用性"),
      figure("app rating", "应用商店评分", 1, 5),
      figure("channel availability per cent", "系统可用率（%）", 98, 100),
    ]),
    dimension("security", "安全", [question("safety of funds", "资金安全感"), question("privacy of data", "隐私保护")]),
    dimension("complaint handling", "投诉处理", [
      question("outcome of complaints", "处理结果满意"),
      figure("complaints per 1,000 customers", "每千户投诉数", 12, 2),
      figure("reopened complaints per cent", "投诉重开率（%）", 20, 0),
    ]),
    dimension("image", "形象", [question("reputation", "社会声誉"), question("social responsibility", "社会责任")]),
  ],
};

function dimension(name: string, labelZh: string, children: readonly IndicatorNode[]): IndicatorNode {
  return { name, labelZh, children };
}

function question(name: string, labelZh: string): IndicatorNode {
  return figure(name, labelZh, 1, 10);
}

function figure(name: string, labelZh: string, worst: number, best: number): IndicatorNode {
  return { name, labelZh, range: { worst, best } };
}
