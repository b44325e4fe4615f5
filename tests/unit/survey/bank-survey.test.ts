import { readFileSync } from "node:fs";
import {
  answerQuality,
  bankServqual,
  cronbachAlpha,
  keyDrivers,
  satisfactionIndex,
  servqualInstrument,
  servqualScores,
  waitingTime,
} from "customer-equity";
import { describe, expect, test } from "vitest";
import { bankSurveyCsv, bankSurveyTruth } from "../../../notebooks/bank-survey.ts";

const [header, ...lines] = bankSurveyCsv()
  .trim()
  .split("\n")
  .map((line) => line.split(","));

/** The cells of a column, of all sheets or of some. */
function cells(name: string, rows: readonly number[] = [...lines.keys()]): string[] {
  return rows.map((row) => lines[row]![header!.indexOf(name)]!);
}

function column(name: string, rows?: readonly number[]): (number | null)[] {
  return cells(name, rows).map((cell) => (cell === "" ? null : Number(cell)));
}

function answers(names: readonly string[], prefix: string, rows?: readonly number[]) {
  return Object.fromEntries(names.map((name) => [name, column(prefix + name, rows)]));
}

const items = bankServqual.dimensions.flatMap((dimension) => dimension.items.map(({ key }) => key));
const asked = ["E_", "P_"].flatMap((part) => items.map((item) => part + item));
const quality = answerQuality(answers(asked, ""), { scale: { min: 1, max: 7 }, seconds: column("seconds") });

describe("the survey of the notebook", () => {
  test("is the file that is kept", () => {
    expect(readFileSync(new URL("../../../notebooks/data/bank_survey.csv", import.meta.url), "utf8")).toBe(
      bankSurveyCsv(),
    );
  });

  test.for(Object.entries(bankSurveyTruth.planted))("its careless sheets are found: %s", ([reason, planted]) => {
    expect(quality.flags[reason as keyof typeof quality.flags]).toEqual(planted);
  });

  test("its reversed item is found", () => {
    const responsiveness = items.filter((item) => item.startsWith("RES"));
    const { warnings } = cronbachAlpha(answers(responsiveness, "P_", quality.unflagged));
    expect(warnings.map(({ code }) => code)).toEqual(["reversed-item"]);
    expect(warnings[0]!.message).toContain(bankSurveyTruth.reversedItem);
  });

  test("its gaps are found where nobody queues long, and what matters most", () => {
    const rows = quality.unflagged.filter((row) => cells("branch", [row])[0] !== bankSurveyTruth.slowBranch);
    const { gap, perception, ranking } = score(rows);
    for (const [name, truth] of Object.entries(bankSurveyTruth.gaps)) {
      const { lower, upper } = gap!.dimensions[name]!;
      expect(truth, name).toBeGreaterThan(lower! - 0.05);
      expect(truth, name).toBeLessThan(upper! + 0.05);
    }
    // Points times gap of the two are nearly the same.
    expect(new Set(ranking.slice(0, 2).map(({ key }) => key))).toEqual(new Set(["responsiveness", "reliability"]));

    const scale = { min: 1, max: 10 };
    const outcome = satisfactionIndex(answers(["satisfied", "expected", "ideal"], "", rows), { scale }).scores;
    const image = satisfactionIndex(answers(["image1", "image2", "image3"], "", rows), { scale }).scores;
    const dimensions = Object.fromEntries(
      Object.entries(perception!.dimensions).map(([name, { scores }]) => [name, scores]),
    );
    const { drivers } = keyDrivers({ outcome, drivers: { ...dimensions, image } });
    const byCoefficient = drivers.filter(({ name }) => name !== "image").sort((a, b) => b.coefficient - a.coefficient);
    expect(byCoefficient.map(({ name }) => name).slice(0, 2)).toEqual(["responsiveness", "reliability"]);
    expect(drivers.find(({ name }) => name === "tangibles")!.upper).toBeLessThan(byCoefficient[1]!.lower);
  });

  test("its queue is found, and what a minute does", () => {
    const rows = quality.unflagged;
    const minutes = column("wait_minutes", rows);
    const { groups } = waitingTime(minutes, { groups: { branch: cells("branch", rows) } });
    expect(groups["branch"]![0]!.group).toBe(bankSurveyTruth.slowBranch);
    const outcome = score(rows).perception!.dimensions["responsiveness"]!.scores;
    const [perMinute] = keyDrivers({ outcome, drivers: { minutes } }).drivers;
    expect(bankSurveyTruth.perMinute).toBeGreaterThan(perMinute!.lower);
    expect(bankSurveyTruth.perMinute).toBeLessThan(perMinute!.upper);
  });
});

function score(rows: readonly number[]) {
  const instrument = servqualInstrument({
    ...bankServqual,
    dimensions: bankServqual.dimensions.map((dimension) => ({
      ...dimension,
      items: dimension.items.map((item) => ({ ...item, reversed: item.key === bankSurveyTruth.reversedItem })),
    })),
  });
  return servqualScores({
    instrument,
    scale: { min: 1, max: 7 },
    expectations: answers(items, "E_", rows),
    perceptions: answers(items, "P_", rows),
    weights: answers(
      instrument.dimensions.map(({ key }) => key),
      "W_",
      rows,
    ),
  });
}
