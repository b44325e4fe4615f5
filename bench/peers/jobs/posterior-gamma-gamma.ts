import { fitGammaGamma } from "customer-equity/clv";
import type { Job } from "../job.ts";
import { posteriorJob } from "../posterior-model.ts";

export const job: Job = {
  ...posteriorJob({
    title: "gamma-gamma",
    parameters: ["p", "q", "gamma"],
    fit: (history) => fitGammaGamma(history),
    working: ({ p, q, gamma }) => [Math.log(p!), Math.log(q!), Math.log((p! * gamma!) / q!)],
    // Flat over the parameters themselves.
    peersPrior: ({ p, q, gamma }) => Math.log(p! * q! * gamma!),
    restsOn: "As for the posterior of BG/NBD.",
  }),
  portfolios: { quick: [], whole: ["cdnow-sample or portfolio-2k"] },
};
