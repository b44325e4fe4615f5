/** Rows of the first block, and of the largest. */
const fewest = 32;
export const largestBlock = 512;

/** Runs over rows in blocks, in which what one pass wrote is near at hand in the next; they grow, as what the first rows make known serves all. */
export function inBlocks(length: number, run: (from: number, to: number) => void): void {
  for (let from = 0, to = 0; from < length; from = to) {
    to = Math.min(length, from + Math.min(largestBlock, Math.max(fewest, from)));
    run(from, to);
  }
}

/** Writes a block of rows: all at once by what is known, which leaves NaN where nothing is, and those one by one. */
export function fillBlock(
  column: Float64Array,
  from: number,
  to: number,
  known: (from: number, to: number) => void,
  otherwise: (i: number) => number,
): void {
  known(from, to);
  for (let i = from; i < to; i++) if (Number.isNaN(column[i])) column[i] = otherwise(i);
}
