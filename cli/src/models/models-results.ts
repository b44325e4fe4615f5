import { isoDate } from "customer-equity";
import type { ComparedModel, PurchaseHistory, TransactionModelComparison } from "customer-equity/clv";
import type { TransactionLog } from "../input/read-transactions.ts";
import { json } from "../json.ts";
import type { Language } from "../options/output-options.ts";
import type { HistoryOptions } from "../options/value-options.ts";
import { paragraph, percent, short, whole } from "../text.ts";

/** What the command found out. */
export interface ModelsInput {
  readonly log: TransactionLog;
  readonly options: HistoryOptions;
  readonly history: PurchaseHistory;
  readonly comparison: TransactionModelComparison;
  readonly language: Language;
}

/** The reasons for the choice in the language of the reader. */
export function reasonsOf({ comparison, language }: ModelsInput): readonly string[] {
  return language === "zh" ? comparison.reasonsZh : comparison.reasons;
}

/** The model that was chosen. */
export function chosenOf({ models, best }: TransactionModelComparison): ComparedModel {
  return models.find(({ kind }) => kind === best) as ComparedModel;
}

/** The comparison for other programs. */
export function modelsResultJson(input: ModelsInput, written: readonly string[]): string {
  const { log, options, history, comparison } = input;
  return json({
    files: log.files,
    rowsRead: log.rowsRead,
    skipped: log.skipped,
    customers: history.frequency.length,
    leftOut: history.leftOut ?? [],
    observedUntil: history.observedUntil === undefined ? null : isoDate(history.observedUntil),
    options: { ...options, from: dateOf(options.from), until: dateOf(options.until), split: dateOf(options.split) },
    best: comparison.best,
    reasons: reasonsOf(input),
    models: comparison.models.map(({ kind, label, fit, aic, bic, weight, holdout }) => ({
      kind,
      label,
      model: fit.model,
      logLikelihood: fit.logLikelihood,
      standardErrors: fit.standardErrors,
      aic,
      bic,
      weight,
      holdout,
      warnings: fit.warnings,
    })),
    written,
  });
}

function dateOf(day: number | undefined): string | null {
  return day === undefined ? null : isoDate(day);
}

/** The comparison for the terminal. */
export function modelsSummary(input: ModelsInput, written: readonly string[]): string {
  const { log, history, comparison, options } = input;
  const { models, best } = comparison;
  const lowest = (models[0] as ComparedModel).bic;
  const width = Math.max(...models.map(({ label }) => label.length));
  const rows = models.map(({ label, bic, fit, holdout, kind }) => {
    const error = holdout === null ? "" : `, holdout error ${short(holdout.model.rootMeanSquaredError)}`;
    const bias = holdout === null || holdout.model.bias === null ? "" : ` (${percent(holdout.model.bias)} in sum)`;
    const codes = fit.warnings.length === 0 ? "" : `; ${fit.warnings.map(({ code }) => code).join(", ")}`;
    const mark = kind === best ? "*" : " ";
    return `${mark} ${label.padEnd(width)}  BIC ${bic === lowest ? "lowest" : `+${short(bic - lowest)}`}${error}${bias}${codes}`;
  });
  const advice =
    options.split === undefined
      ? ["There was no test: with --split DATE the models are also judged by what came after it."]
      : [];
  const lines = [
    ...paragraph("Read", [`${whole(log.rowsRead)} rows, ${whole(history.frequency.length)} customers`, log.source]),
    ...paragraph("Models", rows),
    ...paragraph("Use", [`--model ${best}`, ...reasonsOf(input), ...advice]),
    ...paragraph("Written", written),
  ];
  return `${lines.join("\n")}\n`;
}
