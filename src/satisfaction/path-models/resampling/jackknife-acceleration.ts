import { addRow, type ItemSums, sumsOf } from "../estimation/item-moments.ts";
import { attempt, type Resampling } from "./resampled-statistics.ts";

/** Σ d³ / (6 (Σ d²)^(3/2)) of each number, d being what it loses when a respondent is left out, beside the mean of that. */
export function accelerations({ estimate, statisticsOf, point }: Resampling<string>): Float64Array {
  const { data } = estimate;
  const all: ItemSums = sumsOf(data);
  const [first, second, third] = [point, point, point].map(() => new Float64Array(point.length));
  let size = 0;
  for (let row = 0; row < data.rows; row++) {
    const sums = { rows: all.rows, first: all.first.slice(), second: all.second.slice() };
    addRow(sums, data, row, -1);
    const without = attempt(() => statisticsOf(sums))?.values;
    if (without === undefined) continue;
    size++;
    for (let at = 0; at < point.length; at++) {
      const lost = point[at]! - without[at]!;
      first![at]! += lost;
      second![at]! += lost ** 2;
      third![at]! += lost ** 3;
    }
  }
  return point.map((_, at) => {
    const mean = first![at]! / size;
    const square = second![at]! - size * mean ** 2;
    const cube = third![at]! - 3 * mean * second![at]! + 2 * size * mean ** 3;
    const acceleration = cube / (6 * square ** 1.5);
    // What no respondent changes is not skewed.
    return square > 1e-20 * size && Number.isFinite(acceleration) ? acceleration : 0;
  });
}
