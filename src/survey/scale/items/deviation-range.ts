/** Deviations whose powers and products are all within the range of numbers. */
export const deviationRange: { readonly min: number; readonly max: number } = { min: 1e-40, max: 1e40 };
