import type { Language } from "../../../options/output-options.ts";

/** What happened, what it means, what to do. */
export type WarningWords = readonly [what: string, means: string, advice: string];

/** The words of a warning in each language, `n` being how many it concerns where that is known. */
export type WarningTranslations = Readonly<Record<Language, (n: string) => WarningWords>>;
