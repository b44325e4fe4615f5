import { scaledExponentialIntegral } from "../../numeric/exponential-integral.ts";
import { logParetoRelative } from "../../numeric/pareto-kernel.ts";
import { powerIntegral } from "../../numeric/power-integral.ts";
import { integrate } from "../../numeric/quadrature.ts";
import type { TimeUnit } from "../../time.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel, type ParameterDefinition } from "../models.ts";
import { correlationParameter, requireCorrelation } from "./correlation-density.ts";
import {
  type GammaPurchases,
  gammaPurchaseParameters,
  independentLifetimeProcess,
  type ResidualLifetime,
} from "./independent-lifetime.ts";
import { paretoActiveTimes, paretoAlive } from "./pareto-columns.ts";
import type { TransactionProcess } from "./process.ts";

/** A Pareto/NBD model (帕累托/负二项分布模型). */
export interface ParetoNbdModel extends GammaPurchases {
  readonly kind: "pareto-nbd";
  /** Shape of the gamma distribution of attrition rates. */
  readonly s: number;
  /** Rate parameter of that distribution, in units of time: the mean attrition rate is s / beta. */
  readonly beta: number;
  /** Weight of the correlation of the two rates; they are independent where it is absent. Its bounds follow from the other parameters. */
  readonly m?: number | undefined;
}

/** What {@link paretoNbd} takes. */
export interface ParetoNbdParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** Shape of the gamma distribution of attrition rates; above 0. */
  readonly s: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly beta: number;
  /** Weight of the correlation of purchase and attrition rates; `rateCorrelation` says what correlation that is. */
  readonly m?: number | undefined;
  /** The unit of time of `alpha` and `beta`. */
  readonly timeUnit: TimeUnit;
  /** How covariates act: by parameter, the coefficient of each; `alpha` and `beta` e^(−γ'z), so that positive ones mean to buy more, and to leave sooner. */
  readonly covariates?: CovariateEffects | undefined;
}

/** Names and meanings of the parameters. */
export const paretoNbdParameters: readonly ParameterDefinition[] = [
  ...gammaPurchaseParameters,
  { name: "s", meaning: "shape of the gamma distribution of attrition rates" },
  {
    name: "beta",
    meaning: "rate parameter of that distribution, in time; the mean attrition rate is s / beta",
    covariates: -1,
  },
];

/** Lifetimes with survival function (1 + u / beta)^-s: exponential, at a rate that is Gamma(s, beta) over customers. */
export class ParetoLifetime implements ResidualLifetime {
  readonly #s: number;
  readonly #beta: number;

  constructor(s: number, beta: number) {
    this.#s = s;
    this.#beta = beta;
  }

  survival(u: number): number {
    return Math.exp(-this.#s * Math.log1p(u / this.#beta));
  }

  activeTime(t: number): number {
    return this.#beta * powerIntegral(this.#s, t / this.#beta);
  }

  discountedActiveTime(t: number, delta: number): number {
    const [s, beta] = [this.#s, this.#beta];
    const forever = beta * scaledExponentialIntegral(s, delta * beta);
    if (t === Infinity) return forever;
    // What comes after t is the same lifetime again, later: a difference where it is small, else the integral itself.
    const later =
      Math.exp(-delta * t) * this.survival(t) * (beta + t) * scaledExponentialIntegral(s, delta * (beta + t));
    if (later < 0.5 * forever) return forever - later;
    const span = Math.log1p(t / beta);
    return beta * integrate((y) => Math.exp((1 - s) * y - delta * beta * Math.expm1(y)), 0, span).value;
  }

  overEnds(g: (u: number) => number, t: number): number {
    const [s, beta] = [this.#s, this.#beta];
    return s * integrate((y) => Math.exp(-s * y) * g(beta * Math.expm1(y)), 0, Math.log1p(t / beta)).value;
  }

  draw(stream: Parameters<ResidualLifetime["draw"]>[0]): number {
    return this.#beta * Math.expm1(stream.exponential() / this.#s);
  }
}

/** The process behind {@link ParetoNbdModel}: what the generic verbs dispatch to. */
export const paretoNbdProcess: TransactionProcess<ParetoNbdModel> = {
  ...independentLifetimeProcess<ParetoNbdModel>({
    kind: "pareto-nbd",
    label: "Pareto/NBD",
    labelZh: "帕累托/负二项分布模型",
    parameters: paretoNbdParameters,
    make: paretoNbd,
    logSurvival: ({ s, beta }, from, to) => -s * Math.log1p((to - from) / (beta + from)),
    logEnded: ({ alpha, s, beta }, shape, recency, age) =>
      Math.log(s / (beta + recency)) + logParetoRelative(shape, s, alpha, beta, recency, age),
    alive: paretoAlive,
    activeTimes: paretoActiveTimes,
    scale: ({ beta }) => beta,
    residual: ({ s, beta }, age) => new ParetoLifetime(s, beta + age),
    dropOut: {
      per: "time",
      active: ({ s, beta }, age) => s / (beta + age),
      tilted: (model) => ({ ...model, s: model.s + 1 }),
    },
  }),
  optionalParameters: [correlationParameter],
};

/**
 * A Pareto/NBD model with given parameters (帕累托/负二项分布模型): customers buy at random, each at a rate of its own, until a lifetime
 * of their own ends, unseen, at any moment.
 *
 * Assumptions: purchases while active are Poisson with rate λ ~ Gamma(r, α); lifetimes are exponential with rate μ ~ Gamma(s, β); λ and
 * μ are independent. With `m` they are not: they have Sarmanov's density g(λ) g(μ) [1 + m (e^−λ − L_A)(e^−μ − L_B)], L_A = (α/(α+1))^r,
 * L_B = (β/(β+1))^s, whose marginals are the same gammas; m = 0 is Pareto/NBD, above 0 those who buy often leave sooner. Mind the unit:
 * e^−λ is another quantity in another unit of time, so that a model with m has no exact twin there, and in short units the density
 * holds but little correlation (`rateCorrelation`). The bounds are −1/max(L_A L_B, (1−L_A)(1−L_B)) ≤ m ≤ 1/max(L_A(1−L_B), (1−L_A)L_B).
 *
 * @param parameters - r, alpha, s, beta (all above 0), the unit of time and, for correlated rates, m.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, or an m beyond its bounds;
 * `bad-option` for an unknown unit.
 * @remarks Source: Schmittlein, Morrison & Colombo (1987), Counting your customers, Management Science 33(1); the correlation: Park & Fader
 * (2004), Marketing Science 23(3). Twins: CLVTools `pnbd` (its predictions ignore the correlation), BTYD `pnbd.*`, lifetimes
 * `ParetoNBDFitter`; they return NaN or an infinite value in corners where the answer is finite (s = 1, many purchases, small
 * discount rates).
 * @example
 * ```ts
 * import { expectedTransactions, paretoNbd } from "customer-equity/clv";
 * const model = paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" });
 * const expected = expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
 * console.log(expected.toFixed(4)); // 1.4551
 * ```
 */
export function paretoNbd(parameters: ParetoNbdParameters): ParetoNbdModel {
  const correlated = parameters?.m !== undefined;
  const definitions = correlated ? [...paretoNbdParameters, correlationParameter] : paretoNbdParameters;
  const model = checkedModel<ParetoNbdModel>("pareto-nbd", definitions, parameters, "time");
  if (correlated) requireCorrelation(model as ParetoNbdModel & { m: number }, "pareto-nbd");
  return model;
}
