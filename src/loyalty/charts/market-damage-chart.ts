import {
  type Chart,
  type ChartOptions,
  chart,
  colors,
  type Language,
  label,
  nameAxis,
  nameOf,
  requireFrame,
  requireReadable,
  topLegend,
} from "../../charts/chart.ts";
import { amountLabels, count, percent } from "../../charts/numbers.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { DamageEstimate, MarketDamage } from "../recovery/market-damage.ts";

const words = {
  en: {
    title: "Customers lost to problems",
    axis: "customers lost",
    kinds: ["today", "scenario"],
    one: (lost: string, where: string, part: string, retention: string) =>
      `Problems cost ${lost} customers and leave a retention of ${retention}; the most are lost among the ${where} (${part}).`,
    two: (lost: string, other: string, saved: string, where: string, part: string) =>
      `Problems cost ${lost} customers today and ${other} under the scenario, a difference of ${saved}; today the most are lost among the ${where} (${part}).`,
  },
  zh: {
    title: "因问题流失的客户",
    axis: "流失客户数",
    kinds: ["目前", "改进方案"],
    one: (lost: string, where: string, part: string, retention: string) =>
      `因问题流失客户${lost}人，客户保持率为${retention}；其中“${where}”流失最多（${part}人）。`,
    two: (lost: string, other: string, saved: string, where: string, part: string) =>
      `目前因问题流失客户${lost}人，改进方案下为${other}人，相差${saved}人；目前“${where}”流失最多（${part}人）。`,
  },
};

/**
 * Chart of market damage (市场损失图): where customers are lost to problems, among those who said nothing or whose complaint ended badly or
 * well, today and under a scenario.
 *
 * @param damage - What `marketDamage` returns.
 * @param options - Language and size.
 * @returns A Vega-Lite chart; its data are a record for each part and way of handling: `name`, `kind`, `lost`, `customers`, `label`.
 * @throws InputError `empty` without parts, `not-finite` or `out-of-range` for what is no estimate, `bad-option`.
 * @remarks There is no standard twin.
 * @example
 * ```ts
 * import { marketDamage, marketDamageChart, marketDamagePresets } from "customer-equity/loyalty";
 * const damage = marketDamage({
 *   customers: 50_000, problemRate: 0.12, complaintRate: 0.4,
 *   mix: { unsatisfied: 0.3, satisfied: 0.3, satisfiedQuickly: 0.4 },
 *   repurchase: { noProblem: 0.92, ...marketDamagePresets["large-loss"].repurchase },
 * });
 * console.log(marketDamageChart(damage).data.values[0]!.label); // 2,988
 * ```
 */
export function marketDamageChart(damage: MarketDamage, options?: ChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const given = requireOptions(damage, "damage") as MarketDamage;
  const today = readEstimate(given, "damage", language);
  const other = given.scenario == null ? null : readEstimate(given.scenario, "damage.scenario", language);
  const values = [today, ...(other === null ? [] : [other])].flatMap(({ parts }, k) =>
    parts.map((part) => ({ ...part, kind: text.kinds[k]! })),
  );
  const y = nameAxis(
    "name",
    today.parts.map(({ name }) => name),
  );
  const longest = Math.max(...values.map(({ lost }) => lost), 1e-6);
  const shortest = Math.min(0, ...values.map(({ lost }) => lost));
  const grouped = other === null ? {} : { yOffset: { field: "kind", type: "nominal", sort: text.kinds } };
  const x = {
    field: "lost",
    type: "quantitative",
    scale: { domain: [1.25 * shortest, 1.15 * longest], nice: false },
    axis: { title: text.axis, labelExpr: amountLabels(language), tickCount: 5 },
  };
  const most = today.parts.reduce((one, part) => (part.lost > one.lost ? part : one));
  const say = [customers(today.lost), most.name, most.label] as const;
  return chart(frame, {
    title: text.title,
    description:
      other === null
        ? text.one(...say, percent(today.retention, language))
        : text.two(say[0], customers(other.lost), customers(today.lost - other.lost), say[1], say[2]),
    height: 120 + (other === null ? 30 : 46) * today.parts.length,
    values,
    layer: [
      {
        mark: { type: "bar", opacity: 0.85, tooltip: true },
        encoding: {
          y,
          x,
          ...grouped,
          color: {
            field: "kind",
            type: "nominal",
            scale: { domain: text.kinds, range: [colors.contrast, colors.main] },
            legend: other === null ? null : topLegend,
          },
        },
      },
      {
        mark: { ...label, align: "left", baseline: "middle", dx: 4 },
        encoding: { y, x, ...grouped, text: { field: "label" } },
      },
    ],
  });
}

function readEstimate(
  given: DamageEstimate,
  path: string,
  language: Language,
): {
  readonly lost: number;
  readonly retention: number;
  readonly parts: readonly { name: string; lost: number; customers: number; label: string }[];
} {
  const { parts, customersLost, retention } = requireOptions(given, path) as DamageEstimate;
  const size = { min: -1e15, max: 1e15 };
  return {
    lost: requireNumber(customersLost, `${path}.customersLost`, size),
    retention: requireNumber(retention, `${path}.retention`, { min: 0, max: 1 + 1e-9 }),
    parts: requireReadable(parts, `${path}.parts`, { expected: "the parts of marketDamage" }).map((part, i) => {
      const where = `${path}.parts[${i}]`;
      const lost = requireNumber(requireOptions(part, where).lost, `${where}.lost`, size);
      return {
        name: requireText(nameOf(part, language), `${where}.label`),
        lost,
        customers: requireNumber(part.customers, `${where}.customers`, { ...size, min: 0 }),
        label: customers(lost),
      };
    }),
  };
}

/** A number of customers, which is below 0 where problems made good keep more of them than no problems would. */
function customers(value: number): string {
  return value < 0 ? `-${count(-value)}` : count(value);
}
