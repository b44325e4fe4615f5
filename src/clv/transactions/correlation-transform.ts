import { exponentialSide } from "../../numeric/correlated-pareto-kernel.ts";
import { gammaTransform, sideBySide, type Transform } from "../../statistics/transforms.ts";
import { type CorrelationBounds, correlationBounds } from "./correlation-density.ts";

/** The bounds of m at (r, alpha, s, beta), with their derivatives by these four. */
export function boundsAt(natural: ArrayLike<number>, at = 0): Bounds {
  const purchase = exponentialSide(natural[at]!, natural[at + 1]!, 1);
  const attrition = exponentialSide(natural[at + 2]!, natural[at + 3]!, 1);
  const bounds = correlationBounds(purchase, attrition);
  const carry = ([byA, byB]: readonly [number, number]): readonly number[] => [
    byA * purchase.byShape,
    byA * purchase.byRate,
    byB * attrition.byShape,
    byB * attrition.byRate,
  ];
  return {
    lower: bounds.lower,
    upper: bounds.upper,
    lowerSlopes: carry(bounds.lowerBy),
    upperSlopes: carry(bounds.upperBy),
  };
}

interface Bounds extends Pick<CorrelationBounds, "lower" | "upper"> {
  readonly lowerSlopes: readonly number[];
  readonly upperSlopes: readonly number[];
}

/** The coordinate of m at a bound: the logistic function of it is 1, or 0, to the last digit. */
export const farOut = 40;

const rates = /* @__PURE__ */ sideBySide(gammaTransform, gammaTransform);

/**
 * The space in which a correlated model is told: that of Pareto/NBD, and where m lies between its bounds, as a logit. Every point is a
 * legal model.
 */
export const correlationTransform: Transform = {
  size: 5,
  signed: [4],
  space: (names, at) => `${rates.space(names, at)}, logit ${names[at + 4]} between its bounds`,
  toNatural: (working, natural, at) => {
    rates.toNatural(working, natural, at);
    const { lower, upper } = boundsAt(natural, at);
    const odds = Math.exp(-Math.abs(working[at + 4]!));
    const least = (upper - lower) * (odds / (1 + odds));
    natural[at + 4] = working[at + 4]! > 0 ? upper - least : lower + least;
  },
  toWorking: (natural, working, at) => {
    rates.toWorking(natural, working, at);
    const { lower, upper } = boundsAt(natural, at);
    const logit = Math.log(Math.max(0, natural[at + 4]! - lower)) - Math.log(Math.max(0, upper - natural[at + 4]!));
    working[at + 4] = Math.min(farOut, Math.max(-farOut, logit));
  },
  jacobian: (natural, jacobian, at) => {
    rates.jacobian(natural, jacobian, at);
    const { lower, upper, lowerSlopes, upperSlopes } = boundsAt(natural, at);
    const share = (natural[at + 4]! - lower) / (upper - lower);
    for (let j = 0; j < 4; j++) {
      let slope = 0;
      for (let i = 0; i < 4; i++) {
        slope += ((1 - share) * lowerSlopes[i]! + share * upperSlopes[i]!) * (jacobian[at + i]![at + j] ?? 0);
        jacobian[at + i]![at + 4] = 0;
      }
      jacobian[at + 4]![at + j] = slope;
    }
    jacobian[at + 4]![at + 4] = (upper - lower) * share * (1 - share);
  },
};
