import { ChebyshevGrid } from "../../numeric/chebyshev-grid.ts";

/** Up to so many scales a value for each is cheaper than a grid. */
const few = 50;

/** Discounted values that depend, besides the rate, on a scale alone (an age, or a parameter and the age): expensive, and asked for by many. */
export class ByScale {
  readonly #valueAt: (scale: number, delta: number) => number;
  readonly #announced: Set<number> = new Set();
  #delta = Number.NaN;
  /** With whole days many customers share a value. */
  readonly #values: Map<number, number> = new Map();
  #grid: ChebyshevGrid | undefined;

  constructor(valueAt: (scale: number, delta: number) => number) {
    this.#valueAt = valueAt;
  }

  /** Says beforehand that a value will be wanted, of those that are smooth in the logarithm of the scale: many such are interpolated. */
  announce(scale: number): void {
    if (this.#announced.size <= few) this.#announced.add(scale);
  }

  /** The value. */
  at(scale: number, delta: number): number {
    if (delta !== this.#delta) {
      this.#delta = delta;
      this.#values.clear();
      const ofLogarithm = (y: number): number => this.#valueAt(Math.exp(y), delta);
      this.#grid = this.#announced.size > few ? new ChebyshevGrid(ofLogarithm) : undefined;
    }
    let value = this.#grid?.at(Math.log(scale)) ?? Number.NaN;
    if (Number.isNaN(value)) {
      value = this.#values.get(scale) ?? this.#valueAt(scale, delta);
      this.#values.set(scale, value);
    }
    return value;
  }
}
