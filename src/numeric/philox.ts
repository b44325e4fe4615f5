/** High 32 bits of the unsigned product of two 32-bit words, by 16-bit halves: no partial sum exceeds 32 bits. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const inner = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const outer = (Math.imul(aLow, bHigh) + (inner & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (inner >>> 16) + (outer >>> 16)) | 0;
}

/**
 * Philox 4x32-10, a counter-based generator: a keyed bijection of 128-bit counters whose outputs pass as independent random
 * bits. Writes the four words for counter (c0, c1, c2, c3) under key (k0, k1) into `out`. Integer operations only, so every
 * platform gives the same bits.
 *
 * Source: Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
 */
export function philox(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  let w0 = c0 | 0;
  let w1 = c1 | 0;
  let w2 = c2 | 0;
  let w3 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(0xd2511f53, w0);
    const low0 = Math.imul(0xd2511f53, w0);
    const high1 = highProduct(0xcd9e8d57, w2);
    const low1 = Math.imul(0xcd9e8d57, w2);
    w0 = high1 ^ w1 ^ key0;
    w1 = low1;
    w2 = high0 ^ w3 ^ key1;
    w3 = low0;
    key0 = (key0 + 0x9e3779b9) | 0;
    key1 = (key1 + 0xbb67ae85) | 0;
  }
  out[0] = w0;
  out[1] = w1;
  out[2] = w2;
  out[3] = w3;
}
