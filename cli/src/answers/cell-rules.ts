import type { CellRule } from "./sheet-plan.ts";

/** Yes or no: 1 or 0. */
export const yesNo: CellRule = {
  kind: "words",
  words: new Map([
    ...["1", "1.0", "yes", "y", "true", "是", "有"].map((word) => [word, 1] as const),
    ...["0", "0.0", "no", "n", "false", "否", "无"].map((word) => [word, 0] as const),
  ]),
  expected: "1 or 0 (yes or no)",
};
