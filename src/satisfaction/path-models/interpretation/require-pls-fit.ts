import {
  requireArray,
  requireLength,
  requireNumber,
  requireNumberOrNull,
  requireOneOf,
  requireOptions,
} from "../../../checks.ts";
import { requireText } from "../../../statistics/require-names.ts";
import type { PlsPathFit } from "../pls-path-fit.ts";
import { type PlsPathModel, requirePlsModel } from "../pls-path-model.ts";

/** Checks that a value is a whole fit, not its model alone, as far as it is read, and gives its model and the names of its blocks. */
export function requirePlsFit<N extends string>(
  fit: PlsPathFit<N>,
): { readonly model: PlsPathModel<N>; readonly names: readonly N[] } {
  const model = requirePlsModel(fit, "fit");
  const names = Object.keys(model.structure.blocks) as N[];
  const blocks = requireOptions(fit.blocks ?? null, "fit.blocks");
  const scores = requireOptions(fit.scores ?? null, "fit.scores");
  for (const name of names) {
    const path = `fit.blocks.${name}`;
    const block = requireOptions(blocks[name] ?? null, path);
    requireText(block.label, `${path}.label`);
    requireText(block.labelZh, `${path}.labelZh`);
    for (const figure of ["index", "indexDeviation", "rSquared"] as const) {
      requireNumberOrNull(block[figure], `${path}.${figure}`);
    }
    const column = requireArray(scores[name], `fit.scores.${name}`, "a column of scores");
    requireLength(column, `fit.scores.${name}`, scores[names[0]!].length);
    for (let i = 0; i < column.length; i++) requireNumberOrNull(column[i], `fit.scores.${name}[${i}]`);
  }
  requireLength(requireArray(fit.paths, "fit.paths"), "fit.paths", model.paths.length);
  fit.paths.forEach((path, i) => {
    requireNumber(requireOptions(path ?? null, `fit.paths[${i}]`).coefficient, `fit.paths[${i}].coefficient`);
  });
  requireArray(fit.effects, "fit.effects").forEach((effect, i) => {
    const { from, to, total } = requireOptions(effect ?? null, `fit.effects[${i}]`);
    requireOneOf(from, `fit.effects[${i}].from`, names);
    requireOneOf(to, `fit.effects[${i}].to`, names);
    requireNumber(total, `fit.effects[${i}].total`);
  });
  return { model, names };
}
