/** Whether a figure meets a rule of thumb (经验标准) of the literature, which is a convention and no law. */
export interface RuleOfThumb {
  /** The value that the figure is held against. */
  readonly cut: number;
  /** Whether the figure meets the rule. */
  readonly met: boolean;
  /** How far the figure is on the good side of the cut; negative on the other. */
  readonly distance: number;
}

/** The verdict of the rule "at least `cut`". */
export function atLeast(value: number, cut: number): RuleOfThumb {
  return { cut, met: value >= cut, distance: value - cut };
}

/** The verdict of the rule "above `cut`". */
export function above(value: number, cut: number): RuleOfThumb {
  return { cut, met: value > cut, distance: value - cut };
}

/** The verdict of the rule "below `cut`". */
export function below(value: number, cut: number): RuleOfThumb {
  return { cut, met: value < cut, distance: cut - value };
}
