import { stirlingRemainder, stirlingRemainderSlope } from "../../numeric/gamma-functions.ts";
import { log1pMinus } from "../../numeric/linear-remainders.ts";
import type { LogLikelihood } from "../../statistics/maximum-likelihood.ts";
import type { LikelihoodRows } from "../history/likelihood-rows.ts";

/**
 * Log-likelihood and gradient in (p, q, γ, shift) over distinct rows of counts and means; -Infinity where the shift is above `ceiling`, which must be
 * below every mean.
 *
 * As the shift runs to -Infinity p and q grow with its square, and the model becomes the normal one: the terms that grow have therefore
 * been cancelled by hand. With a = pn, b = q, T = n(m − shift), e = qT − aγ:
 * ln L = a ln(1 + e/a(γ+T)) + b ln(1 − e/b(γ+T)) − ½ ln 2π(a+b)/ab − δ(a) − δ(b) + δ(a+b) − ln(m − shift), δ being Stirling's remainder.
 */
export function shiftedGammaGammaLikelihood(rows: LikelihoodRows, ceiling: number): LogLikelihood {
  const { counts, countWeights, index, weight } = rows;
  const mean = rows.columns[0]!;
  return (natural, gradient) => {
    const b = natural[1]!;
    const p = natural[0]!;
    const gamma = natural[2]!;
    const shift = natural[3]!;
    if (!(shift <= ceiling)) return -Infinity;
    let value = 0;
    let slopeP = 0;
    let slopeQ = 0;
    let slopeGamma = 0;
    let slopeShift = 0;
    const ownRemainder = stirlingRemainder(b);
    const ownSlope = stirlingRemainderSlope(b);
    for (let k = 0; k < counts.length; k++) {
      const n = counts[k]!;
      const w = countWeights[k]!;
      const a = p * n;
      const remainder = stirlingRemainder(a) + ownRemainder - stirlingRemainder(a + b);
      value -= w * (0.5 * (logTwoPi + Math.log(1 / a + 1 / b)) + remainder);
      const common = stirlingRemainderSlope(a + b) - 0.5 / (a + b);
      slopeP += w * n * (0.5 / a - stirlingRemainderSlope(a) + common);
      slopeQ += w * (0.5 / b - ownSlope + common);
    }
    for (let i = 0; i < mean.length; i++) {
      const n = counts[index[i]!]!;
      const w = weight[i]!;
      const a = p * n;
      const above = mean[i]! - shift;
      const total = n * above;
      const whole = gamma + total;
      const excess = b * (total / whole) - a * (gamma / whole);
      const up = excess / a;
      const down = -excess / b;
      const upRest = Math.abs(up) < 0.5 ? log1pMinus(up) : Math.log((total / whole) * (1 + b / a)) - up;
      const downRest = Math.abs(down) < 0.5 ? log1pMinus(down) : Math.log((gamma / whole) * (1 + a / b)) - down;
      value += w * (a * upRest + b * downRest - Math.log(above));
      slopeP += w * n * (upRest + up);
      slopeQ += w * (downRest + down);
      slopeGamma += (w * excess) / gamma;
      slopeShift += (w * (excess + 1)) / above;
    }
    gradient[0] = slopeP;
    gradient[1] = slopeQ;
    gradient[2] = slopeGamma;
    gradient[3] = slopeShift;
    return value;
  };
}

const logTwoPi = /* @__PURE__ */ Math.log(2 * Math.PI);
