import { logGamma, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { TimeUnit } from "../../time.ts";
import { type CovariateEffects, covariateNames } from "../covariates/covariate-effects.ts";
import { checkedModel, type ParameterDefinition } from "../models.ts";
import { rateAt } from "../transactions/discount-rates.ts";
import type { GammaPurchases } from "../transactions/independent-lifetime.ts";
import { paretoNbdParameters } from "../transactions/pareto-nbd.ts";
import type { TransactionProcess } from "../transactions/process.ts";
import { missingCalendar, missingCovariateOverTime } from "./calendar-columns.ts";
import { activeTimeOnPiece, overEndsOnPiece } from "./piecewise-lifetime.ts";
import { RowWalk } from "./row-walk.ts";

/** A Pareto/NBD model with covariates that change over time (时变协变量帕累托/负二项分布模型). */
export interface DynamicParetoNbdModel extends GammaPurchases {
  readonly kind: "dynamic-pareto-nbd";
  /** Shape of the gamma distribution of attrition rates. */
  readonly s: number;
  /** Rate parameter of that distribution, in units of time, where all covariates are 0. */
  readonly beta: number;
}

/** What {@link dynamicParetoNbd} takes. */
export interface DynamicParetoNbdParameters {
  /** Shape of the gamma distribution of purchase rates; above 0. */
  readonly r: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly alpha: number;
  /** Shape of the gamma distribution of attrition rates; above 0. */
  readonly s: number;
  /** Rate parameter of that distribution, in units of time; above 0. */
  readonly beta: number;
  /** How covariates over time act: `alpha` holds the coefficients of those that act on purchases, `beta` of those that act on attrition. */
  readonly covariates?: CovariateEffects | undefined;
  /** The unit of time of `alpha` and `beta`. */
  readonly timeUnit: TimeUnit;
}

/** Names and meanings of the parameters: those of Pareto/NBD, where all covariates are 0. */
const definitions: readonly ParameterDefinition[] = /* @__PURE__ */ paretoNbdParameters.map((definition) =>
  definition.covariates === undefined
    ? definition
    : { ...definition, meaning: `${definition.meaning}, where all covariates are 0` },
);

/** The process behind {@link DynamicParetoNbdModel}: what the generic verbs dispatch to. */
export const dynamicParetoNbdProcess: TransactionProcess<DynamicParetoNbdModel> = {
  kind: "dynamic-pareto-nbd",
  label: "Pareto/NBD with time-varying covariates",
  labelZh: "时变协变量帕累托/负二项分布模型",
  parameters: definitions,
  make: dynamicParetoNbd,
  requireCalendar: ({ covariates }, calendar, path) => {
    if (calendar === undefined) throw missingCalendar(path);
    for (const name of covariateNames(covariates)) {
      if (!Object.hasOwn(calendar.purchaseSums, name)) throw missingCovariateOverTime(name, path);
    }
  },

  logLikelihoods(model, rows, out) {
    const { r, alpha, s, beta, covariates } = model;
    const walk = new RowWalk(model, rows);
    const effects = Object.entries(covariates?.["alpha"] ?? {}).map(
      ([name, coefficient]) => [coefficient, rows.calendar!.purchaseSums[name]!] as const,
    );
    for (let i = 0; i < rows.length; i++) {
      walk.to(i);
      const x = rows.frequency[i]!;
      const odds = walk.ended.logOdds;
      const either = odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds));
      let value =
        logGammaDifference(r, x) -
        x * Math.log(alpha + walk.purchaseTime) -
        r * Math.log1p(walk.purchaseTime / alpha) -
        s * Math.log1p(walk.dropOutTime / beta) +
        either;
      for (const [coefficient, sums] of effects) value += coefficient * sums[i]!;
      out[i] = value;
    }
  },

  probabilityAlive(model, rows, ahead, out) {
    const walk = new RowWalk(model, rows);
    for (let i = 0; i < rows.length; i++) {
      walk.to(i, ahead);
      out[i] = walk.alive();
      if (ahead === 0) continue;
      while (walk.pieces.next());
      out[i]! *= walk.survival(walk.pieces.dropOutTime);
    }
  },

  expectedTransactions(model, rows, horizons, out) {
    const { s } = model;
    const walk = new RowWalk(model, rows);
    const longest = horizons.reduce((most, horizon) => Math.max(most, horizon), 0);
    const order = [...horizons.keys()].sort((a, b) => horizons[a]! - horizons[b]!);
    for (let i = 0; i < rows.length; i++) {
      walk.to(i, longest);
      const rate = walk.rate();
      const { pieces } = walk;
      let passed = 0;
      let next = 0;
      while (pieces.next()) {
        const { from, length } = pieces;
        const value = walk.survival(pieces.dropOutTime) * pieces.purchaseSpeed;
        const scale = walk.scaleOf(pieces);
        for (; next < order.length && horizons[order[next]!]! < from + length; next++) {
          const time = passed + value * activeTimeOnPiece(s, scale, horizons[order[next]!]! - from, 0);
          out[order[next]!]![i] = rate === 0 ? 0 : rate * time;
        }
        passed += value * activeTimeOnPiece(s, scale, length, 0);
      }
      for (; next < order.length; next++) out[order[next]!]![i] = rate === 0 ? 0 : rate * passed;
    }
  },

  discountedExpectedTransactions(model, rows, horizon, rates, out) {
    const { s } = model;
    const walk = new RowWalk(model, rows);
    for (let i = 0; i < rows.length; i++) {
      walk.to(i, horizon);
      const { pieces } = walk;
      const delta = rateAt(rates, i);
      let sum = 0;
      while (pieces.next()) {
        const value = walk.survival(pieces.dropOutTime) * Math.exp(-delta * pieces.from);
        // What follows is worth less than the last digit.
        if (value === 0) break;
        sum += value * pieces.purchaseSpeed * activeTimeOnPiece(s, walk.scaleOf(pieces), pieces.length, delta);
      }
      const rate = walk.rate();
      out[i] = rate === 0 ? 0 : rate * sum;
    }
  },

  transactionProbabilities(model, rows, horizon, counts, out) {
    const { r, s } = model;
    const walk = new RowWalk(model, rows);
    for (let i = 0; i < rows.length; i++) {
      const shape = r + rows.frequency[i]!;
      for (let j = 0; j < counts.length; j++) {
        walk.to(i, horizon);
        const { pieces } = walk;
        const n = counts[j]!;
        const scale = model.alpha + walk.purchaseTime;
        const constant = logGammaDifference(shape, n) - logGamma(n + 1);
        let given = 0;
        while (pieces.next()) {
          const { purchaseTime, purchaseSpeed } = pieces;
          const count = (v: number): number =>
            countGivenActive(n, purchaseTime + purchaseSpeed * v, shape, scale, constant);
          given += walk.survival(pieces.dropOutTime) * overEndsOnPiece(s, walk.scaleOf(pieces), pieces.length, count);
        }
        given += walk.survival(pieces.dropOutTime) * countGivenActive(n, pieces.purchaseTime, shape, scale, constant);
        out[j]![i] = Math.min(1, walk.alive() * given + (n === 0 ? walk.gone() : 0));
      }
    }
  },

  simulate(model, rows, i, horizon, stream, times) {
    const { r, alpha, s } = model;
    const walk = new RowWalk(model, rows);
    walk.to(i, horizon);
    if (stream.uniform() >= walk.alive()) return false;
    const rate = stream.gamma(r + rows.frequency[i]!) / (alpha + walk.purchaseTime);
    const end = walk.dropOutScale * Math.expm1(stream.exponential() / s);
    let due = rate > 0 ? stream.exponential() / rate : Infinity;
    const { pieces } = walk;
    while (pieces.next()) {
      const { from, length, purchaseSpeed, dropOutSpeed, purchaseTime, dropOutTime } = pieces;
      const left = (end - dropOutTime) / dropOutSpeed;
      const active = Math.min(length, left);
      for (; ; due += stream.exponential() / rate) {
        const time = (due - purchaseTime) / purchaseSpeed;
        if (!(time <= active)) break;
        times.push(from + time);
      }
      if (left <= length) return false;
    }
    return true;
  },

  rates: {
    dropOutPer: "time",
    means(model, rows, purchaseRate, dropOut) {
      const { r, alpha, s } = model;
      const walk = new RowWalk(model, rows);
      for (let i = 0; i < rows.length; i++) {
        walk.to(i);
        const { ended, speeds } = walk;
        const [alive, gone] = [walk.alive(), walk.gone()];
        const inverse = alive / (alpha + walk.purchaseTime) + gone * ended.inversePurchaseTime;
        purchaseRate[i] = (r + rows.frequency[i]!) * inverse * speeds.purchase;
        dropOut[i] = ((alive * s) / walk.dropOutScale + gone * ended.dropOutRate) * speeds.dropOut;
      }
    },
  },
};

/** P(n purchases) of one who is active while the clock of purchases gains so much; `constant` is ln Γ(shape + n) / (Γ(shape) n!). */
function countGivenActive(n: number, gain: number, shape: number, scale: number, constant: number): number {
  if (gain === 0) return n === 0 ? 1 : 0;
  return Math.exp(constant - shape * Math.log1p(gain / scale) - (n === 0 ? 0 : n * Math.log1p(scale / gain)));
}

/**
 * A Pareto/NBD model with covariates that change over time (时变协变量帕累托/负二项分布模型), with given parameters: customers buy more in
 * season, leave sooner after a price rise, and so on; covariates that never change count as well.
 *
 * Assumptions: a customer with the covariates z(t) buys at the rate λ e^(γ'z(t)) while active, λ ~ Gamma(r, α), and leaves at the rate
 * μ e^(δ'z(t)), μ ~ Gamma(s, β), λ and μ independent. Covariates are constant between two dates of the calendar; a purchase belongs to the
 * piece that its day lies in. A coefficient of `alpha` above 0 means more purchases, one of `beta` above 0 earlier leaving. With covariates
 * that do not change it is Pareto/NBD with α e^(−γ'z) and β e^(−δ'z); with coefficients of 0 it is Pareto/NBD.
 *
 * With A(t) = ∫ e^(γ'z(u)) du and D(t) = ∫ e^(δ'z(u)) du over (0, t):
 * L = Γ(r+x)/Γ(r) α^r β^s e^(Σγ'z(t_j)) [ (α+A(T))^−(r+x) (β+D(T))^−s + s ∫ (α+A(u))^−(r+x) (β+D(u))^−(s+1) dD(u) over (t_x, T) ].
 * Verbs look ahead as far as the calendar of the history goes; to infinity it has to say what holds `afterwards`. `posteriorRates` gives
 * rates at the end of observation, the covariates of that time counted.
 *
 * @param parameters - r, alpha, s, beta (all above 0), the coefficients and the unit of time.
 * @returns A frozen, JSON-safe model that every verb takes, for data with a calendar (`addCalendar`, `newCustomer({ calendar })`).
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number or a coefficient that is not
 * finite; `bad-option` for an unknown unit or coefficients of anything but `alpha` and `beta`.
 * @remarks Source: Bachmann, Meierer & Näf (2021), The role of time-varying contextual factors in latent attrition models for customer base
 * analysis, Marketing Science 40(4). Twin: CLVTools `pnbd` on `clv.data.dynamic.covariates`, which has the same likelihood and expectations,
 * but no probabilities of counts, and looks ahead no farther than 0 for P(alive).
 * @example
 * ```ts
 * import { dynamicParetoNbd, expandCalendar, expectedTransactions, newCustomer } from "customer-equity/clv";
 * const model = dynamicParetoNbd({
 *   r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7, covariates: { alpha: { springFestival: 0.7 } }, timeUnit: "week",
 * });
 * const calendar = expandCalendar({
 *   from: "2026-01-05", until: "2026-12-31", period: "week",
 *   holidays: { springFestival: [{ from: "2026-02-15", until: "2026-02-23" }] },
 * });
 * const customer = newCustomer({ calendar, firstPurchase: "2026-01-05" });
 * console.log(expectedTransactions(model, customer, { horizon: 26 }).toFixed(3)); // 0.949
 * ```
 */
export function dynamicParetoNbd(parameters: DynamicParetoNbdParameters): DynamicParetoNbdModel {
  return checkedModel<DynamicParetoNbdModel>("dynamic-pareto-nbd", definitions, parameters, "time");
}
