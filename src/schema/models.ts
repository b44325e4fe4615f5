import * as z from "zod/mini";
import type { ParameterDefinition } from "../clv/models.ts";
import type { ClvModel } from "../clv/parse-model.ts";
import { type GammaGammaModel, gammaGammaParameters } from "../clv/spend/gamma-gamma.ts";
import { type BgNbdModel, bgNbdProcess } from "../clv/transactions/bg-nbd.ts";
import { transactionProcesses } from "../clv/transactions/kinds.ts";
import { daysPerUnit, type TimeUnit } from "../time.ts";
import type { LikelihoodFit } from "../types.ts";

/** What a parameter may be. */
function numberOf({ integer, max = Infinity }: ParameterDefinition): z.ZodMiniType<number> {
  return (integer === true ? z.int() : z.number()).check(z.positive(), z.maximum(max));
}

/** A time unit of a model or a history. */
export const timeUnitSchema: z.ZodMiniType<TimeUnit> = z.enum(Object.keys(daysPerUnit) as [TimeUnit, ...TimeUnit[]]);

/** The schema of a kind of model, made from its list of parameters. */
function schemaOf<M extends ClvModel>(
  kind: M["kind"],
  parameters: readonly ParameterDefinition[],
  units?: "time" | "opportunity",
): z.ZodMiniType<M> {
  const shape = {
    kind: z.literal(kind),
    version: z.literal(1),
    ...Object.fromEntries(parameters.map((parameter) => [parameter.name, numberOf(parameter)])),
    ...(units === "time" ? { timeUnit: timeUnitSchema } : {}),
    ...(units === "opportunity" ? { timeUnit: z.literal(units) } : {}),
  };
  return z.readonly(z.object(shape)) as unknown as z.ZodMiniType<M>;
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
  ...Object.values(transactionProcesses).map(({ kind, parameters, unit }) =>
    schemaOf<ClvModel>(kind, parameters, unit ?? "time"),
  ),
  gammaGammaSchema,
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
  }) as unknown as z.ZodMiniType<LikelihoodFit<M>>;
}
