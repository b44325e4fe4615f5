import { requireArray, requireOptions } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import type { StructuralModel } from "./national-models.ts";
import { type PathBlockDefinition, type PathModel, pathModel } from "./path-model.ts";

/** The questions that measure a concept: names of items, or a block with its mode and labels. */
export type Indicators = readonly string[] | PathBlockDefinition;

/**
 * Puts a bank's own questions into a structural model (指标配置): the national index models, or one of your own. A concept without questions is
 * left out, and its links with it; what acted through it is not linked anew.
 *
 * @param structure - `ecsiModel`, `acsiModel`, `ccsiModel`, `scsbModel`, `bankSatisfactionModel`, or data of that form.
 * @param indicators - By concept the names of its items, or `{ items, mode }` with labels of your own.
 * @returns A path model for `fitPlsPath`, with the concepts that were given items, in the order of the structure.
 * @throws InputError `bad-option` for a concept that the structure does not have, and where leaving out concepts leaves another without a link;
 * otherwise as `pathModel`.
 * @example
 * ```ts
 * import { acsiModel, withIndicators } from "customer-equity/satisfaction";
 * const model = withIndicators(acsiModel, {
 *   expectation: ["before1", "before2"],
 *   quality: ["now1", "now2", "now3"],
 *   satisfaction: { items: ["overall", "expected", "ideal"], mode: "A" },
 *   loyalty: ["again"],
 * });
 * console.log(model.edges.length); // 4
 * ```
 */
export function withIndicators<N extends string, K extends N>(
  structure: StructuralModel<N>,
  indicators: Readonly<Record<K, Indicators>>,
): PathModel<K> {
  const { nodes, edges, source } = requireOptions(structure ?? null, "structure");
  const known = requireOptions(nodes ?? null, "structure.nodes");
  const given = requireOptions(indicators ?? null, "indicators") as Readonly<Record<string, Indicators | undefined>>;
  const names = Object.keys(known) as N[];
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown !== undefined) {
    throw new InputError({
      code: "bad-option",
      path: `indicators.${unknown}`,
      expected: `concepts of the structure: ${names.join(", ")}`,
      received: unknown,
    });
  }
  const measured = names.filter((name) => given[name] !== undefined);
  const blocks = measured.map((name) => {
    const own = given[name]!;
    const block: PathBlockDefinition = Array.isArray(own)
      ? { items: own }
      : requireOptions(own as PathBlockDefinition, `indicators.${name}`);
    const { label, labelZh } = requireOptions(known[name] ?? null, `structure.nodes.${name}`);
    return [name, { ...block, label: block.label ?? label, labelZh: block.labelZh ?? labelZh }] as const;
  });
  const model: PathModel = pathModel({
    blocks: Object.fromEntries(blocks),
    // What is no pair of concepts is left for pathModel to refuse.
    edges: requireArray(edges, "structure.edges", "an array of links [cause, effect]").filter(
      (edge) => !Array.isArray(edge) || edge.every((name) => !names.includes(name) || measured.includes(name)),
    ),
    source,
  });
  return model as unknown as PathModel<K>;
}
