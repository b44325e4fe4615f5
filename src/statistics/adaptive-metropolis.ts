import { cholesky } from "../numeric/cholesky.ts";
import type { RandomStream } from "../numeric/random.ts";

/** Share of proposals to accept; efficiency is flat around it. */
const target = 0.3;

/** Points between two looks at the covariance. */
const batch = 25;

/** Degrees of freedom of the distribution that leaps are drawn from: its tails are heavier than those of most posteriors. */
const leapFreedom = 5;

/**
 * A random walk on a density of few dimensions that learns its proposals while it warms up (自适应随机游走; Haario, Saksman & Tamminen
 * 2001): their shape from the covariance of the later half of the points so far, their size by a Robbins-Monro search for 30 %
 * acceptance. After the warm-up both stay as they are, so that the chain is a plain Metropolis chain.
 *
 * `leap` may take turns with the walk where the density stays the same: its proposals come from a t distribution of the mean and covariance
 * learnt, wherever the chain is. Near a normal density most of them are accepted, and what comes after one is independent of what was before.
 *
 * `logDensity` may be -Infinity, never NaN, and is finite at the start.
 */
export class AdaptiveMetropolis {
  /** The current point. */
  readonly point: Float64Array;
  /** Accepted steps of the walk after the warm-up. */
  accepted = 0;
  /** Steps of the walk after the warm-up. */
  steps = 0;
  readonly #logDensity: (point: Float64Array) => number;
  readonly #stream: Pick<RandomStream, "normal" | "exponential" | "gamma">;
  readonly #proposal: Float64Array;
  readonly #direction: Float64Array;
  readonly #visited: Float64Array[] = [];
  #axes: readonly (readonly number[])[];
  /** Mean of the points behind the axes; none before the first look. */
  #centre: readonly number[] | undefined;
  #logSize: number;
  #density: number;

  constructor(
    logDensity: (point: Float64Array) => number,
    start: Float64Array,
    spread: readonly number[],
    stream: Pick<RandomStream, "normal" | "exponential" | "gamma">,
  ) {
    this.point = Float64Array.from(start);
    this.#logDensity = logDensity;
    this.#stream = stream;
    this.#proposal = new Float64Array(start.length);
    this.#direction = new Float64Array(start.length);
    this.#axes = spread.map((width, i) => spread.map((_, j) => (i === j ? width : 0)));
    this.#logSize = Math.log(2.4 / Math.sqrt(start.length));
    this.#density = logDensity(start);
  }

  /** Goes on from another point, or under a density that has changed. */
  restart(point: Float64Array): void {
    this.point.set(point);
    this.#density = this.#logDensity(this.point);
  }

  /** One step while warming up. */
  warmUp(): void {
    const chance = this.#move();
    this.#visited.push(Float64Array.from(this.point));
    const k = this.#visited.length;
    // A step of fixed size at first, to find the region; then ever smaller ones.
    this.#logSize += (chance - target) * Math.max(0.02, 1 / Math.sqrt(k));
    if (k % batch === 0 && k >= 4 * batch) this.#learn();
  }

  /** One leap, while warming up or after; a step of the walk before the first look at the covariance. */
  leap(): void {
    if (this.#centre === undefined) {
      this.#move();
      return;
    }
    const size = this.point.length;
    const stretch = Math.sqrt((0.5 * leapFreedom) / this.#stream.gamma(0.5 * leapFreedom));
    for (let i = 0; i < size; i++) this.#direction[i] = stretch * this.#stream.normal();
    const there = squaredLength(this.#direction);
    this.#propose(this.#centre);
    // Where the current point is in the same distribution, by forward substitution.
    for (let i = 0; i < size; i++) {
      const row = this.#axes[i]!;
      let rest = this.point[i]! - this.#centre[i]!;
      for (let j = 0; j < i; j++) rest -= row[j]! * this.#direction[j]!;
      this.#direction[i] = rest / row[i]!;
    }
    const here = squaredLength(this.#direction);
    const density = this.#logDensity(this.#proposal);
    const back = 0.5 * (leapFreedom + size) * (Math.log1p(there / leapFreedom) - Math.log1p(here / leapFreedom));
    if (-this.#stream.exponential() < density - this.#density + back) {
      this.point.set(this.#proposal);
      this.#density = density;
    }
  }

  /** One step of the settled chain. */
  step(): void {
    const before = this.#density;
    this.#move();
    this.steps++;
    if (this.#density !== before) this.accepted++;
  }

  /** Proposes, accepts or not, and returns the chance that it had to be accepted. */
  #move(): number {
    const size = this.point.length;
    const scale = Math.exp(this.#logSize);
    for (let i = 0; i < size; i++) this.#direction[i] = scale * this.#stream.normal();
    this.#propose(this.point);
    const density = this.#logDensity(this.#proposal);
    const gain = density - this.#density;
    if (-this.#stream.exponential() < gain) {
      this.point.set(this.#proposal);
      this.#density = density;
    }
    // From nowhere to nowhere (the difference of two infinities) is no step.
    return Number.isNaN(gain) ? 0 : Math.min(1, Math.exp(gain));
  }

  /** The proposal that lies from a point in the direction drawn. */
  #propose(from: ArrayLike<number>): void {
    for (let i = 0; i < this.#proposal.length; i++) {
      let sum = from[i]!;
      for (let j = 0; j <= i; j++) sum += this.#axes[i]![j]! * this.#direction[j]!;
      this.#proposal[i] = sum;
    }
  }

  /** Takes the covariance of the later half of the points for the shape of the proposals. */
  #learn(): void {
    const points = this.#visited.slice(Math.floor(this.#visited.length / 2));
    const means = Array.from(this.point, (_, i) => points.reduce((sum, point) => sum + point[i]!, 0) / points.length);
    const covariance = means.map((a, i) =>
      means.map((b, j) => {
        let sum = 0;
        for (const point of points) sum += (point[i]! - a) * (point[j]! - b);
        // A little of nothing learnt, so that a walk that hardly moved is not frozen.
        return sum / (points.length - 1) + (i === j ? 1e-6 : 0);
      }),
    );
    const axes = cholesky(covariance);
    if (axes === null) return;
    this.#axes = axes;
    this.#centre = means;
  }
}

function squaredLength(vector: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += vector[i]! * vector[i]!;
  return sum;
}
