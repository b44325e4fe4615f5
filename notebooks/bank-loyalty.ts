import { type RandomStream, randomStream } from "../src/numeric/random.ts";

/** What the customers were made with, to be found again by whoever analyzes them. */
export const bankLoyaltyTruth = {
  customers: 1200,
  seed: 20261201,
  /** What one standard deviation more of each determinant adds to loyalty, the others held, before answers are rounded. */
  determinants: { satisfaction: 0.35, value: 0.15, trust: 0.3, switchingCost: 0.2 },
  /** What switching cost takes off the effect of satisfaction: barriers hold those who are not satisfied. */
  interaction: -0.2,
  /** Value works through satisfaction and trust: value to satisfaction, satisfaction to trust, value to trust. */
  paths: { valueToSatisfaction: 0.6, satisfactionToTrust: 0.5, valueToTrust: 0.15 },
  /** Share of the customers whose salary is paid into an account here: they stay for that, and their involvement fell within the year. */
  payrollShare: 0.35,
  /** By how much, on the scale from 1 to 7. */
  payrollFall: 1.2,
} as const;

/** One line of the file, by column; an empty text where there is nothing. */
type Line = Record<string, string | number>;

/**
 * The customers of an invented bank as CSV: what they answered in a survey, what they hold at this bank and at others now and a year ago, and
 * what they bought in two years. Customer k draws from stream k of the seed, so that the file is the same wherever it is made.
 *
 * Behind the columns: perceived value, which acts on satisfaction, which acts on trust; these and switching cost act on loyalty; loyalty acts on
 * the share of wallet and on whether a customer falls silent. Salary accounts raise switching cost and share, not attachment.
 */
export function bankLoyaltyCsv(seed: number = bankLoyaltyTruth.seed): string {
  const lines = Array.from({ length: bankLoyaltyTruth.customers }, (_, row) => line(row, randomStream(seed, row)));
  const columns = Object.keys(lines[0]!);
  const cells = [columns, ...lines.map((one) => columns.map((column) => one[column]!))];
  return `${cells.map((row) => row.join(",")).join("\n")}\n`;
}

function line(row: number, random: RandomStream): Line {
  const { determinants: effect, interaction, paths, payrollShare, payrollFall } = bankLoyaltyTruth;
  const payroll = random.uniform() < payrollShare;
  const value = random.normal();
  const satisfaction = paths.valueToSatisfaction * value + 0.8 * random.normal();
  const trust = paths.satisfactionToTrust * satisfaction + paths.valueToTrust * value + 0.77 * random.normal();
  const barrier = (payroll ? 0.8 : -0.43) + 0.82 * random.normal();
  const loyalty =
    effect.satisfaction * satisfaction +
    effect.value * value +
    effect.trust * trust +
    effect.switchingCost * barrier +
    interaction * satisfaction * barrier +
    0.55 * random.normal();
  const attachment = 0.45 * satisfaction + 0.35 * trust + 0.3 * value + 0.35 * random.normal();
  const bound = payroll ? 1 : -0.3;

  const share = shareOf(0.2 + 0.9 * loyalty + bound + 0.5 * random.normal());
  const shareBefore = shareOf(0.3 + 0.9 * loyalty + bound + 0.6 * random.normal());
  const involvement = 4.1 + 0.9 * attachment + 0.5 * random.normal() - (payroll ? payrollFall / 2 : 0);
  const involvementBefore = involvement + (payroll ? payrollFall : 0) + 0.5 * random.normal();
  const banks = banksOf(share, random);
  const motive = (level: number): number => shareOf(level + 0.9 * random.normal());
  return {
    customer: `C${String(row + 1).padStart(4, "0")}`,
    account: payroll ? "salary" : "chosen",
    alternatives: random.uniform() < 0.06 ? 0 : 1 + random.integer(6),
    value: rated(4.6 + 1.1 * value, random),
    satisfaction: rated(5 + 1.1 * satisfaction, random),
    trust_ability: rated(5.1 + trust, random),
    trust_benevolence: rated(4.3 + trust, random),
    trust_integrity: rated(4.8 + trust, random),
    switch_search: rated(3.6 + 1.1 * barrier, random),
    switch_fees: rated(3.9 + barrier, random),
    switch_ties: rated(3.7 + 0.9 * barrier, random),
    stay: rated(4.6 + 1.3 * loyalty, random),
    recommend: rated(4.4 + 1.3 * loyalty, random),
    more: rated(4.1 + 1.3 * loyalty, random),
    own: rated(4.4 + 1.1 * attachment, random),
    north: rated(4.3, random, 0.9),
    south: random.uniform() < 0.6 ? rated(4.2, random, 0.9) : "",
    share: share.toFixed(2),
    share_before: shareBefore.toFixed(2),
    involvement: tenths(involvement),
    involvement_before: tenths(involvementBefore),
    banks,
    banks_before: Math.max(1, banks + (random.uniform() < 0.25 ? random.integer(3) - 1 : 0)),
    reward_share: motive(-0.6).toFixed(2),
    price_share: motive(-0.4 - 0.5 * loyalty).toFixed(2),
    convenience_share: motive(payroll ? 0.4 : -0.5).toFixed(2),
    ...purchases(loyalty + bound, random),
  };
}

/** Two years in weeks: the first purchase is within the first year; each later one may be the last, the less loyal the sooner. */
function purchases(loyalty: number, random: RandomStream): Line {
  const age = 52 + 52 * random.uniform();
  const rate = 0.25 * Math.exp(0.6 * random.normal());
  const leaves = 1 / (1 + Math.exp(3.2 + loyalty));
  let [frequency, recency] = [0, 0];
  for (;;) {
    const next = recency - Math.log(random.uniform()) / rate;
    if (next > age) break;
    frequency++;
    recency = next;
    if (random.uniform() < leaves) break;
  }
  const typical = 220 * Math.exp(0.5 * random.normal() + 0.15 * loyalty);
  // The mean of the repeat purchases lies around what is typical, the closer the more there are.
  const spend = frequency === 0 ? 0 : typical * Math.exp((0.5 * random.normal()) / Math.sqrt(frequency));
  return { frequency, recency: recency.toFixed(2), age: age.toFixed(2), mean_spend: spend.toFixed(2) };
}

/** A level as an answer from 1 to 7. */
function rated(level: number, random: RandomStream, spread: number = 0.5): number {
  return Math.min(7, Math.max(1, Math.round(level + spread * random.normal())));
}

function tenths(level: number): string {
  return Math.min(7, Math.max(1, level)).toFixed(1);
}

function shareOf(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** How many banks a customer uses: with a small share here there must be others. */
function banksOf(share: number, random: RandomStream): number {
  const others = share > 0.85 ? [0, 0, 0, 1] : share > 0.5 ? [0, 1, 1, 2] : [1, 2, 2, 4];
  return 1 + others[random.integer(others.length)]!;
}
