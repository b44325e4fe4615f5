/** A rating, a score or an importance as one writes it: three digits, two below 10. */
export function decimal(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 1 ? 1 : 2;
  const rounded = Number(value.toFixed(digits));
  return `${rounded === 0 ? 0 : rounded}`.replace("-", "−");
}
