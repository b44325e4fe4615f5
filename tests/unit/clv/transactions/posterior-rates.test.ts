import { describe, expect, test } from "vitest";
import {
  bgNbd,
  mbgNbd,
  nbd,
  newCustomer,
  paretoNbd,
  posteriorRates,
  probabilityAlive,
  type TransactionModel,
} from "../../../../src/clv/index.ts";
import { type RandomStream, randomStream } from "../../../../src/numeric/random.ts";

const pareto = paretoNbd({ r: 0.8, alpha: 6, s: 0.7, beta: 12, timeUnit: "week" });
const bg = bgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });
const mbg = mbgNbd({ r: 0.8, alpha: 6, a: 0.8, b: 3, timeUnit: "week" });

/** One customer with rates of its own, drawn from the population and watched for `age`. */
interface Drawn {
  readonly rate: number;
  readonly dropOut: number;
  readonly frequency: number;
  readonly recency: number;
}

function watch(rate: number, age: number, stream: RandomStream, lasts: () => boolean, lifetime: number) {
  let [frequency, recency] = [0, 0];
  if (!lasts()) return { frequency, recency };
  for (let time = stream.exponential() / rate; time <= Math.min(age, lifetime); time += stream.exponential() / rate) {
    frequency++;
    recency = time;
    if (!lasts()) break;
  }
  return { frequency, recency };
}

/** The story of each model, told without any of the package's formulas. */
const stories: readonly (readonly [TransactionModel, (stream: RandomStream, age: number) => Drawn])[] = [
  [
    pareto,
    (stream, age) => {
      const rate = stream.gamma(pareto.r) / pareto.alpha;
      const dropOut = stream.gamma(pareto.s) / pareto.beta;
      return { rate, dropOut, ...watch(rate, age, stream, () => true, stream.exponential() / dropOut) };
    },
  ],
  [
    bg,
    (stream, age) => {
      const rate = stream.gamma(bg.r) / bg.alpha;
      const dropOut = stream.beta(bg.a, bg.b);
      let first = true;
      const lasts = (): boolean => {
        if (!first) return stream.uniform() >= dropOut;
        first = false;
        return true;
      };
      return { rate, dropOut, ...watch(rate, age, stream, lasts, Infinity) };
    },
  ],
  [
    mbg,
    (stream, age) => {
      const rate = stream.gamma(mbg.r) / mbg.alpha;
      const dropOut = stream.beta(mbg.a, mbg.b);
      return { rate, dropOut, ...watch(rate, age, stream, () => stream.uniform() >= dropOut, Infinity) };
    },
  ],
];

describe("posteriorRates", () => {
  for (const [model, story] of stories) {
    test(`${model.kind}: the mean of the rates of simulated customers with such a history`, () => {
      const age = 30;
      const stream = randomStream(20_261_122);
      const drawn = Array.from({ length: 60_000 }, () => story(stream, age));
      const { purchaseRate, dropOut } = posteriorRates(model, {
        frequency: drawn.map((one) => one.frequency),
        recency: drawn.map((one) => one.recency),
        age: drawn.map(() => age),
        timeUnit: "week",
      });
      const groups: Record<string, (one: Drawn) => boolean> = {
        all: () => true,
        none: (one) => one.frequency === 0,
        silent: (one) => one.frequency > 0 && one.recency < 10,
        recent: (one) => one.frequency < 4 && one.recency > 20,
        frequent: (one) => one.frequency >= 4,
      };
      for (const [name, belongs] of Object.entries(groups)) {
        for (const [what, truth, column] of [
          ["purchases", (one: Drawn) => one.rate, purchaseRate],
          ["drop-out", (one: Drawn) => one.dropOut, dropOut!],
        ] as const) {
          let [n, sum, squares] = [0, 0, 0];
          drawn.forEach((one, i) => {
            if (!belongs(one)) return;
            const difference = truth(one) - column[i]!;
            n++;
            sum += difference;
            squares += difference * difference;
          });
          expect(n).toBeGreaterThan(2000);
          expect(Math.abs(sum / n) / Math.sqrt(squares / n / n), `${name}: ${what}`).toBeLessThan(3.5);
        }
      }
    });
  }

  test("of new customers: the means of all", () => {
    expect(posteriorRates(pareto, newCustomer())).toMatchObject({ purchaseRate: 0.8 / 6, dropOut: 0.7 / 12 });
    const { purchaseRate, dropOut } = posteriorRates({ model: bg }, newCustomer());
    expect(purchaseRate).toBeCloseTo(0.8 / 6, 15);
    expect(dropOut).toBeCloseTo(0.8 / 3.8, 15);
    expect(posteriorRates(mbg, newCustomer()).dropOut).toBeCloseTo(0.8 / 3.8, 14);
  });

  test("columns in the order of the history", () => {
    const history = { frequency: [0, 3, 7], recency: [0, 5, 28], age: [30, 20, 30], timeUnit: "week" as const };
    for (const [model] of stories) {
      const { purchaseRate, dropOut } = posteriorRates(model, history);
      history.frequency.forEach((frequency, i) => {
        const one = posteriorRates(model, { frequency, recency: history.recency[i]!, age: history.age[i]! });
        expect([purchaseRate[i], dropOut![i]]).toEqual([one.purchaseRate, one.dropOut]);
      });
    }
  });

  test("a silent customer bought faster than an active one, and leaves more readily", () => {
    for (const [model] of stories) {
      const silent = { frequency: 6, recency: 5, age: 200 };
      const active = { frequency: 6, recency: 199, age: 200 };
      expect(probabilityAlive(model, silent)).toBeLessThan(0.01);
      const [gone, here] = [posteriorRates(model, silent), posteriorRates(model, active)];
      expect(gone.purchaseRate).toBeGreaterThan(4 * here.purchaseRate);
      expect(gone.dropOut!).toBeGreaterThan(here.dropOut!);
    }
  });

  test("corners: many purchases, no time left, extreme parameters", () => {
    const customers = [
      { frequency: 5000, recency: 30, age: 87_600 },
      { frequency: 5000, recency: 87_600, age: 87_600 },
      { frequency: 1, recency: 1e-9, age: 1e-6 },
      { frequency: 3, recency: 10, age: 10 + 1e-12 },
      { frequency: 0, recency: 0, age: 0 },
    ];
    for (const small of [1e-9, 1, 1e9]) {
      for (const large of [1e-9, 1, 1e9]) {
        const [r, alpha, s, beta, a, b] = [small, large, large, small, large, small];
        for (const model of [
          paretoNbd({ r, alpha, s, beta, timeUnit: "hour" }),
          bgNbd({ r, alpha, a, b, timeUnit: "hour" }),
          nbd({ r, alpha, timeUnit: "hour" }),
        ]) {
          for (const customer of customers) {
            const { purchaseRate, dropOut } = posteriorRates(model, customer);
            const shape = r + customer.frequency;
            expect(purchaseRate).toBeGreaterThanOrEqual((shape / (alpha + customer.age)) * (1 - 1e-12));
            expect(purchaseRate).toBeLessThanOrEqual((shape / (alpha + customer.recency)) * (1 + 1e-12));
            if (dropOut !== null) expect(Number.isFinite(dropOut) && dropOut >= 0).toBe(true);
            if (model.kind === "bg-nbd") expect(dropOut).toBeLessThanOrEqual(1);
          }
        }
      }
    }
  });

  test("refuses wrong calls", () => {
    expect(() => posteriorRates({ kind: "unheard-of" } as never, newCustomer())).toThrow(
      expect.objectContaining({ code: "unknown-kind" }),
    );
    expect(() => posteriorRates(bg, { ...newCustomer(), timeUnit: "day" })).toThrow(
      expect.objectContaining({ code: "unit-mismatch" }),
    );
  });
});
