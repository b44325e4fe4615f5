import type { AnswerScale, Classification, ClassName } from "customer-equity/satisfaction";
import type { ServqualEstimate } from "customer-equity/servqual";
import { Refusal } from "../../answers/attempt.ts";
import type { DriversPart } from "./drivers-part.ts";
import type { PathPart } from "./path-part.ts";
import type { ServicePart } from "./service-part.ts";

/** An item with its gap, or with its mean where there are no expectations. */
export interface WeakItem extends ClassName {
  readonly key: string;
  readonly mean: number;
}

/** Why something is to be fixed. */
export type Reason =
  /** Perception less expectation, below 0 beyond chance. */
  | { readonly kind: "gap"; readonly mean: number; readonly lower: number; readonly upper: number }
  /** Perception without expectation. */
  | { readonly kind: "level"; readonly mean: number; readonly scale: AnswerScale }
  /** The share of the points that respondents give it, above an equal share. */
  | { readonly kind: "points"; readonly share: number }
  /** Its share of what drives the outcome, above an equal share. */
  | { readonly kind: "driver"; readonly share: number }
  /** Important and done less well than others. */
  | { readonly kind: "concentrate" }
  /** A bad rating costs more satisfaction than a good one brings, beyond chance. */
  | { readonly kind: "penalty"; readonly estimate: number; readonly class: Classification }
  /** The mean lies below what customers accept. */
  | { readonly kind: "below-zone"; readonly adequacy: number }
  /** The effect of a block on the target, above the mean of the blocks. */
  | { readonly kind: "effect"; readonly effect: number }
  /** The 0 to 100 index of a block. */
  | { readonly kind: "index"; readonly index: number }
  /** Its weakest items. */
  | { readonly kind: "items"; readonly items: readonly WeakItem[] };

/** Something that could be fixed, with what speaks for doing so. */
interface Priority extends ClassName {
  readonly key: string;
  /** Its share of the importance of all. */
  readonly importance: number;
  /** How far it falls short, as a share of the scale. */
  readonly shortfall: number;
  /** Importance times shortfall. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** What to fix first. */
export interface Priorities {
  /** The highest score first. */
  readonly list: readonly Priority[];
  /** What importance is made of. */
  readonly importance: "points-and-drivers" | "points" | "drivers" | "effects" | "equal";
  /** What the shortfall is taken from. */
  readonly shortfall: "expectation" | "top";
}

/** Items that a reason names. */
const mostItems = 2;

/**
 * What to fix first: importance times shortfall. Importance is the mean of the shares that respondents give and that the data show,
 * where there are both; shortfall what is missing to expectations, or else to the top of the scale.
 */
export function rankPriorities(
  service: ServicePart | null,
  drivers: DriversPart | null,
  path: PathPart | null,
): Priorities | null {
  if (service !== null) return rankDimensions(service, drivers);
  if (drivers !== null && drivers.performance !== null) return rankRatings(drivers);
  return path === null ? null : rankBlocks(path);
}

function rankDimensions(service: ServicePart, drivers: DriversPart | null): Priorities {
  const { scores, zones } = service;
  const { instrument, scale, gap, perception, weights } = scores;
  const own = drivers?.kind === "dimensions" ? drivers : null;
  const derived = own === null ? null : sharesOf(own);
  const stated = weights?.means ?? null;
  const dimensions = instrument.dimensions;
  const equal = 1 / dimensions.length;
  const list = dimensions.flatMap(({ key, label, labelZh, items }): Priority[] => {
    const estimate = (gap ?? perception)?.dimensions[key];
    if (estimate === undefined || estimate.mean === null) return [];
    const missing = gap === null ? scale.max - estimate.mean : -estimate.mean;
    const both = [stated?.[key], derived?.[key]].filter((share) => share !== undefined);
    const importance = both.length === 0 ? equal : both.reduce((sum, share) => sum + share, 0) / both.length;
    const shortfall = missing / (scale.max - scale.min);
    const weak = items
      .flatMap((item): WeakItem[] => {
        const mean = (gap ?? perception)?.items[item.key]?.mean ?? null;
        return mean === null ? [] : [{ key: item.key, label: item.label, labelZh: item.labelZh, mean }];
      })
      .filter(({ mean }) => gap === null || mean < 0)
      .sort((one, other) => one.mean - other.mean)
      .slice(0, mostItems);
    const reasons: Reason[] = [
      ...(gap === null ? [{ kind: "level" as const, mean: estimate.mean, scale }] : gapReason(estimate)),
      ...shareReason("points", stated?.[key], equal),
      ...shareReason("driver", derived?.[key], equal),
      ...driverReasons(own, key),
      ...(zones instanceof Refusal ? [] : zoneReason(zones?.dimensions[key])),
      ...(weak.length > 0 && items.length > 1 ? [{ kind: "items" as const, items: weak }] : []),
    ];
    return [{ key, label, labelZh, importance, shortfall, score: importance * shortfall, reasons }];
  });
  return {
    list: sorted(list),
    importance:
      stated !== null && derived !== null
        ? "points-and-drivers"
        : stated !== null
          ? "points"
          : derived !== null
            ? "drivers"
            : "equal",
    shortfall: gap === null ? "top" : "expectation",
  };
}

function rankRatings(drivers: DriversPart): Priorities {
  const { scale, performance } = drivers;
  const attributes = performance?.attributes ?? [];
  const shares = sharesOf(drivers);
  const total = attributes.reduce((sum, attribute) => sum + Math.max(0, attribute.importance), 0);
  const list = drivers.drivers.flatMap(({ key, label, labelZh }): Priority[] => {
    const attribute = attributes.find(({ name }) => name === key);
    if (attribute === undefined) return [];
    const importance = shares?.[key] ?? (total > 0 ? Math.max(0, attribute.importance) / total : 1 / attributes.length);
    const shortfall = (scale.max - attribute.performance) / (scale.max - scale.min);
    const reasons: Reason[] = [
      { kind: "level", mean: attribute.performance, scale },
      ...shareReason("driver", shares?.[key], 1 / attributes.length),
      ...driverReasons(drivers, key),
    ];
    return [{ key, label, labelZh, importance, shortfall, score: importance * shortfall, reasons }];
  });
  return { list: sorted(list), importance: shares === null ? "points" : "drivers", shortfall: "top" };
}

function rankBlocks({ map }: PathPart): Priorities | null {
  if (map === null) return null;
  const positive = map.points.filter(({ importance }) => importance > 0);
  const total = positive.reduce((sum, { importance }) => sum + importance, 0);
  const list = positive.map(({ block, label, labelZh, importance: effect, performance }): Priority => {
    const [importance, shortfall] = [effect / total, (100 - performance) / 100];
    const reasons: Reason[] = [{ kind: "index", index: performance }];
    if (effect >= map.cuts.importance) reasons.push({ kind: "effect", effect });
    if (effect >= map.cuts.importance && performance < map.cuts.performance) reasons.push({ kind: "concentrate" });
    return { key: block, label, labelZh, importance, shortfall, score: importance * shortfall, reasons };
  });
  return { list: sorted(list), importance: "effects", shortfall: "top" };
}

function sorted(list: readonly Priority[]): readonly Priority[] {
  return [...list].sort((one, other) => other.score - one.score);
}

/** Shares of R² by driver; `null` where they do not exist. */
function sharesOf({ analysis }: DriversPart): Readonly<Record<string, number>> | null {
  if (analysis instanceof Refusal || analysis.drivers.some(({ shapleyShare }) => shapleyShare === null)) return null;
  return Object.fromEntries(analysis.drivers.map(({ name, shapleyShare }) => [name, shapleyShare as number]));
}

function gapReason({ mean, lower, upper }: ServqualEstimate): Reason[] {
  if (mean === null || lower === null || upper === null || upper >= 0) return [];
  return [{ kind: "gap", mean, lower, upper }];
}

function shareReason(kind: "points" | "driver", share: number | undefined, equal: number): Reason[] {
  return share !== undefined && share > equal * (1 + 1e-9) ? [{ kind, share }] : [];
}

function driverReasons(drivers: DriversPart | null, key: string): Reason[] {
  if (drivers === null) return [];
  const { performance, contrasts } = drivers;
  const reasons: Reason[] = [];
  const place = performance?.quadrants.customers?.indexOf(key) ?? -1;
  if (place >= 0 && performance?.quadrants.codes[place] === 1) reasons.push({ kind: "concentrate" });
  const contrast = contrasts instanceof Refusal ? undefined : contrasts.attributes.find(({ name }) => name === key);
  const { penalty, kind } = contrast ?? {};
  // Rules 3 and 4 are dissatisfier and frustrator.
  if (penalty !== undefined && kind !== undefined && kind !== null && kind.rule >= 3 && penalty.upper < 0) {
    reasons.push({ kind: "penalty", estimate: penalty.estimate, class: kind });
  }
  return reasons;
}

function zoneReason(zone: { readonly adequacy: ServqualEstimate } | undefined): Reason[] {
  const { mean = null, upper = null } = zone?.adequacy ?? {};
  return mean !== null && upper !== null && upper < 0 ? [{ kind: "below-zone", adequacy: mean }] : [];
}
