import { describeTransactionModel } from "customer-equity/clv";
import { html, prose } from "../../html.ts";
import { numbers } from "../../numbers.ts";
import type { Section } from "../../page.ts";
import type { ReportInput } from "../../report-input.ts";
import { bullets, facts } from "../../table.ts";
import { source } from "../data-quality.ts";
import { purchaseAssumptions, spendAssumptions } from "./assumptions.ts";
import { diagnostics } from "./diagnostics.ts";
import { purchaseEstimates, spendEstimates } from "./estimates.ts";
import { modelLimits } from "./limits.ts";

const words = {
  en: {
    title: "Model card",
    data: "Data",
    columns: "Columns",
    rows: "Rows",
    read: (rows: string, purchases: string, customers: string) =>
      `${rows} read; ${purchases} purchases of ${customers} customers used`,
    period: "Period",
    from: (first: string, last: string) => `${first} to ${last}`,
    unit: "Unit of time",
    purchase: "A purchase is",
    purchaseRule: "all rows of a customer on one day together; a later one than the first is a repeat purchase",
    returns: "Returns",
    ignore: "negative amounts are left out and listed below",
    net: "negative amounts are set against what the customer spent; they never count as purchases",
    assumptions: "What the models assume",
    purchases: (label: string) => `Purchases (${label})`,
    spend: "Amounts (gamma-gamma)",
    estimates: "Estimates",
    diagnostics: "Diagnostics",
    limits: "What this cannot say",
  },
  zh: {
    title: "模型说明卡",
    data: "数据",
    columns: "列",
    rows: "行数",
    read: (rows: string, purchases: string, customers: string) =>
      `读取${rows}行；采用${customers}位客户的${purchases}次购买`,
    period: "期间",
    from: (first: string, last: string) => `${first}至${last}`,
    unit: "时间单位",
    purchase: "购买的定义",
    purchaseRule: "同一客户同一天的全部记录合为一次购买；首次之后的每一次为重复购买",
    returns: "退货与冲正",
    ignore: "负金额不计入，并在下文列出",
    net: "负金额从该客户的消费额中扣减，绝不计为购买",
    assumptions: "模型假设",
    purchases: (label: string) => `购买次数（${label}）`,
    spend: "金额（gamma-gamma）",
    estimates: "参数估计",
    diagnostics: "诊断",
    limits: "本报告不能说明什么",
  },
};

/** What a validator asks of a model: data, assumptions, estimates, diagnostics, limits. */
export function modelCard(input: ReportInput): Section {
  const { log, report, options, language } = input;
  const text = words[language];
  const { whole, date, unit } = numbers[language];
  const { history, transactions, spend } = report;
  const purchases = history.account?.purchases ?? 0;
  const [first, last] = log.period;
  return {
    id: "model",
    title: text.title,
    content: html`<h3>${text.data}</h3>
${facts([
  [text.columns, source(log.source, language)],
  [text.rows, text.read(whole(log.rowsRead), whole(purchases), whole(history.frequency.length))],
  [text.period, text.from(date(options.from ?? first), date(history.observedUntil ?? last))],
  [text.unit, unit(history.timeUnit)],
  [text.purchase, text.purchaseRule],
  [text.returns, text[options.returns]],
])}
<h3>${text.assumptions}</h3>
<p><strong>${text.purchases(describeTransactionModel(transactions).label)}</strong></p>
${bullets(purchaseAssumptions(report.model, language))}
${spend === null ? null : html`<p><strong>${text.spend}</strong></p>\n${bullets(spendAssumptions[language])}`}
<h3>${text.estimates}</h3>
${purchaseEstimates(input)}
${spend === null ? null : spendEstimates(input, spend)}
<h3>${text.diagnostics}</h3>
${diagnostics(input)}
<h3>${text.limits}</h3>
${bullets(modelLimits(input).map(prose))}`,
  };
}
