import { betaSurvivalSum, discountedBetaSurvivalSum } from "../../numeric/beta-survival-sum.ts";
import { logBetaDifference, logGammaDifference } from "../../numeric/gamma-functions.ts";
import type { CovariateEffects } from "../covariates/covariate-effects.ts";
import { checkedModel, type ParameterDefinition } from "../models.ts";
import { rateAt } from "./discount-rates.ts";
import type { TransactionModelBase, TransactionProcess } from "./process.ts";

/** A BG/BB model (贝塔几何/贝塔伯努利分布模型). */
export interface BgBbModel extends TransactionModelBase {
  readonly kind: "bg-bb";
  /** First parameter of the beta distribution of the chance to buy at an opportunity: its mean is alpha / (alpha + beta). */
  readonly alpha: number;
  /** Second parameter of that distribution. */
  readonly beta: number;
  /** First parameter of the beta distribution of the chance to drop out before an opportunity: its mean is gamma / (gamma + delta). */
  readonly gamma: number;
  /** Second parameter of that distribution. */
  readonly delta: number;
  readonly timeUnit: "opportunity";
  /** How many opportunities a year there are: what annual rates are carried over by. */
  readonly opportunitiesPerYear: number;
}

/** What {@link bgBb} takes. */
export interface BgBbParameters {
  /** First parameter of the distribution of buying chances; above 0. */
  readonly alpha: number;
  /** Second parameter of that distribution; above 0. */
  readonly beta: number;
  /** First parameter of the distribution of drop-out chances; above 0. */
  readonly gamma: number;
  /** Second parameter of that distribution; above 0. */
  readonly delta: number;
  /** How many opportunities a year there are: 1 for a yearly gift, 12 for a monthly salary; above 0. */
  readonly opportunitiesPerYear: number;
  /** Always `"opportunity"`; may be left out. */
  readonly timeUnit?: "opportunity" | undefined;
  /** How covariates act: by parameter, the coefficient of each; `alpha`, `beta`, `gamma` and `delta` e^(γ'z). */
  readonly covariates?: CovariateEffects | undefined;
}

const parameters: readonly ParameterDefinition[] = [
  {
    name: "alpha",
    meaning: "first parameter of the beta distribution of the chance to buy at an opportunity",
    covariates: 1,
  },
  {
    name: "beta",
    meaning: "second parameter of that distribution; the mean chance is alpha / (alpha + beta)",
    covariates: 1,
  },
  {
    name: "gamma",
    meaning: "first parameter of the beta distribution of the chance to drop out before an opportunity",
    covariates: 1,
  },
  {
    name: "delta",
    meaning: "second parameter of that distribution; the mean chance is gamma / (gamma + delta)",
    covariates: 1,
  },
  { name: "opportunitiesPerYear", meaning: "opportunities to buy a year" },
];

/** Terms are kept below this by taking a factor out of all of them. */
const ceiling = 1e250;

/**
 * ln of the odds of having dropped out by the end of observation: the sum over m = t_x .. n - 1 of the chance of the history with drop-out
 * after opportunity m, over that of the history with a customer who is still there,
 * B(alpha + x, beta + m - x) / B(alpha + x, beta + n - x) * B(gamma + 1, delta + m) / B(gamma, delta + n). Backwards from m = n - 1
 * by the ratio of neighbours: products of positive factors, so that no digit is lost however many opportunities there are.
 *
 * `gone`, where given, is filled with the means of the chance to buy and of the chance to drop out of such a customer who is gone.
 */
function logOddsGone(
  { alpha, beta, gamma, delta }: BgBbModel,
  x: number,
  last: number,
  n: number,
  gone?: { chance: number; dropOut: number },
): number {
  let term = 1;
  let sum = 0;
  let chances = 0;
  let dropOuts = 0;
  let scale = 0;
  for (let m = n - 1; m >= last; m--) {
    // Without this opportunity's miss, and with the chance to survive it taken away.
    term *= (alpha + beta + m) / (beta + m - x);
    const weight = (term * gamma) / (delta + m);
    sum += weight;
    chances += weight / (alpha + beta + m);
    dropOuts += weight / (gamma + delta + m + 1);
    term *= (gamma + delta + m) / (delta + m);
    if (term > ceiling || sum > ceiling) {
      const factor = Math.max(term, sum);
      term /= factor;
      sum /= factor;
      chances /= factor;
      dropOuts /= factor;
      scale += Math.log(factor);
    }
  }
  if (gone !== undefined && sum > 0) {
    gone.chance = (alpha + x) * (chances / sum);
    gone.dropOut = (gamma + 1) * (dropOuts / sum);
  }
  return Math.log(sum) + scale;
}

function aliveNow(model: BgBbModel, x: number, last: number, n: number): number {
  return 1 / (1 + Math.exp(logOddsGone(model, x, last, n)));
}

/** The process behind {@link BgBbModel}: what the generic verbs dispatch to. Ages and horizons are whole numbers of opportunities. */
export const bgBbProcess: TransactionProcess<BgBbModel> = {
  kind: "bg-bb",
  label: "BG/BB",
  labelZh: "贝塔几何/贝塔伯努利分布模型",
  parameters,
  unit: "opportunity",
  make: bgBb,

  logLikelihoods(model, rows, out) {
    const { alpha, beta, gamma, delta } = model;
    for (let i = 0; i < rows.length; i++) {
      const x = rows.frequency[i]!;
      const n = rows.age[i]!;
      const odds = logOddsGone(model, x, rows.recency[i]!, n);
      out[i] =
        logGammaDifference(alpha, x) +
        logGammaDifference(beta, n - x) -
        logGammaDifference(alpha + beta, n) +
        logBetaDifference(gamma, delta, n) +
        (odds > 0 ? odds + Math.log1p(Math.exp(-odds)) : Math.log1p(Math.exp(odds)));
    }
  },

  probabilityAlive(model, rows, ahead, out) {
    for (let i = 0; i < rows.length; i++) {
      const n = rows.age[i]!;
      const stays = ahead === 0 ? 1 : Math.exp(logBetaDifference(model.gamma, model.delta + n, ahead));
      out[i] = aliveNow(model, rows.frequency[i]!, rows.recency[i]!, n) * stays;
    }
  },

  expectedTransactions(model, rows, horizons, out) {
    const { alpha, beta, gamma, delta } = model;
    const known = new Map<number, readonly number[]>();
    for (let i = 0; i < rows.length; i++) {
      const x = rows.frequency[i]!;
      const n = rows.age[i]!;
      let survived = known.get(n);
      if (survived === undefined) {
        survived = horizons.map((horizon) => betaSurvivalSum(gamma, delta + n, horizon));
        known.set(n, survived);
      }
      const each = (aliveNow(model, x, rows.recency[i]!, n) * (alpha + x)) / (alpha + beta + n);
      for (let h = 0; h < horizons.length; h++) out[h]![i] = each === 0 ? 0 : each * survived[h]!;
    }
  },

  discountedExpectedTransactions(model, rows, horizon, rates, out) {
    const { alpha, beta, gamma, delta } = model;
    // Customers of the same age and rate share their sum.
    let rate = Number.NaN;
    const known = new Map<number, number>();
    for (let i = 0; i < rows.length; i++) {
      const x = rows.frequency[i]!;
      const n = rows.age[i]!;
      if (rateAt(rates, i) !== rate) {
        rate = rateAt(rates, i);
        known.clear();
      }
      let survived = known.get(n);
      if (survived === undefined) {
        survived =
          rate === 0
            ? betaSurvivalSum(gamma, delta + n, horizon)
            : discountedBetaSurvivalSum(gamma, delta + n, horizon, rate);
        known.set(n, survived);
      }
      const each = (aliveNow(model, x, rows.recency[i]!, n) * (alpha + x)) / (alpha + beta + n);
      out[i] = each === 0 ? 0 : each * survived;
    }
  },

  transactionProbabilities(model, rows, horizon, counts, out) {
    const { alpha, beta, gamma, delta } = model;
    for (let i = 0; i < rows.length; i++) {
      const x = rows.frequency[i]!;
      const n = rows.age[i]!;
      const odds = Math.exp(logOddsGone(model, x, rows.recency[i]!, n));
      const now = 1 / (1 + odds);
      const gone = 1 / (1 + 1 / odds);
      for (let j = 0; j < counts.length; j++) {
        const count = counts[j]!;
        const given = purchasesGivenAlive(count, horizon, alpha + x, beta + n - x, gamma, delta + n);
        out[j]![i] = Math.min(1, now * given + (count === 0 ? gone : 0));
      }
    }
  },

  simulate(model, rows, i, horizon, stream, times) {
    const { alpha, beta, gamma, delta } = model;
    const x = rows.frequency[i]!;
    const n = rows.age[i]!;
    if (stream.uniform() >= aliveNow(model, x, rows.recency[i]!, n)) return false;
    const chance = stream.beta(alpha + x, beta + n - x);
    const dropOut = stream.beta(gamma, delta + n);
    for (let opportunity = 1; opportunity <= horizon; opportunity++) {
      if (stream.uniform() < dropOut) return false;
      if (stream.uniform() < chance) times.push(opportunity);
    }
    return true;
  },

  rates: {
    dropOutPer: "opportunity",
    means(model, rows, purchaseRate, dropOut) {
      const { alpha, beta, gamma, delta } = model;
      for (let i = 0; i < rows.length; i++) {
        const x = rows.frequency[i]!;
        const n = rows.age[i]!;
        const gone = { chance: 0, dropOut: 0 };
        const odds = Math.exp(logOddsGone(model, x, rows.recency[i]!, n, gone));
        const now = 1 / (1 + odds);
        purchaseRate[i] = now * ((alpha + x) / (alpha + beta + n)) + (1 - now) * gone.chance;
        dropOut[i] = now * (gamma / (gamma + delta + n)) + (1 - now) * gone.dropOut;
      }
    },
  },
};

/**
 * P(exactly `count` purchases at h opportunities) for a customer who is still there: chance to buy ~ Beta(a, b), to drop out before an
 * opportunity ~ Beta(g, d). Over the number i of opportunities that are survived, beta-binomial counts: each term from the one before.
 */
function purchasesGivenAlive(count: number, h: number, a: number, b: number, g: number, d: number): number {
  if (count > h) return 0;
  // i = count: every opportunity that was survived brought a purchase.
  const start = logGammaDifference(a, count) - logGammaDifference(a + b, count) + logBetaDifference(g, d, count);
  let term = 1;
  let sum = 0;
  let scale = 0;
  for (let i = count; i < h; i++) {
    sum += (term * g) / (g + d + i);
    term *= ((i + 1) / (i + 1 - count)) * ((b + i - count) / (a + b + i)) * ((d + i) / (g + d + i));
    if (term > ceiling) {
      sum /= term;
      scale += Math.log(term);
      term = 1;
    }
  }
  return Math.exp(start + scale + Math.log(sum + term));
}

/**
 * A BG/BB model with given parameters (贝塔几何/贝塔伯努利分布模型): customers have opportunities to buy that come at fixed times (a yearly
 * gift, a monthly salary account, a season), take each one or not, and may be lost before any of them.
 *
 * Assumptions: at each opportunity an active customer buys with a chance p ~ Beta(α, β); before each opportunity an active customer drops
 * out with chance θ ~ Beta(γ, δ); p and θ are independent. Time is counted in opportunities since the one at which the customer came,
 * which is not counted itself.
 *
 * @param parameters - alpha, beta, gamma, delta (all above 0) and how many opportunities make a year.
 * @returns A frozen, JSON-safe model that every verb takes; horizons are whole numbers of opportunities.
 * @throws InputError `out-of-range` or `not-finite` for a parameter that is not a positive finite number, `bad-option` for a unit other
 * than `"opportunity"`.
 * @remarks Source: Fader, Hardie & Shang (2010), Customer-base analysis in a discrete-time noncontractual setting, Marketing Science
 * 29(6). Twins: BTYD `bgbb.*` (its `bgbb.PAlive` is the chance one opportunity ahead: `ahead: 1` here), lifetimes
 * `BetaGeoBetaBinomFitter`.
 * @example
 * ```ts
 * import { bgBb, expectedTransactions } from "customer-equity/clv";
 * const model = bgBb({ alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783, opportunitiesPerYear: 1 });
 * const donor = { frequency: 2, recency: 4, age: 6 }; // gave twice in six years, the last time in the fourth
 * console.log(expectedTransactions(model, donor, { horizon: 5 }).toFixed(3)); // 1.058
 * ```
 */
export function bgBb(parameters: BgBbParameters): BgBbModel {
  return checkedModel<BgBbModel>("bg-bb", bgBbProcess.parameters, parameters, "opportunity");
}
