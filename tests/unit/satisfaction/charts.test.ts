import { describe, expect, it } from "vitest";
import {
  bankSatisfactionSystem,
  importancePerformance,
  importancePerformanceChart,
  indexContributionChart,
  indicatorIndex,
  type Kano,
  type KanoCounts,
  kanoAttribute,
  kanoChart,
  keyDrivers,
  keyDriversChart,
  netPromoterScore,
  netPromoterScoreOfShares,
  promoterScoreChart,
  satisfactionIndexOfMeans,
} from "../../../src/satisfaction/index.ts";
import { refuses } from "../../refuses.ts";
import { expectGoodChart } from "../charts/render.ts";

const scale = { min: 1, max: 10 };
const zh = { language: "zh" } as const;

describe("importancePerformanceChart", () => {
  const analysis = importancePerformance(
    { importance: { staff: 30, app: 45, fees: 25 }, performance: { staff: 8.2, app: 6.1, fees: 7.4 } },
    { scale },
  );

  it("draws in both languages", async () => {
    const chart = importancePerformanceChart(analysis);
    await expectGoodChart(chart, ["staff", "app", "concentrate here", "importance"]);
    expect(chart.description).toBe(
      "Of 3 attributes, those to concentrate on are app; app comes first, with importance 45 and performance 6.1.",
    );
    const chinese = importancePerformanceChart(analysis, zh);
    await expectGoodChart(chinese, ["修补区", "优势区", "重要性"]);
    expect(chinese.description).toBe("3项指标中，落在修补区的有app；首先应改进app，其重要性为45，表现为6.1。");
    expect(chinese.data.values.map(({ quadrant }) => quadrant)).toEqual(["修补区", "维持区", "维持区"]);
  });

  it("says so where nothing is to be repaired, and draws a single point", async () => {
    const one = importancePerformance({ importance: { a: 3 }, performance: { a: 5 } }, { scale });
    const chart = importancePerformanceChart(one);
    await expectGoodChart(chart, ["a"]);
    expect(chart.description).toBe("None of the 1 attributes is important and below the mark.");
    expect(importancePerformanceChart(one, zh).description).toBe("1项指标中没有落在修补区的指标。");
  });

  it("keeps labels off each other where there is room", () => {
    const near = importancePerformance(
      { importance: { first: 10, second: 10.1, third: 30 }, performance: { first: 5, second: 5.02, third: 9 } },
      { scale },
    );
    const sides = Object.fromEntries(
      importancePerformanceChart(near).data.values.map(({ name, side }) => [name, side]),
    );
    expect(sides.first).not.toBe(sides.second);
  });

  it("refuses", () => {
    refuses(() => importancePerformanceChart(undefined as never), "bad-option", "analysis.attributes");
    refuses(() => importancePerformanceChart({ ...analysis, attributes: [] }), "empty", "analysis.attributes");
    const many = Array.from({ length: 101 }, () => analysis.attributes[0]!);
    refuses(() => importancePerformanceChart({ ...analysis, attributes: many }), "bad-option", "analysis.attributes");
    refuses(
      () => importancePerformanceChart({ ...analysis, cuts: {} as never }),
      "not-finite",
      "analysis.cuts.importance",
    );
    refuses(
      () => importancePerformanceChart({ ...analysis, attributes: [{ name: "a" } as never] }),
      "not-finite",
      "analysis.attributes[0].importance",
    );
  });
});

describe("kanoChart", () => {
  const none: KanoCounts = {
    attractive: 0,
    "one-dimensional": 0,
    "must-be": 0,
    indifferent: 0,
    reverse: 0,
    questionable: 0,
  };
  const attribute = (name: string, counts: Partial<KanoCounts>) => ({
    name,
    ...kanoAttribute({ ...none, ...counts }),
    missing: 0,
    segments: {},
  });
  const analysis: Kano = {
    attributes: [
      attribute("transfer", { "one-dimensional": 30, attractive: 10 }),
      attribute("statements", { "must-be": 30, indifferent: 10 }),
      attribute("spam", { reverse: 40 }),
    ],
    categories: null as never,
    warnings: [],
  };

  it("draws in both languages what has better and worse", async () => {
    const chart = kanoChart(analysis);
    await expectGoodChart(chart, ["transfer", "statements", "attractive", "must-be"]);
    expect(chart.data.values.map(({ name }) => name)).toEqual(["transfer", "statements"]);
    expect(chart.description).toBe(
      "Of 3 attributes, 1 is must-be, 1 is one-dimensional, 1 is reverse; 1 without better and worse is not drawn.",
    );
    const chinese = kanoChart(analysis, zh);
    await expectGoodChart(chinese, ["魅力属性", "期望属性"]);
    expect(chinese.description).toBe(
      "3项属性中，必备属性1项，期望属性1项，反向属性1项；1项无法计算Better与Worse，未绘出。",
    );
  });

  it("refuses", () => {
    refuses(() => kanoChart({} as never), "bad-option", "analysis.attributes");
    refuses(() => kanoChart({ ...analysis, attributes: [] }), "empty", "analysis.attributes");
    const many = Array.from({ length: 101 }, () => analysis.attributes[0]!);
    refuses(() => kanoChart({ ...analysis, attributes: many }), "bad-option", "analysis.attributes");
    const broken = { ...analysis.attributes[0]!, better: {} as never };
    refuses(
      () => kanoChart({ ...analysis, attributes: [broken] }),
      "not-finite",
      "analysis.attributes[0].better.share",
    );
  });
});

describe("promoterScoreChart", () => {
  const north = netPromoterScoreOfShares({ promoters: 0.45, detractors: 0.25, n: 400 });
  const online = netPromoterScoreOfShares({ promoters: 0.2, detractors: 0.5, n: 60 });

  it("draws one and many, in both languages", async () => {
    const one = promoterScoreChart({ north });
    await expectGoodChart(one, ["north", "promoters", "detractors", "20"]);
    expect(one.description).toBe(
      "The net promoter score of north is 20.0 (12.0 to 28.0): 45 % promoters less 25 % detractors.",
    );
    const single = promoterScoreChart({ 北区: north }, zh).description;
    expect(single).toBe("北区的净推荐值为20.0（12.0至28.0）：推荐者占45%，贬损者占25%。");
    const two = promoterScoreChart({ 北区: north, 线上: online }, zh);
    await expectGoodChart(two, ["北区", "线上", "推荐者", "-30"]);
    expect(two.description).toBe("2个净推荐值中，北区最高（20.0），线上最低（-30.0）。");
    expect(two.data.values).toHaveLength(4);
  });

  it("draws a score without detractors", async () => {
    const chart = promoterScoreChart({ all: netPromoterScore([10, 9]) });
    await expectGoodChart(chart, ["100"]);
    expect(Object.is(chart.data.values[0]!.share, 0)).toBe(true);
  });

  it("refuses", () => {
    refuses(() => promoterScoreChart({}), "empty", "scores");
    refuses(() => promoterScoreChart({ a: {} as never }), "not-finite", "scores.a.score");
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`${i}`, north]));
    refuses(() => promoterScoreChart(many), "bad-option", "scores");
    refuses(() => promoterScoreChart({ north }, { language: "de" as never }), "bad-option", "options.language");
  });
});

describe("keyDriversChart", () => {
  const outcome = [8, 9, 4, 6, 7, 5, 9, 3, 6, 8, 5, 4];
  const drivers = { fees: [6, 7, 5, 4, 6, 6, 8, 4, 5, 7, 5, 5], staff: [7, 9, 5, 6, 8, 4, 8, 3, 6, 9, 4, 5] };

  it("draws the most important first, with and without intervals", async () => {
    const plain = keyDriversChart(keyDrivers({ outcome, drivers }));
    await expectGoodChart(plain, ["staff", "fees"]);
    expect(plain.data.values.map(({ name, lower }) => [name, lower])).toEqual([
      ["staff", null],
      ["fees", null],
    ]);
    const resampled = keyDrivers({ outcome, drivers }, { bootstrap: { seed: 1, draws: 100 } });
    for (const measure of ["shapley", "relativeWeight"] as const) {
      const chart = keyDriversChart(resampled, { ...zh, measure });
      await expectGoodChart(chart, ["staff", "关键驱动因素"]);
      expect(chart.data.values[0]!.lower).toBe(resampled.drivers[1]!.intervals![measure].lower);
      expect(chart.description).toMatch(/^驱动因素共解释方差的\d+%，其中staff贡献最大/);
    }
  });

  it("draws a single driver", async () => {
    const chart = keyDriversChart(keyDrivers({ outcome, drivers: { staff: drivers.staff } }));
    await expectGoodChart(chart, ["staff"]);
    const chinese = keyDriversChart(keyDrivers({ outcome, drivers: { staff: drivers.staff } }), zh).description;
    expect(chinese).toMatch(/^唯一的驱动因素staff解释了方差的\d+%。$/);
    expect(chart.description).toMatch(/^The only driver, staff, explains \d+ % of the variance\.$/);
  });

  it("refuses", () => {
    const analysis = keyDrivers({ outcome, drivers });
    refuses(() => keyDriversChart(undefined as never), "bad-option", "analysis.drivers");
    refuses(() => keyDriversChart({ ...analysis, drivers: [] }), "empty", "analysis.drivers");
    refuses(
      () => keyDriversChart({ ...analysis, drivers: [{} as never] }),
      "not-finite",
      "analysis.drivers[0].shapley",
    );
    refuses(() => keyDriversChart(analysis, { measure: "beta" as never }), "bad-option", "options.measure");
  });
});

describe("indexContributionChart", () => {
  const index = satisfactionIndexOfMeans({ overall: 8, disconfirmation: 7.5, ideal: 7.2 }, { scale });
  const leaves = bankSatisfactionSystem.children!.flatMap(({ children }) => children!);
  const middle = Object.fromEntries(leaves.map(({ name, range }) => [name, (range!.worst + range!.best) / 2]));
  const system = indicatorIndex(bankSatisfactionSystem, { ...middle, "app rating": null });

  it("draws questions, dimensions and leaves", async () => {
    const questions = indexContributionChart(index);
    await expectGoodChart(questions, ["overall", "ideal", "score 77.8"]);
    expect(questions.description).toBe("The index is 73 of 100; the most is lost through ideal, 10.4 points.");
    const dimensions = indexContributionChart(system, zh);
    await expectGoodChart(dimensions, ["流程与等候", "得分50", "失分"]);
    expect(dimensions.data.values).toHaveLength(18);
    const all = indexContributionChart(system, { by: "leaves" });
    await expectGoodChart(all, ["queue minutes"]);
    expect(all.data.values).toHaveLength(2 * (leaves.length - 1));
  });

  it("says so where nothing is lost", async () => {
    const full = indexContributionChart(satisfactionIndexOfMeans({ a: 10 }, { scale }));
    await expectGoodChart(full, ["a"]);
    expect(full.description).toBe("The index is 100 of 100; nothing is lost.");
    const chinese = indexContributionChart(satisfactionIndexOfMeans({ a: 10 }, { scale }), zh).description;
    expect(chinese).toBe("指数为100（满分100），没有失分。");
  });

  it("refuses", () => {
    refuses(() => indexContributionChart(undefined as never), "not-finite", "index.index");
    refuses(() => indexContributionChart({ index: 5, items: [] }), "empty", "index.items");
    refuses(() => indexContributionChart({ index: 5 } as never), "bad-option", "index.items");
    refuses(() => indexContributionChart(index, { by: "questions" as never }), "bad-option", "options.by");
    const empty = indicatorIndex(bankSatisfactionSystem, { ...middle, "app rating": null }, { onMissing: "null" });
    refuses(() => indexContributionChart(empty), "insufficient-data", "index.index");
  });
});
