import { randomStream } from "../src/portfolio/random.ts";
import type { Sheet } from "./survey-data.ts";

function within(value: number, min: number, max: number): number {
  return Math.min(max, Math.max(min, value));
}

function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

/** Customers of an invented bank, of whom something is not known now and then: satisfaction makes loyal where little keeps one. */
export function bankCustomers(customers = 200, seed = 7): readonly Sheet[] {
  const { normal, uniform } = randomStream(seed);
  return Array.from({ length: customers }, (_, i): Sheet => {
    const liking = normal();
    const barrier = normal();
    const some = <T>(value: T): T | null => (uniform() < 0.02 ? null : value);
    const satisfaction = within(Math.round(3.4 + liking + 0.5 * normal()), 1, 5);
    const loyalty = rounded(within(3 + 0.6 * liking + 0.3 * barrier - 0.2 * liking * barrier + 0.4 * normal(), 1, 5));
    const share = within(0.5 + 0.2 * liking + 0.15 * barrier + 0.1 * normal(), 0, 1);
    return {
      customer: `C${i + 1}`,
      attitude: some(within(Math.round(4 + 1.2 * liking + 0.6 * normal()), 1, 7)),
      repeat: some(rounded(share)),
      involvement: some(within(Math.round(4 + 1.5 * normal()), 1, 7)),
      banks: some(1 + Math.floor(5 * uniform() * (1 - share / 2))),
      alternatives: Math.floor(4 * uniform()),
      attachment: some(rounded(within(0.45 + 0.25 * liking + 0.1 * normal(), 0, 1))),
      incentive_share: rounded(uniform()),
      price_share: rounded(uniform()),
      convenience_share: rounded(uniform()),
      insider: uniform() < 0.05 ? 1 : 0,
      cognitive: rounded(within(0.7 + 0.2 * liking, 0, 1)),
      affective: rounded(within(0.6 + 0.25 * liking, 0, 1)),
      conative: rounded(within(0.55 + 0.25 * liking + 0.1 * normal(), 0, 1)),
      action: rounded(within(0.5 + 0.25 * barrier, 0, 1)),
      satisfaction: some(satisfaction),
      loyalty,
      perceived_value: within(Math.round(4 + liking + normal()), 1, 7),
      trust: within(Math.round(4.5 + 0.8 * liking + normal()), 1, 7),
      switching_cost: within(Math.round(4 + 1.3 * barrier), 1, 7),
      value: some(rounded(Math.exp(6 + 0.8 * share + normal()))),
      churn_risk: some(rounded(within(0.35 - 0.15 * liking - 0.1 * barrier + 0.15 * normal(), 0, 1))),
    };
  });
}
