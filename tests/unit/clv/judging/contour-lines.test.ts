import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contourLines } from "../../../../src/clv/judging/contour-lines.ts";

describe("contourLines", () => {
  test("a plane: straight lines at the right places", () => {
    const lines = contourLines(
      [0, 1, 2],
      [0, 10],
      [
        [0, 1, 2],
        [1, 2, 3],
      ],
      1.5,
    );
    expect(lines).toHaveLength(1);
    const points = lines[0]!.x.map((x, k) => [x, lines[0]!.y[k]]).sort((a, b) => a[0]! - b[0]!);
    expect(points).toEqual([
      [0.5, 10],
      [1, 5],
      [1.5, 0],
    ]);
  });

  test("a peak: a ring that closes", () => {
    const [line, ...others] = contourLines(
      [0, 1, 2],
      [0, 1, 2],
      [
        [0, 0, 0],
        [0, 4, 0],
        [0, 0, 0],
      ],
      1,
    );
    expect(others).toEqual([]);
    expect(line!.x).toHaveLength(5);
    expect([line!.x[0], line!.y[0]]).toEqual([line!.x.at(-1), line!.y.at(-1)]);
    expect(new Set(line!.x.map((x, k) => `${x} ${line!.y[k]}`))).toEqual(
      new Set(["0.25 1", "1.75 1", "1 0.25", "1 1.75"]),
    );
  });

  test("a saddle: the mean of the corners decides who is joined", () => {
    // High at (0, 0) and (1, 1); the mean is 0.5.
    const values = [
      [1, 0],
      [0, 1],
    ];
    const at = (level: number) => contourLines([0, 1], [0, 1], values, level);
    // Joined: each line cuts off a low corner, (1, 0) or (0, 1), and stays on its side of the diagonal between the high ones.
    expect(at(0.5)).toHaveLength(2);
    for (const { x, y } of at(0.5)) expect((x[0]! - y[0]!) * (x[1]! - y[1]!)).toBeGreaterThan(0);
    // Apart: each cuts off a high corner.
    expect(at(0.6)).toHaveLength(2);
    for (const { x, y } of at(0.6)) expect((x[0]! + y[0]! - 1) * (x[1]! + y[1]! - 1)).toBeGreaterThan(0);
    // The same with the high corners at (1, 0) and (0, 1).
    const turned = (level: number) => contourLines([0, 1], [0, 1], [[...values[1]!], [...values[0]!]], level);
    for (const { x, y } of turned(0.5)) expect((x[0]! + y[0]! - 1) * (x[1]! + y[1]! - 1)).toBeGreaterThan(0);
    for (const { x, y } of turned(0.6)) expect((x[0]! - y[0]!) * (x[1]! - y[1]!)).toBeGreaterThan(0);
  });

  test("cells with a missing corner have no line", () => {
    const values = [
      [0, 1, 2],
      [null, 1, 2],
    ];
    const [line, ...others] = contourLines([0, 1, 2], [0, 1], values, 0.5);
    expect([line, others]).toEqual([undefined, []]);
    expect(contourLines([0, 1, 2], [0, 1], values, 1.5)[0]!.x).toEqual([1.5, 1.5]);
  });

  test("laws: every point is on an edge at the level, lines end at the border, corners on it are no trouble", () => {
    const grid = fc.integer({ min: 2, max: 7 }).chain((width) =>
      fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: width, maxLength: width }), {
        minLength: 2,
        maxLength: 7,
      }),
    );
    fc.assert(
      fc.property(grid, fc.constantFrom(0.5, 1, 2, 3.25), (values, level) => {
        const [x, y] = [values[0]!.map((_, j) => j), values.map((_, i) => i)];
        let cut = 0;
        for (const line of contourLines(x, y, values, level)) {
          cut += line.x.length;
          const closed = line.x[0] === line.x.at(-1) && line.y[0] === line.y.at(-1);
          if (closed) cut--;
          else {
            for (const k of [0, line.x.length - 1]) {
              const [px, py] = [line.x[k]!, line.y[k]!];
              expect(px === 0 || py === 0 || px === x.length - 1 || py === y.length - 1).toBe(true);
            }
          }
          line.x.forEach((px, k) => {
            const py = line.y[k]!;
            const [i, j] = [Math.floor(py), Math.floor(px)];
            const [u, v] = [px - j, py - i];
            expect(u * v).toBe(0);
            const corner = (a: number, b: number): number =>
              values[Math.min(a, y.length - 1)]![Math.min(b, x.length - 1)]!;
            const here = corner(i, j) + u * (corner(i, j + 1) - corner(i, j)) + v * (corner(i + 1, j) - corner(i, j));
            expect(here).toBeCloseTo(level, 10);
          });
        }
        // As many points as there are edges between a high and a low corner. (On a corner the points of several edges coincide, so
        // that a ring cannot be told from its points.)
        if (Number.isInteger(level)) return;
        let edges = 0;
        values.forEach((row, i) => {
          row.forEach((value, j) => {
            if (j + 1 < row.length && value >= level !== row[j + 1]! >= level) edges++;
            if (i + 1 < values.length && value >= level !== values[i + 1]![j]! >= level) edges++;
          });
        });
        expect(cut).toBe(edges);
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });
});
