import type { TimeUnit } from "../../time.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import type { ModelUnit } from "../model-unit.ts";
import type { CustomerCalendar, HistoryCalendar } from "./history-calendar.ts";

export type { CovariatePath, CustomerCalendar, HistoryCalendar } from "./history-calendar.ts";

/** One customer's history, for scoring a single customer without building columns. */
export interface Customer {
  /** Repeat purchases (重复购买次数): purchases after the first, same-day purchases counted once. */
  readonly frequency: number;
  /** Time from the first purchase to the last (最近一次购买距首购的时间), in the model's unit; 0 where `frequency` is 0. */
  readonly recency: number;
  /** Time from the first purchase to the end of observation (观察时长), in the model's unit. */
  readonly age: number;
  /** Mean spend of the purchases that `spendCount` counts; 0 where there are none. */
  readonly meanSpend?: number | undefined;
  /** Purchases that `meanSpend` is the mean of; `frequency`, the repeat purchases, where absent. */
  readonly spendCount?: number | undefined;
  /** Mean log deviation of these purchases, the mean of ln(meanSpend / amount); `null` where an amount is 0 or less. */
  readonly spendLogDeviation?: number | null | undefined;
  /** Standard deviation of these purchases, the root of the mean of (amount - meanSpend)²; `null` where it is not known. */
  readonly spendDeviation?: number | null | undefined;
  /** The half-life, in the model's unit, by which `meanSpend` and `spendCount` are weighted (`recentSpend`). */
  readonly spendHalfLife?: number | undefined;
  /** The unit of `recency` and `age`; checked against the model's where given. */
  readonly timeUnit?: ModelUnit | undefined;
  /** Sum of the logarithms of the gaps between purchases in the model's unit; 0 where `frequency` is 0. For likelihoods with regular timing. */
  readonly logGapSum?: number | undefined;
  /** What else is known of the customer (协变量), by name: what a model with covariates asks for. */
  readonly covariates?: Readonly<Record<string, number>> | undefined;
  /** Covariates over time, past and future; `newCustomer` makes them for one of whom nothing is known yet. */
  readonly calendar?: CustomerCalendar | undefined;
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
  /** Day number where the first period starts: the earliest first purchase of the customers in the columns. */
  readonly firstDay: number;
  /**
   * Day number at which the log ends, holdout included: the day after its last one, which was observed to its end; with
   * `mergeSameDay: false`, the instant given.
   */
  readonly end: number;
  /**
   * Repeat purchases of the customers in the columns in each period, calibration and holdout together; period k is
   * `[firstDay + k unit, firstDay + (k + 1) unit)`, as in the published tracking plots, and the last one may reach beyond
   * `end`.
   */
  readonly counts: Column;
}

/** Transactions or customers that did not enter the history, and why. */
export interface LeftOut {
  /**
   * Kebab-case reason. Of transactions: `after-observed-until`, `returns`, `return-before-first-purchase`. Of
   * customers: `only-returns`, `after-observed-until`, `no-purchase`, `acquired-before-observed-from`,
   * `outside-cohort`, `first-purchase-after-split`.
   */
  readonly reason: string;
  /** Whether rows of the log or whole customers were left out. */
  readonly what: "transactions" | "customers";
  /** How many. */
  readonly count: number;
  /**
   * Rows of the log that this accounts for, each row once: a row that was left out for its own sake is not counted
   * again with its customer.
   */
  readonly transactions: number;
  /** Their ids (customers) or row positions (transactions); the first 1,000 where there are more. */
  readonly examples: readonly (string | number)[];
}

/** Where the rows of the log went: `read = purchases + merged + netted + leftOut`. */
export interface RowAccount {
  /** Rows of the log. */
  readonly read: number;
  /** Purchases in the columns: first, repeat and holdout purchases. */
  readonly purchases: number;
  /** Rows that became one purchase with another row of the same customer and day. */
  readonly merged: number;
  /** Returns that were set against their customer's spend. */
  readonly netted: number;
  /** Rows that were left out: the sum of `transactions` over `leftOut`. */
  readonly leftOut: number;
}

/** The options of a summary, resolved: what a history was made by, and can be made again by. */
export interface SummaryRules {
  /** The unit of every time in the history. */
  readonly timeUnit: TimeUnit;
  /** First day of the log; `null` where customers may be of any age. */
  readonly observedFrom: number | null;
  /** Last day of the log; `null` for the day of its last transaction. */
  readonly observedUntil: number | null;
  /** Last day of the calibration period; `null` without a holdout period. */
  readonly splitAt: number | null;
  /** First day of acquisition of the cohort. */
  readonly acquiredFrom: number | null;
  /** Last day of acquisition of the cohort. */
  readonly acquiredUntil: number | null;
  /** Whether a customer's transactions of one day are one purchase, or only simultaneous ones. */
  readonly mergeSameDay: boolean;
  /** What negative amounts do. */
  readonly returns: "ignore" | "net" | "count";
  /** Which purchases `meanSpend` is the mean of. */
  readonly spendOf: "repeats" | "all";
}

/**
 * The transactions behind a history, customer by customer: kept on request (`keepPurchases`), so that the histories of
 * any shards of a log can be merged exactly. Every row of the log is here, also returns and rows left out of the
 * columns; same-day purchases are not yet merged.
 */
export interface DailyPurchases {
  /** Ids of all customers seen, also of those left out of the columns, in the order of their first appearance. */
  readonly customers: readonly string[];
  /** `days[offsets[i] .. offsets[i + 1])` are customer i's transactions. */
  readonly offsets: Column;
  /** Day number of each transaction, ascending within a customer. */
  readonly days: Column;
  /** Amount of each transaction; absent where the log has no amounts. */
  readonly amounts?: Column | undefined;
  /** Row position of each transaction in the log. */
  readonly positions: Column;
  /** Day of acquisition of each customer, where a roster gave one. */
  readonly acquired?: NullableColumn | undefined;
  /** The rules the columns were made by. */
  readonly rules: SummaryRules;
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
  /** The unit of every time in this history; `"opportunity"` where it counts opportunities to buy (`summarizeOpportunities`). */
  readonly timeUnit: ModelUnit;
  /** How many opportunities a year there are; only with `timeUnit: "opportunity"`, and always there. */
  readonly opportunitiesPerYear?: number | undefined;
  /** Customer ids. */
  readonly customers?: readonly string[] | undefined;
  /** Mean spend of the purchases that `spendCount` counts; 0 where there are none, and read by nothing there. */
  readonly meanSpend?: Column | undefined;
  /**
   * Purchases that `meanSpend` is the mean of, where the first purchase was counted in (`spendOf: "all"`); absent where
   * that is `frequency`, the repeat purchases.
   */
  readonly spendCount?: Column | undefined;
  /**
   * Mean log deviation (平均对数离差) of the purchases that `meanSpend` is the mean of: the mean of ln(meanSpend / amount), 0 where all are
   * equal; `null` where an amount is 0 or less, or returns were set against them on other days. What gamma-gamma reads of single amounts.
   */
  readonly spendLogDeviation?: Column | NullableColumn | undefined;
  /**
   * Standard deviation of the same purchases, the root of the mean of (amount - meanSpend)²; `null` where returns were set against them on
   * other days. What the normal-normal model reads of single amounts.
   */
  readonly spendDeviation?: Column | NullableColumn | undefined;
  /** The half-life in `timeUnit` by which `recentSpend` weighted `meanSpend` and `spendCount`, which need not be whole then. */
  readonly spendHalfLife?: number | undefined;
  /** Sum of the logarithms of the gaps between purchases in `timeUnit` (for models with regular timing). */
  readonly logGapSum?: Column | undefined;
  /** How many customers each row stands for (compressed rows); 1 where absent. */
  readonly weight?: Column | undefined;
  /** What else is known of the customers (协变量), which does not change with time: a column by name (`addCovariates`). */
  readonly covariates?: Readonly<Record<string, Column>> | undefined;
  /** Of each category among the covariates the level that its 0/1 columns are compared with (基准水平). */
  readonly covariateBases?: Readonly<Record<string, string>> | undefined;
  /** Day number (days since 1970-01-01) of each customer's first purchase, or of the acquisition a roster gave. */
  readonly firstPurchase?: Column | undefined;
  /** Day number of the end of observation (the split, where there is one). */
  readonly observedUntil?: number | undefined;
  /** The period after the split. */
  readonly holdout?: Holdout | undefined;
  /** Repeat purchases by calendar period. */
  readonly periodCounts?: PeriodCounts | undefined;
  /** The transactions behind the columns, where `keepPurchases` was asked for. */
  readonly purchases?: DailyPurchases | undefined;
  /** Covariates over time, past and future (`addCalendar`). */
  readonly calendar?: HistoryCalendar | undefined;
  /** Where the rows of the log went. */
  readonly account?: RowAccount | undefined;
  /** Transactions and customers that are not in the columns, with reasons. */
  readonly leftOut?: readonly LeftOut[] | undefined;
  /** What the reader should know about the data. */
  readonly warnings?: readonly Warning[] | undefined;
}

/** A history that knows what a purchase brings: what the spend models ask for. */
export interface WithSpend {
  /** Mean spend of a purchase: of the repeat purchases, or of those that `spendCount` counts. */
  readonly meanSpend: Column;
}

/** The history of a log: it knows spend where the log has amounts. */
export type HistoryOf<L> = L extends { readonly amount: infer A }
  ? undefined extends A
    ? PurchaseHistory
    : PurchaseHistory & WithSpend
  : PurchaseHistory;
