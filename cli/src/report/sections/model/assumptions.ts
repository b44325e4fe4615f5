import type { FittedKind } from "customer-equity/clv";
import type { Language } from "../../../options/output-options.ts";

/** What the models of purchases take for granted, in plain words: parts that they share in several ways. */
const purchases = {
  en: {
    random:
      "While a customer is active, purchases come at random times at a rate of the customer's own that does not change.",
    regular:
      "While a customer is active, purchases come at a rate of the customer's own that does not change, and more regularly than at random: the larger k, the more alike the gaps between them.",
    stays: "Nobody leaves: a silent customer is a rare one.",
    leavesAtPurchase:
      "After any purchase the customer may leave for good, each time with the same chance, which is the customer's own. Nobody tells the bank.",
    leavesAnyTime:
      "At any moment the customer may leave for good, at a rate of the customer's own that does not change. Nobody tells the bank.",
    leavesOlder:
      "At any moment the customer may leave for good, with a risk that grows the longer the relation has lasted. Nobody tells the bank.",
    differInRates: "Rates differ between customers (by a gamma distribution).",
    differInChances:
      "Rates differ between customers (by a gamma distribution), and so do the chances to leave (by a beta distribution); the two have nothing to do with each other.",
    differInRisks:
      "Rates differ between customers (by a gamma distribution), and so do the risks to leave (by a gamma distribution); the two have nothing to do with each other.",
    newcomersActive:
      "So a customer who has not come back since the first purchase counts as active for certain: leaving happens at a repeat purchase or later.",
    newcomersLeave: "A customer may leave before ever coming back: who bought once and is silent may be gone.",
    calendar:
      "Salaries, standing orders and fees come by the calendar, not at random; they are not purchases in this sense.",
  },
  zh: {
    random: "客户在活跃期间，购买在随机时点发生，频率因人而异但保持不变。",
    regular: "客户在活跃期间，购买频率因人而异但保持不变，且比随机更有规律：k 越大，购买间隔越接近。",
    stays: "没有客户流失：沉默的客户只是购买稀少。",
    leavesAtPurchase: "每次购买之后，客户都可能就此永久流失，概率因人而异但每次相同；流失时客户不会告知银行。",
    leavesAnyTime: "客户随时可能永久流失，流失率因人而异但保持不变；流失时客户不会告知银行。",
    leavesOlder: "客户随时可能永久流失，流失风险随关系的持续而增长；流失时客户不会告知银行。",
    differInRates: "购买频率在客户之间服从伽马分布。",
    differInChances: "购买频率在客户之间服从伽马分布，流失概率服从贝塔分布，二者互不相关。",
    differInRisks: "购买频率在客户之间服从伽马分布，流失风险也服从伽马分布，二者互不相关。",
    newcomersActive: "因此，首购后尚未再次购买的客户，活跃概率为100%：流失只会发生在重复购买之后。",
    newcomersLeave: "客户可能在再次购买之前就已流失：只买过一次且沉默的客户可能已经离开。",
    calendar: "代发工资、定期转账与各项收费按日历发生，并非随机，不属于此处的购买。",
  },
} as const;

const ofKind: Readonly<Record<FittedKind, readonly (keyof typeof purchases.en)[]>> = {
  nbd: ["random", "stays", "differInRates", "calendar"],
  "bg-nbd": ["random", "leavesAtPurchase", "differInChances", "newcomersActive", "calendar"],
  "mbg-nbd": ["random", "leavesAtPurchase", "differInChances", "newcomersLeave", "calendar"],
  "bg-cnbd-k": ["regular", "leavesAtPurchase", "differInChances", "newcomersActive"],
  "mbg-cnbd-k": ["regular", "leavesAtPurchase", "differInChances", "newcomersLeave"],
  "pareto-nbd": ["random", "leavesAnyTime", "differInRisks", "newcomersLeave", "calendar"],
  "ggompertz-nbd": ["random", "leavesOlder", "differInRisks", "newcomersLeave", "calendar"],
};

/** What a model of purchases takes for granted. */
export function purchaseAssumptions(kind: FittedKind, language: Language): readonly string[] {
  return ofKind[kind].map((part) => purchases[language][part]);
}

/** What the model of amounts takes for granted. */
export const spendAssumptions: Readonly<Record<Language, readonly string[]>> = {
  en: [
    "The amounts of a customer's purchases vary at random around a mean that is the customer's own and does not change.",
    "These means differ between customers (by a gamma distribution).",
    "How much a customer spends at a time has nothing to do with how often the customer comes.",
    "Of a customer with few purchases the model believes the own mean a little and the mean of all customers the more.",
  ],
  zh: [
    "客户每次购买的金额围绕其自身的平均水平随机波动，该水平保持不变。",
    "平均水平在客户之间服从伽马分布。",
    "客户单次金额的高低与购买的频繁程度无关。",
    "对购买次数少的客户，模型较少采信其自身均值，更多参照全体客户的均值。",
  ],
};
