import type { Ridge } from "../../statistics/maximum-likelihood.ts";
import { betaTransform, gammaTransform, sideBySide } from "../../statistics/transforms.ts";
import type { Warning } from "../../types.ts";
import { betaGeometricLikelihood } from "./beta-geometric-likelihood.ts";
import { type Estimation, ratePrior, sameRatesRidge, weakPrior } from "./estimate-process.ts";

/** Where the optimum of r, alpha, a and b may lie at infinity: same purchase rates, no drop-out, same drop-out chances. */
export const dropOutRidges: readonly Ridge[] = [
  sameRatesRidge,
  {
    axis: 2,
    towards: -1,
    sided: true,
    limit: warning(
      "no-death",
      "The data show no drop-out: a / (a + b) runs to 0. Everybody counts as active; a longer observation would tell more.",
    ),
    weak: warning(
      "weak-drop-out",
      "The mean drop-out chance is poorly determined from below; predictions far ahead are uncertain.",
    ),
  },
  {
    axis: 2,
    towards: 1,
    sided: true,
    limit: warning(
      "all-drop-out",
      "Everybody drops out at the first chance: a / (a + b) runs to 1. Hardly anybody counts as active; the customers who came back are too few to say more.",
    ),
  },
  {
    axis: 3,
    towards: 1,
    // Where nobody drops out there is no chance to do so that could differ.
    moot: "no-death",
    limit: warning(
      "b-infinite",
      "Customers do not differ in their drop-out chance: a and b run to infinity with a / (a + b) fixed. Predictions remain valid; a and b mean nothing one by one.",
    ),
    weak: warning("weak-a-b", "The spread of drop-out chances (a + b) is poorly determined; predictions remain valid."),
  },
];

/* @__NO_SIDE_EFFECTS__ */ function warning(code: string, message: string): Warning {
  return { code, message };
}

/** Share of customers with a repeat purchase below which a base is dormant. */
const fewRepeaters = 0.25;

/** How BG/NBD (0) and MBG/NBD (1) are estimated. */
export function betaGeometricEstimation(zeroDropOut: 0 | 1): Estimation {
  return {
    parameterNames: ["r", "alpha", "a", "b"],
    transform: /* @__PURE__ */ sideBySide(gammaTransform, betaTransform),
    columns: ["recency", "age"],
    likelihood: (rows) => betaGeometricLikelihood(rows, zeroDropOut),
    // Purchases per active time are more than purchases per time: customers spend part of it having dropped out.
    starts: ({ meanRate, activeRate, repeatShare }) => [
      startAt(0.5, 1.5 * meanRate, 0.2, 3),
      startAt(2, meanRate, 0.05, 10),
      // Where few come back, most of them have dropped out, or were never to come: other hills than those of a busy base.
      ...(repeatShare < fewRepeaters
        ? [
            startAt(1, activeRate, 0.7, 3),
            startAt(2, activeRate, 1 - repeatShare, 10),
            startAt(0.02, activeRate, 0.9, 3),
          ]
        : []),
    ],
    ridges: dropOutRidges,
    priors: ({ meanRate }) => [weakPrior, ratePrior(meanRate), weakPrior, weakPrior],
  };
}

function startAt(r: number, meanRate: number, meanDropOut: number, precision: number): number[] {
  return [r, r / meanRate, meanDropOut * precision, (1 - meanDropOut) * precision];
}
