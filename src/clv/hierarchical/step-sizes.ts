/** Share of proposals to accept. */
const target = 0.3;

/**
 * Sizes of the random-walk proposals of many customers, each of whom has likelihood enough for a size of its own: found in the
 * warm-up by a Robbins-Monro search for 30 % acceptance, fixed after it.
 */
export class StepSizes {
  /** Size of each customer's proposals, in units of the scale that the sampler chooses. */
  readonly size: Float64Array;
  /** Accepted and all proposals after the warm-up. */
  accepted = 0;
  proposed = 0;
  /** How far a size moves after a proposal: 0 after the warm-up. */
  gain = 0;

  constructor(customers: number) {
    this.size = new Float64Array(customers).fill(1.5);
  }

  /** Sets how far sizes move in step `step` of a warm-up that ends before step 0. */
  begin(step: number, warmUp: number): void {
    this.gain = step < 0 ? Math.max(0.02, 2 / Math.sqrt(step + warmUp + 1)) : 0;
  }

  /** What came of customer i's proposal. */
  after(i: number, accepted: boolean): void {
    if (this.gain > 0) {
      const factor = accepted ? 1 - target : -target;
      this.size[i] = Math.min(20, Math.max(1e-4, this.size[i]! * Math.exp(this.gain * factor)));
      return;
    }
    this.proposed++;
    if (accepted) this.accepted++;
  }
}
