/** Logarithms of gaps between purchases in a unit of so many days; those of whole days, of which there are few, are kept. */
export class GapLogarithms {
  readonly #unit: number;
  /** By gap; 0 where nobody asked, or where it is one unit. */
  readonly #known: Float64Array;

  /** For so many gaps. */
  constructor(unit: number, gaps: number) {
    this.#unit = unit;
    this.#known = new Float64Array(Math.min(gaps, 4096));
  }

  of(gap: number): number {
    const days = gap | 0;
    if (days !== gap || days >= this.#known.length) return Math.log(gap / this.#unit);
    if (this.#known[days] === 0) this.#known[days] = Math.log(gap / this.#unit);
    return this.#known[days]!;
  }
}
