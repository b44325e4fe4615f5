import { logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { RandomStream } from "../../numeric/random.ts";
import type { TimeUnit } from "../../time.ts";
import type { ParameterDefinition } from "../models.ts";
import { ByScale } from "./by-scale.ts";
import { rateAt } from "./discount-rates.ts";
import type { DropOutBasis, ProcessRates, Rows, TransactionModelBase, TransactionProcess } from "./process.ts";

/** Purchase rates lambda ~ Gamma(r, alpha): what every process with an independent lifetime shares. */
export interface GammaPurchases extends TransactionModelBase {
  /** Shape of the gamma distribution of purchase rates. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time: the mean purchase rate is r / alpha. */
  readonly alpha: number;
  readonly timeUnit: TimeUnit;
}

/** Their names and meanings. */
export const gammaPurchaseParameters: readonly ParameterDefinition[] = [
  { name: "r", meaning: "shape of the gamma distribution of purchase rates" },
  {
    name: "alpha",
    meaning: "rate parameter of that distribution, in time; the mean purchase rate is r / alpha",
    covariates: -1,
  },
];

/** How long a customer who is active now stays so, S(u) = P(lifetime > u). */
export interface ResidualLifetime {
  /** S(u), for 0 <= u <= Infinity. */
  survival(u: number): number;
  /** Mean active time within t: the integral of S over (0, t), t up to Infinity. */
  activeTime(t: number): number;
  /** The same, discounted: the integral of e^(-delta u) S(u), delta > 0. */
  discountedActiveTime(t: number, delta: number): number;
  /** The integral of g(u) over the lifetimes that end within (0, t): g is smooth and bounded. */
  overEnds(g: (u: number) => number, t: number): number;
  /** A lifetime; may be Infinity. */
  draw(stream: RandomStream): number;
}

/** The rate (or chance) that lifetimes are mixed over, for {@link LifetimeFamily}. */
interface DropOutMixture<M> {
  readonly per: DropOutBasis;
  /** Its mean among customers who are active at `age`: falls with age. */
  active(model: M, age: number): number;
  /** The model whose distribution of it is this one's, each value weighted by itself: Gamma(s, beta) becomes Gamma(s + 1, beta). */
  tilted(model: M): M;
}

/** What distinguishes one process with an independent lifetime from another. */
export interface LifetimeFamily<M extends GammaPurchases> {
  readonly kind: M["kind"];
  readonly label: string;
  readonly labelZh: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly make: (parameters: never) => M;
  /** ln S(to) / S(from), S(u) = P(lifetime > u). */
  logSurvival(model: M, from: number, to: number): number;
  /**
   * ln of the integral of ((alpha + u) / (alpha + recency))^-shape f(u) / S(recency) over (recency, age), f the density of the lifetime;
   * -Infinity where there is none. In ratios of times, so that parameters may run to infinity together.
   */
  logEnded(model: M, shape: number, recency: number, age: number): number;
  /** P(alive) of each row, where there is a faster way than by `logEnded`, which is `exact`. */
  readonly alive?: (model: M, rows: Rows, exact: (i: number) => number, out: Float64Array) => void;
  /** The mean active time within t at each age, where there is a faster way than by `residual`. */
  readonly activeTimes?: (model: M, age: Float64Array, t: number, out: Float64Array) => void;
  /** What has to be added to an age for the time ahead to be an analytic function of the logarithm, where there is such. */
  readonly scale?: (model: M) => number;
  /** The lifetime that is left at `age` of a customer who is active then. */
  residual(model: M, age: number): ResidualLifetime;
  /** What customers differ in that ends their lifetimes; `null` where nothing does, absent where it is not told. */
  readonly dropOut?: DropOutMixture<M> | null;
}

/**
 * The processes whose customers buy at random, each at a rate lambda ~ Gamma(r, alpha) of its own, until a lifetime ends that does not
 * depend on it. With S the survival function and f the density of lifetimes:
 *
 * - L = G ( (alpha + T)^-(r + x) S(T) + integral of (alpha + u)^-(r + x) f(u) over (t_x, T) ), G = Gamma(r + x) / Gamma(r) alpha^r;
 * - P(alive at T) is the share of the first term;
 * - alive at T => lambda ~ Gamma(r + x, alpha + T), and the lifetime that is left has survival function S(T + u) / S(T): every
 *   expectation is the chance to be alive times the mean rate (r + x) / (alpha + T) times the mean active time ahead;
 * - gone at u => lambda ~ Gamma(r + x, alpha + u): with J(p) the integral of (alpha + u)^-p f(u), its mean is (r + x) J(r + x + 1) / J(r + x).
 */
export function independentLifetimeProcess<M extends GammaPurchases>(family: LifetimeFamily<M>): TransactionProcess<M> {
  /** ln of what those who stay until `age` contribute to the likelihood, relative to being there at `recency`. */
  const logStayed = (model: M, shape: number, recency: number, age: number): number =>
    family.logSurvival(model, recency, age) - shape * Math.log1p((age - recency) / (model.alpha + recency));
  /** The odds of having ended by the end of observation, from 0 to Infinity; `ended` for who has the logarithm of the first part already. */
  const oddsEnded = (
    model: M,
    x: number,
    recency: number,
    age: number,
    ended = family.logEnded(model, model.r + x, recency, age),
  ): number => (ended === -Infinity ? 0 : Math.exp(ended - logStayed(model, model.r + x, recency, age)));
  const aliveNow = (model: M, x: number, recency: number, age: number): number =>
    1 / (1 + oddsEnded(model, x, recency, age));

  const aliveColumn = (model: M, rows: Rows, out: Float64Array): void => {
    const exact = (i: number): number => aliveNow(model, rows.frequency[i]!, rows.recency[i]!, rows.age[i]!);
    if (family.alive !== undefined) family.alive(model, rows, exact, out);
    else for (let i = 0; i < rows.length; i++) out[i] = exact(i);
  };
  /** What those alive are expected to buy in a unit of time. */
  const rateColumn = (model: M, rows: Rows, out: Float64Array): void => {
    const { r, alpha } = model;
    aliveColumn(model, rows, out);
    for (let i = 0; i < rows.length; i++) out[i] = (out[i]! * (r + rows.frequency[i]!)) / (alpha + rows.age[i]!);
  };
  const activeTimes = (model: M, age: Float64Array, t: number, out: Float64Array): void => {
    if (family.activeTimes !== undefined) family.activeTimes(model, age, t, out);
    else for (let i = 0; i < age.length; i++) out[i] = family.residual(model, age[i]!).activeTime(t);
  };

  const rates = (dropOut: DropOutMixture<M> | null): ProcessRates<M> => ({
    dropOutPer: dropOut === null ? null : dropOut.per,
    means(model, rows, purchaseRate, dropOuts) {
      const { r, alpha } = model;
      const tilted = dropOut?.tilted(model);
      for (let i = 0; i < rows.length; i++) {
        const recency = rows.recency[i]!;
        const age = rows.age[i]!;
        const shape = r + rows.frequency[i]!;
        const ended = family.logEnded(model, shape, recency, age);
        const odds = oddsEnded(model, rows.frequency[i]!, recency, age, ended);
        const active = 1 / (alpha + age);
        const fall = family.logEnded(model, shape + 1, recency, age) - ended - Math.log(alpha + recency);
        purchaseRate[i] = shape * meanOfBoth(odds, active, fall, active, 1 / (alpha + recency));
        if (dropOut === null || tilted === undefined) continue;
        const leaving = Math.log(dropOut.active(model, recency)) + family.logEnded(tilted, shape, recency, age) - ended;
        const [least, most] = [dropOut.active(tilted, age), dropOut.active(tilted, recency)];
        dropOuts[i] = meanOfBoth(odds, dropOut.active(model, age), leaving, least, most);
      }
    },
  });

  return {
    ...(family.dropOut === undefined ? {} : { rates: rates(family.dropOut) }),
    kind: family.kind,
    label: family.label,
    labelZh: family.labelZh,
    parameters: family.parameters,
    make: family.make,

    logLikelihoods(model, rows, out) {
      const { r, alpha } = model;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const age = rows.age[i]!;
        const recency = rows.recency[i]!;
        const ended = family.logEnded(model, r + x, recency, age);
        const stayed = logStayed(model, r + x, recency, age);
        out[i] =
          logGammaDifference(r, x) -
          x * Math.log(alpha + recency) -
          r * Math.log1p(recency / alpha) +
          family.logSurvival(model, 0, recency) +
          Math.max(ended, stayed) +
          Math.log1p(Math.exp(-Math.abs(ended - stayed)));
      }
    },

    probabilityAlive(model, rows, ahead, out) {
      aliveColumn(model, rows, out);
      if (ahead === 0) return;
      for (let i = 0; i < rows.length; i++) out[i]! *= family.residual(model, rows.age[i]!).survival(ahead);
    },

    expectedTransactions(model, rows, horizons, out) {
      const rate = new Float64Array(rows.length);
      rateColumn(model, rows, rate);
      for (let h = 0; h < horizons.length; h++) {
        const expected = out[h]!;
        activeTimes(model, rows.age, horizons[h]!, expected);
        for (let i = 0; i < rows.length; i++) expected[i] = rate[i] === 0 ? 0 : rate[i]! * expected[i]!;
      }
    },

    discountedExpectedTransactions(model, rows, horizon, rates, out) {
      rateColumn(model, rows, out);
      const start = family.scale?.(model) ?? 0;
      const times = new ByScale(
        (scale, delta) => {
          const left = family.residual(model, scale - start);
          return delta === 0 ? left.activeTime(horizon) : left.discountedActiveTime(horizon, delta);
        },
        family.scale !== undefined && typeof rates === "number",
      );
      for (let i = 0; i < rows.length; i++) {
        if (out[i] !== 0) out[i]! *= times.at(start + rows.age[i]!, rateAt(rates, i));
      }
    },

    transactionProbabilities(model, rows, horizon, counts, out) {
      const { r, alpha } = model;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const age = rows.age[i]!;
        const odds = oddsEnded(model, x, rows.recency[i]!, age);
        const now = 1 / (1 + odds);
        const gone = 1 / (1 + 1 / odds);
        const left = family.residual(model, age);
        for (let j = 0; j < counts.length; j++) {
          const n = counts[j]!;
          const given = purchasesGivenAlive(n, horizon, r + x, alpha + age, left);
          out[j]![i] = Math.min(1, now * given + (n === 0 ? gone : 0));
        }
      }
    },

    simulate(model, rows, i, horizon, stream, times) {
      const x = rows.frequency[i]!;
      const age = rows.age[i]!;
      if (stream.uniform() >= aliveNow(model, x, rows.recency[i]!, age)) return false;
      const rate = stream.gamma(model.r + x) / (model.alpha + age);
      const lifetime = family.residual(model, age).draw(stream);
      const end = Math.min(lifetime, horizon);
      if (rate > 0) {
        for (let time = stream.exponential() / rate; time <= end; time += stream.exponential() / rate) times.push(time);
      }
      return lifetime > horizon;
    },
  };
}

/**
 * The mean over those who are active and those who have ended, at these odds. Of the latter it is e^`logEnded`, a ratio of two integrals,
 * which lies between its values at the two ends of the time in which they ended.
 */
function meanOfBoth(odds: number, active: number, logEnded: number, least: number, most: number): number {
  if (odds === 0) return active;
  return active / (1 + odds) + Math.min(most, Math.max(least, Math.exp(logEnded))) / (1 + 1 / odds);
}

/** P(X(t) = n) for a customer who is alive now: those who stay count over t, those who end count until then. */
function purchasesGivenAlive(n: number, t: number, shape: number, scale: number, left: ResidualLifetime): number {
  if (t === 0) return n === 0 ? 1 : 0;
  const constant = logGammaDifference(shape, n) - logGamma(n + 1);
  const count = (u: number): number => {
    if (u === 0) return n === 0 ? 1 : 0;
    const log = constant - shape * Math.log1p(u / scale) - (n === 0 ? 0 : n * Math.log1p(scale / u));
    return Math.exp(log);
  };
  return left.survival(t) * count(t) + left.overEnds(count, t);
}
