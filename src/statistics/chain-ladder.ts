/** What a triangle of cumulative amounts comes to. */
export interface ChainLadder {
  /** From each age to the next: what amounts are multiplied by. */
  readonly factors: readonly number[];
  /** Ultimate amount of each cohort: its latest times the factors that are to come. */
  readonly ultimates: readonly number[];
  /** Standard error of what is to come of each cohort; `null` where the variances cannot be estimated. */
  readonly standardErrors: readonly number[] | null;
  /** Standard error of what is to come of all, cohorts sharing their factors. */
  readonly standardError: number | null;
}

/**
 * The chain-ladder method with the standard errors of Mack.
 *
 * f_k = Σ C_{i,k+1}/Σ C_{i,k}; σ²_k = Σ C_{ik} (C_{i,k+1}/C_{ik} − f_k)²/(m_k − 1), for an age seen in one cohort alone
 * min(σ⁴_{k−1}/σ²_{k−2}, min(σ²_{k−2}, σ²_{k−1})); mse_i = U_i² Σ_k σ²_k/f_k² (1/Ĉ_{ik} + 1/S_k).
 *
 * Source: Mack (1993), ASTIN Bulletin 23(2). Twin: R `ChainLadder::MackChainLadder(est.sigma = "Mack")`.
 *
 * @param triangle - Cumulative amounts of each cohort by age, at least 0, the oldest cohort first and longest.
 * @returns `null` where the cohorts that reach a further age have nothing before it, so that there is no factor, or an amount is beyond the
 * range of numbers.
 */
export function chainLadder(triangle: readonly ArrayLike<number>[]): ChainLadder | null {
  const ages = triangle[0]!.length;
  const factors: number[] = [];
  const bases: number[] = [];
  const variances: (number | null)[] = [];
  for (let k = 0; k + 1 < ages; k++) {
    const reach = triangle.filter((cohort) => cohort.length > k + 1);
    const base = reach.reduce((sum, cohort) => sum + cohort[k]!, 0);
    if (base === 0) return null;
    const factor = reach.reduce((sum, cohort) => sum + cohort[k + 1]!, 0) / base;
    factors.push(factor);
    bases.push(base);
    variances.push(varianceAt(k, reach, factor, variances));
  }
  const ultimates = triangle.map((cohort) =>
    factors.slice(cohort.length - 1).reduce((sum, factor) => sum * factor, cohort[cohort.length - 1]!),
  );
  if (ultimates.some((ultimate) => ultimate > 1e100)) return null;
  if (variances.includes(null)) return { factors, ultimates, standardErrors: null, standardError: null };
  const mse = triangle.map((cohort, i) => {
    let projected = cohort[cohort.length - 1]!;
    let sum = 0;
    for (let k = cohort.length - 1; k < factors.length; k++) {
      // A cohort with nothing so far has nothing to come: the variance is proportional to its amount.
      if (projected > 0) sum += (variances[k]! / factors[k]! ** 2) * (1 / projected + 1 / bases[k]!);
      projected *= factors[k]!;
    }
    return ultimates[i]! ** 2 * sum;
  });
  let total = 0;
  triangle.forEach((cohort, i) => {
    const younger = ultimates.slice(i + 1).reduce((sum, ultimate) => sum + ultimate, 0);
    let common = 0;
    for (let k = cohort.length - 1; k < factors.length; k++) {
      common += (2 * variances[k]!) / factors[k]! ** 2 / bases[k]!;
    }
    total += mse[i]! + ultimates[i]! * younger * common;
  });
  return { factors, ultimates, standardErrors: mse.map(Math.sqrt), standardError: Math.sqrt(total) };
}

function varianceAt(
  k: number,
  reach: readonly ArrayLike<number>[],
  factor: number,
  before: readonly (number | null)[],
): number | null {
  if (reach.length >= 2) {
    const squares = reach.reduce((sum, cohort) => {
      const amount = cohort[k]!;
      return amount === 0 ? sum : sum + amount * (cohort[k + 1]! / amount - factor) ** 2;
    }, 0);
    return squares / (reach.length - 1);
  }
  const [last, earlier] = [before[k - 1] ?? null, before[k - 2] ?? null];
  if (last === null || earlier === null) return null;
  return earlier === 0 ? 0 : Math.min(last ** 2 / earlier, earlier, last);
}
