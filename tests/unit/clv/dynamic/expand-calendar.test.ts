import { describe, expect, test } from "vitest";
import {
  addCalendar,
  dayNumber,
  expandCalendar,
  historyToJson,
  isoDate,
  mergeHistories,
  newCustomer,
  parseHistory,
  selectRows,
  summarizeTransactions,
} from "../../../../src/clv/index.ts";

const sunny = { from: "2026-01-05", until: "2026-02-01", period: "week" as const };
const sums = (columns: Readonly<Record<string, ArrayLike<number>>>) =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, Array.from(column)]));

describe("periods", () => {
  const starts = (period: "day" | "week" | "month" | "quarter" | "year", from: string, until: string) =>
    Array.from(expandCalendar({ from, until, period, holidays: { x: ["2026-02-17"] } }).starts, isoDate);

  test("of seven days from the first day on, or of the calendar", () => {
    expect(starts("week", "2026-01-05", "2026-01-20")).toEqual(["2026-01-05", "2026-01-12", "2026-01-19"]);
    expect(starts("day", "2024-02-28", "2024-03-01")).toEqual(["2024-02-28", "2024-02-29", "2024-03-01"]);
    expect(starts("month", "2024-01-31", "2024-04-01")).toEqual([
      "2024-01-31",
      "2024-02-01",
      "2024-03-01",
      "2024-04-01",
    ]);
    expect(starts("quarter", "2025-12-30", "2026-07-02")).toEqual([
      "2025-12-30",
      "2026-01-01",
      "2026-04-01",
      "2026-07-01",
    ]);
    expect(starts("year", "2024-02-29", "2026-12-31")).toEqual(["2024-02-29", "2025-01-01", "2026-01-01"]);
  });

  test("the last one ends with the calendar", () => {
    expect(expandCalendar({ ...sunny, until: "2026-01-13", holidays: { x: ["2026-01-12"] } })).toMatchObject({
      end: dayNumber("2026-01-14"),
      shared: { x: Float64Array.of(0, 0.5) },
    });
  });
});

describe("what the calendar makes", () => {
  test("holidays are shares of days, listed twice or not", () => {
    const { shared } = expandCalendar({
      ...sunny,
      holidays: {
        festival: [{ from: "2026-01-10", until: "2026-01-13" }, "2026-01-13", new Date("2026-01-31T12:00:00Z")],
        never: ["2020-01-01"],
      },
    });
    expect(sums(shared)).toEqual({ festival: [2 / 7, 2 / 7, 0, 1 / 7], never: [0, 0, 0, 0] });
  });

  test("dummies: the first level is the one that others are compared with", () => {
    const days = expandCalendar({
      from: "2026-01-31",
      until: "2026-02-02",
      period: "day",
      dummies: ["weekday", "month"],
    });
    expect(days.names.slice(0, 6)).toEqual(["tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]);
    expect(sums(days.shared)).toMatchObject({ saturday: [1, 0, 0], sunday: [0, 1, 0], tuesday: [0, 0, 0] });
    expect(sums(days.shared)).toMatchObject({ month2: [0, 1, 1], month12: [0, 0, 0] });
    const weeks = expandCalendar({ from: "2026-03-30", until: "2026-04-12", period: "week", dummies: ["quarter"] });
    expect(sums(weeks.shared)["quarter2"]![0]).toBeCloseTo(5 / 7, 14);
    expect(sums(weeks.shared)).toMatchObject({ quarter3: [0, 0], quarter4: [0, 0] });
    expect(weeks.shared["quarter2"]![1]).toBe(1);
  });

  test("waves are means over each period, and come back after their period", () => {
    const { names, shared } = expandCalendar({
      from: "2024-01-01",
      until: "2029-12-31",
      period: "day",
      seasonality: [
        { period: "year", harmonics: 2 },
        { period: 28, harmonics: 1 },
      ],
    });
    expect(names.join()).toBe("yearSine1,yearCosine1,yearSine2,yearCosine2,days28Sine1,days28Cosine1");
    const column = shared["yearSine1"]!;
    // Four years are a whole number of days.
    for (const k of [0, 100, 500]) expect(column[k + 1461]).toBeCloseTo(column[k]!, 10);
    for (const k of [0, 100, 500])
      expect(shared["days28Cosine1"]![k + 28]).toBeCloseTo(shared["days28Cosine1"]![k]!, 10);
    const day = dayNumber("2024-01-01");
    const angle = (d: number) => (2 * Math.PI * d) / 365.25;
    expect(column[0]).toBeCloseTo((Math.cos(angle(day)) - Math.cos(angle(day + 1))) / angle(1), 10);
    const flat = expandCalendar({ ...sunny, seasonality: { period: "week", harmonics: 1 } });
    expect(Math.max(...Array.from(flat.shared["weekSine1"]!, Math.abs))).toBeLessThan(1e-15);
  });
});

describe("dated values", () => {
  const rows = [
    { id: 1, day: "2026-01-05", last: "2026-01-11", price: 2 },
    { id: 1, day: "2026-01-12", last: "2026-01-14", price: 3 },
    { id: 1, day: "2026-01-15", last: "2026-02-01", price: 10 },
    { id: "b", day: "2026-01-20", last: "2026-01-25", price: 5 },
  ];
  const own = {
    rows,
    customer: (row: (typeof rows)[number]) => row.id,
    from: (row: (typeof rows)[number]) => row.day,
    values: { price: (row: (typeof rows)[number]) => row.price },
  };
  const until = (row: (typeof rows)[number]) => row.last;

  test("of customers, weighted by days; nobody needs rows before the first and after the last", () => {
    const { customers, perCustomer, first, last } = expandCalendar({ ...sunny, perCustomer: { ...own, until } });
    expect(customers).toEqual(["1", "b"]);
    const mean = (3 * 3 + 4 * 10) / 7;
    expect(Array.from(perCustomer["price"]!)).toEqual([2, mean, 10, 10, 0, 0, 5, 0]);
    expect([Array.from(first), Array.from(last)]).toEqual([
      [0, 2],
      [4, 3],
    ]);
  });

  test("by the period of a row's day, or until the next row", () => {
    const byPeriod = expandCalendar({ ...sunny, perCustomer: { ...own, rows: [rows[0]!, rows[1]!, rows[3]!] } });
    expect(Array.from(byPeriod.perCustomer["price"]!)).toEqual([2, 3, 0, 0, 0, 0, 5, 0]);
    const steps = expandCalendar({ ...sunny, perCustomer: { ...own, holds: "until-next" } });
    expect(Array.from(steps.perCustomer["price"]!)).toEqual([2, (3 * 3 + 4 * 10) / 7, 10, 10, 0, 0, 5, 5]);
  });

  test("missing spans and overlaps are named", () => {
    const expand = (some: typeof rows, more: object = {}) =>
      expandCalendar({ ...sunny, perCustomer: { ...own, until, rows: some, ...more } });
    expect(() => expand([rows[0]!, rows[2]!])).toThrow(/customer "1".*2026-01-12 to 2026-01-14/);
    const late = { ...rows[2]!, day: "2026-01-26" };
    expect(() => expand([rows[0]!, late])).toThrow(/customer "1".*2026-01-12 to 2026-01-25/);
    expect(() => expand([rows[0]!, { ...rows[1]!, day: "2026-01-11" }])).toThrow(/customer "1".*two for 2026-01-11/);
    expect(() => expand([{ ...rows[0]!, last: "2026-01-01" }])).toThrow(/until: expected a date not before/);
    expect(() => expand([{ ...rows[0]!, price: Number.NaN }])).toThrow(/rows\[0\].price/);
    const filled = expand([rows[0]!, late], { otherwise: { price: 1 } });
    expect(Array.from(filled.perCustomer["price"]!)).toEqual([2, 1, 1, 10]);
    // The same for one customer, twice in a period.
    const twice = [rows[0]!, { ...rows[0]!, day: "2026-01-07" }];
    expect(() => expandCalendar({ ...sunny, perCustomer: { ...own, rows: twice } })).toThrow(/two for 2026-01-05/);
  });

  test("of all customers: every day of the calendar", () => {
    const shared = { rows, from: own.from, until, values: own.values };
    expect(() => expandCalendar({ ...sunny, shared: { ...shared, rows: rows.slice(1, 3) } })).toThrow(
      /2026-01-05 to 2026-01-11/,
    );
    expect(() => expandCalendar({ ...sunny, shared: { ...shared, rows: rows.slice(0, 2) } })).toThrow(
      /2026-01-19 to 2026-02-01|2026-01-15 to/,
    );
    expect(() => expandCalendar({ ...sunny, shared: { ...shared, rows: [] } })).toThrow(/2026-01-05 to 2026-02-01/);
    const all = expandCalendar({ ...sunny, shared: { ...shared, rows: rows.slice(0, 3) } });
    expect(all.customers).toEqual([]);
    expect(all.shared["price"]![2]).toBe(10);
  });

  test("names: each once, and at least one", () => {
    expect(() => expandCalendar(sunny)).toThrow(/a source of covariates/);
    expect(() =>
      expandCalendar({ ...sunny, perCustomer: { ...own, until }, holidays: { price: ["2026-01-06"] } }),
    ).toThrow(/a name of its own/);
    expect(() => expandCalendar({ ...sunny, period: "hour" as never, holidays: { x: ["2026-01-06"] } })).toThrow(
      /period/,
    );
    expect(() => expandCalendar({ ...sunny, until: "2026-01-01", holidays: { x: ["2026-01-06"] } })).toThrow(/until/);
    expect(() => expandCalendar({ ...sunny, holidays: { x: [{ from: "2026-01-06", until: "2026-01-05" }] } })).toThrow(
      /holidays.x\[0\].until/,
    );
  });

  test("what holds afterwards", () => {
    const options = {
      from: "2024-01-01",
      until: "2026-12-31",
      period: "year" as const,
      perCustomer: {
        rows: [
          { id: "a", day: "2024-01-01", z: 1 },
          { id: "a", day: "2025-01-01", z: 2 },
          { id: "a", day: "2026-01-01", z: 4 },
          { id: "b", day: "2024-01-01", z: 7 },
        ],
        customer: (row: { id: string }) => row.id,
        from: (row: { day: string }) => row.day,
        values: { z: (row: { z: number }) => row.z },
      },
      holidays: { half: [{ from: "2026-01-01", until: "2026-06-30" }] },
    };
    const endsWith = (afterwards: Parameters<typeof expandCalendar>[0]["afterwards"]) => {
      const calendar = expandCalendar({ ...options, afterwards });
      expect(calendar.end).toBe(null);
      return [calendar.perCustomer["z"]![3], calendar.shared["half"]![3]];
    };
    expect(endsWith("last")).toEqual([4, 181 / 365]);
    const [z, half] = endsWith("mean");
    expect(z).toBeCloseTo((365 * 4 + 0.25 * 2) / 365.25, 12);
    expect(half).toBeCloseTo(((181 / 365) * 365) / 365.25, 12);
    expect(endsWith({ z: "last", half: 0.25 })).toEqual([4, 0.25]);
    expect(() => endsWith({ z: "last" })).toThrow(/afterwards.half/);
    expect(() => endsWith("next" as never)).toThrow(/afterwards/);
    // b has no values at the end, and so none afterwards.
    const calendar = expandCalendar({ ...options, afterwards: "last" });
    expect(newCustomer({ calendar, customer: "b" }).calendar!.path.end).toBe(dayNumber("2025-01-01"));
  });
});

describe("addCalendar", () => {
  const log = [
    ["a", "2026-01-05"],
    ["a", "2026-01-12"],
    ["a", "2026-01-12"],
    ["a", "2026-01-31"],
    ["b", "2026-01-05"],
    ["c", "2026-01-13"],
    ["c", "2026-02-02"],
  ] as const;
  const options = {
    customer: (row: (typeof log)[number]) => row[0],
    date: (row: (typeof log)[number]) => row[1],
    timeUnit: "week" as const,
    observedUntil: "2026-02-02",
    keepPurchases: true,
  };
  const history = summarizeTransactions(log, options);
  const calendar = expandCalendar({
    ...sunny,
    until: "2026-03-01",
    holidays: { festival: [{ from: "2026-01-12", until: "2026-01-18" }], late: ["2026-02-07"] },
  });

  test("looks up purchases, and shares paths", () => {
    const { calendar: added } = addCalendar(history, calendar);
    // A purchase on the first day of a period belongs to it; the first one does not count, two a day are one.
    expect(sums(added.purchaseSums)).toEqual({ festival: [1, 0, 0], late: [0, 0, 1 / 7] });
    expect(Array.from(added.path)).toEqual([0, 0, 1]);
    // Weeks on which nothing changes are joined, and those before the first purchase left away.
    expect(Array.from(added.paths[0]!.starts, isoDate)).toEqual([
      "2026-01-05",
      "2026-01-12",
      "2026-01-19",
      "2026-02-02",
      "2026-02-09",
    ]);
    expect(isoDate(added.paths[1]!.starts[0]!)).toBe("2026-01-12");
    expect(isoDate(added.paths[1]!.firstPurchase)).toBe("2026-01-13");
  });

  test("goes with rows, and to JSON and back", () => {
    const added = addCalendar(history, calendar);
    const { calendar: picked } = selectRows(added, [2, 0, 2]);
    expect(Array.from(picked!.path)).toEqual([1, 0, 1]);
    expect(Array.from(picked!.purchaseSums["festival"]!)).toEqual([0, 1, 0]);
    expect(parseHistory(JSON.stringify(historyToJson(added))).calendar).toEqual(added.calendar);
    expect(() => mergeHistories([added])).toThrow(/calendar/);
  });

  test("says what is missing", () => {
    const { purchases: _, ...without } = history;
    expect(() => addCalendar(without, calendar)).toThrow(/keepPurchases/);
    const ends = expandCalendar({ ...sunny, until: "2026-01-25", holidays: { x: ["2026-01-06"] } });
    expect(() => addCalendar(history, ends)).toThrow(/from 2026-01-26 to 2026-02-0/);
    const starts = expandCalendar({
      ...sunny,
      from: "2026-01-06",
      until: "2026-03-01",
      holidays: { x: ["2026-01-06"] },
    });
    expect(() => addCalendar(history, starts)).toThrow(/history.customers\[0\].*2026-01-05, the day of the first/);
    const person = (ids: readonly string[]) =>
      expandCalendar({
        ...sunny,
        until: "2026-03-01",
        perCustomer: {
          rows: ids,
          customer: (id) => id,
          from: () => "2026-01-01",
          holds: "until-next",
          values: { z: () => 1 },
        },
      });
    expect(() => addCalendar(history, person(["a", "b"]))).toThrow(/history.customers\[2\].*received "c"/);
    const { warnings } = addCalendar(history, person(["a", "b", "c", "d", "e"]));
    expect(warnings!.at(-1)).toMatchObject({ code: "calendar-customers-unmatched", count: 2 });
    expect(() => addCalendar(history, {} as never)).toThrow(/expandCalendar/);
  });
});
