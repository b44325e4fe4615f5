import { stirlingRemainder } from "../../numeric/gamma-functions.ts";
import { regularizedGammaQ } from "../../numeric/incomplete-gamma.ts";
import { log1pMinus } from "../../numeric/linear-remainders.ts";

/**
 * Erlang's loss formula B: the chance that all of `servers` are busy where who finds them so goes away, for an offered load in erlang. As a ratio
 * of the Poisson probability of `servers` and the chance of at most that many, so that neither powers nor factorials overflow.
 * Domain: load > 0, whole servers of at least 1.
 */
export function erlangB(load: number, servers: number): number {
  // ln of load^c e^-load / c! = c (ln(1 + x) - x) - ln(2 pi c) / 2 - the rest of Stirling's formula, for load = c (1 + x).
  const x = (load - servers) / servers;
  // Far below, x is too near to -1 to have the digits of the load.
  const remainder = x > -0.4 ? log1pMinus(x) : Math.log(load / servers) - x;
  const logPoisson = servers * remainder - 0.5 * Math.log(2 * Math.PI * servers) - stirlingRemainder(servers);
  return Math.exp(logPoisson) / regularizedGammaQ(servers + 1, load);
}

/** Erlang's delay formula C: the chance to have to wait. Domain: 0 < load < servers. */
export function erlangC(load: number, servers: number): number {
  const blocked = erlangB(load, servers);
  return blocked / (1 - (load / servers) * (1 - blocked));
}
