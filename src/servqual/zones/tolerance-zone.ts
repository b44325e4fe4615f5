import { requireNumber, requireOptions } from "../../checks.ts";
import { InputError } from "../../errors.ts";
import { largestAnswer } from "../../survey/answers.ts";
import type { Classification, ClassName } from "../../types.ts";

/** Three levels of a service on one scale. */
export interface ServiceLevels {
  /** The lowest level that customers accept (适当服务). */
  readonly adequate: number;
  /** The level that they would like to get (理想服务), not below the adequate one. */
  readonly desired: number;
  /** The level that they get (感知服务). */
  readonly perceived: number;
}

/** Where a service stands in the zone between adequate and desired. */
export interface ToleranceZone {
  /** Service adequacy, perceived less adequate (服务适当度 MSA); below 0 the service is not accepted. */
  readonly adequacy: number;
  /** Service superiority, perceived less desired (服务优异度 MSS); above 0 the service is better than wished for. */
  readonly superiority: number;
  /** Width of the zone, desired less adequate (容忍区间宽度). */
  readonly width: number;
  /** Place of the perceived level in the zone: 0 at adequate, 1 at desired; `null` where the zone has no width. */
  readonly position: number | null;
  /**
   * The band: `below-adequate` (低于适当服务: competitive disadvantage, 竞争劣势), `within` (容忍区间内: competitive advantage, 竞争优势),
   * `above-desired` (高于理想服务: customer franchise, 客户忠诚优势). `rule`: 0 below, 1 within, 2 above; `distance`: to the nearer of both
   * levels, in points of the scale.
   */
  readonly band: Classification;
}

/** The bands by number of their rule. */
export const bandNames: readonly ClassName[] = [
  { label: "below-adequate", labelZh: "低于适当服务" },
  { label: "within", labelZh: "容忍区间内" },
  { label: "above-desired", labelZh: "高于理想服务" },
];

/** How far apart, as a part of their size, two levels count as equal: the noise of means. */
const tieTolerance = 1e-9;

/**
 * The zone of tolerance (容忍区间) of one service: how the perceived level stands between the lowest that customers accept and the one that they
 * would like.
 *
 * With A adequate, D desired, P perceived: adequacy P − A, superiority P − D, width D − A, position (P − A) / (D − A). Below where P < A, within
 * where A ≤ P ≤ D, above where P > D; levels that differ by no more than 1e-9 of their size (1 at the least) are equal.
 *
 * @param levels - The three levels on one scale: of one customer, or means.
 * @returns Adequacy, superiority, width, position, and the band with the rule that gave it.
 * @throws InputError `not-finite` for a level that is no number, `out-of-range` for a desired level below the adequate one.
 * @remarks Sources: Zeithaml, Berry & Parasuraman (1993), Journal of the Academy of Marketing Science 21(1); Parasuraman, Zeithaml & Berry
 * (1994), Journal of Retailing 70(3). Twins: none. For a survey see `toleranceZones`.
 * @example
 * ```ts
 * import { toleranceZone } from "customer-equity/servqual";
 * const { position, band } = toleranceZone({ adequate: 5.2, desired: 6.6, perceived: 5.8 });
 * console.log(position!.toFixed(4), band.label, band.labelZh, band.distance.toFixed(1)); // 0.4286 within 容忍区间内 0.6
 * ```
 */
export function toleranceZone(levels: ServiceLevels): ToleranceZone {
  const { adequate, desired, perceived } = requireOptions(levels, "levels");
  for (const [name, level] of Object.entries({ adequate, desired, perceived })) {
    requireNumber(level, `levels.${name}`, { min: -largestAnswer, max: largestAnswer });
  }
  if (isInverted(adequate, desired)) refuseInverted("levels.desired", adequate, desired);
  return zoneOf({ adequate, desired, perceived });
}

/** The zone of levels that are known to be in order. */
export function zoneOf(levels: ServiceLevels): ToleranceZone {
  const { adequate, desired, perceived } = levels;
  const rule = bandRule(adequate, desired, perceived);
  const width = Math.max(0, desired - adequate);
  return {
    adequacy: perceived - adequate,
    superiority: perceived - desired,
    width,
    position: width > slack(desired) ? (perceived - adequate) / width : null,
    band: { ...bandNames[rule]!, rule, distance: bandDistance(adequate, desired, perceived) },
  };
}

/** 0 below, 1 within, 2 above the zone. */
export function bandRule(adequate: number, desired: number, perceived: number): 0 | 1 | 2 {
  if (perceived < adequate - slack(adequate)) return 0;
  return perceived > desired + slack(desired) ? 2 : 1;
}

/** How far the perceived level is from the nearer end of the zone; 0 on it. */
export function bandDistance(adequate: number, desired: number, perceived: number): number {
  const toAdequate = Math.abs(perceived - adequate);
  const toDesired = Math.abs(perceived - desired);
  if (toAdequate <= slack(adequate) || toDesired <= slack(desired)) return 0;
  return Math.min(toAdequate, toDesired);
}

/** Whether the desired level lies below the adequate one. */
export function isInverted(adequate: number, desired: number): boolean {
  return desired < adequate - slack(adequate);
}

/** Refuses a desired level below the adequate one. */
export function refuseInverted(path: string, adequate: number, desired: number, advice?: string): never {
  throw new InputError({
    code: "out-of-range",
    path,
    expected: `a desired level that is not below the adequate one (${adequate})`,
    received: desired,
    advice,
  });
}

function slack(level: number): number {
  return tieTolerance * Math.max(1, Math.abs(level));
}
