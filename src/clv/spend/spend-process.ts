import type { RandomStream } from "../../numeric/random.ts";
import type { ParameterDefinition } from "../models.ts";
import type { SpendRows } from "./spend-rows.ts";

/** Draws `count` amounts of the customer in row i. */
export type SpendDrawer = (i: number, count: number, stream: RandomStream) => number[];

/** What a model makes of one customer: everything that generic verbs report. */
export interface SpendView {
  /** What a future purchase is expected to bring; `Infinity` where the mean does not exist. */
  readonly expected: number;
  /** Weight of the customer's own mean in it; `null` where it is no weighted mean, as the mean of all customers is infinite. */
  readonly ownWeight: number | null;
  /** The mean of all customers (like this one), which has the other weight. */
  readonly populationMean: number;
}

/** A model of spend, as the generic verbs see it. */
export interface SpendProcess<M> {
  readonly kind: string;
  readonly parameters: readonly ParameterDefinition[];
  readonly make: (parameters: never) => M;
  /** Has a unit of time. */
  readonly unit?: "time" | undefined;
  /** The smallest mean that is taken as it is; one below it counts as this. */
  readonly lowest: (model: M) => number;
  /** The expectation of the customer in row i, and what it is made of. */
  readonly view: (model: M, rows: SpendRows, i: number) => SpendView;
  /** The expectation of each customer, the same as in `view`, written into `out`. */
  readonly means: (model: M, rows: SpendRows, out: Float64Array) => void;
  /** The amount that the next purchase of each customer exceeds with even odds, written into `out`. */
  readonly medians: (model: M, rows: SpendRows, out: Float64Array) => void;
  /** Draws amounts given the rows; without them, of customers drawn at random. */
  readonly drawer: (model: M, rows: SpendRows | undefined) => SpendDrawer;
}
