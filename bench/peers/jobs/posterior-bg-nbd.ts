import { fitBgNbd } from "customer-equity/clv";
import type { Job } from "../job.ts";
import { posteriorJob } from "../posterior-model.ts";

export const job: Job = posteriorJob({
  title: "BG/NBD",
  parameters: ["r", "alpha", "a", "b"],
  fit: (history) => fitBgNbd(history),
  working: ({ r, alpha, a, b }) => [Math.log(r!), Math.log(r! / alpha!), Math.log(a! / b!), Math.log(a! + b!)],
  // r ~ Weibull(2, 1), alpha ~ Weibull(2, 10), a / (a + b) ~ Uniform(0, 1), a + b ~ Pareto(1, 1), each times its derivative there.
  peersPrior: ({ r, alpha, a, b }) => {
    const weibull = (x: number, scale: number): number => 2 * Math.log(x) - (x / scale) ** 2;
    const precision = a! + b!;
    return precision < 1
      ? -Infinity
      : weibull(r!, 1) + weibull(alpha!, 10) + Math.log((a! * b!) / precision ** 2) - Math.log(precision);
  },
  restsOn:
    "NUTS on both sides, one thread, as many chains and kept draws; the time is that of the whole call, which here includes the fit that scales the sampler, and is divided by the effective draws of the parameter that has the fewest, reckoned alike on both sides (the rank-normalised bulk size, compared with ArviZ's). The warm call of the peer is the second in its process: its model is compiled by then.",
  goals: { "cdnow-sample": 10, "portfolio-2k": 10 },
});
