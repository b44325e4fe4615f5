import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  nameAxis,
  requireFrame,
  requireReadable,
  topLegend,
} from "../../charts/chart.ts";
import { percent } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import type { NetPromoterScore } from "../measures/net-promoter-score.ts";

const words = {
  en: {
    title: "Net promoter score",
    axis: "per cent of respondents; net promoter score",
    kinds: ["detractors", "promoters"],
    one: (name: string, score: string, lower: string, upper: string, promoters: string, detractors: string) =>
      `The net promoter score of ${name} is ${score} (${lower} to ${upper}): ${promoters} promoters less ${detractors} detractors.`,
    many: (count: number, best: string, high: string, worst: string, low: string) =>
      `Of ${count} net promoter scores that of ${best} is the highest (${high}) and that of ${worst} the lowest (${low}).`,
  },
  zh: {
    title: "净推荐值",
    axis: "受访者占比（%）与净推荐值",
    kinds: ["贬损者", "推荐者"],
    one: (name: string, score: string, lower: string, upper: string, promoters: string, detractors: string) =>
      `${name}的净推荐值为${score}（${lower}至${upper}）：推荐者占${promoters}，贬损者占${detractors}。`,
    many: (count: number, best: string, high: string, worst: string, low: string) =>
      `${count}个净推荐值中，${best}最高（${high}），${worst}最低（${low}）。`,
  },
};

/**
 * Chart of net promoter scores (净推荐值图): promoters to the right, detractors to the left, and the score with its interval, a line
 * for each branch, segment or quarter.
 *
 * @param scores - By name what `netPromoterScore` returns; at most 60.
 * @param options - Language and size. The default height grows with the scores.
 * @returns A Vega-Lite chart; its data are two records a score with `name`, `kind`, `share` (per cent, detractors below 0), `score`,
 * `lower`, `upper`.
 * @throws InputError `empty` without scores, `bad-option` for more than 60 or the options, `not-finite` or `out-of-range` for what are
 * no scores.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { netPromoterScoreOfShares, promoterScoreChart } from "customer-equity/satisfaction";
 * const north = netPromoterScoreOfShares({ promoters: 0.45, detractors: 0.25, n: 400 });
 * const south = netPromoterScoreOfShares({ promoters: 0.4, detractors: 0.28, n: 350 });
 * console.log(promoterScoreChart({ north, south }).description); // Of 2 net promoter scores that of north is the highest (20.0) and that of south the lowest (12.0).
 * ```
 */
export function promoterScoreChart(scores: Readonly<Record<string, NetPromoterScore>>, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const text = words[frame.language];
  const names = Object.keys(requireOptions(scores, "scores"));
  requireReadable(names, "scores", { expected: "scores by name", most: 60 });
  const rows = names.map((name) => requireScore(scores[name]!, name));
  const y = nameAxis("name", names);
  const interval = rows.map(({ name, score, lower, upper }) => ({ name, score, lower, upper, label: tenths(score) }));
  const x = (field: string): Readonly<Record<string, unknown>> => ({
    field,
    type: "quantitative",
    scale: { domain: [-100, 100] },
    axis: { title: text.axis, tickCount: 5 },
  });
  return chart(frame, {
    title: text.title,
    description: describe(rows, frame.language),
    height: Math.max(180, 110 + 34 * names.length),
    values: rows.flatMap(({ name, promoters, detractors, score, lower, upper }) => [
      { name, kind: text.kinds[0]!, share: 0 - 100 * detractors, score, lower, upper },
      { name, kind: text.kinds[1]!, share: 100 * promoters, score, lower, upper },
    ]),
    layer: [
      {
        data: { values: [{ at: 0 }] },
        mark: { type: "rule", color: colors.neutral },
        encoding: { x: x("at") },
      },
      {
        mark: { type: "bar", size: 16, opacity: 0.55, tooltip: true },
        encoding: {
          y,
          x: x("share"),
          color: {
            field: "kind",
            type: "nominal",
            scale: { domain: text.kinds, range: [colors.contrast, colors.main] },
            legend: topLegend,
          },
        },
      },
      {
        data: { values: interval },
        mark: { type: "rule", strokeWidth: 3, color: colors.neutral },
        encoding: { y, x: x("lower"), x2: { field: "upper" } },
      },
      {
        data: { values: interval },
        mark: { type: "point", filled: true, opacity: 1, size: 80, color: colors.neutral },
        encoding: { y, x: x("score") },
      },
      {
        data: { values: interval },
        mark: { ...label, align: "right", baseline: "middle", dx: -6 },
        encoding: { y, x: { datum: 100, type: "quantitative" }, text: { field: "label" } },
      },
    ],
  });
}

/** Scores of one chart to the same digit. */
function tenths(score: number): string {
  return (Math.round(10 * score) / 10 || 0).toFixed(1);
}

type Row = Pick<NetPromoterScore, "score" | "lower" | "upper" | "promoters" | "detractors"> & { readonly name: string };

function requireScore(given: NetPromoterScore, name: string): Row {
  const path = `scores.${name}`;
  const { score, lower, upper, promoters, detractors } = requireOptions(given, path);
  const points = { min: -100, max: 100 };
  return {
    name,
    score: requireNumber(score, `${path}.score`, points),
    lower: requireNumber(lower, `${path}.lower`, points),
    upper: requireNumber(upper, `${path}.upper`, points),
    promoters: requireNumber(promoters, `${path}.promoters`, { min: 0, max: 1 }),
    detractors: requireNumber(detractors, `${path}.detractors`, { min: 0, max: 1 }),
  };
}

function describe(rows: readonly Row[], language: Language): string {
  const text = words[language];
  const best = rows.reduce((one, other) => (other.score > one.score ? other : one));
  const worst = rows.reduce((one, other) => (other.score < one.score ? other : one));
  if (rows.length > 1) return text.many(rows.length, best.name, tenths(best.score), worst.name, tenths(worst.score));
  const share = (value: number): string => percent(value, language);
  const { name, score, lower, upper, promoters, detractors } = best;
  return text.one(name, tenths(score), tenths(lower), tenths(upper), share(promoters), share(detractors));
}
