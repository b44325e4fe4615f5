import type { Warning } from "../../../types.ts";
import type { Extraction } from "./extract-factors.ts";

/** What the reader should know of an extraction. */
export function extractionWarnings(extraction: Extraction, items: readonly string[]): Warning[] {
  const { converged, severalMinima, undetermined, heywood } = extraction;
  const warnings: Warning[] = [];
  if (!converged) {
    warnings.push({
      code: "not-converged",
      message:
        "The search stopped before the minimum: take fewer factors or the other method, and look at the correlations.",
    });
  }
  if (severalMinima) {
    warnings.push({
      code: "several-minima",
      message:
        "Two searches ended in different minima, the lower of which is given: take fewer factors, or more respondents.",
    });
  }
  if (undetermined) {
    warnings.push({
      code: "undetermined",
      message:
        "The correlations fit other loadings as well: take fewer factors, or leave out items that correlate with hardly any other.",
    });
  }
  if (heywood.length > 0) {
    warnings.push({
      code: "heywood",
      message: `Nothing of its own is left (Heywood case): ${heywood.map((i) => items[i]).join(", ")}. Take fewer factors, or leave the item out; loadings may be beyond 1.`,
      count: heywood.length,
    });
  }
  return warnings;
}
