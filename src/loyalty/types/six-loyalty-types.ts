import { deepFreeze } from "../../survey/deep-freeze.ts";
import { type LoyaltyTypeRules, loyaltyTypeRules } from "./loyalty-type-rules.ts";

/** What each of the seven types is called where six are told apart. */
const sixOfSeven: Readonly<Record<string, string>> = {
  premium: "trust",
  latent: "latent",
  monopoly: "monopoly",
  incentive: "interest",
  price: "interest",
  convenience: "inertia",
  inertia: "inertia",
  none: "none",
};

const [none, ...others] = loyaltyTypeRules.rules.map(({ type, when }) => ({ type: sixOfSeven[type]!, when }));

/**
 * The decision list of the six types of loyalty (客户忠诚的六种类型) of other textbooks, for `loyaltyType(data, { rules: sixLoyaltyTypes })`.
 *
 * The seven types read as six: price and incentive are interest 利益忠诚, premium is trust 信赖忠诚, convenience and inertia are inertia
 * 惰性忠诚. Kinship 亲缘忠诚 has an input of its own, `insider`: 1 for staff and families of owners, 0 for others.
 */
export const sixLoyaltyTypes: LoyaltyTypeRules = deepFreeze<LoyaltyTypeRules>({
  types: [
    { label: "trust", labelZh: "信赖忠诚" },
    { label: "latent", labelZh: "潜在忠诚" },
    { label: "kinship", labelZh: "亲缘忠诚" },
    { label: "monopoly", labelZh: "垄断忠诚" },
    { label: "interest", labelZh: "利益忠诚" },
    { label: "inertia", labelZh: "惰性忠诚" },
    { label: "none", labelZh: "不忠诚" },
  ],
  inputs: { ...loyaltyTypeRules.inputs, insider: { min: 0, max: 1, integer: true } },
  thresholds: loyaltyTypeRules.thresholds,
  rules: [none!, { type: "kinship", when: [{ input: "insider", is: "at-least", threshold: 1 }] }, ...others],
});
