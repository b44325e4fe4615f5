import {
  type NumberRule,
  requireArray,
  requireFlag,
  requireKnown,
  requireNumber,
  requireOneOf,
  requireOptions,
  requireRows,
} from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { reachLimit } from "../../numeric/reaches.ts";
import { requireText } from "../../statistics/require-names.ts";
import type { ClassName } from "../../types.ts";
import type { LoyaltyTypeCondition, LoyaltyTypeInput, LoyaltyTypeRules } from "./loyalty-type-rules.ts";

/** A decision list, checked and laid flat: conditions `starts[r]` to `starts[r + 1]` are those of rule r. */
export interface CompiledRules {
  readonly types: readonly ClassName[];
  /** By input the values that it may have, in the order of rows. */
  readonly inputs: Readonly<Record<string, NumberRule>>;
  readonly thresholds: Readonly<Record<string, number>>;
  /** By rule the index of its type. */
  readonly codes: Uint16Array;
  readonly starts: Uint32Array;
  readonly conditions: readonly CompiledCondition[];
}

/** A condition: sign · value reaches sign · mark, or not, as `wanted`. */
interface CompiledCondition {
  /** Place of the input in a row. */
  readonly input: number;
  readonly sign: 1 | -1;
  readonly mark: number;
  /** sign · mark, less the rounding that still reaches it. */
  readonly limit: number;
  readonly wanted: boolean;
  /** What turning takes beyond the mark: 1 for whole numbers, on the side that reaches it. */
  readonly step: number;
  /** What part of the gap each input has to move: half of it where both ends are inputs. */
  readonly part: number;
  /** Places of the inputs whose largest is the mark, where it is no number. */
  readonly rivals: readonly number[] | null;
}

/** Where a row stands to a decision list. */
export interface RuleMatch {
  /** The rule that fires, -1 where none does. */
  rule: number;
  /** No other rule fires as long as no input moves by as much. */
  distance: number;
}

/** Checks a decision list and compiles it; `own` thresholds go before those of the list. */
export function compileRules(
  list: LoyaltyTypeRules,
  path: string,
  own: Readonly<Record<string, number>> | undefined,
): CompiledRules {
  const { types: givenTypes, inputs: givenInputs, thresholds: named, rules: givenRules } = requireOptions(list, path);
  const types = requireTypes(givenTypes, `${path}.types`);
  const inputs = requireInputs(givenInputs, `${path}.inputs`);
  const thresholds = requireThresholds(named, `${path}.thresholds`, own);
  const rules = requireArray(givenRules, `${path}.rules`, "a list of rules");
  requireRows(rules, `${path}.rules`);
  if (rules.length > 65_536) {
    throw new InputError({
      code: "bad-option",
      path: `${path}.rules`,
      expected: "at most 65536 rules",
      received: rules.length,
    });
  }
  const labels = types.map(({ label }) => label);
  const starts = new Uint32Array(rules.length + 1);
  const conditions: CompiledCondition[] = [];
  const codes = Uint16Array.from(rules, (rule: LoyaltyTypeRules["rules"][number], r) => {
    const at = `${path}.rules[${r}]`;
    const { type, when } = requireOptions(rule, at);
    for (const [c, condition] of requireArray(when, `${at}.when`, "a list of conditions").entries())
      conditions.push(compileCondition(condition, `${at}.when[${c}]`, inputs, thresholds));
    starts[r + 1] = conditions.length;
    return labels.indexOf(requireOneOf(type, `${at}.type`, labels));
  });
  return { types, inputs, thresholds, codes, starts, conditions };
}

/** Finds the first rule whose conditions all hold for a row of inputs. */
export function matchRow({ codes, starts, conditions }: CompiledRules, row: Float64Array, match: RuleMatch): void {
  let nearest = Number.MAX_VALUE;
  for (let r = 0; r < codes.length; r++) {
    let holds = true;
    let closest = Number.MAX_VALUE;
    let furthest = 0;
    for (let c = starts[r]!; c < starts[r + 1]!; c++) {
      const condition = conditions[c]!;
      const { rivals } = condition;
      const value = row[condition.input]!;
      const mark = rivals === null ? condition.mark : largestOf(row, rivals);
      const reached = condition.sign * value >= (rivals === null ? condition.limit : reachLimit(mark));
      const gap = condition.part * Math.abs(value - mark) + (reached ? condition.step : 0);
      if (reached === condition.wanted) closest = Math.min(closest, gap);
      else {
        holds = false;
        furthest = Math.max(furthest, gap);
        // No nearer than one before it, the rule changes nothing any more.
        if (furthest >= nearest) break;
      }
    }
    if (holds) {
      match.rule = r;
      match.distance = Math.min(nearest, closest);
      return;
    }
    nearest = Math.min(nearest, furthest);
  }
  match.rule = -1;
}

/** Whether all conditions of one rule hold for a row. */
export function ruleHolds(compiled: CompiledRules, rule: number, row: Float64Array): boolean {
  for (let c = compiled.starts[rule]!; c < compiled.starts[rule + 1]!; c++) {
    const { input, sign, limit, wanted, rivals } = compiled.conditions[c]!;
    const reached = sign * row[input]! >= (rivals === null ? limit : reachLimit(largestOf(row, rivals)));
    if (reached !== wanted) return false;
  }
  return true;
}

function largestOf(row: Float64Array, places: readonly number[]): number {
  let largest = -Infinity;
  for (let k = 0; k < places.length; k++) largest = Math.max(largest, row[places[k]!]!);
  return largest;
}

/** The largest size of an input or threshold: differences of two are still numbers. */
const largestValue = 1e300;

function requireTypes(given: readonly ClassName[] | undefined, path: string): ClassName[] {
  const list = requireArray(given, path, "a list of types");
  requireRows(list, path);
  const seen = new Set<string>();
  return list.map((type: ClassName, k) => {
    const { label, labelZh } = requireOptions(type, `${path}[${k}]`);
    const name = requireText(label, `${path}[${k}].label`);
    if (seen.has(name)) {
      throw new InputError({
        code: "duplicate-id",
        path: `${path}[${k}].label`,
        expected: "each type once",
        received: name,
      });
    }
    seen.add(name);
    return { label: name, labelZh: requireText(labelZh, `${path}[${k}].labelZh`) };
  });
}

function requireInputs(
  given: Readonly<Record<string, LoyaltyTypeInput>> | undefined,
  path: string,
): Record<string, NumberRule> {
  const names = Object.keys(requireOptions(given, path));
  if (names.length === 0) {
    throw new InputError({ code: "empty", path, expected: "at least one input", received: given });
  }
  return Object.fromEntries(
    names.map((name): [string, NumberRule] => {
      const { min, max = largestValue, integer = false } = requireOptions(given![name], `${path}.${name}`);
      requireNumber(min, `${path}.${name}.min`, { min: -largestValue });
      requireNumber(max, `${path}.${name}.max`, { min, max: largestValue });
      return [name, { min, max, integer: requireFlag(integer, `${path}.${name}.integer`) }];
    }),
  );
}

function requireThresholds(
  named: Readonly<Record<string, number>> | undefined,
  path: string,
  own: Readonly<Record<string, number>> | undefined,
): Readonly<Record<string, number>> {
  const known = requireOptions(named, path);
  const changed = requireOptions(own, "options.thresholds");
  requireKnown(changed, Object.keys(known), "options.thresholds");
  const rule = { min: -largestValue, max: largestValue };
  for (const [name, value] of Object.entries(known)) requireNumber(value, `${path}.${name}`, rule);
  for (const [name, value] of Object.entries(changed)) requireNumber(value, `options.thresholds.${name}`, rule);
  return { ...known, ...changed };
}

function compileCondition(
  condition: LoyaltyTypeCondition,
  path: string,
  inputs: Readonly<Record<string, NumberRule>>,
  thresholds: Readonly<Record<string, number>>,
): CompiledCondition {
  const given = requireOptions(condition, path);
  const names = Object.keys(inputs);
  const placeOf = (name: unknown, at: string): number => names.indexOf(requireOneOf(name, at, names));
  const input = placeOf(given.input, `${path}.input`);
  const is = requireOneOf(given.is, `${path}.is`, ["at-least", "below", "above", "at-most", "largest-of"]);
  if (given.is === "largest-of") {
    const others = requireArray(given.inputs, `${path}.inputs`, "a list of inputs");
    const rivals = others.map((name, k) => placeOf(name, `${path}.inputs[${k}]`)).filter((place) => place !== input);
    requireRows(rivals, `${path}.inputs`);
    return { input, sign: 1, mark: 0, limit: 0, wanted: true, step: 0, part: 0.5, rivals };
  }
  const { threshold } = given;
  const value =
    typeof threshold === "string"
      ? thresholds[requireOneOf(threshold, `${path}.threshold`, Object.keys(thresholds))]!
      : requireNumber(threshold, `${path}.threshold`, { min: -largestValue, max: largestValue });
  const sign = is === "at-least" || is === "below" ? 1 : -1;
  const whole = inputs[names[input]!]!.integer === true;
  // Of whole numbers, those from 0.5 on are those from 1 on.
  const mark = whole ? sign * Math.ceil(sign * value) : value;
  return {
    input,
    sign,
    mark,
    limit: reachLimit(sign * mark),
    wanted: is === "at-least" || is === "at-most",
    step: whole ? 1 : 0,
    part: 1,
    rivals: null,
  };
}
