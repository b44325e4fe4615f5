import fc from "fast-check";
import * as all from "../../../src/servqual/index.ts";
import type { Generated } from "./generated.ts";
import { scaleCalls } from "./scale.ts";

const language = fc.constantFrom("en", "zh" as const);
const by = fc.constantFrom("dimensions", "items" as const);
const missing = fc.constantFrom("pairwise", "listwise" as const);

/** Up to four dimensions of up to three items, some of them reversed. */
const instrument = fc
  .array(fc.array(fc.boolean(), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 })
  .map((dimensions) =>
    all.servqualInstrument({
      dimensions: dimensions.map((items, d) => ({
        key: `D${d}`,
        items: items.map((reversed, j) => ({ key: `D${d}Q${j}`, text: `item ${j}`, reversed })),
      })),
    }),
  );
const scale = fc.constantFrom({ min: 1, max: 7 }, { min: 0, max: 100 }, { min: -3, max: 3 }, { min: -1e70, max: 1e70 });
/** Answers as shares of the scale, more than are ever read. */
const shares = fc.array(
  fc.option(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1)), { freq: 5, nil: null }),
  {
    minLength: 64,
    maxLength: 64,
  },
);

interface Survey {
  readonly instrument: all.ServqualInstrument;
  readonly scale: all.AnswerScale;
  /** Answers of a few respondents; other ones for other offsets. */
  readonly answers: (offset: number) => Record<string, (number | null)[]>;
  readonly points: Record<string, number[]>;
}
const survey: fc.Arbitrary<Survey> = fc
  .tuple(instrument, scale, shares, fc.integer({ min: 1, max: 5 }))
  .map(([used, range, pool, respondents]) => {
    const keys = used.dimensions.flatMap(({ items }) => items.map(({ key }) => key));
    const at = (offset: number, i: number, j: number) => {
      const share = pool[(7 * offset + 12 * i + j) % pool.length]!;
      return share === null ? null : Math.min(range.max, range.min * (1 - share) + range.max * share);
    };
    const rows = Array.from({ length: respondents }, (_, i) => i);
    const even = used.dimensions.map(({ key }) => [key, rows.map(() => 100 / used.dimensions.length)] as const);
    return {
      instrument: used,
      scale: range,
      answers: (offset) => Object.fromEntries(keys.map((key, j) => [key, rows.map((i) => at(offset, i, j))])),
      points: Object.fromEntries(even),
    };
  });

const scores = fc
  .tuple(
    survey,
    fc.constantFrom("mean", "sum" as const),
    missing,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(2),
  )
  .map(([{ instrument: used, scale: range, answers, points }, aggregation, rule, minShare, kind]) => () => {
    const vector = Object.fromEntries(used.dimensions.map(({ key }, d) => [key, d]));
    const weights = kind === 0 ? undefined : kind === 1 && used.dimensions.length > 1 ? vector : points;
    return all.servqualScores(
      { instrument: used, scale: range, perceptions: answers(0), expectations: answers(1), ideal: answers(2), weights },
      {
        aggregation,
        missing: rule,
        minShare,
        ...(kind === 2 ? { respondentWeights: points[used.dimensions[0]!.key]!.map((_, i) => i + minShare) } : {}),
      },
    );
  });
const zones = fc.tuple(survey, missing).map(
  ([{ instrument: used, scale: range, answers }, rule]) =>
    () =>
      all.toleranceZones(
        { instrument: used, scale: range, adequate: answers(0), desired: answers(1), perceived: answers(2) },
        { onInverted: "drop", missing: rule },
      ),
);
const level = fc.oneof(fc.double({ min: 1, max: 9, noNaN: true }), fc.constantFrom(1, 5, 9));
const rate = fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(1, 60));
const minutes = fc.oneof(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(0, 10));
/** A queue that does not grow without end. */
const rates = fc.tuple(rate, rate, fc.integer({ min: 1, max: 9 })).map(([arrivalsPerHour, servicesPerHour, spare]) => ({
  arrivalsPerHour,
  servicesPerHour,
  servers: Math.floor(arrivalsPerHour / servicesPerHour) + spare,
}));

/** A generator for each exported function of the area. */
export const servqualCalls: Readonly<Record<string, Generated>> = {
  servqualInstrument: instrument.map((definition) => () => all.servqualInstrument(definition)),
  questionnaire: fc
    .tuple(instrument, language, fc.constantFrom("servqual", "servperf", "difference", "tolerance" as const))
    .map(
      ([used, l, form]) =>
        () =>
          all.questionnaire(used, { language: l, form }),
    ),
  servqualScores: fc.tuple(scores, survey, fc.boolean()).map(([full, own, small]) => {
    const { instrument: used, scale: range, answers } = own;
    const symmetric = { min: -range.max, max: range.max };
    const importance = Object.fromEntries(Object.keys(answers(0)).map((key, j) => [key, j]));
    return small
      ? () => all.servqualScores({ instrument: used, scale: symmetric, differences: answers(0), importance })
      : full;
  }),
  toleranceZones: zones,
  toleranceZone: fc.tuple(level, level, level).map(
    ([one, other, perceived]) =>
      () =>
        all.toleranceZone({ adequate: Math.min(one, other), desired: Math.max(one, other), perceived }),
  ),
  gapModel: fc
    .tuple(survey, fc.constantFrom("direct", "chained" as const), fc.boolean())
    .map(([{ scale: range, answers }, mode, weighted]) => () => {
      const part = (offset: number) => answers(offset);
      const weights = weighted ? Object.fromEntries(Object.keys(part(0)).map((key, j) => [key, j + 1])) : undefined;
      return all.gapModel(
        {
          customerExpectation: part(0),
          managerPerceivedExpectation: part(1),
          standards: part(2),
          delivery: part(3),
          communication: part(4),
          customerPerception: part(5),
        },
        { mode, scale: range, weights },
      );
    }),
  gapAntecedents: fc.tuple(shares, missing, fc.boolean()).map(([pool, rule, regressed]) => () => {
    const column = (from: number) =>
      pool.slice(from, from + 15).map((share) => (share === null ? null : 1 + 6 * share));
    return all.gapAntecedents(
      { a: column(0), b: column(15), c: column(30) },
      {
        items: { teamwork: ["a", "b"], roleConflict: ["c"] },
        reversed: ["b"],
        gaps: regressed ? { delivery: column(45) } : undefined,
        missing: rule,
      },
    );
  }),
  queueModel: rates.map((queue) => () => all.queueModel(queue)),
  probabilityWaitExceeds: fc.tuple(rates, minutes).map(
    ([queue, time]) =>
      () =>
        all.probabilityWaitExceeds(queue, { minutes: time }),
  ),
  serversForTarget: fc.tuple(rates, minutes, fc.double({ min: 0.01, max: 0.999, noNaN: true })).map(
    ([queue, time, share]) =>
      () =>
        all.serversForTarget(queue, { minutes: time, share, meanWaitMinutes: 1 + time }),
  ),
  waitingTime: fc
    .array(fc.option(minutes, { nil: null }), { minLength: 1, maxLength: 20 })
    .map((waits) => () => all.waitingTime(waits, { groups: { branch: waits.map((_, i) => `branch ${i % 3}`) } })),
  servqualGapChart: fc.tuple(scores, language, by).map(
    ([score, l, lines]) =>
      () =>
        all.servqualGapChart(score(), { language: l, by: lines }),
  ),
  servqualRadarChart: fc.tuple(survey, language).map(([{ answers, scale: range }, l]) => () => {
    const perceptions = answers(0);
    const dimensions = Array.from({ length: 3 }, (_, d) => ({ key: `D${d}`, items: [{ key: `Q${d}`, text: "item" }] }));
    const first = Object.values(perceptions)[0]!;
    const columns = (offset: number) =>
      Object.fromEntries([0, 1, 2].map((d) => [`Q${d}`, first.map((_, i) => first[(i + d + offset) % first.length]!)]));
    return all.servqualRadarChart(
      all.servqualScores({
        instrument: { dimensions },
        scale: range,
        perceptions: columns(0),
        expectations: columns(1),
      }),
      { language: l },
    );
  }),
  toleranceZoneChart: fc.tuple(zones, language, by).map(
    ([zone, l, lines]) =>
      () =>
        all.toleranceZoneChart(zone(), { language: l, by: lines }),
  ),
  importanceGapChart: fc.tuple(survey, language).map(
    ([{ instrument: used, scale: range, answers, points }, l]) =>
      () =>
        all.importanceGapChart(
          all.servqualScores({
            instrument: used,
            scale: range,
            perceptions: answers(0),
            expectations: answers(1),
            weights: points,
          }),
          { language: l },
        ),
  ),
  ...scaleCalls,
};
