import { requireColumn, requireNumber, requireOptions, requireRows } from "../../checks.ts";
import { requireCustomers } from "../../class-column.ts";
import { InputError } from "../../errors.ts";
import { reaches } from "../../numeric/reaches.ts";
import type { ClassColumn, Classification, ClassName, Column, NullableColumn } from "../../types.ts";
import { withIds } from "../customer-columns.ts";
import { relationshipStages } from "./relationship-stages.ts";

/** What one customer brought, period by period. */
export interface CustomerSeries {
  /** Volume or profit of each period, the oldest first, at least 0 (交易量或利润序列). */
  readonly series: Column;
}

/** What many customers brought, period by period. */
export interface CustomerSeriesColumns {
  /** For each customer the series, the oldest period first; lengths may differ. */
  readonly series: readonly Column[];
  /** Customer ids, each once; handed on in the result. */
  readonly customers?: readonly string[] | undefined;
}

/** Options of {@link relationshipStage}. */
export interface RelationshipStageOptions {
  /** What a mature customer brings in a period, above 0: the mean of those whose relationship is long established. */
  readonly matureLevel: number;
  /**
   * Periods that make up "recent", and before them "prior"; at least 1. A convention.
   * @defaultValue 3
   */
  readonly window?: number | undefined;
  /**
   * Share of the mature level below which a customer is still exploring. A convention.
   * @defaultValue 0.3
   */
  readonly lowShare?: number | undefined;
  /**
   * Growth from which on a relationship builds up, and its negative from which on it declines; above 0. A convention.
   * @defaultValue 0.15
   */
  readonly delta?: number | undefined;
}

/** What {@link relationshipStage} returns for one customer. */
export interface RelationshipStageClass extends Classification {
  /** Mean of the recent periods (of those there are, where there are fewer than a window). */
  readonly recent: number;
  /** Growth of the recent mean over the prior one; `null` before there are two windows, and from nothing to something. */
  readonly growth: number | null;
  /** In decline the stage that the series without the recent periods was in; `null` elsewhere. */
  readonly before: ClassName | null;
}

/** What {@link relationshipStage} returns for many customers. */
export interface RelationshipStageColumn extends ClassColumn {
  /** For each customer the mean of the recent periods. */
  readonly recent: Float64Array;
  /** For each customer the growth, `null` where there is none. */
  readonly growth: NullableColumn;
  /** For each customer in decline the index of the class that the series without the recent periods had; `null` elsewhere. */
  readonly before: NullableColumn;
}

/** One series, classified. */
interface Staged {
  readonly code: number;
  readonly rule: number;
  readonly distance: number;
  readonly recent: number;
  readonly growth: number | null;
}

type Settings = Readonly<Record<"matureLevel" | "window" | "lowShare" | "delta", number>>;

const [exploration, buildUp, stability, decline] = [0, 1, 2, 3] as const;

/**
 * In which stage of the relationship a customer is (客户关系生命周期阶段): exploration 考察期, build-up 形成期, stability 稳定期, decline 退化期;
 * from what the customer brought period by period.
 *
 * recent: mean of the last k periods; prior: of the k before; g = recent/prior − 1. Rule 0: fewer than k periods, exploration. 1: two
 * windows and g ≤ −δ, decline. 2: recent below `lowShare` of the mature level, exploration. 3: fewer than two windows or g ≥ δ, build-up.
 * 4: stability.
 *
 * @param data - The series of one customer, or those of many.
 * @param options - The mature level; window, shares and growth.
 * @returns For one customer the stage with the figures behind it, for many a class column with them. The distance is that of growth and of
 * the share of the mature level from the nearest of their cuts that count, in shares; under rule 0 the part of the window that is missing.
 * @throws InputError `empty` without customers or periods; `out-of-range` for a volume below 0 or beyond 1e300, a mature level that is not
 * above 0, a window below 1, shares below 0; `duplicate-id`, `length-mismatch`, `not-finite`, `bad-option`.
 * @remarks Stages: Dwyer, Schurr & Oh (1987), Journal of Marketing 51(2); rules and thresholds are conventions. Not the life-cycle stage by
 * activity, which belongs to segmentation. What drives loyalty in each stage is in `relationshipStages`, and `checkRelationshipStage` holds
 * observed drivers against it. There is no twin.
 * @example
 * ```ts
 * import { relationshipStage } from "customer-equity/loyalty";
 * const { labelZh, growth, before } = relationshipStage({ series: [100, 98, 99, 80, 60, 40] }, { matureLevel: 100 });
 * console.log(labelZh, growth?.toFixed(3), before?.labelZh); // 退化期 -0.394 形成期
 * ```
 */
export function relationshipStage<D extends CustomerSeries | CustomerSeriesColumns>(
  data: D,
  options: RelationshipStageOptions,
): D extends CustomerSeries ? RelationshipStageClass : RelationshipStageColumn {
  const settings = requireSettings(options);
  const { series, customers } = requireOptions(data, "data") as Partial<CustomerSeriesColumns>;
  if (!Array.isArray(series) && !((series as unknown) instanceof Float64Array)) {
    throw new InputError({
      code: "not-finite",
      path: "data.series",
      expected: "a column of numbers, or a list of such columns",
      received: series,
    });
  }
  const given = series as Column | readonly Column[];
  requireRows(given, "data.series");
  const single = typeof given[0] === "number";
  const result = single
    ? stageOfOne(given as Column, settings)
    : stagesOfMany(given as readonly Column[], customers, settings);
  return result as D extends CustomerSeries ? RelationshipStageClass : RelationshipStageColumn;
}

function requireSettings(options: RelationshipStageOptions): Settings {
  const { matureLevel, window = 3, lowShare = 0.3, delta = 0.15 } = requireOptions(options);
  return {
    matureLevel: requireNumber(matureLevel, "options.matureLevel", { min: 1e-300 }),
    window: requireNumber(window, "options.window", { min: 1, integer: true }),
    lowShare: requireNumber(lowShare, "options.lowShare", { min: 0 }),
    delta: requireNumber(delta, "options.delta", { min: 0, openMin: true }),
  };
}

function stageOfOne(series: Column, settings: Settings): RelationshipStageClass {
  const checked = requireSeries(series, "data.series");
  const { code, rule, distance, recent, growth } = stageOf(checked, settings);
  const before = stageBefore(checked, code, settings);
  return { ...nameOf(code), rule, distance, recent, growth, before: before === null ? null : nameOf(before) };
}

function stagesOfMany(
  series: readonly Column[],
  customers: readonly string[] | undefined,
  settings: Settings,
): RelationshipStageColumn {
  const checked = series.map((one, i) => requireSeries(one, `data.series[${i}]`));
  requireCustomers(customers, "data.customers", series.length);
  const stages = checked.map((one) => stageOf(one, settings));
  return {
    classes: relationshipStages.map((_, code) => nameOf(code)),
    codes: Uint16Array.from(stages, ({ code }) => code),
    rules: Uint16Array.from(stages, ({ rule }) => rule),
    distances: Float64Array.from(stages, ({ distance }) => distance),
    recent: Float64Array.from(stages, ({ recent }) => recent),
    growth: stages.map(({ growth }) => growth),
    before: stages.map(({ code }, i) => stageBefore(checked[i]!, code, settings)),
    ...withIds(customers),
  };
}

function requireSeries(series: Column, path: string): Column {
  const checked = requireColumn(series, path, { min: 0, max: 1e300 });
  requireRows(checked, path);
  return checked;
}

function nameOf(code: number): ClassName {
  const { label, labelZh } = relationshipStages[code]!;
  return { label, labelZh };
}

/** The stage of the first `periods` entries of a series. */
function stageOf(series: Column, settings: Settings, periods = series.length): Staged {
  const { matureLevel, window, lowShare, delta } = settings;
  const recent = meanBetween(series, Math.max(0, periods - window), periods);
  if (periods < window) {
    return { code: exploration, rule: 0, distance: (window - periods) / window, recent, growth: null };
  }
  const prior = periods < 2 * window ? null : meanBetween(series, periods - 2 * window, periods - window);
  // From nothing to something growth has no bound, and from nothing to nothing there is none.
  const g = prior === null ? null : prior > 0 ? recent / prior - 1 : recent > 0 ? Infinity : 0;
  const growth = g === null || g === Infinity ? null : g;
  const level = recent / matureLevel;
  const toLevel = Math.abs(level - lowShare);
  const toDecline = g === null ? Infinity : Math.abs(g + delta);
  const toGrowth = g === null ? Infinity : Math.abs(g - delta);
  const found = (code: number, rule: number, ...gaps: readonly number[]): Staged => ({
    code,
    rule,
    distance: Math.min(Number.MAX_VALUE, ...gaps),
    recent,
    growth,
  });
  if (g !== null && reaches(-delta, g)) return found(decline, 1, toDecline);
  if (!reaches(level, lowShare)) return found(exploration, 2, toLevel, toDecline);
  if (g === null || reaches(g, delta)) return found(buildUp, 3, toLevel, toGrowth);
  return found(stability, 4, toLevel, toDecline, toGrowth);
}

/** The stage before a decline: that of the series without the recent periods. */
function stageBefore(series: Column, code: number, settings: Settings): number | null {
  return code === decline ? stageOf(series, settings, series.length - settings.window).code : null;
}

function meanBetween(series: Column, from: number, to: number): number {
  let sum = 0;
  for (let t = from; t < to; t++) sum += series[t]! / (to - from);
  return sum;
}
