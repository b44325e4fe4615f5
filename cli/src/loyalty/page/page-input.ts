import type { Language } from "../../options/output-options.ts";
import { columnsText } from "../../report/taken-columns.ts";
import { whyNot } from "../../report/why-not.ts";
import type { LeftOutPart, LoyaltyPartName, LoyaltyReport } from "../analysis/analyze-loyalty.ts";
import type { ClassKey } from "../analysis/classify.ts";
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
/** Columns by the names under which they are found. */
const needWords: Readonly<Record<Language, (roles: readonly LoyaltyRole[]) => string>> = {
  en: (needs) => `needs ${needs.join(", ")}`,
  zh: (needs) => `需要列“${needs.map((role) => roleName(role, "zh")).join("”“")}”`,
};

/** Why a part is not there, in words. */
export function whyLeftOut({ part, reason, needs }: LeftOutPart, language: Language): string {
  if (reason instanceof TooFew) return tooFew[language](reason.n);
  if (reason === "nobody") return nobody[language];
  if (reason !== "no-columns") return whyNot(reason, language);
  if (part === "migration") {
    return language === "zh" ? "两个文件没有共同的分类" : "the two files have no classification in common";
  }
  return needWords[language](needs);
}
