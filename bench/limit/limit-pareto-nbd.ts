import { likelihoodRows } from "../../src/clv/history/likelihood-rows.ts";
import { paretoNbdEstimation } from "../../src/clv/transactions/fit-pareto-nbd.ts";
import type { Job } from "../peers/job.ts";
import { likelihoodPassJob } from "../peers/likelihood-pass.ts";

export const job: Job = likelihoodPassJob(
  "Pareto/NBD",
  { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
  ({ columns }) => {
    const { frequency, recency, age } = columns as Record<string, Float64Array>;
    return paretoNbdEstimation.likelihood(likelihoodRows(frequency!, [recency!, age!], undefined));
  },
);
