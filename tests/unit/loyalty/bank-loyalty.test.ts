import { readFileSync } from "node:fs";
import { fitLoyaltyDeterminants, loyaltyDiamond, mediation, migrationMatrix } from "customer-equity";
import { describe, expect, test } from "vitest";
import { bankLoyaltyCsv, bankLoyaltyTruth } from "../../../notebooks/bank-loyalty.ts";

const [header, ...lines] = bankLoyaltyCsv()
  .trim()
  .split("\n")
  .map((line) => line.split(","));
const text = (name: string) => lines.map((cells) => cells[header!.indexOf(name)]!);
const column = (name: string) => text(name).map(Number);
const mean = (...names: string[]) =>
  lines.map((_, i) => names.reduce((sum, name) => sum + column(name)[i]! / names.length, 0));
const loyalty = mean("stay", "recommend", "more");
const determinants = {
  satisfaction: column("satisfaction"),
  value: column("value"),
  trust: mean("trust_ability", "trust_benevolence", "trust_integrity"),
  switchingCost: mean("switch_search", "switch_fees", "switch_ties"),
};

describe("the customers of the notebook", () => {
  test("are the file that is kept", () => {
    expect(readFileSync(new URL("../../../notebooks/data/bank_loyalty.csv", import.meta.url), "utf8")).toBe(
      bankLoyaltyCsv(),
    );
  });

  test("what makes them loyal is found, in its order and with its signs", () => {
    const { terms, interactions } = fitLoyaltyDeterminants({ loyalty, determinants });
    const estimates = Object.fromEntries(terms.map(({ name, estimate }) => [name, estimate]));
    for (const [name, effect] of Object.entries(bankLoyaltyTruth.determinants)) {
      expect(estimates[name], name).toBeGreaterThan(effect - 0.1);
      expect(estimates[name], name).toBeLessThan(effect + 0.1);
    }
    expect(estimates["satisfaction × switchingCost"]).toBeLessThan(-0.1);
    expect(interactions[0]!.pValue).toBeLessThan(1e-6);
  });

  test("value works by way of satisfaction and trust", () => {
    const { satisfaction, trust, value } = determinants;
    const { indirect } = mediation({ cause: value, mediators: { satisfaction, trust }, outcome: loyalty });
    for (const { through, lower } of indirect) expect(lower, through.join()).toBeGreaterThan(0);
  });

  test("those with a salary account lost involvement, the others did not", () => {
    const customers = text("customer");
    const rows = [...lines.keys()];
    const lost = (account: string) => {
      const own = rows.filter((row) => text("account")[row] === account);
      const at = (suffix: string) =>
        loyaltyDiamond({
          involvement: own.map((row) => column(`involvement${suffix}`)[row]!),
          portfolio: own.map((row) => column(`banks${suffix}`)[row]!),
          customers: own.map((row) => customers[row]!),
        });
      const { counts } = migrationMatrix(at("_before"), at(""), { ordered: false });
      return counts[0]![2]! / counts[0]!.reduce((sum, count) => sum + count, 0);
    };
    expect(lost("salary")).toBeGreaterThan(0.4);
    expect(lost("chosen")).toBeLessThan(0.2);
  });
});
