import type { Job } from "../job.ts";
import { job as bgNbd } from "./posterior-bg-nbd.ts";

export const job: Job = {
  ...bgNbd,
  title: "BG/NBD, nutpie",
  portfolios: { ...bgNbd.portfolios, quick: [] },
  restsOn:
    "As above with the faster sampler that pymc-marketing can be told to use; it compiles the model in each call, which is part of the call's time.",
};
