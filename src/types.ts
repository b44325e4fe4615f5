/** A column of numbers, one entry a row, every entry finite. */
export type Column = Float64Array | readonly number[];

/** A column in which `null` says "missing" or "does not exist for this row". It is the only way to say so. */
export type NullableColumn = readonly (number | null)[];

/** Something the reader of a result should know: poor data, a weakly determined estimate, a limit that was reached. */
export interface Warning {
  /** A kebab-case code for programs. */
  readonly code: string;
  /** A sentence for people that also says what to do. */
  readonly message: string;
  /** How many rows or customers it concerns, where that makes sense. */
  readonly count?: number | undefined;
}

/** The name of a class (a tier, a segment, a quadrant) in English and Chinese. */
export interface ClassName {
  /** English, or as the caller named it. */
  readonly label: string;
  /** Chinese term (中文名称); the same as `label` where the caller gave none. */
  readonly labelZh: string;
}

/** The class of one customer: which rule gave it, and how close the call was. */
export interface Classification extends ClassName {
  /** Index of the rule that fired, in the order the method documents. */
  readonly rule: number;
  /** Distance to the nearest boundary, in the unit the method documents. */
  readonly distance: number;
}

/**
 * The classes of many customers (分类列): the connecting piece of the library. Tiers, segments and quadrants return it;
 * cross tables, profiles, migration and drift take it.
 */
export interface ClassColumn {
  /** The classes in their order (best first where there is an order of merit). */
  readonly classes: readonly ClassName[];
  /** For each customer the index of the class in `classes`. */
  readonly codes: Uint16Array;
  /** For each customer the index of the rule that fired, in the order the method documents. */
  readonly rules: Uint16Array;
  /** For each customer the distance to the nearest boundary, in the unit the method documents. */
  readonly distances: Float64Array;
  /** Customer ids, where the caller gave them. */
  readonly customers?: readonly string[] | undefined;
  /** `false` where no class is better than another (styles, types, clusters), so that customers move between them and neither up nor down. */
  readonly ordered?: boolean | undefined;
}

/** What every estimator returns: the model, and how the estimation went. Plain JSON. */
export interface Fit<M> {
  /** The fitted model: a frozen, JSON-safe object. */
  readonly model: M;
  /** Whether the optimum was reached to the stated accuracy. */
  readonly converged: boolean;
  /** Iterations of the optimiser, all starts together. */
  readonly iterations: number;
  /** Distinct rows that entered the estimation. */
  readonly rows: number;
  /** What the reader should know about these estimates. */
  readonly warnings: readonly Warning[];
}

/** An interval of a parameter on its natural scale. */
export interface ParameterInterval {
  /** Lower end. */
  readonly lower: number;
  /** Upper end. */
  readonly upper: number;
}

/** A penalty that coefficients of covariates were estimated with (惩罚项). */
export interface CoefficientPenalty {
  /** Weight of the sum of their absolute values. */
  readonly l1: number;
  /** Weight of the sum of their squares. */
  readonly l2: number;
  /** Whether they counted per standard deviation of their covariate. */
  readonly standardize: boolean;
}

/** A fit by maximum likelihood. What does not exist (the covariance on a ridge) is `null`. */
export interface LikelihoodFit<M> extends Fit<M> {
  /** Customers behind the rows (the sum of the weights). */
  readonly customers: number;
  /** Log-likelihood at the optimum, the plain sum over customers. */
  readonly logLikelihood: number;
  /** Largest absolute entry of the gradient at the optimum, per customer, in the optimiser's space, coordinates at a limit apart. */
  readonly gradientNorm: number;
  /** Names of the parameters, in the order of `covariance`. */
  readonly parameterNames: readonly string[];
  /**
   * Covariance of the parameters on their natural scale; `null` where the information matrix has no inverse, an entry would be
   * beyond the range of numbers, or a parameter stands at a limit (a warning says which).
   */
  readonly covariance: readonly (readonly number[])[] | null;
  /**
   * Standard errors on the natural scale, by parameter; `null` where the information matrix has no inverse. A parameter that stands at
   * a limit has none and is not among them (`null` where they all do); the errors of the others are those of the limiting model.
   */
  readonly standardErrors: Readonly<Record<string, number>> | null;
  /**
   * 95 % intervals by parameter, made on the log scale of each: estimate · exp(±1.96 standard error / estimate), so that they stay
   * above 0; coefficients of covariates, which may be negative, have symmetric ones. `null`, or without a parameter, as above.
   */
  readonly intervals: Readonly<Record<string, ParameterInterval>> | null;
  /** The optimum and its covariance in the optimiser's space, which `laplaceDraws` samples; zeros for a coordinate at a limit. */
  readonly working: {
    /** The coordinates of that space, in words: `"ln r, ln r/alpha, ..."`. */
    readonly space: string;
    readonly estimate: readonly number[];
    readonly covariance: readonly (readonly number[])[] | null;
  };
  /** The penalty, where coefficients of covariates were estimated with one: `logLikelihood` is then below its maximum. */
  readonly penalty?: CoefficientPenalty | undefined;
}

/** A model, or the fit that holds it: every verb takes either. */
export type Fitted<M> = M | { readonly model: M };
