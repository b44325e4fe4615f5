import { bgNbd, fitBgNbd } from "customer-equity/clv";
import type { Job } from "../job.ts";
import { purchaseModelJob } from "../purchase-model.ts";

export const job: Job = purchaseModelJob({
  title: "BG/NBD",
  parameters: ["r", "alpha", "a", "b"],
  model: bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" }),
  fit: fitBgNbd,
  withErrors: true,
  restsOn:
    "Both sides fit the same columns from their own start and give standard errors: here from analytic second derivatives, there from a Hessian by automatic differentiation. Rows that occur more than once count once here.",
  goals: { "cdnow-sample": 20, "portfolio-2k": 20, "portfolio-1m": 8 },
});
