import { fitParetoNbd, paretoNbd } from "customer-equity/clv";
import type { Job } from "../job.ts";
import { purchaseModelJob } from "../purchase-model.ts";

export const job: Job = purchaseModelJob({
  title: "Pareto/NBD",
  parameters: ["r", "alpha", "s", "beta"],
  model: paretoNbd({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669, timeUnit: "week" }),
  fit: (history) => fitParetoNbd(history),
  withErrors: false,
  // Where the peer stops; our likelihood is the higher one.
  apart: 2e-3,
  restsOn:
    "The peer searches by Nelder–Mead without gradients, from a random start, and gives no standard errors; here they are part of the time. One likelihood there takes two hypergeometric series a customer, here one quadrature that gives first and second derivatives as well.",
  goals: { "cdnow-sample": 15, "portfolio-2k": 15, "portfolio-1m": 20 },
});
