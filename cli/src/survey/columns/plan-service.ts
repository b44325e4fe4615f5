import type { AnswerScale } from "customer-equity/satisfaction";
import { bankServqual, type ServqualInstrument, servqualInstrument } from "customer-equity/servqual";
import type { FileHeader } from "../../answers/file-header.ts";
import { BadInput } from "../../bad-input.ts";
import { plain } from "../../input/columns.ts";
import {
  type ColumnNames,
  type ServiceDefinition,
  type ServicePartName,
  servicePartNames,
} from "../definition/survey-definition.ts";
import type { Role, ServicePlan } from "./survey-plan.ts";
import { itemNames, partSigns, pointSigns } from "./usual-names.ts";

/** By item the column of its answers. */
type ItemColumns = Readonly<Record<string, string>>;
type Parts = Readonly<Partial<Record<ServicePartName, ItemColumns>>>;

/** What the command line says of the items. */
export interface ServiceOptions {
  readonly scale: AnswerScale | undefined;
  readonly reversed: readonly string[];
  readonly rescalePoints: boolean;
}

/** Which columns are the items of service quality; `null` where there are none. `source` is where the definition stands, for messages. */
export function planService(
  header: FileHeader<Role>,
  definition: ServiceDefinition | null | undefined,
  options: ServiceOptions,
  source: string,
): ServicePlan | null {
  if (definition === null) return null;
  const { instrument: given = bankServqual, columns, points, importanceScale } = definition ?? {};
  const instrument = turned(servqualInstrument(given), options.reversed);
  const where = `${source}, serviceQuality`;
  const parts = chosen(
    columns === undefined ? usualParts(header, instrument) : namedParts(columns, instrument, header, where),
  );
  if (parts === null) return null;
  const complete = (item: string): boolean => Object.values(parts).every((own) => own[item] !== undefined);
  const items = instrument.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key));
  const leftOut = items.filter((item) => !complete(item));
  if (leftOut.length === items.length) return null;
  const kept = withItems(instrument, complete);
  const scale =
    options.scale ?? definition?.scale ?? (parts.differences === undefined ? { min: 1, max: 7 } : { min: -3, max: 3 });
  const asked: Parts = Object.fromEntries(
    Object.entries(parts).map(([part, names]) => [
      part,
      Object.fromEntries(Object.entries(names).filter(([item]) => complete(item))),
    ]),
  );
  for (const part of servicePartNames) {
    const names = Object.values(asked[part] ?? {});
    if (names.length === 0) continue;
    const ends = part === "importance" ? (importanceScale ?? { min: 0, max: Infinity }) : scale;
    header.take(part, names, { kind: "number", ...ends, whole: false }, `${where}.columns.${part}`);
  }
  const weighed = pointColumns(header, points, kept, `${where}.points`);
  if (weighed !== null) {
    const rule = { kind: "number", min: 0, max: Infinity, whole: false } as const;
    header.take("points", Object.values(weighed), rule, `${where}.points`);
  }
  return {
    instrument: kept,
    scale,
    parts: asked,
    importanceScale,
    points: weighed,
    rescale: options.rescalePoints || kept.dimensions.length < instrument.dimensions.length,
    leftOut,
  };
}

/** The instrument with items turned that the command line says are worded the other way round. */
function turned(instrument: ServqualInstrument, reversed: readonly string[]): ServqualInstrument {
  const items = new Set(instrument.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key)));
  const stray = reversed.find((item) => !items.has(item));
  if (stray !== undefined) {
    throw new BadInput(
      `--reversed: there is no item ${JSON.stringify(stray)}; the items are ${[...items].join(", ")}.`,
    );
  }
  if (reversed.length === 0) return instrument;
  return servqualInstrument({
    ...instrument,
    dimensions: instrument.dimensions.map((dimension) => ({
      ...dimension,
      items: dimension.items.map((item) => ({ ...item, reversed: item.reversed || reversed.includes(item.key) })),
    })),
  });
}

function withItems(instrument: ServqualInstrument, keeps: (item: string) => boolean): ServqualInstrument {
  const dimensions = instrument.dimensions
    .map((dimension) => ({ ...dimension, items: dimension.items.filter(({ key }) => keeps(key)) }))
    .filter(({ items }) => items.length > 0);
  return servqualInstrument({ ...instrument, dimensions });
}

/** The parts that go together: perceptions with what there is beside them, or differences alone; `null` where there are neither. */
function chosen(parts: Parts): Parts | null {
  const { perceptions, expectations, adequate, desired, importance, differences } = parts;
  if (perceptions === undefined) {
    return differences === undefined ? null : { differences, ...(importance === undefined ? {} : { importance }) };
  }
  return {
    perceptions,
    ...(expectations === undefined ? {} : { expectations }),
    ...(adequate === undefined || desired === undefined ? {} : { adequate, desired }),
    ...(importance === undefined ? {} : { importance }),
  };
}

/** Columns that an instrument file names, each of which must be there. */
function namedParts(
  columns: NonNullable<ServiceDefinition["columns"]>,
  { dimensions }: ServqualInstrument,
  header: FileHeader<Role>,
  where: string,
): Parts {
  const items = dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key));
  return Object.fromEntries(
    Object.entries(columns).map(([part, names]) => [part, columnsOf(names, items, header, `${where}.columns.${part}`)]),
  );
}

function columnsOf(names: ColumnNames, keys: readonly string[], header: FileHeader<Role>, where: string): ItemColumns {
  if (typeof names === "string") {
    const missing = keys.find((key) => !header.has(names.replace("*", key)));
    if (missing !== undefined) {
      throw new BadInput(
        `${where}: ${header.file} has no column ${JSON.stringify(names.replace("*", missing))}, which ${JSON.stringify(names)} asks for. Rename the column, or name each column by its key.`,
      );
    }
    return Object.fromEntries(keys.map((key) => [key, names.replace("*", key)]));
  }
  const stray = Object.keys(names).find((key) => !keys.includes(key));
  if (stray !== undefined) {
    throw new BadInput(`${where}: there is no ${JSON.stringify(stray)} in the instrument; it has ${keys.join(", ")}.`);
  }
  return names;
}

/** Columns found by usual names: of each part those of the spelling that most items have. */
function usualParts(header: FileHeader<Role>, { dimensions }: ServqualInstrument): Parts {
  const items = dimensions.flatMap((dimension) =>
    dimension.items.map(({ key }, place) => ({ key, names: itemNames(dimension, place).map(plain) })),
  );
  const spelled = (spell: (name: string) => string): ItemColumns =>
    Object.fromEntries(
      items.flatMap(({ key, names }) => {
        const wanted = names.map(spell);
        const [column] = header.filter((name) => wanted.includes(name));
        return column === undefined ? [] : [[key, column]];
      }),
    );
  const found = servicePartNames.flatMap((part) => {
    const spellings: ((name: string) => string)[] = partSigns[part].flatMap((sign) => [
      (name: string) => `${sign}${name}`,
      (name: string) => `${name}${sign}`,
    ]);
    if (part === "perceptions") spellings.push((name) => name);
    const best = spellings.map(spelled).reduce((one, other) => (size(other) > size(one) ? other : one));
    return size(best) > 0 ? [[part, best] as const] : [];
  });
  return Object.fromEntries(found);
}

function size(columns: ItemColumns): number {
  return Object.keys(columns).length;
}

/** By dimension the column of its points; `null` where not every dimension has one. */
function pointColumns(
  header: FileHeader<Role>,
  points: ColumnNames | undefined,
  { dimensions }: ServqualInstrument,
  where: string,
): ItemColumns | null {
  const keys = dimensions.map(({ key }) => key);
  if (points !== undefined) {
    const named = columnsOf(points, keys, header, where);
    const missing = keys.find((key) => named[key] === undefined);
    if (missing === undefined) return named;
    throw new BadInput(`${where}: expected a column for every dimension, found none for ${JSON.stringify(missing)}.`);
  }
  const found = dimensions.flatMap(({ key, labelZh }) => {
    const wanted = pointSigns.flatMap((sign) =>
      [key, labelZh].flatMap((name) => [plain(sign + name), plain(name + sign)]),
    );
    const [column] = header.filter((name) => wanted.includes(name));
    return column === undefined ? [] : [[key, column] as const];
  });
  return found.length === keys.length && keys.length > 1 ? Object.fromEntries(found) : null;
}
