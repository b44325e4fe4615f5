import { requireArray, requireLength, requireNumber, requireOptions } from "../../../checks.ts";
import type { PlsPathFit } from "../pls-path-fit.ts";
import { type PlsPathModel, requirePlsModel } from "../pls-path-model.ts";

/** Checks that a value is a whole fit, not its model alone, and gives its model and the names of its blocks. */
export function requirePlsFit<N extends string>(
  fit: PlsPathFit<N>,
): { readonly model: PlsPathModel<N>; readonly names: readonly N[] } {
  const model = requirePlsModel(fit, "fit");
  const names = Object.keys(model.structure.blocks) as N[];
  const blocks = requireOptions(fit.blocks ?? null, "fit.blocks");
  const scores = requireOptions(fit.scores ?? null, "fit.scores");
  for (const name of names) {
    requireOptions(blocks[name] ?? null, `fit.blocks.${name}`);
    requireArray(scores[name], `fit.scores.${name}`, "a column of scores");
  }
  requireLength(requireArray(fit.paths, "fit.paths"), "fit.paths", model.paths.length);
  fit.paths.forEach((path, i) => {
    requireNumber(requireOptions(path ?? null, `fit.paths[${i}]`).coefficient, `fit.paths[${i}].coefficient`);
  });
  requireArray(fit.effects, "fit.effects");
  return { model, names };
}
