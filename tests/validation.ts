import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

/** A figure that somebody printed, or that a high-precision computation gave, and that the package must reproduce. */
export interface Figure {
  /** Area of the package: the folder under `src/`. */
  readonly area: string;
  /** What the figure is, in words: "BG/NBD, CDNOW sample: r". */
  readonly figure: string;
  /** Where it stands: paper and table, package and version, or the script that computed it. */
  readonly source: string;
  /** The figure as printed. */
  readonly expected: number;
  /** How far ours may be off: relative, unless `absolute`. */
  readonly tolerance: number;
  readonly absolute?: boolean | undefined;
}

/** Asserts that `actual` reproduces the figure, and adds a row to the validation table where one is collected. */
export function reproduces(figure: Figure, actual: number): void {
  const scale = figure.absolute === true ? 1 : Math.abs(figure.expected);
  const error = Math.abs(actual - figure.expected);
  expect(error, `${figure.figure} (${figure.source}): expected ${figure.expected}, got ${actual}`).toBeLessThanOrEqual(
    figure.tolerance * scale,
  );
  const folder = process.env["VALIDATION_FOLDER"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify({ ...figure, actual })}\n`);
}
