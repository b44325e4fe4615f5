import type { ClassName } from "customer-equity/satisfaction";
import type { Language } from "../options/output-options.ts";
import { rounded } from "../text.ts";
import { numbers } from "./numbers.ts";

/** How figures of a survey are written in a language; what does not exist is a dash. */
export interface Writing {
  readonly language: Language;
  readonly whole: (value: number) => string;
  readonly percent: (share: number | null) => string;
  /** Points of a scale of answers, two digits. */
  readonly points: (value: number | null) => string;
  /** Points of an index or a score, one digit. */
  readonly index: (value: number | null) => string;
  /** Both ends of an interval, written alike; a dash where it has no width. */
  readonly interval: (
    ends: { readonly lower: number | null; readonly upper: number | null } | null,
    write: (value: number | null) => string,
  ) => string;
  /** The name in the language. */
  readonly named: (names: ClassName) => string;
  readonly list: (items: readonly string[]) => string;
  /** Sentences one after the other. */
  readonly sentences: (...sentences: readonly string[]) => string;
}

/** What stands where there is no figure. */
export const none = "\u2013";

function minus(text: string): string {
  return text.replace("-", "\u2212");
}

function fixed(value: number | null, digits: number): string {
  if (value === null) return none;
  const text = value.toFixed(digits);
  return minus(Number(text) === 0 ? text.replace("-", "") : text);
}

/** The ways of writing, by language. */
export function writing(language: Language): Writing {
  const { whole, percent, list } = numbers[language];
  return {
    language,
    whole,
    percent: (share) => (share === null ? none : percent(share)),
    points: (value) => fixed(value, 2),
    index: (value) => fixed(value, 1),
    interval: (ends, write) => {
      // An interval without any width comes of answers that are all alike, and says nothing of accuracy.
      if (ends === null || ends.lower === null || ends.upper === null || ends.lower === ends.upper) return none;
      return language === "zh"
        ? `${write(ends.lower)}至${write(ends.upper)}`
        : `${write(ends.lower)} to ${write(ends.upper)}`;
    },
    named: ({ label, labelZh }) => (language === "zh" ? labelZh : label),
    list,
    sentences: (...sentences) => sentences.join(language === "zh" ? "" : " "),
  };
}

/** A scale in words: `1 to 7`. */
export function scaleText({ min, max }: { readonly min: number; readonly max: number }, language: Language): string {
  const [from, to] = [minus(rounded(min)), minus(rounded(max))];
  return language === "zh" ? `${from}–${to}分` : `${from} to ${to}`;
}

/** The name of a group; respondents of whom it is not known make one, too. */
export function groupName(group: string, language: Language): string {
  if (group !== "") return group;
  return language === "zh" ? "（未注明）" : "(not known)";
}
