import type { CovariatePath } from "../history/history-calendar.ts";

/** Largest exponent of a multiplier at which the likelihood is still looked at. */
const largestExponent = 100;

/** What a likelihood with covariates over time depends on besides the rows. */
export interface PathData {
  readonly paths: readonly CovariatePath[];
  /** Days in a unit of time of the rows. */
  readonly days: number;
  /** The covariates that act on purchases and on attrition. */
  readonly alpha: readonly string[];
  readonly beta: readonly string[];
}

/** The pieces of all paths that rows have, one path after another, and the clocks on them. */
export interface PathPieces {
  /** By index of a path its place among those that are used. */
  readonly slot: Int32Array;
  /** Pieces `offsets[c]` to `offsets[c + 1]` are those of the path in place c. */
  readonly offsets: Uint32Array;
  readonly start: Float64Array;
  /** For each piece which set of covariate values holds on it. */
  readonly vector: Uint32Array;
  /** The different sets of values, of the covariates of purchases and of attrition, and how fast the clocks run under them. */
  readonly zA: Float64Array;
  readonly zB: Float64Array;
  readonly speedA: Float64Array;
  readonly speedB: Float64Array;
  /** What the clocks show at the start of each piece, and the derivatives by the coefficients. */
  readonly clockA: Float64Array;
  readonly clockB: Float64Array;
  readonly clockByA: Float64Array;
  readonly clockByB: Float64Array;
  /** Sets the clocks by the coefficients; false where they run too fast or too slowly to be looked at. */
  readonly run: (natural: Float64Array) => boolean;
}

/** Joins pieces with equal values, as far as the rows are observed. */
export function layOut({ paths, days, alpha, beta }: PathData, path: Float64Array, age: Float64Array): PathPieces {
  const names = [...alpha, ...beta];
  const longest = new Map<number, number>();
  for (let i = 0; i < path.length; i++) longest.set(path[i]!, Math.max(age[i]!, longest.get(path[i]!) ?? 0));
  const slot = new Int32Array(paths.length).fill(-1);
  const offsets = [0];
  const starts: number[] = [];
  const vectors: number[] = [];
  const codes = new Map<string, number>();
  const values: number[][] = [];
  for (const [which, until] of longest) {
    slot[which] = offsets.length - 1;
    const { firstPurchase, starts: days0, values: byName } = paths[which]!;
    const columns = names.map((name) => byName[name]!);
    const offset = starts.length;
    for (let k = 0; k < days0.length; k++) {
      const from = Math.max(0, (days0[k]! - firstPurchase) / days);
      if (k + 1 < days0.length && days0[k + 1]! <= firstPurchase) continue;
      if (from >= until && starts.length > offset) break;
      const own = columns.map((column) => column[k]!);
      const key = own.join();
      let code = codes.get(key);
      if (code === undefined) {
        code = values.push(own) - 1;
        codes.set(key, code);
      }
      if (starts.length > offset && vectors[vectors.length - 1] === code) continue;
      starts.push(from);
      vectors.push(code);
    }
    offsets.push(starts.length);
  }
  const [nA, nB] = [alpha.length, beta.length];
  const zA = Float64Array.from(values.flatMap((own) => own.slice(0, nA)));
  const zB = Float64Array.from(values.flatMap((own) => own.slice(nA)));
  const start = Float64Array.from(starts);
  const vector = Uint32Array.from(vectors);
  const pieces = {
    slot,
    offsets: Uint32Array.from(offsets),
    start,
    vector,
    zA,
    zB,
    speedA: new Float64Array(values.length),
    speedB: new Float64Array(values.length),
    clockA: new Float64Array(start.length),
    clockB: new Float64Array(start.length),
    clockByA: new Float64Array(start.length * nA),
    clockByB: new Float64Array(start.length * nB),
  };
  const run = (natural: Float64Array): boolean => {
    const { offsets, clockA, clockB, clockByA, clockByB, speedA, speedB } = pieces;
    if (!setSpeeds(speedA, zA, natural.subarray(4, 4 + nA))) return false;
    if (!setSpeeds(speedB, zB, natural.subarray(4 + nA))) return false;
    for (let c = 0; c + 1 < offsets.length; c++) {
      for (let k = offsets[c]! + 1; k < offsets[c + 1]!; k++) {
        const v = vector[k - 1]!;
        const length = start[k]! - start[k - 1]!;
        const [gainA, gainB] = [speedA[v]! * length, speedB[v]! * length];
        clockA[k] = clockA[k - 1]! + gainA;
        clockB[k] = clockB[k - 1]! + gainB;
        for (let j = 0; j < nA; j++) clockByA[k * nA + j] = clockByA[(k - 1) * nA + j]! + gainA * zA[v * nA + j]!;
        for (let j = 0; j < nB; j++) clockByB[k * nB + j] = clockByB[(k - 1) * nB + j]! + gainB * zB[v * nB + j]!;
      }
    }
    return true;
  };
  return { ...pieces, run };
}

/** The multiplier under each set of values; false where one is out of range. */
function setSpeeds(speeds: Float64Array, z: Float64Array, coefficients: Float64Array): boolean {
  const n = coefficients.length;
  for (let v = 0; v < speeds.length; v++) {
    let exponent = 0;
    for (let j = 0; j < n; j++) exponent += coefficients[j]! * z[v * n + j]!;
    if (!(Math.abs(exponent) <= largestExponent)) return false;
    speeds[v] = Math.exp(exponent);
  }
  return true;
}

/** The piece from `offset` to `end` that a time lies in; where two meet the later one, or the earlier. */
export function pieceAt(start: Float64Array, offset: number, end: number, time: number, later: boolean): number {
  let low = offset;
  let high = end;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (later ? start[middle]! <= time : start[middle]! < time) low = middle;
    else high = middle - 1;
  }
  return low;
}
