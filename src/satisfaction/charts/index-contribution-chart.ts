import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  label,
  nameAxis,
  requireFrame,
  requireReadable,
  textWidth,
  topLegend,
} from "../../charts/chart.ts";
import { decimal } from "../../charts/numbers.ts";
import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { IndicatorIndex, ScoredIndicator } from "../indicators/indicator-index.ts";
import type { SatisfactionIndexOfMeans } from "../measures/satisfaction-index.ts";

/** Options of {@link indexContributionChart}. */
export interface IndexContributionChartOptions extends ChartOptions {
  /**
   * Of an indicator system: a bar for each dimension, or for each leaf.
   * @defaultValue "dimensions"
   */
  readonly by?: "dimensions" | "leaves" | undefined;
}

const words = {
  en: {
    title: (index: string) => `Index ${index}: what it is made of`,
    axis: "points of the index",
    kinds: ["contributed", "lost"],
    score: (score: string) => `score ${score}`,
    all: (index: string, name: string, lost: string) =>
      `The index is ${index} of 100; the most is lost through ${name}, ${lost} points.`,
    full: (index: string) => `The index is ${index} of 100; nothing is lost.`,
  },
  zh: {
    title: (index: string) => `满意度指数${index}：构成`,
    axis: "指数分值",
    kinds: ["贡献", "失分"],
    score: (score: string) => `得分${score}`,
    all: (index: string, name: string, lost: string) => `指数为${index}（满分100）；失分最多的是${name}，失${lost}分。`,
    full: (index: string) => `指数为${index}（满分100），没有失分。`,
  },
};

interface Bar {
  readonly name: string;
  readonly score: number;
  readonly contribution: number;
  readonly shortfall: number;
}

/**
 * Chart of what an index is made of (指数构成图): for each question, dimension or indicator the points it contributes and those that
 * are lost through it. A bar is as long as its weight.
 *
 * @param index - What `satisfactionIndex`, `satisfactionIndexOfMeans` or `indicatorIndex` returns. Indicators without a score are not
 * drawn.
 * @param options - Dimensions or leaves; language (which also chooses between `name` and `labelZh`) and size. The default height grows
 * with the bars.
 * @returns A Vega-Lite chart; its data are two records a bar with `name`, `kind`, `points`, `score` and `order`.
 * @throws InputError `empty` without bars, `insufficient-data` for an index that is `null`, `not-finite`, `out-of-range` or
 * `bad-option` for what is no index, for more than 100 bars and for the options.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { indexContributionChart, satisfactionIndexOfMeans } from "customer-equity/satisfaction";
 * const index = satisfactionIndexOfMeans({ overall: 8, disconfirmation: 7.5, ideal: 7.2 }, { scale: { min: 1, max: 10 } });
 * console.log(indexContributionChart(index).description); // The index is 73 of 100; the most is lost through ideal, 10.4 points.
 * ```
 */
export function indexContributionChart(
  index: SatisfactionIndexOfMeans | IndicatorIndex,
  options?: IndexContributionChartOptions,
): Chart {
  const frame = requireFrame(options);
  const text = words[frame.language];
  const { by = "dimensions" } = requireOptions(options);
  requireOneOf(by, "options.by", ["dimensions", "leaves"]);
  const given = requireOptions(index, "index");
  if (given.index === null) {
    throw new InputError({ code: "insufficient-data", path: "index.index", expected: "an index", received: null });
  }
  requireNumber(given.index, "index.index", { min: 0, max: 100 });
  const bars = requireBars("nodes" in given ? nodesOf(given, by, frame.language === "zh") : given.items);
  const names = bars.map(({ name }) => name);
  const y = nameAxis("name", names);
  const worst = bars.reduce((one, other) => (other.shortfall > one.shortfall ? other : one));
  const longest = Math.max(...bars.map(({ contribution, shortfall }) => contribution + shortfall));
  const scores = bars.map(({ score }) => text.score(decimal(score)));
  // Room at the end of the longest bar for its label.
  const room = Math.min(0.8, (textWidth(scores) + 16) / (frame.width - Math.min(200, textWidth(names)) - 40));
  const whole = decimal(given.index);
  return chart(frame, {
    title: text.title(whole),
    description: worst.shortfall > 1e-9 ? text.all(whole, worst.name, decimal(worst.shortfall)) : text.full(whole),
    height: Math.max(200, 110 + 26 * bars.length),
    values: bars.flatMap(({ name, contribution, shortfall, score }) => [
      { name, kind: text.kinds[0]!, points: contribution, score, order: 0 },
      { name, kind: text.kinds[1]!, points: shortfall, score, order: 1 },
    ]),
    layer: [
      {
        mark: { type: "bar", tooltip: true },
        encoding: {
          y,
          x: {
            field: "points",
            type: "quantitative",
            stack: "zero",
            scale: { domainMax: longest / (1 - room), nice: false },
            axis: { title: text.axis, tickCount: 5 },
          },
          order: { field: "order", type: "quantitative" },
          color: {
            field: "kind",
            type: "nominal",
            scale: { domain: text.kinds, range: [colors.main, colors.contrast] },
            legend: topLegend,
          },
        },
      },
      {
        data: {
          values: bars.map(({ name, contribution, shortfall }, i) => ({
            name,
            end: contribution + shortfall,
            label: scores[i]!,
          })),
        },
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { y, x: { field: "end", type: "quantitative" }, text: { field: "label" } },
      },
    ],
  });
}

/** The dimensions or leaves of an indicator system that have a score. */
function nodesOf({ nodes }: IndicatorIndex, by: "dimensions" | "leaves", chinese: boolean): readonly unknown[] {
  return requireArray(nodes, "index.nodes", "the nodes of indicatorIndex")
    .map((node, i) => requireOptions(node, `index.nodes[${i}]`) as ScoredIndicator)
    .filter((node) => node.score !== null && (by === "leaves" ? node.leaf : node.depth === 1))
    .map(({ name, labelZh, ...rest }) => ({ ...rest, index: rest.score, name: chinese ? labelZh : name }));
}

function requireBars(items: unknown): readonly Bar[] {
  const list = requireReadable(items as readonly Readonly<Record<string, unknown>>[] | undefined, "index.items", {
    expected: "questions, dimensions or leaves",
  });
  return list.map((given, i) => {
    const points = { min: 0, max: 100 + 1e-9 };
    const path = `index.items[${i}]`;
    const item = requireOptions(given, path);
    return {
      name: requireText(item["name"], `${path}.name`),
      score: requireNumber(item["index"], `${path}.index`, points),
      contribution: requireNumber(item["contribution"], `${path}.contribution`, points),
      shortfall: requireNumber(item["shortfall"], `${path}.shortfall`, points),
    };
  });
}
