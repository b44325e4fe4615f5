import { expect, it } from "vitest";
import type { PurchaseHistory } from "../../../../src/clv/history/purchase-history.ts";
import { summarizeTransactions } from "../../../../src/clv/history/summarize-transactions.ts";
import { describeReference, readReference, readReferenceCsv } from "../../../reference-data.ts";
import { reproduces } from "../../../validation.ts";

const total = (column: ArrayLike<number>): number => Array.from(column).reduce((sum, value) => sum + value, 0);

function expectAccount(history: PurchaseHistory): void {
  const { read, purchases, merged, netted, leftOut } = history.account!;
  expect(purchases + merged + netted + leftOut).toBe(read);
}

describeReference("CDNOW sample", () => {
  const summarize = (): PurchaseHistory =>
    summarizeTransactions(readReferenceCsv("cdnow_sample.csv"), {
      customer: (r) => r["customer_id"]!,
      date: (r) => r["date"]!,
      amount: (r) => Number(r["amount"]),
      timeUnit: "week",
      splitAt: "1997-09-30",
      observedUntil: "1998-06-30",
    });

  it("gives the classic 39-week summary, customer by customer", () => {
    const history = summarize();
    const classic = readReferenceCsv("cdnow_sample_cbs.csv");
    expect(history.customers).toEqual(classic.map((r) => r["customer_id"]!.padStart(4, "0")));
    const worst = { times: 0, spend: 0 };
    classic.forEach((row, i) => {
      expect(history.frequency[i]).toBe(Number(row["x"]));
      expect(history.holdout!.frequency[i]).toBe(Number(row["x_star"]));
      worst.times = Math.max(worst.times, Math.abs(history.recency[i]! - Number(row["t_x"])));
      worst.times = Math.max(worst.times, Math.abs(history.age[i]! - Number(row["T_cal"])));
      worst.spend = Math.max(worst.spend, Math.abs(history.meanSpend![i]! - Number(row["m_x"])));
    });
    expect(worst.times).toBeLessThan(1e-12);
    expect(worst.spend).toBeLessThan(1e-12);
  });

  it("has the published totals", () => {
    const history = summarize();
    const source = "BTYD 2.4.3, cdnowSummary (Fader & Hardie's CDNOW sample)";
    const figure = (name: string, expected: number, tolerance: number) => ({
      area: "clv",
      figure: `Purchase history, CDNOW sample, 39 weeks: ${name}`,
      source,
      expected,
      tolerance,
    });
    reproduces(figure("customers", 2357, 0), history.frequency.length);
    reproduces(figure("repeat purchases", 2457, 0), total(history.frequency));
    reproduces(figure("sum of t_x in weeks", 16135.5714, 1e-8), total(history.recency));
    reproduces(figure("sum of T in weeks", 77111.2857, 1e-9), total(history.age));
    reproduces(figure("purchases in the holdout 39 weeks", 1882, 0), total(history.holdout!.frequency));
    expect(history.holdout!.duration).toBe(39);
    expect(history.account).toEqual({ read: 6919, purchases: 6696, merged: 223, netted: 0, leftOut: 0 });
  });

  it("cumulates its period counts to the tracking of BTYD", () => {
    const tracking = readReferenceCsv("cdnow_sample_cumulative_tracking.csv");
    let sum = 0;
    const cumulative = Array.from(summarize().periodCounts!.counts, (count) => {
      sum += count;
      return sum;
    });
    expect(cumulative).toEqual(tracking.map((r) => Number(r["cumulative_repeat_transactions"])));
  });

  it("gives the same from the log whose days CLVTools merged", () => {
    const merged = summarizeTransactions(readReferenceCsv("cdnow_sample_clvtools.csv"), {
      customer: (r) => r["customer_id"]!,
      date: (r) => r["date"]!,
      timeUnit: "week",
      splitAt: "1997-09-30",
      observedUntil: "1998-06-30",
    });
    const history = summarize();
    // Their ids lost the leading zeros and are in the order of text.
    const row = new Map(merged.customers!.map((id, i) => [id.padStart(4, "0"), i]));
    history.customers!.forEach((id, i) => {
      expect(merged.frequency[row.get(id)!]).toBe(history.frequency[i]);
      expect(merged.recency[row.get(id)!]).toBe(history.recency[i]);
    });
    expect(merged.periodCounts).toEqual(history.periodCounts);
  });
});

describeReference("other logs, against sums computed by a separate script", () => {
  const sums = (history: PurchaseHistory): number[] =>
    [history.frequency, history.recency, history.age].map((column) => Math.round(total(column)));

  it("CDNOW, all customers", () => {
    const history = summarizeTransactions(readReferenceCsv("cdnow_master.csv"), {
      customer: (r) => r["customer_id"]!,
      date: (r) => r["date"]!,
      amount: (r) => Number(r["amount"]),
      timeUnit: "day",
      observedUntil: "1998-06-30",
    });
    expect(history.customers).toHaveLength(23_570);
    expect(sums(history)).toEqual([44_021, 3_178_932, 11_834_346]);
    expect(total(history.meanSpend!) / 414_282.38439722353).toBeCloseTo(1, 12);
    expect(history.account).toEqual({ read: 69_659, purchases: 67_591, merged: 2068, netted: 0, leftOut: 0 });
    expect(history.warnings!.find((warning) => warning.code === "zero-amounts")!.count).toBe(80);
  });

  it("Berka: credits to accounts of a Czech bank, dates written yymmdd", () => {
    const credits = readReferenceCsv("berka/trans_1993-01_1994-03.asc.gz", ";").filter((r) => r["type"] === "PRIJEM");
    const history = summarizeTransactions(credits, {
      customer: (r) => r["account_id"]!,
      date: (r) => r["date"]!,
      amount: (r) => Number(r["amount"]),
      datePattern: "yymmdd",
      timeUnit: "day",
      observedFrom: "1993-01-01",
      observedUntil: "1994-03-31",
    });
    expect(history.customers).toHaveLength(1229);
    expect(sums(history)).toEqual([21_160, 311_902, 314_251]);
    expect(total(history.meanSpend!) / 9_682_266.319633564).toBeCloseTo(1, 12);
    expect(history.account).toEqual({ read: 22_994, purchases: 22_389, merged: 605, netted: 0, leftOut: 0 });
  });

  it("Online Retail: many lines a day, times of day, returns", () => {
    const tail = /,(-?\d+),([^,]+),([^,]+),(\d*),[^,]+$/;
    const sales = readReference("online-retail/online_retail.csv.gz")
      .split(/\r?\n/)
      .slice(1)
      .map((line) => tail.exec(line))
      .filter((fields) => fields !== null && fields[4] !== "") as RegExpExecArray[];
    const history = summarizeTransactions(sales, {
      customer: (fields) => fields[4]!,
      date: (fields) => fields[2]!,
      amount: (fields) => Number(fields[1]) * Number(fields[3]),
      timeUnit: "day",
      observedUntil: "2011-12-09",
    });
    expect(history.customers).toHaveLength(4339);
    expect(sums(history)).toEqual([12_427, 567_287, 966_655]);
    expect(total(history.meanSpend!) / 1_331_830.7430174516).toBeCloseTo(1, 12);
    expect(history.leftOut!.map(({ reason, count }) => [reason, count])).toEqual([
      ["returns", 8905],
      ["only-returns", 33],
    ]);
    expectAccount(history);
  });

  it("grocery: sums of the logarithms of the gaps, as BTYDplus computes them", () => {
    const history = summarizeTransactions(readReferenceCsv("grocery_transactions.csv"), {
      customer: (r) => r["customer_id"]!,
      date: (r) => r["date"]!,
      timeUnit: "week",
      splitAt: "2006-12-31",
      observedUntil: "2007-12-30",
    });
    const row = new Map(history.customers!.map((id, i) => [id, i]));
    for (const expected of readReferenceCsv("grocery_cbs.csv")) {
      const i = row.get(expected["cust"]!)!;
      expect(history.frequency[i]).toBe(Number(expected["x"]));
      expect(history.holdout!.frequency[i]).toBe(Number(expected["x.star"]));
      expect(history.age[i]).toBeCloseTo(Number(expected["T.cal"]), 12);
      expect(history.logGapSum![i]).toBeCloseTo(Number(expected["litt"]), 11);
    }
    expect(history.frequency).toHaveLength(1525);
  });
});
