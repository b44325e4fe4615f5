/** Functions are expanded about multiples of 1 / points: a fixed grid, so that a value does not depend on what else is asked for. */
const points = 64;

/** The last of them in use: near the end of the range other solutions of a differential equation swell in the coefficients. */
const lastPoint = 60;

/** Terms of an expansion that are summed; two more say how much they leave out. */
const terms = 12;

/** What may be left out, as a share of the value. */
const tolerance = 2 ** -54;

/** Stand for an expansion that was not asked for yet, and for one that is not accurate. Others begin as copies: arrays of doubles. */
const untried: readonly number[] = /* @__PURE__ */ Array.from({ length: terms + 2 }, () => Number.NaN);
const inaccurate: readonly number[] = /* @__PURE__ */ untried.slice();

/** Writes the first Taylor coefficients of a function about a point, as many as there is room for; NaN where it cannot. */
export type Expand = (center: number, coefficients: number[]) => void;

/**
 * A function on [0, 1) that is analytic there, by Taylor expansions about the points of a fixed grid. Each is made when it is first asked
 * for, at the price of a few values in an expensive form; from then on a value costs a dozen multiplications. Where an expansion does not
 * show full accuracy (near a singularity, or where the function bends sharply) the value is NaN: there the expensive form is to be taken.
 * What an expansion leaves out is below one rounding.
 */
export class TaylorGrid {
  readonly #expand: Expand;
  readonly #expansions: (readonly number[])[] = new Array(points + 1).fill(untried);

  constructor(expand: Expand) {
    this.#expand = expand;
  }

  /** The value at z, 0 <= z <= 1; NaN where there is no accurate expansion. */
  at(z: number): number {
    const nearest = nearestPoint(z);
    if (this.#expansions[nearest] === untried) this.#expansions[nearest] = this.#made(nearest);
    return this.known(z);
  }

  /** The same, but NaN also where the expansion has not been made yet: it makes none, which keeps inner loops short. */
  known(z: number): number {
    const c = this.#expansions[nearestPoint(z)]!;
    const u = z - c[12]!;
    const u2 = u * u;
    const u4 = u2 * u2;
    const low = c[0]! + c[1]! * u + (c[2]! + c[3]! * u) * u2;
    const middle = c[4]! + c[5]! * u + (c[6]! + c[7]! * u) * u2;
    const high = c[8]! + c[9]! * u + (c[10]! + c[11]! * u) * u2;
    return low + u4 * (middle + u4 * high);
  }

  /** The coefficients about a point, and behind them the point. Next to 0 that is 0, about which what vanishes there keeps its digits. */
  #made(nearest: number): readonly number[] {
    const [center, reach] = nearest === 1 ? [0, 1.5 / points] : [nearest / points, 0.5 / points];
    const made = untried.slice();
    if (nearest <= lastPoint) this.#expand(center, made);
    const size = Math.abs(made[0] === 0 ? made[1]! * reach : made[0]!);
    const reach6 = reach * reach * reach * reach * reach * reach;
    const left = (Math.abs(made[terms]!) + Math.abs(made[terms + 1]!) * reach) * reach6 * reach6;
    made[terms] = center;
    return left <= tolerance * size ? made : inaccurate;
  }
}

/** Its index. A number in the code is faster than a constant of the module. */
function nearestPoint(z: number): number {
  return (z * 64 + 0.5) | 0;
}
