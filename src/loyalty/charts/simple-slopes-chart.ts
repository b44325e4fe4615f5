import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  requireFrame,
  requireReadable,
  topLegend,
} from "../../charts/chart.ts";
import { decimal } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { SimpleSlopes } from "../determinants/simple-slopes.ts";

/** Names of the determinants that the package knows. */
const known: Readonly<Record<"en" | "zh", Readonly<Record<string, string>>>> = {
  en: { satisfaction: "satisfaction", value: "perceived value", trust: "trust", switchingCost: "switching cost" },
  zh: { satisfaction: "客户满意", value: "感知价值", trust: "信任", switchingCost: "转换成本" },
};

const words = {
  en: {
    title: "What drives loyalty, and for whom",
    deviations: (name: string) => `${name} (standard deviations from the mean)`,
    loyalty: "loyalty (L)",
    at: (place: string) => `${place} sd`,
    describe: (predictor: string, moderator: string, low: string, atLow: string, high: string, atHigh: string) =>
      `One standard deviation more of ${predictor} adds ${atLow} to loyalty where ${moderator} is at ${low} sd, and ${atHigh} where it is at ${high} sd.`,
  },
  zh: {
    title: "忠诚驱动因素的简单斜率",
    deviations: (name: string) => `${name}（距均值的标准差数）`,
    loyalty: "客户忠诚（L）",
    at: (place: string) => `${place} 个标准差`,
    describe: (predictor: string, moderator: string, low: string, atLow: string, high: string, atHigh: string) =>
      `${moderator}在 ${low} 个标准差时，${predictor}每提高一个标准差，忠诚变动 ${atLow}；在 ${high} 个标准差时，变动 ${atHigh}。`,
  },
};

/**
 * Chart of simple slopes (简单斜率图): loyalty over a determinant, a line for each place of another one.
 *
 * @param slopes - What `simpleSlopes` returns, of at most six places.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `predictor`, `loyalty` and the name of the `line`.
 * @throws InputError `bad-option` for more than six places or what is no such result, and for the options; `empty`, `not-finite`.
 * @remarks Source: Aiken & West (1991). The other determinants are at their means. Twin: R `interactions::interact_plot`.
 * @example
 * ```ts
 * import { loyaltyDeterminants, simpleSlopes, simpleSlopesChart } from "customer-equity/loyalty";
 * const model = loyaltyDeterminants({
 *   coefficients: { satisfaction: 0.35, switchingCost: 0.2 },
 *   interactions: [{ of: ["satisfaction", "switchingCost"], coefficient: -0.06 }],
 * });
 * const slopes = simpleSlopes(model, { predictor: "satisfaction", moderator: "switchingCost" });
 * console.log(simpleSlopesChart(slopes).description);
 * // One standard deviation more of satisfaction adds 0.41 to loyalty where switching cost is at -1 sd, and 0.29 where it is at 1 sd.
 * ```
 */
export function simpleSlopesChart(slopes: SimpleSlopes, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const text = words[frame.language];
  const given = requireOptions(slopes ?? null, "slopes");
  const nameOf = (name: string, path: string): string => {
    const own = requireText(name, path);
    return Object.hasOwn(known[frame.language], own) ? known[frame.language][own]! : own;
  };
  const predictor = nameOf(given.predictor, "slopes.predictor");
  const moderator = nameOf(given.moderator, "slopes.moderator");
  const line = requireOptions(given.line ?? null, "slopes.line");
  const size = { min: -1e100, max: 1e100 };
  const intercept = requireNumber(line.intercept, "slopes.line.intercept", size);
  const shift = requireNumber(line.moderator, "slopes.line.moderator", size);
  const lines = requireReadable(given.slopes, "slopes.slopes", { expected: "the slopes of simpleSlopes", most: 6 }).map(
    (one, i) => {
      const { at, slope } = requireOptions(one ?? null, `slopes.slopes[${i}]`);
      return {
        at: requireNumber(at, `slopes.slopes[${i}].at`, size),
        slope: requireNumber(slope, `slopes.slopes[${i}].slope`, size),
      };
    },
  );
  const signed = (place: number): string => (place > 0 ? `+${decimal(place)}` : decimal(place));
  const names = lines.map(({ at }) => text.at(signed(at)));
  const values = lines.flatMap(({ at, slope }, k) =>
    [-2, 2].map((z) => ({ line: names[k]!, predictor: z, loyalty: intercept + shift * at + slope * z })),
  );
  const [first, last] = [lines[0]!, lines.at(-1)!];
  const scale = {
    domain: names,
    range: names.map((_, k) => (k === 0 ? colors.contrast : k === names.length - 1 ? colors.main : colors.neutral)),
  };
  const legend = { ...topLegend, title: moderator };
  return chart(frame, {
    title: text.title,
    description: text.describe(
      predictor,
      moderator,
      decimal(first.at),
      decimal(first.slope),
      decimal(last.at),
      decimal(last.slope),
    ),
    height: frame.height ?? 320,
    values,
    layer: [
      {
        mark: { type: "line", strokeWidth: 2.5 },
        encoding: {
          x: { field: "predictor", type: "quantitative", axis: { title: text.deviations(predictor), tickCount: 5 } },
          y: { field: "loyalty", type: "quantitative", axis: { title: text.loyalty } },
          color: {
            field: "line",
            type: "nominal",
            scale,
            legend,
          },
          strokeDash: {
            field: "line",
            type: "nominal",
            scale: {
              domain: names,
              range: [
                [1, 0],
                [6, 3],
                [2, 2],
                [8, 2, 2, 2],
                [4, 4],
                [1, 3],
              ].slice(0, names.length),
            },
            legend,
          },
        },
      },
    ],
  });
}
