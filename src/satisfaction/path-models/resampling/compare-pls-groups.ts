import { requireArray, requireLength, requireNumber, requireOptions, requireSeed } from "../../../checks.ts";
import { InputError } from "../../../errors.ts";
import { type RandomStream, randomStream } from "../../../numeric/random.ts";
import type { SurveyAnswers } from "../../../survey/answers.ts";
import type { Fitted, Warning } from "../../../types.ts";
import { leastRows } from "../estimation/estimate-pls.ts";
import { addRow, emptySums } from "../estimation/item-moments.ts";
import type { SurveyRows } from "../estimation/survey-rows.ts";
import type { PlsPathModel } from "../pls-path-model.ts";
import { attempt, type ResampledStatistics, type Resampling, resampling } from "./resampled-statistics.ts";
import { shuffled } from "./shuffled.ts";

/** Options of {@link comparePlsGroups}. */
export interface ComparePlsGroupsOptions {
  /** The group of each respondent, two different names in all; `null` for respondents of neither. */
  readonly groups: readonly (string | null)[];
  /**
   * How many times respondents are dealt to the groups anew, at most 1,000,000.
   * @defaultValue 999
   */
  readonly permutations?: number | undefined;
  /** Seed: permutation k depends on the seed and k alone. */
  readonly seed: number;
}

/** A number of the model in two groups. */
export interface GroupDifference {
  /** In the first group. */
  readonly first: number;
  /** In the second. */
  readonly second: number;
  /** First less second. */
  readonly difference: number;
  /** Share of permutations with a difference as large, either way, this one counted in. */
  readonly pValue: number;
}

/** A {@link GroupDifference} of a link or effect. */
export interface PathDifference<N extends string = string> extends GroupDifference {
  readonly from: N;
  readonly to: N;
}

/** What {@link comparePlsGroups} returns. */
export interface PlsGroupComparison<N extends string = string> {
  /** The groups, in the order in which they come among the respondents, and how many respondents of each count. */
  readonly groups: readonly [
    first: { readonly name: string; readonly n: number },
    second: { readonly name: string; readonly n: number },
  ];
  /** Respondents who do not count: those of neither group, and those who left out an answer. */
  readonly missing: number;
  /** The links. */
  readonly paths: readonly PathDifference<N>[];
  /** Total effects. */
  readonly effects: readonly PathDifference<N>[];
  /** Loadings by item: where they differ, the blocks do not mean the same to the groups. */
  readonly loadings: Readonly<Record<string, GroupDifference>>;
  /** 0 to 100 indices by block; `null` where one has none. */
  readonly indexes: Readonly<Record<N, GroupDifference | null>>;
  readonly permutations: number;
  /** Permutations that could not be estimated, and do not count. */
  readonly failed: number;
  readonly seed: number;
  readonly warnings: readonly Warning[];
}

/**
 * Does the model work differently in two groups of customers (多群组比较): men and women, branches and the app, before and after? Estimates it in
 * each, and deals the respondents to two groups of those sizes by chance, again and again: how often is a difference as large?
 *
 * p = (1 + permutations with |difference| at least that observed) / (1 + permutations)
 *
 * @param subject - A fit of `fitPlsPath` to the respondents of both groups, or its model.
 * @param answers - The answers it was fitted to.
 * @param options - The group of each respondent, and a seed; permutations.
 * @returns Paths, total effects, loadings and indices of either group, their differences and p-values. Warnings: `permutations-failed`,
 * `group-not-converged`.
 * @throws InputError `length-mismatch` for groups that are not one a respondent; `one-class` for a single group, `bad-option` for more than two, and for
 * answers that are not those of the fit; `insufficient-data` for a group that is too small for the model, `zero-variance` or `singular` for one in which
 * the model cannot be estimated; those of `fitPlsPath`.
 * @remarks Source: Chin & Dibbern (2010), Handbook of Partial Least Squares. The p-value is exact where both groups come from one population. Of loadings
 * that differ beware first: paths between things that mean something else cannot be compared. Twins: plspm `plspm.groups` (paths alone), cSEM `testMGD`.
 * @example
 * ```ts
 * import { comparePlsGroups, fitPlsPath, pathModel } from "customer-equity/satisfaction";
 * const service = [7, 8, 5, 9, 6, 4, 8, 7, 3, 9, 6, 7, 5, 8, 4, 9, 7, 6, 8, 5, 7, 9, 4, 6];
 * const satisfaction = service.map((answer, i) => (i % 2 === 0 ? answer : 12 - answer));
 * const model = pathModel({
 *   blocks: { service: { items: ["service"] }, satisfaction: { items: ["satisfaction"] } },
 *   edges: [["service", "satisfaction"]],
 * });
 * const answers = { service, satisfaction };
 * const groups = service.map((_, i) => (i % 2 === 0 ? "branch" : "app"));
 * const { paths } = comparePlsGroups(fitPlsPath(answers, { model }), answers, { groups, seed: 1 });
 * console.log(paths[0]!.difference.toFixed(2), paths[0]!.pValue); // 2.00 0.001
 * ```
 */
export function comparePlsGroups<N extends string>(
  subject: Fitted<PlsPathModel<N>>,
  answers: SurveyAnswers,
  options: ComparePlsGroupsOptions,
): PlsGroupComparison<N> {
  const { groups, permutations = 999, seed } = requireOptions(options);
  requireNumber(permutations, "options.permutations", { min: 1, max: 1e6, integer: true });
  requireSeed(seed);
  const prepared = resampling(subject, answers);
  const { data, plan } = prepared.estimate;
  const { names, members } = requireGroups(groups, data, leastRows(plan));
  const [first, second] = estimateGroups(prepared, members);
  const observed = first.values.map((value, at) => value - second.values[at]!);
  const asLarge = new Uint32Array(observed.length);
  let failed = 0;
  for (let k = 0; k < permutations; k++) {
    const chance = attempt(() => estimateGroups(prepared, dealt(members, randomStream(seed, k))));
    if (chance === null) {
      failed++;
      continue;
    }
    observed.forEach((difference, at) => {
      const other = chance[0].values[at]! - chance[1].values[at]!;
      // Groups dealt as they were are as large, whatever the order of the sums.
      if (Math.abs(other) >= Math.abs(difference) - 1e-12) asLarge[at]!++;
    });
  }
  const differenceAt = (at: number): GroupDifference => ({
    first: first.values[at]!,
    second: second.values[at]!,
    difference: observed[at]!,
    pValue: (1 + asLarge[at]!) / (1 + permutations - failed),
  });
  const sizes = [sizeOf(members, 0), sizeOf(members, 1)] as const;
  return {
    groups: [
      { name: names[0], n: sizes[0] },
      { name: names[1], n: sizes[1] },
    ],
    missing: data.respondents - sizes[0] - sizes[1],
    ...described(prepared, differenceAt),
    permutations,
    failed,
    seed,
    warnings: warningsOf(first.converged && second.converged, permutations, failed),
  };
}

/** The groups' names, and for each row the number of its group, -1 for neither. */
function requireGroups(
  groups: unknown,
  { respondents, used }: SurveyRows,
  least: number,
): { readonly names: readonly [string, string]; readonly members: Int8Array } {
  const path = "options.groups";
  const given = requireArray(
    groups as readonly unknown[] | undefined,
    path,
    "the name of the group of each respondent",
  );
  requireLength(given, path, respondents);
  const names: readonly unknown[] = [...new Set(Array.from(used, (i) => given[i] ?? null))].filter(
    (name) => name !== null,
  );
  const strange = names.find((name) => typeof name !== "string");
  if (strange !== undefined || names.length !== 2) {
    throw new InputError({
      code: strange === undefined && names.length < 2 ? "one-class" : "bad-option",
      path,
      expected: "the names of two groups, and null for respondents of neither",
      received: strange ?? names.join(", "),
    });
  }
  const members = Int8Array.from(used, (i) => names.indexOf(given[i] ?? null));
  names.forEach((name, group) => {
    const rows = sizeOf(members, group);
    if (rows >= least) return;
    throw new InputError({
      code: "insufficient-data",
      path,
      expected: `at least ${least} respondents in a group`,
      received: rows,
      advice: `${name} is too small for this model: compare larger groups, or a smaller model.`,
    });
  });
  return { names: names as readonly [string, string], members };
}

function sizeOf(members: Int8Array, group: number): number {
  return members.reduce((count, own) => count + (own === group ? 1 : 0), 0);
}

/** The numbers of the model in each of the two groups. */
function estimateGroups(
  { estimate, statisticsOf }: Resampling<string>,
  members: Int8Array,
): readonly [ResampledStatistics, ResampledStatistics] {
  const { data } = estimate;
  const sums = [emptySums(data.size), emptySums(data.size)] as const;
  members.forEach((group, row) => {
    if (group >= 0) addRow(sums[group]!, data, row, 1);
  });
  return [statisticsOf(sums[0]), statisticsOf(sums[1])];
}

/** The same members dealt to the same places; who is in neither group stays so. */
function dealt(members: Int8Array, stream: RandomStream): Int8Array {
  const order = shuffled(
    [...members].filter((group) => group >= 0),
    stream,
  );
  let next = 0;
  return members.map((group) => (group < 0 ? group : order[next++]!));
}

function described<N extends string>(
  { estimate, layout }: Resampling<N>,
  differenceAt: (at: number) => GroupDifference,
): Pick<PlsGroupComparison<N>, "paths" | "effects" | "loadings" | "indexes"> {
  const { names, items, edges } = estimate.plan;
  const link = ([from, to]: readonly [number, number], at: number): PathDifference<N> => ({
    from: names[from] as N,
    to: names[to] as N,
    ...differenceAt(at),
  });
  return {
    paths: edges.map((edge, i) => link(edge, layout.paths + i)),
    effects: layout.pairs.map((pair, i) => link(pair, layout.total + i)),
    loadings: Object.fromEntries(items.map((item, h) => [item, differenceAt(layout.loadings + h)])),
    indexes: Object.fromEntries(
      names.map((name, b) => {
        const index = differenceAt(layout.indexes + b);
        return [name, Number.isNaN(index.difference) ? null : index];
      }),
    ) as Record<N, GroupDifference | null>,
  };
}

function warningsOf(converged: boolean, permutations: number, failed: number): Warning[] {
  const warnings: Warning[] = [];
  if (!converged) {
    warnings.push({
      code: "group-not-converged",
      message:
        "The weights of a group still changed after the last iteration: fit with more iterations (maxIterations), or compare larger groups.",
    });
  }
  if (failed > 0) {
    warnings.push({
      code: "permutations-failed",
      message: `${failed} of ${permutations} permutations could not be estimated (an item that does not vary, causes that cannot be told apart) and do not count.`,
      count: failed,
    });
  }
  return warnings;
}
