import { afterAll, expect, it } from "vitest";
import bank from "../../tests/golden/satisfaction-plspm-bank.json" with { type: "json" };
import mobile from "../../tests/golden/satisfaction-seminr-mobi.json" with { type: "json" };
import { describeReference, readReference } from "../../tests/reference-data.ts";
import { csvLine } from "../src/csv.ts";
import { SurveyFolder } from "./survey-data.ts";

const folder = new SurveyFolder();
afterAll(() => folder.remove());

/** Figures of the survey in a reference file, by what they are of, key and figure. */
async function figuresOf(name: string, ...words: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const { columns, rows } = JSON.parse(readReference(`${name}.json`));
  const file = folder.file(`${name}.csv`, [columns, ...rows].map(csvLine).join(""));
  const { code, error, out } = await folder.survey(file, ...words, "--json");
  expect([code, error]).toEqual([0, ""]);
  const { figures } = JSON.parse(out);
  return new Map(
    figures.map((one: { of: string; key: string; figure: string; estimate: number }) => [
      `${one.of} ${one.key} ${one.figure}`.toLowerCase(),
      one.estimate,
    ]),
  );
}

const bankNames: Readonly<Record<string, string>> = {
  IMAG: "image",
  EXPE: "expectation",
  QUAL: "quality",
  VAL: "value",
  SAT: "satisfaction",
  LOY: "loyalty",
};

describeReference("real surveys, by the names of their columns alone", () => {
  it("a Spanish bank: links and index as plspm gives them", async () => {
    // Some answers are 0, below the scale that was published.
    const figures = await figuresOf("satisfaction-bank-plspm", "--satisfaction-scale", "0-10");
    for (const { from, to, coef } of bank.modeA_centroid.paths) {
      expect(figures.get(`link ${bankNames[from]} -> ${bankNames[to]} coefficient`)).toBeCloseTo(coef, 6);
    }
    const { index_1_10 } = bank.indices_from_modeA_centroid.SAT;
    expect(figures.get("block satisfaction index")).toBeCloseTo(10 * index_1_10, 5);
  });

  it("customers of mobile-phone companies: the European model", async () => {
    const figures = await figuresOf("ecsi-mobi");
    for (const { from, to, coef } of mobile.plspm_modeA_centroid.paths) {
      expect(figures.get(`link ${from} -> ${to} coefficient`.toLowerCase())).toBeCloseTo(coef, 6);
    }
  });
});
