/** Probes after which a hash has no place: far more than are needed where nobody chose the ids to that end. */
const longestProbe = 256;

/**
 * Gives ids their codes, in the time that a `Map` would need several times: a batch of rows is looked up by hashes alone,
 * and its ids are then compared with those that got the codes, in a loop of its own, so that one wait for memory does not
 * hold up the next. A `Map` is left with the few ids whose hash belongs to another.
 */
export class IdCoder<K extends string | number> {
  readonly #ids: K[] = [];
  /** Pairs of a hash and one more than its code; a place is free where that is 0. */
  #table = new Int32Array(128);
  /** Once one hash found no place none gets one, so that an id is either in the table or not. */
  #open = true;
  readonly #strays = new Map<K, number>();

  /** Replaces the hashes of the rows `from` to `to` by the codes of their ids. */
  replaceHashes(codes: Int32Array, from: number, to: number, ids: ArrayLike<K>): void {
    const found = this.#ids;
    let table = this.#table;
    for (let i = from; i < to; i++) {
      const hash = codes[i]!;
      const at = placeOf(hash, table);
      if (at >= 0 && table[at + 1] !== 0) {
        codes[i] = table[at + 1]! - 1;
        continue;
      }
      this.#open &&= at >= 0;
      codes[i] = this.#open ? found.length : -1;
      if (!this.#open) continue;
      table[at] = hash;
      table[at + 1] = found.push(ids[i - from]!);
      if (4 * found.length > table.length) table = enlarged(table);
    }
    this.#table = table;
    for (let i = from; i < to; i++) {
      const id = ids[i - from]!;
      if (found[codes[i]!] !== id) codes[i] = this.#codeOfStray(id);
    }
  }

  /** The ids in the order of their first appearance; codes are brought in that order. */
  inOrder(codes: Int32Array): K[] {
    if (this.#strays.size === 0) return this.#ids;
    const ids: K[] = [];
    const order = new Int32Array(this.#ids.length).fill(-1);
    for (let i = 0; i < codes.length; i++) {
      const code = codes[i]!;
      if (order[code] === -1) order[code] = ids.push(this.#ids[code]!) - 1;
      codes[i] = order[code]!;
    }
    return ids;
  }

  #codeOfStray(id: K): number {
    let code = this.#strays.get(id);
    if (code === undefined) {
      code = this.#ids.push(id) - 1;
      this.#strays.set(id, code);
    }
    return code;
  }
}

/** Where a hash is in the table, or the free place where it belongs; -1 where that is too far off. */
function placeOf(hash: number, table: Int32Array): number {
  const last = table.length - 1;
  let at = (2 * hash) & last;
  for (let probe = 0; probe < longestProbe; probe++) {
    if (table[at] === hash || table[at + 1] === 0) return at;
    at = (at + 2) & last;
  }
  return -1;
}

function enlarged(table: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * table.length);
  const last = larger.length - 1;
  // From a free place on around, so that nobody gets farther from its own.
  let free = 0;
  while (table[free + 1] !== 0) free += 2;
  for (let step = 2; step < table.length; step += 2) {
    const k = (free + step) & (table.length - 1);
    if (table[k + 1] === 0) continue;
    let at = (2 * table[k]!) & last;
    while (larger[at + 1] !== 0) at = (at + 2) & last;
    larger[at] = table[k]!;
    larger[at + 1] = table[k + 1]!;
  }
  return larger;
}

/** A hash of all characters of a string. */
export function hashOfString(text: string): number {
  let hash = text.length;
  for (let k = 0; k < text.length; k++) hash = Math.imul(hash ^ text.charCodeAt(k), 0x01000193);
  return mixed(hash);
}

/** Hashes of the bits of numbers; adding 0 makes one of the two zeros. */
export function hashNumbers(numbers: ArrayLike<number>): Int32Array {
  const hashes = new Int32Array(numbers.length);
  const number = new Float64Array(1);
  const bits = new Int32Array(number.buffer);
  for (let i = 0; i < hashes.length; i++) {
    number[0] = numbers[i]! + 0;
    hashes[i] = mixed(bits[0]! ^ Math.imul(bits[1]!, 0x9e3779b1));
  }
  return hashes;
}

/** Lets every bit of a hash depend on all (the finalizer of MurmurHash3). */
function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
