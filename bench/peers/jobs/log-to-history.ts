import { type PurchaseHistory, summarizeTransactionColumns } from "customer-equity/clv";
import { type Job, relativeDifferences } from "../job.ts";

export const job: Job = {
  title: "log to purchase histories",
  peer: "lifetimes",
  restsOn:
    "Both sides begin with columns in memory, in random order: here typed arrays of ids, day numbers and amounts, there a data frame of integer ids, dates and amounts, as pandas reads them from a file. The histories here also have the sum of the logarithms of gaps, the spread of amounts, the account of rows and warnings.",
  portfolios: { quick: ["log-50k", "log-500k"], whole: ["log-50k", "log-500k", "log-5m"] },
  steps: [
    {
      name: "summarize",
      title: "summarize",
      run: ({ columns, numbers }) => {
        const { customer, day, amount } = columns as {
          customer: Int32Array;
          day: Int32Array;
          amount: Float64Array;
        };
        return summarizeTransactionColumns(
          { customer, day, amount },
          { timeUnit: "day", observedUntil: numbers["observedUntil"]! },
        );
      },
      answers: ({ customers, frequency, recency, age, meanSpend }: PurchaseHistory) => {
        // The peer sorts by id.
        const order = Uint32Array.from(customers!.keys()).sort((i, j) => Number(customers![i]) - Number(customers![j]));
        const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(order, (i) => values[i]!);
        return {
          columns: {
            frequency: sorted(frequency),
            recency: sorted(recency),
            age: sorted(age),
            meanSpend: sorted(meanSpend!),
          },
        };
      },
      compare: relativeDifferences({ frequency: 0, recency: 0, age: 0, meanSpend: 1e-12 }),
      goals: { "log-5m": 8 },
    },
  ],
};
