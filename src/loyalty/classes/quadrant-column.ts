import { reachLimit } from "../../numeric/reaches.ts";
import type { ClassColumn, ClassName, Column } from "../../types.ts";
import { withIds } from "../customer-columns.ts";

/** One of two sides that customers are told apart by: from the cut on a value is high. */
export interface QuadrantSide {
  readonly values: Column;
  readonly cut: number;
  /** How much one is in the unit of distances. */
  readonly width: number;
}

/**
 * Who is high and low on two sides: class and rule 0 where both are high, 1 where x alone is, 2 where y alone is, 3 where neither is. The
 * distance is that from the nearer cut, each in widths of its side.
 */
export function quadrantColumn(
  x: QuadrantSide,
  y: QuadrantSide,
  classes: readonly ClassName[],
  customers: readonly string[] | undefined,
): ClassColumn {
  const rows = x.values.length;
  const codes = new Uint16Array(rows);
  const distances = new Float64Array(rows);
  const [limitX, limitY] = [reachLimit(x.cut), reachLimit(y.cut)];
  for (let i = 0; i < rows; i++) {
    const valueX = x.values[i]!;
    const valueY = y.values[i]!;
    codes[i] = (valueX >= limitX ? 0 : 2) + (valueY >= limitY ? 0 : 1);
    distances[i] = Math.min(Math.abs(valueX - x.cut) / x.width, Math.abs(valueY - y.cut) / y.width);
  }
  return {
    classes: classes.map(({ label, labelZh }) => ({ label, labelZh })),
    codes,
    rules: codes.slice(),
    distances,
    ...withIds(customers),
  };
}
