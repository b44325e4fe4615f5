import type { PathModel } from "../structures/path-model.ts";

/** A path model by numbers: what the loops go by. Items stand in the order of the blocks. */
export interface BlockPlan {
  readonly names: readonly string[];
  readonly items: readonly string[];
  /** Items first[b] to first[b + 1] − 1 are those of block b. */
  readonly first: readonly number[];
  /** For each item the number of its block. */
  readonly blockOf: readonly number[];
  /** Whether a block has weights of mode B. */
  readonly formative: readonly boolean[];
  readonly edges: readonly (readonly [cause: number, effect: number])[];
  /** For each block its causes, in the order of the links. */
  readonly causes: readonly (readonly number[])[];
  readonly effects: readonly (readonly number[])[];
}

/** The plan of a model. */
export function planOf({ blocks, edges }: PathModel): BlockPlan {
  const names = Object.keys(blocks);
  const first = [0];
  for (const name of names) first.push(first.at(-1)! + blocks[name]!.items.length);
  return withEdges(
    {
      names,
      items: names.flatMap((name) => blocks[name]!.items),
      first,
      blockOf: names.flatMap((name, b) => blocks[name]!.items.map(() => b)),
      formative: names.map((name) => blocks[name]!.mode === "B"),
    },
    edges.map(([cause, effect]) => [names.indexOf(cause), names.indexOf(effect)]),
  );
}

/** The same blocks with other links. */
export function withEdges(plan: Omit<BlockPlan, "edges" | "causes" | "effects">, edges: BlockPlan["edges"]): BlockPlan {
  const { names } = plan;
  return {
    ...plan,
    edges,
    causes: names.map((_, b) => edges.filter(([, effect]) => effect === b).map(([cause]) => cause)),
    effects: names.map((_, b) => edges.filter(([cause]) => cause === b).map(([, effect]) => effect)),
  };
}

/** The numbers of the items of a block. */
export function placesOf({ first }: BlockPlan, block: number): number[] {
  return Array.from({ length: first[block + 1]! - first[block]! }, (_, i) => first[block]! + i);
}

/** Correlations within a block. */
export function withinBlock(plan: BlockPlan, correlations: Float64Array, block: number): number[][] {
  const own = placesOf(plan, block);
  return own.map((h) => own.map((k) => correlations[h * plan.items.length + k]!));
}
