import { requireColumn, requireOneOf, requireOptions, requireRows } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import type { ParameterDefinition } from "../models.ts";
import { type CovariateEffects, requireCovariateName } from "./covariate-effects.ts";

/** A coefficient that is estimated: that of one covariate, on one parameter or, where it is to be the same, on several. */
export interface Coefficient {
  /** Such as `"alpha:gender"`, or `"alpha+beta:gender"`. */
  readonly name: string;
  readonly covariate: string;
  readonly parameters: readonly string[];
}

function coefficient(parameters: readonly string[], covariate: string): Coefficient {
  return { name: `${parameters.join("+")}:${covariate}`, covariate, parameters };
}

/** The coefficient of a name; `undefined` for that of a parameter, in which there is no colon. */
function readCoefficient(name: string): Coefficient | undefined {
  const at = name.indexOf(":");
  return at < 0 ? undefined : coefficient(name.slice(0, at).split("+"), name.slice(at + 1));
}

/** The coefficients of a fit by the names of its parameters; of a model alone each one for itself. */
export function coefficientsOf(
  effects: CovariateEffects | undefined,
  parameterNames?: readonly string[],
): readonly Coefficient[] {
  if (effects === undefined) return [];
  if (parameterNames !== undefined) return parameterNames.flatMap((name) => readCoefficient(name) ?? []);
  return Object.entries(effects).flatMap(([parameter, own]) =>
    Object.keys(own).map((covariate) => coefficient([parameter], covariate)),
  );
}

/** The value of a parameter or coefficient of a model. */
export function parameterOf(model: object, name: string): number {
  const found = readCoefficient(name);
  if (found === undefined) return (model as unknown as Readonly<Record<string, number>>)[name]!;
  return (
    (model as { readonly covariates?: CovariateEffects }).covariates?.[found.parameters[0]!]?.[found.covariate] ?? 0
  );
}

/** What a constructor makes a model of: another one's parameters with some of them, coefficients included, replaced. */
export function withParameters<M extends object>(
  base: M,
  names: readonly string[],
  values: ArrayLike<number>,
): Record<string, unknown> {
  const parameters: Record<string, unknown> = { ...(base as object) };
  const effects = new Map(
    Object.entries((base as { readonly covariates?: CovariateEffects }).covariates ?? {}).map(([name, own]) => [
      name,
      new Map(Object.entries(own)),
    ]),
  );
  names.forEach((name, i) => {
    const found = readCoefficient(name);
    if (found === undefined) parameters[name] = values[i];
    for (const parameter of found?.parameters ?? []) {
      const own = effects.get(parameter) ?? new Map<string, number>();
      effects.set(parameter, own.set(found!.covariate, values[i]!));
    }
  });
  if (effects.size > 0) {
    parameters["covariates"] = Object.fromEntries(
      Array.from(effects, ([name, own]) => [name, Object.fromEntries(own)]),
    );
  }
  return parameters;
}

/** Checks which covariates are to act on what; the parameters of a coefficient come in the order of the process. */
export function requireCoefficients(
  covariates: object,
  definitions: readonly ParameterDefinition[],
  path: string,
): readonly Coefficient[] {
  const scaled = definitions.filter((definition) => definition.covariates !== undefined).map(({ name }) => name);
  const coefficients = Object.entries(requireOptions(covariates, path)).flatMap(([key, names]) => {
    const place = `${path}.${key}`;
    if (names === undefined) return [];
    const asked = key.split("+").map((parameter) => requireOneOf(parameter.trim(), place, scaled));
    const parameters = scaled.filter((name) => asked.includes(name));
    if (!Array.isArray(names)) requireColumn(names, place);
    return (names as readonly unknown[]).map((name, i) =>
      coefficient(parameters, requireCovariateName(name, `${place}[${i}]`)),
    );
  });
  requireRows(coefficients, path);
  const taken = new Set<string>();
  for (const { covariate, parameters } of coefficients) {
    for (const parameter of parameters) {
      const one = JSON.stringify([parameter, covariate]);
      if (!taken.has(one)) taken.add(one);
      else {
        throw new InputError({
          code: "bad-option",
          path,
          expected: `one coefficient of "${covariate}" on ${parameter}`,
          received: coefficients.map(({ name }) => name).join(", "),
          advice: 'A key such as "alpha+beta" is one coefficient for both parameters.',
        });
      }
    }
  }
  return coefficients;
}
