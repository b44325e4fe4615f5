import { InputError } from "../../errors.ts";
import { normalSurvival } from "../../numeric/distributions.ts";
import type { Fitted } from "../../types.ts";
import { effectCount } from "../covariates/covariate-effects.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { TransactionModel } from "../transactions/kinds.ts";
import { type Prepared, prepare } from "../transactions/scoring.ts";

/** What {@link vuongTest} returns. */
export interface VuongTest {
  /** Standard normal where the models are equally close to the truth; above 0 speaks for the first. */
  readonly statistic: number;
  /** Chance of a statistic at least as far from 0 if they were. */
  readonly pValue: number;
  /** How the two log-likelihoods differ, corrected for the number of parameters. */
  readonly difference: number;
}

/**
 * Which of two models is closer to the truth (Vuong 检验), where neither contains the other: BG/NBD against Pareto/NBD, say.
 *
 * z = (Σ d − c) / (√n s), d the difference of a customer's log-likelihoods, s their standard deviation, c = (k₁ − k₂) ln(n) / 2 the
 * correction for the number of parameters (that of BIC).
 *
 * @param first - A model or its fit.
 * @param second - Another model or its fit.
 * @param history - The history that both were fitted on.
 * @returns Statistic, two-sided p-value and the corrected difference.
 * @throws InputError `zero-variance` where the models say the same of every customer; `unit-mismatch` where units differ.
 * @remarks Source: Vuong (1989), Econometrica 57(2). Twin: R `nonnest2::vuongtest`, which needs the scores; none for these models.
 * @example
 * ```ts
 * import { fitBgNbd, fitNbd, bgNbd, simulateCohort, vuongTest } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1 });
 * console.log(vuongTest(fitBgNbd(history), fitNbd(history), history).statistic > 3); // true
 * ```
 */
export function vuongTest(
  first: Fitted<TransactionModel>,
  second: Fitted<TransactionModel>,
  history: PurchaseHistory,
): VuongTest {
  const [a, b] = [prepare(first, history), prepare(second, history)];
  const size = a.rows.length;
  const differences = new Float64Array(size);
  const other = new Float64Array(size);
  a.process.logLikelihoods(a.model, a.rows, differences);
  b.process.logLikelihoods(b.model, b.rows, other);
  let customers = 0;
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const w = history.weight?.[i] ?? 1;
    differences[i]! -= other[i]!;
    customers += w;
    sum += w * differences[i]!;
  }
  let squares = 0;
  for (let i = 0; i < size; i++) squares += (history.weight?.[i] ?? 1) * (differences[i]! - sum / customers) ** 2;
  const deviation = Math.sqrt(squares / customers);
  if (!(deviation > 1e-12)) {
    throw new InputError({
      code: "zero-variance",
      path: "second",
      expected: "a model that says something else of some customer than the first",
      received: b.model,
    });
  }
  const correction = 0.5 * (parametersOf(a) - parametersOf(b)) * Math.log(customers);
  const statistic = (sum - correction) / (Math.sqrt(customers) * deviation);
  return { statistic, pValue: 2 * normalSurvival(Math.abs(statistic)), difference: sum - correction };
}

function parametersOf({ model, process }: Prepared): number {
  return process.parameters.length + effectCount(model.covariates);
}
