const indent = 12;
// Made once: making one takes longer than a hundred uses of it.
const wholes = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
const hundredths = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const fourDigits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** A heading in the margin and lines to its right. */
export function paragraph(heading: string, lines: readonly string[]): string[] {
  return lines.map((line, i) => `${(i === 0 ? heading : "").padEnd(indent)}${line}`);
}

/** A list item, broken into lines of about 100 characters at its blanks, of which some may be no-break ones. */
export function listItem(text: string): string[] {
  const lines = text.trim().match(/[^ ].{0,97}(?= |$)/g) ?? [];
  return lines.map((line, i) => `${i === 0 ? "-" : " "} ${line}`);
}

/** Rows of cells as lines with aligned columns, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
}

/** A whole number with separators of thousands. */
export function whole(value: number): string {
  return wholes.format(Math.round(value));
}

/** A number with two decimals. */
export function amount(value: number): string {
  return hundredths.format(value);
}

/** Four digits, with a power of ten where the number is very large or small. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) return value.toExponential(3);
  return fourDigits.format(value);
}

/** A number with one decimal where it has any. */
export function rounded(value: number): string {
  return tenths.format(value);
}

/** A share in percent, one decimal. */
export function percent(share: number): string {
  return `${rounded(100 * share)} %`;
}
