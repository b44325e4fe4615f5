import { literal, trimmed } from "./database.ts";

const number = "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?";
const numberWithComma = "[+-]?([0-9]{1,3}([.][0-9]{3})+|[0-9]+)(,[0-9]+)?";

/**
 * The number in a cell, NaN where there is none: no `0x1F`, `1,234.50` or `1_000`, which would be guesses. With a decimal
 * comma points are allowed between thousands, and nowhere else.
 */
export function numberCell(cell: string, decimalComma: boolean): string {
  const when = (text: string): string => {
    const plain = decimalComma ? `replace(replace(${text}, '.', ''), ',', '.')` : text;
    const shape = literal(decimalComma ? numberWithComma : number);
    return `WHEN regexp_full_match(${text}, ${shape}) THEN coalesce(try_cast(${plain} AS DOUBLE), 'nan')`;
  };
  return `CASE ${when(cell)} ${when(trimmed(cell))} ELSE 'nan' END`;
}
