import { requireCustomers } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import type { ClassName } from "../../types.ts";

/** What the tiers are called and whom they are for: options that every tier method takes. */
export interface TierNames {
  /**
   * Names of the tiers, best first, one for each.
   * @defaultValue "tier 1", "tier 2", ...
   */
  readonly labels?: readonly string[] | undefined;
  /**
   * Chinese names (层级名称), best first.
   * @defaultValue `labels`, or 第1层, 第2层, ... where there are none
   */
  readonly labelsZh?: readonly string[] | undefined;
  /** Customer ids in the order of the values, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** The classes of `count` tiers, best first, and the checked ids of `rows` customers. */
export function requireTierNames(
  options: TierNames,
  count: number,
  rows: number,
): { readonly classes: ClassName[]; readonly customers: readonly string[] | undefined } {
  if (count > 65_536) {
    throw new InputError({ code: "bad-option", path: "options", expected: "at most 65536 tiers", received: count });
  }
  const labels = options.labels && requireLabels(options.labels, "options.labels", count);
  const labelsZh = options.labelsZh ? requireLabels(options.labelsZh, "options.labelsZh", count) : labels;
  const { customers } = options;
  requireCustomers(customers, "options.customers", rows);
  const classes = Array.from({ length: count }, (_, k) => ({
    label: labels?.[k] ?? `tier ${k + 1}`,
    labelZh: labelsZh?.[k] ?? `第${k + 1}层`,
  }));
  return { classes, customers };
}

function requireLabels(labels: readonly string[], path: string, count: number): readonly string[] {
  const usable =
    Array.isArray(labels) &&
    labels.length === count &&
    labels.every((label) => typeof label === "string" && label !== "") &&
    new Set(labels).size === count;
  if (usable) return labels;
  throw new InputError({
    code: "bad-option",
    path,
    expected: `${count} different names, best tier first`,
    received: Array.isArray(labels) && labels.length === count ? labels.join(", ") : labels,
  });
}
