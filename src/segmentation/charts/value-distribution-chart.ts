import { type Chart, type ChartOptions, chart, colors, type Language, requireFrame } from "../../charts/chart.ts";
import { amount, amountLabels, count } from "../../charts/numbers.ts";
import { requireColumn, requireRows } from "../../checks.ts";
import type { Column } from "../../types.ts";

/** One bar: customers with a value from `from` to below `to`, drawn between `left` and `right` on the axis. */
interface Bar {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  readonly left: number;
  readonly right: number;
}

/** A bar with a name in place of a stretch of the axis. */
interface NamedBar extends Bar {
  readonly name: string;
}

/** So many bars are asked for; the round width makes it 15 to 32 where values differ. */
const barsWanted = 30;

/** Values beyond this could overflow when they are subtracted. */
const largestValue = 1e290;

/** No logarithmic axis reaches further down: edges below could not be told from 0. */
const smallestPower = -250;
/** Powers of ten that an axis spans: customers worth a millionth of the best are worth nothing. */
const mostPowers = 6;

const words = {
  en: {
    title: "Distribution of customer value",
    value: "value of a customer",
    customers: "customers",
    nothing: (n: string) => `None of the ${n} customers is worth anything.`,
    single: (value: string) => `The only customer is worth ${value}.`,
    spread: (n: string, half: string, tenth: string, best: string) =>
      `Half of the ${n} customers are worth at most ${half}, one in ten at least ${tenth}, the best ${best}`,
    few: (n: string, half: string, best: string) =>
      `Half of the ${n} customers are worth at most ${half}, the best ${best}`,
    zeros: (n: string) => `${n} worth nothing`,
    losses: (n: string) => `${n} worth less than nothing`,
    among: (parts: readonly string[]) => `; among them ${parts.join(" and ")}.`,
    end: ".",
  },
  zh: {
    title: "客户价值分布",
    value: "客户价值",
    customers: "客户数",
    nothing: (n: string) => `${n}位客户均无价值。`,
    single: (value: string) => `仅有一位客户，价值为${value}。`,
    spread: (n: string, half: string, tenth: string, best: string) =>
      `${n}位客户中，半数客户的价值不超过${half}，价值最高的10%客户不低于${tenth}，最高者为${best}`,
    few: (n: string, half: string, best: string) => `${n}位客户中，半数客户的价值不超过${half}，最高者为${best}`,
    zeros: (n: string) => `${n}位价值为零`,
    losses: (n: string) => `${n}位价值为负`,
    among: (parts: readonly string[]) => `；其中${parts.join("，")}。`,
    end: "。",
  },
};

/**
 * Chart of how the value is distributed over the customers (客户价值分布直方图). Every customer is in a bar.
 *
 * The axis is logarithmic where the largest value is at least 50 times the median of the positive ones; bars are then equally wide
 * in powers of ten, and negative values, zero, and positive ones too small for the axis (fewer than 1 in 100) have a bar each, to
 * its left. Otherwise it is linear. Bars have a round width (1, 2, 2.5 or 5 times a power of ten; on a logarithmic axis of an
 * exponent), which makes at most 32 of them; a value on an edge belongs to the bar on its right, the largest to the last.
 *
 * @param values - One value a customer; losses are negative.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `from`, `to` and `customers`, and the place of each bar on the axis, `left` and `right`.
 * @throws InputError `not-finite`, `empty`; `out-of-range` for a value beyond ±1e290; `bad-option` for the options.
 * @remarks Twins: R `hist`, numpy `histogram`: on a logarithmic axis both leave out what is not positive.
 * @example
 * ```ts
 * import { valueDistributionChart } from "customer-equity/segmentation";
 * const chart = valueDistributionChart([0, 5, 8, 12, 20, 41]);
 * console.log(chart.description); // Half of the 6 customers are worth at most 8, the best 41; among them 1 worth nothing.
 * ```
 */
export function valueDistributionChart(values: Column, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  requireRows(requireColumn(values, "values", { min: -largestValue, max: largestValue }), "values");
  const ascending = new Float64Array(values).sort();
  const positive = ascending.subarray(firstAtLeast(ascending, Number.MIN_VALUE));
  const largest = positive.at(-1) ?? 0;
  const logarithmic = largest > 10 ** (smallestPower + 1) && largest >= 50 * positive[positive.length >> 1]!;
  const bars = logarithmic ? logarithmicBars(positive) : linearBars(ascending);
  const named = logarithmic ? namedBars(ascending, bars, language) : [];
  const all = [...named, ...bars].map(({ from, to, customers, left, right }) => ({ from, to, customers, left, right }));
  return chart(frame, {
    title: words[language].title,
    description: describe(ascending, language),
    values: all,
    layer: [
      {
        mark: { type: "bar", color: colors.main, tooltip: true },
        encoding: {
          x: {
            field: "left",
            type: "quantitative",
            bin: "binned",
            scale: { domain: [all[0]!.left, all.at(-1)!.right], nice: false, zero: false },
            axis: valueAxis(named, bars, logarithmic, language),
          },
          x2: { field: "right" },
          y: {
            field: "customers",
            type: "quantitative",
            axis: { title: words[language].customers, labelExpr: amountLabels(language), tickMinStep: 1 },
          },
        },
      },
    ],
  });
}

/** Bars of equal, round width over all values; zero is an edge where it is in the range. */
function linearBars(ascending: Float64Array): Bar[] {
  const smallest = ascending[0]!;
  const largest = ascending.at(-1)!;
  const size = Math.max(Math.abs(smallest), largest);
  // Edges that differ by less than a part in 1e12 could not be told apart.
  const wanted = largest > smallest ? Math.max((largest - smallest) / barsWanted, 1e-12 * size) : size / 10 || 1;
  const width = roundStep(Math.max(wanted, 1e-300));
  const edges = edgesFrom(Math.floor(smallest / width), largest, (k) => k * width);
  return barsBetween(ascending, edges, (edge) => edge);
}

/**
 * Bars of equal width in the exponent, up to the largest value. Minute values must not stretch the axis: it starts at the power of ten
 * below 99 % of the positive values, or at the smallest where that is above, and no more than six powers of ten below the largest.
 */
function logarithmicBars(positive: Float64Array): Bar[] {
  const largest = positive.at(-1)!;
  const start = Math.floor(Math.log10(positive[Math.floor(positive.length / 100)]!));
  const low = Math.max(Math.log10(positive[0]!), start, Math.floor(Math.log10(largest)) - mostPowers, smallestPower);
  const width = roundStep((Math.log10(largest) - low) / barsWanted);
  const edges = edgesFrom(Math.floor(low / width + 1e-9), largest, (k) => 10 ** (k * width));
  return barsBetween(positive.subarray(firstAtLeast(positive, edges[0]!)), edges, Math.log10);
}

/** The bars of what has no place on a logarithmic axis, from the left: negative, zero, and positive below the first edge. */
function namedBars(ascending: Float64Array, bars: readonly Bar[], language: Language): NamedBar[] {
  const edge = bars[0]!.from;
  const origin = bars[0]!.left;
  const width = (bars.at(-1)!.right - origin) / 14;
  const negative = firstAtLeast(ascending, 0);
  const upToZero = firstAtLeast(ascending, Number.MIN_VALUE);
  const upToEdge = firstAtLeast(ascending, edge);
  const groups = [
    { name: "<0", from: ascending[0]!, to: 0, customers: negative },
    { name: "0", from: 0, to: 0, customers: upToZero - negative },
    { name: `<${amount(edge, language)}`, from: 0, to: edge, customers: upToEdge - upToZero },
  ].filter(({ customers }) => customers > 0);
  return groups.map((group, j) => {
    const left = origin - 1.4 * width * (groups.length - j);
    return { ...group, left, right: left + width };
  });
}

function valueAxis(
  named: readonly NamedBar[],
  bars: readonly Bar[],
  logarithmic: boolean,
  language: Language,
): Readonly<Record<string, unknown>> {
  const axis = { title: words[language].value, grid: false };
  if (!logarithmic) return { ...axis, labelExpr: amountLabels(language), tickCount: 6 };
  // Beside a named bar the label of the first edge would collide with its name.
  const first = bars[0]!.left + (named.at(-1)?.to ? 0.5 : -1e-9);
  const end = bars.at(-1)!.right + 1e-9;
  const every = Math.ceil((end - first) / 7);
  const powers: number[] = [];
  for (let power = Math.ceil(first); power <= end; power += every) powers.push(power);
  const middles = named.map(({ name, left, right }) => ({ name, at: (left + right) / 2 }));
  return {
    ...axis,
    labelOverlap: false,
    values: [...middles.map(({ at }) => at), ...powers],
    labelExpr: middles.reduceRight(
      (rest, { name, at }) => `datum.value === ${at} ? '${name}' : ${rest}`,
      amountLabels(language, "pow(10, datum.value)"),
    ),
  };
}

/** Edges `edge(first)`, `edge(first + 1)`, ... up to the first that reaches the largest value; at least two. */
function edgesFrom(first: number, largest: number, edge: (k: number) => number): number[] {
  // Twelve digits: 0.3 rather than 0.30000000000000004.
  const edges = [Number(edge(first).toPrecision(12))];
  do edges.push(Number(edge(first + edges.length).toPrecision(12)));
  while (edges.at(-1)! < largest);
  return edges;
}

function barsBetween(ascending: Float64Array, edges: readonly number[], place: (edge: number) => number): Bar[] {
  return edges.slice(1).map((to, k) => {
    const from = edges[k]!;
    const last = k === edges.length - 2;
    const end = last ? ascending.length : firstAtLeast(ascending, to);
    return {
      from,
      to,
      customers: end - (k === 0 ? 0 : firstAtLeast(ascending, from)),
      left: place(from),
      right: place(to),
    };
  });
}

/** Position of the first value that is at least `bound`. */
function firstAtLeast(ascending: Float64Array, bound: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is at least `step`. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return power * [1, 2, 2.5, 5, 10].find((factor) => factor * power >= step * (1 - 1e-12))!;
}

function describe(ascending: Float64Array, language: Language): string {
  const text = words[language];
  const n = ascending.length;
  const best = amount(ascending[n - 1]!, language);
  if (n === 1) return text.single(best);
  if (ascending[0] === 0 && ascending[n - 1] === 0) return text.nothing(count(n));
  const half = amount(ascending[Math.ceil(n / 2) - 1]!, language);
  const spread =
    n < 10
      ? text.few(count(n), half, best)
      : text.spread(count(n), half, amount(ascending[n - Math.ceil(n / 10)]!, language), best);
  const losses = firstAtLeast(ascending, 0);
  const zeros = firstAtLeast(ascending, Number.MIN_VALUE) - losses;
  const parts: string[] = [];
  if (zeros > 0) parts.push(text.zeros(count(zeros)));
  if (losses > 0) parts.push(text.losses(count(losses)));
  return spread + (parts.length === 0 ? text.end : text.among(parts));
}
