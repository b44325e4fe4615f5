import { describe, expect, it } from "vitest";
import {
  servqualInstrument,
  type ToleranceSurvey,
  type ToleranceZonesOptions,
  toleranceZone,
  toleranceZones,
} from "../../../src/servqual/index.ts";
import { refuses } from "../../refuses.ts";

describe("toleranceZone", () => {
  it("puts a level on a cut into the zone, at distance 0", () => {
    const at = (perceived: number) => toleranceZone({ adequate: 5, desired: 6, perceived }).band;
    expect(at(5)).toEqual({ label: "within", labelZh: "容忍区间内", rule: 1, distance: 0 });
    expect(at(6)).toEqual({ label: "within", labelZh: "容忍区间内", rule: 1, distance: 0 });
    expect(at(5.25)).toMatchObject({ label: "within", distance: 0.25 });
    expect(at(4.5)).toEqual({ label: "below-adequate", labelZh: "低于适当服务", rule: 0, distance: 0.5 });
    expect(at(7)).toEqual({ label: "above-desired", labelZh: "高于理想服务", rule: 2, distance: 1 });
  });

  it("does not hang on the last digit of a mean", () => {
    const adequate = (0.1 + 0.2) / 3;
    expect(0.3 / 3).toBeLessThan(adequate);
    const { band, position } = toleranceZone({ adequate, desired: adequate, perceived: 0.3 / 3 });
    expect(band).toMatchObject({ rule: 1, distance: 0 });
    expect(position).toBeNull();
    expect(toleranceZone({ adequate, desired: 0.3 / 3, perceived: 1 }).width).toBe(0);
  });

  it("refuses levels that are none or the wrong way round", () => {
    refuses(() => toleranceZone({ adequate: 6, desired: 5, perceived: 5 }), "out-of-range", "levels.desired");
    refuses(() => toleranceZone({ adequate: 5, desired: 6 } as never), "not-finite", "levels.perceived");
    refuses(() => toleranceZone({ adequate: 5, desired: 6, perceived: 1e200 }), "out-of-range", "levels.perceived");
    refuses(() => (toleranceZone as () => unknown)(), "not-finite", "levels.adequate");
  });
});

describe("toleranceZones", () => {
  const item = (key: string, reversed = false) => ({ key, text: `item ${key}`, reversed });
  const instrument = servqualInstrument({
    dimensions: [
      { key: "speed", items: [item("S1"), item("S2")] },
      { key: "care", items: [item("C1")] },
    ],
  });
  const survey: ToleranceSurvey = {
    instrument,
    scale: { min: 1, max: 9 },
    adequate: { S1: [5, 6, 4], S2: [5, 4, 4], C1: [6, 5, null] },
    desired: { S1: [8, 8, 6], S2: [7, 8, 8], C1: [8, 7, 7] },
    perceived: { S1: [6, 4, 8], S2: [6, 4, 9], C1: [5, 7, 7] },
  };
  const zones = (more: Partial<ToleranceSurvey> = {}, options?: ToleranceZonesOptions) =>
    toleranceZones({ ...survey, ...more }, options);

  it("gives means, differences and the band of items, dimensions and the whole", () => {
    const { items, dimensions, overall, n, missing, warnings } = zones();
    expect({ n, missing }).toEqual({ n: 3, missing: 0 });
    expect(warnings.map(({ code }) => code)).toEqual(["few-respondents", "missing-answers"]);
    expect(items["S1"]).toMatchObject({
      adequate: { mean: 5 },
      desired: { mean: expect.closeTo(22 / 3, 12) },
      perceived: { mean: 6, t: null },
      adequacy: { mean: 1, n: 3, below: 1 / 3, above: 2 / 3 },
      superiority: { mean: expect.closeTo(-4 / 3, 12) },
      width: { mean: expect.closeTo(7 / 3, 12) },
      band: { label: "within", rule: 1, distance: 1 },
      shares: { below: 1 / 3, within: 1 / 3, above: 1 / 3 },
      inverted: 0,
    });
    expect(items["S1"]!.position).toBeCloseTo(3 / 7, 14);
    expect(items["C1"]).toMatchObject({ perceived: { mean: 6, n: 2, missing: 1 }, adequate: { mean: 5.5 } });
    expect(dimensions["speed"]!.perceived.mean).toBeCloseTo((6 + 4 + 8.5) / 3, 14);
    expect(overall.perceived.mean).toBeCloseTo((5.5 + 5.5 + 8.5) / 3, 14);
  });

  it("gives each respondent a band in a class column, best first", () => {
    const { bands } = zones().dimensions["care"]!;
    expect(bands.classes.map(({ label, labelZh }) => `${label} ${labelZh}`)).toEqual([
      "above-desired 高于理想服务",
      "within 容忍区间内",
      "below-adequate 低于适当服务",
      "no-answer 未作答",
    ]);
    expect([...bands.codes]).toEqual([2, 1, 3]);
    expect([...bands.rules]).toEqual([0, 1, 3]);
    expect([...bands.distances]).toEqual([1, 0, 0]);
    expect([...zones().overall.bands.codes]).toEqual([1, 1, 0]);
  });

  it("refuses a desired level below the adequate one, or drops and counts it", () => {
    const adequate = { ...survey.adequate, S1: [5, 9, 4] };
    refuses(() => zones({ adequate }), "out-of-range", "survey.desired.S1[1]");
    const { items, dimensions, overall, warnings } = zones({ adequate }, { onInverted: "drop" });
    expect(items["S1"]).toMatchObject({ inverted: 1, perceived: { n: 2, missing: 1 }, adequate: { n: 2 } });
    expect(items["S2"]!.inverted).toBe(0);
    expect([dimensions["speed"]!.inverted, overall.inverted]).toEqual([1, 1]);
    expect(dimensions["speed"]!.perceived.n).toBe(3);
    expect(warnings.map(({ code, count }) => `${code} ${count}`)).toEqual([
      "inverted-levels 1",
      "few-respondents 3",
      "missing-answers 1",
    ]);
  });

  it("turns reversed items before it compares", () => {
    const turned = servqualInstrument({ dimensions: [{ key: "d", items: [item("Q", true)] }] });
    const straight = servqualInstrument({ dimensions: [{ key: "d", items: [item("Q")] }] });
    const scale = { min: 1, max: 9 };
    const one = toleranceZones({
      instrument: turned,
      scale,
      adequate: { Q: [6] },
      desired: { Q: [2] },
      perceived: { Q: [3] },
    });
    const two = toleranceZones({
      instrument: straight,
      scale,
      adequate: { Q: [4] },
      desired: { Q: [8] },
      perceived: { Q: [7] },
    });
    expect(one.items).toEqual(two.items);
  });

  it("leaves out who did not answer everything", () => {
    const { n, missing, items, dimensions } = zones({}, { missing: "listwise" });
    expect([n, missing]).toEqual([2, 1]);
    expect(items["S1"]!.perceived.n).toBe(2);
    expect([...dimensions["speed"]!.bands.codes]).toEqual([1, 2, 3]);
  });

  it("has nothing to say where nobody answered", () => {
    const nobody = [null, null, null];
    const { dimensions } = zones({ perceived: { ...survey.perceived, C1: nobody } });
    expect(dimensions["care"]).toMatchObject({
      position: null,
      band: null,
      shares: null,
      adequate: { mean: null, n: 0 },
    });
  });

  it("refuses wrong calls", () => {
    refuses(() => (toleranceZones as () => unknown)(), "bad-option", "survey.instrument.dimensions");
    refuses(() => zones({ scale: undefined as never }), "bad-option", "survey.scale");
    refuses(() => zones({ desired: undefined as never }), "empty", "survey.desired");
    refuses(() => zones({ desired: { S1: [1], S2: [1], C1: [1] } }), "length-mismatch", "survey.desired");
    refuses(() => zones({}, { onInverted: "swap" as never }), "bad-option", "options.onInverted");
    refuses(() => zones({}, { minShare: -1 }), "out-of-range", "options.minShare");
  });
});
