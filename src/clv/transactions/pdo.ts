import { logBetaStepEnd, logBetaStepSum } from "../../numeric/beta-steps.ts";
import { betaSurvivalSumFromFirst } from "../../numeric/beta-survival-sum.ts";
import { logBetaDifference } from "../../numeric/gamma-functions.ts";
import { integrate } from "../../numeric/quadrature.ts";
import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel, type ParameterDefinition } from "../models.ts";
import {
  type GammaPurchases,
  gammaPurchaseParameters,
  independentLifetimeProcess,
  type ResidualLifetime,
} from "./independent-lifetime.ts";
import type { TransactionProcess } from "./process.ts";

/** A model with periodic drop-out opportunities (周期流失机会模型). */
export interface PdoModel extends GammaPurchases {
  readonly kind: "pdo";
  /** First shape of the beta distribution of drop-out chances. */
  readonly a: number;
  /** Second shape of that distribution: the mean chance to drop out at an opportunity is a / (a + b). */
  readonly b: number;
  /** The period: opportunities to drop out come at tau, 2 tau, ... after the first purchase. */
  readonly tau: number;
}

/** What {@link pdo} takes. */
export interface PdoParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** First shape of the beta distribution of drop-out chances; above 0. */
  readonly a: number;
  /** Second shape of that distribution; above 0. */
  readonly b: number;
  /** The period of the drop-out opportunities, in units of time; above 0. */
  readonly tau: number;
  /** The unit of time of `alpha` and `tau`. */
  readonly timeUnit: TimeUnit;
  /** How covariates act: by parameter, the coefficient of each; `alpha` e^(−γ'z), where positive means to buy more; `a` and `b` e^(γ'z). */
  readonly covariates?: CovariateEffects | undefined;
}

/** Names and meanings of the parameters. */
const pdoParameters: readonly ParameterDefinition[] = [
  ...gammaPurchaseParameters,
  { name: "a", meaning: "first shape of the beta distribution of drop-out chances", covariates: 1 },
  {
    name: "b",
    meaning: "second shape of it; the mean chance to drop out at an opportunity is a / (a + b)",
    covariates: 1,
  },
  { name: "tau", meaning: "period of the drop-out opportunities, in time" },
];

/** How far from a whole number of periods a quotient may be and still count as one: rounding, of dates as of quotients. */
const wholeTolerance = 1e-9;

/** Opportunities up to which a sum over them is made one by one. */
const manyPeriods = 20_000;

/** Of those, the first ones that are in any case. */
const firstPeriods = 2000;

/** Whole periods within a time: 35 weeks are 7 periods of 5 weeks, whatever the last bit of the quotient. */
export function wholePeriods(time: number, tau: number): number {
  if (time === Infinity) return Infinity;
  const quotient = Math.min(time / tau, 1e300);
  const nearest = Math.round(quotient);
  return Math.abs(quotient - nearest) <= wholeTolerance * Math.max(1, nearest) ? nearest : Math.floor(quotient);
}

/** Lifetimes that end only at drop-out opportunities: the next one comes after `wait`, then one each `tau`. */
class PeriodicLifetime implements ResidualLifetime {
  readonly #a: number;
  readonly #b: number;
  readonly #tau: number;
  readonly #wait: number;

  constructor(a: number, b: number, tau: number, wait: number) {
    this.#a = a;
    this.#b = b;
    this.#tau = tau;
    this.#wait = wait;
  }

  /** Opportunities within u. */
  #opportunities(u: number): number {
    return wholePeriods(u + (this.#tau - this.#wait), this.#tau);
  }

  /** The time of the n-th opportunity, n >= 1. */
  #time(n: number): number {
    return this.#wait + (n - 1) * this.#tau;
  }

  survival(u: number): number {
    return Math.exp(logBetaDifference(this.#a, this.#b, this.#opportunities(u)));
  }

  activeTime(t: number): number {
    return this.discountedActiveTime(t, 0);
  }

  discountedActiveTime(t: number, delta: number): number {
    const [a, b, tau, wait] = [this.#a, this.#b, this.#tau, this.#wait];
    const n = this.#opportunities(t);
    if (n === 0) return worth(t, delta);
    const periods = betaSurvivalSumFromFirst(a, b, n - 1, delta * tau);
    const between = worth(wait, delta) + Math.exp(-delta * wait) * worth(tau, delta) * periods;
    if (n === Infinity) return between;
    const last = this.#time(n);
    return between + Math.exp(logBetaDifference(a, b, n) - delta * last) * worth(Math.max(0, t - last), delta);
  }

  overEnds(g: (u: number) => number, t: number): number {
    const [a, b] = [this.#a, this.#b];
    const n = this.#opportunities(t);
    const term = (k: number): number => Math.exp(logBetaStepEnd(a, b, k)) * g(this.#time(k));
    const few = n <= manyPeriods ? n : firstPeriods;
    let sum = 0;
    for (let k = 1; k <= few; k++) sum += term(k);
    if (n <= manyPeriods) return sum;
    // From here on hardly anything changes from one to the next: the integral from half a step before to half a step after, in the
    // logarithm of their number, with the leading correction (the slope at either end over 24).
    const density = (y: number): number => Math.exp(y) * term(Math.exp(y));
    sum += integrate(density, Math.log(few + 0.5), Math.log(n + 0.5)).value;
    return sum + (term(few + 1) - term(few) - (term(n + 1) - term(n))) / 24;
  }

  draw(stream: Parameters<ResidualLifetime["draw"]>[0]): number {
    const chance = stream.beta(this.#a, this.#b);
    return chance < 1e-300 ? Infinity : this.#time(stream.geometric(chance) + 1);
  }
}

/** Integral of e^(-delta u) over (0, t). */
function worth(t: number, delta: number): number {
  return delta === 0 ? t : -Math.expm1(-delta * t) / delta;
}

/** The process behind {@link PdoModel}: what the generic verbs dispatch to. */
export const pdoProcess: TransactionProcess<PdoModel> = independentLifetimeProcess<PdoModel>({
  kind: "pdo",
  label: "PDO",
  labelZh: "周期流失机会模型",
  parameters: pdoParameters,
  make: pdo,
  logSurvival: ({ a, b, tau }, from, to) => {
    const passed = wholePeriods(from, tau);
    return logBetaDifference(a, b + passed, wholePeriods(to, tau) - passed);
  },
  logEnded: ({ alpha, a, b, tau }, shape, recency, age) => {
    const passed = wholePeriods(recency, tau);
    const scale = alpha + passed * tau;
    return (
      logBetaStepSum(shape, scale / tau, a, b + passed, 0, wholePeriods(age, tau) - passed) +
      shape * Math.log1p((recency - passed * tau) / scale)
    );
  },
  // The phase is kept: who is 37 weeks old faces the next opportunity of every 5 weeks in 3.
  residual: ({ a, b, tau }, age) => {
    const passed = wholePeriods(age, tau);
    return new PeriodicLifetime(a, b + passed, tau, Math.min(tau, Math.max(0, (passed + 1) * tau - age)));
  },
  dropOut: {
    per: "opportunity",
    active: ({ a, b, tau }, age) => a / (a + b + wholePeriods(age, tau)),
    tilted: (model) => ({ ...model, a: model.a + 1 }),
  },
});

/**
 * A model with periodic drop-out opportunities and given parameters (周期流失机会模型, PDO): customers buy at random, each at a rate of its own;
 * at τ, 2τ, ... after their first purchase they may drop out, each with a chance of its own. Right where leaving is decided at
 * intervals: a yearly fee, the end of a promotion, a review of the household's banks.
 *
 * Assumptions: purchases while active are Poisson with rate λ ~ Gamma(r, α); at each opportunity a customer drops out with chance p ~
 * Beta(a, b); λ and p are independent; P(lifetime > t) = B(a, b + ⌊t/τ⌋) / B(a, b). As τ → 0 (with b τ fixed) it becomes Pareto/NBD, with τ
 * beyond the observation NBD. A time within 1e-9 of a whole number of periods counts as one: 35 weeks are 7 periods of 5 weeks.
 *
 * @param parameters - r, alpha, a, b, tau (all above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an
 * unknown unit.
 * @remarks Source: Jerath, Fader & Hardie (2011), New perspectives on customer "death" using a generalization of the Pareto/NBD model,
 * Marketing Science 30(5). Twin: none in R or Python.
 * @example
 * ```ts
 * import { pdo, probabilityAlive } from "customer-equity/clv";
 * const model = pdo({ r: 0.515, alpha: 10.4, a: 0.433, b: 2.61, tau: 3, timeUnit: "week" });
 * const customer = { frequency: 2, recency: 30.43, age: 38.86 };
 * console.log(probabilityAlive(model, customer, { ahead: 0.1 }) === probabilityAlive(model, customer)); // true
 * console.log(probabilityAlive(model, customer, { ahead: 0.2 }) < probabilityAlive(model, customer)); // true
 * ```
 */
export function pdo(parameters: PdoParameters): PdoModel {
  return checkedModel<PdoModel>("pdo", pdoParameters, parameters, "time");
}
