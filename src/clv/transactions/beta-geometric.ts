import { logBetaPowerMean } from "../../numeric/beta-power-mean.ts";
import { BgBracket } from "../../numeric/bg-bracket.ts";
import { fastExp, logShare } from "../../numeric/fast-exponentials.ts";
import { logBetaDifference, logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import { regularizedBeta } from "../../numeric/incomplete-beta.ts";
import type { RandomStream } from "../../numeric/random.ts";
import type { TimeUnit } from "../../time.ts";
import type { ParameterDefinition } from "../models.ts";
import { ByFrequency } from "./by-frequency.ts";
import { ByScale } from "./by-scale.ts";
import { rateAt } from "./discount-rates.ts";
import { discountedForever, discountedWithin, gammaNodes } from "./discounted-dropout.ts";
import type { Rows, TransactionModelBase, TransactionProcess } from "./process.ts";
import { fillBlock, inBlocks, largestBlock } from "./row-blocks.ts";
import { withSettledParameters } from "./settled-parameters.ts";

/** The four parameters that the beta-geometric processes share. */
export interface BetaGeometricModel extends TransactionModelBase {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  /** First parameter of the beta distribution of the drop-out chance: its mean is a / (a + b). */
  readonly a: number;
  /** Second parameter of that distribution. */
  readonly b: number;
  readonly timeUnit: TimeUnit;
}

/** Names and meanings of the parameters. */
export const betaGeometricParameters: readonly ParameterDefinition[] = [
  { name: "r", meaning: "shape of the gamma distribution of purchase rates" },
  {
    name: "alpha",
    meaning: "rate parameter of that distribution, in time; the mean purchase rate is r / alpha",
    covariates: -1,
  },
  { name: "a", meaning: "first parameter of the beta distribution of the drop-out chance", covariates: 1 },
  {
    name: "b",
    meaning: "second parameter of that distribution; the mean drop-out chance is a / (a + b)",
    covariates: 1,
  },
];

/**
 * The drop-out-at-a-purchase processes with Poisson purchases: purchases at rate lambda ~ Gamma(r, alpha) while alive; the customer drops
 * out with chance p ~ Beta(a, b) after each repeat purchase (`zeroDropOut` 0: BG/NBD) or after every purchase, the first included
 * (`zeroDropOut` 1: MBG/NBD). With m = zeroDropOut, X = x + m, B = alpha + T:
 *
 * - alive at T => lambda ~ Gamma(r + x, B) and p ~ Beta(a, b + X), independent of each other;
 * - odds of having dropped out = a / (b + X - 1) * (B / (alpha + t_x))^(r + x), none where X = 0; then lambda ~ Gamma(r + x, alpha + t_x)
 *   and p ~ Beta(a + 1, b + X - 1).
 *
 * Every verb is the chance to be alive times the expectation given alive, over that posterior.
 */
export function betaGeometricProcess<M extends BetaGeometricModel>(
  kind: M["kind"],
  label: string,
  labelZh: string,
  make: (parameters: never) => M,
  zeroDropOut: 0 | 1,
): TransactionProcess<M> {
  const m = zeroDropOut;

  /** Odds of having dropped out by the end of observation; may be Infinity. */
  const oddsDead = ({ r, alpha, a, b }: M, x: number, recency: number, age: number): number =>
    x + m === 0 ? 0 : (a / (b + (x + m - 1))) * Math.exp(silence(r, alpha, x, recency, age));
  const aliveNow = (model: M, x: number, recency: number, age: number): number =>
    1 / (1 + oddsDead(model, x, recency, age));

  return withSettledParameters({
    kind,
    label,
    labelZh,
    parameters: betaGeometricParameters,
    make,

    logLikelihoods(model, rows, out) {
      const { r, alpha, a, b } = model;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const age = rows.age[i]!;
        const odds =
          x + m === 0 ? -Infinity : Math.log(a / (b + (x + m - 1))) + silence(r, alpha, x, rows.recency[i]!, age);
        const either = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds));
        out[i] =
          logGammaDifference(r, x) -
          x * Math.log(alpha + age) -
          r * Math.log1p(age / alpha) +
          logBetaDifference(a, b, x + m) +
          either;
      }
    },

    probabilityAlive(model, rows, ahead, out) {
      const { r, alpha, a, b } = model;
      inBlocks(rows.length, (from, to) => aliveColumn(model, m, rows, from, to, out, 0));
      if (ahead === 0) return;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        out[i]! *= Math.exp(logBetaPowerMean(a, b + x + m, r + x, ahead / (alpha + rows.age[i]!)));
      }
    },

    expectedTransactions(model, rows, horizons, out) {
      const { r, alpha, a, b } = model;
      const { frequency, age, length } = rows;
      const brackets = new ByFrequency((x) => new BgBracket(r, a, b, m, x));
      const alive = new Float64Array(Math.min(length, largestBlock));
      inBlocks(length, (from, to) => {
        aliveColumn(model, m, rows, from, to, alive, from);
        horizons.forEach((horizon, h) => {
          const known = (): void => expectedByGrids(alive, brackets, alpha, rows, horizon, from, to, out[h]!);
          fillBlock(out[h]!, from, to, known, (i) => {
            const now = alive[i - from]!;
            return now === 0 ? 0 : now * brackets.get(frequency[i]!).at(horizon, alpha + age[i]!);
          });
        });
      });
    },

    discountedExpectedTransactions(model, rows, horizon, rates, out) {
      const { r, alpha, a, b } = model;
      inBlocks(rows.length, (from, to) => aliveColumn(model, m, rows, from, to, out, 0));
      const values = new ByFrequency((x) => {
        const bracket = new BgBracket(r, a, b, m, x);
        const nodes = horizon === Infinity ? gammaNodes(r + x) : undefined;
        const valueAt = (scale: number, delta: number): number => {
          if (delta === 0) return bracket.at(horizon, scale);
          if (nodes === undefined) return discountedWithin(bracket, scale, horizon, delta);
          return discountedForever(nodes, scale, a, b + x + m, delta);
        };
        return new ByScale(valueAt, typeof rates === "number");
      });
      for (let i = 0; i < rows.length; i++) {
        if (out[i] !== 0) out[i]! *= values.get(rows.frequency[i]!).at(alpha + rows.age[i]!, rateAt(rates, i));
      }
    },

    transactionProbabilities(model, rows, horizon, counts, out) {
      const { r, alpha, a, b } = model;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const age = rows.age[i]!;
        const odds = oddsDead(model, x, rows.recency[i]!, age);
        const now = 1 / (1 + odds);
        const gone = 1 / (1 + 1 / odds);
        for (let j = 0; j < counts.length; j++) {
          const n = counts[j]!;
          const given = purchasesGivenAlive(n, horizon, r + x, alpha + age, a, b + x + m);
          out[j]![i] = Math.min(1, now * given + (n === 0 ? gone : 0));
        }
      }
    },

    simulate(model, rows, i, horizon, stream, times) {
      const x = rows.frequency[i]!;
      const age = rows.age[i]!;
      if (stream.uniform() >= aliveNow(model, x, rows.recency[i]!, age)) return false;
      const rate = stream.gamma(model.r + x) / (model.alpha + age);
      const dropOut = stream.beta(model.a, model.b + x + m);
      return simulatePurchases(rate, dropOut, horizon, stream, times);
    },

    rates: {
      dropOutPer: "purchase",
      means(model, rows, purchaseRate, dropOut) {
        const { r, alpha, a, b } = model;
        for (let i = 0; i < rows.length; i++) {
          const x = rows.frequency[i]!;
          const recency = rows.recency[i]!;
          const age = rows.age[i]!;
          const odds = oddsDead(model, x, recency, age);
          const now = 1 / (1 + odds);
          const gone = 1 / (1 + 1 / odds);
          purchaseRate[i] = now * ((r + x) / (alpha + age)) + gone * ((r + x) / (alpha + recency));
          dropOut[i] = (a + gone) / (a + b + x + m);
        }
      },
    },
  });
}

/** P(alive) at the end of observation of the rows between two, into a column that begins at row `first`. */
function aliveColumn(
  { r, alpha, a, b }: BetaGeometricModel,
  m: number,
  { frequency, recency, age }: Rows,
  from: number,
  to: number,
  out: Float64Array,
  first: number,
): void {
  // In two passes, as short loops run faster. Logarithms of shares are never above 0: 1 stands for who is alive for certain.
  for (let i = from; i < to; i++) {
    const x = frequency[i]!;
    const last = recency[i]!;
    out[i - first] = x + m > 0 ? logShare(alpha + last, age[i]! - last, r + x) : 1;
  }
  for (let i = from; i < to; i++) {
    const silent = out[i - first]!;
    if (silent > 0) continue;
    const stayed = (b + (frequency[i]! + m - 1)) * fastExp(silent);
    out[i - first] = stayed / (stayed + a);
  }
}

/** Expected purchases of the rows between two, NaN where their bracket is not known (yet). */
function expectedByGrids(
  alive: Float64Array,
  brackets: ByFrequency<BgBracket>,
  alpha: number,
  { frequency, age }: Rows,
  horizon: number,
  from: number,
  to: number,
  out: Float64Array,
): void {
  for (let i = from; i < to; i++) {
    const bracket = brackets.known(frequency[i]!);
    out[i] = bracket === undefined ? Number.NaN : alive[i - from]! * bracket.known(horizon, alpha + age[i]!);
  }
}

/** How much the time since the last purchase speaks for having dropped out: ln ((alpha + T) / (alpha + t_x))^(r + x). */
function silence(r: number, alpha: number, x: number, recency: number, age: number): number {
  return (r + x) * Math.log1p((age - recency) / (alpha + recency));
}

/** Purchases at `rate` until the horizon or until one of them was the last; returns whether the customer is still active. */
function simulatePurchases(
  rate: number,
  dropOut: number,
  horizon: number,
  stream: RandomStream,
  times: number[],
): boolean {
  if (rate === 0) return true;
  for (let time = stream.exponential() / rate; time <= horizon; time += stream.exponential() / rate) {
    times.push(time);
    if (stream.uniform() < dropOut) return false;
  }
  return true;
}

/** P(X(t) = n) for a customer who is alive now: rate ~ Gamma(shape, scale), drop-out chance ~ Beta(a, b) after each purchase. */
function purchasesGivenAlive(n: number, t: number, shape: number, scale: number, a: number, b: number): number {
  if (t === 0) return n === 0 ? 1 : 0;
  const logMissed = -Math.log1p(t / scale);
  const logCount =
    logGammaDifference(shape, n) - logGamma(n + 1) + shape * logMissed + n * (Math.log(t) - Math.log(scale + t));
  const stayed = logBetaDifference(a, b, n);
  const still = Math.exp(stayed + logCount);
  if (n === 0) return still;
  // At least n purchases would have come by t, and the n-th was the last.
  const last = Math.exp(stayed) * (a / (b + (n - 1))) * regularizedBeta(t / (scale + t), n, shape);
  return still + last;
}
