import type { LeftOut } from "customer-equity/clv";
import type { SkippedRows } from "../../input/read-transactions.ts";
import type { Language } from "../../options/output-options.ts";
import { type Content, html, name, prose } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { Section } from "../page.ts";
import type { ReportInput } from "../report-input.ts";
import { numeric, table } from "../table.ts";

const words = {
  en: {
    title: "Where the rows went",
    caption: "From the rows of the file to the purchases of the models",
    what: "what",
    rows: "rows",
    customers: "customers",
    read: "read",
    merged: "joined another row of the same customer and day: one purchase",
    netted: "returns set against the customer's spend",
    used: "purchases used",
    usedAlone: "used",
    none: "Nothing was left out.",
    reasons: {
      where: "did not pass the filter (--where)",
      "no-customer": "without a customer id",
      "bad-row": "cannot be read (--skip-bad-rows)",
      returns: "returns and reversals (negative amounts)",
      "return-before-first-purchase": "returns before the customer's first purchase",
      "only-returns": "customers with returns only",
      "after-observed-until": "after the end of the log (--until)",
      "acquired-before-observed-from": "customers who bought before the log begins (--from)",
      "first-purchase-after-split": "customers who first bought after the split (--split)",
      "no-purchase": "customers without a purchase",
      "outside-cohort": "customers of another cohort",
    } as Readonly<Record<string, string>>,
    columns: { customer: "customer", date: "date", amount: "amount" },
    absent: "none",
    example: (text: string) => text,
  },
  zh: {
    title: "数据质量：记录去向",
    caption: "从文件记录到模型所用的购买",
    what: "项目",
    rows: "行数",
    customers: "客户数",
    read: "读取",
    merged: "与同一客户同一天的其他记录合为一次购买",
    netted: "退货与冲正，已从客户消费额中扣减",
    used: "采用的购买",
    usedAlone: "采用",
    none: "没有剔除任何记录。",
    reasons: {
      where: "未通过筛选条件（--where）",
      "no-customer": "缺少客户号",
      "bad-row": "无法读取（--skip-bad-rows）",
      returns: "退货与冲正（负金额）",
      "return-before-first-purchase": "首次购买之前的退货",
      "only-returns": "只有退货、没有购买的客户",
      "after-observed-until": "晚于流水截止日（--until）",
      "acquired-before-observed-from": "流水起始日之前已有购买的客户（--from）",
      "first-purchase-after-split": "分界日之后才首次购买的客户（--split）",
      "no-purchase": "没有购买的客户",
      "outside-cohort": "不属于该批次的客户",
    } as Readonly<Record<string, string>>,
    columns: { customer: "客户", date: "日期", amount: "金额" },
    absent: "无",
    example: exampleZh,
  },
};

/** Every row that was read is accounted for, and so is every customer who is not in the history. */
export function dataQuality({ log, report, language }: ReportInput): Section {
  const text = words[language];
  const { whole } = numbers[language];
  const { account, frequency, leftOut = [] } = report.history;
  const less = (count: number): string => (count === 0 ? "" : `\u2212${whole(count)}`);
  const rows: Content[][] = [
    [text.read, whole(log.rowsRead), ""],
    ...log.skipped.map((skipped) => [skippedReason(skipped, language), less(skipped.count), ""]),
    ...leftOut.map((entry) => leftOutRow(entry, language, less)),
  ];
  const left = rows.length > 1;
  if (account !== undefined) {
    if (account.merged > 0) rows.push([text.merged, less(account.merged), ""]);
    if (account.netted > 0) rows.push([text.netted, less(account.netted), ""]);
    rows.push([html`<strong>${text.used}</strong>`, whole(account.purchases), whole(frequency.length)]);
  } else rows.push([html`<strong>${text.usedAlone}</strong>`, "", whole(frequency.length)]);
  return {
    id: "data",
    title: text.title,
    content: html`${left ? null : html`<p>${text.none}</p>`}
${table(text.caption, [{ title: text.what }, numeric(text.rows), numeric(text.customers)], rows)}`,
  };
}

function skippedReason({ reason, count, examples }: SkippedRows, language: Language): Content {
  const { reasons, example } = words[language];
  const more = count > examples.length ? html`<br>…` : null;
  const list = examples.map((fault) => html`<br><small>${name(example(fault))}</small>`);
  return html`${prose(reasons[reason] ?? reason)}${list}${examples.length > 0 ? more : null}`;
}

function leftOutRow(
  { reason, what, count, transactions }: LeftOut,
  language: Language,
  less: (count: number) => string,
): Content[] {
  return [
    prose(words[language].reasons[reason] ?? reason),
    less(transactions),
    what === "customers" ? less(count) : "",
  ];
}

/** What was read as what: `customer = CustomerID, date = ..., amount = ...`, its first words in the language. */
export function source(text: string, language: Language): string {
  const parts = /^customer = (.*), date = (.*), amount = (.*)$/s.exec(text)?.slice(1);
  if (parts === undefined) return text;
  const { columns, absent } = words[language];
  const [customer = "", date = "", amount = ""] = parts;
  return numbers[language].list([
    `${columns.customer} = ${customer}`,
    `${columns.date} = ${date}`,
    `${columns.amount} = ${amount === "none" ? absent : amount}`,
  ]);
}

/** The place of a row that cannot be read, and what was found there. */
function exampleZh(fault: string): string {
  const parts = /^(?:(.*), )?row ([\d,]+)(?:, column (".*?"))?: .*?(?:found (".*"))?$/s.exec(fault)?.slice(1);
  if (parts === undefined) return fault;
  const [file, row, column, found] = parts;
  return [file, `第${row}行`, column && `${column}列`, found && `内容为${found}`].filter(Boolean).join("，");
}
