import fc from "fast-check";
import * as all from "../../../src/index.ts";
import type { Generated } from "./generated.ts";

const language = fc.constantFrom("en", "zh" as const);
const level = fc.constantFrom(0.5, 0.9, 0.95, 0.999);
const whole = (min: number, max: number) => fc.integer({ min, max });
const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 0.5));
const positive = fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constantFrom(1e-9, 1, 1e9));
const any = fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constantFrom(0, 1, -1, 1e-9));
const list = <T>(entry: fc.Arbitrary<T>, from = 1, to = 12) => fc.array(entry, { minLength: from, maxLength: to });

/** Respondents: four answers of a scale from 0 to 10, some of which are missing, and a weight. */
const ten = { min: 0, max: 10 };
const answer = fc.oneof({ weight: 8, arbitrary: whole(0, 10) }, { weight: 1, arbitrary: fc.constant(null) });
const respondent = fc.record({
  answers: fc.tuple(answer, answer, answer, answer),
  weight: fc.oneof({ weight: 4, arbitrary: positive }, { weight: 1, arbitrary: fc.constant(0) }),
  group: whole(0, 2),
});
const survey = list(respondent, 1, 25).map((rows) => ({
  rating: rows.map(({ answers }) => answers[0]),
  answers: Object.fromEntries(["a", "b", "c", "d"].map((name, j) => [name, rows.map(({ answers }) => answers[j]!)])),
  weights: rows.map(({ weight }) => weight),
  groups: rows.map(({ group }) => ["x", "y", "z"][group]!),
}));
type Survey = typeof survey extends fc.Arbitrary<infer T> ? T : never;

/** A call on a survey, with weights half of the time. */
const surveyed = (verb: (data: Survey, options: all.MeasureOptions) => unknown): Generated =>
  fc.tuple(survey, fc.boolean(), level).map(
    ([data, weighted, l]) =>
      () =>
        verb(data, weighted ? { respondentWeights: data.weights, level: l } : { level: l }),
  );

/** An outcome and drivers that vary, of some thirty respondents. */
const driven = fc.tuple(list(fc.tuple(any, any, any, any), 12, 30), fc.boolean()).map(([rows, gaps]) => ({
  outcome: rows.map(([y], i) => (gaps && i === 3 ? null : y)),
  drivers: Object.fromEntries(["a", "b", "c"].map((name, j) => [name, rows.map((row) => row[j + 1]! + row[0] / 3)])),
}));
const record = (values: readonly number[]) => Object.fromEntries(values.map((value, j) => [`n${j}`, value]));
const promoterShares = fc
  .record({ promoters: share, passing: share, n: whole(1, 5000) })
  .map(({ promoters, passing, n }) => ({ promoters, detractors: (1 - promoters) * passing, n }));
const pairs = list(fc.tuple(positive, fc.double({ min: 0, max: 100, noNaN: true })), 1, 15).map((points) => ({
  importance: record(points.map(([importance]) => importance)),
  performance: record(points.map(([, performance]) => performance)),
}));
const percentScale = { min: 0, max: 100 };
const kanoColumn = list(
  fc.tuple(
    ...[0, 1].map(() =>
      fc.constantFrom(
        "like" as const,
        "must-be" as const,
        "neutral" as const,
        "live-with" as const,
        "dislike" as const,
      ),
    ),
  ),
  3,
  20,
).map((rows) => ({ functional: rows.map(([f]) => f!), dysfunctional: rows.map(([, d]) => d!) }));
const kanoCounts = fc
  .record({
    attractive: whole(0, 90),
    "one-dimensional": whole(0, 90),
    "must-be": whole(0, 90),
    indifferent: whole(0, 90),
    reverse: whole(0, 9),
    questionable: whole(0, 9),
  })
  .filter((counts) => Object.values(counts).some((count) => count > 0));
const leafValues = list(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), 4, 4);
const tree = {
  name: "goal",
  children: [
    { name: "d", weight: 2, children: [{ name: "n0" }, { name: "n1", range: { worst: 70, best: 20 } }] },
    { name: "n2", weight: 1 },
    { name: "n3", weight: 0 },
  ],
};
const indexed = fc
  .tuple(
    leafValues.filter((values) => values.some((value) => value !== null)),
    fc.constantFrom("renormalize", "null" as const),
  )
  .map(([values, onMissing]) =>
    all.indicatorIndex(tree, Object.fromEntries(values.map((value, j) => [`n${j}`, value])), { onMissing }),
  );
const complaints = fc
  .record({ complaints: whole(0, 1e6), customers: positive, years: positive, resolved: share, reopened: share })
  .map(({ resolved, reopened, ...counts }) => {
    const solved = Math.floor(resolved * counts.complaints);
    return { ...counts, resolved: solved, reopened: Math.floor(reopened * solved) };
  });
const links = list(fc.record({ coefficient: any, standardError: positive }), 1, 5).map((given) =>
  given.map(({ coefficient, standardError }, k) => ({
    name: `${k}`,
    coefficient,
    standardError: Math.min(standardError, 1e6),
  })),
);

/** A generator for each exported function of the area. */
export const satisfactionCalls: Readonly<Record<string, Generated>> = {
  allocateSample: fc
    .tuple(
      list(fc.record({ population: whole(1, 1e6), standardDeviation: fc.oneof(positive, fc.constant(0)) }), 1, 8),
      share,
      fc.boolean(),
    )
    .map(([strata, part, neyman]) => () => {
      const total = strata.reduce((sum, { population }) => sum + population, 0);
      return all.allocateSample(Object.fromEntries(strata.map((stratum, h) => [`h${h}`, stratum])), {
        total: Math.max(strata.length, Math.round(part * total)),
        method: neyman ? "neyman" : "proportional",
      });
    }),
  analyticHierarchy: fc
    .tuple(list(positive, 1, 11), positive, fc.constantFrom("eigenvector", "geometric-mean" as const))
    .map(([weights, bend, method]) => () => {
      const matrix = weights.map((one, i) =>
        weights.map((other, j) => (one / other) * bend ** Math.sign((i - j) * (i + j - 3))),
      );
      return all.analyticHierarchy(matrix, { method });
    }),
  answerQuality: survey.map(
    ({ answers, weights }) =>
      () =>
        all.answerQuality(answers, { scale: ten, seconds: weights }),
  ),
  compareComplaintRates: fc.tuple(complaints, complaints, level).map(
    ([first, second, l]) =>
      () =>
        all.compareComplaintRates(first, second, { level: l }),
  ),
  comparePromoterScores: fc.tuple(promoterShares, promoterShares, level).map(
    ([first, second, l]) =>
      () =>
        all.comparePromoterScores(all.netPromoterScoreOfShares(first), all.netPromoterScoreOfShares(second), {
          level: l,
        }),
  ),
  compareShares: fc.tuple(share, share, positive, positive, level).map(
    ([first, second, n, m, l]) =>
      () =>
        all.compareShares({ share: first, n }, { share: second, n: m }, { level: l }),
  ),
  complaintStatistics: fc.tuple(complaints, level).map(
    ([counts, l]) =>
      () =>
        all.complaintStatistics(counts, { level: l }),
  ),
  compositeSatisfaction: fc.tuple(share, share, share).map(
    ([direct, indirect, directWeight]) =>
      () =>
        all.compositeSatisfaction({ direct: 100 * direct, indirect: 100 * indirect }, { directWeight }),
  ),
  csat: surveyed(({ rating }, options) => all.csat(rating, { scale: ten, ...options })),
  customerEffortScore: surveyed(({ rating }, options) =>
    all.customerEffortScore(
      rating.map((value) => (value === null ? null : 1 + (value % 5))),
      { ...options, version: options.level === 0.5 ? 1 : 2 },
    ),
  ),
  deliveredValueScore: surveyed(({ answers: { a, b, c, d } }, options) =>
    all.deliveredValueScore({ value: { a: a!, b: b! }, cost: { c: c!, d: d! } }, options),
  ),
  derivedWeights: fc.tuple(driven, fc.constantFrom("shapley", "relativeWeight", "correlation" as const)).map(
    ([data, measure]) =>
      () =>
        all.derivedWeights(all.keyDrivers(data), { measure }),
  ),
  directSatisfaction: surveyed(({ answers }, options) =>
    all.directSatisfaction(answers, { scale: ten, form: options.level === 0.5 ? "mean" : "top-box", ...options }),
  ),
  disconfirmation: fc.oneof(
    surveyed(({ answers: { a, b } }, options) => all.disconfirmation({ perceived: a!, expected: b! }, options)),
    surveyed(({ answers: { a, b } }, options) =>
      all.disconfirmation(
        { perceived: a!, expected: b!.map((value) => (value === null ? null : value + 1)) },
        { ...options, form: "ratio" },
      ),
    ),
    surveyed(({ answers: { a, b } }, options) =>
      all.disconfirmation({ perceived: a!, expected: b! }, { ...options, form: "loss-aversion" }),
    ),
  ),
  domainMeans: surveyed(({ rating, groups }, options) => all.domainMeans(rating, groups, options)),
  entropyWeights: list(fc.tuple(positive, positive, positive), 2, 12).map(
    (rows) => () =>
      all.entropyWeights({ a: rows.map(([a]) => a), b: rows.map(([, b]) => b), c: rows.map(([, , c]) => c) }),
  ),
  expertWeights: list(fc.tuple(positive, positive), 1, 6).map(
    (rows) => () =>
      all.expertWeights(
        rows.map(([a, b]) => ({ a, b })),
        { rescale: true },
      ),
  ),
  groupJudgments: list(fc.tuple(positive, positive), 1, 5).map(
    (experts) => () =>
      all.groupJudgments(
        experts.map(([first, second]) => [
          [1, first / second],
          [second / first, 1],
        ]),
        { expertWeights: experts.map(([first]) => first) },
      ),
  ),
  hiddenDrivers: list(fc.tuple(any, any)).map(
    (rows) => () =>
      all.hiddenDrivers({
        derived: record(rows.map(([derived]) => derived)),
        stated: record(rows.map(([, stated]) => stated)),
      }),
  ),
  importancePerformance: fc.tuple(pairs, fc.constantFrom("mean", "median", "midpoint" as const)).map(
    ([data, cuts]) =>
      () =>
        all.importancePerformance(data, { scale: percentScale, cuts, importanceScale: { min: 0, max: 1e9 } }),
  ),
  importancePerformanceChart: fc.tuple(pairs, language).map(
    ([data, l]) =>
      () =>
        all.importancePerformanceChart(all.importancePerformance(data, { scale: percentScale }), { language: l }),
  ),
  indexContributionChart: fc
    .tuple(
      indexed.filter(({ index }) => index !== null),
      language,
      fc.constantFrom("dimensions", "leaves" as const),
    )
    .map(
      ([index, l, depth]) =>
        () =>
          all.indexContributionChart(index, { language: l, by: depth }),
    ),
  indicatorIndex: indexed.map((index) => () => index),
  indicatorScore: fc
    .tuple(any, any, any)
    .filter(([, worst, best]) => worst !== best)
    .map(
      ([value, worst, best]) =>
        () =>
          all.indicatorScore(value, { worst, best }),
    ),
  indirectSatisfaction: list(fc.tuple(any, positive, positive), 1, 6).map(
    (rows) => () =>
      all.indirectSatisfaction(
        Object.fromEntries(
          rows.map(([value, width, weight], j) => [`n${j}`, { value, worst: value - 1, best: value + width, weight }]),
        ),
      ),
  ),
  kano: fc
    .tuple(kanoColumn, fc.constantFrom("standard", "strict" as const), fc.constantFrom("mode", "rule-of-sums" as const))
    .map(
      ([column, table, rule]) =>
        () =>
          all.kano({ a: column }, { table, rule, segments: column.functional.map((_, i) => `s${i % 3}`) }),
    ),
  kanoAttribute: fc.tuple(kanoCounts, level).map(
    ([counts, l]) =>
      () =>
        all.kanoAttribute(counts, { level: l }),
  ),
  kanoCategory: kanoColumn.map(
    ({ functional, dysfunctional }) =>
      () =>
        all.kanoCategory({ functional: functional[0]!, dysfunctional: dysfunctional[0]! }),
  ),
  kanoChart: fc.tuple(kanoColumn, language).map(
    ([column, l]) =>
      () =>
        all.kanoChart(all.kano({ a: column, b: column }), { language: l }),
  ),
  keyDrivers: fc.tuple(driven, level).map(
    ([data, l]) =>
      () =>
        all.keyDrivers(data, { level: l, bootstrap: { seed: 1, draws: 40 } }),
  ),
  keyDriversChart: fc.tuple(driven, language).map(
    ([data, l]) =>
      () =>
        all.keyDriversChart(all.keyDrivers(data), { language: l, measure: "relativeWeight" }),
  ),
  netPromoterScore: surveyed(({ rating }, options) => all.netPromoterScore(rating, options)),
  netPromoterScoreOfShares: promoterShares.map((shares) => () => all.netPromoterScoreOfShares(shares)),
  penaltyReward: list(fc.tuple(whole(0, 10), whole(0, 2), whole(0, 2)), 40, 60).map(
    (rows) => () =>
      all.penaltyReward(
        { outcome: rows.map(([y]) => y), attributes: { a: rows.map(([, a]) => a), b: rows.map(([, , b]) => b) } },
        { low: 0, high: 2, minCell: 3 },
      ),
  ),
  postStratify: fc.tuple(survey, positive, positive).map(([{ groups }, first, second]) => () => {
    const strata = groups.map((group): string => (group === "x" ? "x" : "other"));
    const targets = { x: first, other: second };
    const present = Object.entries(targets).filter(([name]) => strata.includes(name));
    return all.postStratify(strata, Object.fromEntries(present));
  }),
  promoterScoreChart: fc.tuple(list(promoterShares, 1, 5), language).map(
    ([scores, l]) =>
      () =>
        all.promoterScoreChart(
          Object.fromEntries(scores.map((shares, i) => [`n${i}`, all.netPromoterScoreOfShares(shares)])),
          { language: l },
        ),
  ),
  rakeWeights: fc
    .tuple(list(fc.tuple(whole(0, 1), whole(0, 1)), 4, 30), positive, positive)
    .map(([rows, first, second]) => () => {
      const cells = [...rows, [0, 0], [0, 1], [1, 0], [1, 1]];
      return all.rakeWeights({
        a: { categories: cells.map(([a]) => `${a}`), targets: { 0: first, 1: 1 } },
        b: { categories: cells.map(([, b]) => `${b}`), targets: { 0: 1, 1: second } },
      });
    }),
  sampleSize: fc.oneof(
    fc.tuple(share, share, level, positive).map(
      ([margin, expected, l, population]) =>
        () =>
          all.sampleSize(
            { margin: 0.01 + 0.9 * margin, share: 0.01 + 0.98 * expected },
            { level: l, population: 1 + population },
          ),
    ),
    fc.tuple(positive, share, level).map(
      ([deviation, rate, l]) =>
        () =>
          all.sampleSize(
            { margin: deviation / 10, standardDeviation: deviation },
            { level: l, responseRate: 0.01 + 0.99 * rate },
          ),
    ),
    fc.tuple(share, level).map(
      ([other, l]) =>
        () =>
          all.sampleSize({ shares: [0.4, 0.5 + 0.4 * other] }, { level: l, power: 0.9 }),
    ),
  ),
  satisfactionByDimension: surveyed(({ answers }, options) =>
    all.satisfactionByDimension(answers, { scale: ten, dimensions: { one: ["a", "b"], two: ["c"] }, ...options }),
  ),
  satisfactionByDisconfirmation: surveyed(({ answers: { a, b } }, options) =>
    all.satisfactionByDisconfirmation({ perceived: a!, expected: b! }, { scale: ten, ...options }),
  ),
  satisfactionIndex: surveyed(({ answers }, options) => all.satisfactionIndex(answers, { scale: ten, ...options })),
  satisfactionIndexOfMeans: list(fc.tuple(share, positive), 1, 5).map(
    (rows) => () =>
      all.satisfactionIndexOfMeans(record(rows.map(([mean]) => mean)), {
        scale: { min: 0, max: 1 },
        itemWeights: record(rows.map(([, weight]) => weight)),
      }),
  ),
  satisfactionProfitChain: fc.tuple(any, links, positive, any).map(
    ([change, chain, customers, annualMargin]) =>
      () =>
        all.satisfactionProfitChain(
          { change, links: chain, customers, annualMargin },
          { simulation: { seed: 1, draws: 30 } },
        ),
  ),
  sevenLevelSatisfaction: surveyed(({ rating }, options) =>
    all.sevenLevelSatisfaction(
      rating.map((value) => (value === null ? null : all.satisfactionLevels[value % 7]!.level)),
      options,
    ),
  ),
  stratifiedMean: fc.tuple(list(list(any, 2, 6), 1, 4), positive).map(
    ([strata, more]) =>
      () =>
        all.stratifiedMean(
          Object.fromEntries(strata.map((answers, h) => [`h${h}`, { population: answers.length + more, answers }])),
        ),
  ),
  trackPromoterScores: list(fc.tuple(share, share, whole(1, 5000)), 2, 6).map(
    (waves) => () =>
      all.trackPromoterScores(
        waves.map(([promoters, detractors, n]) =>
          all.netPromoterScoreOfShares({ promoters: 0.1 + 0.4 * promoters, detractors: 0.4 * detractors, n }),
        ),
      ),
  ),
  weightedMean: fc.tuple(survey, level).map(
    ([{ rating, weights }, l]) =>
      () =>
        all.weightedMean(rating, weights, { level: l }),
  ),
};
