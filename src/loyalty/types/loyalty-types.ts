import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { ClassName } from "../../types.ts";

/** One of the types of loyalty, and what marks it. */
export interface LoyaltyTypeMark extends ClassName {
  /** What one sees of such customers. */
  readonly mark: string;
  /** 特征。 */
  readonly markZh: string;
  /** How attached they are. */
  readonly attachment: "high" | "low";
  /** How much they come again. */
  readonly repeat: "high" | "medium" | "low";
}

/** The seven types of loyalty (客户忠诚的七种类型) and `none`, with what marks each, in the order of the classes of `loyaltyType`. */
export const loyaltyTypes: readonly LoyaltyTypeMark[] = deepFreeze<readonly LoyaltyTypeMark[]>([
  {
    label: "premium",
    labelZh: "超值忠诚",
    mark: "Attached to the bank; recommends it and forgives it.",
    markZh: "有感情依恋，愿意推荐，能谅解失误",
    attachment: "high",
    repeat: "high",
  },
  {
    label: "latent",
    labelZh: "潜在忠诚",
    mark: "Would like more of the bank, but its rules or circumstances stand in the way.",
    markZh: "有意多用，但受银行规定或客观条件限制",
    attachment: "high",
    repeat: "low",
  },
  {
    label: "monopoly",
    labelZh: "垄断忠诚",
    mark: "Has no other bank to go to: the only one in town, or the one that pays the salary.",
    markZh: "别无选择，如当地唯一银行或代发工资行",
    attachment: "low",
    repeat: "high",
  },
  {
    label: "incentive",
    labelZh: "激励忠诚",
    mark: "Comes for points, gifts and cash back.",
    markZh: "为积分、礼品、返现而来",
    attachment: "low",
    repeat: "high",
  },
  {
    label: "price",
    labelZh: "价格忠诚",
    mark: "Follows the best rate or fee.",
    markZh: "追随最优利率或费率",
    attachment: "low",
    repeat: "medium",
  },
  {
    label: "convenience",
    labelZh: "方便忠诚",
    mark: "Comes for the place, the hours or the channel.",
    markZh: "因网点、时间或渠道方便",
    attachment: "low",
    repeat: "high",
  },
  {
    label: "inertia",
    labelZh: "惰性忠诚",
    mark: "Stays because moving is a bother.",
    markZh: "懒得更换",
    attachment: "low",
    repeat: "high",
  },
  {
    label: "none",
    labelZh: "不忠诚",
    mark: "Neither attached nor coming again.",
    markZh: "既无依恋也少重复购买",
    attachment: "low",
    repeat: "low",
  },
]);
