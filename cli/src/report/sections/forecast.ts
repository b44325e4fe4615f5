import { aliveMapChart } from "customer-equity/clv";
import { testFailed } from "../../value/value-report.ts";
import { chartWidth } from "../draw-chart.ts";
import { figure } from "../figure.ts";
import { type Html, html, prose } from "../html.ts";
import { numbers } from "../numbers.ts";
import type { Section } from "../page.ts";
import type { ReportInput } from "../report-input.ts";
import { evenly, numeric, table } from "../table.ts";
import { trackingFigures } from "../tracking-figures.ts";

const words = {
  en: {
    title: "Does the model fit what happened?",
    holdout: (time: string) => `A model that saw the log only up to the split, and the ${time} after it`,
    what: "what",
    expected: "expected",
    actual: "actual",
    difference: "difference",
    purchases: "purchases",
    amounts: "amounts",
    none: "none",
    good: (by: string) =>
      `Over the test period the forecast differed from what happened by ${by} in total. One test is one sample: a difference of a few percent says little.`,
    bad: (by: string) =>
      `Over the test period the forecast differed from what happened by ${by} in total. With more than 20 % either way the figures on this page should not be used as they are. See whether something changed between the two periods, and whether all purchases are of the kind the model describes.`,
    curves:
      "The table uses what each customer did before the split; the curves below use only when each customer came, and show whole periods, so their totals differ.",
    of: (what: string, by: string) => `${by} in ${what}`,
    and: " and ",
    empty: "Nothing was bought in the test period.",
    untested:
      "There was no test: the curves show how the model follows the data that it was made from. With a date before the end of the log (--split) the forecast is compared with what came after it.",
    tooFine:
      "The course of purchases over time is not drawn: the log has too many periods of this unit. A longer unit (--unit) shows it.",
    frequency: "repeat purchases",
    recency: (time: string) => `last after ${time}`,
  },
  zh: {
    title: "模型与实际是否相符",
    holdout: (time: string) => `仅用分界日之前的流水建模，与其后${time}的实际对照`,
    what: "指标",
    expected: "预期",
    actual: "实际",
    difference: "偏差",
    purchases: "购买次数",
    amounts: "金额",
    none: "无",
    good: (by: string) => `检验期内，预测合计与实际的偏差为：${by}。一次检验只是一个样本，百分之几的偏差说明不了太多。`,
    bad: (by: string) =>
      `检验期内，预测合计与实际的偏差为：${by}，超过20%，本页的预测不宜直接使用。请核查前后两段时期是否发生了变化，以及所计的购买是否都符合模型的假设。`,
    curves:
      "上表利用了每位客户在分界日之前的购买情况，下方曲线只利用其首购时间，且只含完整的期，因此二者的合计有所不同。",
    of: (what: string, by: string) => `${what}${by}`,
    and: "、",
    empty: "检验期内没有任何购买。",
    untested:
      "未做检验：曲线只说明模型与其所用数据的吻合程度。若用 --split 指定流水截止日之前的一个日期，即可将预测与其后的实际对照。",
    tooFine: "该时间单位下期数过多，未绘制购买走势图。改用更长的单位（--unit）即可绘制。",
    frequency: "重复购买次数",
    recency: (time: string) => `末次购买在首购后${time}`,
  },
};

/** The forecast of a model that saw a part of the log beside what came after, the course over time, and the map of activity. */
export async function forecast(input: ReportInput): Promise<Section> {
  const { log, report, options, language } = input;
  const { holdout } = report;
  const text = words[language];
  // Of the model that is tested, where there is one.
  const { transactions, history } = holdout ?? report;
  const tracked = await trackingFigures(transactions, history, (options.until ?? log.period[1]) + 1, language);
  const map = await aliveMap(input);
  return {
    id: "forecast",
    title: text.title,
    content: html`${holdout === null ? html`<p>${prose(text.untested)}</p>` : holdoutTable(input, holdout)}
${tracked.length === 0 ? html`<p>${prose(text.tooFine)}</p>` : null}
<div class="figures">
${tracked}${map}</div>`,
  };
}

function holdoutTable({ report, language }: ReportInput, holdout: NonNullable<ReportInput["report"]["holdout"]>): Html {
  const text = words[language];
  const { duration, purchases, spend } = holdout;
  const { whole, amount, difference, duration: time } = numbers[language];
  const off = ({ expected, actual }: { expected: number; actual: number }): string =>
    actual === 0 ? text.none : difference(expected / actual - 1);
  const rows = [[text.purchases, whole(purchases.expected), whole(purchases.actual), off(purchases)]];
  if (spend !== undefined) rows.push([text.amounts, amount(spend.expected), amount(spend.actual), off(spend)]);
  const differences = [text.of(text.purchases, off(purchases))];
  if (spend !== undefined && spend.actual !== 0) differences.push(text.of(text.amounts, off(spend)));
  const verdict =
    purchases.actual === 0 ? text.empty : (testFailed(holdout) ? text.bad : text.good)(differences.join(text.and));
  return html`${table(
    text.holdout(time(duration, report.history.timeUnit)),
    [{ title: text.what }, numeric(text.expected), numeric(text.actual), numeric(text.difference)],
    rows,
  )}
<p>${verdict}</p>
<p class="note">${text.curves}</p>`;
}

/** Columns of the table behind the map. */
const mostRecencies = 6;

function aliveMap({ report, options, language }: ReportInput): Promise<Html> {
  const text = words[language];
  const { whole, percent, duration } = numbers[language];
  const { history, transactions } = report;
  const chart = aliveMapChart(transactions, { history, language, width: chartWidth });
  const byFrequency = new Map<number, { readonly recency: number; readonly alive: number }[]>();
  for (const { frequency, recency, probabilityAlive } of chart.data.values) {
    const cells = byFrequency.get(Number(frequency)) ?? [];
    cells.push({ recency: Number(recency), alive: Number(probabilityAlive) });
    byFrequency.set(Number(frequency), cells);
  }
  byFrequency.delete(0);
  const rows = [...byFrequency].map(([frequency, cells]) => [
    whole(frequency),
    ...evenly(cells, mostRecencies).map(({ alive }) => percent(alive)),
  ]);
  const recencies = evenly([...byFrequency.values()][0] ?? [], mostRecencies);
  const columns = [
    numeric(text.frequency),
    ...recencies.map(({ recency }) => numeric(text.recency(duration(recency, options.unit)))),
  ];
  return figure("alive-map", chart, { columns, rows }, language);
}
