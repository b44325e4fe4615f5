import { InputError } from "customer-equity";
import {
  acsiModel,
  bankSatisfactionModel,
  ccsiModel,
  ecsiModel,
  type PathModel,
  pathModel,
  type StructuralModel,
  scsbModel,
  withIndicators,
} from "customer-equity/satisfaction";
import type { FileHeader } from "../../answers/file-header.ts";
import { BadInput } from "../../bad-input.ts";
import type { BlockDefinition, PathDefinition, pathModelNames } from "../definition/survey-definition.ts";
import { numbered } from "./plan-questions.ts";
import type { PathPlan, Role, SatisfactionPlan } from "./survey-plan.ts";
import { blockNames } from "./usual-names.ts";

const models: Readonly<Record<(typeof pathModelNames)[number], StructuralModel>> = {
  bank: bankSatisfactionModel,
  ecsi: ecsiModel,
  acsi: acsiModel,
  ccsi: ccsiModel,
  scsb: scsbModel,
};

/** The path model with the columns of its blocks; `null` where there are none. */
export function planPath(
  header: FileHeader<Role>,
  given: PathDefinition | null | undefined,
  satisfaction: SatisfactionPlan | null,
  source: string,
): PathPlan | null {
  const definition = given === undefined ? usualDefinition(header, satisfaction) : given;
  if (definition === null) return null;
  const where = `${source}, pathModel`;
  const model = modelOf(definition);
  if (model instanceof InputError) {
    // Numbered questions that no link joins are no model; that is for a definition to say.
    if (given === undefined) return null;
    throw new BadInput(`${where}: ${model.message}`);
  }
  const scale = definition.scale ?? satisfaction?.scale ?? { min: 1, max: 10 };
  const target = targetOf(model, definition.target, where);
  const items = Object.values(model.blocks).flatMap((block) => block.items);
  header.take("path", items, { kind: "number", ...scale, whole: false }, `${where}.blocks`);
  return { definition: { ...definition, scale, target }, model, scale, target };
}

/** The model, or why there is none. */
function modelOf({ model, blocks, links }: PathDefinition): PathModel | InputError {
  try {
    return model === undefined
      ? pathModel<string>({ blocks, edges: links ?? [] })
      : withIndicators<string, string>(models[model], blocks);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** A national model of numbered questions (`image1`, `loyal2`, ...) around those of satisfaction; `null` without the latter. */
function usualDefinition(header: FileHeader<Role>, satisfaction: SatisfactionPlan | null): PathDefinition | null {
  if (satisfaction === null) return null;
  const found = Object.keys(blockNames).flatMap((block): [string, BlockDefinition][] => {
    const single = block === "complaints" ? header.filter((name) => name === "cusco") : [];
    const items =
      block === "satisfaction"
        ? satisfaction.questions.filter(({ key }) => !satisfaction.reversed.includes(key)).map(({ column }) => column)
        : [...numbered(header, block), ...single];
    return items.length === 0 ? [] : [[block, { items }]];
  });
  const blocks = Object.fromEntries(found);
  return { model: blocks["complaints"] === undefined ? "bank" : "ecsi", blocks };
}

/** The block that is to be improved: satisfaction, or the last that others act on. */
function targetOf({ blocks, edges }: PathModel, asked: string | undefined, where: string): string {
  const effects = edges.map(([, effect]) => effect);
  if (asked !== undefined && !effects.includes(asked)) {
    throw new BadInput(
      `${where}.target: expected one of ${[...new Set(effects)].join(", ")}, found ${JSON.stringify(asked)}.`,
    );
  }
  if (asked !== undefined) return asked;
  return "satisfaction" in blocks && effects.includes("satisfaction") ? "satisfaction" : (effects.at(-1) as string);
}
