import { type Chart, type ChartOptions, chart, type Language, mostPoints, requireFrame } from "../../charts/chart.ts";
import { percent, percentLabels } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { Fitted } from "../../types.ts";
import { withSameCovariates } from "../covariates/covariate-columns.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { ModelUnit } from "../model-unit.ts";
import { unwrapModel } from "../models.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import { probabilityAlive } from "../transactions/probability-alive.ts";
import { prepare } from "../transactions/scoring.ts";
import { duration, unitName } from "./durations.ts";

/** Options of {@link aliveMapChart}. */
export interface AliveMapChartOptions extends ChartOptions {
  /** Customers that `age` and `maxFrequency` are taken from where they are not given. */
  readonly history?: PurchaseHistory | undefined;
  /**
   * Time since the first purchase of the customers on the map, in the model's unit, above 0.
   * @defaultValue the largest age in `history`
   */
  readonly age?: number | undefined;
  /**
   * Most repeat purchases on the map, 1 to 100,000.
   * @defaultValue what 99 % of the customers in `history` do not exceed, each row counted with its weight
   */
  readonly maxFrequency?: number | undefined;
  /** What is known of the customers on the map, for models with covariates. */
  readonly covariates?: Readonly<Record<string, number>> | undefined;
}

/** Cells of the map beside each other. */
const across = 40;

/** Cells above each other: with those at frequency 0 there is room for one row more. */
const mostRows = mostPoints / across - 1;

const words = {
  en: {
    title: (age: string) => `Probability to be active after ${age}`,
    recency: (unit: string) => `time from first to last purchase, ${unit}`,
    frequency: "repeat purchases",
    alive: "active",
    sentence: (age: string, purchases: string, late: string, ago: string, early: string) =>
      `A customer who came ${age} ago and made ${purchases} since is active with a probability of ${late} where the last was just now, and of ${early} where it was ${ago} ago.`,
    purchases: (frequency: number) => `${frequency} repeat purchase${frequency === 1 ? "" : "s"}`,
  },
  zh: {
    title: (age: string) => `首购${age}后的客户活跃概率`,
    recency: (unit: string) => `首购至最近一次购买的时间（${unit}）`,
    frequency: "重复购买次数",
    alive: "活跃概率",
    sentence: (age: string, purchases: string, late: string, ago: string, early: string) =>
      `首购已过${age}、${purchases}的客户，若最近一次购买就在当前，活跃概率为${late}；若最近一次购买在${ago}前，则为${early}。`,
    purchases: (frequency: number) => `重复购买${frequency}次`,
  },
};

/**
 * Heat map of the probability to be active (客户活跃概率热力图) by frequency and recency, for customers of one age: how a long
 * silence tells more about a frequent customer than about a rare one.
 *
 * The map has 40 cells across, each computed at its middle, and a row for each number of repeat purchases; beyond 49 of them, for evenly
 * spaced numbers from 1 up. A customer without a repeat purchase has recency 0 and so a single cell.
 *
 * @param subject - A model, or the fit that holds it.
 * @param options - Age and most repeat purchases, or a history to take them from; language and size.
 * @returns A Vega-Lite chart; its data are `frequency`, `recency` (the middle of the cell) and `probabilityAlive`, and the edges of the
 * cell, `recencyFrom` and `recencyTo`.
 * @throws InputError `bad-option` without an age, or most purchases, or a history; `out-of-range` for an age not above 0; as
 * `probabilityAlive` for the model and the history.
 * @remarks Twins: lifetimes `plot_probability_alive_matrix`; BTYD computes it by `bgnbd.PAlive` for each cell.
 * @example
 * ```ts
 * import { aliveMapChart, bgNbd } from "customer-equity/clv";
 * const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
 * const chart = aliveMapChart(model, { age: 39, maxFrequency: 10 });
 * console.log(chart.data.values.length); // 401
 * ```
 */
export function aliveMapChart(subject: Fitted<TransactionModel>, options: AliveMapChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const { history } = requireOptions(options);
  const { timeUnit } = unwrapModel(subject);
  if (history !== undefined) prepare(subject, history);
  const age = requireNumber(options?.age ?? largestAge(history), "options.age", { min: 0, openMin: true });
  const maxFrequency = requireNumber(options?.maxFrequency ?? usualFrequency(history), "options.maxFrequency", {
    integer: true,
    min: 1,
    max: 100_000,
  });
  const step = Math.ceil(maxFrequency / mostRows);
  const top = Math.ceil(maxFrequency / step) * step + 0.5;
  const overlap = (0.1 * age) / across;
  const text = words[language];
  const alive: Alive = (frequency, recency) => {
    const customers = { frequency, recency, age: frequency.map(() => age), timeUnit };
    return probabilityAlive(subject, withSameCovariates(customers, options.covariates));
  };
  return chart(frame, {
    title: text.title(duration(age, timeUnit, language)),
    description: describe(alive, age, maxFrequency, timeUnit, language),
    values: cells(alive, age, maxFrequency, step),
    layer: [
      {
        // Cells reach under their neighbours, which are drawn later: no seams between them.
        transform: [
          { calculate: "datum.frequency - 0.5", as: "below" },
          { calculate: `datum.frequency == 0 ? 0.6 : datum.frequency + ${step - 0.4}`, as: "above" },
          { calculate: `datum.recencyTo + (datum.frequency == 0 ? 0 : ${overlap})`, as: "right" },
        ],
        mark: { type: "rect", clip: true, tooltip: true },
        encoding: {
          x: {
            field: "recencyFrom",
            type: "quantitative",
            scale: { domain: [0, age], nice: false },
            axis: { title: text.recency(unitName(timeUnit, language)), grid: false, tickCount: 6 },
          },
          x2: { field: "right" },
          y: {
            field: "below",
            type: "quantitative",
            scale: { domain: [-0.5, top], nice: false },
            axis: { title: text.frequency, grid: false, tickMinStep: 1, tickCount: 6 },
          },
          y2: { field: "above" },
          color: {
            field: "probabilityAlive",
            type: "quantitative",
            scale: { domain: [0, 1], scheme: "viridis" },
            legend: { title: text.alive, labelExpr: percentLabels(language), tickCount: 5 },
          },
        },
      },
    ],
  });
}

function largestAge(history: PurchaseHistory | undefined): number {
  const { age } = requireSource(history, "age");
  let largest = 0;
  for (let i = 0; i < age.length; i++) largest = Math.max(largest, age[i]!);
  return largest;
}

/** The smallest frequency that 99 % of the customers do not exceed, at least 1. */
function usualFrequency(history: PurchaseHistory | undefined): number {
  const { frequency, weight } = requireSource(history, "maxFrequency");
  const customers = new Map<number, number>();
  let all = 0;
  for (let i = 0; i < frequency.length; i++) {
    const own = weight?.[i] ?? 1;
    all += own;
    customers.set(frequency[i]!, (customers.get(frequency[i]!) ?? 0) + own);
  }
  let beyond = 0;
  let usual = 1;
  for (const [value, own] of [...customers].sort(([one], [other]) => other - one)) {
    usual = Math.max(1, value);
    beyond += own;
    if (beyond > 0.01 * all) break;
  }
  return usual;
}

function requireSource(history: PurchaseHistory | undefined, option: string): PurchaseHistory {
  if (history !== undefined) return history;
  throw new InputError({
    code: "bad-option",
    path: `options.${option}`,
    expected: "a number, or a history to take it from",
    received: undefined,
  });
}

/** The chance to be active of customers of the age of the map. */
type Alive = (frequency: readonly number[], recency: readonly number[]) => Float64Array;

function cells(aliveAt: Alive, age: number, maxFrequency: number, step: number): Chart["data"]["values"] {
  const frequency = [0];
  const column = [0];
  for (let x = 1; x <= maxFrequency; x += step) {
    for (let j = 0; j < across; j++) {
      frequency.push(x);
      column.push(j);
    }
  }
  const at = (j: number): number => Number(((age * j) / across).toPrecision(12));
  const recency = column.map((j, i) => (frequency[i] === 0 ? 0 : at(j + 0.5)));
  const alive = aliveAt(frequency, recency);
  return frequency.map((x, i) => ({
    frequency: x,
    recency: recency[i]!,
    probabilityAlive: alive[i]!,
    recencyFrom: at(column[i]!),
    recencyTo: at(column[i]! + 1),
  }));
}

/** One customer in the middle of the map, whose last purchase was now, and the same one after half the age in silence. */
function describe(aliveAt: Alive, age: number, maxFrequency: number, timeUnit: ModelUnit, language: Language): string {
  const text = words[language];
  const frequency = Math.ceil(maxFrequency / 2);
  const alive = (recency: number): string => percent(aliveAt([frequency], [recency])[0]!, language);
  return text.sentence(
    duration(age, timeUnit, language),
    text.purchases(frequency),
    alive(age),
    duration(age / 2, timeUnit, language),
    alive(age / 2),
  );
}
