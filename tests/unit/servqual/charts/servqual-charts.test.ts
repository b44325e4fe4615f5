import { describe, expect, it } from "vitest";
import {
  bankServqual,
  importanceGapChart,
  servqualGapChart,
  servqualRadarChart,
  servqualScores,
  toleranceZoneChart,
  toleranceZones,
} from "../../../../src/servqual/index.ts";
import golden from "../../../golden/servqual-synthetic.json" with { type: "json" };
import { refuses } from "../../../refuses.ts";
import { expectGoodChart } from "../../charts/render.ts";

const columns = (rows: readonly (readonly number[])[], names: readonly string[], change = (x: number) => x) =>
  Object.fromEntries(names.map((name, j) => [name, rows.map((row) => change(row[j]!))]));
const scale = { min: 1, max: 7 };
const perceptions = columns(golden.P, golden.items);
const expectations = columns(golden.E, golden.items);
const survey = { instrument: bankServqual, scale, perceptions, expectations };
const scores = servqualScores({ ...survey, weights: columns(golden.W, golden.dimensions) });
const served = servqualScores({ instrument: bankServqual, scale, perceptions });
const zones = toleranceZones({
  instrument: bankServqual,
  scale,
  adequate: columns(golden.E, golden.items, (x) => Math.max(1, x - 1)),
  desired: expectations,
  perceived: perceptions,
});
const one = (key: string) => ({ key, items: [{ key: `${key}1`, text: key }] });
const names = ["有形性", "可靠性", "响应性", "保证性", "移情性"];

describe("servqualGapChart", () => {
  it("draws a bar with its interval for each dimension or item", async () => {
    const chart = servqualGapChart(scores);
    expect(chart.description).toBe(
      "The lowest gap is that of responsiveness, -1.51 (95 % interval -1.74 to -1.29), the highest that of tangibles, -0.35; the mean over the dimensions is -1.00.",
    );
    expect(chart.data.values[1]).toMatchObject({ name: "reliability", label: "-1.41" });
    await expectGoodChart(chart, ["reliability", "-1.41"]);
    const items = servqualGapChart(scores, { by: "items", language: "zh", width: 600 });
    expect(items.data.values).toHaveLength(22);
    expect(items.height).toBeGreaterThan(500);
    await expectGoodChart(items, ["守诺", "-2.30", "0.25"]);
    await expectGoodChart(servqualGapChart(scores, { language: "zh" }), names);
  });

  it("keeps the line of what nobody answered, and says so where nobody answered anything", async () => {
    const two = { dimensions: [one("speed"), one("care")] };
    const gapOnly = servqualScores({ instrument: two, differences: { speed1: [null, null], care1: [1, 1] } });
    const chart = servqualGapChart(gapOnly);
    expect(chart.data.values[0]).toEqual({ name: "speed", gap: null, lower: null, upper: null, label: "" });
    expect(chart.description).toBe("The gap of care is 1.00 (95 % interval 1.00 to 1.00).");
    await expectGoodChart(chart, ["speed", "1.00"]);
    const none = servqualScores({ instrument: two, differences: { speed1: [null], care1: [null] } });
    expect(servqualGapChart(none).description).toBe("Nobody has answered, so there is no gap.");
    await expectGoodChart(servqualGapChart(none, { language: "zh" }), ["care"]);
    const customer = servqualScores({ instrument: two, differences: { speed1: [-1], care1: [0] } });
    expect(servqualGapChart(customer).description).toBe(
      "The lowest gap is that of speed, -1.00, the highest that of care, 0.00; the mean over the dimensions is -0.50.",
    );
    await expectGoodChart(servqualGapChart(customer), ["-1.00", "0.00"]);
    const items = [
      { key: "wait", text: "wait" },
      { key: "help", text: "help" },
    ];
    const halves = servqualScores(
      { instrument: { dimensions: [{ key: "d", items }] }, differences: { wait: [-1, null], help: [null, 2] } },
      { minShare: 1 },
    );
    expect(servqualGapChart(halves, { by: "items" }).description).toBe(
      "The lowest gap is that of wait, -1.00, the highest that of help, 2.00.",
    );
  });

  it("tells dimensions of one name apart", () => {
    const twins = {
      dimensions: [
        { ...one("a"), label: "staff" },
        { ...one("b"), label: "staff" },
      ],
    };
    const chart = servqualGapChart(servqualScores({ instrument: twins, differences: { a1: [1], b1: [0] } }));
    expect(chart.data.values.map(({ name }) => name)).toEqual(["staff (a)", "staff (b)"]);
  });

  it("refuses what has no gaps or too many lines", () => {
    refuses(() => servqualGapChart(served), "bad-option", "scores.gap");
    refuses(() => (servqualGapChart as () => unknown)(), "bad-option", "scores");
    refuses(() => servqualGapChart({} as never), "bad-option", "scores");
    refuses(() => servqualGapChart(zones as never), "bad-option", "scores");
    refuses(() => servqualGapChart(scores, { by: "bank" as never }), "bad-option", "options.by");
    refuses(() => servqualGapChart(scores, { width: 1 }), "out-of-range", "options.width");
    const keys = Array.from({ length: 101 }, (_, j) => `d${j}`);
    const wide = servqualScores({
      instrument: { dimensions: keys.map(one) },
      differences: Object.fromEntries(keys.map((key) => [`${key}1`, [0]])),
    });
    refuses(() => servqualGapChart(wide), "bad-option", "options.by");
  });
});

describe("servqualRadarChart", () => {
  it("draws both polygons, closed", async () => {
    const chart = servqualRadarChart(scores);
    expect(chart.data.values).toHaveLength(12);
    expect(chart.data.values[0]).toMatchObject({ series: "expectation", name: "tangibles", order: 0, x: 0 });
    expect(chart.data.values[5]).toMatchObject({ name: "tangibles", order: 5 });
    expect(chart.description).toBe(
      "Perception is furthest from expectation in responsiveness (4.56 against 6.08) and nearest to it, or above it, in tangibles (-0.35).",
    );
    await expectGoodChart(chart, ["expectation", "perception", "reliability", "7"]);
    await expectGoodChart(servqualRadarChart(scores, { language: "zh", height: 300 }), [...names, "期望", "感知"]);
  });

  it("draws perceptions alone, on any scale, and leaves out what nobody answered", async () => {
    const chart = servqualRadarChart(served);
    expect(new Set(chart.data.values.map(({ series }) => series))).toEqual(new Set(["perception"]));
    await expectGoodChart(chart, ["perception"]);
    const three = { dimensions: [one("a"), one("b"), one("c")] };
    const answers = { a1: [10.5], b1: [null], c1: [40] };
    const partly = servqualScores({ instrument: three, scale: { min: 0, max: 100 }, perceptions: answers });
    expect(servqualRadarChart(partly).data.values).toHaveLength(2);
    await expectGoodChart(servqualRadarChart(partly), ["25", "100"]);
    const nobody = servqualScores({ instrument: three, scale, perceptions: { a1: [null], b1: [null], c1: [null] } });
    expect(servqualRadarChart(nobody).description).toBe("Nobody has answered.");
    await expectGoodChart(servqualRadarChart(nobody, { language: "zh" }), []);
  });

  it("refuses fewer than three dimensions, and one column of differences", () => {
    const two = { dimensions: [one("a"), one("b")] };
    refuses(
      () => servqualRadarChart(servqualScores({ instrument: two, scale, perceptions: { a1: [1], b1: [2] } })),
      "insufficient-data",
      "scores",
    );
    const differences = servqualScores({ instrument: two, differences: { a1: [1], b1: [2] } });
    refuses(() => servqualRadarChart(differences), "bad-option", "scores.perception");
    refuses(() => servqualRadarChart(null as never), "bad-option", "scores");
    refuses(() => servqualRadarChart(zones as never), "bad-option", "scores");
  });
});

describe("toleranceZoneChart", () => {
  it("draws the zones and the perceived level by its band", async () => {
    const chart = toleranceZoneChart(zones);
    expect(chart.data.values[1]).toMatchObject({ name: "reliability", perceived: 4.66, band: "below" });
    await expectGoodChart(chart, ["reliability", "above", "within", "below"]);
    await expectGoodChart(toleranceZoneChart(zones, { language: "zh", by: "items", width: 600 }), ["守诺", "低于区间"]);
  });

  it("says where it is lowest", async () => {
    const instrument = { dimensions: [one("a"), one("b")] };
    const of = (perceived: number | null) =>
      toleranceZones({
        instrument,
        scale,
        adequate: { a1: [3], b1: [4] },
        desired: { a1: [5], b1: [6] },
        perceived: { a1: [4], b1: [perceived] },
      });
    expect(toleranceZoneChart(of(3)).description).toBe(
      "The perceived service is in the zone of tolerance or above it in 1 of 2; it is lowest beside its zone in b, 3.00 where 4.00 is adequate and 6.00 desired.",
    );
    expect(toleranceZoneChart(of(null)).description).toBe(
      "The perceived service of a is 4.00 where 3.00 is adequate and 5.00 desired.",
    );
    expect(toleranceZoneChart(of(null), { language: "zh" }).description).toBe(
      "“a”的感知为4.00，适当为3.00，理想为5.00。",
    );
    await expectGoodChart(toleranceZoneChart(of(null)), ["a", "b"]);
    const silent = toleranceZones({
      instrument: { dimensions: [one("a")] },
      scale,
      adequate: { a1: [null] },
      desired: { a1: [5] },
      perceived: { a1: [4] },
    });
    expect(toleranceZoneChart(silent).description).toBe("Nobody has answered, so there is no zone.");
  });

  it("refuses what is no result", () => {
    refuses(() => (toleranceZoneChart as () => unknown)(), "bad-option", "zones");
    refuses(() => toleranceZoneChart(scores as never), "bad-option", "zones");
    refuses(() => toleranceZoneChart(zones, { by: 1 as never }), "bad-option", "options.by");
  });
});

describe("importanceGapChart", () => {
  it("sets importance against gap, with every name beside its point", async () => {
    const chart = importanceGapChart(scores);
    expect(chart.data.values[0]).toMatchObject({ name: "reliability", weightedGap: expect.closeTo(-0.44, 2) });
    expect(chart.description).toBe(
      "First to improve is reliability, which has 31 % of the importance and a gap of -1.41, together -0.44.",
    );
    await expectGoodChart(chart, ["tangibles", "assurance", "important and short of expectations"]);
    await expectGoodChart(importanceGapChart(scores, { language: "zh" }), [...names, "重要且未达期望"]);
  });

  it("draws one point, and none", async () => {
    const instrument = { dimensions: [one("a")] };
    const of = (answer: number | null) =>
      servqualScores({ instrument, differences: { a1: [answer] }, weights: { a: 1 } });
    await expectGoodChart(importanceGapChart(of(-1)), ["a"]);
    expect(importanceGapChart(of(null)).description).toBe("Nobody has answered, so there is no gap.");
    await expectGoodChart(importanceGapChart(of(null)), []);
  });

  it("refuses scores without gaps or weights", () => {
    refuses(() => importanceGapChart(servqualScores(survey)), "bad-option", "scores.weights");
    refuses(() => importanceGapChart(served), "bad-option", "scores.gap");
    refuses(() => (importanceGapChart as () => unknown)(), "bad-option", "scores");
    refuses(() => importanceGapChart(zones as never), "bad-option", "scores");
  });
});
