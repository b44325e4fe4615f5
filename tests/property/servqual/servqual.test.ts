/** Laws of the scores, the zones, the gap model and the queue. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  gapAntecedents,
  gapModel,
  probabilityWaitExceeds,
  queueModel,
  type ServqualMeasure,
  serversForTarget,
  servqualInstrument,
  servqualScores,
  toleranceZone,
  toleranceZones,
  waitingTime,
} from "../../../src/servqual/index.ts";

const settings = { seed: 20261201, numRuns: 200 };
const sizes = [2, 3, 1];
const keys = sizes.flatMap((size, d) => Array.from({ length: size }, (_, j) => `Q${d}${j}`));
const instrumentWith = (reversed: readonly string[] = []) =>
  servqualInstrument({
    dimensions: sizes.map((size, d) => ({
      key: `D${d}`,
      items: Array.from({ length: size }, (_, j) => `Q${d}${j}`).map((key) => ({
        key,
        text: key,
        reversed: reversed.includes(key),
      })),
    })),
  });
const instrument = instrumentWith();
const scale = { min: 1, max: 7 };

type Rows = readonly (readonly (number | null)[])[];
const answer = fc.integer({ min: 1, max: 7 });
const rowsOf = (entry: fc.Arbitrary<number | null>) =>
  fc.array(fc.array(entry, { minLength: 2 * keys.length, maxLength: 2 * keys.length }), { minLength: 1, maxLength: 8 });
const complete: fc.Arbitrary<Rows> = rowsOf(answer);
const partial: fc.Arbitrary<Rows> = rowsOf(fc.option(answer, { freq: 4, nil: null }));
const columns = (rows: Rows, from: number) =>
  Object.fromEntries(keys.map((key, j) => [key, rows.map((row) => row[from + j]!)]));
const surveyOf = (rows: Rows) => ({
  instrument,
  scale,
  perceptions: columns(rows, 0),
  expectations: columns(rows, keys.length),
});
const close = (one: number | null | undefined, other: number | null | undefined): void => {
  if (typeof one !== "number" || typeof other !== "number") expect(one).toBe(other);
  else expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(one)));
};
const overalls = ({ overall }: ServqualMeasure) =>
  [overall.meanOfDimensions, overall.meanOfItems, overall.sumOfItems, overall.weighted, overall.weightedSum].filter(
    (score) => score !== null,
  );

describe("servqualScores", () => {
  it("does not look at the order of respondents", () => {
    fc.assert(
      fc.property(partial, fc.nat(), (rows, shift) => {
        const turned = rows.map((_, i) => rows[(i + shift) % rows.length]!);
        const [one, other] = [servqualScores(surveyOf(rows)), servqualScores(surveyOf(turned))];
        for (const name of ["gap", "perception", "expectation"] as const) {
          for (const part of ["items", "dimensions"] as const) {
            for (const [key, { mean, n, standardError, below }] of Object.entries(one[name]![part])) {
              const same = other[name]![part][key]!;
              close(mean, same.mean);
              close(standardError, same.standardError);
              expect([n, below]).toEqual([same.n, same.below]);
            }
          }
          for (const [j, { mean, aggregate }] of overalls(one[name]!).entries()) {
            close(mean, overalls(other[name]!)[j]!.mean);
            close(aggregate, overalls(other[name]!)[j]!.aggregate);
          }
        }
        expect(one.ranking.map(({ key }) => key)).toEqual(other.ranking.map(({ key }) => key));
      }),
      settings,
    );
  });

  it("with equal weights is what it is without", () => {
    fc.assert(
      fc.property(partial, fc.boolean(), (rows, each) => {
        const points = (value: number) => (each ? rows.map(() => 100 / 3) : value);
        const weights = { D0: points(1), D1: points(1), D2: points(1) } as never;
        const { gap, ranking } = servqualScores({ ...surveyOf(rows), weights });
        close(gap!.overall.weighted!.mean, gap!.overall.meanOfDimensions.mean);
        close(gap!.overall.weighted!.aggregate, gap!.overall.meanOfDimensions.aggregate);
        expect(ranking.map(({ key }) => key)).toEqual(servqualScores(surveyOf(rows)).ranking.map(({ key }) => key));
      }),
      settings,
    );
  });

  it("with respondents that weigh alike is what it is without weights, and two of one weigh as two", () => {
    const weight = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(partial, fc.array(weight, { minLength: 8, maxLength: 8 }), (rows, all) => {
        const survey = (of: Rows) => ({
          ...surveyOf(of),
          weights: {
            D0: of.map((row) => 10 + (row[0] ?? 9)),
            D1: of.map(() => 40),
            D2: of.map((row) => 50 - (row[0] ?? 9)),
          },
        });
        const plain = servqualScores(survey(rows));
        const alike = servqualScores(survey(rows), { respondentWeights: rows.map(() => 7) });
        for (const [one, other] of [
          [plain.gap!.overall.weighted!, alike.gap!.overall.weighted!],
          [plain.gap!.dimensions["D0"]!, alike.gap!.dimensions["D0"]!],
          [plain.perception!.items["Q00"]!, alike.perception!.items["Q00"]!],
        ] as const) {
          for (const name of ["mean", "standardError", "lower", "below", "met", "above"] as const) {
            close(one[name], other[name]);
          }
          expect([other.n, other.missing]).toEqual([one.n, one.missing]);
        }
        const respondentWeights = rows.map((_, i) => (i === 0 ? 2 : all[i]!));
        const weighed = servqualScores(survey(rows), { respondentWeights });
        const repeated = rows.flatMap((row, i) => Array.from({ length: respondentWeights[i]! }, () => row));
        const copied = servqualScores(survey(repeated));
        for (const key of ["D0", "D1", "D2"]) {
          const [one, other] = [weighed.gap!.dimensions[key]!, copied.gap!.dimensions[key]!];
          for (const name of ["mean", "below", "met", "above"] as const) close(one[name], other[name]);
          close(weighed.weights!.means[key], copied.weights!.means[key]);
        }
        close(weighed.gap!.overall.weighted!.aggregate, copied.gap!.overall.weighted!.aggregate);
        close(weighed.gap!.overall.meanOfItems.aggregate, copied.gap!.overall.meanOfItems.aggregate);
      }),
      settings,
    );
  });

  it("turned twice is what it was", () => {
    fc.assert(
      fc.property(partial, fc.subarray(keys), (rows, reversed) => {
        const turn = (part: ReturnType<typeof columns>) =>
          Object.fromEntries(
            Object.entries(part).map(([key, column]) => [
              key,
              reversed.includes(key) ? column.map((value) => (value === null ? null : 8 - value)) : column,
            ]),
          );
        const survey = surveyOf(rows);
        const turned = servqualScores({
          instrument: instrumentWith(reversed),
          scale,
          perceptions: turn(survey.perceptions),
          expectations: turn(survey.expectations),
        });
        expect(turned.gap).toEqual(servqualScores(survey).gap);
      }),
      settings,
    );
  });

  it("as a sum is items times the mean", () => {
    fc.assert(
      fc.property(partial, (rows) => {
        const mean = servqualScores(surveyOf(rows)).gap!;
        const sum = servqualScores(surveyOf(rows), { aggregation: "sum" }).gap!;
        for (const [d, size] of sizes.entries()) {
          const [one, other] = [mean.dimensions[`D${d}`]!, sum.dimensions[`D${d}`]!];
          close(one.mean === null ? null : size * one.mean, other.mean);
          close(one.lower === null ? null : size * one.lower, other.lower);
          expect([one.below, one.met, one.above, one.n]).toEqual([other.below, other.met, other.above, other.n]);
        }
        const { meanOfItems, sumOfItems } = sum.overall;
        close(meanOfItems.mean === null ? null : keys.length * meanOfItems.mean, sumOfItems.mean);
      }),
      settings,
    );
  });

  it("of complete answers is the difference of two SERVPERF scores, whatever the missing rule", () => {
    fc.assert(
      fc.property(
        complete,
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
        (rows, [a, b, c]) => {
          const weights = { D0: a! + 1, D1: b!, D2: c! };
          const survey = { ...surveyOf(rows), weights };
          const { gap, ranking } = servqualScores(survey);
          const serve = (perceptions: ReturnType<typeof columns>) =>
            servqualScores({ instrument, scale, perceptions, weights }).perception!;
          const [p, e] = [serve(survey.perceptions), serve(survey.expectations)];
          for (const key of keys) close(gap!.items[key]!.mean, p.items[key]!.mean! - e.items[key]!.mean!);
          for (const [j, { mean, aggregate }] of overalls(gap!).entries()) {
            close(mean, overalls(p)[j]!.mean! - overalls(e)[j]!.mean!);
            close(aggregate, mean);
          }
          const listwise = servqualScores(survey, { missing: "listwise", minShare: 1 });
          expect([listwise.gap, listwise.ranking, listwise.missing]).toEqual([gap, ranking, 0]);
        },
      ),
      settings,
    );
  });

  it("gives shares that sum to 1 and intervals that hold the mean", () => {
    fc.assert(
      fc.property(partial, (rows) => {
        const { items, dimensions } = servqualScores(surveyOf(rows)).gap!;
        for (const { mean, n, missing, below, met, above, lower, upper } of [
          ...Object.values(items),
          ...Object.values(dimensions),
        ]) {
          expect(n + missing).toBe(rows.length);
          if (mean === null) expect([n, below, met, above]).toEqual([0, null, null, null]);
          else close(below! + met! + above!, 1);
          if (lower !== null) expect(lower <= mean! && mean! <= upper!).toBe(true);
        }
      }),
      settings,
    );
  });
});

describe("zones of tolerance", () => {
  const level = fc.double({ min: 1, max: 9, noNaN: true });

  it("have bands that are exhaustive and exclusive, with distance 0 on a cut alone", () => {
    fc.assert(
      fc.property(level, level, level, fc.constantFrom("adequate", "desired", "none"), (one, other, free, on) => {
        const [adequate, desired] = [Math.min(one, other), Math.max(one, other)];
        const perceived = on === "adequate" ? adequate : on === "desired" ? desired : free;
        const { band, adequacy, superiority, width, position } = toleranceZone({ adequate, desired, perceived });
        if (on !== "none") expect([band.label, band.distance]).toEqual(["within", 0]);
        const near = Math.min(Math.abs(adequacy), Math.abs(superiority));
        if (near > 1e-7) {
          expect(band.rule).toBe(perceived < adequate ? 0 : perceived > desired ? 2 : 1);
          expect(band.distance).toBe(near);
        }
        close(width, adequacy - superiority);
        if (position !== null && near > 1e-7) expect(position < 0 ? 0 : position > 1 ? 2 : 1).toBe(band.rule);
      }),
      settings,
    );
  });

  it("do not hang on the order of respondents, nor on which way an item is worded", () => {
    fc.assert(
      fc.property(partial, fc.nat(), fc.subarray(keys), (rows, shift, reversed) => {
        const of = (given: Rows, turned: readonly string[]) => {
          const part = (level: (low: number, high: number) => number) =>
            Object.fromEntries(
              keys.map((key, j) => [
                key,
                given.map((row) => {
                  const [one, other] = [row[j]!, row[keys.length + j]!];
                  if (one === null || other === null) return null;
                  const value = level(Math.min(one, other), Math.max(one, other));
                  return turned.includes(key) ? 8 - value : value;
                }),
              ]),
            );
          return toleranceZones({
            instrument: instrumentWith(turned),
            scale,
            adequate: part((low) => low),
            desired: part((_, high) => high),
            perceived: part((low, high) => Math.round((low + high) / 2)),
          });
        };
        const one = of(rows, []);
        const order = rows.map((_, i) => (i + shift) % rows.length);
        const other = of(
          order.map((i) => rows[i]!),
          [],
        );
        for (const [key, { position, adequacy, bands }] of Object.entries(one.dimensions)) {
          const same = other.dimensions[key]!;
          close(position, same.position);
          close(adequacy.standardError, same.adequacy.standardError);
          expect(order.map((i) => bands.codes[i])).toEqual([...same.bands.codes]);
        }
        expect(of(rows, reversed).dimensions).toEqual(one.dimensions);
      }),
      settings,
    );
  });

  it("put every respondent into one band, as the shares say", () => {
    const triple = fc.option(fc.tuple(level, level, level), { freq: 4, nil: null });
    fc.assert(
      fc.property(fc.array(triple, { minLength: 1, maxLength: 9 }), (rows) => {
        const part = (pick: (row: readonly number[]) => number) => ({ Q: rows.map((row) => row && pick(row)) });
        const survey = {
          instrument: { dimensions: [{ key: "d", items: [{ key: "Q", text: "Q" }] }] },
          scale: { min: 1, max: 9 },
          adequate: part(([a, b]) => Math.min(a!, b!)),
          desired: part(([a, b]) => Math.max(a!, b!)),
          perceived: part(([, , p]) => p!),
        };
        const { dimensions } = toleranceZones(survey);
        const { bands, shares, perceived } = dimensions["d"]!;
        const heavy = rows.map((_, i) => (i === 0 ? 3 : 1));
        const weighed = toleranceZones(survey, { respondentWeights: heavy }).dimensions["d"]!;
        const total = rows.reduce((sum, row, i) => sum + (row === null ? 0 : heavy[i]!), 0);
        if (weighed.shares !== null) {
          close(
            weighed.shares.above * total,
            rows.reduce((sum, _, i) => sum + (bands.codes[i] === 0 ? heavy[i]! : 0), 0),
          );
        }
        const count = (code: number) => bands.codes.filter((one) => one === code).length;
        expect(count(3)).toBe(perceived.missing);
        if (shares === null) expect(perceived.n).toBe(0);
        else {
          close(shares.above * perceived.n, count(0));
          close(shares.within * perceived.n, count(1));
          close(shares.below * perceived.n, count(2));
        }
      }),
      settings,
    );
  });
});

describe("gapModel", () => {
  it("chained adds up: gap 5 is gaps 1 to 3 and the residual", () => {
    const part = fc.record({ a: fc.double({ min: 1, max: 7, noNaN: true }), b: fc.integer({ min: 1, max: 7 }) });
    fc.assert(
      fc.property(part, part, part, part, part, part, (e, m, s, d, c, p) => {
        const { gaps, residual } = gapModel(
          {
            customerExpectation: e,
            managerPerceivedExpectation: m,
            standards: s,
            delivery: d,
            communication: c,
            customerPerception: p,
          },
          { mode: "chained" },
        );
        for (const key of ["a", "b"]) {
          const gap = (name: "knowledge" | "standards" | "delivery" | "customer") => gaps[name]!.dimensions[key]!.gap!;
          close(
            gap("customer"),
            gap("knowledge") + gap("standards") + gap("delivery") + residual!.dimensions[key]!.gap!,
          );
        }
      }),
      settings,
    );
  });
});

describe("gapAntecedents", () => {
  it("does not hang on the order of respondents, and turns reversed items back", () => {
    fc.assert(
      fc.property(partial, fc.nat(), fc.subarray(keys), (rows, shift, reversed) => {
        const of = (given: Rows, turned: readonly string[]) => {
          const answers = Object.fromEntries(
            keys.map((key) => [
              key,
              given.map((row) => {
                const value = row[keys.indexOf(key)]!;
                return value !== null && turned.includes(key) ? 8 - value : value;
              }),
            ]),
          );
          const items = { teamwork: keys.slice(0, 3), roleConflict: keys.slice(3) };
          return gapAntecedents(answers, { items, reversed: turned });
        };
        const order = rows.map((_, i) => (i + shift) % rows.length);
        const one = of(rows, []);
        const turned = of(
          order.map((i) => rows[i]!),
          reversed,
        );
        expect(turned.n).toBe(one.n);
        for (const { key, mean, standardError, scores } of one.antecedents) {
          const same = turned.antecedents.find((other) => other.key === key)!;
          close(mean, same.mean);
          close(standardError, same.standardError);
          order.forEach((i, j) => {
            close(scores[i], same.scores[j]);
          });
        }
      }),
      settings,
    );
  });
});

describe("the queue", () => {
  const rates = fc.record({
    arrivalsPerHour: fc.double({ min: 0.1, max: 500, noNaN: true }),
    servicesPerHour: fc.double({ min: 1, max: 60, noNaN: true }),
  });

  it("gets shorter with every counter, and obeys Little's law", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 5 }), (pair, extra) => {
        const servers = Math.floor(pair.arrivalsPerHour / pair.servicesPerHour) + 1 + extra;
        const [few, many] = [queueModel({ ...pair, servers }), queueModel({ ...pair, servers: servers + 1 })];
        expect(many.probabilityOfWaiting).toBeLessThanOrEqual(few.probabilityOfWaiting);
        expect(many.meanWaitMinutes).toBeLessThanOrEqual(few.meanWaitMinutes);
        close(few.meanCustomersInBank, (pair.arrivalsPerHour * few.meanTimeInBankMinutes) / 60);
        expect(probabilityWaitExceeds(few, { minutes: 5 })).toBeLessThanOrEqual(few.probabilityOfWaiting);
      }),
      settings,
    );
  });

  it("is staffed by the fewest counters that reach the target", () => {
    const share = fc.double({ min: 0.05, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(rates, share, fc.double({ min: 0, max: 30, noNaN: true }), (pair, target, minutes) => {
        const { servers, shareWithin, oneFewer } = serversForTarget(pair, { share: target, minutes });
        expect(shareWithin).toBeGreaterThanOrEqual(target);
        const load = pair.arrivalsPerHour / pair.servicesPerHour;
        if (oneFewer === null) expect((servers - 1) * (1 - 1e-12)).toBeLessThanOrEqual(load);
        else expect(1 - probabilityWaitExceeds(oneFewer, { minutes })).toBeLessThan(target);
      }),
      settings,
    );
  });
});

describe("waitingTime", () => {
  it("splits into groups that make up the whole", () => {
    const wait = fc.tuple(fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }), fc.constantFrom("A", "B", "C"));
    fc.assert(
      fc.property(fc.array(wait, { minLength: 1, maxLength: 20 }), (rows) => {
        const { overall, groups } = waitingTime(
          rows.map(([minutes]) => minutes),
          { groups: { branch: rows.map(([, branch]) => branch) } },
        );
        const total = (pick: (group: (typeof groups)[string][number]) => number) =>
          groups["branch"]!.reduce((sum, group) => sum + pick(group), 0);
        expect(total(({ n }) => n)).toBe(overall.n);
        expect(total(({ missing }) => missing)).toBe(overall.missing);
        expect(total(({ withinTarget }) => withinTarget?.count ?? 0)).toBe(overall.withinTarget?.count ?? 0);
        if (overall.withinTarget === null) return;
        const { share, lower, upper } = overall.withinTarget;
        expect(0 <= lower && lower <= share && share <= upper && upper <= 1).toBe(true);
      }),
      settings,
    );
  });
});
