import { logGamma } from "../../numeric/gamma-functions.ts";
import { regularizedGammaP, regularizedGammaQ } from "../../numeric/incomplete-gamma.ts";
import type { RandomStream } from "../../numeric/random.ts";

/**
 * Purchases in a rhythm, by a customer with known parameters: gaps are Gamma(k, kλ) (mean 1/λ, the steadier the larger k) until a lifetime of rate μ
 * ends. Everything here is exact: no simulation, no quadrature.
 */

/** ln Q(k, y), the chance that a gap in units of 1/(kλ) exceeds y (`q`, where it is known already); beyond the range of doubles by the leading terms of its asymptotic series. */
export function logGapSurvival(k: number, y: number, q: number = regularizedGammaQ(k, y)): number {
  if (y === 0) return 0;
  if (q > 1e-280) return Math.log(q);
  const excess = Math.max(y - k + 1, 1);
  return (k - 1) * Math.log(y) - y - logGamma(k) + Math.log(y / excess);
}

/**
 * Chance to leave within the silent time D before the next purchase is due: ∫ μ e^(−μu) Q(k, κu) du over (0, D), κ = kλ; by parts
 * 1 − e^(−μD) Q(k, κD) − (κ/(κ+μ))^k P(k, (κ+μ)D), or where that is the difference of near equals, its first term in μ. `q` is Q(k, κD), where it is known already.
 */
export function leavingMass(
  k: number,
  kappa: number,
  mu: number,
  silent: number,
  q: number = regularizedGammaQ(k, kappa * silent),
): number {
  if (silent === 0) return 0;
  const y = kappa * silent;
  const bought = Math.exp(-k * Math.log1p(mu / kappa)) * regularizedGammaP(k, y + mu * silent);
  const mass = 1 - Math.exp(-mu * silent) * q - bought;
  if (mass > 1e-8) return mass;
  return Math.min(mu * silent, mu * (silent * q + (k / kappa) * regularizedGammaP(k + 1, y)));
}

/** Chance that a customer with known parameters, silent for a time, is still active. */
export function aliveAtRegularRates(k: number, lambda: number, mu: number, silent: number): number {
  if (silent === 0) return 1;
  const kappa = k * lambda;
  const q = regularizedGammaQ(k, kappa * silent);
  const stays = Math.exp(logGapSurvival(k, kappa * silent, q) - mu * silent);
  return stays === 0 ? 0 : stays / (stays + leavingMass(k, kappa, mu, silent, q));
}

/**
 * Log-likelihood of one customer with known parameters: x gaps that sum to t_x and whose logarithms sum to `logGapSum`, then silence until T:
 *
 * kx ln κ − x ln Γ(k) + (k−1) logGapSum − κ t_x + ln( e^(−μT) Q(k, κ(T−t_x)) + e^(−μ t_x) ∫ μ e^(−μu) Q(k, κu) du )
 */
export function logLikelihoodAtRegularRates(
  k: number,
  lambda: number,
  mu: number,
  customer: { readonly frequency: number; readonly recency: number; readonly age: number; readonly logGapSum: number },
): number {
  const { frequency, recency, age, logGapSum } = customer;
  const kappa = k * lambda;
  const silent = age - recency;
  const stays = Math.exp(logGapSurvival(k, kappa * silent) - mu * silent);
  return (
    logGapDensity(k, kappa, frequency, recency, logGapSum) -
    mu * recency +
    Math.log(Math.max(Number.MIN_VALUE, stays + leavingMass(k, kappa, mu, silent)))
  );
}

/** Logarithm of the density of x gaps: kx ln κ − x ln Γ(k) + (k−1) Σ ln gap − κ Σ gap. */
export function logGapDensity(k: number, kappa: number, x: number, recency: number, logGapSum: number): number {
  if (x === 0) return 0;
  return x * (k * Math.log(kappa) - logGamma(k)) + (k - 1) * logGapSum - kappa * recency;
}

/** Below this chance of acceptance the distribution function is inverted instead. */
const leastAcceptance = 0.02;

/**
 * When, counted from the last purchase, a customer who left within the silent time did so: density proportional to e^(−μu) Q(k, κu) on (0, D).
 * Together with the purchase G that did not happen: G is a gap with weight 1 − e^(−μ min(G, D)), u exponential, cut off at min(G, D). G by rejection from
 * gaps, or from gaps weighted by their length, whichever accepts more.
 */
export function drawLeaving(k: number, kappa: number, mu: number, silent: number, stream: RandomStream): number {
  const mass = leavingMass(k, kappa, mu, silent);
  const within = -Math.expm1(-mu * silent);
  const plain = mass / within;
  const byLength = (mass * kappa) / (k * mu);
  if (!(Math.max(plain, byLength) > leastAcceptance)) return bisect(k, kappa, mu, silent, mass * stream.uniform());
  for (;;) {
    const gap = stream.gamma(plain > byLength ? k : k + 1) / kappa;
    const weight = -Math.expm1(-mu * Math.min(gap, silent));
    if (stream.uniform() * (plain > byLength ? within : mu * gap) > weight) continue;
    return Math.min(silent, -Math.log1p(-stream.uniform() * weight) / mu);
  }
}

function bisect(k: number, kappa: number, mu: number, silent: number, mass: number): number {
  let low = 0;
  let high = silent;
  for (let step = 0; step < 60; step++) {
    const middle = 0.5 * (low + high);
    if (leavingMass(k, kappa, mu, middle) < mass) low = middle;
    else high = middle;
  }
  return 0.5 * (low + high);
}

/** Purchases after which the mean rate says as much as another gap. */
const manyPurchases = 10_000;

/** Number of purchases of an active customer, silent for a time, within the horizon or until it leaves. */
export function drawPurchases(
  k: number,
  lambda: number,
  mu: number,
  silent: number,
  horizon: number,
  stream: RandomStream,
): number {
  const kappa = k * lambda;
  const active = Math.min(horizon, stream.exponential() / mu);
  if (lambda * active > manyPurchases) return lambda * active;
  let count = 0;
  for (let time = gammaBeyond(k, kappa * silent, stream) / kappa - silent; time <= active; count++) {
    time += stream.gamma(k) / kappa;
    if (count === 10 * manyPurchases) break;
  }
  return count;
}

/** A gamma variate of shape k and scale 1, given that it exceeds y. */
export function gammaBeyond(k: number, y: number, stream: RandomStream): number {
  if (y === 0) return stream.gamma(k);
  if (k >= 1) {
    if (y < k + Math.sqrt(k)) {
      for (;;) {
        const draw = stream.gamma(k);
        if (draw > y) return draw;
      }
    }
    // The tail is below an exponential that touches it at y.
    const rate = 1 - (k - 1) / y;
    for (;;) {
      const excess = stream.exponential() / rate;
      if (-stream.exponential() < (k - 1) * (Math.log1p(excess / y) - excess / y)) return y + excess;
    }
  }
  if (y >= 1) {
    for (;;) {
      const draw = y + stream.exponential();
      if (-stream.exponential() < (k - 1) * Math.log(draw / y)) return draw;
    }
  }
  // Up to 1 the power is drawn from and the exponential accepts; beyond 1 the other way round.
  const power = -Math.expm1(k * Math.log(y));
  const below = power / k;
  for (;;) {
    if (stream.uniform() * (below + Math.exp(-1)) < below) {
      const draw = Math.exp(Math.log1p(-stream.uniform() * power) / k);
      if (stream.exponential() > draw) return draw;
    } else {
      const draw = 1 + stream.exponential();
      if (-stream.exponential() < (k - 1) * Math.log(draw)) return draw;
    }
  }
}
