/** The models of spend beyond gamma-gamma, against integrals by quadrature at 30 digits (generate/spend_models.py). */
import { describe, expect, test } from "vitest";
import {
  expectedSpend,
  frequencyGammaGamma,
  logLikelihood,
  medianSpend,
  normalNormal,
  recentSpend,
  shiftedGammaGamma,
  summarizeTransactionColumns,
  trendGammaGamma,
} from "../../src/clv/index.ts";
import {
  amountShares,
  gammaGammaLikelihood,
  spendLikelihoodRows,
  withAmountShares,
} from "../../src/clv/spend/gamma-gamma-likelihood.ts";
import { normalNormalLikelihood, normalRows } from "../../src/clv/spend/normal-normal-likelihood.ts";
import { spendRows } from "../../src/clv/spend/spend-rows.ts";
import { reproduces } from "../validation.ts";
import { read, relative } from "./process-table.ts";

const golden = read("mpmath_spend_models.json");

/** A customer whose repeat purchases brought these amounts. */
function bought(amounts: readonly string[]) {
  const days = amounts.map((_, k) => 10 * (k + 1));
  return summarizeTransactionColumns(
    { customer: ["A", ...amounts.map(() => "A")], day: [0, ...days], amount: [1, ...amounts.map(Number)] },
    { timeUnit: "week", observedUntil: 1000, returns: "count" },
  );
}

const numbers = <T extends object>(row: T): { [K in keyof T]: number } =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)])) as { [K in keyof T]: number };

/** Checks every row, and records the worst error. */
function agrees(label: string, rows: readonly object[], errors: (row: never) => readonly number[], tolerance = 1e-10) {
  let worst = 0;
  for (const row of rows) {
    for (const error of errors(row as never)) {
      expect(error, JSON.stringify(row)).toBeLessThan(tolerance);
      worst = Math.max(worst, error);
    }
  }
  reproduces(
    {
      area: "clv",
      figure: `${label}: worst relative error`,
      source: "quadrature by mpmath at 30 digits (tests/golden/mpmath_spend_models.json)",
      expected: 0,
      tolerance,
      absolute: true,
    },
    worst,
  );
}

describe("models of spend against quadrature", () => {
  test("gamma-gamma on single amounts", () => {
    type Row = { p: string; q: string; gamma: string; amounts: string[]; loglik: string };
    agrees("gamma-gamma, likelihood of single amounts", golden.each, ({ p, q, gamma, amounts, loglik }: Row) => {
      const columns = spendRows(bought(amounts));
      const { rows, picked } = spendLikelihoodRows(columns, undefined);
      const likelihood = withAmountShares(gammaGammaLikelihood(rows), amountShares(columns, undefined, picked, 1));
      const value = likelihood(Float64Array.of(Number(p), Number(q), Number(gamma)), new Float64Array(3));
      return [relative(value, Number(loglik))];
    });
  });

  test("shifted gamma-gamma", () => {
    type Row = Record<"p" | "q" | "gamma" | "shift" | "n" | "mean" | "loglik" | "expected" | "median", string>;
    const customerOf = ({ n, mean }: Row) => ({ frequency: Number(n), recency: 1, age: 2, meanSpend: Number(mean) });
    agrees("shifted gamma-gamma, likelihood and expected amount", golden.shifted, (row: Row) => {
      const model = shiftedGammaGamma(numbers(row));
      const expected =
        row.expected === null ? 0 : relative(expectedSpend(model, customerOf(row)), Number(row.expected));
      return [relative(logLikelihood(model, customerOf(row)), Number(row.loglik)), expected];
    });
    const withMedian = golden.shifted.filter(({ median }: Row) => median !== undefined);
    expect(withMedian.length).toBe(9);
    agrees(
      "shifted gamma-gamma, median amount",
      withMedian,
      (row: Row) => [relative(medianSpend(shiftedGammaGamma(numbers(row)), customerOf(row)), Number(row.median))],
      1e-9,
    );
  });

  test("gamma-gamma with dependence on frequency", () => {
    type Row = Record<"p" | "q" | "gamma" | "slope" | "x" | "n" | "mean" | "loglik", string>;
    agrees("gamma-gamma with dependence on frequency, likelihood", golden.frequency, (row: Row) => {
      const { x, n, mean } = numbers(row);
      const customer = { frequency: x, recency: 1, age: 2, meanSpend: mean, spendCount: n };
      return [relative(logLikelihood(frequencyGammaGamma(numbers(row)), customer), Number(row.loglik))];
    });
  });

  test("normal-normal", () => {
    type Row = Record<"mu" | "sigma" | "tau" | "loglik" | "loglikEach" | "expected", string> & { amounts: string[] };
    agrees("normal-normal, likelihood of means and of single amounts, expected amount", golden.normal, (row: Row) => {
      const parameters = { mu: Number(row.mu), sigma: Number(row.sigma), tau: Number(row.tau) };
      const model = normalNormal(parameters);
      const history = bought(row.amounts);
      const rows = normalRows(spendRows(history), undefined, [0], 0, 1, true);
      const each = normalNormalLikelihood(rows)(Float64Array.from(Object.values(parameters)), new Float64Array(3));
      return [
        relative(logLikelihood(model, history), Number(row.loglik)),
        relative(each, Number(row.loglikEach)),
        relative(expectedSpend(model, history)[0]!, Number(row.expected)),
        relative(medianSpend(model, history)[0]!, Number(row.expected)),
      ];
    });
  });

  test("gamma-gamma with purchases that grow old", () => {
    type Row = Record<"p" | "q" | "gamma" | "halfLife" | "loglik", string> & {
      days: number[];
      amounts: string[];
      until: number;
      expected: string | null;
    };
    agrees("gamma-gamma with a half-life, likelihood and expected amount", golden.trend, (row: Row) => {
      const { p, q, gamma, halfLife } = row;
      const model = trendGammaGamma({ ...numbers({ p, q, gamma, halfLife }), timeUnit: "week" });
      const history = summarizeTransactionColumns(
        { customer: row.days.map(() => "A"), day: row.days, amount: row.amounts.map(Number) },
        { timeUnit: "week", observedUntil: row.until, spendOf: "all", keepPurchases: true },
      );
      const expected = expectedSpend(model, recentSpend(history, model))[0]!;
      return [
        relative(logLikelihood(model, history), Number(row.loglik)),
        row.expected === null
          ? expected === Number.POSITIVE_INFINITY
            ? 0
            : 1
          : relative(expected, Number(row.expected)),
      ];
    });
  });
});
