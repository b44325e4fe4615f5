import type { TimeUnit } from "../../time.ts";
import type { Column, Warning } from "../../types.ts";

/** One customer's history, for scoring a single customer without building columns. */
export interface Customer {
  /** Repeat purchases (重复购买次数): purchases after the first, same-day purchases counted once. */
  readonly frequency: number;
  /** Time from the first purchase to the last (最近一次购买距首购的时间), in the model's unit; 0 where `frequency` is 0. */
  readonly recency: number;
  /** Time from the first purchase to the end of observation (观察时长), in the model's unit. */
  readonly age: number;
  /** Mean spend of a repeat purchase; 0 where `frequency` is 0. */
  readonly meanSpend?: number | undefined;
  /** The unit of `recency` and `age`; checked against the model's where given. */
  readonly timeUnit?: TimeUnit | undefined;
}

/** What happened after the split: the future that a model fitted on the calibration period can be judged by. */
export interface Holdout {
  /** Length of the holdout period in the history's unit. */
  readonly duration: number;
  /** Purchases of each customer in it. */
  readonly frequency: Column;
  /** Total spend of each customer in it; absent where the log has no amounts. */
  readonly spend?: Column | undefined;
}

/** Repeat purchases of the whole log by calendar period of one time unit, for tracking plots. */
export interface PeriodCounts {
  /** Day number of the first day of the first period. */
  readonly firstDay: number;
  /** Repeat purchases in each period, calibration and holdout together; periods are `(start, start + unit]`. */
  readonly counts: Column;
}

/** Transactions or customers that did not enter the history, and why. */
export interface LeftOut {
  /** Kebab-case reason: `after-observed-until`, `before-observed-from`, `only-returns`, `outside-cohort`, `first-purchase-after-split`, ... */
  readonly reason: string;
  /** Whether rows of the log or whole customers were left out. */
  readonly what: "transactions" | "customers";
  /** How many. */
  readonly count: number;
  /** Their ids (customers) or row positions (transactions); the first 1,000 where there are more. */
  readonly examples: readonly (string | number)[];
}

/**
 * The daily purchases behind a history, same days merged, customer by customer: kept on request, so that histories
 * of any shards can be merged exactly.
 */
export interface DailyPurchases {
  /** Ids of all customers seen, also of those left out of the columns. */
  readonly customers: readonly string[];
  /** `days[offsets[i] .. offsets[i + 1])` are customer i's purchase days. */
  readonly offsets: Column;
  /** Day numbers, ascending within a customer. */
  readonly days: Column;
  /** Amount of each purchase day; absent where the log has no amounts. */
  readonly amounts?: Column | undefined;
}

/**
 * Purchase histories (购买历史) of many customers, as columns of equal length: all that the purchase and spend models
 * read. Built by `summarizeTransactions`; a plain record made by hand is as good.
 */
export interface PurchaseHistory {
  /** Repeat purchases (重复购买次数). */
  readonly frequency: Column;
  /** Time from the first purchase to the last, in `timeUnit`. */
  readonly recency: Column;
  /** Time from the first purchase to the end of observation, in `timeUnit`. */
  readonly age: Column;
  /** The unit of every time in this history. */
  readonly timeUnit: TimeUnit;
  /** Customer ids. */
  readonly customers?: readonly string[] | undefined;
  /** Mean spend of a repeat purchase; 0 where `frequency` is 0, and read by nothing there. */
  readonly meanSpend?: Column | undefined;
  /** Sum of the logarithms of the gaps between purchases (for models with regular timing). */
  readonly logGapSum?: Column | undefined;
  /** How many customers each row stands for (compressed rows); 1 where absent. */
  readonly weight?: Column | undefined;
  /** Day number (days since 1970-01-01) of each customer's first purchase. */
  readonly firstPurchase?: Column | undefined;
  /** Day number of the end of observation (the split, where there is one). */
  readonly observedUntil?: number | undefined;
  /** The period after the split. */
  readonly holdout?: Holdout | undefined;
  /** Repeat purchases by calendar period. */
  readonly periodCounts?: PeriodCounts | undefined;
  /** Daily purchases, where `keepPurchases` was asked for. */
  readonly purchases?: DailyPurchases | undefined;
  /** Transactions and customers that are not in the columns, with reasons. */
  readonly leftOut?: readonly LeftOut[] | undefined;
  /** What the reader should know about the data. */
  readonly warnings?: readonly Warning[] | undefined;
}

/** A history that knows what a purchase brings: what the spend models ask for. */
export interface WithSpend {
  /** Mean spend of a repeat purchase. */
  readonly meanSpend: Column;
}
