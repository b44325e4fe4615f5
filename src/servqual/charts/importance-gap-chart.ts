import { type Chart, type ChartOptions, chart, colors, type Language, requireFrame } from "../../charts/chart.ts";
import { domainOf, numberAxis, pointPlot } from "../../charts/labelled-points.ts";
import { percent, percentLabels } from "../../charts/numbers.ts";
import { requireArray, requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ServqualScores } from "../scoring/servqual-scores.ts";
import { points as inPoints, nameRows, requireFigures, requireResult } from "./chart-rows.ts";

const words = {
  en: {
    title: "Importance and gap",
    weight: "importance of the dimension",
    gap: "gap, points",
    first: "important and short of expectations",
    none: "Nobody has answered, so there is no gap.",
    sentence: (name: string, weight: string, gap: string, weighted: string) =>
      `First to improve is ${name}, which has ${weight} of the importance and a gap of ${gap}, together ${weighted}.`,
  },
  zh: {
    title: "重要性与差距",
    weight: "维度重要性",
    gap: "差距（分）",
    first: "重要且未达期望",
    none: "无人作答，无法计算差距。",
    sentence: (name: string, weight: string, gap: string, weighted: string) =>
      `应优先改进“${name}”：重要性占${weight}，差距为${gap}，两者之积为${weighted}。`,
  },
};

/**
 * Chart of importance against gap (重要性与差距矩阵): the further to the right and down a dimension is, the sooner to improve it. The dashed lines are
 * equal importance and the mean gap.
 *
 * @param scores - A result of `servqualScores` with gaps and weights of dimensions.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `name`, `weight`, `gap`, `weightedGap` and `side`, where the label stands, in the order of the ranking.
 * @throws InputError `bad-option` for scores without gaps or weights, for what is no result, and for the options.
 * @remarks Source: the importance–performance grid of Martilla & James (1977), Journal of Marketing 41(1), with gaps for performance. Twins: none.
 * @example
 * ```ts
 * import { importanceGapChart, servqualScores } from "customer-equity/servqual";
 * const dimensions = ["speed", "care"].map((key) => ({ key, items: [{ key: key.toUpperCase(), text: key }] }));
 * const scores = servqualScores({
 *   instrument: { dimensions },
 *   differences: { SPEED: [-1, -2], CARE: [-1, 0] },
 *   weights: { speed: 60, care: 40 },
 * });
 * console.log(importanceGapChart(scores).description);
 * // First to improve is speed, which has 60 % of the importance and a gap of -1.50, together -0.90.
 * ```
 */
export function importanceGapChart(scores: ServqualScores, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const { instrument, gap, weights, ranking } = requireResult(scores, "scores", "servqualScores", [
    "gap",
    "weights",
    "ranking",
  ]);
  for (const [name, part] of Object.entries({ gap, weights })) {
    if (part !== null) continue;
    const advice = "Give servqualScores expectations (or differences) and weights.";
    throw new InputError({
      code: "bad-option",
      path: `scores.${name}`,
      expected: `scores with ${name}`,
      received: null,
      advice,
    });
  }
  const rows = nameRows(instrument.dimensions, language);
  const keys = rows.map(({ key }) => key);
  const points = requireArray(ranking, "scores.ranking").map((ranked, i) => {
    const path = `scores.ranking[${i}]`;
    const { key, weight, gap: mean, weightedGap } = requireOptions(ranked ?? null, path);
    return {
      name: rows[keys.indexOf(requireOneOf(key, `${path}.key`, keys))]!.name,
      weight: requireNumber(weight, `${path}.weight`),
      gap: requireNumber(mean, `${path}.gap`),
      weightedGap: requireNumber(weightedGap, `${path}.weightedGap`),
    };
  });
  const { aggregate } = requireFigures(gap!.overall, "meanOfDimensions", "scores.gap.overall", ["aggregate"]);
  const mean = aggregate ?? 0;
  const even = 1 / rows.length;
  const [least, most] = domainOf(
    points.map(({ weight }) => weight),
    even,
  );
  const across = [Math.max(0, least), most] as const;
  const down = domainOf(
    points.map((point) => point.gap),
    mean,
  );
  const { values, layer } = pointPlot({
    points,
    frame: {
      x: across,
      y: down,
      width: frame.width - 75,
      height: (frame.height ?? 300) - 80,
      corners: [{ text: text.first, x: "right", y: "bottom" }],
    },
    x: numberAxis("weight", text.weight, across, { labelExpr: percentLabels(language), grid: false }),
    y: numberAxis("gap", text.gap, down, { grid: false }),
    cuts: { x: even, y: mean },
    mark: { size: 90, color: colors.main },
  });
  return chart(frame, { title: text.title, description: describe(points, language), values, layer });
}

function describe(
  values: readonly {
    readonly name: string;
    readonly weight: number;
    readonly gap: number;
    readonly weightedGap: number;
  }[],
  language: Language,
): string {
  const first = values[0];
  if (first === undefined) return words[language].none;
  return words[language].sentence(
    first.name,
    percent(first.weight, language),
    inPoints(first.gap),
    inPoints(first.weightedGap),
  );
}
