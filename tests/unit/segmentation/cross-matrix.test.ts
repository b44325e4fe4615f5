import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClassColumn, crossMatrix, tierSummary } from "../../../src/segmentation/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

/** A class column of codes. */
function column(codes: readonly number[], labels: readonly string[], customers?: readonly string[]): ClassColumn {
  return {
    classes: labels.map((label) => ({ label, labelZh: `${label}类` })),
    codes: Uint16Array.from(codes),
    rules: new Uint16Array(codes.length),
    distances: Float64Array.from(codes, (_, i) => i + 1),
    customers,
  };
}

/** Two columns with as many customers in each cell as the table says. */
function ofTable(table: readonly (readonly number[])[]): [ClassColumn, ClassColumn] {
  const cells = table.flatMap((row, i) => row.flatMap((count, j) => new Array<[number, number]>(count).fill([i, j])));
  const names = (length: number, letter: string) => Array.from({ length }, (_, k) => `${letter}${k}`);
  return [
    column(
      cells.map(([i]) => i),
      names(table.length, "r"),
    ),
    column(
      cells.map(([, j]) => j),
      names(table[0]!.length, "c"),
    ),
  ];
}

describe("crossMatrix", () => {
  it("reproduces the test and the residuals of party by sex in Agresti (2007)", () => {
    const { cells, independence, cramersV } = crossMatrix(
      ...ofTable([
        [762, 327, 468],
        [484, 239, 477],
      ]),
    );
    const figures: [string, number, number][] = [
      ["Pearson's chi-square of party by sex", 30.070149095754687, independence!.chiSquare],
      ["its p-value", 2.9535891832117357e-7, independence!.pValue],
      ["adjusted residual, women and Democrats", 4.502053521086705, cells[0]![0]!.residual!],
      ["adjusted residual, women and independents", 0.6994517329844165, cells[0]![1]!.residual!],
      ["adjusted residual, men and Republicans", 5.315945542704928, cells[1]![2]!.residual!],
    ];
    for (const [figure, published, value] of figures) {
      reproduces(
        {
          area: "segmentation",
          figure: `cross matrix of party by sex: ${figure}`,
          source: "Agresti (2007), Introduction to Categorical Data Analysis, table 2.5; digits of scipy 1.17",
          expected: published,
          tolerance: 1e-9,
        },
        value,
      );
    }
    expect(independence!.degreesOfFreedom).toBe(2);
    expect(cramersV).toBeCloseTo(Math.sqrt(30.070149095754687 / 2757), 12);
  });

  it("counts, shares and values by cell, empty ones included", () => {
    const { cells, warnings, classes } = crossMatrix(
      column([0, 0, 1, 0], ["loyal", "not"]),
      column([0, 0, 1, 2], ["high", "middle", "low"]),
      { values: [10, 20, 5, -1] },
    );
    expect(cells[0]![0]).toMatchObject({ customers: 2, share: 0.5, shareOfColumn: 1, value: 30, mean: 15 });
    expect(cells[0]![0]!.shareOfRow).toBeCloseTo(2 / 3, 15);
    expect(cells[1]![0]).toMatchObject({ customers: 0, value: 0, mean: null, expected: 0.5 });
    expect(warnings).toMatchObject([{ code: "few-expected", count: 6 }]);
    expect(classes.classes[4]).toEqual({ label: "not × middle", labelZh: "not类 × middle类" });
    expect([...classes.codes]).toEqual([0, 0, 4, 2]);
    expect([...classes.distances]).toEqual([1, 2, 3, 4]);
    expect(tierSummary(classes, [10, 20, 5, -1]).tiers.map(({ value }) => value)).toEqual([30, 0, -1, 0, 5, 0]);
  });

  it("has no test where one class holds everybody, and leaves empty classes out of it", () => {
    const alone = crossMatrix(column([0, 0], ["a", "b"]), column([0, 1], ["x", "y"]));
    expect(alone).toMatchObject({ independence: null, cramersV: null, warnings: [] });
    expect(alone.cells[0]![0]).toMatchObject({ residual: null, value: null, mean: null });
    expect(alone.cells[1]![0]).toMatchObject({ customers: 0, shareOfRow: null, residual: null });
    const codes = [0, 0, 1, 1, 0, 1];
    const full = crossMatrix(column(codes, ["a", "b"]), column([0, 1, 1, 1, 0, 0], ["x", "y"]));
    const spaced = crossMatrix(column(codes, ["a", "b", "empty"]), column([0, 2, 2, 2, 0, 0], ["x", "empty", "y"]));
    expect(spaced.independence).toEqual(full.independence);
    expect(spaced.cramersV).toBe(full.cramersV);
  });

  it("obeys its laws: cells sum to the total, transposing transposes, a copy says all", () => {
    const rows = fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, (pairs) => {
        const one = column(
          pairs.map(([i]) => i),
          ["a", "b", "c", "d"],
        );
        const two = column(
          pairs.map(([, j]) => j),
          ["x", "y", "z"],
        );
        const matrix = crossMatrix(one, two);
        expect(matrix.cells.flat().reduce((sum, { customers }) => sum + customers, 0)).toBe(pairs.length);
        const turned = crossMatrix(two, one);
        expect(turned.cells.map((row) => row.map(({ customers }) => customers))).toEqual(
          [0, 1, 2].map((j) => matrix.cells.map((row) => row[j]!.customers)),
        );
        expect(turned.cramersV ?? 0).toBeCloseTo(matrix.cramersV ?? 0, 12);
        const { cramersV } = crossMatrix(one, one);
        if (cramersV !== null) expect(cramersV).toBeCloseTo(1, 12);
      }),
      { seed: 20_261_201 },
    );
  });

  it("refuses what does not belong together", () => {
    const one = column([0, 1], ["a", "b"], ["p", "q"]);
    const two = column([0, 0], ["a"]);
    refuses(() => crossMatrix(one, column([0], ["x"])), "length-mismatch", "columns.codes");
    refuses(() => crossMatrix(one, column([0, 0], ["x"], ["p", "r"])), "length-mismatch", "columns.customers[1]");
    refuses(() => crossMatrix(one, one, { values: [1] }), "length-mismatch", "options.values");
    refuses(() => crossMatrix(one, one, { values: [1, Number.NaN] }), "not-finite", "options.values[1]");
    refuses(() => crossMatrix(two, two, { values: [1e308, 1e308] }), "out-of-range", "options.values");
    refuses(() => crossMatrix(column([], ["a"]), column([], ["a"])), "empty", "rows.codes");
    refuses(() => crossMatrix(undefined as never, one), "bad-option", "rows");
    const many = column(
      [0],
      Array.from({ length: 300 }, (_, k) => `c${k}`),
    );
    refuses(() => crossMatrix(many, many), "bad-option", "columns.classes");
  });
});
