import { logParetoKernel } from "../../numeric/pareto-kernel.ts";
import { powerIntegral } from "../../numeric/power-integral.ts";
import type { RandomStream } from "../../numeric/random.ts";

/** Below this chance of acceptance the distribution function is inverted instead. */
const leastAcceptance = 0.05;

/**
 * Draws when a customer of a Pareto/NBD population who left between `from` and `to` did so: density proportional to
 * (A + u)^−p (B + u)^−q. By rejection: one factor is drawn from, the other accepts, whichever way round accepts more (the chances follow from `logMass`);
 * by bisection on the kernel where neither does.
 *
 * Domain: p > 0, q > 1, A, B > 0, 0 <= from < to; `logMass` is the logarithm of the integral of the density, `logParetoKernel(p, q − 1, A, B, from, to)`.
 */
export function drawParetoEnd(
  p: number,
  q: number,
  A: number,
  B: number,
  from: number,
  to: number,
  logMass: number,
  stream: RandomStream,
): number {
  const a = A + from;
  const b = B + from;
  const span = to - from;
  // Mass relative to the density at `from`, and the same without one factor or the other.
  const mass = Math.exp(logMass + p * Math.log(a) + q * Math.log(b));
  const viaA = mass / (a * powerIntegral(p, span / a));
  const viaB = mass / (b * powerIntegral(q, span / b));
  const better = Math.max(viaA, viaB);
  if (!(better > leastAcceptance)) return bisect(p, q, A, B, from, to, logMass + Math.log(stream.uniform()));
  const [c, k, other, exponent] = viaA > viaB ? [a, p, b, q] : [b, q, a, p];
  for (;;) {
    const u = drawPower(c, k, span, stream.uniform());
    if (-stream.exponential() < -exponent * Math.log1p(u / other)) return from + u;
  }
}

/** The point below which a share of the density (c + u)^−k on (0, span) lies. */
function drawPower(c: number, k: number, span: number, share: number): number {
  const e = 1 - k;
  const reach = Math.log1p(span / c);
  // Logarithm of (c + u) / c; uniform at k = 1.
  const y = Math.abs(e) * reach < 1e-8 ? share * reach : Math.log1p(share * Math.expm1(e * reach)) / e;
  return Math.min(span, c * Math.expm1(y));
}

/** The point up to which the kernel has the given logarithm, to 50 halvings of the logarithm of the time. */
function bisect(p: number, q: number, A: number, B: number, from: number, to: number, logShare: number): number {
  const c = Math.min(A, B) + from;
  let low = 0;
  let high = Math.log1p((to - from) / c);
  for (let k = 0; k < 50; k++) {
    const middle = 0.5 * (low + high);
    if (logParetoKernel(p, q - 1, A, B, from, from + c * Math.expm1(middle)) < logShare) low = middle;
    else high = middle;
  }
  return Math.min(to, from + c * Math.expm1(0.5 * (low + high)));
}
