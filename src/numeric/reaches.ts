/** From where on a value counts as having reached a cut: the cut, less a part in 1e12 of it for the rounding of what led there. */
export function reachLimit(cut: number): number {
  return cut >= 0 ? cut * (1 - 1e-12) : cut / (1 - 1e-12);
}

/** Whether a value reaches a cut; within rounding of it, it does. */
export function reaches(value: number, cut: number): boolean {
  return value >= reachLimit(cut);
}
