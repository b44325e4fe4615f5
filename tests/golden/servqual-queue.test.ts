/** Erlang's formulas against 40 digits, printed examples, and a simulation. */
import { expect, test } from "vitest";
import { randomStream } from "../../src/numeric/random.ts";
import { probabilityWaitExceeds, queueModel } from "../../src/servqual/index.ts";
import { erlangB, erlangC } from "../../src/servqual/waiting/erlang.ts";
import { reproduces } from "../validation.ts";
import golden from "./mpmath_erlang.json" with { type: "json" };

test("Erlang B and C and the waits keep their digits, from one counter to 100,000", () => {
  expect(golden.rows).toHaveLength(15);
  for (const { load, servers, b, c, wait, over } of golden.rows) {
    const name = `${load} erlang, ${servers} counters`;
    expect(erlangB(load, servers) / Number(b), name).toBeCloseTo(1, 11);
    expect(erlangC(load, servers) / Number(c), name).toBeCloseTo(1, 10);
    const queue = queueModel({ arrivalsPerHour: load, servicesPerHour: 1, servers });
    expect(queue.meanWaitMinutes / 60 / Number(wait), name).toBeCloseTo(1, 10);
    const chance = probabilityWaitExceeds(queue, { minutes: 30 });
    if (Number(over) > 1e-300) expect(chance / Number(over), name).toBeCloseTo(1, 9);
    else expect(chance).toBeLessThan(1e-299);
  }
});

test("printed examples", () => {
  const figure = (name: string, from: string, expected: number, half: number, actual: number) =>
    reproduces({ area: "servqual", figure: name, source: from, expected, tolerance: half, absolute: true }, actual);
  const bank = "Winston, Operations Research: a bank with two tellers, 80 customers an hour, 1.2 minutes each";
  const two = queueModel({ arrivalsPerHour: 80, servicesPerHour: 50, servers: 2 });
  figure("M/M/2: customers in the bank", bank, 4.44, 0.005, two.meanCustomersInBank);
  figure("M/M/2: hours in the bank", bank, 0.055, 0.0006, two.meanTimeInBankMinutes / 60);
  figure("M/M/2: share of time that a teller is idle", bank, 0.2, 1e-12, 1 - two.utilization);

  const window = "Exercise in Chinese courses: 贵宾窗口, 3 customers an hour, a quarter of an hour each";
  const one = queueModel({ arrivalsPerHour: 3, servicesPerHour: 4, servers: 1 });
  figure("M/M/1: customers in the bank", window, 3, 1e-12, one.meanCustomersInBank);
  figure("M/M/1: customers waiting", window, 2.25, 1e-12, one.meanQueueLength);
  figure("M/M/1: hours waiting", window, 0.75, 1e-12, one.meanWaitMinutes / 60);
  figure("M/M/1: hours in the bank", window, 1, 1e-12, one.meanTimeInBankMinutes / 60);

  const table = "Erlang B table: load that 10 lines carry";
  figure("Erlang B: 10 lines at a loss of 1 %", table, 0.01, 1e-5, erlangB(4.461, 10));
  figure("Erlang B: 10 lines at a loss of 5 %", table, 0.05, 2e-5, erlangB(6.216, 10));
  figure("Erlang B: 20 lines at a loss of 1 %", table, 0.01, 3e-5, erlangB(12.03, 20));
});

test("a simulated counter hall waits as long as computed", () => {
  const rates = { arrivalsPerHour: 50, servicesPerHour: 12, servers: 5 };
  const random = randomStream(20_261_201);
  const free = new Float64Array(rates.servers);
  const customers = 400_000;
  let [clock, waited, over, sum] = [0, 0, 0, 0];
  for (let i = 0; i < customers; i++) {
    clock += random.exponential() / rates.arrivalsPerHour;
    const counter = free.indexOf(Math.min(...free));
    const start = Math.max(clock, free[counter]!);
    free[counter] = start + random.exponential() / rates.servicesPerHour;
    sum += start - clock;
    if (start > clock) waited++;
    if (60 * (start - clock) > 10) over++;
  }
  const queue = queueModel(rates);
  expect(waited / customers).toBeCloseTo(queue.probabilityOfWaiting, 2);
  expect((60 * sum) / customers / queue.meanWaitMinutes).toBeCloseTo(1, 1);
  expect(over / customers).toBeCloseTo(probabilityWaitExceeds(queue, { minutes: 10 }), 2);
});
