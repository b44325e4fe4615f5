import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  nameAxis,
  requireFrame,
  textWidth,
} from "../../charts/chart.ts";
import { amountLabels, count } from "../../charts/numbers.ts";
import { requireNumber, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import type { ComparedModel, TransactionModelComparison } from "../judging/compare-transaction-models.ts";

const words = {
  en: {
    title: "Models compared by BIC",
    gap: "BIC above the lowest",
    chosen: "chosen",
    error: (value: string) => `holdout error ${value}`,
    separator: ", ",
    alone: (best: string, bic: string) => `${best} is the only model compared, with a BIC of ${bic}.`,
    sentence: (models: number, best: string, bic: string, gap: string, next: string, by: string) =>
      `Of ${models} models ${best} is chosen, with a BIC of ${bic}${gap}; the ${next} is at ${by}.`,
    above: (gap: string) => `, ${gap} above the lowest`,
    next: (name: string) => `next by BIC, ${name},`,
    by: (gap: string) => `${gap} above the lowest`,
  },
  zh: {
    title: "模型比较：BIC",
    gap: "与最低 BIC 之差",
    chosen: "选用",
    error: (value: string) => `检验误差 ${value}`,
    separator: "，",
    alone: (best: string, bic: string) => `仅比较了一个模型${best}，其 BIC 为 ${bic}。`,
    sentence: (models: number, best: string, bic: string, gap: string, next: string, by: string) =>
      `${models}个模型中选用${best}，其 BIC 为 ${bic}${gap}；${next}${by}。`,
    above: (gap: string) => `，比最低者高 ${gap}`,
    next: (name: string) => `其余模型中 BIC 最低的是${name}，`,
    by: (gap: string) => `比最低者高 ${gap}`,
  },
};

/**
 * Chart of models compared on the same customers (模型比较图): by how much the BIC of each lies above the lowest (below 2: no telling
 * apart; above 10: clear), and where there is a holdout period its error, root mean square in purchases a customer.
 *
 * @param comparison - What `compareTransactionModels` returns.
 * @param options - Language and size; the default height grows with the models where 300 is too little.
 * @returns A Vega-Lite chart; its data are `model`, `gap`, `chosen` (1 for the one to use, else 0), `label`.
 * @throws InputError `empty` without a model, `not-finite` or `bad-option` for what is not a comparison or an option.
 * @remarks Source: Kass & Raftery (1995), JASA 90. There is no twin.
 * @example
 * ```ts
 * import { bgNbd, compareModelsChart, compareTransactionModels, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 500, age: 52, seed: 1 });
 * const chart = compareModelsChart(compareTransactionModels(history, { kinds: ["nbd", "bg-nbd"] }));
 * console.log(chart.data.values[0]); // { model: "BG/NBD", gap: 0, chosen: 1, label: "0.0, chosen" }
 * ```
 */
export function compareModelsChart(comparison: TransactionModelComparison, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { models, best } = requireOptions(comparison, "comparison");
  requireRows(models, "comparison.models");
  models.forEach((model, i) => {
    const { bic } = requireOptions(model ?? null, `comparison.models[${i}]`);
    requireNumber(bic, `comparison.models[${i}].bic`);
  });
  requireOneOf(
    best,
    "comparison.best",
    models.map(({ kind }) => kind),
  );
  const text = words[frame.language];
  const lowest = Math.min(...models.map(({ bic }) => bic));
  const values = models.map((model) => ({
    model: model.label,
    gap: model.bic - lowest,
    chosen: model.kind === best ? 1 : 0,
    label: [
      (model.bic - lowest).toFixed(1),
      ...(model.kind === best ? [text.chosen] : []),
      ...errorOf(model, frame.language),
    ].join(text.separator),
  }));
  const widest = Math.max(1, ...values.map(({ gap }) => gap));
  const names = values.map(({ model }) => model);
  const y = nameAxis("model", names);
  // Room at the end of the longest bar for its label.
  const room = (textWidth(values.map((row) => row.label)) + 30) / (frame.width - textWidth(names) - 30);
  return chart(frame, {
    title: text.title,
    description: describe(comparison, lowest, frame.language),
    height: Math.max(300, 90 + 34 * models.length),
    values,
    layer: [
      {
        mark: { type: "bar", tooltip: true },
        encoding: {
          y,
          x: {
            field: "gap",
            type: "quantitative",
            scale: { domain: [0, widest / (1 - Math.min(0.8, room))], nice: false },
            axis: { title: text.gap, labelExpr: amountLabels(frame.language), tickCount: 5 },
          },
          color: {
            field: "chosen",
            type: "nominal",
            scale: { domain: [1, 0], range: [colors.main, colors.neutral] },
            legend: null,
          },
        },
      },
      {
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { y, x: { field: "gap", type: "quantitative" }, text: { field: "label" } },
      },
    ],
  });
}

function errorOf({ holdout }: ComparedModel, language: Language): readonly string[] {
  return holdout === null ? [] : [words[language].error(holdout.model.rootMeanSquaredError.toFixed(3))];
}

function describe({ models, best }: TransactionModelComparison, lowest: number, language: Language): string {
  const text = words[language];
  const chosen = models.find(({ kind }) => kind === best)!;
  const others = models.filter((model) => model !== chosen).sort((a, b) => a.bic - b.bic);
  const next = others[0];
  if (next === undefined) return text.alone(chosen.label, count(chosen.bic));
  const gap = chosen.bic > lowest ? text.above((chosen.bic - lowest).toFixed(1)) : "";
  return text.sentence(
    models.length,
    chosen.label,
    count(chosen.bic),
    gap,
    text.next(next.label),
    text.by((next.bic - lowest).toFixed(1)),
  );
}
