import { studentTQuantile, studentTSurvival } from "../numeric/distributions.ts";

/** A mean with what is known of its accuracy. What does not exist for so few or such equal values is `null`. */
export interface MeanEstimate {
  /** The mean. */
  readonly mean: number;
  /** Values behind it. */
  readonly n: number;
  /** Standard deviation, divisor n − 1; `null` for one value. */
  readonly standardDeviation: number | null;
  /** Standard deviation by √n; `null` for one value. */
  readonly standardError: number | null;
  /** Lower end of Student's interval at the level asked for; `null` for one value. */
  readonly lower: number | null;
  /** Upper end. */
  readonly upper: number | null;
  /** Student's t of the mean against 0; `null` where the values do not vary. */
  readonly t: number | null;
  /** Its two-sided p-value; `null` likewise. */
  readonly pValue: number | null;
}

/** Sums behind a {@link MeanEstimate}: values are added as they come, in one pass, around the first of them. */
export class MeanTally {
  #n = 0;
  #origin = 0;
  #sum = 0;
  #squares = 0;

  /** Adds a value. */
  add(value: number): void {
    if (this.#n === 0) this.#origin = value;
    const shifted = value - this.#origin;
    this.#n++;
    this.#sum += shifted;
    this.#squares += shifted * shifted;
  }

  /** How many values there are. */
  get n(): number {
    return this.#n;
  }

  /** The estimate; `null` without a value. */
  estimate(level: number): MeanEstimate | null {
    const n = this.#n;
    if (n === 0) return null;
    const mean = this.#origin + this.#sum / n;
    if (n === 1) {
      return { mean, n, standardDeviation: null, standardError: null, lower: null, upper: null, t: null, pValue: null };
    }
    // Of equal values nothing is left but rounding.
    const variance = Math.max(0, this.#squares - (this.#sum * this.#sum) / n) / (n - 1);
    const standardDeviation = Math.sqrt(variance);
    const standardError = standardDeviation / Math.sqrt(n);
    const reach = studentTQuantile(0.5 + level / 2, n - 1) * standardError;
    const t = standardError > 0 ? mean / standardError : null;
    return {
      mean,
      n,
      standardDeviation,
      standardError,
      lower: mean - reach,
      upper: mean + reach,
      t,
      pValue: t === null ? null : 2 * studentTSurvival(Math.abs(t), n - 1),
    };
  }
}
