import type { Language } from "../../options/output-options.ts";
import type { ClassKey } from "../analysis/classify.ts";

/** What each classification is called, and what it says. */
export const classWords: Readonly<
  Record<Language, Readonly<Record<ClassKey, { readonly name: string; readonly title: string; readonly lead: string }>>>
> = {
  en: {
    dick_basu: {
      name: "kind of loyalty (Dick–Basu)",
      title: "Who is loyal at heart, and who by habit?",
      lead: "Relative attitude against repeat patronage: who has both is loyal, who has attitude alone is loyal in latency, who has behavior alone is loyal in appearance only.",
    },
    diamond: {
      name: "style (diamond)",
      title: "Which style of buying do they have?",
      lead: "How much the choice of a bank matters to customers, against how many banks they use.",
    },
    loyalty_type: {
      name: "type of loyalty",
      title: "Why do they stay?",
      lead: "The first reason that holds in a list of rules: attachment before rewards, price and convenience; inertia is what has no reason.",
    },
    six_types: {
      name: "type of loyalty, of six",
      title: "Why do they stay, by six types?",
      lead: "The types of other textbooks: rewards and price are interest, convenience is inertia, and kinship has a type of its own.",
    },
    stage: {
      name: "stage of loyalty",
      title: "How far has loyalty formed?",
      lead: "From knowing to liking, to meaning to stay, to acting on it; a later stage without the earlier ones does not count.",
    },
    zone: {
      name: "zone of satisfaction",
      title: "In which zone of satisfaction are they?",
      lead: "Who is highly satisfied stays out of affection; below, customers stay or leave as it comes, and the dissatisfied leave.",
    },
    satisfaction_type: {
      name: "satisfaction and loyalty",
      title: "Are the satisfied loyal?",
      lead: "Apostles are satisfied and loyal, mercenaries satisfied and on the move, hostages loyal without being satisfied, defectors neither.",
    },
  },
  zh: {
    dick_basu: {
      name: "忠诚类别（Dick–Basu）",
      title: "谁是真正忠诚，谁只是习惯？",
      lead: "相对态度与重复惠顾两个维度：两者皆高为忠诚，仅态度高为潜在忠诚，仅行为高为虚假忠诚。",
    },
    diamond: {
      name: "购买风格（钻石模型）",
      title: "客户属于哪种购买风格？",
      lead: "选择银行对客户有多重要（购买介入度），与客户同时使用多少家银行（购买组合）。",
    },
    loyalty_type: {
      name: "忠诚类型",
      title: "客户因何留下？",
      lead: "按规则表取第一个成立的原因：依恋先于激励、价格与便利；没有原因的为惰性忠诚。",
    },
    six_types: {
      name: "六种类型",
      title: "按六种类型，客户因何留下？",
      lead: "另一些教材的分法：激励与价格合为利益忠诚，便利归入惰性忠诚，亲缘单列一类。",
    },
    stage: {
      name: "忠诚阶段",
      title: "忠诚形成到哪一步？",
      lead: "从认知、情感、意向到行为；前一阶段未达到，后面的不计。",
    },
    zone: {
      name: "满意区域",
      title: "客户处于哪个满意区域？",
      lead: "高度满意者因情感而留；其下去留随意；不满意者离开。",
    },
    satisfaction_type: {
      name: "满意与忠诚",
      title: "满意的客户忠诚吗？",
      lead: "传道者满意且忠诚，图利者满意而易走，人质不满意却留下，破坏者两者皆无。",
    },
  },
};

/** What the other parts are called. */
export const partWords: Readonly<
  Record<Language, Readonly<Record<"scales" | "value" | "risk" | "curve" | "determinants" | "migration", string>>>
> = {
  en: {
    scales: "scales",
    value: "value by class",
    risk: "risk of churn by class",
    curve: "loyalty over satisfaction",
    determinants: "determinants of loyalty",
    migration: "migration",
  },
  zh: {
    scales: "量表",
    value: "各类客户价值",
    risk: "各类流失风险",
    curve: "满意与忠诚曲线",
    determinants: "忠诚的决定因素",
    migration: "类别迁移",
  },
};
