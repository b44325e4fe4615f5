import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  requireFrame,
  topLegend,
} from "../../charts/chart.ts";
import { InputError } from "../../errors.ts";
import { type AnswerScale, requireScale } from "../../survey/answers.ts";
import type { ServqualScores } from "../scoring/servqual-scores.ts";
import { type ChartRow, nameRows, points, requireFigures, requireResult } from "./chart-rows.ts";

/** A corner of a polygon. */
interface Corner {
  readonly series: string;
  readonly name: string;
  readonly mean: number;
  readonly order: number;
  readonly x: number;
  readonly y: number;
}

const words = {
  en: {
    title: "Expectations and perceptions",
    titleAlone: "Perceptions",
    expectation: "expectation",
    perception: "perception",
    none: "Nobody has answered.",
    both: (far: string, expected: string, perceived: string, near: string, gap: string) =>
      `Perception is furthest from expectation in ${far} (${perceived} against ${expected}) and nearest to it, or above it, in ${near} (${gap}).`,
    alone: (best: string, high: string, worst: string, low: string) =>
      `Perception is best in ${best} (${high}) and worst in ${worst} (${low}).`,
  },
  zh: {
    title: "期望与感知雷达图",
    titleAlone: "感知雷达图",
    expectation: "期望",
    perception: "感知",
    none: "无人作答。",
    both: (far: string, expected: string, perceived: string, near: string, gap: string) =>
      `感知低于期望最多的是“${far}”（感知${perceived}，期望${expected}），最接近或超出期望的是“${near}”（差距${gap}）。`,
    alone: (best: string, high: string, worst: string, low: string) =>
      `感知最好的是“${best}”（${high}），最差的是“${worst}”（${low}）。`,
  },
};

/**
 * Radar chart of expectations and perceptions by dimension (期望与感知雷达图): the centre is the bottom of the scale, the outer ring its top.
 *
 * @param scores - A result of `servqualScores` with three dimensions or more: expectations and perceptions, or perceptions alone.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are `series`, `name`, `mean`, `order` and the place of the corner, `x` and `y`. A dimension that nobody
 * answered has no corner.
 * @throws InputError `insufficient-data` for fewer than three dimensions; `bad-option` for more than 100, for scores of one column of
 * differences, for what is no result, and for the options.
 * @remarks A radar shows shape, not size: areas grow with the square of the means. For sizes see `servqualGapChart`. Twins: R
 * `fmsb::radarchart`.
 * @example
 * ```ts
 * import { servqualRadarChart, servqualScores } from "customer-equity/servqual";
 * const dimensions = ["speed", "care", "order"].map((key) => ({ key, items: [{ key: key.toUpperCase(), text: key }] }));
 * const perceptions = { SPEED: [4, 5], CARE: [6, 7], ORDER: [5, 5] };
 * const scores = servqualScores({ instrument: { dimensions }, scale: { min: 1, max: 7 }, perceptions });
 * console.log(servqualRadarChart(scores).description); // Perception is best in care (6.50) and worst in speed (4.50).
 * ```
 */
export function servqualRadarChart(scores: ServqualScores, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language, width, height = 420 } = frame;
  const text = words[language];
  const { instrument, expectation, perception, scale } = requireResult(scores, "scores", "servqualScores", [
    "expectation",
    "perception",
    "scale",
  ]);
  const rows = nameRows(instrument.dimensions, language);
  if (perception === null) {
    const expected = "scores with perceptions, not of one column of differences";
    throw new InputError({ code: "bad-option", path: "scores.perception", expected, received: perception });
  }
  if (rows.length < 3) {
    const expected = "three dimensions or more";
    throw new InputError({ code: "insufficient-data", path: "scores", expected, received: rows.length });
  }
  const series = expectation === null ? [text.perception] : [text.expectation, text.perception];
  requireScale(scale, "scores.scale");
  const meansOf = (part: "expectation" | "perception") =>
    rows.map(({ key }) => requireFigures(scores[part]!.dimensions, key, `scores.${part}.dimensions`, ["mean"]).mean);
  const perceived = meansOf("perception");
  const expected = expectation === null ? null : meansOf("expectation");
  const values = [...(expected === null ? [] : [expected]), perceived].flatMap((means, s) => {
    const corners = rows.flatMap(({ name }, d): Corner[] => {
      const mean = means[d]!;
      if (mean === null) return [];
      return [{ series: series[s]!, name, mean, order: d, ...place(d, rows.length, radius(mean, scale)) }];
    });
    // Back to the first corner, which closes the polygon.
    return corners.length < 3 ? corners : [...corners, { ...corners[0]!, order: rows.length }];
  });
  // As many pixels a unit across as down, so that rings are round.
  const reach = 1.2;
  const across = (reach * (width - 10)) / Math.max(10, height - 60);
  const position = {
    x: { field: "x", type: "quantitative", scale: { domain: [-across, across], nice: false }, axis: null },
    y: { field: "y", type: "quantitative", scale: { domain: [-reach, reach], nice: false }, axis: null },
  };
  return chart(frame, {
    title: expected === null ? text.titleAlone : text.title,
    description: describe(rows, { perceived, expected }, language),
    height,
    values: values.map((corner) => ({ ...corner })),
    layer: [
      ...grid(rows.length, scale, position),
      ...rows.map(({ name }, d) => nameLabel(name, d, rows.length, position)),
      {
        mark: { type: "line", strokeWidth: 2.5, point: { size: 60, filled: true }, tooltip: true },
        encoding: {
          ...position,
          order: { field: "order", type: "quantitative" },
          color: {
            field: "series",
            type: "nominal",
            scale: { domain: series, range: [colors.contrast, colors.main].slice(-series.length) },
            legend: topLegend,
          },
          strokeDash: {
            field: "series",
            type: "nominal",
            scale: {
              domain: series,
              range: [
                [5, 3],
                [1, 0],
              ].slice(-series.length),
            },
            legend: topLegend,
          },
        },
      },
    ],
  });
}

function radius(mean: number, { min, max }: AnswerScale): number {
  return (mean - min) / (max - min);
}

/** The first direction is up, the others follow clockwise. */
function place(d: number, directions: number, r: number): { readonly x: number; readonly y: number } {
  const angle = (2 * Math.PI * d) / directions;
  return { x: r * Math.sin(angle), y: r * Math.cos(angle) };
}

/** Rings at whole points of the scale (at quarters of a long one), spokes, and what the rings mean. */
function grid(directions: number, { min, max }: AnswerScale, position: object): Chart["layer"] {
  const whole = Number.isInteger(min) && Number.isInteger(max) && max - min <= 10;
  const steps = whole ? max - min : 4;
  const rings = Array.from({ length: steps }, (_, k) => (k + 1) / steps);
  const corners = rings.flatMap((r) =>
    Array.from({ length: directions + 1 }, (_, d) => ({ ring: r, order: d, ...place(d % directions, directions, r) })),
  );
  const spokes = Array.from({ length: directions }, (_, d) => place(d, directions, 1));
  const thin = { color: colors.neutral, strokeWidth: 0.5, opacity: 0.7 };
  return [
    {
      data: { values: corners },
      mark: { type: "line", ...thin },
      encoding: { ...position, detail: { field: "ring" }, order: { field: "order", type: "quantitative" } },
    },
    {
      data: { values: spokes },
      mark: { type: "rule", ...thin },
      encoding: { ...position, x2: { datum: 0 }, y2: { datum: 0 } },
    },
    {
      data: {
        values: rings.map((r) => ({ x: 0, y: r, text: String(Number((min + r * (max - min)).toPrecision(4))) })),
      },
      mark: { ...label, align: "right", baseline: "middle", dx: -4, color: colors.neutral },
      encoding: { ...position, text: { field: "text" } },
    },
  ];
}

function nameLabel(name: string, d: number, directions: number, position: object): Readonly<Record<string, unknown>> {
  const at = place(d, directions, 1.07);
  const align = Math.abs(at.x) < 0.01 ? "center" : at.x > 0 ? "left" : "right";
  const baseline = Math.abs(at.y) < 0.3 ? "middle" : at.y > 0 ? "bottom" : "top";
  return {
    data: { values: [at] },
    mark: { ...label, align, baseline },
    encoding: { ...position, text: { value: name } },
  };
}

function describe(
  rows: readonly ChartRow[],
  means: { readonly perceived: readonly (number | null)[]; readonly expected: readonly (number | null)[] | null },
  language: Language,
): string {
  const text = words[language];
  const known = rows.flatMap(({ name }, d) => {
    const perceived = means.perceived[d]!;
    const expected = means.expected === null ? 0 : means.expected[d]!;
    return perceived === null || expected === null ? [] : [{ name, perceived, expected, gap: perceived - expected }];
  });
  known.sort((a, b) => a.gap - b.gap);
  const [worst, best] = [known[0], known.at(-1)];
  if (worst === undefined || best === undefined) return text.none;
  return means.expected === null
    ? text.alone(best.name, points(best.perceived), worst.name, points(worst.perceived))
    : text.both(worst.name, points(worst.expected), points(worst.perceived), best.name, points(best.gap));
}
