import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  bgBb,
  bgCnbdK,
  bgNbd,
  ggompertzNbd,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  pdo,
  posteriorRates,
  type TransactionModel,
} from "../../src/clv/index.ts";

const makers = {
  "pareto-nbd": paretoNbd,
  "bg-nbd": bgNbd,
  "mbg-nbd": mbgNbd,
  "bg-cnbd-k": bgCnbdK,
  "mbg-cnbd-k": mbgCnbdK,
  pdo,
  "ggompertz-nbd": ggompertzNbd,
  "bg-bb": bgBb,
};
/** The kernel of GGompertz is a quadrature; the others are closed forms. */
const toleranceOf = (kind: string): number => (kind === "ggompertz-nbd" ? 1e-11 : 1e-12);
const perPurchase = ["bg-nbd", "mbg-nbd", "bg-cnbd-k", "mbg-cnbd-k"];
const perOpportunity = ["pdo", "bg-bb"];

interface Row {
  readonly kind: keyof typeof makers;
  readonly params: Readonly<Record<string, number>>;
  readonly x: number;
  readonly t_x: number;
  readonly T_cal: number;
  readonly purchase_rate: string;
  readonly drop_out: string;
}

const { rows } = JSON.parse(readFileSync(new URL("./mpmath_posterior_rates.json", import.meta.url), "utf8")) as {
  readonly rows: readonly Row[];
};

describe("posterior mean rates against their definition at 30 digits", () => {
  for (const [index, row] of rows.entries()) {
    test(`row ${index}: ${row.kind} x=${row.x} ${JSON.stringify(row.params)}`, () => {
      const model = makers[row.kind](
        (row.kind === "bg-bb"
          ? { ...row.params, opportunitiesPerYear: 12 }
          : { ...row.params, timeUnit: "week" }) as never,
      ) as TransactionModel;
      const customer = { frequency: row.x, recency: row.t_x, age: row.T_cal };
      const tolerance = toleranceOf(row.kind);
      const { purchaseRate, dropOut, dropOutPer } = posteriorRates(model, customer);
      expect(Math.abs(purchaseRate / Number(row.purchase_rate) - 1), "purchases").toBeLessThan(tolerance);
      expect(Math.abs(dropOut! / Number(row.drop_out) - 1), "drop-out").toBeLessThan(tolerance);
      expect(dropOutPer).toBe(
        perPurchase.includes(row.kind) ? "purchase" : perOpportunity.includes(row.kind) ? "opportunity" : "time",
      );
    });
  }

  test("NBD: a conjugate posterior, and nobody drops out", () => {
    const model = nbd({ r: 0.385, alpha: 12.07, timeUnit: "week" });
    expect(posteriorRates(model, { frequency: 2, recency: 30.43, age: 38.86 })).toEqual({
      purchaseRate: (0.385 + 2) / (12.07 + 38.86),
      dropOut: null,
      dropOutPer: null,
      timeUnit: "week",
    });
  });
});
