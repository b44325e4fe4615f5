import type { FileAnswers } from "../../answers/file-answers.ts";
import type { SheetPlan } from "../../answers/sheet-plan.ts";
import type { Language } from "../../options/output-options.ts";
import { counted } from "../counted.ts";
import { type Content, type Html, html, name, prose } from "../html.ts";
import { numbers } from "../numbers.ts";
import { facts } from "../table.ts";
import { unusedNames } from "../taken-columns.ts";

const words = {
  en: {
    unused: "not used",
    blank: (count: string) =>
      `${counted(count, "row in which every cell is empty was", "rows in which every cell is empty were")} left out.`,
    where: (count: string) => `${count} rows did not pass the filter (--where).`,
    bad: (count: string) => `${count} rows that cannot be used were left out (--skip-bad-rows): `,
    codes: (code: string, cells: string) =>
      `${counted(cells, `cell held the code ${code} and counts`, `cells held the code ${code} and count`)} as no answer (--missing-code).`,
  },
  zh: {
    unused: "未使用",
    blank: (count: string) => `${count}行没有任何内容，已剔除。`,
    where: (count: string) => `${count}行未通过筛选条件（--where）。`,
    bad: (count: string) => `${count}行无法使用，已剔除（--skip-bad-rows）：`,
    codes: (code: string, cells: string) => `${cells}个单元格为代码${code}，按未作答处理（--missing-code）。`,
  },
};

/** What each column was taken as, and which were not used. */
export function takenFacts(
  taken: readonly (readonly [what: string, columns: string])[],
  unused: readonly string[],
  language: Language,
): Html {
  const rest: (readonly [Content, Content])[] =
    unused.length === 0 ? [] : [[words[language].unused, name(numbers[language].list(unusedNames(unused, language)))]];
  return facts([...taken.map(([what, columns]) => [what, name(columns)] as const), ...rest]);
}

/** Rows that were left out, and cells that count as no answer, each kind with its number. */
export function rowsLeftOut<P extends SheetPlan>(
  { skipped, codes }: Pick<FileAnswers<P>, "skipped" | "codes">,
  language: Language,
): readonly Html[] {
  const text = words[language];
  const { whole } = numbers[language];
  return [
    ...skipped.map(({ reason, count, examples }) =>
      reason === "where" || reason === "blank"
        ? prose(text[reason](whole(count)))
        : html`${prose(text.bad(whole(count)))}${name(examples.join("; "))}`,
    ),
    ...codes.map(({ code, cells }) => prose(text.codes(code, whole(cells)))),
  ];
}
