/** What this room exports, with the tables around it: the engine takes those for constants only so. */
const exponentials: {
  readonly log: (ratio: number) => number;
  readonly exp: (y: number) => number;
} = /* @__PURE__ */ (() => {
  /** Steps of the tables: to a unit for logarithms, to an octave for exponentials. */
  const steps = 256;
  const inverses = Float64Array.from({ length: steps + 1 }, (_, k) => steps / Math.max(1, k));
  const logs = inverses.map((inverse) => -Math.log(inverse));
  const roots = Float64Array.from({ length: steps }, (_, k) => 2 ** (k / steps));
  const halves = Float64Array.from({ length: 128 }, (_, k) => 2 ** -k);
  /** A step in nats, in two parts, of which the first has so few digits that multiples of it are exact. */
  const [head, tail] = [0.6931471803691238 / steps, 1.9082149292705877e-10 / steps] as const;
  const stepsPerNat = steps / Math.LN2;

  return {
    log: (ratio) => {
      const nearest = (ratio * steps + 0.5) | 0;
      const t = (ratio - nearest * (1 / steps)) * inverses[nearest]!;
      const t2 = t * t;
      const rest = 1 / 3 - t * (1 / 4) + t2 * (1 / 5 - t * (1 / 6) + t2 * (1 / 7 - t * (1 / 8)));
      return logs[nearest]! + (t - t2 * (0.5 - t * rest));
    },
    exp: (y) => {
      if (!(y <= 0 && y >= -88)) return Math.exp(y);
      const nearest = (y * stepsPerNat - 0.5) | 0;
      const t = y - nearest * head - nearest * tail;
      const t2 = t * t;
      const power = roots[nearest & (steps - 1)]! * halves[-(nearest >> 8)]!;
      return power * (1 + (t + t2 * (0.5 + t * (1 / 6) + t2 * (1 / 24))));
    },
  };
})();

/** ln of a ratio from 1/8 to 1, to within 5e-16. */
const fastLog: (ratio: number) => number = exponentials.log;

/**
 * e^y for y <= 0, to within 6e-16 of it, by tables of powers of 2 and a short series. The engine's own is as good; but it decides by
 * comparisons which form to take, as its logarithm does, and where arguments come in any order the processor guesses those wrong, which
 * doubles their price. Below -88 it is the engine's.
 */
export const fastExp: (y: number) => number = exponentials.exp;

/**
 * ln of (part / (part + rest))^power, part > 0, rest >= 0, power >= 0, in the same manner: exact to within 6e-16 of the power. Where that
 * is large, or the part small, by the engine's logarithm.
 */
export function logShare(part: number, rest: number, power: number): number {
  const share = part / (part + rest);
  return power <= 256 && share >= 0.125 ? power * fastLog(share) : -power * Math.log1p(rest / part);
}
