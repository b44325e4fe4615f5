import type { Transform } from "../../statistics/transforms.ts";
import { finiteMeanFrequencyTransform, frequencyTransform } from "./fit-frequency-gamma-gamma.ts";
import { finiteMeanTransform, gammaGammaTransform } from "./fit-gamma-gamma.ts";
import { normalNormalTransform } from "./fit-normal-normal.ts";
import { shiftedTransform } from "./fit-shifted-gamma-gamma.ts";
import { finiteMeanTrendTransform, trendTransform } from "./fit-trend-gamma-gamma.ts";
import type { SpendModel } from "./kinds.ts";

/** The spaces in which each kind is estimated; the shifted one in that of gamma-gamma where its shift is given. */
export const spendTransforms: Readonly<Record<SpendModel["kind"], readonly Transform[]>> = {
  "gamma-gamma": [gammaGammaTransform, finiteMeanTransform],
  "shifted-gamma-gamma": [shiftedTransform, gammaGammaTransform],
  "normal-normal": [normalNormalTransform],
  "frequency-gamma-gamma": [frequencyTransform, finiteMeanFrequencyTransform],
  "trend-gamma-gamma": [trendTransform, finiteMeanTrendTransform],
};
