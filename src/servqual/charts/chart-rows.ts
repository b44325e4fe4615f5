import { type ChartOptions, type Language, nameAxis, nameOf, requireReadable } from "../../charts/chart.ts";
import { requireNumberOrNull, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ClassName } from "../../types.ts";
import { itemsOf, readInstrument, type ServqualInstrument } from "../instrument/servqual-instrument.ts";

/** Options of charts with a line for each dimension or item. */
export interface ServqualChartOptions extends ChartOptions {
  /**
   * A line for each dimension, or for each item.
   * @defaultValue "dimensions"
   */
  readonly by?: "dimensions" | "items" | undefined;
}

/** A dimension or an item with the name that a chart shows. */
export interface ChartRow {
  readonly key: string;
  readonly name: string;
}

/** The lines of a chart: dimensions or items, with different names. */
export function rowsOf(
  instrument: ServqualInstrument,
  options: ServqualChartOptions | undefined,
  language: Language,
): readonly ChartRow[] {
  const { by = "dimensions" } = requireOptions(options);
  requireOneOf(by, "options.by", ["dimensions", "items"]);
  const { dimensions } = instrument;
  return nameRows(by === "items" ? itemsOf(instrument) : dimensions, language);
}

/** Names in the language of the chart; with the key, where several would be the same. */
export function nameRows(
  named: readonly (ClassName & { readonly key: string })[],
  language: Language,
): readonly ChartRow[] {
  requireReadable(named, "options.by", { expected: "dimensions or items" });
  const names = named.map((one) => nameOf(one, language));
  const unique = new Set(names).size === names.length;
  return named.map(({ key }, j) => ({ key, name: unique ? names[j]! : `${names[j]} (${key})` }));
}

/** The result that a chart draws, with a whole instrument and these fields in it. */
export function requireResult<T extends { readonly instrument: ServqualInstrument }>(
  result: T,
  path: string,
  maker: string,
  fields: readonly (keyof T)[],
): T {
  const { instrument } = requireOptions(result, path);
  if (!Array.isArray(instrument?.dimensions) || !fields.every((field) => typeof result[field] === "object"))
    throw new InputError({ code: "bad-option", path, expected: `a result of ${maker}`, received: result });
  return { ...result, instrument: readInstrument(instrument, `${path}.instrument`) };
}

/** What a result says of a dimension or an item, with these figures in it: numbers, or `null` for what does not exist. */
export function requireFigures<K extends string>(
  byKey: object,
  key: string,
  path: string,
  figures: readonly K[],
): Readonly<Record<K, number | null>> {
  type Figures = Readonly<Record<K, number | null>>;
  const own = `${path}.${key}`;
  const found = requireOptions((requireOptions(byKey ?? null, path) as Record<string, Figures>)[key]! ?? null, own);
  for (const figure of figures) requireNumberOrNull(found[figure], `${own}.${figure}`);
  return found;
}

/** The axis of the lines; those without a mark keep their place. */
export function rowAxis(rows: readonly { readonly name: string }[]): Readonly<Record<string, unknown>> {
  const domain = rows.map(({ name }) => name);
  return { ...nameAxis("name", domain), scale: { domain } };
}

/** A number of points on the scale of answers: two digits after the point. */
export function points(value: number): string {
  return (Number(value.toFixed(2)) || 0).toFixed(2);
}
