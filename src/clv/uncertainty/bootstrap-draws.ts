import { requireFunction, requireNumber, requireOptions, requireSeed } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { type RandomStream, randomStream } from "../../numeric/random.ts";
import type { Fit, Warning } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import { requireHistory } from "../history/require-history.ts";
import { selectRows } from "../history/select-rows.ts";
import type { Draws, DrawsOptions } from "./draws.ts";

/**
 * Draws plausible models by resampling customers (自助法) with replacement and fitting again, from the estimate on all of them. Makes
 * no assumption about the shape of the likelihood, and also shows what a wrong model leaves out.
 *
 * @param fitX - The estimator, called with a resampled history (its `weight` says how often each row was drawn) and
 * `{ start }`, the model fitted to all customers.
 * @param history - Purchase histories.
 * @param options - Number of draws and seed.
 * @returns One model a resample. Resamples that could not be fitted are left out and counted in the warning `refits-failed`; those whose
 * fit did not converge are kept and counted in `refits-not-converged`.
 * @throws InputError of `fitX` on all customers, `insufficient-data` where no resample could be fitted, `out-of-range` for a number of
 * draws below 1.
 * @remarks Source: Efron (1979); customers are the units that are resampled. Twins: CLVTools `clv.bootstrapped.apply` (slow refits);
 * none in lifetimes.
 * @example
 * ```ts
 * import { bgNbd, bootstrapDraws, fitBgNbd, simulateCohort } from "customer-equity/clv";
 * const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
 * const { history } = simulateCohort(truth, { customers: 1000, age: 52, seed: 1 });
 * console.log(bootstrapDraws(fitBgNbd, history, { draws: 20, seed: 1 }).models.length); // 20
 * ```
 */
export function bootstrapDraws<M, H extends PurchaseHistory>(
  fitX: (history: H, options?: { readonly start?: M | undefined }) => Fit<M>,
  history: H,
  options: DrawsOptions,
): Draws<M> {
  const { draws = 200, seed } = requireOptions(options);
  requireNumber(draws, "options.draws", { min: 1, integer: true });
  requireSeed(seed);
  requireFunction(fitX, "fitX");
  const { rows } = requireHistory(history);
  const { model: start, warnings } = fitX(history);
  const cumulative = cumulativeWeights(history, rows);
  const models: M[] = [];
  let failed = 0;
  let unfinished = 0;
  for (let k = 0; k < draws; k++) {
    const counts = resample(cumulative, randomStream(seed, k));
    const drawn = Uint32Array.from(Array.from(counts.keys()).filter((i) => counts[i]! > 0));
    const weight = Float64Array.from(drawn, (i) => counts[i]!);
    // The columns of H, fewer rows: what the estimator asked for in its type is still there.
    const sample = { ...selectRows(history, drawn), weight } as unknown as H;
    try {
      const { model, converged } = fitX(sample, { start });
      models.push(model);
      if (!converged) unfinished++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      failed++;
    }
  }
  if (models.length === 0) {
    throw new InputError({
      code: "insufficient-data",
      path: "history",
      expected: "customers enough for a resample to be fitted",
      received: rows,
    });
  }
  const failures: Warning[] = [];
  if (failed > 0) {
    failures.push({
      code: "refits-failed",
      message: `${failed} of ${draws} resamples could not be fitted (no repeat purchase among them) and are left out: the intervals are too narrow.`,
      count: failed,
    });
  }
  if (unfinished > 0) {
    failures.push({
      code: "refits-not-converged",
      message: `${unfinished} of ${draws} resamples were fitted without reaching the optimum to the stated accuracy; they are kept, and the intervals are somewhat too wide or too narrow.`,
      count: unfinished,
    });
  }
  return { models, method: "bootstrap", seed, warnings: [...warnings, ...failures] };
}

function cumulativeWeights(history: PurchaseHistory, rows: number): Float64Array {
  let sum = 0;
  return Float64Array.from({ length: rows }, (_, i) => {
    sum += history.weight?.[i] ?? 1;
    return sum;
  });
}

/** How often each row is drawn in as many draws as there are customers. */
function resample(cumulative: Float64Array, stream: RandomStream): Float64Array {
  const total = cumulative.at(-1)!;
  const counts = new Float64Array(cumulative.length);
  for (let draw = Math.max(1, Math.round(total)); draw > 0; draw--) {
    const target = stream.uniform() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (cumulative[middle]! > target) high = middle;
      else low = middle + 1;
    }
    counts[low]!++;
  }
  return counts;
}
