/** Points in which a function is taken for each cell. */
const count = 14;

/** Cells to a unit of the argument. */
const perUnit = 2;

/** What the last two coefficients may be, as a share of the largest. */
const tolerance = 1e-14;

/** Where in a cell, from -1 to 1, the points are. */
const nodes: readonly number[] = /* @__PURE__ */ Array.from({ length: count }, (_, j) =>
  Math.cos((Math.PI * (j + 0.5)) / count),
);

/**
 * A function that is analytic to a distance of 2 or more from the axis, by interpolation in Chebyshev points on cells of fixed width: what
 * is a function of a time to that of its logarithm. A cell is made when it is first asked for, at the price of fourteen values. Where its
 * coefficients do not fall to 1e-14 the value is NaN.
 */
export class ChebyshevGrid {
  readonly #f: (y: number) => number;
  readonly #cells: Map<number, readonly number[]> = new Map();

  constructor(f: (y: number) => number) {
    this.#f = f;
  }

  /** The value at y. */
  at(y: number): number {
    const cell = Math.floor(y * perUnit);
    let c = this.#cells.get(cell);
    if (c === undefined) {
      c = this.#coefficients(cell);
      this.#cells.set(cell, c);
    }
    // Clenshaw's sum.
    const u = 2 * (y * perUnit - cell) - 1;
    let next = 0;
    let after = 0;
    for (let k = count - 1; k > 0; k--) {
      const sum = 2 * u * next - after + c[k]!;
      after = next;
      next = sum;
    }
    return u * next - after + c[0]!;
  }

  #coefficients(cell: number): readonly number[] {
    const values = nodes.map((u) => this.#f((cell + 0.5 * (1 + u)) / perUnit));
    const c = nodes.map((_, k) => {
      const sum = values.reduce((total, value, j) => total + value * Math.cos((Math.PI * k * (j + 0.5)) / count), 0);
      return (sum * (k === 0 ? 1 : 2)) / count;
    });
    const largest = Math.max(...c.map(Math.abs));
    const left = Math.abs(c[count - 1]!) + Math.abs(c[count - 2]!);
    return left <= tolerance * largest ? c : c.map(() => Number.NaN);
  }
}
