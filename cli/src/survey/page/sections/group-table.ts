import { type Html, html, name } from "../../../report/html.ts";
import { numeric, shaded, table } from "../../../report/table.ts";
import { groupName, none, writing } from "../../../report/writing.ts";
import type { ServiceGroups, ServicePart } from "../../analysis/service-part.ts";
import type { PageInput } from "../page-input.ts";

const words = {
  en: {
    groups: (column: string) => `The dimensions by ${column}`,
    group: "group",
    n: "answers",
    all: "all",
    groupsNote:
      "The darker, the further below the best group. Differences between groups may be chance where groups are small.",
    tooMany: (column: string, count: string) =>
      `${column} has ${count} groups: too many for a table here; each respondent's group is in scores.csv.`,
  },
  zh: {
    groups: (column: string) => `按“${column}”分组的各维度得分`,
    group: "组别",
    n: "作答数",
    all: "全部",
    groupsNote: "颜色越深，比最好的组低得越多。人数少的组，差异可能出于偶然。",
    tooMany: (column: string, count: string) =>
      `“${column}”共有${count}组，组数过多，不在此列表；每位受访者的组别见 scores.csv。`,
  },
};

/** More groups than this make a table that nobody reads. */
const mostGroups = 25;

/** The dimensions by group, the further below the others the darker. */
export function groupTable(
  { language }: PageInput,
  { scores }: ServicePart,
  { column, dimensions }: ServiceGroups,
): Html | null {
  const text = words[language];
  const { points, whole, named } = writing(language);
  const asked = scores.instrument.dimensions.filter(({ key }) => dimensions[key] !== undefined);
  const groups = [...new Set(asked.flatMap(({ key }) => dimensions[key]?.domains.map(({ domain }) => domain) ?? []))];
  if (groups.length < 2) return null;
  if (groups.length > mostGroups) return html`<p>${text.tooMany(column, whole(groups.length))}</p>`;
  const meanOf = (key: string, group: string): number | null =>
    dimensions[key]?.domains.find(({ domain }) => domain === group)?.mean ?? null;
  const ends = (key: string): readonly [number, number] => {
    const means = groups.map((group) => meanOf(key, group)).filter((mean) => mean !== null);
    return [Math.min(...means), Math.max(...means)];
  };
  // One measure for all dimensions: those in which groups hardly differ stay light.
  const spread = Math.max(0, ...asked.map(({ key }) => ends(key)[1] - ends(key)[0]));
  const rows = groups.sort().map((group) => {
    const counts = asked.map(({ key }) => dimensions[key]?.domains.find(({ domain }) => domain === group)?.n ?? 0);
    return [
      name(groupName(group, language)),
      whole(Math.max(0, ...counts)),
      ...asked.map(({ key }) => {
        const mean = meanOf(key, group);
        return mean === null ? none : shaded(points(mean), spread > 0 ? (ends(key)[1] - mean) / spread : 0);
      }),
    ];
  });
  const all = [
    html`<strong>${text.all}</strong>`,
    "",
    ...asked.map(({ key }) => points(dimensions[key]?.overall.mean ?? null)),
  ];
  const heads = [{ title: text.group }, numeric(text.n), ...asked.map((dimension) => numeric(named(dimension)))];
  return html`${table(text.groups(column), heads, [...rows, all])}
<p class="note">${text.groupsNote}</p>`;
}
