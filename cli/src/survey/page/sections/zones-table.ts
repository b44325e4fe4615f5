import { toleranceZoneChart } from "customer-equity/servqual";
import { Refusal } from "../../../answers/attempt.ts";
import { chartWidth } from "../../../report/draw-chart.ts";
import { figure } from "../../../report/figure.ts";
import { type Html, html, name } from "../../../report/html.ts";
import { numeric, table } from "../../../report/table.ts";
import { whyNot } from "../../../report/why-not.ts";
import { none, writing } from "../../../report/writing.ts";
import type { ServicePart } from "../../analysis/service-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    zones: "Zones of tolerance",
    dimension: "dimension",
    adequate: "adequate",
    desired: "desired",
    perception: "perception",
    adequacy: "perceived less adequate",
    interval: "interval",
    band: "band of the means",
    inside: "of respondents below, within, above",
    refused: (why: string) => `Zones of tolerance cannot be found: ${why}.`,
  },
  zh: {
    zones: "容忍区间",
    dimension: "维度",
    adequate: "适当",
    desired: "理想",
    perception: "感知",
    adequacy: "感知－适当",
    interval: "置信区间",
    band: "均值所处区间",
    inside: "低于、处于、高于区间的受访者占比",
    refused: (why: string) => `无法得出容忍区间：${why}。`,
  },
};

/** Zones of tolerance with the levels that customers get; nothing where the levels were not asked. */
export async function zonesTable({ language }: PageInput, zones: ServicePart["zones"]): Promise<Html | null> {
  if (zones === null) return null;
  const text = words[language];
  if (zones instanceof Refusal) return html`<p>${text.refused(whyNot(zones, language))}</p>`;
  const { points, percent, interval, named, list } = writing(language);
  const chart = toleranceZoneChart(zones, { language, width: chartWidth });
  const rows = zones.instrument.dimensions.map((dimension) => {
    const zone = zones.dimensions[dimension.key];
    const shares = zone?.shares ?? null;
    return [
      name(named(dimension)),
      points(zone?.adequate.mean ?? null),
      points(zone?.desired.mean ?? null),
      points(zone?.perceived.mean ?? null),
      points(zone?.adequacy.mean ?? null),
      interval(zone?.adequacy ?? null, points),
      zone?.band == null ? none : named(zone.band),
      shares === null ? none : list([shares.below, shares.within, shares.above].map(percent)),
    ];
  });
  const levels = [numeric(text.adequate), numeric(text.desired), numeric(text.perception)];
  const columns = [
    { title: text.dimension },
    ...levels,
    numeric(text.adequacy),
    numeric(text.interval),
    { title: text.band },
    { title: text.inside },
  ];
  const behind = { columns: [{ title: text.dimension }, ...levels], rows: rows.map((row) => row.slice(0, 4)) };
  return html`<div class="figures">
${await figure("zones", chart, behind, language)}</div>
${table(text.zones, columns, rows)}`;
}
