/** Frequencies below this are looked up in an array, the few above it in a map. */
const commonFrequencies = 1024;

/** What depends on the frequency alone, made once for each. */
export class ByFrequency<T> {
  readonly #make: (x: number) => T;
  readonly #common: (T | undefined)[] = new Array(16).fill(undefined);
  #rare: Map<number, T> | undefined;

  constructor(make: (x: number) => T) {
    this.#make = make;
  }

  /** What was made already. */
  known(x: number): T | undefined {
    return x < commonFrequencies ? this.#common[x] : this.#rare?.get(x);
  }

  get(x: number): T {
    const found = this.known(x);
    if (found !== undefined) return found;
    const made = this.#make(x);
    if (x < commonFrequencies) this.#common[x] = made;
    else {
      this.#rare ??= new Map();
      this.#rare.set(x, made);
    }
    return made;
  }
}
