import { fitMbgNbd, mbgNbd } from "customer-equity/clv";
import type { Job } from "../job.ts";
import { purchaseModelJob } from "../purchase-model.ts";

export const job: Job = purchaseModelJob({
  title: "MBG/NBD",
  parameters: ["r", "alpha", "a", "b"],
  model: mbgNbd({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614, timeUnit: "week" }),
  fit: fitMbgNbd,
  withErrors: true,
  restsOn: "As for BG/NBD.",
  goals: { "cdnow-sample": 20, "portfolio-2k": 20, "portfolio-1m": 8 },
});
