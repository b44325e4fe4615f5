import { ChebyshevGrid } from "../../numeric/chebyshev-grid.ts";

/** Discounted values that depend, besides the rate, on a scale alone (an age, or a parameter and the age): expensive, and asked for by many. */
export class ByScale {
  readonly #valueAt: (scale: number, delta: number) => number;
  readonly #interpolated: boolean;
  #delta = Number.NaN;
  /** With whole days many customers share a value. */
  readonly #values: Map<number, number> = new Map();
  #grid: ChebyshevGrid | undefined;

  /** Values that are smooth in the logarithm of the scale may be interpolated, which pays where the rate seldom changes. */
  constructor(valueAt: (scale: number, delta: number) => number, interpolated: boolean) {
    this.#valueAt = valueAt;
    this.#interpolated = interpolated;
  }

  /** The value. */
  at(scale: number, delta: number): number {
    if (delta !== this.#delta) {
      this.#delta = delta;
      this.#values.clear();
      this.#grid = this.#interpolated ? new ChebyshevGrid((y) => this.#valueAt(Math.exp(y), delta)) : undefined;
    }
    let value = this.#grid?.at(Math.log(scale)) ?? Number.NaN;
    if (Number.isNaN(value)) {
      value = this.#values.get(scale) ?? this.#valueAt(scale, delta);
      this.#values.set(scale, value);
    }
    return value;
  }
}
