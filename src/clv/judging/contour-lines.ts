/** A line on which a surface has one value: points in order, ends on the edge of the grid, or a ring whose last point is its first. */
export interface ContourLine {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/**
 * Where the surface `values[i][j]` over `y[i]` and `x[j]` crosses a level: marching squares. A corner is high where its value is at least
 * the level; between a high and a low corner the line crosses the edge where the straight line between their values does. Where the
 * high corners of a cell lie across from each other (a saddle) the mean of its four values decides: at least the level, and the low corners
 * are cut off, each by a line of its own; below it, the high ones. Cells with a corner that is `null` have no line.
 *
 * Domain: at least two rows and columns, x and y ascending, values finite or `null`, level finite.
 */
export function contourLines(
  x: readonly number[],
  y: readonly number[],
  values: readonly (readonly (number | null)[])[],
  level: number,
): readonly ContourLine[] {
  // Each crossing has the number of its edge: 2 (i width + j) from corner (i, j) along the row, one more along the column.
  const width = x.length;
  const neighbours = new Map<number, number[]>();
  const join = (one: number, other: number): void => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const known = neighbours.get(from);
      if (known === undefined) neighbours.set(from, [to]);
      else known.push(to);
    }
  };
  for (let i = 0; i + 1 < y.length; i++) {
    for (let j = 0; j + 1 < width; j++) {
      const [a, b, c, d] = [values[i]![j], values[i]![j + 1], values[i + 1]![j + 1], values[i + 1]![j]];
      if (a == null || b == null || c == null || d == null) continue;
      const bottom = 2 * (i * width + j);
      const [left, right, top] = [bottom + 1, bottom + 3, bottom + 2 * width];
      const high = (a >= level ? 1 : 0) + (b >= level ? 2 : 0) + (c >= level ? 4 : 0) + (d >= level ? 8 : 0);
      if (high === 5 || high === 10) {
        const joined = (a + b + c + d) / 4 >= level;
        if (joined === (high === 5)) {
          join(bottom, right);
          join(left, top);
        } else {
          join(bottom, left);
          join(right, top);
        }
        continue;
      }
      const crossed = [
        [bottom, high & 1, high & 2],
        [right, high & 2, high & 4],
        [top, high & 4, high & 8],
        [left, high & 8, high & 1],
      ].filter(([, one, other]) => (one === 0) !== (other === 0));
      if (crossed.length === 2) join(crossed[0]![0]!, crossed[1]![0]!);
    }
  }
  const place = (edge: number): { readonly x: number; readonly y: number } => {
    const corner = edge >> 1;
    const [i, j] = [Math.floor(corner / width), corner % width];
    const along = edge % 2 === 0;
    const [from, to] = [values[i]![j]!, along ? values[i]![j + 1]! : values[i + 1]![j]!];
    const share = (level - from) / (to - from);
    return along
      ? { x: x[j]! + share * (x[j + 1]! - x[j]!), y: y[i]! }
      : { x: x[j]!, y: y[i]! + share * (y[i + 1]! - y[i]!) };
  };
  return chains(neighbours).map((edges) => {
    const points = edges.map(place);
    return { x: points.map((point) => point.x), y: points.map((point) => point.y) };
  });
}

/** Walks along the joined edges: from every end first, then around what is left, which are rings. */
function chains(neighbours: ReadonlyMap<number, readonly number[]>): readonly (readonly number[])[] {
  const seen = new Set<number>();
  const walk = (start: number): readonly number[] => {
    const line = [start];
    seen.add(start);
    for (let at = start; ; ) {
      const next = neighbours.get(at)!.find((edge) => !seen.has(edge));
      if (next === undefined) break;
      line.push(next);
      seen.add(next);
      at = next;
    }
    return line;
  };
  const lines: (readonly number[])[] = [];
  for (const [edge, joined] of neighbours) if (joined.length === 1 && !seen.has(edge)) lines.push(walk(edge));
  for (const edge of neighbours.keys()) if (!seen.has(edge)) lines.push([...walk(edge), edge]);
  return lines;
}
