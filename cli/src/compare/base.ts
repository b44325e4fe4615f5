import type { ClvModel, Warning } from "customer-equity/clv";
import type { ClassColumn } from "customer-equity/segmentation";
import type { RowsRead } from "../input/read-rows.ts";

/** The customers of a bank as they were known at one date: columns have one entry a customer. */
export interface Base {
  /** The date, or the file. */
  readonly name: string;
  readonly customers: readonly string[];
  readonly values: Float64Array;
  /** Tiers, best first. */
  readonly tiers: ClassColumn;
  /** `null` where a file does not have it. */
  readonly probabilityAlive: Float64Array | null;
  /** The models behind the values, `null` where they come from a file. */
  readonly models: { readonly transactions: ClvModel; readonly spend: ClvModel | null } | null;
  readonly warnings: readonly Warning[];
}

/** The two bases that are compared, and the files that they come from. */
export interface Bases {
  readonly before: Base;
  readonly after: Base;
  readonly read: readonly RowsRead[];
}
