import { requireArray, requireKnown, requireOneOf, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { requireText } from "../../../statistics/require-names.ts";
import { deepFreeze } from "../../../survey/deep-freeze.ts";
import type { ClassName } from "../../../types.ts";

/**
 * How a block is estimated (测量模式). `"A"`: each item is weighted by its covariance with the neighbours of the block (reflective items,
 * correlation weights). `"B"`: by multiple regression (formative items, regression weights), for items that need not agree.
 */
export type BlockMode = "A" | "B";

/** A block as {@link pathModel} takes it. */
export interface PathBlockDefinition {
  /** Names of the items (questions) that measure it, one at the least. */
  readonly items: readonly string[];
  /**
   * How its weights are estimated.
   * @defaultValue "A"
   */
  readonly mode?: BlockMode | undefined;
  /**
   * English name.
   * @defaultValue the name of the block
   */
  readonly label?: string | undefined;
  /**
   * Chinese name.
   * @defaultValue the label
   */
  readonly labelZh?: string | undefined;
}

/** A path model as {@link pathModel} takes it. */
export interface PathModelDefinition<N extends string = string> {
  /** The blocks by name. */
  readonly blocks: Readonly<Record<N, PathBlockDefinition>>;
  /** The links, cause first. */
  readonly edges: readonly (readonly [cause: NoInfer<N>, effect: NoInfer<N>])[];
  /** Where the structure comes from. */
  readonly source?: string | undefined;
}

/** A block: a concept (潜变量) and the items that measure it (观测变量). */
export interface PathBlock extends ClassName {
  /** Names of the items. */
  readonly items: readonly string[];
  /** How its weights are estimated. */
  readonly mode: BlockMode;
}

/** Blocks of items and the links between them (路径模型), checked: plain frozen data, which {@link pathModel} takes again. */
export interface PathModel<N extends string = string> {
  /** The blocks by name. */
  readonly blocks: Readonly<Record<N, PathBlock>>;
  /** The links, cause first. */
  readonly edges: readonly (readonly [cause: N, effect: N])[];
  /** Where the structure comes from, if said. */
  readonly source?: string | undefined;
}

/**
 * A path model (路径模型): which items measure which concept, and which concept acts on which. What `fitPlsPath` estimates.
 *
 * @param definition - Blocks by name, each with its items, and the links as pairs [cause, effect].
 * @returns The model, frozen and JSON-safe: `mode` is A and the labels are the names where they were not given.
 * @throws InputError `empty` for a model without blocks or a block without items; `duplicate-id` for an item in two blocks or a link given
 * twice; `bad-option` for a link of an unknown block, a block without a link, a circle of links, an unknown mode, and what is no model.
 * @remarks The national index models are ready-made: `withIndicators(ecsiModel, { ... })`. Twins: plspm takes a triangular matrix and a list of
 * columns, seminr `constructs` and `relationships`.
 * @example
 * ```ts
 * import { pathModel } from "customer-equity/satisfaction";
 * const model = pathModel({
 *   blocks: {
 *     service: { items: ["queue", "staff"], label: "service", labelZh: "服务" },
 *     satisfaction: { items: ["overall", "ideal"] },
 *   },
 *   edges: [["service", "satisfaction"]],
 * });
 * console.log(model.blocks.satisfaction.mode); // A
 * ```
 */
export function pathModel<N extends string>(definition: PathModelDefinition<N>): PathModel<N> {
  const { blocks, edges, source } = requireOptions(definition ?? null, "model");
  const given = Object.entries<PathBlockDefinition>(requireOptions(blocks ?? null, "model.blocks"));
  if (given.length === 0) {
    throw new InputError({
      code: "empty",
      path: "model.blocks",
      expected: "blocks of items by name",
      received: blocks,
    });
  }
  const names = given.map(([name]) => name);
  const blockOfItem = new Map<string, string>();
  const checked = given.map(([name, block]) => [name, checkBlock(name, block, blockOfItem)] as const);
  const links = checkEdges(edges, names);
  const unlinked = names.find((name) => !links.some((link) => link.includes(name)));
  if (unlinked !== undefined) {
    refuse("edges", `a link for every block, also for ${unlinked}`, links.length, "Link the block, or leave it out.");
  }
  refuseCircle(names, links);
  return deepFreeze({
    blocks: Object.fromEntries(checked),
    edges: links,
    ...(source === undefined ? {} : { source: requireText(source, "model.source") }),
  }) as unknown as PathModel<N>;
}

function checkBlock(name: string, block: PathBlockDefinition, blockOfItem: Map<string, string>): PathBlock {
  const path = `model.blocks.${name}`;
  const given = requireOptions(block ?? null, path);
  requireKnown(given, ["items", "mode", "label", "labelZh"], path);
  const { items, mode = "A", label = name, labelZh = label } = given;
  requireArray(items, `${path}.items`, "an array of names of items");
  if (items.length === 0) {
    throw new InputError({ code: "empty", path: `${path}.items`, expected: "at least one item", received: items });
  }
  items.forEach((item, i) => {
    requireText(item, `${path}.items[${i}]`);
    const other = blockOfItem.get(item);
    if (other !== undefined) {
      throw new InputError({
        code: "duplicate-id",
        path: `${path}.items[${i}]`,
        expected: "each item in one block, once",
        received: item,
        advice: `It is in ${other} already.`,
      });
    }
    blockOfItem.set(item, name);
  });
  return {
    items: [...items],
    mode: requireOneOf(mode, `${path}.mode`, ["A", "B"]),
    label: requireText(label, `${path}.label`),
    labelZh: requireText(labelZh, `${path}.labelZh`),
  };
}

function checkEdges(edges: unknown, names: readonly string[]): (readonly [string, string])[] {
  const given = requireArray(
    edges as readonly unknown[] | undefined,
    "model.edges",
    "an array of links [cause, effect]",
  );
  const seen = new Set<string>();
  return given.map((edge, i) => {
    const path = `edges[${i}]`;
    if (!Array.isArray(edge) || edge.length !== 2) refuse(path, "a pair [cause, effect]", edge);
    const [cause, effect] = edge as [unknown, unknown];
    for (const name of [cause, effect])
      if (typeof name !== "string" || !names.includes(name)) refuse(path, `blocks among ${names.join(", ")}`, name);
    const key = JSON.stringify(edge);
    if (seen.has(key)) {
      throw new InputError({
        code: "duplicate-id",
        path: `model.${path}`,
        expected: "each link once",
        received: `${cause} -> ${effect}`,
      });
    }
    seen.add(key);
    return [cause as string, effect as string] as const;
  });
}

function refuseCircle(names: readonly string[], edges: readonly (readonly [string, string])[]): void {
  // What is left when blocks without a cause among the rest are taken away again and again is in a circle, or behind one.
  let rest = [...names];
  for (;;) {
    const caused = rest.filter((name) => edges.some(([cause, effect]) => effect === name && rest.includes(cause)));
    if (caused.length === 0) return;
    if (caused.length === rest.length) {
      refuse("edges", "links without a circle", rest.join(", "), "A path model has no feedback: take one link out.");
    }
    rest = caused;
  }
}

function refuse(path: string, expected: string, received: unknown, advice?: string): never {
  throw new InputError({ code: "bad-option", path: `model.${path}`, expected, received, advice });
}
