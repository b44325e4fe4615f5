import type { AnswerColumn } from "./file-answers.ts";

/** Fewer answers than this may well not reach the end of a scale. */
const leastAnswers = 50;

/** The highest answer in columns where it is none of the two highest of the scale, which may then end earlier than is said; else `null`. */
export function unreachedEnd(columns: readonly AnswerColumn[], max: number): number | null {
  let highest = -Infinity;
  let given = 0;
  for (const column of columns) {
    for (const answer of column) {
      if (answer === null) continue;
      given++;
      if (answer > highest) highest = answer;
    }
  }
  return given < leastAnswers || highest > max - 2 ? null : highest;
}
