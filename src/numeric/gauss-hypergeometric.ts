/** 2F1(1, b; c; z), z < 1, c > 0, by Gauss's continued fraction. */
export function hypergeometricOneB(b: number, c: number, z: number): number {
  let f = 1;
  let C = 1;
  let D = 0;
  for (let k = 1; k < 100000; k++) {
    const m = k >> 1;
    const coefficient =
      k === 1
        ? b / c
        : k % 2 === 1
          ? ((b + m) * (c - 1 + m)) / ((c + 2 * m - 1) * (c + 2 * m))
          : (m * (c - b + m - 1)) / ((c + 2 * m - 2) * (c + 2 * m - 1));
    const step = -coefficient * z;
    D = 1 / (1 + step * D);
    C = 1 + step / C;
    const delta = C * D;
    f *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return 1 / f;
}
