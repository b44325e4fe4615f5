import { requireNumber, requireOneOf, requireOptions } from "../../checks.ts";
import { deepFreeze } from "../../survey/deep-freeze.ts";

/** Where complaints were counted: at the counter and on the telephone, or as letters to head office. */
export type ComplaintReach = "front line" | "head office" | "unstated";

/** Which figure on silent customers to take: one of {@link complaintIcebergPresets}. */
export type ComplaintIcebergPresetName = "course-slides" | "tarp-head-office" | "tarp-front-line";

/** A figure on how many customers with a problem stay silent. */
export interface ComplaintIcebergPreset {
  /** Customers with the same problem who say nothing, for each who complains. */
  readonly silentPerComplaint: number;
  /** Where the complaints were counted. */
  readonly reach: ComplaintReach;
  /** Where the figure comes from. */
  readonly source: string;
}

/**
 * Figures on silent customers, with their sources (投诉冰山比例). They are folklore of the trade, not laws: measure your own by asking customers
 * who had a problem whether they complained.
 *
 * @example
 * ```ts
 * import { complaintIcebergPresets } from "customer-equity/loyalty";
 * console.log(complaintIcebergPresets["tarp-head-office"].silentPerComplaint); // 26
 * ```
 */
export const complaintIcebergPresets: Readonly<Record<ComplaintIcebergPresetName, ComplaintIcebergPreset>> = deepFreeze(
  {
    "course-slides": { silentPerComplaint: 20, reach: "unstated", source: "course slides" },
    "tarp-head-office": {
      silentPerComplaint: 26,
      reach: "head office",
      source: "TARP: 1 in 27 customers with a small-ticket problem complains to head office",
    },
    "tarp-front-line": {
      silentPerComplaint: 1,
      reach: "front line",
      source: "TARP: about half of the customers with a problem complain to the front line",
    },
  },
);

/** Options of {@link complaintIceberg}. */
export interface ComplaintIcebergOptions {
  /**
   * Which figure on silent customers to take.
   * @defaultValue "course-slides"
   */
  readonly preset?: ComplaintIcebergPresetName | undefined;
  /**
   * Silent customers for each complaint, where the bank knows its own; goes before the preset.
   * @defaultValue that of the preset
   */
  readonly silentPerComplaint?: number | undefined;
  /**
   * Where the complaints were counted, for a figure of one's own.
   * @defaultValue that of the preset, "unstated" for a figure of one's own
   */
  readonly reach?: ComplaintReach | undefined;
  /**
   * People whom each dissatisfied customer tells. A convention.
   * @defaultValue 10
   */
  readonly told?: number | undefined;
}

/** What {@link complaintIceberg} returns. */
export interface ComplaintIceberg {
  /** Complaints received: the tip. */
  readonly complaints: number;
  /** Dissatisfied customers who said nothing: complaints · silentPerComplaint. */
  readonly silent: number;
  /** All of them together. */
  readonly dissatisfied: number;
  /** Share of the dissatisfied who complain: 1/(1 + silentPerComplaint). */
  readonly complaintRate: number;
  /** People who hear of it: dissatisfied · told (负面口碑). */
  readonly negativeMessages: number;
  /** Silent customers for each complaint, as used. */
  readonly silentPerComplaint: number;
  /** People whom each tells, as used. */
  readonly told: number;
  /** Where the complaints were counted: a rate means nothing without it. */
  readonly reach: ComplaintReach;
  /** Where the figure on silent customers comes from. */
  readonly source: string;
}

/**
 * The iceberg of complaints (投诉冰山): how many dissatisfied customers stand behind the complaints that reach the bank, and how many people hear
 * of it.
 *
 * silent = complaints · s; dissatisfied = complaints · (1 + s); complaint rate = 1/(1 + s); negative messages = dissatisfied · told.
 *
 * @param complaints - Complaints received.
 * @param options - The figure on silent customers (a preset or one's own), where complaints were counted, people told.
 * @returns The parts of the iceberg, the figures used and their source.
 * @throws InputError `out-of-range` for negative numbers, `not-finite`, `bad-option`.
 * @remarks Presets: {@link complaintIcebergPresets}. TARP itself calls "only 4 % complain" a misquotation: that few write to head office, while
 * about half speak up at the counter. Customers with several problems are counted several times. How often customers complain, with
 * intervals: `complaintStatistics` of satisfaction. There is no standard twin.
 * @example
 * ```ts
 * import { complaintIceberg } from "customer-equity/loyalty";
 * const { dissatisfied, negativeMessages, source } = complaintIceberg(120);
 * console.log(dissatisfied, negativeMessages, source); // 2520 25200 course slides
 * console.log(complaintIceberg(10, { preset: "tarp-head-office" }).dissatisfied); // 270
 * ```
 */
export function complaintIceberg(complaints: number, options?: ComplaintIcebergOptions): ComplaintIceberg {
  const { preset = "course-slides", silentPerComplaint: own, reach, told = 10 } = requireOptions(options);
  const names = Object.keys(complaintIcebergPresets) as ComplaintIcebergPresetName[];
  const figure = complaintIcebergPresets[requireOneOf(preset, "options.preset", names)];
  const amount = { min: 0, max: 1e9 };
  requireNumber(complaints, "complaints", { min: 0, max: 1e15 });
  const silentPerComplaint = requireNumber(own ?? figure.silentPerComplaint, "options.silentPerComplaint", amount);
  requireNumber(told, "options.told", amount);
  const where = reach ?? (own === undefined ? figure.reach : "unstated");
  const silent = complaints * silentPerComplaint;
  const dissatisfied = complaints + silent;
  return {
    complaints,
    silent,
    dissatisfied,
    complaintRate: 1 / (1 + silentPerComplaint),
    negativeMessages: dissatisfied * told,
    silentPerComplaint,
    told,
    reach: requireOneOf(where, "options.reach", ["front line", "head office", "unstated"]),
    source: own === undefined ? figure.source : "the caller",
  };
}
