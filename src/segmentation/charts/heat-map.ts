import { type Chart, colors, label, nameAxis } from "../../charts/chart.ts";
import { InputError } from "../../errors.ts";

/** One cell of a grid of classes: how strong its colour is, from 0 to 1, and what is written into it. */
export interface HeatCell {
  readonly row: string;
  readonly column: string;
  readonly strength: number;
  readonly label: string;
}

/** A grid whose cells are the stronger in colour the more they hold; the label says how much. */
export function heatMap(
  cells: readonly (HeatCell & Readonly<Record<string, string | number | null>>)[],
  titles: { readonly rows: string; readonly columns: string },
): { readonly values: Chart["data"]["values"]; readonly layer: Chart["layer"] } {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const names = nameAxis("row", rows);
  const y = { ...names, axis: { ...(names["axis"] as object), title: titles.rows } };
  // A word a line, four Chinese characters a line: columns are narrow.
  const x = {
    field: "column",
    type: "nominal",
    sort: null,
    title: titles.columns,
    axis: {
      orient: "bottom",
      ticks: false,
      domain: false,
      labelAngle: 0,
      labelLimit: 160,
      labelPadding: 6,
      labelExpr: "split(replace(datum.label, /([\\u4e00-\\u9fff]{4})(?=[\\u4e00-\\u9fff])/g, '$1 '), /[ -]/)",
    },
  };
  return {
    values: cells,
    layer: [
      {
        mark: { type: "rect", color: colors.main, tooltip: true },
        encoding: {
          y,
          x,
          opacity: {
            field: "strength",
            type: "quantitative",
            scale: { domain: [0, 1], range: [0.06, 0.75] },
            legend: null,
          },
        },
      },
      { mark: { ...label, align: "center", baseline: "middle" }, encoding: { y, x, text: { field: "label" } } },
    ],
  };
}

/** Classes of the same name would fall into one row of the picture. */
export function requireDistinct(names: string[], path: string): string[] {
  if (new Set(names).size === names.length) return names;
  throw new InputError({ code: "bad-option", path, expected: "classes with different names", received: names });
}
