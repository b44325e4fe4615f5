import * as z from "zod/mini";
import type { ParameterDefinition } from "../clv/models.ts";
import type { ClvModel } from "../clv/parse-model.ts";
import { type GammaGammaModel, gammaGammaParameters } from "../clv/spend/gamma-gamma.ts";
import { spendProcesses } from "../clv/spend/kinds.ts";
import { type BgNbdModel, bgNbdProcess } from "../clv/transactions/bg-nbd.ts";
import { transactionProcesses } from "../clv/transactions/kinds.ts";
import { daysPerUnit, type TimeUnit } from "../time.ts";
import type { LikelihoodFit } from "../types.ts";

/** What a parameter may be. */
function numberOf({ integer, signed, max = Infinity }: ParameterDefinition): z.ZodMiniType<number> {
  if (signed === true) return z.number().check(z.maximum(max));
  return (integer === true ? z.int() : z.number()).check(z.positive(), z.maximum(max));
}

/** A time unit of a model or a history. */
export const timeUnitSchema: z.ZodMiniType<TimeUnit> = z.enum(Object.keys(daysPerUnit) as [TimeUnit, ...TimeUnit[]]);

/** The parameters that a kind of model may have besides, and the constructor that checks them. */
interface Optional {
  readonly optionalParameters?: readonly ParameterDefinition[] | undefined;
  readonly make?: ((parameters: never) => unknown) | undefined;
}

function made(make: (parameters: never) => unknown, model: unknown): boolean {
  try {
    make(model as never);
    return true;
  } catch {
    return false;
  }
}

/** Coefficients of covariates, under the parameters that these may act on. */
function covariateShape(parameters: readonly ParameterDefinition[]): Readonly<Record<string, z.ZodMiniType>> {
  const scaled = parameters.filter(({ covariates }) => covariates !== undefined);
  if (scaled.length === 0) return {};
  const coefficients = z.optional(z.record(z.string().check(z.minLength(1)), z.number()));
  return { covariates: z.optional(z.strictObject(Object.fromEntries(scaled.map(({ name }) => [name, coefficients])))) };
}

/** The schema of a kind of model, made from its list of parameters. */
function schemaOf<M extends ClvModel>(
  kind: M["kind"],
  parameters: readonly ParameterDefinition[],
  units?: "time" | "opportunity",
  optional: Optional = {},
): z.ZodMiniType<M> {
  const shape = {
    kind: z.literal(kind),
    version: z.literal(1),
    ...Object.fromEntries(parameters.map((parameter) => [parameter.name, numberOf(parameter)])),
    ...Object.fromEntries((optional.optionalParameters ?? []).map((one) => [one.name, z.optional(numberOf(one))])),
    ...(units === "time" ? { timeUnit: timeUnitSchema } : {}),
    ...(units === "opportunity" ? { timeUnit: z.literal(units) } : {}),
    ...covariateShape(parameters),
  };
  const { make } = optional;
  if (make === undefined) return z.readonly(z.object(shape)) as unknown as z.ZodMiniType<M>;
  // What such a parameter may be depends on the others, and the constructor knows it.
  const legal = z.refine((model: unknown) => made(make, model), "parameters that go together");
  return z.readonly(z.object(shape).check(legal)) as unknown as z.ZodMiniType<M>;
}

/** A stored BG/NBD model. */
export const bgNbdSchema: z.ZodMiniType<BgNbdModel> = schemaOf<BgNbdModel>("bg-nbd", bgNbdProcess.parameters, "time");

/** A stored gamma-gamma model. */
export const gammaGammaSchema: z.ZodMiniType<GammaGammaModel> = schemaOf<GammaGammaModel>(
  "gamma-gamma",
  gammaGammaParameters,
);

/**
 * Any stored model of customer lifetime value.
 *
 * @example
 * ```ts
 * import { bgNbd } from "customer-equity/clv";
 * import { modelSchema } from "customer-equity/schema";
 * const stored: unknown = JSON.parse(JSON.stringify(bgNbd({ r: 0.2, alpha: 4, a: 0.8, b: 2.4, timeUnit: "week" })));
 * console.log(modelSchema.parse(stored).kind); // bg-nbd
 * ```
 */
export const modelSchema: z.ZodMiniType<ClvModel> = z.union([
  ...Object.values(transactionProcesses).map(({ kind, parameters, unit, optionalParameters, make }) =>
    schemaOf<ClvModel>(
      kind,
      parameters,
      unit ?? "time",
      optionalParameters === undefined ? undefined : { optionalParameters, make },
    ),
  ),
  ...Object.values(spendProcesses).map(({ kind, parameters, unit }) =>
    schemaOf<ClvModel>(kind as ClvModel["kind"], parameters, unit),
  ),
]);

const matrix = z.array(z.array(z.number()));
const warning = z.object({ code: z.string(), message: z.string(), count: z.optional(z.number()) });

/** A stored fit by maximum likelihood of the given kind of model. */
export function likelihoodFitSchema<M>(model: z.ZodMiniType<M>): z.ZodMiniType<LikelihoodFit<M>> {
  const byParameter = <T>(entry: z.ZodMiniType<T>) => z.nullable(z.record(z.string(), entry));
  return z.object({
    model,
    converged: z.boolean(),
    iterations: z.number(),
    rows: z.number(),
    warnings: z.array(warning),
    customers: z.number(),
    logLikelihood: z.number(),
    gradientNorm: z.number(),
    parameterNames: z.array(z.string()),
    covariance: z.nullable(matrix),
    standardErrors: byParameter(z.number()),
    intervals: byParameter(z.object({ lower: z.number(), upper: z.number() })),
    working: z.object({ space: z.string(), estimate: z.array(z.number()), covariance: z.nullable(matrix) }),
    penalty: z.optional(z.object({ l1: z.number(), l2: z.number(), standardize: z.boolean() })),
  }) as unknown as z.ZodMiniType<LikelihoodFit<M>>;
}
