import { correlationInterval, correlationOf } from "../../statistics/correlation.ts";
import type { Column, Warning } from "../../types.ts";

/** The columns that warnings are read off. */
export interface WarnedColumns {
  readonly frequency: Column;
  readonly recency: Column;
  readonly age: Column;
  readonly meanSpend?: Column | undefined;
  readonly spendCount?: Column | undefined;
}

/** The codes that {@link historyWarnings} gives. */
export const columnWarningCodes: readonly string[] = [
  "no-customers",
  "few-repeat-purchases",
  "no-attrition-signal",
  "non-positive-mean-spend",
  "spend-frequency-correlation",
];

/**
 * What somebody who fits models to these columns should know: no customers, more than 95 % without a repeat purchase,
 * no sign of attrition, spend that goes with frequency, spend that is not positive.
 */
export function historyWarnings(columns: WarnedColumns): Warning[] {
  const { frequency, recency, age, meanSpend } = columns;
  const rows = frequency.length;
  if (rows === 0) {
    return [{ code: "no-customers", message: "No customer is left in the history: see leftOut for the reasons." }];
  }
  const warnings: Warning[] = [];
  const spendCount = columns.spendCount ?? frequency;
  // 1 for a customer with purchases behind the mean spend.
  const buyer = new Uint8Array(meanSpend === undefined ? 0 : rows);
  let once = 0;
  let atEnd = 0;
  let unusable = 0;
  for (let i = 0; i < rows; i++) {
    if (frequency[i] === 0) once++;
    if (recency[i] === age[i]) atEnd++;
    if (meanSpend === undefined || spendCount[i] === 0) continue;
    buyer[i] = 1;
    if (meanSpend[i]! <= 0) unusable++;
  }
  if (once > 0.95 * rows) {
    warnings.push({
      code: "few-repeat-purchases",
      message: "More than 95 % of the customers have no repeat purchase: rates rest on few of them; observe longer.",
      count: once,
    });
  }
  if (atEnd === rows) {
    warnings.push({
      code: "no-attrition-signal",
      message:
        "Every customer bought at the very end of observation: attrition cannot be estimated; check observedUntil.",
      count: rows,
    });
  }
  if (meanSpend !== undefined) {
    if (unusable > 0) {
      warnings.push({
        code: "non-positive-mean-spend",
        message:
          "Customers have purchases with a mean spend of 0 or less: a fit of gamma-gamma leaves them out, and its scores take a mean below 0 as 0. Where amounts are profits use fitNormalNormal or fitShiftedGammaGamma.",
        count: unusable,
      });
    }
    const correlation = spendFrequencyCorrelation(frequency, meanSpend, buyer);
    if (correlation !== null) {
      const sign = correlation.rho > 0 ? "more" : "less";
      warnings.push({
        code: "spend-frequency-correlation",
        message: `Frequent buyers spend ${sign} per purchase (correlation ${correlation.rho.toFixed(2)}, 95 % interval ${correlation.lower.toFixed(2)} to ${correlation.upper.toFixed(2)}), but spend models assume no relation: test it with spendDependence, and fit with fitFrequencyGammaGamma.`,
        count: correlation.customers,
      });
    }
  }
  return warnings;
}

/**
 * Pearson correlation of frequency and mean spend among the customers with purchases behind that mean (`buyer`), where it
 * is above 0.3 and twice its standard error of 1/√n in size; else `null`.
 */
function spendFrequencyCorrelation(
  frequency: Column,
  meanSpend: Column,
  buyer: Uint8Array,
): { readonly rho: number; readonly lower: number; readonly upper: number; readonly customers: number } | null {
  const related = correlationOf(frequency, meanSpend, buyer);
  if (!(Math.abs(related.rho) > Math.max(0.3, 2 / Math.sqrt(related.size)))) return null;
  // Above four customers, as two standard errors are below 1 there.
  return { rho: related.rho, ...correlationInterval(related, 0.95), customers: related.size };
}
