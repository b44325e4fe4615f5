import type { AnswerScale } from "customer-equity/satisfaction";

/** What columns can be taken as. */
export const roleNames = [
  "customer",
  "attitude",
  "repeat",
  "own_balance",
  "total_balance",
  "involvement",
  "banks",
  "commitment",
  "alternatives",
  "attachment",
  "incentive_share",
  "price_share",
  "convenience_share",
  "insider",
  "cognitive",
  "affective",
  "conative",
  "action",
  "satisfaction",
  "loyalty",
  "recommend",
  "perceived_value",
  "trust",
  "switching_cost",
  "value",
  "churn_risk",
] as const;

/** One of them. */
export type LoyaltyRole = (typeof roleNames)[number];

/** What may stand in the cells of a column by its role: an id, yes or no, a rating on a scale, or a number between ends. */
export type RoleCells =
  | "id"
  | "flag"
  | "rating"
  | "satisfaction"
  | { readonly min: number; readonly max: number; readonly whole?: boolean };

/** What a role means. */
export interface RoleMeaning {
  readonly label: string;
  readonly labelZh: string;
  readonly cells: RoleCells;
  /** Names by which its column is found, letters and digits only; an earlier list wins over a later one. */
  readonly usual: readonly (readonly string[])[];
}

const share: RoleCells = { min: 0, max: 1 };
const money: RoleCells = { min: 0, max: Infinity };

/** Scales of ratings where nothing says otherwise, and the option that does. */
export const usualScales: Readonly<Record<"rating" | "satisfaction", AnswerScale>> = {
  rating: { min: 1, max: 7 },
  satisfaction: { min: 1, max: 5 },
};

/** Every role. */
export const roles: Readonly<Record<LoyaltyRole, RoleMeaning>> = {
  customer: {
    label: "customer",
    labelZh: "客户",
    cells: "id",
    usual: [
      ["customer", "customerid", "clientid", "客户", "客户号", "客户编号", "客户id"],
      ["respondent", "respondentid", "受访者", "受访者编号"],
      ["id", "编号", "序号"],
    ],
  },
  attitude: {
    label: "relative attitude",
    labelZh: "相对态度",
    cells: "rating",
    usual: [["attitude", "relativeattitude", "相对态度", "态度"]],
  },
  repeat: {
    label: "repeat patronage",
    labelZh: "重复惠顾",
    cells: share,
    usual: [
      ["repeat", "repeatpatronage", "repeatrate", "repurchaserate", "重复购买", "重复惠顾", "重复购买率"],
      ["shareofwallet", "sow", "钱包份额"],
    ],
  },
  own_balance: {
    label: "balance at this bank",
    labelZh: "本行余额",
    cells: money,
    usual: [["ownbalance", "本行余额", "本行资产"]],
  },
  total_balance: {
    label: "balance at all banks",
    labelZh: "全部余额",
    cells: money,
    usual: [["totalbalance", "全部余额", "总余额", "全部资产", "总资产"]],
  },
  involvement: {
    label: "involvement",
    labelZh: "购买介入度",
    cells: "rating",
    usual: [["involvement", "介入度", "购买介入度"]],
  },
  banks: {
    label: "banks used",
    labelZh: "使用银行数",
    cells: { min: 1, max: 100 },
    usual: [["banks", "banksused", "numberofbanks", "portfolio", "使用银行数", "银行数", "购买组合"]],
  },
  commitment: {
    label: "commitment",
    labelZh: "品牌承诺",
    cells: "rating",
    usual: [["commitment", "brandcommitment", "品牌承诺", "承诺"]],
  },
  alternatives: {
    label: "alternatives",
    labelZh: "可选择的竞争者数",
    cells: { min: 0, max: Infinity, whole: true },
    usual: [["alternatives", "competitors", "可选择的竞争者数", "竞争者数", "可选银行数"]],
  },
  attachment: {
    label: "attachment",
    labelZh: "依恋程度",
    cells: share,
    usual: [["attachment", "依恋程度", "依恋"]],
  },
  incentive_share: {
    label: "share for rewards",
    labelZh: "激励动机占比",
    cells: share,
    usual: [["incentiveshare", "incentive", "激励动机占比", "激励占比", "激励动机"]],
  },
  price_share: {
    label: "share for price",
    labelZh: "价格动机占比",
    cells: share,
    usual: [["priceshare", "价格动机占比", "价格占比", "价格动机"]],
  },
  convenience_share: {
    label: "share for convenience",
    labelZh: "便利动机占比",
    cells: share,
    usual: [["convenienceshare", "convenience", "便利动机占比", "便利占比", "便利动机"]],
  },
  insider: {
    label: "staff or family",
    labelZh: "内部人员",
    cells: "flag",
    usual: [["insider", "内部人员", "是否内部人员", "亲缘"]],
  },
  cognitive: {
    label: "cognitive loyalty",
    labelZh: "认知忠诚",
    cells: share,
    usual: [["cognitive", "cognitiveloyalty", "认知忠诚", "认知"]],
  },
  affective: {
    label: "affective loyalty",
    labelZh: "情感忠诚",
    cells: share,
    usual: [["affective", "affectiveloyalty", "情感忠诚", "情感"]],
  },
  conative: {
    label: "conative loyalty",
    labelZh: "意向忠诚",
    cells: share,
    usual: [["conative", "conativeloyalty", "意向忠诚", "意向"]],
  },
  action: {
    label: "loyalty in action",
    labelZh: "行为忠诚",
    cells: share,
    usual: [["action", "actionloyalty", "行为忠诚", "行为"]],
  },
  satisfaction: {
    label: "satisfaction",
    labelZh: "客户满意度",
    cells: "satisfaction",
    usual: [
      ["satisfaction", "satisfied", "overallsatisfaction", "csat", "客户满意度", "总体满意度", "满意度"],
      ["overall"],
    ],
  },
  loyalty: {
    label: "loyalty",
    labelZh: "客户忠诚度",
    cells: "satisfaction",
    usual: [["loyalty", "loyaltyscore", "loyaltyindex", "客户忠诚度", "忠诚度"]],
  },
  recommend: {
    label: "recommendation",
    labelZh: "推荐意愿",
    cells: { min: 0, max: 10 },
    usual: [["recommend", "recommendation", "nps", "推荐意愿", "推荐"]],
  },
  perceived_value: {
    label: "perceived value",
    labelZh: "感知价值",
    cells: "rating",
    usual: [["perceivedvalue", "感知价值"]],
  },
  trust: { label: "trust", labelZh: "信任", cells: "rating", usual: [["trust", "信任", "信任度"]] },
  switching_cost: {
    label: "switching cost",
    labelZh: "转换成本",
    cells: "rating",
    usual: [["switchingcost", "switchingcosts", "转换成本"]],
  },
  value: {
    label: "lifetime value",
    labelZh: "客户价值",
    cells: { min: -Infinity, max: Infinity },
    usual: [["value", "lifetimevalue", "clv", "客户价值", "客户终身价值", "终身价值"]],
  },
  churn_risk: {
    label: "risk of churn",
    labelZh: "流失风险",
    cells: share,
    usual: [["churnrisk", "churnprobability", "流失风险", "流失概率"]],
  },
};
