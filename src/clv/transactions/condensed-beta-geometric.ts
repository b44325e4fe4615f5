import { InputError } from "../../errors.ts";
import { ErlangFuture } from "../../numeric/erlang-future.ts";
import { logBetaDifference, logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import { betaReciprocalMean } from "../../numeric/gauss-hypergeometric.ts";
import type { Column } from "../../types.ts";
import type { ParameterDefinition } from "../models.ts";
import { type BetaGeometricModel, betaGeometricParameters } from "./beta-geometric.ts";
import { rateAt } from "./discount-rates.ts";
import { discountedWithin, type GammaNodes, gammaNodes } from "./discounted-dropout.ts";
import type { Rows, TransactionProcess } from "./process.ts";
import { withSettledParameters } from "./settled-parameters.ts";

/** The parameters that the condensed beta-geometric processes share. */
export interface CondensedBetaGeometricModel extends BetaGeometricModel {
  /** Regularity (购买规律性): gaps between purchases are Erlang-k; 1 is random, the larger the more like a clock. Purchases come at a rate lambda / k. */
  readonly k: number;
}

/** Beyond this customers buy by the calendar: opportunities are to be counted. */
export const mostRegular: number = 100;

/** Names and meanings of the parameters. */
export const condensedParameters: readonly ParameterDefinition[] = [
  ...betaGeometricParameters.map((definition) =>
    definition.name === "alpha"
      ? {
          ...definition,
          meaning: "rate parameter of that distribution, in time; the mean purchase rate is r / (k alpha)",
        }
      : definition,
  ),
  {
    name: "k",
    meaning: "regularity: gaps between purchases are Erlang-k, 1 is random",
    integer: true,
    max: mostRegular,
  },
];

/**
 * The drop-out-at-a-purchase processes with regular purchases: every k-th event of a Poisson process with rate lambda ~ Gamma(r, alpha) is
 * a purchase, so that gaps are Erlang-k; drop-out as in the beta-geometric processes (m = `zeroDropOut`, X = x + m). Alive at T means
 * fewer than k events in the time s = T - t_x since the last purchase, of which there were j with weight (r + kx)_j (s / (alpha + T))^j / j!,
 * and lambda ~ Gamma(r + kx + j, alpha + T), p ~ Beta(a, b + X), independent:
 *
 * - odds of having dropped out = a / (b + X - 1) ((alpha + T) / (alpha + t_x))^(r + kx) / sum of the weights, none where X = 0;
 * - every verb is the chance to be alive times a mean over j and the negative binomial counts of events ahead ({@link ErlangFuture}).
 */
export function condensedBetaGeometricProcess<M extends CondensedBetaGeometricModel>(
  kind: M["kind"],
  label: string,
  labelZh: string,
  make: (parameters: never) => M,
  zeroDropOut: 0 | 1,
): TransactionProcess<M> {
  const m = zeroDropOut;

  /** Sets the future of row i and returns ln of the odds of having dropped out. */
  const logOddsDead = (future: ErlangFuture, { r, alpha, a, b, k }: M, rows: Rows, i: number): number => {
    const drops = rows.frequency[i]! + m;
    const rho = r + k * rows.frequency[i]!;
    const quiet = rows.age[i]! - rows.recency[i]!;
    future.given(rho, quiet / (alpha + rows.age[i]!), b + drops);
    if (drops === 0) return -Infinity;
    return Math.log(a / (b + (drops - 1))) + rho * Math.log1p(quiet / (alpha + rows.recency[i]!)) - future.logPhases;
  };

  return withSettledParameters({
    kind,
    label,
    labelZh,
    parameters: condensedParameters,
    make,

    logLikelihoods(model, rows, out) {
      const { r, alpha, a, b, k } = model;
      const future = new ErlangFuture(k, a);
      const gaps = k === 1 ? undefined : requireGaps(rows, "logGapSum");
      const perPurchase = logGamma(k);
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const age = rows.age[i]!;
        const odds = logOddsDead(future, model, rows, i);
        const either = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds));
        out[i] =
          (x === 0 ? 0 : (k - 1) * (gaps?.[i] ?? 0) - x * perPurchase) +
          logGammaDifference(r, k * x) -
          k * x * Math.log(alpha + age) -
          r * Math.log1p(age / alpha) +
          logBetaDifference(a, b, x + m) +
          future.logPhases +
          either;
      }
    },

    probabilityAlive(model, rows, ahead, out) {
      const future = new ErlangFuture(model.k, model.a);
      for (let i = 0; i < rows.length; i++) {
        const now = 1 / (1 + Math.exp(logOddsDead(future, model, rows, i)));
        out[i] = now === 0 ? 0 : now * future.alive(ahead / (model.alpha + rows.age[i]!));
      }
    },

    expectedTransactions(model, rows, horizons, out) {
      const future = new ErlangFuture(model.k, model.a);
      for (let i = 0; i < rows.length; i++) {
        const now = 1 / (1 + Math.exp(logOddsDead(future, model, rows, i)));
        for (let h = 0; h < horizons.length; h++) {
          out[h]![i] = now === 0 ? 0 : now * future.at(horizons[h]! / (model.alpha + rows.age[i]!));
        }
      }
    },

    discountedExpectedTransactions(model, rows, horizon, rates, out) {
      const { alpha, a, b } = model;
      const future = new ErlangFuture(model.k, a);
      const nodes = new NodesByShape();
      const known = new ByCustomer(model.k);
      const weights = new Float64Array(model.k);
      for (let i = 0; i < rows.length; i++) {
        const delta = rateAt(rates, i);
        const scale = alpha + rows.age[i]!;
        const now = 1 / (1 + Math.exp(logOddsDead(future, model, rows, i)));
        if (now === 0 || delta === 0) {
          out[i] = now === 0 ? 0 : now * future.at(horizon / scale);
          continue;
        }
        // What lies ahead depends on frequency, age and phase alone: with whole days many customers share it.
        const values = known.at(delta, rows.frequency[i]!, rows.age[i]!);
        weights.set(future.phases);
        let sum = 0;
        for (let j = 0; j < weights.length; j++) {
          if (weights[j] === 0) continue;
          if (Number.isNaN(values[j])) {
            future.inPhase(j);
            values[j] =
              horizon === Infinity
                ? forever(nodes.get(future.rho + j), model.k, j, scale, a, b + rows.frequency[i]! + m, delta)
                : discountedWithin(future, scale, horizon, delta, ripples(model.k, future.rho + j));
          }
          sum += weights[j]! * values[j]!;
        }
        out[i] = now * sum;
      }
    },

    transactionProbabilities(model, rows, horizon, counts, out) {
      const future = new ErlangFuture(model.k, model.a);
      for (let i = 0; i < rows.length; i++) {
        const odds = Math.exp(logOddsDead(future, model, rows, i));
        const now = 1 / (1 + odds);
        const gone = 1 / (1 + 1 / odds);
        for (let j = 0; j < counts.length; j++) {
          const given = future.exactly(counts[j]!, horizon / (model.alpha + rows.age[i]!));
          out[j]![i] = Math.min(1, now * given + (counts[j] === 0 ? gone : 0));
        }
      }
    },

    simulate(model, rows, i, horizon, stream, times) {
      const { alpha, a, b, k } = model;
      const future = new ErlangFuture(k, a);
      if (stream.uniform() >= 1 / (1 + Math.exp(logOddsDead(future, model, rows, i)))) return false;
      let phase = 0;
      for (let left = stream.uniform() - future.phases[0]!; left > 0 && phase < k - 1; left -= future.phases[phase]!)
        phase++;
      const rate = stream.gamma(future.rho + phase) / (alpha + rows.age[i]!);
      const dropOut = stream.beta(a, b + rows.frequency[i]! + m);
      if (rate === 0) return true;
      for (let time = stream.gamma(k - phase) / rate; time <= horizon; time += stream.gamma(k) / rate) {
        times.push(time);
        if (stream.uniform() < dropOut) return false;
      }
      return true;
    },

    rates: {
      dropOutPer: "purchase",
      // Of lambda, of which a purchase takes k events.
      means(model, rows, purchaseRate, dropOut) {
        const { alpha, a, b, k } = model;
        const future = new ErlangFuture(k, a);
        for (let i = 0; i < rows.length; i++) {
          const odds = Math.exp(logOddsDead(future, model, rows, i));
          const now = 1 / (1 + odds);
          const gone = 1 / (1 + 1 / odds);
          const shape = future.phases.reduce((sum, weight, j) => sum + weight * j, future.rho);
          const active = shape / (alpha + rows.age[i]!);
          purchaseRate[i] = (now * active + gone * (future.rho / (alpha + rows.recency[i]!))) / k;
          dropOut[i] = (a + gone) / (a + b + rows.frequency[i]! + m);
        }
      },
    },
  });
}

/** The gap sums, or an error that says how to get them; rows without purchases need none. */
export function requireGaps(
  { frequency, logGapSum }: { readonly frequency: Column; readonly logGapSum?: Column | undefined },
  path: string,
): Column | undefined {
  if (logGapSum !== undefined || Array.from(frequency).every((x) => x === 0)) return logGapSum;
  throw new InputError({
    code: "insufficient-data",
    path,
    expected: "the sum of the logarithms of the gaps between purchases of each customer",
    received: logGapSum,
    advice: "summarizeTransactions makes the column from dates; without them use k = 1, or fitBgNbd and fitMbgNbd.",
  });
}

/** Nodes for means over rates, made once for each shape. */
class NodesByShape {
  readonly #known: Map<number, GammaNodes> = new Map();

  get(shape: number): GammaNodes {
    const found = this.#known.get(shape);
    if (found !== undefined) return found;
    const made = gammaNodes(shape);
    this.#known.set(shape, made);
    return made;
  }
}

/** A value for each phase of each frequency and age, at one rate; NaN where it has not been made yet. */
class ByCustomer {
  readonly #k: number;
  readonly #known: Map<number, Map<number, Float64Array>> = new Map();
  #delta: number = Number.NaN;

  constructor(k: number) {
    this.#k = k;
  }

  at(delta: number, frequency: number, age: number): Float64Array {
    if (delta !== this.#delta) this.#known.clear();
    this.#delta = delta;
    const byAge = this.#known.get(frequency) ?? new Map<number, Float64Array>();
    this.#known.set(frequency, byAge);
    const values = byAge.get(age) ?? new Float64Array(this.#k).fill(Number.NaN);
    byAge.set(age, values);
    return values;
  }
}

/**
 * Discounted purchases from now to infinity of a customer who is alive and in phase j: given lambda the n-th purchase is the (nk - j)-th
 * event, each discounted by u = lambda / (lambda + delta), so the sum is u^(k - j) E[1 / (1 - (1 - p) u^k)].
 */
function forever(
  rates: GammaNodes,
  k: number,
  j: number,
  scale: number,
  a: number,
  stay: number,
  delta: number,
): number {
  const { nodes, weights } = rates;
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const fall = Math.log1p((delta * scale) / nodes[i]!);
    const ended = -Math.expm1(-k * fall);
    sum += (weights[i]! * Math.exp((j - k) * fall) * betaReciprocalMean(a, stay, Math.exp(-k * fall) / ended)) / ended;
  }
  return sum;
}

/**
 * Regular purchases come in waves, until they have run out of step: for how long (as ln(1 + t / scale)), and how short a step shows them.
 * The slowest wave falls as |1 + w (1 - e^(2 pi i / k))|^-rho.
 */
function ripples(k: number, rho: number): { readonly until: number; readonly width: number } {
  if (k === 1) return { until: 0, width: Infinity };
  return { until: Math.log1p(Math.expm1(40 / rho) / (1 - Math.cos((2 * Math.PI) / k))), width: 6 / (rho + k) };
}
