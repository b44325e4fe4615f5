import { type Chart, type ChartOptions, chart, nameOf, requireFrame, requireReadable } from "../../charts/chart.ts";
import { count, percent } from "../../charts/numbers.ts";
import { requireArray, requireNumber, requireOptions } from "../../checks.ts";
import type { MigrationMatrix } from "../migration/migration-matrix.ts";
import { heatMap, requireDistinct } from "./heat-map.ts";

const words = {
  en: {
    title: "Where customers moved",
    from: "before",
    to: "after",
    left: "left",
    nobody: "nobody",
    stayed: (share: string, customers: string) => `Of ${customers} customers ${share} stayed in their class`,
    upDown: (up: string, down: string) => `, ${up} moved up, ${down} down`,
    moved: (moved: string) => `, ${moved} moved to another`,
    gone: (left: string, entered: string) => `, ${left} left; ${entered} are new.`,
  },
  zh: {
    title: "客户迁移矩阵",
    from: "期初",
    to: "期末",
    left: "流失",
    nobody: "无客户",
    stayed: (share: string, customers: string) => `期初${customers}位客户中，${share}保持原类别`,
    upDown: (up: string, down: string) => `，${up}升级，${down}降级`,
    moved: (moved: string) => `，${moved}转入其他类别`,
    gone: (left: string, entered: string) => `，${left}流失；新增${entered}位客户。`,
  },
};

/**
 * Chart of who moved between classes (客户迁移矩阵图): a row for each class at the first date, and where its customers are at the second; those who
 * left stand in a column of their own, where anybody did. A row sums to 100 %.
 *
 * @param migration - What `migrationMatrix` returns, of at most 12 classes.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are one record a cell with `row`, `column`, `customers`, `share` (`null` in the row of an empty class),
 * `strength`, `label`.
 * @throws InputError `bad-option` for what is no such matrix, too many classes or classes of the same name, and for the options; `empty`,
 * `not-finite`.
 * @remarks There is no standard twin; Python `seaborn.heatmap` of `pandas.crosstab(..., normalize="index")` draws the same.
 * @example
 * ```ts
 * import { migrationChart, migrationMatrix, tierByThreshold } from "customer-equity/segmentation";
 * const levels = { cuts: [100, 1000], labels: ["gold", "silver", "base"] };
 * const june = tierByThreshold([2000, 500, 40, 60], { ...levels, customers: ["a", "b", "c", "d"] });
 * const december = tierByThreshold([900, 700, 20, 300], { ...levels, customers: ["a", "b", "c", "e"] });
 * console.log(migrationChart(migrationMatrix(june, december)).description);
 * // Of 4 customers 50 % stayed in their class, 0 % moved up, 25 % down, 25 % left; 1 are new.
 * ```
 */
export function migrationChart(migration: MigrationMatrix, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const { classes, counts, left, shares, customers, totals } = requireOptions(migration, "migration");
  const path = "migration.classes";
  const names = requireDistinct(
    requireReadable(classes, path, { expected: "the classes of migrationMatrix", most: 12 }).map((one) =>
      nameOf(one, language),
    ),
    path,
  );
  requireArray(left, "migration.left", "customers who left, by class");
  const anyLeft = left.some((customers) => customers > 0);
  const cells = names.flatMap((row, i) => {
    const held = [...requireArray(counts?.[i], `migration.counts[${i}]`, "customers by class"), left[i]];
    const shown = shares?.[i] ?? null;
    return [...names, ...(anyLeft ? [text.left] : [])].map((column, j) => {
      const share = shown === null ? null : requireNumber(shown[j], `migration.shares[${i}][${j}]`);
      return {
        row,
        column,
        customers: requireNumber(held[j], `migration.counts[${i}][${j}]`),
        share,
        strength: share ?? 0,
        label: share === null ? text.nobody : percent(share, language),
      };
    });
  });
  return chart(frame, {
    title: text.title,
    description: describe({ customers, totals }, language),
    height: Math.max(200, 110 + 44 * names.length),
    ...heatMap(cells, { rows: text.from, columns: text.to }),
  });
}

function describe({ customers, totals }: Pick<MigrationMatrix, "customers" | "totals">, language: "en" | "zh"): string {
  const text = words[language];
  const { stayed, moved, up, down, left, entered } = requireOptions(totals, "migration.totals");
  const share = (total: MigrationMatrix["totals"]["stayed"], name: string): string =>
    percent(
      requireNumber(requireOptions(total, `migration.totals.${name}`).share, `migration.totals.${name}.share`),
      language,
    );
  const { before } = requireOptions(customers, "migration.customers");
  const start = text.stayed(share(stayed, "stayed"), count(requireNumber(before, "migration.customers.before")));
  const middle =
    up === null || down === null
      ? text.moved(share(moved, "moved"))
      : text.upDown(share(up, "up"), share(down, "down"));
  const fresh = requireNumber(
    requireOptions(entered, "migration.totals.entered").customers,
    "migration.totals.entered.customers",
  );
  return `${start}${middle}${text.gone(share(left, "left"), count(fresh))}`;
}
