import { requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type Draws, requireDraws } from "./draws.ts";

/**
 * Draws of several models side by side (联合抽样), for verbs that need more than one, such as `customerLifetimeValue`: draw k holds
 * draw k of each. Draws of `laplaceDraws` are independent of each other, as the models were fitted, whatever their seeds; two of the same
 * kind need seeds of their own. Draws of `bootstrapDraws` with the same seed resample the same customers of a history, which keeps
 * what connects the two models; with different seeds they are independent.
 *
 * @param parts - Draws by name.
 * @returns Draws of records with the same names, as many as the shortest part has.
 * @throws InputError `empty` where there are no parts, `bad-option` for two parts of `laplaceDraws` of the same kind of model and the same
 * seed, which would move together.
 * @remarks There is no twin in the packages of R or Python.
 * @example
 * ```ts
 * import { bgNbd, customerLifetimeValue, fitBgNbd, fitGammaGamma, gammaGamma, jointDraws, laplaceDraws,
 *   predictionInterval, simulateCohort } from "customer-equity/clv";
 * const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
 *   customers: 500, age: 52, seed: 1, spend: gammaGamma({ p: 6, q: 4, gamma: 15 }),
 * });
 * const draws = jointDraws({
 *   transactions: laplaceDraws(fitBgNbd(history), { draws: 50, seed: 1 }),
 *   spend: laplaceDraws(fitGammaGamma({ ...history, meanSpend: history.meanSpend! }), { draws: 50, seed: 2 }),
 * });
 * const total = predictionInterval(
 *   draws, (models) => customerLifetimeValue(models, history, { annualDiscountRate: 0.1, margin: 0.3, horizon: 52 }).total,
 *   { level: 0.9 },
 * );
 * console.log(total.lower < total.upper); // true
 * ```
 */
export function jointDraws<P extends { readonly [name: string]: Draws<unknown> }>(
  parts: P,
): Draws<{ readonly [K in keyof P]: P[K] extends Draws<infer M> ? M : never }> {
  const entries = Object.entries(requireOptions(parts, "parts"));
  for (const [name, draws] of entries) requireDraws(draws, `parts.${name}`);
  if (entries.length === 0) {
    throw new InputError({ code: "empty", path: "parts", expected: "at least one set of draws", received: parts });
  }
  const drawnBefore = new Map<string, string>();
  for (const [name, draws] of entries) {
    if (draws.method !== "laplace") continue;
    const stream = `${(draws.models[0] as { readonly kind?: string }).kind} ${draws.seed}`;
    const twin = drawnBefore.get(stream);
    if (twin !== undefined) refuseTwin(twin, name, draws.seed);
    drawnBefore.set(stream, name);
  }
  const length = Math.min(...entries.map(([, draws]) => draws.models.length));
  type Joint = { readonly [K in keyof P]: P[K] extends Draws<infer M> ? M : never };
  return {
    models: Array.from(
      { length },
      (_, k) => Object.fromEntries(entries.map(([name, draws]) => [name, draws.models[k]])) as Joint,
    ),
    method: "joint",
    seed: entries[0]![1].seed,
    warnings: entries.flatMap(([, draws]) => draws.warnings),
  };
}

function refuseTwin(one: string, other: string, seed: number): never {
  throw new InputError({
    code: "bad-option",
    path: `parts.${other}.seed`,
    expected: `a seed other than that of parts.${one}`,
    received: seed,
    advice: "Draws of the same kind of model with the same seed move together; these are meant to be independent.",
  });
}
