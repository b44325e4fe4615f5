import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import type { Column } from "../../types.ts";
import { requireVolumes, type Volumes } from "./volumes.ts";

/** Options of {@link topShare}. */
export interface TopShareOptions {
  /** Share of customers at the top: 0.2 means the largest 20 %. */
  readonly top: number;
  /**
   * What to do where that is no whole number of customers: take a part of the next one, take all of it, or none.
   * @defaultValue "interpolate"
   */
  readonly rounding?: "interpolate" | "ceil" | "floor" | undefined;
}

/** Noise of a product of a count and a share: 70 × 0.1 is 7.000000000000001 in floating point. */
const countNoise = 1e-9;

/** A cumulative share within this part of the asked one counts as reached. */
const shareNoise = 1e-12;

/**
 * Share of the business that the largest customers hold (头部客户占比): "20 % of the customers hold 80 %".
 *
 * The k = n · top largest values over the sum of all; a part of a customer counts with that part of the value.
 *
 * @param values - One volume a customer, at least 0.
 * @param options - `top`, the share of customers; `rounding`.
 * @returns A share in [0, 1].
 * @throws InputError `out-of-range` for a share outside [0, 1] or a negative volume, `zero-variance` where the sum is 0.
 * @remarks There is no standard twin; R users sort and cumulate.
 * @example
 * ```ts
 * import { topShare } from "customer-equity/segmentation";
 * console.log(topShare([400, 200, 120, 90, 60, 50, 30, 25, 15, 10], { top: 0.2 })); // 0.6
 * ```
 */
export function topShare(values: Column, options: TopShareOptions): number {
  const { top, rounding = "interpolate" } = requireOptions(options);
  requireNumber(top, "options.top", { min: 0, max: 1 });
  requireOneOf(rounding, "options.rounding", ["interpolate", "ceil", "floor"]);
  return topShareOf(requireVolumes(values), top, rounding);
}

/** Top share of checked volumes. */
export function topShareOf(volumes: Volumes, top: number, rounding?: TopShareOptions["rounding"]): number {
  return Math.min(1, topSum(volumes, top, rounding) / volumes.total);
}

/** Sum of the `top` share of the largest, a loss among them included. */
export function topSum(
  { descending, cumulative }: Volumes,
  top: number,
  rounding: TopShareOptions["rounding"] = "interpolate",
): number {
  const exact = descending.length * top;
  const nearest = Math.round(exact);
  let count = Math.abs(exact - nearest) <= countNoise ? nearest : exact;
  if (rounding === "ceil") count = Math.ceil(count);
  if (rounding === "floor") count = Math.floor(count);
  const whole = Math.floor(count);
  const part = count > whole ? (count - whole) * descending[whole]! : 0;
  return cumulative[whole]! + part;
}

/** Options of {@link customersForShare}. */
export interface CustomersForShareOptions {
  /** Share of the business: 0.8 means 80 %. */
  readonly share: number;
}

/** How few customers hold a share of the business. */
export interface CustomersForShare {
  /** The smallest number of customers. */
  readonly count: number;
  /** That number as a share of all customers. */
  readonly share: number;
}

/**
 * The smallest number of customers who hold a share of the business together (达到某业务占比所需的最少客户).
 *
 * @param values - One volume a customer, at least 0.
 * @param options - `share` of the business, in (0, 1].
 * @returns Their number, and their share of all customers.
 * @throws InputError `out-of-range` for a share outside (0, 1] or a negative volume, `zero-variance` where the sum is 0.
 * @remarks The inverse of `topShare` on whole customers.
 * @example
 * ```ts
 * import { customersForShare } from "customer-equity/segmentation";
 * console.log(customersForShare([400, 200, 120, 90, 60, 50, 30, 25, 15, 10], { share: 0.8 }).count); // 4
 * ```
 */
export function customersForShare(values: Column, options: CustomersForShareOptions): CustomersForShare {
  const { share } = requireOptions(options);
  requireNumber(share, "options.share", { min: 0, openMin: true, max: 1 });
  return customersForShareOf(requireVolumes(values), share);
}

/** The same for checked volumes. */
export function customersForShareOf({ descending, cumulative, total }: Volumes, share: number): CustomersForShare {
  const target = share * total * (1 - shareNoise);
  let count = 0;
  while (cumulative[count]! < target) count++;
  return { count, share: count / descending.length };
}
