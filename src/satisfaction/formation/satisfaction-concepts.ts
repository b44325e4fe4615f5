/** A concept of the theory of satisfaction, in English and Chinese: data to name columns and dimensions by. */
export interface SatisfactionConcept {
  /** Name, in kebab-case. */
  readonly name: string;
  /** In words. */
  readonly label: string;
  /** 中文名称。 */
  readonly labelZh: string;
  /** What it is made of, where it has parts. */
  readonly parts: readonly Omit<SatisfactionConcept, "parts">[];
}

/**
 * The six factors that satisfaction is formed by (客户满意的六个影响因素). Ask for each in one or several questions; `keyDrivers` of
 * satisfaction on the six says which of them matter, `satisfactionByDimension` how customers see each.
 */
export const satisfactionFactors: readonly SatisfactionConcept[] = [
  { name: "expectation", label: "expectation", labelZh: "客户期望", parts: [] },
  { name: "service-quality", label: "service quality", labelZh: "服务质量", parts: [] },
  { name: "perceived-value", label: "perceived value", labelZh: "感知价值", parts: [] },
  { name: "emotion", label: "emotion", labelZh: "客户情绪", parts: [] },
  {
    name: "attribution",
    label: "attribution: whom customers hold responsible",
    labelZh: "归因",
    parts: [
      { name: "locus", label: "locus: the bank, oneself, or others", labelZh: "归属" },
      { name: "stability", label: "stability: whether it will happen again", labelZh: "稳定性" },
      { name: "controllability", label: "controllability: whether it could have been helped", labelZh: "可控性" },
    ],
  },
  { name: "equity", label: "equity: whether one was treated fairly", labelZh: "公平感知", parts: [] },
];

/** The three layers of satisfaction (客户满意的层次), from the ground up: dimensions of `satisfactionByDimension`. */
export const satisfactionLayers: readonly SatisfactionConcept[] = [
  {
    name: "material",
    label: "material satisfaction: with products, quality and price",
    labelZh: "物质满意层",
    parts: [],
  },
  {
    name: "spiritual",
    label: "spiritual satisfaction: with the experience and how one is treated",
    labelZh: "精神满意层",
    parts: [],
  },
  {
    name: "social",
    label: "social satisfaction: with what the bank does for society",
    labelZh: "社会满意层",
    parts: [],
  },
];
