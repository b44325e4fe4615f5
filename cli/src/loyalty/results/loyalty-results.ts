import { csvLine } from "../../csv.ts";
import { json } from "../../json.ts";
import type { Language } from "../../options/output-options.ts";
import type { LoyaltyReport } from "../analysis/analyze-loyalty.ts";
import { type ClassPart, classCounts } from "../analysis/classify.ts";
import { TooFew } from "../analysis/drivers.ts";
import type { Grid } from "../analysis/grids-part.ts";

/**
 * The lines of `customers.csv`: a header, then one line a customer: the class by each classification, the rule that gave it, and the distance
 * from the nearest cut; empty where there is none.
 */
export function* customersCsv({ answers, parts, inputs }: LoyaltyReport, language: Language): Generator<string> {
  const wallet = inputs.repeatFrom === "balances" ? inputs.column("repeat") : null;
  yield csvLine([
    "customer",
    ...parts.flatMap(({ key, diamond }) => [
      key,
      `${key}_rule`,
      `${key}_distance`,
      ...(diamond === null ? [] : ["loyalty_axis", "style_axis"]),
    ]),
    ...(wallet === null ? [] : ["share_of_wallet"]),
  ]);
  for (const [row, customer] of answers.respondents.entries()) {
    yield csvLine([
      customer,
      ...parts.flatMap((part) => cellsOf(part, row, language)),
      ...(wallet === null ? [] : [wallet[row] ?? null]),
    ]);
  }
}

function cellsOf({ column, diamond, places }: ClassPart, row: number, language: Language): (string | number | null)[] {
  const place = places[row] as number;
  const axes = diamond === null ? [] : [diamond.loyaltyAxis, diamond.styleAxis];
  if (place < 0) return Array.from({ length: 3 + axes.length }, () => null);
  const own = column.classes[column.codes[place] as number];
  return [
    (language === "zh" ? own?.labelZh : own?.label) ?? null,
    column.rules[place] ?? null,
    column.distances[place] ?? null,
    ...axes.map((axis) => axis[place] ?? null),
  ];
}

/** What `--json` prints: all that the page says in figures, for other programs. */
export function loyaltyJson(report: LoyaltyReport, written: readonly string[]): string {
  const { answers, parts, values, curve, determinants, migrations, previous, leftOut, warnings, inputs } = report;
  const { file, format, rows, respondents, skipped, codes, plan } = answers;
  return json({
    input: {
      file,
      format,
      rows,
      customers: respondents.length,
      skipped,
      missingCodes: codes,
      columns: plan.taken,
      unused: plan.unused,
      repeatFrom: inputs.repeatFrom,
      emptyWallets: inputs.emptyWallets,
    },
    cuts: plan.cuts,
    classifications: parts.map((part) => ({
      name: part.key,
      inputs: part.inputs,
      customers: part.rows.length,
      missing: part.missing,
      classes: countsOf(part),
    })),
    value: values.map(({ part, summary, missing }) => ({ classification: part.key, missing, ...summary })),
    grids: { value: gridOf(report.valueGrid), risk: gridOf(report.riskGrid) },
    curve: curve && { outcome: curve.outcome.role, ...curve.curves },
    determinants: determinants && {
      outcome: determinants.outcome.role,
      n: determinants.fit.n,
      missing: determinants.fit.missing,
      model: determinants.fit.model,
      terms: determinants.fit.terms,
      interactions: determinants.fit.interactions,
      rSquared: determinants.fit.linear?.rSquared ?? null,
      slopes: determinants.slopes,
    },
    migration: previous && {
      file: previous.file,
      rows: previous.rows,
      customers: previous.customers,
      classifications: migrations.map(({ key, matrix }) => ({ name: key, ...matrix })),
    },
    leftOut: leftOut.map(({ part, reason, needs }) => ({
      part,
      needs,
      reason: typeof reason === "string" ? reason : reason instanceof TooFew ? "too-few-customers" : reason.code,
    })),
    warnings,
    written,
  });
}

/** Customers by class. */
export function countsOf({ column, rows }: ClassPart) {
  const counts = classCounts(column);
  return column.classes.map(({ label, labelZh }, k) => {
    const customers = counts[k] ?? 0;
    return { label, labelZh, customers, share: customers / rows.length };
  });
}

function gridOf(grid: Grid | null) {
  if (grid === null) return null;
  const { rows, columns, customers, cells, independence, cramersV } = grid.matrix;
  return {
    classification: grid.part.key,
    missing: grid.missing,
    rows,
    columns,
    customers,
    cells,
    independence,
    cramersV,
  };
}
