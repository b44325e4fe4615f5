import type { Ridge } from "../../statistics/maximum-likelihood.ts";
import type { Transform } from "../../statistics/transforms.ts";
import type { CovariateMoments } from "../transactions/estimate-process.ts";
import type { Coefficient } from "./coefficients.ts";
import type { Action } from "./covariate-estimation.ts";

/**
 * The space in which the optimiser works: the parameters of a customer with mean covariates, and the effects of a standard deviation each. The
 * natural parameters are still those at z = 0, and coefficients.
 */
export function centredTransform(
  plain: Transform,
  actions: readonly Action[],
  moments: readonly CovariateMoments[],
): Transform {
  const { size } = plain;
  const at = actions.map(({ column }) => moments[column]!);
  const shifts = new Float64Array(size);
  /** Fills in how far, in logarithms, parameters at the mean are from those at 0, given the coefficients. */
  const shift = (coefficientOf: (c: number) => number): void => {
    shifts.fill(0);
    actions.forEach(({ on }, c) => {
      for (const { parameter, sign } of on) shifts[parameter]! += sign * coefficientOf(c) * at[c]!.mean;
    });
  };
  const centre = new Float64Array(size);
  return {
    size: size + actions.length,
    signed: actions.map((_, c) => size + c),
    space: () => "centred",
    toNatural: (working, natural) => {
      plain.toNatural(working, natural, 0);
      actions.forEach((_, c) => {
        natural[size + c] = working[size + c]! / at[c]!.deviation;
      });
      shift((c) => natural[size + c]!);
      for (let i = 0; i < size; i++) natural[i]! *= Math.exp(-shifts[i]!);
    },
    toWorking: (natural, working) => {
      shift((c) => natural[size + c]!);
      for (let i = 0; i < size; i++) centre[i] = natural[i]! * Math.exp(shifts[i]!);
      plain.toWorking(centre, working, 0);
      actions.forEach((_, c) => {
        working[size + c] = natural[size + c]! * at[c]!.deviation;
      });
    },
    jacobian: (natural, jacobian) => {
      shift((c) => natural[size + c]!);
      for (let i = 0; i < size; i++) centre[i] = natural[i]! * Math.exp(shifts[i]!);
      for (const row of jacobian) row.fill(0);
      plain.jacobian(centre, jacobian, 0);
      for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) jacobian[i]![j]! *= Math.exp(-shifts[i]!);
      actions.forEach(({ on }, c) => {
        const { mean, deviation } = at[c]!;
        for (const { parameter, sign } of on) {
          jacobian[parameter]![size + c]! -= (natural[parameter]! * sign * mean) / deviation;
        }
        jacobian[size + c]![size + c] = 1 / deviation;
      });
    },
  };
}

/**
 * Where coefficients may run to infinity: a step by which the parameters at one end of a covariate move by a factor of ten, those at the other
 * end not at all, and the likelihood does not fall. Two parameters of a beta distribution may do so together.
 */
export function separationRidges(
  coefficients: readonly Coefficient[],
  actions: readonly Action[],
  transform: Transform,
  moments: readonly CovariateMoments[],
): readonly Ridge[] {
  const alone = actions.map((_, c) => [c]);
  const multiplied = (c: number): boolean => actions[c]!.on.every(({ sign }) => sign === 1);
  const together = actions.flatMap(({ column }, c) =>
    actions.flatMap((other, d) => (d > c && other.column === column && multiplied(c) && multiplied(d) ? [[c, d]] : [])),
  );
  return [...alone, ...together].flatMap((moving) => {
    const { covariate } = coefficients[moving[0]!]!;
    const { least: low, most: high } = moments[actions[moving[0]!]!.column]!;
    const parameters = moving.flatMap((c) => coefficients[c]!.parameters);
    const limit = {
      code: "separation",
      message: `The data do not bound the effect of ${covariate} on ${parameters.join(" and ")}: among customers at one end of it these parameters stand at a limit, or cannot be seen. Predictions remain valid; the coefficient and the parameters mean nothing one by one. Leave ${covariate} away there, or hold it by a penalty (penalty: { l2: 0.01 }).`,
    };
    return ([1, -1] as const).flatMap((towards) =>
      [low, high].map(
        (still): Ridge => ({
          axis: transform.size - actions.length + moving[0]!,
          besides: moving.slice(1).map((c) => transform.size - actions.length + c),
          towards,
          limit,
          move: stepAlong(moving, actions, transform, (towards * Math.LN10) / (high - low), still),
        }),
      ),
    );
  });
}

/** A step of some coefficients that leaves customers alone whose covariate is `still`. */
function stepAlong(
  moving: readonly number[],
  actions: readonly Action[],
  transform: Transform,
  step: number,
  still: number,
): (point: Float64Array) => Float64Array {
  const natural = new Float64Array(transform.size);
  return (point) => {
    transform.toNatural(point, natural, 0);
    for (const c of moving) {
      natural[transform.size - actions.length + c]! += step;
      for (const { parameter, sign } of actions[c]!.on) natural[parameter]! *= Math.exp(-sign * step * still);
    }
    const moved = new Float64Array(transform.size);
    transform.toWorking(natural, moved, 0);
    return moved;
  };
}
