import { requireNumber, requireOneOf } from "../checks.ts";
import { InputError } from "../errors.ts";
import { requireTimeUnit } from "../time.ts";
import type { Fitted } from "../types.ts";

/** Marks a model whose count verbs return simulated outcomes; only `predictionInterval` makes one. */
const outcomeSeed: unique symbol = Symbol("outcome seed");

/** The same model, marked so that count verbs draw an outcome with this seed in place of an expectation. */
export function withOutcome<M extends object>(model: M, seed: number): M {
  return Object.freeze(Object.defineProperty({ ...model }, outcomeSeed, { value: seed }));
}

/** The seed of an outcome model, `undefined` for every other. */
export function outcomeSeedOf(model: object): number | undefined {
  return (model as { [outcomeSeed]?: number })[outcomeSeed];
}

/** The model itself, whether it came alone or in its fit. */
export function unwrapModel<M extends { readonly kind: string }>(subject: Fitted<M>, path = "model"): M {
  if (typeof subject === "object" && subject !== null) {
    const inner = "model" in subject ? subject.model : subject;
    if (typeof inner === "object" && inner !== null && "kind" in inner) return inner;
  }
  throw new InputError({ code: "unknown-kind", path, expected: "a model or a fit", received: subject });
}

/** A parameter of a model: its name and what it means. */
export interface ParameterDefinition {
  /** As in the paper. */
  readonly name: string;
  /** In words. */
  readonly meaning: string;
  /** A whole number. */
  readonly integer?: true;
  /** The largest value. */
  readonly max?: number;
}

/** Makes and checks a model: every parameter positive and finite, a known unit; frozen. */
export function checkedModel<M>(
  kind: string,
  definitions: readonly ParameterDefinition[],
  parameters: object,
  units?: "time" | "opportunity",
): M {
  const given = parameters as Record<string, unknown>;
  if (typeof parameters !== "object" || parameters === null) {
    throw new InputError({ code: "bad-option", path: kind, expected: "an object of parameters", received: parameters });
  }
  const model: Record<string, unknown> = { kind, version: 1 };
  for (const { name, integer, max } of definitions)
    model[name] = requireNumber(given[name], `${kind}.${name}`, { min: 0, openMin: true, integer, max });
  if (units === "time") model["timeUnit"] = requireTimeUnit(given["timeUnit"], `${kind}.timeUnit`);
  if (units === "opportunity") {
    model["timeUnit"] = requireOneOf(given["timeUnit"] ?? units, `${kind}.timeUnit`, [units]);
  }
  return Object.freeze(model) as M;
}
