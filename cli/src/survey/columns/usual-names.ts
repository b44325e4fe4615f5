import type { ServqualDimension } from "customer-equity/servqual";
import type { ServicePartName } from "../definition/survey-definition.ts";

/** Names by which columns are guessed, letters and digits only; an earlier list wins over a later one. */
export const usualNames = {
  respondent: [
    ["respondent", "respondentid", "responseid", "受访者", "受访者编号", "问卷编号", "答卷编号"],
    ["customerid", "customer", "clientid", "userid", "客户号", "客户编号"],
    ["id", "序号"],
    ["编号"],
  ],
  weight: [["weight", "weights", "sampleweight", "权重", "样本权重"]],
  seconds: [["seconds", "secondstaken", "durationseconds", "duration", "答题秒数", "答题时长", "用时"]],
  recommendation: [
    ["recommend", "recommendation", "nps", "推荐", "推荐意愿"],
    ["likelytorecommend", "wouldrecommend", "ltr"],
  ],
  effort: [["effort", "ces", "ease", "customereffort", "费力度", "办理便捷度"]],
  complaint: [["complained", "complaint", "投诉", "是否投诉"]],
  waiting: [["waitminutes", "waitingminutes", "waittime", "waitingtime", "等候时间", "等待时间", "等候分钟"]],
  overall: [["satisfied", "satisfaction", "overallsatisfaction", "csat", "总体满意度", "满意度"], ["overall"]],
  disconfirmation: [["expected", "disconfirmation", "versusexpected", "asexpected", "与预期相比", "与期望相比"]],
  ideal: [["ideal", "closetoideal", "versusideal", "与理想相比", "与理想银行相比"]],
} as const;

/** Columns that divide respondents into groups; each that is there is taken. */
export const usualGroups: readonly string[] = [
  ...["branch", "branchname", "office", "网点", "支行", "分行", "机构"],
  ...["segment", "customersegment", "tier", "客群", "客户分层", "客户等级"],
  ...["channel", "渠道", "办理渠道"],
  ...["region", "city", "地区", "城市"],
  ...["gender", "agegroup", "性别", "年龄段"],
];

/** What stands before or after the name of an item, by part; the item alone is a perception. */
export const partSigns: Readonly<Record<ServicePartName, readonly string[]>> = {
  expectations: ["e", "exp", "expect", "expected", "expectation", "期望"],
  perceptions: ["p", "perc", "perceived", "perception", "感知", "实际"],
  differences: ["g", "gap", "diff", "difference", "差距"],
  adequate: ["a", "adequate", "min", "minimum", "适当", "最低"],
  desired: ["d", "desired", "理想"],
  importance: ["i", "imp", "importance", "重要性"],
};

/** What stands before or after the name of a dimension where it is given points. */
export const pointSigns: readonly string[] = ["w", "weight", "points", "importance", "权重", "分数"];

/** What an item may be called: by its key, or by its place in the dimension. */
export function itemNames({ key, labelZh, items }: ServqualDimension, place: number): readonly string[] {
  return [items[place]?.key as string, `${key}${place + 1}`, `${labelZh}${place + 1}`];
}

/** Beginnings of the names of the numbered questions of a block of the national models. */
export const blockNames: Readonly<Record<string, readonly string[]>> = {
  image: ["image", "imag", "形象"],
  expectation: ["expectation", "expect", "expe", "cuex", "预期"],
  quality: ["quality", "qual", "perq", "质量"],
  value: ["value", "val", "perv", "价值"],
  satisfaction: ["satisfaction", "satisfied", "sat", "cusa", "满意"],
  complaints: ["complaints", "compl", "cusco", "抱怨"],
  loyalty: ["loyalty", "loyal", "loy", "cusl", "忠诚"],
};
