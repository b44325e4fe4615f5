import type { TakenColumns } from "../answers/sheet-plan.ts";
import type { Language } from "../options/output-options.ts";
import { scaleText } from "./writing.ts";

/** Columns that are named one by one; more are named by the first and the last. */
const mostNamed = 4;

/** Which columns these are, with their scale. */
export function columnsText({ columns, scale }: TakenColumns, language: Language): string {
  const zh = language === "zh";
  const named =
    columns.length <= mostNamed
      ? columns.join(zh ? "、" : ", ")
      : zh
        ? `${columns[0]}至${columns.at(-1)}（${columns.length}列）`
        : `${columns[0]} to ${columns.at(-1)} (${columns.length} columns)`;
  if (scale === undefined) return named;
  return zh ? `${named}，${scaleText(scale, language)}` : `${named}, ${scaleText(scale, language)}`;
}

/** Columns that nothing was taken from; those without a name are counted. */
export function unusedNames(unused: readonly string[], language: Language): readonly string[] {
  const names = unused.filter((name) => name !== "");
  const unnamed = unused.length - names.length;
  if (unnamed === 0) return names;
  return [...names, language === "zh" ? `${unnamed}列没有列名` : `${unnamed} without a name`];
}
