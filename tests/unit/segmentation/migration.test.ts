import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, type InputErrorCode } from "../../../src/errors.ts";
import { type ClassColumn, migrationMatrix, tierSummary } from "../../../src/segmentation/index.ts";
import { reproduces } from "../../validation.ts";

const names = ["gold", "silver", "base"];

/** A class column from ids and codes. */
function column(entries: readonly (readonly [id: string, code: number])[], labels = names): ClassColumn {
  return {
    classes: labels.map((label) => ({ label, labelZh: label })),
    codes: Uint16Array.from(entries, ([, code]) => code),
    rules: new Uint16Array(entries.length),
    distances: new Float64Array(entries.length),
    customers: entries.map(([id]) => id),
  };
}

/** Two dates with as many customers in each cell as the table says; its last column are those who left. */
function dates(table: readonly (readonly number[])[]): { from: ClassColumn; to: ClassColumn } {
  const from: [string, number][] = [];
  const to: [string, number][] = [];
  for (const [one, row] of table.entries()) {
    for (const [two, count] of row.entries()) {
      for (let k = 0; k < count; k++) {
        const id = `${one}-${two}-${k}`;
        from.push([id, one]);
        if (two < row.length - 1) to.unshift([id, two]);
      }
    }
  }
  return { from: column(from), to: column(to) };
}

function refuses(call: () => unknown, code: InputErrorCode, path: string): void {
  let caught: unknown;
  try {
    call();
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(InputError);
  expect(caught).toMatchObject({ code, path });
}

describe("gold, silver and base customers of two years", () => {
  const table = [
    [80, 15, 5, 0],
    [10, 150, 30, 10],
    [2, 40, 400, 58],
  ];
  const { from, to } = dates(table);
  const result = migrationMatrix(from, to);

  it("finds the counts again, whatever the order of the rows", () => {
    expect(result.counts).toEqual(table.map((row) => row.slice(0, 3)));
    expect(result.left).toEqual([0, 10, 58]);
    expect(result.entered).toEqual([0, 0, 0]);
    expect(result.customers).toEqual({ before: 800, after: 732 });
  });

  it("gives the shares of each row, those who left included", () => {
    const shares = [
      [0.8, 0.15, 0.05, 0],
      [0.05, 0.75, 0.15, 0.05],
      [0.004, 0.08, 0.8, 0.116],
    ];
    for (const [i, row] of shares.entries()) {
      for (const [j, expected] of row.entries()) {
        const figure = `Migration of three tiers: share from ${names[i]} to ${names[j] ?? "exit"}`;
        const source = "worked example, arithmetic by hand";
        reproduces({ area: "segmentation", figure, source, expected, tolerance: 1e-14 }, result.shares[i]![j]!);
      }
    }
  });

  it("counts who moved up, down and away", () => {
    const { stayed, moved, up, down, left, entered } = result.totals;
    expect(up).toEqual({ customers: 52, share: 52 / 800 });
    expect(down).toEqual({ customers: 50, share: 50 / 800 });
    expect(left).toEqual({ customers: 68, share: 68 / 800 });
    expect(stayed).toEqual({ customers: 630, share: 630 / 800 });
    expect(moved.customers).toBe(102);
    expect(entered).toEqual({ customers: 0, share: 0 });
  });
});

describe("migrationMatrix", () => {
  const from = column([
    ["a", 0],
    ["b", 1],
    ["c", 2],
    ["d", 2],
    ["e", 0],
  ]);
  const to = column([
    ["f", 1],
    ["d", 0],
    ["c", 2],
    ["e", 2],
    ["a", 1],
  ]);

  it("tells each customer's movement", () => {
    const { movements, beforeRow, afterRow } = migrationMatrix(from, to);
    expect(movements.customers).toEqual(["a", "b", "c", "d", "e", "f"]);
    expect([...movements.codes].map((code) => movements.classes[code]!.label)).toEqual([
      "down",
      "left",
      "stayed",
      "up",
      "down",
      "entered",
    ]);
    expect([...movements.rules]).toEqual([0, 1, 0, 0, 0, 2]);
    expect([...movements.distances]).toEqual([1, 0, 0, 2, 2, 0]);
    expect(beforeRow).toEqual([0, 1, 2, 3, 4, null]);
    expect(afterRow).toEqual([4, null, 2, 1, 3, 0]);
    const { tiers } = tierSummary(movements, [1, 2, 3, 4, 5, 6]);
    expect(tiers.map(({ label, value }) => [label, value])).toEqual([
      ["entered", 6],
      ["up", 4],
      ["stayed", 3],
      ["down", 6],
      ["left", 2],
    ]);
  });

  it("knows no up and down where the classes have no order", () => {
    const { movements, totals, counts } = migrationMatrix(from, to, { ordered: false });
    expect(counts).toEqual(migrationMatrix(from, to).counts);
    expect(totals.up).toBeNull();
    expect(totals.down).toBeNull();
    expect(totals.moved.customers).toBe(3);
    expect(movements.classes.map(({ label }) => label)).toEqual(["entered", "stayed", "moved", "left"]);
    expect([...movements.codes]).toEqual([2, 3, 1, 2, 2, 0]);
    expect([...movements.distances]).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("gives no shares for a class that was empty", () => {
    const { shares, counts } = migrationMatrix(column([["a", 1]], ["one", "two"]), column([["a", 0]], ["one", "two"]));
    expect(counts).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(shares).toEqual([null, [1, 0, 0]]);
  });

  it("takes two dates with nobody in common", () => {
    const { totals, movements } = migrationMatrix(column([["a", 0]]), column([["b", 0]]));
    expect([totals.left, totals.entered]).toEqual([
      { customers: 1, share: 1 },
      { customers: 1, share: 1 },
    ]);
    expect(movements.customers).toEqual(["a", "b"]);
  });

  it("refuses what it cannot join", () => {
    const { customers: _, ...nameless } = from;
    refuses(() => migrationMatrix(nameless, to), "bad-option", "from.customers");
    refuses(() => migrationMatrix(from, { ...to, customers: ["a"] }), "length-mismatch", "to.customers");
    refuses(
      () => migrationMatrix(from, { ...to, customers: ["f", "d", "c", "f", "a"] }),
      "duplicate-id",
      "to.customers[3]",
    );
    refuses(
      () => migrationMatrix(from, { ...to, customers: ["f", "d", 3 as never, "e", "a"] }),
      "bad-option",
      "to.customers[2]",
    );
    refuses(() => migrationMatrix(column([]), to), "empty", "from.codes");
    refuses(() => migrationMatrix(from, column([["a", 0]], ["gold", "base", "silver"])), "bad-option", "to.classes");
    refuses(() => migrationMatrix(from, column([["a", 0]], ["gold", "silver"])), "bad-option", "to.classes");
    refuses(() => migrationMatrix(column([["a", 3]]), to), "out-of-range", "from.codes[0]");
    refuses(() => migrationMatrix([0, 1] as never, to), "bad-option", "from");
    refuses(() => migrationMatrix(from, to, { ordered: "no" as never }), "bad-option", "options.ordered");
  });

  it("counts every customer of either date once", () => {
    const base = fc
      .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }).map(String), fc.integer({ min: 0, max: 2 })), {
        selector: ([id]) => id,
        minLength: 1,
        maxLength: 25,
      })
      .map((entries) => column(entries));
    fc.assert(
      fc.property(base, base, (one, two) => {
        const { counts, left, entered, shares, totals, movements, customers } = migrationMatrix(one, two);
        for (const [i, row] of counts.entries()) {
          const before = one.codes.filter((code) => code === i).length;
          const after = two.codes.filter((code) => code === i).length;
          expect(row.reduce((sum, count) => sum + count, left[i]!)).toBe(before);
          expect(counts.reduce((sum, other) => sum + other[i]!, entered[i]!)).toBe(after);
          const share = shares[i];
          if (share === null) expect(before).toBe(0);
          else expect(share!.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
        }
        const { stayed, up, down } = totals;
        expect(stayed.customers + up!.customers + down!.customers + totals.left.customers).toBe(customers.before);
        expect(customers.before + totals.entered.customers).toBe(movements.customers.length);
        const back = migrationMatrix(two, one).totals;
        expect([back.up, back.left.customers]).toEqual([
          { customers: down!.customers, share: down!.customers / customers.after },
          totals.entered.customers,
        ]);
      }),
      { seed: 20_261_122 },
    );
  });
});
