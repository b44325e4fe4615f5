import type { InputErrorCode } from "customer-equity";
import type { Refusal } from "../answers/attempt.ts";
import type { Language } from "../options/output-options.ts";

const words: Readonly<Record<Language, Partial<Record<InputErrorCode, string>> & { readonly other: string }>> = {
  en: {
    "insufficient-data": "too few complete answers",
    empty: "no answers",
    "zero-variance": "answers that do not vary",
    singular: "questions that determine each other",
    "bad-option": "more or other questions than the method can take",
    other: "these answers do not allow it",
  },
  zh: {
    "insufficient-data": "完整作答太少",
    empty: "没有作答",
    "zero-variance": "作答没有差异",
    singular: "题目之间互相决定",
    "bad-option": "题目过多或不符合方法要求",
    other: "这些作答不足以计算",
  },
};

/** Why a figure does not exist, in words. */
export function whyNot({ code }: Refusal, language: Language): string {
  return words[language][code] ?? words[language].other;
}
