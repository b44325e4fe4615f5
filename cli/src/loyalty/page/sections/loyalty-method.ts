import { type Content, html } from "../../../report/html.ts";
import type { Section } from "../../../report/page.ts";
import { rowsLeftOut, takenFacts } from "../../../report/sections/rows-read.ts";
import { bullets } from "../../../report/table.ts";
import { writing } from "../../../report/writing.ts";
import { type LoyaltyPageInput, partName, takenText } from "../page-input.ts";

const words = {
  en: {
    title: "Method and data",
    columns: "Which column was taken as what",
    rows: "The rows, and who was left out of what",
    read: (rows: string, used: string) => `${rows} rows read, ${used} customers used.`,
    missing: (part: string, n: string, of: string) =>
      `${part}: ${n} of ${of} customers without a class, as an input is missing.`,
    unvalued: (n: string) => `Value by class: ${n} customers with a class and without a value.`,
    empty: (n: string) => `Share of wallet: ${n} customers with nothing at any bank have none.`,
    previous: (file: string, rows: string, n: string) => `${file}: ${rows} rows read, ${n} customers used.`,
    how: "How the classes are made",
    cut: "A value exactly on a cut is high, and its distance is 0.",
    wallet: "Repeat patronage is the share of wallet: balance at this bank by balance at all banks.",
    sources:
      "Kinds: Dick & Basu (1994). Diamond: Knox (1998), Knox & Walker (2001). Seven types: as Chinese textbooks attribute them to Sindell (2000). Stages: Oliver (1999). Zones: Heskett et al. (1994). Satisfaction and loyalty: Jones & Sasser (1995). Determinants: least squares on z-scores, simple slopes by Aiken & West (1991).",
    conventions:
      "The sources give no numbers for most cuts: those used here are conventions, and a file of columns (--columns) replaces them.",
  },
  zh: {
    title: "方法与数据",
    columns: "各列的用途",
    rows: "记录与未计入的客户",
    read: (rows: string, used: string) => `读取${rows}行，采用${used}位客户。`,
    missing: (part: string, n: string, of: string) => `${part}：${of}位客户中有${n}位缺少输入，未归类。`,
    unvalued: (n: string) => `各类客户价值：${n}位有类别的客户没有价值。`,
    empty: (n: string) => `钱包份额：${n}位客户在各银行均无余额，没有份额。`,
    previous: (file: string, rows: string, n: string) => `${file}：读取${rows}行，采用${n}位客户。`,
    how: "分类方法",
    cut: "恰好等于分界值的归入高的一侧，距离为0。",
    wallet: "重复惠顾取钱包份额：本行余额除以全部余额。",
    sources:
      "忠诚类别：Dick & Basu（1994）；钻石模型：Knox（1998）、Knox & Walker（2001）；七种类型：中文教材所引Sindell（2000）；阶段：Oliver（1999）；满意区域：Heskett等（1994）；满意与忠诚：Jones & Sasser（1995）；决定因素：标准化变量的最小二乘，简单斜率见Aiken & West（1991）。",
    conventions: "多数分界值原文并未给出数字，此处为惯例取值，可用列定义文件（--columns）替换。",
  },
};

/** Which columns and rows the figures rest on, who was left out, and how the classes are made. */
export function loyaltyMethod({ report, language }: LoyaltyPageInput): Section {
  const text = words[language];
  const { whole } = writing(language);
  const { answers, parts, values, inputs, previous, main } = report;
  const customers = whole(answers.respondents.length);
  const unvalued = values.find(({ part }) => part === main)?.missing ?? 0;
  const notes: readonly Content[] = [
    text.read(whole(answers.rows), customers),
    ...rowsLeftOut(answers, language),
    ...parts.flatMap(({ key, missing }) =>
      missing === 0 ? [] : [text.missing(partName(key, language), whole(missing), customers)],
    ),
    ...(unvalued === 0 ? [] : [text.unvalued(whole(unvalued))]),
    ...(inputs.emptyWallets === 0 ? [] : [text.empty(whole(inputs.emptyWallets))]),
    ...(previous === null ? [] : [text.previous(previous.file, whole(previous.rows), whole(previous.customers))]),
  ];
  const how = [text.cut, ...(inputs.repeatFrom === "balances" ? [text.wallet] : []), text.sources, text.conventions];
  return {
    id: "method",
    title: text.title,
    content: html`<h3>${text.columns}</h3>
${takenFacts(
  answers.plan.taken.map((taken) => takenText(taken, language)),
  answers.plan.unused,
  language,
)}
<h3>${text.rows}</h3>
${bullets(notes)}
<h3>${text.how}</h3>
${bullets(how)}`,
  };
}
