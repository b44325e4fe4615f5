import type { ClassName } from "../../types.ts";

/** One of the four styles of buying, and what to do about it. */
export interface DiamondStyle extends ClassName {
  /** The style. */
  readonly label: "loyal" | "variety-seeker" | "habitual" | "switcher";
  /** What a bank does for such customers. */
  readonly strategy: string;
  /** 对应策略。 */
  readonly strategyZh: string;
}

/** The four styles of the diamond of loyalty (客户忠诚钻石模型的四类客户; Knox 1998), in the order of the rules. */
export const diamondStyles: readonly DiamondStyle[] = [
  {
    label: "loyal",
    labelZh: "忠诚者",
    strategy: "Protect and reward them; ask them to recommend the bank.",
    strategyZh: "重点保护与回馈，发展为推荐人",
  },
  {
    label: "variety-seeker",
    labelZh: "品种追求者",
    strategy: "Widen the range, price the whole relationship, win a larger share of their business.",
    strategyZh: "拓宽产品，实行关系定价，提高钱包份额",
  },
  {
    label: "habitual",
    labelZh: "习惯性购买者",
    strategy: "Keep it convenient, spare them reasons to look around, and raise their involvement.",
    strategyZh: "保持便利，避免触发转换，提高介入度",
  },
  {
    label: "switcher",
    labelZh: "转换者",
    strategy: "Serve them at low cost; offer price and promotion only where that pays.",
    strategyZh: "低成本服务，仅在有利可图时让利促销",
  },
];
