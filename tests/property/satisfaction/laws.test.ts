/** Laws of satisfaction measurement: what holds for any answers. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomStream } from "../../../src/numeric/random.ts";
import {
  allocateSample,
  analyticHierarchy,
  comparePromoterScores,
  compareShares,
  compositeSatisfaction,
  csat,
  customerEffortScore,
  derivedWeights,
  directSatisfaction,
  domainMeans,
  entropyWeights,
  expertWeights,
  groupJudgments,
  type IndicatorRange,
  importancePerformance,
  indicatorIndex,
  indirectSatisfaction,
  type KanoCounts,
  kanoAttribute,
  keyDrivers,
  netPromoterScore,
  postStratify,
  rakeWeights,
  sampleSize,
  satisfactionByDisconfirmation,
  satisfactionIndex,
  satisfactionIndexOfMeans,
  stratifiedMean,
  weightedMean,
} from "../../../src/satisfaction/index.ts";

const law = <T>(name: string, given: fc.Arbitrary<T>, check: (value: T) => void, runs = 200) => {
  test(name, () => {
    fc.assert(fc.property(given, check), { seed: 20261130, numRuns: runs });
  });
};

const scale = { min: 1, max: 10 };
const answer = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 10 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);
const weight = fc.oneof(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.constant(1));
/** Respondents: two answers, a weight, and a place. */
const respondents = fc
  .array(fc.record({ a: answer, b: answer, weight, place: fc.double({ noNaN: true }) }), {
    minLength: 2,
    maxLength: 30,
  })
  .filter((rows) => rows.some(({ a }) => a !== null) && rows.some(({ b }) => b !== null));
type Rows = readonly { a: number | null; b: number | null; weight: number; place: number }[];
const columns = (rows: Rows) => ({ a: rows.map(({ a }) => a), b: rows.map(({ b }) => b) });
const weightsOf = (rows: Rows) => rows.map((row) => row.weight);

const close = (actual: number | null, expected: number | null, digits = 9) => {
  if (expected === null || actual === null) expect(actual).toBe(expected);
  else expect(actual).toBeCloseTo(expected, digits);
};

law("a respondent of weight 2 is two for the estimate, and one for its accuracy", respondents, (rows) => {
  const doubled = rows.map((_, i) => (i === 0 ? 2 : 1));
  const twice = [rows[0]!, ...rows];
  const one = csat(columns(rows).a, { scale, respondentWeights: doubled });
  const two = csat(columns(twice).a, { scale });
  close(one.mean.mean, two.mean.mean);
  close(one.top.share, two.top.share);
  expect(one.effectiveN).toBeLessThanOrEqual(two.effectiveN + 1e-9);
});

law("indices and their intervals lie between 0 and 100, and boxes sum to 1", respondents, (rows) => {
  const { index, lower, upper, scores } = satisfactionIndex(columns(rows), {
    scale,
    respondentWeights: weightsOf(rows),
  });
  for (const value of [index, lower ?? index, upper ?? index, ...scores.filter((score) => score !== null)]) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThanOrEqual(100);
  }
  const { top, middle, bottom } = csat(columns(rows).b, {
    scale,
    top: 3,
    bottom: 4,
    respondentWeights: weightsOf(rows),
  });
  expect(top.share + middle.share + bottom.share).toBeCloseTo(1, 12);
  for (const share of [top, middle, bottom]) {
    expect(share.lower).toBeLessThanOrEqual(share.share + 1e-12);
    expect(share.upper).toBeGreaterThanOrEqual(share.share - 1e-12);
  }
});

law("answers turned round turn the index and the net promoter score round", respondents, (rows) => {
  const options = { scale, respondentWeights: weightsOf(rows) };
  const one = satisfactionIndex(columns(rows), options);
  const turned = satisfactionIndex(columns(rows), { ...options, reversed: ["a", "b"] });
  close(turned.index, 100 - one.index);
  close(turned.standardError, one.standardError);
  const { a } = columns(rows);
  const promoters = { scale, cuts: { promotersFrom: 8, detractorsTo: 3 }, respondentWeights: weightsOf(rows) };
  const mirrored = netPromoterScore(
    a.map((value) => (value === null ? null : 11 - value)),
    promoters,
  );
  close(mirrored.score, -netPromoterScore(a, promoters).score);
});

law(
  "net promoter scores lie between -100 and 100, and two of them differ by as much either way",
  respondents,
  (rows) => {
    const of = (answers: readonly (number | null)[]) =>
      netPromoterScore(answers, { respondentWeights: weightsOf(rows) });
    const [one, other] = [of(columns(rows).a), of(columns(rows).b)];
    for (const { score, promoters, passives, detractors } of [one, other]) {
      expect(Math.abs(score)).toBeLessThanOrEqual(100);
      expect(promoters + passives + detractors).toBeCloseTo(1, 12);
      expect(score).toBeCloseTo(100 * (promoters - detractors), 9);
    }
    if (one.standardError === 0 && other.standardError === 0) return;
    const [there, back] = [comparePromoterScores(one, other), comparePromoterScores(other, one)];
    close(back.difference, -there.difference);
    close(back.lower, -there.upper);
    close(back.pValue, there.pValue);
  },
);

law("every index lies between 0 and 100", respondents, (rows) => {
  const options = { respondentWeights: weightsOf(rows) };
  const { a, b } = columns(rows);
  const direct = directSatisfaction(columns(rows), { scale, ...options }).index;
  const figure = (column: readonly (number | null)[], ends: IndicatorRange) => ({
    value: column.find((value) => value !== null) ?? null,
    ...ends,
  });
  const indirect = indirectSatisfaction({ a: figure(a, { worst: 1, best: 10 }), b: figure(b, { worst: 8, best: 2 }) });
  const both = rows.some((row) => row.a !== null && row.b !== null);
  const indices = [
    csat(a, { scale, ...options }).index,
    customerEffortScore(
      a.map((value) => value && Math.min(7, value)),
      options,
    ).easeIndex,
    direct,
    indirect.index!,
    compositeSatisfaction({ direct, indirect: indirect.index! }).index,
    ...(both ? [satisfactionByDisconfirmation({ perceived: a, expected: b }, { scale, ...options }).index] : []),
  ];
  for (const index of indices) {
    expect(index).toBeGreaterThanOrEqual(0);
    expect(index).toBeLessThanOrEqual(100);
  }
});

law("the index of means is the mean of the indices", respondents, (rows) => {
  const complete = rows.map((row) => ({ ...row, a: row.a ?? 4, b: row.b ?? 7 }));
  const itemWeights = { a: 2, b: 3 };
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const means = { a: mean(complete.map(({ a }) => a)), b: mean(complete.map(({ b }) => b)) };
  close(
    satisfactionIndexOfMeans(means, { scale, itemWeights }).index,
    satisfactionIndex(columns(complete), { scale, itemWeights }).index,
  );
});

law("means of subgroups add up to the mean of all", respondents, (rows) => {
  const groups = rows.map(({ place }) => (place > 0 ? "x" : "y"));
  const { overall, domains } = domainMeans(columns(rows).a, groups);
  const total = domains.reduce((sum, { mean, n }) => sum + mean * n, 0);
  close(total / overall.n, overall.mean);
});

const drivers = fc.record({ seed: fc.integer(), rows: fc.integer({ min: 8, max: 40 }) }).map(({ seed, rows }) => {
  const stream = randomStream(seed);
  const outcome = Array.from({ length: rows }, () => stream.normal());
  const column = () => outcome.map((value) => value + 2 * stream.normal());
  return { outcome, drivers: { a: column(), b: column(), c: column(), d: column() } };
});

law("importances sum to R², and none but Pratt's is negative", drivers, (data) => {
  const { rSquared, drivers: found } = keyDrivers(data);
  for (const measure of ["shapley", "relativeWeight", "pratt"] as const)
    expect(found.reduce((sum, driver) => sum + driver[measure], 0)).toBeCloseTo(rSquared, 8);
  for (const { shapley, relativeWeight, varianceInflation } of found) {
    expect(shapley).toBeGreaterThanOrEqual(-1e-12);
    expect(relativeWeight).toBeGreaterThanOrEqual(0);
    expect(varianceInflation).toBeGreaterThanOrEqual(1 - 1e-9);
  }
});

law("weights derived from importances sum to 1", drivers, (data) => {
  const analysis = keyDrivers(data);
  for (const measure of ["shapley", "relativeWeight", "correlation"] as const) {
    const weights = Object.values(derivedWeights(analysis, { measure }));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0);
  }
});

law("importances do not depend on the order or the units of drivers", drivers, ({ outcome, drivers: given }) => {
  const one = keyDrivers({ outcome, drivers: given });
  const turned = Object.entries(given)
    .reverse()
    .map(([name, values], j): [string, number[]] => [name, values.map((value) => value * 10 ** j + j)]);
  const other = keyDrivers({ outcome: outcome.map((value) => 7 * value), drivers: Object.fromEntries(turned) });
  for (const driver of one.drivers) {
    const same = other.drivers.find(({ name }) => name === driver.name)!;
    expect(same.shapley).toBeCloseTo(driver.shapley, 8);
    expect(same.relativeWeight).toBeCloseTo(driver.relativeWeight, 8);
  }
});

const positive = fc.double({ min: 0.05, max: 20, noNaN: true });

law(
  "weights of consistent judgments are exact, and their ratio 0",
  fc.array(positive, { minLength: 1, maxLength: 10 }),
  (true_) => {
    const { weights, consistencyRatio } = analyticHierarchy(true_.map((one) => true_.map((other) => one / other)));
    const total = true_.reduce((sum, value) => sum + value, 0);
    Object.values(weights).forEach((found, i) => {
      expect(found).toBeCloseTo(true_[i]! / total, 12);
    });
    expect(consistencyRatio).toBeCloseTo(0, 10);
  },
);

law(
  "weights of any judgments sum to 1, and those of the transposed matrix turn the order of two criteria round",
  fc.array(positive, { minLength: 6, maxLength: 6 }),
  (upper) => {
    const matrix = Array.from({ length: 4 }, () => new Array<number>(4).fill(1));
    let k = 0;
    for (let i = 0; i < 4; i++) {
      for (let j = i + 1; j < 4; j++) {
        matrix[i]![j] = upper[k]!;
        matrix[j]![i] = 1 / upper[k++]!;
      }
    }
    const { weights, largestEigenvalue } = analyticHierarchy(matrix);
    expect(Object.values(weights).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
    expect(largestEigenvalue).toBeGreaterThanOrEqual(4);
    // An eigenvector: A w = λ w.
    const vector = Object.values(weights);
    matrix.forEach((row, i) => {
      const product = row.reduce((sum, entry, j) => sum + entry * vector[j]!, 0);
      expect(product / (largestEigenvalue * vector[i]!)).toBeCloseTo(1, 9);
    });
  },
);

law(
  "experts of one mind are one expert, and weights by points sum to 1",
  fc.tuple(fc.array(positive, { minLength: 3, maxLength: 3 }), fc.array(positive, { minLength: 1, maxLength: 4 })),
  ([points, weights]) => {
    const matrix = points.map((one) => points.map((other) => one / other));
    const group = groupJudgments(
      weights.map(() => matrix),
      { expertWeights: weights },
    );
    matrix.forEach((row, i) => {
      row.forEach((entry, j) => {
        expect(group[i]![j]! / entry).toBeCloseTo(1, 9);
      });
    });
    const given = { a: points[0]!, b: points[1]!, c: points[2]! };
    const found = Object.values(
      expertWeights(
        weights.map(() => given),
        { rescale: true },
      ).weights,
    );
    expect(found.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  },
);

law(
  "entropy weights sum to 1 and do not depend on the order of units",
  fc.array(fc.tuple(positive, positive), { minLength: 3, maxLength: 12 }),
  (rows) => {
    const of = (list: readonly (readonly [number, number])[]) =>
      entropyWeights({ a: list.map(([a]) => a), b: list.map(([, b]) => b) });
    if (rows.every(([a, b]) => a === rows[0]![0] && b === rows[0]![1])) return;
    const { weights, entropy } = of(rows);
    expect(weights.a! + weights.b!).toBeCloseTo(1, 12);
    expect(entropy.a).toBeLessThanOrEqual(1);
    expect(of([...rows].reverse()).weights.a).toBeCloseTo(weights.a!, 9);
  },
);

law(
  "raked margins are the targets",
  fc.record({
    rows: fc.array(fc.tuple(fc.nat(2), fc.nat(1)), { minLength: 12, maxLength: 40 }),
    age: fc.tuple(positive, positive, positive),
    channel: fc.tuple(positive, positive),
  }),
  ({ rows, age, channel }) => {
    // Each cell has somebody, so that there is a solution.
    const all = [...rows, [0, 0], [0, 1], [1, 0], [1, 1], [2, 0], [2, 1]] as (readonly [number, number])[];
    const names = { age: ["x", "y", "z"], channel: ["p", "q"] };
    const record = (keys: readonly string[], values: readonly number[]) =>
      Object.fromEntries(keys.map((key, k) => [key, values[k]!]));
    const { shares, weights, converged } = rakeWeights(
      {
        age: { categories: all.map(([a]) => names.age[a]!), targets: record(names.age, age) },
        channel: { categories: all.map(([, c]) => names.channel[c]!), targets: record(names.channel, channel) },
      },
      { maxSweeps: 2000 },
    );
    expect(converged).toBe(true);
    const total = age.reduce((sum, value) => sum + value, 0);
    names.age.forEach((name, k) => {
      expect(shares.age![name]).toBeCloseTo(age[k]! / total, 7);
    });
    expect(Math.min(...weights)).toBeGreaterThan(0);
    expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(all.length, 6);
  },
);

law("post-strata hit their targets", fc.tuple(respondents, positive, positive), ([rows, first, second]) => {
  const strata = rows.map(({ place }, i) => (i === 0 || (place > 0 && i !== 1) ? "x" : "y"));
  const { weights } = postStratify(strata, { x: first, y: second });
  const share = strata.reduce((sum, stratum, i) => sum + (stratum === "x" ? weights[i]! : 0), 0) / rows.length;
  expect(share).toBeCloseTo(first / (first + second), 9);
  // The mean under these weights is the stratified mean.
  const { a } = columns(rows.map((row) => ({ ...row, a: row.a ?? 5 })));
  const of = (name: string) => ({ answers: a.filter((_, i) => strata[i] === name) });
  if (Math.min(of("x").answers.length, of("y").answers.length) < 2) return;
  const { mean } = stratifiedMean({
    x: { ...of("x"), population: 1e9 * first },
    y: { ...of("y"), population: 1e9 * second },
  });
  close(weightedMean(a, weights).mean, mean);
});

law(
  "samples grow with the accuracy asked for, and never beyond the population",
  fc.tuple(
    fc.double({ min: 0.01, max: 0.3, noNaN: true }),
    fc.double({ min: 1.01, max: 3, noNaN: true }),
    fc.nat(5000),
  ),
  ([margin, times, more]) => {
    const population = 10 + more;
    const [fine, coarse] = [margin, margin * times].map((asked) => sampleSize({ margin: asked }, { population }));
    expect(fine!.n).toBeGreaterThanOrEqual(coarse!.n);
    expect(fine!.n).toBeLessThanOrEqual(population);
    expect(Math.ceil(fine!.ofInfinite)).toBeGreaterThanOrEqual(fine!.n);
  },
);

const share = fc.double({ min: 0, max: 1, noNaN: true });

law(
  "two shares differ by as much either way",
  fc.tuple(share, share, fc.integer({ min: 1, max: 900 }), fc.integer({ min: 1, max: 900 })),
  ([p, q, n, m]) => {
    const there = compareShares({ share: p, n }, { share: q, n: m });
    const back = compareShares({ share: q, n: m }, { share: p, n });
    close(back.difference, -there.difference);
    close(back.lower, -there.upper);
    close(back.pValue, there.pValue);
  },
);

law(
  "every attribute is in the quadrant that its figures say",
  fc.array(fc.tuple(positive, fc.double({ min: 1, max: 10, noNaN: true })), { minLength: 1, maxLength: 12 }),
  (rows) => {
    const record = (values: readonly number[]) => Object.fromEntries(values.map((value, i) => [`n${i}`, value]));
    const { attributes, cuts } = importancePerformance(
      { importance: record(rows.map(([x]) => x)), performance: record(rows.map(([, y]) => y)) },
      { scale },
    );
    expect(attributes).toHaveLength(rows.length);
    for (const { importance, performance, quadrant } of attributes) {
      const near = Math.min(Math.abs(importance - cuts.importance), Math.abs(performance - cuts.performance));
      if (near < 1e-9) continue;
      const [important, well] = [importance > cuts.importance, performance > cuts.performance];
      const names = important ? ["concentrate here", "keep up the good work"] : ["low priority", "possible overkill"];
      expect(quadrant.label).toBe(names[Number(well)]);
    }
  },
);

law(
  "contributions and shortfalls of the leaves make up the index",
  fc
    .array(fc.option(fc.double({ min: 0, max: 100, noNaN: true })), { minLength: 4, maxLength: 4 })
    .filter((values) => values.some((value) => value !== null)),
  (values) => {
    const leaf = (j: number) => ({ name: `l${j}`, weight: j + 1 });
    const tree = { name: "goal", children: [{ name: "d", weight: 2, children: [leaf(0), leaf(1)] }, leaf(2), leaf(3)] };
    const { index, nodes } = indicatorIndex(tree, Object.fromEntries(values.map((value, j) => [`l${j}`, value])));
    const leaves = nodes.filter(({ leaf: end }) => end);
    expect(leaves.reduce((sum, { contribution }) => sum + (contribution ?? 0), 0)).toBeCloseTo(index!, 9);
    expect(leaves.reduce((sum, { shortfall }) => sum + (shortfall ?? 0), 0)).toBeCloseTo(100 - index!, 9);
    expect(leaves.reduce((sum, { pathWeight }) => sum + pathWeight, 0)).toBeCloseTo(1, 12);
  },
);

law(
  "allocations sum to the total within their bounds",
  fc.record({
    strata: fc.array(
      fc.record({
        population: fc.integer({ min: 1, max: 500 }),
        standardDeviation: fc.double({ min: 0, max: 5, noNaN: true }),
      }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    minPerStratum: fc.nat(4),
    neyman: fc.boolean(),
  }),
  ({ strata, share, minPerStratum, neyman }) => {
    const populations = strata.map(({ population }) => population);
    const least = populations.reduce((sum, size) => sum + Math.min(size, minPerStratum), 0);
    const most = populations.reduce((sum, size) => sum + size, 0);
    const total = Math.max(1, Math.round(least + share * (most - least)));
    if (neyman && strata.every(({ standardDeviation }) => standardDeviation === 0)) return;
    const { sizes } = allocateSample(Object.fromEntries(strata.map((stratum, h) => [`h${h}`, stratum])), {
      total,
      minPerStratum,
      method: neyman ? "neyman" : "proportional",
    });
    const found = Object.values(sizes);
    expect(found.reduce((sum, size) => sum + size, 0)).toBe(total);
    found.forEach((size, h) => {
      expect(Number.isInteger(size)).toBe(true);
      expect(size).toBeGreaterThanOrEqual(Math.min(populations[h]!, minPerStratum));
      expect(size).toBeLessThanOrEqual(populations[h]!);
    });
  },
);

law(
  "better and worse lie in their ranges, and strengths in theirs",
  fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }).filter((sizes) => sizes.some((size) => size > 0)),
  ([a, o, m, i, r, q]) => {
    const counts: KanoCounts = {
      attractive: a!,
      "one-dimensional": o!,
      "must-be": m!,
      indifferent: i!,
      reverse: r!,
      questionable: q!,
    };
    const { better, worse, categoryStrength, totalStrength, category } = kanoAttribute(counts);
    if (better !== null && worse !== null) {
      expect(better.share - worse.share).toBeLessThanOrEqual(2);
      expect(better.share).toBeGreaterThanOrEqual(0);
      expect(worse.share).toBeLessThanOrEqual(0);
    }
    expect(categoryStrength).toBeGreaterThanOrEqual(0);
    expect(totalStrength).toBeLessThanOrEqual(1);
    expect(counts[category.label as keyof KanoCounts]).toBe(Math.max(a!, o!, m!, i!, r!, q!));
  },
);

law("a weighted mean lies between its values, and its effective size between 1 and n", respondents, (rows) => {
  const { mean, effectiveN, n } = weightedMean(columns(rows).a, weightsOf(rows));
  const values = columns(rows).a.filter((value) => value !== null);
  expect(mean).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
  expect(mean).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
  expect(effectiveN).toBeGreaterThanOrEqual(1 - 1e-9);
  expect(effectiveN).toBeLessThanOrEqual(n + 1e-9);
});
