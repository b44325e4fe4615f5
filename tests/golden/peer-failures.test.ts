/**
 * Cases in which other packages (CLVTools 0.12.1, BTYD 2.4.3, lifetimes 0.11.3) return NaN, a wrong optimum, or stop: each has
 * to be right here.
 */
import { describe, expect, test } from "vitest";
import {
  bgNbd,
  discountedExpectedTransactions,
  expectedSpend,
  expectedTransactions,
  fitBgNbd,
  fitGammaGamma,
  gammaGamma,
  logLikelihood,
  newCustomer,
  type PurchaseHistory,
  probabilityAlive,
  selectRows,
  simulateCohort,
  transactionProbability,
} from "../../src/clv/index.ts";
import { randomStream } from "../../src/numeric/random.ts";
import { daysPerUnit, type TimeUnit } from "../../src/time.ts";
import { describeReference, readReferenceCsv } from "../reference-data.ts";
import { reproduces } from "../validation.ts";

const codes = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);
const finite = (values: Iterable<number>) => [...values].every((value) => Number.isFinite(value));

/** Customers who buy at Gamma(r, alpha) rates and never drop out, all observed for `age`. */
function withoutDropOut(customers: number, r: number, alpha: number, age: number, seed: number): PurchaseHistory {
  const columns = {
    frequency: new Float64Array(customers),
    recency: new Float64Array(customers),
    age: new Float64Array(customers).fill(age),
  };
  for (let i = 0; i < customers; i++) {
    const stream = randomStream(seed, i);
    const rate = stream.gamma(r) / alpha;
    for (let time = stream.exponential() / rate; time < age; time += stream.exponential() / rate) {
      columns.frequency[i]!++;
      columns.recency[i] = time;
    }
  }
  return { ...columns, timeUnit: "week" };
}

describe("BG/NBD: the likelihood stays bounded where its optimum lies at infinity", () => {
  test("no drop-out: a warning instead of a runaway optimum", () => {
    const history = withoutDropOut(500, 20, 30, 52, 5);
    const fit = fitBgNbd(history);
    expect(codes(fit.warnings)).toContain("no-death");
    expect(fit.model.a / (fit.model.a + fit.model.b)).toBeLessThan(1e-3);
    expect(fit.model.r).toBeGreaterThan(10);
    expect(fit.model.r).toBeLessThan(40);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood(fit.model, history), 6);
    expect(finite(expectedTransactions(fit, history, { horizon: 52 }))).toBe(true);
  });

  test("identical customers: the Poisson limit, and the right rate", () => {
    const n = 200;
    const history: PurchaseHistory = {
      frequency: new Float64Array(n).fill(5),
      recency: new Float64Array(n).fill(30),
      age: new Float64Array(n).fill(30),
      timeUnit: "week",
    };
    const fit = fitBgNbd(history);
    expect(codes(fit.warnings)).toEqual(expect.arrayContaining(["no-overdispersion", "no-death"]));
    // Poisson customers of rate 5/30 who never drop out: ln L = x ln rate - rate T, the most that any of these models can reach.
    const bound = n * (5 * Math.log(5 / 30) - 5);
    expect(fit.logLikelihood).toBeLessThanOrEqual(bound + 1e-6);
    expect(fit.logLikelihood).toBeGreaterThan(bound - 0.5);
    expect(expectedTransactions(fit, { frequency: 5, recency: 30, age: 30 }, { horizon: 30 })).toBeCloseTo(5, 1);
  });

  test("fixture with a homogeneous drop-out chance: a and b run away together, and the limit is reached", () => {
    const rows = F1.trim()
      .split(/\s+/)
      .map((entry) => entry.split(",").map(Number));
    const history: PurchaseHistory = {
      frequency: rows.map((row) => row[0]!),
      recency: rows.map((row) => row[1]!),
      age: rows.map(() => 39),
      weight: rows.map((row) => row[2]!),
      timeUnit: "week",
    };
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD log-likelihood of a made base of 3,000 at (.5, 5, .8, 3)",
        source: "computed by mpmath",
        expected: -19431.571033,
        tolerance: 5e-7,
        absolute: true,
      },
      logLikelihood(bgNbd({ r: 0.5, alpha: 5, a: 0.8, b: 3, timeUnit: "week" }), history),
    );
    const fit = fitBgNbd(history);
    expect(codes(fit.warnings)).toContain("b-infinite");
    expect(fit.customers).toBe(3000);
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD limit for that base: log-likelihood",
        source: "computed by mpmath",
        expected: -19318.06246,
        tolerance: 2e-3,
        absolute: true,
      },
      fit.logLikelihood,
    );
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD limit for that base: r",
        source: "computed by mpmath",
        expected: 0.39883,
        tolerance: 2e-4,
      },
      fit.model.r,
    );
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD limit for that base: alpha",
        source: "computed by mpmath",
        expected: 5.53177,
        tolerance: 3e-4,
      },
      fit.model.alpha,
    );
    reproduces(
      {
        area: "clv",
        figure: "BG/NBD limit for that base: a / (a + b)",
        source: "computed by mpmath",
        expected: 0.14902,
        tolerance: 2e-4,
      },
      fit.model.a / (fit.model.a + fit.model.b),
    );
  });

  test("few customers: five, one, and one with five thousand purchases", () => {
    const five: PurchaseHistory = {
      frequency: [0, 1, 2, 5, 0],
      recency: [0, 3, 20, 30, 0],
      age: [39, 38, 37, 36, 35],
      timeUnit: "week",
    };
    for (const history of [
      five,
      selectRows(five, [3]),
      { frequency: [5000], recency: [38.9], age: [39], timeUnit: "week" } as const,
    ]) {
      const fit = fitBgNbd(history);
      expect(Number.isFinite(fit.logLikelihood)).toBe(true);
      expect(fit.warnings.length, "an estimate from so little carries a warning").toBeGreaterThan(0);
      expect(finite(expectedTransactions(fit, history, { horizon: 39 }))).toBe(true);
      expect(finite(Object.values(fit.standardErrors ?? { none: 0 }))).toBe(true);
    }
  });

  test("nobody bought twice: an error that says so", () => {
    const history: PurchaseHistory = { frequency: [0, 0, 0], recency: [0, 0, 0], age: [39, 38, 37], timeUnit: "week" };
    expect(() => fitBgNbd(history)).toThrow(expect.objectContaining({ code: "no-repeat-purchases" }));
  });

  test("ten years in hours", () => {
    const truth = bgNbd({ r: 0.5, alpha: 1200, a: 0.6, b: 3, timeUnit: "hour" });
    const { history } = simulateCohort(truth, { customers: 800, age: 87_660, seed: 3 });
    const fit = fitBgNbd(history);
    expect(fit.converged).toBe(true);
    expect(Math.abs(fit.model.r - 0.5)).toBeLessThan(4 * fit.standardErrors!["r"]!);
    expect(finite(expectedTransactions(fit, history, { horizon: 87_660 }))).toBe(true);
  });
});

describe("removable singularities and overflow", () => {
  test("a = 1 is the limit of its neighbours", () => {
    const at = (a: number) =>
      expectedTransactions(
        bgNbd({ r: 0.5, alpha: 6, a, b: 1.6, timeUnit: "week" }),
        { frequency: 3, recency: 30, age: 39 },
        { horizon: 39 },
      );
    const middle = at(1);
    expect(Number.isFinite(middle)).toBe(true);
    for (const step of [1e-12, 1e-9, 1e-6]) {
      expect(Math.abs((at(1 - step) + at(1 + step)) / 2 - middle)).toBeLessThan(1e-11 * middle);
    }
  });

  test("five thousand purchases in 39 weeks", () => {
    const customer = { frequency: 5000, recency: 38.9, age: 39 };
    for (const [r, alpha, a, b] of [
      [0.243, 4.414, 0.793, 2.426],
      [2.5, 3, 1, 40],
      [0.05, 0.7, 8, 300],
    ] as const) {
      const model = bgNbd({ r, alpha, a, b, timeUnit: "week" });
      expect(
        finite([
          probabilityAlive(model, customer),
          expectedTransactions(model, customer, { horizon: 39 }),
          logLikelihood(model, customer),
          discountedExpectedTransactions(model, customer, { annualDiscountRate: 0.1 }),
        ]),
      ).toBe(true);
    }
  });

  test("the chance of 200 purchases", () => {
    const model = bgNbd({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426, timeUnit: "week" });
    const chance = transactionProbability(model, newCustomer(), { count: 200, horizon: 39 });
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1e-6);
  });
});

describe("gamma-gamma: any amounts, any number of customers", () => {
  const { history } = simulateCohort(bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" }), {
    customers: 1500,
    age: 52,
    seed: 9,
    spend: gammaGamma({ p: 6.25, q: 3.74, gamma: 15.44 }),
  });
  const spent = { ...history, meanSpend: history.meanSpend! };

  test("amounts scaled by 1e-4 to 1e6 give the same answer", () => {
    const fit = fitGammaGamma(spent);
    for (const factor of [1e-4, 0.01, 100, 1e4, 1e6]) {
      const scaled = fitGammaGamma({
        ...spent,
        meanSpend: Float64Array.from(spent.meanSpend, (value) => value * factor),
      });
      expect(Math.abs(scaled.model.p / fit.model.p - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scaled.model.q / fit.model.q - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scaled.model.gamma / factor / fit.model.gamma - 1)).toBeLessThan(1e-6);
      expect(scaled.converged).toBe(true);
    }
  });

  test("equal amounts: the limit in which everybody spends the same, with a warning", () => {
    const flat = {
      frequency: [1, 3, 2, 0],
      recency: [5, 20, 30, 0],
      age: [39, 38, 37, 36],
      meanSpend: [12, 12, 12, 0],
      timeUnit: "week",
    } as const;
    const fit = fitGammaGamma(flat);
    expect(codes(fit.warnings)).toContain("zero-variance");
    for (const value of expectedSpend(fit, flat)) expect(value).toBeCloseTo(12, 6);
  });

  test("three customers", () => {
    const few = {
      frequency: [1, 3, 2],
      recency: [5, 20, 30],
      age: [39, 38, 37],
      meanSpend: [10, 20, 40],
      timeUnit: "week",
    } as const;
    const fit = fitGammaGamma(few);
    expect(fit.warnings.length).toBeGreaterThan(0);
    for (const value of expectedSpend(fit, few)) expect(value > 0 && value < 100).toBe(true);
  });

  test("q at most 1: infinite, never negative", () => {
    const model = gammaGamma({ p: 2, q: 0.8, gamma: 10 });
    expect(expectedSpend(model, newCustomer())).toBe(Number.POSITIVE_INFINITY);
    expect(expectedSpend(model, { frequency: 3, recency: 5, age: 9, meanSpend: 30 })).toBeGreaterThan(0);
  });
});

describeReference("CDNOW, the 39-week summary", () => {
  const load = () => {
    const rows = readReferenceCsv("cdnow_sample_cbs.csv");
    const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
    return {
      frequency: column("x"),
      recency: column("t_x"),
      age: column("T_cal"),
      meanSpend: column("m_x"),
      timeUnit: "week" as TimeUnit,
      holdout: column("x_star"),
    };
  };
  const published =
    "Fader, Hardie & Lee (2005), Marketing Science 24(2), table 2; digits by CLVTools re-optimised to 1e-15";

  test("estimates, standard errors and log-likelihood", () => {
    const { holdout, ...history } = load();
    const fit = fitBgNbd(history);
    const figure = (name: string, expected: number, tolerance: number, actual: number, source = published) => {
      reproduces(
        { area: "clv", figure: `BG/NBD on the CDNOW sample, 39 weeks: ${name}`, source, expected, tolerance },
        actual,
      );
    };
    expect(fit.converged).toBe(true);
    expect(fit.warnings).toEqual([]);
    figure("r", 0.242594505050747, 1e-6, fit.model.r);
    figure("alpha", 4.41360158843953, 1e-6, fit.model.alpha);
    figure("a", 0.79292214330613, 2e-6, fit.model.a);
    figure("b", 2.42590694549354, 2e-6, fit.model.b);
    figure("log-likelihood", -9582.42920667393, 1e-11, fit.logLikelihood);
    for (const [name, error] of Object.entries({
      r: 0.0125573767992126,
      alpha: 0.378223858601725,
      a: 0.185732779705729,
      b: 0.705406850758512,
    })) {
      figure(`standard error of ${name}`, error, 1e-4, fit.standardErrors![name]!, "CLVTools 0.12.1");
    }
    const total = expectedTransactions(fit, history, { horizon: 39 }).reduce((sum, value) => sum + value, 0);
    figure(
      "expected purchases in the holdout (actual 1882)",
      1653.41,
      1e-4,
      total,
      "CLVTools and lifetimes, their sums over customers",
    );
    expect(holdout.reduce((sum, value) => sum + value, 0)).toBe(1882);
    for (const [parameters, value] of [
      [{ r: 1, alpha: 1, a: 1, b: 1 }, -13887.712624943744],
      [{ r: 2.5, alpha: 40, a: 0.2, b: 3 }, -10552.709709196457],
    ] as const) {
      figure(
        `log-likelihood at ${Object.values(parameters).join(", ")}`,
        value,
        1e-12,
        logLikelihood(bgNbd({ ...parameters, timeUnit: "week" }), history),
        "lifetimes 0.11.3, as a plain sum",
      );
    }
  });

  test("in hours, days, months and years the same model", () => {
    const { holdout: _, ...history } = load();
    const weekly = fitBgNbd(history);
    for (const unit of ["hour", "day", "month", "year"] as const) {
      const factor = daysPerUnit.week / daysPerUnit[unit];
      const scale = (column: Float64Array) => column.map((value) => value * factor);
      const fit = fitBgNbd({ ...history, recency: scale(history.recency), age: scale(history.age), timeUnit: unit });
      expect(Math.abs(fit.model.r / weekly.model.r - 1), unit).toBeLessThan(1e-6);
      expect(Math.abs(fit.model.alpha / factor / weekly.model.alpha - 1), unit).toBeLessThan(1e-6);
      expect(Math.abs(fit.logLikelihood + 2457 * Math.log(factor) - weekly.logLikelihood), unit).toBeLessThan(1e-6);
    }
  });

  test("every count times 50: the better of two optima", () => {
    const { holdout: _, ...history } = load();
    const fit = fitBgNbd({ ...history, frequency: history.frequency.map((x) => 50 * x) });
    expect(fit.logLikelihood).toBeGreaterThan(159_242.5);
  });

  test("one customer with 5,000 purchases added", () => {
    const { holdout: _, meanSpend: __, ...history } = load();
    const add = (column: Float64Array, value: number) => Float64Array.of(...column, value);
    const fit = fitBgNbd({
      ...history,
      frequency: add(history.frequency, 5000),
      recency: add(history.recency, 38),
      age: add(history.age, 39),
    });
    expect(fit.converged).toBe(true);
    expect(fit.model.r).toBeGreaterThan(0.1);
    expect(fit.model.r).toBeLessThan(0.3);
  });

  test("gamma-gamma: estimates and log-likelihood, in cents and in millions too", () => {
    const { holdout: _, ...history } = load();
    const fit = fitGammaGamma(history);
    const source = "CLVTools and lifetimes on unrounded means; recomputed";
    for (const [name, expected, actual] of [
      ["p", 6.24957, fit.model.p],
      ["q", 3.74423, fit.model.q],
      ["gamma", 15.44352, fit.model.gamma],
    ] as const) {
      reproduces(
        { area: "clv", figure: `gamma-gamma on the CDNOW sample: ${name}`, source, expected, tolerance: 2e-6 },
        actual,
      );
    }
    reproduces(
      {
        area: "clv",
        figure: "gamma-gamma on the CDNOW sample: log-likelihood",
        source,
        expected: -4055.9177,
        tolerance: 5e-5,
        absolute: true,
      },
      fit.logLikelihood,
    );
    for (const factor of [1e-4, 100, 1e4, 1e6]) {
      const scaled = fitGammaGamma({ ...history, meanSpend: history.meanSpend.map((value) => value * factor) });
      expect(Math.abs(scaled.model.p / fit.model.p - 1)).toBeLessThan(1e-6);
      expect(Math.abs(scaled.model.gamma / factor / fit.model.gamma - 1)).toBeLessThan(1e-6);
    }
  });
});

/** x, t_x, weight; all observed for 39 weeks; 3,000 customers, made for this test. */
const F1 = `
0,0,1371 1,4,272 1,12,96 1,20,63 1,28,45 1,36,40 2,4,84 2,12,69 2,20,56 2,28,44 2,36,48 3,4,38 3,12,36 3,20,41 3,28,47 3,36,48
4,4,9 4,12,18 4,20,23 4,28,29 4,36,41 5,4,2 5,12,9 5,20,12 5,28,28 5,36,47 6,4,1 6,12,14 6,20,38 6,28,78 6,36,253`;
