import type { Language } from "../../options/output-options.ts";
import { columnsText } from "../../report/taken-columns.ts";
import { whyNot } from "../../report/why-not.ts";
import type { LeftOutPart, LoyaltyPartName, LoyaltyReport } from "../analysis/analyze-loyalty.ts";
import { type ClassKey, inputsOf } from "../analysis/classify.ts";
import { determinantRoles, leastCustomers, TooFew } from "../analysis/drivers.ts";
import { type LoyaltyRole, roles } from "../columns/loyalty-roles.ts";
import { classWords, partWords } from "./class-words.ts";

/** What a page is made from. */
export interface LoyaltyPageInput {
  readonly report: LoyaltyReport;
  readonly language: Language;
}

/** The name of a part. */
export function partName(part: LoyaltyPartName, language: Language): string {
  return part in classWords[language]
    ? classWords[language][part as ClassKey].name
    : partWords[language][part as keyof (typeof partWords)["en"]];
}

/** The name of a role. */
export function roleName(role: LoyaltyRole, language: Language): string {
  return language === "zh" ? roles[role].labelZh : roles[role].label;
}

/** The name of a determinant or of an interaction. */
export function termName(term: string, language: Language): string {
  const one = (name: string): string =>
    Object.hasOwn(determinantRoles, name)
      ? roleName(determinantRoles[name as keyof typeof determinantRoles], language)
      : name;
  return term.split(" × ").map(one).join(" × ");
}

/** Which column was taken as what. */
export function takenText(
  { role, columns, scale }: LoyaltyReport["answers"]["plan"]["taken"][number],
  language: Language,
): readonly [what: string, columns: string] {
  return [
    roleName(role, language),
    columnsText({ role, columns, ...(scale === undefined ? {} : { scale }) }, language),
  ];
}

const nobody: Readonly<Record<Language, string>> = {
  en: "of no customer all inputs are known",
  zh: "没有客户的输入完整",
};
const tooFew: Readonly<Record<Language, (n: number) => string>> = {
  en: (n) => `${n} complete customers, of the ${leastCustomers} that it needs`,
  zh: (n) => `完整客户只有${n}位，至少需要${leastCustomers}位`,
};
const needs: Readonly<Record<Language, (inputs: readonly string[]) => string>> = {
  en: (inputs) => `needs ${inputs.join(", ")}`,
  zh: (inputs) => `需要${inputs.join("、")}`,
};

/** Inputs of the parts that are no classifications. */
const partInputs: Readonly<Record<Exclude<LoyaltyPartName, ClassKey>, readonly LoyaltyRole[]>> = {
  value: ["value"],
  risk: ["churn_risk"],
  curve: ["satisfaction", "loyalty"],
  determinants: ["satisfaction", "trust", "loyalty"],
  migration: [],
};

/** Why a part is not there, in words. */
export function whyLeftOut({ part, reason }: LeftOutPart, language: Language): string {
  if (reason instanceof TooFew) return tooFew[language](reason.n);
  if (reason === "nobody") return nobody[language];
  if (reason !== "no-columns") return whyNot(reason, language);
  if (part === "migration") {
    return language === "zh" ? "两个文件没有共同的分类" : "the two files have no classification in common";
  }
  const inputs =
    part in partInputs ? partInputs[part as keyof typeof partInputs] : (inputsOf(part as ClassKey)[0] ?? []);
  return needs[language](inputs.map((role) => roleName(role, language)));
}
