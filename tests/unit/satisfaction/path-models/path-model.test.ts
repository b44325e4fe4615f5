import { describe, expect, expectTypeOf, it } from "vitest";
import {
  acsiModel,
  bankSatisfactionModel,
  ccsiModel,
  ecsiModel,
  pathModel,
  type StructuralModel,
  scsbModel,
  withIndicators,
} from "../../../../src/satisfaction/index.ts";
import { refuses } from "../../../refuses.ts";

const models: Record<string, [model: StructuralModel, nodes: number, edges: number]> = {
  scsbModel: [scsbModel, 5, 6],
  acsiModel: [acsiModel, 6, 9],
  ecsiModel: [ecsiModel, 7, 12],
  ccsiModel: [ccsiModel, 6, 11],
  bankSatisfactionModel: [bankSatisfactionModel, 6, 10],
};

describe("the national index models", () => {
  for (const [name, [model, nodes, edges]] of Object.entries(models)) {
    it(`${name} has ${nodes} concepts and ${edges} links, in English and Chinese, frozen`, () => {
      expect(Object.keys(model.nodes)).toHaveLength(nodes);
      expect(new Set(model.edges.map((edge) => edge.join("->"))).size).toBe(edges);
      for (const { label, labelZh } of Object.values(model.nodes)) {
        expect(label).toMatch(/^[a-z ]+$/);
        expect(labelZh).toMatch(/^[\u4e00-\u9fff]+$/);
      }
      expect(Object.isFrozen(model) && Object.isFrozen(model.edges) && Object.isFrozen(model.edges[0])).toBe(true);
      expect(Object.isFrozen(model.nodes) && Object.isFrozen(Object.values(model.nodes)[0])).toBe(true);
      expect(JSON.parse(JSON.stringify(model))).toEqual(model);
      // Causes stand before effects, and every concept can be measured.
      const order = Object.keys(model.nodes);
      for (const [cause, effect] of model.edges) expect(order.indexOf(cause)).toBeLessThan(order.indexOf(effect));
      const full = withIndicators(model, Object.fromEntries(order.map((node) => [node, [`${node}1`, `${node}2`]])));
      expect(full.edges).toEqual(model.edges);
      expect(full.source).toBe(model.source);
    });
  }

  it("link what they are said to link", () => {
    expect(scsbModel.edges).toContainEqual(["expectation", "performance"]);
    expect(acsiModel.edges.filter(([, effect]) => effect === "satisfaction").map(([cause]) => cause)).toEqual([
      "expectation",
      "quality",
      "value",
    ]);
    expect(ccsiModel.edges.filter(([, effect]) => effect === "loyalty")).toEqual([["satisfaction", "loyalty"]]);
    expect(bankSatisfactionModel.edges.some((edge) => (edge as readonly string[]).includes("complaints"))).toBe(false);
  });
});

const blocks = { a: { items: ["a1", "a2"] }, b: { items: ["b1"], mode: "B", label: "bee", labelZh: "蜂" } } as const;

describe("pathModel", () => {
  it("fills in what is not said, freezes, and takes its own result again", () => {
    const model = pathModel({ blocks, edges: [["a", "b"]] });
    expect(model).toEqual({
      blocks: {
        a: { items: ["a1", "a2"], mode: "A", label: "a", labelZh: "a" },
        b: { items: ["b1"], mode: "B", label: "bee", labelZh: "蜂" },
      },
      edges: [["a", "b"]],
    });
    expect(Object.isFrozen(model.blocks.a.items) && Object.isFrozen(model.edges[0])).toBe(true);
    expect(pathModel(model)).toEqual(model);
    expect(pathModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expectTypeOf(model.blocks).toHaveProperty("b");
  });

  it("does not freeze what it was given", () => {
    const own = { blocks: { a: { items: ["x"] }, b: { items: ["y"] } }, edges: [["a", "b"]] as ["a", "b"][] };
    pathModel(own);
    expect(Object.isFrozen(own.blocks.a.items)).toBe(false);
    expect(Object.isFrozen(own.edges[0])).toBe(false);
  });

  it("refuses what is no model", () => {
    const edges: ["a", "b"][] = [["a", "b"]];
    refuses(() => pathModel(undefined as never), "bad-option", "model");
    refuses(() => pathModel(null as never), "bad-option", "model");
    refuses(() => pathModel({} as never), "bad-option", "model.blocks");
    refuses(() => pathModel({ blocks: {}, edges: [] }), "empty", "model.blocks");
    refuses(() => pathModel({ blocks } as never), "bad-option", "model.edges");
    refuses(() => pathModel({ blocks: { ...blocks, b: undefined } as never, edges }), "bad-option", "model.blocks.b");
    refuses(() => pathModel({ blocks: { ...blocks, b: {} } as never, edges }), "bad-option", "model.blocks.b.items");
    refuses(() => pathModel({ blocks: { ...blocks, b: { items: [] } }, edges }), "empty", "model.blocks.b.items");
    refuses(
      () => pathModel({ blocks: { ...blocks, b: { items: [3 as never] } }, edges }),
      "bad-option",
      "model.blocks.b.items[0]",
    );
    refuses(
      () => pathModel({ blocks: { ...blocks, b: { items: ["x"], mode: "C" as never } }, edges }),
      "bad-option",
      "model.blocks.b.mode",
    );
    refuses(
      () => pathModel({ blocks: { ...blocks, b: { items: ["x"], label: 7 as never } }, edges }),
      "bad-option",
      "model.blocks.b.label",
    );
    refuses(() => pathModel({ blocks, edges, source: 7 as never }), "bad-option", "model.source");
  });

  it("refuses an item in two blocks, or twice in one", () => {
    const edges: ["a", "b"][] = [["a", "b"]];
    refuses(
      () => pathModel({ blocks: { ...blocks, b: { items: ["b1", "a2"] } }, edges }),
      "duplicate-id",
      "model.blocks.b.items[1]",
    );
    refuses(
      () => pathModel({ blocks: { ...blocks, b: { items: ["b1", "b1"] } }, edges }),
      "duplicate-id",
      "model.blocks.b.items[1]",
    );
  });

  it("refuses links that cannot be", () => {
    const c = { ...blocks, c: { items: ["c1"] } };
    refuses(() => pathModel({ blocks, edges: [["a", "z" as never]] }), "bad-option", "model.edges[0]");
    refuses(() => pathModel({ blocks, edges: [["a"] as never] }), "bad-option", "model.edges[0]");
    refuses(() => pathModel({ blocks, edges: ["ab" as never] }), "bad-option", "model.edges[0]");
    refuses(
      () =>
        pathModel({
          blocks,
          edges: [
            ["a", "b"],
            ["a", "b"],
          ],
        }),
      "duplicate-id",
      "model.edges[1]",
    );
    refuses(() => pathModel({ blocks: c, edges: [["a", "b"]] }), "bad-option", "model.edges");
    refuses(() => pathModel({ blocks, edges: [["a", "a"]] }), "bad-option", "model.edges");
    refuses(
      () =>
        pathModel({
          blocks: c,
          edges: [
            ["a", "b"],
            ["b", "c"],
            ["c", "a"],
          ],
        }),
      "bad-option",
      "model.edges",
    );
    expect(() =>
      pathModel({
        blocks: c,
        edges: [
          ["a", "b"],
          ["b", "c"],
          ["c", "b"],
        ],
      }),
    ).toThrow(/without a circle.*b, c/);
  });
});

describe("withIndicators", () => {
  it("leaves out concepts without questions, with their links", () => {
    const model = withIndicators(ecsiModel, {
      image: ["i"],
      satisfaction: { items: ["s1", "s2"], mode: "B", label: "content" },
      loyalty: ["l"],
    });
    expect(Object.keys(model.blocks)).toEqual(["image", "satisfaction", "loyalty"]);
    expect(model.edges).toEqual([
      ["image", "satisfaction"],
      ["image", "loyalty"],
      ["satisfaction", "loyalty"],
    ]);
    expect(model.blocks.satisfaction).toEqual({
      items: ["s1", "s2"],
      mode: "B",
      label: "content",
      labelZh: "顾客满意",
    });
    expectTypeOf(model.blocks).not.toHaveProperty("value");
  });

  it("refuses unknown concepts and what leaves one without a link", () => {
    refuses(() => withIndicators(ecsiModel, { trust: ["t"] } as never), "bad-option", "indicators.trust");
    refuses(() => withIndicators(ecsiModel, { image: ["i"], value: ["v"] }), "bad-option", "model.edges");
    refuses(() => withIndicators(ecsiModel, {} as never), "empty", "model.blocks");
    refuses(() => withIndicators(ecsiModel, { image: [] } as never), "empty", "model.blocks.image.items");
    refuses(() => withIndicators(ecsiModel, { image: 5 } as never), "bad-option", "indicators.image");
    refuses(() => withIndicators(undefined as never, {} as never), "bad-option", "structure");
    refuses(() => withIndicators({} as never, {} as never), "bad-option", "structure.nodes");
    refuses(() => withIndicators(ecsiModel, undefined as never), "bad-option", "indicators");
    const odd = { nodes: { a: null, b: null }, edges: [["a", "b"]], source: "" };
    refuses(() => withIndicators(odd as never, { a: ["x"], b: ["y"] } as never), "bad-option", "structure.nodes.a");
    const loose = { nodes: { a: {}, b: {} }, edges: ["ab"], source: "mine" };
    refuses(() => withIndicators(loose as never, { a: ["x"], b: ["y"] } as never), "bad-option", "model.edges[0]");
    refuses(
      () => withIndicators({ ...loose, edges: undefined } as never, { a: ["x"], b: ["y"] } as never),
      "bad-option",
      "structure.edges",
    );
  });
});
