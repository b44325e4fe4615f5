import { requireArray, requireLength } from "../../checks.ts";
import { isClassColumn, requireClassColumn } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import type { ClassColumn } from "../../types.ts";

/** The category of each respondent: a column of names, or a class column, whose labels are the names. */
export type CategoryColumn = readonly string[] | ClassColumn;

/** Categories as the code reads them. */
export interface Categories {
  /** Names, in the order in which they first come; of a class column in the order of its classes, without empty ones. */
  readonly names: readonly string[];
  /** For each respondent the index of the name. */
  readonly codes: Uint32Array;
}

/** Checks a column of categories, and its length where one is given. */
export function readCategories(column: CategoryColumn, path: string, length?: number): Categories {
  const labels = labelsOf(column, path, length);
  if (length !== undefined) requireLength(labels, path, length);
  const known = new Map<string, number>();
  if (isClassColumn(column)) {
    const present = new Set(labels);
    for (const { label } of column.classes) if (present.has(label) && !known.has(label)) known.set(label, known.size);
  }
  const codes = Uint32Array.from(labels, (label, i) => {
    if (typeof label !== "string") {
      throw new InputError({
        code: "bad-option",
        path: `${path}[${i}]`,
        expected: "the name of a category",
        received: label,
        advice:
          'Put respondents of whom it is not known into a category of their own, such as "unknown", or leave them out.',
      });
    }
    if (!known.has(label)) known.set(label, known.size);
    return known.get(label)!;
  });
  return { names: [...known.keys()], codes };
}

function labelsOf(column: CategoryColumn, path: string, length: number | undefined): readonly string[] {
  if (!isClassColumn(column)) return requireArray(column, path, "a column of names, or a class column");
  const { classes, codes } = requireClassColumn(column, path, length);
  return Array.from(codes, (code) => classes[code]!.label);
}
