import type { RandomStream } from "../../numeric/random.ts";
import type { Column } from "../../types.ts";
import type { PurchaseHistory } from "../history/purchase-history.ts";
import type { GammaPopulation } from "./gamma-population.ts";
import type { CustomerColumns } from "./hierarchical-sample.ts";
import { aliveAtRegularRates, drawLeaving, drawPurchases, logGapDensity, logGapSurvival } from "./regular-purchases.ts";
import { StepSizes } from "./step-sizes.ts";

/** Proposals to each customer between two draws of the population. */
const proposals = 2;

/** Logarithms of rates beyond these are as good as infinite; the density ends there. */
const furthest = 300;

/** The same for the regularity: e^9 is clockwork. */
const furthestRegularity = 9;

/** Smallest rate: what is below cannot be told from 0. */
const leastRate = 1e-300;

/** The customers' own parameters in one chain of Pareto/GGG, and their steps given the populations. */
export class RegularCustomers {
  readonly logRegularity: Float64Array;
  readonly logRate: Float64Array;
  readonly dropOut: Float64Array;
  /** Time active within the observation: until leaving, or all of it. */
  readonly end: Float64Array;
  readonly left: Uint8Array;
  readonly sizes: StepSizes;
  readonly #history: PurchaseHistory;
  readonly #logGapSum: Column;

  /** Starts near each customer's own rate, active, with the regularity of purchases at random. */
  constructor(history: PurchaseHistory, logGapSum: Column, meanRate: number, meanAge: number) {
    const { frequency, age } = history;
    const customers = frequency.length;
    this.#history = history;
    this.#logGapSum = logGapSum;
    this.logRegularity = new Float64Array(customers);
    this.logRate = Float64Array.from(frequency, (x, i) => Math.log((x + 0.5) / (age[i]! + 0.5 / meanRate)));
    this.dropOut = new Float64Array(customers).fill(1 / meanAge);
    this.end = Float64Array.from(age);
    this.left = new Uint8Array(customers);
    this.sizes = new StepSizes(customers);
  }

  /** μ of every customer given the population and the customer's state and end. */
  drawDropOut({ shape, rate }: GammaPopulation, stream: RandomStream): void {
    for (let i = 0; i < this.dropOut.length; i++) {
      this.dropOut[i] = Math.max(leastRate, stream.gamma(shape + this.left[i]!) / (rate + this.end[i]!));
    }
  }

  /** State and end, then k and λ of every customer given μ and the populations. */
  draw(regularity: GammaPopulation, buying: GammaPopulation, stream: RandomStream): void {
    const { frequency, recency, age } = this.#history;
    // Scales of proposals follow from the population alone: the customer's own k is what they propose to change.
    const steadiness = Math.max(1, regularity.shape / regularity.rate);
    for (let i = 0; i < frequency.length; i++) {
      const x = frequency[i]!;
      const from = recency[i]!;
      let y = this.logRegularity[i]!;
      let z = this.logRate[i]!;
      this.#drawEnd(i, Math.exp(y), Math.exp(z), age[i]! - from, stream);
      const end = this.end[i]!;
      const litt = this.#logGapSum[i]!;
      const spreadY = 1 / Math.sqrt(regularity.shape + 0.5 * x);
      const spreadZ = 1 / Math.sqrt(buying.shape + x * steadiness);
      let density = logDensity(y, z, x, from, end, litt, regularity, buying);
      for (let k = 0; k < proposals; k++) {
        const size = this.sizes.size[i]!;
        const newY = y + size * spreadY * stream.normal();
        const newZ = z + size * spreadZ * stream.normal();
        const proposed = logDensity(newY, newZ, x, from, end, litt, regularity, buying);
        const accepted = -stream.exponential() < proposed - density;
        if (accepted) {
          y = newY;
          z = newZ;
          density = proposed;
        }
        this.sizes.after(i, accepted);
      }
      this.logRegularity[i] = y;
      this.logRate[i] = z;
    }
  }

  /** What the parameters say about now and about the horizon. */
  summarize(horizon: number | undefined, stream: RandomStream, out: CustomerColumns): void {
    const { recency, age } = this.#history;
    for (let i = 0; i < this.logRate.length; i++) {
      const k = Math.exp(this.logRegularity[i]!);
      const lambda = Math.exp(this.logRate[i]!);
      const mu = this.dropOut[i]!;
      const silent = age[i]! - recency[i]!;
      const alive = aliveAtRegularRates(k, lambda, mu, silent);
      out.probabilityAlive[i] = alive;
      out.purchaseRate[i] = lambda;
      out.dropOut[i] = mu;
      out.regularity[i] = k;
      if (horizon === undefined) continue;
      const purchases = alive > 0 ? drawPurchases(k, lambda, mu, silent, horizon, stream) : 0;
      out.expectedTransactions[i] = alive * purchases;
      out.probabilityActive[i] = purchases > 0 ? alive : 0;
    }
  }

  #drawEnd(i: number, k: number, lambda: number, silent: number, stream: RandomStream): void {
    const mu = this.dropOut[i]!;
    const left = stream.uniform() > aliveAtRegularRates(k, lambda, mu, silent);
    const { age, recency } = this.#history;
    this.left[i] = left ? 1 : 0;
    this.end[i] = left ? recency[i]! + drawLeaving(k, k * lambda, mu, silent, stream) : age[i]!;
  }
}

/** Log-density of (ln k, ln λ) of a customer who was active until `end`. */
function logDensity(
  y: number,
  z: number,
  x: number,
  recency: number,
  end: number,
  logGapSum: number,
  regularity: GammaPopulation,
  buying: GammaPopulation,
): number {
  if (!(Math.abs(y) < furthestRegularity && Math.abs(z) < furthest)) return -Infinity;
  const k = Math.exp(y);
  const lambda = Math.exp(z);
  const kappa = k * lambda;
  return (
    logGapDensity(k, kappa, x, recency, logGapSum) +
    logGapSurvival(k, kappa * (end - recency)) +
    regularity.shape * y -
    regularity.rate * k +
    buying.shape * z -
    buying.rate * lambda
  );
}
