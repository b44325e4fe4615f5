import { InputError } from "../errors.ts";
import { pickWeights, readWeights } from "../statistics/weights.ts";
import type { Column } from "../types.ts";

/** Which respondents count for a measure, and how many do not. */
export interface CountedRows {
  /** Those with an answer and a weight above 0. */
  readonly rows: Uint32Array;
  /** Their weights, the largest of which is 1; all 1 where none were given. */
  readonly weights: Float64Array;
  /** Respondents without an answer. */
  readonly missing: number;
  /** Respondents with an answer and weight 0. */
  readonly weightless: number;
}

/**
 * Checks the weights of respondents and finds those who count; `answered` says who has the answers that it takes. Throws
 * `insufficient-data` where nobody counts.
 */
export function countRows(
  respondents: number,
  answered: (row: number) => boolean,
  respondentWeights: Column | undefined,
  { path, expected, weightsPath = "options.respondentWeights" }: CountedCall,
): CountedRows {
  const all = readWeights(respondentWeights, weightsPath, respondents);
  const kept = new Uint32Array(respondents);
  let n = 0;
  let missing = 0;
  for (let row = 0; row < respondents; row++) {
    if (!answered(row)) missing++;
    else if (all[row]! > 0) kept[n++] = row;
  }
  if (n === 0) {
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `at least one respondent with ${expected}, and a weight above 0`,
      received: missing === respondents ? "no such answer" : "weights of 0",
    });
  }
  const rows = kept.subarray(0, n);
  return { rows, weights: pickWeights(all, rows), missing, weightless: respondents - missing - n };
}

/** Where answers and weights stand in a call, and which answers a respondent needs. */
export interface CountedCall {
  readonly path: string;
  /** In words: `"both answers"`. */
  readonly expected: string;
  readonly weightsPath?: string | undefined;
}
