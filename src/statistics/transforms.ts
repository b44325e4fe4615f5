/**
 * A change of variables between the natural parameters of a model (positive, but for the `signed` ones) and the unbounded space in which
 * they are estimated. The pairs separate what data determine well (a mean) from what they determine weakly (a shape), so
 * that ridges of the likelihood lie along one axis.
 */
export interface Transform {
  /** How many parameters. */
  readonly size: number;
  /** The coordinates of the working space, in words, for parameters of the given names from index `at`. */
  readonly space: (names: readonly string[], at: number) => string;
  /** Natural parameters of a point, written into `natural` from index `at`. */
  readonly toNatural: (working: ArrayLike<number>, natural: Float64Array, at: number) => void;
  /** The point of natural parameters, written into `working` from index `at`. */
  readonly toWorking: (natural: ArrayLike<number>, working: Float64Array, at: number) => void;
  /** Writes `d natural[at + i] / d working[at + j]` into `jacobian[at + i][at + j]`. */
  readonly jacobian: (natural: ArrayLike<number>, jacobian: Float64Array[], at: number) => void;
  /** Adds to `hessian` the second derivatives of the natural parameters, each times its entry of `slopes`. */
  readonly bend?:
    | ((natural: ArrayLike<number>, slopes: ArrayLike<number>, hessian: Float64Array[], at: number) => void)
    | undefined;
  /** Natural parameters that may be 0 or negative; their intervals are symmetric. */
  readonly signed?: readonly number[] | undefined;
  /** Working coordinates that are no logarithm or logit, but a quantity with a unit of its own. */
  readonly linear?: readonly number[] | undefined;
}

/** Shape and rate of a gamma distribution, estimated as (ln shape, ln mean) with mean = shape / rate. */
export const gammaTransform: Transform = {
  size: 2,
  space: (names, at) => `ln ${names[at]}, ln ${names[at]}/${names[at + 1]}`,
  toNatural: (working, natural, at) => {
    natural[at] = Math.exp(working[at]!);
    natural[at + 1] = Math.exp(working[at]! - working[at + 1]!);
  },
  toWorking: (natural, working, at) => {
    working[at] = Math.log(natural[at]!);
    working[at + 1] = Math.log(natural[at]!) - Math.log(natural[at + 1]!);
  },
  jacobian: (natural, jacobian, at) => {
    jacobian[at]![at] = natural[at]!;
    jacobian[at]![at + 1] = 0;
    jacobian[at + 1]![at] = natural[at + 1]!;
    jacobian[at + 1]![at + 1] = -natural[at + 1]!;
  },
  bend: (natural, slopes, hessian, at) => {
    const byRate = slopes[at + 1]! * natural[at + 1]!;
    hessian[at]![at]! += slopes[at]! * natural[at]! + byRate;
    hessian[at]![at + 1]! -= byRate;
    hessian[at + 1]![at]! -= byRate;
    hessian[at + 1]![at + 1]! += byRate;
  },
};

/** The two parameters of a beta distribution, estimated as (logit mean, ln precision) with precision = a + b. */
export const betaTransform: Transform = {
  size: 2,
  space: (names, at) => `logit ${names[at]}/(${names[at]}+${names[at + 1]}), ln (${names[at]}+${names[at + 1]})`,
  toNatural: (working, natural, at) => {
    const odds = Math.exp(-Math.abs(working[at]!));
    const precision = Math.exp(working[at + 1]!);
    const small = (precision * odds) / (1 + odds);
    const large = precision / (1 + odds);
    natural[at] = working[at]! < 0 ? small : large;
    natural[at + 1] = working[at]! < 0 ? large : small;
  },
  toWorking: (natural, working, at) => {
    working[at] = Math.log(natural[at]!) - Math.log(natural[at + 1]!);
    working[at + 1] = Math.log(natural[at]! + natural[at + 1]!);
  },
  jacobian: (natural, jacobian, at) => {
    const a = natural[at]!;
    const b = natural[at + 1]!;
    const tilt = (a / (a + b)) * b;
    jacobian[at]![at] = tilt;
    jacobian[at]![at + 1] = a;
    jacobian[at + 1]![at] = -tilt;
    jacobian[at + 1]![at + 1] = b;
  },
  bend: (natural, slopes, hessian, at) => {
    const a = natural[at]!;
    const b = natural[at + 1]!;
    const tilt = (a / (a + b)) * b * (slopes[at]! - slopes[at + 1]!);
    hessian[at]![at]! += tilt * ((b - a) / (a + b));
    hessian[at]![at + 1]! += tilt;
    hessian[at + 1]![at]! += tilt;
    hessian[at + 1]![at + 1]! += slopes[at]! * a + slopes[at + 1]! * b;
  },
};

/** Several transforms side by side. */
export function sideBySide(...parts: readonly Transform[]): Transform {
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, part) => sum + part.size, 0));
  const indices = (which: "signed" | "linear"): number[] =>
    parts.flatMap((part, k) => (part[which] ?? []).map((i) => i + starts[k]!));
  return {
    size: parts.reduce((sum, part) => sum + part.size, 0),
    signed: indices("signed"),
    linear: indices("linear"),
    space: (names, at) => parts.map((part, i) => part.space(names, at + starts[i]!)).join(", "),
    toNatural: (working, natural, at) => {
      parts.forEach((part, i) => {
        part.toNatural(working, natural, at + starts[i]!);
      });
    },
    toWorking: (natural, working, at) => {
      parts.forEach((part, i) => {
        part.toWorking(natural, working, at + starts[i]!);
      });
    },
    jacobian: (natural, jacobian, at) => {
      parts.forEach((part, i) => {
        part.jacobian(natural, jacobian, at + starts[i]!);
      });
    },
    bend: parts.every(({ bend }) => bend !== undefined)
      ? (natural, slopes, hessian, at) => {
          parts.forEach((part, i) => {
            part.bend!(natural, slopes, hessian, at + starts[i]!);
          });
        }
      : undefined,
  };
}
