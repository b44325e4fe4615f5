import type { Section } from "../../../report/page.ts";
import { type GlossaryTerm, glossarySection } from "../../../report/sections/glossary.ts";
import { type LoyaltyPartName, type LoyaltyReport, partNames } from "../../analysis/analyze-loyalty.ts";
import type { LoyaltyPageInput } from "../page-input.ts";

/** Terms by the part of the page that uses them. */
const terms: readonly (GlossaryTerm & { readonly parts: readonly LoyaltyPartName[] })[] = [
  {
    parts: ["dick_basu"],
    en: ["relative attitude", "how much better customers think of this bank than of the others they use"],
    zh: ["相对态度", "客户对本行的评价比对其他在用银行高多少"],
  },
  {
    parts: ["dick_basu", "loyalty_type"],
    en: [
      "repeat patronage",
      "how much of a customer's business comes here again: share of wallet or rate of repurchase",
    ],
    zh: ["重复惠顾", "客户业务中再次交由本行的比例：钱包份额或重复购买率"],
  },
  {
    parts: ["dick_basu"],
    en: ["latent, spurious loyalty", "attitude without behavior; behavior without attitude"],
    zh: ["潜在忠诚、虚假忠诚", "有态度而无行为；有行为而无态度"],
  },
  {
    parts: ["diamond"],
    en: ["involvement", "how much the choice of a bank matters to the customer"],
    zh: ["购买介入度", "选择银行对客户有多重要"],
  },
  {
    parts: ["diamond"],
    en: ["portfolio", "how many banks the customer uses"],
    zh: ["购买组合", "客户同时使用的银行数"],
  },
  {
    parts: ["loyalty_type", "six_types"],
    en: ["attachment", "satisfaction, trust and recommendation together, from 0 to 1"],
    zh: ["依恋程度", "满意、信任与推荐的综合，0至1"],
  },
  {
    parts: ["loyalty_type", "six_types"],
    en: ["inertia", "staying for no reason but habit"],
    zh: ["惰性忠诚", "没有特别原因、仅因习惯而留下"],
  },
  {
    parts: ["zone", "satisfaction_type"],
    en: ["zone of affection", "satisfaction so high that customers stay out of affection"],
    zh: ["情感区", "满意度高到客户因情感而留下的区域"],
  },
  {
    parts: ["value", "risk"],
    en: ["Cramér's V", "how far one classification says the other, from 0 (nothing) to 1 (all)"],
    zh: ["克莱姆V", "两种分类的关联强度，0（无关）至1（完全对应）"],
  },
  {
    parts: ["curve"],
    en: ["AIC", "how badly a curve fits, with a penalty for each coefficient; 2 lower is a difference"],
    zh: ["AIC", "拟合优劣的度量，系数越多惩罚越大；低2以上才算有差别"],
  },
  {
    parts: ["determinants"],
    en: ["simple slope", "what one determinant does where another one is low, middling or high"],
    zh: ["简单斜率", "另一因素处于低、中、高水平时，某一因素的作用"],
  },
];

const always: readonly GlossaryTerm[] = [
  {
    en: ["distance", "how far an input is from the nearest cut; small is a close call"],
    zh: ["距离", "与最近分界的距离；越小越接近另一类"],
  },
];

/** The terms that the page uses. */
export function loyaltyGlossary({ report, language }: LoyaltyPageInput): Section {
  const found = partsOf(report);
  return glossarySection([...terms.filter(({ parts }) => parts.some((part) => found.has(part))), ...always], language);
}

function partsOf({ leftOut }: LoyaltyReport): ReadonlySet<LoyaltyPartName> {
  const out = new Set(leftOut.map(({ part }) => part));
  return new Set(partNames.filter((part) => !out.has(part)));
}
