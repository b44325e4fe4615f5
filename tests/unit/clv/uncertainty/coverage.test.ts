import { expect, test } from "vitest";
import {
  bgNbd,
  bootstrapDraws,
  expectedTransactions,
  fitBgNbd,
  laplaceDraws,
  type PurchaseHistory,
  predictionInterval,
  simulateCohort,
} from "../../../../src/clv/index.ts";

const truth = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const sets = 50;
const horizon = 26;

/** What all customers of the base are expected to buy. */
const total = (model: typeof truth, history: PurchaseHistory) =>
  expectedTransactions(model, history, { horizon }).reduce((sum, value) => sum + value, 0);

test("90 % intervals of a base total hold it in about 90 % of simulated sets, parameters and outcome kept apart", () => {
  const covered = { outcome: 0, expectation: 0, outcomeByParameters: 0, bca: 0 };
  let share = 0;
  for (let seed = 1; seed <= sets; seed++) {
    const { history } = simulateCohort(truth, { customers: 120, age: 40, holdout: horizon, seed });
    const { customers, ...base } = history;
    const actual = Array.from(history.holdout!.frequency).reduce((sum, count) => sum + count, 0);
    const expected = total(truth, base);
    const fit = fitBgNbd(base);
    const draws = laplaceDraws(fit, { draws: 60, seed });
    const verb = (model: typeof truth) => total(model, base);
    const parameters = predictionInterval(draws, verb);
    const outcome = predictionInterval(draws, verb, { outcome: true });
    const bootstrap = bootstrapDraws(fit, base, { draws: 60, seed });
    const bca = predictionInterval(bootstrap, verb, { interval: "bca" });
    const holds = ({ lower, upper }: typeof outcome, value: number) => (lower <= value && value <= upper ? 1 : 0);
    covered.outcome += holds(outcome, actual);
    covered.expectation += holds(parameters, expected);
    covered.outcomeByParameters += holds(parameters, actual);
    covered.bca += holds(bca, expected);
    share += (parameters.upper - parameters.lower) / (outcome.upper - outcome.lower) / sets;
  }
  const rate = (count: number) => count / sets;
  // Two standard errors of a share of 90 % of 50 are 8 points; 60 draws make ends a little short.
  expect(rate(covered.outcome)).toBeGreaterThan(0.82);
  expect(rate(covered.outcome)).toBeLessThan(0.98);
  expect(rate(covered.expectation)).toBeGreaterThan(0.8);
  expect(rate(covered.expectation)).toBeLessThan(0.98);
  expect(rate(covered.bca)).toBeGreaterThan(0.8);
  // The uncertainty of the parameters alone does not hold what customers do.
  expect(rate(covered.outcomeByParameters)).toBeLessThan(rate(covered.outcome));
  expect(share).toBeLessThan(0.95);
});
