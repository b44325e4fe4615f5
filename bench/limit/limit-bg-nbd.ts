import { likelihoodRows } from "../../src/clv/history/likelihood-rows.ts";
import { betaGeometricEstimation } from "../../src/clv/transactions/fit-beta-geometric.ts";
import type { Job } from "../peers/job.ts";
import { likelihoodPassJob } from "../peers/likelihood-pass.ts";

export const job: Job = likelihoodPassJob("BG/NBD", { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, ({ columns }) => {
  const { frequency, recency, age } = columns as Record<string, Float64Array>;
  return betaGeometricEstimation(0).likelihood(likelihoodRows(frequency!, [recency!, age!], undefined));
});
