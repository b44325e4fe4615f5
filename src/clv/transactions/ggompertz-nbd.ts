import { logGompertzLeft } from "../../numeric/gompertz-kernel.ts";
import { agedBeta, gompertzAge, gompertzExponent, gompertzTime } from "../../numeric/gompertz-lifetime.ts";
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

/** A gamma-Gompertz/NBD model (伽马-冈珀茨/负二项分布模型). */
export interface GgompertzNbdModel extends GammaPurchases {
  readonly kind: "ggompertz-nbd";
  /** By how much the attrition rate of a customer grows per unit of time, in e-folds. */
  readonly b: number;
  /** Shape of the gamma distribution of attrition rates. */
  readonly s: number;
  /** Rate parameter of that distribution, a pure number: the mean attrition rate of new customers is b s / beta. */
  readonly beta: number;
}

/** What {@link ggompertzNbd} takes. */
export interface GgompertzNbdParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** Growth of a customer's attrition rate per unit of time; above 0. */
  readonly b: number;
  /** Shape of the gamma distribution of attrition rates; above 0. */
  readonly s: number;
  /** Rate parameter of that distribution, a pure number; above 0. */
  readonly beta: number;
  /** The unit of time of `alpha` and `b`. */
  readonly timeUnit: TimeUnit;
  /** How covariates act: by parameter, the coefficient of each; `alpha` and `beta` e^(−γ'z), so that positive ones mean to buy more, and to leave sooner. */
  readonly covariates?: CovariateEffects | undefined;
}

/** Names and meanings of the parameters. */
const ggompertzNbdParameters: readonly ParameterDefinition[] = [
  ...gammaPurchaseParameters,
  { name: "b", meaning: "growth of a customer's attrition rate per time" },
  { name: "s", meaning: "shape of the gamma distribution of attrition rates" },
  {
    name: "beta",
    meaning: "rate parameter of that distribution; the mean attrition rate of new customers is b s / beta",
    covariates: -1,
  },
];

/** Lifetimes with survival function (beta / (beta + e^(bu) - 1))^s: Gompertz, with a scale that is gamma distributed over customers. */
class GompertzLifetime implements ResidualLifetime {
  readonly #b: number;
  readonly #s: number;
  readonly #beta: number;

  constructor(b: number, s: number, beta: number) {
    this.#b = b;
    this.#s = s;
    this.#beta = beta;
  }

  survival(u: number): number {
    return Math.exp(-this.#s * gompertzExponent(this.#b, this.#beta, u));
  }

  activeTime(t: number): number {
    return gompertzTime(this.#b, this.#s, this.#beta, t, 0);
  }

  discountedActiveTime(t: number, delta: number): number {
    return gompertzTime(this.#b, this.#s, this.#beta, t, delta);
  }

  /** In pieces between which the survival function has fallen, so that no part of the lifetimes is overlooked. */
  overEnds(g: (u: number) => number, t: number): number {
    const [b, s, beta] = [this.#b, this.#s, this.#beta];
    const end = gompertzExponent(b, beta, t);
    // In the exponent the density is e^(-s y); with beta above 1 time itself is the smoother variable.
    const byExponent = (y: number): number => s * Math.exp(-s * y) * g(Math.min(t, gompertzAge(b, beta, y)));
    const byTime = (u: number): number => {
      const y = gompertzExponent(b, beta, u);
      return ((s * b) / beta) * Math.exp(b * u - (s + 1) * y) * g(u);
    };
    let sum = 0;
    let from = 0;
    for (const fall of [2, 40, 745]) {
      const to = Math.min(end, fall / s);
      if (to <= from) break;
      sum +=
        beta < 1
          ? integrate(byExponent, from, to).value
          : integrate(byTime, gompertzAge(b, beta, from), to === end ? t : gompertzAge(b, beta, to)).value;
      from = to;
    }
    return sum;
  }

  draw(stream: Parameters<ResidualLifetime["draw"]>[0]): number {
    return gompertzAge(this.#b, this.#beta, stream.exponential() / this.#s);
  }
}

/** The process behind {@link GgompertzNbdModel}: what the generic verbs dispatch to. */
export const ggompertzNbdProcess: TransactionProcess<GgompertzNbdModel> = independentLifetimeProcess<GgompertzNbdModel>(
  {
    kind: "ggompertz-nbd",
    label: "GGompertz/NBD",
    labelZh: "伽马-冈珀茨/负二项分布模型",
    parameters: ggompertzNbdParameters,
    make: ggompertzNbd,
    logSurvival: ({ b, s, beta }, from, to) => -s * gompertzExponent(b, agedBeta(b, beta, from), to - from),
    logEnded: ({ alpha, b, s, beta }, shape, recency, age) => logGompertzLeft(shape, alpha, b, s, beta, recency, age),
    residual: ({ b, s, beta }, age) => new GompertzLifetime(b, s, agedBeta(b, beta, age)),
    // The risk of leaving at the start, b eta.
    dropOut: {
      per: "time",
      active: ({ b, s, beta }, age) => (b * s) / (beta + Math.expm1(b * age)),
      tilted: (model) => ({ ...model, s: model.s + 1 }),
    },
  },
);

/**
 * A gamma-Gompertz/NBD model with given parameters (伽马-冈珀茨/负二项分布模型): customers buy at random, each at a rate of its own, until a
 * lifetime ends whose risk grows the longer it lasts. Unlike Pareto/NBD the lifetimes of the base may have a mode away from 0, and be
 * skewed to either side.
 *
 * Assumptions: purchases while active are Poisson with rate λ ~ Gamma(r, α); lifetimes are Gompertz with risk η b e^(bt) and η ~ Gamma(s,
 * β), so that P(lifetime > t) = (β / (β + e^(bt) − 1))^s; λ and η are independent. As b → 0 with β / b fixed it becomes Pareto/NBD.
 *
 * @param parameters - r, alpha, b, s, beta (all above 0) and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for an
 * unknown unit.
 * @remarks Source: Bemmaor & Glady (2012), Modeling purchasing behavior with sudden "death", Management Science 58(5); its conditional
 * expectation is too high, here as corrected by Adler (2022), Comment on "Modeling purchasing behavior with sudden 'death'". Twin:
 * CLVTools `ggomnbd`, which has no discounted purchases, and is wrong from 100 purchases on.
 * @example
 * ```ts
 * import { expectedTransactions, ggompertzNbd } from "customer-equity/clv";
 * const model = ggompertzNbd({ r: 0.553, alpha: 10.578, b: 0.02, s: 0.603, beta: 0.26, timeUnit: "week" });
 * const expected = expectedTransactions(model, { frequency: 2, recency: 30.43, age: 38.86 }, { horizon: 39 });
 * console.log(expected.toFixed(4)); // 1.2100
 * ```
 */
export function ggompertzNbd(parameters: GgompertzNbdParameters): GgompertzNbdModel {
  return checkedModel<GgompertzNbdModel>("ggompertz-nbd", ggompertzNbdParameters, parameters, "time");
}
