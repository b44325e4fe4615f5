import {
  type ComparedModel,
  compareModelsChart,
  frequencyChart,
  frequencyFit,
  holdoutChart,
} from "customer-equity/clv";
import { chartWidth } from "../report/draw-chart.ts";
import { figure } from "../report/figure.ts";
import { type Html, html, name } from "../report/html.ts";
import { numbers } from "../report/numbers.ts";
import { page, type Section } from "../report/page.ts";
import { warningHtml } from "../report/sections/warnings/warnings.ts";
import { bullets, facts, numeric, table } from "../report/table.ts";
import { trackingFigures } from "../report/tracking-figures.ts";
import { chosenOf, type ModelsInput, reasonsOf } from "./models-results.ts";
import { modelsWords } from "./models-words.ts";

/** The comparison as one page of HTML that loads nothing from elsewhere and runs no script. */
export async function modelsHtml(input: ModelsInput): Promise<string> {
  const { log, language } = input;
  const text = modelsWords[language];
  const files = log.files.map((file, k) => [k === 0 ? null : html`<br>`, name(file)]);
  return page({
    language,
    title: text.title,
    opening: html`<p class="lead">${text.lead(numbers[language].whole(input.history.frequency.length))}</p>
${facts([[text.files, files]])}`,
    sections: [await choice(input), await described(input), ...(await tested(input)), warned(input)],
  });
}

async function choice(input: ModelsInput): Promise<Section> {
  const { comparison, language } = input;
  const { models } = comparison;
  const text = modelsWords[language];
  const { short, percent, whole } = numbers[language];
  const lowest = (models[0] as ComparedModel).bic;
  const chart = compareModelsChart(comparison, { language, width: chartWidth });
  const behind = {
    columns: [{ title: text.model }, numeric(text.gap)],
    rows: models.map(({ label, bic }) => [label, short(bic - lowest)]),
  };
  const withHoldout = models.some(({ holdout }) => holdout !== null);
  const rows = models.map(({ label, fit, bic, weight, holdout }) => [
    label,
    whole(fit.parameterNames.length + ("k" in fit.model ? 1 : 0)),
    fit.logLikelihood.toFixed(1),
    short(bic - lowest),
    percent(weight),
    ...(withHoldout && holdout !== null
      ? [short(holdout.model.rootMeanSquaredError), holdout.model.bias === null ? "" : percent(holdout.model.bias)]
      : []),
  ]);
  const columns = [text.parameters, text.logLikelihood, text.gap, text.weight];
  return {
    id: "choice",
    title: text.choice,
    content: html`${bullets(reasonsOf(input))}
${await figure("models", chart, behind, language)}
${table(text.compared, [{ title: text.model }, ...[...columns, ...(withHoldout ? [text.error, text.bias] : [])].map(numeric)], rows)}
${withHoldout ? null : html`<p class="note">${text.untested}</p>`}`,
  };
}

/** How the chosen model describes the customers it was fitted on. */
async function described({ log, options, history, comparison, language }: ModelsInput): Promise<Section> {
  const text = modelsWords[language];
  const { short } = numbers[language];
  const { fit, label } = chosenOf(comparison);
  const frequencies = frequencyFit(fit, history);
  const chart = frequencyChart(frequencies, { language, width: chartWidth });
  const behind = {
    columns: [{ title: text.repeats }, numeric(text.actual), numeric(text.expected)],
    rows: pairs(chart.data.values, "repeats", "customers", short),
  };
  const end = (options.until ?? log.period[1]) + 1;
  return {
    id: "described",
    title: text.described(label),
    content: html`<div class="figures">
${await figure("frequencies", chart, behind, language)}${await trackingFigures(fit, history, end, language)}</div>`,
  };
}

/** What came after the split, and what the chosen model had said of it. */
async function tested({ comparison, language }: ModelsInput): Promise<readonly Section[]> {
  const { holdout, label } = chosenOf(comparison);
  if (holdout === null) return [];
  const text = modelsWords[language];
  const { short, percent, whole } = numbers[language];
  const chart = holdoutChart(holdout, { language, width: chartWidth });
  const behind = {
    columns: [{ title: text.repeats }, numeric(text.actual), numeric(text.expected)],
    rows: pairs(chart.data.values, "repeats", "purchases", short),
  };
  const { model, benchmarks, activity } = holdout;
  const row = (what: string, quality: typeof model): string[] => [
    what,
    short(quality.rootMeanSquaredError),
    short(quality.meanAbsoluteError),
    quality.bias === null ? "" : percent(quality.bias),
  ];
  return [
    {
      id: "tested",
      title: text.tested(label),
      content: html`${await figure("holdout", chart, behind, language)}
${table(
  text.rules,
  [{ title: text.model }, ...[text.error, text.absoluteError, text.bias].map(numeric)],
  [row(label, model), row(text.pastRate, benchmarks.pastRate), row(text.hiatus, benchmarks.hiatus)],
)}
<p>${text.active(whole(activity.expected), whole(activity.actual), percent(activity.hitRate), percent(activity.hiatusHitRate))}</p>`,
    },
  ];
}

function warned({ comparison: { models }, language }: ModelsInput): Section {
  const text = modelsWords[language];
  const list: Html[] = models.flatMap(({ label, fit }) =>
    fit.warnings.map((warning) => warningHtml(label, warning, language)),
  );
  return {
    id: "warnings",
    title: text.warnings,
    content: list.length === 0 ? html`<p>${text.noWarnings}</p>` : html`${list}`,
  };
}

/** Rows of a chart in which actual and expected of a group follow each other. */
function pairs(
  values: readonly Readonly<Record<string, unknown>>[],
  group: string,
  figure: string,
  short: (value: number) => string,
): string[][] {
  const rows: string[][] = [];
  for (const [k, value] of values.entries()) {
    if (k % 2 === 0) rows.push([String(value[group])]);
    rows.at(-1)?.push(short(Number(value[figure])));
  }
  return rows;
}
