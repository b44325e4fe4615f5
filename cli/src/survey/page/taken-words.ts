import type { TakenColumns } from "../../answers/sheet-plan.ts";
import type { Language } from "../../options/output-options.ts";
import type { Role } from "../columns/survey-plan.ts";

const roles: Readonly<Record<Language, Readonly<Record<Role, string>>>> = {
  en: {
    respondent: "respondent",
    groups: "groups",
    weight: "weight",
    seconds: "seconds taken",
    expectations: "expectations",
    perceptions: "perceptions",
    differences: "differences",
    adequate: "adequate level",
    desired: "desired level",
    importance: "importance of items",
    points: "points by dimension",
    satisfaction: "satisfaction",
    recommendation: "recommendation",
    effort: "ease (effort)",
    complaint: "complained",
    waiting: "minutes waited",
    outcome: "outcome",
    ratings: "ratings",
    statedImportance: "stated importance",
    kano: "Kano pairs",
    path: "path model",
  },
  zh: {
    respondent: "受访者",
    groups: "分组",
    weight: "权重",
    seconds: "答题秒数",
    expectations: "期望",
    perceptions: "感知",
    differences: "差异",
    adequate: "适当水平",
    desired: "理想水平",
    importance: "题项重要性",
    points: "维度重要性分数",
    satisfaction: "满意度",
    recommendation: "推荐意愿",
    effort: "办理便捷度",
    complaint: "是否投诉",
    waiting: "等候分钟",
    outcome: "结果变量",
    ratings: "评分",
    statedImportance: "自述重要性",
    kano: "KANO题对",
    path: "路径模型",
  },
};

/** What columns were taken as. */
export function roleName({ role }: TakenColumns<Role>, language: Language): string {
  return roles[language][role];
}
