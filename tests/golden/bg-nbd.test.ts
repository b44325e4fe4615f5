import { describe, expect, test } from "vitest";
import {
  type BgNbdModel,
  bgNbd,
  discountedExpectedTransactions,
  expectedTransactions,
  newCustomer,
  transactionProbability,
} from "../../src/clv/index.ts";
import { type BetaGeometricModel, betaGeometricProcess } from "../../src/clv/transactions/beta-geometric.ts";
import type { Rows } from "../../src/clv/transactions/process.ts";
import { daysPerUnit } from "../../src/time.ts";
import { reproduces } from "../validation.ts";
import { read, relative, reproducesTable } from "./process-table.ts";

describe("BG/NBD against closed forms at 60 digits", () => {
  reproducesTable("BG/NBD", "mpmath_bgnbd.json", (parameters) =>
    bgNbd({ ...(parameters as unknown as BgNbdModel), timeUnit: "week" }),
  );
});

describe("discounting, looking ahead and counts against their definitions at 50 digits", () => {
  const { rows, limits } = read("mpmath_bg_discounted.json");
  const processes = [0, 1].map((m) =>
    betaGeometricProcess<BetaGeometricModel>("test", "test", "test", (given) => given, m as 0 | 1),
  );
  const score = (
    row: (typeof rows)[number],
    verb: (out: Float64Array, model: BetaGeometricModel, data: Rows) => void,
  ) => {
    const out = new Float64Array(1);
    const data = {
      length: 1,
      frequency: Float64Array.of(row.x),
      recency: Float64Array.of(row.t_x),
      age: Float64Array.of(row.T_cal),
    };
    verb(out, { kind: "test", version: 1, timeUnit: "week", ...row.params }, data);
    return out[0]!;
  };
  for (const [index, row] of rows.entries()) {
    const process = processes[row.m]!;
    const alive = Number(row.palive);
    test(`row ${index}: m=${row.m} x=${row.x} ${JSON.stringify(row.params)}`, () => {
      const rate = Float64Array.of(row.delta);
      const finite = score(row, (out, model, data) => {
        process.discountedExpectedTransactions(model, data, row.horizon, rate, out);
      });
      const forever = score(row, (out, model, data) => {
        process.discountedExpectedTransactions(model, data, Number.POSITIVE_INFINITY, rate, out);
      });
      const ahead = score(row, (out, model, data) => {
        process.probabilityAlive(model, data, row.horizon, out);
      });
      expect(relative(finite, alive * Number(row.discounted_given_alive)), "finite").toBeLessThan(1e-10);
      expect(relative(forever, alive * Number(row.discounted_forever_given_alive)), "forever").toBeLessThan(1e-10);
      expect(relative(ahead, alive * Math.exp(Number(row.log_alive_ahead_given_alive))), "ahead").toBeLessThan(1e-10);
      for (const [count, value] of Object.entries(row.pmf_given_alive)) {
        const chance = score(row, (out, model, data) => {
          process.transactionProbabilities(model, data, row.horizon, [Number(count)], [out]);
        });
        const expected = Number(count) === 0 ? 1 - alive + alive * Number(value) : alive * Number(value);
        if (expected > 1e-290) expect(relative(chance, expected), `P(${count})`).toBeLessThan(1e-10);
      }
    });
  }

  for (const { params, x, T_cal, delta, horizon, discounted_given_alive } of limits) {
    test(`limit: x=${x} horizon ${horizon} ${JSON.stringify(params)}`, () => {
      // The last purchase was just now: the customer is alive with the chance that this one was not the last.
      const row = { params, x, t_x: x === 0 ? 0 : T_cal, T_cal };
      const alive = x === 0 ? 1 : 1 / (1 + params.a / (params.b + x - 1));
      const discounted = score(row, (out, model, data) => {
        const end = horizon ?? Number.POSITIVE_INFINITY;
        processes[0]!.discountedExpectedTransactions(model, data, end, Float64Array.of(delta), out);
      });
      expect(relative(discounted, alive * Number(discounted_given_alive))).toBeLessThan(1e-10);
    });
  }
});

describe("published figures of BG/NBD", () => {
  const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
  const customer = { frequency: 2, recency: 30.43, age: 38.86 };
  const hardie = "Fader, Hardie & Lee (2005), BG/NBD spreadsheet note";

  test("customer 0001 of CDNOW is expected to buy 1.226 times in 39 weeks", () => {
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD: expected purchases in 39 weeks of (2, 30.43, 38.86)",
        source: hardie,
        expected: 1.226,
        tolerance: 5e-4,
        absolute: true,
      },
      expectedTransactions(model, customer, { horizon: 39 }),
    );
  });

  test("expected purchases of a new customer", () => {
    for (const [horizon, expected] of [
      [0.1429, 0.0078283],
      [1, 0.0532679],
      [3, 0.1508652],
      [31.8571, 1.0419961],
      [32, 1.0452433],
      [78, 1.8605191],
    ] as const) {
      reproduces(
        {
          area: "clv",
          figure: `BG/NBD: E[X(t)] at t = ${horizon} weeks`,
          source: "BTYD documentation, bgnbd.Expectation; recomputed",
          expected,
          tolerance: 6e-8,
          absolute: true,
        },
        expectedTransactions(model, newCustomer(), { horizon }),
      );
    }
  });

  test("counts of a new customer in 39 weeks", () => {
    const expected = [0.57378635, 0.19939528, 0.08542976, 0.04586035];
    transactionProbability(model, newCustomer(), { count: [0, 1, 2, 3], horizon: 39 }).forEach((chance, n) => {
      reproduces(
        {
          area: "clv",
          figure: `BG/NBD: P(X(39) = ${n})`,
          source: "BTYD documentation, bgnbd.pmf; recomputed",
          expected: expected[n]!,
          tolerance: 6e-9,
          absolute: true,
        },
        chance,
      );
    });
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD: P(X(2) = 10)",
        source: "BTYD documentation, bgnbd.pmf",
        expected: 1.0786896e-7,
        tolerance: 1e-6,
      },
      transactionProbability(model, newCustomer(), { count: 10, horizon: 2 }),
    );
  });

  test("residual purchases at a continuous rate of 0.0027 a week (15 % a year)", () => {
    const annualDiscountRate = Math.expm1(0.0027 * (daysPerUnit.year / daysPerUnit.week));
    for (const [history, expected] of [
      [customer, 5.1563798],
      [{ frequency: 1, recency: 1.71, age: 38.86 }, 0.91500258],
      [{ frequency: 0, recency: 0, age: 38.86 }, 1.0157019],
      [{ frequency: 7, recency: 35, age: 38.86 }, 16.659116],
    ] as const) {
      reproduces(
        {
          area: "clv",
          figure: `BG/NBD: discounted purchases of ${JSON.stringify(Object.values(history))}`,
          source: "two-dimensional quadrature",
          expected,
          tolerance: 1e-7,
        },
        discountedExpectedTransactions(model, history, { annualDiscountRate }),
      );
    }
  });
});
