import { logGamma } from "../../numeric/gamma-functions.ts";
import type { RandomStream } from "../../numeric/random.ts";
import { sliceStep } from "../../statistics/slice-sampler.ts";
import type { WorkingPrior } from "../uncertainty/sample-posterior.ts";

/** Beyond these a logarithm of shape or rate is as good as infinite; the density ends there. */
const furthest = 300;

/** Rounds of steps in the three directions: they cost little beside the customers. */
const rounds = 3;

/**
 * What customers say about the gamma distribution that their parameters come from: its log-likelihood is
 * `ofShape(shape) + shape * perShape + free`, the last two set by `at(rate)`.
 */
export interface PopulationEvidence {
  perShape: number;
  free: number;
  at(rate: number): void;
  ofShape(shape: number): number;
}

/** A gamma distribution over customers, with normal priors of ln shape and ln mean, that moves by slice steps. */
export class GammaPopulation {
  shape: number;
  /** The mean is shape / rate. */
  rate: number;
  readonly #priors: readonly [WorkingPrior, WorkingPrior];

  constructor(shape: number, mean: number, priors: readonly [WorkingPrior, WorkingPrior]) {
    this.shape = shape;
    this.rate = shape / mean;
    this.#priors = priors;
  }

  /** Steps along ln shape, along both (the mean stays), and along ln rate. */
  draw(evidence: PopulationEvidence, stream: RandomStream): void {
    const [ofShape, ofMean] = this.#priors;
    const density = (logShape: number, logRate: number): number => {
      if (!(Math.abs(logShape) < furthest && Math.abs(logRate) < furthest)) return -Infinity;
      const a = (logShape - ofShape.mean) / ofShape.standardDeviation;
      const b = (logShape - logRate - ofMean.mean) / ofMean.standardDeviation;
      const shape = Math.exp(logShape);
      evidence.at(Math.exp(logRate));
      return evidence.ofShape(shape) + shape * evidence.perShape + evidence.free - 0.5 * (a * a + b * b);
    };
    let logShape = Math.log(this.shape);
    let logRate = Math.log(this.rate);
    for (let k = 0; k < rounds; k++) {
      logShape = sliceStep((y) => density(y, logRate), logShape, 0.2, stream);
      const [shape, rate] = [logShape, logRate];
      const shift = sliceStep((y) => density(shape + y, rate + y), 0, 0.4, stream);
      logShape += shift;
      logRate += shift;
      logRate = sliceStep((y) => density(logShape, y), logRate, 0.2, stream);
    }
    this.shape = Math.exp(logShape);
    this.rate = Math.exp(logRate);
  }
}

/** The customers' parameters themselves, as logarithms: n (p ln q − ln Γ(p)) + p Σ ln y − q Σ y. */
export class ParametersOfCustomers implements PopulationEvidence {
  perShape = 0;
  free = 0;
  #customers = 0;
  #sum = 0;
  #logSum = 0;

  set(logarithms: Float64Array): void {
    this.#customers = logarithms.length;
    this.#sum = 0;
    this.#logSum = 0;
    for (let i = 0; i < logarithms.length; i++) {
      this.#logSum += logarithms[i]!;
      this.#sum += Math.exp(logarithms[i]!);
    }
  }

  at(rate: number): void {
    this.perShape = this.#customers * Math.log(rate) + this.#logSum;
    this.free = -rate * this.#sum;
  }

  ofShape(shape: number): number {
    return -this.#customers * logGamma(shape);
  }
}

/** Products of 1 + end / rate are taken up to here before a logarithm is. */
const large = 1e150;

/**
 * Lifetimes, seen to end or not, whose rates are integrated out: a customer who left after e has density p q^p / (q + e)^(p+1), one
 * still active after e chance q^p / (q + e)^p.
 */
export class LifetimesOfCustomers implements PopulationEvidence {
  perShape = 0;
  free = 0;
  readonly #end: Float64Array;
  readonly #left: Uint8Array;
  #leavers = 0;

  /** The columns are read anew after each `set`. */
  constructor(end: Float64Array, left: Uint8Array) {
    this.#end = end;
    this.#left = left;
  }

  set(): void {
    this.#leavers = 0;
    for (let i = 0; i < this.#left.length; i++) this.#leavers += this.#left[i]!;
  }

  at(rate: number): void {
    const inverse = 1 / rate;
    let all = 1;
    let logAll = 0;
    let leavers = 1;
    let logLeavers = 0;
    for (let i = 0; i < this.#end.length; i++) {
      const factor = 1 + this.#end[i]! * inverse;
      all *= factor;
      if (all > large) {
        logAll += Math.log(all);
        all = 1;
      }
      if (this.#left[i] === 0) continue;
      leavers *= factor;
      if (leavers > large) {
        logLeavers += Math.log(leavers);
        leavers = 1;
      }
    }
    this.perShape = -logAll - Math.log(all);
    this.free = -logLeavers - Math.log(leavers) - this.#leavers * Math.log(rate);
  }

  ofShape(shape: number): number {
    return this.#leavers * Math.log(shape);
  }
}
