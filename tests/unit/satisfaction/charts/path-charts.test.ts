import { describe, expect, it } from "vitest";
import { layOutDiagram } from "../../../../src/satisfaction/charts/path-diagram-layout.ts";
import {
  bootstrapPls,
  ccsiModel,
  ecsiModel,
  fitPlsPath,
  importanceMapChart,
  importancePerformanceMap,
  pathDiagramChart,
  pathModel,
  withIndicators,
} from "../../../../src/satisfaction/index.ts";
import { refuses } from "../../../refuses.ts";
import { expectGoodChart } from "../../charts/render.ts";
import { madeSurvey, threeBlocks } from "../path-models/made-survey.ts";

const survey = madeSurvey(100, 6);
const scale = { min: 1, max: 10 };
const fit = fitPlsPath(survey, { model: threeBlocks, scale });

/** The national model with the made-up items as concepts. */
const items = ["q1", "q2", "q3", "v1", "v2", "l1", "l2"];
const ecsi = fitPlsPath(survey, {
  model: withIndicators(
    ecsiModel,
    Object.fromEntries(Object.keys(ecsiModel.nodes).map((name, i) => [name, [items[i]!]])) as Record<
      keyof typeof ecsiModel.nodes,
      string[]
    >,
  ),
  scale,
});

describe("pathDiagramChart", () => {
  it("has a record for each link, with its coefficient", () => {
    const { values } = pathDiagramChart(fit).data;
    expect(values.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      "quality -> value",
      "quality -> loyalty",
      "value -> loyalty",
    ]);
    values.forEach((value, i) => {
      expect(value["coefficient"]).toBe(fit.paths[i]!.coefficient);
      expect(value["label"]).toBe(fit.paths[i]!.coefficient.toFixed(2));
    });
    const width = (i: number) => values[i]!["strokeWidth"] as number;
    expect(width(0) > width(1)).toBe(fit.paths[0]!.coefficient > fit.paths[1]!.coefficient);
    expect(pathDiagramChart(fit, { language: "zh" }).data.values[0]!["from"]).toBe("质量");
  });

  it("says it in a sentence", () => {
    expect(pathDiagramChart(fit).description).toMatch(
      /^Of the 3 links between 3 blocks the strongest leads from \w+ to \w+, with a coefficient of 0\.\d\d; what is explained best is loyalty, with an R² of 0\.\d\d\.$/,
    );
    expect(pathDiagramChart(fit, { language: "zh" }).description).toMatch(
      /^3个潜变量之间的3条路径中，最强的是“.+”对“.+”的影响/,
    );
    const pair = pathModel({ blocks: { a: { items: ["q1"] }, b: { items: ["l1"] } }, edges: [["a", "b"]] });
    const single = fitPlsPath(survey, { model: pair });
    expect(pathDiagramChart(single).description).toMatch(/^The only link leads from a to b, with a coefficient of/);
    expect(pathDiagramChart(single, { language: "zh" }).description).toMatch(/^唯一的路径是/);
    expect(pathDiagramChart(single).title).toBe("Path model: R² and path coefficients");
  });

  it("greys links that may be 0, and turns the colour of negative ones", () => {
    const turned = {
      ...survey,
      l1: survey["l1"]!.map((a) => 11 - a),
      l2: survey["l2"]!.map((a) => 11 - a),
      l3: survey["l3"]!.map((a) => 11 - a),
    };
    const own = fitPlsPath(turned, { model: threeBlocks, scale });
    const color = (chart: ReturnType<typeof pathDiagramChart>) => chart.data.values.map((value) => value["color"]);
    const [positive, negative] = [color(pathDiagramChart(own))[0], color(pathDiagramChart(own))[2]];
    expect(positive).not.toBe(negative);
    const bootstrap = bootstrapPls(own, turned, { draws: 50, seed: 1 });
    const none = { paths: bootstrap.paths.map((path) => ({ ...path, lower: -1, upper: 1 })) };
    expect(new Set(color(pathDiagramChart(own, { bootstrap: none }))).size).toBe(1);
    expect(color(pathDiagramChart(own, { bootstrap }))[0]).toBe(positive);
    refuses(() => pathDiagramChart(fit, { bootstrap: { paths: [] } }), "bad-option", "options.bootstrap.paths[0]");
    refuses(() => pathDiagramChart(fit, { bootstrap: {} as never }), "bad-option", "options.bootstrap.paths");
    refuses(() => pathDiagramChart(ecsi, { bootstrap }), "bad-option", "options.bootstrap.paths[0]");
  });

  it("refuses wrong calls and what cannot be read", () => {
    refuses(() => pathDiagramChart(undefined as never), "bad-option", "fit");
    refuses(() => pathDiagramChart({} as never), "unknown-kind", "fit.kind");
    refuses(() => pathDiagramChart({ model: fit.model } as never), "bad-option", "fit.blocks");
    refuses(() => pathDiagramChart(fit, { width: 5 }), "out-of-range", "options.width");
    const names = Array.from({ length: 21 }, (_, i) => `b${i}`);
    const edges = names.flatMap((effect, j) => names.slice(0, j).map((cause) => [cause, effect] as [string, string]));
    const structure = pathModel<string>({
      blocks: Object.fromEntries(names.map((name) => [name, { items: [name] }])),
      edges,
    });
    const model = {
      ...fit.model,
      structure,
      items: Object.fromEntries(names.map((name) => [name, { weight: 1, mean: 0, deviation: 1 }])),
      paths: edges.map(([from, to]) => ({ from, to, coefficient: 0 })),
    };
    const blocks = Object.fromEntries(names.map((name) => [name, fit.blocks.quality]));
    const scores = Object.fromEntries(names.map((name) => [name, []]));
    refuses(
      () => pathDiagramChart({ ...fit, model, blocks, scores, paths: model.paths, effects: [] } as never),
      "bad-option",
      "fit.paths",
    );
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(pathDiagramChart(fit), ["quality", `${fit.blocks.loyalty.index!.toFixed(1)} · R²`]);
    await expectGoodChart(pathDiagramChart(fit, { language: "zh", width: 600, height: 300 }), ["质量"]);
    await expectGoodChart(pathDiagramChart(ecsi), ["perceived quality", "complaints"]);
    await expectGoodChart(pathDiagramChart(ecsi, { language: "zh" }), ["感知质量", "顾客抱怨"]);
  });
});

describe("layOutDiagram", () => {
  const frame = {
    width: 800,
    height: undefined,
    box: { width: 110, height: 42 },
    label: { width: 36, height: 16 },
    rows: 7,
  };
  const edgesOf = ({ nodes, edges }: { nodes: object; edges: readonly (readonly string[])[] }) => {
    const names = Object.keys(nodes);
    return {
      boxes: names.length,
      edges: edges.map(([from, to]) => [names.indexOf(from!), names.indexOf(to!)] as const),
    };
  };

  it("sets causes to the left of effects, and boxes apart", () => {
    for (const model of [ecsiModel, ccsiModel]) {
      const { boxes, edges } = edgesOf(model);
      const layout = layOutDiagram(boxes, edges, frame);
      for (const [cause, effect] of edges) expect(layout.boxes[cause]!.x).toBeLessThan(layout.boxes[effect]!.x);
      layout.boxes.forEach((one, i) => {
        for (const other of layout.boxes.slice(0, i))
          expect(Math.abs(one.x - other.x) >= 110 || Math.abs(one.y - other.y) >= 42).toBe(true);
        expect(one.x).toBeGreaterThanOrEqual(55);
        expect(one.x).toBeLessThanOrEqual(745);
        expect(one.y).toBeGreaterThanOrEqual(21);
        expect(one.y).toBeLessThanOrEqual(layout.height - 21);
      });
    }
  });

  it("runs no line behind a box, and no label into one, in the national models", () => {
    for (const model of [ecsiModel, ccsiModel]) {
      const { boxes, edges } = edgesOf(model);
      const layout = layOutDiagram(boxes, edges, frame);
      layout.lines.forEach(({ from, to, label }, i) => {
        for (let step = 0; step <= 100; step++) {
          const [x, y] = [from.x + ((to.x - from.x) * step) / 100, from.y + ((to.y - from.y) * step) / 100];
          layout.boxes.forEach((box, b) => {
            if (edges[i]!.includes(b)) return;
            expect(Math.abs(box.x - x) < 55 && Math.abs(box.y - y) < 21).toBe(false);
          });
        }
        for (const other of layout.lines.slice(0, i).map((line) => line.label))
          expect(Math.abs(label.x - other.x) >= 36 || Math.abs(label.y - other.y) >= 16).toBe(true);
      });
    }
  });

  it("fills the height it is given, and centres a single row", () => {
    const layout = layOutDiagram(
      3,
      [
        [0, 2],
        [1, 2],
      ],
      { ...frame, height: 300 },
    );
    expect(layout.height).toBeCloseTo(300, 9);
    const single = layOutDiagram(2, [[0, 1]], { ...frame, height: 200 });
    expect(single.boxes.map(({ y }) => y)).toEqual([100, 100]);
  });

  it("lays out a large model in good time", () => {
    const edges = Array.from({ length: 60 }, (_, i) => [i % 12, 12 + ((i * 7) % 13)] as const);
    const layout = layOutDiagram(25, edges, { ...frame, rows: 9 });
    expect(layout.boxes).toHaveLength(25);
    expect(layout.lines).toHaveLength(60);
  });
});

describe("importanceMapChart", () => {
  const map = importancePerformanceMap(ecsi, { target: "loyalty" });

  it("has a record for each block", () => {
    const { values } = importanceMapChart(map).data;
    expect(values).toHaveLength(map.points.length);
    values.forEach((value, i) => {
      expect(value).toEqual({
        name: map.points[i]!.label,
        importance: map.points[i]!.importance,
        performance: map.points[i]!.performance,
        quadrant: map.quadrants.classes[map.quadrants.codes[i]!]!.label,
        side: expect.any(String),
      });
    });
  });

  it("says where to concentrate, or that there is nowhere", () => {
    const all = { target: "loyalty", cuts: { importance: -1, performance: 101 } } as const;
    const weak = importancePerformanceMap(fit, all);
    expect(importanceMapChart(weak).description).toMatch(
      /^To raise loyalty, concentrate on \w+ and 1 more: its total effect is 0\.\d\d and its index only \d\d\.\d\.$/,
    );
    expect(importanceMapChart(weak, { language: "zh" }).description).toMatch(
      /^提升“loyalty”应重点改进“.+”等2项：总效应为0\.\d\d，指数仅\d\d\.\d。$/,
    );
    const strong = importancePerformanceMap(fit, { ...all, cuts: { importance: -1, performance: 0 } });
    expect(importanceMapChart(strong).description).toMatch(
      /^No block is both important to loyalty and weak; the most important, \w+,/,
    );
    expect(importanceMapChart(strong, { language: "zh" }).description).toMatch(/^没有既重要又薄弱的因素/);
  });

  it("draws without a warning, with its labels", async () => {
    await expectGoodChart(importanceMapChart(map), ["concentrate here", "possible overkill", "image"]);
    await expectGoodChart(importanceMapChart(map, { language: "zh" }), ["修补区", "形象", "绩效：0–100指数"]);
    const one = importancePerformanceMap(fit, { target: "value" });
    await expectGoodChart(importanceMapChart(one, { width: 300, height: 250 }), ["quality"]);
  });

  it("refuses what is no map", () => {
    refuses(() => importanceMapChart(undefined as never), "bad-option", "map");
    refuses(() => importanceMapChart({} as never), "bad-option", "map.points");
    refuses(() => importanceMapChart({ ...map, points: [] }), "empty", "map.points");
    refuses(() => importanceMapChart({ ...map, quadrants: {} as never }), "bad-option", "map.quadrants");
    refuses(() => importanceMapChart({ ...map, target: undefined as never }), "bad-option", "map.target");
    const cuts = { ...map.cuts, importance: Number.NaN };
    refuses(() => importanceMapChart({ ...map, cuts }), "not-finite", "map.cuts.importance");
    const broken = [{ ...map.points[0]!, performance: Number.NaN }, ...map.points.slice(1)];
    refuses(() => importanceMapChart({ ...map, points: broken }), "not-finite", "map.points[0].performance");
  });
});
