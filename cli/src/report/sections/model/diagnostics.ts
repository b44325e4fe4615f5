import type { LikelihoodFit, PurchaseHistory } from "customer-equity/clv";
import type { Html } from "../../html.ts";
import { numbers } from "../../numbers.ts";
import type { ReportInput } from "../../report-input.ts";
import { numeric, table } from "../../table.ts";

const words = {
  en: {
    caption: "How the estimation went",
    what: "measure",
    purchases: "purchases",
    spend: "amounts",
    converged: "maximum of the likelihood reached",
    yes: "yes",
    no: "no",
    gradient: "largest entry of the gradient, per customer",
    likelihood: "log-likelihood",
    customers: "customers in the estimation",
    rows: "distinct rows among them",
    iterations: "iterations",
    holdout: "error of the forecast in the test period",
    correlation: "correlation of frequency and mean amount, repeat buyers (assumed: 0)",
  },
  zh: {
    caption: "估计过程",
    what: "项目",
    purchases: "购买次数",
    spend: "金额",
    converged: "是否达到似然函数最大值",
    yes: "是",
    no: "否",
    gradient: "梯度最大分量（每客户）",
    likelihood: "对数似然",
    customers: "参与估计的客户数",
    rows: "其中不同的数据行",
    iterations: "迭代次数",
    holdout: "检验期预测偏差",
    correlation: "重复购买客户的购买次数与平均金额的相关系数（假设为0）",
  },
};

/** How far the estimates can be trusted as numbers: convergence, likelihood, error in the test, the assumption on amounts. */
export function diagnostics({ report, language }: ReportInput): Html {
  const text = words[language];
  const { whole, amount, difference, short } = numbers[language];
  const { transactions, spend, history, holdout } = report;
  const fits: readonly LikelihoodFit<unknown>[] = spend === null ? [transactions] : [transactions, spend];
  const each = (title: string, cell: (fit: LikelihoodFit<unknown>) => string): string[] => [title, ...fits.map(cell)];
  const rows = [
    each(text.converged, ({ converged }) => (converged ? text.yes : text.no)),
    each(text.gradient, ({ gradientNorm }) => short(gradientNorm)),
    each(text.likelihood, ({ logLikelihood }) => amount(logLikelihood)),
    each(text.customers, ({ customers }) => whole(customers)),
    each(text.rows, ({ rows }) => whole(rows)),
    each(text.iterations, ({ iterations }) => whole(iterations)),
  ];
  if (holdout !== null) {
    const compared = [holdout.purchases, ...(spend === null ? [] : [holdout.spend])];
    rows.push([
      text.holdout,
      ...compared.map((pair) =>
        pair === undefined || pair.actual === 0 ? "" : difference(pair.expected / pair.actual - 1),
      ),
    ]);
  }
  const correlation = spend === null ? null : spendFrequencyCorrelation(history);
  if (correlation !== null) rows.push([text.correlation, "", short(correlation)]);
  const columns = [{ title: text.what }, numeric(text.purchases), ...(spend === null ? [] : [numeric(text.spend)])];
  return table(text.caption, columns, rows);
}

/** Pearson correlation of frequency and mean spend among customers with a repeat purchase; `null` where one of them is constant. */
function spendFrequencyCorrelation({ frequency, meanSpend }: PurchaseHistory): number | null {
  if (meanSpend === undefined) return null;
  const repeat = Array.from(frequency, (_, i) => i).filter((i) => (frequency[i] as number) > 0);
  const centered = (column: ArrayLike<number>): Float64Array => {
    const values = Float64Array.from(repeat, (i) => column[i] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const x = centered(frequency);
  const y = centered(meanSpend);
  const product = (one: Float64Array, other: Float64Array): number =>
    one.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
  const correlation = product(x, y) / Math.sqrt(product(x, x) * product(y, y));
  return Number.isFinite(correlation) ? correlation : null;
}
