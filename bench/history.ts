/**
 * Five million transactions of a million customers to a purchase history: seconds and memory, from typed columns, string
 * ids and records; and the check that every verb makes.
 *
 * Run: npm run bench
 */
import { mergeHistories } from "../src/clv/history/merge-histories.ts";
import { requireHistory } from "../src/clv/history/require-history.ts";
import { summarizeTransactionColumns } from "../src/clv/history/summarize-transaction-columns.ts";
import { summarizeTransactions } from "../src/clv/history/summarize-transactions.ts";
import { isoDate } from "../src/time.ts";

const rows = 5_000_000;
const customers = 1_000_000;
const options = { timeUnit: "week", observedUntil: 20_000 } as const;

/** A small linear congruential generator: the bench needs scattered numbers, not good ones. */
let state = 1;
function next(below: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * below);
}

const customer = new Uint32Array(rows);
const day = new Int32Array(rows);
const amount = new Float64Array(rows);
for (let i = 0; i < rows; i++) {
  customer[i] = next(customers);
  day[i] = 18_000 + next(2000);
  amount[i] = (1 + next(10_000)) / 100;
}

function time<T>(name: string, run: () => T): T {
  const start = performance.now();
  const result = run();
  const seconds = ((performance.now() - start) / 1000).toFixed(3);
  console.log(`${name.padEnd(48)} ${seconds} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
  return result;
}

const cases: Record<string, () => void> = {
  columns: () => {
    const history = time("typed columns, random order", () =>
      summarizeTransactionColumns({ customer, day, amount }, options),
    );
    time("requireHistory", () => requireHistory(history));
    time("requireHistory again", () => requireHistory(history));
  },
  sparse: () => {
    const ids = Float64Array.from(customer, (id) => id * 1009 + 7);
    time("typed columns, sparse ids", () => summarizeTransactionColumns({ customer: ids, day, amount }, options));
  },
  strings: () => {
    // Split from one text, as a reader of files would give them.
    const ids = customer.join(",c").split(",");
    time("string ids", () => summarizeTransactionColumns({ customer: ids, day, amount }, options));
  },
  records: () => {
    const records = Array.from({ length: 1_000_000 }, (_, i) => ({
      id: `c${customer[i]! % 200_000}`,
      on: isoDate(day[i]!),
    }));
    time("1,000,000 records with ISO dates", () =>
      summarizeTransactions(records, { customer: (r) => r.id, date: (r) => r.on, ...options }),
    );
  },
  merge: () => {
    const half = (from: number) => ({
      customer: customer.subarray(from, from + rows / 20),
      day: day.subarray(from, from + rows / 20),
      amount: amount.subarray(from, from + rows / 20),
    });
    const kept = { ...options, keepPurchases: true } as const;
    const shards = time("two shards of 250,000 rows", () =>
      [0, rows / 20].map((from) => summarizeTransactionColumns(half(from), kept)),
    );
    time("mergeHistories", () => mergeHistories(shards));
  },
};

console.log(
  `${rows} rows, ${customers} customers, node ${process.version}; before: ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
);
for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(cases)) cases[name]!();
