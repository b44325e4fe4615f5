const shape = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number written in `text`, NaN where it is not a decimal number. Stricter than `Number`: an empty cell, `0x1F` or
 * `1,234.50` is no number, because a guess would silently change somebody's money.
 */
export function decimal(text: string): number {
  const value = shape.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
