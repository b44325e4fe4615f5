/**
 * Log-likelihood of one customer whose rates are known by their logarithms: purchases at rate λ until a lifetime ends at rate μ. x repeat purchases,
 * the last after t_x, seen for T:
 *
 * x ln λ − (λ+μ) t_x + ln( (μ + λ exp(−(λ+μ) (T − t_x))) / (λ+μ) )
 *
 * Domain: |ln λ|, |ln μ| < 300. Source: Schmittlein, Morrison & Colombo (1987), before the mixing.
 */
export function logLikelihoodAtRates(
  logLambda: number,
  logMu: number,
  frequency: number,
  recency: number,
  age: number,
): number {
  const lambda = Math.exp(logLambda);
  const mu = Math.exp(logMu);
  const total = lambda + mu;
  const share = (mu + lambda * Math.exp(-total * (age - recency))) / total;
  return frequency * logLambda - total * recency + Math.log(share);
}

/** Beyond this exponent 1 is nothing beside the exponential, which may overflow where it is multiplied by a tiny rate. */
const steep = 50;

/** Chance that a customer with known rates above 0, silent for the time `silent`, is still active: 1 / (1 + μ/(λ+μ) (exp((λ+μ) silent) − 1)). */
export function aliveAtRates(lambda: number, mu: number, silent: number): number {
  const total = lambda + mu;
  const z = total * silent;
  const odds = z > steep ? Math.exp(z + Math.log(mu) - Math.log(total)) : (mu / total) * Math.expm1(z);
  return 1 / (1 + odds);
}

/** Expected purchases within the horizon of an active customer with known rates: λ (1 − exp(−μ h)) / μ. */
export function purchasesAtRates(lambda: number, mu: number, horizon: number): number {
  const z = mu * horizon;
  return lambda * (z < 1e-8 ? horizon * (1 - 0.5 * z) : -Math.expm1(-z) / mu);
}

/** Chance of a purchase within the horizon by an active customer with known rates: λ/(λ+μ) (1 − exp(−(λ+μ) h)). */
export function purchaseChanceAtRates(lambda: number, mu: number, horizon: number): number {
  const total = lambda + mu;
  return (lambda / total) * -Math.expm1(-total * horizon);
}
