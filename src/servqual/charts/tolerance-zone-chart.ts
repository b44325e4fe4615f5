import { type Chart, chart, colors, type Language, requireFrame, topLegend } from "../../charts/chart.ts";
import { requireNumber, requireOptions } from "../../checks.ts";
import { requireScale } from "../../survey/answers.ts";
import type { ToleranceZones } from "../zones/tolerance-zones.ts";
import { points, requireFigures, requireResult, rowAxis, rowsOf, type ServqualChartOptions } from "./chart-rows.ts";

/** One zone as it is drawn. */
interface ZoneRow {
  readonly name: string;
  readonly adequate: number | null;
  readonly desired: number | null;
  readonly perceived: number | null;
  readonly band: string | null;
}

const words = {
  en: {
    title: "Zones of tolerance",
    axis: "perceived, and the zone from adequate to desired",
    bands: ["below", "within", "above"],
    none: "Nobody has answered, so there is no zone.",
    one: (name: string, zone: string) => `The perceived service of ${name} is ${zone}.`,
    worst: (count: string, name: string, zone: string) =>
      `The perceived service is in the zone of tolerance or above it in ${count}; it is lowest beside its zone in ${name}, ${zone}.`,
    of: (inside: number, all: number) => `${inside} of ${all}`,
    zone: (perceived: string, adequate: string, desired: string) =>
      `${perceived} where ${adequate} is adequate and ${desired} desired`,
  },
  zh: {
    title: "容忍区间",
    axis: "感知水平，以及适当至理想的区间（分）",
    bands: ["低于区间", "区间内", "高于区间"],
    none: "无人作答，无法计算容忍区间。",
    one: (name: string, zone: string) => `“${name}”的${zone}。`,
    worst: (count: string, name: string, zone: string) =>
      `${count}的感知服务处于容忍区间之内或之上；相对区间最低的是“${name}”，${zone}。`,
    of: (inside: number, all: number) => `${all}项中有${inside}项`,
    zone: (perceived: string, adequate: string, desired: string) =>
      `感知为${perceived}，适当为${adequate}，理想为${desired}`,
  },
};

/**
 * Chart of the zones of tolerance (容忍区间图): for each dimension or item a bar from the adequate to the desired level, and the perceived level as
 * a symbol that says in which band it is.
 *
 * @param zones - A result of `toleranceZones`.
 * @param options - Dimensions or items; language and size. The default height grows with the lines.
 * @returns A Vega-Lite chart; its data are `name`, `adequate`, `desired`, `perceived` and `band`.
 * @throws InputError `bad-option` for what is no result, and for the options.
 * @remarks Source: Parasuraman, Zeithaml & Berry (1994), Journal of Retailing 70(3). Twins: none.
 * @example
 * ```ts
 * import { toleranceZoneChart, toleranceZones } from "customer-equity/servqual";
 * const zones = toleranceZones({
 *   instrument: { dimensions: [{ key: "speed", items: [{ key: "S1", text: "Waiting is short" }] }] },
 *   scale: { min: 1, max: 9 },
 *   adequate: { S1: [5, 6] }, desired: { S1: [8, 8] }, perceived: { S1: [6, 7] },
 * });
 * console.log(toleranceZoneChart(zones).description);
 * // The perceived service of speed is 6.50 where 5.50 is adequate and 8.00 desired.
 * ```
 */
export function toleranceZoneChart(zones: ToleranceZones, options?: ServqualChartOptions): Chart {
  const frame = requireFrame(options);
  const { language } = frame;
  const text = words[language];
  const { instrument, scale } = requireResult(zones, "zones", "toleranceZones", ["scale", "items", "dimensions"]);
  requireScale(scale, "zones.scale");
  const by = options?.by === "items" ? "items" : "dimensions";
  const scored = requireOptions(zones[by] ?? null, `zones.${by}`);
  const rows = rowsOf(instrument, options, language).map(({ key, name }): ZoneRow => {
    const path = `zones.${by}.${key}`;
    const zone = requireOptions(scored[key]! ?? null, path);
    const meanOf = (level: "adequate" | "desired" | "perceived") => requireFigures(zone, level, path, ["mean"]).mean;
    const band = zone.band === null ? null : requireOptions(zone.band ?? null, `${path}.band`).rule;
    return {
      name,
      adequate: meanOf("adequate"),
      desired: meanOf("desired"),
      perceived: meanOf("perceived"),
      band:
        band === null ? null : text.bands[requireNumber(band, `${path}.band.rule`, { min: 0, max: 2, integer: true })]!,
    };
  });
  const bands = [...text.bands].reverse();
  const y = rowAxis(rows);
  const x = {
    type: "quantitative",
    scale: { domain: [scale.min, scale.max], nice: false, zero: false },
    axis: { title: text.axis, tickCount: 6 },
  };
  return chart(frame, {
    title: text.title,
    description: describe(rows, language),
    height: Math.max(300, 110 + (rows.length > 10 ? 22 : 34) * rows.length),
    values: rows.map((row) => ({ ...row })),
    layer: [
      {
        mark: { type: "bar", color: colors.neutral, opacity: 0.5, height: 12, tooltip: true },
        encoding: { y, x: { field: "adequate", ...x }, x2: { field: "desired" } },
      },
      {
        transform: [{ filter: "isValid(datum.perceived)" }],
        mark: { type: "point", filled: true, opacity: 1, size: 110, tooltip: true },
        encoding: {
          y,
          x: { field: "perceived", ...x },
          color: {
            field: "band",
            type: "nominal",
            scale: { domain: bands, range: [colors.main, colors.main, colors.contrast] },
            legend: topLegend,
          },
          shape: {
            field: "band",
            type: "nominal",
            scale: { domain: bands, range: ["triangle-up", "circle", "triangle-down"] },
            legend: topLegend,
          },
        },
      },
    ],
  });
}

function describe(rows: readonly ZoneRow[], language: Language): string {
  const text = words[language];
  const known = rows.flatMap(({ name, adequate, desired, perceived }) => {
    if (adequate === null || desired === null || perceived === null) return [];
    return [
      {
        name,
        zone: text.zone(points(perceived), points(adequate), points(desired)),
        adequacy: perceived - adequate,
      },
    ];
  });
  if (known.length === 0) return text.none;
  const worst = known.reduce((least, row) => (row.adequacy < least.adequacy ? row : least));
  if (known.length === 1) return text.one(worst.name, worst.zone);
  const inside = known.filter(({ adequacy }) => adequacy >= -1e-9).length;
  return text.worst(text.of(inside, known.length), worst.name, worst.zone);
}
