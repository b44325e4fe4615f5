import type { Estimation } from "./estimate-process.ts";
import { bgNbdEstimation } from "./fit-bg-nbd.ts";
import { mbgNbdEstimation } from "./fit-mbg-nbd.ts";
import { nbdEstimation } from "./fit-nbd.ts";
import { paretoNbdEstimation } from "./fit-pareto-nbd.ts";

/** How each kind is estimated: for samplers, profiles and tests, which know a model by its kind alone. Never loaded by scoring. */
export const estimations: Readonly<Record<string, Estimation>> = Object.freeze({
  "bg-nbd": bgNbdEstimation,
  "mbg-nbd": mbgNbdEstimation,
  nbd: nbdEstimation,
  "pareto-nbd": paretoNbdEstimation,
});
