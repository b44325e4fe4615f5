import { InputError } from "../../errors.ts";
import { daysPerUnit } from "../../time.ts";
import type { Column, NullableColumn, Warning } from "../../types.ts";
import { columnWarningCodes, historyWarnings } from "./history-warnings.ts";
import { addTally, emptyTallies } from "./left-out-tally.ts";
import { joinCovariates } from "./merge-covariates.ts";
import type { Holdout, LeftOut, PeriodCounts, PurchaseHistory, RowAccount } from "./purchase-history.ts";
import { requireSame, requireSameFields } from "./require-same.ts";

const optionalColumns = ["meanSpend", "spendCount", "logGapSum", "firstPurchase", "weight"] as const;
const nullableColumns = ["spendLogDeviation", "spendDeviation"] as const;
const scalars = ["timeUnit", "opportunitiesPerYear", "observedUntil", "spendHalfLife"] as const;
const parts = ["customers", "holdout", "leftOut", "account"] as const;
const known: ReadonlySet<string> = /* @__PURE__ */ (() =>
  new Set([
    ...["frequency", "recency", "age", "periodCounts", "warnings", "purchases", "covariates", "covariateBases"],
    ...optionalColumns,
    ...nullableColumns,
    ...scalars,
    ...parts,
  ]))();

/** Puts the columns of checked histories with disjoint customers one below the other, and adds their counts. */
export function concatenateHistories(histories: readonly PurchaseHistory[], first: PurchaseHistory): PurchaseHistory {
  histories.forEach((history, i) => {
    const path = `histories[${i}]`;
    for (const name of Object.keys(history)) if (!known.has(name)) refuseField(`${path}.${name}`);
    for (const name of scalars) requireSame(history[name], first[name], `${path}.${name}`);
    requireSameFields(history, first, [...optionalColumns, ...nullableColumns, ...parts], path);
    requireSame(history.holdout?.duration, first.holdout?.duration, `${path}.holdout.duration`);
    if (history.holdout !== undefined) requireSameFields(history.holdout, first.holdout!, ["spend"], `${path}.holdout`);
  });
  const join = (column: (history: PurchaseHistory) => Column | undefined): Float64Array => {
    const joined = new Float64Array(histories.reduce((sum, history) => sum + history.frequency.length, 0));
    let at = 0;
    for (const history of histories) {
      joined.set(column(history)!, at);
      at += history.frequency.length;
    }
    return joined;
  };
  const columns = {
    frequency: join((history) => history.frequency),
    recency: join((history) => history.recency),
    age: join((history) => history.age),
    ...Object.fromEntries(
      optionalColumns
        .filter((name) => first[name] !== undefined)
        .map((name) => [name, join((history) => history[name])]),
    ),
  };
  const joinNullable = (name: (typeof nullableColumns)[number]): Column | NullableColumn =>
    histories.every((history) => history[name] instanceof Float64Array)
      ? join((history) => history[name] as Float64Array)
      : histories.flatMap((history) => Array.from<number | null>(history[name]!));
  const holdout: Holdout | undefined = first.holdout && {
    duration: first.holdout.duration,
    frequency: join((history) => history.holdout?.frequency),
    ...(first.holdout.spend === undefined ? {} : { spend: join((history) => history.holdout?.spend) }),
  };
  const periodCounts = addPeriodCounts(histories);
  return {
    ...columns,
    ...Object.fromEntries(
      nullableColumns.filter((name) => first[name] !== undefined).map((name) => [name, joinNullable(name)]),
    ),
    ...(first.spendHalfLife === undefined ? {} : { spendHalfLife: first.spendHalfLife }),
    ...joinCovariates(histories, first, join),
    timeUnit: first.timeUnit,
    ...(first.opportunitiesPerYear === undefined ? {} : { opportunitiesPerYear: first.opportunitiesPerYear }),
    ...(first.customers === undefined ? {} : { customers: joinIds(histories) }),
    ...(first.observedUntil === undefined ? {} : { observedUntil: first.observedUntil }),
    ...(holdout === undefined ? {} : { holdout }),
    ...(periodCounts == null ? {} : { periodCounts }),
    ...(first.leftOut === undefined ? {} : { leftOut: addLeftOut(histories) }),
    ...(first.account === undefined ? {} : { account: addAccounts(histories) }),
    warnings: [
      ...addWarnings(histories),
      ...historyWarnings(columns),
      ...(periodCounts === null ? [unalignedPeriods] : []),
    ],
  };
}

function refuseField(path: string): never {
  throw new InputError({
    code: "bad-option",
    path,
    expected: "only the fields of a summary",
    received: undefined,
    advice: "Add further fields after the merge.",
  });
}

function joinIds(histories: readonly PurchaseHistory[]): string[] {
  const ids = new Set<string>();
  histories.forEach((history, i) => {
    history.customers!.forEach((id, row) => {
      if (!ids.has(id)) {
        ids.add(id);
        return;
      }
      throw new InputError({
        code: "duplicate-id",
        path: `histories[${i}].customers[${row}]`,
        expected: "a customer that is in no other shard",
        received: id,
        advice: "Split the log by customer, or summarise the shards with keepPurchases: true.",
      });
    });
  });
  return [...ids];
}

const unalignedPeriods: Warning = {
  code: "period-counts-left-out",
  message: "The shards' periods do not start whole periods apart: summarise with keepPurchases to count them together.",
};

/**
 * The sum of the period counts; `null` where the periods of two shards overlap in part or one has none, `undefined`
 * where nobody has any. A shard without customers has nothing to count.
 */
function addPeriodCounts(histories: readonly PurchaseHistory[]): PeriodCounts | null | undefined {
  const { timeUnit } = histories[0]!;
  // Opportunities have no calendar.
  if (timeUnit === "opportunity") return undefined;
  const unit = daysPerUnit[timeUnit];
  const ends = histories.map((history) => history.periodCounts?.end);
  const end = ends.find((day) => day !== undefined);
  ends.forEach((day, i) => {
    if (day !== undefined) requireSame(day, end, `histories[${i}].periodCounts.end`);
  });
  const filled = histories.filter((history) => history.frequency.length > 0);
  const parts = filled.map((history) => history.periodCounts).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const firstDay = parts.reduce((day, part) => Math.min(day, part.firstDay), Infinity);
  const shifts = parts.map((part) => (part.firstDay - firstDay) / unit);
  const aligned = shifts.every((shift) => Math.abs(shift - Math.round(shift)) < 1e-9);
  if (!aligned || parts.length < filled.length) return null;
  const length = parts.reduce((longest, part, i) => Math.max(longest, Math.round(shifts[i]!) + part.counts.length), 0);
  const counts = new Float64Array(length);
  parts.forEach((part, i) => {
    const from = Math.round(shifts[i]!);
    for (let k = 0; k < part.counts.length; k++) counts[from + k]! += part.counts[k]!;
  });
  return { firstDay, end: parts[0]!.end, counts };
}

function addLeftOut(histories: readonly PurchaseHistory[]): LeftOut[] {
  const tallies = [...emptyTallies("transactions"), ...emptyTallies("customers")];
  let shift = 0;
  for (const { leftOut, account } of histories) {
    for (const part of leftOut!) {
      let tally = tallies.find(({ reason, what }) => reason === part.reason && what === part.what);
      if (tally === undefined) {
        // A reason of the caller's own, in a history made by hand.
        tally = { reason: part.reason, what: part.what, count: 0, transactions: 0, examples: [] };
        tallies.push(tally);
      }
      addTally(tally, part, shift);
    }
    shift += account?.read ?? 0;
  }
  return tallies.filter((tally) => tally.count > 0);
}

function addAccounts(histories: readonly PurchaseHistory[]): RowAccount {
  const sum = (name: keyof RowAccount): number => histories.reduce((total, { account }) => total + account![name], 0);
  return {
    read: sum("read"),
    purchases: sum("purchases"),
    merged: sum("merged"),
    netted: sum("netted"),
    leftOut: sum("leftOut"),
  };
}

/** Warnings about rows of the log, counts added; those about the columns are made anew. */
function addWarnings(histories: readonly PurchaseHistory[]): Warning[] {
  const merged = new Map<string, Warning>();
  for (const warning of histories.flatMap((history) => history.warnings ?? [])) {
    if (columnWarningCodes.includes(warning.code)) continue;
    const before = merged.get(warning.code);
    const count = before?.count === undefined ? warning.count : before.count + (warning.count ?? 0);
    merged.set(warning.code, count === undefined ? warning : { ...warning, count });
  }
  return [...merged.values()];
}
