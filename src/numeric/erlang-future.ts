import { betaMean } from "./beta-mean.ts";
import { logBetaDifference, logGamma, logGammaDifference } from "./gamma-functions.ts";
import { betaTail } from "./incomplete-beta.ts";

/** Sums over events are made where they are shorter than this; beyond it the quadrature over the stopping chance costs less. */
const longSum = 5000;

/** Standard deviations around its mean within which the number of events lies to the last digit. */
const spread = 12;

/** Counted events after which, at a stopping chance above 1/2, nothing is left to the last digit. */
const shortLife = 60;

/** Above this the terms of the phases are scaled down. */
const ceiling = 1e250;

/**
 * The future of a process that counts every k-th event and may stop, with chance p ~ Beta(a, stay), after each that is counted. Events come
 * at a rate lambda; of `elapsed` = s / (A + s) it is known that less than k events fell into the last stretch s, before which lambda was
 * Gamma(rho, A). So the phase j, the events since the last counted one, has the weight (rho)_j elapsed^j / j!, and given it lambda ~
 * Gamma(rho + j, B), B = A + s: the events within t = w B ahead are negative binomial, and the n-th counted one is the (nk - j)-th.
 *
 * Two forms. Short futures: sums over the number of events, all terms positive. Long ones (5,000 likely numbers, or w above 100):
 * with theta = 1 - p, theta^floor(M / k) is a sum over the k-th roots of theta,
 * (p / (k theta)) sum over z^k = theta of z^(M + 1) / (1 - z), whose mean over the events is a power, (1 + w (1 - z))^-(rho + j): that is
 * summed in complex arithmetic and the mean over p taken by {@link betaMean}; above p = 1/2, where the roots would cancel, by powers
 * of theta.
 *
 * An instance is used for many rows: {@link given} sets the row. Relative error below 1e-11 (tests/golden/mpmath_cnbd.json).
 *
 * Domain: k >= 1 whole, a, stay, rho > 0, 0 <= elapsed < 1, w >= 0.
 */
export class ErlangFuture {
  readonly #k: number;
  readonly #a: number;
  /** Weights of the phases, summing to 1. */
  readonly phases: Float64Array;
  /** ln of the sum of the phases' weights before they were made to sum to 1. */
  logPhases = 0;
  /** Shape of the rate in phase 0. */
  rho = 1;
  /** The expectation bends at a scaled time of 1. */
  readonly bend = 1;
  #stay = 1;
  /** For the quadrature: the chance of exactly n counted events for n < shortLife, and that of any. */
  readonly #counts: Float64Array = new Float64Array(shortLife);
  #some = 0;
  readonly #purchasesAt: (p: number, power: number, w: number) => number;
  readonly #aliveAt: (p: number, power: number, w: number) => number;

  constructor(k: number, a: number) {
    this.#k = k;
    this.#a = a;
    this.phases = new Float64Array(k);
    this.#purchasesAt = (p, _power, w) => (p > 0.5 ? this.#purchasesOfShortLife(p) : this.#overRoots(p, w, false));
    this.#aliveAt = (p, _power, w) => (p > 0.5 ? this.#aliveInShortLife(p) : this.#overRoots(p, w, true));
  }

  /** Sets the row: what is known of rate, phase and stopping chance. */
  given(rho: number, elapsed: number, stay: number): this {
    const { phases } = this;
    this.rho = rho;
    this.#stay = stay;
    let term = 1;
    let sum = 0;
    let scale = 0;
    for (let j = 0; j < phases.length; j++) {
      phases[j] = term;
      sum += term;
      term *= ((rho + j) * elapsed) / (j + 1);
      if (term > ceiling) {
        for (let i = 0; i <= j; i++) phases[i]! /= term;
        sum /= term;
        scale += Math.log(term);
        term = 1;
      }
    }
    for (let j = 0; j < phases.length; j++) phases[j]! /= sum;
    this.logPhases = Math.log(sum) + scale;
    return this;
  }

  /** The same, where the phase is known. */
  inPhase(j: number): void {
    this.phases.fill(0)[j] = 1;
  }

  /** Expected counted events within w. */
  at(w: number): number {
    if (w === 0) return 0;
    if (w === Infinity) return this.#a > 1 ? (this.#a + this.#stay - 1) / (this.#a - 1) : Infinity;
    if (this.#isShort(w)) return this.#sumOverEvents(w, false);
    this.#fillCounts(w);
    return betaMean(this.#a, this.#stay, this.#purchasesAt, this.rho + this.#k, w);
  }

  /** Chance not to have stopped within w. */
  alive(w: number): number {
    if (w === 0) return 1;
    if (this.#isShort(w) && (this.rho + this.#k) * Math.log1p(w) < 600)
      return Math.min(1, this.#sumOverEvents(w, true));
    this.#fillCounts(w);
    return Math.min(1, betaMean(this.#a, this.#stay, this.#aliveAt, this.rho + this.#k, w));
  }

  /** Chance of exactly n counted events within w. */
  exactly(n: number, w: number): number {
    if (w === 0) return n === 0 ? 1 : 0;
    const k = this.#k;
    const zeta = w / (1 + w);
    const stayed = Math.exp(logBetaDifference(this.#a, this.#stay, n));
    const stopped = n === 0 ? 0 : (stayed * this.#a) / (this.#stay + n - 1);
    let sum = 0;
    for (let j = 0; j < k; j++) {
      const weight = this.phases[j]!;
      if (weight === 0) continue;
      const rho = this.rho + j;
      // From the last event that makes the count n to the one before that which would make it n + 1.
      const first = Math.max(0, n * k - j);
      const last = n * k + k - 1 - j;
      let chance = Math.exp(
        logGammaDifference(rho, first) -
          logGamma(first + 1) -
          rho * Math.log1p(w) -
          (first === 0 ? 0 : first * Math.log1p(1 / w)),
      );
      let within = 0;
      for (let i = first; i <= last; i++) {
        within += chance;
        chance *= (zeta * (rho + i)) / (i + 1);
      }
      sum += weight * stayed * within;
      if (n > 0) sum += weight * stopped * betaTail(zeta, 1 / (1 + w), first, rho);
    }
    return sum;
  }

  #isShort(w: number): boolean {
    const mean = (this.rho + this.#k) * w;
    return w < 100 && Math.min(mean, 2 * spread * Math.sqrt(mean * (1 + w))) < longSum;
  }

  /**
   * The chance to go on, or the expected counted events, as a sum over the number of events: expectations from where it begins to be
   * likely, the chance from 0, as who goes on has had few.
   */
  #sumOverEvents(w: number, alive: boolean): number {
    const { rho, phases } = this;
    const k = this.#k;
    const zeta = w / (1 + w);
    const ratioLimit = 0.5 * (1 + zeta);
    const tolerance = 1e-17 / (1 + w) ** 2;
    let total = 0;
    for (let j = 0; j < k; j++) {
      const weight = phases[j]!;
      if (weight === 0) continue;
      const shape = rho + j;
      const mean = shape * w;
      const start = alive ? 0 : Math.max(0, Math.floor(mean - spread * Math.sqrt(mean * (1 + w))));
      let chance = Math.exp(
        -shape * Math.log1p(w) +
          (start === 0 ? 0 : logGammaDifference(shape, start) - logGamma(start + 1) - start * Math.log1p(1 / w)),
      );
      let stayed = 1;
      let expected = 0;
      let counted = 0;
      for (; (counted + 1) * k - j <= start; counted++) {
        expected += stayed;
        stayed *= (this.#stay + counted) / (this.#a + this.#stay + counted);
      }
      let sum = chance * (alive ? stayed : expected);
      for (let i = start + 1, phase = start + j + 1 - counted * k; ; i++, phase++) {
        chance *= (zeta * (shape + i - 1)) / i;
        if (phase === k) {
          phase = 0;
          expected += stayed;
          stayed *= (this.#stay + counted) / (this.#a + this.#stay + counted);
          counted++;
        }
        const term = chance * (alive ? stayed : expected);
        sum += term;
        const falling = zeta * (shape + i) < ratioLimit * (i + 1);
        if (falling && counted > 0 && term <= tolerance * sum) break;
      }
      total += weight * sum;
    }
    return total;
  }

  /** Chances of 0, 1, ... counted events, stopping apart. */
  #fillCounts(w: number): void {
    const k = this.#k;
    const zeta = w / (1 + w);
    const counts = this.#counts.fill(0);
    this.#some = 0;
    for (let j = 0; j < k; j++) {
      const weight = this.phases[j]!;
      if (weight === 0) continue;
      const rho = this.rho + j;
      let chance = Math.exp(-rho * Math.log1p(w));
      let few = 0;
      for (let i = 0, n = 0, phase = j; n < shortLife; i++) {
        counts[n]! += weight * chance;
        if (n === 0 && i > 0) few += chance;
        chance *= (zeta * (rho + i)) / (i + 1);
        if (++phase === k) {
          phase = 0;
          n++;
        }
      }
      this.#some += weight * Math.max(0, -Math.expm1(-rho * Math.log1p(w)) - few);
    }
  }

  #purchasesOfShortLife(p: number): number {
    let power = 1;
    let sum = 0;
    for (let n = 1; n < shortLife; n++) {
      power *= 1 - p;
      sum += power * this.#counts[n]!;
    }
    return (this.#some - sum) / p;
  }

  #aliveInShortLife(p: number): number {
    let power = 1;
    let sum = 0;
    for (let n = 0; n < shortLife; n++) {
      sum += power * this.#counts[n]!;
      power *= 1 - p;
    }
    return sum;
  }

  /**
   * Given the stopping chance: the chance to go on, or the expected counted events, by the sum over roots. Roots come in conjugate pairs;
   * the real one carries what is left when p is small, and is written so that nothing cancels there.
   */
  #overRoots(p: number, w: number, alive: boolean): number {
    const k = this.#k;
    const height = -Math.log1p(-p) / k;
    const root = Math.exp(-height);
    const away = -Math.expm1(-height);
    let sum = 0;
    const length = Math.log1p(w * away);
    for (let j = 0, power = root; j < k; j++, power *= root) {
      const weight = this.phases[j]!;
      if (weight === 0) continue;
      const rho = this.rho + j;
      if (alive) sum += weight * power * (p / away) * Math.exp(-rho * length);
      else if (w * away * (1 + rho) < 1e-17) sum += weight * power * rho * w;
      else sum += (weight * power * -Math.expm1(-rho * length)) / away;
    }
    for (let l = 1; 2 * l <= k; l++) {
      const part = this.#atRoot((2 * Math.PI * l) / k, root, w, alive);
      sum += (2 * l === k ? 1 : 2) * (alive ? p : 1) * part;
    }
    return Math.max(0, sum / (k * (1 - p)));
  }

  /** Real part of the sum over phases of weight z^(j + 1) / (1 - z) F, or of the same with 1 - F, F = (1 + w (1 - z))^-(rho + j), z = root e^(i angle). */
  #atRoot(angle: number, root: number, w: number, alive: boolean): number {
    const re = root * Math.cos(angle);
    const im = root * Math.sin(angle);
    const size = (1 - re) ** 2 + im * im;
    // z / (1 - z), then a factor z each phase.
    let zRe = (re * (1 - re) - im * im) / size;
    let zIm = im / size;
    const dRe = 1 + w * (1 - re);
    const dIm = -w * im;
    const dSize = dRe * dRe + dIm * dIm;
    const lengthened = 0.5 * Math.log(dSize);
    const turned = Math.atan2(dIm, dRe);
    const fall = -this.rho * lengthened;
    const turn = -this.rho * turned;
    const modulus = Math.exp(fall);
    let fRe = modulus * Math.cos(turn);
    let fIm = modulus * Math.sin(turn);
    // 1 - F of the first phase without cancellation where rho is small.
    let restRe = -Math.expm1(fall) * Math.cos(turn) + 2 * Math.sin(0.5 * turn) ** 2;
    let sum = 0;
    for (let j = 0; j < this.#k; j++) {
      sum += this.phases[j]! * (alive ? zRe * fRe - zIm * fIm : zRe * restRe + zIm * fIm);
      [zRe, zIm] = [zRe * re - zIm * im, zRe * im + zIm * re];
      [fRe, fIm] = [(fRe * dRe + fIm * dIm) / dSize, (fIm * dRe - fRe * dIm) / dSize];
      restRe = 1 - fRe;
    }
    return sum;
  }
}
