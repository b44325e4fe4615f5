import type { Language } from "../options/output-options.ts";
import type { Movement } from "./compare-bases.ts";

/** What the page says, by language; numbers arrive as text. */
export interface PageWords {
  readonly title: (before: string, after: string) => string;
  readonly lead: (before: string, customers: string, after: string, customersThen: string) => string;
  readonly files: string;
  readonly leftOut: (rows: string, file: string) => string;
  readonly happened: string;
  readonly overall: (from: string, to: string, change: string, share: string | null) => string;
  readonly notMoney: string;
  readonly arrivals: (news: string, brought: string, gone: string, taken: string) => string;
  readonly moves: (up: string, gained: string, down: string, lost: string) => string;
  readonly stayed: (customers: string, change: string) => string;
  readonly silent: (customers: string, worth: string, back: string) => string;
  readonly parts: string;
  readonly changeByPart: string;
  readonly partsDescription: (change: string) => string;
  readonly movement: string;
  readonly movements: Readonly<Record<Movement, string>>;
  readonly all: string;
  readonly customers: string;
  readonly before: string;
  readonly after: string;
  readonly valueBefore: string;
  readonly valueAfter: string;
  readonly change: string;
  readonly matrix: string;
  readonly customerMatrix: string;
  readonly valueMatrix: string;
  readonly matrixNote: string;
  readonly manyTiers: string;
  readonly fromTo: string;
  readonly biggest: string;
  readonly gains: string;
  readonly losses: string;
  readonly none: string;
  readonly customer: string;
  readonly biggestNote: string;
  readonly warnings: string;
  /** A warning that the report of `value` has no words for. */
  readonly warning: (code: string, message: string) => string;
}

/** The words of the page. */
export const pageWords: Readonly<Record<Language, PageWords>> = {
  en: {
    title: (before, after) => `Customers between ${before} and ${after}`,
    lead: (before, customers, after, customersThen) =>
      `Who moved between tiers, and where value was gained and lost: ${customers} customers as known at ${before}, ${customersThen} at ${after}.`,
    files: "Read from",
    leftOut: (rows, file) => `${file}: ${rows} rows that could not be used were left out.`,
    happened: "What happened",
    overall: (from, to, change, share) =>
      `The customers were worth ${from} and are worth ${to} now: ${change}${share === null ? "" : `, or ${share}`}.`,
    notMoney: "There are no amounts, so value is counted in purchases, not in money.",
    arrivals: (news, brought, gone, taken) => `New: ${news}, who bring ${brought}. Gone: ${gone}, who take ${taken}.`,
    moves: (up, gained, down, lost) =>
      `Moved to a better tier: ${up}, whose value changed by ${gained}. Moved to a worse one: ${down}, by ${lost}.`,
    stayed: (customers, change) => `Stayed in their tier: ${customers}, whose value changed by ${change}.`,
    silent: (customers, worth, back) =>
      `No longer likely to be active (the probability fell below 50 %): ${customers}, worth ${worth} before. Likely to be active again: ${back}.`,
    parts: "The parts of the change",
    changeByPart: "Change of value by what the customers did",
    partsDescription: (change) =>
      `What each group of customers adds to the change of ${change}; the bars add up to it.`,
    movement: "customers",
    movements: { new: "new", up: "moved up", stayed: "stayed", down: "moved down", gone: "gone" },
    all: "all",
    customers: "number",
    before: "before",
    after: "after",
    valueBefore: "value before",
    valueAfter: "value after",
    change: "change",
    matrix: "Who moved where",
    customerMatrix: "Customers: from the tier of the row to that of the column, with the share of the row",
    valueMatrix: "Change of value of the same customers",
    matrixNote:
      "The darker, the more of its row (customers) or of the largest change (value). Tiers by share of value move with the whole base: a customer can change tier although nothing about it did.",
    manyTiers: "There are too many tiers for a table; the numbers are in comparison.csv.",
    fromTo: "before \\ after",
    biggest: "The biggest gains and losses",
    gains: "Customers who gained most",
    losses: "Customers who lost most",
    none: "There are none.",
    customer: "customer",
    biggestNote: "All customers are in comparison.csv.",
    warnings: "Warnings",
    warning: (_, message) => message,
  },
  zh: {
    title: (before, after) => `客户变化：${before} 至 ${after}`,
    lead: (before, customers, after, customersThen) =>
      `客户在层级之间的迁移，以及价值的增减。${before}已知客户${customers}位，${after}已知客户${customersThen}位。`,
    files: "数据来源",
    leftOut: (rows, file) => `${file}：${rows}行无法使用，已剔除。`,
    happened: "发生了什么",
    overall: (from, to, change, share) =>
      `客户总价值由${from}变为${to}，变动${change}${share === null ? "" : `（${share}）`}。`,
    notMoney: "没有金额，价值以购买次数计，而非货币。",
    arrivals: (news, brought, gone, taken) => `新增客户${news}位，价值${brought}；流失客户${gone}位，价值${taken}。`,
    moves: (up, gained, down, lost) => `升级客户${up}位，价值变动${gained}；降级客户${down}位，价值变动${lost}。`,
    stayed: (customers, change) => `层级不变的客户${customers}位，价值变动${change}。`,
    silent: (customers, worth, back) =>
      `${customers}位客户（此前价值${worth}）的活跃概率由不低于50%降至50%以下；另有${back}位客户恢复到50%及以上。`,
    parts: "价值变动的构成",
    changeByPart: "各类客户的价值变动",
    partsDescription: (change) => `各类客户对总变动${change}的贡献，各部分相加即为总变动。`,
    movement: "客户类别",
    movements: { new: "新增", up: "升级", stayed: "不变", down: "降级", gone: "流失" },
    all: "合计",
    customers: "客户数",
    before: "期初",
    after: "期末",
    valueBefore: "期初价值",
    valueAfter: "期末价值",
    change: "变动",
    matrix: "层级迁移矩阵",
    customerMatrix: "客户数：由行所示层级迁移至列所示层级，括号内为占该行的比例",
    valueMatrix: "相应客户的价值变动",
    matrixNote:
      "颜色越深，占该行的比例越高（客户数）或变动越大（价值）。按价值占比划分的层级取决于全体客户：客户自身没有变化，层级也可能改变。",
    manyTiers: "层级过多，不列表；数据见 comparison.csv。",
    fromTo: "期初 \\ 期末",
    biggest: "价值增减最多的客户",
    gains: "价值增加最多的客户",
    losses: "价值减少最多的客户",
    none: "没有。",
    customer: "客户",
    biggestNote: "全部客户见 comparison.csv。",
    warnings: "提示与警告",
    warning: (code, message) =>
      code === "date-after-log"
        ? "流水的最后一笔交易早于该日期一周以上，其后客户按沉默处理；如流水并不完整，请改用更早的日期。"
        : `程序原文：${message}`,
  },
};
