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
import { BadInput } from "../../bad-input.ts";
import type { BlockDefinition, PathDefinition, pathModelNames } from "../definition/survey-definition.ts";
import type { FileHeader } from "./file-header.ts";
import { numbered } from "./plan-questions.ts";
import type { PathPlan, SatisfactionPlan } from "./survey-plan.ts";
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
  header: FileHeader,
  definition: PathDefinition | null | undefined,
  satisfaction: SatisfactionPlan | null,
  source: string,
): PathPlan | null {
  if (definition === null) return null;
  const where = `${source}, pathModel`;
  const scale = definition?.scale ?? satisfaction?.scale ?? { min: 1, max: 10 };
  const model = definition === undefined ? usualModel(header, satisfaction) : namedModel(definition, where);
  if (model === null) return null;
  const target = targetOf(model, definition?.target, where);
  const items = Object.values(model.blocks).flatMap((block) => block.items);
  header.take("path", items, { kind: "number", ...scale, whole: false }, `${where}.blocks`);
  return { model, scale, target };
}

function namedModel({ model, blocks, links }: PathDefinition, where: string): PathModel {
  try {
    return model === undefined
      ? pathModel<string>({ blocks, edges: links ?? [] })
      : withIndicators<string, string>(models[model], blocks);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new BadInput(`${where}: ${error.message}`);
  }
}

/** A national model of numbered questions (`image1`, `loyal2`, ...) around those of satisfaction; `null` where they make none. */
function usualModel(header: FileHeader, satisfaction: SatisfactionPlan | null): PathModel | null {
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
  try {
    return withIndicators<string, string>(models[blocks["complaints"] === undefined ? "bank" : "ecsi"], blocks);
  } catch (error) {
    // Blocks that no link joins are no model.
    if (error instanceof InputError) return null;
    throw error;
  }
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
