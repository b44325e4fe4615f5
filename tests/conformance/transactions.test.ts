import { describe, expect, test } from "vitest";
import {
  type BgNbdModel,
  bgNbd,
  discountedExpectedTransactions,
  expectedTransactions,
  fitBgNbd,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  logLikelihood,
  type MbgNbdModel,
  mbgNbd,
  type NbdModel,
  nbd,
  type ParetoNbdModel,
  type PurchaseHistory,
  paretoNbd,
  parseModel,
  probabilityAlive,
  selectRows,
  simulateCohort,
  simulateTransactions,
  type TransactionModel,
  transactionProbability,
} from "../../src/clv/index.ts";
import { transactionProcesses } from "../../src/clv/transactions/kinds.ts";
import { daysPerUnit, type TimeUnit } from "../../src/time.ts";

/** What the suite needs of a member of the family. Adding a process is adding an entry. */
interface Member {
  /** Models over the corners of the parameter space, in weeks; the first is the one that is simulated and found again. */
  readonly models: readonly TransactionModel[];
  readonly fit: (history: PurchaseHistory) => { readonly model: TransactionModel; readonly standardErrors: unknown };
  /** The same model with time counted in another unit. */
  readonly inUnit: (model: TransactionModel, unit: TimeUnit) => TransactionModel;
}

const members: { readonly [K in TransactionModel["kind"]]: Member } = {
  "bg-nbd": {
    models: [
      { r: 0.8, alpha: 6, a: 0.8, b: 3 },
      { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
      { r: 0.5, alpha: 6, a: 1, b: 1.6 },
      { r: 5, alpha: 40, a: 1.7, b: 9 },
      { r: 0.05, alpha: 0.3, a: 0.02, b: 0.04 },
      { r: 2000, alpha: 20_000, a: 60, b: 400 },
    ].map((parameters) => bgNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitBgNbd(history),
    inUnit: (model, unit) => bgNbd({ ...(model as BgNbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "mbg-nbd": {
    models: [
      { r: 0.8, alpha: 6, a: 0.8, b: 3 },
      { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
      { r: 0.5, alpha: 6, a: 1, b: 1.6 },
      { r: 0.05, alpha: 0.3, a: 0.02, b: 0.04 },
      { r: 2000, alpha: 20_000, a: 60, b: 400 },
    ].map((parameters) => mbgNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitMbgNbd(history),
    inUnit: (model, unit) => mbgNbd({ ...(model as MbgNbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  nbd: {
    models: [
      { r: 0.8, alpha: 6 },
      { r: 0.385, alpha: 12.07 },
      { r: 0.02, alpha: 0.5 },
      { r: 2000, alpha: 20_000 },
    ].map((parameters) => nbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitNbd(history),
    inUnit: (model, unit) => nbd({ ...(model as NbdModel), ...inOtherUnit(model, unit, "alpha") }),
  },
  "pareto-nbd": {
    models: [
      { r: 0.8, alpha: 6, s: 0.9, beta: 20 },
      { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 },
      { r: 0.5, alpha: 6, s: 1, beta: 12 },
      { r: 3, alpha: 0.5, s: 0.05, beta: 150 },
      { r: 0.2, alpha: 10, s: 4, beta: 8 },
      { r: 2000, alpha: 20_000, s: 60, beta: 4000 },
    ].map((parameters) => paretoNbd({ ...parameters, timeUnit: "week" })),
    fit: (history) => fitParetoNbd(history),
    inUnit: (model, unit) => paretoNbd({ ...(model as ParetoNbdModel), ...inOtherUnit(model, unit, "alpha", "beta") }),
  },
};

/** The parameters that are times, and the unit, of a model that counts time in another one. */
function inOtherUnit(model: TransactionModel, unit: TimeUnit, ...times: readonly string[]): { timeUnit: TimeUnit } {
  const values = model as unknown as Record<string, number>;
  const factor = daysPerUnit[model.timeUnit] / daysPerUnit[unit];
  return { ...Object.fromEntries(times.map((name) => [name, values[name]! * factor])), timeUnit: unit };
}

const history: PurchaseHistory = {
  frequency: [0, 0, 1, 1, 2, 3, 7, 12, 26, 60, 400],
  recency: [0, 0, 1.5, 38, 30, 2.25, 35, 12, 30.5, 20, 38.5],
  age: [39, 0, 38, 38, 38.5, 27, 38.5, 39, 31, 39, 39],
  timeUnit: "week",
};

/** The history with its times counted in another unit. */
function inUnit(data: PurchaseHistory, unit: TimeUnit): PurchaseHistory {
  const scale = (column: ArrayLike<number>) =>
    Float64Array.from(column, (value) => (value * daysPerUnit.week) / daysPerUnit[unit]);
  return { frequency: data.frequency, recency: scale(data.recency), age: scale(data.age), timeUnit: unit };
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    const scale = Math.max(1e-12, Math.abs(expected[i]!));
    expect(
      Math.abs(actual[i]! - expected[i]!) / scale,
      `${what}[${i}]: ${actual[i]} against ${expected[i]}`,
    ).toBeLessThan(tolerance);
  }
}

test("every process in the table of kinds is a member of this suite", () => {
  expect(Object.keys(members)).toEqual(Object.keys(transactionProcesses));
});

for (const [kind, member] of Object.entries(members)) {
  describe(`${kind}: laws of a purchase process`, () => {
    for (const model of member.models) {
      const name = Object.values(model).slice(2).join(" ");

      test(`counts sum to 1 and their mean is the expectation (${name})`, () => {
        for (const horizon of [0.5, 13]) {
          const counts = Array.from({ length: 1200 }, (_, n) => n);
          const chances = transactionProbability(model, history, { count: counts, horizon });
          const expected = expectedTransactions(model, history, { horizon });
          for (let i = 0; i < expected.length; i++) {
            const own = chances.map((column) => column[i]!);
            expect(Math.abs(sum(own) - 1), `row ${i}`).toBeLessThan(1e-9);
            const mean = sum(own.map((chance, n) => n * chance));
            expect(Math.abs(mean - expected[i]!), `row ${i}`).toBeLessThan(1e-8 * Math.max(1, expected[i]!));
          }
        }
      });

      test(`discounting: rate 0 is the expectation, a long horizon is forever, more horizon is more (${name})`, () => {
        const expected = expectedTransactions(model, history, { horizon: 52 });
        const plain = discountedExpectedTransactions(model, history, { annualDiscountRate: 0, horizon: 52 });
        expectClose(plain, expected, 1e-12, "rate 0");
        const tiny = discountedExpectedTransactions(model, history, { annualDiscountRate: 1e-12, horizon: 52 });
        expectClose(tiny, expected, 1e-9, "rate 1e-12");
        const forever = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2 });
        const long = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2, horizon: 20_000 });
        expectClose(long, forever, 1e-9, "long horizon");
        const discounted = discountedExpectedTransactions(model, history, { annualDiscountRate: 0.2, horizon: 52 });
        for (let i = 0; i < expected.length; i++) {
          expect(discounted[i]!).toBeLessThanOrEqual(expected[i]! * (1 + 1e-12));
          expect(discounted[i]!).toBeLessThanOrEqual(forever[i]! * (1 + 1e-12));
        }
      });

      test(`several horizons in one pass are the same as one by one, and they grow (${name})`, () => {
        const horizons = [0, 1e-6, 1, 39, 520];
        const together = expectedTransactions(model, history, { horizon: horizons });
        horizons.forEach((horizon, h) => {
          expect(together[h]).toEqual(expectedTransactions(model, history, { horizon }));
          if (h > 0)
            together[h]!.forEach((value, i) => {
              expect(value).toBeGreaterThanOrEqual(together[h - 1]![i]!);
            });
        });
        expect(sum(together[0]!)).toBe(0);
      });

      test(`alive: now at 0 ahead, falling, and its integral times the rate is the expectation (${name})`, () => {
        const now = probabilityAlive(model, history);
        const soon = probabilityAlive(model, history, { ahead: 1 });
        const late = probabilityAlive(model, history, { ahead: 520 });
        now.forEach((value, i) => {
          expect(value).toBeGreaterThanOrEqual(soon[i]!);
          expect(soon[i]!).toBeGreaterThanOrEqual(late[i]!);
          expect(late[i]!).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        });
        expectClose(probabilityAlive(model, history, { ahead: 1e-9 }), now, 1e-6, "just ahead");
      });

      test(`one customer scores as a row does, and rows may be in any order (${name})`, () => {
        const all = expectedTransactions(model, history, { horizon: 39 });
        const order = Uint32Array.from(all, (_, i) => (i * 4 + 3) % all.length);
        const shuffled = expectedTransactions(model, selectRows(history, order), { horizon: 39 });
        order.forEach((from, i) => {
          expect(shuffled[i]).toBe(all[from]);
          const customer = {
            frequency: history.frequency[from]!,
            recency: history.recency[from]!,
            age: history.age[from]!,
          };
          expect(expectedTransactions(model, customer, { horizon: 39 })).toBe(all[from]);
        });
      });

      test(`the unit of time does not matter (${name})`, () => {
        for (const unit of ["hour", "day", "month", "year"] as const) {
          const other = member.inUnit(model, unit);
          const data = inUnit(history, unit);
          const horizon = (39 * daysPerUnit.week) / daysPerUnit[unit];
          expectClose(
            expectedTransactions(other, data, { horizon }),
            expectedTransactions(model, history, { horizon: 39 }),
            1e-10,
            unit,
          );
          expectClose(probabilityAlive(other, data), probabilityAlive(model, history), 1e-10, unit);
          expectClose(
            discountedExpectedTransactions(other, data, { annualDiscountRate: 0.1 }),
            discountedExpectedTransactions(model, history, { annualDiscountRate: 0.1 }),
            1e-9,
            unit,
          );
          const shift = -sum(history.frequency) * Math.log(daysPerUnit.week / daysPerUnit[unit]);
          expectClose([logLikelihood(other, data)], [logLikelihood(model, history) + shift], 1e-11, unit);
        }
      });

      test(`weights are repeated rows (${name})`, () => {
        const twice = selectRows(
          history,
          Array.from(history.frequency).flatMap((_, i) => [i, i]),
        );
        const weighted = { ...history, weight: history.frequency.map(() => 2) };
        expectClose([logLikelihood(model, weighted)], [logLikelihood(model, twice)], 1e-12, "likelihood");
      });

      test(`JSON: the stored model is the model (${name})`, () => {
        const loaded = parseModel(JSON.parse(JSON.stringify(model)));
        expect(loaded).toEqual(model);
        expect(Object.isFrozen(loaded)).toBe(true);
      });

      test(`simulated futures have the expected mean (${name})`, () => {
        const draws = 4000;
        const data: PurchaseHistory = selectRows(
          history,
          Uint32Array.from({ length: draws * 2 }, (_, i) => (i % 2 === 0 ? 1 : 6)),
        );
        const { frequency } = simulateTransactions(model, data, { horizon: 20, seed: 11 });
        const expected = expectedTransactions(model, data, { horizon: 20 });
        for (const which of [0, 1]) {
          const own = Array.from(frequency).filter((_, i) => i % 2 === which);
          const mean = sum(own) / draws;
          const spread = Math.sqrt(sum(own.map((value) => (value - mean) ** 2)) / (draws - 1) / draws);
          expect(Math.abs(mean - expected[which]!), `row ${which}`).toBeLessThan(4.5 * spread + 1e-9);
        }
      });
    }

    test("stress grid: finite everywhere", () => {
      const corners = [0, 1, 2, 60, 1000, 5000, 100_000];
      const ages = [1e-9, 1, 39, 520, 87_600];
      const rows = corners.flatMap((x) =>
        ages.flatMap((age) =>
          x === 0 ? [[0, 0, age]] : [1e-9, 0.5, 1].map((share) => [x, Math.max(age * share, 1e-12), age]),
        ),
      );
      const data: PurchaseHistory = {
        frequency: rows.map((row) => row[0]!),
        recency: rows.map((row) => Math.min(row[1]!, row[2]!)),
        age: rows.map((row) => row[2]!),
        timeUnit: "week",
      };
      for (const model of member.models) {
        const results = {
          alive: probabilityAlive(model, data),
          ahead: probabilityAlive(model, data, { ahead: 1000 }),
          expected: expectedTransactions(model, data, { horizon: 87_600 }),
          soon: expectedTransactions(model, data, { horizon: 1e-6 }),
          discounted: discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1 }),
          within: discountedExpectedTransactions(model, data, { annualDiscountRate: 0.1, horizon: 156 }),
          none: transactionProbability(model, data, { count: 0, horizon: 39 }),
          many: transactionProbability(model, data, { count: 3000, horizon: 39 }),
        };
        for (const [what, column] of Object.entries(results)) {
          column.forEach((value, i) => {
            expect(Number.isFinite(value) && value >= 0, `${what} of ${rows[i]}: ${value}`).toBe(true);
          });
        }
        expect(Number.isFinite(logLikelihood(model, data))).toBe(true);
      }
    });

    test("a fit finds the parameters of a simulated cohort again", () => {
      const truth = member.models[0]!;
      const { history: cohort } = simulateCohort(truth, { customers: 6000, age: 78, seed: 20_261_122 });
      const { model, standardErrors } = member.fit(cohort);
      for (const [parameter, error] of Object.entries(standardErrors as Record<string, number>)) {
        const [found, expected] = [model, truth].map((m) => (m as unknown as Record<string, number>)[parameter]!);
        expect(Math.abs(found! - expected!), parameter).toBeLessThan(3 * error);
      }
    });
  });
}
