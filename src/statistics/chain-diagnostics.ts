import { normalQuantile } from "../numeric/distributions.ts";
import { quantileOfSorted } from "../numeric/quantile.ts";

/** How well several chains of draws agree and how much they are worth. */
export interface ChainDiagnostics {
  /** Rank-normalised split R-hat: 1 where the chains, halved, cannot be told apart; above 1.01 they have not mixed. */
  readonly rHat: number;
  /** Independent draws that would determine the middle of the distribution as well. */
  readonly bulkEffectiveSize: number;
  /** The same for its 5 % and 95 % quantiles, the worse of the two. */
  readonly tailEffectiveSize: number;
}

/**
 * Diagnostics of chains of equal length, one quantity (Vehtari, Gelman, Simpson, Carpenter & Bürkner 2021): rank-normalised split R-hat,
 * the larger of that of the values and of their distances from the median, and effective sample sizes by Geyer's initial monotone
 * sequence. Constant chains give R-hat 1 and the number of draws.
 */
export function chainDiagnostics(chains: readonly ArrayLike<number>[]): ChainDiagnostics {
  const halves = chains.flatMap(halved);
  const pooled = Float64Array.from(halves.flatMap((half) => Array.from(half))).sort();
  const median = quantileOfSorted(pooled, 0.5);
  const folded = halves.map((half) => half.map((value) => Math.abs(value - median)));
  const below = (share: number): readonly Float64Array[] => {
    const limit = quantileOfSorted(pooled, share);
    return halves.map((half) => half.map((value) => (value <= limit ? 1 : 0)));
  };
  const ranked = normalScores(halves);
  return {
    rHat: Math.max(splitRHat(ranked), splitRHat(normalScores(folded))),
    bulkEffectiveSize: effectiveSize(ranked),
    tailEffectiveSize: Math.min(effectiveSize(below(0.05)), effectiveSize(below(0.95))),
  };
}

function halved(chain: ArrayLike<number>): readonly Float64Array[] {
  const all = Float64Array.from(chain);
  const half = Math.floor(all.length / 2);
  return [all.slice(0, half), all.slice(all.length - half)];
}

/** Values replaced by normal scores of their ranks over all chains (ties share their mean rank). */
function normalScores(chains: readonly Float64Array[]): readonly Float64Array[] {
  const length = chains[0]!.length;
  const all = Float64Array.from(chains.flatMap((chain) => Array.from(chain)));
  const order = Uint32Array.from(all, (_, i) => i).sort((i, j) => all[i]! - all[j]! || i - j);
  const scores = new Float64Array(all.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && all[order[to]!] === all[order[from]!]) to++;
    const rank = 0.5 * (from + 1 + to);
    const score = normalQuantile((rank - 0.375) / (all.length + 0.25));
    for (let k = from; k < to; k++) scores[order[k]!] = score;
    from = to;
  }
  return chains.map((_, c) => scores.slice(c * length, (c + 1) * length));
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function variance(values: Float64Array): number {
  const centre = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - centre) ** 2;
  return sum / (values.length - 1);
}

/** Mean variance within chains, and the estimate of the whole variance that also counts how far the chains are apart. */
function variances(chains: readonly Float64Array[]): { readonly within: number; readonly total: number } {
  const length = chains[0]!.length;
  const within = mean(Float64Array.from(chains, variance));
  const between = variance(Float64Array.from(chains, mean));
  return { within, total: ((length - 1) / length) * within + between };
}

function splitRHat(chains: readonly Float64Array[]): number {
  const { within, total } = variances(chains);
  if (within === 0) return total === 0 ? 1 : Infinity;
  return Math.sqrt(total / within);
}

function effectiveSize(chains: readonly Float64Array[]): number {
  const length = chains[0]!.length;
  const draws = length * chains.length;
  const { within, total } = variances(chains);
  if (total === 0) return draws;
  const centres = chains.map(mean);
  const correlation = (lag: number): number => {
    const covariances = chains.map((chain, c) => {
      let sum = 0;
      for (let i = lag; i < length; i++) sum += (chain[i]! - centres[c]!) * (chain[i - lag]! - centres[c]!);
      return sum / length;
    });
    const scaled = (mean(Float64Array.from(covariances)) * length) / (length - 1);
    return 1 - (within - scaled) / total;
  };
  // Geyer: sums of neighbouring pairs are positive and fall; what does not is noise.
  let sum = -1;
  let last = Infinity;
  for (let lag = 0; lag + 1 < length; lag += 2) {
    const pair = Math.min(last, (lag === 0 ? 1 : correlation(lag)) + correlation(lag + 1));
    if (!(pair > 0)) break;
    sum += 2 * pair;
    last = pair;
  }
  return draws / Math.max(sum, 1 / Math.log10(draws));
}
