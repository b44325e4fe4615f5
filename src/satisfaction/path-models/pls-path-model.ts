import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";
import type { Fitted } from "../../types.ts";
import { type PlsSettings, requireSettings } from "./estimation/pls-settings.ts";
import { type PathModel, pathModel } from "./structures/path-model.ts";

/** What a fitted model keeps of an item. */
export interface PlsModelItem {
  /** Weight of the standardized item in the score of its block. */
  readonly weight: number;
  /** Mean of the answers. */
  readonly mean: number;
  /** Standard deviation of the answers (divisor n). */
  readonly deviation: number;
}

/** A link with its coefficient. */
export interface PlsModelPath<N extends string = string> {
  /** The cause. */
  readonly from: N;
  /** The effect. */
  readonly to: N;
  /** Change of the effect in standard deviations, for one standard deviation of the cause (路径系数). */
  readonly coefficient: number;
}

/** A path model fitted by PLS: frozen JSON that scores respondents (`latentScores`) and can be estimated again on other rows. */
export interface PlsPathModel<N extends string = string> {
  readonly kind: "pls-path";
  /** Version of the stored form. */
  readonly version: 1;
  /** Blocks, items and links. */
  readonly structure: PathModel<N>;
  /** Weights, means and standard deviations by item. */
  readonly items: Readonly<Record<string, PlsModelItem>>;
  /** The links with their coefficients, in the order of the structure. */
  readonly paths: readonly PlsModelPath<N>[];
  /** How it was estimated. */
  readonly settings: PlsSettings;
}

/** The model of a fit, or one that was stored, checked. */
export function requirePlsModel<N extends string>(subject: Fitted<PlsPathModel<N>>, path = "model"): PlsPathModel<N> {
  const given = requireOptions((subject ?? null) as { readonly model?: PlsPathModel<N> }, path);
  const model = (given.model ?? given) as PlsPathModel<N>;
  if (typeof model !== "object" || model === null || model.kind !== "pls-path") {
    throw new InputError({
      code: "unknown-kind",
      path: `${path}.kind`,
      expected: '"pls-path": a fit of fitPlsPath, or its model',
      received: (model as { readonly kind?: unknown } | null)?.kind,
    });
  }
  if (model.version !== 1) {
    throw new InputError({
      code: "bad-option",
      path: `${path}.version`,
      expected: "version 1",
      received: model.version,
      advice: "The model was stored by a newer version of this package.",
    });
  }
  const structure = pathModel(model.structure);
  const items = requireOptions(model.items ?? null, `${path}.items`);
  const names = Object.values<PathModel["blocks"][string]>(structure.blocks).flatMap((block) => block.items);
  const checked = names.map((name) => {
    const own = `${path}.items.${name}`;
    const { weight, mean, deviation } = requireOptions(Object.hasOwn(items, name) ? items[name] : undefined, own);
    return [
      name,
      {
        weight: requireNumber(weight, `${own}.weight`),
        mean: requireNumber(mean, `${own}.mean`),
        deviation: requireNumber(deviation, `${own}.deviation`, { min: 0, openMin: true }),
      },
    ] as const;
  });
  const paths = structure.edges.map(([from, to], i) => {
    const coefficient = requireNumber(model.paths?.[i]?.coefficient, `${path}.paths[${i}].coefficient`);
    return { from, to, coefficient };
  });
  const settings = requireSettings(requireOptions(model.settings ?? null, `${path}.settings`), `${path}.settings`);
  return deepFreeze({ kind: "pls-path", version: 1, structure, items: Object.fromEntries(checked), paths, settings });
}
