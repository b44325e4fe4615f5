import { cholesky } from "../numeric/cholesky.ts";
import type { RandomStream } from "../numeric/random.ts";

/** Share of proposals to accept; efficiency is flat around it. */
const target = 0.3;

/** Points between two looks at the covariance. */
const batch = 25;

/**
 * A random walk on a density of few dimensions that learns its proposals while it warms up (自适应随机游走; Haario, Saksman & Tamminen
 * 2001): their shape from the covariance of the later half of the points so far, their size by a Robbins-Monro search for 30 %
 * acceptance. After the warm-up both stay as they are, so that the chain is a plain Metropolis chain.
 *
 * `logDensity` may be -Infinity, never NaN, and is finite at the start.
 */
export class AdaptiveMetropolis {
  /** The current point. */
  readonly point: Float64Array;
  /** Accepted steps after the warm-up. */
  accepted = 0;
  /** Steps after the warm-up. */
  steps = 0;
  readonly #logDensity: (point: Float64Array) => number;
  readonly #stream: Pick<RandomStream, "normal" | "exponential">;
  readonly #proposal: Float64Array;
  readonly #direction: Float64Array;
  readonly #visited: Float64Array[] = [];
  #axes: readonly (readonly number[])[];
  #logSize: number;
  #density: number;

  constructor(
    logDensity: (point: Float64Array) => number,
    start: Float64Array,
    spread: readonly number[],
    stream: Pick<RandomStream, "normal" | "exponential">,
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
    for (let i = 0; i < size; i++) {
      let sum = this.point[i]!;
      for (let j = 0; j <= i; j++) sum += this.#axes[i]![j]! * this.#direction[j]!;
      this.#proposal[i] = sum;
    }
    const density = this.#logDensity(this.#proposal);
    const gain = density - this.#density;
    if (-this.#stream.exponential() < gain) {
      this.point.set(this.#proposal);
      this.#density = density;
    }
    // From nowhere to nowhere (the difference of two infinities) is no step.
    return Number.isNaN(gain) ? 0 : Math.min(1, Math.exp(gain));
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
    this.#axes = cholesky(covariance) ?? this.#axes;
  }
}
