import { betaReciprocalMean } from "../src/numeric/gauss-hypergeometric.ts";

/** 2F1(1, b; c; z) for z < 1, as reference tables have it, from the mean that the package computes; z > 0 by Pfaff's transformation. */
export function hypergeometricOneB(b: number, c: number, z: number): number {
  return z > 0 ? betaReciprocalMean(c - b, b, z / (1 - z)) / (1 - z) : betaReciprocalMean(b, c - b, -z);
}
