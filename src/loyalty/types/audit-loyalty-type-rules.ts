import { type NumberRule, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type CompiledRules, compileRules, matchRow, ruleHolds } from "./compile-rules.ts";
import type { LoyaltyTypeRules } from "./loyalty-type-rules.ts";

/** Options of {@link auditLoyaltyTypeRules}. */
export interface AuditLoyaltyTypeRulesOptions {
  /**
   * By name thresholds that go before those of the list.
   * @defaultValue those of the list
   */
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
}

/** Customers for whom no rule fires: a box between thresholds. */
export interface UncoveredRegion {
  /** By input from where to where; the same twice is a threshold itself, an end that is a threshold does not belong to it. */
  readonly between: Readonly<Record<string, { readonly from: number; readonly to: number | null }>>;
  /** By input the values of one such customer. */
  readonly example: Readonly<Record<string, number>>;
}

/** A rule that never fires. */
export interface ShadowedRule {
  /** Its index in the list. */
  readonly rule: number;
  /** The rules before it that take its customers; none where its own conditions contradict each other. */
  readonly by: readonly number[];
}

/** What {@link auditLoyaltyTypeRules} returns. */
export interface LoyaltyTypeRulesAudit {
  /** Every customer gets a type, and every rule fires for some. */
  readonly clean: boolean;
  /** Kinds of customers that were tried: all that thresholds, and the order of inputs that are compared, can tell apart. */
  readonly regions: number;
  /** How many boxes between thresholds have customers for whom no rule fires. */
  readonly uncoveredRegions: number;
  /** The first 20 of them. */
  readonly uncovered: readonly UncoveredRegion[];
  /** Rules that never fire. */
  readonly shadowed: readonly ShadowedRule[];
  /** Types that no rule ever gives. */
  readonly unusedTypes: readonly string[];
}

/** The most kinds of customers that are tried. */
const mostRegions = 1_000_000;
/** The most uncovered boxes that are written out. */
const mostListed = 20;

/** A piece of the values of an input, from threshold to threshold, and the values that stand for it. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly values: readonly number[];
}

/**
 * Whether a decision list of loyalty types leaves no customer out and has no rule in vain (判定规则检查): which customers no rule covers, and
 * which rules never fire.
 *
 * Exact: thresholds cut the values of each input into finitely many pieces, within which no condition changes; of inputs that are compared,
 * a piece is tried at as many values as there are such inputs, so that every order of them, ties included, comes up. Every combination is
 * tried. (A threshold that lies within 1e-12 of another counts as that one, as it does for customers.)
 *
 * @param rules - The list: `loyaltyTypeRules`, or one's own.
 * @param options - Thresholds that differ from those of the list.
 * @returns Regions without a rule, rules that never fire with those that take their customers, types that nobody gets.
 * @throws InputError `bad-option` for a list with a mistake, which its path names, one of more than 1,000,000 kinds of customers, or one that
 * compares whole numbers with others; `not-finite`, `out-of-range`, `empty`, `duplicate-id`.
 * @remarks Exhaustive testing of decision tables; twin of the idea: the gap and overlap checks of DMN tools.
 * @example
 * ```ts
 * import { auditLoyaltyTypeRules, loyaltyTypeRules } from "customer-equity/loyalty";
 * console.log(auditLoyaltyTypeRules(loyaltyTypeRules).clean); // true
 * const { rules } = loyaltyTypeRules;
 * const turned = auditLoyaltyTypeRules({ ...loyaltyTypeRules, rules: [...rules.slice(3), ...rules.slice(0, 3)] });
 * console.log(turned.shadowed.map(({ rule }) => rule).join(" ")); // 7 8 9
 * ```
 */
export function auditLoyaltyTypeRules(
  rules: LoyaltyTypeRules,
  options?: AuditLoyaltyTypeRulesOptions,
): LoyaltyTypeRulesAudit {
  const compiled = compileRules(rules, "rules", requireOptions(options).thresholds);
  const names = Object.keys(compiled.inputs);
  const pieces = piecesOf(compiled, names);
  const regions = pieces.reduce((product, own) => product * own.reduce((sum, { values }) => sum + values.length, 0), 1);
  if (regions > mostRegions) {
    throw new InputError({
      code: "bad-option",
      path: "rules",
      expected: `at most ${mostRegions} kinds of customers to try`,
      received: regions,
      advice: "Use fewer inputs, thresholds or comparisons, or audit parts of the list by themselves.",
    });
  }
  const fired = new Uint8Array(compiled.codes.length);
  const takenBy = Array.from(fired, () => new Set<number>());
  const uncovered: UncoveredRegion[] = [];
  const boxes = new Set<string>();
  const match = { rule: 0, distance: 0 };
  for (const { row, places } of combinations(pieces)) {
    matchRow(compiled, row, match);
    if (match.rule < 0) {
      if (!boxes.has(places.join()) && uncovered.length < mostListed)
        uncovered.push(regionOf(row, places, pieces, names, compiled.inputs));
      boxes.add(places.join());
      continue;
    }
    fired[match.rule] = 1;
    for (let r = match.rule + 1; r < fired.length; r++)
      if (fired[r] === 0 && ruleHolds(compiled, r, row)) takenBy[r]!.add(match.rule);
  }
  const shadowed = takenBy.flatMap((by, rule): ShadowedRule[] =>
    fired[rule] === 1 ? [] : [{ rule, by: [...by].sort((a, b) => a - b) }],
  );
  const given = new Set(Array.from(compiled.codes).filter((_, rule) => fired[rule] === 1));
  return {
    clean: boxes.size === 0 && shadowed.length === 0,
    regions,
    uncoveredRegions: boxes.size,
    uncovered,
    shadowed,
    unusedTypes: compiled.types.filter((_, code) => !given.has(code)).map(({ label }) => label),
  };
}

/** The values that an input may have; a compiled list has all three. */
interface Bounds extends NumberRule {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
}

/** By input the pieces of its values. */
function piecesOf({ conditions, inputs }: CompiledRules, names: readonly string[]): Piece[][] {
  const compared = new Set(conditions.flatMap(({ input, rivals }) => (rivals === null ? [] : [input, ...rivals])));
  const bounds = names.map((name) => inputs[name] as Bounds);
  for (const { input, rivals } of conditions) {
    const mixed = rivals?.find((rival) => bounds[rival]!.integer !== bounds[input]!.integer);
    if (mixed === undefined) continue;
    throw new InputError({
      code: "bad-option",
      path: `rules.inputs.${names[input]}`,
      expected: "inputs compared with each other that are all whole numbers, or none",
      received: names[mixed],
    });
  }
  const own = names.map((_, j) =>
    conditions.filter(({ input, rivals }) => input === j && !rivals).map(({ mark }) => mark),
  );
  // What is compared is cut at the same places, ends of one inside another included, so that all have the same values to try.
  const sharedMarks = [...compared].flatMap((j) => own[j]!);
  const sharedEnds = [...compared].flatMap((j) => [bounds[j]!.min, bounds[j]!.max]);
  return names.map((_, j) => {
    const { min, max, integer } = bounds[j]!;
    const together = compared.has(j);
    const marks = (together ? sharedMarks : own[j]!).filter((mark) => mark >= min && mark <= max);
    const ends = together ? sharedEnds.filter((end) => end > min && end < max) : [];
    const rising = [...new Set([...marks, ...ends])].sort((a, b) => a - b);
    return cutAt(rising, { min, max, integer, count: together ? compared.size : 1 });
  });
}

/** The marks themselves, and what lies before, between and after them, each at up to `count` values. */
function cutAt(marks: readonly number[], rule: Bounds & { readonly count: number }): Piece[] {
  const { min, max, integer, count } = rule;
  const between = (from: number, to: number, closedFrom: boolean, closedTo: boolean): Piece[] => {
    const values = integer
      ? wholeBetween(closedFrom ? from : Math.floor(from) + 1, closedTo ? to : Math.ceil(to) - 1, count)
      : Array.from(
          { length: count },
          (_, k) => from + ((Math.min(to, from + spanOf(from)) - from) * (k + 1)) / (count + 1),
        );
    const inside = values.filter(
      (value) => (closedFrom ? value >= from : value > from) && (closedTo ? value <= to : value < to),
    );
    return inside.length === 0 ? [] : [{ from, to, values: [...new Set(inside)] }];
  };
  if (marks.length === 0) return between(min, max, true, true);
  const [first, last] = [marks[0]!, marks.at(-1)!];
  return [
    ...(first > min ? between(min, first, true, false) : []),
    ...marks.flatMap((mark, k) => [
      ...(integer && !Number.isInteger(mark) ? [] : [{ from: mark, to: mark, values: [mark] }]),
      ...(k < marks.length - 1 ? between(mark, marks[k + 1]!, false, false) : []),
    ]),
    ...(last < max ? between(last, max, false, true) : []),
  ];
}

/** How far into a piece without a near end its values lie. */
function spanOf(from: number): number {
  return Math.max(1, Math.abs(from));
}

function wholeBetween(from: number, to: number, count: number): number[] {
  const start = Math.ceil(from);
  const size = Math.max(0, Math.min(count, Math.floor(to) - start + 1));
  return Array.from({ length: size }, (_, k) => start + k);
}

/** Every combination of values, with the place of the piece of each; both are the same objects at every step. */
function* combinations(pieces: readonly (readonly Piece[])[]): Generator<{ row: Float64Array; places: Uint32Array }> {
  const choices = pieces.map((own) => own.flatMap(({ values }, place) => values.map((value) => ({ value, place }))));
  if (choices.some((own) => own.length === 0)) return;
  const row = Float64Array.from(choices, (own) => own[0]!.value);
  const places = Uint32Array.from(choices, (own) => own[0]!.place);
  const turns = new Uint32Array(choices.length);
  for (;;) {
    yield { row, places };
    let j = 0;
    for (; j < choices.length; j++) {
      turns[j] = (turns[j]! + 1) % choices[j]!.length;
      const { value, place } = choices[j]![turns[j]!]!;
      row[j] = value;
      places[j] = place;
      if (turns[j] !== 0) break;
    }
    if (j === choices.length) return;
  }
}

function regionOf(
  row: Float64Array,
  places: Uint32Array,
  pieces: readonly (readonly Piece[])[],
  names: readonly string[],
  inputs: CompiledRules["inputs"],
): UncoveredRegion {
  const entries = names.map((name, j): [string, { from: number; to: number | null }] => {
    const { from, to } = pieces[j]![places[j]!]!;
    return [name, { from, to: to === inputs[name]!.max && to >= 1e300 ? null : to }];
  });
  return {
    between: Object.fromEntries(entries),
    example: Object.fromEntries(names.map((name, j) => [name, row[j]!])),
  };
}
