import { describe, expect, it } from "vitest";
import {
  bankServqual,
  gapAntecedentFactors,
  questionnaire,
  serviceGaps,
  servqualDeterminants1985,
  servqualInstrument,
  servqualWeights1990,
} from "../../../src/servqual/index.ts";
import { refuses } from "../../refuses.ts";

describe("bankServqual", () => {
  it("has the 22 items in five dimensions, in English and Chinese, none reversed", () => {
    expect(bankServqual.dimensions.map(({ key, items }) => `${key} ${items.length}`)).toEqual([
      "tangibles 4",
      "reliability 5",
      "responsiveness 4",
      "assurance 4",
      "empathy 5",
    ]);
    const items = bankServqual.dimensions.flatMap((dimension) => dimension.items);
    expect(new Set(items.map(({ text }) => text)).size).toBe(22);
    expect(new Set(items.map(({ textZh }) => textZh)).size).toBe(22);
    for (const { key, label, labelZh, textZh, reversed } of items) {
      expect(key).toMatch(/^(TAN|REL|RES|ASS|EMP)\d$/);
      expect(label).not.toBe(key);
      expect(labelZh + textZh).toMatch(/^[\u4e00-\u9fff、]+$/);
      expect(reversed).toBe(false);
    }
  });

  it("is frozen through and through, and JSON gives it back", () => {
    const frozen = (value: unknown): boolean =>
      typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(bankServqual)).toBe(true);
    expect(servqualInstrument(JSON.parse(JSON.stringify(bankServqual)))).toEqual(bankServqual);
  });

  it("goes with the weights of 1990 and the determinants of 1985", () => {
    const keys = bankServqual.dimensions.map(({ key }) => key);
    expect(Object.keys(servqualWeights1990.points).sort()).toEqual([...keys].sort());
    expect(Object.values(servqualWeights1990.points).reduce((sum, value) => sum + value, 0)).toBe(100);
    expect(servqualDeterminants1985).toHaveLength(10);
    for (const { dimension } of servqualDeterminants1985) expect(keys).toContain(dimension);
  });

  it("has beside it five gaps with sixteen antecedents", () => {
    expect(serviceGaps.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    const counts = serviceGaps.map(({ key }) => gapAntecedentFactors.filter(({ gap }) => gap === key).length);
    expect(counts).toEqual([3, 4, 7, 2, 0]);
  });
});

describe("servqualInstrument", () => {
  const item = { key: "Q1", text: "It works" };

  it("fills in what was not said", () => {
    const { label, labelZh, source, stems, dimensions } = servqualInstrument({
      dimensions: [{ key: "d", text: "all of it", items: [item] }],
    });
    expect({ label, labelZh, source, stems }).toEqual({
      label: "SERVQUAL",
      labelZh: "服务质量量表",
      source: null,
      stems: null,
    });
    expect(dimensions[0]).toEqual({
      key: "d",
      label: "d",
      labelZh: "d",
      text: "all of it",
      textZh: "all of it",
      items: [{ key: "Q1", label: "Q1", labelZh: "Q1", text: "It works", textZh: "It works", reversed: false }],
    });
  });

  it("refuses what is no instrument, and says where", () => {
    const dimension = { key: "d", items: [item] };
    const of = (dimensions: unknown) => () => servqualInstrument({ dimensions } as never);
    refuses(() => (servqualInstrument as () => unknown)(), "bad-option", "definition.dimensions");
    refuses(() => servqualInstrument(null as never), "bad-option", "definition");
    refuses(of([]), "bad-option", "definition.dimensions");
    refuses(of([null]), "bad-option", "definition.dimensions[0]");
    refuses(of([{ key: "d", items: [] }]), "bad-option", "definition.dimensions[0].items");
    refuses(of([{ items: [item] }]), "bad-option", "definition.dimensions[0].key");
    refuses(of([dimension, dimension]), "duplicate-id", "definition.dimensions[1].key");
    refuses(of([dimension, { key: "e", items: [item] }]), "duplicate-id", "definition.dimensions[1].items[0].key");
    refuses(of([{ key: "d", items: [{ key: "Q" }] }]), "bad-option", "definition.dimensions[0].items[0].text");
    refuses(
      of([{ key: "d", items: [{ ...item, reversed: 1 }] }]),
      "bad-option",
      "definition.dimensions[0].items[0].reversed",
    );
    refuses(
      () => servqualInstrument({ dimensions: [dimension], stems: { expectation: "It should" } } as never),
      "bad-option",
      "definition.stems.expectationZh",
    );
  });
});

describe("questionnaire", () => {
  it("asks for expectations, then perceptions, then weights", () => {
    const questions = questionnaire(bankServqual);
    expect(questions.map(({ number }) => number)).toEqual(Array.from({ length: 49 }, (_, i) => i + 1));
    expect(questions.filter(({ part }) => part === "expectations")).toHaveLength(22);
    expect(questions[0]).toEqual({
      number: 1,
      part: "expectations",
      key: "TAN1",
      dimension: "tangibles",
      instruction: "Think of an excellent provider of this kind of service. How far do you agree that it is like this?",
      text: "An excellent bank has branches, cash machines and an app that look up to date.",
      min: 1,
      max: 7,
      minLabel: "strongly disagree",
      maxLabel: "strongly agree",
    });
    expect(questions[22]!.text).toBe("This bank has branches, cash machines and an app that look up to date.");
    expect(questions.slice(44).map(({ part, key, max }) => `${part} ${key} ${max}`)).toEqual([
      "weights tangibles 100",
      "weights reliability 100",
      "weights responsiveness 100",
      "weights assurance 100",
      "weights empathy 100",
    ]);
  });

  it("has the other forms", () => {
    const count = (form: "servperf" | "difference" | "tolerance") =>
      questionnaire(bankServqual, { form, weights: false }).map(({ part }) => part);
    expect(count("servperf")).toEqual(Array(22).fill("perceptions"));
    expect(count("difference")).toEqual(Array(22).fill("differences"));
    expect(count("tolerance").slice(0, 4)).toEqual(["adequate", "desired", "perceived", "adequate"]);
    const [question] = questionnaire(bankServqual, { form: "difference", language: "zh" });
    expect(question).toMatchObject({ min: -3, max: 3, minLabel: "远低于期望", maxLabel: "远高于期望" });
    expect(question!.text).toBe("这家银行拥有外观现代的网点、自助设备和手机银行。");
    expect(questionnaire(bankServqual, { scale: { min: 1, max: 5 } })[0]!.max).toBe(5);
  });

  it("puts whole sentences as they are, and shares no points over one dimension", () => {
    const own = { dimensions: [{ key: "d", items: [{ key: "Q1", text: "I waited.", textZh: "我等候了。" }] }] };
    expect(questionnaire(own).map(({ part, text }) => `${part}: ${text}`)).toEqual([
      "expectations: I waited.",
      "perceptions: I waited.",
    ]);
    expect(questionnaire(own, { language: "zh" })[0]!.text).toBe("我等候了。");
  });

  it("refuses wrong options", () => {
    refuses(() => questionnaire(bankServqual, { form: "likert" as never }), "bad-option", "options.form");
    refuses(() => questionnaire(bankServqual, { language: "de" as never }), "bad-option", "options.language");
    refuses(() => questionnaire(bankServqual, { weights: 1 as never }), "bad-option", "options.weights");
    refuses(() => questionnaire(bankServqual, { scale: { min: 7, max: 1 } }), "out-of-range", "options.scale.max");
    refuses(() => questionnaire(undefined as never), "bad-option", "instrument.dimensions");
  });
});
