import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  discountedExpectedTransactions,
  expectedTransactions,
  logLikelihood,
  newCustomer,
  probabilityAlive,
  type TransactionModel,
  transactionProbability,
} from "../../src/clv/index.ts";
import { daysPerUnit } from "../../src/time.ts";
import { reproduces } from "../validation.ts";

/** A table of this folder. */
export const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** Relative error, absolute where the expected value is below the range of full precision. */
export function relative(actual: number, expected: number): number {
  return Math.abs(expected) < 1e-290 ? Math.abs(actual) : Math.abs(actual / expected - 1);
}

/** Chances below the range of doubles are judged by their log odds. */
function aliveError(actual: number, row: { palive: number | string; log_odds_dead: number | string | null }): number {
  const odds = row.log_odds_dead === null ? Number.NEGATIVE_INFINITY : Number(row.log_odds_dead);
  if (odds < 700) return relative(actual, Number(row.palive));
  return actual < 1e-300 ? 0 : Math.abs(-Math.log(actual) / odds - 1);
}

/** Every value of a high-precision table of a purchase process in weeks, to a relative error of 1e-10. */
export function reproducesTable(
  label: string,
  file: string,
  make: (parameters: Record<string, number>) => TransactionModel,
): void {
  const golden = read(file);
  // The tables discount at a continuous rate; the verbs take an annual one.
  const annualDiscountRate = Math.expm1((golden.discount_continuous ?? 0) * (daysPerUnit.year / daysPerUnit.week));
  for (const [index, set] of golden.sets.entries()) {
    const model = make(set.params);
    test(`${label}, set ${index}: expectation and counts of a new customer`, () => {
      for (const { t, value } of set.unconditional_expectation) {
        const error = relative(expectedTransactions(model, newCustomer(), { horizon: Number(t) }), Number(value));
        expect(error, `E[X(${t})]`).toBeLessThan(1e-10);
      }
      for (const { t, x, value } of set.pmf) {
        const chance = transactionProbability(model, newCustomer(), { count: Number(x), horizon: Number(t) });
        expect(relative(chance, Number(value)), `P(X(${t}) = ${x})`).toBeLessThan(1e-10);
      }
    });
    test(`${label}, set ${index}: likelihood, alive, expectation and discounted value of each customer`, () => {
      let worst = 0;
      for (const row of set.customers) {
        const customer = { frequency: row.x, recency: row.t_x, age: row.T_cal };
        const errors: Record<string, number> = {
          loglik: relative(logLikelihood(model, customer), Number(row.loglik)),
          alive: aliveError(probabilityAlive(model, customer), row),
          expected: relative(
            expectedTransactions(model, customer, { horizon: Number(golden.horizon) }),
            Number(row.cet),
          ),
        };
        if (row.dert !== undefined) {
          const value = discountedExpectedTransactions(model, customer, { annualDiscountRate });
          errors["discounted"] = relative(value, Number(row.dert));
        }
        for (const [what, error] of Object.entries(errors)) {
          expect(error, `${what} of ${JSON.stringify(row)}`).toBeLessThan(1e-10);
          worst = Math.max(worst, error);
        }
      }
      reproduces(
        {
          area: "clv",
          figure: `${label}, set ${index} of corner customers: worst relative error of likelihood, alive, expectation`,
          source: `${golden.source.startsWith("mpmath quad") ? "quadrature" : "closed forms"} by mpmath at 60 digits (tests/golden/${file})`,
          expected: 0,
          tolerance: 1e-10,
          absolute: true,
        },
        worst,
      );
    });
  }
}
