/** Where high starts, and the like: every number that a class depends on. */
export interface LoyaltyCuts {
  /** Of the attitude, on its scale; `"median"` of the customers. */
  readonly attitude: number | "median" | undefined;
  /** Of repeat patronage; `"median"` likewise. */
  readonly repeat: number | "median";
  /** Of involvement or commitment, on its scale. */
  readonly involvement: number | undefined;
  /** The most banks that make a small portfolio. */
  readonly smallPortfolio: number;
  /** Banks from which on portfolios are no longer told apart. */
  readonly largestPortfolio: number;
  /** Support from which on it is high. */
  readonly support: number;
  /** Of attachment, of repeat business and of a motive, among the types. */
  readonly attachment: number;
  readonly repeatBusiness: number;
  readonly motive: number;
  /** Score from which on a stage is reached. */
  readonly stage: number;
  /** Where zones of satisfaction start, on its scale. */
  readonly indifference: number | undefined;
  readonly affection: number | undefined;
  /** Where the satisfied and the loyal start, each on its scale. */
  readonly satisfied: number | undefined;
  readonly loyal: number | undefined;
  /** Shares of all value at which a tier of value ends. */
  readonly highValue: number;
  readonly middleValue: number;
  /** Risks of churn from which on they are middling, and high. */
  readonly middleRisk: number;
  readonly highRisk: number;
}

/** The cuts where nothing says otherwise: `undefined` is for the scale to say. */
export const usualCuts: LoyaltyCuts = {
  attitude: undefined,
  repeat: 0.5,
  involvement: undefined,
  smallPortfolio: 2,
  largestPortfolio: 5,
  support: 0.5,
  attachment: 0.5,
  repeatBusiness: 0.5,
  motive: 0.5,
  stage: 0.6,
  indifference: undefined,
  affection: undefined,
  satisfied: undefined,
  loyal: undefined,
  highValue: 0.8,
  middleValue: 0.95,
  middleRisk: 0.3,
  highRisk: 0.6,
};

/** Between what each cut has to lie. */
export const cutBounds: Readonly<Record<keyof LoyaltyCuts, readonly [min: number, max: number]>> = {
  attitude: [-1000, 1000],
  repeat: [0, 1],
  involvement: [-1000, 1000],
  smallPortfolio: [1, 1000],
  largestPortfolio: [1.001, 1000],
  support: [0, 1],
  attachment: [0, 1],
  repeatBusiness: [0, 1],
  motive: [0, 1],
  stage: [0, 1],
  indifference: [-1000, 1000],
  affection: [-1000, 1000],
  satisfied: [-1000, 1000],
  loyal: [-1000, 1000],
  highValue: [0.01, 0.99],
  middleValue: [0.01, 0.999],
  middleRisk: [0, 1],
  highRisk: [0, 1],
};
