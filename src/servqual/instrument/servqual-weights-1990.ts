/** Weights of the dimensions of service quality with their source: data, not law. Ask your own customers where you can. */
export interface ServqualWeights {
  /** Points by dimension, 100 in all. */
  readonly points: Readonly<Record<string, number>>;
  /** Where they come from. */
  readonly source: string;
}

/**
 * Mean points that customers of American service firms gave the five dimensions when they shared out 100 (维度重要性权重). Nothing in the package
 * uses them unless they are passed as `weights`.
 *
 * @example
 * ```ts
 * import { servqualWeights1990 } from "customer-equity/servqual";
 * console.log(servqualWeights1990.points["reliability"]); // 32
 * ```
 */
export const servqualWeights1990: ServqualWeights = {
  points: { tangibles: 11, reliability: 32, responsiveness: 22, assurance: 19, empathy: 16 },
  source: "Zeithaml, Parasuraman & Berry (1990), Delivering Quality Service",
};
