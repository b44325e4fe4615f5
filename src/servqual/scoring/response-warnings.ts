import type { Warning } from "../../types.ts";
import type { ServqualEstimate } from "./estimate.ts";

/** Fewer respondents than this make intervals that hang on the shape of the distribution. */
const enough = 30;
/** A larger share of missing answers than this can move a mean. */
const muchMissing = 0.1;

/** How many have a value, and how many have none. */
type Counts = Pick<ServqualEstimate, "n" | "missing">;

/** What the reader should know of those who answered. */
export function responseWarnings(
  items: readonly Counts[],
  dimensions: readonly (readonly [key: string, of: Counts])[],
  respondents: number,
): Warning[] {
  const warnings: Warning[] = [];
  if (respondents < enough) {
    warnings.push({
      code: "few-respondents",
      message: `With ${respondents} respondents the intervals and tests hold only if scores are normally distributed; ask at least ${enough}.`,
      count: respondents,
    });
  }
  const missing = items.reduce((sum, item) => sum + item.missing, 0);
  if (missing > muchMissing * items.length * respondents) {
    warnings.push({
      code: "missing-answers",
      message: `${missing} of ${items.length * respondents} answers cannot be used; those who answer may differ from those who do not. Compare with missing: "listwise".`,
      count: missing,
    });
  }
  const empty = dimensions.filter(([, { n }]) => n === 0);
  if (empty.length > 0) {
    warnings.push({
      code: "no-answers",
      message: `Nobody has a score in ${empty.map(([key]) => key).join(", ")}, so the overall figures are of the other dimensions alone; lower minShare, or take the dimension out of the instrument.`,
      count: empty.length,
    });
  }
  return warnings;
}
