import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  requireFrame,
  textWidth,
} from "../../charts/chart.ts";
import { percent, percentLabels } from "../../charts/numbers.ts";
import { InputError } from "../../errors.ts";
import type { ServqualScores } from "../scoring/servqual-scores.ts";
import { nameRows, points, requireResult } from "./chart-rows.ts";

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
 * @returns A Vega-Lite chart; its data are `name`, `weight`, `gap` and `weightedGap`, in the order of the ranking.
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
  const values = ranking.map(({ key, weight, gap: mean, weightedGap }) => ({
    name: rows.find((row) => row.key === key)!.name,
    weight,
    gap: mean,
    weightedGap,
  }));
  const mean = gap!.overall.meanOfDimensions.aggregate ?? 0;
  const even = 1 / rows.length;
  const span = (column: readonly number[]): { readonly least: number; readonly most: number; readonly pad: number } => {
    const [least, most] = [Math.min(...column), Math.max(...column)];
    return { least, most, pad: 0.15 * (most - least || 0.2) };
  };
  const across = span([even, ...values.map(({ weight }) => weight)]);
  const down = span([mean, ...values.map((row) => row.gap)]);
  const x = {
    type: "quantitative",
    scale: { domain: [Math.max(0, across.least - across.pad), across.most + across.pad], nice: false, zero: false },
    axis: { title: text.weight, labelExpr: percentLabels(language), tickCount: 5, grid: false },
  };
  const y = {
    type: "quantitative",
    scale: { domain: [down.least - down.pad, down.most + down.pad], nice: false, zero: false },
    axis: { title: text.gap, tickCount: 6, grid: false },
  };
  const dashed = { type: "rule", color: colors.neutral, strokeDash: [4, 3] };
  const pixels = {
    across: (frame.width - 75) / (across.most - across.least + 2 * across.pad),
    down: ((frame.height ?? 300) - 80) / (down.most - down.least + 2 * down.pad),
  };
  const sides = sidesOf(values, pixels, across.most + across.pad);
  const names = (left: boolean) => ({
    data: { values: values.filter((_, j) => sides[j] === left) },
    mark: { ...label, align: left ? "right" : "left", baseline: "middle", dx: left ? -9 : 9 },
    encoding: { x: { field: "weight", ...x }, y: { field: "gap", ...y }, text: { field: "name" } },
  });
  return chart(frame, {
    title: text.title,
    description: describe(values, language),
    values,
    layer: [
      { data: { values: [{ at: even }] }, mark: dashed, encoding: { x: { field: "at", ...x } } },
      { data: { values: [{ at: mean }] }, mark: dashed, encoding: { y: { field: "at", ...y } } },
      {
        data: { values: [{ weight: across.most + across.pad, gap: down.least - down.pad }] },
        mark: { ...label, align: "right", baseline: "bottom", dx: -4, dy: -4, fontStyle: "italic" },
        encoding: { x: { field: "weight", ...x }, y: { field: "gap", ...y }, text: { value: text.first } },
      },
      {
        mark: { type: "point", filled: true, opacity: 1, size: 90, color: colors.main, tooltip: true },
        encoding: { x: { field: "weight", ...x }, y: { field: "gap", ...y } },
      },
      names(true),
      names(false),
    ],
  });
}

/**
 * For each point whether its name stands to its left: where to its right it would run out of the plot or over another point or its name, and to
 * its left it would not.
 */
function sidesOf(
  values: readonly { readonly name: string; readonly weight: number; readonly gap: number }[],
  pixels: { readonly across: number; readonly down: number },
  end: number,
): readonly boolean[] {
  const at = values.map(({ name, weight, gap }) => ({
    x: weight * pixels.across,
    y: gap * pixels.down,
    width: textWidth([name]) + 16,
  }));
  const order = [...at.keys()].sort((i, j) => at[j]!.x - at[i]!.x);
  const left: boolean[] = at.map(() => false);
  for (const [place, j] of order.entries()) {
    const { x, y, width } = at[j]!;
    const hits = (from: number, to: number): boolean =>
      at.some((other, i) => i !== j && Math.abs(other.y - y) < 14 && other.x > from - 6 && other.x < to + 6) ||
      order.slice(0, place).some((i) => {
        const other = at[i]!;
        const start = left[i] ? other.x - other.width : other.x;
        return Math.abs(other.y - y) < 14 && start < to && start + other.width > from;
      });
    const right = x + width > end * pixels.across || hits(x, x + width);
    left[j] = right && !hits(x - width, x);
  }
  return left;
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
    points(first.gap),
    points(first.weightedGap),
  );
}
