import { requireArray, requireFlag, requireKnown, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { requireText } from "../../statistics/require-names.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { ClassName } from "../../types.ts";

/** An item of an instrument as one gives it. */
export interface ServqualItemDefinition {
  /** Name of the column of answers: `"REL1"`. */
  readonly key: string;
  /** The statement that is put to the respondent, or its predicate where the instrument has stems. */
  readonly text: string;
  /**
   * The same in Chinese.
   * @defaultValue `text`
   */
  readonly textZh?: string | undefined;
  /**
   * A few words for charts and tables.
   * @defaultValue `key`
   */
  readonly label?: string | undefined;
  /**
   * The same in Chinese.
   * @defaultValue `label`
   */
  readonly labelZh?: string | undefined;
  /**
   * Worded the other way round: an answer x counts as min + max − x (反向题).
   * @defaultValue false
   */
  readonly reversed?: boolean | undefined;
}

/** A dimension of an instrument as one gives it. */
export interface ServqualDimensionDefinition {
  /** Name of the dimension in weights and results: `"reliability"`. */
  readonly key: string;
  /**
   * English name.
   * @defaultValue `key`
   */
  readonly label?: string | undefined;
  /**
   * Chinese name.
   * @defaultValue `label`
   */
  readonly labelZh?: string | undefined;
  /**
   * What the dimension is about, as the question for weights puts it.
   * @defaultValue `label`
   */
  readonly text?: string | undefined;
  /**
   * The same in Chinese.
   * @defaultValue `text` where there is one, else `labelZh`
   */
  readonly textZh?: string | undefined;
  /** Its items, at least one. */
  readonly items: readonly ServqualItemDefinition[];
}

/** How sentences begin that end in the text of an item. Empty: the text of the item is the sentence. */
export interface ServqualStems {
  /** Expectation in English: `"An excellent bank"`. */
  readonly expectation: string;
  /** Expectation in Chinese: `"优秀的银行应当"`. */
  readonly expectationZh: string;
  /** Perception in English: `"This bank"`. */
  readonly perception: string;
  /** Perception in Chinese: `"这家银行"`. */
  readonly perceptionZh: string;
}

/** What {@link servqualInstrument} takes. */
export interface ServqualInstrumentDefinition {
  /**
   * Name of the instrument.
   * @defaultValue "SERVQUAL"
   */
  readonly label?: string | undefined;
  /**
   * Chinese name.
   * @defaultValue "服务质量量表"
   */
  readonly labelZh?: string | undefined;
  /** Where dimensions and items come from. */
  readonly source?: string | null | undefined;
  /** Beginnings of the sentences; without them the texts of the items are sentences. */
  readonly stems?: ServqualStems | null | undefined;
  /** The dimensions, at least one. */
  readonly dimensions: readonly ServqualDimensionDefinition[];
}

/** An item of an instrument (测量题项). */
export interface ServqualItem extends ClassName {
  /** Name of the column of answers. */
  readonly key: string;
  /** The statement, or its predicate. */
  readonly text: string;
  /** The same in Chinese. */
  readonly textZh: string;
  /** Whether it is worded the other way round. */
  readonly reversed: boolean;
}

/** A dimension of an instrument (服务质量维度). */
export interface ServqualDimension extends ClassName {
  /** Name of the dimension in weights and results. */
  readonly key: string;
  /** What it is about. */
  readonly text: string;
  /** The same in Chinese. */
  readonly textZh: string;
  /** Its items. */
  readonly items: readonly ServqualItem[];
}

/** An instrument for measuring service quality (服务质量量表): frozen and safe for JSON. */
export interface ServqualInstrument extends ClassName {
  /** Where dimensions and items come from; `null` where it was not said. */
  readonly source: string | null;
  /** Beginnings of the sentences; `null` where the texts of the items are sentences. */
  readonly stems: ServqualStems | null;
  /** The dimensions in their order. */
  readonly dimensions: readonly ServqualDimension[];
}

/**
 * An instrument of one's own (自定义服务质量量表): any dimensions with any items, checked, completed and frozen.
 *
 * @param definition - Dimensions with their items; names, Chinese texts and beginnings of sentences as wanted. An instrument that came
 * back from JSON is a definition, too.
 * @returns The instrument, for `servqualScores`, `toleranceZones` and `questionnaire`.
 * @throws InputError `bad-option` for no dimension, a dimension without items, a text that is empty or no string; `duplicate-id` for a
 * dimension or an item that is there twice.
 * @remarks Source: the form of Parasuraman, Zeithaml & Berry (1988), Journal of Retailing 64(1). Twins: none.
 * @example
 * ```ts
 * import { servqualInstrument } from "customer-equity/servqual";
 * const counter = servqualInstrument({
 *   dimensions: [
 *     { key: "speed", labelZh: "速度", items: [{ key: "S1", text: "I was served quickly" }] },
 *     { key: "care", labelZh: "关怀", items: [{ key: "C1", text: "Nobody cared about me", reversed: true }] },
 *   ],
 * });
 * console.log(counter.dimensions[1]!.items[0]!.reversed, Object.isFrozen(counter)); // true true
 * ```
 */
export function servqualInstrument(definition: ServqualInstrumentDefinition): ServqualInstrument {
  return readInstrument(definition, "definition");
}

/** Checks an instrument, or the definition of one, and completes it. */
export function readInstrument(definition: ServqualInstrumentDefinition, path: string): ServqualInstrument {
  const given = requireOptions(definition, path);
  requireKnown(given, ["label", "labelZh", "source", "stems", "dimensions"], path);
  const { label, labelZh, source, stems, dimensions } = given;
  const list = requireList(dimensions, `${path}.dimensions`, "dimensions");
  const keys = new Set<string>();
  const itemKeys = new Set<string>();
  return deepFreeze({
    label: requireText(label ?? "SERVQUAL", `${path}.label`),
    labelZh: requireText(labelZh ?? "服务质量量表", `${path}.labelZh`),
    source: source === undefined || source === null ? null : requireText(source, `${path}.source`),
    stems: stems === undefined || stems === null ? null : readStems(stems, `${path}.stems`),
    dimensions: list.map((dimension, d) => readDimension(dimension, `${path}.dimensions[${d}]`, keys, itemKeys)),
  });
}

/** All items of an instrument, in their order. */
export function itemsOf({ dimensions }: ServqualInstrument): readonly ServqualItem[] {
  return dimensions.flatMap(({ items }) => items);
}

/** What belongs to the items of an instrument, one each in their order, by dimension. */
export function splitByDimension<T>({ dimensions }: ServqualInstrument, perItem: readonly T[]): readonly T[][] {
  let first = 0;
  return dimensions.map(({ items }) => {
    const own = perItem.slice(first, first + items.length);
    first += items.length;
    return own;
  });
}

function readDimension(
  dimension: ServqualDimensionDefinition,
  path: string,
  keys: Set<string>,
  itemKeys: Set<string>,
): ServqualDimension {
  const given = requireOptions(dimension, path);
  requireKnown(given, ["key", "label", "labelZh", "text", "textZh", "items"], path);
  const key = takeKey(given.key, `${path}.key`, keys);
  const label = requireText(given.label ?? key, `${path}.label`);
  const labelZh = requireText(given.labelZh ?? label, `${path}.labelZh`);
  return {
    key,
    label,
    labelZh,
    text: requireText(given.text ?? label, `${path}.text`),
    textZh: requireText(given.textZh ?? given.text ?? labelZh, `${path}.textZh`),
    items: requireList(given.items, `${path}.items`, "items").map((item, i) =>
      readItem(item, `${path}.items[${i}]`, itemKeys),
    ),
  };
}

function readItem(item: ServqualItemDefinition, path: string, keys: Set<string>): ServqualItem {
  const given = requireOptions(item, path);
  requireKnown(given, ["key", "label", "labelZh", "text", "textZh", "reversed"], path);
  const key = takeKey(given.key, `${path}.key`, keys);
  const text = requireText(given.text, `${path}.text`);
  const label = requireText(given.label ?? key, `${path}.label`);
  return {
    key,
    label,
    labelZh: requireText(given.labelZh ?? label, `${path}.labelZh`),
    text,
    textZh: requireText(given.textZh ?? text, `${path}.textZh`),
    reversed: requireFlag(given.reversed ?? false, `${path}.reversed`),
  };
}

function readStems(stems: ServqualStems, path: string): ServqualStems {
  const { expectation, expectationZh, perception, perceptionZh } = requireOptions(stems, path);
  return {
    expectation: requireText(expectation, `${path}.expectation`),
    expectationZh: requireText(expectationZh, `${path}.expectationZh`),
    perception: requireText(perception, `${path}.perception`),
    perceptionZh: requireText(perceptionZh, `${path}.perceptionZh`),
  };
}

function takeKey(value: unknown, path: string, taken: Set<string>): string {
  const key = requireText(value, path);
  if (taken.has(key)) {
    throw new InputError({ code: "duplicate-id", path, expected: "a key that no other has", received: key });
  }
  taken.add(key);
  return key;
}

function requireList<T>(value: readonly T[] | undefined, path: string, what: string): readonly T[] {
  const list = requireArray<readonly T[]>(value, path, `an array of ${what}`);
  if (list.length > 0) return list;
  throw new InputError({ code: "bad-option", path, expected: `one or more ${what}`, received: list });
}
