import type { ChainDiagnostics } from "../../statistics/chain-diagnostics.ts";
import type { Warning } from "../../types.ts";

/** What the diagnostics of chains give reason to warn of: `chains-disagree` (R-hat above 1.01), `few-effective-draws` (below 100 a chain). */
export function posteriorWarnings(
  diagnostics: Readonly<Record<string, ChainDiagnostics>>,
  chains: number,
): readonly Warning[] {
  const warnings: Warning[] = [];
  const all = Object.entries(diagnostics);
  const apart = all.filter(([, { rHat }]) => rHat > 1.01).map(([name]) => name);
  if (chains > 1 && apart.length > 0) {
    warnings.push({
      code: "chains-disagree",
      message: `The chains differ in ${apart.join(", ")} (R-hat above 1.01): draw more, or after a longer warm-up.`,
    });
  }
  const few = all
    .filter(
      ([, { bulkEffectiveSize, tailEffectiveSize }]) => Math.min(bulkEffectiveSize, tailEffectiveSize) < 100 * chains,
    )
    .map(([name]) => name);
  if (few.length > 0) {
    warnings.push({
      code: "few-effective-draws",
      message: `The draws of ${few.join(", ")} are worth fewer than 100 independent ones a chain: intervals of them are rough. Draw more.`,
    });
  }
  return warnings;
}
