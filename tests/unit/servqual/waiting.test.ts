import { describe, expect, it } from "vitest";
import { probabilityWaitExceeds, queueModel, serversForTarget, waitingTime } from "../../../src/servqual/index.ts";
import { refuses } from "../../refuses.ts";

describe("queueModel", () => {
  it("agrees with the closed form of one counter", () => {
    const one = queueModel({ arrivalsPerHour: 8, servicesPerHour: 10, servers: 1 });
    expect(one.probabilityOfWaiting).toBeCloseTo(0.8, 14);
    expect(one.meanWaitMinutes).toBeCloseTo((60 * 0.8) / 2, 12);
    expect(one.meanQueueLength).toBeCloseTo(0.64 / 0.2, 12);
    expect(one.meanCustomersInBank).toBeCloseTo(4, 12);
    expect(one.meanTimeInBankMinutes).toBeCloseTo(30, 12);
    expect(probabilityWaitExceeds(one, { minutes: 15 })).toBeCloseTo(0.8 * Math.exp(-0.5), 14);
    expect(probabilityWaitExceeds({ arrivalsPerHour: 8, servicesPerHour: 10, servers: 1 }, { minutes: 0 })).toBeCloseTo(
      0.8,
      14,
    );
  });

  it("is empty without arrivals, frozen, and as good for a hundred million counters", () => {
    const empty = queueModel({ arrivalsPerHour: 0, servicesPerHour: 10, servers: 3 });
    expect(empty).toMatchObject({
      utilization: 0,
      probabilityOfWaiting: 0,
      meanWaitMinutes: 0,
      meanTimeInBankMinutes: 6,
    });
    expect(Object.isFrozen(empty)).toBe(true);
    const many = queueModel({ arrivalsPerHour: 99_990_000, servicesPerHour: 1, servers: 100_000_000 });
    // Halfin and Whitt: with one standard deviation of counters to spare, 1 / (1 + Φ(1) / φ(1)).
    expect(many.probabilityOfWaiting).toBeCloseTo(0.2234, 3);
  });

  it("refuses a queue that grows without end", () => {
    const rates = (arrivalsPerHour: number, servicesPerHour: number, servers: number) => () =>
      queueModel({ arrivalsPerHour, servicesPerHour, servers });
    refuses(rates(30, 10, 3), "diverges", "rates.servers");
    refuses(rates(31, 10, 3), "diverges", "rates.servers");
    expect(0.3 / 0.1).toBeLessThan(3);
    refuses(rates(0.3, 0.1, 3), "diverges", "rates.servers");
    refuses(rates(30, 10, 3.5), "out-of-range", "rates.servers");
    refuses(rates(30, 10, 0), "out-of-range", "rates.servers");
    refuses(rates(30, 0, 3), "out-of-range", "rates.servicesPerHour");
    refuses(rates(-1, 10, 3), "out-of-range", "rates.arrivalsPerHour");
    refuses(rates(1e30, 1, 3), "out-of-range", "rates.arrivalsPerHour / rates.servicesPerHour");
    refuses(() => (queueModel as () => unknown)(), "not-finite", "rates.arrivalsPerHour");
    const queue = queueModel({ arrivalsPerHour: 8, servicesPerHour: 10, servers: 1 });
    refuses(() => probabilityWaitExceeds(queue, { minutes: -1 }), "out-of-range", "options.minutes");
    refuses(() => (probabilityWaitExceeds as (queue: unknown) => unknown)(queue), "not-finite", "options.minutes");
  });
});

describe("serversForTarget", () => {
  it("finds the fewest counters", () => {
    const rates = { arrivalsPerHour: 60, servicesPerHour: 12 };
    const { servers, queue, shareWithin, oneFewer } = serversForTarget(rates, { minutes: 2, share: 0.9 });
    expect(servers).toBe(8);
    expect(queue).toEqual(queueModel({ ...rates, servers }));
    expect(shareWithin).toBe(1 - probabilityWaitExceeds(queue, { minutes: 2 }));
    expect(shareWithin).toBeGreaterThanOrEqual(0.9);
    expect(1 - probabilityWaitExceeds(oneFewer!, { minutes: 2 })).toBeLessThan(0.9);
    // Five counters would be busy all the time.
    expect(serversForTarget(rates).servers).toBe(6);
    expect(serversForTarget(rates).oneFewer).toBeNull();
  });

  it("keeps the mean wait as well, where one is given", () => {
    const rates = { arrivalsPerHour: 50, servicesPerHour: 20 };
    expect(serversForTarget(rates, { share: 0.01 }).servers).toBe(3);
    const { servers, queue, oneFewer } = serversForTarget(rates, { share: 0.01, meanWaitMinutes: 2 });
    expect(servers).toBe(4);
    expect(queue.meanWaitMinutes).toBeLessThanOrEqual(2);
    expect(oneFewer!.meanWaitMinutes).toBeGreaterThan(2);
  });

  it("searches far, and stops at one counter", () => {
    expect(serversForTarget({ arrivalsPerHour: 0, servicesPerHour: 12 }).servers).toBe(1);
    expect(serversForTarget({ arrivalsPerHour: 1e-9, servicesPerHour: 12 }).servers).toBe(1);
    const { servers } = serversForTarget({ arrivalsPerHour: 1e8, servicesPerHour: 1 }, { minutes: 0, share: 0.99 });
    expect(servers).toBeGreaterThan(1e8 + 2 * 1e4);
    expect(servers).toBeLessThan(1e8 + 3 * 1e4);
  });

  it("refuses wrong calls", () => {
    const rates = { arrivalsPerHour: 50, servicesPerHour: 20 };
    refuses(() => (serversForTarget as () => unknown)(), "not-finite", "rates.arrivalsPerHour");
    refuses(() => serversForTarget(rates, { share: 1 }), "out-of-range", "options.share");
    refuses(() => serversForTarget(rates, { minutes: Number.NaN }), "not-finite", "options.minutes");
    refuses(() => serversForTarget(rates, { meanWaitMinutes: 0 }), "out-of-range", "options.meanWaitMinutes");
  });
});

describe("waitingTime", () => {
  const minutes = [4, 12, 7, 25, 9, 3, null, 14];
  const branch = ["A", "B", "A", "B", "A", "A", "C", "B"];

  it("summarizes waits against the target", () => {
    const { target, overall } = waitingTime(minutes);
    expect(target).toBe(10);
    expect(overall).toMatchObject({ n: 7, missing: 1, longest: 25, mean: { mean: 74 / 7 } });
    expect(overall.withinTarget).toMatchObject({ share: 4 / 7, count: 4 });
    expect(overall.quantiles).toEqual([
      { share: 0.5, minutes: 9 },
      { share: 0.9, minutes: expect.closeTo(18.4, 12) },
      { share: 0.95, minutes: expect.closeTo(21.7, 12) },
    ]);
  });

  it("has the interval of Wilson, as published for 7 of 10", () => {
    // The share of the answers 5,4,4,3,5,2,4,5,1,4 that are 4 or 5: lower .3967781475, upper .8922087326.
    const { lower, upper } = waitingTime([1, 1, 1, 11, 1, 11, 1, 1, 11, 1]).overall.withinTarget!;
    expect(lower).toBeCloseTo(0.3967781475, 10);
    expect(upper).toBeCloseTo(0.8922087326, 10);
    expect(waitingTime([1, 2]).overall.withinTarget).toMatchObject({ share: 1, upper: 1 });
    expect(waitingTime([11, 12]).overall.withinTarget).toMatchObject({ share: 0, lower: 0 });
    expect(waitingTime([0.1 + 0.2], { target: 0.3 }).overall.withinTarget!.count).toBe(1);
  });

  it("groups by branch, the worst first, those without a wait last", () => {
    const { groups } = waitingTime(minutes, { groups: { branch }, quantiles: [] });
    expect(
      groups["branch"]!.map(({ group, n, missing, withinTarget }) => [group, n, missing, withinTarget?.share]),
    ).toEqual([
      ["B", 3, 0, 0],
      ["A", 4, 0, 1],
      ["C", 0, 1, undefined],
    ]);
    expect(groups["branch"]![2]).toMatchObject({ mean: null, quantiles: null, longest: null });
    expect(groups["branch"]![0]!.quantiles).toEqual([]);
  });

  it("warns where many waits are not known", () => {
    expect(waitingTime(minutes).warnings.map(({ code, count }) => `${code} ${count}`)).toEqual(["missing-waits 1"]);
    expect(waitingTime([1, 2, 3]).warnings).toEqual([]);
    expect(waitingTime([null]).overall).toMatchObject({ n: 0, missing: 1, mean: null, withinTarget: null });
  });

  it("refuses wrong calls", () => {
    refuses(() => (waitingTime as () => unknown)(), "not-finite", "minutes");
    refuses(() => waitingTime([]), "empty", "minutes");
    refuses(() => waitingTime([1, -2]), "out-of-range", "minutes[1]");
    refuses(() => waitingTime([1, "2" as never]), "not-finite", "minutes[1]");
    refuses(() => waitingTime(minutes, { target: -1 }), "out-of-range", "options.target");
    refuses(() => waitingTime(minutes, { level: 95 }), "out-of-range", "options.level");
    refuses(() => waitingTime(minutes, { quantiles: [90] }), "out-of-range", "options.quantiles[0]");
    refuses(() => waitingTime(minutes, { groups: { branch: ["A"] } }), "length-mismatch", "options.groups.branch");
    refuses(
      () => waitingTime(minutes, { groups: { branch: [...branch.slice(1), 7 as never] } }),
      "bad-option",
      "options.groups.branch[7]",
    );
    refuses(() => waitingTime(minutes, { groups: { branch: "A" as never } }), "bad-option", "options.groups.branch");
  });
});
