/** Names for tiers with their source: data, not law. Give the numbers of your own bank beside them. */
export interface TierPreset {
  /** Names of the tiers, best first. */
  readonly labels: readonly string[];
  /** Chinese names (层级名称), best first. */
  readonly labelsZh: readonly string[];
  /** Where names and numbers come from. */
  readonly source: string;
}

/** Names and boundaries for `tierByValueShare`. */
export interface ValueSharePreset extends TierPreset {
  /** Cumulative shares of the value. */
  readonly boundaries: readonly number[];
}

/** Names and shares for `tierByCustomerShare`. */
export interface CustomerSharePreset extends TierPreset {
  /** Share of the customers in each tier. */
  readonly shares: readonly number[];
}

/** Names and thresholds for `tierByThreshold`. */
export interface ThresholdPreset extends TierPreset {
  /** Thresholds, rising. */
  readonly cuts: readonly number[];
}

/** ABC classes (ABC 分类) of 80, 15 and 5 % of the value, for `tierByValueShare`. */
export const abcTiers: ValueSharePreset = {
  boundaries: [0.8, 0.95],
  labels: ["A", "B", "C"],
  labelsZh: ["A类", "B类", "C类"],
  source: "ABC analysis with its customary boundaries",
};

/** Curry's customer pyramid (客户金字塔) of 1, 4, 15 and 80 % of the customers, for `tierByCustomerShare`. */
export const curryPyramid: CustomerSharePreset = {
  shares: [0.01, 0.04, 0.15, 0.8],
  labels: ["top", "large", "medium", "small"],
  labelsZh: ["顶级客户", "大客户", "中客户", "小客户"],
  source: "Curry & Curry (2000), The Customer Marketing Method",
};

/**
 * The four metals of the customer pyramid (铂金/黄金/铁质/铅质). The paper names the tiers and leaves the numbers to the firm, so this
 * has names only: `{ ...metalNames, shares: [0.05, 0.15, 0.5, 0.3] }`.
 */
export const metalNames: TierPreset = {
  labels: ["platinum", "gold", "iron", "lead"],
  labelsZh: ["铂金", "黄金", "铁质", "铅质"],
  source: "Zeithaml, Rust & Lemon (2001), The Customer Pyramid, California Management Review 43(4)",
};

/** Tiers of retail customers by assets under management in CNY (资产管理规模), for `tierByThreshold`. */
export const retailAssetTiers: ThresholdPreset = {
  cuts: [50_000, 500_000, 5_000_000, 10_000_000],
  labels: ["private banking", "diamond", "platinum", "gold", "basic"],
  labelsZh: ["私人银行", "钻石", "白金", "金卡", "普通"],
  source: "Customary levels in the marketing of Chinese retail banks; every bank sets its own",
};
