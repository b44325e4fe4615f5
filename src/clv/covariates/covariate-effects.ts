import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ParameterDefinition } from "../models.ts";

/**
 * How covariates (协变量) act on the parameters of a model: by parameter, the coefficient γ of each covariate. A customer with covariates z
 * has the parameter times e^(γ'z), or times e^(−γ'z) where the process says so: signs are those of the literature.
 */
export type CovariateEffects = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * The effects as a frozen copy, each one a finite number under a parameter that covariates may act on; `undefined` where there is none.
 * Models whose parameters take none are not looked at: what their `covariates` are is their own matter.
 */
export function checkedEffects(
  effects: unknown,
  definitions: readonly Pick<ParameterDefinition, "name" | "covariates">[],
  path: string,
): CovariateEffects | undefined {
  if (effects === undefined) return undefined;
  const scaled = definitions.filter(({ covariates }) => covariates !== undefined).map(({ name }) => name);
  if (scaled.length === 0) return undefined;
  const checked = Object.entries(requireOptions(effects as object, path)).map(([parameter, coefficients]) => {
    const place = `${path}.${requireOneOf(parameter, path, scaled)}`;
    const own = Object.entries(requireOptions(coefficients as object, place)).map(([covariate, coefficient]) => {
      requireCovariateName(covariate, place);
      return [covariate, requireNumber(coefficient, `${place}.${covariate}`)] as const;
    });
    return [parameter, Object.freeze(Object.fromEntries(own))] as const;
  });
  const filled = checked.filter(([, own]) => Object.keys(own).length > 0);
  return filled.length === 0 ? undefined : Object.freeze(Object.fromEntries(filled));
}

/** A covariate has a name. */
export function requireCovariateName(name: unknown, path: string): string {
  if (typeof name === "string" && name !== "") return name;
  throw new InputError({ code: "empty", path, expected: "the name of a covariate", received: name });
}

/** The covariates that act on any parameter, each once. */
export function covariateNames(effects: CovariateEffects | undefined): readonly string[] {
  return [...new Set(Object.values(effects ?? {}).flatMap((own) => Object.keys(own)))];
}

/** How many coefficients there are. */
export function effectCount(effects: CovariateEffects | undefined): number {
  return Object.values(effects ?? {}).reduce((sum, own) => sum + Object.keys(own).length, 0);
}

/** The error of data that lack a covariate. */
export function missingCovariate(name: string, path: string): InputError {
  return new InputError({
    code: "missing-covariate",
    path: `${path}.${name}`,
    expected: `the covariate "${name}", which the model asks for`,
    received: undefined,
    advice: "Add it to a history with addCovariates or addCovariateColumns, to one customer as `covariates`.",
  });
}
