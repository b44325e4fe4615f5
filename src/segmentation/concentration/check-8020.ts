import { requireOptions } from "../../checks.ts";
import type { Column } from "../../types.ts";
import { topShareOf, topSum } from "./top-share.ts";
import { requireProfits, requireVolumes, type Volumes } from "./volumes.ts";

/** Business volume and profit of the same customers. */
export interface VolumeAndProfit {
  /** One volume a customer, at least 0. */
  readonly volume: Column;
  /** One profit a customer; losses are negative. Absent where profits are not known. */
  readonly profit?: Column | undefined;
}

/** Whether a base follows the two rules of thumb of bank customer management. */
export interface Check8020 {
  /** Share of the volume that the top 20 % of customers hold. */
  readonly volumeTop20: number;
  /** Whether that is at least 80 %. */
  readonly volumeRule: boolean;
  /** Share of the profit that the most profitable 10 % bring; `null` without profits or where the total is not above 0. */
  readonly profitTop10: number | null;
  /** Whether that is at least 70 %; `null` as above. */
  readonly profitRule: boolean | null;
  /** In words. */
  readonly text: string;
  /** 中文说明。 */
  readonly textZh: string;
}

/** Shares within this of a rule's figure meet it. */
const tolerance = 1e-12;

/**
 * Checks the 80/20 rule (二八原理) on a base: do 20 % of the customers hold 80 % of the business, and do 10 % bring at least 70 % of the
 * profit? Rules of thumb of the textbooks, to be tested on data and not to be taken for laws.
 *
 * @param base - Volume and, where known, profit of the same customers.
 * @returns Both shares, both verdicts, and a sentence in English and Chinese.
 * @throws InputError `length-mismatch` for columns of different lengths, `out-of-range` for a negative volume, `zero-variance` where the
 * volumes sum to 0, `not-finite` for an entry that is no number, `empty` for no customers.
 * @remarks The shares interpolate: a fraction of a customer counts with that fraction of the value.
 * @example
 * ```ts
 * import { check8020 } from "customer-equity/segmentation";
 * console.log(check8020({ volume: [400, 200, 120, 90, 60, 50, 30, 25, 15, 10] }).volumeRule); // false
 * ```
 */
export function check8020(base: VolumeAndProfit): Check8020 {
  const { volume, profit } = requireOptions(base, "base");
  const volumeTop20 = topShareOf(requireVolumes(volume, "base.volume"), 0.2);
  const volumeRule = volumeTop20 >= 0.8 - tolerance;
  const profitTop10 =
    profit === undefined ? null : topProfitShare(requireProfits(profit, "base.profit", volume.length));
  const profitRule = profitTop10 === null ? null : profitTop10 >= 0.7 - tolerance;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const percentZh = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const verdict = (rule: boolean, yes: string, no: string): string => (rule ? yes : no);
  let profitText = "";
  let profitTextZh = "";
  if (profitTop10 !== null && profitRule !== null) {
    profitText = ` The most profitable 10 % bring ${percent(profitTop10)} of the profit: "10 % bring 70 %" ${verdict(profitRule, "holds", "does not hold")}.`;
    profitTextZh = `利润最高的10%客户贡献了${percentZh(profitTop10)}的利润，“10%的客户带来70%的利润”${verdict(profitRule, "成立", "不成立")}。`;
  } else if (profit !== undefined) {
    profitText = " The customers bring no profit in total, so there are no shares of it.";
    profitTextZh = "客户的利润合计不为正，无法计算利润占比。";
  }
  return {
    volumeTop20,
    volumeRule,
    profitTop10,
    profitRule,
    text: `The top 20 % of customers hold ${percent(volumeTop20)} of the volume: "20 % hold 80 %" ${verdict(volumeRule, "holds", "does not hold")}.${profitText}`,
    textZh: `前20%的客户拥有${percentZh(volumeTop20)}的业务量，“20%的客户拥有80%的业务量”${verdict(volumeRule, "成立", "不成立")}。${profitTextZh}`,
  };
}

/** Share of the profit that the best 10 % bring (above 1 where the rest give some away); `null` where the total is not above 0. */
function topProfitShare(profits: Volumes): number | null {
  return profits.total > 0 ? topSum(profits, 0.1) / profits.total : null;
}
