import { requireNumber, requireOneOf } from "../checks.ts";
import { InputError } from "../errors.ts";
import { requireTimeUnit } from "../time.ts";
import type { Fitted } from "../types.ts";
import { checkedEffects } from "./covariates/covariate-effects.ts";

/** What a model is marked with for verbs to draw an outcome in place of an expectation; only `predictionInterval` makes one. */
export interface Outcome {
  readonly seed: number;
  /** Whether a verb has drawn it. */
  drawn: boolean;
}

const outcomeMark: unique symbol = Symbol("outcome");

/** The same model with the mark, which a copy of it ({...model}) keeps. */
export function withOutcome<M extends object>(model: M, outcome: Outcome): M {
  return Object.freeze({ ...model, [outcomeMark]: outcome });
}

/** The mark of a model, `undefined` where there is none. */
export function outcomeOf(model: object): Outcome | undefined {
  return (model as { readonly [outcomeMark]?: Outcome })[outcomeMark];
}

/** For verbs that give nothing that could come out: a marked model has to be refused, not scored as if it were not. */
export function refuseOutcome(model: object): void {
  if (outcomeOf(model) !== undefined) throw noOutcome();
}

/** The error of an interval that asks for an outcome where there is none. */
export function noOutcome(): InputError {
  return new InputError({
    code: "bad-option",
    path: "options.outcome",
    expected: "a verb that counts purchases or value, called with the model it was given",
    received: true,
    advice:
      "expectedTransactions, discountedExpectedTransactions and customerLifetimeValue draw outcomes; probabilities, likelihoods and mean amounts have none: leave `outcome` away.",
  });
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
  /** May be 0 or negative. */
  readonly signed?: true;
  /** Set where covariates may act on it: they multiply it by e^(γ'z), or by e^(−γ'z) where this is -1. */
  readonly covariates?: 1 | -1;
}

/** Checks that every parameter is a finite number, positive unless it is signed, and what else its definition asks. Cheap: verbs do it each time, as a model may come from anywhere. */
export function requireParameters(
  model: object,
  definitions: readonly Pick<ParameterDefinition, "name" | "integer" | "max" | "signed">[],
  path: string,
): void {
  for (const { name, integer, max, signed } of definitions) {
    const value = (model as Readonly<Record<string, unknown>>)[name];
    // The path is only spelt out where it is needed.
    if (typeof value === "number" && value > 0 && value < Infinity && !integer && max === undefined) continue;
    requireNumber(value, `${path}.${name}`, signed ? { max } : { min: 0, openMin: true, integer, max });
  }
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
  requireParameters(parameters, definitions, kind);
  const model: Record<string, unknown> = { kind, version: 1 };
  for (const { name } of definitions) model[name] = given[name];
  if (units === "time") model["timeUnit"] = requireTimeUnit(given["timeUnit"], `${kind}.timeUnit`);
  if (units === "opportunity") {
    model["timeUnit"] = requireOneOf(given["timeUnit"] ?? units, `${kind}.timeUnit`, [units]);
  }
  const effects = checkedEffects(given["covariates"], definitions, `${kind}.covariates`);
  if (effects !== undefined) model["covariates"] = effects;
  return Object.freeze(model) as M;
}
