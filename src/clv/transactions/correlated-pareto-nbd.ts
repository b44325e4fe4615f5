import {
  correlatedOdds,
  deviation,
  type ExponentialSide,
  logCorrelatedKernel,
  logExponentialMean,
  type SarmanovDensity,
  sarmanovFactor,
} from "../../numeric/correlated-pareto-kernel.ts";
import { logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { RandomStream } from "../../numeric/random.ts";
import { correlationDensity, correlationParameter } from "./correlation-density.ts";
import { rateAt } from "./discount-rates.ts";
import { ParetoLifetime, type ParetoNbdModel, paretoNbdProcess } from "./pareto-nbd.ts";
import type { Rows, TransactionProcess } from "./process.ts";

/** A Pareto/NBD model with a correlation. */
export type CorrelatedParetoNbdModel = ParetoNbdModel & { readonly m: number };

/** What a history says of a customer. */
interface CustomerState {
  /** Rates of the active, but for the correlation: lambda ~ Gamma(p, A), mu ~ Gamma(s, B). */
  readonly p: number;
  readonly A: number;
  readonly B: number;
  /** The factor by which the correlation changes their density. */
  readonly factor: number;
  /** ln of the odds of having left. */
  readonly logOdds: number;
  readonly alive: number;
}

/**
 * Customers whose rates have Sarmanov's density g(lambda) g(mu) f(e^-lambda, e^-mu), f(u, v) = 1 + m (u - LA)(v - LB), with LA and LB the
 * means of u and v over all customers.
 *
 * Those of a customer who is active at T, or who left at a known time, are independent of each other but for f; and f is linear in u and in
 * v. So the mean of a(lambda) b(mu) is the one without correlation times f(U, V), U the mean of u weighted by a(lambda) and V that of v
 * weighted by b(mu), over the f of the customer: one factor, which is positive whatever m is, and in which nothing cancels.
 */
class CorrelatedCustomers {
  readonly #model: CorrelatedParetoNbdModel;
  readonly density: SarmanovDensity;

  constructor(model: CorrelatedParetoNbdModel) {
    this.#model = model;
    this.density = correlationDensity(model);
  }

  at(rows: Rows, i: number): CustomerState {
    const { r, alpha, s, beta } = this.#model;
    const age = rows.age[i]!;
    const p = r + rows.frequency[i]!;
    const [A, B] = [alpha + age, beta + age];
    const factor = this.factor(p, A, this.logV(s, B));
    const logOdds = correlatedOdds(p, s, alpha, beta, rows.recency[i]!, age, this.density) - Math.log(factor);
    return { p, A, B, factor, logOdds, alive: 1 / (1 + Math.exp(logOdds)) };
  }

  /** f where lambda ~ Gamma(p, A), and the mean of e^-mu has this logarithm. */
  factor(p: number, A: number, logV: number): number {
    const { m, purchase, attrition } = this.density;
    return sarmanovFactor(m, deviation(purchase, logExponentialMean(purchase, p, A)), deviation(attrition, logV));
  }

  /** ln of the mean of e^-mu for mu ~ Gamma(s, B). */
  logV(s: number, B: number): number {
    return logExponentialMean(this.density.attrition, s, B);
  }

  /**
   * The mean active time ahead without correlation, in whichever way it counts, and ln of the mean of e^-mu weighted by it: the gamma density
   * of mu times e^-mu is one whose B is larger.
   */
  ahead(B: number, timeOf: (lifetime: ParetoLifetime) => number): { time: number; logV: number } {
    const { s } = this.#model;
    const time = timeOf(new ParetoLifetime(s, B));
    // Where it has no end, those who stay longest decide, whose mu is 0.
    if (time === 0 || time === Infinity) return { time, logV: 0 };
    const later = timeOf(new ParetoLifetime(s, B + this.density.attrition.scale));
    return { time, logV: Math.min(0, this.logV(s, B) + Math.log(later / time)) };
  }

  /** Expected purchases, given the active time ahead. */
  expected({ p, A, factor, alive }: CustomerState, { time, logV }: { time: number; logV: number }): number {
    if (alive === 0 || time === 0) return 0;
    return ((alive * p) / A) * time * (this.factor(p + 1, A, logV) / factor);
  }

  /** P(X(t) = n) of a customer who is active: those who stay count over t, those who leave until then. */
  purchases({ p, A, B, factor }: CustomerState, n: number, t: number): number {
    if (t === 0) return n === 0 ? 1 : 0;
    const { s } = this.#model;
    const constant = logGammaDifference(p, n) - logGamma(n + 1);
    const count = (u: number, shape: number): number => {
      if (u === 0 && n > 0) return 0;
      const log = constant - p * Math.log1p(u / A) - (n === 0 ? 0 : n * Math.log1p(A / u));
      return Math.exp(log) * (this.factor(p + n, A + u, this.logV(shape, B + u)) / factor);
    };
    const left = new ParetoLifetime(s, B);
    return left.survival(t) * count(t, s) + left.overEnds((u) => count(u, s + 1), t);
  }

  /**
   * The rates of an active customer: f is linear in u and in v, so their density is a mixture of four, one for each corner of the unit
   * square, in each of which they are independent.
   */
  draw({ p, A, B }: CustomerState, stream: RandomStream): { rate: number; lifetime: number } {
    const { s } = this.#model;
    const { m, purchase, attrition } = this.density;
    const logU = logExponentialMean(purchase, p, A);
    const logV = this.logV(s, B);
    const [u, v] = [Math.exp(logU), Math.exp(logV)];
    const [restU, restV] = [-Math.expm1(logU), -Math.expm1(logV)];
    const weights = [
      u * v * Math.max(0, 1 + m * purchase.rest * attrition.rest),
      u * restV * Math.max(0, 1 - m * purchase.rest * attrition.mean),
      restU * v * Math.max(0, 1 - m * purchase.mean * attrition.rest),
      restU * restV * Math.max(0, 1 + m * purchase.mean * attrition.mean),
    ];
    let left = stream.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    let corner = 0;
    while (corner < 3 && left >= weights[corner]!) left -= weights[corner++]!;
    const buying = tilted(purchase, p, A, restU, corner < 2, stream);
    const leaving = tilted(attrition, s, B, restV, corner % 2 === 0, stream);
    return {
      rate: stream.gamma(buying.shape) / buying.rate,
      lifetime: new ParetoLifetime(leaving.shape, leaving.rate).draw(stream),
    };
  }
}

/**
 * The gamma density whose shape and rate are given, times e^-rate, or times 1 - e^-rate: the former is a gamma density, the latter a mixture
 * of them, since 1 - e^-x is the integral of x e^-wx over w in (0, 1).
 */
function tilted(
  { scale }: ExponentialSide,
  shape: number,
  rate: number,
  rest: number,
  byExponential: boolean,
  stream: RandomStream,
): { shape: number; rate: number } {
  if (byExponential) return { shape, rate: rate + scale };
  const grown = Math.exp(-Math.log1p(-stream.uniform() * rest) / shape);
  return { shape: shape + 1, rate: rate * Math.min(grown, 1 + scale / rate) };
}

/** The process behind a {@link ParetoNbdModel} with a correlation. */
export const correlatedParetoNbdProcess: TransactionProcess<CorrelatedParetoNbdModel> = {
  kind: "pareto-nbd",
  label: "Pareto/NBD with correlation",
  labelZh: "购买与流失相关的帕累托/负二项分布模型",
  parameters: [...paretoNbdProcess.parameters, correlationParameter],
  make: paretoNbdProcess.make as unknown as (parameters: never) => CorrelatedParetoNbdModel,

  logLikelihoods(model, rows, out) {
    const { r, alpha, s, beta } = model;
    const customers = new CorrelatedCustomers(model);
    for (let i = 0; i < rows.length; i++) {
      const x = rows.frequency[i]!;
      const age = rows.age[i]!;
      const { A, factor, logOdds } = customers.at(rows, i);
      const either = logOdds > 0 ? logOdds + Math.log1p(Math.exp(-logOdds)) : Math.log1p(Math.exp(logOdds));
      const plain =
        logGammaDifference(r, x) - x * Math.log(A) - r * Math.log1p(age / alpha) - s * Math.log1p(age / beta);
      out[i] = plain + Math.log(factor) + either;
    }
  },

  probabilityAlive(model, rows, ahead, out) {
    const customers = new CorrelatedCustomers(model);
    for (let i = 0; i < rows.length; i++) {
      const { p, A, B, factor, alive } = customers.at(rows, i);
      if (ahead === 0) out[i] = alive;
      else {
        const stay = new ParetoLifetime(model.s, B).survival(ahead);
        const then = customers.factor(p, A, customers.logV(model.s, B + ahead));
        out[i] = alive * Math.min(1, stay * (then / factor));
      }
    }
  },

  expectedTransactions(model, rows, horizons, out) {
    const customers = new CorrelatedCustomers(model);
    for (let i = 0; i < rows.length; i++) {
      const state = customers.at(rows, i);
      for (let h = 0; h < horizons.length; h++) {
        const ahead = customers.ahead(state.B, (lifetime) => lifetime.activeTime(horizons[h]!));
        out[h]![i] = customers.expected(state, ahead);
      }
    }
  },

  discountedExpectedTransactions(model, rows, horizon, rates, out) {
    const customers = new CorrelatedCustomers(model);
    // Customers of the same age and rate share their active time: with whole days there are many.
    let delta = Number.NaN;
    const known = new Map<number, { time: number; logV: number }>();
    for (let i = 0; i < rows.length; i++) {
      const state = customers.at(rows, i);
      if (rateAt(rates, i) !== delta) {
        delta = rateAt(rates, i);
        known.clear();
      }
      let ahead = known.get(state.B);
      if (ahead === undefined) {
        ahead = customers.ahead(state.B, (lifetime) =>
          delta === 0 ? lifetime.activeTime(horizon) : lifetime.discountedActiveTime(horizon, delta),
        );
        known.set(state.B, ahead);
      }
      out[i] = customers.expected(state, ahead);
    }
  },

  transactionProbabilities(model, rows, horizon, counts, out) {
    const customers = new CorrelatedCustomers(model);
    for (let i = 0; i < rows.length; i++) {
      const state = customers.at(rows, i);
      const gone = 1 / (1 + Math.exp(-state.logOdds));
      for (let j = 0; j < counts.length; j++) {
        const given = customers.purchases(state, counts[j]!, horizon);
        out[j]![i] = Math.min(1, state.alive * given + (counts[j] === 0 ? gone : 0));
      }
    }
  },

  simulate(model, rows, i, horizon, stream, times) {
    const customers = new CorrelatedCustomers(model);
    const state = customers.at(rows, i);
    if (stream.uniform() >= state.alive) return false;
    const { rate, lifetime } = customers.draw(state, stream);
    const end = Math.min(lifetime, horizon);
    if (rate > 0) {
      for (let time = stream.exponential() / rate; time <= end; time += stream.exponential() / rate) times.push(time);
    }
    return lifetime > horizon;
  },

  rates: {
    dropOutPer: "time",
    means(model, rows, purchaseRate, dropOut) {
      const { alpha, s, beta } = model;
      const customers = new CorrelatedCustomers(model);
      for (let i = 0; i < rows.length; i++) {
        const { p, A, B, factor, logOdds } = customers.at(rows, i);
        const buying = (p / A) * (customers.factor(p + 1, A, customers.logV(s, B)) / factor);
        const leaving = (s / B) * (customers.factor(p, A, customers.logV(s + 1, B)) / factor);
        const odds = Math.exp(logOdds);
        // Nobody has left at all where a purchase is the last that was seen.
        if (odds === 0) {
          [purchaseRate[i], dropOut[i]] = [buying, leaving];
          continue;
        }
        const kernel = (shape: number, end: number): number =>
          logCorrelatedKernel(shape, end, alpha, beta, rows.recency[i]!, rows.age[i]!, customers.density);
        const ended = kernel(p, s);
        const [alive, gone] = [1 / (1 + odds), 1 / (1 + 1 / odds)];
        purchaseRate[i] = alive * buying + gone * p * Math.exp(kernel(p + 1, s) - ended);
        dropOut[i] = alive * leaving + gone * (s + 1) * Math.exp(kernel(p, s + 1) - ended);
      }
    },
  },
};
