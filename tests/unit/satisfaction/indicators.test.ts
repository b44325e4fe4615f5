import { describe, expect, it } from "vitest";
import {
  analyticHierarchy,
  bankSatisfactionSystem,
  entropyWeights,
  expertWeights,
  groupJudgments,
  type IndicatorNode,
  indicatorIndex,
  indicatorScore,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";
import { reproduces } from "../../validation.ts";

const tree: IndicatorNode = {
  name: "satisfaction",
  labelZh: "满意度",
  children: [
    {
      name: "service",
      weight: 3,
      children: [
        { name: "staff", range: { worst: 1, best: 10 } },
        { name: "queue", range: { worst: 25, best: 5 } },
      ],
    },
    { name: "price", weight: 1 },
  ],
};

describe("indicatorScore", () => {
  it("maps worst to 0 and best to 100, and cuts off", () => {
    expect(indicatorScore(12, { worst: 25, best: 5 })).toBe(65);
    expect(indicatorScore(30, { worst: 25, best: 5 })).toBe(0);
    expect(indicatorScore(2, { worst: 25, best: 5 })).toBe(100);
    expect(indicatorScore(0, { worst: -1e308, best: 1e308 })).toBe(50);
    refuses(() => indicatorScore(1, { worst: 1, best: 1 }), "bad-option", "range.best");
    refuses(() => indicatorScore(1, undefined as never), "not-finite", "range.worst");
  });
});

describe("indicatorIndex", () => {
  it("scores every node, and adds up", () => {
    const { index, nodes, shortfalls, missing } = indicatorIndex(tree, { staff: 5.5, queue: 10, price: 80 });
    expect(index).toBeCloseTo(0.75 * 62.5 + 0.25 * 80, 12);
    expect(nodes.map(({ name, depth, parent }) => [name, depth, parent])).toEqual([
      ["satisfaction", 0, null],
      ["service", 1, "satisfaction"],
      ["staff", 2, "service"],
      ["queue", 2, "service"],
      ["price", 1, "satisfaction"],
    ]);
    expect(nodes.map(({ score }) => score)).toEqual([index, 62.5, 50, 75, 80]);
    expect(nodes.map(({ pathWeight }) => pathWeight)).toEqual([1, 0.75, 0.375, 0.375, 0.25]);
    expect(shortfalls.map(({ name, shortfall }) => [name, shortfall])).toEqual([
      ["staff", 18.75],
      ["queue", 9.375],
      ["price", 5],
    ]);
    expect(missing).toEqual([]);
    expect(nodes[0]!.labelZh).toBe("满意度");
    expect(nodes[2]!.labelZh).toBe("staff");
  });

  it("drops what is missing, or passes it up", () => {
    const values = { staff: 5.5, queue: null };
    const dropped = indicatorIndex(tree, values);
    expect(dropped.index).toBe(50);
    expect(dropped.missing).toEqual(["queue", "price"]);
    expect(dropped.nodes.map(({ pathWeight }) => pathWeight)).toEqual([1, 1, 1, 0, 0]);
    expect(dropped.warnings[0]).toMatchObject({ code: "missing-indicators", count: 2 });
    const passed = indicatorIndex(tree, values, { onMissing: "null" });
    expect(passed.index).toBeNull();
    expect(passed.shortfalls.map(({ name }) => name)).toEqual(["staff"]);
    expect(passed.nodes[0]).toMatchObject({ score: null, contribution: null, pathWeight: 0 });
  });

  it("does not miss what has no weight", () => {
    const options = { weights: { staff: 1, queue: 0 }, onMissing: "null" as const };
    expect(indicatorIndex(tree, { staff: 10, price: 100 }, options).index).toBe(100);
  });

  it("takes weights that a method gave", () => {
    const { weights } = analyticHierarchy(
      [
        [1, 3],
        [1 / 3, 1],
      ],
      { names: ["service", "price"] },
    );
    const plain = indicatorIndex(tree, { staff: 5.5, queue: 10, price: 80 });
    expect(indicatorIndex(tree, { staff: 5.5, queue: 10, price: 80 }, { weights }).index).toBeCloseTo(plain.index!, 12);
  });

  it("says where values were cut off", () => {
    const { warnings } = indicatorIndex(tree, { staff: 11, queue: 10, price: 80 });
    expect(warnings).toEqual([{ code: "beyond-range", message: expect.stringContaining("staff"), count: 1 }]);
  });

  it("may be a single leaf", () => {
    expect(indicatorIndex({ name: "a" }, { a: 40 })).toMatchObject({ index: 40, missing: [] });
  });

  it("refuses", () => {
    const of =
      (given: unknown, values: unknown = { a: 1 }, options?: unknown) =>
      () =>
        indicatorIndex(given as never, values as never, options as never);
    refuses(of(tree, {}), "insufficient-data", "values");
    refuses(of(tree, { price: 3 }, { weights: { service: 1, price: 0 } }), "insufficient-data", "values");
    refuses(of(tree, { other: 3 }), "bad-option", "values.other");
    refuses(of(tree, { price: 101 }), "out-of-range", "values.price");
    refuses(of(tree, { price: Number.NaN }), "not-finite", "values.price");
    refuses(of(tree, { price: 1 }, { onMissing: "drop" }), "bad-option", "options.onMissing");
    refuses(of(tree, { price: 1 }, { weights: { other: 1 } }), "bad-option", "options.weights.other");
    refuses(of(tree, { price: 1 }, { weights: { staff: 1 } }), "not-finite", "tree.children[0].children[1].weight");
    refuses(of(tree, { price: 1 }, { weights: { staff: 0, queue: 0 } }), "out-of-range", "tree.children[0].children");
    refuses(of(undefined), "bad-option", "tree.name");
    refuses(of({ name: "a", children: [] }), "empty", "tree.children");
    refuses(of({ name: "a", children: [{ name: "a" }] }), "duplicate-id", "tree.children[0].name");
    refuses(of({ name: "a", children: "b" }), "bad-option", "tree.children");
    const loop: { name: string; children: unknown[] } = { name: "a", children: [] };
    let node = loop;
    for (let i = 0; i < 60; i++) {
      const next = { name: `a${i}`, children: [] };
      node.children.push(next);
      node = next;
    }
    refuses(of(loop), "bad-option", `tree${".children[0]".repeat(51)}`);
  });
});

describe("bankSatisfactionSystem", () => {
  it("has nine dimensions with Chinese names and is ready to use", () => {
    expect(bankSatisfactionSystem.children).toHaveLength(9);
    const leaves = bankSatisfactionSystem.children!.flatMap(({ children }) => children!);
    const best = Object.fromEntries(leaves.map(({ name, range }) => [name, range!.best]));
    const { index, nodes } = indicatorIndex(bankSatisfactionSystem, best);
    expect(index).toBeCloseTo(100, 12);
    for (const { name, labelZh } of nodes) expect(labelZh, name).toMatch(/[\u4e00-\u9fff]/);
  });
});

describe("analyticHierarchy", () => {
  const ofWeights = (weights: number[]) => weights.map((a) => weights.map((b) => a / b));

  it("is exact for consistent judgments", () => {
    const weights = [0.4, 0.3, 0.2, 0.1];
    for (const method of ["eigenvector", "geometric-mean"] as const) {
      const found = analyticHierarchy(ofWeights(weights), { method });
      Object.values(found.weights).forEach((weight, i) => {
        expect(weight).toBeCloseTo(weights[i]!, 14);
      });
      expect(found.largestEigenvalue).toBeCloseTo(4, 13);
      expect(found.consistencyRatio).toBeCloseTo(0, 13);
      expect(found.consistency).toMatchObject({ label: "consistent", rule: 0 });
      expect(found.worstJudgment).toBeNull();
    }
  });

  it("gives what a general solver gives", () => {
    const upper = [3, 5, 1 / 2, 7, 2, 1 / 3, 4, 1 / 5, 3, 6];
    const matrix = Array.from({ length: 5 }, () => new Array<number>(5).fill(1));
    let k = 0;
    for (let i = 0; i < 5; i++) {
      for (let j = i + 1; j < 5; j++) {
        matrix[i]![j] = upper[k]!;
        matrix[j]![i] = 1 / upper[k++]!;
      }
    }
    const found = analyticHierarchy(matrix);
    const expected = [
      0.32073858769624958, 0.13934749603020763, 0.08265377489211068, 0.4147061759030075, 0.0425539654784246,
    ];
    const row = { area: "satisfaction", source: "R 4.2.2 eigen", tolerance: 1e-12 };
    for (const [i, weight] of expected.entries())
      reproduces(
        { ...row, figure: `AHP of five criteria: weight ${i + 1}`, expected: weight },
        found.weights[`${i + 1}`]!,
      );
    reproduces(
      { ...row, figure: "AHP of five criteria: eigenvalue", expected: 5.167076429598189 },
      found.largestEigenvalue,
    );
  });

  it("names the judgment to ask about again", () => {
    const matrix = ofWeights([6, 3, 2, 1]);
    matrix[0]![3] = 1 / 6;
    matrix[3]![0] = 6;
    const found = analyticHierarchy(matrix, { names: ["a", "b", "c", "d"] });
    expect(found.worstJudgment).toMatchObject({ criterion: "a", comparedWith: "d", given: 1 / 6 });
    expect(found.worstJudgment!.implied).toBeGreaterThan(4 / 6);
    expect(found.consistency).toMatchObject({ label: "inconsistent", labelZh: "未通过一致性检验", rule: 1 });
    expect(found.warnings[0]!.code).toBe("inconsistent-judgments");
    expect(analyticHierarchy(matrix, { acceptedRatio: 1 }).warnings).toEqual([]);
  });

  it("converges where judgments go in a circle", () => {
    for (const size of [9, 1e9]) {
      const circle = [
        [1, size, 1 / size],
        [1 / size, 1, size],
        [size, 1 / size, 1],
      ];
      const { weights, largestEigenvalue } = analyticHierarchy(circle);
      for (const weight of Object.values(weights)) expect(weight).toBeCloseTo(1 / 3, 12);
      expect(largestEigenvalue / (1 + size + 1 / size)).toBeCloseTo(1, 12);
    }
  });

  it("has no ratio for more than ten criteria and 0 for two", () => {
    const many = analyticHierarchy(ofWeights(Array.from({ length: 11 }, (_, i) => i + 1)));
    expect([many.consistencyRatio, many.consistency]).toEqual([null, null]);
    expect(many.warnings[0]!.code).toBe("no-random-index");
    expect(analyticHierarchy(ofWeights([2, 1])).consistencyRatio).toBe(0);
    expect(analyticHierarchy([[1]])).toMatchObject({ weights: { 1: 1 }, consistencyIndex: 0, consistencyRatio: 0 });
  });

  it("refuses", () => {
    refuses(() => analyticHierarchy([]), "empty", "judgments");
    refuses(() => analyticHierarchy(undefined as never), "bad-option", "judgments");
    refuses(() => analyticHierarchy([[1, 2]]), "length-mismatch", "judgments[0]");
    refuses(
      () =>
        analyticHierarchy([
          [1, 2],
          [2, 1],
        ]),
      "bad-option",
      "judgments[1][0]",
    );
    refuses(() => analyticHierarchy([[2]]), "bad-option", "judgments[0][0]");
    refuses(
      () =>
        analyticHierarchy([
          [1, 0],
          [1, 1],
        ]),
      "out-of-range",
      "judgments[0][1]",
    );
    refuses(() => analyticHierarchy([[1]], { names: ["a", "b"] }), "length-mismatch", "options.names");
    refuses(() => analyticHierarchy(ofWeights([1, 2]), { names: ["a", "a"] }), "duplicate-id", "options.names[1]");
    refuses(() => analyticHierarchy(ofWeights([1, 2]), { names: ["a", ""] }), "bad-option", "options.names[1]");
    refuses(() => analyticHierarchy([[1]], { method: "mean" as never }), "bad-option", "options.method");
  });
});

describe("groupJudgments", () => {
  const pair = (ratio: number) => [
    [1, ratio],
    [1 / ratio, 1],
  ];

  it("takes weighted geometric means", () => {
    const group = groupJudgments([pair(2), pair(8)]);
    expect(group[0]![1]).toBeCloseTo(4, 12);
    expect(group[1]![0]! * group[0]![1]!).toBeCloseTo(1, 14);
    expect(groupJudgments([pair(2), pair(16)], { expertWeights: [2, 1] })[0]![1]).toBeCloseTo(4, 12);
    expect(groupJudgments([pair(3)])[0]![1]).toBeCloseTo(3, 14);
  });

  it("refuses", () => {
    refuses(() => groupJudgments([]), "empty", "experts");
    refuses(() => groupJudgments([pair(2), [[1]]]), "length-mismatch", "experts[1]");
    refuses(
      () =>
        groupJudgments([
          [
            [1, 2],
            [2, 1],
          ],
        ]),
      "bad-option",
      "experts[0][1][0]",
    );
    refuses(() => groupJudgments([null as never]), "bad-option", "experts[0]");
    refuses(() => groupJudgments([pair(2)], { expertWeights: [0] }), "out-of-range", "options.expertWeights");
  });
});

describe("entropyWeights", () => {
  it("keeps its digits where units are nearly alike", () => {
    const small = 1e-6;
    const { weights } = entropyWeights({ a: [1, 1 + small], b: [1, 1 + 2 * small] });
    expect(weights.b! / weights.a!).toBeCloseTo(4, 4);
  });

  it("does not depend on units of measurement", () => {
    const one = entropyWeights({ a: [82, 70, 91], b: [75, 88, 60] });
    const other = entropyWeights({ a: [8.2, 7, 9.1], b: [75e300, 88e300, 60e300] });
    expect(other.weights.a).toBeCloseTo(one.weights.a!, 12);
  });

  it("is 0 where a single unit has nearly all", () => {
    const { entropy } = entropyWeights({ a: [1e-300, 1e300, 1e-300], b: [1, 1, 1] });
    expect(entropy.a).toBeCloseTo(0, 12);
    expect(entropy.b).toBe(1);
  });

  it("refuses", () => {
    refuses(() => entropyWeights({}), "empty", "indicators");
    refuses(() => entropyWeights({ a: [1] }), "insufficient-data", "indicators.a");
    refuses(() => entropyWeights({ a: [1, 0] }), "out-of-range", "indicators.a[1]");
    refuses(() => entropyWeights({ a: [0.1, 0.1, 0.1], b: [3, 3, 3] }), "zero-variance", "indicators");
    refuses(() => entropyWeights({ a: [1, 2], b: [1] }), "length-mismatch", "indicators.b");
    refuses(() => entropyWeights(null as never), "bad-option", "indicators");
  });
});

describe("expertWeights", () => {
  it("averages shares", () => {
    const { weights, deviations, experts } = expertWeights([
      { a: 60, b: 40 },
      { a: 50.5, b: 50 },
    ]);
    expect(weights.a).toBeCloseTo((0.6 + 50.5 / 100.5) / 2, 14);
    expect(weights.a! + weights.b!).toBeCloseTo(1, 14);
    expect(deviations!.a).toBeCloseTo(deviations!.b!, 14);
    expect(experts).toBe(2);
    expect(expertWeights([{ a: 4, b: 1 }], { rescale: true })).toEqual({
      weights: { a: 0.8, b: 0.2 },
      deviations: null,
      experts: 1,
    });
    expect(expertWeights([{ a: 6, b: 4 }], { total: 10 }).weights.a).toBe(0.6);
  });

  it("refuses", () => {
    refuses(() => expertWeights([]), "empty", "points");
    refuses(() => expertWeights([{}]), "empty", "points[0]");
    refuses(() => expertWeights([{ a: 60, b: 38 }]), "out-of-range", "points[0]");
    refuses(() => expertWeights([{ a: 0 }], { rescale: true }), "out-of-range", "points[0]");
    refuses(() => expertWeights([{ a: 100 }, { b: 100 }]), "bad-option", "points[1].b");
    refuses(() => expertWeights([{ a: 60, b: 40 }, { a: 100 }]), "not-finite", "points[1].b");
    refuses(() => expertWeights([{ a: -60, b: 160 }]), "out-of-range", "points[0].a");
    refuses(() => expertWeights([{ a: 1 }], { rescale: "yes" as never }), "bad-option", "options.rescale");
  });
});
